//! The tables, as a list of steps from one schema version to the next. A step, once landed, is never edited.

use rusqlite::{Connection, Transaction};

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
];

/// After the step from this version, search by name is filled from the rows.
const FILLED_FROM: usize = 1;

/// The version that this program writes.
pub(crate) const VERSION: u32 = STEPS.len() as u32;

/// Brings the tables up to [`VERSION`], one transaction a step; `Err(found)` where the desk is newer than that.
pub(crate) fn migrate(connection: &mut Connection) -> rusqlite::Result<Result<(), u32>> {
    loop {
        let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let found = version(&transaction)?;
        if found > VERSION {
            return Ok(Err(found));
        }
        let Some(step) = STEPS.get(found as usize) else { return Ok(Ok(())) };
        transaction.execute_batch(step)?;
        if found as usize == FILLED_FROM {
            crate::index::fill(&transaction)?;
        }
        transaction.execute("INSERT INTO schema_version (version) VALUES (?1)", [found + 1])?;
        transaction.commit()?;
    }
}

fn version(transaction: &Transaction) -> rusqlite::Result<u32> {
    let exists: bool =
        transaction
            .query_row("SELECT count(*) FROM sqlite_master WHERE name = 'schema_version'", [], |row| row.get(0))?;
    if !exists {
        return Ok(0);
    }
    transaction.query_row("SELECT coalesce(max(version), 0) FROM schema_version", [], |row| row.get(0))
}
