//! Judgements on disk: what people decided, line by line, and what of it fits the desk of today.
//!
//! Invariant: lines are only ever added; what they are attached to is written anew by whoever relates, and is marked as stale in the
//! transaction that adds a line. Cost: judgements are read whole: people make hundreds, not millions.

use crate::relating::{loaded, stored};
use crate::write::{json, remove_rows, write_capture};
use crate::{CaptureRecord, Desk, Relating, StoreError};
use dateline_record::{CaptureId, JudgementRow, PointedRow, Row, State, Verb};
use rusqlite::{OptionalExtension, Transaction, params};
use std::collections::{BTreeMap, BTreeSet};

/// A decision that is to be added.
#[derive(Clone, Debug)]
pub struct Decision {
    /// When it was made, RFC 3339.
    pub made_at: String,
    /// Who made it.
    pub author: String,
    /// What was decided.
    pub verb: Verb,
    /// Of what.
    pub places: Vec<PointedRow>,
    /// A grade, the form of a name.
    pub value: Option<String>,
    /// Why.
    pub note: Option<String>,
    /// The line that it undoes.
    pub undoes: Option<u64>,
}

/// A thing that a judgement is about.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Attached {
    /// The judgement.
    pub judgement: u64,
    /// Which side of it.
    pub side: u32,
    /// Kind: “name”, “document”.
    pub what: String,
    /// Its id on the desk of today.
    pub id: String,
}

/// Two items of a layer, the smaller id first; whether they are one; by which judgement.
pub type RuledPair = (u8, u64, u64, bool, u64);

const LINES: &str = "SELECT judgement.key, made_at, author, verb, places, value, note, undoes, unfit.state, unfit.why
     FROM judgement LEFT JOIN unfit ON unfit.judgement = judgement.key ORDER BY judgement.key";

impl Desk {
    /// Adds a decision; its number. Captures that it withdraws lose their rows, those that it gives back get them, and the documents of
    /// those whose names it changes are related anew: all in one transaction.
    pub fn judge(
        &mut self,
        decision: &Decision,
        withdrawn: &[CaptureId],
        given_back: &mut [CaptureRecord],
        renamed: &[String],
    ) -> Result<u64, StoreError> {
        let path = self.path.clone();
        let fail = |source| StoreError::Database { path: path.clone(), source };
        let transaction =
            self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).map_err(fail)?;
        let number = add(&transaction, decision).map_err(fail)?;
        for capture in renamed {
            let sql = "INSERT OR IGNORE INTO pending SELECT id FROM document WHERE capture = ?1";
            transaction.execute(sql, [capture]).map_err(fail)?;
        }
        for id in withdrawn {
            transaction.execute("UPDATE capture SET withdrawn = 1 WHERE id = ?1", [id.to_string()]).map_err(fail)?;
            remove_rows(&transaction, &id.to_string()).map_err(fail)?;
        }
        for record in given_back {
            let id = record.id.to_string();
            transaction.execute("UPDATE capture SET withdrawn = 0 WHERE id = ?1", [id]).map_err(fail)?;
            write_capture(&transaction, record).map_err(fail)?;
        }
        transaction.commit().map_err(fail)?;
        Ok(number)
    }

    /// Every judgement, the first first, each with whether it holds.
    pub fn judgements(&self) -> Result<Vec<JudgementRow>, StoreError> {
        type Line =
            (u64, String, String, String, String, Option<String>, Option<String>, Option<u64>, [Option<String>; 2]);
        let lines: Vec<Line> = self.ask(|connection| {
            let mut query = connection.prepare_cached(LINES)?;
            let rows = query.query_map([], |row| {
                let fit = [row.get(8)?, row.get(9)?];
                Ok((
                    row.get(0)?,
                    row.get(1)?,
                    row.get(2)?,
                    row.get(3)?,
                    row.get(4)?,
                    row.get(5)?,
                    row.get(6)?,
                    row.get(7)?,
                    fit,
                ))
            })?;
            rows.collect()
        })?;
        // An undoing that was undone itself undoes nothing.
        let mut undone: BTreeMap<u64, u64> = BTreeMap::new();
        for (number, .., undoes, _) in lines.iter().rev() {
            if let Some(undoes) = undoes.filter(|_| !undone.contains_key(number)) {
                undone.insert(undoes, *number);
            }
        }
        let mut rows = Vec::with_capacity(lines.len());
        for (number, made_at, author, verb, places, value, note, undoes, [unfit, why]) in lines {
            let (state, why) = match (undone.get(&number), unfit) {
                (Some(by), _) => (State::Undone, Some(format!("undone by {by}"))),
                (None, Some(state)) => (self.parse(&format!("\"{state}\""))?, why),
                (None, None) => (State::Stands, None),
            };
            rows.push(JudgementRow {
                id: String::new(),
                made_by: String::new(),
                number,
                made_at,
                author,
                verb: self.parse(&format!("\"{verb}\""))?,
                places: self.parse(&places)?,
                value,
                note,
                undoes,
                state,
                why,
            });
        }
        Ok(rows)
    }

    /// What judgements that hold are about, by judgement and side.
    pub fn attached(&self) -> Result<Vec<Attached>, StoreError> {
        self.ask(|connection| {
            let mut query = connection
                .prepare_cached("SELECT judgement, side, what, id FROM attached ORDER BY judgement, side, id")?;
            let rows = query.query_map([], |row| {
                Ok(Attached { judgement: row.get(0)?, side: row.get(1)?, what: row.get(2)?, id: row.get(3)? })
            })?;
            rows.collect()
        })
    }

    /// The rows of a table, as `show` names it, that begin in a stretch of a capture, in place order; of documents, all.
    pub fn rows_at(&self, table: &str, capture: &str, from: u32, to: u32) -> Result<Vec<Row>, StoreError> {
        let sql = match table {
            "document" => "SELECT row FROM document WHERE capture = ?1 AND ?2 <= ?3 ORDER BY number".to_string(),
            _ => format!(
                "SELECT {table}.row FROM document CROSS JOIN {table} ON {table}.document = document.key
                 WHERE document.capture = ?1 AND {table}.start BETWEEN ?2 AND ?3 ORDER BY {table}.start, {table}.id"
            ),
        };
        let rows: Vec<String> = self.ask(|connection| {
            connection.prepare_cached(&sql)?.query_map(params![capture, from, to], |row| row.get(0))?.collect()
        })?;
        rows.iter().map(|json| self.parse(json)).collect()
    }

    /// Whether a capture is there: none where it is not, else whether it was withdrawn.
    pub fn is_withdrawn(&self, capture: &str) -> Result<Option<bool>, StoreError> {
        self.ask(|connection| {
            let mut query = connection.prepare_cached("SELECT withdrawn FROM capture WHERE id = ?1")?;
            query.query_row([capture], |row| row.get(0)).optional()
        })
    }

    /// The captures that were withdrawn.
    pub fn withdrawn(&self) -> Result<BTreeSet<CaptureId>, StoreError> {
        let ids: Vec<String> = self.ask(|connection| {
            let mut query = connection.prepare("SELECT id FROM capture WHERE withdrawn")?;
            query.query_map([], |row| row.get(0))?.collect()
        })?;
        Ok(ids.iter().filter_map(|id| id.parse().ok()).collect())
    }

    /// The captures retrieved from a path: the whole path, or its last names.
    pub fn captures_at(&self, path: &str) -> Result<Vec<CaptureId>, StoreError> {
        let ids: Vec<String> = self.ask(|connection| {
            let mut query = connection.prepare(
                "SELECT DISTINCT capture FROM retrieval
                 WHERE path = ?1 OR substr(path, -length(?1) - 1) = '/' || ?1 ORDER BY capture LIMIT 4",
            )?;
            query.query_map([path], |row| row.get(0))?.collect()
        })?;
        Ok(ids.iter().filter_map(|id| id.parse().ok()).collect())
    }

    /// The names of outlets, as documents have them.
    pub fn outlets(&self) -> Result<Vec<String>, StoreError> {
        self.ask(|connection| {
            let mut query =
                connection.prepare("SELECT DISTINCT outlet FROM document WHERE outlet IS NOT NULL ORDER BY outlet")?;
            query.query_map([], |row| row.get(0))?.collect()
        })
    }

    /// The parts of a layer whose id begins with these hexadecimal digits.
    pub fn parts_beginning(&self, layer: u8, digits: &str) -> Result<Vec<u64>, StoreError> {
        let pad = |filler: &str| {
            let whole: String = digits.chars().chain(filler.repeat(16).chars()).take(16).collect();
            u64::from_str_radix(&whole, 16).ok()
        };
        let (Some(from), Some(to)) = (pad("0"), pad("f")) else { return Ok(Vec::new()) };
        self.ask(|connection| {
            let mut query = connection.prepare(
                "SELECT DISTINCT part FROM item WHERE layer = ?1 AND part BETWEEN ?2 AND ?3 ORDER BY part LIMIT 4",
            )?;
            query.query_map(params![layer, stored(from), stored(to)], |row| row.get(0).map(loaded))?.collect()
        })
    }

    /// The ids of all tellings of events.
    pub fn telling_ids(&self) -> Result<Vec<String>, StoreError> {
        self.ask(|connection| {
            connection.prepare("SELECT id FROM event_mention ORDER BY id")?.query_map([], |row| row.get(0))?.collect()
        })
    }
}

impl Relating<'_> {
    /// Marks that judgements are to be held against the desk again.
    pub fn unattach(&self) -> Result<(), StoreError> {
        self.run("INSERT OR IGNORE INTO unattached VALUES (1)", [])
    }

    /// Whether judgements are to be held against the desk again.
    pub fn is_unattached(&self) -> Result<bool, StoreError> {
        self.desk().ask(|connection| connection.query_row("SELECT count(*) > 0 FROM unattached", [], |row| row.get(0)))
    }

    /// Writes anew what judgements are about, which do not fit, and what follows for pairs of items; the items for which that changed.
    pub fn attach(
        &self,
        attached: &[Attached],
        unfit: &[(u64, State, String)],
        pairs: &[RuledPair],
    ) -> Result<BTreeSet<(u8, u64)>, StoreError> {
        for sql in ["DELETE FROM attached", "DELETE FROM unfit", "DELETE FROM unattached"] {
            self.run(sql, [])?;
        }
        for Attached { judgement, side, what, id } in attached {
            self.run(
                "INSERT OR IGNORE INTO attached (judgement, side, what, id) VALUES (?1, ?2, ?3, ?4)",
                params![judgement, side, what, id],
            )?;
        }
        for (judgement, state, why) in unfit {
            let state = serde_json::to_value(state).ok().and_then(|name| name.as_str().map(str::to_owned));
            self.run(
                "INSERT OR REPLACE INTO unfit (judgement, state, why) VALUES (?1, ?2, ?3)",
                params![judgement, state, why],
            )?;
        }
        let before: BTreeSet<RuledPair> = self.desk().ask(|connection| {
            let mut query = connection.prepare_cached("SELECT layer, one, other, same, judgement FROM ruling")?;
            let rows = query.query_map([], |row| {
                Ok((row.get(0)?, row.get(1).map(loaded)?, row.get(2).map(loaded)?, row.get(3)?, row.get(4)?))
            })?;
            rows.collect()
        })?;
        let after: BTreeSet<RuledPair> = pairs.iter().copied().collect();
        let mut touched = BTreeSet::new();
        for (layer, one, other, same, judgement) in before.symmetric_difference(&after) {
            touched.extend([(*layer, *one), (*layer, *other)]);
            let line = params![layer, stored(*one), stored(*other), judgement, same];
            let sql = match after.contains(&(*layer, *one, *other, *same, *judgement)) {
                true => {
                    "INSERT OR REPLACE INTO ruling (layer, one, other, judgement, same) VALUES (?1, ?2, ?3, ?4, ?5)"
                }
                false => {
                    "DELETE FROM ruling WHERE layer = ?1 AND one = ?2 AND other = ?3 AND judgement = ?4 AND same = ?5"
                }
            };
            self.run(sql, line)?;
        }
        Ok(touched)
    }
}

fn add(transaction: &Transaction, decision: &Decision) -> rusqlite::Result<u64> {
    let verb = json(&decision.verb);
    transaction.execute("INSERT OR IGNORE INTO unattached VALUES (1)", [])?;
    transaction.execute(
        "INSERT INTO judgement (made_at, author, verb, places, value, note, undoes) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            decision.made_at,
            decision.author,
            verb.trim_matches('"'),
            json(&decision.places),
            decision.value,
            decision.note,
            decision.undoes
        ],
    )?;
    Ok(transaction.last_insert_rowid() as u64)
}
