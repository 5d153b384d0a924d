//! Lists of words and names, and their look-up. Built once, shared by all threads; the lists lie in `data/`.

mod class;
mod cue;
mod inflect;
mod lexicon;
mod list;

pub use class::Classes;
pub use cue::{Cue, Frames, Particle, VerbForm};
pub use lexicon::{Lexicon, Word};
