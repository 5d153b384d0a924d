//! What is said of a document: kind, title, by-line, dates, section, parent, truncation, credits.
//!
//! Invariant: a field that the reading leaves out is not scored, but a title, a date and a truncation made up are wrong.

use super::documents::line;
use super::words::{brief, compact, overlap, words};
use super::{Capture, Score, list, tally, text};
use serde_json::Value;

#[derive(Default)]
pub struct Tally {
    kind: (usize, usize),
    title: (usize, usize),
    byline: (usize, usize),
    published: (usize, usize),
    no_wrong_date: (usize, usize),
    updated: (usize, usize),
    section: (usize, usize),
    truncated: (usize, usize),
    credits: (usize, usize),
    parent: (usize, usize),
}

pub fn compare(
    capture: &Capture,
    document: &Value,
    row: &Value,
    parent: Option<Option<&Value>>,
    tally_of: &mut Tally,
    score: &mut Score,
) {
    let mut check = |tally_of: &mut (usize, usize), is_right: bool, field: &str, want: String, have: String| {
        if !tally(tally_of, is_right) {
            let line = line(capture, text(document, "kind"), text(document, "begins"));
            score.wrong(&format!("{line}: {field} is “{}”, not “{}”", brief(&have), brief(&want)));
        }
    };
    let (want, have) = (text(document, "kind"), text(row, "kind"));
    check(&mut tally_of.kind, want == have, "kind", want.to_owned(), have.to_owned());

    let (want, have) = (text(document, "title"), text(row, "title"));
    // An item or a post may have a lead-in that passes for a title; an article's title is not made up.
    if !want.is_empty() || (!have.is_empty() && text(document, "kind") == "article") {
        check(&mut tally_of.title, compact(want) == compact(have), "title", want.to_owned(), have.to_owned());
    }

    let want: Vec<&str> = list(document, "byline").filter_map(Value::as_str).collect();
    let authors = list(row, "byline").filter(|by| matches!(text(by, "role"), "author" | ""));
    let have: Vec<&str> = authors.map(|by| text(by, "name")).collect();
    if !want.is_empty() {
        check(&mut tally_of.byline, names(&want) == names(&have), "byline", want.join("; "), have.join("; "));
    }

    let want = text(document, "published").get(..10).unwrap_or_default();
    let published = row.get("published").unwrap_or(&Value::Null);
    let have = text(published, "edtf");
    let day = if have.contains('/') { "" } else { have.get(..10).unwrap_or(have) };
    if !want.is_empty() {
        tally(&mut tally_of.published, day == want);
    }
    // A fallback says that it is one, and what the caller gave is the caller's: neither is a wrong date. Nor is a month.
    let is_doubtful = matches!(text(published, "method"), "fallback" | "inferred" | "given");
    let is_wrong = !is_doubtful && !day.is_empty() && (want.is_empty() || !want.starts_with(day));
    check(&mut tally_of.no_wrong_date, !is_wrong, "published", want.to_owned(), have.to_owned());

    let (want, have) = (text(document, "updated"), row.get("updated").map_or("", |updated| text(updated, "edtf")));
    if !want.is_empty() {
        check(&mut tally_of.updated, want.get(..10) == have.get(..10), "updated", want.to_owned(), have.to_owned());
    }

    let (want, have) = (text(document, "section"), text(row, "section"));
    if !want.is_empty() {
        check(&mut tally_of.section, compact(want) == compact(have), "section", want.to_owned(), have.to_owned());
    }

    let (want, have) = (text(document, "truncated"), text(row, "truncated"));
    if !want.is_empty() || !have.is_empty() {
        let is_right = want.is_empty() == have.is_empty();
        check(&mut tally_of.truncated, is_right, "truncated", want.to_owned(), have.to_owned());
    }

    let have: Vec<&str> = list(row, "credits").map(|credit| text(credit, "text")).collect();
    for want in list(document, "credits").filter_map(Value::as_str) {
        let is_right = have.iter().any(|have| overlap(&words(want), &words(have)) >= 0.5);
        check(&mut tally_of.credits, is_right, "credit", want.to_owned(), have.join("; "));
    }

    if let Some(parent) = parent {
        let is_right =
            parent.is_some_and(|parent| !text(row, "parent").is_empty() && text(parent, "id") == text(row, "parent"));
        check(
            &mut tally_of.parent,
            is_right,
            "parent",
            text(document, "parent_begins").to_owned(),
            text(row, "parent").to_owned(),
        );
    }
}

fn names(names: &[&str]) -> Vec<String> {
    let mut names: Vec<String> = names.iter().map(|name| compact(name)).collect();
    names.sort();
    names
}

pub fn write(tally: &Tally, score: &mut Score) {
    score.share("documents.kind", tally.kind);
    score.share("documents.title", tally.title);
    score.share("documents.byline", tally.byline);
    score.share("documents.published", tally.published);
    score.share("documents.no_wrong_date", tally.no_wrong_date);
    score.share("documents.updated", tally.updated);
    score.share("documents.section", tally.section);
    score.share("documents.truncated", tally.truncated);
    score.share("documents.credits", tally.credits);
    score.share("documents.parent", tally.parent);
    score.count("documents.wrong_dates", tally.no_wrong_date.1 - tally.no_wrong_date.0);
}
