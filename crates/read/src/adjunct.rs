//! When, where and to whom, between a cue and its content: “on Tuesday”, “in a statement”, “at a rally in Oller”.
//!
//! Invariant: a phrase is passed over only where what follows it is sure to be the content or the end. Cost: at most
//! eighteen tokens a phrase.

use crate::phrase::{self, SUBJECTS};
use crate::token::{Shape, Sort};
use crate::verb::Group;
use crate::view::View;
use dateline_lexicon::{Classes, Frames};

/// Passes over when, where and to whom: “on Tuesday”, “in a statement”, “at a rally in Oller”, “to reporters”.
pub(crate) fn skip_adjuncts(view: &View, group: &Group, mut at: usize, end: usize) -> usize {
    while at < end && !view.is_quoted(at) {
        let word = view.is_word(at);
        if word
            && view.any(at, Classes::TIME)
            && !view.is(at, "may")
            && (view.is_capital(at)
                || view.is_adverb(at)
                || view.is_one_of(at, &["today", "yesterday", "tonight", "recently", "now", "later", "earlier"]))
        {
            at += 1;
            while at < end && (view.any(at, Classes::TIME) && view.is_word(at) || view.sort(at) == Sort::Number) {
                at += 1;
            }
        } else if word
            && view.is_one_of(at, &["last", "this", "late", "early", "earlier", "later"])
            && at + 1 < end
            && view.is_word(at + 1)
            && view.any(at + 1, Classes::TIME)
        {
            at += 2;
        } else if word
            && view.is_adverb(at)
            && view.token(at).shape == Shape::Lower
            && !view.any(at, Classes::SUBORDINATOR | Classes::PREPOSITION | Classes::DETERMINER | Classes::HEDGE)
            && !view.is_one_of(at, &["only", "almost", "nearly", "just", "even", "further"])
        {
            at += 1;
        } else if view.sort(at) == Sort::Comma
            && at + 2 < end
            && view.is_one_of(at + 1, &["however", "though", "too", "instead", "meanwhile"])
            && view.sort(at + 2) == Sort::Comma
        {
            at += 3;
        } else if word
            && view.is_one_of(
                at,
                &[
                    "in",
                    "at",
                    "on",
                    "during",
                    "after",
                    "via",
                    "through",
                    "to",
                    "by",
                    "from",
                    "before",
                    "with",
                    "of",
                    "about",
                    "outside",
                    "following",
                    "under",
                ],
            )
        {
            match adjunct_end(view, group, at, end) {
                Some(past) => at = past,
                None => break,
            }
        } else if view.sort(at) == Sort::OpenBracket {
            match (at..end.min(at + 12)).find(|i| view.sort(*i) == Sort::CloseBracket) {
                Some(close) => at = close + 1,
                None => break,
            }
        } else {
            break;
        }
    }
    at
}

/// Where the phrase that the preposition at `at` opens ends, if what comes next is sure to be the content or the end.
fn adjunct_end(view: &View, group: &Group, at: usize, end: usize) -> Option<usize> {
    if view.is(at, "to")
        && group.frames.any(Frames::TO)
        && at + 1 < end
        && !view.any(at + 1, Classes::DETERMINER | Classes::ROLE)
        && !view.is_capital(at + 1)
    {
        return None;
    }
    if at + 1 < end
        && view.any(at + 1, Classes::TIME)
        && view.is_word(at + 1)
        && view.is_one_of(at, &["on", "in", "at", "by"])
    {
        let mut past = at + 2;
        while past < end && (view.sort(past) == Sort::Number || view.is_word(past) && view.any(past, Classes::TIME)) {
            past += 1;
        }
        return Some(past);
    }
    let mut venue = false;
    let limit = end.min(at + 18);
    let mut index = at + 1;
    while index < limit {
        if view.is_quoted(index) {
            // A programme's name in marks (“on “Meet the Town””) is part of the venue.
            let quote = view.quote(index)?;
            let title = quote.inside().len() <= 6
                && quote.tokens.end < end
                && view.is_word(quote.inside().start)
                && quote.inside().all(|i| {
                    !view.is_word(i) || view.is_capital(i) || view.any(i, Classes::PREPOSITION | Classes::DETERMINER)
                });
            if title {
                venue = true;
                index = quote.tokens.end;
                continue;
            }
            return (index > at + 1 && group.frames.any(Frames::QUOTE)).then_some(index);
        }
        match view.sort(index) {
            Sort::Colon => return Some(index),
            Sort::Comma if index + 1 < end && view.is_quoted(index + 1) => return Some(index),
            Sort::Comma | Sort::Dash | Sort::Semicolon | Sort::Stop => return venue.then_some(index),
            Sort::Word => {
                if view.is(index, "that")
                    && phrase::is_noun(view, index - 1)
                    && group.frames.any(Frames::CLAUSE | Frames::THAT)
                {
                    return Some(index);
                }
                if index > at + 1
                    && view.is_one_of(index, SUBJECTS)
                    && phrase::is_noun(view, index - 1)
                    && !view.is(index, "you")
                {
                    return Some(index);
                }
                let stands = venue || view.any(index - 1, Classes::TIME);
                if stands && index > at + 1 && view.any(index, Classes::DETERMINER) && phrase::is_noun(view, index - 1)
                {
                    return Some(index);
                }
                if venue
                    && view.is_capital(index)
                    && view.any(index - 1, Classes::VENUE)
                    && !view.any(index, Classes::TIME)
                {
                    return Some(index);
                }
                venue |= view.any(index, Classes::VENUE)
                    || view.is_one_of(index, &["twitter", "facebook", "instagram", "reporters", "conference"]);
                if view.is_finite(index)
                    && !view.is_one_of(index, &["released", "issued", "published", "held", "posted"])
                {
                    return None;
                }
            }
            _ => {}
        }
        index += 1;
    }
    (index >= end && venue).then_some(end)
}
