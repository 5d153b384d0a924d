//! A whole desk, or one story of it, handed to a format: entities, documents with what they tell, events, disagreements.
//!
//! Advertisements, page furniture and lists of links tell nothing and are left out. Of a story: its documents, whom they name, the events
//! that one of them tells. Cost: a document at a time; events are held, and disagreements.

use crate::related::{self, entity, named::Joining};
use crate::{disagreed, happening};
use dateline_export::{Dossier, LeftOut, Whole};
use dateline_record::StoryRow;
use dateline_store::{Desk, EventFilter, RowsOf};
use std::collections::BTreeSet;

/// Hands everything on, and says what was left out.
pub fn feed(desk: &Desk, story: Option<&StoryRow>, format: &mut dyn Whole) -> anyhow::Result<LeftOut> {
    related::bring_up(desk)?;
    let wanted: Option<BTreeSet<String>> =
        story.map(|story| story.documents.iter().map(|own| own.document.clone()).collect());
    let ids: Vec<String> = match &wanted {
        Some(wanted) => wanted.iter().cloned().collect(),
        None => desk.document_ids()?,
    };
    let named = wanted.as_ref().map(|_| named(desk, &ids)).transpose()?;
    let mut result = Ok(());
    entity::all(desk, &mut |row| {
        if result.is_ok() && named.as_ref().is_none_or(|named| named.contains(&row.id)) {
            result = format.entity(&row);
        }
    })?;
    result?;
    let mut joining = Joining::new(desk);
    let mut unread = 0;
    for id in &ids {
        let Some(full) = desk.full(id)? else { continue };
        if !full.row.kind.is_read() {
            unread += 1;
            continue;
        }
        let RowsOf { mentions, statements, events } = joined(desk, id, &mut joining)?;
        format.document(&Dossier {
            document: &full.row,
            mentions: &mentions,
            statements: &statements,
            events: &events,
        })?;
    }
    let of_story = |documents: Vec<&String>| {
        wanted.as_ref().is_none_or(|wanted| documents.into_iter().any(|own| wanted.contains(own)))
    };
    let mut kept = BTreeSet::new();
    for mut row in happening::all(desk, &EventFilter::default())?.0 {
        if of_story(row.mentions.iter().map(|own| &own.document).collect()) {
            joining.together(&mut row)?;
            format.event(&row)?;
            kept.insert(row.id);
        }
    }
    for row in disagreed::all(desk, &EventFilter::default())?.0 {
        let is_of_event = row.event.as_ref().is_some_and(|event| kept.contains(event));
        if is_of_event || of_story(row.claims.iter().flat_map(|own| &own.documents).collect()) {
            format.disagreement(&row)?;
        }
    }
    let mut left = format.finish()?;
    if unread > 0 {
        left.insert("advertisements, page furniture and lists of links", unread);
    }
    Ok(left)
}

/// What a document tells, with whom it means.
fn joined(desk: &Desk, id: &str, joining: &mut Joining) -> anyhow::Result<RowsOf> {
    // With their words, which stand beside the rows.
    let mut rows = RowsOf { statements: desk.statements_of(id)?, ..desk.rows_of(id)? };
    rows.mentions.iter_mut().try_for_each(|row| joining.mention(row))?;
    rows.statements.iter_mut().try_for_each(|row| joining.statement(row))?;
    rows.events.iter_mut().try_for_each(|row| joining.event(row))?;
    Ok(rows)
}

/// Everybody whom these documents name.
fn named(desk: &Desk, ids: &[String]) -> anyhow::Result<BTreeSet<String>> {
    let (mut named, mut joining) = (BTreeSet::new(), Joining::new(desk));
    for id in ids {
        let rows = joined(desk, id, &mut joining)?;
        named.extend(rows.mentions.into_iter().filter_map(|own| own.entity));
        named.extend(rows.statements.into_iter().filter_map(|own| own.source?.entity));
        named.extend(
            rows.events
                .into_iter()
                .flat_map(|own| own.actors.into_iter().chain(own.recipients))
                .filter_map(|own| own.entity),
        );
    }
    Ok(named)
}
