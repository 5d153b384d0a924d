//! The stories of the desk, from what relating has kept: documents of one part, with the links among them.
//!
//! Invariant: a story has two documents at least; rows do not depend on the order of arrival. Cost: the documents of the stories that
//! are asked for.

use crate::related::{self, layer};
use dateline_record::{DocumentRow, StoryRow, Verb};
use dateline_relate::{Fitting, Id, Link, StoryProfile, story};
use dateline_store::{Desk, StoreError};
use std::collections::BTreeSet;

/// Which stories.
#[derive(Clone, Debug, Default)]
pub struct StoryFilter {
    /// With so many documents at least.
    pub least: usize,
    /// With all of these words in the titles of their documents.
    pub words: Vec<String>,
    /// With a document published on this day or later.
    pub since: Option<String>,
    /// Only those that nobody left out of lists.
    pub listed: bool,
}

/// The stories that the filter leaves, the one that was told last first; those without a date last.
pub fn all(desk: &Desk, filter: &StoryFilter) -> Result<Vec<StoryRow>, StoreError> {
    let mut parts: Vec<(Id, Vec<Id>)> = Vec::new();
    desk.parts(layer::STORY, &mut |part, member| match parts.last_mut() {
        Some((last, members)) if *last == part => members.push(member),
        _ => parts.push((part, vec![member])),
    })?;
    let (mut rows, off) = (Vec::new(), off(desk)?);
    for (_, members) in parts.iter().filter(|(_, members)| members.len() >= filter.least.max(2)) {
        rows.extend(row(desk, members, &off)?.filter(|row| fits(row, filter)));
    }
    rows.sort_by_cached_key(|row| {
        let day = |when: &Option<dateline_record::When>| when.as_ref().and_then(|when| when.earliest.clone());
        (std::cmp::Reverse(day(&row.last)), std::cmp::Reverse(row.reports), row.id.clone())
    });
    Ok(rows)
}

/// The story that a document is of; none where it is alone.
pub fn of_document(desk: &Desk, document: Id) -> Result<Option<StoryRow>, StoreError> {
    let off = off(desk)?;
    row(desk, &desk.part(layer::STORY, document)?, &off)
}

/// The stories, by their parts, that people left out of lists.
pub fn off(desk: &Desk) -> Result<BTreeSet<Id>, StoreError> {
    let (attached, mut parts) = (desk.attached()?, BTreeSet::new());
    if attached.is_empty() {
        return Ok(parts);
    }
    for judgement in desk.judgements()?.iter().filter(|row| row.verb == Verb::Off) {
        for own in attached.iter().filter(|own| own.judgement == judgement.number) {
            parts.extend(desk.part_of(layer::STORY, related::number(&own.id))?);
        }
    }
    Ok(parts)
}

/// The story whose id begins with `prefix`; the first, if there are several.
pub fn find(desk: &Desk, prefix: &str) -> Result<Option<StoryRow>, StoreError> {
    Ok(all(desk, &StoryFilter::default())?.into_iter().find(|row| row.id.starts_with(prefix)))
}

/// The part that a document is in, with all that are in it; none where it stands alone.
pub fn part_of_document(desk: &Desk, document: &str) -> Result<Option<(Id, Vec<Id>)>, StoreError> {
    let own = related::number(document);
    let Some(part) = desk.part_of(layer::STORY, own)? else { return Ok(None) };
    let members = desk.part(layer::STORY, own)?;
    Ok((members.len() >= 2).then_some((part, members)))
}

fn fits(row: &StoryRow, filter: &StoryFilter) -> bool {
    let titles = row.documents.iter().filter_map(|one| one.title.as_deref()).chain([row.title.as_str()]);
    let titles = titles.map(str::to_lowercase).collect::<Vec<_>>().join("\n");
    let is_late = |since: &String| {
        row.last
            .as_ref()
            .and_then(|when| when.latest.as_ref().or(when.earliest.as_ref()))
            .is_some_and(|day| day >= since)
    };
    !(filter.listed && row.off)
        && filter.words.iter().all(|word| titles.contains(&word.to_lowercase()))
        && filter.since.as_ref().is_none_or(is_late)
}

/// The story of these documents.
pub fn row(desk: &Desk, members: &[Id], off: &BTreeSet<Id>) -> Result<Option<StoryRow>, StoreError> {
    let (mut documents, mut links) = (Vec::new(), Vec::new());
    for id in members {
        let Some(full) = desk.full(&related::id(*id))? else { continue };
        let profile = desk.profile(layer::STORY, *id)?.and_then(|bytes| StoryProfile::unpacked(&bytes));
        let row = DocumentRow { text: String::new(), ..full.row };
        documents.push(Fitting { id: *id, row, text: full.text, profile: profile.unwrap_or_default() });
        let own = desk.links(layer::STORY, *id)?.into_iter();
        let own = own.filter(|(one, other, ..)| one == id && members.binary_search(other).is_ok());
        links.extend(own.map(|(one, other, weight, signs)| Link { one, other, weight, signs }));
    }
    let is_off = members.first().is_some_and(|part| off.contains(part));
    Ok(story(documents, &links).map(|row| StoryRow { off: is_off, ..row }))
}
