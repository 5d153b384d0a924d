//! From a request to an answer, whatever carries it.
//!
//! Invariant: GET and HEAD look, a form alone decides (`choices`), and only where the host is a loopback name, so that no page elsewhere can read the desk by a name
//! that it lets point here. Errors of `/api` are RFC 9457 problems.

use crate::sheet::Here;
use crate::{Failure, Page, Question, Source, choices, frame, paper, sheet};
use serde_json::{Value, json};

/// What is asked, as it came.
#[derive(Clone, Copy, Default)]
pub struct Asking<'a> {
    /// GET, HEAD …
    pub method: &'a str,
    /// The header Host.
    pub host: Option<&'a str>,
    /// The path.
    pub path: &'a str,
    /// What stands behind the question mark.
    pub query: &'a str,
    /// The header Origin.
    pub origin: Option<&'a str>,
    /// The header Sec-Fetch-Site.
    pub site: Option<&'a str>,
    /// The header Content-Type.
    pub media: Option<&'a str>,
    /// What was sent with it.
    pub body: &'a [u8],
    /// The secret of this program's forms; empty where nothing can be decided.
    pub token: &'a str,
}

/// An answer.
pub struct Reply {
    /// Status.
    pub status: u16,
    /// Media type.
    pub media: &'static str,
    /// The body.
    pub body: String,
    /// Where it leads on to.
    pub location: Option<String>,
}

/// Headers of every answer.
pub const HEADERS: [(&str, &str); 6] = [
    (
        "content-security-policy",
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
    ),
    ("x-content-type-options", "nosniff"),
    // With “no-referrer” a browser does not say that our own forms are ours.
    ("referrer-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cache-control", "no-store"),
];

const HTML: &str = "text/html; charset=utf-8";
const STYLE: &str = include_str!("style.css");
const KEYS: &str = include_str!("keys.js");

/// The answer to what is asked.
pub fn reply(source: &dyn Source, asking: &Asking) -> Reply {
    if !is_loopback(asking.host) {
        return plain(421, "This desk answers to localhost only.");
    }
    if asking.method == "POST" && asking.path == "/judge" {
        return judged(source, asking).unwrap_or_else(|failure| failed(&failure));
    }
    if !matches!(asking.method, "GET" | "HEAD") {
        return plain(405, "Pages are looked at, with GET.");
    }
    match asking.path {
        "/style.css" => {
            return Reply { status: 200, media: "text/css; charset=utf-8", body: STYLE.into(), location: None };
        }
        "/keys.js" => {
            return Reply { status: 200, media: "text/javascript; charset=utf-8", body: KEYS.into(), location: None };
        }
        _ => {}
    }
    let question = Question::of(asking.query);
    let api = asking.path.strip_prefix("/api").filter(|rest| rest.is_empty() || rest.starts_with('/'));
    let path = api.map_or(asking.path, |rest| if rest.is_empty() { "/" } else { rest });
    let page = Page::of(path).ok_or_else(|| Failure::Absent(format!("there is no page {path}")));
    let answer = page.and_then(|page| match api {
        Some(_) => rows(source, &page, &question, path).map(|rows| Reply {
            status: 200,
            media: "application/json",
            body: rows.to_string(),
            location: None,
        }),
        None => {
            shown(source, &page, &question, asking).map(|body| Reply { status: 200, media: HTML, body, location: None })
        }
    });
    answer.unwrap_or_else(|failure| match api {
        Some(_) => problem(&failure),
        None => failed(&failure),
    })
}

fn shown(source: &dyn Source, page: &Page, question: &Question, asking: &Asking) -> Result<String, Failure> {
    let path =
        if asking.query.is_empty() { asking.path.to_string() } else { format!("{}?{}", asking.path, asking.query) };
    let here = Here { path: &path, token: asking.token };
    // What was decided is told, and makes no other page.
    let mut plain = question.clone();
    plain.fields.remove("judged");
    Ok(match page {
        Page::Document(id) => paper::page(&source.paper(id)?, question, here),
        _ => sheet::page(page, &source.sheet(page, &plain)?, question, here),
    })
}

/// Does what a form decides, and leads back to its page.
fn judged(source: &dyn Source, asking: &Asking) -> Result<Reply, Failure> {
    let (decided, back) = choices::read(asking, asking.token)?;
    let number = source.decide(&decided)?;
    let location = Some(choices::back_with(&back, number));
    Ok(Reply { status: 303, media: "text/plain; charset=utf-8", body: String::new(), location })
}

fn rows(source: &dyn Source, page: &Page, question: &Question, path: &str) -> Result<Value, Failure> {
    if let Page::Document(id) = page {
        return Ok(json!({ "rows": source.paper(id)?.rows, "next": null }));
    }
    let sheet = source.sheet(page, question)?;
    let next = sheet.more.then(|| format!("/api{path}?{}", question.at(question.page + 1)));
    let rows: Vec<Value> = sheet
        .sections
        .into_iter()
        .flat_map(|section| section.lines)
        .map(|line| line.row)
        .filter(|row| !row.is_null())
        .collect();
    Ok(json!({ "rows": rows, "next": next }))
}

/// A host that can only be this machine.
fn is_loopback(host: Option<&str>) -> bool {
    let Some(host) = host else { return false };
    let port = |rest: &str| rest.is_empty() || rest.strip_prefix(':').is_some_and(|port| port.parse::<u16>().is_ok());
    ["localhost", "127.0.0.1", "[::1]"].iter().any(|name| {
        host.get(..name.len()).is_some_and(|own| own.eq_ignore_ascii_case(name)) && port(&host[name.len()..])
    })
}

fn told(failure: &Failure) -> (u16, &'static str, &str) {
    match failure {
        Failure::Absent(words) => (404, "Not on this desk", words),
        Failure::Asked(words) => (400, "The question cannot be understood", words),
        Failure::Broken(words) => (500, "Something broke", words),
    }
}

fn problem(failure: &Failure) -> Reply {
    let (status, title, detail) = told(failure);
    let body = json!({ "type": "about:blank", "title": title, "status": status, "detail": detail }).to_string();
    Reply { status, media: "application/problem+json", body, location: None }
}

fn failed(failure: &Failure) -> Reply {
    let (status, title, words) = told(failure);
    Reply { status, media: HTML, body: frame::failed(title, words), location: None }
}

fn plain(status: u16, words: &str) -> Reply {
    Reply { status, media: "text/plain; charset=utf-8", body: format!("{words}\n"), location: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Line, Mark, Paper, Section, Sheet};

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
                marks: vec![
                    mark(0, 24, "statement", "aa01"),
                    mark(0, 4, "name", "aa02"),
                    mark(14, 24, "event", "aa03"),
                ],
                ..Paper::default()
            })
        }
    }

    fn get(path: &str, query: &str) -> Reply {
        reply(
            &Invented,
            &Asking { method: "GET", host: Some("127.0.0.1:8787"), path, query, token: "secret", ..Asking::default() },
        )
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
            assert_eq!(reply(&Invented, &asking).status, 421, "{host:?}");
        }
        let asking = Asking { method: "POST", host: Some("localhost"), path: "/", ..Asking::default() };
        assert_eq!(reply(&Invented, &asking).status, 405);
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
            token: "secret",
            ..Asking::default()
        };
        change(&mut asking);
        reply(&Invented, &asking)
    }

    const FORM: &str = "token=secret&verb=same&of=aa01&of=aa02&back=/entities?q=vell%23m1";

    #[test]
    fn a_form_of_ours_decides_and_leads_back() {
        let told = post(FORM, |_| {});
        assert_eq!((told.status, told.location.as_deref()), (303, Some("/entities?q=vell&judged=7#m1")));
        // A way back to elsewhere is none.
        for back in ["//evil.example/", "https://evil.example/", "/\\evil.example"] {
            let told = post(&format!("token=secret&verb=same&of=a&back={back}"), |_| {});
            assert_eq!(told.location.as_deref(), Some("/judgements?judged=7"), "{back}");
        }
    }

    #[test]
    fn a_form_of_another_site_decides_nothing() {
        assert_eq!(post("token=secre&verb=same", |_| {}).status, 400);
        assert_eq!(post("verb=same", |_| {}).status, 400);
        assert_eq!(post(FORM, |asking| asking.origin = Some("https://evil.example")).status, 400);
        assert_eq!(post(FORM, |asking| asking.site = Some("cross-site")).status, 400);
        assert_eq!(post(FORM, |asking| asking.media = Some("text/plain")).status, 400);
        assert_eq!(post("token=&verb=same", |asking| asking.token = "").status, 400);
        assert_eq!(post(FORM, |asking| asking.host = Some("evil.example")).status, 421);
    }
}
