//! Words of a text, asked for by their number.
//!
//! Invariant: a number past the last word is an empty word that is nothing. Cost: nothing is copied, save where small letters are asked for.

use crate::language::Word;
use dateline_lexicon::{Quantities, Sign};

/// The words of a text.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub text: &'a str,
    pub words: &'a [Word],
}

impl<'a> Words<'a> {
    pub fn len(&self) -> usize {
        self.words.len()
    }

    pub fn word(&self, at: usize) -> &'a str {
        self.words.get(at).map_or("", |word| word.of(self.text))
    }

    pub fn is(&self, at: usize, word: &str) -> bool {
        self.word(at).eq_ignore_ascii_case(word)
    }

    /// Whether nothing stands between the word and the one before.
    pub fn is_glued(&self, at: usize) -> bool {
        match (at.checked_sub(1).and_then(|before| self.words.get(before)), self.words.get(at)) {
            (Some(before), Some(own)) => before.end == own.start,
            _ => false,
        }
    }

    pub fn is_letters(&self, at: usize) -> bool {
        self.word(at).starts_with(char::is_alphabetic)
    }

    /// The word in small letters.
    pub fn lower(&self, at: usize) -> String {
        self.word(at).to_lowercase()
    }

    /// Whether the word is of a list.
    pub fn is_of(&self, lists: &Quantities, sign: Sign, at: usize) -> bool {
        lists.is(sign, &self.lower(at))
    }
}
