//! What of a feed is new: its bytes less the entries that came before.
//!
//! A feed says the same twenty things every hour; kept whole each time, each would be twenty documents a day. A server may send only what
//! is new (RFC 3229 with feeds); as few do, the same is done here: what is left is a feed, byte for byte but for the entries left out.
//! Invariant: an entry that was changed is new, but for counts of comments. What is no feed in UTF-8 is not cut. Cost: one pass.

use quick_xml::events::{BytesStart, Event};
use std::ops::Range;

/// A feed less what is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Fresh {
    /// The feed with its new entries.
    pub bytes: Vec<u8>,
    /// The new entries, by a hash of each.
    pub entries: Vec<u64>,
    /// Entries that were left out.
    pub left_out: usize,
}

/// An entry: where it stands, and what it is known by.
struct Entry {
    place: Range<usize>,
    key: u64,
}

/// The feed less the entries that `known` knows; none where it is no feed that can be cut.
pub fn fresh(bytes: &[u8], known: impl Fn(u64) -> bool) -> Option<Fresh> {
    let text = std::str::from_utf8(bytes).ok()?;
    let entries = entries(text)?;
    let mut fresh = Fresh { bytes: Vec::with_capacity(bytes.len()), entries: Vec::new(), left_out: 0 };
    let mut from = 0;
    for entry in entries {
        if known(entry.key) {
            fresh.bytes.extend_from_slice(&bytes[from..entry.place.start]);
            from = entry.place.end;
            fresh.left_out += 1;
        } else {
            fresh.entries.push(entry.key);
        }
    }
    fresh.bytes.extend_from_slice(&bytes[from..]);
    Some(fresh)
}

/// The entries of a feed, in order; none where it is none.
fn entries(text: &str) -> Option<Vec<Entry>> {
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let (mut found, mut is_feed) = (Vec::new(), false);
    // Where the open entry begins, how deep within it we are, and what is told from it so far.
    let mut open: Option<(usize, usize, Vec<Range<usize>>)> = None;
    // A count that is passed over: where it begins, and how deep.
    let mut count: Option<(usize, usize)> = None;
    loop {
        let at = reader.buffer_position() as usize;
        match reader.read_event().ok()? {
            Event::Start(tag) => match &mut open {
                Some((_, depth, _)) => {
                    *depth += 1;
                    if count.is_none() && is_count(&tag) {
                        count = Some((at, *depth));
                    }
                }
                None if is_entry(tag.local_name().as_ref()) && is_feed => open = Some((at, 0, Vec::new())),
                None => is_feed |= is_root(tag.local_name().as_ref()),
            },
            Event::End(_) => {
                let past = reader.buffer_position() as usize;
                match &mut open {
                    Some((start, 0, passed)) => {
                        found.push(Entry { place: *start..past, key: key(text, *start..past, passed) });
                        open = None;
                    }
                    Some((_, depth, passed)) => {
                        if let Some((from, _)) = count.take_if(|(_, own)| own == depth) {
                            passed.push(from..past);
                        }
                        *depth -= 1;
                    }
                    None => {}
                }
            }
            Event::Eof => return is_feed.then_some(found),
            _ => {}
        }
    }
}

fn is_root(name: &str) -> bool {
    matches!(name, "rss" | "feed" | "RDF")
}

fn is_entry(name: &str) -> bool {
    matches!(name, "item" | "entry")
}

/// How many comments there are says nothing new.
fn is_count(tag: &BytesStart) -> bool {
    matches!(tag.name().as_ref(), "slash:comments" | "thr:total")
}

/// FNV-1a over an entry less what is passed over, its upper half folded in.
fn key(text: &str, place: Range<usize>, passed: &[Range<usize>]) -> u64 {
    let is_passed = |at: usize| passed.iter().any(|own| own.contains(&at));
    let own = place.filter(|at| !is_passed(*at)).map(|at| text.as_bytes()[at]);
    let hash = own.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    hash ^ hash >> 32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FEED: &str = "<?xml version='1.0'?><rss><channel><title>The Bay</title><item><title>One</title><slash:comments>4</slash:comments></item>\
        <!-- <item>no entry</item> --><item><title>Two</title><description><![CDATA[<item>]]></description></item></channel></rss>";

    fn check(known: &[u64], feed: &str, expected: &str) -> Vec<u64> {
        let found = fresh(feed.as_bytes(), |key| known.contains(&key)).unwrap();
        assert_eq!(String::from_utf8(found.bytes).unwrap(), expected);
        found.entries
    }

    #[test]
    fn what_came_before_is_left_out() {
        let first = check(&[], FEED, FEED);
        assert_eq!(first.len(), 2);
        let left = "<?xml version='1.0'?><rss><channel><title>The Bay</title><!-- <item>no entry</item> --><item><title>Two</title>\
            <description><![CDATA[<item>]]></description></item></channel></rss>";
        assert_eq!(check(&first[..1], FEED, left), first[1..]);
        // A changed entry is new; another count of comments is not.
        let other = FEED.replace(">4<", ">5<").replace("Two", "Too");
        assert_eq!(check(&first, &other, &left.replace("Two", "Too")).len(), 1);
    }

    #[test]
    fn what_is_no_feed_is_not_cut() {
        for text in ["<html><body><item>x</item></body></html>", "{\"version\": 1}", "", "<rss><item"] {
            assert!(fresh(text.as_bytes(), |_| true).is_none_or(|own| own.left_out == 0), "{text}");
        }
        assert_eq!(fresh(b"<rss>\xff</rss>", |_| true), None);
    }

    proptest! {
        #[test]
        fn nothing_known_leaves_every_byte(text in "(<rss>|<item>|</item>|<!\\[CDATA\\[|\\]\\]>|<a b='|x|é|>|</rss>){0,24}") {
            if let Some(found) = fresh(text.as_bytes(), |_| false) {
                prop_assert_eq!(found.bytes, text.as_bytes());
            }
            if let Some(found) = fresh(text.as_bytes(), |_| true) {
                prop_assert!(String::from_utf8(found.bytes).is_ok());
            }
        }
    }
}
