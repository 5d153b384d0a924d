//! Names of several words that the gazetteer knows whole: “Islamic State of Iraq and the Levant”.
//!
//! Invariant: written with capitals, in one sentence, of a class that is no person's. Cost: a look-up a word that has a
//! capital.

use super::Name;
use crate::view::View;
use dateline_lexicon::{Gazetteer, Known};
use dateline_record::EntityType;
use std::ops::Range;

/// The known names of several words, in order.
pub(super) fn find(view: &View, sentences: &[Range<usize>]) -> Vec<Name> {
    let gazetteer = Gazetteer::embedded();
    let mut names = Vec::new();
    for sentence in sentences {
        let word = |index: usize| sentence.contains(&index).then(|| view.word(index));
        let mut free = sentence.start;
        for index in sentence.clone() {
            if index < free || !view.is_capital(index) {
                continue;
            }
            // “Nagorno-Karabakh” is one token.
            if view.word(index).contains('-') {
                names.extend(hyphened(view, index, gazetteer.entry(view.word(index)).known()));
            } else if let Some((end, known)) = gazetteer.longest(index, word) {
                names.extend(named(view, index..end, known));
                free = end;
            }
        }
    }
    names
}

fn hyphened(view: &View, index: usize, known: Known) -> Option<Name> {
    let entity_type = match () {
        _ if known.any(Known::GIVEN | Known::SURNAME | Known::TITLE | Known::PERSON) => return None,
        _ if known.any(Known::BODY) => EntityType::Organisation,
        _ if known.any(Known::PLACE) => EntityType::Place,
        _ => return None,
    };
    let tokens = index..index + 1;
    let extent = view.extent(tokens.clone())?;
    Some(Name { tokens, extent, titled: false, entity_type, sure: true, gain: 4.0 })
}

fn named(view: &View, tokens: Range<usize>, known: Known) -> Option<Name> {
    let entity_type = match () {
        _ if known.any(Known::GIVEN | Known::SURNAME | Known::TITLE | Known::CITY | Known::SUBDIVISION) => return None,
        _ if known.any(Known::PERSON) => return None,
        _ if known.any(Known::BODY) => EntityType::Organisation,
        _ if known.any(Known::COUNTRY | Known::CAPITAL | Known::REGION) => EntityType::Place,
        _ => return None,
    };
    let start = tokens.start + usize::from(view.is(tokens.start, "the"));
    let tokens = start..tokens.end;
    // Every longer word has its capital; a metonym keeps its article out: “the Kremlin”.
    let written = tokens.clone().all(|index| {
        let word = view.word(index);
        view.is_capital(index) || word.chars().count() < 4 || !view.is_word(index) || word.contains(char::is_uppercase)
    });
    let extent = view.extent(tokens.clone())?;
    (tokens.len() > 1 && written && view.is_capital(tokens.start) && view.is_capital(tokens.end - 1)).then_some(Name {
        tokens,
        extent,
        titled: false,
        entity_type,
        sure: true,
        gain: 4.0,
    })
}
