//! Coreference: which words of a document point to one person, body or thing.

mod detect;
mod feature;
mod grammar;
mod index;
mod letters;
mod mention;
mod pronoun;
mod rank;
mod search;
mod sense;
mod sign;
mod span;
mod text;

pub use feature::{MENTION_ROWS, MENTION_WIDTH, PAIR_ROWS, PAIR_WIDTH, Rows};
pub use grammar::Grammar;
pub use mention::{Form, Gender, Kind, Mention, Number};
pub use rank::{HIDDEN, Ranker, Sums};
pub use search::{Candidate, Case, Search};
pub use text::{Name, Speech, Text};

use crate::language::Parser;
use crate::language::net::Vectors;
use dateline_lexicon::Lexicon;

/// What mentions are read with.
pub struct Reader {
    grammar: Grammar,
    senses: sense::Senses,
}

impl Reader {
    /// For the trees of `parser`.
    pub fn new(parser: &Parser, vectors: &Vectors) -> Reader {
        Reader { grammar: Grammar::of(parser), senses: sense::Senses::of(vectors) }
    }

    /// Finds the mentions of a text and joins them as `decide` says.
    pub fn read(&self, text: Text, vectors: &Vectors, search: &mut Search, decide: impl FnMut(&Case) -> Option<usize>) {
        let view = text::View { text, grammar: &self.grammar };
        let mut name_of = std::mem::take(&mut search.name_of);
        let mut quotes = std::mem::take(&mut search.quotes);
        name_of.clear();
        name_of.resize(text.words.len(), 0);
        for (number, name) in text.names.iter().enumerate() {
            name_of[name.words.clone()].fill(number as u32 + 1);
        }
        text::quotes(text, &mut quotes);
        let mut turns = std::mem::take(&mut search.turns);
        text::turns(text, &mut turns);
        search.spans.find(&view);
        search.mentions.clear();
        detect::find(&view, &search.spans, &name_of, &mut search.mentions);
        let look = sign::Look {
            view,
            senses: &self.senses,
            vectors,
            lexicon: Lexicon::embedded(),
            name_of: &name_of,
            quotes: &quotes,
            turns: &turns,
        };
        search.run(&look, decide);
        (search.name_of, search.quotes, search.turns) = (name_of, quotes, turns);
    }
}

impl Search {
    /// The mentions found.
    pub fn mentions(&self) -> &[Mention] {
        &self.mentions
    }
}
