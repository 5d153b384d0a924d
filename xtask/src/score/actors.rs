//! Countries and sectors of those who take part, against the codes of PLOVER's gold records, whose actors' words are given. (PETRARCH's
//! test records give codes alone, and most of their countries do not exist.)
//!
//! Invariant: what the gold does not code counts for nothing. After: of the actors found, how many have the gold country and sector, how
//! many another, how many none.

use crate::gold;
use anyhow::Context;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const LETTERS: &str = include_str!("letters.txt");

/// What the manual of 2021 calls otherwise than the records, and the records' own slips.
const RENAMED: &[(&str, &str)] = &[("CIV", "CVL"), ("HLH", "MED"), ("INS", "REB"), ("NGM", "NGO")];

/// Codes of Table 5.1 that stand where a country does: those of the rows, the one of the records.
const WORLD: &[(&str, &str)] =
    &[("UNO", "IGO"), ("EUR", "IGO"), ("IGO", "IGO"), ("NGO", "NGO"), ("IMG", "IMG"), ("ISM", "ISM"), ("MNC", "MNC")];

#[derive(Default)]
struct Tally {
    right: usize,
    wrong: usize,
    absent: usize,
}

impl Tally {
    fn add(&mut self, wanted: &str, ours: &[String]) -> bool {
        match ours {
            [] => self.absent += 1,
            ours if ours.iter().any(|own| own == wanted) => self.right += 1,
            _ => self.wrong += 1,
        }
        ours.is_empty() || ours.iter().any(|own| own == wanted)
    }

    fn line(&self, name: &str) {
        let all = self.right + self.wrong + self.absent;
        let of = |count: usize, all: usize| count as f64 / all.max(1) as f64;
        println!(
            "{name:<28} {all:>4}: right {} ({:.3}), wrong {}, none {}; right of those given {:.3}",
            self.right,
            of(self.right, all),
            self.wrong,
            self.absent,
            of(self.right, self.right + self.wrong)
        );
    }
}

pub(super) fn run(verbose: bool) -> anyhow::Result<()> {
    let Some(set) = gold::set("plover") else { return Ok(()) };
    let records: Vec<Value> = serde_json::from_slice(&fs::read(set.join("PLOVER_GSR_CAMEO.txt"))?)?;
    let texts: Vec<&str> = records.iter().map(|record| record["text"].as_str().unwrap_or_default()).collect();
    let rows = read(&texts)?;
    let (mut actors, mut located, mut found) = (0, 0, 0);
    let (mut countries, mut sectors, mut main) = (Tally::default(), Tally::default(), Tally::default());
    for (number, record) in records.iter().enumerate() {
        let gold = ["source", "target"].into_iter().filter_map(|side| record[side].as_array()).flatten();
        for one in gold.filter(|one| one.is_object()) {
            actors += 1;
            let words = one["actorText"].as_str().unwrap_or_default().split("..").next().unwrap_or_default().trim();
            let Some(start) = texts[number].find(words).filter(|_| !words.is_empty()) else { continue };
            located += 1;
            let (start, end) = (start as u64, (start + words.len()) as u64);
            let meets = |one: &&Value| {
                let place = |end: &str| one["span"][end].as_u64().unwrap_or(0);
                place("start") < end && start < place("end")
            };
            let own: Vec<&Value> = rows.get(&number).into_iter().flatten().filter(meets).collect();
            let Some(ours) = own.iter().max_by_key(|one| shared(one, start, end)) else { continue };
            found += 1;
            let wanted = country(one["code"].as_str().unwrap_or_default());
            let same = wanted.is_none_or(|wanted| countries.add(&wanted, &place(ours)));
            let sector = one["sector"].as_str().filter(|sector| sector.len() >= 3 && sector.is_char_boundary(3));
            let sector = sector.map(|sector| renamed(&sector[..3])).filter(|sector| *sector != "***");
            let both = sector.is_none_or(|sector| {
                let mut ours = parts(ours);
                ours.retain(|code| !WORLD.iter().any(|(world, _)| world == code));
                main.add(sector, &ours[..ours.len().min(1)]);
                sectors.add(sector, &ours)
            });
            if verbose && !(same && both) {
                println!("{words} [{} {}]: {:?} {:?}", one["code"], one["sector"], place(ours), parts(ours));
            }
        }
    }
    println!("PLOVER records: {actors} actors, words found in the text {located}, taking part in an event {found}");
    countries.line("country");
    sectors.line("sector, any");
    main.line("sector, the main one");
    Ok(())
}

/// Those who take part in the events of each text, by its number.
fn read(texts: &[&str]) -> anyhow::Result<BTreeMap<usize, Vec<Value>>> {
    let folder = tempfile::tempdir()?;
    for (number, text) in texts.iter().enumerate() {
        fs::write(folder.path().join(format!("{number:05}.txt")), text)?;
    }
    let rows = gold::annotate(&gold::program()?, &["--as", "article", "--layers", "event-mentions"], folder.path())?;
    let mut of: BTreeMap<usize, Vec<Value>> = BTreeMap::new();
    for row in &rows {
        let name = Path::new(row["path"].as_str().unwrap_or_default()).file_stem().and_then(|stem| stem.to_str());
        let number = name.and_then(|name| name.parse().ok()).context("a text's number")?;
        let sides = ["actors", "recipients"].into_iter().filter_map(|side| row[side].as_array()).flatten();
        of.entry(number).or_default().extend(sides.cloned());
    }
    Ok(of)
}

fn shared(one: &Value, start: u64, end: u64) -> u64 {
    let place = |end: &str| one["span"][end].as_u64().unwrap_or(0);
    place("end").min(end).saturating_sub(place("start").max(start))
}

/// Where somebody belongs: a country, or a body of the world in its place.
fn place(one: &Value) -> Vec<String> {
    let world = parts(one).into_iter().filter_map(|code| WORLD.iter().find(|(own, _)| *own == code));
    one["country"].as_str().map(str::to_owned).into_iter().chain(world.map(|(_, code)| (*code).to_owned())).collect()
}

fn parts(one: &Value) -> Vec<String> {
    let codes = one["sectors"].as_array().into_iter().flatten().filter_map(Value::as_str);
    codes.map(|code| renamed(code).to_owned()).collect()
}

fn renamed(code: &str) -> &str {
    RENAMED.iter().find(|(old, _)| *old == code).map_or(code, |(_, new)| *new)
}

/// The two letters of three, or the body that stands in a country's place.
fn country(code: &str) -> Option<String> {
    let world = WORLD.iter().find(|(own, _)| *own == renamed(code)).map(|(_, code)| (*code).to_owned());
    let pairs = LETTERS.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace);
    let mut pairs = pairs.filter_map(|pair| pair.split_once(':'));
    world.or_else(|| pairs.find(|(three, _)| *three == code).map(|(_, two)| two.to_owned()))
}
