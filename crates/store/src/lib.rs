//! The desk on disk: captures, the rows read from them, judgements, search.
//!
//! A desk is a directory: `captures/` (content-addressed, zstd) and `desk.sqlite`. Captures and judgements are the record;
//! all else can be made again from the captures. Nothing here reads a sentence or knows a rule.

mod announced;
mod archived;
mod arrived;
mod backup;
mod bare;
mod bearers;
mod borne;
mod briefed;
mod captures;
mod desk;
mod error;
mod given;
mod happened;
mod hits;
mod index;
mod judgements;
mod met;
mod paged;
mod query;
mod relating;
mod schema;
mod search;
mod statements;
mod status;
mod tied;
mod verify;
mod watched;
mod words;
mod write;

pub use announced::{Announced, AnnouncementFilter};
pub use archived::Archived;
pub use arrived::{Mark, Since, Withdrawn};
pub use backup::BackedUp;
pub use bare::{Around, Bare};
pub use bearers::Bearer;
pub use borne::{Borne, RowsOf};
pub use captures::{Captures, Loading};
pub use desk::{Desk, Known};
pub use error::StoreError;
pub use given::Given;
pub use happened::{EventFilter, Happened};
pub use hits::{Hit, Hits};
pub use judgements::{Attached, Decision, RuledPair};
pub use paged::{OutletSeen, TimeWindow, Window};
pub use query::{DocumentFilter, Found, TimedSentence};
pub use relating::{Full, Relating, Standing, Tellings};
pub use schema::Upgraded;
pub use search::{DocumentHit, Match, Order};
pub use statements::{Said, Speaker, StatementFilter, Tally};
pub use status::{Counted, RefusedCapture, Status};
pub use verify::{Fault, RowText};
pub use watched::{Watched, Watchlist};
pub use write::{CaptureRecord, Outcome, PartRecord, TieRecord, TimeRecord, Unreached};
