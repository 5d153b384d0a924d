//! Which elements of a page hold the words of posts, by their names.
//!
//! Invariant: of two makes of which one always wraps the other only the inner is kept. Cost: linear in blocks times their depth.

use crate::html::block::Block;
use crate::html::body::up;
use crate::html::furniture::Named;
use crate::html::role::Roles;
use crate::html::tree::{NodeId, Tree};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Elements that may hold the words of posts; a page with more of them is no thread.
const MOST_HOLDERS: usize = 5000;

/// Elements around words that are looked at for the name of a signature.
const SIGNATURE_DEPTH: usize = 4;

/// Tag and first name of an element, digits aside: what elements of one kind share.
pub(super) type Make<'a> = (&'a str, String);

pub(super) fn make(tree: &Tree, id: NodeId) -> Make<'_> {
    let Some(element) = tree.element(id) else { return ("", String::new()) };
    let name = element.attribute("class").and_then(|class| class.split_ascii_whitespace().next());
    let name = name.or_else(|| element.attribute("id")).unwrap_or_default();
    (&*element.name, name.chars().filter(|c| !c.is_ascii_digit()).collect())
}

/// Characters that the elements of one make hold.
pub(super) fn chars(tree: &Tree, blocks: &[Block], own: &Make, texts: &[NodeId]) -> u32 {
    let own: HashSet<NodeId> = texts.iter().copied().filter(|text| make(tree, *text) == *own).collect();
    let within = |block: &&Block| up(tree, block.element).any(|id| own.contains(&id));
    blocks.iter().filter(within).map(|block| block.chars).sum()
}

/// Elements that hold the words of posts, in order; of two makes of which one always wraps the other, the inner.
pub(super) fn find(tree: &Tree, blocks: &[Block], named: &[Named]) -> Vec<NodeId> {
    let mut chars: HashMap<NodeId, u32> = HashMap::new();
    let mut found: Vec<NodeId> = Vec::new();
    for block in blocks {
        let roles = |id: NodeId| named[id as usize].roles;
        for id in up(tree, block.element).filter(|id| roles(*id).has(Roles::TEXT)) {
            // Signatures are made like the words above them.
            if !chars.contains_key(&id) && up(tree, id).take(SIGNATURE_DEPTH).any(|id| roles(id).has(Roles::ASIDE)) {
                continue;
            }
            let own = chars.entry(id).or_insert_with(|| {
                found.push(id);
                0
            });
            *own += block.chars;
        }
        if found.len() > MOST_HOLDERS {
            return Vec::new();
        }
    }
    // For each make how many there are and how much they hold; for each pair of makes how many of the outer hold the inner.
    let mut makes: BTreeMap<Make, u32> = BTreeMap::new();
    let mut pairs: BTreeMap<(Make, Make), Wrapping> = BTreeMap::new();
    for id in &found {
        *makes.entry(make(tree, *id)).or_default() += 1;
        for outer in up(tree, *id).skip(1).filter(|outer| chars.contains_key(outer)) {
            let pair = pairs.entry((make(tree, outer), make(tree, *id))).or_default();
            if pair.outers.insert(outer) {
                pair.outer_chars += chars[&outer];
            }
            pair.inners += 1;
            pair.inner_chars += chars[id];
        }
    }
    let wraps = |outer: &Make| {
        let own = pairs.iter().filter(|((own, inner), _)| own == outer && inner != outer);
        own.map(|(_, pair)| pair).any(|pair| {
            pair.outers.len() as u32 * 5 >= makes[outer] * 4
                && pair.inners * 10 <= pair.outers.len() * 13
                && pair.inner_chars * 2 >= pair.outer_chars
        })
    };
    let wrapping: Vec<Make> = makes.keys().filter(|make| wraps(make)).cloned().collect();
    found.retain(|id| !wrapping.contains(&make(tree, *id)));
    found
}

/// Elements of one make in those of another.
#[derive(Default)]
struct Wrapping {
    /// Those that hold any.
    outers: HashSet<NodeId>,
    outer_chars: u32,
    inners: usize,
    inner_chars: u32,
}
