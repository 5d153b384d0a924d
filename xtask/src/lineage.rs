//! Lineage, against what was labelled by hand: in the five captures every relation that a careful reader finds, in `newsfront` whether the
//! strongest and the weakest relations across houses are right.
//!
//! A row is a labelled one where the relation is the same and both documents are; where the other side is not among the captures, where its
//! words meet the labelled ones. Invariant: labels hold places, names and verdicts, no sentence of a page.

use crate::{captures, gold};
use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

/// Strongest, and weakest, relations across houses that are labelled.
const ENDS: usize = 50;

/// Scores both; with `verbose`, a line for each miss, and what is to be labelled.
pub fn score(verbose: bool) -> Result<()> {
    let program = gold::program()?;
    if gold::shared().join("captures").exists() {
        of_captures(&program, verbose)?;
    }
    if let Some(set) = gold::set("newsfront") {
        of_newsfront(&program, &set, verbose)?;
    }
    Ok(())
}

/// The rows that a desk with what lies at `path` gives: documents, then lineage with these arguments.
fn rows(program: &Path, path: &Path, arguments: &[&str]) -> Result<(Vec<Value>, Vec<Value>)> {
    let folder = tempfile::tempdir()?;
    let desk = folder.path().join("desk");
    let run = |arguments: &[&str]| -> Result<Vec<Value>> {
        let output = Command::new(program).arg("--desk").arg(&desk).args(arguments).output().context("dateline")?;
        let lines = output.stdout.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
        lines.map(|line| serde_json::from_slice(line).context("a row")).collect()
    };
    Command::new(program).arg("--desk").arg(&desk).arg("read").arg(path).output().context("dateline read")?;
    Ok((run(&["documents", "--json"])?, run(&[&["lineage", "--json"], arguments].concat())?))
}

/// By relation: labels sought, labels found, rows, rows that are right, right rows whose direction is too.
type Tally = BTreeMap<String, [usize; 5]>;

fn of_captures(program: &Path, verbose: bool) -> Result<()> {
    let folder = gold::shared().join("captures");
    let (documents, rows) = rows(program, &folder, &[])?;
    let path = gold::root().join("xtask/labels/relations/captures.json");
    let labels: Value = serde_json::from_slice(&std::fs::read(path)?)?;
    let captures = gold::labelled("captures", &folder)?;
    let files: Vec<&str> =
        labels["files"].as_array().context("files")?.iter().filter_map(|own| own["file"].as_str()).collect();
    let mut ids: BTreeMap<(usize, usize), String> = BTreeMap::new();
    for (number, file) in files.iter().enumerate() {
        let capture = captures.iter().find(|own| own.file == *file).context("a labelled capture")?;
        let own: Vec<&Value> = documents.iter().filter(|row| capture.has(row)).collect();
        for (at, row) in captures::paired(&capture.label, &own).into_iter().enumerate() {
            ids.extend(row.and_then(|row| Some(((number, at), own[row]["id"].as_str()?.to_string()))));
        }
    }
    let id = |place: &Value| {
        let place = (place[0].as_u64()? as usize, place[1].as_u64()? as usize);
        ids.get(&place).cloned()
    };
    let meets = |label: &Value, row: &Value| {
        let evidence = label["evidence"].as_array().into_iter().flatten();
        evidence.into_iter().any(|own| {
            let (file, from, to) = (own[0].as_u64(), own[2].as_u64(), own[3].as_u64());
            row["spans"].as_array().into_iter().flatten().any(|span| {
                let name = span["path"].as_str().unwrap_or_default();
                file.is_some_and(|file| Path::new(name).ends_with(files[file as usize]))
                    && span["start"].as_u64() < to
                    && from < span["end"].as_u64()
            })
        })
    };
    let is_of = |label: &Value, row: &Value| {
        let (from, to) = (id(&label["from"]), id(&label["to"]));
        let (own, other) = (row["from"].as_str(), row["to"].as_str());
        let pair = from.is_some() && to.is_some();
        let same = (from.as_deref(), to.as_deref()) == (own, other);
        let turned = (to.as_deref(), from.as_deref()) == (own, other);
        let shared = label["relation"] == "shared_source" && row["relation"] == "quotes";
        match pair {
            true => (label["relation"] == row["relation"] || shared) && (same || turned),
            false => {
                label["relation"] == row["relation"] && other.is_none() && from.as_deref() == own && meets(label, row)
            }
        }
    };
    let all = labels["lineage"].as_array().context("lineage")?;
    let mut tally = Tally::new();
    for label in all.iter().filter(|label| label["optional"] != true && label["relation"] != "shared_source") {
        let sum = tally.entry(label["relation"].as_str().unwrap_or_default().to_string()).or_default();
        let found = rows.iter().any(|row| is_of(label, row));
        sum[0] += 1;
        sum[1] += usize::from(found);
        if verbose && !found {
            println!("missed {}: {} of {} to {}", label["id"], label["relation"], label["from"], label["to"]);
        }
    }
    for row in &rows {
        let sum = tally.entry(row["relation"].as_str().unwrap_or_default().to_string()).or_default();
        let label = all.iter().find(|label| is_of(label, row));
        sum[2] += 1;
        sum[3] += usize::from(label.is_some());
        let directed = label.is_some_and(|label| (label["direction"] == "known") == (row["directed"] == true));
        sum[4] += usize::from(directed);
        if verbose && label.is_none() {
            let first = &row["spans"][0];
            let (path, start) = (first["path"].as_str().unwrap_or_default(), &first["start"]);
            let file = path.rsplit('/').next().unwrap_or_default();
            println!("not labelled {}: {file}:{start} outlet {} {}", row["relation"], row["outlet"], row["signs"]);
        }
    }
    println!("captures: relation, labels found of sought, rows right of all (direction right)");
    for (relation, [sought, found, rows, right, directed]) in tally {
        println!("  {relation:<10} {found:>3} of {sought:<3} {right:>3} of {rows:<3} ({directed})");
    }
    Ok(())
}

/// Words that show a relation, on the side of the one that has it.
fn strength(row: &Value) -> usize {
    let own = row["spans"].as_array().into_iter().flatten().filter(|span| span["document"] == row["from"]);
    own.filter_map(|span| span["text"].as_str()).map(|text| text.split_whitespace().count()).sum()
}

fn of_newsfront(program: &Path, set: &Path, verbose: bool) -> Result<()> {
    let (documents, mut rows) = rows(program, set, &["--pairs", "--across"])?;
    let page = |id: &Value| {
        let row = documents.iter().find(|row| row["id"] == *id);
        let path = row.and_then(|row| row["path"].as_str()).unwrap_or_default();
        path.rsplit('/').next().unwrap_or_default().split('.').next().unwrap_or_default().to_string()
    };
    let place =
        |row: &Value| (page(&row["from"]), page(&row["to"]), row["relation"].as_str().unwrap_or_default().to_string());
    rows.sort_by_key(|row| (std::cmp::Reverse(strength(row)), place(row)));
    let labels: Vec<Value> =
        serde_json::from_slice(&std::fs::read(gold::root().join("xtask/labels/lineage/newsfront.json"))?)?;
    let label = |row: &Value| {
        let (from, to, relation) = place(row);
        labels.iter().find(|label| {
            let (one, other) = (label["from"].as_str().unwrap_or_default(), label["to"].as_str().unwrap_or_default());
            label["relation"] == relation.as_str() && ((one, other) == (&from, &to) || (other, one) == (&from, &to))
        })
    };
    let ends = |rows: &[Value]| {
        let known: Vec<&Value> = rows.iter().filter_map(label).collect();
        let right = known.iter().filter(|label| label["right"] == true).count();
        (right, known.len(), rows.len())
    };
    let strongest = rows.len().min(ENDS);
    let weakest = rows.len().saturating_sub(ENDS).max(strongest);
    println!("newsfront: {} relations across houses", rows.len());
    for (name, own) in [("strongest", &rows[..strongest]), ("weakest", &rows[weakest..])] {
        let (right, known, all) = ends(own);
        println!("  {name:<10} {right} right of {known} labelled, {all} in all");
    }
    let mut by_relation: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    for row in &rows {
        by_relation.entry(row["relation"].as_str().unwrap_or_default()).or_default().push(row.clone());
    }
    for (relation, own) in by_relation {
        let (right, known, all) = ends(&own);
        println!("  {relation:<10} {right} right of {known} labelled, {all} in all");
    }
    if verbose {
        for (at, row) in rows.iter().enumerate().filter(|(at, _)| *at < strongest || *at >= weakest) {
            let (from, to, relation) = place(row);
            let verdict = label(row).map_or("?".to_string(), |label| label["right"].to_string());
            println!("{at} {relation} {from} {to} {verdict} {} words {}", strength(row), row["signs"]);
        }
    }
    Ok(())
}
