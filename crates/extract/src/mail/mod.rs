//! Mail (RFC 5322, MIME): its headers give title, by-line, outlet and date; its text parts give the documents.
//!
//! Invariant: of parts that say the same in several forms one is read, and each part's text is what its bytes say.
//! Cost: linear in the mail. The parser is `mail-parser`; what it says of charsets is checked against the bytes.

mod bare;
mod calendar;
mod digest;
mod headers;
mod lines;
mod parts;
mod passage;
mod quoting;
mod split;

use crate::extract::{Capture, Contents, Piece, piece};
use crate::{Context, Format, Refusal, Sign, metadata, unpack};
use dateline_record::Part;
use headers::Headers;
use mail_parser::{HeaderValue, MessageParser};
use parts::Leaf;
use std::borrow::Cow;

pub(crate) use parts::{part_bytes, part_media_type};

/// Mails within mails are read no deeper than this.
const DEEPEST: usize = 16;

/// Reads a mail, or the mails of an mbox, into `contents`; `depth` says how many mails and archives it lies within.
pub(crate) fn read(bytes: &[u8], depth: usize, capture: Capture, contents: &mut Contents) -> Result<(), Refusal> {
    let first = contents.documents.len();
    let limits = capture.limits;
    if depth >= DEEPEST {
        return Err(Refusal::Unreadable { format: "mail".into(), reason: format!("nested deeper than {DEEPEST}") });
    }
    let messages = messages(bytes);
    let (many, before) = (messages.len(), contents.parts.len());
    for (number, message) in messages.iter().enumerate() {
        if contents.parts.len() >= before + limits.parts {
            let what = "mails beyond the limit of what is read of one mailbox".into();
            contents.signs.push(Sign::Skipped { count: many - number, what });
            break;
        }
        let (documents, parts) = (contents.documents.len(), contents.parts.len());
        match one(message, depth, capture, contents) {
            Ok(()) => {}
            Err(Refusal::TimeUp) => return Err(Refusal::TimeUp),
            Err(refusal) if many == 1 => return Err(refusal),
            Err(refusal) => {
                contents.documents.truncate(documents);
                contents.parts.truncate(parts);
                let address = format!("mail {} of {many}", number + 1);
                contents.signs.push(Sign::PieceRefused { address, reason: refusal.to_string() });
            }
        }
    }
    if contents.documents.len() == first {
        return Err(Refusal::Unreadable { format: "mail".into(), reason: "nothing in it can be read".into() });
    }
    Ok(())
}

/// The mails of an mbox (“From ” lines with a year at their end, after an empty line), a mark taken off their lines that
/// begin with “>From ”; otherwise the one mail.
fn messages(bytes: &[u8]) -> Vec<Cow<'_, [u8]>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    if !bytes.starts_with(b"From ") {
        let envelope = bytes.strip_prefix(b">").filter(|rest| rest.starts_with(b"From "));
        return vec![Cow::Borrowed(envelope.map_or(bytes, past_line))];
    }
    let mut cuts = vec![0];
    for at in memchr::memmem::find_iter(bytes, b"\nFrom ") {
        let line = &bytes[at + 1..];
        let line = &line[..memchr::memchr(b'\n', line).unwrap_or(line.len())];
        let apart = bytes[..at].ends_with(b"\n") || bytes[..at].ends_with(b"\n\r");
        let year = line
            .trim_ascii_end()
            .split(|b| b.is_ascii_whitespace())
            .any(|word| word.len() == 4 && word.iter().all(u8::is_ascii_digit));
        if apart && year && line.contains(&b':') {
            cuts.push(at + 1);
        }
    }
    cuts.push(bytes.len());
    cuts.windows(2).map(|pair| unquoted(past_line(&bytes[pair[0]..pair[1]]))).collect()
}

/// A mail of an mbox as it was before it was put there: of “>From ” and “>>From ” at the beginning of a line one mark is
/// taken off (mboxrd; mboxo marks only the first of them).
fn unquoted(mail: &[u8]) -> Cow<'_, [u8]> {
    let mut kept: Vec<u8> = Vec::new();
    let mut from = 0;
    for at in memchr::memmem::find_iter(mail, b"\n>") {
        let marks = mail[at + 1..].iter().take_while(|byte| **byte == b'>').count();
        if mail[at + 1 + marks..].starts_with(b"From ") {
            kept.extend_from_slice(&mail[from..=at]);
            from = at + 2;
        }
    }
    if from == 0 {
        return Cow::Borrowed(mail);
    }
    kept.extend_from_slice(&mail[from..]);
    Cow::Owned(kept)
}

fn past_line(bytes: &[u8]) -> &[u8] {
    memchr::memchr(b'\n', bytes).map_or(&[], |at| &bytes[at + 1..])
}

/// Reads one mail into `contents`.
fn one(raw: &[u8], depth: usize, capture: Capture, contents: &mut Contents) -> Result<(), Refusal> {
    let limits = capture.limits;
    let Some(message) = MessageParser::default().parse(raw) else {
        contents.signs.push(Sign::Malformed { what: "a mail without a header".into() });
        return Ok(());
    };
    let first = contents.documents.len();
    // A mail that says which one it answers; a mail passed on says so in its subject.
    let subject = message.subject().unwrap_or_default();
    let answers = !matches!(message.in_reply_to(), HeaderValue::Empty) && !quoting::is_passed_on(subject);
    let is_answer = quoting::is_answer(subject) || answers;
    let mut leaves = Vec::new();
    parts::leaves(&message, limits, &mut leaves, &mut contents.signs);
    let headers = headers::of(&message);
    let mut nested: Vec<(usize, Headers)> = Vec::new();
    for leaf in leaves {
        match leaf {
            Leaf::Enter { depth, headers } => {
                nested.retain(|(outer, _)| *outer < depth);
                nested.push((depth, headers));
            }
            Leaf::Text { text, format, depth, twins } => {
                if limits.deadline.is_over() {
                    return Err(Refusal::TimeUp);
                }
                let from = innermost(&mut nested, depth, &headers);
                let part_number = contents.parts.len() as u32;
                let found = split::text(&text, part_number, format, from, is_answer, capture)?;
                contents.documents.extend(found.documents);
                contents.signs.extend(found.signs);
                contents.parts.push(part(text, format, None));
                let twins = twins.into_iter().map(|(text, format)| part(text, format, Some(part_number)));
                contents.parts.extend(twins);
            }
            Leaf::Calendar { text, depth } => {
                let mut found = calendar::read(&text, contents.parts.len() as u32, capture.id);
                innermost(&mut nested, depth, &headers).put_on(found.as_mut_slice());
                contents.documents.extend(found);
                contents.parts.push(Part { text, media_type: "text/calendar".into(), alternative: None });
            }
            Leaf::Attached { bytes, charset, name, depth: within } => {
                if limits.deadline.is_over() {
                    return Err(Refusal::TimeUp);
                }
                let from = innermost(&mut nested, within, &headers);
                attached(bytes, charset, &name, from, depth + within + 1, capture, contents)?;
            }
        }
    }
    if contents.documents.len() == first {
        contents.signs.push(Sign::NoBody);
        contents.documents.extend(bare::read(raw, &headers, capture.id, &mut contents.parts));
    }
    Ok(())
}

/// The headers of the innermost mail that lies no deeper than `depth`.
fn innermost<'a>(nested: &'a mut Vec<(usize, Headers)>, depth: usize, outer: &'a Headers) -> &'a Headers {
    nested.retain(|(own, _)| *own <= depth);
    nested.last().map_or(outer, |(_, headers)| headers)
}

/// Reads something attached by what its bytes are. It is not published with the mail, but not after it either.
fn attached(
    bytes: Vec<u8>,
    charset: Option<String>,
    name: &str,
    from: &Headers,
    depth: usize,
    capture: Capture,
    contents: &mut Contents,
) -> Result<(), Refusal> {
    let outer = capture.context;
    let captured = outer.captured.clone().or(from.published.clone());
    let context = Context { captured, ..outer.clone() };
    let capture = Capture { context: &context, ..capture };
    let (documents, parts) = (contents.documents.len(), contents.parts.len());
    let bytes = unpack::unpack(&bytes, capture.limits, &mut contents.signs).map(|bytes| Cow::Owned(bytes.into_owned()));
    let read = bytes.and_then(|bytes| {
        let whole = Piece { bytes, charset: charset.as_deref(), address: None, depth };
        piece(whole, capture, contents)
    });
    match read {
        Ok(_) => {
            let found = &mut contents.documents[documents..];
            metadata::complete(found, &context);
            // The mail's date bounds what it carries; nobody says that it was taken then.
            let outer = &outer.captured;
            found.iter_mut().filter(|document| document.captured == context.captured).for_each(|document| {
                document.captured = outer.clone();
            });
        }
        Err(Refusal::TimeUp) => return Err(Refusal::TimeUp),
        Err(refusal) => {
            contents.documents.truncate(documents);
            contents.parts.truncate(parts);
            contents.signs.push(Sign::PieceRefused { address: name.into(), reason: refusal.to_string() });
        }
    }
    Ok(())
}

/// A part of a mail.
fn part(text: String, format: Format, alternative: Option<u32>) -> Part {
    let media_type = if format == Format::Html { "text/html" } else { "text/plain" };
    Part { text, media_type: media_type.into(), alternative }
}

#[cfg(test)]
mod tests;
