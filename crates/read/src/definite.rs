//! “The senator”, “the retired pilot”: somebody told of before. Who was never brought in as “a senator” came with a name.
//!
//! Invariant: tells only that there is a name, not which. Cost: linear in the tokens, once; a look-up a description.

use crate::phrase;
use crate::token::{Shape, Sort};
use crate::view::View;
use dateline_lexicon::Classes;
use dateline_record::Extent;
use std::collections::BTreeMap;

/// Nouns that can stand for anybody, whatever brought him in.
const ANYBODY: &[&str] = &[
    "official",
    "source",
    "person",
    "man",
    "woman",
    "boy",
    "girl",
    "voter",
    "user",
    "reader",
    "viewer",
    "narrator",
    "insider",
    "aide",
    "staffer",
    "employee",
    "worker",
    "operative",
    "resident",
    "witness",
    "interviewer",
    "moderator",
];

/// Nouns for many that have no plural ending.
const MANY: &[&str] = &["people", "men", "women", "audience", "crowd", "couple", "police", "family", "staff", "clergy"];

/// At most this many words stand between “a” and its noun.
const FAR: usize = 4;

/// Nouns for people, with the token where each is first brought in without a name.
pub(crate) struct Introductions(BTreeMap<String, usize>);

impl Introductions {
    /// Looks over the document.
    pub fn of(view: &View) -> Introductions {
        let mut first = BTreeMap::new();
        for noun in 1..view.tokens.len() {
            if is_somebody(view, noun) && is_brought_in(view, noun) {
                first.entry(view.word(noun).to_lowercase()).or_insert(noun);
            }
        }
        Introductions(first)
    }

    /// Whether `description` is of one whom nothing before it brings in without a name, and whether it is written as a name is:
    /// “the Minister”.
    pub fn of_one_named(&self, view: &View, description: Extent) -> Option<bool> {
        let start = view.tokens.partition_point(|token| (token.start as usize) < description.start());
        let end = view.tokens.partition_point(|token| (token.start as usize) < description.end());
        if start + 1 >= end || !view.is_one_of(start, &["the", "this", "that"]) {
            return None;
        }
        let head = phrase::head_part(view, &(start..end));
        let last = head.end - 1;
        let one = is_somebody(view, last)
            && !view.word(last).ends_with('s')
            && !view.is_one_of(last, MANY)
            && !view.is_one_of(last, ANYBODY);
        let known = one && self.0.get(&view.word(last).to_lowercase()).is_none_or(|noun| *noun > start);
        let office = view.token(last).shape == Shape::Capital && last == start + 1;
        known.then_some(office && view.any(last, Classes::TITLE))
    }
}

fn is_somebody(view: &View, noun: usize) -> bool {
    view.is_word(noun) && view.any(noun, Classes::ROLE | Classes::UNNAMED | Classes::TITLE)
}

/// “a senator”, “one local official”; not “Vell, a senator”, “he is a senator”.
fn is_brought_in(view: &View, noun: usize) -> bool {
    for article in (noun.saturating_sub(FAR)..noun).rev() {
        if view.is_one_of(article, &["a", "an", "one", "another"]) {
            let before = article.wrapping_sub(1);
            let apposed = view.sort(before) == Sort::Comma && view.is_capital(article.wrapping_sub(2));
            let predicate =
                view.is_one_of(before, &["is", "was", "as", "be", "been", "being", "became", "like", "not"]);
            return !apposed && !predicate;
        }
        if !view.is_noun_like(article) {
            return false;
        }
    }
    false
}
