//! Captures as an archive keeps them: which there are, and what was stated at each retrieval.
//!
//! Withdrawn captures are left out: they count for nothing. Cost: an index look-up a capture.

use crate::{Desk, Given, StoreError};
use dateline_record::CaptureId;
use rusqlite::OptionalExtension;

/// What is known of a capture beside its bytes.
#[derive(Clone, Debug, Default)]
pub struct Archived {
    /// What it was read as: “page”, “mail”; none where it was refused.
    pub format: Option<String>,
    /// Why it was refused, in words.
    pub refusal: Option<String>,
    /// Its retrievals by path, each with when it was first read.
    pub retrieved: Vec<(Given, String)>,
}

impl Desk {
    /// The captures that nobody withdrew, by id.
    pub fn archived_ids(&self) -> Result<Vec<CaptureId>, StoreError> {
        let ids: Vec<String> = self.ask(|connection| {
            let mut query = connection.prepare("SELECT id FROM capture WHERE NOT withdrawn ORDER BY id")?;
            query.query_map([], |row| row.get(0))?.collect()
        })?;
        Ok(ids.iter().filter_map(|id| id.parse().ok()).collect())
    }

    /// What is known of a capture; nothing where it is not there.
    pub fn archived(&self, id: &CaptureId) -> Result<Archived, StoreError> {
        let id = id.to_string();
        let found: Option<(Option<String>, Option<String>)> = self.ask(|connection| {
            let mut query = connection.prepare_cached("SELECT format, refusal FROM capture WHERE id = ?1")?;
            query.query_row([&id], |row| Ok((row.get(0)?, row.get(1)?))).optional()
        })?;
        let rows: Vec<(String, String)> = self.ask(|connection| {
            let mut query =
                connection.prepare_cached("SELECT given, first_at FROM retrieval WHERE capture = ?1 ORDER BY path")?;
            query.query_map([&id], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
        })?;
        let (format, refusal) = found.unwrap_or_default();
        let retrieved = rows.into_iter().map(|(given, at)| Ok((self.parse(&given)?, at)));
        Ok(Archived { format, refusal, retrieved: retrieved.collect::<Result<_, StoreError>>()? })
    }
}
