//! The language layer: its data, its training, its figures.

mod conllu;
mod coreference;
mod entities;
mod newswire;
pub mod train;
mod trees;
mod words;

pub use conllu::{Chapter, chapters};
pub use coreference::{Chain, chains, check as check_coreference, train as train_coreference};
pub use entities::score as score_names;
pub use trees::score as score_trees;
pub use words::score as score_words;
