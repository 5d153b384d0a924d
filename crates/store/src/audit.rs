//! The audit log, and searches that people made or keep.
//!
//! Invariant: a line of the log is never altered nor removed, which the data base itself refuses. What was decided stands on the
//! desk itself as well, with its author.

use crate::{Access, StoreError};
use rusqlite::{Row, params};

/// A line of the log.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize)]
pub struct Audited {
    /// Its number.
    pub number: i64,
    /// When, RFC 3339.
    pub at: String,
    /// Who.
    pub account: String,
    /// “evidence”, “export”, “judgement”, “login”, “login refused”, “account”.
    pub act: String,
    /// What: an id, a page, a name.
    pub what: String,
}

/// A search that somebody made or keeps.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Searched {
    /// Its number.
    pub number: i64,
    /// What it is called; empty where it is not kept.
    pub name: String,
    /// The path of the page with its query.
    pub page: String,
    /// When, RFC 3339.
    pub at: String,
}

/// Searches that are remembered of each person.
const REMEMBERED: i64 = 200;

impl Access {
    /// Adds a line to the log; its number is given here.
    pub fn audit(&self, line: &Audited) -> Result<(), StoreError> {
        let sql = "INSERT INTO audit (at, account, act, what) VALUES (?1, ?2, ?3, ?4)";
        self.ask(|connection| {
            connection.prepare_cached(sql)?.execute([&line.at, &line.account, &line.act, &line.what])
        })?;
        Ok(())
    }

    /// The log, the newest line first: so many of those before a number, of one account where one is given.
    pub fn audited(&self, account: Option<&str>, before: Option<i64>, limit: u64) -> Result<Vec<Audited>, StoreError> {
        self.ask(|connection| {
            let mut query = connection.prepare_cached(
                "SELECT key, at, account, act, what FROM audit
                 WHERE (?1 IS NULL OR account = ?1) AND key < ?2 ORDER BY key DESC LIMIT ?3",
            )?;
            let line = |row: &Row| {
                Ok(Audited {
                    number: row.get(0)?,
                    at: row.get(1)?,
                    account: row.get(2)?,
                    act: row.get(3)?,
                    what: row.get(4)?,
                })
            };
            query.query_map(params![account, before.unwrap_or(i64::MAX), limit], line)?.collect()
        })
    }

    /// Remembers a search, unless it is the one made last; the oldest are forgotten.
    pub fn remember_search(&self, account: &str, page: &str, at: &str) -> Result<(), StoreError> {
        let last = "SELECT page FROM searched WHERE account = ?1 ORDER BY key DESC LIMIT 1";
        self.ask(|connection| {
            connection.execute(
                &format!("INSERT INTO searched (account, at, page) SELECT ?1, ?2, ?3 WHERE ?3 IS NOT ({last})"),
                [account, at, page],
            )?;
            let sql = "DELETE FROM searched WHERE account = ?1 AND key <=
                 (SELECT key FROM searched WHERE account = ?1 ORDER BY key DESC LIMIT 1 OFFSET ?2)";
            connection.execute(sql, params![account, REMEMBERED])
        })?;
        Ok(())
    }

    /// Searches that somebody made, the last first.
    pub fn remembered_searches(&self, account: &str) -> Result<Vec<Searched>, StoreError> {
        self.searches("SELECT key, '', page, at FROM searched WHERE account = ?1 ORDER BY key DESC", account)
    }

    /// Forgets the searches that somebody made; those that are kept stay.
    pub fn forget_searches(&self, account: &str) -> Result<(), StoreError> {
        self.ask(|connection| connection.execute("DELETE FROM searched WHERE account = ?1", [account]))?;
        Ok(())
    }

    /// Searches that somebody keeps, by name.
    pub fn saved_searches(&self, account: &str) -> Result<Vec<Searched>, StoreError> {
        self.searches("SELECT key, name, page, at FROM saved_search WHERE account = ?1 ORDER BY name", account)
    }

    /// Keeps a search under a name; one of that name is replaced.
    pub fn save_search(&self, account: &str, name: &str, page: &str, at: &str) -> Result<(), StoreError> {
        let sql = "INSERT OR REPLACE INTO saved_search (account, name, page, at) VALUES (?1, ?2, ?3, ?4)";
        self.ask(|connection| connection.execute(sql, [account, name, page, at]))?;
        Ok(())
    }

    /// Keeps a search no longer; whether it was kept.
    pub fn drop_search(&self, account: &str, number: i64) -> Result<bool, StoreError> {
        let sql = "DELETE FROM saved_search WHERE account = ?1 AND key = ?2";
        Ok(self.ask(|connection| connection.execute(sql, params![account, number]))? > 0)
    }

    fn searches(&self, sql: &str, account: &str) -> Result<Vec<Searched>, StoreError> {
        let searched =
            |row: &Row| Ok(Searched { number: row.get(0)?, name: row.get(1)?, page: row.get(2)?, at: row.get(3)? });
        self.ask(|connection| connection.prepare_cached(sql)?.query_map([account], searched)?.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(what: &str) -> Audited {
        let (at, account) = ("2031-05-14T08:00:00Z".to_string(), "rask".to_string());
        Audited { number: 0, at, account, act: "evidence".into(), what: what.into() }
    }

    #[test]
    fn a_line_of_the_log_can_be_neither_altered_nor_removed() {
        let folder = tempfile::tempdir().unwrap();
        let desk = Access::open(folder.path()).unwrap();
        for what in ["3fa91c04", "77b0e2d1"] {
            desk.audit(&line(what)).unwrap();
        }
        for sql in ["UPDATE audit SET account = 'orsa'", "DELETE FROM audit", "DELETE FROM audit WHERE key = 1"] {
            assert!(desk.ask(|connection| connection.execute(sql, [])).is_err(), "{sql}");
        }
        let all = desk.audited(None, None, 10).unwrap();
        assert_eq!(all.iter().map(|line| line.what.as_str()).collect::<Vec<_>>(), ["77b0e2d1", "3fa91c04"]);
        assert_eq!(desk.audited(Some("orsa"), None, 10).unwrap(), []);
        assert_eq!(desk.audited(Some("rask"), Some(2), 10).unwrap().len(), 1);
    }

    #[test]
    fn a_search_made_twice_in_a_row_is_remembered_once() {
        let folder = tempfile::tempdir().unwrap();
        let desk = Access::open(folder.path()).unwrap();
        for page in ["/search?q=port", "/search?q=port", "/search?q=Vell"] {
            desk.remember_search("rask", page, "2031-05-14T08:00:00Z").unwrap();
        }
        let pages: Vec<String> = desk.remembered_searches("rask").unwrap().into_iter().map(|own| own.page).collect();
        assert_eq!(pages, ["/search?q=Vell", "/search?q=port"]);
        assert_eq!(desk.remembered_searches("orsa").unwrap(), []);
        for number in 0..REMEMBERED + 5 {
            desk.remember_search("rask", &format!("/search?q={number}"), "2031-05-14T08:00:00Z").unwrap();
        }
        assert_eq!(desk.remembered_searches("rask").unwrap().len() as i64, REMEMBERED);
    }

    #[test]
    fn a_saved_search_is_its_owners() {
        let folder = tempfile::tempdir().unwrap();
        let desk = Access::open(folder.path()).unwrap();
        desk.save_search("rask", "the port", "/search?q=port", "2031-05-14T08:00:00Z").unwrap();
        desk.save_search("rask", "the port", "/search?q=harbour", "2031-05-15T08:00:00Z").unwrap();
        let saved = desk.saved_searches("rask").unwrap();
        assert_eq!((saved.len(), saved[0].page.as_str()), (1, "/search?q=harbour"));
        assert!(!desk.drop_search("orsa", saved[0].number).unwrap());
        assert!(desk.drop_search("rask", saved[0].number).unwrap());
    }
}
