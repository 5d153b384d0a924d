//! Pages that a browser saved with what they show (MHTML, RFC 2557): the page is read, the rest is counted.
//!
//! Frames of a page are mostly other people's (advertisements, buttons): they are read only where the page itself shows next
//! to nothing, as a set of frames does. Invariant: every part is read, or counted in a sign.

use crate::extract::{Capture, Contents, Piece, piece, put_address};
use crate::mail::{part_bytes, part_media_type};
use crate::{Context, Refusal, Sign, metadata};
use dateline_record::{Method, When};
use mail_parser::{HeaderName, Message, MessageParser, MimeHeaders, PartType};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Letters and digits that a page shows at least, where it is not a set of frames.
const FEWEST_LETTERS: usize = 200;

/// Reads a saved page into `contents`.
pub(crate) fn read(bytes: &[u8], depth: usize, capture: Capture, contents: &mut Contents) -> Result<(), Refusal> {
    let unreadable = |reason: &str| Refusal::Unreadable { format: "saved page".into(), reason: reason.into() };
    let message = MessageParser::default().parse(bytes).ok_or_else(|| unreadable("it has no header"))?;
    let mut pages = Vec::new();
    let mut skipped: BTreeMap<String, usize> = BTreeMap::new();
    for (number, part) in message.parts.iter().enumerate() {
        match &part.body {
            PartType::Html(_) => pages.push(number),
            PartType::Multipart(_) => {}
            _ => *skipped.entry(part_media_type(part).unwrap_or("no type".into())).or_default() += 1,
        }
    }
    let saved = date(&message);
    let context = Context { captured: capture.context.captured.clone().or(saved), ..capture.context.clone() };
    let capture = Capture { context: &context, ..capture };
    let before = contents.documents.len();
    let mut letters = 0;
    for (order, number) in pages.iter().enumerate() {
        if order > 0 && letters >= FEWEST_LETTERS {
            contents.signs.push(Sign::Skipped { count: pages.len() - order, what: "frames of a saved page".into() });
            break;
        }
        let part = &message.parts[*number];
        let charset = part.content_type().and_then(|media| media.attribute("charset")).map(str::to_owned);
        let located = || message.header_raw(HeaderName::Other("Snapshot-Content-Location".into())).map(unfolded);
        let address = part.content_location().map(unfolded).or_else(located);
        let bytes = Cow::Owned(part_bytes(&message, part));
        let first = contents.documents.len();
        let address = address.as_deref();
        match piece(Piece { bytes, charset: charset.as_deref(), address, depth: depth + 1 }, capture, contents) {
            Ok(_) | Err(Refusal::Empty) => {}
            Err(refusal) => contents.signs.push(Sign::PieceRefused {
                address: address.unwrap_or("the page").into(),
                reason: refusal.to_string(),
            }),
        }
        let documents = &mut contents.documents[first..];
        letters += documents.iter().map(|document| document.text.as_str().len()).sum::<usize>();
        metadata::complete(documents, &context);
        let main = documents.iter().position(|document| document.kind.is_read()).unwrap_or(0);
        if let (Some(main), Some(address)) = (documents.get_mut(main), address) {
            put_address(main, address);
        }
    }
    let told =
        |(what, count): (&String, &usize)| Sign::Skipped { count: *count, what: format!("parts of type {what}") };
    contents.signs.extend(skipped.iter().map(told));
    if contents.documents.len() == before {
        return Err(unreadable("no page in it can be read"));
    }
    Ok(())
}

/// When the page was saved.
fn date(message: &Message) -> Option<When> {
    let raw = message.header_raw(HeaderName::Date)?;
    dateline_when::stamp(raw.trim()).map(|when| When { method: Method::Header, ..when })
}

fn unfolded(address: &str) -> String {
    address.split_whitespace().collect()
}

#[cfg(test)]
mod tests {
    use crate::{Context, Limits, extract};
    use proptest::prelude::*;

    const SAVED: &str = "From: <Saved by Blink>
Snapshot-Content-Location: https://post.example/ferry
Subject: The ferry is back
Date: Fri, 1 Dec 2023 08:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related; type=\"text/html\"; boundary=\"xx\"

--xx
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable
Content-Location: https://post.example/ferry

<html><head><meta charset=3D\"utf-8\"><title>The ferry is back</title></head><body><article><h1>The ferry is =
back</h1><p>The ferry that served Turvik for forty years came back to the harbour on Monday, the council =
said, after repairs that took the yard two months longer than it had promised.</p><p>Nobody on the quay =
had been told, said Mira Solm, who keeps the kiosk there and who had sold her last ticket in September. =
She said that she would open again on Friday if the weather held and the bakery sent its van.</p></article></body></html>
--xx
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://post.example/ferry.png

iVBORw0KGgo=
--xx
Content-Type: text/html
Content-Location: cid:frame-1@mhtml.blink

<html><body>Buy boats.</body></html>
--xx--
";

    #[test]
    fn a_saved_page_is_its_page() {
        let found = extract(SAVED.replace('\n', "\r\n").as_bytes(), &Context::default(), &Limits::default()).unwrap();
        assert_eq!(found.format.name(), "saved page");
        let shown: Vec<String> = found
            .documents
            .iter()
            .map(|d| {
                format!(
                    "{} {:?} {:?}",
                    d.kind,
                    d.title.as_ref().map(|t| &*t.text),
                    d.links.first().map(|l| &*l.address)
                )
            })
            .chain(found.signs.iter().map(|sign| sign.to_string()))
            .collect();
        assert_eq!(
            shown,
            [
                "article Some(\"The ferry is back\") Some(\"https://post.example/ferry\")",
                "1 frames of a saved page: not read",
                "1 parts of type image/png: not read"
            ]
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]

        #[test]
        fn cut_anywhere_it_is_read_or_refused(at in 0..SAVED.len()) {
            let _ = extract(&SAVED.as_bytes()[..at], &Context::default(), &Limits::default());
        }
    }
}
