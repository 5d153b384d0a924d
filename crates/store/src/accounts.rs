//! Accounts, their sessions and tokens.
//!
//! Invariant: no password and no secret is here, only what they hash to, so that a copy of the file lets nobody in. The clock comes in as
//! a value, seconds since 1970. Cost: a look-up by key for each request.

use crate::{Access, StoreError};
use rusqlite::{OptionalExtension, Row, params};

/// Somebody who may look from elsewhere.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Account {
    /// The name.
    pub name: String,
    /// “reader”, “analyst”, “admin”.
    pub role: String,
    /// The hash of the password, with salt and parameters (PHC).
    pub password: String,
    /// Since when.
    pub made_at: i64,
    /// How many sessions are open.
    pub sessions: u64,
}

/// A session.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Session {
    /// Whose.
    pub account: String,
    /// Their role today.
    pub role: String,
    /// What stays the same when its secret is changed for another.
    pub family: String,
    /// When its secret was made.
    pub made_at: i64,
    /// When it was last used.
    pub seen_at: i64,
    /// When it ends.
    pub until: i64,
}

/// A token for programs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Token {
    /// Whose.
    pub account: String,
    /// What it is for.
    pub label: String,
    /// When it was made.
    pub made_at: i64,
    /// When it ends; none where it does not.
    pub until: Option<i64>,
}

const ACCOUNTS: &str =
    "SELECT name, role, password, made_at, (SELECT count(*) FROM session WHERE session.account = account.name)
     FROM account";

impl Access {
    /// All accounts by name.
    pub fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        self.ask(|connection| {
            connection.prepare(&format!("{ACCOUNTS} ORDER BY name"))?.query_map([], account)?.collect()
        })
    }

    /// An account.
    pub fn account(&self, name: &str) -> Result<Option<Account>, StoreError> {
        self.ask(|connection| {
            connection.prepare_cached(&format!("{ACCOUNTS} WHERE name = ?1"))?.query_row([name], account).optional()
        })
    }

    /// Adds an account; whether the name was free.
    pub fn add_account(&self, name: &str, role: &str, password: &str, now: i64) -> Result<bool, StoreError> {
        let sql = "INSERT OR IGNORE INTO account (name, role, password, made_at) VALUES (?1, ?2, ?3, ?4)";
        Ok(self.ask(|connection| connection.execute(sql, params![name, role, password, now]))? > 0)
    }

    /// Another password: all its sessions end. Whether there is such an account.
    pub fn set_password(&mut self, name: &str, password: &str) -> Result<bool, StoreError> {
        self.together(|transaction| {
            transaction.execute("DELETE FROM session WHERE account = ?1", [name])?;
            transaction.execute("UPDATE account SET password = ?2 WHERE name = ?1", [name, password])
        })
    }

    /// Another role, which holds from the next request on. Whether there is such an account.
    pub fn set_role(&mut self, name: &str, role: &str) -> Result<bool, StoreError> {
        self.together(|transaction| transaction.execute("UPDATE account SET role = ?2 WHERE name = ?1", [name, role]))
    }

    /// Removes an account with its sessions and tokens; what it did stays in the audit log. Whether there was such an account.
    pub fn remove_account(&mut self, name: &str) -> Result<bool, StoreError> {
        self.together(|transaction| {
            transaction.execute("DELETE FROM session WHERE account = ?1", [name])?;
            transaction.execute("DELETE FROM token WHERE account = ?1", [name])?;
            transaction.execute("DELETE FROM account WHERE name = ?1", [name])
        })
    }

    /// Begins a session, or goes on with one under another secret; those that ended are removed.
    pub fn add_session(&mut self, secret: &str, session: &Session) -> Result<(), StoreError> {
        self.together(|transaction| {
            transaction.execute("DELETE FROM session WHERE until <= ?1", [session.made_at])?;
            transaction.execute(
                "INSERT INTO session (secret, account, family, made_at, seen_at, until) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                params![secret, session.account, session.family, session.made_at, session.seen_at, session.until],
            )
        })?;
        Ok(())
    }

    /// The session of a secret, ended or not.
    pub fn session(&self, secret: &str) -> Result<Option<Session>, StoreError> {
        self.ask(|connection| {
            let mut query = connection.prepare_cached(
                "SELECT session.account, role, family, session.made_at, seen_at, until
                 FROM session JOIN account ON account.name = session.account WHERE secret = ?1",
            )?;
            let session = |row: &Row| {
                Ok(Session {
                    account: row.get(0)?,
                    role: row.get(1)?,
                    family: row.get(2)?,
                    made_at: row.get(3)?,
                    seen_at: row.get(4)?,
                    until: row.get(5)?,
                })
            };
            query.query_row([secret], session).optional()
        })
    }

    /// Notes that a session was used.
    pub fn see_session(&self, secret: &str, now: i64) -> Result<(), StoreError> {
        self.ask(|connection| {
            connection.execute("UPDATE session SET seen_at = ?2 WHERE secret = ?1", params![secret, now])
        })?;
        Ok(())
    }

    /// Lets a secret count no longer than that.
    pub fn shorten_session(&self, secret: &str, until: i64) -> Result<(), StoreError> {
        let sql = "UPDATE session SET until = min(until, ?2) WHERE secret = ?1";
        self.ask(|connection| connection.execute(sql, params![secret, until]))?;
        Ok(())
    }

    /// Ends a session under all its secrets.
    pub fn end_session(&self, family: &str) -> Result<(), StoreError> {
        self.ask(|connection| connection.execute("DELETE FROM session WHERE family = ?1", [family]))?;
        Ok(())
    }

    /// Adds a token; whether its label was free and there is such an account.
    pub fn add_token(&self, secret: &str, token: &Token) -> Result<bool, StoreError> {
        let sql = "INSERT OR IGNORE INTO token (secret, account, label, made_at, until)
             SELECT ?1, name, ?3, ?4, ?5 FROM account WHERE name = ?2";
        let line = params![secret, token.account, token.label, token.made_at, token.until];
        Ok(self.ask(|connection| connection.execute(sql, line))? > 0)
    }

    /// Ends a token; whether there was one.
    pub fn remove_token(&self, account: &str, label: &str) -> Result<bool, StoreError> {
        let sql = "DELETE FROM token WHERE account = ?1 AND label = ?2";
        Ok(self.ask(|connection| connection.execute(sql, [account, label]))? > 0)
    }

    /// The tokens of an account.
    pub fn tokens(&self, account: &str) -> Result<Vec<Token>, StoreError> {
        self.ask(|connection| {
            let mut query = connection
                .prepare("SELECT account, label, made_at, until FROM token WHERE account = ?1 ORDER BY label")?;
            let token = |row: &Row| {
                Ok(Token { account: row.get(0)?, label: row.get(1)?, made_at: row.get(2)?, until: row.get(3)? })
            };
            query.query_map([account], token)?.collect()
        })
    }

    /// Whose token this is, with their role, while it counts.
    pub fn token_bearer(&self, secret: &str, now: i64) -> Result<Option<(String, String)>, StoreError> {
        self.ask(|connection| {
            let mut query = connection.prepare_cached(
                "SELECT name, role FROM token JOIN account ON name = account
                 WHERE secret = ?1 AND (until IS NULL OR until > ?2)",
            )?;
            query.query_row(params![secret, now], |row| Ok((row.get(0)?, row.get(1)?))).optional()
        })
    }
}

fn account(row: &Row) -> rusqlite::Result<Account> {
    Ok(Account {
        name: row.get(0)?,
        role: row.get(1)?,
        password: row.get(2)?,
        made_at: row.get(3)?,
        sessions: row.get(4)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn desk() -> (tempfile::TempDir, Access) {
        let folder = tempfile::tempdir().unwrap();
        let desk = Access::open(folder.path()).unwrap();
        assert!(desk.add_account("rask", "analyst", "$argon2id$…", 100).unwrap());
        (folder, desk)
    }

    fn session(family: &str) -> Session {
        let (account, role, family) = ("rask".to_string(), "analyst".to_string(), family.to_string());
        Session { account, role, family, made_at: 100, seen_at: 100, until: 900 }
    }

    #[test]
    fn a_name_is_given_once() {
        let (_folder, desk) = desk();
        assert!(!desk.add_account("rask", "admin", "another", 200).unwrap());
        assert_eq!(desk.account("rask").unwrap().unwrap().role, "analyst");
    }

    #[test]
    fn another_password_ends_all_sessions() {
        let (_folder, mut desk) = desk();
        desk.add_session("aa", &session("f1")).unwrap();
        assert!(desk.session("aa").unwrap().is_some());
        assert!(desk.set_password("rask", "new").unwrap());
        assert!(desk.session("aa").unwrap().is_none());
        assert!(!desk.set_password("nobody", "new").unwrap());
    }

    #[test]
    fn whoever_is_removed_has_no_session_and_no_token() {
        let (_folder, mut desk) = desk();
        desk.add_session("aa", &session("f1")).unwrap();
        let token = Token { account: "rask".into(), label: "feed".into(), made_at: 100, until: Some(500) };
        assert!(desk.add_token("bb", &token).unwrap());
        assert_eq!(desk.token_bearer("bb", 499).unwrap().unwrap().0, "rask");
        assert_eq!(desk.token_bearer("bb", 500).unwrap(), None);
        assert!(desk.remove_account("rask").unwrap());
        assert!(desk.session("aa").unwrap().is_none() && desk.token_bearer("bb", 200).unwrap().is_none());
        assert!(!desk.add_token("cc", &token).unwrap());
    }

    #[test]
    fn a_session_ends_under_all_its_secrets() {
        let (_folder, mut desk) = desk();
        desk.add_session("aa", &session("f1")).unwrap();
        desk.add_session("ab", &session("f1")).unwrap();
        desk.add_session("zz", &session("f2")).unwrap();
        desk.shorten_session("aa", 160).unwrap();
        assert_eq!(desk.session("aa").unwrap().unwrap().until, 160);
        desk.end_session("f1").unwrap();
        assert!(desk.session("aa").unwrap().is_none() && desk.session("ab").unwrap().is_none());
        assert!(desk.session("zz").unwrap().is_some());
    }
}
