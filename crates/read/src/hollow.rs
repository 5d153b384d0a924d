//! Attributions that tell nothing: “said nothing”, “said so”, “opposed it”, “Who said that is open”, “asked not to be named”.
//!
//! Invariant: what is left out has no content that a reader could check. Cost: a few tokens each.

use crate::anonymity;
use crate::found::Found;
use crate::token::Sort;
use crate::view::{Segment, View};
use dateline_lexicon::Classes;

/// Pronouns that are objects, or point back.
const OBJECTS: &[&str] = &["him", "her", "them", "it", "me", "us", "which", "whom", "what"];

/// Whether the attribution, of `segment`, tells nothing.
pub(crate) fn is_hollow(view: &View, segment: &Segment, one: &Found) -> bool {
    // “Could you explain why?”
    let asked = one.source.as_ref().is_some_and(|source| {
        source.start == segment.tokens.start + 1 && view.any(segment.tokens.start, Classes::AUXILIARY)
    });
    let open = asked
        || one.source.as_ref().is_some_and(|source| {
            source.len() == 1 && source.start == segment.tokens.start && view.is_one_of(source.start, &["who", "what"])
        });
    let Some(first) = one.content.first() else { return open };
    // “who asked not to be named”: of himself.
    let granted = one.cue.as_ref().is_some_and(|cue| {
        let withheld = anonymity::find(view, &(cue.start..first.end.max(cue.end)));
        withheld.is_some_and(|range| range.start < cue.end)
    });
    let bare = |at: usize| {
        !matches!(view.sort(at), Sort::Word | Sort::Number)
            || view.is_one_of(at, OBJECTS)
            || view.any(at, Classes::PRONOUN | Classes::DETERMINER | Classes::SUBORDINATOR | Classes::PREPOSITION)
    };
    let spoken = one.is_spoken(view);
    let nothing = view.is_one_of(first.start, &["nothing", "little"])
        && !(first.start + 1..first.end.min(first.start + 3)).any(|at| view.is_finite(at));
    let next = first.start + 1;
    let so = view.is(first.start, "so")
        && (next >= first.end || !view.is_word(next) || view.any(next, Classes::PREPOSITION));
    open || granted || !spoken && (nothing || so || one.content.iter().flat_map(Clone::clone).all(bare))
}
