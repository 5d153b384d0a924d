//! The checker of briefs: how many corrupted lines it refuses, and how many true ones.
//!
//! A brief of the public pages is written; in each of its lines a seeded draw changes the speaker, a number, the day or a name, for those
//! of another line where there is one; what `brief --check` says of each is counted. True lines are those that were drafted from the
//! record, of which the brief itself says how many were refused.

use crate::digest::Draw;
use crate::gold;
use anyhow::Context;
use serde_json::Value;
use std::collections::BTreeMap;
use std::process::Command;

const LINES: usize = 500;

pub fn run(seed: u64, verbose: bool) -> anyhow::Result<()> {
    let Some(pages) = gold::set("newsfront") else { return Ok(()) };
    let program = gold::program()?;
    let folder = tempfile::tempdir()?;
    let desk = folder.path().join("desk");
    let call = |arguments: &[&str]| -> anyhow::Result<Vec<u8>> {
        Ok(Command::new(&program).arg("--desk").arg(&desk).args(arguments).output()?.stdout)
    };
    call(&["read", &pages.display().to_string()])?;
    let brief: Value = serde_json::from_slice(&call(&["brief", "--json", "--stories", "2000", "--events", "50"])?)?;
    let lines: Vec<&Value> = brief["sections"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|own| own["lines"].as_array())
        .flatten()
        .collect();
    let refused: u64 = brief["refused"].as_array().into_iter().flatten().filter_map(|own| own["count"].as_u64()).sum();
    let drafted = lines.len() as u64 + refused;
    println!("{drafted} lines drafted; refused {refused} ({:.3})", refused as f64 / drafted.max(1) as f64);
    let texts: Vec<&str> = lines.iter().filter_map(|line| line["text"].as_str()).collect();
    let (mut draw, mut sorts, mut spoilt) = (Draw::new(seed), Vec::new(), Vec::new());
    for _ in 0..LINES * 200 {
        if spoilt.len() == LINES || lines.is_empty() {
            break;
        }
        let line = draw.below(lines.len());
        let sort = ["speaker", "number", "day", "actor"][spoilt.len() % 4];
        if let Some(text) = spoil(sort, texts[line], &texts, &mut draw) {
            let mut own = lines[line].clone();
            own["text"] = Value::String(text);
            spoilt.push(own);
            sorts.push(sort);
        }
    }
    let mut whole = brief.clone();
    whole["sections"] = serde_json::json!([{ "story": null, "title": null, "left_out": 0, "lines": spoilt }]);
    let path = folder.path().join("spoilt.json");
    std::fs::write(&path, whole.to_string())?;
    let said = String::from_utf8(call(&["brief", "--json", "--check", &path.display().to_string()])?)?;
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (line, sort) in said.lines().zip(&sorts) {
        let verdict: Value = serde_json::from_str(line).context("a verdict")?;
        let own = counts.entry(sort).or_default();
        own.1 += 1;
        own.0 += usize::from(verdict["holds"] == false);
        if verbose && verdict["holds"] == true {
            println!("passed, {sort}: {}", verdict["text"]);
        }
    }
    for (sort, (refused, of)) in &counts {
        println!("{sort:8} refused {refused} of {of}");
    }
    let (all, of) = counts.values().fold((0, 0), |sum, own| (sum.0 + own.0, sum.1 + own.1));
    println!("all      refused {all} of {of} ({:.3}); seed {seed}", all as f64 / of.max(1) as f64);
    Ok(())
}

/// A line with one thing changed; none where it has no such thing.
fn spoil(sort: &str, text: &str, texts: &[&str], draw: &mut Draw) -> Option<String> {
    let other = *draw.one(texts);
    let (from, to) = match sort {
        "speaker" => (speaker(text)?, speaker(other)?),
        "day" => (text.rsplit_once(", ")?.1.trim_end_matches(')'), other.rsplit_once(", ")?.1.trim_end_matches(')')),
        "number" => {
            let own = numbers(text);
            let others = numbers(other);
            (*own.first()?, *others.last()?)
        }
        _ => {
            let own = names(text);
            let others = names(other);
            (own.get(draw.below(own.len().max(1)))?.to_owned(), others.first()?.to_owned())
        }
    };
    // A name within the other, or the other within it, may be true.
    let is_other = !from.contains(to) && !to.contains(from);
    is_other.then(|| text.replacen(from, to, 1)).filter(|own| own != text)
}

fn speaker(text: &str) -> Option<&str> {
    text.split_once(" said: “").or_else(|| text.split_once(" denied: “")).map(|(speaker, _)| speaker)
}

/// The numbers in the words of a line.
fn numbers(text: &str) -> Vec<&str> {
    let words = text.rsplit_once("” — ").map_or(text, |(words, _)| words);
    words.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty()).collect()
}

/// Two words that are written large, in the words of a line.
fn names(text: &str) -> Vec<&str> {
    let words = text.rsplit_once("” — ").map_or(text, |(words, _)| words);
    let is_large =
        |word: &str| word.len() > 3 && word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic);
    let mut found = Vec::new();
    let places: Vec<(usize, &str)> =
        words.split(' ').map(|word| (word.as_ptr() as usize - words.as_ptr() as usize, word)).collect();
    for pair in places.windows(2) {
        if is_large(pair[0].1) && is_large(pair[1].1) {
            found.push(&words[pair[0].0..pair[1].0 + pair[1].1.len()]);
        }
    }
    found
}
