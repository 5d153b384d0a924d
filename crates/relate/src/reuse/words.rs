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

/// The words of `text`.
pub fn words(text: &str) -> Words {
    let mut words = Words::default();
    words.hashes.reserve(text.len() / 5);
    words.places.reserve(text.len() / 5);
    let bytes = text.as_bytes();
    let (mut at, mut start, mut hash) = (0, 0, SEED);
    let end = |words: &mut Words, start: usize, at: usize, hash: u32| {
        if start < at {
            words.hashes.push(hash ^ hash >> 15);
            words.places.push((start as u32, at as u32));
        }
    };
    while at < bytes.len() {
        let byte = bytes[at];
        if byte.is_ascii_alphanumeric() {
            hash = (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(PRIME);
            at += 1;
            continue;
        }
        if byte >= 128
            && let Some(char) = text[at..].chars().next()
        {
            if char.is_alphanumeric() {
                for small in char.to_lowercase() {
                    hash = (hash ^ small as u32).wrapping_mul(PRIME);
                }
                at += char.len_utf8();
                continue;
            }
            end(&mut words, start, at, hash);
            at += char.len_utf8();
        } else {
            end(&mut words, start, at, hash);
            at += 1;
        }
        (start, hash) = (at, SEED);
    }
    end(&mut words, start, at, hash);
    words
}
