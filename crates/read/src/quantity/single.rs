//! “One”: a number where another could stand, or a word for somebody.
//!
//! Invariant: it counts only where something beside it says so. Cost: a few words.

use super::numeral::{Counter, Numeral};
use super::word::Words;
use dateline_lexicon::Quantities;

/// Whether the number at `place`, which is one, counts.
pub(super) fn counts(
    words: &Words,
    lists: &Quantities,
    numerals: &[Numeral],
    place: usize,
    told: bool,
    bound: bool,
) -> bool {
    let Numeral { first, past, .. } = numerals[place];
    let is = |at: usize, word: &str| words.is(at, word);
    let digits = words.word(first).starts_with(|c: char| c.is_ascii_digit());
    let other = first > 0
        && ["no", "another", "any", "this", "that", "each", "every", "which"].iter().any(|word| is(first - 1, word));
    if is(past, "of") {
        // “one of the four men”, “one of three”
        let next = numerals.get(place + 1).filter(|next| next.first <= past + 4 && next.unit == Counter::None);
        return next.is_some_and(|next| next.low > 1.0 && !is(past + 1, "a"));
    }
    if other || is(past, "another") || is(past, "day") || is(past, "point") {
        return false;
    }
    let only = first > 0 && (is(first - 1, "only") || is(first - 1, "just"));
    let near = |other: &Numeral| other.low > 1.0 && other.unit == Counter::None;
    let joined =
        place.checked_sub(1).map(|before| &numerals[before]).is_some_and(|before| {
            near(before) && first - before.past <= 6 && (before.past..first).any(|at| is(at, "and"))
        }) || numerals
            .get(place + 1)
            .is_some_and(|next| near(next) && next.first - past <= 4 && (past..next.first).any(|at| is(at, "and")));
    // “one of”, “one resident said”
    let _ = lists;
    told || bound || only || joined || digits
}
