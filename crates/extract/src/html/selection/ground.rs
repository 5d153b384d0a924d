//! What stands in each element of a page, and how many of its make stand beside it.
//!
//! Invariant: only elements in which something is seen count; elements of one make have the same parent, name and first
//! class. Cost: linear in blocks times their depth, and in the elements in which they stand.

use super::super::block::Block;
use super::super::body::{is_heading, up};
use super::super::tree::{NodeId, Tree};
use std::collections::BTreeMap;

/// What stands in an element.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Ground {
    pub seen: bool,
    pub blocks: u32,
    pub chars: u32,
    pub link_chars: u32,
    /// Characters of paragraphs.
    pub prose: u32,
    /// Blocks that are a link long enough to name something.
    pub headlines: u32,
    pub headings: u32,
    pub images: u32,
    /// The first block in it.
    pub first: u32,
    /// Elements of its make beside it, with it, and what stands in all of them.
    pub peers: u32,
    pub peers_chars: u32,
    pub peers_links: u32,
    pub peers_blocks: u32,
    pub peers_headlines: u32,
    pub peers_prose: u32,
}

impl Ground {
    /// Share of its characters that stand in links.
    pub fn link_density(&self) -> f32 {
        share(self.link_chars, self.chars)
    }
}

/// `part` of `whole`; nothing of nothing.
pub(super) fn share(part: u32, whole: u32) -> f32 {
    part as f32 / whole.max(1) as f32
}

/// For every element what stands in it.
pub(super) fn survey(tree: &Tree, blocks: &[Block], prose: &[bool]) -> Vec<Ground> {
    let mut grounds = vec![Ground::default(); tree.nodes.len()];
    let mut seen: Vec<NodeId> = Vec::new();
    for (number, block) in blocks.iter().enumerate() {
        let headline = u32::from(block.chars >= 12 && block.link_density() > 0.8);
        let heading = u32::from(is_heading(tree, block));
        let prose = if prose[number] { block.chars } else { 0 };
        for id in up(tree, block.element) {
            let ground = &mut grounds[id as usize];
            if !ground.seen {
                ground.seen = true;
                ground.first = number as u32;
                seen.push(id);
            }
            ground.blocks += 1;
            ground.chars += block.chars;
            ground.link_chars += block.link_chars;
            ground.prose += prose;
            ground.headlines += headline;
            ground.headings += heading;
        }
    }
    for (id, _) in tree.nodes.iter().enumerate().filter(|(id, _)| is_image(tree, *id as NodeId)) {
        for id in up(tree, id as NodeId) {
            grounds[id as usize].images += 1;
        }
    }
    for parent in seen {
        peers(tree, parent, &mut grounds);
    }
    grounds
}

fn is_image(tree: &Tree, id: NodeId) -> bool {
    tree.element(id).is_some_and(|element| &*element.name == "img")
}

/// Counts the elements of each make under a parent.
fn peers(tree: &Tree, parent: NodeId, grounds: &mut [Ground]) {
    let children: Vec<NodeId> = tree.children(parent).filter(|id| grounds[*id as usize].seen).collect();
    let mut makes: BTreeMap<(&str, &str), Ground> = BTreeMap::new();
    for id in &children {
        let Some(make) = make(tree, *id) else { continue };
        let own = grounds[*id as usize];
        let sum = makes.entry(make).or_default();
        sum.peers += 1;
        sum.chars += own.chars;
        sum.link_chars += own.link_chars;
        sum.blocks += own.blocks;
        sum.headlines += own.headlines;
        sum.prose += own.prose;
    }
    for id in &children {
        let Some(sum) = make(tree, *id).and_then(|make| makes.get(&make)) else { continue };
        let own = &mut grounds[*id as usize];
        own.peers = sum.peers;
        own.peers_chars = sum.chars;
        own.peers_links = sum.link_chars;
        own.peers_blocks = sum.blocks;
        own.peers_headlines = sum.headlines;
        own.peers_prose = sum.prose;
    }
}

/// An element's name and first class.
pub(super) fn make(tree: &Tree, id: NodeId) -> Option<(&str, &str)> {
    let element = tree.element(id)?;
    let class = element.attribute("class").unwrap_or_default().split_ascii_whitespace().next();
    Some((&*element.name, class.unwrap_or_default()))
}
