//! What joins the five captures (`xtask/labels/relations`), held against what a desk of them says: events and their origins, what must
//! stay apart, disagreements, false alarms, stories.
//!
//! A labelled telling is one of ours where an event is told in words that touch it. A disagreement is found where two claims of one row touch
//! two of its sides. Prints a table; labels hold places and short names, no sentence.

use crate::gold;
use anyhow::{Context, bail};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

/// A stretch of a file: number of the file, first byte, one past the last.
type Stretch = (usize, u64, u64);

/// Prints the table; with `verbose` a line for every label.
pub fn score(verbose: bool) -> anyhow::Result<()> {
    let folder = gold::shared().join("captures");
    if !folder.exists() {
        println!("captures: absent, skipped");
        return Ok(());
    }
    let path = gold::root().join("xtask/labels/relations/captures.json");
    let labels: Value = serde_json::from_slice(&std::fs::read(path)?)?;
    let files: Vec<String> =
        list(&labels["files"]).iter().filter_map(|own| own["file"].as_str()).map(str::to_string).collect();
    let desk = tempfile::tempdir()?;
    let program = gold::program()?;
    let run = |arguments: &[&str]| -> anyhow::Result<Vec<Value>> {
        let output = Command::new(&program).arg("--desk").arg(desk.path().join("desk")).args(arguments).output()?;
        if !output.status.success() {
            bail!("dateline {}: {}", arguments.join(" "), String::from_utf8_lossy(&output.stderr));
        }
        let lines = output.stdout.split(|byte| *byte == b'\n').filter(|line| line.starts_with(b"{"));
        lines.map(|line| serde_json::from_slice(line).context("a row")).collect()
    };
    run(&["read", &folder.to_string_lossy()])?;
    events(&labels, &files, &run(&["export", "events"])?, verbose);
    disagreements(&labels, &files, &run(&["export", "disagreements"])?, verbose);
    stories(&labels, &files, &run(&["export", "documents"])?, &run(&["export", "stories"])?, verbose);
    Ok(())
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

/// A labelled place.
fn place(value: &Value) -> Option<Stretch> {
    let at = |index: usize| value[index].as_u64();
    Some((at(0)? as usize, at(value.as_array()?.len() - 2)?, at(value.as_array()?.len() - 1)?))
}

/// A place of ours.
fn span(value: &Value, files: &[String]) -> Option<Stretch> {
    let path = Path::new(value["path"].as_str()?);
    let file = files.iter().position(|file| path.ends_with(file))?;
    let at = if value["span"].is_object() { &value["span"] } else { value };
    Some((file, at["start"].as_u64()?, at["end"].as_u64()?))
}

fn touches(one: Stretch, other: Stretch) -> bool {
    one.0 == other.0 && one.1 < other.2 && other.1 < one.2
}

/// The events of ours told in these words: those whose telling word lies there, else those told in a sentence that touches them.
fn told<'a>(label: Stretch, events: &'a [Value], files: &[String]) -> BTreeSet<&'a str> {
    let by = |trigger: bool| -> BTreeSet<&'a str> {
        let tells = |event: &&Value| {
            list(&event["mentions"]).iter().any(|own| {
                let mut at = own.clone();
                if trigger {
                    at["span"] = own["trigger"]["span"].clone();
                }
                span(&at, files).is_some_and(|own| touches(own, label))
            })
        };
        events.iter().filter(tells).filter_map(|event| event["id"].as_str()).collect()
    };
    let close = by(true);
    if close.is_empty() { by(false) } else { close }
}

fn events(labels: &Value, files: &[String], rows: &[Value], verbose: bool) {
    let mut tally: BTreeMap<&str, [usize; 6]> = BTreeMap::new();
    let (mut origins_right, mut origins_known) = (0, 0);
    let wanted = list(&labels["events"]).iter().filter(|label| label["optional"] != true);
    for label in wanted {
        let places: Vec<Stretch> = list(&label["tellings"]).iter().filter_map(place).collect();
        let documents: Vec<u64> = list(&label["tellings"]).iter().filter_map(|own| own[1].as_u64()).collect();
        let own: Vec<BTreeSet<&str>> = places.iter().map(|place| told(*place, rows, files)).collect();
        let sum = tally.entry(label["across"].as_str().unwrap_or_default()).or_default();
        let found = own.iter().filter(|own| !own.is_empty()).count();
        let (mut pairs, mut joined, mut across, mut across_joined) = (0, 0, 0, 0);
        for one in 0..own.len() {
            for other in one + 1..own.len() {
                let is_joined = !own[one].is_disjoint(&own[other]);
                let is_across = (places[one].0, documents[one]) != (places[other].0, documents[other]);
                pairs += 1;
                joined += usize::from(is_joined);
                across += usize::from(is_across);
                across_joined += usize::from(is_across && is_joined);
            }
        }
        for (at, count) in [own.len(), found, pairs, joined, across, across_joined].into_iter().enumerate() {
            sum[at] += count;
        }
        // Origins are held against the event that most of the tellings are of.
        let mut votes: BTreeMap<&str, usize> = BTreeMap::new();
        own.iter().flatten().for_each(|id| *votes.entry(id).or_default() += 1);
        let main = votes.iter().max_by_key(|(id, count)| (**count, std::cmp::Reverse(**id))).map(|(id, _)| *id);
        let row = main.and_then(|id| rows.iter().find(|row| row["id"] == id));
        let ours = row.map(|row| {
            [&row["reports"], &row["origins"], &row["lineage_unknown"]].map(|own| own.as_u64().unwrap_or_default())
        });
        let theirs = [&label["reports"], &label["separate_origins"], &label["lineage_unknown"]]
            .map(|own| own.as_u64().unwrap_or_default());
        origins_known += usize::from(ours.is_some());
        origins_right += usize::from(ours.is_some_and(|ours| ours[1] == theirs[1]));
        if verbose {
            let ours = ours.map_or("not found".to_string(), |[a, b, c]| format!("{a}, {b}, {c}"));
            let [a, b, c] = theirs;
            println!(
                "| {} | {} | {} | {found} of {} | {across_joined} of {across} | {joined} of {pairs} | {a}, {b}, {c} | {ours} |",
                label["id"].as_str().unwrap_or_default(),
                label["label"].as_str().unwrap_or_default(),
                label["across"].as_str().unwrap_or_default(),
                own.len()
            );
        }
    }
    println!("events: labelled tellings found; pairs of tellings joined, of two documents joined");
    for (across, [all, found, pairs, joined, two, two_joined]) in tally {
        println!("  {across:<10} {found:>3} of {all:<3}  {joined:>3} of {pairs:<4} {two_joined:>3} of {two}");
    }
    println!("  origins as labelled: {origins_right} of {origins_known} events found");
    let mut wrong = 0;
    let mut pairs = 0;
    for label in list(&labels["events_apart"]) {
        let own: Vec<BTreeSet<&str>> =
            list(&label["happenings"]).iter().filter_map(place).map(|place| told(place, rows, files)).collect();
        for one in 0..own.len() {
            for other in one + 1..own.len() {
                pairs += usize::from(!own[one].is_empty() && !own[other].is_empty());
                if !own[one].is_disjoint(&own[other]) {
                    wrong += 1;
                    if verbose {
                        println!("| {} | joined and should not be: {} |", label["id"], label["why"]);
                    }
                }
            }
        }
    }
    println!("events apart: {wrong} of {pairs} pairs wrongly joined");
    let several = rows.iter().filter(|row| row["reports"].as_u64().is_some_and(|reports| reports > 1));
    let known = |row: &&Value| {
        list(&labels["events"]).iter().any(|label| {
            let own = list(&label["tellings"]).iter().filter_map(place);
            own.filter(|place| told(*place, rows, files).contains(row["id"].as_str().unwrap_or_default())).count() > 1
        })
    };
    let (right, other): (Vec<&Value>, Vec<&Value>) = several.partition(known);
    println!("events of several reports: {} labelled, {} not labelled", right.len(), other.len());
    for row in other.iter().filter(|_| verbose) {
        let places: Vec<String> = list(&row["mentions"])
            .iter()
            .filter_map(|own| span(own, files))
            .map(|own| format!("{}:{}", own.0, own.1))
            .collect();
        println!("| not labelled | {} {} | {} |", row["type"], row["when"]["edtf"], places.join(" "));
    }
}

fn disagreements(labels: &Value, files: &[String], rows: &[Value], verbose: bool) {
    let sides = |row: &Value| -> Vec<Vec<Stretch>> {
        let of = |claim: &Value| list(&claim["spans"]).iter().filter_map(|own| span(own, files)).collect();
        list(&row["claims"]).iter().map(of).collect()
    };
    let labelled = |label: &Value| -> Vec<Vec<Stretch>> {
        list(&label["sides"]).iter().map(|side| list(&side["spans"]).iter().filter_map(place).collect()).collect()
    };
    let meet = |one: &[Stretch], other: &[Stretch]| one.iter().any(|a| other.iter().any(|b| touches(*a, *b)));
    let is_it = |label: &[Vec<Stretch>], row: &[Vec<Stretch>]| {
        (0..label.len()).any(|a| {
            (0..label.len()).any(|b| {
                a != b
                    && (0..row.len())
                        .any(|c| (0..row.len()).any(|d| c != d && meet(&label[a], &row[c]) && meet(&label[b], &row[d])))
            })
        })
    };
    let (mut sought, mut found, mut typed) = (0, 0, 0);
    let mut used: BTreeSet<usize> = BTreeSet::new();
    for label in list(&labels["disagreements"]) {
        let own = labelled(label);
        let hits: Vec<usize> = (0..rows.len()).filter(|at| is_it(&own, &sides(&rows[*at]))).collect();
        used.extend(&hits);
        let is_typed = hits.iter().any(|at| rows[*at]["type"] == label["type"]);
        if label["optional"] != true {
            sought += 1;
            found += usize::from(!hits.is_empty());
            typed += usize::from(is_typed);
        }
        if verbose {
            let says = match hits.first() {
                Some(at) => format!("{} of {}", rows[*at]["type"], rows[*at]["attribute"]).replace('"', ""),
                None => "not found".to_string(),
            };
            let text = |name: &str| label[name].as_str().unwrap_or_default().to_string();
            let optional = if label["optional"] == true { " (optional)" } else { "" };
            println!(
                "| {} | {} | {} | {} of {}{optional} | {says} |",
                text("id"),
                text("about"),
                text("across"),
                text("type"),
                text("attribute")
            );
        }
    }
    let quiet = list(&labels["no_disagreements"]);
    let alarm = |row: &Vec<Vec<Stretch>>| {
        quiet.iter().any(|label| {
            let own: Vec<Vec<Stretch>> = list(&label["spans"]).iter().filter_map(place).map(|own| vec![own]).collect();
            is_it(&own, row)
        })
    };
    let alarms = rows.iter().filter(|row| alarm(&sides(row))).count();
    println!(
        "disagreements: {found} of {sought} found, {typed} with the type; {} rows, {} labelled, {alarms} where nothing disagrees",
        rows.len(),
        used.len()
    );
    for (at, row) in rows.iter().enumerate().filter(|(at, _)| verbose && !used.contains(at)) {
        println!("| not labelled {at} | {} of {} | {:?} |", row["type"], row["attribute"], sides(row));
    }
}

fn stories(labels: &Value, files: &[String], documents: &[Value], rows: &[Value], verbose: bool) {
    let folder = gold::shared().join("captures");
    let Ok(captures) = gold::labelled("captures", &folder) else { return };
    let mut ids: BTreeMap<(u64, u64), String> = BTreeMap::new();
    for (number, file) in files.iter().enumerate() {
        let Some(capture) = captures.iter().find(|own| own.file == *file) else { continue };
        let own: Vec<&Value> = documents.iter().filter(|row| capture.has(row)).collect();
        for (at, row) in crate::captures::paired(&capture.label, &own).into_iter().enumerate() {
            ids.extend(row.and_then(|row| Some(((number as u64, at as u64), own[row]["id"].as_str()?.to_string()))));
        }
    }
    let of = |own: &Value| ids.get(&(own[0].as_u64()?, own[1].as_u64()?)).cloned();
    let together = |one: &str, other: &str| {
        rows.iter().any(|row| {
            let has = |id: &str| list(&row["documents"]).iter().any(|own| own["document"] == id || own == id);
            has(one) && has(other)
        })
    };
    let pairs = |label: &Value| -> Vec<(String, String)> {
        let own: Vec<String> = list(&label["documents"]).iter().filter_map(of).collect();
        let pair = |at: usize| own[at + 1..].iter().map(|other| (own[at].clone(), other.clone())).collect::<Vec<_>>();
        (0..own.len()).flat_map(pair).collect()
    };
    let (mut all, mut right) = (0, 0);
    for label in list(&labels["stories"]) {
        let own = pairs(label);
        let joined = own.iter().filter(|(one, other)| together(one, other)).count();
        all += own.len();
        right += joined;
        if verbose {
            println!("| {} | {} | {joined} of {} pairs |", label["id"], label["title"], own.len());
        }
    }
    let apart: Vec<(String, String)> = list(&labels["stories_apart"]).iter().flat_map(pairs).collect();
    let wrong = apart.iter().filter(|(one, other)| together(one, other)).count();
    println!("stories: {right} of {all} pairs together; {wrong} of {} pairs apart wrongly together", apart.len());
}
