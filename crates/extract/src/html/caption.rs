//! Captions that no element calls so: paragraphs that end in an image's credit or are one.
//!
//! They stay furniture of their article, in its spans and not in its text. An image's credit is no credit of the article: on
//! those rests whose words it carries. Invariant: never the whole text; a line without a credit is no caption.
//! Cost: one look at each short paragraph.

use super::block::Block;
use super::body::Label;
use super::names;

/// Characters of a caption at most, and words of a line that is only a credit.
const MOST_CHARS: u32 = 400;
const MOST_WORDS: usize = 10;

/// What opens an image's credit, in lower case.
const OPENINGS: &[&str] = &[
    "photo: ",
    "photo by ",
    "photos by ",
    "photo credit: ",
    "photograph by ",
    "photograph: ",
    "image: ",
    "image credit: ",
];

/// Takes captions out of the text.
pub(super) fn take(blocks: &[Block], claimed: &[bool], labels: &mut [Label]) {
    let own: Vec<usize> = (0..blocks.len()).filter(|n| labels[*n] == Label::Body && !claimed[*n]).collect();
    let captions: Vec<usize> = own.iter().copied().filter(|n| is_one(&blocks[*n])).collect();
    if captions.len() < own.len() {
        captions.into_iter().for_each(|number| labels[number] = Label::Caption);
    }
}

/// Whether a block is a caption.
pub(super) fn is_one(block: &Block) -> bool {
    if block.chars > MOST_CHARS {
        return false;
    }
    let line = block.text.trim();
    let lower = line.to_lowercase();
    let credit = OPENINGS.iter().any(|opening| lower.starts_with(opening));
    credit && line.split_whitespace().count() <= MOST_WORDS && !line.ends_with(['.', '!', '?']) || is_credited(line)
}

/// “… in the harbour. (Ida Berg/Reuters)”, “… in the harbour. [Reuters]”.
fn is_credited(line: &str) -> bool {
    let Some(inner) = line.strip_suffix([')', ']']) else { return false };
    let Some(open) = inner.rfind(['(', '[']) else { return false };
    let credit = &inner[open + 1..];
    let agency = |credit: &str| names::is_agency(credit.trim());
    credit.split_whitespace().count() <= MOST_WORDS
        && match credit.rsplit_once('/') {
            Some((name, outlet)) => agency(outlet) || agency(name),
            None => line.ends_with(']') && agency(credit),
        }
}
