//! The gazetteer: what phrases of one or several words are known to be, world-wide.
//!
//! Invariant: immutable; the table is looked up where it lies in the program, only the starts of its buckets are
//! built. Only hashes of phrases are in it: of a hundred thousand phrases that are not, some six are found.
//! Cost: at start a pass over 64 KB; a word is one hash and a bucket of a few entries. Made by `cargo xtask gazetteer`,
//! whose sources the head of the file names.

mod key;
mod known;

use crate::{Classes, Lexicon};
pub use key::{Key, is_capitals};
pub use known::{Gender, Known};
use std::sync::OnceLock;

const FILE: &[u8] = include_bytes!("../../data/gazetteer.bin");
/// As many buckets as the upper half of a key can name.
const BUCKETS: usize = 1 << 16;
/// An entry: the lower half of the key, the number of what is known.
const ENTRY: usize = 4;
/// No entry has more words, hyphens counted.
const LONGEST: usize = 12;

/// What the table says of a phrase.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Entry(u32);

impl Entry {
    /// Packs an entry; `country` counts from one in the list of the file, zero is none.
    pub fn new(known: Known, gender: Option<Gender>, country: u8, continues: bool) -> Entry {
        let gender = match gender {
            None => 0,
            Some(Gender::Female) => 1,
            Some(Gender::Male) => 2,
            Some(Gender::Both) => 3,
        };
        Entry(u32::from(known.0) | gender << 16 | u32::from(continues) << 18 | u32::from(country) << 19)
    }

    /// As it is written.
    pub fn bits(self) -> u32 {
        self.0
    }

    /// What the phrase can be.
    pub fn known(self) -> Known {
        Known(self.0 as u16)
    }

    /// Of a given name.
    pub fn gender(self) -> Option<Gender> {
        match self.0 >> 16 & 3 {
            1 => Some(Gender::Female),
            2 => Some(Gender::Male),
            3 => Some(Gender::Both),
            _ => None,
        }
    }

    /// Whether longer entries begin with it.
    fn continues(self) -> bool {
        self.0 >> 18 & 1 == 1
    }
}

/// Where a word stands in the entry that covers it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Stand {
    /// In none.
    #[default]
    Outside,
    /// It is the whole of it.
    Single,
    /// First of several.
    Begin,
    /// Between the first and the last.
    Inside,
    /// Last of several.
    End,
}

/// What is known over one word of a sentence.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Cover {
    /// Of the longest entry that covers it.
    pub phrase: Known,
    /// Its place in that.
    pub stand: Stand,
    /// Of the word alone.
    pub word: Known,
}

/// The table, ready to look up.
pub struct Gazetteer {
    codes: Vec<[u8; 2]>,
    entries: &'static [u8],
    payloads: &'static [u8],
    /// Where the entries of each bucket begin; one more for the end.
    starts: Box<[u32]>,
}

impl Gazetteer {
    /// The table that ships, made ready at the first call and shared.
    pub fn embedded() -> &'static Gazetteer {
        static GAZETTEER: OnceLock<Gazetteer> = OnceLock::new();
        GAZETTEER.get_or_init(|| Gazetteer::read(FILE).expect("the gazetteer is whole"))
    }

    /// The head in words, an empty line, then: codes, payloads, sizes of buckets, entries, each behind its number.
    fn read(file: &'static [u8]) -> Option<Gazetteer> {
        let head = file.windows(2).position(|two| two == b"\n\n")? + 2;
        let mut rest = &file[head..];
        let mut part = |size: usize| {
            let (count, behind) = rest.split_at_checked(4)?;
            let count = u32::from_le_bytes(count.try_into().ok()?) as usize;
            let (part, behind) = behind.split_at_checked(count * size)?;
            rest = behind;
            Some(part)
        };
        let codes = part(2)?.chunks_exact(2).map(|code| [code[0], code[1]]).collect();
        let payloads = part(4)?;
        let sizes = part(1)?;
        let entries = part(ENTRY)?;
        let mut starts = Vec::with_capacity(BUCKETS + 1);
        let mut at = 0;
        starts.push(0);
        for size in sizes {
            at += u32::from(*size);
            starts.push(at);
        }
        (starts.len() == BUCKETS + 1 && at as usize * ENTRY == entries.len()).then_some(Gazetteer {
            codes,
            entries,
            payloads,
            starts: starts.into(),
        })
    }

    /// What the table says of a key.
    fn at(&self, place: u32) -> Entry {
        let (bucket, low) = ((place >> 16) as usize, place as u16);
        let bucket = self.starts[bucket] as usize * ENTRY..self.starts[bucket + 1] as usize * ENTRY;
        let number = |bytes: &[u8]| u16::from_le_bytes([bytes[0], bytes[1]]);
        let found = self.entries[bucket].chunks_exact(ENTRY).find(|entry| number(entry) == low);
        let payload = found.and_then(|entry| self.payloads.get(number(&entry[2..]) as usize * 4..)?.get(..4));
        payload.map_or(Entry::default(), |bytes| Entry(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])))
    }

    /// A word alone: what its capitals say, else the word. Also whether longer entries begin with it.
    fn alone(&self, word: &str, key: Key) -> (Entry, bool) {
        let plain = self.at(key.place());
        if is_capitals(word) {
            let capitals = self.at(key.place_in_capitals());
            if capitals != Entry::default() {
                return (capitals, plain.continues());
            }
        }
        (plain, plain.continues())
    }

    /// Says for each of `words` what is known; `covers` is emptied first. The case of the words only tells “WHO” from
    /// “who”; whether a word in small letters can be a name is for the caller to say.
    pub fn phrases(&self, words: &[&str], covers: &mut Vec<Cover>) {
        covers.clear();
        covers.resize(words.len(), Cover::default());
        let mut free = 0;
        for (start, word) in words.iter().enumerate() {
            let key = Key::of(word);
            if key.is_empty() {
                continue;
            }
            let (own, continues) = self.alone(word, key);
            covers[start].word = own.known();
            if start < free {
                continue;
            }
            // “left” and “bank” in small letters are no names; “minister” is a title.
            let small = own.known().any(Known::COMMON) && word.starts_with(|char: char| char.is_ascii_lowercase());
            let alone = if small { own.known().of(Known::TITLE) } else { own.known().without(Known::COMMON) };
            let longest = match continues.then(|| self.grown(start, key, |at| words.get(at).copied())).flatten() {
                Some(longest) => longest,
                None => (start + 1, alone),
            };
            if longest.1.is_empty() {
                continue;
            }
            free = longest.0;
            for (at, cover) in covers[start..free].iter_mut().enumerate() {
                cover.phrase = longest.1;
                cover.stand = match at {
                    0 if free == start + 1 => Stand::Single,
                    0 => Stand::Begin,
                    _ if start + at + 1 == free => Stand::End,
                    _ => Stand::Inside,
                };
            }
        }
    }

    /// The longest entry of several words that begins with the word at `start`: behind its last word, and its classes.
    pub fn longest<'a>(&self, start: usize, word: impl Fn(usize) -> Option<&'a str>) -> Option<(usize, Known)> {
        let key = Key::of(word(start)?);
        (!key.is_empty() && self.at(key.place()).continues()).then(|| self.grown(start, key, word)).flatten()
    }

    fn grown<'a>(&self, start: usize, key: Key, word: impl Fn(usize) -> Option<&'a str>) -> Option<(usize, Known)> {
        let mut grown = key;
        let mut longest = None;
        for at in start + 1..start + LONGEST {
            let Some(next) = word(at).map(Key::of) else { break };
            if next.is_empty() {
                continue;
            }
            grown = grown.then(next);
            let entry = self.at(grown.place());
            let known = entry.known().without(Known::COMMON);
            if !known.is_empty() {
                longest = Some((at + 1, known));
            }
            if !entry.continues() {
                break;
            }
        }
        longest
    }

    /// What is known of a whole phrase.
    pub fn entry(&self, phrase: &str) -> Entry {
        let mut words = phrase.split_whitespace().peekable();
        let first = words.next().unwrap_or_default();
        if words.peek().is_none() && !first.contains(['\'', '’']) {
            return self.alone(first, Key::of(first)).0;
        }
        let key = phrase.split_whitespace().fold(Key::NONE, |key, word| match clitic(word) {
            Some(owner) => key.then(Key::of(owner)).then(Key::of("s")),
            None => key.then(Key::of(word)),
        });
        self.at(key.place())
    }

    /// What is known of a run of words.
    pub fn entry_of<'a>(&self, words: impl Iterator<Item = &'a str> + Clone) -> Entry {
        let mut few = words.clone();
        if let (Some(word), None) = (few.next(), few.next()) {
            return self.alone(word, Key::of(word)).0;
        }
        self.at(words.fold(Key::NONE, |key, word| key.then(Key::of(word))).place())
    }

    /// Whether English writes this word in small letters: “Nice”, “Mobile” and “Of” may be no towns.
    pub fn is_common_word(&self, word: &str) -> bool {
        self.at(Key::of(word).place()).known().any(Known::COMMON) || is_closed(word)
    }

    /// The gender of a given name.
    pub fn gender(&self, given: &str) -> Option<Gender> {
        self.at(Key::of(given).place()).gender()
    }

    /// The two letters (ISO 3166-1) of the country that a country, its people, a place in it or a metonym belongs to.
    pub fn country(&self, entry: Entry) -> Option<&str> {
        let code = self.codes.get(((entry.0 >> 19) as usize).checked_sub(1)?)?;
        std::str::from_utf8(code).ok()
    }
}

/// “of”, “we”, “the”: not in the table, where they could only do harm.
fn is_closed(word: &str) -> bool {
    let closed = Classes::DETERMINER | Classes::PRONOUN | Classes::PREPOSITION | Classes::COORDINATOR;
    let closed = closed | Classes::SUBORDINATOR | Classes::AUXILIARY | Classes::QUANTIFIER;
    word.len() < 12 && Lexicon::embedded().word(&word.to_lowercase()).classes.any(closed)
}

/// The owner in “People’s”.
fn clitic(word: &str) -> Option<&str> {
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).filter(|owner| !owner.is_empty())
}

#[cfg(test)]
mod tests;
