//! From readings to relations: what documents tell of one another.
//!
//! keys (`tie`) → groups that share a key → edges → what follows from them (`dating`).
//!
//! Relations lie beside readings and never alter them. Nothing here reads a sentence, a page or a disk; what goes in are rows,
//! in any order, and what comes out does not depend on it.

mod dating;
mod disagreement;
mod event;
mod meet;
mod reuse;
mod tie;

pub use dating::datings;
pub use disagreement::disagreements;
pub use event::{Events, SIGNS, Sign, Telling, Told, event, order, signs, tellings};
pub use meet::{Id, Item, Layer, Link, Meetings, Memory, Part, Place, Ruling, Shelf, merge};
pub use reuse::{ONE_TEXT, Passage, Reuse, Shared, Text, Words, align, keys as reuse_keys, shared, words};
pub use tie::{Tie, ties};
