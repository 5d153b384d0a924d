//! How a component falls apart: the strongest links join first, and never what must stay apart.
//!
//! Invariant: rulings hold before links, “not the same” before “the same” where a chain of both would cross; the result does not
//! depend on the order of links. Cost: links times their logarithm, and for each join the pairs of the two parts.

use super::{Id, Link, Ruling};
use std::collections::BTreeMap;

/// The members of one part, in order.
pub type Part = Vec<Id>;

/// Joins along rulings, then along links of at least `least`, the surest first, as long as `may` allows all pairs of the two parts that meet.
/// `may` is handed places in `members`.
pub fn merge<P>(
    members: &[(Id, P)],
    links: &[Link],
    rulings: &[Ruling],
    least: i32,
    may: impl Fn(usize, usize) -> bool,
) -> Vec<Part> {
    let at: BTreeMap<Id, usize> = members.iter().enumerate().map(|(at, (id, _))| (*id, at)).collect();
    let mut part_of: Vec<usize> = (0..members.len()).collect();
    let mut parts: Vec<Vec<usize>> = (0..members.len()).map(|at| vec![at]).collect();
    let barred: Vec<(usize, usize)> =
        rulings.iter().filter(|ruling| !ruling.same).map(|ruling| (at[&ruling.one], at[&ruling.other])).collect();
    let mut join = |one: usize, other: usize, ruled: bool| {
        let (one, other) = (part_of[one].min(part_of[other]), part_of[one].max(part_of[other]));
        let crosses = |(a, b): &(usize, usize)| {
            (part_of[*a], part_of[*b]) == (one, other) || (part_of[*a], part_of[*b]) == (other, one)
        };
        if one == other || barred.iter().any(crosses) {
            return;
        }
        if !ruled && !parts[one].iter().all(|a| parts[other].iter().all(|b| may(*a, *b))) {
            return;
        }
        let moved = std::mem::take(&mut parts[other]);
        moved.iter().for_each(|member| part_of[*member] = one);
        parts[one].extend(moved);
    };
    let mut same: Vec<&Ruling> = rulings.iter().filter(|ruling| ruling.same).collect();
    same.sort();
    same.iter().for_each(|ruling| join(at[&ruling.one], at[&ruling.other], true));
    let mut links: Vec<&Link> = links.iter().filter(|link| link.weight >= least).collect();
    links.sort_by_key(|link| (std::cmp::Reverse(link.weight), link.one, link.other));
    links.iter().for_each(|link| join(at[&link.one], at[&link.other], false));
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    parts
        .map(|mut part| {
            part.sort_unstable();
            part.into_iter().map(|at| members[at].0).collect()
        })
        .collect()
}
