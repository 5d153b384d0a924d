//! Language: words, sentences, tags, trees.

mod affix;
pub mod net;
mod sentence;
mod word;

pub use sentence::sentences;
pub use word::{Word, cut};
