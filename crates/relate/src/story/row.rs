//! A story as a row: its documents in the order of publication, what ties each to the others, the words they have in common.
//!
//! Invariant: the id is that of the story's first document, so a story that grows keeps it; only an older document that comes in
//! later, or a split, gives another. The title is that of the document most like the others. Cost: its documents and links.

use super::profile::{Profile, words};
use super::rarity::hash;
use super::stem::stem;
use crate::meet::{Id, Link};
use dateline_record::{CleanText, DocumentRow, PassageRow, StoryDocumentRow, StoryRow, StorySignRow};
use sha2::{Digest, Sha256};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

const RELATE: &str = concat!("relate@", env!("CARGO_PKG_VERSION"));

/// Words that are shown as evidence in each document.
const SHOWN: usize = 4;

/// A document of a story.
#[derive(Clone, Debug)]
pub struct Fitting {
    /// Its id as a number.
    pub id: Id,
    /// Its row.
    pub row: DocumentRow,
    /// Its text with the way back to the capture.
    pub text: CleanText,
    /// What it is about.
    pub profile: Profile,
}

/// The row of the story that these documents tell, two of them at least; `links` are those among them.
pub fn story(mut documents: Vec<Fitting>, links: &[Link]) -> Option<StoryRow> {
    documents.sort_by_cached_key(|one| (order(&one.row), one.row.id.clone()));
    let first = documents.first().filter(|_| documents.len() > 1)?;
    let mut digest = Sha256::new();
    digest.update("story ");
    digest.update(&first.row.id);
    let id: String = digest.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let (signs, central) = (signs(&documents, links), central(&documents, links));
    let when = |row: &DocumentRow| row.published.clone().filter(|when| when.earliest.is_some());
    let last = documents.iter().filter_map(|one| when(&one.row)).max_by(|one, other| one.earliest.cmp(&other.earliest));
    Some(StoryRow {
        id,
        made_by: RELATE.to_string(),
        title: documents[central].row.title.clone().unwrap_or_else(|| opening(documents[central].text.as_str())),
        first: when(&first.row),
        last,
        reports: documents.len() as u64,
        documents: documents.iter().map(|one| document(one, &documents[central])).collect(),
        signs,
        spans: evidence(&documents),
        off: false,
    })
}

/// By when it was published, undated ones last.
fn order(row: &DocumentRow) -> (bool, Option<String>) {
    let day = row.published.as_ref().and_then(|when| when.earliest.clone());
    (day.is_none(), day)
}

fn document(one: &Fitting, central: &Fitting) -> StoryDocumentRow {
    StoryDocumentRow {
        document: one.row.id.clone(),
        capture: one.row.capture.clone(),
        path: one.row.path.clone(),
        kind: one.row.kind,
        outlet: one.row.outlet.clone(),
        title: one.row.title.clone(),
        published: one.row.published.clone(),
        central: one.id == central.id,
    }
}

/// The document that links bind most to the others; of equals the first.
fn central(documents: &[Fitting], links: &[Link]) -> usize {
    let mut bound: BTreeMap<Id, i64> = BTreeMap::new();
    for link in links {
        *bound.entry(link.one).or_default() += i64::from(link.weight);
        *bound.entry(link.other).or_default() += i64::from(link.weight);
    }
    let bound = |at: &usize| {
        let one = &documents[*at];
        (one.row.title.is_some(), bound.get(&one.id).copied().unwrap_or_default(), Reverse(*at))
    };
    (0..documents.len()).max_by_key(bound).unwrap_or_default()
}

/// For every document but the first, the link that binds it most to an earlier one; where none does, to any.
fn signs(documents: &[Fitting], links: &[Link]) -> Vec<StorySignRow> {
    let at: BTreeMap<Id, usize> = documents.iter().enumerate().map(|(at, one)| (one.id, at)).collect();
    let mut best: BTreeMap<usize, (i32, Reverse<usize>, &str)> = BTreeMap::new();
    for link in links {
        let (Some(one), Some(other)) = (at.get(&link.one), at.get(&link.other)) else { continue };
        let (earlier, later) = (*one.min(other), *one.max(other));
        let own = (link.weight, Reverse(earlier), link.signs.as_str());
        best.entry(later).and_modify(|best| *best = own.max(*best)).or_insert(own);
    }
    let row = |(later, (weight, Reverse(earlier), signs)): (usize, (i32, Reverse<usize>, &str))| StorySignRow {
        document: documents[later].row.id.clone(),
        other: documents[earlier].row.id.clone(),
        alike: f64::from(weight) / 1000.0,
        signs: signs.split("; ").map(str::to_string).collect(),
    };
    best.into_iter().map(row).collect()
}

/// Where each document has the words that the story has most in common.
fn evidence(documents: &[Fitting]) -> Vec<PassageRow> {
    let mut common: BTreeMap<u32, usize> = BTreeMap::new();
    for word in documents.iter().flat_map(|one| &one.profile.words) {
        *common.entry(word.stem).or_default() += 1;
    }
    let mut rows = Vec::new();
    for one in documents {
        let mut own: Vec<u32> = one.profile.words.iter().map(|word| word.stem).collect();
        own.retain(|stem| common[stem] > 1);
        own.sort_by_key(|stem| (Reverse(common[stem]), *stem));
        own.truncate(SHOWN);
        let mut left: BTreeSet<u32> = own.into_iter().collect();
        for (start, word) in words(one.text.as_str()) {
            if left.is_empty() {
                break;
            }
            let mut own = word.to_lowercase();
            stem(&mut own);
            if !left.remove(&hash(&own)) {
                continue;
            }
            let extent = dateline_record::Extent::new(one.text.as_str(), start..start + word.len());
            let Some(span) = extent.and_then(|extent| one.text.span(extent)) else { continue };
            rows.push(PassageRow {
                capture: one.row.capture.clone(),
                document: one.row.id.clone(),
                path: one.row.path.clone(),
                part: span.part(),
                start: span.start() as u32,
                end: span.end() as u32,
                text: word.to_string(),
            });
        }
    }
    rows
}

/// The first words of a text without a title.
fn opening(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().take(12).collect();
    words.join(" ")
}
