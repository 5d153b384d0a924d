//! Fields of feeds: which element means what, whatever its prefix, and how its words are read.
//!
//! After: the RSS 0.9x–2.0 specifications, RFC 4287, Dublin Core, the feed validator's lists of synonyms.

use dateline_record::{Method, When};

/// What an element of a feed or an entry says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Field {
    Title,
    Link,
    /// An identity that may be an address.
    Guid,
    Author,
    Contributor,
    Published,
    Updated,
    /// When it was written: of an entry that does not say when it was published.
    Created,
    Content,
    Summary,
    Language,
    Category,
    /// What a feed says of itself beside its description: notes, rights.
    Note,
}

/// The vocabulary that a namespace names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Vocabulary {
    /// RSS, Atom, CDF or none.
    Feed,
    DublinCore,
    Content,
    Xhtml,
    /// iTunes and Media RSS: what they say again of an entry.
    Media,
    Other,
}

/// The vocabulary of a namespace's address.
pub(super) fn vocabulary(address: &str) -> Vocabulary {
    let address = address.to_ascii_lowercase();
    let has = |part: &str| address.contains(part);
    match () {
        _ if has("purl.org/rss/1.0/modules/content") => Vocabulary::Content,
        _ if has("purl.org/rss/1.0/modules/") => Vocabulary::Other,
        _ if has("purl.org/dc/") => Vocabulary::DublinCore,
        _ if has("1999/xhtml") => Vocabulary::Xhtml,
        _ if has("itunes") || has("search.yahoo.com/mrss") => Vocabulary::Media,
        _ if has("purl.org/rss")
            || has("purl.org/atom")
            || has("2005/atom")
            || has("netscape.com")
            || has("backend.userland")
            || has("blogs.law.harvard.edu")
            || has("channel.netscape")
            || has("example.com/")
            || has("purl.org/net/rss") =>
        {
            Vocabulary::Feed
        }
        _ => Vocabulary::Other,
    }
}

/// The vocabulary that a prefix means where nothing declares it.
pub(super) fn usual(prefix: &str) -> Vocabulary {
    match prefix {
        "" | "rss" | "atom" | "atom10" | "atom03" | "rdf" | "a10" => Vocabulary::Feed,
        "dc" | "dcterms" => Vocabulary::DublinCore,
        "content" => Vocabulary::Content,
        "xhtml" => Vocabulary::Xhtml,
        "itunes" | "media" => Vocabulary::Media,
        _ => Vocabulary::Other,
    }
}

/// What an element says; `name` in lower case, without its prefix.
pub(super) fn field(vocabulary: Vocabulary, name: &str) -> Option<Field> {
    Some(match (vocabulary, name) {
        (Vocabulary::Feed | Vocabulary::DublinCore | Vocabulary::Media, "title") => Field::Title,
        (Vocabulary::Feed, "link") => Field::Link,
        (Vocabulary::Feed, "guid") => Field::Guid,
        (Vocabulary::Feed, "author" | "managingeditor") => Field::Author,
        (Vocabulary::Media, "author") => Field::Author,
        (Vocabulary::Media, "summary" | "subtitle" | "description") => Field::Summary,
        (Vocabulary::DublinCore, "creator" | "author") => Field::Author,
        (Vocabulary::Feed, "contributor") | (Vocabulary::DublinCore, "contributor") => Field::Contributor,
        (Vocabulary::Feed, "pubdate" | "published" | "issued") => Field::Published,
        (Vocabulary::DublinCore, "date" | "issued") => Field::Published,
        (Vocabulary::Feed | Vocabulary::DublinCore, "created") => Field::Created,
        (Vocabulary::Feed, "updated" | "modified" | "lastbuilddate") => Field::Updated,
        (Vocabulary::DublinCore, "modified") => Field::Updated,
        (Vocabulary::Content, "encoded") | (Vocabulary::Xhtml, "body") => Field::Content,
        (Vocabulary::Feed, "content" | "body" | "fullitem") => Field::Content,
        (Vocabulary::Feed, "description" | "summary" | "abstract" | "tagline" | "subtitle") => Field::Summary,
        (Vocabulary::DublinCore, "description") => Field::Summary,
        (Vocabulary::Feed | Vocabulary::DublinCore, "language") => Field::Language,
        (Vocabulary::Feed, "category") => Field::Category,
        (Vocabulary::Feed, "info" | "rights" | "copyright") | (Vocabulary::DublinCore, "rights") => Field::Note,
        _ => return None,
    })
}

/// The name in “ida@example.org (Ida Berg)”, “Ida Berg <ida@example.org>”; the address where there is no name.
pub(super) fn author(words: &str) -> Option<String> {
    let words = words.trim();
    let named = match (words.split_once('('), words.split_once('<')) {
        (Some((before, inner)), _) if before.contains('@') => inner.split(')').next().unwrap_or(inner),
        (Some((before, inner)), _) if inner.contains('@') && !inner.contains(' ') => before,
        (_, Some((before, address))) if address.contains('@') => before,
        _ => words,
    };
    let named = named.trim().trim_matches('"');
    super::reference::words(if named.is_empty() { words } else { named })
}

/// A date as a field gives it.
pub(crate) fn stamp(words: &str) -> Option<When> {
    dateline_when::stamp(words.trim()).map(|when| When { method: Method::Header, ..when })
}

/// The primary subtag of a language tag.
pub(super) fn language(tag: &str) -> Option<String> {
    let primary = tag.trim().split(['-', '_']).next()?.to_ascii_lowercase();
    ((2..=3).contains(&primary.len()) && primary.bytes().all(|b| b.is_ascii_alphabetic())).then_some(primary)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_author_is_the_name_before_the_address() {
        assert_eq!(author("ida@example.org (Ida Berg)").as_deref(), Some("Ida Berg"));
        assert_eq!(author("Ida Berg <ida@example.org>").as_deref(), Some("Ida Berg"));
        assert_eq!(author("Ida Berg (ida@example.org)").as_deref(), Some("Ida Berg"));
        assert_eq!(author("ida@example.org").as_deref(), Some("ida@example.org"));
        assert_eq!(author("Ida Berg (Turvik Post)").as_deref(), Some("Ida Berg (Turvik Post)"));
    }
}
