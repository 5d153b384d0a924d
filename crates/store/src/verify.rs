//! Whether a desk is whole: its files, its data base, its tables of search, its rows, and what relating keeps.
//!
//! Invariant: nothing is changed. What needs the words of a capture is checked by the shell, which takes captures apart.
//! Cost: every file once, every row once.

use crate::relating::loaded;
use crate::{Desk, StoreError};
use dateline_record::{CaptureId, Row};
use rusqlite::Connection;
use serde::Serialize;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Something about a desk that is not as it should be.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
pub struct Fault {
    /// The file.
    pub path: PathBuf,
    /// What is wrong there.
    pub reason: String,
    /// Whether it is wrong; else it is only left over, and the next run takes care of it.
    pub wrong: bool,
}

/// A row of a document, with the text that stands beside it.
#[derive(Clone, Debug)]
pub struct RowText {
    /// The document.
    pub document: String,
    /// The row's own id.
    pub id: String,
    /// Its JSON, its text put back.
    pub row: serde_json::Value,
}

/// Tables whose rows are kept as JSON.
const TABLES: [&str; 7] = ["document", "statement", "time", "mention", "announcement", "event_mention", "quantity"];

/// What must never be found, by what it would mean. All ids are those of the data base.
const NEVER: &[(&str, &str)] = &[
    ("SELECT DISTINCT item FROM meeting WHERE NOT EXISTS (SELECT 1 FROM item WHERE item.layer = meeting.layer AND item.id = meeting.item)",
     "a key of something that is in no layer"),
    ("SELECT one FROM link WHERE NOT EXISTS (SELECT 1 FROM item WHERE item.layer = link.layer AND item.id = link.one)
      OR NOT EXISTS (SELECT 1 FROM item WHERE item.layer = link.layer AND item.id = link.other)",
     "a link to something that is in no layer"),
    ("SELECT one FROM link WHERE one >= other", "a link whose ends are in the wrong order"),
    ("SELECT part FROM item GROUP BY layer, part HAVING min(id) != part", "a part that is not named after its first member"),
    ("SELECT pool FROM item GROUP BY layer, pool HAVING min(id) != pool", "things parted together that are not named after the first of them"),
    ("SELECT item FROM profile WHERE NOT EXISTS (SELECT 1 FROM item WHERE item.layer = profile.layer AND item.id = profile.item)
      AND NOT EXISTS (SELECT 1 FROM item WHERE item.document = profile.item AND item.layer = profile.layer)",
     "a profile of something that is in no layer"),
    ("SELECT DISTINCT item FROM bearing WHERE NOT EXISTS (SELECT 1 FROM item WHERE item.id = bearing.item)",
     "a name that is borne and in no layer"),
];

impl Desk {
    /// Checks every capture's file; `each` is handed the bytes of those that are whole.
    pub fn verify_files(&self, each: &mut dyn FnMut(&CaptureId, &[u8])) -> Result<Vec<Fault>, StoreError> {
        let mut faults = Vec::new();
        let named: BTreeSet<String> = self.ask(|connection| {
            connection.prepare("SELECT id FROM capture")?.query_map([], |row| row.get(0))?.collect()
        })?;
        let mut there = BTreeSet::new();
        for id in self.captures().all() {
            let path = self.captures().path(&id);
            match self.captures().load(&id) {
                Ok(bytes) => each(&id, &bytes),
                Err(StoreError::Damaged { .. }) => {
                    faults.push(fault(&path, "its bytes are not those that it is named after"));
                }
                Err(error) => faults.push(fault(&path, &format!("it cannot be unpacked ({})", source(&error)))),
            }
            let id = id.to_string();
            if !named.contains(&id) {
                faults.push(left(&path, "no row names it; `dateline rebuild` takes it in"));
            }
            there.insert(id);
        }
        for id in named.difference(&there) {
            let path = id.parse().map(|id| self.captures().path(&id)).unwrap_or_else(|_| self.path.clone());
            faults.push(fault(&path, "it is missing"));
        }
        faults.extend(self.captures().strangers().into_iter().map(|path| {
            let unfinished = path.extension().is_some_and(|ending| ending == "unfinished");
            left(&path, if unfinished { "left unfinished by a run that was stopped" } else { "no capture" })
        }));
        faults.sort();
        Ok(faults)
    }

    /// Checks the data base as such, its tables of search and what relating keeps.
    pub fn verify_database(&self) -> Result<Vec<Fault>, StoreError> {
        let mut faults = Vec::new();
        let mut list = |reason: &str, sql: &str| -> Result<(), StoreError> {
            let found: Vec<String> = self.ask(|connection| strings(connection, sql))?;
            faults.extend(found.into_iter().map(|words| fault(&self.path, &format!("{reason}: {words}"))));
            Ok(())
        };
        list("damaged", "SELECT * FROM pragma_integrity_check WHERE integrity_check != 'ok'")?;
        list(
            "a row of no parent",
            "SELECT \"table\" || ' ' || coalesce(rowid, '') || ' of ' || parent FROM pragma_foreign_key_check",
        )?;
        for (index, of) in
            [("statement_name", "statement"), ("statement_words", "statement"), ("referent_search", "referent")]
        {
            let strange = format!(
                "SELECT count(*) || ' rows' AS n FROM {index} WHERE rowid NOT IN (SELECT key FROM {of}) HAVING count(*) > 0"
            );
            list(&format!("search finds what is not there ({index})"), &strange)?;
            let lacking = format!(
                "SELECT count(*) || ' rows' AS n FROM {of} WHERE key NOT IN (SELECT rowid FROM {index}) HAVING count(*) > 0"
            );
            list(&format!("search does not find what is there ({index})"), &lacking)?;
        }
        for index in ["document_search", "statement_search", "statement_name", "statement_words", "referent_search"] {
            // With a rank of 1 the index is held against the rows that it is of.
            let sql = format!("INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)");
            if let Err(error) = self.connection.execute(&sql, []) {
                faults.push(fault(
                    &self.path,
                    &format!("the table of search {index} does not agree with its rows ({error})"),
                ));
            }
        }
        for (sql, reason) in NEVER {
            let found: Vec<i64> = self.ask(|connection| {
                connection.prepare(&format!("{sql} LIMIT 3"))?.query_map([], |row| row.get(0))?.collect()
            })?;
            for id in found {
                faults.push(fault(&self.path, &format!("{reason}: {:016x}", loaded(id))));
            }
        }
        faults.extend(self.verify_related()?);
        faults.sort();
        Ok(faults)
    }

    /// Whoever was related is there, or waits to leave.
    fn verify_related(&self) -> Result<Vec<Fault>, StoreError> {
        let known: BTreeSet<u64> = self.ask(|connection| {
            let all = strings(connection, "SELECT id FROM document UNION SELECT document FROM pending")?;
            Ok(all.iter().filter_map(|id| u64::from_str_radix(id, 16).ok()).collect())
        })?;
        let mut faults = Vec::new();
        for (table, sql) in [
            ("bearing", "SELECT DISTINCT document FROM bearing"),
            // Names stand in their layer by themselves; what bears them is in the table above.
            ("item", "SELECT DISTINCT document FROM item WHERE document NOT IN (SELECT item FROM bearing)"),
        ] {
            let found: Vec<i64> =
                self.ask(|connection| connection.prepare(sql)?.query_map([], |row| row.get(0))?.collect())?;
            let strange = found.into_iter().map(loaded).filter(|id| !known.contains(id));
            faults.extend(
                strange.map(|id| fault(&self.path, &format!("{table} of a document that is not there: {id:016x}"))),
            );
        }
        Ok(faults)
    }

    /// The rows of one capture's documents, those that cannot be read as faults.
    pub fn verify_rows(&self, capture: &str, each: &mut dyn FnMut(RowText)) -> Result<Vec<Fault>, StoreError> {
        let mut faults = Vec::new();
        for table in TABLES {
            let (text, join) = match table {
                "document" => ("document.text", ""),
                "statement" => ("statement.text", "JOIN document ON document.key = statement.document"),
                _ => ("NULL", ""),
            };
            let join = match join {
                "" if table != "document" => format!("JOIN document ON document.key = {table}.document"),
                other => other.to_string(),
            };
            let sql = format!(
                "SELECT document.id, {table}.id, {table}.row, {text} FROM {table} {join} WHERE document.capture = ?1
                 ORDER BY {table}.key"
            );
            let rows: Vec<(String, String, String, Option<String>)> = self.ask(|connection| {
                let mut query = connection.prepare_cached(&sql)?;
                query.query_map([capture], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?.collect()
            })?;
            for (document, id, json, text) in rows {
                let parsed = serde_json::from_str::<Row>(&json).and_then(|_| serde_json::from_str(&json));
                let mut row: serde_json::Value = match parsed {
                    Ok(row) => row,
                    Err(error) => {
                        faults.push(fault(&self.path, &format!("{table} {id}: the row cannot be read ({error})")));
                        continue;
                    }
                };
                if row["id"].as_str() != Some(&id) || row["document"].as_str() != Some(&document) {
                    faults.push(fault(&self.path, &format!("{table} {id}: the row is of another")));
                }
                if let Some(text) = text {
                    row["text"] = text.into();
                }
                each(RowText { document, id, row });
            }
        }
        Ok(faults)
    }

    /// The path of the data base.
    pub fn database(&self) -> &Path {
        &self.path
    }

    /// The path of a capture.
    pub fn file_of(&self, id: &CaptureId) -> PathBuf {
        self.captures().path(id)
    }
}

impl crate::Relating<'_> {
    /// Everything that relating keeps, as one number: what is worked out anew must give it again.
    pub fn kept(&self) -> Result<u64, StoreError> {
        let mut sum = 0xcbf2_9ce4_8422_2325u64;
        for sql in [
            "SELECT layer, id, document, moment, part, pool || '' FROM item ORDER BY layer, id",
            "SELECT layer, key, moment, item, 0, '' FROM meeting ORDER BY layer, key, moment, item",
            "SELECT layer, one, other, weight, 0, signs FROM link ORDER BY layer, one, other",
            "SELECT document, item, known, named, 0, row FROM bearing ORDER BY document, item",
        ] {
            self.desk().ask(|connection| {
                let mut query = connection.prepare(sql)?;
                let mut rows = query.query([])?;
                while let Some(row) = rows.next()? {
                    for column in 0..5 {
                        mix(&mut sum, &row.get::<_, i64>(column)?.to_le_bytes());
                    }
                    mix(&mut sum, row.get_ref(5)?.as_str().unwrap_or_default().as_bytes());
                }
                Ok(())
            })?;
        }
        Ok(sum)
    }

    /// Lets documents wait again, as if they had just come.
    pub fn again(&self, documents: &[String]) -> Result<(), StoreError> {
        documents
            .iter()
            .try_for_each(|id| self.run("INSERT OR IGNORE INTO pending (document) VALUES (?1)", [id.as_str()]))
    }
}

/// FNV-1a, 64 bits.
fn mix(sum: &mut u64, bytes: &[u8]) {
    for byte in bytes {
        *sum = (*sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    }
}

fn strings(connection: &Connection, sql: &str) -> rusqlite::Result<Vec<String>> {
    connection.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
}

fn source(error: &StoreError) -> String {
    std::error::Error::source(error).map_or_else(|| error.to_string(), |source| source.to_string())
}

fn fault(path: &Path, reason: &str) -> Fault {
    Fault { path: path.to_path_buf(), reason: reason.to_string(), wrong: true }
}

fn left(path: &Path, reason: &str) -> Fault {
    Fault { path: path.to_path_buf(), reason: reason.to_string(), wrong: false }
}
