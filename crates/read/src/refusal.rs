//! Refusals to comment: “declined to comment”, “did not respond to a request for comment”.
//!
//! Invariant: a refusal has a source; it has content only where it names what is not told (“declined to say whether
//! …”).
//! Cost: linear in the segment.

use crate::ending;
use crate::found::Found;
use crate::subject;
use crate::view::View;
use dateline_lexicon::Classes;
use dateline_record::CueClass;
use std::ops::Range;

/// Refusals in one segment, appended to `found`.
pub(crate) fn find(view: &View, bounds: &Range<usize>, segment: usize, found: &mut Vec<Found>) {
    for at in bounds.clone() {
        if view.is_quoted(at) || !view.is_word(at) {
            continue;
        }
        let Some((cue, rest)) = declined(view, at, bounds.end).or_else(|| unanswered(view, at, bounds)) else {
            continue;
        };
        let own = subject::subject_before(view, bounds.start, cue.start);
        let Some(source) = own.or_else(|| crate::clause::main_subject(view, bounds, cue.start)) else { continue };
        let clause = source.start.min(cue.start)..cue.end.max(source.end);
        found.push(Found {
            clause,
            source: Some(source),
            cue: Some(cue),
            content: rest.into_iter().collect(),
            class: CueClass::Decline,
            negated: false,
            addressee: None,
            segment,
            pending: false,
            carrier: None,
        });
    }
}

/// “declined to comment”, “refused to say whether …”.
fn declined(view: &View, at: usize, end: usize) -> Option<(Range<usize>, Option<Range<usize>>)> {
    if !view.is_one_of(at, &["declined", "declines", "refused", "refuses"]) || at + 2 >= end || !view.is(at + 1, "to") {
        return None;
    }
    let mut start = at;
    while start > 0
        && (view.is_adverb(start - 1) && !view.is_capital(start - 1)
            || view.is_one_of(start - 1, &["has", "have", "had"]))
    {
        start -= 1;
    }
    let verb = (at + 2..end.min(at + 4)).find(|i| !view.is_adverb(*i))?;
    let silent = view.is(verb, "comment")
        || view.is(verb, "be") && view.is_one_of(verb + 1, &["interviewed"])
        || view.is_one_of(verb, &["elaborate"]);
    if silent {
        return Some((start..verb + 1, None));
    }
    let speaks = view.token(verb).word.cue.is_some()
        || view.is_one_of(verb, &["answer", "discuss", "provide", "name", "identify"]);
    if !speaks {
        return None;
    }
    let stop = ending::plain_ending(view, verb + 1, end);
    (stop > verb + 1).then_some((start..at + 1, Some(at + 1..stop)))
}

/// “did not immediately respond to requests for comment”, “could not be reached for comment”.
fn unanswered(view: &View, at: usize, bounds: &Range<usize>) -> Option<(Range<usize>, Option<Range<usize>>)> {
    let end = bounds.end;
    let negated = view.is_negation(at) && at > bounds.start && (view.is(at, "not") || view.any(at, Classes::AUXILIARY));
    if !negated {
        return None;
    }
    let verb = (at + 1..end.min(at + 5)).find(|i| !view.is_adverb(*i) && !view.is_one_of(*i, &["be", "been"]))?;
    let answers = view.is_one_of(
        verb,
        &[
            "respond",
            "responded",
            "reply",
            "replied",
            "answer",
            "return",
            "returned",
            "reached",
            "available",
            "provide",
        ],
    );
    let mut near = verb + 1..end.min(verb + 9);
    let asked = near.clone().any(|i| view.is_one_of(i, &["comment", "questions", "inquiries", "interview"]))
        || near.clone().any(|i| {
            view.is_one_of(i, &["request", "requests", "call", "calls", "message", "messages", "email", "emails"])
        });
    if !answers || !asked {
        return None;
    }
    let last = near.rfind(|i| view.any(*i, Classes::REFUSED))?;
    let start = if view.is(at, "not") { at - 1 } else { at };
    Some((start..last + 1, None))
}
