//! Briefs that were kept: up to where each looked, and what its lines cite.
//!
//! What a brief cites is kept by the ids of tellings and statements, which reading a capture again does not change; an event's own id
//! may change with every telling that comes. Cost: an index look-up a call.

use crate::{Desk, Mark, StoreError};
use rusqlite::{OptionalExtension, params};

impl Desk {
    /// Up to where the last brief that was kept looked; none where none was.
    pub fn last_brief(&self) -> Result<Option<Mark>, StoreError> {
        self.ask(|connection| {
            connection
                .query_row("SELECT at, arrival, judgement FROM brief ORDER BY key DESC LIMIT 1", [], |row| {
                    Ok(Mark { at: row.get(0)?, arrival: row.get(1)?, judgement: row.get(2)? })
                })
                .optional()
        })
    }

    /// When a brief first cited this telling or statement; none where none did.
    pub fn briefed(&self, cited: &str) -> Result<Option<String>, StoreError> {
        self.ask(|connection| {
            let sql = "SELECT at FROM briefed JOIN brief ON brief.key = briefed.brief WHERE cited = ?1 ORDER BY brief LIMIT 1";
            connection.prepare_cached(sql)?.query_row([cited], |row| row.get(0)).optional()
        })
    }

    /// The outlets of the desk, each with the last day on which it published something; those of which no day is known are left out.
    pub fn outlets_last_heard(&self) -> Result<Vec<(String, String)>, StoreError> {
        self.ask(|connection| {
            let sql = "SELECT json_extract(row, '$.outlet') AS outlet, max(earliest) FROM document
                 WHERE outlet IS NOT NULL AND earliest IS NOT NULL GROUP BY outlet ORDER BY outlet";
            connection.prepare(sql)?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
        })
    }

    /// Keeps that a brief looked up to `mark` and cites these.
    pub fn keep_brief(&self, mark: &Mark, cited: &[&str]) -> Result<(), StoreError> {
        self.ask(|connection| {
            let transaction = connection.unchecked_transaction()?;
            transaction.execute(
                "INSERT INTO brief (at, arrival, judgement) VALUES (?1, ?2, ?3)",
                params![mark.at, mark.arrival, mark.judgement],
            )?;
            let key = transaction.last_insert_rowid();
            for id in cited {
                transaction
                    .execute("INSERT OR IGNORE INTO briefed (cited, brief) VALUES (?1, ?2)", params![id, key])?;
            }
            transaction.commit()
        })
    }
}
