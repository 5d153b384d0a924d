//! What a document is about: its stems, each with its weight, and the heaviest as words.
//!
//! A stem weighs by its rarity in the language, by how often it stands, and more where it is only ever written large inside a line (a name).
//! What stands at the head counts twice. Invariant: a function of title, text and day; whole numbers and square roots alone, so the same
//! on every machine. Cost: one pass over the first [`READ`] bytes, a look-up for each stem.

use super::rarity::{hash, rarity};
use super::stem::stem;
use std::collections::BTreeMap;

/// Bytes of a text that are read: what comes later is another matter, or the same again.
const READ: usize = 24_000;
/// Words of the text that count as its head.
const HEAD: usize = 60;
/// Stems that are kept, the heaviest.
const KEPT: usize = 250;
/// Stems that are kept as words.
const SHOWN: usize = 24;
/// Characters of a word that are kept.
const SPELT: usize = 40;
/// Fewer stems than this say nothing of what a document is about.
pub const LEAST_STEMS: usize = 8;
/// Rarer than this, in 25ths, is what tells something.
const TELLING: u8 = 60;
/// One and twice the logarithm of how often, in hundredths.
const OFTEN: [u32; 32] = [
    100, 239, 320, 377, 422, 458, 489, 516, 539, 561, 580, 597, 613, 628, 642, 655, 667, 678, 689, 699, 709, 718, 727,
    736, 744, 752, 759, 766, 773, 780, 787, 793,
];
/// A name weighs so much more, in quarters.
const NAME: u32 = 8;
/// A number, so many quarters: one that both tell is seldom chance.
const NUMBER: u32 = 8;
/// A line in which so many of ten words are written large tells no names.
const HEADLINE: usize = 6;

/// What a document is about.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Profile {
    /// The day on which it was published, from 1970 on; none where that is not known.
    pub day: Option<i32>,
    /// Hash and weight of each stem, in the order of hashes; squares of weights add up to about 65,535 squared.
    pub stems: Vec<(u32, u16)>,
    /// The heaviest, in that order.
    pub words: Vec<Word>,
}

/// A stem as a word.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Word {
    /// Hash of its stem.
    pub stem: u32,
    /// Whether it is written large.
    pub is_name: bool,
    /// As written where it first stands.
    pub text: String,
}

/// What is counted of a stem.
#[derive(Default)]
struct Count<'a> {
    often: u32,
    large: bool,
    small: bool,
    text: &'a str,
}

impl Profile {
    /// What a document with this title and text is about.
    pub fn read(title: Option<&str>, text: &str, day: Option<i32>) -> Profile {
        let mut counts: BTreeMap<u32, Count> = BTreeMap::new();
        let mut own = String::new();
        let mut left = HEAD;
        let text = &text[..(0..=READ.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)];
        for line in title.into_iter().chain(text.split('\n')) {
            let is_title = title.is_some_and(|title| std::ptr::eq(title, line));
            let cased = || words(line).filter(|(_, word)| word.starts_with(char::is_alphabetic));
            let large = cased().filter(|(_, word)| word.starts_with(char::is_uppercase)).count();
            let is_headline = large * 10 >= cased().count() * HEADLINE;
            for (at, word) in words(line) {
                own.clear();
                own.extend(word.chars().flat_map(char::to_lowercase));
                if own.len() < 2 && !own.starts_with(|char: char| char.is_ascii_digit()) {
                    continue;
                }
                stem(&mut own);
                let count = counts.entry(hash(&own)).or_default();
                let is_head = is_title || left > 0;
                left -= usize::from(!is_title && left > 0);
                count.often += if is_head { 2 } else { 1 };
                count.small |= word.starts_with(char::is_lowercase);
                count.large |= !is_headline && word.starts_with(char::is_uppercase) && !begins(&line[..at]);
                if count.text.is_empty() {
                    count.text = word;
                }
            }
        }
        Profile::weighed(counts, day)
    }

    fn weighed(counts: BTreeMap<u32, Count>, day: Option<i32>) -> Profile {
        let weigh = |stem: u32, count: &Count| {
            let sort = match (count.large && !count.small, count.text.bytes().all(|byte| byte.is_ascii_digit())) {
                (true, _) => NAME,
                (_, true) => NUMBER,
                _ => 4,
            };
            OFTEN[(count.often as usize).min(OFTEN.len()) - 1] * u32::from(rarity(stem)) * sort
        };
        let mut all: Vec<(u32, u32, Count)> =
            counts.into_iter().map(|(stem, count)| (weigh(stem, &count), stem, count)).collect();
        all.sort_by_key(|(weight, stem, _)| (std::cmp::Reverse(*weight), *stem));
        all.truncate(KEPT);
        all.retain(|(weight, ..)| *weight > 0);
        let length = all.iter().map(|(weight, ..)| u64::from(*weight) * u64::from(*weight)).sum::<u64>().max(1).isqrt();
        let mut stems: Vec<(u32, u16)> = all
            .iter()
            .map(|(weight, stem, _)| (*stem, (u64::from(*weight) * 65_535 / length).min(65_535) as u16))
            .collect();
        stems.sort_unstable();
        let telling = all.iter().filter(|(_, stem, _)| rarity(*stem) >= TELLING);
        let words = telling.take(SHOWN).map(|(_, stem, count)| Word {
            stem: *stem,
            is_name: count.large && !count.small,
            text: count.text.chars().take(SPELT).collect(),
        });
        Profile { day, words: words.collect(), stems }
    }

    /// By what it meets others: pairs of its heaviest stems.
    pub fn keys(&self, heaviest: usize) -> Vec<u64> {
        if self.stems.len() < LEAST_STEMS {
            return Vec::new();
        }
        let heavy: Vec<u32> = self.words.iter().take(heaviest).map(|word| word.stem).collect();
        let mut keys = Vec::new();
        for (at, one) in heavy.iter().enumerate() {
            for other in &heavy[at + 1..] {
                keys.push(u64::from(*one.min(other)) << 32 | u64::from(*one.max(other)));
            }
        }
        keys
    }

    /// As bytes.
    pub fn packed(&self) -> Vec<u8> {
        let mut bytes = self.day.unwrap_or(i32::MIN).to_le_bytes().to_vec();
        bytes.extend((self.stems.len() as u16).to_le_bytes());
        for (stem, weight) in &self.stems {
            bytes.extend(stem.to_le_bytes());
            bytes.extend(weight.to_le_bytes());
        }
        for word in &self.words {
            bytes.extend(word.stem.to_le_bytes());
            bytes.push(u8::from(word.is_name));
            bytes.push(word.text.len() as u8);
            bytes.extend(word.text.as_bytes());
        }
        bytes
    }

    /// From bytes; none where they are not [`Self::packed`] ones.
    pub fn unpacked(bytes: &[u8]) -> Option<Profile> {
        let (day, rest) = bytes.split_first_chunk::<4>()?;
        let (count, mut rest) = rest.split_first_chunk::<2>()?;
        let day = Some(i32::from_le_bytes(*day)).filter(|day| *day != i32::MIN);
        let mut profile = Profile { day, ..Profile::default() };
        for _ in 0..u16::from_le_bytes(*count) {
            let (stem, after) = rest.split_first_chunk::<4>()?;
            let (weight, after) = after.split_first_chunk::<2>()?;
            profile.stems.push((u32::from_le_bytes(*stem), u16::from_le_bytes(*weight)));
            rest = after;
        }
        while let Some((stem, after)) = rest.split_first_chunk::<4>() {
            let (&[is_name, length], after) = after.split_first_chunk::<2>()?;
            let (text, after) = after.split_at_checked(usize::from(length))?;
            let text = String::from_utf8(text.to_vec()).ok()?;
            profile.words.push(Word { stem: u32::from_le_bytes(*stem), is_name: is_name == 1, text });
            rest = after;
        }
        Some(profile)
    }
}

/// Runs of letters and digits, each with the place where it begins; “minister’s” is “minister”.
pub fn words(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_word = |char: char| char.is_alphanumeric();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + line[at..].find(is_word)?;
            let end = start + line[start..].find(|char| !is_word(char)).unwrap_or(line.len() - start);
            at = end;
            // The s of a genitive is none.
            let before = line[..start].chars().next_back();
            if &line[start..end] != "s" || !matches!(before, Some('\'' | '’')) {
                return Some((start, &line[start..end]));
            }
        }
    })
}

/// Whether what follows begins a sentence.
fn begins(before: &str) -> bool {
    let last = before.chars().rev().find(|char| !char.is_whitespace());
    last.is_none_or(|char| matches!(char, '.' | '!' | '?'))
}
