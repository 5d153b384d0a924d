//! Exports: rows in, bytes out.
//!
//! Invariant: no format drops a qualifier; what it has no field for stands in a field of our own beside what it qualifies.
//! The same rows give the same bytes: no disk, no clock, no random identity.

mod feed;
mod table;
mod words;
mod xml;

pub use feed::{json_feed, rss};
pub use table::Table;
