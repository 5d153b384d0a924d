//! What others say inside somebody's own words: “MR. OLLER: The ministry says …”.
//!
//! Invariant: each has a source of its own, which lies in those words; what a speaker says of himself (“I think”) is his
//! statement already. Cost: a few tokens each.

use crate::found::{Form, Found};
use crate::source::uncontracted;
use crate::view::View;
use std::ops::Range;

/// Pronouns for whoever speaks or is spoken to, and for all and nobody.
const OWN: &[&str] = &["i", "we", "you", "me", "us", "my", "our", "your", "myself", "ourselves"];

/// Of what is found in a speaker's words, what is said by others.
pub(crate) fn of_others(view: &View, speech: &Range<usize>, found: Vec<Found>) -> Vec<Found> {
    let inside = |range: &Range<usize>| range.start >= speech.start && range.end <= speech.end;
    let is_others = |one: &Found| {
        let source = one.source.as_ref().filter(|source| inside(source) && !is_own(view, source.start));
        source.is_some() && one.content.iter().all(inside)
    };
    let inner = |one: Found| Found { form: Form::Inner, ..one };
    found.into_iter().filter(is_others).map(inner).collect()
}

/// “I”, “we’ve”.
fn is_own(view: &View, at: usize) -> bool {
    let word = uncontracted(view.word(at));
    OWN.iter().any(|own| own.eq_ignore_ascii_case(word))
}
