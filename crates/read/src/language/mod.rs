//! Language: words, sentences, tags, trees.

mod affix;
mod arborescence;
pub mod net;
mod sentence;
mod tree;
mod word;

pub use sentence::{paragraphs, sentences};
pub use tree::{LONGEST, Node, Parser, Parsing};
pub use word::{Word, cut};
