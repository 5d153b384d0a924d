//! Coreference: which words of a document point to one person, body or thing.
//!
//! Mentions come from trees and names; for each, a small network ranks those before it; what rules are sure of goes first.
//! Invariant: a mention's chain reaches back only; where two fit, there is none. Cost: linear in the mentions.
//! Card: MODELS.md.

mod actor;
mod chain;
mod detect;
mod feature;
mod grammar;
mod index;
mod letters;
mod mention;
mod pronoun;
mod rank;
mod referent;
mod role;
mod rule;
mod search;
mod sense;
mod sign;
mod span;
mod speech;
mod text;

pub use feature::{MENTION_ROWS, MENTION_WIDTH, PAIR_ROWS, PAIR_WIDTH, Rows};
pub use grammar::{Count, Grammar, Link, Part};
pub use mention::{Form, Gender, Kind, Mention, Number};
pub use rank::{HIDDEN, Ranker, Runner, Sums};
pub use referent::{Referent, Referents};
pub use role::Role;
pub use search::{Candidate, Case, Search};
pub use text::{Name, Speech, Text};

#[cfg(test)]
mod tests;

use super::Parser;
use super::net::{File, Machine, Vectors};
use dateline_lexicon::Lexicon;
use sense::Senses;
use sign::Look;
use text::View;

/// What coreference knows: built once, shared by all threads.
pub struct Coreference {
    reader: Reader,
    ranker: Runner,
}

/// Buffers of one thread.
#[derive(Default)]
pub struct Scratch {
    search: Search,
    sums: Sums,
}

impl Coreference {
    /// The model that ships, for the trees of `parser`.
    pub fn embedded(parser: &Parser, vectors: &Vectors) -> Coreference {
        let file = File::read(include_bytes!("../../../data/coreference.bin")).expect("the model of chains is whole");
        let ranker = Ranker::read(&file).expect("the model of chains has all its parts").runner();
        Coreference { reader: Reader::new(parser, vectors), ranker }
    }

    /// Finds who and what a text points to.
    pub fn find(&self, text: Text, vectors: &Vectors, machine: Machine, scratch: &mut Scratch, found: &mut Referents) {
        let Scratch { search, sums } = scratch;
        self.reader.read(text, vectors, search, |case| self.ranker.decide(case, machine, sums));
        found.gather(search);
    }
}

/// What mentions are read with.
pub struct Reader {
    grammar: Grammar,
    senses: Senses,
}

impl Reader {
    /// For the trees of `parser`.
    pub fn new(parser: &Parser, vectors: &Vectors) -> Reader {
        Reader { grammar: Grammar::of(parser), senses: Senses::of(vectors) }
    }

    /// Finds the mentions of a text and joins them as `decide` says.
    pub fn read(&self, text: Text, vectors: &Vectors, search: &mut Search, decide: impl FnMut(&Case) -> Option<usize>) {
        let view = View { text, grammar: &self.grammar };
        search.prepare(&view);
        let marks = std::mem::take(&mut search.marks);
        let look = Look { view, senses: &self.senses, vectors, lexicon: Lexicon::embedded(), marks: &marks };
        search.run(&look, decide);
        search.marks = marks;
    }
}
