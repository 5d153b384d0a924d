//! Documents: each one piece of writing in a capture.

use crate::{CaptureId, CleanText, Extent, Span, When};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;

/// What a document is. Everything visible in a capture falls in exactly one document of some kind.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A report, column or release.
    Article,
    /// An item of a newsletter.
    Brief,
    /// A tweet and the like.
    Post,
    /// A reader's comment.
    Comment,
    /// One dated entry of a live blog.
    LiveEntry,
    /// A front page or a list of links.
    Listing,
    /// Dated announcements.
    Calendar,
    /// Paid or house promotion.
    Advertisement,
    /// Navigation, footers, forms: what belongs to the page and not to the news.
    Boilerplate,
}

impl Kind {
    /// Every kind, in the order in which they are listed to people.
    pub const ALL: [Kind; 9] = [
        Kind::Article,
        Kind::Brief,
        Kind::Post,
        Kind::Comment,
        Kind::LiveEntry,
        Kind::Listing,
        Kind::Calendar,
        Kind::Advertisement,
        Kind::Boilerplate,
    ];

    /// The name used in rows and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Article => "article",
            Kind::Brief => "brief",
            Kind::Post => "post",
            Kind::Comment => "comment",
            Kind::LiveEntry => "live-entry",
            Kind::Listing => "listing",
            Kind::Calendar => "calendar",
            Kind::Advertisement => "advertisement",
            Kind::Boilerplate => "boilerplate",
        }
    }

    /// Whether statements and times are read from it. Listings, promotion and page furniture are searchable at most.
    pub fn is_read(self) -> bool {
        !matches!(self, Kind::Listing | Kind::Advertisement | Kind::Boilerplate)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// Identity of a document: its capture and where in it the document begins. Printed as 16 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct DocumentId(u64);

impl DocumentId {
    /// The identity of the document of `capture` that begins at `first`.
    pub fn of(capture: CaptureId, first: Span) -> DocumentId {
        let mut hash = Sha256::new();
        hash.update(capture.as_bytes());
        hash.update(first.part().to_be_bytes());
        hash.update((first.start() as u64).to_be_bytes());
        let digest = hash.finalize();
        DocumentId(u64::from_be_bytes(digest[..8].try_into().expect("a digest has 32 bytes")))
    }
}

impl fmt::Display for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// One piece of writing.
///
/// Invariants: `spans` are ordered and disjoint, within it and against the capture's other documents; `text` maps
/// into them. What lies in the spans and not in the text is the document's own furniture (its title, by-line, captions,
/// image credits).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Document {
    /// Identity.
    pub id: DocumentId,
    /// What it is.
    pub kind: Kind,
    /// Where it lies in the capture; several where something stands between (an article wraps round an advertisement).
    pub spans: Vec<Span>,
    /// Cleaned text; paragraphs are parted by an empty line.
    pub text: CleanText,
    /// Headline.
    pub title: Option<Title>,
    /// Who wrote it, each name apart.
    pub byline: Vec<Byline>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Section of the outlet or of the newsletter.
    pub section: Option<String>,
    /// BCP 47 primary language subtag, `en`.
    pub language: Option<String>,
    /// For which country its page says that it is written, ISO 3166-1: `GB` of `en-GB`. Many pages say `US` and mean nothing by it.
    pub region: Option<String>,
    /// When it was published.
    pub published: Option<When>,
    /// When it was last changed.
    pub updated: Option<When>,
    /// When its bytes were taken from where they stood; never the file's time of change, never the time of reading.
    pub captured: Option<When>,
    /// What it replies to or stands under.
    pub parent: Option<DocumentId>,
    /// The sign that its end is missing (“…”, “Subscribe to read”), as written.
    pub truncated: Option<String>,
    /// “Reporting was contributed by …”, wire credits.
    pub credits: Vec<Credit>,
    /// Notes by which its outlet corrects, changes or withdraws it.
    pub notes: Vec<Note>,
    /// Links in its text.
    pub links: Vec<Link>,
}

impl Document {
    /// A document of which nothing else is said; none where it lies nowhere.
    pub fn bare(capture: CaptureId, kind: Kind, spans: Vec<Span>, text: CleanText) -> Option<Document> {
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
            region: None,
            published: None,
            updated: None,
            captured: None,
            parent: None,
            truncated: None,
            credits: Vec::new(),
            notes: Vec::new(),
            links: Vec::new(),
        })
    }

    /// Where the words of `extent` lie: one span for each of the document's spans that they touch, in order.
    pub fn spans_of(&self, extent: Extent) -> Vec<Span> {
        let Some(hull) = self.text.span(extent) else { return Vec::new() };
        self.spans.iter().filter_map(|own| own.intersection(hull)).collect()
    }

    /// The words of `extent`.
    pub fn words(&self, extent: Extent) -> &str {
        extent.of(self.text.as_str())
    }
}

/// A headline and where it stands; no span where only a header or markup attribute gives it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Title {
    /// The words, white space collapsed.
    pub text: String,
    /// Where they stand.
    pub span: Option<Span>,
}

/// One name of a by-line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Byline {
    /// The name as written.
    pub name: String,
    /// The bearer's handle, `@mira`, where it is shown; a post that shows no name has it as the name too.
    pub handle: Option<String>,
    /// What its bearer did.
    pub role: ByRole,
    /// Where it stands; none where only a header or markup attribute gives it.
    pub span: Option<Span>,
}

/// What somebody named in a by-line or credit did.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ByRole {
    /// Wrote it.
    Author,
    /// Contributed reporting (“With help from”).
    Contributor,
    /// Edited it.
    Editor,
}

/// A credit line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Credit {
    /// The line as written.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// A note about the document: “Correction: an earlier version …”.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Note {
    /// What it does.
    pub kind: NoteKind,
    /// The note as written.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// What a note does to its document.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NoteKind {
    /// Says that something in it was wrong.
    Correction,
    /// Withdraws it.
    Retraction,
    /// Says that it was changed or added to.
    Update,
    /// Says something else about it.
    Editor,
}

/// A link.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Link {
    /// Its words.
    pub text: String,
    /// Where it leads, as written; empty where the words alone point.
    pub address: String,
    /// The document of the same capture that it leads to.
    pub document: Option<DocumentId>,
    /// Where its words stand.
    pub span: Option<Span>,
}
