//! Asking for tellings of events, by their day.

use crate::query::Conditions;
use crate::{Desk, StoreError};
use dateline_record::{DocumentRow, EventMentionRow, Row};
use std::collections::HashMap;

/// Which tellings. All that is given must hold; of several values of one kind, one.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct EventFilter {
    /// Classes: “ASSAULT”.
    pub types: Vec<String>,
    /// How real: “happened”.
    pub modalities: Vec<String>,
    /// Words of the name or description of somebody who takes part.
    pub who: Option<String>,
    /// Not over before this day; what has no day is left out.
    pub from: Option<String>,
    /// Not begun after this day; what has no day is left out.
    pub to: Option<String>,
    /// Of this document.
    pub document: Option<String>,
}

/// A telling with its document.
#[derive(Clone, Debug)]
pub struct Happened {
    /// The telling.
    pub event: EventMentionRow,
    /// Its document, less the text.
    pub document: DocumentRow,
}

impl Desk {
    /// One telling with its document; none where there is no such telling.
    pub fn happened(&self, id: &str) -> Result<Option<Happened>, StoreError> {
        self.happened_among(id, &mut HashMap::new())
    }

    /// The same; documents that are at hand are not read again, and what is read is put to them.
    pub fn happened_among(
        &self,
        id: &str,
        known: &mut HashMap<String, DocumentRow>,
    ) -> Result<Option<Happened>, StoreError> {
        let mut found = None;
        let sql = "SELECT event_mention.row, document.id, document.row FROM event_mention
                   JOIN document ON document.key = event_mention.document WHERE event_mention.id = ?";
        self.each_json(sql, vec![id.to_string().into()], &mut |row, own, document| {
            let event: EventMentionRow = self.parse(&row)?;
            let document = match known.get(&own) {
                Some(document) => document.clone(),
                None => known.entry(own).or_insert(self.parse(&document)?).clone(),
            };
            found = Some(Happened { event, document });
            Ok(())
        })?;
        Ok(found)
    }

    /// Tellings of events by day, those without one last; each handed to `each` in turn.
    pub fn event_mentions(&self, filter: &EventFilter, each: &mut dyn FnMut(Happened)) -> Result<(), StoreError> {
        let wanted = filter.conditions();
        let sql = format!(
            "SELECT event_mention.row, '', document.row FROM event_mention
             JOIN document ON document.key = event_mention.document {}
             ORDER BY event_mention.earliest IS NULL, event_mention.earliest, event_mention.latest,
             document.path, document.capture, document.number, event_mention.start, event_mention.id",
            wanted.sql()
        );
        self.each_pair(&sql, wanted.values, &mut |row, _, document| {
            if let Row::EventMention(event) = row {
                each(Happened { event, document });
            }
        })
    }
}

impl EventFilter {
    pub(crate) fn conditions(&self) -> Conditions {
        let mut wanted = Conditions::default();
        for (column, values) in [("type", &self.types), ("modality", &self.modalities)] {
            if !values.is_empty() {
                let marks = vec!["?"; values.len()].join(", ");
                wanted.add(&format!("event_mention.{column} IN ({marks})"), values.iter().cloned());
            }
        }
        for word in self.who.iter().flat_map(|who| who.split_whitespace()) {
            wanted.add("instr(event_mention.who, ?) > 0", [word.to_lowercase()]);
        }
        if let Some(from) = &self.from {
            wanted.add("event_mention.latest >= ?", [from.clone()]);
        }
        if let Some(to) = &self.to {
            wanted.add("event_mention.earliest <= ?", [to.clone()]);
        }
        if let Some(document) = &self.document {
            wanted.add("document.id = ?", [document.clone()]);
        }
        wanted
    }
}
