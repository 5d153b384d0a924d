//! A page as the lines that a reader sees one below the other, each with its look.
//!
//! The view is a text of its own, so that what reads plain text can read it; its pieces lead back to the raw markup.
//! Invariant: lines are in order and disjoint, and hold all that is seen but filler without width.
//! Cost: linear in blocks times their depth.

use super::Page;
use super::block::Block;
use super::body::up;
use super::tree::{Element, NodeId, Tree};
use crate::address;
use dateline_record::{CleanText, TextBuilder};
use std::ops::Range;

/// How a line looks.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub(crate) struct Look {
    /// All of it stands out: bold, or a heading.
    pub strong: bool,
    /// Bytes at its beginning that stand out where the rest does not.
    pub lead: usize,
    /// Percent of it that stands in links.
    pub linked: u32,
    /// The size of its type in pixels; 0 where nothing says it.
    pub size: u32,
    /// A rule is drawn before it.
    pub ruled: bool,
    /// The table cell that holds it; 0 for none.
    pub cell: NodeId,
    /// The box with a ground or border of its own that holds it; 0 for none.
    pub frame: NodeId,
    /// It is an item of a list.
    pub listed: bool,
}

/// A line of a view.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct ViewLine {
    /// Its place in the view's text.
    pub range: Range<usize>,
    /// It opens a block: what stands before it stands apart.
    pub apart: bool,
    pub look: Look,
}

/// A link of a view.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct ViewLink {
    /// Its words' place in the view's text.
    pub range: Range<usize>,
    /// Where it leads, trackers taken off.
    pub address: String,
}

/// A page as lines.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct View {
    pub text: CleanText,
    pub lines: Vec<ViewLine>,
    pub links: Vec<ViewLink>,
}

/// The view of a page.
pub(super) fn of(page: &Page, tree: &Tree, blocks: &[Block]) -> View {
    let shares = shares(tree, blocks);
    let rules: Vec<u32> = tree
        .nodes
        .iter()
        .enumerate()
        .filter(|(id, _)| tree.element(*id as NodeId).is_some_and(|element| &*element.name == "hr"))
        .map(|(_, node)| node.start)
        .collect();
    let mut builder = TextBuilder::new();
    let (mut lines, mut links) = (Vec::new(), Vec::new());
    let mut last_end = 0;
    for block in blocks.iter().filter(|block| !is_filler(&block.text)) {
        if !builder.as_str().is_empty() {
            builder.inserted("\n\n");
        }
        let offset = builder.as_str().len();
        block.write(&mut builder, page.part, page.text);
        let start = block.start() as u32;
        let ruled = rules.partition_point(|rule| *rule < start) > rules.partition_point(|rule| *rule < last_end);
        last_end = block.end() as u32;
        let around = around(tree, block, &shares);
        let mut at = 0;
        let mut opens = true;
        for words in block.text.split('\n') {
            let own = at..at + words.len();
            at += words.len() + 1;
            if is_filler(words) {
                continue;
            }
            let look = Look { ruled: ruled && opens, ..look(block, &own, around) };
            lines.push(ViewLine { range: offset + own.start..offset + own.end, apart: opens, look });
            opens = false;
        }
        for anchor in &block.links {
            let Some(address) = tree.element(anchor.element).and_then(|element| element.attribute("href")) else {
                continue;
            };
            let address = address.trim();
            if address.is_empty() || address.starts_with('#') || address.starts_with("javascript:") {
                continue;
            }
            let range = offset + anchor.text_start as usize..offset + anchor.text_end as usize;
            links.push(ViewLink { range, address: address::clean(address).into_owned() });
        }
    }
    View { text: builder.finish(), lines, links }
}

/// The look of a stretch of a block.
fn look(block: &Block, own: &Range<usize>, around: Look) -> Look {
    let words = &block.text[own.clone()];
    let strong: usize = block.strong.iter().map(|run| overlap(run, own)).sum();
    let linked: usize = block.links.iter().map(|link| overlap(&(link.text_start..link.text_end), own)).sum();
    let lead = block.strong.iter().find(|run| run.start as usize <= own.start + 3 && run.end as usize > own.start);
    let whole = strong * 100 >= words.trim().len() * 88;
    let sized = block.sizes.iter().rev().find(|(from, _)| *from as usize <= own.start);
    Look {
        size: sized.map_or(0, |(_, size)| *size),
        strong: whole,
        lead: lead.filter(|_| !whole).map_or(0, |run| (run.end as usize).min(own.end) - own.start),
        linked: (linked * 100 / words.len().max(1)) as u32,
        ..around
    }
}

fn overlap(run: &Range<u32>, own: &Range<usize>) -> usize {
    (run.end as usize).min(own.end).saturating_sub((run.start as usize).max(own.start))
}

/// What a block stands in.
fn around(tree: &Tree, block: &Block, shares: &[u32]) -> Look {
    let total = shares.first().copied().unwrap_or(0).max(1);
    let mut look = Look::default();
    for id in up(tree, block.element) {
        let Some(element) = tree.element(id) else { continue };
        let name: &str = &element.name;
        look.listed |= name == "li" && look.cell == 0;
        if look.cell == 0 && matches!(name, "td" | "th") {
            look.cell = id;
        }
        if look.frame == 0 && shares[id as usize] * 2 < total && is_framed(element) {
            look.frame = id;
        }
    }
    look
}

/// Characters seen in each element; at 0, on the whole page.
fn shares(tree: &Tree, blocks: &[Block]) -> Vec<u32> {
    let mut shares = vec![0; tree.nodes.len()];
    for block in blocks {
        shares[0] += block.chars;
        for id in up(tree, block.element).filter(|id| *id != 0) {
            shares[id as usize] += block.chars;
        }
    }
    shares
}

/// Whether an element has a ground or a border of its own.
fn is_framed(element: &Element) -> bool {
    let white = |value: &str| {
        let value = value.trim().to_ascii_lowercase();
        value.starts_with("#fff") || value.starts_with("white") || value.starts_with("transparent") || value == "none"
    };
    if element.attribute("bgcolor").is_some_and(|value| !white(value) && !value.trim().is_empty()) {
        return true;
    }
    let Some(style) = element.attribute("style") else { return false };
    style.split(';').filter_map(|rule| rule.split_once(':')).any(|(property, value)| {
        let (property, value) = (property.trim().to_ascii_lowercase(), value.trim());
        match property.as_str() {
            "background" | "background-color" => !white(value),
            "border" => !value.starts_with('0') && !value.starts_with("none"),
            _ => false,
        }
    })
}

/// Whether a text shows nothing: spaces, joiners and other characters without width.
fn is_filler(text: &str) -> bool {
    text.chars().all(|c| {
        c.is_whitespace() || c.is_control() || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
    })
}
