//! Names of those who are not named: “Russian Official 5”, “RO 5”, “Company B”, “Country D”.
//!
//! Invariant: ends in a number or a letter; such a name belongs to its document. Cost: two words looked at.

use super::Name;
use crate::token::{Shape, Sort};
use crate::view::View;
use dateline_lexicon::{Classes, Gazetteer, Known};
use dateline_record::EntityType;
use std::ops::Range;

/// What such names are of, beside roles and bodies.
const OPENERS: &[&str] = &["country", "individual", "person", "businessperson", "victim", "state", "city"];

/// Those of all sentences, in order.
pub(super) fn find(view: &View, sentences: &[Range<usize>]) -> Vec<Name> {
    let mut names = Vec::new();
    for sentence in sentences {
        for last in sentence.clone().skip(1) {
            let word = view.word(last);
            let number = view.sort(last) == Sort::Number && word.len() < 3;
            let letter = word.len() == 1 && word != "I" && word.bytes().all(|byte| byte.is_ascii_uppercase());
            let joined = view.token(last).start == view.token(last - 1).end + 1;
            let plural = view.word(last - 1).ends_with('s');
            if !(number || letter) || !joined || plural || !is_scoped(view, &(last - 1..last + 1)) {
                continue;
            }
            let people = Gazetteer::embedded().entry(view.word(last.saturating_sub(2))).known();
            let before = last - sentence.start > 1 && view.is_capital(last - 2) && people.any(Known::GROUP);
            let tokens = last - 1 - usize::from(before)..last + 1;
            let Some(extent) = view.extent(tokens.clone()) else { continue };
            let entity_type = scoped_type(view, &tokens, EntityType::Unknown);
            names.push(Name { tokens, extent, titled: false, entity_type, sure: true, gain: 4.0 });
        }
    }
    names
}

/// Whether a name stands for somebody who is not named.
pub(crate) fn is_scoped(view: &View, tokens: &Range<usize>) -> bool {
    if !(2..4).contains(&tokens.len()) {
        return false;
    }
    let (sort, last) = (tokens.end - 2, tokens.end - 1);
    let label = view.sort(last) == Sort::Number || view.word(last).trim_end_matches('.').len() == 1;
    let letters = view.token(sort).shape == Shape::Upper && view.word(sort).len() < 4 && tokens.len() == 2;
    let sorts = Classes::ROLE | Classes::UNNAMED | Classes::COLLECTIVE;
    label
        && view.is_capital(sort)
        && (view.any(sort, sorts) || view.is_one_of(sort, OPENERS) || letters && view.sort(last) == Sort::Number)
}

/// The type that the word before the number tells; its own where that is silent (“CTF 50”).
pub(super) fn scoped_type(view: &View, tokens: &Range<usize>, own: EntityType) -> EntityType {
    let sort = tokens.end - 2;
    match () {
        _ if view.any(sort, Classes::COLLECTIVE) => EntityType::Organisation,
        _ if view.is_one_of(sort, &["country", "state", "city"]) => EntityType::Place,
        _ if view.any(sort, Classes::ROLE | Classes::UNNAMED) || view.is_one_of(sort, OPENERS) => EntityType::Person,
        _ => own,
    }
}
