//! What an acronym is short for in its document: what stands before it in brackets, or the one body of its initials.
//!
//! Cost: a look at each place of the acronym in the text.

use super::home::top;
use super::name::{Name, Sort, words};

/// Shorter ones fit too much by chance.
const SHORTEST: usize = 3;

/// Whether an acronym has the initials of a body that the document names, as it is written there: “TNA” of “The Northern Archive”.
pub fn fits(acronym: &Name, body: &Name, written: &str, text: &str) -> bool {
    let letters = acronym.words.concat();
    if letters.chars().count() < SHORTEST || body.acronym || body.core().len() < 2 {
        return false;
    }
    let all: String = body.words.iter().filter_map(|word| word.chars().next()).collect();
    let with_article = || letters == format!("t{all}") && text.contains(&format!("The {written}"));
    letters == body.initials() || letters == all || with_article()
}

/// What stands before “(CPS)” and has its letters: “crown prosecution service”.
pub fn written_out(acronym: &str, text: &str) -> Option<String> {
    let letters: Vec<char> =
        acronym.chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    if letters.len() < 2 {
        return None;
    }
    let bracketed = format!("({acronym})");
    let text = top(text);
    for (at, _) in text.match_indices(&bracketed) {
        let from = text[..at].char_indices().rev().nth(120).map_or(0, |(at, _)| at);
        let line = text[from..at].rsplit(['\n', '.', ';', '(', ',']).next().unwrap_or_default();
        let before = words(line);
        // The fewest words that begin with these letters, small ones passed over.
        for first in (0..before.len()).rev() {
            let full = Name::new(Sort::Organisation, &before[first..].join(" "));
            let initials: Vec<char> = full.core().iter().filter_map(|word| word.chars().next()).collect();
            let all: Vec<char> = full.words.iter().filter_map(|word| word.chars().next()).collect();
            if initials == letters || all == letters {
                return Some(full.core().join(" "));
            }
            if initials.len() > letters.len() + 1 {
                break;
            }
        }
    }
    None
}
