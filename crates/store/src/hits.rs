//! Search for pages: the best hits or the newest, with what they can be narrowed by.
//!
//! Scoring costs half a microsecond a hit, so words that very many documents have are not scored: the newest are taken, and it is said.
//! Invariant: at most [`MOST`] hits are looked at; of them kind, outlet and year are known. Cost: the hits scored, a look-up for each kept.

use crate::search::{SNIPPET, cut, first_word, fts_query};
use crate::{Desk, DocumentHit, Order, Said, StoreError};
use dateline_record::Row;
use rusqlite::params;

/// Hits that are kept.
const MOST: usize = 1000;

/// More hits than that are not scored.
const SCORED: usize = 20_000;

/// A hit, with what it can be narrowed by.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hit {
    key: i64,
    /// Kind of its document.
    pub kind: String,
    /// Outlet of its document.
    pub outlet: Option<String>,
    /// Day of its document's publication.
    pub day: Option<String>,
}

/// What was found.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Hits {
    /// The hits, in order.
    pub hits: Vec<Hit>,
    /// There are more.
    pub more: bool,
    /// They were too many to be ranked: the newest are there.
    pub newest: bool,
}

/// What is searched.
#[derive(Clone, Copy)]
struct Shelf {
    search: &'static str,
    /// Joins what is found to its document.
    joined: &'static str,
    /// How well a hit fits.
    score: &'static str,
    kinds: &'static str,
}

const DOCUMENTS: Shelf = Shelf {
    search: "document_search",
    joined: "document ON document.key = found.rowid",
    score: "bm25(document_search, 4.0, 1.0)",
    kinds: "AND document.kind NOT IN ('boilerplate', 'advertisement')",
};

const STATEMENTS: Shelf = Shelf {
    search: "statement_search",
    joined: "statement ON statement.key = found.rowid JOIN document ON document.key = statement.document",
    score: "bm25(statement_search, 2.0, 1.0)",
    kinds: "",
};

impl Desk {
    /// Documents with all the words of `query`, less page furniture and advertisements.
    pub fn document_hits(&self, query: &str, order: Order) -> Result<Hits, StoreError> {
        self.hits(DOCUMENTS, query, order)
    }

    /// Statements with all the words of `query`, in source or content.
    pub fn statement_hits(&self, query: &str, order: Order) -> Result<Hits, StoreError> {
        self.hits(STATEMENTS, query, order)
    }

    /// A hit with its document and the words in their surroundings.
    pub fn hit_document(&self, query: &str, hit: &Hit) -> Result<Option<DocumentHit>, StoreError> {
        let word = first_word(query);
        let Some(query) = fts_query(query) else { return Ok(None) };
        let (row, snippet): (String, String) = self.ask(|connection| {
            let sql = format!(
                "SELECT document.row, {SNIPPET} FROM document_search
                 JOIN document ON document.key = document_search.rowid
                 WHERE document_search MATCH ?1 AND document_search.rowid = ?2"
            );
            connection
                .prepare_cached(&sql)?
                .query_row(params![query, hit.key, word], |row| Ok((row.get(0)?, row.get(1)?)))
        })?;
        Ok(match self.parse(&row)? {
            Row::Document(document) => Some(DocumentHit { document, snippet: cut(&snippet) }),
            _ => None,
        })
    }

    /// Hits as statements.
    pub fn hit_statements(&self, hits: &[Hit]) -> Result<Vec<Said>, StoreError> {
        self.all_said(hits.iter().map(|hit| hit.key).collect())
    }

    fn hits(&self, shelf: Shelf, query: &str, order: Order) -> Result<Hits, StoreError> {
        let Some(query) = fts_query(query) else { return Ok(Hits::default()) };
        let Shelf { search, joined, score, kinds } = shelf;
        let count = format!("SELECT count(*) FROM (SELECT 1 FROM {search} WHERE {search} MATCH ?1 LIMIT ?2)");
        let count: usize = self.ask(|connection| {
            connection.prepare_cached(&count)?.query_row(params![query, SCORED + 1], |row| row.get(0))
        })?;
        let newest = count > SCORED && order == Order::Best;
        let order = if newest { Order::Newest } else { order };
        let columns = "document.kind, document.outlet, document.earliest";
        let place = "document.path, document.number, found.rowid";
        let sql = match (order, search) {
            (Order::Best, _) => format!(
                "SELECT found.rowid, {columns} FROM
                 (SELECT rowid, {score} AS score FROM {search} WHERE {search} MATCH ?1 ORDER BY score LIMIT ?2) AS found
                 JOIN {joined} WHERE true {kinds} ORDER BY score, {place}"
            ),
            // Down the documents until enough of them have the words; left alone, SQLite looks up every hit and sorts them.
            (Order::Newest, "document_search") => format!(
                "SELECT document.key, {columns} FROM document INDEXED BY document_newest
                 WHERE +document.key IN (SELECT rowid FROM {search} WHERE {search} MATCH ?1) {kinds}
                 ORDER BY document.earliest DESC, document.capture, document.number LIMIT ?2"
            ),
            (Order::Newest, _) => format!(
                "SELECT statement.key, {columns} FROM document INDEXED BY document_newest
                 CROSS JOIN statement INDEXED BY statement_document ON statement.document = document.key
                 WHERE +statement.key IN (SELECT rowid FROM {search} WHERE {search} MATCH ?1)
                 ORDER BY document.earliest DESC, document.capture, document.number, statement.start LIMIT ?2"
            ),
        };
        let hits: Vec<Hit> = self.ask(|connection| {
            let mut prepared = connection.prepare_cached(&sql)?;
            let rows = prepared.query_map(params![query, MOST], |row| {
                Ok(Hit { key: row.get(0)?, kind: row.get(1)?, outlet: row.get(2)?, day: row.get(3)? })
            })?;
            rows.collect()
        })?;
        Ok(Hits { more: count > MOST, newest, hits })
    }
}
