//! What a desk watches, and how far each was followed: a data base of its own beside the desk's.
//!
//! Apart, because a look that brings nothing must not look like a change of the desk to whoever shows it. Invariant: losing it loses no
//! capture; what was followed is then asked for whole once more. Cost: a look-up an address.

use crate::StoreError;
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Its file in the desk's folder.
pub(crate) const FILE: &str = "watch.sqlite";
/// The version that this program writes.
const VERSION: u32 = 1;

const TABLES: &str = "
-- An address or a folder that is looked at. `next_at` is null where it never is again; moments are RFC 3339 in UTC.
CREATE TABLE watched (
    address TEXT PRIMARY KEY,
    sort TEXT NOT NULL,
    outlet TEXT,
    pages INTEGER NOT NULL,
    every_seconds INTEGER NOT NULL,
    added_at TEXT NOT NULL,
    next_at TEXT,
    found_at TEXT,
    etag TEXT,
    last_modified TEXT,
    text TEXT,
    failures INTEGER NOT NULL DEFAULT 0,
    last_at TEXT,
    last_words TEXT,
    new_at TEXT
) WITHOUT ROWID;
-- Entries of feeds that came already, by a hash of each.
CREATE TABLE entry (address TEXT NOT NULL, key INTEGER NOT NULL, PRIMARY KEY (address, key)) WITHOUT ROWID;
-- Files and pages that were taken in, and what they were like.
CREATE TABLE looked (place TEXT PRIMARY KEY, stamp TEXT NOT NULL) WITHOUT ROWID;
";

/// Something that is watched.
#[derive(Clone, PartialEq, Eq, Debug, Default, serde::Serialize)]
pub struct Watched {
    /// Its address, or its path.
    pub address: String,
    /// “feed” or “folder”.
    pub sort: String,
    /// Who publishes it, where that was stated.
    pub outlet: Option<String>,
    /// Whether the pages that its entries lead to are fetched.
    pub pages: bool,
    /// Seconds between two looks.
    pub every_seconds: u64,
    /// Since when.
    pub added_at: String,
    /// When it is looked at again; never, where the server says that it is gone.
    pub next_at: Option<String>,
    /// Where it was found in the end.
    pub found_at: Option<String>,
    /// What its server called its state.
    pub etag: Option<String>,
    /// When its server said it was changed.
    pub last_modified: Option<String>,
    /// A digest of what a page said, where it is no feed.
    pub text: Option<String>,
    /// Looks in a row that failed.
    pub failures: u32,
    /// When it was last looked at.
    pub last_at: Option<String>,
    /// What came of that.
    pub last_words: Option<String>,
    /// When it last had something new.
    pub new_at: Option<String>,
}

/// What a desk watches.
pub struct Watchlist {
    connection: Connection,
    path: PathBuf,
}

impl Watchlist {
    /// Of the desk in `directory`, which need not watch anything yet.
    pub fn open(directory: &Path) -> Result<Watchlist, StoreError> {
        let path = directory.join(FILE);
        let fail = |source| StoreError::Database { path: path.clone(), source };
        let mut connection = Connection::open(&path).map_err(fail)?;
        let prepare = |connection: &mut Connection| -> rusqlite::Result<u32> {
            connection.busy_timeout(Duration::from_secs(30))?;
            connection.pragma_update(None, "journal_mode", "WAL")?;
            let own = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
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
        Ok(Watchlist { connection, path })
    }

    /// Whether the desk in `directory` watches anything.
    pub fn is_there(directory: &Path) -> bool {
        directory.join(FILE).is_file()
    }

    /// Watches something; what is watched already keeps how far it was followed.
    pub fn add(&self, own: &Watched) -> Result<bool, StoreError> {
        let is_new = self.one(&own.address)?.is_none();
        self.ask(|connection| {
            connection.execute(
                "INSERT INTO watched (address, sort, outlet, pages, every_seconds, added_at, next_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)
                 ON CONFLICT (address) DO UPDATE SET outlet = coalesce(?3, outlet), pages = ?4, every_seconds = ?5, next_at = ?6",
                params![own.address, own.sort, own.outlet, own.pages, own.every_seconds as i64, own.added_at],
            )
        })?;
        Ok(is_new)
    }

    /// Watches it no more; whether it was watched.
    pub fn remove(&self, address: &str) -> Result<bool, StoreError> {
        self.ask(|connection| {
            connection.execute("DELETE FROM entry WHERE address = ?1", [address])?;
            Ok(connection.execute("DELETE FROM watched WHERE address = ?1", [address])? > 0)
        })
    }

    /// Everything that is watched, by address.
    pub fn all(&self) -> Result<Vec<Watched>, StoreError> {
        self.ask(|connection| {
            let mut statement = connection.prepare("SELECT * FROM watched ORDER BY address")?;
            statement.query_map([], watched)?.collect()
        })
    }

    /// One of them.
    pub fn one(&self, address: &str) -> Result<Option<Watched>, StoreError> {
        self.ask(|connection| {
            connection.query_row("SELECT * FROM watched WHERE address = ?1", [address], watched).optional()
        })
    }

    /// What is to be looked at by `now`, the longest due first.
    pub fn due(&self, now: &str) -> Result<Vec<Watched>, StoreError> {
        self.ask(|connection| {
            let mut statement =
                connection.prepare("SELECT * FROM watched WHERE next_at <= ?1 ORDER BY next_at, address")?;
            statement.query_map([now], watched)?.collect()
        })
    }

    /// When something is due next.
    pub fn next(&self) -> Result<Option<String>, StoreError> {
        self.ask(|connection| connection.query_row("SELECT min(next_at) FROM watched", [], |row| row.get(0)))
    }

    /// Notes how a look ended, and which entries came. What was removed meanwhile stays removed.
    pub fn looked(&mut self, own: &Watched, entries: &[u64]) -> Result<(), StoreError> {
        let path = self.path.clone();
        let mut note = || -> rusqlite::Result<()> {
            let transaction = self.connection.transaction()?;
            let there = transaction.execute(
                "UPDATE watched SET next_at = ?2, found_at = ?3, etag = ?4, last_modified = ?5, text = ?6, failures = ?7,
                     last_at = ?8, last_words = ?9, new_at = ?10 WHERE address = ?1",
                params![
                    own.address,
                    own.next_at,
                    own.found_at,
                    own.etag,
                    own.last_modified,
                    own.text,
                    own.failures,
                    own.last_at,
                    own.last_words,
                    own.new_at
                ],
            )?;
            if there > 0 {
                let mut put = transaction.prepare("INSERT OR IGNORE INTO entry (address, key) VALUES (?1, ?2)")?;
                entries.iter().try_for_each(|key| put.execute(params![own.address, *key as i64]).map(|_| ()))?;
            }
            transaction.commit()
        };
        note().map_err(|source| StoreError::Database { path, source })
    }

    /// The entries of a feed that came already.
    pub fn entries(&self, address: &str) -> Result<std::collections::HashSet<u64>, StoreError> {
        self.ask(|connection| {
            let mut statement = connection.prepare("SELECT key FROM entry WHERE address = ?1")?;
            statement.query_map([address], |row| Ok(row.get::<_, i64>(0)? as u64))?.collect()
        })
    }

    /// What a file or page was like when it was taken in.
    pub fn stamp(&self, place: &str) -> Result<Option<String>, StoreError> {
        self.ask(|connection| {
            connection.query_row("SELECT stamp FROM looked WHERE place = ?1", [place], |row| row.get(0)).optional()
        })
    }

    /// Pages that did not come and are tried again, with what was noted of each.
    pub fn tried_again(&self) -> Result<Vec<(String, String)>, StoreError> {
        self.ask(|connection| {
            let mut statement =
                connection.prepare("SELECT place, stamp FROM looked WHERE stamp LIKE 'again %' ORDER BY place")?;
            statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
        })
    }

    /// Notes what files or pages were like.
    pub fn set_stamps(&mut self, stamps: &[(String, String)]) -> Result<(), StoreError> {
        let path = self.path.clone();
        let mut note = || -> rusqlite::Result<()> {
            let transaction = self.connection.transaction()?;
            for (place, stamp) in stamps {
                transaction.execute("INSERT OR REPLACE INTO looked (place, stamp) VALUES (?1, ?2)", [place, stamp])?;
            }
            transaction.commit()
        };
        note().map_err(|source| StoreError::Database { path, source })
    }

    fn ask<T>(&self, question: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, StoreError> {
        question(&self.connection).map_err(|source| StoreError::Database { path: self.path.clone(), source })
    }
}

fn watched(row: &Row) -> rusqlite::Result<Watched> {
    Ok(Watched {
        address: row.get("address")?,
        sort: row.get("sort")?,
        outlet: row.get("outlet")?,
        pages: row.get("pages")?,
        every_seconds: row.get::<_, i64>("every_seconds")?.max(1) as u64,
        added_at: row.get("added_at")?,
        next_at: row.get("next_at")?,
        found_at: row.get("found_at")?,
        etag: row.get("etag")?,
        last_modified: row.get("last_modified")?,
        text: row.get("text")?,
        failures: row.get("failures")?,
        last_at: row.get("last_at")?,
        last_words: row.get("last_words")?,
        new_at: row.get("new_at")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn feed(address: &str) -> Watched {
        Watched {
            address: address.into(),
            sort: "feed".into(),
            every_seconds: 3600,
            added_at: "2031-05-14T08:00:00Z".into(),
            ..Watched::default()
        }
    }

    #[test]
    fn what_is_watched_is_due_followed_and_removed() {
        let folder = tempfile::tempdir().unwrap();
        let mut list = Watchlist::open(folder.path()).unwrap();
        assert!(list.add(&feed("https://bay.example/rss")).unwrap());
        assert_eq!(list.due("2031-05-14T07:59:59Z").unwrap(), Vec::new());
        let mut own = list.due("2031-05-14T08:00:00Z").unwrap().remove(0);
        (own.next_at, own.etag) = (Some("2031-05-14T09:00:00Z".into()), Some("\"a\"".into()));
        list.looked(&own, &[7, u64::MAX]).unwrap();
        assert_eq!(list.entries(&own.address).unwrap(), [7, u64::MAX].into());
        assert_eq!(list.next().unwrap(), own.next_at);
        // Added again it is due at once, and what came already is known.
        assert!(!list.add(&feed("https://bay.example/rss")).unwrap());
        assert_eq!(list.due("2031-05-14T08:00:00Z").unwrap()[0].etag, own.etag);
        assert!(list.remove(&own.address).unwrap() && !list.remove(&own.address).unwrap());
        list.looked(&own, &[8]).unwrap();
        assert!(list.all().unwrap().is_empty() && list.entries(&own.address).unwrap().is_empty());
    }

    #[test]
    fn a_list_of_a_later_version_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        Watchlist::open(folder.path()).unwrap().connection.pragma_update(None, "user_version", 9).unwrap();
        assert!(matches!(Watchlist::open(folder.path()), Err(StoreError::Newer { found: 9, .. })));
    }
}
