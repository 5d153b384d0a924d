//! Lists of other pieces: items of one make, each a linked headline with at most a few words.
//!
//! Cost: linear in blocks times their depth.

use super::block::Block;
use super::body::{is_named, up};
use super::tree::{NodeId, Tree};

/// What stands in an element.
#[derive(Clone, Copy, Default)]
struct Stock {
    /// Blocks that are a link and long enough for a headline.
    headlines: u32,
    /// Characters outside links.
    prose: u32,
    chars: u32,
}

/// For every element whether it is an item of such a list.
pub(crate) fn find(tree: &Tree, blocks: &[Block]) -> Vec<bool> {
    let mut stocks = vec![Stock::default(); tree.nodes.len()];
    let mut parents: Vec<NodeId> = Vec::new();
    let mut seen = vec![false; tree.nodes.len()];
    for block in blocks {
        let headline = block.link_density() > 0.8 && block.chars >= 20;
        for id in up(tree, block.element) {
            let stock = &mut stocks[id as usize];
            stock.headlines += u32::from(headline);
            stock.prose += block.chars - block.link_chars;
            stock.chars += block.chars;
            if !std::mem::replace(&mut seen[id as usize], true) {
                parents.push(tree.node(id).parent);
            }
        }
    }
    parents.sort_unstable();
    parents.dedup();
    let mut teasers = vec![false; tree.nodes.len()];
    for parent in parents {
        let items: Vec<NodeId> = tree.children(parent).filter(|id| is_item(&stocks[*id as usize])).collect();
        if items.len() < 3 {
            continue;
        }
        let make = |id: NodeId| {
            let element = tree.element(id)?;
            Some((&*element.name, element.attribute("class").unwrap_or("").split_whitespace().next().unwrap_or("")))
        };
        // Lists without a class are lists in a text.
        let plain = |id: NodeId| tree.element(id).is_none_or(|element| element.attribute("class").is_none());
        if plain(parent) && items.iter().all(|id| plain(*id) && is_named(tree, *id, &["li", "p", "tr", "td"])) {
            continue;
        }
        let same = items.iter().filter(|id| make(**id) == make(items[0]) || make(**id) == make(items[1])).count();
        let chars: u32 = items.iter().map(|id| stocks[*id as usize].chars).sum();
        if same >= 3 && chars as f32 > 0.6 * stocks[parent as usize].chars as f32 {
            items.iter().for_each(|id| teasers[*id as usize] = true);
        }
    }
    teasers
}

fn is_item(stock: &Stock) -> bool {
    (1..=2).contains(&stock.headlines) && stock.prose < 300
}
