//! Lists of feeds (OPML 2, opml.org/spec2): each outline that has the address of a feed, with its name.
//!
//! Invariant: what cannot be read is an error, never half a list. Cost: one pass.

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

/// A feed of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its address.
    pub address: String,
    /// What the list calls it.
    pub name: Option<String>,
}

/// The feeds of a list, in order, each address once.
pub fn feeds(bytes: &[u8]) -> Result<Vec<Listed>, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "not in UTF-8".to_string())?;
    let mut reader = quick_xml::Reader::from_str(text.trim_start_matches('\u{feff}'));
    let (mut found, mut is_list): (Vec<Listed>, bool) = (Vec::new(), false);
    loop {
        match reader.read_event().map_err(|error| format!("not a list of feeds: {error}"))? {
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref().to_ascii_lowercase().as_str() {
                "opml" => is_list = true,
                "outline" => found.extend(listed(&tag)),
                _ => {}
            },
            Event::Eof if is_list => break,
            Event::Eof => return Err("not a list of feeds: it has no <opml>".to_string()),
            _ => {}
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|own| seen.insert(own.address.clone()));
    Ok(found)
}

/// A list of feeds as a file.
pub fn list(title: &str, feeds: &[Listed]) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n");
    out.push_str(&format!("<head><title>{}</title></head>\n<body>\n", escaped(title)));
    for feed in feeds {
        let (name, address) = (feed.name.as_ref().unwrap_or(&feed.address), escaped(&feed.address));
        out.push_str(&format!("<outline type=\"rss\" text=\"{}\" xmlUrl=\"{address}\"/>\n", escaped(name)));
    }
    out.push_str("</body>\n</opml>\n");
    out
}

/// As it may stand in an attribute; what XML does not have is left out.
fn escaped(text: &str) -> String {
    let allowed: String = text.chars().filter(|own| !own.is_control()).collect();
    quick_xml::escape::escape(allowed.as_str()).into_owned()
}

fn listed(tag: &BytesStart) -> Option<Listed> {
    let value = |name: &str| {
        let mut attributes = tag.attributes();
        let own = attributes.with_checks(false).flatten().find(|own| own.key.as_ref().eq_ignore_ascii_case(name))?;
        let value = own.normalized_value(XmlVersion::Implicit1_0).ok()?;
        Some(value.trim().to_string()).filter(|value| !value.is_empty())
    };
    Some(Listed { address: value("xmlUrl")?, name: value("title").or_else(|| value("text")) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlines_with_a_feed_are_feeds() {
        let list = "<opml version='2.0'><body><outline text='Coast'><outline type='rss' text='The Bay &amp; Sea' xmlUrl='https://bay.example/rss?a=1&amp;b=2'/>\
            <outline title='Bay' xmlurl='https://bay.example/rss?a=1&amp;b=2'/></outline><outline text='A page' htmlUrl='https://x.example/'/></body></opml>";
        let expected = Listed { address: "https://bay.example/rss?a=1&b=2".into(), name: Some("The Bay & Sea".into()) };
        assert_eq!(feeds(list.as_bytes()), Ok(vec![expected.clone()]));
        // What we write reads back.
        assert_eq!(feeds(super::list("A & B", std::slice::from_ref(&expected)).as_bytes()), Ok(vec![expected]));
    }

    #[test]
    fn what_is_no_list_is_an_error() {
        for text in ["", "<rss/>", "<opml><body>", "\u{1}"] {
            let found = feeds(text.as_bytes());
            assert!(found.is_err() || found == Ok(Vec::new()), "{text}: {found:?}");
        }
        assert!(feeds(b"\xff\xfe").is_err());
    }
}
