//! Headlines: “Mayor Says Bridge Is Safe”, “Oller: ‘We Stay’”.
//!
//! Invariant: only “says” and a colon before a quotation count: in title case every other verb may be a noun.
//! Cost: linear in the line.

use crate::found::Found;
use crate::token::Sort;
use crate::view::View;
use dateline_lexicon::Classes;
use dateline_record::CueClass;
use std::ops::Range;

/// A longer source is no source but a clause.
const LONGEST: usize = 8;

/// The statement that a headline makes.
pub(crate) fn find(view: &View, bounds: &Range<usize>, segment: usize) -> Option<Found> {
    let cue = bounds
        .clone()
        .take(LONGEST + 1)
        .find(|index| view.is_one_of(*index, &["says", "said"]) || view.sort(*index) == Sort::Colon)?;
    let colon = view.sort(cue) == Sort::Colon;
    let mut end = bounds.end;
    while end > cue + 1 && !view.is_quoted(end - 1) && !matches!(view.sort(end - 1), Sort::Word | Sort::Number) {
        end -= 1;
    }
    let source = bounds.start..cue;
    let content = cue + 1..end;
    let plain = |index: usize| view.is_word(index) && !view.is_quoted(index) || view.sort(index) == Sort::Clitic;
    let named = !source.is_empty() && source.clone().all(plain) && view.is_capital(cue - 1);
    let closed = Classes::PREPOSITION | Classes::SUBORDINATOR | Classes::COORDINATOR | Classes::AUXILIARY;
    let clause = source
        .clone()
        .any(|index| view.any(index, closed) && !view.is(index, "of") || view.token(index).word.cue.is_some());
    let enough = content.len() >= 3 && (!colon || view.is_quoted(cue + 1));
    if !named || clause || !enough {
        return None;
    }
    Some(Found::told(CueClass::Say, Some(source), cue..cue + 1, vec![content], segment))
}
