//! Watching feeds: one address asked politely and safely, and when to ask it again.
//!
//! Invariant: no connection is made to an address that was not judged in the look-up that connects, at any hop.
//! Nothing here knows a desk or a document; the time of day comes in as a value.

mod address;
mod feed;
mod fetch;
mod hop;
mod opml;
mod pace;
mod robots;

pub use address::judge;
pub use feed::{Fresh, fresh};
pub use fetch::{Ask, Fetcher, Known, Outcome, Rules};
pub use hop::{checked, host_and_path};
pub use opml::{Listed, feeds, list};
pub use pace::{Answer, Hosts, Pace, retry_after};
pub use robots::Robots;
