//! Feeds (RSS 0.9x–2.0, RDF, Atom, CDF, JSON Feed): each entry is a part and its documents.
//!
//! Read by our own tolerant reader over `quick-xml` because feed libraries refuse a malformed feed whole and give of an
//! entry's content the words without their markup, so that no word could be traced.
//! Invariant: an entry's part is its unescaped content; where it has none, its summary, and where it has none, its title.
//! Malformed feeds give the entries that can be read, with a sign. Cost: linear in the feed.

mod closing;
mod entry;
mod field;
mod json;
mod reference;
mod xml;

use crate::extract::{Capture, Contents, put_address, split};
use crate::html::{Nature, Page};
use crate::{Format, Refusal, Sign};
use dateline_record::{ByRole, Byline, Document, Kind, Link, Part, Span, TextBuilder, Title};
use entry::{Content, Entry, Feed};

pub(crate) use field::stamp;
pub(crate) use reference::resolved;

/// An entry of fewer words is a notice of an article, not the article.
const BRIEF_WORDS: usize = 20;

/// Reads a feed into `contents`.
pub(crate) fn read(text: &str, capture: Capture, contents: &mut Contents) -> Result<(), Refusal> {
    let limits = capture.limits;
    let unreadable = |reason: &str| Refusal::Unreadable { format: "feed".into(), reason: reason.into() };
    let feed = match text.trim_start_matches(crate::plain::is_blank).starts_with('{') {
        true => json::read(text, limits).map_err(|reason| unreadable(&reason))?,
        false => xml::read(text, limits),
    };
    let before = contents.parts.len();
    let mut unseen = 0;
    for entry in &feed.entries {
        if limits.deadline.is_over() {
            return Err(Refusal::TimeUp);
        }
        let documents = contents.documents.len();
        one(&feed, entry, capture, contents)?;
        unseen += usize::from(contents.documents.len() == documents);
    }
    if unseen > 0 {
        contents.signs.push(Sign::Skipped { count: unseen, what: "entries in which nothing is seen".into() });
    }
    let has_entries = contents.parts.len() > before;
    own(&feed, has_entries, capture, contents)?;
    if contents.parts.len() == before {
        return Err(unreadable(feed.malformed.as_deref().unwrap_or("no entry in it says anything")));
    }
    if feed.capped {
        contents.signs.push(Sign::PartsCapped { limit: limits.parts });
    }
    contents.signs.extend(feed.malformed.map(|what| Sign::Malformed { what }));
    Ok(())
}

/// Reads one entry into `contents`: of content in which nothing is seen, by what else it has.
fn one(feed: &Feed, entry: &Entry, capture: Capture, contents: &mut Contents) -> Result<(), Refusal> {
    let (documents, parts) = (contents.documents.len(), contents.parts.len());
    let shown = entry.content.iter().chain(&entry.summary).find(|content| content.is_visible());
    read_by(shown, feed, entry, capture, contents)?;
    if contents.documents.len() == documents && shown.is_some() {
        contents.parts.truncate(parts);
        read_by(None, feed, entry, capture, contents)?;
    }
    Ok(())
}

/// Reads one entry by its content, or by its title, link, author or date where there is none.
fn read_by(
    shown: Option<&Content>,
    feed: &Feed,
    entry: &Entry,
    capture: Capture,
    contents: &mut Contents,
) -> Result<(), Refusal> {
    let Capture { id, context, limits } = capture;
    // An entry that says nothing is kept all the same, by what it has.
    let dated = || entry.published.iter().chain(&entry.updated).find_map(|when| when.text.clone());
    let author = || entry.authors.first().map(|(name, _)| name.clone());
    let named = || entry.title.clone().or(entry.link.clone()).or_else(author).or_else(dated);
    let Some(content) = shown.cloned().or_else(|| named().map(Content::text)) else { return Ok(()) };
    let title_only = shown.is_none();
    let format = if content.is_markup() { Format::Html } else { Format::Text };
    let text = match format {
        Format::Html => closing::none_left_open(closing::closed(&content.text, content.is_xml).into_owned()),
        _ => content.text,
    };
    let first = contents.documents.len();
    let number = contents.parts.len() as u32;
    let media_type = if format == Format::Html { "text/html" } else { "text/plain" };
    contents.parts.push(Part { text, media_type: media_type.into(), alternative: None });
    let page = Page {
        capture: id,
        part: number,
        text: &contents.parts[number as usize].text,
        nature: Nature::FeedEntry,
        address: entry.link.as_deref(),
        context,
        limits,
    };
    let found = split(&page, format)?;
    contents.documents.extend(found.documents);
    contents.signs.extend(found.signs);
    // A summary beside the content says the same again, in short.
    if let (Some(_), Some(summary)) = (&entry.content, entry.summary.as_ref().filter(|_| !title_only))
        && summary.is_visible()
        && summary.text != contents.parts[number as usize].text
    {
        let media_type = if summary.is_markup() { "text/html" } else { "text/plain" };
        let (text, media_type) = (summary.text.clone(), media_type.to_owned());
        contents.parts.push(Part { text, media_type, alternative: Some(number) });
    }
    let documents = &mut contents.documents[first..];
    for document in documents.iter_mut() {
        document.outlet = document.outlet.take().or(feed.title.clone());
        document.section = document.section.take().or(entry.section.clone());
        document.language = document.language.take().or(entry.language.clone()).or(feed.language.clone());
        // A title may name a day, which is not that of its publication.
        document.published = entry.published.clone().or(document.published.take().filter(|_| !title_only));
        document.updated = entry.updated.clone().or(document.updated.take());
    }
    let main = documents.iter().position(|d| matches!(d.kind, Kind::Article | Kind::Brief)).unwrap_or(0);
    if let Some(main) = documents.get_mut(main) {
        put_on(entry, main, title_only);
        if title_only && entry.title.is_none() {
            main.kind = Kind::Listing;
        }
    }
    Ok(())
}

/// Puts an entry's own fields on its document.
fn put_on(entry: &Entry, document: &mut Document, title_only: bool) {
    if let Some(text) = entry.title.clone() {
        let span = document.title.take().filter(|title| title.text == text).and_then(|title| title.span);
        let span = if title_only { document.spans.first().copied() } else { span };
        document.title = Some(Title { text, span });
    }
    if document.byline.is_empty() || !entry.authors.is_empty() {
        document.byline = bylines(&entry.authors);
    }
    if let Some(address) = entry.link.clone() {
        let text = entry.title.clone().unwrap_or_default();
        document.links.insert(0, Link { text, address, document: None, span: None });
    }
    let words = document.text.as_str().split_whitespace().take(BRIEF_WORDS).count();
    if document.kind == Kind::Article && words < BRIEF_WORDS {
        document.kind = Kind::Brief;
    }
    if document.truncated.is_none() {
        document.truncated = truncation(document.text.as_str());
    }
}

/// The sign that the end of an entry is missing: marks after its last word, or a last line that asks for a subscription.
fn truncation(text: &str) -> Option<String> {
    const MARKS: &[&str] = &["... [more]", "… [more]", "[more]", "[…]", "[...]", "…", "..."];
    let text = text.trim_end();
    let last = text.rsplit("\n").next().unwrap_or(text);
    if crate::plain::is_stub(last) {
        return Some(last.trim().to_owned());
    }
    MARKS.iter().find(|mark| text.ends_with(**mark)).map(|mark| (*mark).to_owned())
}

/// What a feed says of itself: its last part and document. Furniture beside entries, a listing where there is none.
fn own(feed: &Feed, has_entries: bool, capture: Capture, contents: &mut Contents) -> Result<(), Refusal> {
    let mut said: Vec<&str> = feed.title.iter().chain(&feed.said).map(String::as_str).collect();
    let dated = || feed.published.iter().chain(&feed.updated).find_map(|when| when.text.as_deref());
    let author = || feed.authors.first().map(|(name, _)| name.as_str());
    // A feed that says nothing is kept all the same, by what it has.
    if said.is_empty() {
        said.extend(feed.link.as_deref().or_else(author).or_else(dated));
    }
    let text = said.join("\n\n");
    let number = contents.parts.len() as u32;
    let Some(span) = Span::new(number, &text, 0..text.len()) else { return Ok(()) };
    let mut builder = TextBuilder::new();
    builder.verbatim(number, &text, 0..text.len());
    let kind = if has_entries { Kind::Boilerplate } else { Kind::Listing };
    let title = feed.title.clone().map(|title| Title { span: Span::new(number, &text, 0..title.len()), text: title });
    contents.documents.extend(Document::bare(capture.id, kind, vec![span], builder.finish()).map(|mut document| {
        document.title = title;
        document.byline = bylines(&feed.authors);
        document.outlet = feed.title.clone();
        document.language = feed.language.clone();
        document.published = feed.published.clone();
        document.updated = feed.updated.clone();
        feed.link.iter().for_each(|address| put_address(&mut document, address));
        document
    }));
    contents.parts.push(Part { text, media_type: "text/plain".into(), alternative: None });
    Ok(())
}

/// Names of a by-line, each with whether it is a contributor's.
fn bylines(authors: &[(String, bool)]) -> Vec<Byline> {
    let role = |contributor: bool| if contributor { ByRole::Contributor } else { ByRole::Author };
    let byline = |(name, contributor): &(String, bool)| Byline {
        name: name.clone(),
        handle: None,
        role: role(*contributor),
        span: None,
    };
    authors.iter().map(byline).collect()
}

#[cfg(test)]
mod tests {
    use crate::{Context, Extracted, Limits, Refusal, extract};
    use dateline_record::Kind;

    fn read(feed: &str) -> Result<Extracted, Refusal> {
        extract(feed.as_bytes(), &Context::default(), &Limits::default())
    }

    #[track_caller]
    fn check(feed: &str, expected: &str) {
        let found = read(feed).unwrap();
        let shown: Vec<String> = found
            .documents
            .iter()
            .filter(|document| document.kind != Kind::Boilerplate)
            .map(|document| {
                let title = document.title.as_ref().map_or("", |title| title.text.as_str());
                let names: Vec<&str> = document.byline.iter().map(|by| by.name.as_str()).collect();
                let outlet = document.outlet.as_deref().unwrap_or_default();
                let link = document.links.first().map_or("", |link| link.address.as_str());
                let text = document.text.as_str();
                format!("{} “{title}” [{}] {outlet} <{link}>: {text}\n", document.kind, names.join(", "))
            })
            .chain(found.signs.iter().map(|sign| format!("! {sign}\n")))
            .collect();
        assert_eq!(shown.concat().trim(), expected.trim());
    }

    #[test]
    fn each_item_of_rss_is_an_entry() {
        check(
            "<?xml version='1.0'?><rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel>
<title>Turvik Post</title><link>http://example.org/</link>
<item><title>The ferry &amp;amp; its owner</title><link>http://example.org/1</link><dc:creator>Mira Solm</dc:creator>
<description>The ferry came back.</description></item>
<item><title>Two</title><author>ida@example.org (Ida Berg)</author><guid>http://example.org/2</guid></item>
</channel></rss>",
            "brief “The ferry & its owner” [Mira Solm] Turvik Post <http://example.org/1>: The ferry came back.
brief “Two” [Ida Berg] Turvik Post <http://example.org/2>: Two",
        );
    }

    #[test]
    fn atom_gives_content_before_summary() {
        check(
            "<feed xmlns='http://www.w3.org/2005/Atom'><title>Turvik Post</title>
<entry><title>The ferry</title><author><name>Mira Solm</name><email>m@example.org</email></author>
<link rel='self' href='http://example.org/self'/><link href='http://example.org/1'/>
<summary>Short.</summary><content>The ferry came back.</content></entry></feed>",
            "brief “The ferry” [Mira Solm] Turvik Post <http://example.org/1>: The ferry came back.",
        );
    }

    #[test]
    fn json_feed_is_read() {
        check(
            r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Turvik Post", "items": [
 {"id": "1", "url": "http://example.org/1", "title": "The ferry", "content_text": "It came back.", "authors": [{"name": "Mira Solm"}]}]}"#,
            "brief “The ferry” [Mira Solm] Turvik Post <http://example.org/1>: It came back.",
        );
    }

    #[test]
    fn a_category_is_the_section_and_a_cut_entry_says_so() {
        let found = read(
            "<rss version='2.0'><channel><title>Turvik Post</title>
<item><title>One</title><category>Harbour</category><category>Ferry</category>
<description>The ferry came back on Monday, and... [more]</description></item>
<item><title>Two</title><description>&lt;p&gt;The pier.&lt;/p&gt;&lt;p&gt;Subscribe to read on.&lt;/p&gt;</description></item>
</channel></rss>",
        )
        .unwrap();
        let entries = found.documents.iter().filter(|d| d.kind != Kind::Boilerplate);
        let seen: Vec<_> = entries.map(|d| (d.section.as_deref(), d.truncated.as_deref())).collect();
        assert_eq!(seen, [(Some("Harbour"), Some("... [more]")), (None, Some("Subscribe to read on."))]);
    }

    #[test]
    fn an_entry_with_a_date_of_change_alone_is_of_no_known_date() {
        let found = read(
            "<feed xmlns='http://www.w3.org/2005/Atom'><title>Turvik Post</title>
<entry><title>The ferry</title><updated>2023-11-30T09:00:00Z</updated><content>The ferry came back.</content></entry></feed>",
        )
        .unwrap();
        assert_eq!(found.documents[0].published, None);
        assert!(found.documents[0].updated.is_some());
    }

    #[test]
    fn a_change_dated_as_the_publication_is_none() {
        let found = read(
            "<feed xmlns='http://www.w3.org/2005/Atom'><title>Turvik Post</title><entry><title>The ferry</title>
<published>2023-11-30T09:00:00Z</published><updated>2023-11-30T09:00:00Z</updated><content>It came.</content></entry></feed>",
        )
        .unwrap();
        assert!(found.documents[0].published.is_some());
        assert_eq!(found.documents[0].updated, None);
    }

    #[test]
    fn a_feed_cut_short_gives_the_entries_that_are_there() {
        check(
            "<rss version='2.0'><channel><title>Turvik Post</title>
<item><title>One</title><description>The ferry & its owner came back.</description></item>
<item><title>Two</title><description>The pier",
            "brief “One” [] Turvik Post <>: The ferry & its owner came back.
brief “Two” [] Turvik Post <>: The pier
! malformed: the feed ends within an element",
        );
    }

    #[test]
    fn what_a_feed_says_of_itself_is_its_last_document() {
        let found = read(
            "<feed xmlns='http://www.w3.org/2005/Atom'><title>Turvik Post</title><subtitle>All of the harbour</subtitle>
<link href='http://example.org/'/><updated>2023-11-30T09:00:00Z</updated><rights>Solm and Berg</rights>
<entry><title>The ferry</title><content>It came.</content></entry></feed>",
        )
        .unwrap();
        let own = found.documents.last().unwrap();
        assert_eq!(
            (own.kind, own.text.as_str()),
            (Kind::Boilerplate, "Turvik Post\n\nAll of the harbour\n\nSolm and Berg")
        );
        assert_eq!(own.links[0].address, "http://example.org/");
        assert!(own.updated.is_some() && found.documents[0].updated.is_none());
    }

    #[test]
    fn an_entry_in_which_nothing_is_seen_is_counted() {
        check(
            "<rss version='2.0'><channel><title>Turvik Post</title><item><title>One</title></item>
<item><description>&lt;img src='a.png'&gt;</description></item></channel></rss>",
            "brief “One” [] Turvik Post <>: One
! 1 entries in which nothing is seen: not read",
        );
    }

    #[test]
    fn a_feed_without_entries_is_a_listing_of_itself() {
        check(
            "<rss version='2.0'><channel><title>Turvik Post</title></channel></rss>",
            "listing “Turvik Post” [] Turvik Post <>: Turvik Post",
        );
        let empty = read("<rss version='2.0'></rss>");
        assert!(matches!(empty, Err(Refusal::Unreadable { .. })), "{empty:?}");
    }
}
