//! Noun phrases after a word: an inverted subject, the source of “according to”, with their appositions.
//!
//! Invariant: begins and ends with a word, never crosses a quotation. Cost: linear in the phrase.

use crate::token::{Shape, Sort};
use crate::view::View;
use dateline_lexicon::Classes;
use std::ops::Range;

/// Pronouns that can only be subjects, and “there”.
pub(crate) const SUBJECTS: &[&str] = &["he", "she", "they", "it", "we", "i", "there", "you", "nobody", "everyone"];

/// What opens a relative clause.
const REL: &[&str] = &["who", "which", "whose", "that", "whom"];

/// Whether a phrase can end with this word.
pub(crate) fn is_noun(view: &View, index: usize) -> bool {
    match view.sort(index) {
        Sort::Word if view.is_capital(index) => {
            !(view
                .any(index, Classes::PREPOSITION | Classes::COORDINATOR | Classes::SUBORDINATOR | Classes::DETERMINER)
                && !view.any(index, Classes::TIME)
                && view.token(index).shape == Shape::Capital
                && view.word(index).len() < 6)
        }
        Sort::Word => {
            !view.any(
                index,
                Classes::PREPOSITION
                    | Classes::COORDINATOR
                    | Classes::SUBORDINATOR
                    | Classes::DETERMINER
                    | Classes::AUXILIARY
                    | Classes::VERB,
            ) && !view.is_adverb(index)
        }
        Sort::Number | Sort::CloseBracket => true,
        _ => false,
    }
}

/// The phrase that begins at `start`, with its appositions where `long`. Ends before `to`.
pub(crate) fn phrase_after(view: &View, start: usize, to: usize, long: bool) -> Option<Range<usize>> {
    if start >= to || view.is_quoted(start) {
        return None;
    }
    if view.is_word(start)
        && view.is_one_of(start, &["he", "she", "they", "we", "i", "it", "him", "her", "them", "others", "me", "us"])
        && !(view.is(start, "her") && start + 1 < to && is_noun(view, start + 1))
    {
        return Some(start..start + 1);
    }
    if !matches!(view.sort(start), Sort::Word | Sort::Number)
        || view.any(start, Classes::PREPOSITION | Classes::SUBORDINATOR | Classes::AUXILIARY | Classes::COORDINATOR)
            && !view.is_capital(start)
            && !view.any(start, Classes::QUANTIFIER | Classes::DETERMINER)
    {
        return None;
    }
    let mut end = start;
    let mut noun = false;
    while end < to && !view.is_quoted(end) {
        let word = view.is_word(end);
        match view.sort(end) {
            Sort::Number | Sort::Clitic => {}
            Sort::OpenBracket => {
                let close = (end..to.min(end + 12)).find(|i| view.sort(*i) == Sort::CloseBracket);
                match close {
                    Some(close) if noun => {
                        end = close + 1;
                        continue;
                    }
                    _ => break,
                }
            }
            Sort::Comma => {
                if !(long && noun && continues_after_comma(view, end + 1, to)) {
                    break;
                }
            }
            Sort::Word
                if view.is_one_of(end, &["last", "this", "late", "early", "earlier"])
                    && view.any(end + 1, Classes::TIME)
                    && end > start =>
            {
                break;
            }
            Sort::Word if view.any(end, Classes::TIME) && noun && view.is_capital(end) && !view.is(end, "times") => {
                break;
            }
            Sort::Word if view.any(end, Classes::PREPOSITION) && !view.is_capital(end) && end > start => {
                let linking = view.is_one_of(end, &["of", "for", "from", "with", "at", "by"])
                    || (long && view.is_one_of(end, &["in", "on", "to", "who", "about", "into"]));
                let next_is_time = end + 1 < to
                    && view.is_word(end + 1)
                    && (view.any(end + 1, Classes::TIME)
                        || view.any(end + 1, Classes::DETERMINER)
                            && end + 2 < to
                            && view.is_word(end + 2)
                            && view.any(end + 2, Classes::TIME | Classes::VENUE));
                let venue = end + 1 < to
                    && (end + 1..to.min(end + 4)).any(|i| view.is_word(i) && view.any(i, Classes::VENUE))
                    && !view.is(end, "of");
                if !linking
                    || next_is_time
                    || (venue && !long)
                    || (!long && view.is_capital(end - 1) && !view.is(end, "of"))
                {
                    break;
                }
            }
            Sort::Word if view.is_one_of(end, &["who", "which", "whose"]) && long => {}
            Sort::Word
                if view.any(end, Classes::SUBORDINATOR | Classes::AUXILIARY)
                    && !view.is_capital(end)
                    && !(long && relative_open(view, start, end)) =>
            {
                break;
            }
            Sort::Word
                if view.is_finite(end)
                    && end > start
                    && !is_noun_here(view, end, to)
                    && !(long && relative_open(view, start, end))
                    && !view.any(end - 1, Classes::COORDINATOR) =>
            {
                break;
            }
            Sort::Word if view.any(end, Classes::COORDINATOR) => {
                let joined = end + 1 < to
                    && (view.is_capital(end + 1) || view.any(end + 1, Classes::DETERMINER) || is_noun(view, end + 1))
                    && noun
                    && view.is_one_of(end, &["and", "or"]);
                let clause = (end + 1..to.min(end + 6)).any(|i| view.is_finite(i));
                if !joined || clause {
                    break;
                }
            }
            Sort::Word if view.is_adverb(end) && noun && view.token(end).shape == Shape::Lower => break,
            Sort::Word => {}
            _ => break,
        }
        noun |= word && is_noun(view, end);
        end += 1;
    }
    while end > start && !is_noun(view, end - 1) {
        end -= 1;
    }
    (end > start && noun && end - start <= 40).then_some(start..end)
}

/// “press reports,”: a form that verbs and nouns share, with nothing after it that a verb would take.
fn is_noun_here(view: &View, index: usize, to: usize) -> bool {
    let next = index + 1;
    view.any(index, Classes::DOCUMENT)
        && (next >= to
            || view.any(next, Classes::PREPOSITION)
            || !matches!(view.sort(next), Sort::Word | Sort::Number | Sort::Quote))
}

/// Whether a relative clause is open between the two.
fn relative_open(view: &View, start: usize, end: usize) -> bool {
    (start..end).rev().take(12).any(|i| view.is_one_of(i, &["who", "which", "whose", "that"]))
}

/// What follows a comma goes on with the phrase: “, a spokesman for the port”, “, who leads it”, “, 34”.
fn continues_after_comma(view: &View, index: usize, to: usize) -> bool {
    if index >= to || view.is_quoted(index) {
        return false;
    }
    match view.sort(index) {
        Sort::Number => true,
        Sort::Word => {
            let role_near = (index..to.min(index + 9))
                .take_while(|i| matches!(view.sort(*i), Sort::Word | Sort::Clitic | Sort::Number))
                .any(|i| view.any(i, Classes::ROLE | Classes::TITLE));
            // “a spokesman for the port, Ivo Oller.”: the name after the role.
            let named =
                (index..to.min(index + 5)).take_while(|i| view.is_capital(*i) && !view.any(*i, Classes::TIME)).count();
            let closed = index + named >= to || matches!(view.sort(index + named), Sort::Comma | Sort::Stop);
            // “according to the Gazette, the minister left”: a clause, not an apposition.
            let clause = || {
                let inner = index..to.min(index + 12);
                let border = |i: &usize| matches!(view.sort(*i), Sort::Comma | Sort::Stop) || view.is_one_of(*i, REL);
                let mut inner = inner.take_while(|i| !border(i));
                view.is(index, "the") && inner.any(|i| i > index + 1 && view.is_finite(i))
            };
            view.is_one_of(index, &["of", "a", "an"])
                || (2..=4).contains(&named) && closed
                || role_near
                    && !clause()
                    && !view.any(
                        index,
                        Classes::PREPOSITION | Classes::SUBORDINATOR | Classes::COORDINATOR | Classes::PRONOUN,
                    )
                    && view.token(index).word.cue.is_none_or(|(_, form)| form != dateline_lexicon::VerbForm::Ing)
        }
        _ => false,
    }
}

/// The part of the phrase that holds its head: up to a comma, a relative clause or a preposition.
pub(crate) fn head_part(view: &View, range: &Range<usize>) -> Range<usize> {
    let ends = |index: &usize| {
        matches!(view.sort(*index), Sort::Comma | Sort::OpenBracket | Sort::Dash)
            || view.is_word(*index)
                && !view.is_capital(*index)
                && *index > range.start
                && (view.any(*index, Classes::PREPOSITION)
                    || view.is_one_of(*index, &["who", "which", "whose", "that"]))
                && !(view.is(*index, "of")
                    && view.is_capital(*index - 1)
                    && *index + 1 < range.end
                    && view.is_capital(*index + 1))
    };
    let end = range.clone().find(ends).unwrap_or(range.end);
    range.start..end.max(range.start + 1).min(range.end)
}
