//! Entities: names of many documents that mean one person, organisation or place.
//!
//! keys (how a name sounds, its initials, what others call it) → groups → links, each with its sign → components → parts. An item is a
//! *name*, not a mention: “United States” of thirty thousand documents is one. [`bearings`] tells which names a document bears.
//! Invariant: whether two names are linked is a function of the two alone; what stands for several (an acronym, an initial) joins only
//! where all that it stands for are one. Cost: a name arrives once, however many documents bear it.
//! After: Winkler 2006 (record linkage); Bhattacharya & Getoor 2007 (what must stay apart).

mod acronym;
mod bearing;
mod body;
mod former;
mod home;
mod letters;
mod list;
mod name;
mod office;
mod person;
mod row;
mod seat;
mod short;
mod title;
mod written;

pub use bearing::{Bearing, Called, Gave, bearings, bearings_without};
pub use name::{Name, Sort};
pub(crate) use name::{country, telling_words};
pub use row::Entity;
pub use seat::Office;

use crate::meet::{Id, Layer, Link, Part, Ruling, merge};
use std::collections::{BTreeMap, BTreeSet};

/// What surely means one thing, in thousandths, has at least this weight.
const SURE: i32 = 750;
/// What stands for one of several has at least this one.
const LEAST: i32 = 500;

/// The layer of names.
#[derive(Clone, Copy, Debug, Default)]
pub struct Names;

impl Layer for Names {
    type Profile = Name;
    const REACH: usize = 12;

    fn link(&self, one: &Name, other: &Name) -> Option<(i32, String)> {
        let (one, other) = if one <= other { (one, other) } else { (other, one) };
        if let Some(found) = former::link(one, other).or_else(|| former::link(other, one)) {
            return Some(found);
        }
        let found = match (one.sort, other.sort) {
            (Sort::Person, Sort::Person) => person::link(one, other),
            (Sort::Person, _) | (_, Sort::Person) => None,
            _ => body::link(one, other),
        };
        found.map(|(weight, sign)| (weight, sign.to_string()))
    }

    fn parts(&self, members: &[(Id, Name)], links: &[Link], rulings: &[Ruling]) -> Vec<Part> {
        let former = former::Pairs::of(members.iter().map(|(_, name)| name));
        let may = |one: usize, other: usize| {
            let (one, other) = (&members[one].1, &members[other].1);
            !is_apart(one, other) || former.join(one, other)
        };
        let sure = merge(members, links, rulings, SURE, may);
        if links.iter().all(|link| link.weight >= SURE) {
            return sure;
        }
        // An acronym or initial joins only where all whom it can mean are one.
        let part_of: BTreeMap<Id, usize> =
            sure.iter().enumerate().flat_map(|(at, part)| part.iter().map(move |id| (*id, at))).collect();
        let mut meant: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        let weak = |link: &&Link| link.weight < SURE;
        for link in links.iter().filter(weak) {
            let (one, other) = (part_of[&link.one], part_of[&link.other]);
            meant.entry(one).or_default().insert(other);
            meant.entry(other).or_default().insert(one);
        }
        let short: BTreeMap<Id, bool> = members.iter().map(|(id, name)| (*id, name.is_short())).collect();
        let holds = |link: &Link| {
            link.weight >= SURE || [link.one, link.other].iter().all(|id| !short[id] || meant[&part_of[id]].len() <= 1)
        };
        let links: Vec<Link> = links.iter().filter(|link| holds(link)).cloned().collect();
        merge(members, &links, rulings, LEAST, may)
    }
}

/// Whether two names can never mean one thing, whatever leads from one to the other.
fn is_apart(one: &Name, other: &Name) -> bool {
    match (one.sort, other.sort) {
        (Sort::Person, Sort::Person) => person::is_apart(one, other),
        (Sort::Person, _) | (_, Sort::Person) => true,
        _ => body::is_apart(one, other),
    }
}

#[cfg(test)]
mod tests;
