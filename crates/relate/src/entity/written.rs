//! A mention as the name that it holds: without article, owner, titles, and words that ran on behind it.
//!
//! Texts that lost their apostrophes (“Turvias president”, “the Sorbys aide”) give them back, where the name without “s” is known or
//! stands there too. Invariant: what is left is a piece of what was written. Cost: a pass over the words.

use super::name::Sort;
use dateline_lexicon::{Gazetteer, Known};
use dateline_record::{Form, MentionRow};
use std::collections::BTreeSet;

/// Texts shorter than this may have no apostrophe to lose.
const LONG: usize = 500;
/// Capitalised words that begin the next sentence where a line broke behind a name.
const RAN_ON: &[&str] = &[
    "Is", "Was", "Our", "At", "The", "And", "But", "She", "We", "They", "His", "Her", "This", "That", "As", "For",
    "Of", "If", "It",
];

/// What a document's names are read by.
pub struct Page<'a> {
    /// The last words of its names, in a text that lost its apostrophes.
    stems: Option<BTreeSet<&'a str>>,
}

impl<'a> Page<'a> {
    /// By its text and its names.
    pub fn new(text: &str, mentions: &'a [MentionRow]) -> Page<'a> {
        let lost = text.len() > LONG && !text.contains(['\'', '’']);
        let names = || mentions.iter().filter(|mention| mention.form == Form::Name);
        let stems = || names().filter_map(|mention| mention.text.split_whitespace().next_back()).collect();
        Page { stems: lost.then(stems) }
    }

    /// A word without the owner's “s” that lost its apostrophe.
    fn owner<'b>(&self, word: &'b str) -> Option<&'b str> {
        let stems = self.stems.as_ref()?;
        let stem = word.strip_suffix('s').filter(|stem| stem.len() > 3 && !stem.ends_with('s'))?;
        let gazetteer = Gazetteer::embedded();
        let known = |word: &str| !gazetteer.entry(word).known().without(Known::COMMON).is_empty();
        let is_name = |word: &str| known(word) || gazetteer.is_common_word(word);
        (word.starts_with(char::is_uppercase) && !is_name(word) && (stems.contains(stem) || known(stem)))
            .then_some(stem)
    }

    /// A name without article, owner's ending, owner and titles.
    pub fn bare<'b>(&self, text: &'b str, sort: Sort) -> &'b str {
        let mut text = text.trim().trim_end_matches(['’', '\'', ',']);
        text = text.strip_suffix("'s").or_else(|| text.strip_suffix("’s")).unwrap_or(text);
        text = text.strip_prefix("The ").or_else(|| text.strip_prefix("the ")).unwrap_or(text);
        if let Some((first, rest)) = text.split_once(' ')
            && rest.starts_with(char::is_uppercase)
            && self.owner(first).or_else(|| place_before(first)).is_some()
        {
            text = rest;
        }
        let last = text.rsplit(' ').next().unwrap_or(text);
        if let Some(stem) = self.owner(last) {
            text = &text[..text.len() - last.len() + stem.len()];
        }
        if sort == Sort::Person { person(text) } else { text }
    }
}

/// “Turvia’s”, before what is there.
fn place_before(word: &str) -> Option<&str> {
    let stem = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s"))?;
    let known = Gazetteer::embedded().entry(stem).known();
    (known.any(Known::COUNTRY | Known::CAPITAL | Known::CITY | Known::SUBDIVISION) && !known.any(Known::GIVEN))
        .then_some(stem)
}

/// Without titles before it and words that ran on behind it.
fn person(mut text: &str) -> &str {
    let gazetteer = Gazetteer::embedded();
    while let Some((first, rest)) = text.split_once(char::is_whitespace) {
        let known = gazetteer.entry(first).known();
        let many = rest.split_whitespace().nth(1).is_some();
        let next = rest.split_whitespace().next().map(|word| gazetteer.entry(word).known());
        let given = next.is_some_and(|next| next.any(Known::GIVEN));
        // “Secretary-General”, “Vice-Chair”: words, not a given name of two.
        let words = first.split('-').all(|part| gazetteer.is_common_word(&part.to_lowercase()));
        let is_word = many && first.contains('-') && !known.any(Known::GIVEN) && (given || words);
        if !(known.any(Known::TITLE) && !known.any(Known::GIVEN) || is_word) {
            break;
        }
        text = rest.trim_start();
    }
    while let Some((rest, last)) = text.rsplit_once(char::is_whitespace) {
        if !RAN_ON.contains(&last) {
            break;
        }
        text = rest.trim_end();
    }
    text
}
