//! Day digests made of public articles: the material, the joining, the score, the training of the splitter.

mod bodies;
mod draw;
mod furniture;
mod join;
mod score;
mod train;

pub use draw::{Draw, hash};
pub use score::run as score;
pub use train::run as train;
