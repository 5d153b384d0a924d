//! The way of a capture: unpacked, sniffed, decoded, taken apart, and given what the caller states.

use crate::html::{Found, Nature, Page};
use crate::{Context, Extracted, Format, Limits, Refusal, Sign};
use crate::{charset, feed, html, language, mail, metadata, plain, sniff, unpack};
use dateline_record::{CaptureId, Document, Part};

/// What a container gave: its parts and the documents in them.
#[derive(Default)]
pub(crate) struct Contents {
    pub parts: Vec<Part>,
    pub documents: Vec<Document>,
    pub signs: Vec<Sign>,
}

/// Takes a capture apart.
pub fn extract(bytes: &[u8], context: &Context, limits: &Limits) -> Result<Extracted, Refusal> {
    let capture = CaptureId::of(bytes);
    let mut signs = Vec::new();
    let bytes = unpack::unpack(bytes, limits, &mut signs)?;
    let head = charset::head(&bytes);
    let mut format = sniff::sniff(&bytes, &head).map_err(|what| Refusal::NotText { what: what.into() })?;
    let contents = match format {
        Format::Mail => mail::read(&bytes, capture, context, limits)?,
        _ => {
            let declared = if format == Format::Text { None } else { charset::declared_in_markup(&bytes) };
            let text = charset::decode(&bytes, declared.as_deref(), &mut signs);
            drop(bytes);
            match format {
                Format::Feed => match feed::read(&text, capture, context, limits) {
                    // JSON that only looked like a feed is text.
                    Err(Refusal::Unreadable { .. }) if is_json(&text) => {
                        format = Format::Text;
                        page(text, format, capture, context, limits)?
                    }
                    contents => contents?,
                },
                _ => page(text, format, capture, context, limits)?,
            }
        }
    };
    signs.extend(contents.signs);
    let Contents { parts, mut documents, .. } = contents;
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
    for document in &mut documents {
        metadata::complete(document, context);
        language::complete(document);
    }
    Ok(Extracted { capture, format, parts, documents, signs })
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
    capture: CaptureId,
    context: &Context,
    limits: &Limits,
) -> Result<Contents, Refusal> {
    if text.chars().all(plain::is_blank) {
        return Err(Refusal::Empty);
    }
    if u32::try_from(text.len()).is_err() {
        return Err(Refusal::TooLarge { limit: u32::MAX as usize });
    }
    let media_type = if format == Format::Html { "text/html" } else { "text/plain" };
    let parts = vec![Part { text, media_type: media_type.into(), alternative: None }];
    let Found { documents, signs } = split(
        &Page { capture, part: 0, text: &parts[0].text, nature: Nature::Page, address: None, context, limits },
        format,
    )?;
    Ok(Contents { parts, documents, signs })
}

/// Splits a part by what it is written in.
pub(crate) fn split(page: &Page, format: Format) -> Result<Found, Refusal> {
    match format {
        Format::Html => html::split(page),
        _ => plain::split(page),
    }
}
