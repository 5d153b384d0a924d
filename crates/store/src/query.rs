//! Asking for rows. The order is by path, capture and place: the same whatever the order of arrival.

use crate::{Desk, StoreError};
use dateline_record::{DocumentRow, Kind, MentionRow, QuantityMentionRow, Row, TimeRow};
use rusqlite::params_from_iter;
use rusqlite::types::Value;

const ORDER: &str = "ORDER BY document.path, document.capture, document.number";

/// Which documents.
#[derive(Clone, Debug, Default)]
pub struct DocumentFilter {
    /// Of these kinds; all where empty.
    pub kinds: Vec<Kind>,
    /// Of the outlet with these words in its name.
    pub outlet: Option<String>,
    /// Published on this day or later.
    pub since: Option<String>,
    /// Published on this day or earlier.
    pub until: Option<String>,
    /// At most so many.
    pub limit: Option<usize>,
}

/// An expression of time with its sentence and its document.
#[derive(Clone, Debug)]
pub struct TimedSentence {
    /// The expression.
    pub time: TimeRow,
    /// The sentence it stands in.
    pub sentence: String,
    /// Its document, less the text.
    pub document: DocumentRow,
}

/// What an id stands for.
#[derive(Clone, Debug)]
pub enum Found {
    /// A row.
    Row(Box<Row>),
    /// Nothing.
    Nothing,
    /// More than one thing: the first few ids.
    Several(Vec<String>),
}

impl Desk {
    /// Documents, each handed to `each` in turn so that none need be held.
    pub fn documents(&self, filter: &DocumentFilter, each: &mut dyn FnMut(DocumentRow)) -> Result<(), StoreError> {
        let wanted = filter.conditions();
        let sql = format!("SELECT row, text, '' FROM document {} {ORDER} {}", wanted.sql(), limit(filter.limit));
        self.each_row(&sql, wanted.values, &mut |row, text| {
            if let Row::Document(mut document) = row {
                document.text = text;
                each(document);
            }
        })
    }

    /// Expressions of time, in place order; with `dated`, only those with an interval, by that interval. With `about`, only
    /// those whose sentence or document has all of these words.
    pub fn times(
        &self,
        dated: bool,
        about: Option<&str>,
        each: &mut dyn FnMut(TimedSentence),
    ) -> Result<(), StoreError> {
        let mut wanted = Conditions::default();
        if dated {
            wanted.add("time.earliest IS NOT NULL", []);
        }
        if let Some(about) = about {
            let Some(query) = crate::search::fts_query(about) else { return Ok(()) };
            wanted.add("document.key IN (SELECT rowid FROM document_search WHERE document_search MATCH ?)", [query]);
        }
        let order = if dated {
            "ORDER BY time.earliest, time.latest, document.path, document.number, time.start"
        } else {
            ORDER
        };
        let sql = format!(
            "SELECT time.row, time.sentence, document.row FROM time JOIN document ON document.key = time.document {} {order}, time.id",
            wanted.sql()
        );
        self.each_pair(&sql, wanted.values, &mut |row, sentence, document| {
            if let Row::Time(time) = row {
                each(TimedSentence { time, sentence, document });
            }
        })
    }

    /// Mentions in place order.
    pub fn mentions(&self, each: &mut dyn FnMut(MentionRow)) -> Result<(), StoreError> {
        let sql = format!(
            "SELECT mention.row, '', '' FROM mention JOIN document ON document.key = mention.document {ORDER}, mention.start, mention.id"
        );
        self.each_row(&sql, Vec::new(), &mut |row, _| {
            if let Row::Mention(mention) = row {
                each(mention);
            }
        })
    }

    /// What is counted, in place order.
    pub fn quantities(&self, each: &mut dyn FnMut(QuantityMentionRow)) -> Result<(), StoreError> {
        let sql = format!(
            "SELECT quantity.row, '', '' FROM quantity JOIN document ON document.key = quantity.document {ORDER}, quantity.start, quantity.id"
        );
        self.each_row(&sql, Vec::new(), &mut |row, _| {
            if let Row::Quantity(quantity) = row {
                each(quantity);
            }
        })
    }

    /// The row whose id begins with `prefix`.
    pub fn find(&self, prefix: &str) -> Result<Found, StoreError> {
        let mut found: Vec<(String, String, String)> = Vec::new();
        for (table, text) in [
            ("document", "text"),
            ("statement", "text"),
            ("time", "''"),
            ("mention", "''"),
            ("announcement", "''"),
            ("event_mention", "''"),
            ("quantity", "''"),
        ] {
            let sql =
                format!("SELECT id, row, {text} FROM {table} WHERE id >= ?1 AND id < ?1 || 'g' ORDER BY id LIMIT 4");
            found.extend(self.ask(|connection| {
                let mut query = connection.prepare(&sql)?;
                query
                    .query_map([prefix], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
                    .collect::<Result<Vec<_>, _>>()
            })?);
        }
        if found.len() > 1 {
            return Ok(Found::Several(found.into_iter().map(|(id, ..)| id).collect()));
        }
        let Some((_, json, text)) = found.pop() else { return Ok(Found::Nothing) };
        let mut row: Row = self.parse(&json)?;
        match &mut row {
            Row::Document(document) => document.text = text,
            Row::Statement(statement) => statement.text = text,
            Row::Time(_)
            | Row::Mention(_)
            | Row::Announcement(_)
            | Row::Dating(_)
            | Row::EventMention(_)
            | Row::Quantity(_)
            | Row::Event(_)
            | Row::Disagreement(_)
            | Row::Entity(_)
            | Row::Lineage(_)
            | Row::Story(_)
            | Row::Brief(_)
            | Row::Change(_)
            | Row::Judgement(_)
            | Row::Use(_) => {}
        }
        Ok(Found::Row(Box::new(row)))
    }

    /// One document, less its text.
    pub fn document(&self, id: &str) -> Result<Option<DocumentRow>, StoreError> {
        match self.find(id)? {
            Found::Row(row) => Ok(match *row {
                Row::Document(document) => Some(document),
                _ => None,
            }),
            _ => Ok(None),
        }
    }

    fn each_row(&self, sql: &str, values: Vec<Value>, each: &mut dyn FnMut(Row, String)) -> Result<(), StoreError> {
        self.each_json(sql, values, &mut |row, text, _| {
            each(self.parse(&row)?, text);
            Ok(())
        })
    }

    pub(crate) fn each_pair(
        &self,
        sql: &str,
        values: Vec<Value>,
        each: &mut dyn FnMut(Row, String, DocumentRow),
    ) -> Result<(), StoreError> {
        self.each_json(sql, values, &mut |row, text, document| {
            if let Row::Document(document) = self.parse(&document)? {
                each(self.parse(&row)?, text, document);
            }
            Ok(())
        })
    }

    /// Hands on the three text columns of every row that `sql` gives.
    pub(crate) fn each_json(
        &self,
        sql: &str,
        values: Vec<Value>,
        each: &mut dyn FnMut(String, String, String) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let fail = |source| StoreError::Database { path: self.path.clone(), source };
        let mut query = self.connection.prepare_cached(sql).map_err(fail)?;
        let mut rows = query.query(params_from_iter(values)).map_err(fail)?;
        while let Some(row) = rows.next().map_err(fail)? {
            let column = |index: usize| row.get(index).map_err(fail);
            each(column(0)?, column(1)?, column(2)?)?;
        }
        Ok(())
    }
}

impl DocumentFilter {
    pub(crate) fn conditions(&self) -> Conditions {
        let mut wanted = Conditions::default();
        if !self.kinds.is_empty() {
            let marks = vec!["?"; self.kinds.len()].join(", ");
            wanted.add(&format!("kind IN ({marks})"), self.kinds.iter().map(|kind| kind.name().to_string()));
        }
        if let Some(outlet) = &self.outlet {
            wanted.add("instr(lower(coalesce(outlet, '')), lower(?)) > 0", [outlet.clone()]);
        }
        if let Some(since) = &self.since {
            wanted.add("earliest >= ?", [since.clone()]);
        }
        if let Some(until) = &self.until {
            wanted.add("earliest <= ?", [until.clone()]);
        }
        wanted
    }
}

/// The parts of a WHERE clause and their values.
#[derive(Default)]
pub(crate) struct Conditions {
    pub(crate) sql: Vec<String>,
    pub(crate) values: Vec<Value>,
}

impl Conditions {
    pub(crate) fn add(&mut self, sql: &str, values: impl IntoIterator<Item = String>) {
        self.sql.push(sql.to_string());
        self.values.extend(values.into_iter().map(Value::Text));
    }

    pub(crate) fn sql(&self) -> String {
        if self.sql.is_empty() { String::new() } else { format!("WHERE {}", self.sql.join(" AND ")) }
    }
}

fn limit(limit: Option<usize>) -> String {
    limit.map(|limit| format!("LIMIT {limit}")).unwrap_or_default()
}
