//! Blocks of a list that hold a headline and more are cut: “Headline — teaser”, “teaser. Continue reading”, “teaser. By Ana Pek”.
//!
//! Invariant: pieces keep their places; of what stands between two halves only a dash, a colon or a bar is lost, and that only
//! within what stays together. Cost: linear in the blocks that are cut.

use super::super::block::{Anchor, Bit, Block};
use super::super::body::Label;
use super::super::tree::Tree;
use super::super::{names, wall};
use std::ops::Range;

/// Words of a linked headline at the beginning of a line, and of what follows it, at least.
const FEWEST_WORDS: usize = 4;
const FEWEST_AFTER: usize = 3;

/// Words of a link that leads on, at most.
const MOST_LEADING_ON: usize = 5;

/// The blocks of a list, cut; labels and headline go with them.
pub(super) struct Cut {
    pub blocks: Vec<Block>,
    pub labels: Vec<Label>,
    pub title: Option<usize>,
}

/// Cuts the blocks of a list.
pub(super) fn cut(tree: &Tree, blocks: &[Block], labels: &[Label], title: Option<usize>) -> Cut {
    let mut found = Cut { blocks: Vec::with_capacity(blocks.len()), labels: Vec::with_capacity(labels.len()), title };
    for (number, block) in blocks.iter().enumerate() {
        if Some(number) == title {
            found.title = Some(found.blocks.len());
        }
        let mut rest = block.clone();
        if labels[number] == Label::Body {
            while let Some((first, second)) = place(tree, &rest).and_then(|gap| halves(&rest, gap)) {
                found.blocks.push(first);
                found.labels.push(labels[number]);
                rest = second;
            }
        }
        found.blocks.push(rest);
        found.labels.push(labels[number]);
    }
    found
}

/// Where a block falls in two: the range between its halves.
fn place(tree: &Tree, block: &Block) -> Option<Range<usize>> {
    after_headline(tree, block).or_else(|| before_leading_on(block)).or_else(|| before_name(block))
}

/// “[Headline of four words] — teaser”.
fn after_headline(tree: &Tree, block: &Block) -> Option<Range<usize>> {
    let anchor = block.links.first().filter(|anchor| anchor.text_start == 0)?;
    tree.element(anchor.element)?.attribute("href")?;
    let end = anchor.text_end as usize;
    let rest = &block.text[end..];
    let after = rest.trim_start_matches([' ', '—', '–', '-', ':', '|', '·', '\n']);
    let parted = rest[..rest.len() - after.len()].trim_start_matches(' ');
    // “Well-known”: a hyphen without a space is no dash.
    let dash =
        parted.starts_with(['—', '–', ':', '|', '·', '\n']) || parted.starts_with("- ") || parted.starts_with("-- ");
    let words = |text: &str| text.split_whitespace().count();
    (dash && words(&block.text[..end]) >= FEWEST_WORDS && words(after) >= FEWEST_AFTER)
        .then(|| end..block.text.len() - after.len())
}

/// “Teaser. [Continue reading]”.
fn before_leading_on(block: &Block) -> Option<Range<usize>> {
    let anchor = block.links.last().filter(|anchor| anchor.text_end as usize == block.text.len())?;
    let start = anchor.text_start as usize;
    let before = block.text[..start].trim_end();
    let words = &block.text[start..];
    let fits = !before.is_empty() && words.split_whitespace().count() <= MOST_LEADING_ON && wall::leads_on(words);
    fits.then_some(before.len()..start)
}

/// “Teaser. By Ana Pek”.
fn before_name(block: &Block) -> Option<Range<usize>> {
    let start = block.text.rfind(" By ")?;
    let before = &block.text[..start];
    let ended = before.ends_with(['.', '!', '?', '”', '"', '…']);
    (ended && names::looks_like_a_name(block.text[start + 4..].trim())).then(|| start..start + 1)
}

/// The two halves of a block beside a gap; none where a half is empty or the gap cuts what stands for one place.
fn halves(block: &Block, gap: Range<usize>) -> Option<(Block, Block)> {
    let first = part(block, 0..gap.start)?;
    let second = part(block, gap.end..block.text.len())?;
    Some((first, second))
}

/// A stretch of a block.
fn part(block: &Block, range: Range<usize>) -> Option<Block> {
    let text = block.text.get(range.clone())?;
    if text.trim().is_empty() {
        return None;
    }
    let (from, to) = (range.start as u32, range.end as u32);
    let mut pieces = Vec::new();
    for bit in block.pieces.iter().filter(|bit| bit.text_start < to && from < bit.text_end) {
        let (over_start, over_end) = (from.saturating_sub(bit.text_start), bit.text_end.saturating_sub(to));
        if !bit.verbatim && (over_start > 0 || over_end > 0) {
            return None;
        }
        pieces.push(Bit {
            text_start: bit.text_start.max(from) - from,
            text_end: bit.text_end.min(to) - from,
            start: bit.start + over_start,
            end: bit.end - over_end,
            verbatim: bit.verbatim,
        });
    }
    let within = |start: u32, end: u32| (start < to && from < end).then(|| start.max(from) - from..end.min(to) - from);
    let anchor = |anchor: &Anchor| {
        let range = within(anchor.text_start, anchor.text_end)?;
        Some(Anchor { text_start: range.start, text_end: range.end, ..*anchor })
    };
    let links: Vec<Anchor> = block.links.iter().filter_map(anchor).collect();
    let strong: Vec<Range<u32>> = block.strong.iter().filter_map(|range| within(range.start, range.end)).collect();
    let chars = text.chars().count() as u32;
    let share = |ranges: u32| (f64::from(ranges) / text.len() as f64 * f64::from(chars)) as u32;
    let linked: u32 = links.iter().map(|anchor| anchor.text_end - anchor.text_start).sum();
    Some(Block {
        element: block.element,
        text: text.to_owned(),
        pieces,
        link_chars: share(linked).min(chars),
        bold_chars: block.bold_chars.min(chars),
        strong,
        sizes: Vec::new(),
        chars,
        links,
    })
}
