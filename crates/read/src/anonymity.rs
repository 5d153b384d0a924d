//! Anonymity: the words that withhold a source's name, with their reason.
//!
//! Invariant: the text is a verbatim stretch of one sentence. Cost: a scan for a few opening words.

use crate::token::Sort;
use crate::view::View;
use std::ops::Range;

/// How a stretch that withholds a name can begin.
const OPENINGS: &[&[&str]] = &[
    &["granted", "anonymity"],
    &["on", "condition", "of", "anonymity"],
    &["on", "the", "condition", "of", "anonymity"],
    &["on", "condition", "they", "not", "be"],
    &["on", "condition", "he", "not", "be"],
    &["on", "condition", "she", "not", "be"],
    &["requested", "anonymity"],
    &["requesting", "anonymity"],
    &["asked", "for", "anonymity"],
    &["insisted", "on", "anonymity"],
    &["spoke", "anonymously"],
    &["speaking", "anonymously"],
    &["asked", "not", "to", "be", "named"],
    &["asked", "not", "to", "be", "identified"],
    &["asking", "not", "to", "be", "named"],
    &["asking", "not", "to", "be", "identified"],
    &["declined", "to", "be", "named"],
    &["declined", "to", "be", "identified"],
    &["not", "authorized", "to", "speak"],
    &["not", "authorised", "to", "speak"],
];

/// The first stretch of `range` that withholds a name.
pub(crate) fn find(view: &View, range: &Range<usize>) -> Option<Range<usize>> {
    for at in range.clone() {
        if !view.is_word(at) || view.is_quoted(at) {
            continue;
        }
        let opens = OPENINGS.iter().any(|words| {
            at + words.len() <= range.end && words.iter().enumerate().all(|(offset, word)| view.is(at + offset, word))
        });
        if !opens {
            continue;
        }
        let start =
            if at > range.start && view.is_one_of(at - 1, &["spoke", "speaking", "was", "were"]) { at - 1 } else { at };
        let border = |i: &usize| {
            matches!(view.sort(*i), Sort::Comma | Sort::Stop | Sort::Semicolon | Sort::Dash | Sort::CloseBracket)
                || view.is_quoted(*i)
                || view.is(*i, "said")
                || view.is(*i, "says")
        };
        let end = (at..range.end).find(border).unwrap_or(range.end);
        return Some(start..end);
    }
    None
}
