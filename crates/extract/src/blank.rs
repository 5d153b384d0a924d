//! A document before anything is found out about it: what it is, where it lies, its words.

use dateline_record::{CaptureId, CleanText, Document, DocumentId, Kind, Span};

/// A document of which nothing else is said; none where it lies nowhere.
pub(crate) fn document(capture: CaptureId, kind: Kind, spans: Vec<Span>, text: CleanText) -> Option<Document> {
    Some(Document {
        id: DocumentId::of(capture, *spans.first()?),
        kind,
        spans,
        text,
        title: None,
        byline: Vec::new(),
        outlet: None,
        section: None,
        language: None,
        published: None,
        updated: None,
        parent: None,
        truncated: None,
        credits: Vec::new(),
        notes: Vec::new(),
        links: Vec::new(),
    })
}
