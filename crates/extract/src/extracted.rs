//! The answer: parts and documents, or a refusal.

use dateline_record::{CaptureId, Document, Part};

/// What was found in a capture.
#[derive(Clone, Debug)]
pub struct Extracted {
    /// SHA-256 of the bytes.
    pub capture: CaptureId,
    /// What the bytes are.
    pub format: Format,
    /// Decoded text; a span's `part` counts these from 0.
    pub parts: Vec<Part>,
    /// Documents in the order of their first span. Their spans are disjoint and together hold all visible text.
    pub documents: Vec<Document>,
    /// What was cut, guessed or mended.
    pub signs: Vec<Sign>,
}

/// What the bytes are, found by looking at them.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Format {
    /// Plain text.
    Text,
    /// A page.
    Html,
    /// A mail (RFC 5322).
    Mail,
    /// RSS, Atom or JSON Feed.
    Feed,
    /// A list of feeds.
    Opml,
    /// A web archive (ISO 28500).
    Warc,
    /// A page saved with what it shows (RFC 2557).
    Mhtml,
}

impl Format {
    /// Its name for people.
    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Html => "page",
            Format::Mail => "mail",
            Format::Feed => "feed",
            Format::Opml => "list of feeds",
            Format::Warc => "web archive",
            Format::Mhtml => "saved page",
        }
    }
}

/// Something that a reader must know about how a capture was read.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Sign {
    /// The gzip stream ends early; what could be unpacked was read.
    #[error("gzip is cut short; the readable part was read")]
    GzipTruncated,
    /// Unpacked, it is larger than the limit.
    #[error("unpacks to more than {limit} bytes; the rest was not read")]
    UnpackedCapped {
        /// The limit.
        limit: usize,
    },
    /// The bytes are not what the declared charset says.
    #[error("declared as {declared}, read as {used}")]
    CharsetMismatch {
        /// As declared.
        declared: String,
        /// As read.
        used: String,
    },
    /// Some bytes stand for no character.
    #[error("{count} bytes are no text in {charset}")]
    Undecodable {
        /// How many.
        count: usize,
        /// As read.
        charset: String,
    },
    /// Elements nested deeper than the limit.
    #[error("nested deeper than {limit}; deeper tags were ignored, their text was read")]
    NestingCapped {
        /// The limit.
        limit: usize,
    },
    /// More elements than the limit.
    #[error("more than {limit} elements; the rest of the page was read as plain text")]
    ElementsCapped {
        /// The limit.
        limit: usize,
    },
    /// More parts or entries than the limit.
    #[error("more than {limit} parts; the rest was not read")]
    PartsCapped {
        /// The limit.
        limit: usize,
    },
    /// NUL characters were found; they stand for nothing.
    #[error("{count} NUL characters were passed over")]
    Nul {
        /// How many.
        count: usize,
    },
    /// The container is malformed; what could be read was read.
    #[error("malformed: {what}")]
    Malformed {
        /// How.
        what: String,
    },
    /// One document has more text than is read.
    #[error("more than {limit} bytes of text in one document; only the beginning was read for statements and dates")]
    TextCapped {
        /// The limit.
        limit: usize,
    },
    /// A mail that has headers only.
    #[error("the mail has no body; its headers were read")]
    NoBody,
    /// Attachments and the like that hold no text.
    #[error("part {part} ({media_type}) holds no text")]
    NotText {
        /// Number of the part as the container counts it.
        part: usize,
        /// Its media type.
        media_type: String,
    },
    /// Records of an archive that hold nothing to be read, by what they are.
    #[error("{count} {what}: not read")]
    Skipped {
        /// How many.
        count: usize,
        /// What they are: `requests`, `responses with status 404`.
        what: String,
    },
    /// A piece of a container that could not be read.
    #[error("{address}: not read: {reason}")]
    PieceRefused {
        /// Its address or name in the container.
        address: String,
        /// Why.
        reason: String,
    },
    /// A piece of a container whose end is missing.
    #[error("{address}: cut short ({how})")]
    PieceTruncated {
        /// Its address or name in the container.
        address: String,
        /// What says so.
        how: String,
    },
}

/// Why nothing of a capture can be read. Expected, counted, shown.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Refusal {
    /// No bytes, or none that stand for anything.
    #[error("empty")]
    Empty,
    /// More bytes than the limit.
    #[error("larger than {limit} bytes")]
    TooLarge {
        /// The limit.
        limit: usize,
    },
    /// An image, a film, an archive.
    #[error("not text: {what}")]
    NotText {
        /// What it looks like.
        what: String,
    },
    /// The format is known and nothing of it could be read.
    #[error("unreadable {format}: {reason}")]
    Unreadable {
        /// Its format.
        format: String,
        /// What is wrong.
        reason: String,
    },
    /// The caller's time was up.
    #[error("took too long")]
    TimeUp,
}

impl Refusal {
    /// A short name to count refusals by.
    pub fn reason(&self) -> &'static str {
        match self {
            Refusal::Empty => "empty",
            Refusal::TooLarge { .. } => "too large",
            Refusal::NotText { .. } => "not text",
            Refusal::Unreadable { .. } => "unreadable",
            Refusal::TimeUp => "took too long",
        }
    }
}
