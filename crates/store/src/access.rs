//! Who may look at a desk from elsewhere, what they read and what they searched: a data base of its own beside the desk's.
//!
//! Apart, because a line of the audit log must not look like a change of the desk to whoever shows it, and because a desk handed on
//! takes no passwords along. Invariant: losing it loses no capture, no row and no judgement. Cost: a look-up by key for each request.

use crate::StoreError;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Its file in the desk's folder.
pub(crate) const FILE: &str = "access.sqlite";
/// The version that this program writes.
const VERSION: u32 = 1;

const TABLES: &str = "
-- Who may look from elsewhere. A password is a hash with its own salt and parameters; the keys of sessions and tokens are hashes of
-- secrets that stand nowhere. Moments are seconds since 1970.
CREATE TABLE account (
    name TEXT PRIMARY KEY,
    role TEXT NOT NULL,
    password TEXT NOT NULL,
    made_at INTEGER NOT NULL
) WITHOUT ROWID;
-- `family` stays the same when the secret is changed for another; `until` is when it ends, whatever happens.
CREATE TABLE session (
    secret TEXT PRIMARY KEY,
    account TEXT NOT NULL REFERENCES account (name),
    family TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    until INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX session_account ON session (account);
CREATE TABLE token (
    secret TEXT PRIMARY KEY,
    account TEXT NOT NULL REFERENCES account (name),
    label TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    until INTEGER,
    UNIQUE (account, label)
) WITHOUT ROWID;

-- What was done, by whom: evidence read, exports, judgements, logins. Lines are only added.
CREATE TABLE audit (
    key INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    account TEXT NOT NULL,
    act TEXT NOT NULL,
    what TEXT NOT NULL
);
CREATE TRIGGER audit_line_stays BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'lines of the audit log are only added'); END;
CREATE TRIGGER audit_line_remains BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'lines of the audit log are only added'); END;

-- Pages of the site that somebody searched, and those that they keep under a name.
CREATE TABLE searched (
    key INTEGER PRIMARY KEY,
    account TEXT NOT NULL,
    at TEXT NOT NULL,
    page TEXT NOT NULL
);
CREATE INDEX searched_account ON searched (account, key);
CREATE TABLE saved_search (
    key INTEGER PRIMARY KEY,
    account TEXT NOT NULL,
    name TEXT NOT NULL,
    page TEXT NOT NULL,
    at TEXT NOT NULL,
    UNIQUE (account, name)
);
";

/// Accounts, the audit log and searches of a desk.
pub struct Access {
    pub(crate) connection: Connection,
    path: PathBuf,
}

impl Access {
    /// Of the desk in `directory`, which need not have any account yet.
    pub fn open(directory: &Path) -> Result<Access, StoreError> {
        let path = directory.join(FILE);
        let fail = |source| StoreError::Database { path: path.clone(), source };
        let mut connection = Connection::open(&path).map_err(fail)?;
        let prepare = |connection: &mut Connection| -> rusqlite::Result<u32> {
            connection.busy_timeout(Duration::from_secs(30))?;
            connection.pragma_update(None, "journal_mode", "WAL")?;
            connection.pragma_update(None, "synchronous", "NORMAL")?;
            let own = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let found: u32 = own.pragma_query_value(None, "user_version", |row| row.get(0))?;
            if found == 0 {
                own.execute_batch(TABLES)?;
                own.pragma_update(None, "user_version", VERSION)?;
            }
            own.commit()?;
            Ok(found)
        };
        let found = prepare(&mut connection).map_err(fail)?;
        if found > VERSION {
            return Err(StoreError::Newer { path, found, known: VERSION });
        }
        private(&path)?;
        Ok(Access { connection, path })
    }

    pub(crate) fn ask<T>(&self, ask: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, StoreError> {
        ask(&self.connection).map_err(|source| StoreError::Database { path: self.path.clone(), source })
    }

    /// Several changes at once; whether the last of them changed a line.
    pub(crate) fn together(
        &mut self,
        change: impl FnOnce(&Transaction) -> rusqlite::Result<usize>,
    ) -> Result<bool, StoreError> {
        let path = self.path.clone();
        let fail = |source| StoreError::Database { path: path.clone(), source };
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(fail)?;
        let changed = change(&transaction).map_err(fail)?;
        transaction.commit().map_err(fail)?;
        Ok(changed > 0)
    }
}

/// Nobody else on this machine reads it.
#[cfg(unix)]
fn private(path: &Path) -> Result<(), StoreError> {
    use std::os::unix::fs::PermissionsExt;
    let own = std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600));
    own.map_err(|source| StoreError::File { path: path.to_path_buf(), source })
}

#[cfg(not(unix))]
fn private(_: &Path) -> Result<(), StoreError> {
    Ok(())
}
