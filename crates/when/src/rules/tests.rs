//! The examples beside the rules hold.

use crate::{Anchor, find, find_in, find_stamps, stamp};

/// What is found: where, the type and value of TIMEX3, the EDTF of what it means.
type Found = Vec<(std::ops::Range<usize>, String, String)>;

fn expressions(published: &str, text: &str) -> Found {
    shown(&find(text, &Anchor { published: stamp(published), ..Anchor::default() }))
}

fn shown(found: &[dateline_record::TimeExpression]) -> Found {
    let sense = |time: &dateline_record::TimeExpression| {
        let name = serde_json::to_value(time.time_type).unwrap();
        format!("{} {}", name.as_str().unwrap(), time.value)
    };
    let edtf =
        |time: &dateline_record::TimeExpression| time.when.as_ref().map_or("-".to_string(), |when| when.edtf.clone());
    found.iter().map(|time| (time.extent.range(), sense(time), edtf(time))).collect()
}

fn spanish(published: &str, text: &str) -> Found {
    shown(&find_in("es", text, &Anchor { published: stamp(published), ..Anchor::default() }).unwrap())
}

fn stamps(_: &str, text: &str) -> Found {
    find_stamps(text).into_iter().map(|(range, when)| (range, "-".to_string(), when.edtf)).collect()
}

fn hold(rules: &str, read: fn(&str, &str) -> Found) {
    let mut wrong = Vec::new();
    for example in super::examples(rules) {
        if !example.holds {
            let found = read("2023-11-30", &example.text);
            if !found.is_empty() {
                wrong.push(format!("{}: {} finds {found:?}", example.rule, example.text));
            }
            continue;
        }
        let (published, rest) = example.text.split_once(" | ").unwrap();
        let (rest, edtf) = rest.rsplit_once(" | ").unwrap();
        let (marked, sense) = rest.rsplit_once(" | ").unwrap();
        let text = marked.replace(['[', ']'], "");
        let extent = marked.find('[').unwrap()..marked.find(']').unwrap() - 1;
        let found = read(published, &text);
        let right = |(range, s, e): &(_, String, String)| *range == extent && (sense == "-" || s == sense) && e == edtf;
        if !found.iter().any(right) {
            wrong.push(format!("{}: {marked}\n    wants {sense} {edtf} at {extent:?}, has {found:?}", example.rule));
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_example_beside_a_rule_of_written_dates_holds() {
    hold(super::ENGLISH_RULES, expressions);
}

#[test]
fn every_example_beside_a_rule_of_stamps_holds() {
    hold(include_str!("../../data/english/stamps.toml"), stamps);
}

#[test]
fn every_example_beside_a_rule_of_spanish_holds() {
    hold(super::SPANISH_RULES, spanish);
}

#[test]
fn a_language_without_rules_is_not_read() {
    let anchor = Anchor::default();
    assert!(find_in("es-MX", "en mayo de 2024", &anchor).is_some_and(|found| found.len() == 1));
    assert!(find_in("en", "in May 2024", &anchor).is_some_and(|found| found.len() == 1));
    assert!(find_in("pt", "em maio de 2024", &anchor).is_none());
    // The other language's words are nothing here.
    assert!(find_in("es", "He left on Tuesday in May.", &anchor).is_some_and(|found| found.is_empty()));
}
