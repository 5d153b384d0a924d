//! The tables, as a list of steps from one schema version to the next. A step, once landed, is never edited.
//!
//! Invariant: a desk is of one version or of another, never between two: all steps that it lacks are one transaction, and before it the
//! data base file is copied beside itself.

use crate::{StoreError, backup};
use rusqlite::{Connection, TransactionBehavior};
use std::path::{Path, PathBuf};

/// Step n leads from version n to n + 1.
const STEPS: &[&str] = &[
    include_str!("001.sql"),
    include_str!("002.sql"),
    include_str!("003.sql"),
    include_str!("004.sql"),
    include_str!("005.sql"),
    include_str!("006.sql"),
    include_str!("007.sql"),
    include_str!("008.sql"),
    include_str!("009.sql"),
    include_str!("010.sql"),
    include_str!("011.sql"),
    include_str!("012.sql"),
    include_str!("013.sql"),
];

/// After the step from this version, search by name is filled from the rows.
const FILLED_FROM: usize = 1;

/// The version that this program writes.
pub(crate) const VERSION: u32 = STEPS.len() as u32;

/// An older desk that was brought up.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Upgraded {
    /// The version it was of.
    pub from: u32,
    /// The version it is of.
    pub to: u32,
    /// The data base as it was.
    pub copy: PathBuf,
}

/// Brings the tables of the data base at `path` up to [`VERSION`]; what was done to one that had tables. A newer one is refused.
pub(crate) fn migrate(connection: &mut Connection, path: &Path) -> Result<Option<Upgraded>, StoreError> {
    let fail = |source| StoreError::Database { path: path.to_path_buf(), source };
    let found = version(connection).map_err(fail)?;
    if found > VERSION {
        return Err(StoreError::Newer { path: path.to_path_buf(), found, known: VERSION });
    }
    if found == VERSION {
        return Ok(None);
    }
    let mut upgraded = None;
    if found > 0 {
        let copy = path.with_file_name(format!("desk.schema-{found}.sqlite"));
        backup::copy_database(connection, &copy)?;
        upgraded = Some(Upgraded { from: found, to: VERSION, copy });
    }
    let mut step_up = || -> rusqlite::Result<()> {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another program may have been faster.
        let done = version(&transaction)? as usize;
        for (from, step) in STEPS.iter().enumerate().skip(done) {
            transaction.execute_batch(step)?;
            if from == FILLED_FROM {
                crate::index::fill(&transaction)?;
            }
            transaction.execute("INSERT INTO schema_version (version) VALUES (?1)", [from + 1])?;
        }
        transaction.commit()
    };
    step_up().map_err(fail)?;
    Ok(upgraded)
}

fn version(connection: &Connection) -> rusqlite::Result<u32> {
    let exists: bool =
        connection
            .query_row("SELECT count(*) FROM sqlite_master WHERE name = 'schema_version'", [], |row| row.get(0))?;
    if !exists {
        return Ok(0);
    }
    connection.query_row("SELECT coalesce(max(version), 0) FROM schema_version", [], |row| row.get(0))
}
