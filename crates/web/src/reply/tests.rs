//! Requests as they come, and what is answered.

use super::*;
use crate::{Line, Mark, Paper, Section, Sheet};
use std::sync::Mutex;

struct Invented;

impl Source for Invented {
    fn sheet(&self, _: &Page, _: &Question) -> Result<Sheet, Failure> {
        let line = Line {
            date: "2031-05-14".into(),
            how: "day, from publication".into(),
            head: "Ana Vell <b>said</b>".into(),
            facts: vec!["named".into(), "DENIED".into()],
            to: "/document/3fa91c04?at=aa01#maa01".into(),
            row: json!({ "row": "statement", "id": "aa01" }),
            ..Line::default()
        };
        Ok(Sheet {
            more: true,
            sections: vec![Section { lines: vec![line], ..Section::default() }],
            ..Sheet::default()
        })
    }

    fn decide(&self, decided: &crate::Decided) -> Result<u64, Failure> {
        assert_eq!(decided.verb, "same");
        Ok(7)
    }

    fn paper(&self, id: &str) -> Result<Paper, Failure> {
        if id != "3fa91c04" {
            return Err(Failure::Absent(format!("nothing on this desk has the id {id}")));
        }
        let mark = |start, end, kind, id: &str| Mark { start, end, kind, id: id.into(), words: String::new() };
        Ok(Paper {
            text: "Vell said the port burns.".into(),
            marks: vec![mark(0, 24, "statement", "aa01"), mark(0, 4, "name", "aa02"), mark(14, 24, "event", "aa03")],
            ..Paper::default()
        })
    }
}

/// Lets in whoever says a name: “reader”, “analyst”, “admin”.
struct Gated {
    open: bool,
    noted: Mutex<Vec<String>>,
}

impl Gated {
    fn open() -> Gated {
        Gated { open: true, noted: Mutex::default() }
    }

    fn closed() -> Gated {
        Gated { open: false, noted: Mutex::default() }
    }
}

impl Gate for Gated {
    fn is_open(&self) -> bool {
        self.open
    }

    fn visitor(&self, session: Option<&str>, bearer: Option<&str>) -> Result<Option<Visitor>, Failure> {
        let name = if self.open { Some("admin") } else { session.or(bearer) };
        let role = name.and_then(Role::of);
        let (token, session) = ("secret".to_string(), "family".to_string());
        Ok(role.map(|role| Visitor { name: role.name().into(), role, token, session }))
    }

    fn enter(&self, name: &str, password: &str, _: &str) -> Result<String, Failure> {
        if password == "right" { Ok(name.into()) } else { Err(Failure::Unknown("no such name and password".into())) }
    }

    fn leave(&self, _: &Visitor) -> Result<(), Failure> {
        Ok(())
    }

    fn note(&self, visitor: &Visitor, act: Act, what: &str) -> Result<(), Failure> {
        self.noted.lock().unwrap().push(format!("{} {} {what}", visitor.name, act.name()));
        Ok(())
    }

    fn sheet(&self, _: &Page, _: &Question) -> Result<Sheet, Failure> {
        Ok(Sheet::default())
    }

    fn searches(&self, _: &Visitor) -> Result<crate::Searches, Failure> {
        Ok(crate::Searches::default())
    }

    fn searched(&self, _: &Visitor, _: &str) -> Result<(), Failure> {
        Ok(())
    }

    fn keep(&self, _: &Visitor, _: &Keeping) -> Result<(), Failure> {
        Ok(())
    }
}

fn site(gate: Gated) -> Site {
    let names = vec!["desk.example".to_string()];
    Site { source: Arc::new(Invented), gate: Arc::new(gate), names, behind_tls: false, openapi: "{}".into() }
}

fn head<'a>(reply: &'a Reply, name: &str) -> Option<&'a str> {
    reply.heads.iter().find(|(own, _)| *own == name).map(|(_, value)| value.as_str())
}

fn get(path: &str, query: &str) -> Reply {
    let host = Some("127.0.0.1:8787");
    reply(&site(Gated::open()), &Asking { method: "GET", host, path, query, ..Asking::default() })
}

#[test]
fn a_line_leads_to_its_words_and_keeps_what_qualifies_it() {
    let Reply { status, body, .. } = get("/statements", "");
    assert_eq!(status, 200);
    assert!(body.contains("href=\"/document/3fa91c04?at=aa01#maa01\""), "{body}");
    for words in ["day, from publication", "DENIED", "&lt;b&gt;said&lt;/b&gt;"] {
        assert!(body.contains(words), "{words}: {body}");
    }
    assert!(!body.contains("<script>") && !body.contains(" style="));
}

#[test]
fn the_words_of_a_statement_are_marked_though_names_stand_in_them() {
    let Reply { body, .. } = get("/document/3fa91c04", "at=aa01");
    let at = body.find("id=\"maa01\"").expect("the place");
    let rest = &body[at..];
    for words in ["statement name at", "> said the <", "statement event at"] {
        assert!(rest.contains(words), "{words}: {rest}");
    }
}

#[test]
fn the_same_path_under_api_gives_rows_and_the_next_page() {
    let Reply { status, media, body, .. } = get("/api/statements", "by=Vell");
    assert_eq!((status, media), (200, "application/json"));
    let value: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(value["rows"][0]["id"], "aa01");
    assert_eq!(value["next"], "/api/statements?by=Vell&page=2");
}

#[test]
fn an_error_of_the_api_is_a_problem_and_of_a_page_a_page() {
    let Reply { status, media, .. } = get("/api/document/ffff", "");
    assert_eq!((status, media), (404, "application/problem+json"));
    assert_eq!(get("/nowhere", "").status, 404);
}

#[test]
fn a_name_that_points_here_from_elsewhere_is_refused() {
    for host in [None, Some("evil.example"), Some("localhost.evil.example"), Some("127.0.0.1:x")] {
        let asking = Asking { method: "GET", host, path: "/", ..Asking::default() };
        assert_eq!(reply(&site(Gated::open()), &asking).status, 421, "{host:?}");
    }
    let asking = Asking { method: "POST", host: Some("localhost"), path: "/", ..Asking::default() };
    assert_eq!(reply(&site(Gated::open()), &asking).status, 405);
}

fn post(body: &str, change: impl FnOnce(&mut Asking)) -> Reply {
    let mut asking = Asking {
        method: "POST",
        host: Some("localhost:1"),
        path: "/judge",
        origin: Some("http://localhost:1"),
        site: Some("same-origin"),
        media: Some("application/x-www-form-urlencoded"),
        body: body.as_bytes(),
        ..Asking::default()
    };
    change(&mut asking);
    reply(&site(Gated::open()), &asking)
}

const FORM: &str = "token=secret&verb=same&of=aa01&of=aa02&back=/entities?q=vell%23m1";

#[test]
fn a_form_of_ours_decides_and_leads_back() {
    let told = post(FORM, |_| {});
    assert_eq!((told.status, head(&told, "location")), (303, Some("/entities?q=vell&judged=7#m1")));
    // A way back to elsewhere is none.
    for back in ["//evil.example/", "https://evil.example/", "/\\evil.example"] {
        let told = post(&format!("token=secret&verb=same&of=a&back={back}"), |_| {});
        assert_eq!(head(&told, "location"), Some("/judgements?judged=7"), "{back}");
    }
}

#[test]
fn a_form_of_another_site_decides_nothing() {
    assert_eq!(post("token=secre&verb=same", |_| {}).status, 400);
    assert_eq!(post("verb=same", |_| {}).status, 400);
    assert_eq!(post(FORM, |asking| asking.origin = Some("https://evil.example")).status, 400);
    assert_eq!(post(FORM, |asking| asking.site = Some("cross-site")).status, 400);
    assert_eq!(post(FORM, |asking| asking.media = Some("text/plain")).status, 400);
    assert_eq!(post("token=&verb=same", |_| {}).status, 400);
    assert_eq!(post(FORM, |asking| asking.host = Some("evil.example")).status, 421);
}

#[test]
fn every_route_asks_for_its_role() {
    let asked = |method, path: &str, who: Option<&str>| {
        let cookie = who.map(|who| format!("theme=dark; dateline={who}"));
        let asking = Asking {
            method,
            path,
            host: Some("desk.example"),
            cookie: cookie.as_deref(),
            media: Some("application/x-www-form-urlencoded"),
            body: FORM.as_bytes(),
            ..Asking::default()
        };
        reply(&site(Gated::closed()), &asking).status
    };
    for route in &crate::ROUTES {
        for api in ["", "/api"] {
            let path = format!("{api}{}", route.path.replace("{id}", "3fa91c04"));
            assert_eq!(asked("GET", &path, None), if api.is_empty() { 303 } else { 401 }, "{path}");
            assert_eq!(asked("GET", &path, Some("nobody")), if api.is_empty() { 303 } else { 401 }, "{path}");
            for role in Role::ALL {
                let expected = if role >= route.role { 200 } else { 403 };
                assert_eq!(asked("GET", &path, Some(role.name())), expected, "{path} {role:?}");
            }
        }
    }
    for (path, needed, sound) in FORMS.map(|(path, role)| (path, role, if path == "/searches" { 400 } else { 303 })) {
        assert_eq!(asked("POST", path, None), 401, "{path}");
        for role in Role::ALL {
            let expected = if role >= needed { sound } else { 403 };
            assert_eq!(asked("POST", path, Some(role.name())), expected, "{path} {role:?}");
        }
    }
    assert_eq!(asked("GET", OPENAPI, None), 401);
    assert_eq!(asked("GET", OPENAPI, Some("reader")), 200);
    assert_eq!(asked("GET", "/style.css", None), 200);
    assert_eq!(asked("GET", "/login", None), 200);
}

#[test]
fn a_token_of_a_program_opens_the_api_alone() {
    let asked = |method, path| {
        let host = Some("192.0.2.7:7878");
        let authorization = Some("Bearer reader");
        reply(&site(Gated::closed()), &Asking { method, path, host, authorization, ..Asking::default() }).status
    };
    assert_eq!(asked("GET", "/api/statements"), 200);
    assert_eq!(asked("GET", "/api/audit"), 403);
    assert_eq!(asked("GET", "/statements"), 303);
    assert_eq!(asked("POST", "/judge"), 401);
}

#[test]
fn a_session_begins_with_a_password_and_its_cookie_is_strict() {
    let enter = |password: &str, behind_tls, origin| {
        let body = format!("name=reader&password={password}&back=/statements");
        let asking = Asking {
            method: "POST",
            path: "/login",
            host: Some("desk.example"),
            origin: Some(origin),
            media: Some("application/x-www-form-urlencoded"),
            body: body.as_bytes(),
            ..Asking::default()
        };
        reply(&Site { behind_tls, ..site(Gated::closed()) }, &asking)
    };
    let told = enter("right", true, "https://desk.example");
    assert_eq!((told.status, head(&told, "location")), (303, Some("/statements")));
    let cookie = "__Host-dateline=reader; Path=/; Max-Age=604800; HttpOnly; SameSite=Strict; Secure";
    assert_eq!(head(&told, "set-cookie"), Some(cookie));
    assert_eq!(enter("right", false, "https://evil.example").status, 400);
    let told = enter("typed badly", false, "http://desk.example");
    assert_eq!((told.status, head(&told, "set-cookie")), (401, None));
    assert!(!told.body.contains("typed badly"), "{}", told.body);
}

#[test]
fn a_desk_without_accounts_answers_no_proxy() {
    let asking = Asking { method: "GET", path: "/", host: Some("127.0.0.1:7878"), ..Asking::default() };
    let through = Asking { forwarded: Some("203.0.113.9"), ..asking };
    assert_eq!(reply(&site(Gated::open()), &asking).status, 200);
    assert_eq!(reply(&site(Gated::open()), &through).status, 421);
    for (host, status) in [("desk.example", 303), ("192.0.2.7", 303), ("[2001:db8::1]:80", 303), ("other.example", 421)]
    {
        assert_eq!(reply(&site(Gated::closed()), &Asking { host: Some(host), ..through }).status, status, "{host}");
    }
}

#[test]
fn evidence_exports_and_judgements_are_noted() {
    let gate = Arc::new(Gated::open());
    let site = Site { gate: gate.clone(), ..site(Gated::open()) };
    let asking = Asking { method: "GET", host: Some("localhost"), ..Asking::default() };
    for path in ["/document/3fa91c04", "/statements", "/document/ffff", "/api/statements"] {
        reply(&site, &Asking { path, ..asking });
    }
    let body = FORM.as_bytes();
    let media = Some("application/x-www-form-urlencoded");
    reply(&site, &Asking { method: "POST", path: "/judge", media, body, ..asking });
    let noted = ["admin evidence 3fa91c04", "admin export /api/statements", "admin judgement 7 same"];
    assert_eq!(*gate.noted.lock().unwrap(), noted);
}
