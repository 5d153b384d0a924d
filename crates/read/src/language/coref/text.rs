//! What coreference reads: words with their tree, sentences, names, quotations and turns, all found elsewhere.
//!
//! Invariant: nothing here is changed or copied. Cost: none.

use super::actor;
use super::grammar::{Count, Grammar, Link, Part};
use super::mention::Kind;
use crate::language::Node;
use std::ops::Range;

/// A name that was found elsewhere.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Name {
    /// Its words.
    pub words: Range<usize>,
    /// Of what kind.
    pub kind: Kind,
}

/// Words that somebody says in the first person: a quotation, a turn of a transcript.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Speech {
    /// What is said.
    pub words: Range<usize>,
    /// The words that name who says it, where that is known.
    pub speaker: Option<Range<usize>>,
    /// The words that name who is spoken to, where that is sure.
    pub addressee: Option<Range<usize>>,
}

/// A document as coreference reads it.
#[derive(Clone, Copy)]
pub struct Text<'a> {
    /// Its words.
    pub words: &'a [&'a str],
    /// Their tags, heads, relations.
    pub nodes: &'a [Node],
    /// Its sentences, in order.
    pub sentences: &'a [Range<usize>],
    /// Its names, in order and disjoint.
    pub names: &'a [Name],
    /// Its quotations and turns, in order and disjoint.
    pub speech: &'a [Speech],
}

/// A text and the labels of its trees.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub text: Text<'a>,
    pub grammar: &'a Grammar,
}

impl View<'_> {
    pub fn word(&self, at: usize) -> &str {
        self.text.words.get(at).copied().unwrap_or("")
    }

    pub fn part(&self, at: usize) -> Part {
        self.grammar.part(self.text.nodes[at].tag)
    }

    pub fn count(&self, at: usize) -> Count {
        self.grammar.count(self.text.nodes[at].fine)
    }

    pub fn link(&self, at: usize) -> Link {
        self.grammar.link(self.text.nodes[at].relation)
    }

    pub fn is_possessive(&self, at: usize) -> bool {
        self.grammar.is_possessive(self.text.nodes[at].fine)
    }

    pub fn is_relative(&self, at: usize) -> bool {
        self.grammar.is_relative(self.text.nodes[at].fine)
    }

    /// The word that `at` hangs on; none for a root.
    pub fn head(&self, at: usize) -> Option<usize> {
        let step = self.text.nodes[at].head;
        (step != 0).then(|| at.checked_add_signed(isize::from(step))).flatten()
    }
}

/// The longest quotation, in words; beyond that, its mark was another.
const LONGEST_QUOTATION: usize = 250;

/// What is marked in a text: for each word and sentence a number, from 1; 0 for none.
#[derive(Default)]
pub(super) struct Marks {
    /// For each word its name in [`Marks::all`].
    pub names: Vec<u32>,
    /// The names, those whom the document numbers first.
    pub all: Vec<Name>,
    /// How many of them are such.
    pub scoped: usize,
    /// For each word the quotation that it stands in.
    pub quotes: Vec<u16>,
    /// For each sentence its turn: a question begins one, and what follows it.
    pub turns: Vec<u16>,
}

impl Marks {
    /// Reads them off a text.
    pub fn read(&mut self, text: Text, lower: &mut String) {
        self.names.clear();
        self.names.resize(text.words.len(), 0);
        self.all.clear();
        actor::find(text, lower, &mut self.all);
        self.scoped = self.all.len();
        self.all.extend(text.names.iter().cloned());
        for (number, name) in self.all.iter().enumerate() {
            if self.names[name.words.clone()].iter().all(|own| *own == 0) {
                self.names[name.words.clone()].fill(number as u32 + 1);
            }
        }
        self.read_quotes(text);
        self.turns.clear();
        let (mut turn, mut asked) = (0u16, false);
        for sentence in text.sentences {
            let asks = text.words[sentence.clone()].last().is_some_and(|last| last.ends_with('?'));
            turn = turn.saturating_add(u16::from(asks != asked));
            asked = asks;
            self.turns.push(turn);
        }
    }

    /// The name that a word is of, and whether it is one whom the document numbers.
    pub fn name(&self, at: usize) -> Option<(&Name, bool)> {
        let number = (self.names[at] as usize).checked_sub(1)?;
        Some((&self.all[number], number < self.scoped))
    }

    fn read_quotes(&mut self, text: Text) {
        self.quotes.clear();
        self.quotes.resize(text.words.len(), 0);
        let (mut number, mut open) = (0u16, None);
        for (at, word) in text.words.iter().enumerate() {
            let closes = match *word {
                "\"" => open.is_some(),
                "”" | "''" => true,
                "“" | "``" => false,
                _ => continue,
            };
            match open {
                Some(start) if closes && at - start <= LONGEST_QUOTATION => {
                    number = number.wrapping_add(1).max(1);
                    self.quotes[start..=at].fill(number);
                    open = None;
                }
                _ if closes && *word != "\"" => open = None,
                _ => open = Some(at),
            }
        }
    }
}
