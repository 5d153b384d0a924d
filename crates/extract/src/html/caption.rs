//! Captions that no element calls so: paragraphs of an article that end in an image's credit, as [`crate::plain`] knows them.
//!
//! They stay furniture of their article, in its spans and not in its text. An image's credit is no credit of the article: on
//! those rests whose words it carries. Invariant: never the whole text. Cost: one look at each short paragraph.

use super::block::Block;
use super::body::Label;
use crate::plain;

/// Characters of a caption at most.
const MOST_CHARS: u32 = 400;

/// Takes captions out of the text.
pub(super) fn take(blocks: &[Block], claimed: &[bool], labels: &mut [Label]) {
    let own: Vec<usize> = (0..blocks.len()).filter(|n| labels[*n] == Label::Body && !claimed[*n]).collect();
    let is = |n: &usize| blocks[*n].chars <= MOST_CHARS && plain::is_caption(&blocks[*n].text);
    let captions: Vec<usize> = own.iter().copied().filter(is).collect();
    if captions.len() < own.len() {
        captions.into_iter().for_each(|number| labels[number] = Label::Caption);
    }
}
