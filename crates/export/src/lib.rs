//! Exports: rows in, bytes out; one file a format.
//!
//! What qualifies a finding is listed once (`qualify`); formats that take a whole desk are handed the same (`whole`).
//! Invariant: no format drops a qualifier; what it has no field for stands in a field of our own beside what it qualifies.
//! The same rows give the same bytes: no disk, no clock, no random identity.

mod country;
mod feed;
mod ftm;
mod graph;
mod graphml;
mod ics;
#[cfg(test)]
mod invented;
mod jsonld;
mod network;
mod ninjs;
mod opml;
#[cfg(feature = "parquet")]
mod parquet;
mod plover;
mod qualify;
mod report;
mod table;
mod warc;
mod whole;
mod words;
mod xml;

pub use feed::{json_feed, rss};
pub use ftm::FollowTheMoney;
pub use graph::DeskGraph;
pub use ics::{CalendarEvent, CalendarTimes, calendar, stamp};
pub use jsonld::JsonLd;
pub use network::Network;
pub use ninjs::Ninjs;
pub use opml::{Feed, SourceFeeds, opml};
#[cfg(feature = "parquet")]
pub use parquet::Parquet;
pub use plover::Plover;
pub use report::Report;
pub use table::Table;
pub use warc::{Kept, Retrieved, Warc};
pub use whole::{Dossier, LeftOut, Whole};
