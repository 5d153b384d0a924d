//! Who may look from elsewhere, what of it is noted, and searches that somebody keeps.

use crate::serving::{Answer, Serving, encoded};
use crate::{dateline, run, samples};
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

/// Runs it with this on standard input.
fn typed(desk: &Path, arguments: &[&str], input: &str, code: i32) -> String {
    let mut command = dateline(desk, arguments);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    crate::text(&child.wait_with_output().unwrap(), code)
}

fn form(fields: &[(&str, &str)]) -> String {
    encoded(&fields.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect::<Vec<_>>())
}

/// Logs in; the header with the cookie.
fn enter(serving: &Serving, name: &str, password: &str) -> (Answer, String) {
    let answer =
        serving.ask("POST", "/login", "", &form(&[("name", name), ("password", password), ("back", "/statements")]));
    let cookie = answer.head("set-cookie").split(';').next().unwrap_or_default().to_string();
    (answer, format!("Cookie: {cookie}\r\n"))
}

/// The secret of the forms on a page.
fn token(body: &str) -> String {
    body.split("name=\"token\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_string()
}

const HERONS: &str = "seven grey herons stood";

#[test]
fn from_elsewhere_only_accounts_come_in_each_as_far_as_its_role() {
    let folder = tempfile::tempdir().unwrap();
    let desk = folder.path().join("desk");
    run(&desk, &["read", samples().join("herald.rss").to_str().unwrap()], 0);
    typed(&desk, &["accounts", "add", "rask"], "short\n", 2);
    for role in ["reader", "analyst", "admin"] {
        typed(&desk, &["accounts", "add", role, "--role", role], &format!("{HERONS}\n"), 0);
    }
    typed(&desk, &["accounts", "add", "reader"], &format!("{HERONS}\n"), 2);
    assert_eq!(run(&desk, &["accounts", "list"], 0).lines().count(), 3);
    let serving = Serving::with(&desk, &["--address", "0.0.0.0:0"]);
    for (path, status) in [("/", 303), ("/statements", 303), ("/api/statements", 401), ("/api/changes/stream", 401)] {
        assert_eq!(serving.get(path).0, status, "{path}");
    }
    assert_eq!(
        serving.ask("GET", "/statements?by=Vell", "", "").head("location"),
        "/login?back=%2Fstatements%3Fby%3DVell"
    );
    let (refused, _) = enter(&serving, "reader", "seven grey herons sat");
    assert_eq!((refused.status, refused.head("set-cookie")), (401, ""));
    let mut cookies = Vec::new();
    for role in ["reader", "analyst", "admin"] {
        let (answer, cookie) = enter(&serving, role, HERONS);
        assert_eq!((answer.status, answer.head("location")), (303, "/statements"), "{role}");
        assert!(answer.head("set-cookie").contains("HttpOnly; SameSite=Strict"));
        cookies.push(cookie);
    }
    for (path, expected) in
        [("/statements", [200, 200, 200]), ("/audit", [403, 403, 200]), ("/accounts", [403, 403, 200])]
    {
        let own: Vec<u16> = cookies.iter().map(|cookie| serving.ask("GET", path, cookie, "").status).collect();
        assert_eq!(own, expected, "{path}");
    }
    // A reader has no form to judge by, and none that they make up counts.
    let page = serving.ask("GET", "/sources", &cookies[0], "").body;
    assert!(!page.contains("action=\"/judge\"") && page.contains("action=\"/logout\""), "{page}");
    let judged = |cookie: &str, token: &str| {
        let fields = [("token", token), ("verb", "grade"), ("of", "The Coast Courier"), ("value", "B")];
        serving.ask("POST", "/judge", cookie, &form(&fields)).status
    };
    assert_eq!(judged(&cookies[0], &token(&page)), 403);
    assert_eq!(judged(&cookies[1], &token(&page)), 400, "another's secret");
    let page = serving.ask("GET", "/sources", &cookies[1], "").body;
    let outlet = page.split("name=\"of\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let fields = [("token", token(&page)), ("verb", "grade".into()), ("of", outlet.into()), ("value", "B".into())];
    let fields = fields.map(|(name, value): (&str, String)| (name.to_string(), value));
    assert_eq!(serving.ask("POST", "/judge", &cookies[1], &encoded(&fields)).status, 303);
    assert!(run(&desk, &["export", "judgements"], 0).contains("\"author\":\"analyst\""));
    // A program reads the API and nothing else, until its token ends.
    let secret = run(&desk, &["accounts", "token", "add", "reader", "dashboard"], 0);
    let bearer = format!("Authorization: Bearer {}\r\n", secret.trim());
    for (path, status) in [("/api/statements", 200), ("/api/audit", 403), ("/statements", 303)] {
        assert_eq!(serving.ask("GET", path, &bearer, "").status, status, "{path}");
    }
    run(&desk, &["accounts", "token", "remove", "reader", "dashboard"], 0);
    assert_eq!(serving.ask("GET", "/api/statements", &bearer, "").status, 401);
    // Another role holds at once, another password ends the sessions, and so does leaving.
    run(&desk, &["accounts", "role", "analyst", "admin"], 0);
    assert_eq!(serving.ask("GET", "/audit", &cookies[1], "").status, 200);
    typed(&desk, &["accounts", "password", "analyst"], "eight grey herons stood\n", 0);
    assert_eq!(serving.ask("GET", "/statements", &cookies[1], "").status, 303);
    let leave = form(&[("token", &token(&serving.ask("GET", "/", &cookies[2], "").body))]);
    assert_eq!(serving.ask("POST", "/logout", &cookies[2], &leave).status, 303);
    assert_eq!(serving.ask("GET", "/", &cookies[2], "").status, 303);
    let log = run(&desk, &["audit"], 0);
    for words in
        ["analyst  judgement  1 grade", "reader  export  /api/statements", "reader  login refused", "terminal  account"]
    {
        assert!(log.contains(words), "{words}: {log}");
    }
    assert!(log.lines().all(|line| line.chars().count() <= 100), "{log}");
    assert!(!log.contains("herons"));
    // Neither a password nor a secret stands in any file of the desk.
    for file in ["access.sqlite", "access.sqlite-wal"] {
        let bytes = std::fs::read(desk.join(file)).unwrap_or_default();
        for words in ["grey herons", secret.trim()] {
            assert!(!bytes.windows(words.len()).any(|own| own == words.as_bytes()), "{file}");
        }
    }
}

#[test]
fn a_name_or_a_proxy_asks_for_accounts_on_this_machine_too() {
    let folder = tempfile::tempdir().unwrap();
    let desk = folder.path().join("desk");
    run(&desk, &["read", samples().join("courier-recall.html").to_str().unwrap()], 0);
    for more in [["--behind-tls"].as_slice(), &["--host", "desk.example"]] {
        let arguments = [["serve", "--address", "127.0.0.1:0"].as_slice(), more].concat();
        let output = dateline(&desk, &arguments).output().unwrap();
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code() == Some(2) && error.contains("dateline accounts add"), "{error}");
    }
    let serving = Serving::of(&desk);
    assert_eq!(serving.get("/").0, 200);
    assert_eq!(serving.ask("GET", "/", "X-Forwarded-For: 203.0.113.9\r\n", "").status, 421);
    typed(&desk, &["accounts", "add", "rask"], &format!("{HERONS}\n"), 0);
    let closed = Serving::with(&desk, &["--address", "127.0.0.1:0", "--behind-tls"]);
    let (answer, _) = enter(&closed, "rask", HERONS);
    assert!(answer.head("set-cookie").starts_with("__Host-dateline=") && answer.head("set-cookie").ends_with("Secure"));
}

#[test]
fn searches_are_remembered_kept_dropped_and_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    let desk = folder.path().join("desk");
    run(&desk, &["read", samples().join("courier-recall.html").to_str().unwrap()], 0);
    let serving = Serving::of(&desk);
    serving.get("/search?q=pilots");
    let (_, body) = serving.get("/search?q=%3Cb%3Eport");
    assert!(body.contains("Searched before") && body.contains("/search?q=pilots"), "{body}");
    let token = token(&body);
    let send = |fields: &[(&str, &str)]| {
        let fields = [fields, &[("token", &token), ("back", "/search")]].concat();
        serving.ask("POST", "/searches", "", &form(&fields)).status
    };
    assert_eq!(send(&[("verb", "keep"), ("name", "the <pilots>"), ("page", "/search?q=pilots")]), 303);
    assert_eq!(send(&[("verb", "keep"), ("name", "x"), ("page", "https://evil.example/")]), 400);
    let (_, body) = serving.get("/search");
    assert!(body.contains("the &lt;pilots&gt;") && body.contains("&lt;b&gt;port"), "{body}");
    let number =
        body.split("name=\"number\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_string();
    assert_eq!(send(&[("verb", "drop"), ("number", &number)]), 303);
    assert_eq!(send(&[("verb", "forget")]), 303);
    let (_, body) = serving.get("/search");
    assert!(!body.contains("pilots"), "{body}");
}
