//! Language: words, sentences, tags, trees, names.

mod affix;
mod arborescence;
mod best;
pub mod coref;
mod discourse;
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
pub use name::{Namer, Naming, beside, pieces};
pub use run::LONGEST;
pub(crate) use run::runs;
pub use sentence::{paragraphs, sentences};
pub use tree::{Node, Parser, Parsing};
pub use word::{Word, cut};
