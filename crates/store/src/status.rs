//! What is on the desk, counted, with every point at which something was dropped.

use crate::{Desk, StoreError, schema};
use serde::Serialize;

/// Counts of what is on the desk.
#[derive(Clone, Debug, Serialize)]
pub struct Status {
    /// Schema version of the data base.
    pub schema_version: u32,
    /// Captures read.
    pub captures: u64,
    /// Bytes of all captures as they arrived.
    pub size_bytes: u64,
    /// Retrievals of them.
    pub retrievals: u64,
    /// Captures by format.
    pub formats: Vec<Counted>,
    /// Documents by kind.
    pub documents: Vec<Counted>,
    /// Documents with a publication date, and without.
    pub dated: u64,
    /// Documents that say they are cut short.
    pub truncated: u64,
    /// Documents in other languages than English, which are kept and searched and not read further.
    pub languages: Vec<Counted>,
    /// Statements by authority.
    pub statements: Vec<Counted>,
    /// Statements with no source in the text.
    pub unsourced: u64,
    /// Expressions of time with an interval.
    pub times_resolved: u64,
    /// Expressions of time without.
    pub times_unresolved: u64,
    /// Mentions.
    pub mentions: u64,
    /// What calendars announce for a day that is known.
    pub announcements_dated: u64,
    /// What they announce for one that is not.
    pub announcements_undated: u64,
    /// Judgements by people.
    pub judgements: u64,
    /// Of them, those of which something does not fit what the desk holds.
    pub judgements_unfit: u64,
    /// Captures that were withdrawn.
    pub withdrawn: u64,
    /// Parts of captures that are another part's twin and were not counted.
    pub alternatives: u64,
    /// What was cut, guessed or mended, by its words.
    pub signs: Vec<Counted>,
    /// What could not be read.
    pub refused: Vec<RefusedCapture>,
}

/// A name and how often it stands.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Counted {
    /// What.
    pub name: String,
    /// How many.
    pub count: u64,
}

/// Something that could not be read.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct RefusedCapture {
    /// Its path.
    pub path: String,
    /// SHA-256; none where no bytes could be had.
    pub capture: Option<String>,
    /// Why.
    pub reason: String,
}

impl Desk {
    /// Counts everything.
    pub fn status(&self) -> Result<Status, StoreError> {
        let number = |sql: &str| self.ask(|connection| connection.query_row(sql, [], |row| row.get::<_, u64>(0)));
        Ok(Status {
            schema_version: schema::VERSION,
            captures: number("SELECT count(*) FROM capture WHERE refusal IS NULL AND NOT withdrawn")?,
            size_bytes: number("SELECT coalesce(sum(size_bytes), 0) FROM capture")?,
            retrievals: number("SELECT count(*) FROM retrieval")?,
            formats: self
                .counted("SELECT format, count(*) FROM capture WHERE refusal IS NULL AND NOT withdrawn GROUP BY 1 ORDER BY 2 DESC, 1")?,
            documents: self.counted("SELECT kind, count(*) FROM document GROUP BY 1 ORDER BY 2 DESC, 1")?,
            dated: number(
                "SELECT count(*) FROM document WHERE earliest IS NOT NULL
                 AND json_extract(row, '$.published.precision') NOT IN ('interval', 'vague')",
            )?,
            truncated: number("SELECT count(*) FROM document WHERE json_extract(row, '$.truncated') IS NOT NULL")?,
            languages: self.counted(
                "SELECT json_extract(row, '$.language'), count(*) FROM document
                 WHERE json_extract(row, '$.language') IS NOT NULL AND json_extract(row, '$.language') != 'en'
                 AND json_extract(row, '$.language') NOT LIKE 'en-%' AND kind NOT IN ('boilerplate', 'advertisement')
                 GROUP BY 1 ORDER BY 2 DESC, 1",
            )?,
            statements: self.counted("SELECT authority, count(*) FROM statement GROUP BY 1 ORDER BY 2 DESC, 1")?,
            unsourced: number("SELECT count(*) FROM statement WHERE source IS NULL")?,
            times_resolved: number("SELECT count(*) FROM time WHERE earliest IS NOT NULL OR latest IS NOT NULL")?,
            times_unresolved: number("SELECT count(*) FROM time WHERE earliest IS NULL AND latest IS NULL")?,
            mentions: number("SELECT count(*) FROM mention")?,
            announcements_dated: number("SELECT count(*) FROM announcement WHERE earliest IS NOT NULL")?,
            announcements_undated: number("SELECT count(*) FROM announcement WHERE earliest IS NULL")?,
            judgements: number("SELECT count(*) FROM judgement")?,
            judgements_unfit: number("SELECT count(*) FROM unfit WHERE state = 'no_longer_fits'")?,
            withdrawn: number("SELECT count(*) FROM capture WHERE withdrawn")?,
            alternatives: number("SELECT count(*) FROM part WHERE alternative IS NOT NULL")?,
            signs: self.counted("SELECT words, count(*) FROM sign GROUP BY 1 ORDER BY 2 DESC, 1")?,
            refused: self.refused()?,
        })
    }

    /// What could not be read, by path.
    pub fn refused(&self) -> Result<Vec<RefusedCapture>, StoreError> {
        self.ask(|connection| {
            let mut query = connection.prepare(
                "SELECT retrieval.path, capture.id, refusal FROM capture JOIN retrieval ON retrieval.capture = capture.id
                 WHERE refusal IS NOT NULL AND NOT withdrawn UNION ALL SELECT path, NULL, reason FROM unreached ORDER BY 1",
            )?;
            query
                .query_map([], |row| Ok(RefusedCapture { path: row.get(0)?, capture: row.get(1)?, reason: row.get(2)? }))?
                .collect()
        })
    }

    fn counted(&self, sql: &str) -> Result<Vec<Counted>, StoreError> {
        self.ask(|connection| {
            let mut query = connection.prepare(sql)?;
            query.query_map([], |row| Ok(Counted { name: row.get(0)?, count: row.get(1)? }))?.collect()
        })
    }
}
