//! Mails of headers only.
//!
//! Invariant: the part is the header as it stands; the subject is found in it.

use super::headers::Headers;
use super::part;
use crate::Format;
use dateline_record::{CaptureId, Document, Kind, Part, Span, TextBuilder, Title};

/// A mail of headers only: its subject is what it says.
pub(super) fn read(raw: &[u8], headers: &Headers, capture: CaptureId, parts: &mut Vec<Part>) -> Vec<Document> {
    let text = String::from_utf8_lossy(raw).into_owned();
    let number = parts.len() as u32;
    let shown = text.trim_end().len();
    let lower = text.to_ascii_lowercase();
    let subject = memchr::memmem::find_iter(lower.as_bytes(), "subject:")
        .find(|at| *at == 0 || lower[..*at].ends_with('\n'))
        .map(|at| at + "subject:".len())
        .map(|at| {
            let end = text[at..].find('\n').map_or(text.len(), |n| at + n);
            at + (text[at..end].len() - text[at..end].trim_start().len())..at + text[at..end].trim_end().len()
        })
        .filter(|range| range.start < range.end);
    let mut documents = Vec::new();
    let mut rest: Vec<_> = std::iter::once(0..shown).collect();
    if let (Some(range), Some(title)) = (subject, headers.subject.clone()) {
        let mut builder = TextBuilder::new();
        match text[range.clone()] == *title {
            true => builder.verbatim(number, &text, range.clone()),
            false => builder.replaced(&title, number, &text, range.clone()),
        }
        let mut document = headers_document(capture, Kind::Brief, number, &text, std::slice::from_ref(&range));
        document.iter_mut().for_each(|document| {
            document.title = Some(Title { text: title.clone(), span: document.spans.first().copied() });
            document.text = std::mem::take(&mut builder).finish();
            headers.put_on(std::slice::from_mut(document));
        });
        documents.extend(document);
        rest = vec![0..range.start, range.end..shown];
    }
    documents.extend(headers_document(capture, Kind::Boilerplate, number, &text, &rest));
    documents.sort_by_key(|document| document.spans[0].start());
    parts.push(part(text, Format::Text, None));
    documents
}

fn headers_document(
    capture: CaptureId,
    kind: Kind,
    number: u32,
    text: &str,
    ranges: &[std::ops::Range<usize>],
) -> Option<Document> {
    let spans: Vec<Span> = ranges.iter().filter_map(|range| Span::new(number, text, range.clone())).collect();
    Document::bare(capture, kind, spans, Default::default())
}
