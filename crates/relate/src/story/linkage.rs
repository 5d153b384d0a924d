//! How documents that are linked fall into stories: two groups join while they are alike on the average, the most alike first.
//!
//! In a component each document is held against those before it by day: all of them where there are no more than some hundreds, else
//! [`NEAR`] at least. The average is over the pairs that were held against one another, so a story may grow on for months as long as
//! each new document is like its neighbours. Invariant: the result does not depend on the order of members or links; rulings hold before
//! links, “not the same” before “the same”, and a ruling joins the whole groups of its two sides. Cost: [`PAIRS`] looks at two profiles, or [`NEAR`] a member where these are more, and as many
//! times the logarithm of their number. After: Sokal & Michener (average linkage), 1958.

use super::likeness::likeness;
use super::profile::Profile;
use crate::meet::{Id, Link, Part, Ruling, merge};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::sync::Arc;

/// Documents before it, by day, that each is held against at least,
const NEAR: usize = 64;
/// and pairs of a component that are held against one another where that is more.
const PAIRS: usize = 500_000;

/// A group of documents.
struct Group {
    members: Vec<usize>,
    /// Sums over pairs with members of other groups, and how many pairs.
    links: BTreeMap<usize, (i64, i64)>,
    /// Counts its joins: what was waiting from before is stale.
    age: u32,
}

/// How the members of a component fall into stories in which documents are alike by `least` thousandths on the average.
pub fn stories(members: &[(Id, Arc<Profile>)], links: &[Link], rulings: &[Ruling], least: i32) -> Vec<Part> {
    let place: BTreeMap<Id, usize> = members.iter().enumerate().map(|(at, (id, _))| (*id, at)).collect();
    let mut groups: Vec<Group> =
        (0..members.len()).map(|at| Group { members: vec![at], links: BTreeMap::new(), age: 0 }).collect();
    // What people hold together, and what has come to it: from each member towards the one that stands for all.
    let mut whole: Vec<usize> = (0..members.len()).collect();
    for part in merge(members, &[], rulings, i32::MAX, |_, _| true) {
        part.iter().for_each(|id| whole[place[id]] = place[&part[0]]);
    }
    let barred: Vec<(usize, usize)> =
        rulings.iter().filter(|ruling| !ruling.same).map(|own| (place[&own.one], place[&own.other])).collect();
    for ((one, other), alike) in pairs(members, links, &place) {
        add(&mut groups[one], other, (i64::from(alike), 1));
        add(&mut groups[other], one, (i64::from(alike), 1));
    }
    let mut heap = BinaryHeap::new();
    for one in 0..groups.len() {
        let later = groups[one].links.range(one + 1..);
        heap.extend(later.map(|(other, sum)| wait(&groups, one, *other, *sum)));
    }
    while let Some((alike, _, Reverse((one, other)), ages)) = heap.pop() {
        if alike < i64::from(least) {
            break;
        }
        if ages != (groups[one].age, groups[other].age) {
            continue;
        }
        let (first, second) = (root(&mut whole, groups[one].members[0]), root(&mut whole, groups[other].members[0]));
        let is_barred = |(a, b): &(usize, usize)| {
            let pair = (root(&mut whole, *a), root(&mut whole, *b));
            pair == (first, second) || pair == (second, first)
        };
        if first != second && barred.iter().any(is_barred) {
            continue;
        }
        whole[second] = first;
        // The group with fewer links is taken over.
        let (kept, gone) = match groups[one].links.len() >= groups[other].links.len() {
            true => (one, other),
            false => (other, one),
        };
        let moved = std::mem::take(&mut groups[gone].links);
        let own = std::mem::take(&mut groups[gone].members);
        groups[gone].age = u32::MAX;
        groups[kept].members.extend(own);
        groups[kept].links.remove(&gone);
        groups[kept].age += 1;
        for (third, sum) in moved.into_iter().filter(|(third, _)| *third != kept) {
            groups[third].links.remove(&gone);
            add(&mut groups[third], kept, sum);
            add(&mut groups[kept], third, sum);
        }
        let next: Vec<_> = groups[kept]
            .links
            .iter()
            .map(|(third, sum)| wait(&groups, kept.min(*third), kept.max(*third), *sum))
            .collect();
        heap.extend(next);
    }
    let mut parts: BTreeMap<usize, Part> = BTreeMap::new();
    for (at, (id, _)) in members.iter().enumerate() {
        parts.entry(root(&mut whole, at)).or_default().push(*id);
    }
    parts
        .into_values()
        .map(|mut part| {
            part.sort_unstable();
            part
        })
        .collect()
}

/// The member that stands for all that are held together with one.
fn root(whole: &mut [usize], mut at: usize) -> usize {
    while whole[at] != at {
        whole[at] = whole[whole[at]];
        at = whole[at];
    }
    at
}

/// How alike two members are: the linked ones, and each and those before it by day.
fn pairs(members: &[(Id, Arc<Profile>)], links: &[Link], place: &BTreeMap<Id, usize>) -> BTreeMap<(usize, usize), i32> {
    let mut pairs: BTreeMap<(usize, usize), i32> =
        links.iter().map(|link| ((place[&link.one], place[&link.other]), link.weight)).collect();
    let mut order: Vec<usize> = (0..members.len()).collect();
    order.sort_by_key(|at| (members[*at].1.day.unwrap_or(i32::MAX), members[*at].0));
    let near = NEAR.max(PAIRS / members.len().max(1));
    for (at, later) in order.iter().enumerate() {
        for earlier in &order[at.saturating_sub(near)..at] {
            let pair = (*later.min(earlier), *later.max(earlier));
            pairs.entry(pair).or_insert_with(|| likeness(&members[pair.0].1, &members[pair.1].1).0);
        }
    }
    pairs
}

type Waiting = (i64, Reverse<(usize, usize)>, Reverse<(usize, usize)>, (u32, u32));

/// What waits in the heap: the more alike, then the first members. Groups of which too few pairs are known are not alike.
fn wait(groups: &[Group], one: usize, other: usize, (sum, pairs): (i64, i64)) -> Waiting {
    let (a, b) = (groups[one].members.len() as i64, groups[other].members.len() as i64);
    let alike = if pairs < a.min(b) { 0 } else { sum / pairs };
    let first = |group: usize| groups[group].members.iter().min().copied().unwrap_or_default();
    let (head, tail) = (first(one).min(first(other)), first(one).max(first(other)));
    (alike, Reverse((head, tail)), Reverse((one, other)), (groups[one].age, groups[other].age))
}

fn add(group: &mut Group, other: usize, (sum, pairs): (i64, i64)) {
    let own = group.links.entry(other).or_default();
    *own = (own.0 + sum, own.1 + pairs);
}
