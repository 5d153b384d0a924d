//! Of which country a document's bodies are that do not say so: “the Foreign Ministry”.
//!
//! What stands beside the name decides (“Uganda’s Electoral Commission”, “Supreme Court of India”), else the country that most places and
//! peoples of the document are of, else the outlet's. Cost: a pass over the names; for a name of that kind, one over the text.

use super::name::country;
use dateline_lexicon::{Gazetteer, Known, Places, country_of_outlet};
use dateline_record::{DocumentRow, EntityType, Form, MentionRow};
use std::collections::BTreeMap;

/// Places of a name in the text that are looked at.
const MOST_LOOKED_AT: usize = 8;
/// What stands further down than these bytes is not looked at.
const DEEPEST: usize = 1 << 18;

/// The part of a text in which it is looked what stands beside names.
pub fn top(text: &str) -> &str {
    &text[..text.floor_char_boundary(DEEPEST)]
}

/// What is known of where a document plays.
pub struct Home<'a> {
    text: &'a str,
    main: Option<&'static str>,
}

impl<'a> Home<'a> {
    /// Where `document` plays, by its `mentions`.
    pub fn new(document: &'a DocumentRow, mentions: &[MentionRow]) -> Home<'a> {
        let gazetteer = Gazetteer::embedded();
        let mut votes: BTreeMap<&'static str, usize> = BTreeMap::new();
        let mut known: BTreeMap<&str, Option<&'static str>> = BTreeMap::new();
        let places = |mention: &&MentionRow| matches!(mention.entity_type, EntityType::Place | EntityType::Group);
        for mention in mentions.iter().filter(|mention| mention.form == Form::Name).filter(places) {
            let code = *known.entry(&mention.text).or_insert_with(|| {
                let entry = gazetteer.entry(&mention.text);
                entry.known().any(Known::PLACE | Known::GROUP).then(|| gazetteer.country(entry)).flatten()
            });
            code.into_iter().for_each(|code| *votes.entry(code).or_default() += 1);
        }
        let all: usize = votes.values().sum();
        let first = votes.iter().max_by_key(|(code, count)| (**count, std::cmp::Reverse(**code)));
        let main = first.filter(|(_, count)| **count * 2 > all).map(|(code, _)| *code);
        let outlet = document.outlet.as_deref().and_then(country_of_outlet);
        Home { text: top(&document.text), main: main.or(outlet) }
    }

    /// The country of the body or place that `form` names.
    pub fn of(&self, form: &str) -> Option<&'static str> {
        let mut votes: BTreeMap<&'static str, usize> = BTreeMap::new();
        for (at, words) in self.text.match_indices(form).take(MOST_LOOKED_AT) {
            if let Some(code) = before(&self.text[..at]).or_else(|| after(&self.text[at + words.len()..])) {
                *votes.entry(code).or_default() += 1;
            }
        }
        let first = votes.iter().max_by_key(|(code, count)| (**count, std::cmp::Reverse(**code)));
        first.map(|(code, _)| *code).or(self.main)
    }
}

/// The country that is written behind a place: “Cambridge, Massachusetts”; none where the place is not known to be of another.
pub fn written_behind(text: &str, place: &str) -> Option<&'static str> {
    let gazetteer = Gazetteer::embedded();
    let own = gazetteer.country(gazetteer.entry(place))?;
    // “Atlanta, Georgia”: a country's name that is a state's too says nothing.
    let is_plain = |words: &str| {
        let known = gazetteer.entry(words).known();
        !(known.any(Known::COUNTRY) && known.any(Known::SUBDIVISION | Known::CITY))
    };
    let text = top(text);
    let mut behind = text.match_indices(place).take(MOST_LOOKED_AT).filter_map(|(at, _)| {
        let rest = &text[at + place.len()..];
        let first = rest.strip_prefix(", ")?.split([',', '.', ' ', ';', ')', '\n']).next()?;
        is_plain(first).then(|| after(rest)).flatten()
    });
    // “Moscow, Ukraine and” is a list: the other country has a place of that name.
    let has = |code: &&str| Places::embedded().named(place).iter().any(|own| own.country == code.as_bytes());
    behind.next().filter(|code| *code != own && !gazetteer.entry(place).known().any(Known::COUNTRY)).filter(has)
}

/// “Uganda’s”, “the South African”.
fn before(text: &str) -> Option<&'static str> {
    let line = text.rsplit('\n').next()?;
    let mut words = line.split_whitespace().rev().map(|word| {
        let word = word.trim_end_matches(['’', '\'']);
        word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
    });
    let last =
        words.next().filter(|word| word.starts_with(char::is_uppercase) && word.ends_with(char::is_alphabetic))?;
    let two = words.next().filter(|word| word.starts_with(char::is_uppercase)).map(|word| format!("{word} {last}"));
    two.as_deref().and_then(phrase).or_else(|| country(last))
}

/// “of India”, “in New Zealand”, “, Costa Rica”.
fn after(text: &str) -> Option<&'static str> {
    let text = text.split(['.', '\n', ';', ')']).next()?;
    let rest = match text.strip_prefix(", ") {
        Some(rest) => rest,
        None => text.strip_prefix(" of ").or_else(|| text.strip_prefix(" in "))?,
    };
    let rest = rest.strip_prefix("the ").unwrap_or(rest);
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    let words: Vec<&str> = rest.split([' ', ',']).take_while(capital).take(3).collect();
    (1..=words.len()).rev().find_map(|count| phrase(&words[..count].join(" ")))
}

/// The country that some words name, or that a region they name is of.
fn phrase(words: &str) -> Option<&'static str> {
    let gazetteer = Gazetteer::embedded();
    let entry = gazetteer.entry(words);
    let known = Known::COUNTRY | Known::SUBDIVISION | Known::GROUP | Known::CAPITAL;
    entry.known().any(known).then(|| gazetteer.country(entry)).flatten()
}
