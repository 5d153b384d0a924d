//! Surnames on disk: who of a surname is named around which days and in which captures, and which documents have the surname alone.
//!
//! Nothing here says who is meant. Invariant: lines go with their document. Cost: an index look-up a name.

use crate::relating::{loaded, stored};
use crate::{Desk, Relating, StoreError};
use rusqlite::{OptionalExtension, params};

/// A full name around a day or capture.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Around {
    /// Of the surname.
    pub key: u64,
    /// A day from 1970 on, or a capture's number, which is larger.
    pub around: i64,
    /// The full name.
    pub item: u64,
}

/// A surname that stands alone in a document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bare {
    /// Of the surname.
    pub key: u64,
    /// Where it stands.
    pub document: u64,
    /// Its capture's number.
    pub capture: i64,
    /// When it was published, if that is known to the day.
    pub day: Option<i64>,
    /// The full name that it is held for.
    pub item: Option<u64>,
    /// What the document has of it, as it was put.
    pub row: String,
}

impl Desk {
    /// The full names of a document by surname, each around its day and capture.
    pub fn surnames_of(&self, document: u64) -> Result<Vec<Around>, StoreError> {
        self.ask(|connection| {
            let sql = "SELECT key, around, item FROM surname WHERE document = ?1 ORDER BY 1, 2, 3";
            let mut query = connection.prepare_cached(sql)?;
            let rows = query.query_map([stored(document)], |row| {
                Ok(Around { key: row.get(0).map(loaded)?, around: row.get(1)?, item: row.get(2).map(loaded)? })
            })?;
            rows.collect()
        })
    }

    /// Whether any document around there bears the name.
    pub fn is_around(&self, own: Around) -> Result<bool, StoreError> {
        self.ask(|connection| {
            let sql = "SELECT EXISTS (SELECT 1 FROM surname WHERE key = ?1 AND around = ?2 AND item = ?3)";
            let mut query = connection.prepare_cached(sql)?;
            query.query_row(params![stored(own.key), own.around, stored(own.item)], |row| row.get(0))
        })
    }

    /// The full names of a surname around there, each once, in order; a step of the index a name.
    pub fn named_around(&self, key: u64, around: i64) -> Result<Vec<u64>, StoreError> {
        self.ask(|connection| {
            let sql = "SELECT item FROM surname WHERE key = ?1 AND around = ?2 AND item > ?3 ORDER BY item LIMIT 1";
            let mut query = connection.prepare_cached(sql)?;
            let (mut found, mut last) = (Vec::new(), i64::MIN);
            while let Some(item) =
                query.query_row(params![stored(key), around, last], |row| row.get::<_, i64>(0)).optional()?
            {
                found.push(loaded(item));
                last = item;
            }
            Ok(found)
        })
    }

    /// The surnames that stand alone in a document.
    pub fn bare_in(&self, document: u64) -> Result<Vec<Bare>, StoreError> {
        self.bare("document = ?1 AND ?2 = 0 AND ?3 = 0", (stored(document), 0, 0))
    }

    /// Where a surname stands alone, from one day to another.
    pub fn bare_between(&self, key: u64, first: i64, last: i64) -> Result<Vec<Bare>, StoreError> {
        self.bare("key = ?1 AND day BETWEEN ?2 AND ?3", (stored(key), first, last))
    }

    /// Where a surname stands alone in a capture.
    pub fn bare_within(&self, key: u64, capture: i64) -> Result<Vec<Bare>, StoreError> {
        self.bare("key = ?1 AND capture = ?2 AND ?3 = 0", (stored(key), capture, 0))
    }

    /// Wherever a surname stands alone.
    pub fn bare_of(&self, key: u64) -> Result<Vec<Bare>, StoreError> {
        self.bare("key = ?1 AND ?2 = 0 AND ?3 = 0", (stored(key), 0, 0))
    }

    fn bare(&self, which: &str, values: (i64, i64, i64)) -> Result<Vec<Bare>, StoreError> {
        self.ask(|connection| {
            let sql = format!("SELECT key, document, capture, day, item, row FROM bare WHERE {which} ORDER BY 1, 2");
            let mut query = connection.prepare_cached(&sql)?;
            let rows = query.query_map(params![values.0, values.1, values.2], |row| {
                Ok(Bare {
                    key: row.get(0).map(loaded)?,
                    document: row.get(1).map(loaded)?,
                    capture: row.get(2)?,
                    day: row.get(3)?,
                    item: row.get::<_, Option<i64>>(4)?.map(loaded),
                    row: row.get(5)?,
                })
            })?;
            rows.collect()
        })
    }
}

impl Relating<'_> {
    /// Notes that a document names somebody of a surname.
    pub fn name_around(&self, own: Around, document: u64) -> Result<(), StoreError> {
        self.run(
            "INSERT OR IGNORE INTO surname (key, around, item, document) VALUES (?1, ?2, ?3, ?4)",
            params![stored(own.key), own.around, stored(own.item), stored(document)],
        )
    }

    /// Notes that a surname stands alone in a document, and whom it is held for.
    pub fn set_bare(&self, own: &Bare) -> Result<(), StoreError> {
        self.run(
            "INSERT OR REPLACE INTO bare (key, document, capture, day, item, row) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![stored(own.key), stored(own.document), own.capture, own.day, own.item.map(stored), own.row],
        )
    }

    /// Takes the surnames of a document away.
    pub fn unname(&self, document: u64) -> Result<(), StoreError> {
        self.run("DELETE FROM surname WHERE document = ?1", params![stored(document)])?;
        self.run("DELETE FROM bare WHERE document = ?1", params![stored(document)])
    }

    /// Takes one name of a document away.
    pub fn unbear_one(&self, document: u64, item: u64) -> Result<(), StoreError> {
        self.run("DELETE FROM bearing WHERE document = ?1 AND item = ?2", params![stored(document), stored(item)])
    }
}
