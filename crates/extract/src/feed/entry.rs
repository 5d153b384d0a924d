//! What was read of a feed and its entries, before it is made into parts and documents.

use crate::plain::is_blank;
use dateline_record::When;

/// A feed.
#[derive(Clone, Debug, Default)]
pub(super) struct Feed {
    pub title: Option<String>,
    pub link: Option<String>,
    pub published: Option<When>,
    pub updated: Option<When>,
    /// What else it says of itself: subtitle, notes, rights.
    pub said: Vec<String>,
    pub language: Option<String>,
    pub entries: Vec<Entry>,
    /// Its own authors, of entries that name none.
    pub authors: Vec<(String, bool)>,
    /// What is wrong with it.
    pub malformed: Option<String>,
    /// Whether entries were left off.
    pub capped: bool,
}

/// An entry of a feed.
#[derive(Clone, Debug, Default)]
pub(super) struct Entry {
    pub title: Option<String>,
    pub link: Option<String>,
    /// Names, each with whether it is a contributor's.
    pub authors: Vec<(String, bool)>,
    pub published: Option<When>,
    pub updated: Option<When>,
    pub created: Option<When>,
    pub content: Option<Content>,
    pub summary: Option<Content>,
    pub language: Option<String>,
    /// Its first category.
    pub section: Option<String>,
}

/// Content, unescaped.
#[derive(Clone, Debug)]
pub(super) struct Content {
    pub text: String,
    /// Whether it is declared to be text or markup; none where it is not declared.
    pub markup: Option<bool>,
    /// Whether it stood as elements of the feed's own XML.
    pub is_xml: bool,
}

impl Content {
    /// Content that is no markup.
    pub fn text(text: String) -> Content {
        Content { text, markup: Some(false), is_xml: false }
    }

    /// Whether anything is visible in it.
    pub fn is_visible(&self) -> bool {
        !self.text.chars().all(is_blank)
    }

    /// Whether it is to be read as markup.
    pub fn is_markup(&self) -> bool {
        self.markup.unwrap_or_else(|| looks_like_markup(&self.text))
    }
}

/// Whether a text has a tag or a reference to a character in it.
pub(super) fn looks_like_markup(text: &str) -> bool {
    let last = text.rfind('>').unwrap_or(0);
    let tag = text[..last].match_indices('<').any(|(at, _)| {
        let rest = text[at + 1..].strip_prefix('/').unwrap_or(&text[at + 1..]);
        rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!')
    });
    tag || super::reference::first(text).is_some()
}
