//! Expressions of time: aligned in order within each document, then their EDTF, value and type.
//!
//! Invariant: a wrong day is a row that names one day (or a time in it) where the reading names another, something
//! coarser, or none. Cost: expressions squared a document.

use super::words::{compact, shared, words};
use super::{Capture, Score, tally, text};
use serde_json::Value;

#[derive(Default)]
pub struct Tally {
    expected: usize,
    found: usize,
    matched: usize,
    strict: usize,
    edtf: (usize, usize),
    value: (usize, usize),
    time_type: (usize, usize),
    no_wrong_day: (usize, usize),
}

pub fn compare(capture: &Capture, tally_of: &mut Tally, score: &mut Score) {
    let documents = capture.found("document");
    let texts: Vec<String> = documents.iter().map(|document| compact(text(document, "text"))).collect();
    let home = |time: &Value| -> &str {
        let context = compact(text(time, "context"));
        texts.iter().position(|text| text.contains(&context)).map_or("", |d| text(documents[d], "id"))
    };
    let expected: Vec<(&str, &Value)> = capture.expected("times").into_iter().map(|time| (home(time), time)).collect();
    let mut found = capture.found("time");
    found.sort_by_key(|row| (place(row, "part"), place(row, "start")));
    tally_of.expected += expected.len();
    tally_of.found += found.len();

    let mut homes: Vec<&str> = expected.iter().map(|(home, _)| *home).collect();
    homes.extend(found.iter().map(|row| text(row, "document")));
    homes.sort_unstable();
    homes.dedup();
    for home in homes {
        let want: Vec<&Value> = expected.iter().filter(|(h, _)| *h == home).map(|(_, time)| *time).collect();
        let have: Vec<&Value> = found.iter().copied().filter(|row| text(row, "document") == home).collect();
        let pairs = align(&want, &have);
        for &(e, f) in &pairs {
            fields(capture, want[e], have[f], tally_of, score);
        }
        for (_, time) in want.iter().enumerate().filter(|(e, _)| pairs.iter().all(|pair| pair.0 != *e)) {
            score.missed(&format!("{}: time: “{}” in “{}”", capture.name, text(time, "text"), text(time, "context")));
        }
        for (_, row) in have.iter().enumerate().filter(|(f, _)| pairs.iter().all(|pair| pair.1 != *f)) {
            let edtf = row.get("edtf").and_then(Value::as_str).unwrap_or("–");
            score.false_one(&format!("{}: time: “{}” ({edtf})", capture.name, text(row, "text")));
        }
    }
}

pub fn write(tally: &Tally, score: &mut Score) {
    score.precision_recall("times.", tally.matched, tally.found, tally.expected);
    score.precision_recall("times.strict_", tally.strict, tally.found, tally.expected);
    score.share("times.edtf", tally.edtf);
    score.share("times.value", tally.value);
    score.share("times.type", tally.time_type);
    score.share("times.no_wrong_day", tally.no_wrong_day);
    score.count("times.wrong_days", tally.no_wrong_day.1 - tally.no_wrong_day.0);
}

fn fields(capture: &Capture, time: &Value, row: &Value, tally_of: &mut Tally, score: &mut Score) {
    tally_of.matched += 1;
    tally_of.strict += usize::from(compact(text(time, "text")) == compact(text(row, "text")));
    tally(&mut tally_of.value, text(time, "value") == text(row, "value"));
    tally(&mut tally_of.time_type, text(time, "type") == text(row, "type"));
    let (want, have) = (text(time, "edtf"), text(row, "edtf"));
    let is_right = tally(&mut tally_of.edtf, want == have);
    let is_wrong_day = one_day(have).is_some_and(|day| one_day(want) != Some(day));
    tally(&mut tally_of.no_wrong_day, !is_wrong_day);
    if !is_right {
        let sign = if is_wrong_day { "wrong day" } else { "time" };
        let or_none = |edtf: &str| if edtf.is_empty() { "–".to_owned() } else { edtf.to_owned() };
        let context = text(time, "context");
        score.wrong(&format!("{}: {sign}: “{context}” is {}, not {}", capture.name, or_none(have), or_none(want)));
    }
}

/// The day of an EDTF value that names one day or a time in it.
fn one_day(edtf: &str) -> Option<&str> {
    let is_one = edtf.len() >= 10 && !edtf.contains(['/', 'X', '[', '{']);
    is_one.then(|| edtf.get(..10)).flatten()
}

fn place(row: &Value, key: &str) -> u64 {
    row.get("span").and_then(|span| span.get(key)).and_then(Value::as_u64).unwrap_or_default()
}

/// How well two expressions go together: the same words before shared words, and the same meaning settles ties.
fn weight(time: &Value, row: &Value) -> u32 {
    let (a, b) = (text(time, "text"), text(row, "text"));
    let same_meaning = u32::from(text(time, "edtf") == text(row, "edtf"));
    if compact(a) == compact(b) {
        8 + same_meaning
    } else if shared(&words(a), &words(b)) > 0 {
        4 + same_meaning
    } else {
        0
    }
}

/// The heaviest pairs that keep both orders.
fn align(want: &[&Value], have: &[&Value]) -> Vec<(usize, usize)> {
    let mut best = vec![vec![0; have.len() + 1]; want.len() + 1];
    for e in (0..want.len()).rev() {
        for f in (0..have.len()).rev() {
            let weight = weight(want[e], have[f]);
            let paired = if weight > 0 { weight + best[e + 1][f + 1] } else { 0 };
            best[e][f] = paired.max(best[e + 1][f]).max(best[e][f + 1]);
        }
    }
    let (mut e, mut f, mut pairs) = (0, 0, Vec::new());
    while e < want.len() && f < have.len() {
        let weight = weight(want[e], have[f]);
        if weight > 0 && best[e][f] == weight + best[e + 1][f + 1] {
            pairs.push((e, f));
            (e, f) = (e + 1, f + 1);
        } else if best[e][f] == best[e + 1][f] {
            e += 1;
        } else {
            f += 1;
        }
    }
    pairs
}
