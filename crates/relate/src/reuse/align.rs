//! Which passages two texts share, word for word.
//!
//! Invariant: no word of either text lies in two passages, and each passage is as long as it can be where it begins. Passages may
//! follow in another order than in the first text. Cost: linear where the texts do not repeat themselves.
//! After: Wise, Running Karp-Rabin Matching and Greedy String Tiling, 1993, from left to right instead of longest first.

/// The same words at two places.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Passage {
    /// Its first word in the first text.
    pub one: usize,
    /// Its first word in the second.
    pub other: usize,
    /// Words.
    pub length: usize,
}

/// Words by which places are looked up.
const SEED: usize = 4;
/// Places of one seed that are tried.
const MOST_TRIED: usize = 8;

/// Passages of at least `shortest` words that `one` and `other` share, in the order of `one`.
pub fn align(one: &[u32], other: &[u32], shortest: usize) -> Vec<Passage> {
    if one.len() < SEED || other.len() < SEED {
        return Vec::new();
    }
    let index = Index::new(other);
    let mut taken = vec![false; other.len()];
    let mut passages = Vec::new();
    let mut at = 0;
    while at + SEED <= one.len() {
        let mut best = (0, 0);
        for start in index.places(&one[at..at + SEED]).take(MOST_TRIED) {
            let pairs = one[at..].iter().zip(&other[start..]).zip(&taken[start..]);
            let length = pairs.take_while(|((a, b), taken)| a == b && !**taken).count();
            // Of equals the first in the text: the index gives the last first.
            if length >= best.1 {
                best = (start, length);
            }
        }
        let (start, length) = best;
        if length < shortest.max(SEED) {
            at += 1;
            continue;
        }
        taken[start..start + length].fill(true);
        passages.push(Passage { one: at, other: start, length });
        at += length;
    }
    passages
}

/// Where each seed of a text stands.
struct Index<'a> {
    words: &'a [u32],
    heads: Vec<u32>,
    next: Vec<u32>,
}

const NONE: u32 = u32::MAX;

impl<'a> Index<'a> {
    fn new(words: &'a [u32]) -> Index<'a> {
        let count = words.len() + 1 - SEED;
        let mut index = Index { words, heads: vec![NONE; (count * 2).next_power_of_two()], next: vec![NONE; count] };
        for at in 0..count {
            let slot = index.slot(&words[at..at + SEED]);
            index.next[at] = index.heads[slot];
            index.heads[slot] = at as u32;
        }
        index
    }

    fn slot(&self, seed: &[u32]) -> usize {
        // No product waits for another one.
        const BY: [u32; SEED] = [0x9e37_79b1, 0x85eb_ca6b, 0xc2b2_ae35, 0x27d4_eb2f];
        let hash = seed.iter().zip(BY).fold(0u32, |hash, (word, by)| hash ^ word.wrapping_mul(by).rotate_left(by & 15));
        (hash >> 9) as usize & (self.heads.len() - 1)
    }

    fn places<'b>(&'b self, seed: &'b [u32]) -> impl Iterator<Item = usize> + 'b {
        let mut at = self.heads[self.slot(seed)];
        std::iter::from_fn(move || {
            let found = (at != NONE).then_some(at as usize)?;
            at = self.next[found];
            Some(found)
        })
        .filter(move |at| &self.words[*at..*at + SEED] == seed)
    }
}
