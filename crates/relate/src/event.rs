//! Events across documents: tellings that surely tell one thing are one event, whoever tells them.
//!
//! keys: a place, a number or somebody who takes part, in the days round it; or the very sentence. Links: [`signs`] that add up. Parts:
//! the surest links first, and never two tellings in one event that say what cannot both be of it.
//! What is denied is linked to what is told as real, so that the one can be shown beside the other.
//! Invariant: every telling belongs to exactly one event; what is planned, demanded or denied never meets what is told as real; five
//! similar happenings stay five. After: Lu & Ng, Event Coreference Resolution, IJCAI 2018; Cybulska & Vossen, 2015 (bags of events).

use crate::meet::{Id, Layer, Link, Part, Ruling, merge};
use std::sync::Arc;

mod group;
mod once;
mod packed;
mod row;
mod sign;
mod telling;

pub use packed::{packed, unpacked};
pub use row::{event, order};
pub use sign::{SIGNS, Sign, kind, signs};
pub use telling::{Told, tellings};

/// What two tellings must come to, in thousandths, to be of one event.
pub const ENOUGH: i32 = 3700;

/// The layer of tellings.
#[derive(Clone, Copy, Debug, Default)]
pub struct Events;

impl Layer for Events {
    type Profile = Arc<Told>;
    const REACH: usize = 16;
    const MOST: usize = 256;
    const LEVELS: &'static [i32] = &[ENOUGH, 4200, 4700, 5200, 5800, 6500, 7500, 9000, 12_000];

    fn link(&self, one: &Arc<Told>, other: &Arc<Told>) -> Option<(i32, String)> {
        let found = signs(one, other).or_else(|| sign::of_denial(one, other))?;
        let weight: i32 = found.iter().map(|sign| sign.weight).sum();
        let names = found.iter().filter(|sign| sign.weight > 0).map(|sign| sign.name);
        (weight >= ENOUGH).then(|| (weight, names.collect::<Vec<_>>().join("; ")))
    }

    fn parts(&self, members: &[(Id, Arc<Told>)], links: &[Link], rulings: &[Ruling]) -> Vec<Part> {
        let told = |at: usize| &members[at].1;
        merge(members, links, rulings, ENOUGH, |one, other| {
            let (one, other) = (told(one), told(other));
            signs(one, other).is_some() && (!sign::next_day(one, other) || sign::is_twin(one, other))
        })
    }
}

#[cfg(test)]
use telling::Sentence;

#[cfg(test)]
mod tests;
