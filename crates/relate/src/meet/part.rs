//! How a component falls apart: the strongest links join first, and never what must stay apart.
//!
//! Invariant: rulings hold before links, “not the same” before “the same” where a chain of both would cross; a ruling joins what is
//! linked to its two sides and takes nothing from either; the result does not depend on the order of links.
//! Cost: links times their logarithm, and for each join the pairs of the two parts.

use super::{Id, Link, Ruling};
use std::collections::BTreeMap;

/// The members of one part, in order.
pub type Part = Vec<Id>;

/// Joins along rulings, then along links of at least `least`, the surest first, as long as `may` allows all pairs of the two parts that meet,
/// where what came in by a ruling alone is not asked.
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
    // The same by links alone.
    let (mut linked_of, mut linked) = (part_of.clone(), parts.clone());
    let barred: Vec<(usize, usize)> =
        rulings.iter().filter(|ruling| !ruling.same).map(|ruling| (at[&ruling.one], at[&ruling.other])).collect();
    let mut join = |a: usize, b: usize, ruled: bool| {
        let (one, other) = (part_of[a].min(part_of[b]), part_of[a].max(part_of[b]));
        let crosses = |(a, b): &(usize, usize)| {
            (part_of[*a], part_of[*b]) == (one, other) || (part_of[*a], part_of[*b]) == (other, one)
        };
        if one != other && barred.iter().any(crosses) {
            return;
        }
        if !ruled {
            let (first, second) = (linked_of[a].min(linked_of[b]), linked_of[a].max(linked_of[b]));
            if first == second || !linked[first].iter().all(|a| linked[second].iter().all(|b| may(*a, *b))) {
                return;
            }
            let moved = std::mem::take(&mut linked[second]);
            moved.iter().for_each(|member| linked_of[*member] = first);
            linked[first].extend(moved);
        }
        if one == other {
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
