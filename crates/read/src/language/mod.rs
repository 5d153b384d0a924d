//! Language: words, sentences, tags, trees.

mod affix;
mod arborescence;
mod label;
mod lemma;
mod name;
pub mod net;
mod sentence;
mod tree;
mod word;

pub use label::{Label, labels};
pub use lemma::Lemmas;
pub use name::Namer;
pub use sentence::{paragraphs, sentences};
pub use tree::{LONGEST, Node, Parser, Parsing};
pub use word::{Word, cut};
