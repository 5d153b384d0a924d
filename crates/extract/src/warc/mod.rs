//! Web archives (WARC 0.17–1.1; ISO 28500): each record that holds a page, a text or a feed gives its parts and documents.
//!
//! Read are `response` records with status 200, `resource` and `conversion` records; their address is the record's, and
//! nothing in them is taken to be published after the record's date. Every other record is counted with what it is. A
//! record's bytes are let go before the next one is unpacked, so only what is read of an archive must fit the limits.
//! Invariant: every record is read, or counted in a sign. Cost: linear in the unpacked archive.

mod http;
mod record;
mod stream;

use crate::extract::{Capture, Contents, Piece, piece, put_address};
use crate::{Context, Format, Refusal, Sign, charset, metadata, sniff};
use dateline_record::Method;
use flate2::bufread::GzDecoder;
use record::{Head, Records};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Read;

/// Archives within archives are read no deeper than this.
const DEEPEST: usize = 8;

/// How a record begins.
const MAGIC: &[u8; 5] = b"WARC/";

/// Records that were not read, by what they are.
type Skipped = BTreeMap<String, usize>;

/// Whether bytes are a web archive, packed or not.
pub(crate) fn is_archive(bytes: &[u8]) -> bool {
    let mut head = [0; 5];
    let packed = bytes.starts_with(&[0x1f, 0x8b]) && GzDecoder::new(bytes).read_exact(&mut head).is_ok();
    bytes.starts_with(MAGIC) || packed && &head == MAGIC
}

/// Reads the records of an archive into `contents`.
pub(crate) fn read(bytes: &[u8], depth: usize, capture: Capture, contents: &mut Contents) -> Result<(), Refusal> {
    let limits = capture.limits;
    let unreadable = |reason: String| Refusal::Unreadable { format: "web archive".into(), reason };
    if depth >= DEEPEST {
        return Err(unreadable(format!("nested deeper than {DEEPEST}")));
    }
    let stream = stream::open(bytes).ok_or_else(|| unreadable("it cannot be unpacked".into()))?;
    let mut records = Records::new(stream, limits);
    let mut skipped = Skipped::new();
    let mut kept_bytes = 0;
    let (before, mut seen) = (contents.parts.len(), 0);
    while let Some(head) = records.next() {
        if limits.deadline.is_over() {
            return Err(Refusal::TimeUp);
        }
        seen += 1;
        let room = limits.unpacked_bytes.saturating_sub(kept_bytes);
        let full = room == 0 || contents.parts.len() >= before + limits.parts;
        let from = contents.parts.len();
        let what = match unread(&head) {
            Some(what) => Some(what),
            None if full => Some("records beyond the limit of what is read of one archive".into()),
            None => one(head, &mut records, room, depth + 1, capture, contents),
        };
        kept_bytes += contents.parts[from..].iter().map(|part| part.text.len()).sum::<usize>();
        what.into_iter().for_each(|what| *skipped.entry(what).or_default() += 1);
    }
    contents.signs.extend(records.signs());
    contents.signs.extend(skipped.iter().map(|(what, count)| Sign::Skipped { count: *count, what: what.clone() }));
    if contents.documents.is_empty() && before == 0 {
        let what: Vec<String> = skipped.iter().map(|(what, count)| format!("{count} {what}")).collect();
        let what = if what.is_empty() { String::new() } else { format!(": {}", what.join(", ")) };
        return Err(unreadable(format!("none of its {seen} records can be read{what}")));
    }
    Ok(())
}

/// What a record is that holds nothing to be read, as far as its own header says; none where its block must be looked at.
fn unread(head: &Head) -> Option<String> {
    let kind = head.kind.as_str();
    let media = head.media_type.as_str();
    match kind {
        "response" if !media.is_empty() && !media.starts_with("application/http") => {
            Some(format!("responses of type {media}"))
        }
        "response" => None,
        "resource" | "conversion" if is_wordless(media) => Some(format!("{kind} records of type {media}")),
        "resource" | "conversion" => None,
        "revisit" => Some("revisit records (the page stands in another record)".into()),
        "request" => Some("request records".into()),
        "metadata" => Some("metadata records".into()),
        "warcinfo" => Some("warcinfo records".into()),
        "continuation" => Some("continuation records (the rest of a record split over archives)".into()),
        "" => Some("records without a type".into()),
        other => Some(format!("{other} records")),
    }
}

/// Whether a media type is of something without words. What is not said is looked at.
fn is_wordless(media: &str) -> bool {
    const WORDLESS: &[&str] =
        &["image/", "audio/", "video/", "font/", "application/javascript", "application/x-javascript"];
    const STYLE: &[&str] = &["text/css", "text/javascript", "text/dns", "application/font"];
    WORDLESS.iter().chain(STYLE).any(|start| media.starts_with(start))
}

/// Reads a record; what it is where it holds nothing to be read.
fn one(
    head: Head,
    records: &mut Records,
    room: usize,
    depth: usize,
    capture: Capture,
    contents: &mut Contents,
) -> Option<String> {
    let mut declared = charset_of(&head.content_type);
    let mut block = records.block(http::LONGEST_HEAD);
    let response = match head.kind == "response" || head.media_type.starts_with("application/http") {
        true => Some(http::read(&block)),
        false => None,
    };
    // A film need not be unpacked to be passed over.
    match &response {
        Some(None) => return Some(format!("{} records without a head of HTTP", head.kind)),
        Some(Some(response)) if response.status != 200 => {
            return Some(format!("responses with status {}", response.status));
        }
        Some(Some(response)) if is_wordless(&response.media_type) => {
            return Some(format!("responses of type {}", response.media_type));
        }
        _ => {}
    }
    let cut = records.rest(&mut block, room);
    let mut cut = head.truncated.as_ref().map(|how| format!("WARC-Truncated: {how}")).or(cut);
    let mut bytes = Cow::Owned(block);
    let mut response_type = None;
    if let Some(response) = response.flatten() {
        response_type = Some(response.media_type.clone());
        declared = charset_of(&response.content_type);
        match http::body(&response, &bytes, capture.limits) {
            Ok(body) => {
                cut = cut.or(body.cut);
                bytes = Cow::Owned(body.bytes);
            }
            Err(reason) => {
                refused(contents, &head, reason);
                return None;
            }
        }
    }
    if let Some(what) = for_machines(&head, response_type.as_deref().unwrap_or(&head.media_type), &bytes) {
        return Some(what);
    }
    if head.segment > 1 {
        cut = cut.or(Some("a later segment of a record split over archives".into()));
    }
    let context = Context { captured: capture.context.captured.clone().or(date(&head)), ..capture.context.clone() };
    let capture = Capture { context: &context, ..capture };
    let (first, parts) = (contents.documents.len(), contents.parts.len());
    let address = (!head.address.is_empty()).then_some(head.address.as_str());
    match piece(Piece { bytes, charset: declared.as_deref(), address, depth }, capture, contents) {
        Ok(_) => {}
        Err(Refusal::NotText { what }) => return Some(format!("{} records that are no text ({what})", head.kind)),
        Err(Refusal::Empty) => return Some(format!("{} records without a word", head.kind)),
        Err(refusal) => {
            contents.documents.truncate(first);
            contents.parts.truncate(parts);
            refused(contents, &head, refusal.to_string());
            return None;
        }
    }
    let documents = &mut contents.documents[first..];
    metadata::complete(documents, &context);
    let furniture = |document: &dateline_record::Document| !document.kind.is_read();
    let main = documents.iter().position(|document| !furniture(document)).unwrap_or(0);
    if let Some(main) = documents.get_mut(main) {
        address.iter().for_each(|address| put_address(main, address));
        if let Some(how) = cut {
            main.truncated = main.truncated.take().or(Some(how.clone()));
            contents.signs.push(Sign::PieceTruncated { address: head.name(), how });
        }
    }
    None
}

/// Files at the root of a host that tell machines what to do.
const MACHINE_FILES: &[&str] = &["/robots.txt", "/ads.txt", "/app-ads.txt", "/humans.txt", "/security.txt"];

/// What text is that only machines read: rules for robots, data that is no feed.
fn for_machines(head: &Head, media_type: &str, bytes: &[u8]) -> Option<String> {
    let path = head.address.split_once("://").map_or("", |(_, rest)| rest.find('/').map_or("", |at| &rest[at..]));
    let path = path.split(['?', '#']).next().unwrap_or_default();
    if MACHINE_FILES.contains(&path) {
        return Some("rules for robots and the like".into());
    }
    let is_data = ["json", "xml"].iter().any(|ending| media_type.ends_with(ending));
    let is_text = || matches!(sniff::sniff(bytes, &charset::head(bytes)), Ok(Format::Text));
    (is_data && is_text()).then(|| format!("records of type {media_type} that are neither page nor feed"))
}

fn refused(contents: &mut Contents, head: &Head, reason: String) {
    contents.signs.push(Sign::PieceRefused { address: head.name(), reason });
}

/// When a record was made.
fn date(head: &Head) -> Option<dateline_record::When> {
    dateline_when::stamp(head.captured.as_ref().unwrap_or(&head.date))
        .map(|when| dateline_record::When { method: Method::Header, ..when })
}

fn charset_of(content_type: &str) -> Option<String> {
    charset::value_after(&content_type.to_ascii_lowercase(), "charset")
}

#[cfg(test)]
mod tests;
