//! Pages that are a list of other pieces: elements of one make beside one another, each with a linked headline, that
//! hold more than the prose around them.
//!
//! Invariant: a page that the markup calls an article is none. The list is all that is seen in the innermost element that
//! holds the entries, but for what calls itself something beside; with it the prose above and below.
//! Cost: linear in blocks times their depth.

use super::block::Block;
use super::body::{Label, is_heading, up};
use super::furniture::{self, Named, Sense};
use super::phrase::{self, Said};
use super::tree::{DOCUMENT, NodeId, Tree};
use std::collections::BTreeMap;

/// Entries of a list at least, and their characters.
const FEWEST: usize = 6;
const FEWEST_TOGETHER: usize = 3;
const ENTRY_CHARS: std::ops::Range<u32> = 12..1500;

/// Characters from which a paragraph is prose.
const PROSE_CHARS: u32 = 80;

/// What stands in an element.
#[derive(Clone, Copy, Default)]
struct Stock {
    blocks: u32,
    chars: u32,
    /// Blocks that are a link or a linked heading, long enough to name something.
    headlines: u32,
    /// Characters of prose.
    prose: u32,
    seen: bool,
}

/// The labels of a page that is a list; none where it is something else.
pub(super) fn find(tree: &Tree, blocks: &[Block], named: &[Named], title: Option<usize>) -> Option<Vec<Label>> {
    let stocks = stocks(tree, blocks, named);
    let groups = groups(tree, blocks, named, &stocks);
    let chars: u32 = groups.iter().map(|group| group.chars).sum();
    let entries: usize = groups.iter().map(|group| group.entries.len()).sum();
    let within: u32 = groups.iter().flat_map(|group| &group.entries).map(|id| stocks[*id as usize].prose).sum();
    let prose = stocks[DOCUMENT as usize].prose.saturating_sub(within);
    if entries < FEWEST || chars < prose + prose / 2 {
        return None;
    }
    let container = container(tree, &groups, chars);
    let inside = |id: NodeId| up(tree, id).any(|id| id == container);
    let label = |number: usize| {
        let block = &blocks[number];
        let aside = phrase::said(&block.text) != Said::Nothing
            || up(tree, block.element).take_while(|id| *id != container).any(|id| is_beside(&named[id as usize]));
        match () {
            _ if Some(number) == title => Label::Title,
            _ if aside => Label::Other,
            _ if inside(block.element) || is_prose(tree, block) => Label::Body,
            _ => Label::Other,
        }
    };
    Some((0..blocks.len()).map(label).collect())
}

/// Elements of one make beside one another.
struct Group {
    entries: Vec<NodeId>,
    chars: u32,
}

fn stocks(tree: &Tree, blocks: &[Block], named: &[Named]) -> Vec<Stock> {
    let mut stocks = vec![Stock::default(); tree.nodes.len()];
    for block in blocks {
        let headline = block.chars >= ENTRY_CHARS.start && block.link_density() > 0.8;
        let prose = is_prose(tree, block) && !up(tree, block.element).any(|id| is_beside(&named[id as usize]));
        for id in up(tree, block.element) {
            let stock = &mut stocks[id as usize];
            stock.seen = true;
            stock.blocks += 1;
            stock.chars += block.chars;
            stock.headlines += u32::from(headline);
            stock.prose += if prose { block.chars } else { 0 };
        }
    }
    stocks
}

/// The lists of a page, outermost only, without those that stand in something beside.
fn groups(tree: &Tree, blocks: &[Block], named: &[Named], stocks: &[Stock]) -> Vec<Group> {
    let mut found: Vec<Group> = Vec::new();
    let mut open = vec![DOCUMENT];
    let _ = blocks;
    while let Some(parent) = open.pop() {
        let mut makes: BTreeMap<(&str, &str), Vec<NodeId>> = BTreeMap::new();
        let mut inner: Vec<NodeId> = Vec::new();
        for id in tree.children(parent).filter(|id| stocks[*id as usize].seen) {
            if is_beside(&named[id as usize]) {
                continue;
            }
            let Some(element) = tree.element(id) else { continue };
            let class = element.attribute("class").unwrap_or_default().split_ascii_whitespace().next();
            makes.entry((&*element.name, class.unwrap_or_default())).or_default().push(id);
            inner.push(id);
        }
        for own in makes.into_values().filter(|own| own.len() >= FEWEST_TOGETHER) {
            let is_entry = |id: &&NodeId| {
                let stock = &stocks[**id as usize];
                ENTRY_CHARS.contains(&stock.chars) && stock.headlines > 0 && stock.headlines <= 6
            };
            let entries: Vec<NodeId> = own.iter().filter(is_entry).copied().collect();
            let chars: u32 = entries.iter().map(|id| stocks[*id as usize].chars).sum();
            // A menu has words of one link; an entry more, or a headline's length.
            let rich = entries.iter().filter(|id| {
                let stock = &stocks[**id as usize];
                stock.blocks > 1 || stock.chars >= 30
            });
            if entries.len() * 10 >= own.len() * 7 && rich.count() * 2 > entries.len() {
                inner.retain(|id| !own.contains(id));
                found.push(Group { entries, chars });
            }
        }
        open.extend(inner);
    }
    found
}

/// The innermost element that holds nearly all entries.
fn container(tree: &Tree, groups: &[Group], chars: u32) -> NodeId {
    let mut held: BTreeMap<NodeId, u32> = BTreeMap::new();
    for group in groups {
        let Some(first) = group.entries.first() else { continue };
        up(tree, *first).skip(1).for_each(|id| *held.entry(id).or_default() += group.chars);
    }
    let whole = |id: &NodeId| held.get(id).is_some_and(|own| own * 10 >= chars * 8);
    let mut at = DOCUMENT;
    while let Some(inner) = tree.children(at).find(whole) {
        at = inner;
    }
    at
}

/// Whether a block is a paragraph of some length.
fn is_prose(tree: &Tree, block: &Block) -> bool {
    block.chars >= PROSE_CHARS
        && block.link_density() < 0.5
        && !is_heading(tree, block)
        && block.text.ends_with(['.', '!', '?', '”', '"', ':', '…'])
}

/// Whether an element calls what it holds something beside the text.
fn is_beside(named: &Named) -> bool {
    named.words.iter().any(|word| furniture::sense(*word) == Sense::Beside)
}
