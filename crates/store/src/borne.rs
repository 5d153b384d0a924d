//! Names on disk: which documents bear them, and of which entity they are.
//!
//! An entity is a part of the layer of names. Nothing here knows what a name is.
//! Invariant: a name is on the shelf of its layer as long as a document bears it. Cost: an index look-up a call.

use crate::relating::{loaded, stored};
use crate::{Desk, Relating, StoreError};
use dateline_record::{EventMentionRow, MentionRow, Row, StatementRow};
use rusqlite::params;

/// A name in a document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Borne {
    /// The entity: the part that the name is in; the name itself before it is parted.
    pub entity: u64,
    /// The name.
    pub item: u64,
    /// The document.
    pub document: u64,
    /// The name alone shows that somebody bears it.
    pub known: bool,
    /// How often it stands there.
    pub named: u64,
    /// What the document has of it, as it was put.
    pub row: String,
}

/// What a document tells, as far as names go.
#[derive(Clone, Debug, Default)]
pub struct RowsOf {
    /// Mentions, in place order.
    pub mentions: Vec<MentionRow>,
    /// Statements, in place order.
    pub statements: Vec<StatementRow>,
    /// Tellings of events, in place order.
    pub events: Vec<EventMentionRow>,
}

const BORNE: &str = "SELECT coalesce(item.part, bearing.item), bearing.item, bearing.document, bearing.known, bearing.named, bearing.row
     FROM bearing LEFT JOIN item ON item.layer = ?1 AND item.id = bearing.item";

impl Desk {
    /// The rows of one document that names are read from.
    pub fn rows_of(&self, document: &str) -> Result<RowsOf, StoreError> {
        let rows = |table: &str| -> Result<Vec<String>, StoreError> {
            let sql = format!(
                "SELECT {table}.row FROM {table} WHERE document = (SELECT key FROM document WHERE id = ?1) ORDER BY start, {table}.id"
            );
            self.ask(|connection| connection.prepare_cached(&sql)?.query_map([document], |row| row.get(0))?.collect())
        };
        let mut told = RowsOf::default();
        for table in ["mention", "statement", "event_mention"] {
            for json in rows(table)? {
                match self.parse(&json)? {
                    Row::Mention(row) => told.mentions.push(row),
                    Row::Statement(row) => told.statements.push(row),
                    Row::EventMention(row) => told.events.push(row),
                    _ => {}
                }
            }
        }
        Ok(told)
    }

    /// The names of a document, by id.
    pub fn names_in(&self, layer: u8, document: u64) -> Result<Vec<Borne>, StoreError> {
        let mut found = Vec::new();
        self.borne(&format!("{BORNE} WHERE bearing.document = ?2 ORDER BY 2"), layer, stored(document), &mut |own| {
            found.push(own)
        })?;
        Ok(found)
    }

    /// A document's bearing of a name, whichever document it is; none where nobody bears it.
    pub fn bearer_of(&self, layer: u8, item: u64) -> Result<Option<Borne>, StoreError> {
        let mut found = None;
        self.borne(&format!("{BORNE} WHERE bearing.item = ?2 LIMIT 1"), layer, stored(item), &mut |own| {
            found = Some(own)
        })?;
        Ok(found)
    }

    /// Every bearing of the names of an entity, by name, then document.
    pub fn bearings_of(&self, layer: u8, entity: u64) -> Result<Vec<Borne>, StoreError> {
        let sql = "SELECT item.part, item.id, bearing.document, bearing.known, bearing.named, bearing.row
             FROM item CROSS JOIN bearing ON bearing.item = item.id
             WHERE item.layer = ?1 AND item.part = ?2 ORDER BY item.id, bearing.document";
        let mut found = Vec::new();
        self.borne(sql, layer, stored(entity), &mut |own| found.push(own))?;
        Ok(found)
    }

    /// Of each name of an entity the bearings of its first documents, `most` of them.
    pub fn first_bearings_of(&self, layer: u8, entity: u64, most: usize) -> Result<Vec<Borne>, StoreError> {
        let names: Vec<u64> = self.part(layer, entity)?;
        let sql = format!("{BORNE} WHERE bearing.item = ?2 ORDER BY bearing.document LIMIT {most}");
        let mut found = Vec::new();
        for name in names {
            self.borne(&sql, layer, stored(name), &mut |own| found.push(own))?;
        }
        Ok(found)
    }

    /// Every bearing of the desk, entity by entity.
    pub fn all_bearings(&self, layer: u8, each: &mut dyn FnMut(Borne)) -> Result<(), StoreError> {
        let sql = "SELECT item.part, item.id, bearing.document, bearing.known, bearing.named, bearing.row
             FROM item CROSS JOIN bearing ON bearing.item = item.id
             WHERE item.layer = ?1 AND ?2 = 0 ORDER BY item.part, item.id, bearing.document";
        self.borne(sql, layer, 0, each)
    }

    /// Whether enough shows that an entity is one.
    pub fn is_shown(&self, layer: u8, entity: u64) -> Result<bool, StoreError> {
        let sql = "SELECT max(known) OR sum(named) > 1 FROM
             (SELECT known, named FROM item CROSS JOIN bearing ON bearing.item = item.id
              WHERE item.layer = ?1 AND item.part = ?2 ORDER BY bearing.document LIMIT 8)";
        self.ask(|connection| {
            let mut query = connection.prepare_cached(sql)?;
            query
                .query_row(params![layer, stored(entity)], |row| Ok(row.get::<_, Option<bool>>(0)?.unwrap_or_default()))
        })
    }

    fn borne(&self, sql: &str, layer: u8, value: i64, each: &mut dyn FnMut(Borne)) -> Result<(), StoreError> {
        self.ask(|connection| {
            let mut query = connection.prepare_cached(sql)?;
            let mut rows = query.query(params![layer, value])?;
            while let Some(row) = rows.next()? {
                each(Borne {
                    entity: loaded(row.get(0)?),
                    item: loaded(row.get(1)?),
                    document: loaded(row.get(2)?),
                    known: row.get(3)?,
                    named: row.get(4)?,
                    row: row.get(5)?,
                });
            }
            Ok(())
        })
    }
}

impl Relating<'_> {
    /// Notes that a document bears a name.
    pub fn bear(&self, own: &Borne) -> Result<(), StoreError> {
        self.run(
            "INSERT OR REPLACE INTO bearing (document, item, known, named, row) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![stored(own.document), stored(own.item), own.known, own.named, own.row],
        )
    }

    /// Takes all names of a document away.
    pub fn unbear(&self, document: u64) -> Result<(), StoreError> {
        self.run("DELETE FROM bearing WHERE document = ?1", params![stored(document)])
    }
}
