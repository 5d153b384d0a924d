//! The company that words keep in a story: how many documents tell of them, and what stands round them there.
//!
//! Invariant: a function of the set of words. Cost: a pass over them; two words of a story are compared once for all their places.

use super::Mentioned;
use crate::story::rarity;
use std::collections::{BTreeMap, BTreeSet};

/// What a story's documents have of each word that tells something.
pub struct Company {
    words: BTreeMap<u32, Kept>,
    /// In how many documents each word stands round one.
    around: BTreeMap<u32, usize>,
    documents: usize,
    alike: BTreeMap<(u32, u32), Alike>,
}

/// The company of one word.
#[derive(Default)]
struct Kept {
    count: usize,
    documents: BTreeSet<u64>,
    sentences: BTreeSet<(u64, u32)>,
    sides: BTreeMap<u32, u64>,
    round: BTreeMap<u32, u64>,
}

/// How alike the company of two words is, in thousandths.
#[derive(Clone, Copy, Default)]
pub struct Alike {
    pub sides: i32,
    pub round: i32,
    pub sentences: i32,
}

impl Company {
    pub fn of(all: &[Mentioned]) -> Company {
        let documents: BTreeSet<u64> = all.iter().map(|one| one.document).collect();
        let places: BTreeSet<(u32, u64)> =
            all.iter().flat_map(|one| one.around.iter().map(|(word, _)| (*word, one.document))).collect();
        let mut company = Company {
            words: BTreeMap::new(),
            around: BTreeMap::new(),
            documents: documents.len(),
            alike: BTreeMap::new(),
        };
        places.iter().for_each(|(word, _)| *company.around.entry(*word).or_default() += 1);
        let mut words: BTreeMap<u32, Kept> = BTreeMap::new();
        for one in all {
            let own = words.entry(one.stem).or_default();
            own.count += 1;
            own.documents.insert(one.document);
            own.sentences.insert((one.document, one.sentence));
            for side in &one.sides {
                *own.sides.entry(*side).or_default() += u64::from(rarity(*side));
            }
            for (word, weight) in &one.around {
                *own.round.entry(*word).or_default() += u64::from(*weight) * u64::from(company.telling(*word)) / 100;
            }
        }
        let later = |one: u32| words.range(one + 1..);
        let pairs = words
            .iter()
            .filter(|(stem, _)| **stem < u32::MAX)
            .flat_map(|(one, own)| later(*one).map(move |(other, its)| ((*one, *other), own.alike(its))));
        company.alike = pairs.collect();
        company.words = words;
        company
    }

    /// How much a word tells in this story: the fewer documents have it, the more; in thousandths of a bit.
    pub fn telling(&self, word: u32) -> u32 {
        let own = self.around.get(&word).copied().unwrap_or(0) as u64;
        bits((self.documents as u64 + 1) * 2048 / (2 * own + 1)).saturating_sub(10_000)
    }

    /// What part of the documents tell of a word, in thousandths.
    pub fn share(&self, stem: u32) -> i32 {
        let documents = self.words.get(&stem).map_or(0, |own| own.documents.len());
        (documents * 1000 / self.documents.max(1)) as i32
    }

    /// How often those that tell of it do, in thousandths.
    pub fn often(&self, stem: u32) -> i32 {
        self.words.get(&stem).map_or(0, |own| (own.count * 1000 / own.documents.len().max(1)) as i32)
    }

    /// How alike the company of two words is.
    pub fn alike(&self, one: u32, other: u32) -> Alike {
        self.alike.get(&(one.min(other), one.max(other))).copied().unwrap_or_default()
    }
}

impl Kept {
    fn alike(&self, other: &Kept) -> Alike {
        let both = self.sentences.intersection(&other.sentences).count();
        let fewer = self.sentences.len().min(other.sentences.len()).max(1);
        Alike {
            sides: cosine(&self.sides, &other.sides),
            round: cosine(&self.round, &other.round),
            sentences: (both * 1000 / fewer) as i32,
        }
    }
}

fn cosine(one: &BTreeMap<u32, u64>, other: &BTreeMap<u32, u64>) -> i32 {
    let length = |own: &BTreeMap<u32, u64>| own.values().map(|weight| weight * weight).sum::<u64>() as f64;
    let dot: u64 = one.iter().filter_map(|(word, weight)| Some(weight * other.get(word)?)).sum();
    (dot as f64 * 1000.0 / (length(one) * length(other)).sqrt().max(1.0)) as i32
}

/// The logarithm to base two, in thousandths, straight between powers.
fn bits(number: u64) -> u32 {
    let whole = number.max(1).ilog2();
    whole * 1000 + (((number.max(1) - (1 << whole)) * 1000) >> whole) as u32
}
