//! Who publishes on a desk, and which feeds of theirs are known.
//!
//! A feed is known where one was read from an address, or where a list of feeds that was read names it. Cost: a pass over documents.

use dateline_export::{Feed, SourceFeeds};
use dateline_record::{CaptureId, DocumentRow};
use dateline_store::{Desk, DocumentFilter};
use std::collections::{BTreeMap, BTreeSet};

/// Addresses that captures were read from, by capture.
type Addresses = BTreeMap<String, Vec<String>>;

/// Every outlet by name, those without one last.
pub fn all(desk: &Desk) -> anyhow::Result<Vec<SourceFeeds>> {
    let (feeds, lists) = read_from(desk)?;
    let mut sources: BTreeMap<(bool, String), SourceFeeds> = BTreeMap::new();
    desk.documents(&DocumentFilter::default(), &mut |row| {
        let is_list = lists.contains(&row.capture);
        if !row.kind.is_read() && !is_list && !feeds.contains_key(&row.capture) {
            return;
        }
        let name = row.outlet.clone().filter(|_| !is_list);
        let key = (name.is_none(), name.clone().unwrap_or_default());
        let source = sources.entry(key).or_insert_with(|| SourceFeeds { outlet: name, ..SourceFeeds::default() });
        let title = row.outlet.clone().or(row.title.clone());
        let of_feed = feeds.get(&row.capture).into_iter().flatten();
        source.feeds.extend(
            of_feed.map(|address| Feed { address: address.clone(), title: title.clone().unwrap_or(address.clone()) }),
        );
        if is_list {
            source.feeds.extend(row.links.iter().filter_map(listed));
            return;
        }
        count(source, &row);
    })?;
    Ok(sources.into_values().collect())
}

/// Addresses that feeds were read from, by capture; and captures that are lists of feeds.
fn read_from(desk: &Desk) -> anyhow::Result<(Addresses, BTreeSet<String>)> {
    let (mut feeds, mut lists) = (BTreeMap::new(), BTreeSet::new());
    for id in desk.archived_ids()? {
        let known = desk.archived(&id)?;
        let name = CaptureId::to_string(&id);
        match known.format.as_deref() {
            Some("feed") => {
                let addresses: Vec<String> = known.retrieved.into_iter().map(|(given, _)| given.path).collect();
                feeds.insert(name, addresses.into_iter().filter(|path| path.starts_with("http")).collect());
            }
            Some("list of feeds") => {
                lists.insert(name);
            }
            _ => {}
        }
    }
    Ok((feeds, lists))
}

fn listed(link: &dateline_record::LinkRow) -> Option<Feed> {
    let title = if link.text.trim().is_empty() { &link.address } else { &link.text };
    (!link.address.is_empty()).then(|| Feed { address: link.address.clone(), title: title.clone() })
}

fn count(source: &mut SourceFeeds, row: &DocumentRow) {
    source.documents += 1;
    let Some(when) = &row.published else { return };
    let Some((first, last)) = when.earliest.clone().zip(when.latest.clone()) else { return };
    source.days = Some(match source.days.take() {
        Some((one, other)) => (one.min(first), other.max(last)),
        None => (first, last),
    });
}
