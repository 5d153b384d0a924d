//! Quantities: number, bound and of what, against labels made by hand (`xtask/labels/quantities`).
//!
//! One of ours is a label's where their spans share a byte, each used once. What lies in a labelled sentence and is no label's is wrong.
//! Invariant: of the held half nothing is printed but totals. After: precision, recall and F1, the two draws apart.

use super::events::range;
use crate::draw::fakes;
use crate::gold;
use anyhow::Context;
use flate2::read::MultiGzDecoder;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::ops::Range;

/// What is counted of one draw.
#[derive(Default)]
struct Tally {
    labels: usize,
    ours: usize,
    /// Met; with its number; with its bound too; with what it is of too.
    met: usize,
    number: usize,
    bound: usize,
    of: usize,
    unit: usize,
    heads: (usize, usize),
    /// On a number that is none; on none at all.
    none: usize,
    nothing: usize,
    confusions: BTreeMap<(String, String), usize>,
}

pub(super) fn run(verbose: bool, held: bool) -> anyhow::Result<()> {
    let (Some(incidents), Some(newsfront)) = (gold::set("fa-kes"), gold::set("newsfront")) else { return Ok(()) };
    let program = gold::program()?;
    let (half, verbose) = (if held { "held" } else { "dev" }, verbose && !held);
    let path = gold::root().join("xtask/labels/quantities").join(half).with_extension("json");
    let labels: Vec<Value> = serde_json::from_slice(&fs::read(&path)?).with_context(|| path.display().to_string())?;
    let texts: BTreeMap<String, String> = fakes::read(&incidents)?.into_iter().map(|one| (one.id, one.text)).collect();
    let folder = tempfile::tempdir()?;
    let mut read: BTreeMap<String, (String, Vec<Value>)> = BTreeMap::new();
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    for label in &labels {
        let name = label["document"].as_str().or(label["path"].as_str()).context("a place")?;
        let in_points = label["document"].is_string();
        if !read.contains_key(name) {
            let own = if in_points {
                let text = texts.get(name).context("an article")?.clone();
                let path = folder.path().join("capture.txt");
                fs::write(&path, &text)?;
                (text, gold::annotate(&program, &["--as", "article", "--layers", "quantities"], &path)?)
            } else {
                let path = newsfront.join(name);
                let bytes = fs::read(&path).with_context(|| path.display().to_string())?;
                let mut text = String::new();
                MultiGzDecoder::new(bytes.as_slice()).read_to_string(&mut text)?;
                (text, gold::annotate(&program, &["--layers", "quantities"], &path)?)
            };
            read.insert(name.to_owned(), own);
        }
        let (text, rows) = &read[name];
        let draw = label["draw"].as_str().context("a draw")?;
        for draw in [draw, if in_points { "fa-kes" } else { "newsfront" }, "both"] {
            let misses = sentence(text, rows, label, in_points, tallies.entry(draw).or_default())?;
            for miss in misses.iter().filter(|_| verbose && draw == "both") {
                println!("{name}: {miss}");
            }
        }
    }
    for (draw, tally) in &tallies {
        println!("quantities, {half}, {draw}: {}", tally.line());
    }
    if let Some(all) = tallies.get("both") {
        println!("of what, where the number is met: {}", all.confusions());
    }
    Ok(())
}

/// Counts the quantities of a sentence; what is wrong, in words.
fn sentence(
    text: &str,
    rows: &[Value],
    label: &Value,
    in_points: bool,
    tally: &mut Tally,
) -> anyhow::Result<Vec<String>> {
    let place = |value: &Value| range(text, value, in_points);
    let whole = place(&label["sentence"])?;
    let own = |row: &&Value| place_of(row).is_some_and(|own| own.start < whole.end && whole.start < own.end);
    let mut ours: Vec<(Range<usize>, &Value, bool)> =
        rows.iter().filter(own).filter_map(|row| Some((place_of(row)?, row, false))).collect();
    let mut misses = Vec::new();
    tally.ours += ours.len();
    for wanted in label["quantities"].as_array().context("a list")? {
        let number = place(&wanted["number"])?;
        tally.labels += 1;
        let words = &text[number.clone()];
        let met = ours.iter_mut().find(|(span, _, used)| !used && span.start < number.end && number.start < span.end);
        let Some((_, row, used)) = met else {
            misses.push(format!("missed {words} of {}", wanted["of"]));
            continue;
        };
        *used = true;
        tally.met += 1;
        let same = |end: &str| match (wanted[end].as_f64(), row[end].as_f64()) {
            (Some(one), Some(other)) => (one - other).abs() <= 1e-9 * one.abs(),
            (one, other) => one == other,
        };
        let number_right = wanted_number(wanted) == wanted_number(row);
        let bound_right = same("low") && same("high") && wanted["bound"] == row["bound"];
        let of_right = wanted["of"] == row["of"];
        tally.number += usize::from(number_right);
        tally.bound += usize::from(bound_right);
        tally.of += usize::from(bound_right && of_right);
        tally.unit += usize::from(wanted["unit"] == row["unit"]);
        if wanted["head"].is_array() {
            let head = place(&wanted["head"])?;
            let found = place_of(&row["head"]).is_some_and(|own| own.start < head.end && head.start < own.end);
            tally.heads.0 += usize::from(found);
            tally.heads.1 += 1;
        }
        if !of_right {
            let name = |value: &Value| value.as_str().unwrap_or("-").to_owned();
            *tally.confusions.entry((name(&wanted["of"]), name(&row["of"]))).or_default() += 1;
        }
        if !bound_right || !of_right {
            misses.push(format!(
                "{words}: {} {} {} {}, not {} {} {} {}",
                row["low"],
                row["high"],
                row["bound"],
                row["of"],
                wanted["low"],
                wanted["high"],
                wanted["bound"],
                wanted["of"]
            ));
        }
    }
    for (span, row, _) in ours.iter().filter(|(.., used)| !used) {
        let none = label["none"].as_array().context("a list")?;
        let on_none =
            none.iter().any(|one| place(&one["number"]).is_ok_and(|own| own.start < span.end && span.start < own.end));
        tally.none += usize::from(on_none);
        tally.nothing += usize::from(!on_none);
        misses.push(format!("invented {} of {}", row["text"], row["of"]));
    }
    Ok(misses)
}

/// The number alone: its ends that are told, whatever binds it.
fn wanted_number(row: &Value) -> Option<(u64, u64)> {
    let end = |end: &str| row[end].as_f64();
    let (low, high) = (end("low").or(end("high"))?, end("high").or(end("low"))?);
    Some((low.to_bits(), high.to_bits()))
}

fn place_of(row: &Value) -> Option<Range<usize>> {
    let end = |end: &str| row["span"][end].as_u64().map(|place| place as usize);
    Some(end("start")?..end("end")?)
}

impl Tally {
    fn line(&self) -> String {
        let f1 = |right: usize| {
            let (precision, recall) = (share(right, self.ours), share(right, self.labels));
            let f1 = if right == 0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) };
            format!("{precision:.3} {recall:.3} {f1:.3}")
        };
        format!(
            "{} labels, {} found; P R F1 of place {}; number {}; with bound {}; with bound and of what {}; \
             unit {:.3}, head {:.3} of those met; on numbers that are none {}, on nothing {}",
            self.labels,
            self.ours,
            f1(self.met),
            f1(self.number),
            f1(self.bound),
            f1(self.of),
            share(self.unit, self.met),
            share(self.heads.0, self.heads.1),
            self.none,
            self.nothing
        )
    }

    fn confusions(&self) -> String {
        let one = |((wanted, ours), count): (&(String, String), &usize)| format!("{wanted} taken for {ours} {count}");
        self.confusions.iter().map(one).collect::<Vec<_>>().join(", ")
    }
}

fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}
