//! Keys by which documents meet: the address a document has, those it points to, and the ids of what it stands beside.
//!
//! Invariant: two spellings of an address that surely lead to one page have one key; where that is not sure they have two. An
//! address without a path is a house, not a document, and has none. Cost: linear in the links.

use dateline_record::{DocumentRow, Kind, SpanRow};

/// One side of a tie: a document and a key.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Tie {
    /// The address or id.
    pub key: String,
    /// It is the document's own; else the document points to it.
    pub own: bool,
    /// How it points; what stands there where it is its own.
    pub way: Way,
    /// The words that point, and where they stand; none where markup or a field says it.
    pub place: Option<(SpanRow, String)>,
}

/// How a document points to another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Way {
    /// A link.
    Link,
    /// It replies to it or stands under it.
    Parent,
}

/// The ties of a document, each key once for either side, in order.
pub fn ties(document: &DocumentRow) -> Vec<Tie> {
    let mut ties = vec![Tie { key: id_key(&document.id), own: true, way: Way::Link, place: None }];
    let heads = document.links.iter().take_while(|link| link.span.is_none()).count();
    for link in &document.links[..heads] {
        ties.extend(address_key(&link.address).map(|key| Tie { key, own: true, way: Way::Link, place: None }));
    }
    if !matches!(document.kind, Kind::Advertisement | Kind::Boilerplate) {
        for link in &document.links[heads..] {
            let key = link.document.as_deref().map(id_key).or(address_key(&link.address));
            let place = link.span.map(|span| (span, link.text.clone()));
            ties.extend(key.map(|key| Tie { key, own: false, way: Way::Link, place }));
        }
        let parent = document.parent.as_deref().map(id_key);
        ties.extend(parent.map(|key| Tie { key, own: false, way: Way::Parent, place: None }));
    }
    let own: Vec<String> = ties.iter().filter(|tie| tie.own).map(|tie| tie.key.clone()).collect();
    ties.retain(|tie| tie.own || !own.contains(&tie.key));
    ties.sort();
    ties.dedup_by(|later, first| (&later.key, later.own) == (&first.key, first.own));
    ties
}

fn id_key(id: &str) -> String {
    format!("id:{id}")
}

/// The address of which an archive's address is a copy; other addresses are their own.
pub(crate) fn archived(address: &str) -> &str {
    let Some((_, rest)) = address.split_once("://web.archive.org/web/") else { return address };
    match rest.split_once('/') {
        Some((stamp, original)) if stamp.starts_with(|c: char| c.is_ascii_digit()) && original.contains("://") => {
            original
        }
        _ => address,
    }
}

/// Parameters that say whence a reader came.
const TRACKERS: &[&str] = &["utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "cmpid", "smid", "smtyp", "ref="];

/// The key of an address; none where it leads to no document of the web.
fn address_key(address: &str) -> Option<String> {
    let address = archived(address.trim());
    let rest = address.get(..8).filter(|head| head.eq_ignore_ascii_case("https://")).map(|_| &address[8..]);
    let rest = rest.or(address.get(..7).filter(|head| head.eq_ignore_ascii_case("http://")).map(|_| &address[7..]))?;
    let rest = rest.split('#').next().unwrap_or_default();
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = place.split_once('/')?;
    let host = host.to_lowercase();
    let host = host.trim_start_matches("www.").trim_end_matches(":443").trim_end_matches(":80");
    let path = path.trim_end_matches('/');
    let meant = |pair: &&str| !pair.is_empty() && !TRACKERS.iter().any(|tracker| pair.starts_with(tracker));
    let query: Vec<&str> = query.split('&').filter(meant).collect();
    if host.is_empty() || path.is_empty() && query.is_empty() {
        return None;
    }
    let mark = if query.is_empty() { "" } else { "?" };
    Some(format!("{host}/{path}{mark}{}", query.join("&")))
}

#[cfg(test)]
mod tests {
    use super::address_key;

    #[track_caller]
    fn check(address: &str, key: Option<&str>) {
        assert_eq!(address_key(address).as_deref(), key, "{address}");
    }

    #[test]
    fn spellings_of_one_address_have_one_key() {
        let key = Some("turvik.example/2031/ferry");
        check("https://turvik.example/2031/ferry", key);
        check("http://web.archive.org/web/20310304050607/https://turvik.example/2031/ferry", key);
        check("HTTP://www.Turvik.example/2031/ferry/#comments", key);
        check("https://turvik.example/2031/ferry?utm_source=letter&utm_medium=mail", key);
    }

    #[test]
    fn what_may_be_another_page_has_another_key() {
        check("https://turvik.example/Ferry", Some("turvik.example/Ferry"));
        check("https://turvik.example/?p=12&utm_source=x", Some("turvik.example/?p=12"));
        check("https://m.turvik.example/ferry", Some("m.turvik.example/ferry"));
    }

    #[test]
    fn a_house_is_no_document() {
        for address in [
            "https://turvik.example/",
            "https://turvik.example",
            "mailto:desk@turvik.example",
            "",
            "ferry",
            "https:///x",
        ] {
            check(address, None);
        }
    }
}
