//! Documents: whether their bounds agree; what is said of those that do is scored in `fields`.
//!
//! Invariant: bounds agree where the text begins and ends with the expected words, give or take [`SLACK`] letters and
//! the title. Listings, promotion and furniture have no bounds worth a score: they must only not leak into what is read.

use super::words::{brief, compact};
use super::{Capture, Score, best_pairs, fields, tally, text};
use serde_json::Value;

/// Letters and digits that may stand too many at either end: a lead-in, a standfirst, a credit.
const SLACK: usize = 80;

/// Furniture is sought by an end of it that is at least so long; “Advertisement” stands in many an article.
const TELLING: usize = 20;

const FURNITURE: [&str; 3] = ["listing", "advertisement", "boilerplate"];

#[derive(Default)]
pub struct Tally {
    expected: usize,
    found: usize,
    near: usize,
    exact: usize,
    fields: fields::Tally,
    furniture: (usize, usize),
    leaks: usize,
}

pub fn compare(capture: &Capture, tally_of: &mut Tally, score: &mut Score) {
    let (furniture, expected): (Vec<_>, Vec<_>) = capture.expected("documents").into_iter().partition(is_furniture);
    let (other, found): (Vec<_>, Vec<_>) = capture.found("document").into_iter().partition(is_furniture);
    let texts: Vec<String> = found.iter().map(|row| compact(text(row, "text"))).collect();

    let mut weighted = Vec::new();
    for (e, document) in expected.iter().enumerate() {
        for (f, row) in found.iter().enumerate() {
            if let Some(too_much) = excess(document, row, &texts[f]) {
                weighted.push((u64::MAX - too_much as u64, e, f));
            }
        }
    }
    let exact = weighted.iter().filter(|(weight, ..)| *weight == u64::MAX).map(|&(_, e, f)| (e, f)).collect::<Vec<_>>();
    let pairs = best_pairs(weighted);
    tally_of.expected += expected.len();
    tally_of.found += found.len();
    tally_of.near += pairs.len();
    tally_of.exact += pairs.iter().filter(|pair| exact.contains(pair)).count();

    for (e, document) in expected.iter().enumerate() {
        let Some(&(_, f)) = pairs.iter().find(|pair| pair.0 == e) else {
            score.missed(&line(capture, text(document, "kind"), text(document, "begins")));
            continue;
        };
        let parent = parent_row(document, &expected, &found, &pairs);
        fields::compare(capture, document, found[f], parent, &mut tally_of.fields, score);
    }
    for (f, row) in found.iter().enumerate().filter(|(f, _)| pairs.iter().all(|pair| pair.1 != *f)) {
        let size = texts[f].len();
        score.false_one(&format!("{} ({size} letters)", line(capture, text(row, "kind"), text(row, "text"))));
    }

    let others: Vec<String> = other.iter().map(|row| compact(text(row, "text"))).collect();
    for document in furniture {
        let ends = [compact(text(document, "begins")), compact(text(document, "ends"))];
        tally(&mut tally_of.furniture, others.iter().any(|other| other.contains(&ends[0])));
        let leaks = |read: &String| ends.iter().any(|end| end.chars().count() >= TELLING && read.contains(end));
        if let Some(f) = texts.iter().position(leaks) {
            tally_of.leaks += 1;
            let into = brief(text(found[f], "text"));
            score.wrong(&format!(
                "{} leaks into “{into}”",
                line(capture, text(document, "kind"), text(document, "begins"))
            ));
        }
    }
}

pub fn write(tally: &Tally, score: &mut Score) {
    score.precision_recall("documents.", tally.near, tally.found, tally.expected);
    score.precision_recall("documents.exact_", tally.exact, tally.found, tally.expected);
    fields::write(&tally.fields, score);
    score.share("documents.furniture", tally.furniture);
    score.count("documents.leaks", tally.leaks);
}

fn is_furniture(document: &&Value) -> bool {
    FURNITURE.contains(&text(document, "kind"))
}

pub fn line(capture: &Capture, kind: &str, begins: &str) -> String {
    format!("{}: document: {kind} “{}”", capture.name, brief(begins))
}

/// Letters too many at both ends; none where the bounds do not agree. The title in front is not too much.
fn excess(document: &Value, row: &Value, read: &str) -> Option<usize> {
    let (begins, ends) = (compact(text(document, "begins")), compact(text(document, "ends")));
    let start = read.find(&begins)?;
    let end = read.rfind(&ends)? + ends.len();
    let titles = [compact(text(document, "title")), compact(text(row, "title"))];
    let before = &read[..start];
    let before = titles.iter().filter_map(|title| before.strip_prefix(title.as_str())).min_by_key(|rest| rest.len());
    let before = before.unwrap_or(&read[..start]).chars().count();
    let after = read[end..].chars().count();
    (start < end && before <= SLACK && after <= SLACK).then_some(before + after)
}

/// The row that stands for the expected parent: `Some(None)` where it is not among the rows.
fn parent_row<'a>(
    document: &Value,
    expected: &[&Value],
    found: &[&'a Value],
    pairs: &[(usize, usize)],
) -> Option<Option<&'a Value>> {
    let begins = document.get("parent_begins")?.as_str()?;
    let parent = expected.iter().position(|other| text(other, "begins") == begins);
    Some(parent.and_then(|e| pairs.iter().find(|pair| pair.0 == e)).map(|pair| found[pair.1]))
}
