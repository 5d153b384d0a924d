//! Scoped actors: whom a document does not name but numbers: “Russian Official 5”, “Individual-1”, “Company B”, and their
//! short forms, “RO 5”.
//!
//! Invariant: the words stand in one sentence, the last is a number or one capital letter. A short form counts only where
//! the document has the long one. Cost: one pass over the words; what is looked at twice begins with a capital.

use super::mention::Kind;
use super::text::{Name, Text};
use dateline_lexicon::ANONYMISED;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

/// The most words before the number.
const WORDS: usize = 4;

fn nouns() -> &'static HashMap<&'static str, Kind> {
    static NOUNS: OnceLock<HashMap<&'static str, Kind>> = OnceLock::new();
    NOUNS.get_or_init(|| {
        let lines = ANONYMISED.lines().filter_map(|line| line.split_once('|'));
        let kind = |name: &str| match name {
            "person" => Kind::Person,
            "organisation" => Kind::Organisation,
            _ => Kind::Place,
        };
        lines.flat_map(|(name, words)| words.split_whitespace().map(move |word| (word, kind(name)))).collect()
    })
}

/// Adds the scoped actors of `text` to `found`, in order.
pub(super) fn find(text: Text, lower: &mut String, found: &mut Vec<Name>) {
    for sentence in text.sentences {
        for at in sentence.start + 1..sentence.end {
            if is_number(text.words[at])
                && let Some(name) = long(text, sentence, at, lower)
                && found.last().is_none_or(|last: &Name| last.words.end <= name.words.start)
            {
                found.push(name);
            }
        }
    }
    if found.is_empty() {
        return;
    }
    let count = found.len();
    for sentence in text.sentences {
        for at in sentence.clone() {
            let short = shortened(text, sentence, at, &found[..count]);
            found.extend(short);
        }
    }
    found.sort_by_key(|name| (name.words.start, name.words.end));
    found.dedup_by(|later, earlier| later.words.start < earlier.words.end);
}

/// The actor whose number stands at `at`.
fn long(text: Text, sentence: &Range<usize>, at: usize, lower: &mut String) -> Option<Name> {
    let mut noun = at - 1;
    if matches!(text.words[noun], "-" | "–" | "#") {
        noun = noun.checked_sub(1).filter(|noun| *noun >= sentence.start)?;
    }
    let word = text.words[noun];
    if !word.starts_with(char::is_uppercase) {
        return None;
    }
    lower.clear();
    lower.extend(word.chars().flat_map(char::to_lowercase));
    let kind = *nouns().get(lower.as_str())?;
    // “Witness A said” is one, “Country A few” is not; nor is a letter that begins a name, “State C. Oller”.
    let next = text.words.get(at + 1).filter(|_| at + 1 < sentence.end);
    let letter = text.words[at].starts_with(char::is_alphabetic);
    if letter && noun == sentence.start && next.is_none() {
        return None;
    }
    let goes_on = next.is_some_and(|next| matches!(*next, "%" | "percent" | "million" | "billion" | ":"));
    if goes_on {
        return None;
    }
    let mut start = noun;
    while start > sentence.start && noun - start < WORDS {
        let before = text.words[start - 1];
        let hyphen = before == "-" && start >= sentence.start + 2;
        let capital = before.starts_with(char::is_uppercase)
            && before.chars().skip(1).all(|char| char.is_lowercase())
            && !is_opener(before);
        if hyphen && text.words[start - 2].starts_with(char::is_uppercase) {
            start -= 2;
        } else if capital {
            start -= 1;
        } else {
            break;
        }
    }
    Some(Name { words: start..at + 1, kind })
}

/// “RO 5”, “RO5”: letters that begin the words of one of `long`, and its number.
fn shortened(text: Text, sentence: &Range<usize>, at: usize, long: &[Name]) -> Option<Name> {
    let word = text.words[at];
    let letters = word.chars().take_while(|char| char.is_ascii_uppercase()).count();
    if !(2..=5).contains(&letters) {
        return None;
    }
    let (rest, mut end) = (&word[letters..], at + 1);
    let number = if rest.is_empty() {
        if text.words.get(end).is_some_and(|next| *next == "-") {
            end += 1;
        }
        end += 1;
        text.words.get(end - 1).filter(|_| end <= sentence.end)?
    } else {
        rest
    };
    let fits = |name: &Name| {
        let words = &text.words[name.words.clone()];
        let initials = words[..words.len() - 1].iter().filter_map(|word| word.chars().next());
        words[words.len() - 1] == number
            && name.words.len() > 2
            && initials.filter(|char| char.is_uppercase()).eq(word[..letters].chars())
    };
    let kind = long.iter().find(|name| fits(name))?.kind;
    Some(Name { words: at..end, kind })
}

/// A number of three digits at most, or one capital letter but “I”.
fn is_number(word: &str) -> bool {
    let digits = word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit());
    digits || (word.len() == 1 && word != "I" && word.bytes().all(|byte| byte.is_ascii_uppercase()))
}

/// Words that open a sentence with a capital and are no part of a name.
fn is_opener(word: &str) -> bool {
    matches!(
        word,
        "The"
            | "A"
            | "An"
            | "When"
            | "But"
            | "And"
            | "As"
            | "In"
            | "On"
            | "At"
            | "To"
            | "If"
            | "Both"
            | "While"
            | "After"
            | "Then"
            | "That"
            | "This"
            | "He"
            | "She"
            | "With"
            | "For"
            | "From"
            | "Later"
            | "Before"
    )
}
