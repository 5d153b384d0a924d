//! Names of those who are not named: “Russian Official 5”, “RO 5”, “Company B”, “Country D”.
//!
//! Invariant: ends in a number or a letter; such a name belongs to its document. Cost: two words looked at.

use crate::token::{Shape, Sort};
use crate::view::View;
use dateline_lexicon::Classes;
use dateline_record::EntityType;
use std::ops::Range;

/// What such names are of, beside roles and bodies.
const OPENERS: &[&str] = &["country", "individual", "person", "businessperson", "victim", "state", "city"];

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
