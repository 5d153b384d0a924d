//! Pages whose markup says that they hold several pieces: elements that call themselves articles or entries, each with a linked
//! heading of its own. So blogs with whole posts and tag pages are known that no measure of lists tells from a long text.
//!
//! Invariant: at least two whole texts or three entries of one sort, side by side and not one in the other, that hold
//! most of the page's prose; each leads to a page of its own. Cost: linear in blocks times their depth.

use super::super::block::Block;
use super::super::body::{Label, is_links, up};
use super::super::furniture::{self, Named, Sense};
use super::super::phrase::{self, Said};
use super::super::tree::{DOCUMENT, NodeId, Tree};
use super::{headline, item};
use std::collections::{BTreeMap, BTreeSet};

/// Entries of a page at least, and whole texts of one.
const FEWEST: usize = 3;
const FEWEST_WHOLE: usize = 2;

/// Characters of a paragraph, and of the prose of a whole text.
const PROSE_CHARS: u32 = 80;
const WHOLE_CHARS: u32 = 600;

/// Words of class names by which an element calls itself an entry.
const CALLED: &[&str] = &["hentry", "h-entry", "post", "blog-post", "blogpost", "article", "story"];

/// Types by which it does.
const TYPES: &[&str] = &["Article", "NewsArticle", "BlogPosting", "ReportageNewsArticle", "PressRelease"];

/// What stands in one such element.
#[derive(Default)]
struct Own {
    prose: u32,
    /// The page that its heading leads to.
    leads: Option<String>,
    /// Headings in it lead to several.
    several: bool,
}

/// The labels of a page that holds several pieces by its markup.
pub(in super::super) fn find(
    tree: &Tree,
    blocks: &[Block],
    named: &[Named],
    title: Option<usize>,
    body: &[Label],
) -> Option<Vec<Label>> {
    let says = |id: NodeId, wanted| named[id as usize].words.iter().any(|word| furniture::sense(*word) == wanted);
    let beside = |block: &Block, top: NodeId| {
        up(tree, block.element)
            .take_while(|id| *id != top)
            .any(|id| says(id, Sense::Beside) || says(id, Sense::Over) || says(id, Sense::Comments))
    };
    let mut own: BTreeMap<NodeId, Own> = BTreeMap::new();
    let mut all = 0;
    for block in blocks.iter().filter(|block| headline::level(tree, block) < 7) {
        if let Some(address) = leads(tree, block)
            && let Some(holder) = up(tree, block.element).find(|id| is_entry(tree, *id))
        {
            let key = item::key(address);
            let own = own.entry(holder).or_default();
            own.several |= own.leads.as_ref().is_some_and(|known| *known != key);
            own.leads.get_or_insert(key);
        }
    }
    if own.len() < FEWEST_WHOLE {
        return None;
    }
    for block in blocks {
        let holder = up(tree, block.element).find(|id| own.contains_key(id));
        if beside(block, holder.unwrap_or(DOCUMENT)) {
            continue;
        }
        let prose = if is_prose(tree, block) { block.chars } else { 0 };
        all += prose;
        let Some(holder) = holder else { continue };
        own.entry(holder).or_default().prose += prose;
    }
    let within = |id: NodeId| up(tree, id).skip(1).any(|outer| own.contains_key(&outer));
    let entries: Vec<(NodeId, &Own)> = own
        .iter()
        .filter(|(id, own)| own.leads.is_some() && !own.several && own.prose > 0 && !within(**id))
        .map(|(id, own)| (*id, own))
        .collect();
    let pages: BTreeSet<&String> = entries.iter().filter_map(|(_, own)| own.leads.as_ref()).collect();
    let whole = entries.iter().filter(|(_, own)| own.prose >= WHOLE_CHARS).count();
    let prose: u32 = entries.iter().map(|(_, own)| own.prose).sum();
    let most = entries.iter().map(|(_, own)| own.prose).max().unwrap_or(0);
    // One text with teasers of others below it is an article.
    let even = 2 * most <= prose || whole >= FEWEST_WHOLE && 10 * most <= 9 * prose;
    let enough = entries.len() >= FEWEST || whole >= FEWEST_WHOLE;
    let tops: BTreeSet<NodeId> = entries.iter().map(|(id, _)| *id).collect();
    // What was found to be the page's text must stand in them too.
    let text = |inside: bool| -> u32 {
        let own = blocks.iter().zip(body).filter(|(_, label)| **label == Label::Body);
        own.filter(|(block, _)| up(tree, block.element).any(|id| tops.contains(&id)) == inside)
            .map(|(block, _)| block.chars)
            .sum()
    };
    if !enough || 2 * text(false) > text(true) || !even || pages.len() < entries.len() || 10 * prose < 7 * all {
        return None;
    }
    let container = container(tree, &tops);
    let label = |(number, block): (usize, &Block)| {
        let top = up(tree, block.element).find(|id| tops.contains(id));
        let inside = up(tree, block.element).any(|id| id == container);
        match top {
            _ if Some(number) == title && top.is_none() => Label::Title,
            Some(top) if !beside(block, top) && phrase::said(&block.text) == Said::Nothing => Label::Body,
            None if inside && !beside(block, container) && is_prose(tree, block) => Label::Body,
            _ => Label::Other,
        }
    };
    Some(blocks.iter().enumerate().map(label).collect())
}

/// The innermost element that holds all entries.
fn container(tree: &Tree, tops: &BTreeSet<NodeId>) -> NodeId {
    let mut held: BTreeMap<NodeId, usize> = BTreeMap::new();
    tops.iter().for_each(|top| up(tree, *top).skip(1).for_each(|id| *held.entry(id).or_default() += 1));
    let first = tops.iter().next().copied().unwrap_or(DOCUMENT);
    up(tree, first).skip(1).find(|id| held.get(id) == Some(&tops.len())).unwrap_or(DOCUMENT)
}

/// Whether an element calls itself a piece.
fn is_entry(tree: &Tree, id: NodeId) -> bool {
    let Some(element) = tree.element(id) else { return false };
    if matches!(&*element.name, "body" | "html" | "main") {
        return false;
    }
    let classes = element.attribute("class").unwrap_or_default();
    &*element.name == "article"
        || matches!(&*element.name, "div" | "li" | "section")
            && classes.split_ascii_whitespace().any(|class| CALLED.contains(&class.to_ascii_lowercase().as_str()))
        || element
            .attribute("itemtype")
            .is_some_and(|kind| TYPES.contains(&kind.rsplit('/').next().unwrap_or_default()))
}

/// Where a heading leads that is mostly link.
fn leads<'a>(tree: &'a Tree, block: &Block) -> Option<&'a str> {
    let link = block.links.first().filter(|_| block.link_density() > 0.5)?;
    let address = tree.element(link.element)?.attribute("href")?.trim();
    (!headline::is_nowhere(address)).then_some(address)
}

fn is_prose(tree: &Tree, block: &Block) -> bool {
    let least =
        if block.text.ends_with(['.', '!', '?', '…', '”', '"', ']']) { PROSE_CHARS / 2 } else { PROSE_CHARS };
    block.chars >= least && !is_links(tree, block) && block.link_density() < 0.5
}
