//! What the tellings of one event say that cannot all stand, and what statements deny of others, worked out where it is asked for.
//!
//! Invariant: a function of what the desk holds. Cost: the events that are asked for, each with its documents.

use crate::grounds::Grounds;
use crate::happening::told;
use dateline_record::{DisagreementRow, DocumentRow, StatementRow};
use dateline_store::{Desk, EventFilter, StoreError};
use std::collections::BTreeMap;

/// The disagreements about events of which some telling is left by `filter`, in the order of events, then what statements deny of
/// others in the documents that are left; with the documents.
pub fn all(
    desk: &Desk,
    filter: &EventFilter,
) -> Result<(Vec<DisagreementRow>, BTreeMap<String, DocumentRow>), StoreError> {
    let (told, mut documents) = told(desk, filter)?;
    let mut rows: Vec<DisagreementRow> = Vec::new();
    for event in &told {
        rows.extend(dateline_relate::disagreements(&event.row.id, &event.tellings, &event.denied, &event.ground));
    }
    let of_all = *filter == EventFilter::default();
    let of: Vec<String> =
        if of_all { desk.documents_saying(&dateline_relate::untrue())? } else { documents.keys().cloned().collect() };
    let mut grounds = Grounds::new(desk);
    for document in of {
        let ground = grounds.of_document(&document)?;
        let Some((row, _)) = ground.documents.get(&document) else { continue };
        let statements: Vec<StatementRow> = ground.statements.values().cloned().collect();
        let found = dateline_relate::denials(row, &statements, &ground);
        if !found.is_empty() {
            documents.entry(document.clone()).or_insert_with(|| DocumentRow { text: String::new(), ..row.clone() });
        }
        rows.extend(found);
    }
    Ok((rows, documents))
}
