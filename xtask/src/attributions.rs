//! Who said what in the five captures, against the list made by reading them: `labels/attributions/README.md`.
//!
//! A row and a label are a pair where they share half the words of the longer content, word by word at the same place, and
//! agree on the source. One to one, the closest first. A row whose label is optional is neither right nor wrong.
//! Of a pair, what differs in authority, directness and denial is named too.
//! Invariant: without `verbose` no word of a capture is printed; a capture whose bytes differ from the labelled ones is an error.
//! Cost: quadratic in the statements of one capture. After: partial matching as in the public PolNeAR scorers.

mod statement;
#[cfg(test)]
mod tests;

use crate::gold;
use anyhow::Context;
use serde_json::Value;
use statement::{Statement, Words};
use std::collections::BTreeMap;

/// Less of the longer content is no pair.
const SHARE: f64 = 0.5;

/// Right and all, by figure.
#[derive(Default)]
struct Tally(BTreeMap<String, [usize; 2]>);

impl Tally {
    fn add(&mut self, figure: String, is_right: bool) {
        let sum = self.0.entry(figure).or_default();
        sum[0] += usize::from(is_right);
        sum[1] += 1;
    }
}

/// Scores the captures beside the project; with `verbose`, the words of each miss and each false row.
pub fn score(verbose: bool) -> anyhow::Result<()> {
    let captures = gold::shared().join("captures");
    if !captures.exists() {
        println!("skipped: {} is absent", captures.display());
        return Ok(());
    }
    let rows = gold::annotate(&gold::tested_program()?, &["--layers", "documents,statements"], &captures)?;
    let mut tally = Tally::default();
    for capture in gold::labelled("attributions", &captures)? {
        let (file, text, label) = (&capture.file, &capture.text, &capture.label);
        let words = Words::of(text);
        let labels = label["statements"].as_array().context("statements")?;
        let labels: Vec<_> = labels.iter().map(|label| Statement::of_label(&words, label)).collect();
        let own: Vec<&Value> = rows.iter().filter(|row| capture.has(row)).collect();
        let statements = own.iter().filter(|row| row["row"] == "statement");
        let found: Vec<_> = statements.map(|row| Statement::of_row(&words, row, &byline(row, &own))).collect();
        compare(text, file, &labels, &found, &mut tally, verbose);
    }
    print(&tally);
    Ok(())
}

/// Whoever a document speaks for: a row by its author may give no source where none stands in its text.
fn byline(row: &Value, own: &[&Value]) -> String {
    let document = own.iter().find(|other| other["row"] == "document" && other["id"] == row["document"]);
    let name = document.and_then(|document| document["byline"][0]["name"].as_str());
    name.unwrap_or_default().to_owned()
}

/// Adds one capture to the tally and prints its misses and false rows, in the order of the text.
fn compare(text: &str, file: &str, labels: &[Statement], found: &[Statement], tally: &mut Tally, verbose: bool) {
    let pairs = pairs(labels, found);
    let pair_of = |label: usize| pairs.iter().find(|pair| pair.0 == label).map(|pair| &found[pair.1]);
    let mut lines = Vec::new();
    for (number, label) in labels.iter().enumerate().filter(|(_, label)| !label.optional) {
        let pair = pair_of(number);
        tally.add("recall".into(), pair.is_some());
        tally.add(format!("recall, {}", label.kind), pair.is_some());
        tally.add(format!("recall, {file}"), pair.is_some());
        match pair {
            Some(row) => {
                for (figure, want, have) in label.fields(row) {
                    tally.add(figure.into(), want == have);
                    if want != have {
                        lines.push((label.at, format!("{figure} {file}:{}: {have}, not {want}", label.at), label));
                    }
                }
            }
            None => lines.push(line("missed", file, label, found)),
        }
    }
    for (number, row) in found.iter().enumerate() {
        let pair = pairs.iter().find(|pair| pair.1 == number);
        if pair.is_some_and(|pair| labels[pair.0].optional) {
            continue;
        }
        tally.add("precision".into(), pair.is_some());
        tally.add(format!("precision, {file}"), pair.is_some());
        if pair.is_none() {
            lines.push(line("false", file, row, labels));
        }
    }
    lines.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
    for (_, line, statement) in lines {
        println!("{line}");
        if verbose {
            println!("    {}", statement.brief(text));
        }
    }
}

fn line<'a>(what: &str, file: &str, one: &'a Statement, others: &[Statement]) -> (usize, String, &'a Statement) {
    (one.at, format!("{what} {file}:{}: {}{}", one.at, one.kind, reason(one, others)), one)
}

/// What the nearest statement on the other side differs in.
fn reason(one: &Statement, others: &[Statement]) -> String {
    let nearest = others.iter().map(|other| (one.share(other), other));
    let Some((share, other)) = nearest.max_by(|a, b| a.0.total_cmp(&b.0)).filter(|near| near.0 > 0.0) else {
        return String::new();
    };
    match (share >= SHARE, one.agrees(other)) {
        (true, false) => ", other source".into(),
        (false, true) => format!(", content shared {share:.2}"),
        (false, false) => format!(", content shared {share:.2}, other source"),
        (true, true) => ", second of one".into(),
    }
}

/// Which label each row stands for: the closest first; of two as close, the label that is not optional, then that with the same cue.
fn pairs(labels: &[Statement], found: &[Statement]) -> Vec<(usize, usize)> {
    let mut near = Vec::new();
    for (l, label) in labels.iter().enumerate() {
        for (f, row) in found.iter().enumerate() {
            let share = label.share(row);
            if share >= SHARE && label.agrees(row) {
                let thousandths = (share * 1000.0) as usize;
                near.push(((thousandths, !label.optional, label.has_cue_of(row)), l, f));
            }
        }
    }
    near.sort_by_key(|&(weight, l, f)| (std::cmp::Reverse(weight), l, f));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, label, row) in near {
        if pairs.iter().all(|&(l, f)| l != label && f != row) {
            pairs.push((label, row));
        }
    }
    pairs
}

fn print(tally: &Tally) {
    for (figure, [right, all]) in &tally.0 {
        let share = if *all == 0 { 1.0 } else { *right as f64 / *all as f64 };
        println!("{figure:<45} {share:.3}  ({right} of {all})");
    }
}
