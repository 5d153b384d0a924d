//! Which post a post answers.
//!
//! Invariant: a post's parent comes before it. Cost: linear in posts times their depth.

use super::holder::Holder;
use super::text::make;
use crate::html::body::up;
use crate::html::tree::{NodeId, Tree};
use std::collections::HashMap;

/// For each post the one in whose element it is nested, beside that one's own words.
pub(super) fn find(tree: &Tree, holders: &[Holder]) -> Vec<Option<usize>> {
    let items: HashMap<NodeId, usize> = holders.iter().enumerate().map(|(n, holder)| (holder.item, n)).collect();
    let mut first: HashMap<NodeId, (usize, NodeId)> = HashMap::new();
    let mut parents = Vec::new();
    for (number, holder) in holders.iter().enumerate() {
        let mut below = holder.item;
        let mut parent = up(tree, holder.item).skip(1).find_map(|id| items.get(&id).copied()).filter(|n| *n < number);
        for id in up(tree, holder.item).skip(1) {
            match first.get(&id) {
                // Beside a post's own element stands another of its make: the two are neighbours.
                Some((other, path)) if parent.is_none() && make(tree, *path) != make(tree, below) => {
                    parent = Some(*other);
                }
                Some(_) => {}
                None => {
                    first.insert(id, (number, below));
                }
            }
            below = id;
        }
        parents.push(parent);
    }
    parents
}
