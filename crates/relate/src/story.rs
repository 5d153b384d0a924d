//! Stories: documents about one development over time.
//!
//! keys: pairs of the heaviest stems; links: how alike the words are, names above all, and how many days lie between; parts: average
//! linkage. Invariant: what two documents have to do with one another depends on nothing else on the desk; every document is in one
//! story at most, and people's word comes first. Cost: one pass over a text, then as its groups and its component.
//! After: Allan, Topic Detection and Tracking, 2002.

use crate::meet::{Id, Layer, Link, Part, Ruling};
use std::sync::Arc;

mod likeness;
mod linkage;
mod profile;
mod rarity;
mod row;
mod stem;

pub use likeness::{likeness, signs};
pub use linkage::stories;
pub use profile::Profile;
pub use rarity::{RAREST, hash as stem_hash, rarity};
pub use row::{Fitting, story};
pub use stem::stem;

/// Documents less alike than this, in thousandths, are not held to have to do with one another;
const LINKED: i32 = 220;
/// and groups of documents are one story from here on, on the average.
pub const ONE_STORY: i32 = 280;
/// Stems whose pairs are keys.
const HEAVIEST: usize = 9;

/// The layer of documents that tell one story.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stories {
    /// How alike groups of documents are that are one story.
    pub least: i32,
}

impl Default for Stories {
    fn default() -> Self {
        Stories { least: ONE_STORY }
    }
}

impl Stories {
    /// By what a document meets others.
    pub fn keys(profile: &Profile) -> Vec<u64> {
        profile.keys(HEAVIEST)
    }
}

impl Layer for Stories {
    type Profile = Arc<Profile>;
    const REACH: usize = 4;
    const MOST: usize = 256;
    const LEVELS: &'static [i32] = &[LINKED, 250, 280, 310, 350, 400, 450, 500, 560, 620, 700, 800, 900];

    fn link(&self, one: &Self::Profile, other: &Self::Profile) -> Option<(i32, String)> {
        let (alike, days) = likeness(one, other);
        (alike >= LINKED).then(|| (alike, signs(one, other, days)))
    }

    fn parts(&self, members: &[(Id, Self::Profile)], links: &[Link], rulings: &[Ruling]) -> Vec<Part> {
        stories(members, links, rulings, self.least)
    }
}

#[cfg(test)]
mod tests;
