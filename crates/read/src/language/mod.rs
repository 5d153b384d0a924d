//! Language: words, sentences, tags, trees.

mod affix;
mod arborescence;
pub mod coref;
mod label;
mod lemma;
mod name;
pub mod net;
mod run;
mod sentence;
mod tree;
mod word;

pub use label::{Label, labels};
pub use lemma::Lemmas;
pub use name::Namer;
pub use run::LONGEST;
pub use sentence::{paragraphs, sentences};
pub use tree::{Node, Parser, Parsing};
pub use word::{Word, cut};
