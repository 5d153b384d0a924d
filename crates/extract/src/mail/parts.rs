//! The parts of a mail that are read, in their order.
//!
//! Invariant: each text comes from its bytes by our own charset rules, not by what the mail claims.

use super::headers::{self, Headers};
use crate::{Format, Limits, Sign, charset, plain};
use mail_parser::decoders::{base64::base64_decode, quoted_printable::quoted_printable_decode};
use mail_parser::{Encoding, Message, MessagePart, MimeHeaders, PartType};

/// What is met on the way through a mail.
pub(super) enum Leaf {
    /// A mail within the mail begins.
    Enter {
        /// How deep it lies.
        depth: usize,
        /// Its headers.
        headers: Headers,
    },
    /// A text to be read.
    Text {
        text: String,
        format: Format,
        /// How many mails it lies within.
        depth: usize,
        /// The same in other forms.
        twins: Vec<(String, Format)>,
    },
    /// A calendar.
    Calendar { text: String, depth: usize },
    /// Something attached that may hold text: it is read by what its bytes are.
    Attached {
        bytes: Vec<u8>,
        charset: Option<String>,
        /// Its name, or its number.
        name: String,
        depth: usize,
    },
}

struct Walk<'a> {
    limits: &'a Limits,
    leaves: &'a mut Vec<Leaf>,
    signs: &'a mut Vec<Sign>,
    texts: usize,
}

/// Collects what is to be read.
pub(super) fn leaves(message: &Message, limits: &Limits, leaves: &mut Vec<Leaf>, signs: &mut Vec<Sign>) {
    let mut walk = Walk { limits, leaves, signs, texts: 0 };
    walk.part(message, 0, 0, &mut Vec::new());
}

impl Walk<'_> {
    /// `open` are the parts that this one lies in, so that no part is gone through within itself.
    fn part(&mut self, message: &Message, id: u32, depth: usize, open: &mut Vec<u32>) {
        let Some(part) = message.parts.get(id as usize).filter(|_| !open.contains(&id)) else { return };
        if open.len() >= self.limits.depth.min(64) {
            return self.sign(Sign::NestingCapped { limit: self.limits.depth.min(64) });
        }
        if self.texts >= self.limits.parts {
            return self.sign(Sign::PartsCapped { limit: self.limits.parts });
        }
        match &part.body {
            PartType::Multipart(children) => {
                open.push(id);
                match subtype(part).as_deref() {
                    Some("alternative") => self.alternatives(message, children, depth, open),
                    _ => children.iter().for_each(|child| self.part(message, *child, depth, open)),
                }
                open.pop();
            }
            PartType::Message(inner) if depth < super::DEEPEST => {
                self.leaves.push(Leaf::Enter { depth: depth + 1, headers: headers::of(inner) });
                self.part(inner, 0, depth + 1, &mut Vec::new());
            }
            PartType::Message(_) => self.sign(Sign::NestingCapped { limit: super::DEEPEST }),
            PartType::Binary(_) | PartType::InlineBinary(_) if !may_hold_text(part) => {
                let media_type = part_media_type(part).unwrap_or_else(|| "application/octet-stream".into());
                self.sign(Sign::NotText { part: id as usize, media_type });
            }
            PartType::Binary(_) | PartType::InlineBinary(_) => self.attached(message, part, id, depth),
            PartType::Text(_) | PartType::Html(_) if is_calendar(part) => self.calendar(message, part, id, depth),
            PartType::Text(_) | PartType::Html(_) if is_attached(part) => self.attached(message, part, id, depth),
            PartType::Text(_) | PartType::Html(_) => {
                if let Some((text, format)) = self.text(message, part, id) {
                    self.texts += 1;
                    self.leaves.push(Leaf::Text { text, format, depth, twins: Vec::new() });
                }
            }
        }
    }

    /// Of the forms of one text: HTML where it has substance, otherwise plain text; what holds no text comes beside.
    fn alternatives(&mut self, message: &Message, children: &[u32], depth: usize, open: &mut Vec<u32>) {
        let mut texts = Vec::new();
        for child in children {
            let Some(part) = message.parts.get(*child as usize) else { continue };
            match &part.body {
                PartType::Text(_) if is_calendar(part) => self.calendar(message, part, *child, depth),
                PartType::Text(_) | PartType::Html(_) => texts.extend(self.text(message, part, *child)),
                // HTML with its images, as `multipart/related`: its own text stands for it, the images come beside.
                PartType::Multipart(inner) => {
                    for id in inner {
                        let Some(part) = message.parts.get(*id as usize) else { continue };
                        match &part.body {
                            PartType::Text(_) | PartType::Html(_) if !is_attached(part) => {
                                texts.extend(self.text(message, part, *id));
                            }
                            _ => self.part(message, *id, depth, open),
                        }
                    }
                }
                _ => self.part(message, *child, depth, open),
            }
        }
        let weights: Vec<usize> = texts.iter().map(|(text, format)| substance(text, *format)).collect();
        let most = weights.iter().copied().max().unwrap_or(0);
        let rich = |number: &usize| texts[*number].1 == Format::Html && weights[*number] * 3 >= most;
        let Some(read) =
            (0..texts.len()).find(rich).or_else(|| (0..texts.len()).max_by_key(|n| (weights[*n], usize::MAX - *n)))
        else {
            return;
        };
        let (text, format) = texts.remove(read);
        self.texts += 1;
        self.leaves.push(Leaf::Text { text, format, depth, twins: texts });
    }

    fn calendar(&mut self, message: &Message, part: &MessagePart, id: u32, depth: usize) {
        if let Some((text, _)) = self.text(message, part, id) {
            self.texts += 1;
            self.leaves.push(Leaf::Calendar { text, depth });
        }
    }

    fn attached(&mut self, message: &Message, part: &MessagePart, id: u32, depth: usize) {
        let bytes = match &part.body {
            PartType::Binary(bytes) | PartType::InlineBinary(bytes) => bytes.to_vec(),
            _ => part_bytes(message, part),
        };
        let charset = part.content_type().and_then(|media| media.attribute("charset")).map(str::to_owned);
        let name = part.attachment_name().map_or_else(|| format!("part {id}"), str::to_owned);
        self.texts += 1;
        self.leaves.push(Leaf::Attached { bytes, charset, name, depth });
    }

    /// The text of a part; none where nothing is visible in it.
    fn text(&mut self, message: &Message, part: &MessagePart, id: u32) -> Option<(String, Format)> {
        let format = if matches!(part.body, PartType::Html(_)) { Format::Html } else { Format::Text };
        let bytes = part_bytes(message, part);
        let declared = part.content_type().and_then(|media| media.attribute("charset")).map(str::to_owned);
        let declared = declared.or_else(|| charset::declared_in_markup(&bytes).filter(|_| format == Format::Html));
        let text = charset::decode(&bytes, declared.as_deref(), self.signs);
        if u32::try_from(text.len()).is_err() {
            self.sign(Sign::NotText { part: id as usize, media_type: "larger than 4 GiB".into() });
            return None;
        }
        (!text.chars().all(plain::is_blank)).then_some((text, format))
    }

    fn sign(&mut self, sign: Sign) {
        if !self.signs.contains(&sign) {
            self.signs.push(sign);
        }
    }
}

/// The bytes of a part, its transfer coding taken off.
pub(crate) fn part_bytes(message: &Message, part: &MessagePart) -> Vec<u8> {
    let raw = message.raw_message.get(part.offset_body as usize..part.offset_end as usize).unwrap_or_default();
    let bytes = match part.encoding {
        Encoding::None => Some(raw.to_vec()),
        Encoding::QuotedPrintable => quoted_printable_decode(raw),
        Encoding::Base64 => base64_decode(raw),
    };
    let parsed = || part.text_contents().unwrap_or_default().as_bytes().to_vec();
    bytes.filter(|bytes| !bytes.is_empty()).unwrap_or_else(parsed)
}

fn is_calendar(part: &MessagePart) -> bool {
    part_media_type(part).is_some_and(|media| media == "text/calendar")
}

/// Whether a part that is text came as a file of its own: a page, a release, a mail.
fn is_attached(part: &MessagePart) -> bool {
    part.content_disposition().is_some_and(|disposition| disposition.is_attachment())
}

/// Endings of names of files that hold text that is read.
const TEXT_ENDINGS: &[&str] = &[
    ".html", ".htm", ".xhtml", ".txt", ".text", ".eml", ".mht", ".mhtml", ".rss", ".atom", ".opml", ".warc", ".gz",
    ".mbox",
];

/// Whether a part that claims to be no text may be one by its name or type: mail programs send any file as a stream of octets.
fn may_hold_text(part: &MessagePart) -> bool {
    let named = |name: &str| TEXT_ENDINGS.iter().any(|ending| name.to_ascii_lowercase().ends_with(ending));
    let typed = |media: String| {
        matches!(
            &*media,
            "application/xhtml+xml" | "application/rss+xml" | "application/atom+xml" | "multipart/related"
        )
    };
    part.attachment_name().is_some_and(named) || part_media_type(part).is_some_and(typed)
}

fn subtype(part: &MessagePart) -> Option<String> {
    Some(part.content_type()?.c_subtype.as_ref()?.to_ascii_lowercase())
}

/// The media type of a part, in lower case.
pub(crate) fn part_media_type(part: &MessagePart) -> Option<String> {
    let media = part.content_type()?;
    let subtype = media.c_subtype.as_deref().unwrap_or("octet-stream");
    Some(format!("{}/{subtype}", media.c_type).to_ascii_lowercase())
}

/// How many letters and digits a text shows, tags aside.
fn substance(text: &str, format: Format) -> usize {
    let mut shown = 0;
    let mut inside = false;
    for byte in text.bytes() {
        match byte {
            b'<' if format == Format::Html => inside = true,
            b'>' if format == Format::Html => inside = false,
            _ => shown += usize::from(!inside && (byte.is_ascii_alphanumeric() || byte >= 0x80)),
        }
    }
    shown
}
