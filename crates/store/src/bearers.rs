//! Asking for those who bear a name: their referents, how they are mentioned, and what others say of them.
//!
//! Within one desk and by name alone; nothing here says that two bearers of one name are one person.

use crate::words::plain;
use crate::{Desk, Said, StoreError};
use dateline_record::{DocumentRow, MentionRow, Row, SpanRow};
use rusqlite::OptionalExtension;
use std::collections::BTreeSet;

/// A named referent of one document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bearer {
    /// Its key in this desk.
    pub key: i64,
    /// Identity of the chain.
    pub id: String,
    /// The fullest name that the document gives it.
    pub name: String,
    /// What sort of thing, as in rows.
    pub entity_type: String,
    /// Mentions in that document.
    pub mentions: u64,
}

impl Desk {
    /// Referents one of whose names has all these words, in place order.
    pub fn bearers(&self, name: &str) -> Result<Vec<Bearer>, StoreError> {
        let words: Vec<String> = plain(name).into_iter().map(|word| format!("\"{word}\"")).collect();
        if words.is_empty() {
            return Ok(Vec::new());
        }
        self.ask(|connection| {
            let mut query = connection.prepare(
                "SELECT referent.key, referent.id, name, entity_type, mentions FROM referent
                 CROSS JOIN document ON document.key = referent.document
                 WHERE referent.key IN (SELECT rowid FROM referent_search WHERE referent_search MATCH ?1)
                 ORDER BY path, capture, number, referent.id",
            )?;
            let rows = query.query_map([words.join(" AND ")], bearer)?;
            rows.collect()
        })
    }

    /// The referent with this identity, if it has a name.
    pub fn bearer(&self, id: &str) -> Result<Option<Bearer>, StoreError> {
        self.ask(|connection| {
            let sql = "SELECT key, id, name, entity_type, mentions FROM referent WHERE id = ?1";
            connection.prepare_cached(sql)?.query_row([id], bearer).optional()
        })
    }

    /// The document of a referent, less the text, and its mentions in place order.
    pub fn mentions_of(&self, bearer: &Bearer) -> Result<(DocumentRow, Vec<MentionRow>), StoreError> {
        let document: i64 = self.ask(|connection| {
            connection
                .prepare_cached("SELECT document FROM referent WHERE key = ?1")?
                .query_row([bearer.key], |row| row.get(0))
        })?;
        let rows: Vec<String> = self.ask(|connection| {
            connection
                .prepare_cached("SELECT row FROM mention WHERE referent = ?1 ORDER BY start, id")?
                .query_map([bearer.key], |row| row.get(0))?
                .collect()
        })?;
        let mut mentions = Vec::with_capacity(rows.len());
        for json in rows {
            if let Row::Mention(mention) = self.parse(&json)? {
                mentions.push(mention);
            }
        }
        Ok((self.document_of(document)?, mentions))
    }

    /// Statements in whose content a referent is mentioned, by whomever, in place order.
    pub fn said_of(&self, bearer: &Bearer, mentions: &[MentionRow]) -> Result<Vec<Said>, StoreError> {
        let keys: BTreeSet<(i64, i64)> = self.ask(|connection| {
            connection
                .prepare_cached(
                    "SELECT statement.start, statement.key FROM mention CROSS JOIN statement ON statement.document = mention.document
                     WHERE mention.referent = ?1 AND statement.start <= mention.start AND mention.start < statement.stop",
                )?
                .query_map([bearer.key], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        })?;
        let mut found = Vec::new();
        self.said(keys.into_iter().map(|(_, key)| key), &mut |said| {
            let within = |outer: SpanRow, inner: SpanRow| {
                outer.part == inner.part && outer.start <= inner.start && inner.end <= outer.end
            };
            let mentioned = |content: SpanRow| mentions.iter().any(|mention| within(content, mention.span));
            if said.statement.content.iter().any(|content| mentioned(content.span)) {
                found.push(said);
            }
        })?;
        Ok(found)
    }

    /// Every name and every described source of the desk, once.
    pub fn names(&self) -> Result<Vec<String>, StoreError> {
        self.ask(|connection| {
            let mut query = connection.prepare(
                "SELECT name FROM referent UNION SELECT speaker FROM statement WHERE speaker IS NOT NULL ORDER BY 1",
            )?;
            query.query_map([], |row| row.get(0))?.collect()
        })
    }

    /// Whether the desk holds any statement.
    pub fn has_statements(&self) -> Result<bool, StoreError> {
        let first: Option<i64> = self.ask(|connection| {
            connection.query_row("SELECT key FROM statement LIMIT 1", [], |row| row.get(0)).optional()
        })?;
        Ok(first.is_some())
    }
}

fn bearer(row: &rusqlite::Row) -> rusqlite::Result<Bearer> {
    Ok(Bearer { key: row.get(0)?, id: row.get(1)?, name: row.get(2)?, entity_type: row.get(3)?, mentions: row.get(4)? })
}
