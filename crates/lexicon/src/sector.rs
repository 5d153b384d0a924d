//! Sectors: which words for people and which names of bodies belong to which part of society.
//!
//! Invariant: a phrase has one key however its words are cut; of two lines with one phrase the first counts. Cost: at start a pass over
//! three lists; a look-up is one hash a word. After: Open Event Data Alliance, PLOVER manual, 2021, Tables 5.1 and 5.2.

use crate::{IRREGULAR_NOUNS, Key, inflect, is_capitals, list};
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

/// How much a word says of itself.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Firmness {
    /// Only beside a country and where nothing else is said: “official”.
    BesideCountry,
    /// Only where nothing else is said: “president”.
    Yielding,
    /// “minister”.
    Firm,
}

/// What a phrase says of who it means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sector {
    /// PLOVER's codes, the first the main one.
    pub codes: &'static [&'static str],
    /// How much the phrase says of itself.
    pub firmness: Firmness,
    /// The two letters of the country of a body; none for words.
    pub country: Option<&'static str>,
    /// Whether it is a name, which has its capital.
    pub named: bool,
    /// Whether it is written in capitals alone: “WHO”.
    pub letters: bool,
    /// Whether it is a seat that stands for a body: “the Kremlin”.
    pub seat: bool,
}

/// The lists of sectors, ready to look up.
pub struct Sectors {
    phrases: HashMap<u32, Sector>,
    begun: HashSet<u32>,
}

/// What a seat can stand for, and the codes of that.
const STANDS_FOR: &[(&str, &[&str])] = &[
    ("government", &["GOV"]),
    ("presidency", &["GOV"]),
    ("foreign ministry", &["GOV"]),
    ("interior ministry", &["GOV"]),
    ("finance ministry", &["GOV"]),
    ("ministries", &["GOV"]),
    ("monarchy", &["GOV"]),
    ("central bank", &["GOV"]),
    ("leadership", &["GOV"]),
    ("defence ministry", &["MIL"]),
    ("armed forces", &["MIL"]),
    ("parliament", &["LEG"]),
    ("intelligence service", &["SPY"]),
    ("police", &["COP"]),
    ("supreme court", &["JUD"]),
    ("ruling party", &["PTY", "GOV"]),
    ("press", &["JRN"]),
    ("religious authority", &["REL"]),
    ("financial markets", &["BUS"]),
    ("technology companies", &["BUS"]),
    ("film industry", &["BUS"]),
];

/// No phrase has more words.
const LONGEST: usize = 10;

impl Sectors {
    /// The lists that ship, made ready at the first call and shared.
    pub fn embedded() -> &'static Sectors {
        static SECTORS: OnceLock<Sectors> = OnceLock::new();
        SECTORS.get_or_init(|| {
            let data = [
                include_str!("../data/events/sectors.txt"),
                include_str!("../data/events/bodies.txt"),
                include_str!("../data/gazetteer/metonyms.txt"),
            ];
            Sectors::read(data)
        })
    }

    fn read([words, bodies, seats]: [&'static str; 3]) -> Sectors {
        let mut sectors = Sectors { phrases: HashMap::new(), begun: HashSet::new() };
        for row in list::rows(bodies) {
            let [codes, country, names] = row[..] else { panic!("{row:?} is no line of bodies") };
            let country = Some(country).filter(|country| !country.is_empty());
            let codes = listed(codes);
            for name in names.split(',').map(str::trim) {
                let letters = is_capitals(name);
                let body = Sector { codes, firmness: Firmness::Firm, country, named: true, letters, seat: false };
                sectors.add(name.split(' '), body);
            }
        }
        for row in list::rows(seats) {
            let country = row.get(2).copied().filter(|country| !country.is_empty());
            let codes = STANDS_FOR.iter().find(|(body, _)| row[1] == *body).map_or(&[][..], |(_, codes)| codes);
            let seat = Sector { codes, firmness: Firmness::Firm, country, named: true, letters: false, seat: true };
            sectors.add(row[0].strip_prefix("The ").unwrap_or(row[0]).split(' '), seat);
        }
        for line in list::lines(words) {
            let (codes, phrases) = line.split_once(':').expect("a line of sectors has a colon");
            let (firmness, codes) = match codes.as_bytes()[0] {
                b'~' => (Firmness::Yielding, &codes[1..]),
                b'?' => (Firmness::BesideCountry, &codes[1..]),
                _ => (Firmness::Firm, codes),
            };
            let codes = listed(codes);
            let sector = Sector { codes, firmness, country: None, named: false, letters: false, seat: false };
            for phrase in phrases.split_whitespace() {
                sectors.add(phrase.split('_'), sector);
                for many in plurals(phrase) {
                    sectors.add(many.split('_'), sector);
                }
            }
        }
        sectors
    }

    fn add<'a>(&mut self, words: impl Iterator<Item = &'a str>, sector: Sector) {
        let mut key = Key::NONE;
        for word in words {
            if !key.is_empty() {
                self.begun.insert(key.place());
            }
            let owner = word.strip_suffix("'s");
            key = key.then(Key::of(owner.unwrap_or(word)));
            if owner.is_some() {
                self.begun.insert(key.place());
                key = key.then(Key::of("s"));
            }
        }
        self.phrases.entry(key.place()).or_insert(sector);
    }

    /// The longest phrase that begins with the word at `start`: behind its last word, and its sector. Names have their capital.
    pub fn longest<'a>(&self, start: usize, word: impl Fn(usize) -> Option<&'a str>) -> Option<(usize, Sector)> {
        let mut key = Key::NONE;
        let mut longest = None;
        let capital = word(start)?.starts_with(|char: char| char.is_uppercase() || char.is_ascii_digit());
        for at in start..start + LONGEST {
            let Some(next) = word(at).map(Key::of) else { break };
            if next.is_empty() {
                continue;
            }
            key = key.then(next);
            let place = key.place();
            let fits =
                |sector: &&Sector| (capital || !sector.named) && (!sector.letters || word(at).is_some_and(is_capitals));
            if let Some(sector) = self.phrases.get(&place).filter(fits) {
                longest = Some((at + 1, *sector));
            }
            if !self.begun.contains(&place) {
                break;
            }
        }
        longest
    }
}

/// Codes parted by spaces; they live as long as the program.
fn listed(codes: &'static str) -> &'static [&'static str] {
    Vec::leak(codes.split_whitespace().collect())
}

/// “prime_ministers”, “members_of_parliament”.
fn plurals(phrase: &str) -> Vec<String> {
    let of = phrase.find("_of_").filter(|_| phrase.matches("_of_").count() == 1);
    let (head, tail) = phrase.split_at(of.unwrap_or(phrase.len()));
    let (before, noun) = head.rsplit_once('_').map_or(("", head), |(before, noun)| (before, noun));
    let irregular = IRREGULAR_NOUNS.lines().filter_map(|line| line.split_once(' '));
    let many = irregular.filter(|(one, _)| *one == noun).map(|(_, many)| many.trim().to_owned()).next();
    let many = many.or_else(|| noun.strip_suffix("man").map(|stem| format!("{stem}men")));
    let many = many.unwrap_or_else(|| inflect::third(noun));
    let gap = if before.is_empty() { "" } else { "_" };
    vec![format!("{before}{gap}{many}{tail}")]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(phrase: &str, expected: &str) {
        let words: Vec<&str> = phrase.split(' ').collect();
        let found = Sectors::embedded().longest(0, |at| words.get(at).copied());
        let codes = found.map_or(String::new(), |(past, sector)| {
            format!("{} {}", sector.codes.join(" "), sector.country.unwrap_or("")).trim().to_owned()
                + if past < words.len() { " …" } else { "" }
        });
        assert_eq!(codes, expected, "{phrase}");
    }

    #[test]
    fn words_and_their_plurals_have_a_sector() {
        check("foreign ministers", "GOV");
        check("members of parliament", "LEG");
        check("policemen", "COP");
        check("former President Vell", "ELI …");
        check("opposition parties", "OPP PTY");
        check("stone", "");
    }

    #[test]
    fn bodies_and_seats_are_known_by_their_names() {
        check("United Nations", "UNO");
        check("Mossad", "SPY IL");
        check("Kremlin", "GOV RU");
        check("ICE", "COP US");
        check("ice", "");
    }
}
