//! Where a content begins: “that”, a quotation, an infinitive, a noun phrase, as the frames of its cue allow.
//!
//! Invariant: what no frame of the cue allows is no content. Cost: a few tokens, but for the search for a verb.

use crate::adjunct::skip_adjuncts;
use crate::phrase::{self, SUBJECTS};
use crate::token::{Shape, Sort};
use crate::verb::Group;
use crate::view::View;
use dateline_lexicon::{Classes, Frames};
use std::ops::Range;

/// Where a content begins; at the segment's end where a colon closes the segment.
pub(crate) struct Beginning {
    pub start: usize,
    pub cue_end: usize,
    pub addressee: Option<Range<usize>>,
}

pub(crate) const WH: &[&str] = &["whether", "how", "why", "what", "if", "where", "when", "who", "which"];

pub(crate) fn begin(view: &View, group: &Group, end: usize) -> Option<Beginning> {
    let first = group.tokens.end;
    let start = skip_adjuncts(view, group, first, end);
    let at = |start: usize| Some(Beginning { start, cue_end: first, addressee: None });
    let past = |start: usize| Some(Beginning { start, cue_end: start, addressee: None });
    if start >= end {
        return None;
    }
    let frames = group.frames;
    let speaks = frames.any(Frames::QUOTE | Frames::CLAUSE);
    match view.sort(start) {
        _ if view.is_quoted(start) => {
            return if frames.any(Frames::QUOTE | Frames::CLAUSE | Frames::THAT | Frames::OBJECT) {
                at(start)
            } else {
                None
            };
        }
        Sort::Colon => return if speaks { at(start + 1) } else { None },
        Sort::Comma | Sort::Dash if speaks && view.is_quoted(start + 1) => return at(start + 1),
        // “said in Oller, in the north, that”: a comma closes what stands between.
        Sort::Comma if frames.any(Frames::CLAUSE | Frames::THAT) => {
            let that = (start + 2..end.min(start + 12)).find(|i| view.is(*i, "that"));
            return match that {
                Some(that) if view.sort(that - 1) == Sort::Comma => at(that),
                _ => None,
            };
        }
        Sort::Word | Sort::Number | Sort::Other | Sort::OpenBracket => {}
        _ => return None,
    }
    // “revealed that to his aide”: a pronoun.
    let pointed = view.is(start, "that") && start + 1 < end && view.is_one_of(start + 1, &["to", "about", "with"]);
    if frames.any(Frames::CLAUSE | Frames::THAT) && !pointed && (view.is(start, "that") || view.is_one_of(start, WH)) {
        return at(start);
    }
    if view.is(start, "to") {
        if frames.any(Frames::TO) && !view.any(start + 1, Classes::DETERMINER) && !view.is_capital(start + 1) {
            return at(start);
        }
        return if frames.any(Frames::TO_NOUN) && start == first { past(start + 1) } else { None };
    }
    if frames.any(Frames::URGE | Frames::WHOM)
        && let Some(beginning) = with_person(view, group, start, end)
    {
        return Some(beginning);
    }
    if frames.any(Frames::of_preposition(&view.word(start).to_lowercase())) && start == first && start + 1 < end {
        return past(start + 1);
    }
    if frames.any(Frames::ING) && view.is_word(start) && view.word(start).ends_with("ing") && view.word(start).len() > 5
    {
        return at(start);
    }
    let closed = view.any(start, Classes::PREPOSITION | Classes::COORDINATOR | Classes::SUBORDINATOR);
    if closed && !view.any(start, Classes::DETERMINER | Classes::QUANTIFIER) && !view.is_capital(start) {
        // “said in Oller the vote would stand”: a clause may open with a phrase of place.
        let opens = group.lemma == "say" && view.is_one_of(start, OPENERS);
        return if opens && has_verb(view, start, end) { at(start) } else { None };
    }
    if frames.any(Frames::AS) {
        let border = |i: &usize| view.is(*i, "as") || view.sort(*i) == Sort::Comma;
        if (start + 1..end.min(start + 22)).find(border).is_some_and(|i| view.is(i, "as")) {
            return at(start);
        }
    }
    if group.lemma == "tell" {
        return None;
    }
    // “voiced fear to the Globe that the bridge would fall”: what is feared, not the fear.
    let noun = start + usize::from(view.any(start, Classes::DETERMINER));
    if frames.any(Frames::OBJECT) && view.token(noun).word.noun_cue.is_some() {
        let near = (noun + 1..end.min(noun + 8)).take_while(|i| view.is_word(*i) && !view.is_finite(*i));
        let that = near.into_iter().find(|i| view.is(*i, "that"));
        if let Some(that) = that {
            return Some(Beginning { start: that, cue_end: noun + 1, addressee: None });
        }
    }
    let object = frames.any(Frames::OBJECT)
        && begins_object(view, start)
        && (group.lemma != "call" || is_called_something(view, start, end));
    let clause = frames.any(Frames::CLAUSE) && begins_clause(view, group, start, end);
    if object || clause { at(start) } else { None }
}

/// “called the vote a farce”: a thing and what it is called; “a firm called Oller” is a name.
pub(crate) fn is_called_something(view: &View, start: usize, end: usize) -> bool {
    let near = start + 1..end.min(start + 16);
    let mut inner = near.take_while(|i| {
        view.is_quoted(*i) || !matches!(view.sort(*i), Sort::Comma | Sort::Stop) && !view.is_finite(*i)
    });
    let pronoun = view.is_one_of(start, &["it", "him", "her", "them", "me", "us", "this", "himself"]);
    pronoun
        || inner.any(|i| {
            view.is_quoted(i) || view.is_one_of(i, &["a", "an", "the", "one", "too", "very", "not", "his", "her", "so"])
        })
}

/// Prepositions and conjunctions that may open what was said.
const OPENERS: &[&str] = &[
    "in", "if", "after", "while", "under", "with", "for", "despite", "without", "as", "when", "once", "during", "at",
    "on", "by", "even",
];

/// “told reporters that …”, “urged the crowd to …”.
fn with_person(view: &View, group: &Group, start: usize, end: usize) -> Option<Beginning> {
    let cue_end = group.tokens.end;
    let person = addressee(view, start, end)?;
    let mut past = person.end;
    // “told Ana Oller of the Gazette that”.
    if view.is_one_of(past, &["of", "from"]) && view.is_capital(past - 1) {
        let affiliation = (past + 1..end)
            .take_while(|i| view.is_capital(*i) && !view.is_quoted(*i) || view.is(*i, "the") && *i == past + 1);
        past = affiliation.last().map_or(past, |last| last + 1);
    }
    let next = skip_adjuncts(view, group, past, end);
    if next >= end {
        return None;
    }
    if group.frames.any(Frames::URGE) && view.is(next, "to") && !view.any(next + 1, Classes::DETERMINER) {
        return Some(Beginning { start, cue_end, addressee: Some(person) });
    }
    let at = |start: usize, person| Some(Beginning { start, cue_end, addressee: Some(person) });
    if !group.frames.any(Frames::WHOM) {
        return None;
    }
    if matches!(view.sort(next), Sort::Comma | Sort::Colon) && !view.is_quoted(next) {
        if view.sort(next) == Sort::Colon || view.is_quoted(next + 1) {
            return at(next + 1, person);
        }
        // “told the court, under oath, that”.
        let that = (next + 1..end.min(next + 14)).find(|i| view.is(*i, "that") && view.sort(*i - 1) == Sort::Comma);
        return that.and_then(|that| at(that, person));
    }
    // “what he told the clerk that was written down”: a relative clause.
    if view.is(next, "that") && view.is_finite(next + 1) {
        return None;
    }
    if view.is_quoted(next)
        || view.is(next, "that")
        || view.is_one_of(next, WH)
        || view.is(next, "to") && group.lemma == "tell"
    {
        return at(next, person);
    }
    if view.is_one_of(next, &["about", "of"]) && group.lemma != "tell" {
        return at(next + 1, person);
    }
    let clause = view.is_word(next)
        && !view.any(next, Classes::PREPOSITION)
        && has_verb(view, next, end)
        && begins_object(view, next);
    if clause { at(next, person) } else { None }
}

/// Whom the words are for: a pronoun, a name, or a short noun phrase.
fn addressee(view: &View, start: usize, end: usize) -> Option<Range<usize>> {
    if !view.is_word(start) || view.is_quoted(start) {
        return None;
    }
    if view.is_one_of(start, &["him", "her", "them", "me", "us", "it", "you", "himself", "herself"])
        && !(view.is(start, "her")
            && start + 1 < end
            && phrase::is_noun(view, start + 1)
            && view.token(start + 1).shape == Shape::Lower)
    {
        return Some(start..start + 1);
    }
    if view.is_one_of(start, SUBJECTS)
        || view.any(start, Classes::PREPOSITION | Classes::AUXILIARY | Classes::SUBORDINATOR) && !view.is_capital(start)
    {
        return None;
    }
    let mut at = start + usize::from(view.any(start, Classes::DETERMINER | Classes::QUANTIFIER));
    let head = at;
    let capital = at < end && view.is_capital(at);
    while at < end && !view.is_quoted(at) {
        let token = &view.tokens[at];
        let same = match token.sort {
            Sort::Clitic | Sort::Number => at > head,
            Sort::Word if view.any(at, Classes::TIME) && token.shape != Shape::Lower => false,
            Sort::Word if token.shape == Shape::Lower => {
                !view.any(
                    at,
                    Classes::PREPOSITION
                        | Classes::PRONOUN
                        | Classes::DETERMINER
                        | Classes::AUXILIARY
                        | Classes::SUBORDINATOR,
                ) && !view.is_finite(at)
                    && !view.is_adverb(at)
                    && (!capital
                        || view.sort(at - 1) == Sort::Clitic
                        || (at..at + 3).any(|i| {
                            view.token(i).shape == Shape::Lower
                                && view.any(i, Classes::ROLE | Classes::COLLECTIVE | Classes::OUTLET_WORD)
                                && (at..i).all(|j| view.is_noun_like(j) && !view.is_finite(j))
                        })
                        || view.is_one_of(at, &["and"])
                        || view.is(at - 1, "and"))
            }
            // “told reporters Vell would”: a name after a small noun is the next subject.
            Sort::Word => {
                capital && !view.any(at, Classes::DETERMINER)
                    || at == head
                    || view.sort(at - 1) == Sort::Clitic
                    || view.any(at - 1, Classes::ROLE) && at - 1 > head
            }
            _ => false,
        };
        if !same {
            break;
        }
        at += 1;
    }
    (at > head && phrase::is_noun(view, at - 1)).then_some(start..at)
}

/// Whether a finite verb stands in the stretch, outside quotations; a quotation counts as one.
pub(crate) fn has_verb(view: &View, start: usize, end: usize) -> bool {
    (start..end.min(start + 40)).any(|i| {
        view.is_quoted(i)
            || view.is_finite(i)
            || view.sort(i) == Sort::Clitic && i + 1 < end && !phrase::is_noun(view, i + 1)
            || plain_past(view, i)
    })
}

/// “it collapsed”: a word in -ed after a noun or pronoun.
fn plain_past(view: &View, index: usize) -> bool {
    index > 0
        && view.is_word(index)
        && view.token(index).shape == Shape::Lower
        && view.word(index).ends_with("ed")
        && (view.any(index - 1, Classes::PRONOUN) || view.is_noun_like(index - 1))
}

fn begins_clause(view: &View, group: &Group, start: usize, end: usize) -> bool {
    if group.negated && group.lemma != "say" {
        return false;
    }
    if view.is_one_of(start, SUBJECTS) {
        return true;
    }
    begins_object(view, start) && (group.lemma == "say" && end - start > 2 || has_verb(view, start + 1, end))
}

/// Whether a noun phrase can begin here.
fn begins_object(view: &View, start: usize) -> bool {
    if view.is(start, "about") && view.any(start + 1, Classes::DETERMINER) {
        return false;
    }
    match view.sort(start) {
        Sort::Number => true,
        Sort::Other => matches!(view.word(start), "$" | "£" | "€"),
        Sort::Word => {
            view.is_capital(start)
                || view.any(start, Classes::DETERMINER | Classes::QUANTIFIER)
                || view.is_one_of(start, &["him", "her", "them", "it", "me", "us", "himself", "herself", "himself"])
                || !view.any(
                    start,
                    Classes::PREPOSITION
                        | Classes::COORDINATOR
                        | Classes::SUBORDINATOR
                        | Classes::AUXILIARY
                        | Classes::VERB,
                ) && !view.is_adverb(start)
                || view.is_adverb(start) && view.any(start, Classes::QUANTIFIER)
        }
        _ => false,
    }
}
