//! Words set in capitals, in ordinary case for the model: “BY ANA VELLER”.
//!
//! Invariant: as many words as there were; short names of bodies (“NATO”, “U.N.”) stay as they are. Cost: a copy of the
//! words that change.

use crate::language::Word;
use dateline_lexicon::{Gazetteer, Known, is_capitals};

/// The words of a text, those in runs of capitals changed.
pub(crate) struct Recased {
    changed: Vec<(usize, String)>,
}

impl Recased {
    /// Looks for words in capitals that stand beside others.
    pub fn of(text: &str, words: &[Word], gazetteer: &Gazetteer) -> Recased {
        let mut changed = Vec::new();
        let shouts = |index: usize| {
            words.get(index).is_some_and(|word| {
                let word = word.of(text);
                word.len() > 1 && word.chars().all(|char| char.is_uppercase() || matches!(char, '’' | '\'' | '-'))
            })
        };
        let mut run = 0;
        for (index, place) in words.iter().enumerate() {
            run = if shouts(index) { run + 1 } else { 0 };
            if run == 0 || run == 1 && !shouts(index + 1) {
                continue;
            }
            let word = place.of(text);
            let short = is_capitals(word) && {
                let known = gazetteer.entry(word).known();
                let small = gazetteer.is_common_word(word);
                known.any(Known::BODY | Known::COUNTRY) && word.len() < 6 && !small
            };
            if !short {
                changed.push((index, super::in_ordinary_case(word)));
            }
        }
        Recased { changed }
    }

    /// All words, in order.
    pub fn words<'a>(&'a self, text: &'a str, words: &[Word]) -> Vec<&'a str> {
        let mut all: Vec<&str> = words.iter().map(|word| word.of(text)).collect();
        for (index, word) in &self.changed {
            all[*index] = word;
        }
        all
    }
}
