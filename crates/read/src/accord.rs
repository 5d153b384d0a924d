//! “According to the ministry, …” and “…, according to the ministry”; “…, per the ministry”.
//!
//! Invariant: the content is the rest of the clause the phrase hangs on, within its segment. Cost: linear in the
//! segment.

use crate::ending;
use crate::found::Found;
use crate::phrase;
use crate::token::Sort;
use crate::view::View;
use dateline_record::CueClass;
use std::ops::Range;

/// Statements by “according to” in one segment, appended to `found`.
pub(crate) fn find(view: &View, bounds: &Range<usize>, segment: usize, found: &mut Vec<Found>) {
    for at in bounds.start..bounds.end.saturating_sub(2) {
        if view.is_quoted(at) {
            continue;
        }
        let long = view.is(at, "according") && view.is(at + 1, "to");
        if !long && !is_per(view, bounds, at) {
            continue;
        }
        let cue = at..at + 1 + usize::from(long);
        let opens = opens(view, bounds, at);
        let Some(source) = phrase::phrase_after(view, cue.end, bounds.end, !opens) else { continue };
        let content = content(view, bounds, at, &source);
        if content.is_empty() {
            continue;
        }
        found.push(Found::told(CueClass::Say, Some(source), cue, content, segment));
    }
}

/// “…, per the ministry”, but not “six, per head”.
fn is_per(view: &View, bounds: &Range<usize>, at: usize) -> bool {
    let trails = at > bounds.start && view.sort(at - 1) == Sort::Comma;
    view.is(at, "per")
        && trails
        && (view.is_capital(at + 1) || view.is_one_of(at + 1, &["the", "a", "an", "two", "three"]))
}

/// Whether the phrase opens its sentence.
fn opens(view: &View, bounds: &Range<usize>, at: usize) -> bool {
    (bounds.start..at)
        .all(|i| !view.is_word(i) || view.is_one_of(i, &["and", "but", "still", "yet", "also", "meanwhile"]))
}

fn content(view: &View, bounds: &Range<usize>, at: usize, source: &Range<usize>) -> Vec<Range<usize>> {
    // “According to the log, it rained, and the mate says …”: the mate's words have a cue of their own.
    let own = |index: &usize| view.sort(*index) == Sort::Comma && ending::own_statement(view, index + 1, bounds.end);
    let stop = (source.end + 2..bounds.end).find(own).unwrap_or(bounds.end);
    let rest = after_comma(view, source.end, stop);
    let opens = opens(view, bounds, at);
    if opens {
        return rest.into_iter().collect();
    }
    let end = if view.sort(at - 1) == Sort::Comma || view.sort(at - 1) == Sort::Dash { at - 1 } else { at };
    let start = clause_start(view, bounds.start, end);
    if end <= start {
        return Vec::new();
    }
    // “The ship, according to its owner, sank”: a subject alone stands before.
    let unfinished = !(start..end).any(|i| view.is_finite(i) || view.is_quoted(i));
    match rest {
        Some(rest) if unfinished && rest.clone().any(|i| view.is_finite(i)) => vec![start..end, rest],
        _ => std::iter::once(start..end).collect(),
    }
}

fn after_comma(view: &View, at: usize, end: usize) -> Option<Range<usize>> {
    if at >= end || view.sort(at) != Sort::Comma {
        return None;
    }
    let mut stop = end;
    while stop > at
        && !view.is_quoted(stop - 1)
        && !matches!(view.sort(stop - 1), Sort::Word | Sort::Number | Sort::CloseBracket | Sort::Other)
    {
        stop -= 1;
    }
    (stop > at + 2).then_some(at + 1..stop)
}

/// Where the clause before the phrase begins: the segment's start, or after a semicolon.
fn clause_start(view: &View, from: usize, end: usize) -> usize {
    let semicolon = (from..end).rev().find(|i| view.sort(*i) == Sort::Semicolon && !view.is_quoted(*i));
    let mut start = semicolon.map_or(from, |at| at + 1);
    while start + 1 < end
        && !view.is_quoted(start)
        && (view.is_one_of(start, &["and", "but", "so", "yet"])
            || !matches!(view.sort(start), Sort::Word | Sort::Number | Sort::Other))
    {
        start += 1;
    }
    start
}
