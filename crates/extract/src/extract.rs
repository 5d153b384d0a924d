//! The way of a capture: unpacked, sniffed, decoded, taken apart, and given what the caller states.

use crate::html::{Found, Nature, Page};
use crate::{Context, Extracted, Format, Limits, Refusal, Sign};
use crate::{charset, feed, html, language, mail, metadata, mhtml, opml, plain, sniff, unpack, warc};
use dateline_record::{CaptureId, Document, Link, Part};
use std::borrow::Cow;

/// What a container gave: its parts and the documents in them.
#[derive(Default)]
pub(crate) struct Contents {
    pub parts: Vec<Part>,
    pub documents: Vec<Document>,
    pub signs: Vec<Sign>,
}

/// What all pieces of one capture share.
#[derive(Clone, Copy)]
pub(crate) struct Capture<'a> {
    pub id: CaptureId,
    pub context: &'a Context,
    pub limits: &'a Limits,
}

/// Bytes that are read by what they are: a whole capture, a record of an archive, an attachment of a mail.
pub(crate) struct Piece<'a> {
    pub bytes: Cow<'a, [u8]>,
    /// The charset that what carries it declares.
    pub charset: Option<&'a str>,
    /// The address that what carries it gives.
    pub address: Option<&'a str>,
    /// How many mails and archives it lies within.
    pub depth: usize,
}

/// Takes a capture apart.
pub fn extract(bytes: &[u8], context: &Context, limits: &Limits) -> Result<Extracted, Refusal> {
    let context = &context.told();
    let capture = Capture { id: CaptureId::of(bytes), context, limits };
    let mut contents = Contents::default();
    let format = if bytes.len() <= limits.bytes && warc::is_archive(bytes) {
        // Its records are unpacked one after the other: the whole may be larger than what is kept of it.
        warc::read(bytes, 0, capture, &mut contents)?;
        Format::Warc
    } else {
        let bytes = unpack::unpack(bytes, limits, &mut contents.signs)?;
        piece(Piece { bytes, charset: None, address: None, depth: 0 }, capture, &mut contents)?
    };
    let Contents { parts, mut documents, mut signs } = contents;
    if limits.deadline.is_over() {
        return Err(Refusal::TimeUp);
    }
    // The reader of pages counts its own.
    let read_as_text = |part: &&Part| part.media_type != "text/html" && part.alternative.is_none();
    let nuls = parts.iter().filter(read_as_text).map(|part| memchr::memchr_iter(0, part.text.as_bytes()).count()).sum();
    if nuls > 0 {
        signs.push(Sign::Nul { count: nuls });
    }
    let signs = once_each(signs);
    metadata::complete(&mut documents, context);
    language::complete(&mut documents);
    Ok(Extracted { capture: capture.id, format, parts, documents, signs })
}

/// Reads a piece into `contents`, by what its bytes are. Where it is refused, nothing of it is in them.
pub(crate) fn piece(piece: Piece, capture: Capture, contents: &mut Contents) -> Result<Format, Refusal> {
    let Piece { bytes, charset, address, depth } = piece;
    let head = charset::head(&bytes);
    let format = sniff::sniff(&bytes, &head).map_err(|what| Refusal::NotText { what: what.into() })?;
    match format {
        Format::Mail => return mail::read(&bytes, depth, capture, contents).map(|()| format),
        Format::Mhtml => return mhtml::read(&bytes, depth, capture, contents).map(|()| format),
        Format::Warc => return warc::read(&bytes, depth, capture, contents).map(|()| format),
        _ => {}
    }
    let declared = charset.map(str::to_owned).or_else(|| charset::declared_in_markup(&bytes));
    let declared = declared.filter(|_| format != Format::Text || charset.is_some());
    let text = charset::decode(&bytes, declared.as_deref(), &mut contents.signs);
    drop(bytes);
    match format {
        Format::Feed => match feed::read(&text, capture, contents) {
            // JSON that only looked like a feed is text.
            Err(Refusal::Unreadable { .. }) if is_json(&text) => {
                page(text, Format::Text, address, capture, contents).map(|()| Format::Text)
            }
            read => read.map(|()| format),
        },
        Format::Opml => opml::read(text, capture, contents).map(|()| format),
        _ => page(text, format, address, capture, contents).map(|()| format),
    }
}

/// The words of a page's blocks, and the blocks as the model for lists sees them, for training it and for looking at it.
pub fn list_blocks(bytes: &[u8]) -> Option<(Vec<String>, html::Blocks)> {
    let (context, limits) = (Context::default(), Limits::default());
    let bytes = unpack::unpack(bytes, &limits, &mut Vec::new()).ok()?;
    let declared = charset::declared_in_markup(&bytes);
    let text = charset::decode(&bytes, declared.as_deref(), &mut Vec::new());
    let (capture, nature) = (CaptureId::of(&bytes), Nature::Page);
    html::list_blocks(&Page {
        capture,
        part: 0,
        text: &text,
        nature,
        address: None,
        context: &context,
        limits: &limits,
    })
}

/// Puts the address that a document was retrieved from before its links.
pub(crate) fn put_address(document: &mut Document, address: &str) {
    // A feed's entry has its own.
    if document.links.first().is_none_or(|link| link.span.is_some()) {
        let text = document.title.as_ref().map(|title| title.text.clone()).unwrap_or_default();
        document.links.insert(0, Link { text, address: address.to_owned(), document: None, span: None });
    }
}

/// Each sign once, counts of the same thing added up.
fn once_each(signs: Vec<Sign>) -> Vec<Sign> {
    let mut kept: Vec<Sign> = Vec::new();
    for sign in signs {
        let same = kept.iter().position(|known| match (known, &sign) {
            (Sign::Nul { .. }, Sign::Nul { .. }) => true,
            (Sign::Undecodable { charset, .. }, Sign::Undecodable { charset: other, .. }) => charset == other,
            (known, sign) => known == sign,
        });
        match (same.map(|at| &mut kept[at]), sign) {
            (Some(Sign::Nul { count: sum }), Sign::Nul { count }) => *sum += count,
            (Some(Sign::Undecodable { count: sum, .. }), Sign::Undecodable { count, .. }) => *sum += count,
            (Some(_), _) => {}
            (None, sign) => kept.push(sign),
        }
    }
    kept
}

fn is_json(text: &str) -> bool {
    text.trim_start_matches(plain::is_blank).starts_with('{')
}

/// A page or a plain text: one part.
fn page(
    text: String,
    format: Format,
    address: Option<&str>,
    capture: Capture,
    contents: &mut Contents,
) -> Result<(), Refusal> {
    if text.chars().all(plain::is_blank) {
        return Err(Refusal::Empty);
    }
    if u32::try_from(text.len()).is_err() {
        return Err(Refusal::TooLarge { limit: u32::MAX as usize });
    }
    let Capture { id, context, limits } = capture;
    let part = contents.parts.len() as u32;
    let page = Page { capture: id, part, text: &text, nature: Nature::Page, address, context, limits };
    let found = split(&page, format)?;
    contents.documents.extend(found.documents);
    contents.signs.extend(found.signs);
    let media_type = if format == Format::Html { "text/html" } else { "text/plain" };
    contents.parts.push(Part { text, media_type: media_type.into(), alternative: None });
    Ok(())
}

/// Splits a part by what it is written in.
pub(crate) fn split(page: &Page, format: Format) -> Result<Found, Refusal> {
    match format {
        Format::Html => {
            let seen = html::read(page)?;
            match plain::issue(page, &seen) {
                Some(mut documents) => {
                    if page.nature == Nature::Page {
                        html::put_stated(page, &seen, &mut documents);
                    }
                    Ok(Found { documents, signs: seen.into_signs() })
                }
                None => Ok(html::documents(page, seen)),
            }
        }
        _ => plain::split(page),
    }
}
