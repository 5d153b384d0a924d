//! What the model takes for a name and is a description, a title or a tag: “General”, “Nevada Magistrate”, “D-Wash.”.
//!
//! Invariant: what the gazetteer knows as a place, a people or a body is never one. Cost: a look-up a word.

use super::scoped::is_scoped;
use super::{Name, settle};
use crate::token::Sort;
use crate::view::View;
use dateline_lexicon::{Classes, Gazetteer, Known};
use dateline_record::EntityType;

/// Whether no name was meant.
pub(super) fn is_description(view: &View, gazetteer: &Gazetteer, name: &Name) -> bool {
    let written = name.extent.of(view.text);
    let known = gazetteer.entry(written).known();
    if name.gain == 0.0 || known.any(Known::PLACE | Known::GROUP | Known::BODY) || is_scoped(view, &name.tokens) {
        return false;
    }
    let (first, last) = (name.tokens.start, name.tokens.end - 1);
    let common = |index: usize| view.sort(index) != Sort::Word || gazetteer.is_common_word(view.word(index));
    if name.tokens.len() == 1 {
        let office = view.any(first, Classes::TITLE | Classes::ROLE) || is_titles(view, first);
        let loose = matches!(name.entity_type, EntityType::Unknown | EntityType::Group);
        return is_party_tag(written) || (office || loose) && common(first) || is_titles(view, first);
    }
    match name.entity_type {
        EntityType::Organisation | EntityType::Unknown if view.any(last, Classes::ROLE | Classes::UNNAMED) => true,
        EntityType::Unknown => name.tokens.clone().all(common) && !settle::tells_sort(view, last),
        _ => false,
    }
}

/// A word that nothing is known of is sure only where the model gains as much by it.
const LEAST: f32 = 1.5;

/// Takes back what the model hardly says: what is left is the shape.
pub(super) fn doubt(view: &View, gazetteer: &Gazetteer, name: &mut Name) {
    let unknown = || gazetteer.entry(name.extent.of(view.text)).known().is_empty();
    if name.gain > 0.0 && name.gain < LEAST && name.tokens.len() == 1 && !name.titled && unknown() {
        (name.gain, name.sure, name.entity_type) = (0.0, false, EntityType::Unknown);
    }
}

/// “Sens.”, “Reps.”: titles of several.
fn is_titles(view: &View, index: usize) -> bool {
    let word = view.word(index).trim_end_matches('.').to_lowercase();
    matches!(word.as_str(), "sens" | "reps" | "govs" | "drs" | "profs" | "gens" | "messrs")
}

/// “D-Wash”, “R-N.C”: a party and a state.
fn is_party_tag(written: &str) -> bool {
    let mut chars = written.chars();
    matches!(chars.next(), Some('D' | 'R' | 'I'))
        && chars.next() == Some('-')
        && chars.next().is_some_and(char::is_uppercase)
}
