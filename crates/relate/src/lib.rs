//! From readings to relations: what documents tell of one another.
//!
//! keys (`tie`) → groups that share a key → edges → what follows from them (`dating`).
//!
//! Relations lie beside readings and never alter them. Nothing here reads a sentence, a page or a disk; what goes in are rows,
//! in any order, and what comes out does not depend on it.

mod dating;
mod tie;

pub use dating::datings;
pub use tie::{Tie, ties};
