//! Statements: one to one within a capture, by source and content.
//!
//! Invariant: a pair shares at least half the words of the longer content and has one source: both none, the same
//! name, the same words, or one inside the other where the longer is not a different phrase altogether.
//! Source: after the public PolNeAR scorers' partial matching.

use super::words::{brief, compact, overlap, shared, words};
use super::{Capture, Score, best_pairs, list, tally, text};
use serde_json::Value;

/// A source with its appositions may have so many words more than the bare one, or twice as many.
const APPOSITION: usize = 12;

#[derive(Default)]
pub struct Tally {
    expected: usize,
    found: usize,
    matched: usize,
    content: usize,
    direct: (usize, usize),
    indirect: (usize, usize),
    authority: (usize, usize),
    directness: (usize, usize),
    denied: (usize, usize),
    name: (usize, usize),
}

struct Words {
    source: Option<Vec<String>>,
    name: String,
    cue: String,
    content: Vec<String>,
}

pub fn compare(capture: &Capture, tally_of: &mut Tally, score: &mut Score) {
    let (expected, found) = (capture.expected("statements"), capture.found("statement"));
    let want: Vec<Words> = expected.iter().map(|statement| of_reading(statement)).collect();
    let have: Vec<Words> = found.iter().map(|row| of_row(row)).collect();

    let mut by_content = Vec::new();
    let mut by_both = Vec::new();
    for (e, want) in want.iter().enumerate() {
        for (f, have) in have.iter().enumerate() {
            let share = overlap(&want.content, &have.content);
            if share < 0.5 {
                continue;
            }
            // Thousandths, and one more for the cue: it settles ties.
            let weight = (share * 1000.0) as u64 * 2 + u64::from(want.cue == have.cue);
            by_content.push((weight, e, f));
            if is_one_source(want, have) {
                by_both.push((weight, e, f));
            }
        }
    }
    let pairs = best_pairs(by_both);
    tally_of.content += best_pairs(by_content).len();
    tally_of.expected += expected.len();
    tally_of.found += found.len();
    tally_of.matched += pairs.len();

    for (e, statement) in expected.iter().enumerate() {
        let pair = pairs.iter().find(|pair| pair.0 == e);
        match text(statement, "directness") {
            "direct" => tally(&mut tally_of.direct, pair.is_some()),
            _ => tally(&mut tally_of.indirect, pair.is_some()),
        };
        match pair {
            Some(&(_, f)) => fields(capture, statement, found[f], tally_of, score),
            None => score.missed(&line(capture, text(statement, "source"), statement, &content_of_reading(statement))),
        }
    }
    for (_, row) in found.iter().enumerate().filter(|(f, _)| pairs.iter().all(|pair| pair.1 != *f)) {
        let source = row.get("source").map_or("", |source| text(source, "text"));
        score.false_one(&line(capture, source, row, &content_of_row(row)));
    }
}

pub fn write(tally: &Tally, score: &mut Score) {
    score.precision_recall("statements.", tally.matched, tally.found, tally.expected);
    score.precision_recall("statements.content_", tally.content, tally.found, tally.expected);
    score.share("statements.direct_recall", tally.direct);
    score.share("statements.indirect_recall", tally.indirect);
    score.share("statements.authority", tally.authority);
    score.share("statements.directness", tally.directness);
    score.share("statements.denied", tally.denied);
    score.share("statements.name", tally.name);
}

fn fields(capture: &Capture, statement: &Value, row: &Value, tally_of: &mut Tally, score: &mut Score) {
    let mut check = |tally_of: &mut (usize, usize), field: &str, want: &str, have: &str| {
        if !tally(tally_of, compact(want) == compact(have)) {
            let line = line(capture, text(statement, "source"), statement, &content_of_reading(statement));
            score.wrong(&format!("{line}: {field} is “{have}”, not “{want}”"));
        }
    };
    for (tally_of, field) in [(&mut tally_of.authority, "authority"), (&mut tally_of.directness, "directness")] {
        check(tally_of, field, text(statement, field), text(row, field));
    }
    let is_denied = |value: &Value| value.get("denied").and_then(Value::as_bool).unwrap_or_default().to_string();
    check(&mut tally_of.denied, "denied", &is_denied(statement), &is_denied(row));
    let name = text(statement, "name");
    if !name.is_empty() {
        check(&mut tally_of.name, "name", name, row.get("source").map_or("", |source| text(source, "name")));
    }
}

fn line(capture: &Capture, source: &str, statement: &Value, content: &str) -> String {
    let cue = statement.get("cue").and_then(|cue| cue.as_str().or_else(|| cue.get("text")?.as_str())).unwrap_or("–");
    let source = if source.is_empty() { "–" } else { source };
    format!("{}: statement: {} | {cue} | {}", capture.name, brief(source), brief(content))
}

fn content_of_reading(statement: &Value) -> String {
    list(statement, "content").filter_map(Value::as_str).collect::<Vec<_>>().join(" ")
}

fn content_of_row(row: &Value) -> String {
    list(row, "content").map(|content| text(content, "text")).collect::<Vec<_>>().join(" ")
}

fn of_reading(statement: &Value) -> Words {
    Words {
        source: statement.get("source").and_then(Value::as_str).map(words),
        name: compact(text(statement, "name")),
        cue: compact(text(statement, "cue")),
        content: words(&content_of_reading(statement)),
    }
}

fn of_row(row: &Value) -> Words {
    let source = row.get("source").filter(|source| source.is_object());
    Words {
        source: source.map(|source| words(text(source, "text"))),
        name: source.map(|source| compact(text(source, "name"))).unwrap_or_default(),
        cue: row.get("cue").map(|cue| compact(text(cue, "text"))).unwrap_or_default(),
        content: words(&content_of_row(row)),
    }
}

fn is_one_source(want: &Words, have: &Words) -> bool {
    match (&want.source, &have.source) {
        (None, None) => true,
        (Some(a), Some(b)) => {
            let (short, long) = (a.len().min(b.len()), a.len().max(b.len()));
            let is_inside = short > 0 && shared(a, b) == short && long <= (short * 2).max(APPOSITION);
            is_inside || !want.name.is_empty() && want.name == have.name
        }
        _ => false,
    }
}
