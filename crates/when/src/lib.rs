//! Written time: EDTF values and their arithmetic, and the grammar of written dates.
//!
//! text → tokens (`token`) → rules of a language (`rules`, `pattern`) → slots (`slots`) → meaning (`meaning`)
//! against publication (`anchor`) and tense (`tense`) → stretches that two dates bound (`range`).
//!
//! The engine knows no language: words and rules are data (`data/english`, `data/spanish`), with examples beside them that a test runs.
//!
//! Invariant: what is found is never more exact than its words; what may be either of two days is a TIMEX3 value and no
//! [`When`](dateline_record::When). Nothing here reads a clock.

mod anchor;
mod calendar;
mod edtf;
mod find;
mod meaning;
mod order;
mod pattern;
mod range;
mod rules;
mod sets;
mod slots;
mod stamp;
mod tense;
mod token;
mod when;
mod words;
mod zone;

pub use anchor::Anchor;
pub use edtf::{Clock, Doubt, Edtf, Either, End, NotEdtf, Part, Point, Stretch, Year};
pub use find::{find, find_ahead, find_in};
pub use order::Order;
pub use stamp::{find_stamp, find_stamps, stamp};
pub use when::when;
pub use zone::Zone;
