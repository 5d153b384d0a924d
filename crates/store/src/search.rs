//! Search: SQLite's FTS5 over documents and statements, ranked by BM25 or newest first.

use crate::{Desk, Said, StoreError};
use dateline_record::{DocumentRow, Kind, Row};

/// What a query's words are set between in a snippet: control characters, which no cleaned text holds.
const OPEN: char = '\u{2}';
const CLOSE: char = '\u{3}';

/// The words of a hit in their surroundings; `?3` is the first word asked for. FTS5 weighs every pair of hits in a column, which for a title of
/// millions of words takes hours, so of a long document the first place with the word is taken.
pub(crate) const SNIPPET: &str =
    "CASE WHEN octet_length(coalesce(document.title, '')) + octet_length(document.text) < 65536
     THEN snippet(document_search, -1, char(2), char(3), '…', 24)
     ELSE '…' || substr(document.text, max(1, instr(lower(document.text), lower(?3)) - 80), 240) || '…' END";

/// In which order hits come.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Order {
    /// The best first (BM25).
    #[default]
    Best,
    /// The last published first; undated ones at the end. Does not score, so it is the faster for common words.
    Newest,
}

/// A stretch of a snippet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Match {
    /// The words.
    pub text: String,
    /// Whether they are what was asked for.
    pub hit: bool,
}

/// A document that has the words.
#[derive(Clone, Debug)]
pub struct DocumentHit {
    /// The document, less its text.
    pub document: DocumentRow,
    /// The words in their surroundings.
    pub snippet: Vec<Match>,
}

impl Desk {
    /// Documents with all the words of `query`. Page furniture and advertisements are left out unless `all`.
    pub fn search_documents(
        &self,
        query: &str,
        order: Order,
        all: bool,
        limit: usize,
    ) -> Result<Vec<DocumentHit>, StoreError> {
        let word = first_word(query);
        let Some(query) = fts_query(query) else { return Ok(Vec::new()) };
        let kinds = if all {
            String::new()
        } else {
            format!("AND kind NOT IN ('{}', '{}')", Kind::Boilerplate, Kind::Advertisement)
        };
        let order = match order {
            Order::Best => "bm25(document_search, 4.0, 1.0)",
            Order::Newest => "earliest IS NULL, earliest DESC",
        };
        let sql = format!(
            "SELECT document.row, {SNIPPET} FROM document_search
             JOIN document ON document.key = document_search.rowid
             WHERE document_search MATCH ?1 {kinds} ORDER BY {order}, path, number LIMIT ?2"
        );
        let rows: Vec<(String, String)> = self.ask(|connection| {
            connection
                .prepare(&sql)?
                .query_map(rusqlite::params![query, limit, word], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        })?;
        let mut hits = Vec::with_capacity(rows.len());
        for (row, snippet) in rows {
            if let Row::Document(document) = self.parse(&row)? {
                hits.push(DocumentHit { document, snippet: cut(&snippet) });
            }
        }
        Ok(hits)
    }

    /// Statements with all the words of `query`, in source or content.
    pub fn search_statements(&self, query: &str, order: Order, limit: usize) -> Result<Vec<Said>, StoreError> {
        let Some(query) = fts_query(query) else { return Ok(Vec::new()) };
        let order = match order {
            Order::Best => "bm25(statement_search, 2.0, 1.0)",
            Order::Newest => {
                "coalesce(statement.earliest, document.earliest) IS NULL, coalesce(statement.earliest, document.earliest) DESC"
            }
        };
        let sql = format!(
            "SELECT statement.key FROM statement_search
             JOIN statement ON statement.key = statement_search.rowid JOIN document ON document.key = statement.document
             WHERE statement_search MATCH ?1 ORDER BY {order}, path, document.number, statement.start LIMIT ?2"
        );
        let keys: Vec<i64> = self.ask(|connection| {
            connection.prepare(&sql)?.query_map(rusqlite::params![query, limit], |row| row.get(0))?.collect()
        })?;
        let mut hits = Vec::with_capacity(keys.len());
        self.said(keys, &mut |said| hits.push(said))?;
        Ok(hits)
    }
}

/// A person's words as an FTS5 query: every word must be there, quoted words together. None where there is no word.
pub(crate) fn fts_query(words: &str) -> Option<String> {
    let terms = fts_terms(words);
    (!terms.is_empty()).then(|| terms.join(" "))
}

/// The first word of a query.
pub(crate) fn first_word(words: &str) -> &str {
    words.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default()
}

/// A person's words as terms of FTS5, quoted words as one.
pub(crate) fn fts_terms(words: &str) -> Vec<String> {
    let mut terms = Vec::new();
    for (index, run) in words.split(['"', '“', '”']).enumerate() {
        let mut parts: Vec<&str> = run.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        if index % 2 == 1 && parts.len() > 1 {
            terms.push(format!("\"{}\"", parts.join(" ")));
        } else {
            terms.extend(parts.drain(..).map(|word| format!("\"{word}\"")));
        }
    }
    terms
}

pub(crate) fn cut(snippet: &str) -> Vec<Match> {
    let mut matches = Vec::new();
    for (index, run) in snippet.split(OPEN).enumerate() {
        let (hit, rest) = match run.split_once(CLOSE) {
            Some((hit, rest)) if index > 0 => (hit, rest),
            _ => ("", run),
        };
        for (text, hit) in [(hit, true), (rest, false)] {
            if !text.is_empty() {
                matches.push(Match { text: text.to_string(), hit });
            }
        }
    }
    matches
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_person_types_is_never_a_syntax_error() {
        assert_eq!(fts_query("ferry AND (sank*").unwrap(), r#""ferry" "AND" "sank""#);
        assert_eq!(fts_query(r#"“foreign ministry” denied"#).unwrap(), r#""foreign ministry" "denied""#);
        assert_eq!(fts_query(" -- "), None);
    }

    #[test]
    fn a_snippet_is_cut_at_its_hits() {
        let hit = |text: &str, hit| Match { text: text.into(), hit };
        assert_eq!(cut("the \u{2}ferry\u{3} sank"), [hit("the ", false), hit("ferry", true), hit(" sank", false)]);
    }
}
