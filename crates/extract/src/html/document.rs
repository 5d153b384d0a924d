//! From labelled blocks and stated facts to documents.
//!
//! Invariant: each block falls into exactly one document; a document's spans are the hulls of its runs of blocks, so spans
//! of all documents of a page are disjoint. Cost: linear.

use super::Page;
use super::block::Block;
use super::body::Label;
use super::tree::Tree;
use dateline_record::{Document, Extent, Kind, Link, Span, TextBuilder};

/// Puts together the document of those blocks that `keeps` names; none where there are none.
pub(crate) fn assemble(
    page: &Page,
    tree: &Tree,
    kind: Kind,
    blocks: &[Block],
    labels: &[Label],
    keeps: impl Fn(usize) -> bool,
) -> Option<Document> {
    let mut spans: Vec<std::ops::Range<usize>> = Vec::new();
    let mut builder = TextBuilder::new();
    let mut last_kept = None;
    let mut offsets = Vec::new();
    for (number, block) in blocks.iter().enumerate().filter(|(number, _)| keeps(*number)) {
        match spans.last_mut() {
            Some(span) if last_kept.is_some_and(|last| last + 1 == number) => span.end = block.end(),
            _ => spans.push(block.start()..block.end()),
        }
        last_kept = Some(number);
        if kind.is_read() && labels[number] != Label::Body {
            continue;
        }
        if !builder.as_str().is_empty() {
            builder.inserted("\n\n");
        }
        offsets.push((number, builder.as_str().len()));
        block.write(&mut builder, page.part, page.text);
    }
    let spans: Vec<Span> = spans.into_iter().filter_map(|range| Span::new(page.part, page.text, range)).collect();
    let text = builder.finish();
    let mut links = Vec::new();
    for (number, offset) in offsets.into_iter().filter(|_| kind != Kind::Boilerplate) {
        for anchor in &blocks[number].links {
            let words = anchor.text_start as usize + offset..anchor.text_end as usize + offset;
            let address = tree.element(anchor.element).and_then(|element| element.attribute("href")).map(str::trim);
            let (Some(extent), Some(address)) = (Extent::new(text.as_str(), words), address) else { continue };
            if address.is_empty() || address.starts_with('#') || address.starts_with("javascript:") {
                continue;
            }
            let (words, span) = (extent.of(text.as_str()).trim().to_owned(), text.span(extent));
            links.push(Link { text: words, address: address.to_owned(), document: None, span });
        }
    }
    Some(Document { links, ..Document::bare(page.capture, kind, spans, text)? })
}
