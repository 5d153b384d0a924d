//! From documents over a page's view to documents over the page.
//!
//! Invariant: every place is led back through the view's pieces, so what holds of spans in the view holds in the markup.
//! Cost: two binary searches a place.

use crate::html::{Page, View};
use dateline_record::{CleanText, Document, DocumentId, Extent, Link, Span, TextBuilder};
use std::collections::BTreeMap;

/// The documents of a page, from those of its view.
pub(super) fn onto(page: &Page, view: &View, documents: Vec<Document>) -> Vec<Document> {
    let place = |span: Span| Extent::new(view.text.as_str(), span.range()).and_then(|extent| view.text.span(extent));
    let mut ids: BTreeMap<DocumentId, DocumentId> = BTreeMap::new();
    let mut lifted: Vec<Document> = Vec::with_capacity(documents.len());
    for document in documents {
        let spans: Vec<Span> = document.spans.iter().filter_map(|span| place(*span)).collect();
        let Some(first) = spans.first() else { continue };
        let id = DocumentId::of(page.capture, *first);
        ids.insert(document.id, id);
        let links = links(view, &document);
        let text = text(page, view, &document.text);
        let mut lifting = Document { id, spans, links, text, ..document };
        lifting.title.iter_mut().for_each(|title| title.span = title.span.and_then(place));
        lifting.byline.iter_mut().for_each(|by| by.span = by.span.and_then(place));
        lifting.credits.retain_mut(|credit| place(credit.span).map(|span| credit.span = span).is_some());
        lifted.push(lifting);
    }
    lifted
        .iter_mut()
        .for_each(|document| document.parent = document.parent.and_then(|parent| ids.get(&parent).copied()));
    lifted
}

/// The links whose words stand in a document, and addresses that are written out.
fn links(view: &View, document: &Document) -> Vec<Link> {
    let within = |at: usize| document.spans.iter().any(|span| span.range().contains(&at));
    let anchored = view.links.iter().filter(|link| within(link.range.start));
    let mut links: Vec<Link> = anchored
        .filter_map(|link| {
            let extent = Extent::new(view.text.as_str(), link.range.clone())?;
            let words = extent.of(view.text.as_str()).split_whitespace().collect::<Vec<_>>().join(" ");
            Some(Link { text: words, address: link.address.clone(), document: None, span: view.text.span(extent) })
        })
        .collect();
    let linked = |range: &std::ops::Range<usize>| {
        view.links.iter().any(|link| link.range.start < range.end && range.start < link.range.end)
    };
    for link in &document.links {
        let Some(span) = link.span.filter(|span| !linked(&span.range())) else { continue };
        let Some(extent) = Extent::new(view.text.as_str(), span.range()) else { continue };
        links.push(Link { span: view.text.span(extent), ..link.clone() });
    }
    links
}

/// A cleaned text over the view, as one over the page.
fn text(page: &Page, view: &View, own: &CleanText) -> CleanText {
    let mut builder = TextBuilder::new();
    let mut done = 0;
    for piece in own.pieces() {
        let range = piece.text_range();
        builder.inserted(&own.as_str()[done..range.start]);
        done = range.end;
        let seen = piece.span().range();
        let words = &own.as_str()[range.clone()];
        if !piece.is_verbatim() {
            // White space between two lines: it stands for what stood there, where anything did.
            let span = Extent::new(view.text.as_str(), seen).and_then(|extent| view.text.span(extent));
            match span {
                Some(span) => builder.replaced(words, page.part, page.text, span.range()),
                None => builder.inserted(words),
            }
            continue;
        }
        compose(page, view, seen, &mut builder);
    }
    builder.inserted(&own.as_str()[done..]);
    builder.finish()
}

/// Appends a stretch of the view, piece by piece.
fn compose(page: &Page, view: &View, seen: std::ops::Range<usize>, builder: &mut TextBuilder) {
    let pieces = view.text.pieces();
    let first = pieces.partition_point(|piece| piece.text_range().end <= seen.start);
    let mut at = seen.start;
    for piece in pieces[first..].iter().take_while(|piece| piece.text_range().start < seen.end) {
        let range = piece.text_range();
        let (from, to) = (range.start.max(seen.start), range.end.min(seen.end));
        builder.inserted(&view.text.as_str()[at..from]);
        at = to;
        let raw = piece.span().range();
        match piece.is_verbatim() {
            true => {
                let start = raw.start + (from - range.start);
                builder.verbatim(page.part, page.text, start..start + (to - from));
            }
            false => builder.replaced(&view.text.as_str()[from..to], page.part, page.text, raw),
        }
    }
    builder.inserted(&view.text.as_str()[at..seen.end]);
}
