//! Reuse: documents that share passages word for word, however they were cut, edited, put in another order or wrapped in other words.
//!
//! keys: some of the hashes of five words in a row, chosen by [`sketch`] so that no long shared passage is without one; links: what
//! [`align`] finds the two to share. Invariant: what is linked shares words in the same order, letters and digits alone counting.
//! Cost: one pass over a text for its keys; a pass over both for each pair that meets. After: Schleimer, Wilkerson & Aiken, Winnowing, 2003.

use crate::meet::{Id, Layer, Link, Part, Ruling, merge};

mod align;
mod sketch;
mod words;

pub use align::{Passage, align};
pub use sketch::keys;
pub use words::{Words, hashes, words};

/// A passage shorter than this many words is anybody's: “told reporters on Tuesday that the”.
const SHORTEST: usize = 8;
/// Two texts share too little to be of one another unless so much of the shorter is shared, in thousandths,
const LEAST_SHARE: i32 = 250;
/// and so many words;
const LEAST_WORDS: usize = 14;
/// or one stretch of this many words, be the texts as long as they like: a paragraph that was taken over.
const PARAGRAPH: usize = 50;
/// What stands only where a house puts its own words, at the beginning or the end of both, counts if it is so much of the shorter,
const MOST_OF_IT: i32 = 800;
/// or reaches further in than this many words.
const FRAME: usize = 70;
/// Fewer shared keys than this must be so many thousandths of the shorter text's.
const ENOUGH_KEYS: usize = 5;
const LEAST_KEYS: usize = 120;
/// From here on, in thousandths, they are one text.
pub const ONE_TEXT: i32 = 600;

/// What two texts share.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shared {
    /// The passages, in the order of the first text.
    pub passages: Vec<Passage>,
    /// Words in them.
    pub words: usize,
    /// What part of the shorter text that is, in thousandths.
    pub share: i32,
    /// The words of the longest stretch, slips of a few words bridged.
    pub longest: usize,
}

/// What two texts share; none where it is not worth a link. Which is which does not matter but for the sides of passages.
pub fn shared(one: &[u32], other: &[u32]) -> Option<Shared> {
    // Passages are found from left to right in one of the two, so that must be the same one always.
    if (other.len(), other) < (one.len(), one) {
        let mut shared = shared(other, one)?;
        for passage in &mut shared.passages {
            (passage.one, passage.other) = (passage.other, passage.one);
        }
        shared.passages.sort_by_key(|passage| passage.one);
        return Some(shared);
    }
    let passages = align(one, other, SHORTEST);
    let words: usize = passages.iter().map(|passage| passage.length).sum();
    let shorter = one.len().min(other.len()).max(1);
    let share = (words * 1000 / shorter) as i32;
    let longest = longest(&passages);
    // One short stretch is a quotation or a house's own words, unless it is nearly all there is.
    let least = if longest == words { MOST_OF_IT } else { LEAST_SHARE };
    let much = words >= LEAST_WORDS && share >= least || longest >= PARAGRAPH;
    let worth = much && (share >= MOST_OF_IT || !is_frame(&passages, one.len(), other.len()));
    worth.then_some(Shared { passages, words, share, longest })
}

/// Whether all passages lie in the first or in the last words of both texts.
fn is_frame(passages: &[Passage], one: usize, other: usize) -> bool {
    let is_head = |passage: &Passage| (passage.one + passage.length).max(passage.other + passage.length) <= FRAME;
    let is_foot = |passage: &Passage| (one - passage.one).max(other - passage.other) <= FRAME;
    passages.iter().all(|passage| is_head(passage) || is_foot(passage))
}

/// The words of the longest stretch in which passages follow one another in both texts but for a few words.
fn longest(passages: &[Passage]) -> usize {
    const SLIP: usize = 4;
    let (mut longest, mut run) = (0, 0);
    let mut last: Option<&Passage> = None;
    for passage in passages {
        let follows = last.is_some_and(|last| {
            let gap = passage.one.wrapping_sub(last.one + last.length);
            let other = passage.other.wrapping_sub(last.other + last.length);
            gap <= SLIP && other <= SLIP
        });
        run = if follows { run + passage.length } else { passage.length };
        longest = longest.max(run);
        last = Some(passage);
    }
    longest
}

/// The layer of documents that share passages.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reuse;

/// What a document is judged by.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Text {
    /// Hashes of its words.
    pub words: Vec<u32>,
    /// Its keys, in order, each once.
    pub keys: Vec<u64>,
}

impl Text {
    /// What `words` are judged by.
    pub fn new(words: Vec<u32>) -> Text {
        let mut keys = keys(&words);
        keys.sort_unstable();
        keys.dedup();
        Text { words, keys }
    }

    /// Whether so many keys are shared that the texts are worth to be laid side by side: a few in a long text are a house's own words.
    fn may_share(&self, other: &Text) -> bool {
        let (mut one, mut two, mut common) = (0, 0, 0);
        while let (Some(a), Some(b)) = (self.keys.get(one), other.keys.get(two)) {
            common += usize::from(a == b);
            (one, two) = (one + usize::from(a <= b), two + usize::from(b <= a));
        }
        common >= ENOUGH_KEYS || common * 1000 >= self.keys.len().min(other.keys.len()) * LEAST_KEYS
    }
}

impl Layer for Reuse {
    type Profile = std::sync::Arc<Text>;
    const REACH: usize = 4;

    fn link(&self, one: &Self::Profile, other: &Self::Profile) -> Option<(i32, String)> {
        let shared = one.may_share(other).then(|| shared(&one.words, &other.words))??;
        Some((shared.share, format!("{} {}", shared.words, shared.longest)))
    }

    fn parts(&self, members: &[(Id, Self::Profile)], links: &[Link], rulings: &[Ruling]) -> Vec<Part> {
        merge(members, links, rulings, ONE_TEXT, |_, _| true)
    }
}

#[cfg(test)]
mod tests;
