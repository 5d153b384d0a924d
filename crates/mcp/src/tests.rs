//! Tools over an invented desk of one document.

use super::*;
use dateline_web::{Line, Mark, Paper, Section, Sheet, Words};

const TEXT: &str = "The harbour office denied the report. “Nobody was hurt,” Ana Vell said on Monday.";

struct Desk;

impl Source for Desk {
    fn sheet(&self, page: &Page, question: &Question) -> Result<Sheet, Failure> {
        let to = match page {
            Page::Entities => "/entity/0e0e".to_string(),
            _ => "/document/0d0d?at=5a5a#m5a5a".to_string(),
        };
        let line = Line {
            date: "2031-05-12".into(),
            how: "day, from publication".into(),
            head: "Ana Vell".into(),
            words: vec![Words { text: "“Nobody was \u{202e}hurt”".into(), mark: true }],
            facts: vec!["named".into(), "1 report, 1 separate origin".into()],
            to,
            row: json!({ "row": "statement", "id": "5a5a", "span": { "part": 0, "start": 38, "end": 55 } }),
            ..Line::default()
        };
        let title = format!("{page:?} {:?}", question.fields);
        let lines = if question.get("q") == Some("Orsa") { Vec::new() } else { vec![line] };
        Ok(Sheet { title, sections: vec![Section { lines, ..Section::default() }], more: true, ..Sheet::default() })
    }

    fn paper(&self, id: &str) -> Result<Paper, Failure> {
        if id != "0d0d" {
            return Err(Failure::Absent(format!("no document {id}")));
        }
        let start = TEXT.find("“Nobody").expect("it stands there");
        let end = start + "“Nobody was hurt,”".len();
        let mark = Mark { start, end, kind: "statement", id: "5a5a".into(), words: "by Ana Vell, named".into() };
        let rows = vec![json!({ "id": "5a5a", "row": "statement" })];
        Ok(Paper { title: "Denied".into(), text: TEXT.into(), marks: vec![mark], rows, ..Paper::default() })
    }
}

fn asked(name: &str, arguments: Value) -> Result<(String, Value), Failed> {
    call(&Desk, name, arguments.as_object().expect("an object"))
}

#[test]
fn a_line_has_its_qualifiers_in_text_and_in_value() {
    let (text, value) = asked("statements", json!({ "by": "Vell", "page": 2 })).expect("an answer");
    assert!(text.contains("2031-05-12 (day, from publication) · Ana Vell"), "{text}");
    assert!(text.contains("[named · 1 report, 1 separate origin]"), "{text}");
    assert!(text.contains("evidence: /document/0d0d?at=5a5a\n"), "{text}");
    assert_eq!(value["lines"][0]["qualifiers"][0], "named");
    assert_eq!(value["lines"][0]["row"]["span"]["start"], 38);
    assert_eq!(value["next_page"], 3);
}

#[test]
fn words_cannot_turn_round() {
    let (text, value) = asked("timeline", json!({})).expect("an answer");
    assert!(!text.contains('\u{202e}'));
    assert_eq!(value["lines"][0]["words"], "“Nobody was hurt”");
}

#[test]
fn evidence_is_the_words_in_their_surroundings() {
    let (text, value) = asked("evidence", json!({ "to": "/document/0d0d?at=5a5a#m5a5a" })).expect("an answer");
    assert!(text.contains("denied the report. ⟦“Nobody was hurt,”⟧ Ana Vell said"), "{text}");
    assert_eq!(value["row"]["row"], "statement");
    let failed = |to: &str| asked("evidence", json!({ "to": to })).expect_err("no such place");
    assert_eq!(failed("/document/0d0d?at=ffff"), Failed::Told("nothing in the document 0d0d has the id ffff".into()));
    assert_eq!(failed("/document/ffff"), Failed::Told("no document ffff".into()));
    assert!(matches!(failed("../../etc/passwd"), Failed::Told(_)));
}

#[test]
fn what_a_tool_does_not_have_is_refused_with_what_it_has() {
    let failed = |name: &str, arguments: Value| asked(name, arguments).expect_err("a refusal");
    assert_eq!(
        failed("disagreements", json!({ "by": "Vell" })),
        Failed::Told("disagreements has no argument by, only who, from, to, page".into())
    );
    assert_eq!(failed("search", json!({ "q": " " })), Failed::Told("search needs q: Words".into()));
    assert_eq!(failed("search", json!({ "q": "a", "page": 0 })), Failed::Told("page: 0 is no page".into()));
    assert_eq!(failed("erase", json!({})), Failed::Unknown("erase".into()));
}

#[test]
fn somebody_is_found_by_name() {
    let (text, _) = asked("who", json!({ "name": "Vell" })).expect("an answer");
    assert!(text.starts_with("Entity(\"0e0e\")"), "{text}");
    let failed = asked("who", json!({ "name": "Orsa" })).expect_err("nobody");
    assert_eq!(failed, Failed::Told("nobody and nothing on this desk is called Orsa".into()));
}
