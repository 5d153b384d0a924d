//! What is said before a denial, the denial, and what of it is denied.

use super::*;
use crate::invented::{document, said};
use dateline_record::{ContentRow, SpanRow};

/// One thing that somebody says.
fn saying(number: u32, speaker: &str, content: &str) -> StatementRow {
    let span = SpanRow { part: 0, start: number * 200, end: number * 200 + 100 };
    StatementRow {
        id: number.to_string(),
        span,
        text: format!("{content}, {speaker} said"),
        content: vec![ContentRow { span, text: content.into() }],
        ..said(Authority::Named, speaker, None)
    }
}

/// What the last of some sayings denies: speaker and words of each; none where it denies nothing.
#[track_caller]
fn check(sayings: &[(&str, &str)], expected: &[&str]) {
    let statements: Vec<StatementRow> =
        sayings.iter().enumerate().map(|(at, (speaker, content))| saying(at as u32, speaker, content)).collect();
    let rows = denials(&document("d", "Courier", Kind::Article), &statements, &Ground::default());
    let denied: Vec<&str> = rows
        .iter()
        .flat_map(|row| &row.claims[0].statements)
        .map(|id| sayings[id.parse::<usize>().unwrap()].1)
        .collect();
    assert_eq!(denied, expected);
}

#[test]
fn reports_called_untrue_are_what_others_said_before_of_the_same() {
    let told = "Sahrun had told the Harbour Front to leave";
    check(&[("an aide", told), ("Ana Vell", "the reports about the Harbour Front were inaccurate")], &[told]);
    check(&[("an aide", told), ("Ana Vell", "such claims about the Harbour Front are not true")], &[told]);
}

#[test]
fn what_names_nobody_in_common_or_is_ones_own_is_not_denied() {
    check(&[("an aide", "the ferry had sunk off Orsa"), ("Ana Vell", "the reports about Sahrun were false")], &[]);
    check(&[("Ana Vell", "Sahrun would leave"), ("Ana Vell", "the reports about Sahrun were false")], &[]);
}

#[test]
fn reports_that_are_not_called_untrue_are_not_denied() {
    let told = "Sahrun had told the Harbour Front to leave";
    check(&[("an aide", told), ("Ana Vell", "the reports about the Harbour Front were not false")], &[]);
    check(&[("an aide", told), ("Ana Vell", "she had read the reports about the Harbour Front")], &[]);
}
