//! Lists a page at a time: what a page shows is found in an index that has its order, and only those rows are read.
//!
//! Invariant: the pages of a list hold each of its rows once, as long as the desk does not change.
//! Cost: a step of the index for each row that is passed over, some look-ups for each that is shown.

use crate::query::Conditions;
use crate::relating::{loaded, stored};
use crate::search::fts_query;
use crate::statements::{add_dates, conditions};
use crate::{Desk, DocumentFilter, EventFilter, Said, Speaker, StatementFilter, StoreError, TimedSentence};
use dateline_record::{DocumentRow, QuantityMentionRow, Row};
use rusqlite::types::Value;
use rusqlite::{params, params_from_iter};

/// Which rows of a list: so many are passed over, and at most so many handed on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Window {
    /// Passed over.
    pub skip: usize,
    /// Handed on.
    pub most: usize,
}

/// A stretch of time, and what its sentences or their documents must speak of.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct TimeWindow {
    /// Nothing that ended before this day.
    pub from: Option<String>,
    /// Nothing that began after this day.
    pub to: Option<String>,
    /// Words that the document must have.
    pub about: Option<String>,
}

/// An outlet as the desk has it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OutletSeen {
    /// Its name.
    pub name: String,
    /// Documents of it.
    pub documents: u64,
    /// The first day on which one was published; none where none is dated.
    pub first: Option<String>,
    /// The last such day.
    pub last: Option<String>,
}

/// Documents that have words are gone through one by one where they are no more than that.
const FEW: usize = 3000;

const NEWEST: &str = "ORDER BY document.earliest DESC, document.capture, document.number";

impl Desk {
    /// A number that is another after every write of another connection, of this program or any other.
    pub fn state(&self) -> Result<i64, StoreError> {
        self.ask(|connection| connection.query_row("PRAGMA data_version", [], |row| row.get(0)))
    }

    /// Keeps fewer pages in memory: for one of many connections that only read.
    pub fn read_lightly(&self) -> Result<(), StoreError> {
        self.ask(|connection| connection.execute_batch("PRAGMA cache_size = -32768; PRAGMA mmap_size = 17179869184;"))
    }

    /// Documents, the last published first, those without a date last.
    pub fn documents_down(&self, filter: &DocumentFilter, window: Window) -> Result<Vec<DocumentRow>, StoreError> {
        let mut wanted = DocumentFilter { outlet: None, ..filter.clone() }.conditions();
        if let Some(outlet) = &filter.outlet {
            // A few outlets, found once; then a look-up.
            wanted.add(
                "outlet IN (SELECT DISTINCT outlet FROM document WHERE instr(lower(coalesce(outlet, '')), lower(?)) > 0)",
                [outlet.clone()],
            );
        }
        let sql = format!("SELECT document.key FROM document {} {NEWEST}", wanted.sql());
        let keys = self.keys(&sql, wanted.values, window)?;
        keys.into_iter().map(|key| self.whole_document(key)).collect()
    }

    /// Statements, those of the last published document first, in place order within one.
    pub fn statements_down(&self, filter: &StatementFilter, window: Window) -> Result<Vec<Said>, StoreError> {
        let Some(mut wanted) = conditions(filter) else { return Ok(Vec::new()) };
        add_dates(&mut wanted, filter);
        let is_narrow = filter.by.is_some() || filter.about.is_some() || filter.document.is_some();
        // From the few statements to their documents, or down the documents until the page is full.
        let tables = match is_narrow {
            true => "statement CROSS JOIN document ON document.key = statement.document",
            false => "document CROSS JOIN statement ON statement.document = document.key",
        };
        let sql =
            format!("SELECT statement.key FROM {tables} {} {NEWEST}, statement.start, statement.id", wanted.sql());
        let keys = self.keys(&sql, wanted.values, window)?;
        self.all_said(keys)
    }

    /// What is said by these, spelled just so, those of the last published document first.
    pub fn said_by_down(&self, speakers: &[Speaker], window: Window) -> Result<Vec<Said>, StoreError> {
        let wanted: Vec<(&str, u8)> =
            speakers.iter().map(|speaker| (speaker.name.as_str(), u8::from(speaker.named))).collect();
        let wanted = serde_json::to_string(&wanted).expect("names are text");
        let sql = format!(
            "SELECT statement.key FROM statement CROSS JOIN document ON document.key = statement.document
             WHERE (speaker, speaker_named) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?)) {NEWEST},
             statement.start, statement.id"
        );
        let keys = self.keys(&sql, vec![Value::Text(wanted)], window)?;
        self.all_said(keys)
    }

    /// Expressions of time with an interval, by that interval, the last first where `newest`, until `each` has enough.
    pub fn times_down(
        &self,
        window: &TimeWindow,
        newest: bool,
        each: &mut dyn FnMut(TimedSentence) -> bool,
    ) -> Result<(), StoreError> {
        let mut wanted = Conditions::default();
        wanted.add("time.earliest IS NOT NULL", []);
        let mut tables = "time CROSS JOIN document ON document.key = time.document";
        if let Some(from) = &window.from {
            wanted.add("(time.latest >= ? OR time.latest IS NULL)", [from.clone()]);
        }
        if let Some(to) = &window.to {
            wanted.add("time.earliest <= ?", [to.clone()]);
        }
        if let Some(about) = &window.about {
            let Some(query) = fts_query(about) else { return Ok(()) };
            if !self.are_many(&query)? {
                tables = "document CROSS JOIN time ON time.document = document.key";
            }
            wanted.add("document.key IN (SELECT rowid FROM document_search WHERE document_search MATCH ?)", [query]);
        }
        let down = if newest { "DESC" } else { "" };
        let sql = format!(
            "SELECT time.row, time.sentence, document.row FROM {tables} {}
             ORDER BY time.earliest {down}, time.latest, document.path, document.number, time.start, time.id",
            wanted.sql()
        );
        self.while_rows(
            &sql,
            wanted.values,
            &mut |row| {
                let (time, sentence, document): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
                Ok((time, sentence, document))
            },
            &mut |(time, sentence, document)| {
                let (Row::Time(time), Row::Document(document)) = (self.parse(&time)?, self.parse(&document)?) else {
                    return Ok(true);
                };
                Ok(each(TimedSentence { time, sentence, document }))
            },
        )
    }

    /// How many expressions of time begin on each day (10), in each month (7) or year (4) of a stretch.
    pub fn times_counted(&self, window: &TimeWindow, length: usize) -> Result<Vec<(String, u64)>, StoreError> {
        let mut wanted = Conditions::default();
        wanted.add("earliest IS NOT NULL", []);
        if let Some(from) = &window.from {
            wanted.add("earliest >= ?", [from.clone()]);
        }
        if let Some(to) = &window.to {
            wanted.add("earliest <= ?", [to.clone()]);
        }
        if let Some(about) = &window.about {
            let Some(query) = fts_query(about) else { return Ok(Vec::new()) };
            if self.are_many(&query)? {
                return Ok(Vec::new());
            }
            wanted.add("document IN (SELECT rowid FROM document_search WHERE document_search MATCH ?)", [query]);
        }
        let sql =
            format!("SELECT substr(earliest, 1, {length}), count(*) FROM time {} GROUP BY 1 ORDER BY 1", wanted.sql());
        self.ask(|connection| {
            let mut query = connection.prepare_cached(&sql)?;
            query.query_map(params_from_iter(wanted.values), |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
        })
    }

    /// The ids of tellings of events by day, the last first where `newest`, until `each` has enough.
    pub fn tellings_down(
        &self,
        filter: &EventFilter,
        newest: bool,
        each: &mut dyn FnMut(String) -> Result<bool, StoreError>,
    ) -> Result<(), StoreError> {
        let mut wanted = filter.conditions();
        wanted.add("event_mention.earliest IS NOT NULL", []);
        if let Some(who) = &filter.who {
            // A look into the index first: whoever takes part is named in the text.
            let words: Vec<String> = who
                .split(|c: char| !c.is_alphanumeric())
                .filter(|word| !word.is_empty())
                .map(|word| format!("\"{word}\" *"))
                .collect();
            if words.is_empty() {
                return Ok(());
            }
            wanted.add(
                "event_mention.document IN (SELECT rowid FROM document_search WHERE document_search MATCH ?)",
                [words.join(" ")],
            );
        }
        let join = match filter.document {
            Some(_) => "JOIN document ON document.key = event_mention.document",
            None => "",
        };
        let down = if newest { "DESC" } else { "" };
        let sql = format!(
            "SELECT event_mention.id FROM event_mention {join} {} ORDER BY event_mention.earliest {down}, event_mention.id",
            wanted.sql()
        );
        self.while_rows(&sql, wanted.values, &mut |row| row.get(0), &mut |id| each(id))
    }

    /// Every item of a layer with its part and where it stands, in order of the items.
    pub fn standings(&self, layer: u8, each: &mut dyn FnMut(u64, u64, i64)) -> Result<(), StoreError> {
        self.ask(|connection| {
            let mut query =
                connection.prepare_cached("SELECT part, id, moment FROM item WHERE layer = ?1 ORDER BY id")?;
            let mut rows = query.query([layer])?;
            while let Some(row) = rows.next()? {
                each(row.get(0).map(loaded)?, row.get(1).map(loaded)?, row.get(2)?);
            }
            Ok(())
        })
    }

    /// Tellings that deny something, by id.
    pub fn denying(&self) -> Result<Vec<String>, StoreError> {
        self.ask(|connection| {
            let sql = "SELECT id FROM event_mention WHERE modality = 'denied' ORDER BY id";
            connection.prepare_cached(sql)?.query_map([], |row| row.get(0))?.collect()
        })
    }

    /// In how many documents each name stands, by name.
    pub fn borne_by(&self, each: &mut dyn FnMut(u64, u64)) -> Result<(), StoreError> {
        self.ask(|connection| {
            let mut query = connection.prepare_cached("SELECT item, count(*) FROM bearing GROUP BY item")?;
            let mut rows = query.query([])?;
            while let Some(row) = rows.next()? {
                each(row.get(0).map(loaded)?, row.get(1)?);
            }
            Ok(())
        })
    }

    /// In how many documents an entity is named.
    pub fn documents_bearing(&self, layer: u8, entity: u64) -> Result<u64, StoreError> {
        self.ask(|connection| {
            let sql = "SELECT count(DISTINCT bearing.document) FROM item CROSS JOIN bearing ON bearing.item = item.id
                       WHERE item.layer = ?1 AND item.part = ?2";
            connection.prepare_cached(sql)?.query_row(params![layer, stored(entity)], |row| row.get(0))
        })
    }

    /// Of these documents, the last published first.
    pub fn newest_of(&self, ids: &[String], window: Window) -> Result<Vec<DocumentRow>, StoreError> {
        let ids = serde_json::to_string(ids).expect("ids are text");
        let sql = format!("SELECT document.key FROM document WHERE id IN (SELECT value FROM json_each(?)) {NEWEST}");
        let keys = self.keys(&sql, vec![Value::Text(ids)], window)?;
        keys.into_iter().map(|key| self.document_of(key)).collect()
    }

    /// The full names of these chains, each once with how many bear it, the most frequent first.
    pub fn names_of(&self, referents: &[String]) -> Result<Vec<(String, u64)>, StoreError> {
        let ids = serde_json::to_string(referents).expect("ids are text");
        self.ask(|connection| {
            let sql = "SELECT name, count(*) FROM referent WHERE id IN (SELECT value FROM json_each(?1))
                       GROUP BY name ORDER BY 2 DESC, 1";
            connection.prepare_cached(sql)?.query_map([ids], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
        })
    }

    /// One chain for each name that has all these words, those that most documents have first.
    pub fn named_like(&self, words: &str, most: usize) -> Result<Vec<String>, StoreError> {
        let words: Vec<String> = crate::words::plain(words).into_iter().map(|word| format!("\"{word}\" *")).collect();
        if words.is_empty() {
            return Ok(Vec::new());
        }
        self.ask(|connection| {
            let sql = "SELECT min(id), count(*) FROM referent
                       WHERE key IN (SELECT rowid FROM referent_search WHERE referent_search MATCH ?1)
                       GROUP BY name ORDER BY 2 DESC, 1 LIMIT ?2";
            connection.prepare_cached(sql)?.query_map(params![words.join(" AND "), most], |row| row.get(0))?.collect()
        })
    }

    /// Documents with all of these words in their titles.
    pub fn titled(&self, words: &[String]) -> Result<Vec<String>, StoreError> {
        let Some(query) = fts_query(&words.join(" ")) else { return Ok(Vec::new()) };
        self.ask(|connection| {
            let sql = "SELECT id FROM document WHERE key IN
                       (SELECT rowid FROM document_search WHERE document_search MATCH ?1)";
            connection.prepare_cached(sql)?.query_map([format!("title : ({query})")], |row| row.get(0))?.collect()
        })
    }

    /// What a document counts, in place order.
    pub fn quantities_of(&self, document: &str) -> Result<Vec<QuantityMentionRow>, StoreError> {
        let rows: Vec<String> = self.ask(|connection| {
            let sql =
                "SELECT row FROM quantity WHERE document = (SELECT key FROM document WHERE id = ?1) ORDER BY start, id";
            connection.prepare_cached(sql)?.query_map([document], |row| row.get(0))?.collect()
        })?;
        let mut found = Vec::with_capacity(rows.len());
        for json in rows {
            if let Row::Quantity(own) = self.parse(&json)? {
                found.push(own);
            }
        }
        Ok(found)
    }

    /// What readers wrote in a capture, in order, with its text.
    pub fn comments_in(&self, capture: &str) -> Result<Vec<DocumentRow>, StoreError> {
        let sql = "SELECT key FROM document WHERE capture = ? AND kind = 'comment' ORDER BY number";
        let keys = self.keys(sql, vec![Value::Text(capture.to_string())], Window { skip: 0, most: 2000 })?;
        keys.into_iter().map(|key| self.whole_document(key)).collect()
    }

    /// Every outlet with its documents and the days of the first and the last.
    pub fn outlets_seen(&self) -> Result<Vec<OutletSeen>, StoreError> {
        self.ask(|connection| {
            let sql = "SELECT outlet, count(*), min(earliest), max(earliest) FROM document
                       WHERE outlet IS NOT NULL GROUP BY outlet ORDER BY outlet";
            let mut query = connection.prepare_cached(sql)?;
            let rows = query.query_map([], |row| {
                Ok(OutletSeen { name: row.get(0)?, documents: row.get(1)?, first: row.get(2)?, last: row.get(3)? })
            })?;
            rows.collect()
        })
    }

    /// The last day on which something was published; none where nothing is dated.
    pub fn last_published(&self) -> Result<Option<String>, StoreError> {
        self.ask(|connection| {
            connection.prepare_cached("SELECT max(earliest) FROM document")?.query_row([], |row| row.get(0))
        })
    }

    /// How many documents there are, and how many statements.
    pub fn sizes(&self) -> Result<(u64, u64), StoreError> {
        self.ask(|connection| {
            let count = |sql: &str| connection.prepare_cached(sql)?.query_row([], |row| row.get(0));
            Ok((count("SELECT count(*) FROM document")?, count("SELECT count(*) FROM statement")?))
        })
    }

    /// Whether more documents than a few have these words.
    fn are_many(&self, query: &str) -> Result<bool, StoreError> {
        let sql = "SELECT count(*) FROM (SELECT 1 FROM document_search WHERE document_search MATCH ?1 LIMIT ?2)";
        let count: usize = self
            .ask(|connection| connection.prepare_cached(sql)?.query_row(params![query, FEW + 1], |row| row.get(0)))?;
        Ok(count > FEW)
    }

    pub(crate) fn keys(&self, sql: &str, mut values: Vec<Value>, window: Window) -> Result<Vec<i64>, StoreError> {
        let sql = format!("{sql} LIMIT ? OFFSET ?");
        let number = |count: usize| Value::Integer(count.min(i64::MAX as usize) as i64);
        values.extend([number(window.most), number(window.skip)]);
        self.ask(|connection| {
            connection.prepare_cached(&sql)?.query_map(params_from_iter(values), |row| row.get(0))?.collect()
        })
    }

    pub(crate) fn all_said(&self, keys: Vec<i64>) -> Result<Vec<Said>, StoreError> {
        let mut found = Vec::with_capacity(keys.len());
        self.said(keys, &mut |said| found.push(said))?;
        Ok(found)
    }

    /// The document with this key, with its text.
    fn whole_document(&self, key: i64) -> Result<DocumentRow, StoreError> {
        let text: String = self.ask(|connection| {
            connection.prepare_cached("SELECT text FROM document WHERE key = ?1")?.query_row([key], |row| row.get(0))
        })?;
        Ok(DocumentRow { text, ..self.document_of(key)? })
    }

    /// Hands on what `take` makes of each row until `each` has enough.
    fn while_rows<T>(
        &self,
        sql: &str,
        values: Vec<Value>,
        take: &mut dyn FnMut(&rusqlite::Row) -> rusqlite::Result<T>,
        each: &mut dyn FnMut(T) -> Result<bool, StoreError>,
    ) -> Result<(), StoreError> {
        let fail = |source| StoreError::Database { path: self.path.clone(), source };
        let mut query = self.connection.prepare_cached(sql).map_err(fail)?;
        let mut rows = query.query(params_from_iter(values)).map_err(fail)?;
        while let Some(row) = rows.next().map_err(fail)? {
            if !each(take(row).map_err(fail)?)? {
                break;
            }
        }
        Ok(())
    }
}
