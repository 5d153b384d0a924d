//! From a capture to its documents: formats, splitting, cleaning, metadata.
//!
//! Pure: a function of the bytes, the stated context and the version. No disk, no network, no clock, no reading of
//! sentences. Whatever arrives, the answer is documents or a refusal, never a panic that the caller has to expect.

mod address;
mod boost;
mod charset;
mod context;
mod extract;
mod extracted;
mod feed;
mod html;
mod language;
mod mail;
mod metadata;
mod mhtml;
mod note;
mod opml;
mod outlet;
mod plain;
mod report;
mod sniff;
mod unpack;
mod warc;

pub use context::{Context, Deadline, Limits};
pub use extract::extract;
#[doc(hidden)]
pub use extract::list_blocks;
pub use extracted::{Extracted, Format, Refusal, Sign};
#[doc(hidden)]
pub use html::{Blocks, list_signs};
#[doc(hidden)]
pub use plain::{digest_gaps, digest_signs};
