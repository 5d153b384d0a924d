//! What linked documents tell of when an undated one was published, found where it is asked for.
//!
//! Invariant: rows of documents stay as they were read; a date that is joined to them here says that it is inferred.
//! Cost: some look-ups for each undated document that has ties; at most [`MOST`] documents round it are looked at.

use crate::screen;
use dateline_record::{DatingRow, DocumentRow};
use dateline_store::{Desk, DocumentFilter, StoreError};
use std::collections::BTreeMap;

/// Documents round one that are looked at.
const MOST: usize = 200;

/// What the documents round `document` tell of its date; none where it has one, or they tell nothing.
pub fn of(desk: &Desk, document: &DocumentRow) -> Result<Option<DatingRow>, StoreError> {
    if !is_undated(document) {
        return Ok(None);
    }
    let mut round = BTreeMap::from([(document.id.clone(), document.clone())]);
    let mut open = vec![document.id.clone()];
    while let Some(id) = open.pop() {
        for other in desk.tied_to(&id, MOST)? {
            if round.len() >= MOST || round.contains_key(&other.id) {
                continue;
            }
            if is_undated(&other) {
                open.push(other.id.clone());
            }
            round.insert(other.id.clone(), other);
        }
    }
    if round.len() < 2 {
        return Ok(None);
    }
    let rows: Vec<DocumentRow> = round.into_values().collect();
    Ok(dateline_relate::datings(&rows).into_iter().find(|dating| dating.document == document.id))
}

/// Everything that documents of the desk tell of one another's dates.
pub fn all(desk: &Desk, each: &mut dyn FnMut(DatingRow)) -> Result<(), StoreError> {
    let mut undated = Vec::new();
    desk.documents(&DocumentFilter::default(), &mut |mut document| {
        if is_undated(&document) {
            document.text.clear();
            undated.push(document);
        }
    })?;
    for document in undated {
        if let Some(dating) = of(desk, &document)? {
            each(dating);
        }
    }
    Ok(())
}

/// `document` for people: where it has no date, with what the documents round it tell.
pub fn joined(desk: &Desk, mut document: DocumentRow) -> Result<DocumentRow, StoreError> {
    if let Some(dating) = of(desk, &document)? {
        document.published = Some(dating.published);
    }
    Ok(document)
}

fn is_undated(document: &DocumentRow) -> bool {
    document.kind.is_read() && document.published.as_ref().is_none_or(|when| screen::bounds(when).is_some())
}
