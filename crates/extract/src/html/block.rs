//! What a reader sees of a page, cut into blocks: paragraphs, headings, list items, table cells.
//!
//! White space is collapsed as a browser does it; a block ends where a block-level element begins or ends, and at two line
//! breaks in a row. What is never shown (scripts, styles, hidden elements) is in no block.
//! Invariant: blocks are in the order of the raw markup and their hulls disjoint; so are the pieces of each. Every visible
//! character that is not white space lies in exactly one piece.
//! Cost: one walk over the tree.

use super::tree::{DOCUMENT, Data, NodeId, Tree};
use super::visible::{hides, is_block};
use super::{Nature, order, typeface};
use crate::{Limits, Refusal};
use dateline_record::TextBuilder;
use std::ops::Range;

/// A run of words that a reader sees as one.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    /// The element that holds it: the innermost block-level one.
    pub element: NodeId,
    /// The words, white space collapsed.
    pub text: String,
    pub pieces: Vec<Bit>,
    /// Characters of the text that stand in links.
    pub link_chars: u32,
    /// Characters of the text that stand in bold or strong.
    pub bold_chars: u32,
    /// The stretches of the text that stand out: in bold, in a heading, of heavy type.
    pub strong: Vec<Range<u32>>,
    /// The size of type from a place in the text on, in pixels; 0 where nothing says it.
    pub sizes: Vec<(u32, u32)>,
    pub chars: u32,
    /// The links in it, in order.
    pub links: Vec<Anchor>,
}

/// The words of a link in a block's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Anchor {
    pub element: NodeId,
    pub text_start: u32,
    pub text_end: u32,
}

/// A piece of a block: its place in the block's text and in the raw markup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Bit {
    pub text_start: u32,
    pub text_end: u32,
    pub start: u32,
    pub end: u32,
    pub verbatim: bool,
}

impl Block {
    /// First raw byte.
    pub fn start(&self) -> usize {
        self.pieces.first().map_or(0, |bit| bit.start as usize)
    }

    /// One past the last raw byte.
    pub fn end(&self) -> usize {
        self.pieces.last().map_or(0, |bit| bit.end as usize)
    }

    /// Share of its characters that stand in links.
    pub fn link_density(&self) -> f32 {
        self.link_chars as f32 / self.chars.max(1) as f32
    }

    /// The raw bytes of a stretch of its text, from the first piece that it touches to the last.
    pub fn place(&self, text: Range<usize>) -> Option<Range<usize>> {
        let touched = |bit: &&Bit| (bit.text_start as usize) < text.end && text.start < bit.text_end as usize;
        let first = self.pieces.iter().find(touched)?;
        let last = self.pieces.iter().rev().find(touched)?;
        let skipped = if first.verbatim { text.start.saturating_sub(first.text_start as usize) } else { 0 };
        let over = if last.verbatim { (last.text_end as usize).saturating_sub(text.end) } else { 0 };
        Some(first.start as usize + skipped..last.end as usize - over)
    }

    /// Appends the block's words.
    pub fn write(&self, builder: &mut TextBuilder, part: u32, raw: &str) {
        for bit in &self.pieces {
            let place = bit.start as usize..bit.end as usize;
            match bit.verbatim {
                true => builder.verbatim(part, raw, place),
                false => {
                    let words = &self.text[bit.text_start as usize..bit.text_end as usize];
                    builder.replaced(words, part, raw, place);
                }
            }
        }
    }
}

/// The blocks of a page.
pub(crate) fn cut(tree: &Tree, raw: &str, nature: Nature, limits: &Limits) -> Result<Vec<Block>, Refusal> {
    let mut cutter = Cutter { raw, blocks: Vec::new(), block: empty(DOCUMENT), space: None, breaks: 0 };
    let mut walk = Walk { mail: nature == Nature::Mail, ..Walk::default() };
    let mut at = tree.following(DOCUMENT, DOCUMENT, true);
    let mut count = 0u32;
    while let Some(id) = at {
        count += 1;
        if count.is_multiple_of(4096) && limits.deadline.is_over() {
            return Err(Refusal::TimeUp);
        }
        let node = tree.node(id);
        while walk.open.last().is_some_and(|open| open.node != node.parent) {
            walk.leave(&mut cutter);
        }
        let mut deeper = true;
        match &node.data {
            Data::Element(element) => {
                if hides(element, walk.mail) && (tree.scripting || &*element.name != "noscript") {
                    // A hidden block still parts what stands before and after it.
                    if is_block(&element.name) {
                        cutter.flush(walk.holder());
                    }
                    deeper = false;
                } else if &*element.name == "br" {
                    cutter.line_break(node.start, node.end, walk.holder());
                } else {
                    walk.enter(id, element, &mut cutter);
                }
            }
            Data::Text => {
                let words = &raw[node.start as usize..node.end as usize];
                cutter.words(words, node.start, node.end, true, &walk);
            }
            Data::Replaced(words) => cutter.words(words, node.start, node.end, false, &walk),
            Data::Document | Data::Nothing => deeper = false,
        }
        at = tree.following(id, DOCUMENT, deeper);
    }
    while !walk.open.is_empty() {
        walk.leave(&mut cutter);
    }
    cutter.flush(DOCUMENT);
    Ok(order::by_place(cutter.blocks))
}

/// A block without words.
pub(super) fn empty(element: NodeId) -> Block {
    Block {
        element,
        text: String::new(),
        pieces: Vec::new(),
        link_chars: 0,
        bold_chars: 0,
        strong: Vec::new(),
        sizes: Vec::new(),
        chars: 0,
        links: Vec::new(),
    }
}

/// The elements around the place where the walk is.
#[derive(Default)]
struct Walk {
    open: Vec<Around>,
    links: Vec<NodeId>,
    bold: u32,
    strong: u32,
    sizes: Vec<u32>,
    kept_lines: u32,
    mail: bool,
}

/// An open element and what it means for the words in it.
struct Around {
    node: NodeId,
    holder: NodeId,
    block: bool,
    link: bool,
    bold: bool,
    strong: bool,
    sized: bool,
    keeps_lines: bool,
}

impl Walk {
    /// The innermost block-level element.
    fn holder(&self) -> NodeId {
        self.open.last().map_or(DOCUMENT, |open| open.holder)
    }

    fn enter(&mut self, node: NodeId, element: &super::tree::Element, cutter: &mut Cutter) {
        let name: &str = &element.name;
        let block = element.html && is_block(name);
        if block {
            cutter.flush(self.holder());
        }
        let holder = if block { node } else { self.holder() };
        let around = Around {
            node,
            holder,
            block,
            link: name == "a" || name == "button",
            bold: matches!(name, "b" | "strong"),
            strong: matches!(name, "b" | "strong" | "th" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
                || self.mail && typeface::is_heavy(element),
            sized: false,
            keeps_lines: matches!(name, "pre" | "textarea" | "plaintext" | "listing" | "xmp"),
        };
        let now = self.sizes.last().copied().unwrap_or(0);
        let size = if self.mail { typeface::size(element, now) } else { now };
        let around = Around { sized: size != now, ..around };
        if around.sized {
            self.sizes.push(size);
        }
        if around.link {
            self.links.push(node);
        }
        self.bold += u32::from(around.bold);
        self.strong += u32::from(around.strong);
        self.kept_lines += u32::from(around.keeps_lines);
        self.open.push(around);
    }

    fn leave(&mut self, cutter: &mut Cutter) {
        let Some(around) = self.open.pop() else { return };
        if around.block {
            cutter.flush(around.holder);
        }
        if around.link {
            self.links.pop();
        }
        if around.sized {
            self.sizes.pop();
        }
        self.bold -= u32::from(around.bold);
        self.strong -= u32::from(around.strong);
        self.kept_lines -= u32::from(around.keeps_lines);
    }
}

/// Puts blocks together.
struct Cutter<'a> {
    raw: &'a str,
    blocks: Vec<Block>,
    block: Block,
    /// White space that waits for a word: its first character's words and place.
    space: Option<(&'static str, u32, u32)>,
    /// Line breaks since the last word.
    breaks: u32,
}

impl Cutter<'_> {
    /// Ends the block in hand, which `holder` holds.
    fn flush(&mut self, holder: NodeId) {
        (self.space, self.breaks) = (None, 0);
        if self.block.pieces.is_empty() {
            return;
        }
        self.block.element = holder;
        let block = std::mem::replace(&mut self.block, empty(holder));
        self.blocks.push(block);
    }

    fn line_break(&mut self, start: u32, end: u32, holder: NodeId) {
        self.breaks += 1;
        if self.breaks > 1 {
            self.flush(holder);
        } else if !self.block.pieces.is_empty() && start < end {
            self.space = Some(("\n", start, end));
        }
    }

    /// Takes in the words of one text node.
    fn words(&mut self, words: &str, start: u32, end: u32, verbatim: bool, walk: &Walk) {
        // What was moved in front of its table, and the like, is a block of its own.
        if self.block.pieces.last().is_some_and(|last| start < last.end && (start, end) != (last.start, last.end)) {
            self.flush(walk.holder());
        }
        let place = |from: usize, to: usize| match verbatim {
            true => (start + from as u32, start + to as u32),
            false => (start, end),
        };
        // White space that opens a block is not shown.
        let opens = self.block.pieces.is_empty() && walk.kept_lines == 0;
        let mut from = if opens { words.bytes().take_while(u8::is_ascii_whitespace).count() } else { 0 };
        let opened = from;
        let letters = words[opened..].char_indices().map(|(at, letter)| (opened + at, letter));
        for (at, letter) in letters.filter(|(_, letter)| is_gap(*letter)) {
            // One space between two words of a run is kept as it stands.
            let bytes = words.as_bytes();
            if letter == ' ' && verbatim && at > from && bytes.get(at + 1).is_some_and(u8::is_ascii_graphic) {
                continue;
            }
            self.run(&words[from..at], place(from, at), verbatim, walk);
            from = at + letter.len_utf8();
            let (gap_start, gap_end) = place(at, from);
            if letter == '\n' && walk.kept_lines > 0 {
                self.line_break(gap_start, gap_end, walk.holder());
            } else if !is_zero_width(letter) && self.space.is_none() && !self.block.pieces.is_empty() {
                self.space = Some((" ", gap_start, gap_end));
            } else if let Some((_, _, space_end)) = &mut self.space
                && !is_zero_width(letter)
                && *space_end == gap_start
            {
                *space_end = gap_end;
            }
        }
        self.run(&words[from..], place(from, words.len()), verbatim, walk);
    }

    /// Takes in words between which only single spaces stand.
    fn run(&mut self, words: &str, (start, end): (u32, u32), verbatim: bool, walk: &Walk) {
        if words.is_empty() {
            return;
        }
        if let Some((gap, gap_start, gap_end)) = self.space.take() {
            let same = self.raw[gap_start as usize..gap_end as usize] == *gap;
            self.bit(gap, gap_start, gap_end, same);
            self.count(1, walk);
        }
        self.breaks = 0;
        self.bit(words, start, end, verbatim);
        self.count(words.chars().count() as u32, walk);
        let text_end = self.block.text.len() as u32;
        let text_start = text_end - words.len() as u32;
        let size = walk.sizes.last().copied().unwrap_or(0);
        if size != self.block.sizes.last().map_or(0, |(_, size)| *size) {
            self.block.sizes.push((text_start, size));
        }
        if walk.strong > 0 {
            match self.block.strong.last_mut() {
                // A space between two words in bold is bold.
                Some(last) if last.end + 1 >= text_start => last.end = text_end,
                _ => self.block.strong.push(text_start..text_end),
            }
        }
        if let Some(&element) = walk.links.last() {
            match self.block.links.last_mut() {
                Some(last) if last.element == element => last.text_end = text_end,
                _ => self.block.links.push(Anchor { element, text_start, text_end }),
            }
        }
    }

    fn count(&mut self, chars: u32, walk: &Walk) {
        self.block.chars += chars;
        self.block.link_chars += if !walk.links.is_empty() { chars } else { 0 };
        self.block.bold_chars += if walk.bold > 0 { chars } else { 0 };
    }

    fn bit(&mut self, words: &str, start: u32, end: u32, verbatim: bool) {
        let text_start = self.block.text.len() as u32;
        self.block.text.push_str(words);
        let text_end = self.block.text.len() as u32;
        if let Some(last) = self.block.pieces.last_mut() {
            let joins = last.verbatim && verbatim && last.end == start;
            let shares = !last.verbatim && !verbatim && (last.start, last.end) == (start, end);
            if joins || shares {
                (last.text_end, last.end) = (text_end, end);
                return;
            }
        }
        self.block.pieces.push(Bit { text_start, text_end, start, end, verbatim });
    }
}

/// White space, and characters without width that only say where a line may break.
fn is_gap(letter: char) -> bool {
    letter.is_whitespace() || is_zero_width(letter)
}

fn is_zero_width(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}
