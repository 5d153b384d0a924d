//! The five real captures against labels made by reading them: places only, in `xtask/labels/captures/`.
//!
//! A document is exact where its text holds the labelled words and no others. Every miss is printed with its file and offset.
//! Invariant: no word of a capture is in the repository; a capture whose bytes differ from the labelled ones is an error.
//! Cost: quadratic in the documents of one capture.

use crate::gold;
use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::BTreeMap;

type Range = (usize, usize);

/// Right, found and expected by figure.
#[derive(Default)]
struct Tally(BTreeMap<&'static str, [usize; 3]>);

impl Tally {
    fn add(&mut self, figure: &'static str, right: usize, found: usize, expected: usize) {
        let sum = self.0.entry(figure).or_default();
        sum.iter_mut().zip([right, found, expected]).for_each(|(sum, add)| *sum += add);
    }
}

/// Scores the captures beside the project.
pub fn score() -> Result<()> {
    let captures = gold::shared().join("captures");
    if !captures.exists() {
        println!("skipped: {} is absent", captures.display());
        return Ok(());
    }
    let rows = gold::annotate(&gold::tested_program()?, &["--layers", "documents"], &captures)?;
    let mut tally = Tally::default();
    for capture in gold::labelled("captures", &captures)? {
        let (file, text, label) = (&capture.file, &capture.text, &capture.label);
        let rows: Vec<&Value> = rows.iter().filter(|row| capture.has(row)).collect();
        compare(file, text, label["documents"].as_array().context("documents")?, &rows, &mut tally);
    }
    for (figure, [right, found, expected]) in tally.0 {
        let share = |all: usize| if all == 0 { 1.0 } else { right as f64 / all as f64 };
        let (precision, recall) = (share(found), share(expected));
        let f1 = if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) };
        println!("{figure:<14} P {precision:.3}  R {recall:.3}  F1 {f1:.3}  ({right} of {expected}, {found} found)");
    }
    Ok(())
}

fn compare(file: &str, text: &str, labels: &[Value], rows: &[&Value], tally: &mut Tally) {
    let expected: Vec<Vec<Range>> = labels.iter().map(|label| ranges(&label["text"])).collect();
    let found: Vec<Range> = rows.iter().map(|row| place(text, row)).collect();
    let pairs = pairs(&expected, rows);
    let wanted: Vec<usize> = expected.iter().flat_map(|own| [own[0].0, own[own.len() - 1].1]).collect();
    let bounds: Vec<usize> = found.iter().flat_map(|&(start, end)| [start, end]).collect();
    let right = wanted.iter().filter(|bound| bounds.contains(bound)).count();
    tally.add("boundaries", right, bounds.len(), wanted.len());
    for (row, place) in rows.iter().zip(&found) {
        if !pairs.iter().any(|pair| pair.is_some_and(|at| std::ptr::eq(rows[at], *row))) {
            println!("made up {file}:{}: {} ({} bytes)", place.0, row["kind"], place.1 - place.0);
        }
    }
    tally.add("documents", 0, rows.len(), 0);
    for (number, label) in labels.iter().enumerate() {
        let at = expected[number][0].0;
        tally.add("documents", 0, 0, 1);
        let Some(row) = pairs[number].map(|row| rows[row]) else {
            println!("missed {file}:{at}: {}", label["kind"]);
            continue;
        };
        let words: String = expected[number].iter().map(|&(start, end)| compact(&text[start..end])).collect();
        let exact = words == compact(row["text"].as_str().unwrap_or_default());
        tally.add("documents", usize::from(exact), 0, 0);
        if !exact {
            println!("not exact {file}:{at}: {}, found at {:?}", label["kind"], place(text, row));
        }
        let index = |id: &Value| {
            let row = rows.iter().position(|row| id.is_string() && row["id"] == *id)?;
            pairs.iter().position(|pair| *pair == Some(row)).map(|at| at.to_string())
        };
        let reads = !matches!(label["kind"].as_str(), Some("advertisement" | "boilerplate"));
        for (field, want, have) in fields(text, label, row, index) {
            // What is said of promotion and furniture is no finding.
            let have = if reads || field == "kind" { have } else { Vec::new() };
            let right = want.iter().filter(|value| have.contains(value)).count();
            tally.add(field, right, have.len(), want.len());
            if right != have.len() || right != want.len() {
                println!("wrong {field} {file}:{at}: {have:?}, not {want:?}");
            }
        }
    }
}

/// What is labelled and what was found, by field.
fn fields(
    text: &str,
    label: &Value,
    row: &Value,
    index: impl Fn(&Value) -> Option<String>,
) -> Vec<(&'static str, Vec<String>, Vec<String>)> {
    let slice = |range: &Value| range_of(range).map(|(start, end)| compact(&text[start..end]));
    let tagged = |range: &Value| Some(format!("{} {}", slice(range)?, range[2].as_str().unwrap_or_default()));
    let one = |value: &Value| value.as_str().map(compact).into_iter().collect::<Vec<_>>();
    let list = |value: &Value, of: &dyn Fn(&Value) -> Option<String>| -> Vec<String> {
        value.as_array().into_iter().flatten().filter_map(of).collect()
    };
    let field = |name: &str| slice(&label[name]).into_iter().collect::<Vec<_>>();
    let named = |by: &Value| Some(format!("{} {}", compact(by["name"].as_str()?), by["role"].as_str()?));
    let noted = |note: &Value| Some(format!("{} {}", compact(note["text"].as_str()?), note["kind"].as_str()?));
    // Bounds inferred where a document has no date say that it has none.
    let dated = |edtf: &String| row["published"]["method"] != "inferred" || !edtf.contains('/');
    let number = |value: &Value| value.as_u64().map(|at| at.to_string()).into_iter().collect::<Vec<_>>();
    vec![
        ("kind", one(&label["kind"]), one(&row["kind"])),
        ("title", field("title"), one(&row["title"])),
        ("byline", list(&label["byline"], &tagged), list(&row["byline"], &named)),
        ("outlet", field("outlet"), one(&row["outlet"])),
        ("section", field("section"), one(&row["section"])),
        ("published", one(&label["published"]), one(&row["published"]["edtf"]).into_iter().filter(dated).collect()),
        ("updated", one(&label["updated"]), one(&row["updated"]["edtf"])),
        ("truncated", field("truncated"), one(&row["truncated"])),
        (
            "credits",
            list(&label["credits"], &slice),
            list(&row["credits"], &|credit| credit["text"].as_str().map(compact)),
        ),
        ("notes", list(&label["notes"], &tagged), list(&row["notes"], &noted)),
        ("parent", number(&label["parent"]), index(&row["parent"]).into_iter().collect()),
        ("points to", number(&label["points_to"]), list(&row["links"], &|link| index(&link["document"]))),
    ]
}

/// Which row stands for each labelled document of a capture.
pub fn paired(label: &Value, rows: &[&Value]) -> Vec<Option<usize>> {
    let expected: Vec<Vec<Range>> =
        label["documents"].as_array().into_iter().flatten().map(|label| ranges(&label["text"])).collect();
    pairs(&expected, rows)
}

/// Which row stands for each label: the one that shares most with it.
fn pairs(expected: &[Vec<Range>], rows: &[&Value]) -> Vec<Option<usize>> {
    let mut shared = Vec::new();
    for (e, own) in expected.iter().enumerate() {
        for (f, row) in rows.iter().enumerate() {
            let spans = row["spans"].as_array().into_iter().flatten();
            let spans = spans.filter_map(|span| Some((number(&span["start"])?, number(&span["end"])?)));
            let common: usize = spans
                .flat_map(|span| own.iter().map(move |own| span.1.min(own.1).saturating_sub(span.0.max(own.0))))
                .sum();
            if common > 0 {
                shared.push((common, e, f));
            }
        }
    }
    shared.sort_by_key(|&(common, e, f)| (std::cmp::Reverse(common), e, f));
    let mut pairs = vec![None; expected.len()];
    for (_, e, f) in shared {
        if pairs[e].is_none() && !pairs.contains(&Some(f)) {
            pairs[e] = Some(f);
        }
    }
    pairs
}

/// Where a row's text begins and ends in the capture.
fn place(text: &str, row: &Value) -> Range {
    let spans = row["spans"].as_array();
    let first = spans.and_then(|spans| number(&spans.first()?["start"])).unwrap_or(0);
    let last = spans.and_then(|spans| number(&spans.last()?["end"])).unwrap_or(text.len());
    let words = row["text"].as_str().unwrap_or_default();
    let head: String = words.lines().next().unwrap_or_default().chars().take(60).collect();
    let line = words.lines().next_back().unwrap_or_default();
    let tail = &line[line.char_indices().rev().nth(59).map_or(0, |(at, _)| at)..];
    let own = text.get(first..last).unwrap_or_default();
    let start = own.find(&head).map_or(first, |at| first + at);
    (start, own.rfind(tail).map_or(last, |at| first + at + tail.len()))
}

fn ranges(value: &Value) -> Vec<Range> {
    value.as_array().into_iter().flatten().filter_map(range_of).collect()
}

fn range_of(value: &Value) -> Option<Range> {
    Some((number(&value[0])?, number(&value[1])?))
}

fn number(value: &Value) -> Option<usize> {
    value.as_u64().map(|number| number as usize)
}

fn compact(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace()).collect()
}
