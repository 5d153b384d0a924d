//! Where a content ends: at the segment's end, or where another clause, cue or circumstance begins.
//!
//! Invariant: a content never holds a later cue that has its own subject. Cost: linear in the segment.

use crate::adjunct::skip_adjuncts;
use crate::beginning::{WH, begin, has_verb};
use crate::phrase::SUBJECTS;
use crate::subject;
use crate::token::{Shape, Sort};
use crate::verb::{self, Group, Mood};
use crate::view::View;
use dateline_lexicon::{Classes, Frames, VerbForm};
use std::ops::Range;

/// Where the first comma in `range` ends it: outside quotations, or at the end of one (“…,” the mayor said).
pub(crate) fn first_comma(view: &View, range: Range<usize>) -> usize {
    let mut index = range.start;
    while index < range.end {
        if let Some(quote) = view.quote(index) {
            index = quote.tokens.end.max(index + 1);
            if view.sort(quote.tokens.end.saturating_sub(2)) == Sort::Comma {
                return index.min(range.end);
            }
            continue;
        }
        if view.sort(index) == Sort::Comma && index > range.start {
            return trimmed(view, range.start, index);
        }
        index += 1;
    }
    range.end
}

/// The end of the clause at `start`, without looking for its frame: before a comma, or at the segment's end.
pub(crate) fn plain_ending(view: &View, start: usize, end: usize) -> usize {
    let comma = (start..end).find(|i| view.sort(*i) == Sort::Comma && !view.is_quoted(*i));
    trimmed(view, start, comma.unwrap_or(end))
}

/// Where the content that begins at `start` ends.
pub(crate) fn ending(view: &View, group: &Group, start: usize, end: usize) -> usize {
    // “described that Vell, the clerk, left”; but “rejected that stance”.
    let that = view.is(start, "that")
        && (start > group.tokens.end || opens_clause(view, start + 1) && has_verb(view, start + 2, start + 14));
    let clause = that
        || group.frames.any(Frames::CLAUSE | Frames::THAT | Frames::TO | Frames::QUOTE) && clause_like(view, start);
    let object = !clause;
    let named = group.frames.any(Frames::OBJECT) && !group.frames.any(Frames::CLAUSE | Frames::THAT);
    let mut index = start;
    while index < end {
        if let Some(quote) = view.quote(index) {
            index = quote.tokens.end.max(index + 1);
            // “calls “a farce” in every speech”: the name alone.
            let past = index < end && view.is_word(index) && view.any(index, Classes::PREPOSITION);
            if named && quote.tokens.start <= start && past {
                return index;
            }
            // “…,” the statement said.
            if view.sort(index.saturating_sub(2)) == Sort::Comma && is_trailed(view, index, end) {
                return index;
            }
            continue;
        }
        if index > start && cuts(view, group, start, index, end, object) {
            return trimmed(view, start, index);
        }
        index += 1;
    }
    trimmed(view, start, end)
}

/// Whether what begins at `start` is a clause rather than a noun phrase.
fn clause_like(view: &View, start: usize) -> bool {
    view.is_quoted(start)
        || view.is_one_of(start, &["that", "to"])
        || view.is_one_of(start, WH)
        || view.is_one_of(start, SUBJECTS)
        || has_verb(view, start, before_adjunct(view, start, start + 14))
}

/// Where a comma and a preposition or conjunction end what came before: “such claims, despite …”.
fn before_adjunct(view: &View, start: usize, end: usize) -> usize {
    let closes = |at: &usize| {
        view.sort(*at) == Sort::Comma
            && view.is_word(at + 1)
            && view.any(at + 1, Classes::PREPOSITION | Classes::SUBORDINATOR)
    };
    (start..end.min(view.tokens.len())).find(closes).unwrap_or(end)
}

/// Whether a subject may stand here.
fn opens_clause(view: &View, at: usize) -> bool {
    view.is_capital(at) || view.any(at, Classes::DETERMINER | Classes::PRONOUN) || view.is_one_of(at, SUBJECTS)
}

fn cuts(view: &View, group: &Group, start: usize, index: usize, end: usize, object: bool) -> bool {
    let bounds = start..end;
    let next = index + 1;
    match view.sort(index) {
        Sort::Comma | Sort::Dash | Sort::Semicolon => {
            if next >= end {
                return true;
            }
            if view.is(next, "according") || is_unsaid(view, next, end) || is_spliced(view, next, &bounds) {
                return true;
            }
            if object && view.sort(index) != Sort::Dash && !goes_on_as_list(view, next, end) {
                return true;
            }
            if let Some(cue) = first_group(view, next, &bounds)
                && cue.mood == Mood::Participle
                && cue.frames.any(Frames::QUOTE | Frames::CLAUSE | Frames::THAT | Frames::OBJECT)
            {
                return true;
            }
            if own_statement(view, next, end) {
                return true;
            }
            view.sort(index) == Sort::Comma && is_trailed(view, next, end)
        }
        Sort::Word if view.any(index, Classes::COORDINATOR) && next < end && !goes_on(view, start, next) => {
            // “that he and others had complained”: two subjects of one verb.
            coordinated(view, group, index, &bounds)
                || (object || has_verb(view, start, index)) && own_statement(view, index, end)
        }
        Sort::Word if view.is(index, "according") && next < end && view.is(next, "to") => true,
        Sort::Word if is_unsaid(view, index, end) => true,
        Sort::Word if object && view.token(index).shape == Shape::Lower => {
            view.is_one_of(
                index,
                &["following", "after", "when", "while", "during", "because", "although", "though", "until", "since"],
            ) || view.is_one_of(index, &["on", "in", "at"]) && adjunct_of_time(view, next, end)
        }
        _ => false,
    }
}

/// Where a sentence of its own begins behind a comma of a content.
pub(crate) fn spliced(view: &View, range: &Range<usize>) -> usize {
    let cut = |at: &usize| {
        view.sort(*at) == Sort::Comma && !view.is_quoted(*at) && is_spliced(view, at + 1, &(range.start..range.end))
    };
    (range.start + 1..range.end.saturating_sub(1)).find(cut).unwrap_or(range.end)
}

/// “…, he insists that …”: a sentence of its own behind a comma.
fn is_spliced(view: &View, at: usize, bounds: &Range<usize>) -> bool {
    let group = view.is_one_of(at, SUBJECTS).then(|| first_group(view, at + 1, bounds)).flatten();
    group.is_some_and(|cue| cue.mood == Mood::Finite && view.is(cue.tokens.end, "that"))
}

/// “without elaborating”, “without naming a source”: how it was said.
fn is_unsaid(view: &View, at: usize, end: usize) -> bool {
    let vague = ["specifying", "elaborating", "naming", "giving", "offering", "providing", "citing", "identifying"];
    let next = at + 1;
    next < end
        && view.is(at, "without")
        && (view.is_one_of(next, &vague) || view.token(next).word.cue.is_some() && view.word(next).ends_with("ing"))
}

fn adjunct_of_time(view: &View, at: usize, end: usize) -> bool {
    at < end && view.is_word(at) && view.any(at, Classes::TIME) && view.is_capital(at)
        || at + 1 < end
            && view.is_one_of(at, &["a", "an", "the"])
            && (at + 1..end.min(at + 4))
                .take_while(|i| view.is_word(*i))
                .any(|i| view.is_one_of(i, &["interview", "statement", "speech", "tweet", "conference"]))
}

fn goes_on_as_list(view: &View, at: usize, end: usize) -> bool {
    // “praised Oller, Vell and Ruiz”: names up to an “and”.
    let capital_list = view.is_capital(at)
        && (at..end.min(at + 8)).any(|i| view.is(i, "and"))
        && !(at..end.min(at + 8)).any(|i| view.is_finite(i));
    let near_and =
        (at..end.min(at + 4)).any(|i| view.is(i, "and")) && !(at..end.min(at + 4)).any(|i| view.is_finite(i));
    capital_list
        || near_and && view.is_word(at) && !view.any(at, Classes::PREPOSITION | Classes::DETERMINER)
        || view.is(at, "and")
            && at + 1 < end
            && !view.is_finite(at + 1)
            && !(at + 1..end.min(at + 8)).any(|i| view.is_finite(i))
}

/// “say they have begun and have asked”: the same auxiliary joins what follows to the content.
fn goes_on(view: &View, start: usize, next: usize) -> bool {
    let word = view.word(next);
    view.is_word(next) && view.any(next, Classes::AUXILIARY) && (start..next - 1).any(|at| view.is(at, word))
}

/// “said X and called for Y”: a second verb with the same subject.
fn coordinated(view: &View, group: &Group, index: usize, bounds: &Range<usize>) -> bool {
    let Some(cue) = first_group(view, index + 1, bounds) else { return false };
    let form = view.token(cue.head).word.cue.map(|(_, form)| form);
    let own = view.token(group.head).word.cue.map(|(_, form)| form);
    cue.mood == Mood::Finite && form == own && form != Some(VerbForm::Base) && begin(view, &cue, bounds.end).is_some()
}

/// The group whose verb is the first word at `at` but for adverbs and auxiliaries.
fn first_group(view: &View, at: usize, bounds: &Range<usize>) -> Option<Group> {
    let head = (at..bounds.end.min(at + 4)).find(|i| {
        !(view.is_word(*i) && (view.is_adverb(*i) || view.any(*i, Classes::COORDINATOR | Classes::AUXILIARY)))
    })?;
    verb::at(view, head, bounds)
}

/// “…, the ministry said.”: a later cue that trails the whole.
fn is_trailed(view: &View, at: usize, end: usize) -> bool {
    let mut close = end;
    while close > at && !matches!(view.sort(close - 1), Sort::Word | Sort::Number) {
        close -= 1;
    }
    for head in at + 1..close.min(at + 14) {
        if view.is_quoted(head) {
            return false;
        }
        let Some(cue) = verb::at(view, head, &(at..end)) else { continue };
        let trails = cue.mood == Mood::Finite && cue.frames.any(Frames::SPEECH) && {
            let past = skip_adjuncts(view, &cue, cue.tokens.end, close);
            past >= close || view.sort(past) == Sort::Comma
        };
        return trails
            && subject::subject_before(view, at, cue.tokens.start).is_some_and(|subject| subject.start == at);
    }
    false
}

/// Whether a clause with its own subject and cue begins here: “, but Vell said …”.
pub(crate) fn own_statement(view: &View, at: usize, end: usize) -> bool {
    let opens = view.any(at, Classes::COORDINATOR)
        || view.is_one_of(at, &["while", "though", "although", "whereas", "as"])
        || view.sort(at - 1) == Sort::Semicolon;
    if !opens || view.is_quoted(at) {
        return false;
    }
    let mut index = at + 1;
    while index < end.min(at + 16) {
        if view.is_quoted(index) {
            return false;
        }
        if let Some(cue) = verb::at(view, index, &(at..end))
            && cue.mood == Mood::Finite
            && cue.frames.any(Frames::QUOTE | Frames::CLAUSE)
        {
            return subject::subject_before(view, at + 1, cue.tokens.start).is_some() || cue.tokens.start == at + 1;
        }
        if view.is_finite(index)
            && view.token(index).word.cue.is_none()
            && !view.is_one_of(index, &["has", "have", "had", "is", "was", "are", "were"])
        {
            return false;
        }
        index += 1;
    }
    false
}

/// Drops marks from the end; a quotation stays whole.
pub(crate) fn trimmed(view: &View, start: usize, mut end: usize) -> usize {
    while end > start
        && !view.is_quoted(end - 1)
        && (!matches!(view.sort(end - 1), Sort::Word | Sort::Number | Sort::CloseBracket | Sort::Other)
            || view.sort(end - 1) == Sort::CloseBracket
                && !(start..end - 1).rev().take(40).any(|i| view.sort(i) == Sort::OpenBracket))
    {
        end -= 1;
    }
    end
}
