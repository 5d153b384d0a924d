//! The words of a text as numbers, each with the place where it came last and where it comes next.
//!
//! What comes back tells whether a text goes on: names and rarer words run through one article and stop at its end.
//! Invariant: one entry a word, in order; a word's weight says how few parts of the text hold it.
//! Cost: linear in the text. After: Hearst, TextTiling, 1997; Galley et al., Discourse Segmentation of Multi-Party
//! Conversation, 2003 (chains of words that cross a place).

use super::super::line::{Line, MANY};
use std::collections::HashMap;

/// Words that are looked at as one part of the text when their spread is counted.
const PART_WORDS: usize = 60;
/// Letters of a word that count: endings are left off.
const STEM_LETTERS: usize = 6;
/// No place.
pub(super) const NONE: u32 = u32::MAX;

/// A word that can mean something by itself.
#[derive(Clone, Copy)]
pub(super) struct Word {
    /// The number of its stem.
    pub stem: u32,
    /// Where the stem came last; [`NONE`] where it had not come.
    pub last: u32,
    /// Where it comes next.
    pub next: u32,
    /// Whether it has a capital, and the word right before or after it has one too.
    pub beside_capital: bool,
}

/// The words of a text.
pub(super) struct Words {
    pub words: Vec<Word>,
    /// Per line, its first word; one more at the end.
    pub starts: Vec<u32>,
    /// Per stem, its weight.
    pub weights: Vec<f32>,
    /// Per stem, whether it is a name.
    pub names: Vec<bool>,
}

impl Words {
    /// The words of lines.
    pub fn of<'a>(lines: impl Iterator<Item = &'a Line<'a>>) -> Words {
        let mut reader = Reader::default();
        let mut starts = Vec::new();
        for line in lines {
            starts.push(reader.words.len() as u32);
            reader.line(line.text);
        }
        starts.push(reader.words.len() as u32);
        let Reader { mut words, seen, .. } = reader;
        let mut next = vec![NONE; seen.len()];
        for at in (0..words.len()).rev() {
            let stem = words[at].stem as usize;
            words[at].next = std::mem::replace(&mut next[stem], at as u32);
        }
        let parts = (words.len() / PART_WORDS + 1) as f32;
        let weights = seen.iter().map(|seen| ((parts + 1.0) / (seen.parts as f32 + 0.5)).ln().max(0.0)).collect();
        let names = seen.iter().map(|seen| seen.capitals * 10 >= seen.inside * 7 && seen.capitals > 0).collect();
        Words { words, starts, weights, names }
    }

    /// The words of the line with this number.
    pub fn line(&self, number: usize) -> &[Word] {
        &self.words[self.starts[number] as usize..self.starts[number + 1] as usize]
    }

    /// The weight of a word.
    pub fn weight(&self, word: &Word) -> f32 {
        self.weights[word.stem as usize]
    }

    /// Whether a word is a name.
    pub fn is_name(&self, word: &Word) -> bool {
        self.names[word.stem as usize]
    }
}

/// What is known of a stem.
#[derive(Default, Clone, Copy)]
struct Seen {
    last: u32,
    parts: u32,
    last_part: u32,
    inside: u32,
    capitals: u32,
}

#[derive(Default)]
struct Reader {
    words: Vec<Word>,
    stems: HashMap<Box<str>, u32>,
    seen: Vec<Seen>,
    stem: String,
}

impl Reader {
    fn line(&mut self, text: &str) {
        let mut opens = true;
        let mut after_capital = false;
        for token in text.split_whitespace().take(MANY) {
            let ends = token.trim_end_matches(['"', '”', '’', ')']).ends_with(['.', '!', '?', ':'])
                && token.chars().filter(|c| c.is_alphanumeric()).nth(3).is_some();
            for bare in token.split(|c: char| !c.is_alphanumeric()).filter(|bare| !bare.is_empty()) {
                let capital = bare.starts_with(char::is_uppercase);
                self.word(bare, capital, opens, after_capital);
                after_capital = capital && (!opens || bare.chars().nth(2).is_some());
                opens = false;
            }
            after_capital &= !token.ends_with([',', '.', ';', ':', '"', '”', ')']);
            opens = ends || token.ends_with(['“', '"']) && token.len() <= 3;
        }
    }

    fn word(&mut self, bare: &str, capital: bool, opens: bool, after_capital: bool) {
        let short = bare.chars().nth(3).is_none();
        // Short words mean little, but “UN” and “Xi” name.
        if short && !(capital && !opens && bare.chars().nth(1).is_some()) {
            return;
        }
        self.stem.clear();
        self.stem.extend(bare.chars().take(STEM_LETTERS).flat_map(char::to_lowercase));
        let stem = match self.stems.get(self.stem.as_str()) {
            Some(stem) => *stem,
            None => {
                let stem = self.seen.len() as u32;
                self.stems.insert(self.stem.as_str().into(), stem);
                self.seen.push(Seen { last: NONE, last_part: NONE, ..Seen::default() });
                stem
            }
        };
        let at = self.words.len() as u32;
        let seen = &mut self.seen[stem as usize];
        let part = at / PART_WORDS as u32;
        seen.parts += u32::from(seen.last_part != part);
        seen.last_part = part;
        seen.inside += u32::from(!opens);
        seen.capitals += u32::from(capital && !opens);
        let last = std::mem::replace(&mut seen.last, at);
        let beside = capital && after_capital;
        if beside && let Some(before) = self.words.last_mut() {
            before.beside_capital = true;
        }
        self.words.push(Word { stem, last, next: NONE, beside_capital: beside });
    }
}
