//! Mail (RFC 5322, MIME): its headers give title, by-line, outlet and date; its text parts give the documents.
//!
//! Invariant: of parts that say the same in several forms one is read, and each part's text is what its bytes say.
//! Cost: linear in the mail. The parser is `mail-parser`; what it says of charsets is checked against the bytes.

mod bare;
mod headers;
mod parts;

use crate::extract::{Contents, split};
use crate::html::{Nature, Page};
use crate::{Context, Format, Limits, Refusal, Sign};
use dateline_record::{CaptureId, Part};
use headers::Headers;
use mail_parser::MessageParser;
use parts::Leaf;

/// Mails within mails are read no deeper than this.
const DEEPEST: usize = 16;

/// Reads a mail, or the mails of an mbox.
pub(crate) fn read(bytes: &[u8], capture: CaptureId, context: &Context, limits: &Limits) -> Result<Contents, Refusal> {
    let mut contents = Contents::default();
    for message in messages(bytes) {
        if contents.parts.len() >= limits.parts {
            contents.signs.push(Sign::PartsCapped { limit: limits.parts });
            break;
        }
        one(message, capture, context, limits, &mut contents)?;
    }
    if contents.documents.is_empty() {
        return Err(Refusal::Unreadable { format: "mail".into(), reason: "nothing in it can be read".into() });
    }
    Ok(contents)
}

/// The mails of an mbox (“From ” lines with a year at their end, after an empty line); otherwise the one mail.
fn messages(bytes: &[u8]) -> Vec<&[u8]> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    if !bytes.starts_with(b"From ") {
        return vec![bytes.strip_prefix(b">").filter(|rest| rest.starts_with(b"From ")).map_or(bytes, past_line)];
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
    cuts.windows(2).map(|pair| past_line(&bytes[pair[0]..pair[1]])).collect()
}

fn past_line(bytes: &[u8]) -> &[u8] {
    memchr::memchr(b'\n', bytes).map_or(&[], |at| &bytes[at + 1..])
}

/// Reads one mail into `contents`.
fn one(
    raw: &[u8],
    capture: CaptureId,
    context: &Context,
    limits: &Limits,
    contents: &mut Contents,
) -> Result<(), Refusal> {
    let Some(message) = MessageParser::default().parse(raw) else {
        contents.signs.push(Sign::Malformed { what: "a mail without a header".into() });
        return Ok(());
    };
    let first = contents.documents.len();
    let mut leaves = Vec::new();
    parts::leaves(&message, limits, &mut leaves, &mut contents.signs);
    let headers: Vec<Headers> = std::iter::once(headers::of(&message)).collect();
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
                nested.retain(|(outer, _)| *outer <= depth);
                let from = nested.last().map_or(&headers[0], |(_, headers)| headers);
                let found = text_part(text, format, capture, context, limits, contents)?;
                let read = (contents.parts.len() - 1) as u32;
                contents.parts.extend(twins.into_iter().map(|(text, format)| part(text, format, Some(read))));
                let documents = &mut contents.documents[found..];
                from.put_on(documents);
            }
        }
    }
    if contents.documents.len() == first {
        contents.signs.push(Sign::NoBody);
        contents.documents.extend(bare::read(raw, &headers[0], capture, &mut contents.parts));
    }
    Ok(())
}

/// A part of a mail.
fn part(text: String, format: Format, alternative: Option<u32>) -> Part {
    let media_type = if format == Format::Html { "text/html" } else { "text/plain" };
    Part { text, media_type: media_type.into(), alternative }
}

/// Splits a part; the place of its first document.
fn text_part(
    text: String,
    format: Format,
    capture: CaptureId,
    context: &Context,
    limits: &Limits,
    contents: &mut Contents,
) -> Result<usize, Refusal> {
    let first = contents.documents.len();
    let number = contents.parts.len() as u32;
    contents.parts.push(part(text, format, None));
    let text = &contents.parts[number as usize].text;
    let page = Page { capture, part: number, text, nature: Nature::Mail, address: None, context, limits };
    let found = split(&page, format)?;
    contents.documents.extend(found.documents);
    contents.signs.extend(found.signs);
    Ok(first)
}

#[cfg(test)]
mod tests {
    use crate::{Context, Extracted, Limits, extract};

    fn read(mail: &str) -> Extracted {
        extract(mail.replace('\n', "\r\n").as_bytes(), &Context::default(), &Limits::default()).unwrap()
    }

    #[track_caller]
    fn check(mail: &str, expected: &str) {
        let found = read(mail);
        let shown: Vec<String> = found
            .documents
            .iter()
            .map(|document| {
                let title = document.title.as_ref().map_or(String::new(), |title| format!(" “{}”", title.text));
                let names: Vec<&str> = document.byline.iter().map(|by| by.name.as_str()).collect();
                let outlet = document.outlet.as_deref().unwrap_or_default();
                let text = document.text.as_str().replace("\r\n", " ");
                format!("{}{title} [{}] {outlet}: {text}\n", document.kind, names.join(", "))
            })
            .chain(found.signs.iter().map(|sign| format!("! {sign}\n")))
            .collect();
        assert_eq!(shown.concat().trim(), expected.trim());
    }

    #[test]
    fn headers_give_title_and_outlet() {
        check(
            "From: \"Turvik Post's Harbour Daily\" <news@example.org>
Subject: =?utf-8?q?The_ferry_=E2=80=93_back?=
Date: Thu, 30 Nov 2023 21:05:00 +0000

The ferry came back on Monday, the council said.
",
            "article “The ferry – back” [] Turvik Post's Harbour Daily: The ferry came back on Monday, the council said.",
        );
    }

    #[test]
    fn a_persons_name_is_a_byline() {
        check(
            "From: Mira Solm <mira@example.org>
Subject: The ferry

The ferry came back on Monday, the council said.
",
            "article “The ferry” [Mira Solm] : The ferry came back on Monday, the council said.",
        );
    }

    #[test]
    fn of_alternatives_one_is_read_and_its_twin_kept() {
        let found = read(
            "From: Mira Solm <mira@example.org>
Subject: The ferry
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary=xx

--xx
Content-Type: text/plain; charset=utf-8

The ferry came back on Monday, the council said.
--xx
Content-Type: text/html; charset=utf-8

<p>The ferry came back on <b>Monday</b>, the council said.</p>
--xx--
",
        );
        assert_eq!(found.parts.iter().map(|p| p.media_type.as_str()).collect::<Vec<_>>(), ["text/html", "text/plain"]);
        assert_eq!(found.parts.iter().map(|p| p.alternative).collect::<Vec<_>>(), [None, Some(0)]);
        assert!(found.documents.iter().all(|d| d.spans.iter().all(|span| span.part() == 0)));
    }

    #[test]
    fn an_attachment_without_text_is_named() {
        check(
            "From: Mira Solm <mira@example.org>
Subject: The ferry
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=xx

--xx
Content-Type: text/plain

The ferry came back on Monday, the council said.
--xx
Content-Type: image/png
Content-Transfer-Encoding: base64

iVBORw0KGgo=
--xx--
",
            "article “The ferry” [Mira Solm] : The ferry came back on Monday, the council said.
! part 2 (image/png) holds no text",
        );
    }

    #[test]
    fn a_mail_without_a_body_says_so_and_its_subject_is_read() {
        check(
            "From: Mira Solm <mira@example.org>\nSubject: The ferry is back\n\n",
            "boilerplate [] : 
brief “The ferry is back” [Mira Solm] : The ferry is back
! the mail has no body; its headers were read",
        );
    }

    #[test]
    fn a_mail_within_a_mail_keeps_its_own_headers() {
        check(
            "From: Mira Solm <mira@example.org>
Subject: Look
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=xx

--xx
Content-Type: text/plain

See below, please, what they wrote to us.
--xx
Content-Type: message/rfc822

From: Ida Berg <ida@example.org>
Subject: The ferry

The ferry came back on Monday, the council said.
--xx--
",
            "article “Look” [Mira Solm] : See below, please, what they wrote to us.
article “The ferry” [Ida Berg] : The ferry came back on Monday, the council said.",
        );
    }

    #[test]
    fn a_lying_charset_is_found_out() {
        check(
            "From: Mira Solm <mira@example.org>
Subject: The ferry
Content-Type: text/plain; charset=us-ascii
Content-Transfer-Encoding: quoted-printable

Jo=C3=A3o said the ferry came back on Monday.
",
            "article “The ferry” [Mira Solm] : João said the ferry came back on Monday.
! declared as windows-1252, read as UTF-8",
        );
    }

    #[test]
    fn an_mbox_holds_several_mails() {
        check(
            "From mira@example.org Thu Nov 30 21:05:00 2023
From: Mira Solm <mira@example.org>
Subject: One

The ferry came back on Monday, the council said.

From ida@example.org Thu Nov 30 22:05:00 2023
From: Ida Berg <ida@example.org>
Subject: Two

The ferry left on Tuesday, the council said.
",
            "article “One” [Mira Solm] : The ferry came back on Monday, the council said.
article “Two” [Ida Berg] : The ferry left on Tuesday, the council said.",
        );
    }
}
