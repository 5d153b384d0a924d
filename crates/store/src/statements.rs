//! Asking for statements: who said what, when, on whose word.
//!
//! Words are looked up in FTS5, never by reading all statements; first the keys are found and put in order, then only those
//! rows are fetched that are asked for. Cost: the keys that match, and the rows that are handed on.

use crate::query::Conditions;
use crate::search::fts_terms;
use crate::words::plain;
use crate::{Desk, StoreError};
use dateline_record::{DocumentRow, Row, StatementRow};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, params_from_iter};

/// Which statements. All that is given must hold.
#[derive(Clone, Debug, Default)]
pub struct StatementFilter {
    /// By sources with all of these words in name, role or description.
    pub by: Option<String>,
    /// With all of these words in what was said, stemmed as in search.
    pub about: Option<String>,
    /// On one of these authorities; all where empty.
    pub authorities: Vec<String>,
    /// Of one of these classes of cue; all where empty.
    pub classes: Vec<String>,
    /// Denials only.
    pub denials: bool,
    /// Only where the text says how or why the source is not named.
    pub anonymous: bool,
    /// Said, or where that is unknown published, on this day or later, as far as its date can tell.
    pub since: Option<String>,
    /// Said, or where that is unknown published, on this day or earlier, as far as its date can tell.
    pub until: Option<String>,
    /// In documents of the outlet with these words in its name.
    pub outlet: Option<String>,
    /// Of this document.
    pub document: Option<String>,
    /// The last said first.
    pub newest: bool,
    /// At most so many.
    pub limit: Option<usize>,
}

/// A statement with what it stands in.
#[derive(Clone, Debug)]
pub struct Said {
    /// The statement.
    pub statement: StatementRow,
    /// Its document, less the text.
    pub document: DocumentRow,
    /// Name or description of who says it; none where that is open.
    pub speaker: Option<Speaker>,
    /// What a source that is a pronoun stands for, where nothing names it.
    pub described: Option<String>,
}

/// Who says something.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Speaker {
    /// A name, or a description as the text has it.
    pub name: String,
    /// Whether it is a name.
    pub named: bool,
}

/// What came of asking.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    /// How many statements there are, shown or not.
    pub found: usize,
    /// How many were left out because neither they nor their documents have a date.
    pub undated: usize,
}

/// When it was said, or else when its document was published: columns that tell.
const DATED: &str = "(statement.earliest IS NOT NULL OR statement.latest IS NOT NULL)";
const NEWEST: &str = "ORDER BY coalesce(statement.earliest, document.earliest) IS NULL,
    coalesce(statement.earliest, document.earliest) DESC, document.path, document.capture, document.number, statement.start, statement.id";
const PLACE: &str = "ORDER BY document.path, document.capture, document.number, statement.start, statement.id";

impl Desk {
    /// Statements, each handed to `each` in turn.
    pub fn statements(&self, filter: &StatementFilter, each: &mut dyn FnMut(Said)) -> Result<Tally, StoreError> {
        let Some(mut wanted) = conditions(filter) else { return Ok(Tally::default()) };
        let mut undated = 0;
        if filter.since.is_some() || filter.until.is_some() {
            let sql = format!(
                "SELECT count(*) FROM statement CROSS JOIN document ON document.key = statement.document {}
                 AND statement.earliest IS NULL AND statement.latest IS NULL AND document.earliest IS NULL AND document.latest IS NULL",
                wanted.sql_or_true()
            );
            undated =
                self.ask(|connection| connection.query_row(&sql, params_from_iter(wanted.values()), |row| row.get(0)))?;
        }
        add_dates(&mut wanted, filter);
        let order = if filter.newest { NEWEST } else { PLACE };
        // CROSS: few statements are looked for in many documents, not the other way round.
        let sql = format!(
            "SELECT statement.key FROM statement CROSS JOIN document ON document.key = statement.document {} {order}",
            wanted.sql()
        );
        let keys: Vec<i64> = self.ask(|connection| {
            let mut query = connection.prepare(&sql)?;
            query.query_map(params_from_iter(wanted.values()), |row| row.get(0))?.collect()
        })?;
        self.said(keys.iter().copied().take(filter.limit.unwrap_or(usize::MAX)), each)?;
        Ok(Tally { found: keys.len(), undated })
    }

    /// Who says what [`StatementFilter::by`] finds, each once with how often.
    pub fn speakers(&self, by: &str) -> Result<Vec<(Speaker, usize)>, StoreError> {
        let filter = StatementFilter { by: Some(by.to_string()), ..StatementFilter::default() };
        let Some(wanted) = conditions(&filter) else { return Ok(Vec::new()) };
        let sql = format!(
            "SELECT speaker, speaker_named, count(*) FROM statement {} AND speaker IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2",
            wanted.sql()
        );
        self.ask(|connection| {
            let mut query = connection.prepare(&sql)?;
            let rows = query.query_map(params_from_iter(wanted.values()), |row| {
                Ok((Speaker { name: row.get(0)?, named: row.get(1)? }, row.get(2)?))
            })?;
            rows.collect()
        })
    }

    /// What is said by these, spelled just so: the last said first.
    pub fn said_by<'a>(&self, speakers: impl IntoIterator<Item = &'a Speaker>) -> Result<Vec<Said>, StoreError> {
        let sql = format!(
            "SELECT statement.key FROM statement CROSS JOIN document ON document.key = statement.document
             WHERE (speaker, speaker_named) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?1)) {NEWEST}"
        );
        let wanted: Vec<(&str, u8)> =
            speakers.into_iter().map(|speaker| (speaker.name.as_str(), u8::from(speaker.named))).collect();
        let wanted = serde_json::to_string(&wanted).expect("names are text");
        let keys: Vec<i64> = self.ask(|connection| {
            let mut query = connection.prepare(&sql)?;
            query.query_map([wanted], |row| row.get(0))?.collect()
        })?;
        let mut found = Vec::with_capacity(keys.len());
        self.said(keys, &mut |said| found.push(said))?;
        Ok(found)
    }

    /// The statement with this id.
    pub fn statement(&self, id: &str) -> Result<Option<Said>, StoreError> {
        let key: Option<i64> = self.ask(|connection| {
            connection.query_row("SELECT key FROM statement WHERE id = ?1", [id], |row| row.get(0)).optional()
        })?;
        let mut found = None;
        self.said(key, &mut |said| found = Some(said))?;
        Ok(found)
    }

    /// The statements with these keys, in this order.
    pub(crate) fn said(
        &self,
        keys: impl IntoIterator<Item = i64>,
        each: &mut dyn FnMut(Said),
    ) -> Result<(), StoreError> {
        // Statements of one document mostly come together.
        let mut last: Option<(i64, DocumentRow)> = None;
        for key in keys {
            let (document_key, json, text, speaker, described) = self.ask(|connection| {
                let mut query = connection.prepare_cached(
                    "SELECT document, row, text, speaker, speaker_named, described FROM statement WHERE key = ?1",
                )?;
                query.query_row([key], |row| {
                    let named = row.get(4)?;
                    let speaker = row.get::<_, Option<String>>(3)?.map(|name| Speaker { name, named });
                    let (json, text): (String, String) = (row.get(1)?, row.get(2)?);
                    Ok((row.get(0)?, json, text, speaker, row.get(5)?))
                })
            })?;
            let document = match last.take() {
                Some((own, document)) if own == document_key => document,
                _ => self.document_of(document_key)?,
            };
            if let Row::Statement(mut statement) = self.parse(&json)? {
                statement.text = text;
                each(Said { statement, document: document.clone(), speaker, described });
            }
            last = Some((document_key, document));
        }
        Ok(())
    }

    /// The document with this key, less its text.
    pub(crate) fn document_of(&self, key: i64) -> Result<DocumentRow, StoreError> {
        let json: String = self.ask(|connection| {
            connection.prepare_cached("SELECT row FROM document WHERE key = ?1")?.query_row([key], |row| row.get(0))
        })?;
        self.parse(&json)
    }
}

/// What is asked of the day on which something was said.
pub(crate) fn add_dates(wanted: &mut Conditions, filter: &StatementFilter) {
    if let Some(since) = &filter.since {
        let last = "coalesce(statement.latest, '9999')";
        let published = "coalesce(document.latest, document.earliest)";
        wanted.add(&format!("CASE WHEN {DATED} THEN {last} ELSE {published} END >= ?"), [since.clone()]);
    }
    if let Some(until) = &filter.until {
        let first = "coalesce(statement.earliest, '0000')";
        let published = "coalesce(document.earliest, document.latest)";
        wanted.add(&format!("CASE WHEN {DATED} THEN {first} ELSE {published} END <= ?"), [until.clone()]);
    }
}

/// All conditions but those on dates; none where nothing can match.
pub(crate) fn conditions(filter: &StatementFilter) -> Option<Conditions> {
    let mut wanted = Conditions::default();
    if let Some(by) = &filter.by {
        add_source(&mut wanted, by)?;
    }
    if let Some(about) = &filter.about {
        let terms = fts_terms(about);
        if terms.is_empty() {
            return None;
        }
        wanted.add(
            "statement.key IN (SELECT rowid FROM statement_words WHERE statement_words MATCH ?)",
            [format!("content : ({})", terms.join(" AND "))],
        );
    }
    for (column, names) in [("authority", &filter.authorities), ("cue_class", &filter.classes)] {
        if !names.is_empty() {
            let marks = vec!["?"; names.len()].join(", ");
            wanted.add(&format!("{column} IN ({marks})"), names.iter().cloned());
        }
    }
    if filter.denials {
        wanted.add("denied", []);
    }
    if filter.anonymous {
        wanted.add("anonymous", []);
    }
    if let Some(outlet) = &filter.outlet {
        wanted.add(
            "statement.document IN (SELECT key FROM document WHERE instr(lower(coalesce(outlet, '')), lower(?)) > 0)",
            [outlet.clone()],
        );
    }
    if let Some(document) = &filter.document {
        wanted.add("statement.document = (SELECT key FROM document WHERE id = ?)", [document.clone()]);
    }
    Some(wanted)
}

/// Every word stands in the name (as it is) or the description (stemmed), and at least one does not merely name another
/// person in it: “Aldous” does not find “an aide to Mr Aldous”; “aide Aldous” does.
fn add_source(wanted: &mut Conditions, by: &str) -> Option<()> {
    let words: Vec<String> = plain(by).into_iter().map(|word| format!("\"{word}\"")).collect();
    if words.is_empty() {
        return None;
    }
    let found = |columns: &str| {
        format!(
            "statement.key IN (SELECT rowid FROM statement_name WHERE statement_name MATCH ?
             UNION SELECT rowid FROM statement_words WHERE statement_words MATCH '{{{columns}}} : (' || ? || ')')"
        )
    };
    if let [word] = &words[..] {
        wanted.add(&found("described"), [word.clone(), word.clone()]);
        return Some(());
    }
    let any = words.join(" OR ");
    wanted.add(&found("described"), [any.clone(), any]);
    for word in words {
        wanted.add(&found("described others"), [word.clone(), word]);
    }
    Some(())
}

impl Conditions {
    fn values(&self) -> Vec<Value> {
        self.values.clone()
    }

    fn sql_or_true(&self) -> String {
        if self.sql.is_empty() { "WHERE true".to_string() } else { self.sql() }
    }
}
