//! From relations to what people are told: every line with its evidence and with what is in doubt of it.
//!
//! Nothing here finds a fact, reads a sentence, or knows the clock, the disk or a desk: what goes in are rows and which captures are
//! new, what comes out are rows.

mod brief;
mod change;
mod disagreeing;

pub use brief::{
    Chapter, Counted, Evidence, Line, Matter, Number, Place, Read, Refusal, Room, Said, check, checked, day, folded,
    html, is_there, label, markdown, notes, of_event as lines_of, parsed, said, sections, worth,
};
pub use change::{Stand, Storied, of_event, of_notes, of_stories, of_version, withdrawn};
pub use disagreeing::disagreeing;
