//! The words of a text as numbers: runs of letters and digits, capitals aside, each with the place where it stands.
//!
//! Invariant: what is typeset otherwise (quotation marks, dashes, spaces, capitals) gives the same numbers. Cost: one pass.

/// The words of a text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Words {
    /// A hash of each.
    pub hashes: Vec<u32>,
    /// First byte of each, and one past its last.
    pub places: Vec<(u32, u32)>,
}

const SEED: u32 = 0x811c_9dc5;
const PRIME: u32 = 0x0100_0193;

/// Of each byte its small form; 0 where it is no letter or digit, 1 where it is part of a longer character.
const SMALL: [u8; 256] = {
    let (mut small, mut byte) = ([0; 256], 0);
    while byte < 256 {
        let own = byte as u8;
        small[byte] = if own.is_ascii_alphanumeric() { own.to_ascii_lowercase() } else { (own >= 128) as u8 };
        byte += 1;
    }
    small
};

/// The words of `text`.
pub fn words(text: &str) -> Words {
    let mut words = Words::default();
    words.hashes.reserve(text.len() / 5);
    words.places.reserve(text.len() / 5);
    each(text, |hash, start, end| {
        words.hashes.push(hash);
        words.places.push((start as u32, end as u32));
    });
    words
}

/// The hashes of the words of `text`.
pub fn hashes(text: &str) -> Vec<u32> {
    let mut hashes = Vec::with_capacity(text.len() / 5);
    each(text, |hash, _, _| hashes.push(hash));
    hashes
}

/// Hands over the hash of every word, its first byte, and one past its last.
fn each(text: &str, mut word: impl FnMut(u32, usize, usize)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let (start, mut hash) = (at, SEED);
        let mut past = at + 1;
        while let Some(byte) = bytes.get(at) {
            match SMALL[usize::from(*byte)] {
                0 => break,
                1 => {
                    let Some(char) = text[at..].chars().next() else { break };
                    past = at + char.len_utf8();
                    if !char.is_alphanumeric() {
                        break;
                    }
                    for small in char.to_lowercase() {
                        hash = (hash ^ small as u32).wrapping_mul(PRIME);
                    }
                    at = past;
                }
                small => {
                    hash = (hash ^ u32::from(small)).wrapping_mul(PRIME);
                    at += 1;
                }
            }
        }
        if start < at {
            word(hash ^ hash >> 15, start, at);
        }
        // Over what ended the word: one byte, or a longer character.
        at = past.max(at + 1);
    }
}
