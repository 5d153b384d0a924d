//! From relations to what people are told: every line with its evidence and with what is in doubt of it.
//!
//! Nothing here finds a fact, reads a sentence, or knows the clock, the disk or a desk: what goes in are rows and which captures are
//! new, what comes out are rows.

mod change;

pub use change::{Stand, Storied, of_event, of_notes, of_stories, of_version, withdrawn};
