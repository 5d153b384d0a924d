//! When undated documents were published, as far as the dated ones tell that they point to or that point to them.
//!
//! What points to a document is not older than it; a document is not younger than what points to it. Bounds go on from undated
//! documents to those that they are tied to, until nothing moves.
//! Invariant: a stretch with the method `inferred` and its evidence, never narrower than the evidence; a document whose bounds
//! would cross gets none. Bounds only tighten, so that the order of rows does not matter. Where an address has several
//! documents, it is as old as the oldest, and is bound by nobody. Cost: ties times the longest chain of undated documents.

use crate::tie::{Tie, Way, ties};
use dateline_record::{DatingRow, DocumentRow, EvidenceRow, Method, Pointing, Precision, When};
use dateline_when::{Edtf, End, Point, Stretch};
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

const RELATE: &str = concat!("relate@", env!("CARGO_PKG_VERSION"));

/// Chains of undated documents are followed no further.
const LONGEST_CHAIN: usize = 64;

/// A bound, and the document and tie that gave it; none where the document's own words did.
type Bound<'a> = Option<(Date, Option<(usize, &'a Tie)>)>;

/// What is known of one document.
struct Node<'a> {
    row: &'a DocumentRow,
    is_dated: bool,
    low: Bound<'a>,
    high: Bound<'a>,
    /// The last day on which its text can have been changed.
    changed: Option<Date>,
}

/// Who has a key, and who points to it.
#[derive(Default)]
struct Group<'a> {
    owners: Vec<usize>,
    pointers: Vec<(usize, &'a Tie)>,
}

/// What `documents` tell of the dates of those among them that say none, in order of their ids.
pub fn datings(documents: &[DocumentRow]) -> Vec<DatingRow> {
    let mut rows: Vec<&DocumentRow> = documents.iter().collect();
    rows.sort_by(|one, other| one.id.cmp(&other.id));
    rows.dedup_by(|one, other| one.id == other.id);
    let tied: Vec<Vec<Tie>> = rows.iter().map(|row| ties(row)).collect();
    let mut groups: BTreeMap<&str, Group> = BTreeMap::new();
    for (at, tie) in tied.iter().enumerate().flat_map(|(at, own)| own.iter().map(move |tie| (at, tie))) {
        let group = groups.entry(&tie.key).or_default();
        match tie.own {
            true => group.owners.push(at),
            false => group.pointers.push((at, tie)),
        }
    }
    groups.retain(|_, group| !group.owners.is_empty() && !group.pointers.is_empty());
    let mut nodes: Vec<Node> = rows.iter().map(|row| node(row)).collect();
    for _ in 0..LONGEST_CHAIN {
        let moved = groups.values().filter(|group| settle(&mut nodes, group)).count();
        if moved == 0 {
            break;
        }
    }
    nodes.iter().filter_map(|own| dating(own, &nodes)).collect()
}

fn node(row: &DocumentRow) -> Node<'_> {
    let published = row.published.as_ref();
    let is_dated = published.is_some_and(|when| {
        when.method != Method::Inferred || !matches!(when.precision, Precision::Interval | Precision::Vague)
    });
    let (low, high) = published.map_or((None, None), |when| (day(&when.earliest), day(&when.latest)));
    // Only its last change is known: it may be older than what points to it.
    let low = low.filter(|_| published.is_none_or(|when| when.method != Method::Fallback));
    let changed = row.updated.as_ref().and_then(|when| day(&when.latest)).max(high);
    Node { row, is_dated, low: low.map(|day| (day, None)), high: high.map(|day| (day, None)), changed }
}

fn day(text: &Option<String>) -> Option<Date> {
    text.as_deref()?.parse().ok()
}

/// Tightens the bounds of those in a group; whether any moved.
fn settle<'a>(nodes: &mut [Node<'a>], group: &Group<'a>) -> bool {
    let mut moved = false;
    // The oldest of those that have the address: it is known only where all are.
    let oldest = group.owners.iter().map(|at| nodes[*at].low.map(|(day, _)| (day, *at))).collect::<Option<Vec<_>>>();
    if let Some((day, owner)) = oldest.and_then(|all| all.into_iter().min()) {
        for (at, tie) in &group.pointers {
            let node = &mut nodes[*at];
            if !node.is_dated && *at != owner && node.low.is_none_or(|(known, _)| known < day) {
                node.low = Some((day, Some((owner, *tie))));
                moved = true;
            }
        }
    }
    if let [owner] = group.owners[..] {
        for (at, tie) in &group.pointers {
            let last = if nodes[*at].is_dated { nodes[*at].changed } else { nodes[*at].high.map(|(day, _)| day) };
            let node = &mut nodes[owner];
            if let Some(last) = last
                && !node.is_dated
                && *at != owner
                && node.high.is_none_or(|(known, _)| last < known)
            {
                node.high = Some((last, Some((*at, *tie))));
                moved = true;
            }
        }
    }
    moved
}

/// The row of a document of which others tell something.
fn dating(own: &Node, nodes: &[Node]) -> Option<DatingRow> {
    let told = |bound: Bound| bound.is_some_and(|(_, by)| by.is_some());
    if own.is_dated || !told(own.low) && !told(own.high) {
        return None;
    }
    let at = |bound: Bound| bound.map_or(End::Open, |(day, _)| End::At(Point::day(day)));
    let published =
        dateline_when::when(&Edtf::Stretch(Stretch::new(at(own.low), at(own.high))?), Method::Inferred, None);
    let low = own.low.and_then(|(_, by)| by).map(|(other, tie)| evidence(own.row, nodes[other].row, tie, true));
    let high =
        own.high.and_then(|(_, by)| by).map(|(other, tie)| evidence(nodes[other].row, nodes[other].row, tie, false));
    let mut hash = Sha256::new();
    hash.update("dating");
    hash.update(&own.row.id);
    let first = hash.finalize().first_chunk().copied().map_or(0, u64::from_be_bytes);
    Some(DatingRow {
        id: format!("{first:016x}"),
        made_by: RELATE.into(),
        document: own.row.id.clone(),
        published,
        evidence: low.into_iter().chain(high).collect(),
    })
}

/// What ties the documents, where that stands (in `holder`), and when `other` was published.
fn evidence(holder: &DocumentRow, other: &DocumentRow, tie: &Tie, points: bool) -> EvidenceRow {
    let pointing = match (tie.way, points) {
        (Way::Link, true) => Pointing::PointsTo,
        (Way::Link, false) => Pointing::PointedFrom,
        (Way::Parent, true) => Pointing::StandsUnder,
        (Way::Parent, false) => Pointing::HasUnder,
    };
    let published: Option<When> = other.published.clone();
    EvidenceRow {
        pointing,
        other: other.id.clone(),
        published,
        capture: holder.capture.clone(),
        document: holder.id.clone(),
        path: holder.path.clone(),
        span: tie.place.as_ref().map(|(span, _)| *span),
        text: tie.place.as_ref().map(|(_, words)| words.clone()),
    }
}

#[cfg(test)]
mod tests;
