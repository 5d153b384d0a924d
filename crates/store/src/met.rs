//! What lineage asks of a document: its statements, the states of its page, what it links to and what links to it.
//!
//! Of an address that was captured many times, a link leads to the last state that is not younger than the link, and a state meets only
//! the next ones; so a page of ten thousand states costs no more than one of two. Cost: an index look-up a key.

use crate::{Desk, StoreError};
use dateline_record::{Row, StatementRow};

/// States of a page that one is held against, on either side.
const STATES: usize = 2;

impl Desk {
    /// Documents, in order, in which a statement is denied or its content has one of these words.
    pub fn documents_saying(&self, words: &[&str]) -> Result<Vec<String>, StoreError> {
        let any: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
        let any = format!("content : ({})", any.join(" OR "));
        self.ask(|connection| {
            let mut query = connection.prepare_cached(
                "SELECT document.id FROM document WHERE key IN (
                     SELECT document FROM statement WHERE denied
                     UNION SELECT document FROM statement
                     WHERE key IN (SELECT rowid FROM statement_words WHERE statement_words MATCH ?1)
                 ) ORDER BY path, capture, number",
            )?;
            query.query_map([any], |row| row.get(0))?.collect()
        })
    }

    /// The statements of a document, in place order.
    pub fn statements_of(&self, document: &str) -> Result<Vec<StatementRow>, StoreError> {
        let rows: Vec<(String, String)> = self.ask(|connection| {
            let mut query = connection.prepare_cached(
                "SELECT statement.row, statement.text FROM document JOIN statement ON statement.document = document.key
                 WHERE document.id = ?1 ORDER BY statement.start, statement.id",
            )?;
            query.query_map([document], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
        })?;
        let mut statements = Vec::with_capacity(rows.len());
        for (json, text) in rows {
            if let Row::Statement(mut statement) = self.parse(&json)? {
                statement.text = text;
                statements.push(statement);
            }
        }
        Ok(statements)
    }

    /// The documents that one links to, and the states of its own page next to it.
    pub fn ties_of(&self, document: &str) -> Result<Vec<String>, StoreError> {
        let side = |order: &str| {
            format!(
                "SELECT other.id FROM tie AS pair JOIN document AS other ON other.key = pair.document
                 WHERE pair.key = ?1 AND pair.own AND other.id != ?3
                 AND (coalesce(other.earliest, '9999'), other.id) {order} LIMIT ?4"
            )
        };
        let before =
            side("<= (coalesce(?2, '9999'), ?3) ORDER BY coalesce(other.earliest, '9999') DESC, other.id DESC");
        let after = side("> (coalesce(?2, '9999'), ?3) ORDER BY coalesce(other.earliest, '9999'), other.id");
        self.ask(|connection| {
            let mut query = connection.prepare_cached(
                "SELECT tie.key, tie.own, document.earliest FROM document JOIN tie ON tie.document = document.key
                 WHERE document.id = ?1 AND NOT (tie.own AND tie.key LIKE 'id:%') ORDER BY tie.key, tie.own",
            )?;
            let keys = query.query_map([document], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            let keys = keys.collect::<Result<Vec<(String, bool, Option<String>)>, _>>()?;
            let mut found = Vec::new();
            for (key, own, earliest) in keys {
                let mut next = |sql: &str, most: usize| -> rusqlite::Result<usize> {
                    let mut query = connection.prepare_cached(sql)?;
                    let ids = query.query_map((&key, &earliest, document, most), |row| row.get(0))?;
                    let ids = ids.collect::<Result<Vec<String>, _>>()?;
                    let count = ids.len();
                    found.extend(ids);
                    Ok(count)
                };
                let most = if own { STATES } else { 1 };
                if next(&before, most)? == 0 || own {
                    next(&after, most)?;
                }
            }
            found.sort_unstable();
            found.dedup();
            Ok(found)
        })
    }

    /// The documents that link to one.
    pub fn linking_to(&self, document: &str) -> Result<Vec<String>, StoreError> {
        self.ask(|connection| {
            let mut query = connection.prepare_cached(
                "SELECT DISTINCT other.id FROM document JOIN tie AS own ON own.document = document.key AND own.own
                 JOIN tie AS pair ON pair.key = own.key AND NOT pair.own
                 JOIN document AS other ON other.key = pair.document
                 WHERE document.id = ?1 AND other.id != ?1 ORDER BY other.id",
            )?;
            query.query_map([document], |row| row.get(0))?.collect()
        })
    }

    /// The ids of all documents, in order.
    pub fn document_ids(&self) -> Result<Vec<String>, StoreError> {
        self.documents_beginning("")
    }

    /// The ids of documents that begin with these digits, in order.
    pub fn documents_beginning(&self, digits: &str) -> Result<Vec<String>, StoreError> {
        self.ask(|connection| {
            let mut query =
                connection.prepare_cached("SELECT id FROM document WHERE id >= ?1 AND id < ?1 || 'g' ORDER BY id")?;
            query.query_map([digits], |row| row.get(0))?.collect()
        })
    }
}
