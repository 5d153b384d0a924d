//! Refusals to comment: “declined to comment”, “did not respond to a request for comment”.
//!
//! Invariant: a refusal has a source and no content: what somebody will not talk of, nobody said.
//! Cost: linear in the segment.

use crate::found::Found;
use crate::subject;
use crate::view::View;
use dateline_lexicon::Classes;
use dateline_record::CueClass;
use std::ops::Range;

/// Forms of verbs of refusal.
const REFUSE: &[&str] = &["declined", "declines", "declining", "decline", "refused", "refuses", "refusing", "refuse"];

/// Refusals in one segment, appended to `found`.
pub(crate) fn find(view: &View, bounds: &Range<usize>, segment: usize, found: &mut Vec<Found>) {
    for at in bounds.clone() {
        if view.is_quoted(at) || !view.is_word(at) {
            continue;
        }
        let Some(cue) = declined(view, at, bounds.end).or_else(|| unanswered(view, at, bounds)) else {
            continue;
        };
        let own = subject::subject_before(view, bounds.start, cue.start);
        let Some(source) = own.or_else(|| crate::clause::main_subject(view, bounds, cue.start)) else { continue };
        found.push(Found::told(CueClass::Decline, Some(source), cue, Vec::new(), segment));
    }
}

/// “declined to comment”, “refused to say whether …”.
fn declined(view: &View, at: usize, end: usize) -> Option<Range<usize>> {
    if !view.is_one_of(at, REFUSE) || at + 2 >= end || !view.is(at + 1, "to") {
        return None;
    }
    let verb = (at + 2..end.min(at + 4)).find(|i| !view.is_adverb(*i))?;
    let interviewed = view.is(verb, "be") && view.is(verb + 1, "interviewed");
    (is_silence(view, verb, end) || interviewed).then(|| auxiliaries(view, at)..verb + 1 + usize::from(interviewed))
}

/// Whether who does not do what stands at `verb` keeps silent: “discuss the case”, “give details”.
fn is_silence(view: &View, verb: usize, end: usize) -> bool {
    let gives = view.is_one_of(verb, &["give", "provide", "offer"]);
    // “provide further details”, but not “provide the boats”.
    let told = || {
        (verb + 1..end.min(verb + 4))
            .find(|i| !view.is_noun_like(*i + 1))
            .is_some_and(|noun| view.any(noun, Classes::INFORMATION))
    };
    view.any(verb, Classes::TELL) || gives && told()
}

/// The start of the group whose verb is at `at`: “has repeatedly declined”.
fn auxiliaries(view: &View, at: usize) -> usize {
    let mut start = at;
    while start > 0
        && (view.is_adverb(start - 1) && !view.is_capital(start - 1)
            || view.is_one_of(start - 1, &["has", "have", "had"]))
    {
        start -= 1;
    }
    start
}

/// “did not immediately respond to requests for comment”, “could not be reached for comment”, “would not discuss it”, “has not
/// commented”, “had no comment”.
fn unanswered(view: &View, at: usize, bounds: &Range<usize>) -> Option<Range<usize>> {
    let end = bounds.end;
    if view.is(at, "no") && at > bounds.start && view.is_one_of(at - 1, &["had", "has", "have", "made", "offered"]) {
        let noun = (at + 1..end.min(at + 3)).find(|i| view.is_one_of(*i, &["comment", "comments"]))?;
        return Some(at - 1..noun + 1);
    }
    let negated = view.is_negation(at) && at > bounds.start && (view.is(at, "not") || view.any(at, Classes::AUXILIARY));
    if !negated {
        return None;
    }
    let verb = (at + 1..end.min(at + 5)).find(|i| !view.is_adverb(*i) && !view.is_one_of(*i, &["be", "been"]))?;
    let start = if view.is(at, "not") { at - 1 } else { at };
    let would = view.is_one_of(start, &["would", "wouldn't", "wouldn’t", "won't", "won’t"]);
    if would && verb - at < 3 && is_silence(view, verb, end)
        || view.is_one_of(verb, &["comment", "commented", "elaborate", "elaborated"])
    {
        return Some(start..verb + 1);
    }
    let mut near = verb + 1..end.min(verb + 9);
    let asked = near.clone().any(|i| view.any(i, Classes::REFUSED) || view.is(i, "interview"));
    let gives = view.is_one_of(verb, &["give", "provide"]);
    if !(view.any(verb, Classes::ANSWER) || gives) || !asked {
        return None;
    }
    let last = near.rfind(|i| view.any(*i, Classes::REFUSED))?;
    Some(start..last + 1)
}

/// Whether a cue tells of a refusal to do something, not to tell something: “refused to leave”.
pub(crate) fn is_of_a_deed(view: &View, found: &Found) -> bool {
    let refuses = found.cue.clone().is_some_and(|mut cue| cue.any(|i| view.is_one_of(i, REFUSE)));
    let Some(first) =
        found.content.first().map(|content| content.start).filter(|first| refuses && view.is(*first, "to"))
    else {
        return false;
    };
    let verb = (first + 1..first + 3).find(|i| !view.is_adverb(*i)).unwrap_or(first + 1);
    view.token(verb).word.cue.is_none()
}
