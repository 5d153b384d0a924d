//! Rows scored against the hand-made reading of `samples/`, figure by figure, with what was missed and what was made up.
//!
//! Invariant: a figure is a share from 0 to 1 (an empty one is 1), or a count: `documents.wrong_dates`,
//! `documents.leaks`, `times.wrong_days`. Rows of captures without a reading are left alone.
//! Cost: quadratic in the documents and statements of one capture. Source: `samples/README.md` states the conventions.

mod documents;
mod fields;
mod statements;
#[cfg(test)]
mod tests;
mod times;
mod words;

use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

pub use words::{overlap, words};

/// Figures by name, and the lines behind them.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Score {
    /// `documents.f1`, `statements.recall`, `times.edtf`, …
    pub figures: BTreeMap<String, f64>,
    /// `missed …`: in the reading, not in the rows. `false …`: the reverse. `wrong …`: in both, with a field that differs.
    pub lines: Vec<String>,
}

impl Score {
    /// The figures that are below their floor in `floors` (JSON: figure → floor), one line each. A floor without a
    /// figure is such a line too.
    pub fn below(&self, floors: &Path) -> Result<Vec<String>> {
        let text = fs::read_to_string(floors).with_context(|| format!("cannot read {}", floors.display()))?;
        let floors = serde_json::from_str(&text).with_context(|| format!("{} is not JSON", floors.display()))?;
        self.below_these(&floors)
    }

    fn below_these(&self, floors: &Value) -> Result<Vec<String>> {
        let floors = floors.as_object().context("floors are an object: figure → floor")?;
        let mut below = Vec::new();
        for (name, floor) in floors {
            let floor = floor.as_f64().with_context(|| format!("the floor of {name} is not a number"))?;
            match self.figures.get(name) {
                Some(figure) if *figure >= floor => {}
                Some(figure) => below.push(format!("{name} is {figure:.3}, its floor {floor:.3}")),
                None => below.push(format!("{name} has a floor and no figure")),
            }
        }
        Ok(below)
    }

    fn missed(&mut self, line: &str) {
        self.lines.push(format!("missed {line}"));
    }

    fn false_one(&mut self, line: &str) {
        self.lines.push(format!("false  {line}"));
    }

    fn wrong(&mut self, line: &str) {
        self.lines.push(format!("wrong  {line}"));
    }

    fn precision_recall(&mut self, name: &str, right: usize, found: usize, expected: usize) {
        let (precision, recall) = (share(right, found), share(right, expected));
        let sum = precision + recall;
        self.figures.insert(format!("{name}precision"), precision);
        self.figures.insert(format!("{name}recall"), recall);
        self.figures.insert(format!("{name}f1"), if sum == 0.0 { 0.0 } else { 2.0 * precision * recall / sum });
    }

    fn share(&mut self, name: &str, (right, all): (usize, usize)) {
        self.figures.insert(name.to_owned(), share(right, all));
    }

    fn count(&mut self, name: &str, count: usize) {
        self.figures.insert(name.to_owned(), count as f64);
    }
}

/// Scores rows, as printed by `annotate` or `export`, against every reading in `reading_dir` (`samples/reading`).
pub fn score(rows: &[Value], reading_dir: &Path) -> Result<Score> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(reading_dir).with_context(|| format!("cannot list {}", reading_dir.display()))? {
        paths.push(entry?.path());
    }
    paths.sort();
    let mut readings = Vec::new();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|extension| extension == "json")) {
        let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        let reading: Value = serde_json::from_str(&text).with_context(|| format!("{} is not JSON", path.display()))?;
        // `story.json` is the truth for later layers; it has no capture.
        if reading.get("capture").is_some() {
            readings.push(reading);
        }
    }
    if readings.is_empty() {
        bail!("no reading in {}", reading_dir.display());
    }
    Ok(score_readings(rows, &readings))
}

/// Figures of a reading that names its `set` stand under that name (`newsletters.documents.f1`) and have their own floors.
fn score_readings(rows: &[Value], readings: &[Value]) -> Score {
    let mut sets: BTreeMap<&str, Vec<&Value>> = BTreeMap::from([("", Vec::new())]);
    for reading in readings {
        sets.entry(text(reading, "set")).or_default().push(reading);
    }
    let mut score = Score::default();
    for (set, readings) in sets {
        let scored = score_set(rows, &readings);
        score.lines.extend(scored.lines);
        for (name, figure) in scored.figures {
            let is_read = |reading: &&Value| {
                list(reading, "complete").filter_map(Value::as_str).any(|layer| name.starts_with(layer))
            };
            if set.is_empty() {
                score.figures.insert(name, figure);
            } else if readings.iter().any(is_read) {
                score.figures.insert(format!("{set}.{name}"), figure);
            }
        }
    }
    score
}

fn score_set(rows: &[Value], readings: &[&Value]) -> Score {
    let mut score = Score::default();
    let (mut documents, mut statements, mut times) = Default::default();
    for &reading in readings {
        let capture =
            Capture { name: text(reading, "capture"), reading, rows: rows_of(rows, text(reading, "capture")) };
        if capture.is_complete("documents") {
            documents::compare(&capture, &mut documents, &mut score);
        }
        if capture.is_complete("statements") {
            statements::compare(&capture, &mut statements, &mut score);
        }
        if capture.is_complete("times") {
            times::compare(&capture, &mut times, &mut score);
        }
    }
    documents::write(&documents, &mut score);
    statements::write(&statements, &mut score);
    times::write(&times, &mut score);
    score
}

/// One capture: what was read by hand, and the rows.
struct Capture<'a> {
    name: &'a str,
    reading: &'a Value,
    rows: Vec<&'a Value>,
}

impl<'a> Capture<'a> {
    fn is_complete(&self, what: &str) -> bool {
        list(self.reading, "complete").any(|name| name.as_str() == Some(what))
    }

    fn expected(&self, what: &str) -> Vec<&'a Value> {
        list(self.reading, what).collect()
    }

    fn found(&self, kind: &str) -> Vec<&'a Value> {
        self.rows.iter().copied().filter(|row| text(row, "row") == kind).collect()
    }
}

fn rows_of<'a>(rows: &'a [Value], name: &str) -> Vec<&'a Value> {
    let is_of = |path: &str| path.strip_suffix(name).is_some_and(|rest| rest.is_empty() || rest.ends_with(['/', '\\']));
    rows.iter().filter(|row| is_of(text(row, "path"))).collect()
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn list<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> + use<'a> {
    value.get(key).and_then(Value::as_array).into_iter().flatten()
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// Adds one case to a tally of right and all, and passes on whether it was right.
fn tally((right, all): &mut (usize, usize), is_right: bool) -> bool {
    *all += 1;
    *right += usize::from(is_right);
    is_right
}

/// The pairs with the highest weight first, each side used once. Ties go to the earlier pair.
fn best_pairs(mut weighted: Vec<(u64, usize, usize)>) -> Vec<(usize, usize)> {
    weighted.sort_by_key(|&(weight, expected, found)| (std::cmp::Reverse(weight), expected, found));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, expected, found) in weighted {
        if pairs.iter().all(|&(e, f)| e != expected && f != found) {
            pairs.push((expected, found));
        }
    }
    pairs
}
