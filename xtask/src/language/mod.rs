//! The language layer: its data, its training, its figures.

mod conllu;
mod words;

pub use words::score as score_words;
