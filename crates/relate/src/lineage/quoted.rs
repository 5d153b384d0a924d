//! Words in quotation marks, and which of them two texts both quote.
//!
//! Invariant: a quotation lies in one paragraph and is no longer than a speech; what two texts both quote shows one utterance, not
//! that one has it from the other. Cost: one pass; two texts are compared quotation by quotation only where they share five words.

use crate::reuse::{Words, align};

/// A quotation of fewer words is a phrase.
pub(crate) const SHORTEST: usize = 6;
/// Bytes after which a mark was never closed.
const MOST_BYTES: usize = 3000;
/// So much of the shorter one, in thousandths, must be the same.
const LEAST_SHARE: usize = 600;
/// Words of a key, and of so many in a row the least stands for them.
const KEY: usize = 5;
const WINDOW: usize = 4;

/// Words that were quoted, with the keys by which they meet, in order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Quoted {
    pub(crate) words: Vec<u32>,
    pub(crate) keys: Vec<u64>,
}

impl Quoted {
    pub(crate) fn new(words: &[u32]) -> Quoted {
        Quoted { words: words.to_vec(), keys: keys(words) }
    }

    /// How many words two share in their order; none where they are not the same words, near enough.
    pub(crate) fn same(&self, other: &Quoted) -> Option<usize> {
        let (mut own, mut others) = (self.keys.iter().peekable(), other.keys.iter().peekable());
        while let (Some(one), Some(two)) = (own.peek(), others.peek()) {
            match one.cmp(two) {
                std::cmp::Ordering::Less => _ = own.next(),
                std::cmp::Ordering::Greater => _ = others.next(),
                std::cmp::Ordering::Equal => return same(&self.words, &other.words),
            }
        }
        None
    }
}

/// Words between quotation marks, as numbers of words of the text: first and one past the last.
pub(crate) type Quotation = (usize, usize);

/// The quotations of a text that are long enough.
pub(crate) fn quotations(text: &str, words: &Words) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    let mut close = |from: usize, to: usize| {
        let first = words.places.partition_point(|place| (place.0 as usize) < from);
        let past = words.places.partition_point(|place| (place.1 as usize) <= to);
        if first + SHORTEST <= past {
            found.push((first, past));
        }
    };
    for (at, c) in text.char_indices() {
        match c {
            '“' => open = Some(at + c.len_utf8()),
            '”' => open.take().into_iter().for_each(|from| close(from, at)),
            '"' => match open.take() {
                Some(from) => close(from, at),
                None => open = Some(at + 1),
            },
            // What a paragraph leaves open goes on with a mark of its own in the next, or was never closed.
            '\n' if text[at..].starts_with("\n\n") => {
                if let Some(from) = open.take().filter(|from| text[*from..].starts_with(char::is_alphanumeric)) {
                    close(from, at);
                }
            }
            _ => {}
        }
        open = open.filter(|from| at - from.min(&at) < MOST_BYTES);
    }
    found
}

fn keys(words: &[u32]) -> Vec<u64> {
    let all: Vec<u64> = words.windows(KEY).map(key).collect();
    let window = WINDOW.min(all.len()).max(1);
    let mut chosen: Vec<u64> = all.windows(window).filter_map(|own| own.iter().min().copied()).collect();
    chosen.sort_unstable();
    chosen.dedup();
    chosen
}

/// A number that stands for some words in a row.
pub(crate) fn key(words: &[u32]) -> u64 {
    let mixed = words.iter().fold(0x51_7cc1_b727_220au64, |hash, word| {
        (hash ^ u64::from(*word)).wrapping_mul(0xff51_afd7_ed55_8ccd).rotate_left(31)
    });
    (mixed ^ mixed >> 32).wrapping_mul(0xc4ce_b9fe_1a85_ec53)
}

fn same(one: &[u32], other: &[u32]) -> Option<usize> {
    let (one, other) = if (one.len(), one) <= (other.len(), other) { (one, other) } else { (other, one) };
    let shared: usize = align(one, other, 4).iter().map(|passage| passage.length).sum();
    (shared >= SHORTEST && shared * 1000 >= one.len() * LEAST_SHARE).then_some(shared)
}
