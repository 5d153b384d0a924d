//! Which five words in a row stand for a text.
//!
//! Invariant: two texts that share [`WINDOW`] + 4 words in a row share a key, and a text of five words has one. What is chosen lies
//! evenly in the text, about two in [`WINDOW`] words. Cost: linear. After: Schleimer, Wilkerson & Aiken, 2003.

/// Words of a key.
const LENGTH: usize = 5;
/// Of so many keys in a row, the least is chosen.
const WINDOW: usize = 20;

/// The keys of a text, in order of place; the same key may come twice.
pub fn keys(words: &[u32]) -> Vec<u64> {
    let all: Vec<u64> = words.windows(LENGTH).map(key).collect();
    let mut keys = Vec::with_capacity(all.len() / 8 + 2);
    let mut last = usize::MAX;
    let mut least = 0;
    for past in WINDOW.min(all.len())..=all.len() {
        let from = past.saturating_sub(WINDOW);
        if past == 0 {
            break;
        }
        // The last of equal ones, so that it holds for as many windows as can be.
        if last == usize::MAX || least < from {
            least = (from..past).rev().min_by_key(|at| all[*at]).unwrap_or(from);
        } else if all[past - 1] <= all[least] {
            least = past - 1;
        }
        if least != last {
            keys.push(all[least]);
            last = least;
        }
    }
    keys
}

fn key(words: &[u32]) -> u64 {
    let mixed = words.iter().fold(0x9e37_79b9_7f4a_7c15u64, |hash, word| {
        (hash ^ u64::from(*word)).wrapping_mul(0xff51_afd7_ed55_8ccd).rotate_left(29)
    });
    let mixed = (mixed ^ mixed >> 32).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    mixed ^ mixed >> 29
}
