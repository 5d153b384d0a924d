//! Blocks in the order of the raw markup, with hulls that do not overlap.
//!
//! html5ever moves text that stands directly in a table in front of it, maybe into the middle of another block; there that
//! block is cut. Cost: sorting, and only where something was moved.

use super::block::{Bit, Block, empty};

/// Blocks in the order of the markup. Where the tree builder moved text into the middle of another block, that is cut.
pub(crate) fn by_place(mut blocks: Vec<Block>) -> Vec<Block> {
    if blocks.windows(2).all(|pair| pair[0].end() <= pair[1].start()) {
        return blocks;
    }
    blocks.sort_by_key(Block::start);
    if blocks.windows(2).all(|pair| pair[0].end() <= pair[1].start()) {
        return blocks;
    }
    let mut bits: Vec<(Bit, usize)> = blocks
        .iter()
        .enumerate()
        .flat_map(|(number, block)| block.pieces.iter().map(move |bit| (*bit, number)))
        .collect();
    bits.sort_by_key(|(bit, _)| bit.start);
    let mut cut: Vec<Block> = Vec::new();
    let mut last = usize::MAX;
    for (bit, number) in bits {
        let whole = &blocks[number];
        let words = &whole.text[bit.text_start as usize..bit.text_end as usize];
        if number != last {
            last = usize::MAX;
            if words.trim().is_empty() {
                continue;
            }
            last = number;
            let Block { element, link_chars, bold_chars, .. } = *whole;
            cut.push(Block { link_chars, bold_chars, ..empty(element) });
        }
        let Some(block) = cut.last_mut() else { continue };
        let text_start = block.text.len() as u32;
        block.text.push_str(words);
        let text_end = block.text.len() as u32;
        block.pieces.push(Bit { text_start, text_end, ..bit });
        let chars = words.chars().count() as u32;
        block.chars += chars;
        block.link_chars = block.link_chars.min(block.chars);
        block.bold_chars = block.bold_chars.min(block.chars);
    }
    cut
}
