//! What the trained model finds, as names of tokens: bounds put right, titles taken off.
//!
//! Invariant: a name holds a capital and begins and ends with a word; days and sums of money are none. Cost: two searches
//! a name.

use super::Name;
use super::shape::RANKS;
use crate::language::{Label, Word};
use crate::token::{Shape, Sort};
use crate::view::View;
use dateline_lexicon::{Classes, Gazetteer, Known};
use dateline_record::{EntityType, Extent};
use std::ops::Range;

/// What ties itself to a name: “al-Khani”, “ash-Shifa”.
const ARTICLES: &[&str] = &["al", "el", "ad", "ar", "as", "ash", "at", "az", "an", "ul", "ur", "us", "bin", "ibn"];

/// What goes before nobody's name but a person's.
const COURTESY: &[&str] = &["mr.", "mr", "mrs.", "mrs", "ms.", "ms"];

/// What the model has seen of a document.
pub(crate) struct Seen<'a> {
    pub words: &'a [Word],
    pub labels: &'a [Label],
    pub kinds: &'a [&'static str],
}

/// The names that the model finds, in order.
pub(super) fn find(view: &View, sentences: &[Range<usize>], seen: &Seen) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::with_capacity(seen.labels.len());
    for label in seen.labels {
        let Some(entity_type) = seen.kinds.get(label.kind).and_then(|kind| type_of(kind)) else { continue };
        for label in parts(view, seen.words, label, entity_type) {
            let Some(name) = named(view, seen.words, &label, entity_type) else { continue };
            let sentence = sentences.partition_point(|sentence| sentence.end <= name.tokens.start);
            let inside = sentences.get(sentence).is_some_and(|sentence| name.tokens.end <= sentence.end);
            if inside && names.last().is_none_or(|last| last.tokens.end <= name.tokens.start) {
                names.push(name);
            }
        }
    }
    names
}

/// “Mosul, Iraq” is two places.
fn parts(view: &View, words: &[Word], label: &Label, entity_type: EntityType) -> Vec<Label> {
    let comma = |index: &usize| words[*index].of(view.text) == ",";
    let mut parts = Vec::with_capacity(1);
    let mut start = label.words.start;
    if entity_type == EntityType::Place {
        for at in label.words.clone().filter(comma) {
            if at > start {
                parts.push(Label { words: start..at, ..label.clone() });
            }
            start = at + 1;
        }
    }
    parts.push(Label { words: start..label.words.end, ..label.clone() });
    parts
}

/// Persons that are less than their shape: “Flor [Castellan]” is no stranger to both words.
pub(super) fn grow(view: &View, shaped: &[Name], modelled: &mut [Name]) {
    let gazetteer = Gazetteer::embedded();
    let part = |index: usize| {
        let word = view.word(index);
        let known = gazetteer.entry(word).known();
        let elsewhere = known.any(Known::PLACE | Known::GROUP | Known::BODY | Known::TITLE);
        let borne = known.any(Known::GIVEN | Known::SURNAME) && !known.any(Known::COUNTRY | Known::GROUP);
        view.is_capital(index)
            && !known.any(Known::COMMON)
            && (borne || !elsewhere)
            && !view.any(index, Classes::TITLE | Classes::ROLE | Classes::TIME)
            && view.token(index).shape == Shape::Capital
    };
    for index in 0..modelled.len() {
        let name = &modelled[index];
        if name.entity_type != EntityType::Person || name.is_part(view) {
            continue;
        }
        let place = shaped.partition_point(|shape| shape.tokens.end <= name.tokens.start);
        let Some(shape) = shaped.get(place).filter(|shape| shape.tokens.start <= name.tokens.start) else { continue };
        let before = index.checked_sub(1).map_or(0, |before| modelled[before].tokens.end);
        let behind = modelled.get(index + 1).map_or(usize::MAX, |next| next.tokens.start);
        let (mut start, mut end) = (name.tokens.start, name.tokens.end);
        while start > shape.tokens.start.max(before) && part(start - 1) && !name.titled {
            start -= 1;
        }
        while end < shape.tokens.end.min(behind) && part(end) {
            end += 1;
        }
        if let Some(extent) = view.extent(start..end).filter(|_| end - start < 5) {
            (modelled[index].tokens, modelled[index].extent) = (start..end, extent);
        }
    }
}

/// The type that a kind of the model stands for.
fn type_of(kind: &str) -> Option<EntityType> {
    match kind {
        "Person" => Some(EntityType::Person),
        "Organization" => Some(EntityType::Organisation),
        "Location" => Some(EntityType::Place),
        "NORP" => Some(EntityType::Group),
        "Facility" => Some(EntityType::Facility),
        "Misc" | "Product" => Some(EntityType::Unknown),
        _ => None,
    }
}

fn named(view: &View, words: &[Word], label: &Label, entity_type: EntityType) -> Option<Name> {
    let mut own = label.words.clone();
    let of = |index: usize| words[index].of(view.text);
    let several = own.len() > 1;
    let opens = |word: &str| {
        opens_none(word)
            || several && matches!(word, "Your" | "His" | "Her" | "Our" | "Their" | "My" | "Its" | "A" | "An")
    };
    while !own.is_empty() && opens(of(own.start)) && !(of(own.start) == "RT" && own.len() == 1) {
        own.start += 1;
    }
    while !own.is_empty() && ends_none(of(own.end - 1)) {
        own.end -= 1;
    }
    // “al-Khani”: what a hyphen ties on belongs to it.
    let tied = |one: usize, other: usize| words[one].end == words[other].start;
    if own.start >= 2
        && of(own.start - 1) == "-"
        && tied(own.start - 1, own.start)
        && tied(own.start - 2, own.start - 1)
    {
        own.start -= if ARTICLES.iter().any(|article| of(own.start - 2).eq_ignore_ascii_case(article)) { 2 } else { 0 };
    }
    // “Charles Oller IV”.
    let later = own.end < words.len() && matches!(of(own.end), "Jr." | "Jr" | "Sr." | "Sr" | "II" | "III" | "IV");
    own.end += usize::from(later && entity_type == EntityType::Person && own.len() > 1);
    if own.is_empty() {
        return None;
    }
    // “Sunni Turkey”, “Bush White House”: the word before what is known whole.
    let gazetteer = Gazetteer::embedded();
    if own.len() > 1 && matches!(entity_type, EntityType::Place | EntityType::Organisation) {
        let whole = Known::COUNTRY | Known::ARMED_GROUP | Known::METONYM;
        let all = gazetteer.entry_of(own.clone().map(of)).known();
        let rest = gazetteer.entry_of((own.start + 1..own.end).map(of)).known();
        let first = gazetteer.entry(of(own.start)).known();
        if all.is_empty() && rest.any(whole) && first.any(Known::GROUP | Known::SURNAME) {
            own.start += 1;
        }
    }
    // “Ana Oller (D-Vell.)”: what stands in brackets is beside the name.
    if let Some(open) = own.clone().skip(1).find(|index| of(*index).starts_with('(')) {
        own.end = open;
    }
    // “Alexander Oller 1”: the number of a note.
    let digits = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    if entity_type == EntityType::Person && own.len() > 2 && digits(of(own.end - 1)) {
        own.end -= 1;
    }
    let (mut start, end) = (words[own.start].start, words[own.end - 1].end);
    // “non-NATO”: what stands before the hyphen is no part of it.
    if let Some((prefix, _)) = of(own.start).split_once('-').filter(|(prefix, rest)| {
        prefix.starts_with(char::is_lowercase)
            && rest.starts_with(char::is_uppercase)
            && view.lexicon.word(prefix).classes.any(Classes::HYPHEN_PREFIX)
    }) {
        start += prefix.len() as u32 + 1;
    }
    let first = view.tokens.partition_point(|token| token.end <= start);
    let behind = first + view.tokens[first..].partition_point(|token| token.start < end);
    let mut tokens = first..behind;
    let mut extent = Extent::new(view.text, start as usize..end as usize)?;
    let mut titled = false;
    let addressed = tokens.len() > 1 && view.is_one_of(first, COURTESY);
    let entity_type = if addressed { EntityType::Person } else { entity_type };
    if entity_type == EntityType::Person {
        let untitled = untitled(view, &tokens);
        if untitled > tokens.start {
            titled = true;
            tokens.start = untitled;
            extent = Extent::new(view.text, view.token(untitled).start as usize..end as usize)?;
        }
    }
    // “spokeswoman Ana Oller”, “Sen. Oller”
    let before = tokens.start.checked_sub(1).filter(|before| view.is_word(*before));
    titled |= before.is_some_and(|before| {
        view.any(before, Classes::ROLE | Classes::TITLE)
            && (view.is_capital(before) || !view.word(before).ends_with('s'))
    });
    // “@oller”: an account, of whom is not told.
    let account = extent.of(view.text).starts_with(['@', '#']);
    let entity_type = if account { EntityType::Unknown } else { entity_type };
    let capital = account || extent.of(view.text).contains(char::is_uppercase);
    capital.then_some(Name { tokens, extent, titled, entity_type, sure: true, gain: label.gain })
}

/// Where a name begins behind its titles: “Prime Minister Ana Oller”.
fn untitled(view: &View, tokens: &Range<usize>) -> usize {
    let mut start = tokens.start;
    while start + 1 < tokens.end {
        let title = view.any(start, Classes::TITLE | Classes::ROLE) || view.is_one_of(start, RANKS);
        // “Judge Oller” is titled, “Dean Oller” has a given name: only what is in the lists goes.
        if !(title && view.is_word(start + 1)) {
            break;
        }
        start += 1;
    }
    // “Minister of Ports Ana Oller” is not ours to cut.
    if view.token(start).shape == Shape::Lower
        && view.sort(start) == Sort::Word
        && view.any(start, Classes::PREPOSITION)
    {
        tokens.start
    } else {
        start
    }
}

fn opens_none(word: &str) -> bool {
    word.eq_ignore_ascii_case("the")
        || word == "RT"
        || !word.starts_with(char::is_alphanumeric) && !word.starts_with(['@', '#'])
}

fn ends_none(word: &str) -> bool {
    matches!(word, "'s" | "’s" | "'S" | "’S")
        || !word.ends_with(|char: char| char.is_alphanumeric() || char == '.')
        || word.chars().all(|char| char == '.')
}
