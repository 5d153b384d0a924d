//! From a request to an answer, whatever carries it.
//!
//! Invariant: only GET and HEAD, and only where the host is a loopback name, so that no page elsewhere can read the desk by a name
//! that it lets point here. Errors of `/api` are RFC 9457 problems.

use crate::{Failure, Page, Question, Source, frame, paper, sheet};
use serde_json::{Value, json};

/// What is asked, as it came.
pub struct Asking<'a> {
    /// GET, HEAD …
    pub method: &'a str,
    /// The header Host.
    pub host: Option<&'a str>,
    /// The path.
    pub path: &'a str,
    /// What stands behind the question mark.
    pub query: &'a str,
}

/// An answer.
pub struct Reply {
    /// Status.
    pub status: u16,
    /// Media type.
    pub media: &'static str,
    /// The body.
    pub body: String,
}

/// Headers of every answer.
pub const HEADERS: [(&str, &str); 6] = [
    (
        "content-security-policy",
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
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
    if !matches!(asking.method, "GET" | "HEAD") {
        return plain(405, "Pages are looked at, with GET.");
    }
    match asking.path {
        "/style.css" => return Reply { status: 200, media: "text/css; charset=utf-8", body: STYLE.into() },
        "/keys.js" => return Reply { status: 200, media: "text/javascript; charset=utf-8", body: KEYS.into() },
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
        }),
        None => shown(source, &page, &question).map(|body| Reply { status: 200, media: HTML, body }),
    });
    answer.unwrap_or_else(|failure| match api {
        Some(_) => problem(&failure),
        None => failed(&failure),
    })
}

fn shown(source: &dyn Source, page: &Page, question: &Question) -> Result<String, Failure> {
    Ok(match page {
        Page::Document(id) => paper::page(&source.paper(id)?, question),
        _ => sheet::page(page, &source.sheet(page, question)?, question),
    })
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
    Reply { status, media: "application/problem+json", body }
}

fn failed(failure: &Failure) -> Reply {
    let (status, title, words) = told(failure);
    Reply { status, media: HTML, body: frame::failed(title, words) }
}

fn plain(status: u16, words: &str) -> Reply {
    Reply { status, media: "text/plain; charset=utf-8", body: format!("{words}\n") }
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
        reply(&Invented, &Asking { method: "GET", host: Some("127.0.0.1:8787"), path, query })
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
        let Reply { status, media, body } = get("/api/statements", "by=Vell");
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
            let asking = Asking { method: "GET", host, path: "/", query: "" };
            assert_eq!(reply(&Invented, &asking).status, 421, "{host:?}");
        }
        let asking = Asking { method: "POST", host: Some("localhost"), path: "/", query: "" };
        assert_eq!(reply(&Invented, &asking).status, 405);
    }
}
