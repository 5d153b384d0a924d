//! When captures came, and up to where somebody has looked.
//!
//! Invariant: a capture that is written after a mark was set is after that mark, however slow the clock or the program that wrote it.
//! Arrival is part of no row: the same captures give the same rows whenever they come.

use crate::{Desk, StoreError};
use rusqlite::{OptionalExtension, params};
use std::collections::BTreeSet;

/// Up to where somebody has looked.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Mark {
    /// When, RFC 3339.
    pub at: String,
    /// The last arrival.
    pub arrival: i64,
    /// The last judgement.
    pub judgement: i64,
}

/// From where on things are new.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Since {
    /// Everything is.
    Beginning,
    /// A moment, RFC 3339 in UTC.
    Moment(String),
    /// What somebody has not seen.
    Mark(Mark),
}

/// A capture that a person withdrew.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Withdrawn {
    /// SHA-256.
    pub capture: String,
    /// Path as given to `read`.
    pub path: String,
    /// Why, if that was said.
    pub note: Option<String>,
    /// When, RFC 3339.
    pub at: String,
}

impl Desk {
    /// The desk as it is now.
    pub fn now_seen(&self, at: String) -> Result<Mark, StoreError> {
        let last = |sql: &str| self.ask(|connection| connection.query_row(sql, [], |row| row.get(0)));
        Ok(Mark {
            at,
            arrival: last("SELECT coalesce(max(number), 0) FROM arrival")?,
            judgement: last("SELECT coalesce(max(key), 0) FROM judgement")?,
        })
    }

    /// The last mark that was set; none where nobody has looked.
    pub fn last_mark(&self) -> Result<Option<Mark>, StoreError> {
        self.ask(|connection| {
            connection
                .query_row("SELECT at, arrival, judgement FROM mark ORDER BY key DESC LIMIT 1", [], |row| {
                    Ok(Mark { at: row.get(0)?, arrival: row.get(1)?, judgement: row.get(2)? })
                })
                .optional()
        })
    }

    /// Notes that somebody has seen the desk as it was at `mark`.
    pub fn set_mark(&self, mark: &Mark) -> Result<(), StoreError> {
        self.ask(|connection| {
            connection.execute(
                "INSERT INTO mark (at, arrival, judgement) VALUES (?1, ?2, ?3)",
                params![mark.at, mark.arrival, mark.judgement],
            )
        })?;
        Ok(())
    }

    /// The captures that came since, by id; of the same bytes retrieved again, the first time counts.
    pub fn arrived(&self, from: &Since) -> Result<BTreeSet<String>, StoreError> {
        let (sql, value): (&str, rusqlite::types::Value) = match from {
            Since::Beginning => ("SELECT id FROM capture WHERE ?1 IS NOT NULL AND NOT withdrawn", 0.into()),
            Since::Moment(at) => (
                "SELECT capture FROM retrieval JOIN capture ON capture.id = retrieval.capture AND NOT capture.withdrawn
                 GROUP BY capture HAVING min(first_at) >= ?1",
                at.clone().into(),
            ),
            Since::Mark(mark) => (
                "SELECT capture FROM arrival JOIN capture ON capture.id = arrival.capture AND NOT capture.withdrawn
                 WHERE number > ?1",
                mark.arrival.into(),
            ),
        };
        self.ask(|connection| connection.prepare(sql)?.query_map([value], |row| row.get(0))?.collect())
    }

    /// The captures that were withdrawn since and still are, in the order in which they were.
    pub fn withdrawn_since(&self, from: &Since) -> Result<Vec<Withdrawn>, StoreError> {
        let (moment, judgement) = match from {
            Since::Beginning => ("", 0),
            Since::Moment(at) => (at.as_str(), 0),
            Since::Mark(mark) => ("", mark.judgement),
        };
        self.ask(|connection| {
            let mut query = connection.prepare(
                "SELECT capture.id, coalesce(json_extract(capture.given, '$.path'), ''), judgement.note, judgement.made_at, max(judgement.key)
                 FROM capture JOIN judgement ON judgement.verb = 'withdraw' AND instr(judgement.places, capture.id) > 0
                 WHERE capture.withdrawn AND judgement.made_at >= ?1 AND judgement.key > ?2
                 AND judgement.key NOT IN (SELECT undoes FROM judgement WHERE undoes IS NOT NULL)
                 GROUP BY capture.id ORDER BY 5",
            )?;
            let rows = query.query_map(params![moment, judgement], |row| {
                Ok(Withdrawn { capture: row.get(0)?, path: row.get(1)?, note: row.get(2)?, at: row.get(3)? })
            })?;
            rows.collect()
        })
    }

    /// The documents of a capture, in order.
    pub fn documents_in(&self, capture: &str) -> Result<Vec<String>, StoreError> {
        self.ask(|connection| {
            let mut query = connection.prepare_cached("SELECT id FROM document WHERE capture = ?1 ORDER BY number")?;
            query.query_map([capture], |row| row.get(0))?.collect()
        })
    }

    /// The tellings of events in a capture, by id.
    pub fn told_in(&self, capture: &str) -> Result<Vec<String>, StoreError> {
        self.ask(|connection| {
            let mut query = connection.prepare_cached(
                "SELECT event_mention.id FROM document JOIN event_mention ON event_mention.document = document.key
                 WHERE document.capture = ?1 ORDER BY event_mention.id",
            )?;
            query.query_map([capture], |row| row.get(0))?.collect()
        })
    }
}
