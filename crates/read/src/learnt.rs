//! Attributions that the models found, as the finders hand them on.
//!
//! Invariant: in the order of their cues. Cost: a few searches each.

use crate::adjunct;
use crate::attribution::Attribution;
use crate::beginning::is_called_something;
use crate::clause;
use crate::ending;
use crate::found::{Form, Found};
use crate::language::Word;
use crate::phrase;
use crate::stance;
use crate::token::{Sort, Token};
use crate::verb;
use crate::view::{Segment, View};
use dateline_lexicon::Frames;
use std::ops::Range;

/// `found`, of words, as attributions of tokens.
pub(crate) fn of(view: &View, words: &[Word], segments: &[Segment], found: Vec<Attribution>) -> Vec<Found> {
    let cut = |range: Range<usize>| range.start..ending::spliced(view, &range);
    let mut all = Vec::new();
    for one in found {
        let Some(cue) = tokens(view.tokens, words, &one.cue) else { continue };
        let source =
            one.source.as_ref().and_then(|range| tokens(view.tokens, words, range)).map(|range| bare(view, range));
        let content: Vec<Range<usize>> =
            one.content.iter().filter_map(|range| tokens(view.tokens, words, range)).map(cut).collect();
        if content.is_empty() {
            continue;
        }
        let number = segments.partition_point(|segment| segment.tokens.end <= cue.start);
        let Some(segment) = segments.get(number) else { continue };
        let head = tokens(view.tokens, words, &(one.head..one.head + 1)).map_or(cue.start, |range| range.start);
        let group = verb::at(view, head, &segment.tokens);
        // “will say”, “did not claim”: nothing was said. “all she said that was wrong”: a relative clause.
        let first = content[0].start;
        let unsaid = group
            .as_ref()
            .is_some_and(|group| group.modal || group.negated && clause::negated(view, group, first).is_none());
        if unsaid || view.is(first, "that") && view.is_finite(first + 1) {
            continue;
        }
        // “a firm called Oller”: a name.
        let named = group.as_ref().is_some_and(|group| group.lemma == "call" && group.tokens.end == first);
        if named && !view.is_quoted(first) && !is_called_something(view, first, segment.tokens.end) {
            continue;
        }
        // “the men confirmed to have been taken”: of them, not by them.
        let passive = view.is(first, "to") && view.is_one_of(first + 1, &["be", "have"]);
        if passive && group.as_ref().is_some_and(|group| !group.frames.any(Frames::TO | Frames::URGE)) {
            continue;
        }
        // “to promote the plan”: an aim, no words.
        if head > 0 && view.is(head - 1, "to") && group.is_none() {
            continue;
        }
        let class = group.as_ref().map(|group| group.class);
        let class = class.unwrap_or_else(|| stance::class(view, &cue, head, &content[0]));
        let negated = group.as_ref().map_or_else(|| cue.clone().any(|at| view.is_negation(at)), |group| group.negated);
        let whom = group.as_ref().filter(|group| group.frames.any(Frames::WHOM));
        let past = past_adjuncts(view, group.as_ref(), (source.as_ref(), &cue), &content, segment.tokens.end);
        let addressee = whom.and_then(|group| phrase::phrase_after(view, group.tokens.end, past, false));
        all.push(Found {
            form: Form::Told,
            clause: source.as_ref().map_or(cue.start, |own| own.start.min(cue.start))..past,
            source,
            cue: Some(cue),
            content,
            class,
            negated,
            addressee,
            segment: number,
            pending: false,
            carrier: None,
        });
    }
    all.sort_by_key(|found| found.cue.as_ref().map_or(0, |cue| cue.start));
    all
}

/// A longer stretch between cue and content is about something else.
const GAP: usize = 24;

/// The end of when, where and to whom behind source and cue: where the content begins, or what the rules pass over.
fn past_adjuncts(
    view: &View,
    group: Option<&verb::Group>,
    (source, cue): (Option<&Range<usize>>, &Range<usize>),
    content: &[Range<usize>],
    end: usize,
) -> usize {
    let last = source.map_or(cue.end, |own| own.end.max(cue.end));
    match content.iter().map(|part| part.start).find(|start| *start >= last) {
        Some(start) if start - last <= GAP => start,
        Some(_) => last,
        None => group.map_or(last, |group| adjunct::skip_adjuncts(view, group, last, end)),
    }
}

/// Without the commas and dashes at its ends.
fn bare(view: &View, range: Range<usize>) -> Range<usize> {
    let is_mark = |at: &usize| matches!(view.sort(*at), Sort::Comma | Sort::Dash | Sort::Colon | Sort::Semicolon);
    let start = range.clone().find(|at| !is_mark(at)).unwrap_or(range.start);
    let end = range.clone().rfind(|at| !is_mark(at)).map_or(range.end, |last| last + 1);
    start..end.max(start + 1)
}

/// Words as tokens: those that begin in them.
fn tokens(tokens: &[Token], words: &[Word], range: &Range<usize>) -> Option<Range<usize>> {
    let (first, last) = (words.get(range.start)?, words.get(range.end.checked_sub(1)?)?);
    let start = tokens.partition_point(|token| token.end <= first.start);
    let end = tokens.partition_point(|token| token.start < last.end);
    (start < end).then_some(start..end)
}

/// How likely each token is a cue: as likely as the likeliest word that begins in it.
pub(crate) fn odds(view: &View, words: &[Word], odds: &[f32]) -> Vec<f32> {
    let mut found = vec![f32::NEG_INFINITY; view.tokens.len()];
    let mut at = 0;
    for (word, odds) in words.iter().zip(odds) {
        while at + 1 < view.tokens.len() && view.tokens[at + 1].start <= word.start {
            at += 1;
        }
        if let Some(slot) = found.get_mut(at) {
            *slot = slot.max(*odds);
        }
    }
    found
}
