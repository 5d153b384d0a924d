//! Where the text begins and ends within the element that holds it, and headings that head nothing.
//!
//! Invariant: labels only ever change from body to something else. Cost: linear.

use super::block::Block;
use super::body::{Label, is_heading, is_named};
use super::phrase::Said;
use super::tree::Tree;

/// Takes off what stands before the first and after the last prose and is none.
pub(crate) fn trim(tree: &Tree, blocks: &[Block], worths: &[f32], said: &[Said], labels: &mut [Label]) {
    head(tree, blocks, worths, labels);
    tail(worths, said, labels);
    headings(tree, blocks, labels);
}

/// Before the headline stands nothing of the text; between it and the first prose stand by-line, date and deck.
fn head(tree: &Tree, blocks: &[Block], worths: &[f32], labels: &mut [Label]) {
    let title = labels.iter().position(|label| *label == Label::Title);
    // A headline below the text (a page's name in its footer) heads nothing.
    let prose_after = |at: usize| (at..blocks.len()).any(|n| labels[n] == Label::Body && worths[n] > 0.5);
    let from = match title {
        Some(title) if prose_after(title) => {
            let before: f32 = (0..title).filter(|n| labels[*n] == Label::Body).map(|n| worths[n].max(0.0)).sum();
            let after: f32 =
                (title..blocks.len()).filter(|n| labels[*n] == Label::Body).map(|n| worths[n].max(0.0)).sum();
            if before > 0.3 * after {
                return;
            }
            labels[..title].iter_mut().filter(|l| **l == Label::Body).for_each(|label| *label = Label::Other);
            title + 1
        }
        _ => 0,
    };
    for number in from..blocks.len() {
        if labels[number] != Label::Body {
            continue;
        }
        let scrap = worths[number] <= 0.35 && !is_named(tree, blocks[number].element, &["li", "td", "blockquote"]);
        if !scrap {
            return;
        }
        labels[number] = if title.is_some() { Label::Head } else { Label::Other };
    }
}

/// After a line such as “Related stories” comes nothing more of the text, where most of it stands before.
fn tail(worths: &[f32], said: &[Said], labels: &mut [Label]) {
    let total: f32 = (0..labels.len()).filter(|n| labels[*n] == Label::Body).map(|n| worths[n].max(0.0)).sum();
    let mut before = 0.0;
    for number in 0..labels.len() {
        if labels[number] == Label::Body {
            before += worths[number].max(0.0);
            if said[number] == Said::End {
                labels[number] = Label::Other;
                if before > 0.7 * total {
                    labels[number..].iter_mut().filter(|l| **l == Label::Body).for_each(|l| *l = Label::Other);
                    return;
                }
            }
        }
    }
}

/// A heading with no text under it heads something else.
fn headings(tree: &Tree, blocks: &[Block], labels: &mut [Label]) {
    let mut followed = false;
    for number in (0..blocks.len()).rev() {
        if labels[number] != Label::Body {
            continue;
        }
        if !followed && heads(tree, &blocks[number]) {
            labels[number] = Label::Other;
        } else {
            followed = true;
        }
    }
}

/// A heading, or a short line that looks like one: all capitals or all bold, and no sentence.
fn heads(tree: &Tree, block: &Block) -> bool {
    let capitals = block.text.chars().any(char::is_uppercase) && !block.text.chars().any(char::is_lowercase);
    let looks = block.chars <= 40
        && (capitals || block.bold_chars == block.chars)
        && !block.text.ends_with(['.', '!', '?', '”', '"']);
    is_heading(tree, block) || looks && !is_named(tree, block.element, &["li", "td", "th", "pre"])
}
