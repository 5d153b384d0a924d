//! What a text calls the bearers of its names: titles before a name, appositions behind it.
//!
//! “Foreign Minister Ana Vell”, “Ana Vell, the mayor of Turvik,”, “Ana Vell, who was mayor until 2019,”: each ends in, or begins with, a noun
//! for what a person does. Invariant: a role is words of the text. Cost: a look round each name. When it is told is the document's date.

use super::bearing::{Own, number};
use super::name::Sort;
use crate::meet::Id;
use dateline_lexicon::{Classes, Lexicon};
use std::collections::BTreeMap;
use std::ops::Range;

/// Words of a title or apposition at most.
const MOST_WORDS: usize = 9;
/// Words in small letters that a title before a name may have.
const SMALL: &[&str] = &[
    "former",
    "late",
    "acting",
    "deputy",
    "prime",
    "foreign",
    "vice",
    "chief",
    "senior",
    "interim",
    "outgoing",
    "incoming",
    "then",
    "ex",
    "assistant",
    "defence",
    "defense",
    "interior",
    "finance",
    "state",
];
/// What an apposition may begin with.
const OPENERS: &[&str] =
    &["the ", "a ", "an ", "its ", "former ", "then ", "who is ", "who was ", "who served as ", "who had been "];

/// The roles of each name, by its id.
pub fn roles(text: &str, forms: &[Own], places: &BTreeMap<Id, Range<usize>>) -> BTreeMap<Id, Vec<String>> {
    let mut found: BTreeMap<Id, Vec<String>> = BTreeMap::new();
    for own in forms.iter().filter(|own| own.name.sort == Sort::Person) {
        let Some((name, _)) = &own.of else { continue };
        for mention in &own.mentions {
            let Some(place) = places.get(&number(&mention.id)) else { continue };
            let start = place.start + mention.text.find(own.written).unwrap_or_default();
            let told = [before(&text[..start]), behind(&text[place.end..])];
            found.entry(name.id()).or_default().extend(told.into_iter().flatten().filter_map(|role| clean(&role)));
        }
    }
    found
}

/// A role without article, day and white space; none where it is too long to be one, or has others in it.
pub fn clean(role: &str) -> Option<String> {
    let words: Vec<&str> = role.split_whitespace().collect();
    let is_day = |word: &str| word.starts_with(char::is_uppercase) && classes(word).any(Classes::TIME);
    let is_front = |word: &&&str| ["the", "a", "an"].contains(&word.to_lowercase().as_str()) || is_day(word);
    let words = &words[words.iter().take_while(is_front).count()..];
    const COURTESY: &[&str] = &["Mr.", "Mrs.", "Ms.", "Mr", "Mrs", "Ms", "and"];
    let is_broken = words.iter().any(|word| COURTESY.contains(word));
    let ends = words.last().is_some_and(|last| !classes(last).any(Classes::PREPOSITION));
    (ends && !is_broken && words.len() <= MOST_WORDS).then(|| words.join(" "))
}

fn classes(word: &str) -> Classes {
    Lexicon::embedded().word(&word.to_lowercase()).classes
}

/// “former Foreign Minister”, at the end of what stands before.
fn before(text: &str) -> Option<String> {
    let line = text.strip_suffix(' ')?.rsplit(['\n', '.', ',', ';', ':', '(', ')', '“', '”', '"', '—', '–']).next()?;
    const ENDS: Classes = Classes::DETERMINER;
    let is_part = |word: &&str| {
        let class = classes(word);
        let closed = ENDS
            | Classes::PREPOSITION
            | Classes::COORDINATOR
            | Classes::PRONOUN
            | Classes::SUBORDINATOR
            | Classes::AUXILIARY;
        let capital = word.starts_with(char::is_uppercase);
        !class.any(closed)
            && !word.contains(['\'', '’'])
            && (capital || class.any(Classes::ROLE) || SMALL.contains(word))
    };
    let mut words: Vec<&str> = line.split(' ').rev().take_while(is_part).take(MOST_WORDS).collect();
    words.reverse();
    let last = words.last()?;
    (classes(last).any(Classes::ROLE) && !last.ends_with('s')).then(|| words.join(" "))
}

/// “the mayor of Turvik”, “who was mayor until 2019”, between commas behind a name.
fn behind(text: &str) -> Option<String> {
    let rest = text.strip_prefix(", ")?;
    let opener = OPENERS.iter().find(|opener| rest.starts_with(**opener))?;
    let rest = if opener.starts_with("who") || *opener == "its " { &rest[opener.len()..] } else { rest };
    // “the U.N.” goes on.
    let is_end = |(at, char): (usize, char)| match char {
        ',' | ';' | '\n' | '(' | '—' => true,
        '.' => rest[..at].ends_with(|char: char| char.is_lowercase()),
        _ => false,
    };
    let end = rest.char_indices().find(|own| is_end(*own))?.0;
    let phrase = [" who ", " whose ", " which ", " that ", " and "]
        .iter()
        .fold(&rest[..end], |phrase, word| phrase.split(word).next().unwrap_or(phrase));
    let words: Vec<&str> = phrase.split(' ').collect();
    let head = words.iter().take_while(|word| !classes(word).any(Classes::PREPOSITION)).last()?;
    (classes(head).any(Classes::ROLE) && !head.ends_with('s')).then(|| phrase.to_string())
}
