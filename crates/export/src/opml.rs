//! OPML 2.0: the sources of a desk, each with the feeds of it that are known.
//!
//! A feed's address is known where a feed was read from one, or where a list of feeds that was read names it. A source without any is an
//! outline all the same, with how much it published and when it was last heard. Invariant: `type="rss"` only with an `xmlUrl`, and
//! that only an address of the web. Source: opml.org/spec2. Cost: linear.

use crate::xml;
use std::collections::BTreeSet;
use std::io::{self, Write};

/// A feed.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Feed {
    /// Where it is.
    pub address: String,
    /// What it is called; its address where nothing says.
    pub title: String,
}

/// Who publishes, with feeds.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SourceFeeds {
    /// The outlet; none where documents name none.
    pub outlet: Option<String>,
    /// How many documents of it are on the desk.
    pub documents: u64,
    /// First and last day on which it published something, where days are known.
    pub days: Option<(String, String)>,
    /// Its feeds.
    pub feeds: BTreeSet<Feed>,
}

/// A list of sources.
pub fn opml(sources: &[SourceFeeds], out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{}", xml::HEAD)?;
    xml::open(out, "opml", &[("version", "2.0")])?;
    xml::open(out, "head", &[])?;
    xml::leaf(out, "title", &[], "Sources of a Dateline desk")?;
    xml::close(out, "head")?;
    xml::open(out, "body", &[])?;
    for source in sources {
        let name = source.outlet.as_deref().unwrap_or("No outlet named");
        let about = described(source);
        let attributes = [("text", name), ("title", name), ("description", about.as_str())];
        let feeds: Vec<&Feed> = source.feeds.iter().filter(|feed| is_address(&feed.address)).collect();
        if feeds.is_empty() {
            xml::empty(out, "outline", &attributes)?;
            continue;
        }
        xml::open(out, "outline", &attributes)?;
        writeln!(out)?;
        for feed in feeds {
            let own = [("type", "rss"), ("text", &feed.title), ("title", &feed.title), ("xmlUrl", &feed.address)];
            xml::empty(out, "outline", &own.map(|(key, value): (&str, &str)| (key, value)))?;
        }
        xml::close(out, "outline")?;
    }
    xml::close(out, "body")?;
    xml::close(out, "opml")
}

fn described(source: &SourceFeeds) -> String {
    let count = match source.documents {
        1 => "1 document".to_owned(),
        count => format!("{count} documents"),
    };
    match &source.days {
        Some((first, last)) if first == last => format!("{count}, published {first}"),
        Some((first, last)) => format!("{count}, published {first} to {last}"),
        None => format!("{count}, no day of publication known"),
    }
}

fn is_address(address: &str) -> bool {
    (address.starts_with("https://") || address.starts_with("http://"))
        && address.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_says_when_it_was_heard_and_a_feed_has_an_address() {
        let feed = |address: &str, title: &str| Feed { address: address.into(), title: title.into() };
        let feeds =
            BTreeSet::from([feed("https://orsa.example/feed?a=1&b=2", "All \"news\""), feed("javascript:x()", "No")]);
        let days = Some(("2031-05-01".to_owned(), "2031-05-14".to_owned()));
        let sources = [
            SourceFeeds { outlet: Some("Orsa <Herald>".into()), documents: 4, days, feeds },
            SourceFeeds { documents: 1, ..SourceFeeds::default() },
        ];
        let mut bytes = Vec::new();
        opml(&sources, &mut bytes).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        for part in [
            "text=\"Orsa &lt;Herald&gt;\"",
            "4 documents, published 2031-05-01 to 2031-05-14",
            "<outline type=\"rss\" text=\"All &quot;news&quot;\"",
            "xmlUrl=\"https://orsa.example/feed?a=1&amp;b=2\"/>",
            "1 document, no day of publication known",
        ] {
            assert!(text.contains(part), "{part}: {text}");
        }
        assert!(!text.contains("javascript"));
        assert_eq!(text.matches("<outline").count(), text.matches("</outline").count() + text.matches("/>").count());
    }
}
