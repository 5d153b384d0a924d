//! Types by the gazetteer and by the document: a country is a place, one name has one type, a surname is its bearer's.
//!
//! Invariant: names of the same words have one type; only what is known, or named in running text too, is a name in a
//! headline. Cost: a look-up and a key for each name.

use super::scoped::{is_scoped, scoped_type};
use super::{Name, is_called_body, is_headline};
use crate::token::{Shape, Sort};
use crate::view::View;
use dateline_lexicon::{Classes, Gazetteer, Known};
use dateline_record::EntityType;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What speaks for each type, in the order of [`TYPES`].
type Votes = [f32; 8];
const TYPES: [EntityType; 8] = [
    EntityType::Person,
    EntityType::Organisation,
    EntityType::Place,
    EntityType::Group,
    EntityType::Facility,
    EntityType::Event,
    EntityType::Work,
    EntityType::Unknown,
];

/// What it weighs that a document says what only bodies have.
const CALLED: f32 = 20.0;

/// Gives each name its type and says which are sure; drops those of headlines that nothing speaks for.
pub(super) fn settle(view: &View, sentences: &[Range<usize>], names: &mut Vec<Name>) {
    let gazetteer = Gazetteer::embedded();
    let headlines: Vec<bool> = sentences.iter().map(|sentence| is_headline(view, sentence)).collect();
    let in_headline = |name: &Name| {
        let sentence = sentences.partition_point(|sentence| sentence.end <= name.tokens.start);
        headlines.get(sentence).copied().unwrap_or(false)
    };
    let known: Vec<Known> = names.iter().map(|name| known(view, gazetteer, name)).collect();
    let keys: Vec<String> = names.iter().map(|name| name.extent.of(view.text).to_lowercase()).collect();
    let mut votes: BTreeMap<&str, Votes> = BTreeMap::new();
    let mut surnames: BTreeSet<&str> = BTreeSet::new();
    let mut given: BTreeSet<&str> = BTreeSet::new();
    for ((name, known), key) in names.iter_mut().zip(&known).zip(&keys) {
        if in_headline(name) {
            continue;
        }
        name.sure |= name.titled && name.entity_type == EntityType::Person || is_known(*known, name);
        name.sure |= is_scoped(view, &name.tokens);
        if name.entity_type == EntityType::Unknown && opens_with_initial(view, name) {
            (name.entity_type, name.sure) = (EntityType::Person, true);
        }
        name.entity_type = typed(view, name, *known);
        let weight = if name.gain > 0.0 { 1.0 + name.gain } else { 0.5 };
        let place = TYPES.iter().position(|own| *own == name.entity_type).unwrap_or(TYPES.len() - 1);
        if name.sure {
            votes.entry(key).or_default()[place] += weight;
        }
        if !name.titled && name.tokens.len() == 1 && is_called_body(view, name) {
            votes.entry(key).or_default()[1] += CALLED;
        }
        if name.sure && name.entity_type == EntityType::Person && key.contains(' ') {
            surnames.extend(key.rsplit(' ').next());
            given.extend(key.split(' ').next());
        }
    }
    let heads: BTreeSet<&str> = names
        .iter()
        .zip(&keys)
        .filter(|(name, key)| name.sure && name.entity_type == EntityType::Organisation && key.contains(' '))
        .filter_map(|(_, key)| key.split(' ').next())
        .collect();
    let mut kept = Vec::with_capacity(names.len());
    for ((name, known), key) in names.iter().zip(&known).zip(&keys) {
        let mut name = name.clone();
        let voted = votes.get(key.as_str());
        let bearer = !key.contains(' ') && surnames.contains(key.as_str()) && !known.any(Known::COUNTRY);
        if in_headline(&name) {
            name.entity_type = typed(view, &name, *known);
            if !(voted.is_some() || bearer || is_known(*known, &name) || is_full_name(view, gazetteer, &name)) {
                continue;
            }
            name.sure = true;
        }
        match voted {
            // “Vellmark”, where “Vellmark Partners” is in the document and nobody bears it.
            _ if heads.contains(key.as_str())
                && name.entity_type == EntityType::Person
                && !name.titled
                && !bearer
                && known.without(Known::COMMON).is_empty() =>
            {
                (name.entity_type, name.sure) = (EntityType::Organisation, true);
            }
            _ if bearer => (name.entity_type, name.sure) = (EntityType::Person, true),
            Some(votes) => {
                let best =
                    (0..TYPES.len()).max_by(|one, other| votes[*one].total_cmp(&votes[*other]).then(other.cmp(one)));
                (name.entity_type, name.sure) = (TYPES[best.unwrap_or(TYPES.len() - 1)], true);
            }
            None => {}
        }
        // “Chad” is the country where nobody of the document is called so.
        let called = bearer || given.contains(key.as_str());
        if known.any(Known::COUNTRY) && name.entity_type == EntityType::Person && !name.titled && !called {
            name.entity_type = EntityType::Place;
        }
        kept.push(name);
    }
    abbreviations(view, &mut kept);
    *names = kept;
}

/// What the gazetteer says of the whole name.
fn known(view: &View, gazetteer: &Gazetteer, name: &Name) -> Known {
    gazetteer.entry(name.extent.of(view.text)).known()
}

/// Whether the gazetteer alone is enough: no common word, no more than a given name.
fn is_known(known: Known, name: &Name) -> bool {
    let classes = Known::PLACE | Known::GROUP | Known::BODY | Known::PERSON;
    let borne = known.any(Known::GIVEN | Known::SURNAME) && name.tokens.len() == 1;
    known.any(classes) && !(known.any(Known::COMMON) || borne && !known.any(Known::COUNTRY | Known::GROUP))
}

/// “Ana Veller”: no common word, and a given name first.
fn is_full_name(view: &View, gazetteer: &Gazetteer, name: &Name) -> bool {
    let of = |index: usize| gazetteer.entry(view.word(index)).known();
    let (first, last) = (name.tokens.start, name.tokens.end - 1);
    name.entity_type == EntityType::Person
        && first < last
        && of(first).any(Known::GIVEN)
        && !of(first).any(Known::COMMON)
        && !of(last).any(Known::COMMON)
}

fn is_letters(written: &str) -> bool {
    (2..6).contains(&written.len()) && written.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Two words, a given name that is nothing else and a surname that is at most a place: “Ana Paris”.
fn is_borne(view: &View, name: &Name) -> bool {
    let of = |index: usize| Gazetteer::embedded().entry(view.word(index)).known();
    let (first, last) = (name.tokens.start, name.tokens.end - 1);
    name.tokens.len() == 2
        && of(first).any(Known::GIVEN)
        && of(last).any(Known::SURNAME)
        && of(first).only(Known::GIVEN | Known::SURNAME)
        && of(last).only(Known::GIVEN | Known::SURNAME | Known::PLACE)
}

/// “J. T. van der Oller”: persons alone have initials before their names.
fn opens_with_initial(view: &View, name: &Name) -> bool {
    let (first, last) = (view.word(name.tokens.start), name.tokens.end - 1);
    let initial = first.ends_with('.') && first.chars().filter(|char| char.is_alphabetic()).count() == 1;
    let surname = view.token(last).shape == Shape::Capital && !view.any(last, Classes::ORGANISATION_WORD);
    initial && surname && !Gazetteer::embedded().is_common_word(view.word(last))
}

fn typed(view: &View, name: &Name, known: Known) -> EntityType {
    let own = name.entity_type;
    let last = name.tokens.end - 1;
    let several = name.tokens.len() > 1;
    let borne = known.any(Known::GIVEN | Known::SURNAME | Known::PERSON);
    match () {
        _ if is_scoped(view, &name.tokens) => scoped_type(view, &name.tokens, own),
        _ if name.titled && own == EntityType::Person => own,
        _ if known.any(Known::COUNTRY) && !(borne && own == EntityType::Person) => EntityType::Place,
        _ if known.any(Known::PERSON) && several => EntityType::Person,
        _ if known.any(Known::GROUP)
            && !known.any(Known::PLACE | Known::BODY)
            && !(borne && own == EntityType::Person) =>
        {
            EntityType::Group
        }
        _ if known.any(Known::ARMED_GROUP | Known::METONYM) && !known.any(Known::PERSON) => EntityType::Organisation,
        _ if known.any(Known::BODY) && !known.any(Known::PLACE | Known::GROUP) && (several || !borne) => {
            EntityType::Organisation
        }
        _ if known.any(Known::PLACE) && !known.any(Known::BODY) && !borne && own != EntityType::Facility => {
            EntityType::Place
        }
        _ if known.any(Known::PLACE)
            && own == EntityType::Unknown
            && !known.any(Known::COMMON | Known::BODY)
            && !borne =>
        {
            EntityType::Place
        }
        // “AQI”: letters that nobody is called by.
        _ if own == EntityType::Person && !borne && !several && is_letters(name.extent.of(view.text)) => {
            EntityType::Organisation
        }
        _ if matches!(own, EntityType::Organisation | EntityType::Place)
            && known.is_empty()
            && is_borne(view, name) =>
        {
            EntityType::Person
        }
        _ if several && own == EntityType::Person && view.any(last, Classes::ORGANISATION_WORD) => {
            EntityType::Organisation
        }
        _ if own == EntityType::Unknown && ends_in(view, last, Classes::EVENT_WORD) => EntityType::Event,
        _ if own == EntityType::Unknown && several && ends_in(view, last, Classes::WORK_WORD) => EntityType::Work,
        _ => own,
    }
}

/// Whether a last word tells a happening or a writing.
pub(super) fn tells_sort(view: &View, last: usize) -> bool {
    ends_in(view, last, Classes::EVENT_WORD) || ends_in(view, last, Classes::WORK_WORD)
}

fn ends_in(view: &View, last: usize, words: Classes) -> bool {
    view.is_capital(last) && view.any(last, words)
}

/// “Oller Port Authority (OPA)”: what stands in brackets is what it shortens.
fn abbreviations(view: &View, names: &mut [Name]) {
    let mut shortened: BTreeMap<String, EntityType> = BTreeMap::new();
    for index in 1..names.len() {
        let (before, name) = (&names[index - 1], &names[index]);
        let bracket = view.sort(before.tokens.end) == Sort::OpenBracket && name.tokens.start == before.tokens.end + 1;
        let closed = view.sort(name.tokens.end) == Sort::CloseBracket;
        let short = name.extent.of(view.text);
        let initials: String = before
            .extent
            .of(view.text)
            .split([' ', '-'])
            .filter_map(|word| word.chars().next().filter(|first| first.is_uppercase()))
            .collect();
        if bracket
            && closed
            && short.chars().count() > 1
            && initials.chars().next() == short.chars().next()
            && short.chars().all(char::is_uppercase)
        {
            shortened.insert(short.to_owned(), before.entity_type);
        }
    }
    for name in names.iter_mut() {
        if let Some(own) = shortened.get(name.extent.of(view.text)) {
            (name.entity_type, name.sure) = (*own, true);
        }
    }
}
