//! The dated happenings of the five captures as events: class, who, to whom, where and how real, against labels made by hand
//! (`labels/events/README.md`, with what counts as right).
//!
//! Invariant: without `verbose` no word of a capture is printed. What is planned, denied or hypothetical and told as happened is counted apart.

use crate::gold;
use anyhow::Context;
use dateline_lexicon::Events;
use serde_json::Value;
use std::collections::BTreeMap;

/// Modalities of what is real.
const REAL: [&str; 3] = ["happened", "ongoing", "historical"];

pub(super) fn run(verbose: bool) -> anyhow::Result<()> {
    let captures = gold::shared().join("captures");
    if !captures.exists() {
        println!("skipped: {} is absent", captures.display());
        return Ok(());
    }
    let rows = gold::annotate(&gold::program()?, &["--layers", "event-mentions"], &captures)?;
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for capture in gold::labelled("events", &captures)? {
        let own: Vec<&Value> = rows.iter().filter(|row| capture.has(row)).collect();
        for label in capture.label["events"].as_array().context("events")? {
            let row = find(&own, label, &capture.text);
            for (name, holds) in verdicts(label, row) {
                let Some(right) = holds else { continue };
                let count = counts.entry(name).or_default();
                *count = (count.0 + 1, count.1 + usize::from(right));
                if verbose && !right {
                    println!("{name}: {} at {}", told(row), label["time"]);
                }
            }
        }
    }
    println!("the five captures' dated happenings:");
    for name in NAMES {
        let (asked, right) = counts.get(name).copied().unwrap_or_default();
        println!("{name:26} {right:3} of {asked:3}");
    }
    Ok(())
}

const NAMES: [&str; 7] = [
    "found, where an event is",
    "class, of all",
    "class, of those found",
    "modality, of those found",
    "not real, and not told so",
    "actors, of those found",
    "recipients, of those found",
];
/// What holds of a label; none where it is not asked.
fn verdicts(label: &Value, row: Option<&Value>) -> [(&'static str, Option<bool>); 7] {
    let wanted = classes(label);
    let open = wanted.iter().all(|class| matches!(class.as_str(), "statement" | "other"));
    let class = match row {
        Some(row) => open || ours(row).iter().any(|class| wanted.contains(class)),
        None => open,
    };
    let modality = label["modality"].as_str().unwrap_or_default();
    let said = row.and_then(|row| row["modality"].as_str());
    let is_mutual = |row: &&Value| {
        Events::embedded()
            .classes()
            .iter()
            .any(|own| row["type"] == own.name && (own.mutual || own.undergone || own.quad == 0))
    };
    let (sides, mutual) = (["actors", "recipients"], row.as_ref().is_some_and(is_mutual));
    let sides = sides.map(|side| {
        let row = row.filter(|_| class && !open)?;
        let of = |value: &Value, names: &[&str]| -> Vec<Value> {
            names.iter().filter_map(|name| value[*name].as_array()).flatten().cloned().collect()
        };
        let names: &[&str] = if mutual { &["actors", "recipients"] } else { &[side] };
        let (wanted, own) = (of(label, names), of(row, names));
        let allowed: Vec<Value> = of(label, &["optional"]).into_iter().chain(wanted.clone()).collect();
        let all = wanted.iter().all(|range| own.iter().any(|one| meets(one, range)));
        Some(all && own.iter().all(|one| allowed.iter().any(|range| meets(one, range))))
    });
    [
        (NAMES[0], (!open).then_some(row.is_some())),
        (NAMES[1], Some(class)),
        (NAMES[2], row.filter(|_| !open).map(|_| class)),
        (NAMES[3], said.map(|said| said == modality || modality == "none")),
        (NAMES[4], said.filter(|_| !REAL.contains(&modality) && modality != "none").map(|said| !REAL.contains(&said))),
        (NAMES[5], sides[0]),
        (NAMES[6], sides[1]),
    ]
}

/// The telling of a label: one whose trigger is one of its words, else one in its sentence with its time.
fn find<'a>(rows: &[&'a Value], label: &Value, text: &str) -> Option<&'a Value> {
    let triggers = label["trigger"].as_array().map(Vec::as_slice).unwrap_or_default();
    let told = rows.iter().find(|row| triggers.iter().any(|range| meets(&row["trigger"], range)));
    let time = || {
        let words = text.get(end(&label["time"], 0)..end(&label["time"], 1))?;
        rows.iter().find(|row| meets(row, &label["time"]) && row["when"]["text"].as_str() == Some(words))
    };
    told.or_else(time).copied()
}

fn end(range: &Value, at: usize) -> usize {
    range[at].as_u64().unwrap_or_default() as usize
}

fn meets(one: &Value, range: &Value) -> bool {
    [&one["span"], &one["antecedent"]["span"]].into_iter().any(|span| {
        let own = (span["start"].as_u64().unwrap_or(0) as usize, span["end"].as_u64().unwrap_or(0) as usize);
        own.0 < end(range, 1) && end(range, 0) < own.1
    })
}

/// The classes that are right.
fn classes(label: &Value) -> Vec<String> {
    let own = [&label["plover"], &label["extension"]].into_iter().filter_map(Value::as_str);
    let also = label["also"].as_array().into_iter().flatten().filter_map(Value::as_str);
    own.chain(also).map(str::to_owned).collect()
}

/// What the labels call a class of ours.
fn ours(row: &Value) -> Vec<String> {
    let name = row["type"].as_str().unwrap_or_default();
    let plover = Events::embedded().classes().iter().find(|class| class.name == name).and_then(|class| class.plover);
    let own = match name {
        "APPOINT" | "DEPART" => "office",
        "EXCHANGE" => "release",
        "AGREE" => "agreement",
        "CONSULT" => "meeting",
        "HOST" => "hosting",
        "OPEN" | "CLOSE" | "MOVE" => "opening",
        name => name,
    };
    plover.into_iter().chain([own, name]).map(str::to_lowercase).collect()
}

fn told(row: Option<&Value>) -> String {
    let Some(row) = row else { return "nothing".to_owned() };
    let names = |side: &str| {
        let all = row[side].as_array().into_iter().flatten().filter_map(|one| one["text"].as_str());
        all.collect::<Vec<_>>().join(" + ")
    };
    format!(
        "{} {} “{}” {} > {}",
        row["type"].as_str().unwrap_or_default(),
        row["modality"].as_str().unwrap_or_default(),
        row["trigger"]["text"].as_str().unwrap_or_default(),
        names("actors"),
        names("recipients")
    )
}
