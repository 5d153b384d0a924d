//! Coded events: source, class and target of PLOVER's gold records and of PETRARCH's test records, against ours.
//!
//! A triple of ours is right where one of the record's has the class, and both sides share words with ours. Codes of CAMEO are read by
//! PLOVER's own table. The records give what is only demanded, threatened, denied or possible the class of the demand or threat, and what is
//! planned the class `AGREE`; so of ours only what is told as real counts under its own class, and plans as `AGREE`. Where both sides do the same, either order is right. Records whose actors cannot be found in their text are left out.
//! After: Norris, Schrodt & Beieler, PETRARCH2, JOSS 2017.

use super::pair;
use crate::gold;
use anyhow::Context;
use dateline_lexicon::Events;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::Path;

/// Source, class, target, as places in a text.
type Triple = (Range<usize>, String, Range<usize>);

/// A text and what is coded of it.
struct Record {
    text: String,
    coded: Vec<Triple>,
}

/// Counts of one class.
#[derive(Default)]
struct Count {
    ours: usize,
    right: usize,
    gold: usize,
    found: usize,
}

pub(super) fn run(verbose: bool) -> anyhow::Result<()> {
    if let Some(set) = gold::set("plover") {
        let records = plover(&set)?;
        compare("PLOVER's gold records", &records, verbose)?;
        if let Some(own) = gold::set("petrarch2") {
            compare("PETRARCH's test records", &petrarch(&own, &set)?, verbose)?;
        }
    }
    Ok(())
}

/// PLOVER's records: actors by their words. Names of classes of before version 0.8 are brought to those of today.
fn plover(set: &Path) -> anyhow::Result<Vec<Record>> {
    let all: Vec<Value> = serde_json::from_str(&fs::read_to_string(set.join("PLOVER_GSR_CAMEO.txt"))?)?;
    let mut records = Vec::new();
    for one in &all {
        let (Some(text), Some(class)) = (one["text"].as_str(), one["event"].as_str()) else { continue };
        let places = |side: &str| -> Vec<Range<usize>> {
            let actors = one[side].as_array().map(Vec::as_slice).unwrap_or_default();
            actors.iter().filter_map(|actor| place(text, actor["actorText"].as_str()?)).collect()
        };
        let class = match class {
            "DEMAND" => "REQUEST",
            "FIGHT" => "ASSAULT",
            "DISAPPROVE" | "INVESTIGATE" => "ACCUSE",
            class => class,
        };
        let (sources, targets) = (places("source"), places("target"));
        let coded = match (targets.is_empty(), sources.as_slice()) {
            (true, [one, other]) => vec![(one.clone(), class.to_owned(), other.clone())],
            _ => {
                let dyads =
                    sources.iter().flat_map(|one| targets.iter().map(move |other| (one.clone(), other.clone())));
                dyads.map(|(one, other)| (one, class.to_owned(), other)).collect()
            }
        };
        if !coded.is_empty() {
            records.push(Record { text: text.to_owned(), coded });
        }
    }
    Ok(records)
}

/// PETRARCH's records: actors by the words of its dictionary that carry the code.
fn petrarch(set: &Path, plover: &Path) -> anyhow::Result<Vec<Record>> {
    let table = fs::read_to_string(plover.join("CAMEO2PLOVER-2021.txt"))?;
    let classes: BTreeMap<&str, &str> = table
        .lines()
        .filter_map(|line| line.split_once(':'))
        .map(|(code, rest)| (code.trim(), rest.split([',', '#']).next().unwrap_or_default().trim()))
        .collect();
    let words = dictionary(&fs::read_to_string(set.join("dictionaries/PETR.Validate.actors.txt"))?);
    let xml = fs::read_to_string(set.join("PETR.UnitTest.records.xml"))?;
    let mut records = Vec::new();
    for one in xml.split("<Sentence ").skip(1) {
        let Some(text) = inside(one, "<Text>", "</Text>") else { continue };
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let codings = one.split("<EventCoding ").skip(1);
        let field = |coding: &str, name: &str| inside(coding, &format!("{name}=\""), "\"").map(str::to_owned);
        let coded: Option<Vec<Triple>> = codings
            .filter(|coding| field(coding, "eventcode").is_some())
            .map(|coding| {
                let side = |name: &str| actor(&text, &words, &field(coding, name)?);
                let code = field(coding, "eventcode")?;
                let class = (2..=code.len()).rev().find_map(|length| classes.get(code.get(..length)?))?;
                Some((side("sourcecode")?, (*class).to_owned(), side("targetcode")?))
            })
            .collect();
        // A record of which a part cannot be read would count what is right as wrong.
        if let Some(coded) = coded.filter(|_| !one.contains("noevents") && !one.contains(" error=")) {
            if !coded.is_empty() {
                records.push(Record { text, coded });
            }
        } else if one.contains("noevents") {
            records.push(Record { text, coded: Vec::new() });
        }
    }
    Ok(records)
}

/// The phrases of a dictionary of actors, in small letters, with their codes.
fn dictionary(text: &str) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    let mut code = String::new();
    for line in text.lines().map(|line| line.split('#').next().unwrap_or_default().trim()) {
        if let Some(own) = inside(line, "[", "]") {
            code = own.split_whitespace().next().unwrap_or_default().to_owned();
        }
        let phrase = line.split('[').next().unwrap_or_default().trim().trim_start_matches('+');
        let phrase = phrase.replace('_', " ").trim().to_lowercase();
        if !phrase.is_empty() && !line.starts_with('<') && !code.is_empty() {
            all.push((phrase, code.clone()));
        }
    }
    all
}

/// Where somebody stands whose code begins as `code` does.
fn actor(text: &str, words: &[(String, String)], code: &str) -> Option<Range<usize>> {
    let lower = text.to_lowercase();
    let nation = code.get(..3)?;
    let fits = words.iter().filter(|(_, own)| own.get(..3).is_some_and(|own| own.eq_ignore_ascii_case(nation)));
    let mut found: Vec<Range<usize>> = fits
        .filter_map(|(phrase, _)| lower.find(phrase.as_str()).map(|at| at..at + phrase.len()))
        .filter(|own| text.is_char_boundary(own.start) && text.is_char_boundary(own.end))
        .collect();
    found.sort_by_key(|own| (own.start, own.end));
    found.into_iter().next()
}

fn inside<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let start = text.find(before)? + before.len();
    let end = start + text[start..].find(after)?;
    Some(&text[start..end])
}

fn place(text: &str, words: &str) -> Option<Range<usize>> {
    let words = words.trim();
    let at = text.find(words).filter(|_| !words.is_empty())?;
    Some(at..at + words.len())
}

fn compare(title: &str, records: &[Record], verbose: bool) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    for (number, record) in records.iter().enumerate() {
        fs::write(folder.path().join(format!("{number:05}.txt")), &record.text)?;
    }
    let rows = gold::annotate(&gold::program()?, &["--as", "article", "--layers", "event-mentions"], folder.path())?;
    let mut told: BTreeMap<usize, Vec<&Value>> = BTreeMap::new();
    for row in &rows {
        let name = Path::new(row["path"].as_str().unwrap_or_default()).file_stem().and_then(|stem| stem.to_str());
        told.entry(name.and_then(|name| name.parse().ok()).context("a record's number")?).or_default().push(row);
    }
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    for (number, record) in records.iter().enumerate() {
        let ours: Vec<(&Value, String, &Value)> =
            told.get(&number).into_iter().flatten().flat_map(|row| triples(row)).collect();
        let ours = once(ours);
        let is = |own: &(&Value, String, &Value), wanted: &Triple| {
            let (source, class, target) = own;
            let straight = meets(source, &wanted.0) && meets(target, &wanted.2);
            let turned = mutual(class) && meets(source, &wanted.2) && meets(target, &wanted.0);
            same(class, &wanted.1) && (straight || turned)
        };
        for own in &ours {
            let count = counts.entry(own.1.clone()).or_default();
            count.ours += 1;
            let right = record.coded.iter().any(|wanted| is(own, wanted));
            count.right += usize::from(right);
            if verbose && !right {
                println!("{number}: {} | {} > {} | {}", own.1, own.0["text"], own.2["text"], record.text);
            }
        }
        for wanted in &record.coded {
            let count = counts.entry(wanted.1.clone()).or_default();
            count.gold += 1;
            count.found += usize::from(ours.iter().any(|own| is(own, wanted)));
        }
    }
    println!("{title}: {} texts", records.len());
    let mut all = Count::default();
    for (class, count) in &counts {
        line(class, count);
        all.ours += count.ours;
        all.right += count.right;
        all.gold += count.gold;
        all.found += count.found;
    }
    line("all", &all);
    println!();
    Ok(())
}

/// The dyads of a row, by PLOVER's classes.
fn triples(row: &Value) -> Vec<(&Value, String, &Value)> {
    let name = row["type"].as_str().unwrap_or_default();
    let class = Events::embedded().classes().iter().find(|class| class.name == name).and_then(|class| class.plover);
    let Some(class) = class else { return Vec::new() };
    let class = match row["modality"].as_str() {
        Some("happened" | "ongoing" | "historical") => class,
        Some("planned") => "AGREE",
        _ => return Vec::new(),
    };
    let side = |side: &str| row[side].as_array().map(Vec::as_slice).unwrap_or_default();
    // A thing that is refused or backed is nobody whom PLOVER would code.
    let is_somebody = |one: &&Value| one["thing"] != true;
    let (actors, recipients) = (side("actors"), side("recipients"));
    let recipients: Vec<&Value> = recipients.iter().filter(is_somebody).collect();
    if recipients.is_empty() && mutual(class) && actors.len() == 2 {
        return vec![(&actors[0], class.to_owned(), &actors[1])];
    }
    actors.iter().flat_map(|one| recipients.iter().map(move |other| (one, class.to_owned(), *other))).collect()
}

/// Each triple once.
fn once<'a>(mut all: Vec<(&'a Value, String, &'a Value)>) -> Vec<(&'a Value, String, &'a Value)> {
    let key = |own: &(&Value, String, &Value)| (own.1.clone(), own.0["text"].to_string(), own.2["text"].to_string());
    all.sort_by_key(key);
    all.dedup_by_key(|own| key(own));
    all
}

fn same(one: &str, other: &str) -> bool {
    pair::joined(one) == pair::joined(other)
}

fn mutual(class: &str) -> bool {
    Events::embedded().classes().iter().any(|own| own.name == class && own.mutual)
}

/// Whether somebody shares a byte with a place, himself or by whom a pronoun means.
fn meets(one: &Value, place: &Range<usize>) -> bool {
    [&one["span"], &one["antecedent"]["span"]].into_iter().any(|span| super::events::meets(span, place))
}

fn line(class: &str, count: &Count) {
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    let (precision, recall) = (share(count.right, count.ours), share(count.found, count.gold));
    let f1 = if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
    println!(
        "{class:10} ours {:4}  gold {:4}  precision {precision:.3}  recall {recall:.3}  F1 {f1:.3}",
        count.ours, count.gold
    );
}

#[cfg(test)]
mod tests {
    use super::{actor, dictionary};

    #[test]
    fn an_actor_stands_where_its_dictionary_says() {
        let words = dictionary("# head\nORSA_ [ORS]\n+ORSAN_PEOPLE\nVELDANIA [VEL] # 2019");
        let check = |text: &str, code: &str, expected: Option<&str>| {
            assert_eq!(actor(text, &words, code).map(|place| &text[place]), expected, "{text}");
        };
        check("Troops of Orsa left Veldania.", "ORSMIL", Some("Orsa"));
        check("Troops of Orsa left Veldania.", "VEL", Some("Veldania"));
        check("Troops of Orsa left Veldania.", "USA", None);
    }
}
