//! Where places lie: towns, regions and countries with their coordinates.
//!
//! The file is used where it lies in the program: only hashes of names are in it. Invariant: a name may be many places; this module says
//! which, and decides nothing. Cost: a binary search a name. Made by `cargo xtask gazetteer`, whose sources the head of the file names.

use crate::{Key, list};
use std::collections::HashMap;
use std::sync::OnceLock;

const FILE: &[u8] = include_bytes!("../data/places.bin");
/// A place: hundredths of a degree north and east, country, sort and size, region.
const PLACE: usize = 7;
/// A name: hash, number of the place with a bit for a name in other words.
const NAME: usize = 7;
/// The bit of a name that is not the usual one.
const OTHER: u32 = 1 << 23;

/// What a point is the middle of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum PlaceSort {
    /// A country.
    Country,
    /// A state or province.
    Region,
    /// A city or town.
    City,
}

/// One of the places that bear a name.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Place {
    /// ISO 3166-1 alpha-2.
    pub country: [u8; 2],
    /// Number of its region in the country; 0 where none is known. A region has its own.
    pub region: u8,
    /// What it is.
    pub sort: PlaceSort,
    /// About how many live there, in steps of two fifths.
    pub people: f64,
    /// Whether the name asked for is another than the usual.
    pub other_name: bool,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
}

/// The table, ready to look up.
pub struct Places {
    countries: &'static [u8],
    places: &'static [u8],
    names: &'static [u8],
    /// What short names of regions stand for.
    short: HashMap<&'static str, &'static str>,
}

impl Place {
    /// As it is written; `country` is its place in the list of the file.
    pub fn bytes(&self, country: u8) -> [u8; PLACE] {
        let hundredths = |degrees: f64| ((degrees * 100.0).round() as i16).to_le_bytes();
        let (north, east) = (hundredths(self.latitude), hundredths(self.longitude));
        let size = (2.0 * self.people.max(1.0).log2()).round().min(63.0) as u8;
        let sort = match self.sort {
            PlaceSort::Country => 0,
            PlaceSort::Region => 1,
            PlaceSort::City => 2,
        };
        [north[0], north[1], east[0], east[1], country, sort << 6 | size, self.region]
    }

    /// A name of the place with this number, as it is written.
    pub fn name_bytes(hash: u32, number: u32, other_name: bool) -> [u8; NAME] {
        let (hash, number) = (hash.to_le_bytes(), (number | if other_name { OTHER } else { 0 }).to_le_bytes());
        [hash[0], hash[1], hash[2], hash[3], number[0], number[1], number[2]]
    }

    /// The hash of a name.
    pub fn hash(name: &str) -> u32 {
        name.split_whitespace().fold(Key::NONE, |key, word| key.then(Key::of(word))).place()
    }

    /// The letters of its country.
    pub fn letters(&self) -> &str {
        std::str::from_utf8(&self.country).unwrap_or_default()
    }
}

impl Places {
    /// The table that ships.
    pub fn embedded() -> &'static Places {
        static PLACES: OnceLock<Places> = OnceLock::new();
        PLACES.get_or_init(|| Places::read(FILE).expect("the table of places is whole"))
    }

    /// The head in words, an empty line, then: countries, places (those countries first, in their order), names, each behind its number.
    fn read(file: &'static [u8]) -> Option<Places> {
        let head = file.windows(2).position(|two| two == b"\n\n")? + 2;
        let mut rest = &file[head..];
        let mut part = |size: usize| {
            let (count, behind) = rest.split_at_checked(4)?;
            let count = u32::from_le_bytes(count.try_into().ok()?) as usize;
            let (part, behind) = behind.split_at_checked(count * size)?;
            rest = behind;
            Some(part)
        };
        let (countries, places, names) = (part(2)?, part(PLACE)?, part(NAME)?);
        let mut short = HashMap::new();
        for row in list::rows(include_str!("../data/gazetteer/region-abbreviations.txt")) {
            let [_, few, whole] = row[..] else { continue };
            short.extend(few.split(',').map(|one| (one.trim(), whole)));
        }
        Some(Places { countries, places, names, short })
    }

    /// The places that a name may mean, the largest first.
    pub fn named(&self, name: &str) -> Vec<Place> {
        let hash = Place::hash(name);
        let count = self.names.len() / NAME;
        let of = |at: usize| &self.names[at * NAME..(at + 1) * NAME];
        let key = |at: usize| u32::from_le_bytes([of(at)[0], of(at)[1], of(at)[2], of(at)[3]]);
        let (mut low, mut high) = (0, count);
        while low < high {
            let middle = (low + high) / 2;
            if key(middle) < hash { low = middle + 1 } else { high = middle }
        }
        let mut found = Vec::new();
        while low < count && key(low) == hash {
            let number = u32::from_le_bytes([of(low)[4], of(low)[5], of(low)[6], 0]);
            found.extend(self.place((number & !OTHER) as usize, number & OTHER != 0));
            low += 1;
        }
        found.sort_by(|one, other| other.people.total_cmp(&one.people));
        found
    }

    /// The middle of a country.
    pub fn country(&self, letters: &str) -> Option<Place> {
        let number = self.countries.chunks_exact(2).position(|own| own == letters.as_bytes())?;
        self.place(number, false)
    }

    /// What a short name of a region stands for: “Ill.”, “IL”.
    pub fn whole(&self, short: &str) -> Option<&'static str> {
        self.short.get(short).copied()
    }

    fn place(&self, number: usize, other_name: bool) -> Option<Place> {
        let bytes = self.places.get(number * PLACE..(number + 1) * PLACE)?;
        let degrees = |at: usize| f64::from(i16::from_le_bytes([bytes[at], bytes[at + 1]])) / 100.0;
        let country = usize::from(bytes[4]) * 2;
        Some(Place {
            country: self.countries.get(country..country + 2)?.try_into().ok()?,
            region: bytes[6],
            sort: match bytes[5] >> 6 {
                0 => PlaceSort::Country,
                1 => PlaceSort::Region,
                _ => PlaceSort::City,
            },
            people: (f64::from(bytes[5] & 63) / 2.0).exp2(),
            other_name,
            latitude: degrees(0),
            longitude: degrees(2),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(name: &str, expected: &str) {
        let found = Places::embedded().named(name);
        let one = |one: &Place| format!("{} {:.0} {:.0}", one.letters(), one.latitude, one.longitude);
        assert_eq!(found.first().map_or("-".to_owned(), one), expected, "{name}");
        assert!(found.is_sorted_by(|one, other| one.people >= other.people), "{name}");
    }

    #[test]
    fn the_largest_of_a_name_comes_first() {
        check("Aleppo", "SY 36 38");
        check("Paris", "FR 49 2");
        check("Kiev", "UA 50 31");
        check("Kyiv", "UA 50 31");
        check("Nowhere at All", "-");
    }

    #[test]
    fn a_name_has_all_its_places() {
        let found = Places::embedded().named("Tripoli");
        let lies = |letters: &str| found.iter().any(|one| one.letters() == letters && one.sort == PlaceSort::City);
        assert!(lies("LY") && lies("LB"));
    }

    #[test]
    fn countries_have_a_middle_on_their_land() {
        for (letters, north, east) in
            [("SE", 55.0..66.0, 11.0..24.0), ("RU", 50.0..70.0, 60.0..130.0), ("US", 35.0..45.0, -110.0..-90.0)]
        {
            let place = Places::embedded().country(letters).unwrap();
            assert!(north.contains(&place.latitude) && east.contains(&place.longitude), "{letters} {place:?}");
        }
    }

    #[test]
    fn short_names_of_regions_are_known() {
        assert_eq!(Places::embedded().whole("Ill."), Some("Illinois"));
        assert_eq!(Places::embedded().whole("in"), None);
    }

    #[test]
    fn the_file_names_its_sources() {
        let head = String::from_utf8_lossy(&FILE[..400]).to_lowercase();
        assert!(head.contains("source") && head.contains("licence"));
    }

    proptest! {
        #[test]
        fn any_point_lies_on_the_globe(number in 0usize..200_000) {
            if let Some(place) = Places::embedded().place(number, false) {
                prop_assert!((-90.0..=90.0).contains(&place.latitude) && (-180.0..=180.0).contains(&place.longitude));
            }
        }
    }
}
