//! Coreference: its data, its training, its figures.

mod check;
mod corpus;
mod data;
mod learn;
mod score;
mod train;

pub use check::check;
pub use data::{Chain, read as chains};
pub use train::train;
