//! Opening a desk, and what is known of a capture before it is read.

use crate::schema::{self, Upgraded};
use crate::{Captures, Given, StoreError};
use dateline_record::CaptureId;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a second program waits for the first to finish its write.
const WAIT: Duration = Duration::from_secs(30);

/// Statements kept prepared: as many as relating a document goes through, and more.
const STATEMENTS: usize = 256;

/// An open desk.
pub struct Desk {
    pub(crate) connection: Connection,
    pub(crate) path: PathBuf,
    captures: Captures,
    upgraded: Option<Upgraded>,
}

/// Under what each capture was read, for those that need not be read again.
pub type Known = HashMap<CaptureId, Given>;

impl Desk {
    /// Opens the desk in `directory`, which is made where it is missing.
    pub fn create(directory: &Path) -> Result<Desk, StoreError> {
        let captures = directory.join("captures");
        std::fs::create_dir_all(&captures).map_err(|source| StoreError::File { path: captures, source })?;
        Desk::connect(directory)
    }

    /// Opens the desk in `directory`.
    pub fn open(directory: &Path) -> Result<Desk, StoreError> {
        if !directory.join("desk.sqlite").exists() && !directory.join("captures").is_dir() {
            return Err(StoreError::NoDesk { path: directory.to_path_buf() });
        }
        Desk::connect(directory)
    }

    fn connect(directory: &Path) -> Result<Desk, StoreError> {
        let path = directory.join("desk.sqlite");
        let fail = |source| StoreError::Database { path: path.clone(), source };
        let flags = OpenFlags::default() & !OpenFlags::SQLITE_OPEN_URI;
        let mut connection = Connection::open_with_flags(&path, flags).map_err(fail)?;
        connection.busy_timeout(WAIT).map_err(fail)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        // Else SQLite plans a look-up anew for every key that it is handed, which costs more than the look-up.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(fail)?;
        // No checks of foreign keys: one function writes all rows of a capture, parents first.
        // FULL: what was acknowledged survives a loss of power too, at one sync a batch.
        connection
            .execute_batch(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -262144;
                 PRAGMA wal_autocheckpoint = 16384;",
            )
            .map_err(fail)?;
        let upgraded = schema::migrate(&mut connection, &path)?;
        Ok(Desk { connection, path, captures: Captures::at(directory.join("captures")), upgraded })
    }

    /// What opening it did, where it was of an older version.
    pub fn upgraded(&self) -> Option<&Upgraded> {
        self.upgraded.as_ref()
    }

    /// The folder of captures.
    pub fn captures(&self) -> &Captures {
        &self.captures
    }

    /// The captures that were read by `made_by`, with what they were read under.
    pub fn known(&self, made_by: &str) -> Result<Known, StoreError> {
        self.ask(|connection| {
            let mut query = connection.prepare("SELECT id, given FROM capture WHERE made_by = ?1")?;
            let rows = query.query_map([made_by], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
            let mut known = Known::new();
            for row in rows {
                let (id, given) = row?;
                if let (Ok(id), Ok(given)) = (id.parse(), serde_json::from_str(&given)) {
                    known.insert(id, given);
                }
            }
            Ok(known)
        })
    }

    /// What a capture is to be read under: the first of its retrievals; none where nothing is known of it.
    pub fn given(&self, id: &CaptureId) -> Result<Option<Given>, StoreError> {
        let found: Option<String> = self.ask(|connection| {
            connection
                .query_row("SELECT given FROM capture WHERE id = ?1", [id.to_string()], |row| row.get(0))
                .optional()
        })?;
        found.map(|given| self.parse(&given)).transpose()
    }

    /// The one capture whose id begins with `prefix`.
    pub fn capture_by_prefix(&self, prefix: &str) -> Result<Vec<CaptureId>, StoreError> {
        let ids: Vec<String> = self.ask(|connection| {
            let mut query = connection
                .prepare("SELECT id FROM capture WHERE substr(id, 1, length(?1)) = ?1 ORDER BY id LIMIT 3")?;
            query.query_map([prefix], |row| row.get(0))?.collect()
        })?;
        Ok(ids.iter().filter_map(|id| id.parse().ok()).collect())
    }

    /// Runs one query, with the path of the data base in its error.
    pub(crate) fn ask<T>(&self, query: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, StoreError> {
        query(&self.connection).map_err(|source| StoreError::Database { path: self.path.clone(), source })
    }

    pub(crate) fn parse<T: serde::de::DeserializeOwned>(&self, json: &str) -> Result<T, StoreError> {
        serde_json::from_str(json).map_err(|source| StoreError::Row { path: self.path.clone(), source })
    }
}
