//! Event mentions: how real they are told to be, against labels made by hand (`xtask/labels/modality`), and who does what to whom, on the
//! sentences of PLOVER's training set with their sources and targets marked.
//!
//! A label is found where a mention's trigger shares a byte with its own. Invariant: of the held half nothing is printed but totals.
//! After: the macro F1 of the classes, over the labels that tell an event and were found.

use super::authority::Confusion;
use super::pair::{self, Pair};
use crate::draw::fakes;
use crate::gold;
use anyhow::{Context, ensure};
use dateline_lexicon::{EventClass, Events};
use flate2::read::MultiGzDecoder;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::ops::Range;
use std::path::Path;

const MODALITIES: &[&str] =
    &["happened", "ongoing", "planned", "threatened", "demanded", "hypothetical", "denied", "historical"];

pub(super) fn run(verbose: bool, held: bool) -> anyhow::Result<()> {
    modality(verbose && !held, held)?;
    pairs(verbose)
}

fn modality(verbose: bool, held: bool) -> anyhow::Result<()> {
    let (Some(incidents), Some(newsfront)) = (gold::set("fa-kes"), gold::set("newsfront")) else { return Ok(()) };
    let program = gold::program()?;
    let half = if held { "held" } else { "dev" };
    let path = gold::root().join("xtask/labels/modality").join(half).with_extension("json");
    let labels: Vec<Value> = serde_json::from_slice(&fs::read(&path)?).with_context(|| path.display().to_string())?;
    let texts: BTreeMap<String, String> = fakes::read(&incidents)?.into_iter().map(|one| (one.id, one.text)).collect();
    let folder = tempfile::tempdir()?;
    let mut read: BTreeMap<String, (String, Vec<Value>)> = BTreeMap::new();
    let (mut found, mut events, mut nothing, mut invented) = (0, 0, 0, 0);
    let mut confusion = Confusion::new(MODALITIES);
    for label in &labels {
        let name = label["document"].as_str().or(label["path"].as_str()).context("a place")?;
        if !read.contains_key(name) {
            let own = match label["document"].as_str() {
                Some(id) => article(&program, folder.path(), texts.get(id).context("an article")?)?,
                None => page(&program, &newsfront.join(name))?,
            };
            read.insert(name.to_owned(), own);
        }
        let (text, rows) = &read[name];
        let in_points = label["document"].is_string();
        let trigger = range(text, &label["trigger"], in_points)?;
        let row = rows.iter().find(|row| meets(&row["trigger"]["span"], &trigger));
        let wanted = label["modality"].as_str().context("a modality")?;
        if wanted == "none" {
            nothing += 1;
            invented += usize::from(row.is_some());
            continue;
        }
        events += 1;
        let Some(row) = row else { continue };
        found += 1;
        let ours = row["modality"].as_str().unwrap_or_default();
        confusion.add(wanted, ours)?;
        if verbose && ours != wanted {
            println!("{name}:{}: {ours}, not {wanted}", trigger.start);
        }
    }
    println!(
        "modality, {half}: {found} of {events} words that tell an event found; {invented} of {nothing} that tell none taken for one"
    );
    println!("macro F1 {:.3}, right {:.3}\n{}", confusion.macro_f1(), confusion.accuracy(), confusion.table());
    Ok(())
}

fn article(program: &Path, folder: &Path, text: &str) -> anyhow::Result<(String, Vec<Value>)> {
    let path = folder.join("capture.txt");
    fs::write(&path, text)?;
    Ok((text.to_owned(), gold::annotate(program, &["--as", "article", "--layers", "event-mentions"], &path)?))
}

fn page(program: &Path, path: &Path) -> anyhow::Result<(String, Vec<Value>)> {
    let bytes = fs::read(path).with_context(|| path.display().to_string())?;
    let mut text = String::new();
    MultiGzDecoder::new(bytes.as_slice()).read_to_string(&mut text)?;
    Ok((text, gold::annotate(program, &["--layers", "event-mentions"], path)?))
}

/// A range in bytes, of one in bytes or code points.
pub(super) fn range(text: &str, place: &Value, in_points: bool) -> anyhow::Result<Range<usize>> {
    let end = |value: &Value| {
        let place = value.as_u64().context("an offset")? as usize;
        match in_points {
            true => Ok(text.char_indices().nth(place).map_or(text.len(), |(at, _)| at)),
            false => anyhow::Ok(place),
        }
    };
    Ok(end(&place[0])?..end(&place[1])?)
}

pub(super) fn meets(span: &Value, range: &Range<usize>) -> bool {
    let (start, end) = (span["start"].as_u64().unwrap_or(0) as usize, span["end"].as_u64().unwrap_or(0) as usize);
    start < range.end && range.start < end
}

/// How often the marked source and target of a sentence are the actor and recipient of one event in it.
fn pairs(verbose: bool) -> anyhow::Result<()> {
    let Some(all) = pair::read()? else { return Ok(()) };
    let folder = tempfile::tempdir()?;
    for (number, pair) in all.iter().enumerate() {
        fs::write(folder.path().join(format!("{number:05}.txt")), &pair.sentence)?;
    }
    let rows = gold::annotate(&gold::program()?, &["--as", "article", "--layers", "event-mentions"], folder.path())?;
    let mut of: BTreeMap<usize, Vec<&Value>> = BTreeMap::new();
    for row in &rows {
        let name = Path::new(row["path"].as_str().unwrap_or_default()).file_stem().and_then(|stem| stem.to_str());
        of.entry(name.and_then(|name| name.parse().ok()).context("a sentence's number")?).or_default().push(row);
    }
    let (mut both, mut sources, mut targets) = (0, 0, 0);
    let mut missed: BTreeMap<&str, usize> = BTreeMap::new();
    let mutual = |row: &Value| {
        let named = |class: &&EventClass| row["type"] == class.name;
        Events::embedded().classes().iter().find(named).is_some_and(|class| class.mutual)
    };
    for (number, Pair { sentence, source, target, .. }) in all.iter().enumerate() {
        let has = |row: &Value, side: &str, range: &Range<usize>| {
            let mutual = mutual(row);
            let sides = if mutual { vec!["actors", "recipients"] } else { vec![side] };
            let mut own = sides.into_iter().filter_map(|side| row[side].as_array()).flatten();
            // “it”, whose name is that of the marked words.
            let marked = &sentence[range.clone()];
            own.any(|one| {
                meets(&one["span"], range)
                    || meets(&one["antecedent"]["span"], range)
                    || one["name"].as_str().is_some_and(|name| marked.contains(name))
            })
        };
        let own = of.get(&number).map_or(&[][..], Vec::as_slice);
        let pair = own.iter().any(|row| has(row, "actors", source) && has(row, "recipients", target));
        let source = own.iter().any(|row| has(row, "actors", source));
        let target = own.iter().any(|row| has(row, "recipients", target));
        (both, sources, targets) =
            (both + usize::from(pair), sources + usize::from(source), targets + usize::from(target));
        if pair {
            continue;
        }
        let reason = match (own.is_empty(), source, target) {
            (true, ..) => "no event",
            (_, true, true) => "each in another event",
            (_, true, false) => "no event of the source has the target",
            (_, false, true) => "no event of the target has the source",
            (_, false, false) => "other events only",
        };
        *missed.entry(reason).or_insert(0) += 1;
        if verbose {
            println!("sentence {number}: {reason}");
        }
    }
    ensure!(!all.is_empty(), "no sentence with marks");
    let share = |count: usize| count as f64 / all.len() as f64;
    println!(
        "PLOVER: {} sentences; source and target of one event {:.3}; source {:.3}; target {:.3}",
        all.len(),
        share(both),
        share(sources),
        share(targets)
    );
    missed.iter().for_each(|(reason, count)| println!("missed {count}: {reason}"));
    Ok(())
}
