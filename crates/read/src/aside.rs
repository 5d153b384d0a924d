//! Asides that name a source in passing: “…, our own Ana Vell reports”, “…, as Oller put it”, “As Oller put it, …”.
//!
//! Invariant: an aside stands between a comma and the end of its sentence, or opens it; what is said is the rest of the
//! sentence. Cost: linear in the segment.

use crate::found::Found;
use crate::subject;
use crate::token::{Shape, Sort};
use crate::view::View;
use dateline_lexicon::Classes;
use dateline_record::CueClass;
use std::ops::Range;

/// The longest aside, in tokens.
const LONGEST: usize = 24;

/// Who speaks for the house.
const OURS: &[&str] =
    &["own", "friend", "friends", "colleague", "colleagues", "partner", "partners", "reporter", "reporters"];

/// Asides in one segment, appended to `found`.
pub(crate) fn find(view: &View, bounds: &Range<usize>, segment: usize, found: &mut Vec<Found>) {
    found.extend(opening(view, bounds, segment));
    for comma in bounds.clone() {
        if view.sort(comma) != Sort::Comma || view.is_quoted(comma) || comma < bounds.start + 3 {
            continue;
        }
        let start = comma + 1 + usize::from(view.is(comma + 1, "as"));
        let within = start..bounds.end.min(start + LONGEST);
        let ours = || ours(view, &within);
        let put = || (start > comma + 1).then(|| put(view, &within)).flatten();
        let Some((source, cue)) = ours().or_else(put) else { continue };
        if !closes(view, cue.end, bounds.end) {
            continue;
        }
        let first = (bounds.start..comma).find(|i| view.is_word(*i) || view.is_quoted(*i)).unwrap_or(bounds.start);
        found.push(attribution(source, cue, first..comma, segment));
        return;
    }
}

/// “our own Ana Vell and Ivo Oller report”, “my colleague Ana Vell has learned”.
fn ours(view: &View, within: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let first = within.start;
    let opens = view.is_one_of(first, &["our", "my"]) && view.is_one_of(first + 1, OURS);
    let verb = within.clone().skip(2).find(|i| {
        view.is_word(*i)
            && view.token(*i).shape == Shape::Lower
            && tells(view, *i)
            && !view.is_one_of(*i - 1, &["the", "a"])
    })?;
    let mut start = verb;
    while start > first + 2 && (view.is_one_of(start - 1, &["has", "have", "had"]) || view.is_adverb(start - 1)) {
        start -= 1;
    }
    let mut end = start;
    // “our friends at the Courier (free to read) report”
    if view.sort(end - 1) == Sort::CloseBracket {
        end = (first..end).rev().find(|i| view.sort(*i) == Sort::OpenBracket)?;
    }
    let named = (first + 2..end).any(|i| view.is_capital(i));
    (opens && named && end > first + 2).then_some((first..end, start..verb + 1))
}

/// Whether a word is how reporters tell: a cue of saying, or “learned”.
fn tells(view: &View, at: usize) -> bool {
    let cue = view.token(at).word.cue.map(|(index, _)| view.lexicon.cue(index).class);
    matches!(cue, Some(CueClass::Say | CueClass::Announce | CueClass::Find)) || view.is(at, "learned")
}

/// “Oller put it”, right after “as”.
fn put(view: &View, within: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let verb = within.clone().find(|i| view.is_one_of(*i, &["put", "puts"]) && view.is(*i + 1, "it"))?;
    let source = subject::subject_before(view, within.start, verb)?;
    (source.start == within.start && source.end == verb).then_some((source, verb..verb + 2))
}

/// Whether an aside can end at `at`: with the sentence, before a bracket, or before where it was told.
fn closes(view: &View, at: usize, end: usize) -> bool {
    at >= end
        || matches!(view.sort(at), Sort::Stop | Sort::OpenBracket | Sort::Semicolon)
        || view.any(at, Classes::PREPOSITION) && view.is_word(at) && !view.is(at, "that")
}

/// “As Oller put it, the ship was old.”
fn opening(view: &View, bounds: &Range<usize>, segment: usize) -> Option<Found> {
    let start = bounds.start + usize::from(view.is_one_of(bounds.start, &["but", "and", "or"]));
    let within = start + 1..bounds.end.min(start + LONGEST);
    let (source, cue) = Some(&within).filter(|_| view.is(start, "as")).and_then(|within| put(view, within))?;
    let comma = Some(cue.end).filter(|at| *at < bounds.end && view.sort(*at) == Sort::Comma)?;
    let last = (comma + 1..bounds.end)
        .rev()
        .find(|i| view.is_word(*i) || view.sort(*i) == Sort::Number || view.is_quoted(*i))?;
    (last > comma + 2).then(|| attribution(source, cue, comma + 1..last + 1, segment))
}

fn attribution(source: Range<usize>, cue: Range<usize>, content: Range<usize>, segment: usize) -> Found {
    Found::told(CueClass::Say, Some(source), cue, vec![content], segment)
}
