//! Cues that trail or interrupt what is said: “…,” she said. “…,” said Vell. The vote, he said, was lost.
//!
//! Invariant: what stands to the left is a quotation or a clause of its own; a short opening phrase (“On Tuesday, he
//! said that”) is none. Cost: linear in the segment.

use crate::adjunct;
use crate::ending;
use crate::found::Found;
use crate::phrase;
use crate::subject;
use crate::token::{Shape, Sort};
use crate::verb::{Group, Mood};
use crate::view::View;
use dateline_lexicon::{Classes, Frames, VerbForm};
use std::ops::Range;

/// The statement that `group` closes or interrupts. `from` is where its content may begin.
pub(crate) fn find(view: &View, bounds: &Range<usize>, from: usize, group: &Group, segment: usize) -> Option<Found> {
    if group.mood != Mood::Finite || group.modal || !group.frames.any(Frames::QUOTE | Frames::SPEECH) {
        return None;
    }
    after_verb(view, bounds, from, group, segment).or_else(|| before_verb(view, bounds, from, group, segment))
}

/// “…, Vell said”.
fn before_verb(view: &View, bounds: &Range<usize>, from: usize, group: &Group, segment: usize) -> Option<Found> {
    let source = subject::subject_before(view, from, group.tokens.start)?;
    // “…, as the Gazette reported, …”.
    let parenthesis =
        source.start > from + 1 && view.is(source.start - 1, "as") && view.sort(source.start - 2) == Sort::Comma;
    let left = left_content(view, from, source.start - usize::from(parenthesis), group)?;
    let mut past = adjunct::skip_adjuncts(view, group, group.tokens.end, bounds.end);
    let mut addressee = None;
    if group.frames.any(Frames::WHOM)
        && past == group.tokens.end
        && let Some(person) = phrase::phrase_after(view, past, bounds.end, false)
    {
        past = adjunct::skip_adjuncts(view, group, person.end, bounds.end);
        addressee = Some(person);
    }
    let quoted = view.is_quoted(left.end - 1);
    // “In between, he said, it rained”: nothing is said to the left.
    let bare = |i: usize| view.any(i, Classes::PREPOSITION | Classes::TIME) || view.is_adverb(i) || !view.is_word(i);
    let empty = !quoted && left.clone().all(bare);
    if !quoted && group.present && !is_plain_verb(view, group, &source) {
        return None;
    }
    let closed =
        past >= bounds.end || matches!(view.sort(past), Sort::Stop | Sort::Comma | Sort::Semicolon | Sort::Dash);
    // “…, Vell said during the hearing”: what follows opens no clause.
    let adjunct =
        past < bounds.end && view.any(past, Classes::PREPOSITION) && !view.is_capital(past) && !view.is_quoted(past);
    if !quoted && !closed && !adjunct {
        return None;
    }
    let right = right_content(view, bounds, &left, past, group);
    // “He said it rained, and when asked, he said, “No.””: what is to the left has its own cue.
    if right.is_some() && !quoted && has_cue(view, &left) {
        return None;
    }
    if empty && right.is_none() {
        return None;
    }
    let spoken = if empty { Vec::new() } else { vec![left.clone()] };
    let mut found = Found::new(group, Some(source.clone()), spoken, segment);
    found.clause = source.start..past.max(group.tokens.end);
    found.addressee = addressee;
    found.content.extend(right);
    Some(found)
}

/// “…, key states”, “…, press reports”: nouns look like such verbs, so a doubtful one wants a name or pronoun before
/// it.
fn is_plain_verb(view: &View, group: &Group, source: &Range<usize>) -> bool {
    let last = source.end - 1;
    let named = view.is_capital(last) || view.any(last, Classes::PRONOUN) && source.len() == 1;
    matches!(group.lemma, "say" | "think" | "believe" | "note" | "add" | "argue" | "explain" | "write")
        || named && !matches!(group.lemma, "state" | "question")
}

/// “…,” said Vell.
fn after_verb(view: &View, bounds: &Range<usize>, from: usize, group: &Group, segment: usize) -> Option<Found> {
    let plain = matches!(view.token(group.head).word.cue, Some((_, VerbForm::Past | VerbForm::Third)));
    if !plain || group.tokens.start <= from || group.tokens.len() > 2 || group.lemma == "tell" {
        return None;
    }
    let left = left_content(view, from, group.tokens.start, group)?;
    let source = phrase::phrase_after(view, group.tokens.end, bounds.end, true)?;
    if view.is_one_of(source.start, &["him", "her", "them", "me", "us"]) && source.len() == 1 {
        return None;
    }
    // “…, the centre reported last month”.
    let timed = |at: usize| view.any(at, Classes::TIME | Classes::DETERMINER) || view.is_one_of(at, &["last", "next"]);
    if source.clone().all(timed) {
        return None;
    }
    let past = adjunct::skip_adjuncts(view, group, source.end, bounds.end);
    let quoted = view.is_quoted(left.end - 1);
    // “Oller, whose ship sank, said two of the crew, …”: the subject, not what it said.
    let relative = left.clone().find(|i| {
        view.is_one_of(*i, &["who", "whose", "which"]) && *i > left.start && view.sort(*i - 1) == Sort::Comma
    });
    if !quoted && relative.is_some_and(|at| !(left.start..at).any(|i| view.is_finite(i))) {
        return None;
    }
    if !quoted && past < bounds.end && !matches!(view.sort(past), Sort::Stop | Sort::Comma | Sort::Semicolon) {
        return None;
    }
    let mut found = Found::new(group, Some(source), vec![left.clone()], segment);
    found.clause = group.tokens.start..past;
    found.content.extend(right_content(view, bounds, &left, past, group));
    Some(found)
}

/// Whether a cue with a subject of its own stands in the stretch.
fn has_cue(view: &View, range: &Range<usize>) -> bool {
    range.clone().any(|i| view.token(i).word.cue.is_some() && view.is_finite(i) && !view.is_quoted(i))
}

/// What is said to the left of `to`, the first token of the attribution.
fn left_content(view: &View, from: usize, to: usize, group: &Group) -> Option<Range<usize>> {
    let mut end = to;
    if end <= from {
        return None;
    }
    let delimited = matches!(view.sort(end - 1), Sort::Comma | Sort::Dash) && !view.is_quoted(end - 1);
    if delimited {
        end -= 1;
    }
    if end <= from {
        return None;
    }
    if view.is_quoted(end - 1) {
        let quote = view.quote(end - 1)?;
        let start = quote.tokens.start.max(from);
        let alone = start == from
            || matches!(
                view.sort(start - 1),
                Sort::Comma | Sort::Colon | Sort::Stop | Sort::Dash | Sort::Other | Sort::Bullet
            ) && !view.is_quoted(start - 1);
        let spoken = delimited
            || matches!(view.sort(end - 2), Sort::Comma | Sort::Stop | Sort::Dash)
            || matches!(view.sort(end - 1), Sort::Comma);
        if !spoken {
            return None;
        }
        return Some(if alone { start } else { strip(view, from, end) }..end);
    }
    if !delimited || !group.frames.any(Frames::SPEECH) {
        return None;
    }
    let start = strip(view, from, end);
    let opener = view.is_word(start)
        && (view.any(start, Classes::PREPOSITION)
            || view.is_one_of(start, &["when", "while", "as", "after", "since", "although", "though", "because"])
            || view.word(start).ends_with("ing") && view.word(start).len() > 5
            || view.is(start, "asked"));
    let verb = (start..end).any(|i| {
        view.is_quoted(i)
            || view.is_finite(i)
            || view.is_word(i)
                && i > start
                && view.token(i).shape == Shape::Lower
                && (view.word(i).ends_with("ed") || view.word(i).ends_with('s'))
    });
    // “In all, the fund has grown, Vell said”: past the opening phrase a clause stands.
    let comma = (start..end).find(|i| view.sort(*i) == Sort::Comma && !view.is_quoted(*i));
    let clause = comma.is_some_and(|comma| (comma + 1..end).any(|i| view.is_finite(i) || view.is_quoted(i)));
    let opener = opener && (!clause || view.is_one_of(start, &["when", "asked"]));
    let conditional = view.is(start, "if");
    // “In his state, Vell said, the law works”: a phrase of place or manner may open what is said; one of time does
    // not.
    let timed = (start..end).any(|i| view.any(i, Classes::TIME | Classes::VENUE) || view.sort(i) == Sort::Number);
    let interrupts = group.lemma == "say" && view.sort(group.tokens.end) == Sort::Comma && !timed;
    ((verb && !opener || conditional) && end - start >= 3 || interrupts).then_some(start..end)
}

fn strip(view: &View, mut start: usize, end: usize) -> usize {
    while start + 1 < end
        && !view.is_quoted(start)
        && (view.is_one_of(start, &["but", "and", "so", "yet"])
            || !matches!(view.sort(start), Sort::Word | Sort::Number | Sort::Other))
    {
        start += 1;
    }
    start
}

/// What is said to the right: “If it rains,” he said, “we stay.”
fn right_content(
    view: &View,
    bounds: &Range<usize>,
    left: &Range<usize>,
    past: usize,
    group: &Group,
) -> Option<Range<usize>> {
    let mut start = past;
    if start < bounds.end
        && matches!(view.sort(start), Sort::Comma | Sort::Colon | Sort::Dash | Sort::Stop)
        && !view.is_quoted(start)
    {
        start += 1;
    }
    if start >= bounds.end {
        return None;
    }
    if view.is_quoted(start) {
        let end = ending::ending(view, group, start, bounds.end);
        return (end > start).then_some(start..end);
    }
    // “The vote, he said, was lost”: the clause goes on.
    let spoken = view.is_quoted(left.end - 1);
    if spoken || start == past || view.sort(past) != Sort::Comma || !view.is_word(start) {
        return None;
    }
    let finished = left.clone().any(|i| view.is_finite(i));
    let breaks = view.any(start, Classes::COORDINATOR | Classes::SUBORDINATOR)
        || finished && view.any(start, Classes::PREPOSITION)
        || view.is_one_of(start, &["who", "which", "according"])
        || view.word(start).ends_with("ing");
    if breaks && !view.is(start, "that") {
        return None;
    }
    let end = ending::ending(view, group, start, bounds.end);
    (end > start + 1).then_some(start..end)
}
