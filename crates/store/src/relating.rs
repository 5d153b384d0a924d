//! Relations on disk: items, their keys, links and parts, and the documents whose relations are still to be worked out.
//!
//! Nothing here knows what a layer is: `relate` judges, the shell brings the two together.
//! Invariant: a document is pending in the very transaction that writes or removes it, and until the one that relates it.
//! Cost: an index look-up a call.

use crate::{Desk, StoreError};
use dateline_record::{CleanText, DocumentRow, EventMentionRow, MentionRow, Row, TimeRow};
use rusqlite::{OptionalExtension, Transaction, params};

/// A transaction in which relations are worked out.
pub struct Relating<'a> {
    desk: &'a Desk,
    transaction: Transaction<'a>,
}

/// A place in a group: moment and identity.
pub type Standing = (i64, u64);

/// A document with its text and the way back to its capture.
#[derive(Clone, Debug)]
pub struct Full {
    /// The row, with its text.
    pub row: DocumentRow,
    /// The same text with its map; without a map where an older version read it.
    pub text: CleanText,
}

/// What a document tells by, each in order of place.
#[derive(Clone, Debug, Default)]
pub struct Tellings {
    /// Its tellings of events.
    pub events: Vec<EventMentionRow>,
    /// Its mentions.
    pub mentions: Vec<MentionRow>,
    /// Its expressions of time.
    pub times: Vec<TimeRow>,
}

/// Unsigned ids sort as signed numbers with the highest bit turned.
pub(crate) fn stored(id: u64) -> i64 {
    (id ^ 1 << 63) as i64
}

pub(crate) fn loaded(id: i64) -> u64 {
    id as u64 ^ 1 << 63
}

impl Desk {
    /// How many documents wait to be related.
    pub fn pending(&self) -> Result<u64, StoreError> {
        self.ask(|connection| connection.query_row("SELECT count(*) FROM pending", [], |row| row.get(0)))
    }

    /// Whether nothing waits: relations are worked out by `version`, no document is pending, judgements are held against the desk.
    pub fn is_related(&self, version: &str) -> Result<bool, StoreError> {
        self.ask(|connection| {
            let sql =
                "SELECT EXISTS (SELECT 1 FROM related_by WHERE version = ?1) AND NOT EXISTS (SELECT 1 FROM pending)
                       AND NOT EXISTS (SELECT 1 FROM unattached)";
            connection.prepare_cached(sql)?.query_row([version], |row| row.get(0))
        })
    }

    /// Begins to relate. Where relations were worked out by another `version`, all of them are dropped and every document is pending.
    pub fn relating(&self, version: &str) -> Result<Relating<'_>, StoreError> {
        let fail = |source| StoreError::Database { path: self.path.clone(), source };
        let transaction =
            Transaction::new_unchecked(&self.connection, rusqlite::TransactionBehavior::Immediate).map_err(fail)?;
        let by: Option<String> =
            transaction.query_row("SELECT version FROM related_by", [], |row| row.get(0)).optional().map_err(fail)?;
        if by.as_deref() != Some(version) {
            let clear = "DELETE FROM item; DELETE FROM meeting; DELETE FROM link; DELETE FROM bearing; DELETE FROM profile; DELETE FROM surname; DELETE FROM bare;
                         DELETE FROM related_by;
                         INSERT OR IGNORE INTO pending SELECT id FROM document;";
            transaction.execute_batch(clear).map_err(fail)?;
            transaction.execute("INSERT INTO related_by (version) VALUES (?1)", [version]).map_err(fail)?;
        }
        Ok(Relating { desk: self, transaction })
    }

    /// The document with this id, its text and the way back to its capture.
    pub fn full(&self, id: &str) -> Result<Option<Full>, StoreError> {
        let found: Option<(String, String, Option<Vec<u8>>)> = self.ask(|connection| {
            let mut query = connection.prepare_cached("SELECT row, text, pieces FROM document WHERE id = ?1")?;
            query.query_row([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()
        })?;
        let Some((row, text, pieces)) = found else { return Ok(None) };
        let Row::Document(mut row) = self.parse(&row)? else { return Ok(None) };
        row.text.clone_from(&text);
        let map = CleanText::unpacked(text.clone(), &pieces.unwrap_or_default());
        Ok(Some(Full { row, text: map.or_else(|| CleanText::unpacked(text, &[])).unwrap_or_default() }))
    }

    /// What a document tells by: its tellings, its mentions and its expressions of time.
    pub fn told(&self, document: &str) -> Result<Tellings, StoreError> {
        let mut tellings = Tellings::default();
        for table in ["event_mention", "mention", "time"] {
            let json: Vec<String> = self.ask(|connection| {
                let mut query = connection.prepare_cached(&format!(
                    "SELECT {table}.row FROM {table} JOIN document ON document.key = {table}.document
                     WHERE document.id = ?1 ORDER BY {table}.start, {table}.id"
                ))?;
                query.query_map([document], |row| row.get(0))?.collect()
            })?;
            for json in json {
                match self.parse(&json)? {
                    Row::EventMention(row) => tellings.events.push(row),
                    Row::Mention(row) => tellings.mentions.push(row),
                    Row::Time(row) => tellings.times.push(row),
                    _ => {}
                }
            }
        }
        Ok(tellings)
    }

    /// The document that an item is of; none where the item is not there.
    pub fn document_with(&self, layer: u8, item: u64) -> Result<Option<u64>, StoreError> {
        self.ask(|connection| {
            let mut query = connection.prepare_cached("SELECT document FROM item WHERE layer = ?1 AND id = ?2")?;
            query.query_row(params![layer, stored(item)], |row| row.get(0).map(loaded)).optional()
        })
    }

    /// Where an item stands and by what it meets others.
    pub fn item(&self, layer: u8, id: u64) -> Result<Option<(Standing, Vec<u64>)>, StoreError> {
        self.ask(|connection| {
            let mut query = connection.prepare_cached("SELECT moment FROM item WHERE layer = ?1 AND id = ?2")?;
            let Some(moment) = query.query_row(params![layer, stored(id)], |row| row.get(0)).optional()? else {
                return Ok(None);
            };
            let mut query = connection.prepare_cached("SELECT key FROM meeting WHERE layer = ?1 AND item = ?2")?;
            let keys = query.query_map(params![layer, stored(id)], |row| row.get(0).map(loaded))?;
            let mut keys = keys.collect::<Result<Vec<u64>, _>>()?;
            keys.sort_unstable();
            Ok(Some(((moment, id), keys)))
        })
    }

    /// In the group of `key`, those before and those after a place, the nearest first.
    pub fn around(
        &self,
        layer: u8,
        key: u64,
        (moment, id): Standing,
        reach: usize,
    ) -> Result<(Vec<Standing>, Vec<Standing>), StoreError> {
        self.ask(|connection| {
            let side = |sql: &str| -> rusqlite::Result<Vec<Standing>> {
                let mut query = connection.prepare_cached(sql)?;
                let rows = query.query_map(params![layer, stored(key), moment, stored(id), reach], |row| {
                    Ok((row.get(0)?, row.get(1).map(loaded)?))
                })?;
                rows.collect()
            };
            let before = side(
                "SELECT moment, item FROM meeting WHERE layer = ?1 AND key = ?2 AND (moment, item) < (?3, ?4)
                 ORDER BY moment DESC, item DESC LIMIT ?5",
            )?;
            let after = side(
                "SELECT moment, item FROM meeting WHERE layer = ?1 AND key = ?2 AND (moment, item) > (?3, ?4)
                 ORDER BY moment, item LIMIT ?5",
            )?;
            Ok((before, after))
        })
    }

    /// What an item, or what all items of a document, are judged by, as it was packed.
    pub fn profile(&self, layer: u8, id: u64) -> Result<Option<Vec<u8>>, StoreError> {
        self.ask(|connection| {
            let mut query = connection.prepare_cached("SELECT bytes FROM profile WHERE layer = ?1 AND item = ?2")?;
            query.query_row(params![layer, stored(id)], |row| row.get(0)).optional()
        })
    }

    /// The links of an item: the smaller id, the larger one, how surely, why.
    pub fn links(&self, layer: u8, id: u64) -> Result<Vec<(u64, u64, i32, String)>, StoreError> {
        self.ask(|connection| {
            let mut query = connection.prepare_cached(
                // Left alone, SQLite reads the whole layer for the second half.
                "SELECT one, other, weight, signs FROM link WHERE layer = ?1 AND one = ?2
                 UNION ALL SELECT one, other, weight, signs FROM link INDEXED BY link_other WHERE layer = ?1 AND other = ?2",
            )?;
            let rows = query.query_map(params![layer, stored(id)], |row| {
                Ok((row.get(0).map(loaded)?, row.get(1).map(loaded)?, row.get(2)?, row.get(3)?))
            })?;
            rows.collect()
        })
    }

    /// What people decided of an item: the two, and whether they are one.
    pub fn rulings(&self, layer: u8, id: u64) -> Result<Vec<(u64, u64, bool)>, StoreError> {
        self.ask(|connection| {
            let mut query = connection.prepare_cached(
                "SELECT one, other, same FROM ruling WHERE layer = ?1 AND one = ?2
                 UNION SELECT one, other, same FROM ruling WHERE layer = ?1 AND other = ?2 ORDER BY one, other, same",
            )?;
            let rows = query.query_map(params![layer, stored(id)], |row| {
                Ok((row.get(0).map(loaded)?, row.get(1).map(loaded)?, row.get(2)?))
            })?;
            rows.collect()
        })
    }

    /// Every link of a layer, in order.
    pub fn all_links(&self, layer: u8) -> Result<Vec<(u64, u64, i32, String)>, StoreError> {
        self.ask(|connection| {
            let mut query = connection
                .prepare("SELECT one, other, weight, signs FROM link WHERE layer = ?1 ORDER BY one, other")?;
            let rows = query.query_map([layer], |row| {
                Ok((row.get(0).map(loaded)?, row.get(1).map(loaded)?, row.get(2)?, row.get(3)?))
            })?;
            rows.collect()
        })
    }

    /// The members of the part that holds an item, in order; none where the item is not there.
    pub fn part(&self, layer: u8, id: u64) -> Result<Vec<u64>, StoreError> {
        self.ask(|connection| {
            let mut query = connection.prepare_cached(
                "SELECT id FROM item WHERE layer = ?1 AND part = (SELECT part FROM item WHERE layer = ?1 AND id = ?2)
                 ORDER BY id",
            )?;
            query.query_map(params![layer, stored(id)], |row| row.get(0).map(loaded))?.collect()
        })
    }

    /// Those that were last parted together with an item; none where it is not there.
    pub fn pool(&self, layer: u8, id: u64) -> Result<Vec<u64>, StoreError> {
        self.ask(|connection| {
            let mut query = connection.prepare_cached(
                "SELECT id FROM item WHERE layer = ?1 AND pool = (SELECT pool FROM item WHERE layer = ?1 AND id = ?2)",
            )?;
            query.query_map(params![layer, stored(id)], |row| row.get(0).map(loaded))?.collect()
        })
    }

    /// The part that holds an item, by its first member; none where the item is not there.
    pub fn part_of(&self, layer: u8, id: u64) -> Result<Option<u64>, StoreError> {
        self.ask(|connection| {
            let mut query = connection.prepare_cached("SELECT part FROM item WHERE layer = ?1 AND id = ?2")?;
            query.query_row(params![layer, stored(id)], |row| row.get(0).map(loaded)).optional()
        })
    }

    /// Every item of a layer with its part, part by part.
    pub fn parts(&self, layer: u8, each: &mut dyn FnMut(u64, u64)) -> Result<(), StoreError> {
        self.ask(|connection| {
            let mut query = connection.prepare("SELECT part, id FROM item WHERE layer = ?1 ORDER BY part, id")?;
            let mut rows = query.query([layer])?;
            while let Some(row) = rows.next()? {
                each(row.get(0).map(loaded)?, row.get(1).map(loaded)?);
            }
            Ok(())
        })
    }
}

impl Relating<'_> {
    /// The desk, as this transaction sees it.
    pub fn desk(&self) -> &Desk {
        self.desk
    }

    /// Documents that wait, the first of them by id.
    pub fn waiting(&self, most: usize) -> Result<Vec<String>, StoreError> {
        self.desk.ask(|connection| {
            let mut query = connection.prepare_cached("SELECT document FROM pending ORDER BY document LIMIT ?1")?;
            query.query_map([most], |row| row.get(0))?.collect()
        })
    }

    /// Notes that a document is related.
    pub fn done(&self, document: &str) -> Result<(), StoreError> {
        self.run("DELETE FROM pending WHERE document = ?1", params![document])
    }

    /// The items of a layer that a document had when it was last related.
    pub fn items_of(&self, layer: u8, document: u64) -> Result<Vec<u64>, StoreError> {
        self.desk.ask(|connection| {
            let mut query =
                connection.prepare_cached("SELECT id FROM item WHERE document = ?2 AND layer = ?1 ORDER BY id")?;
            query.query_map(params![layer, stored(document)], |row| row.get(0).map(loaded))?.collect()
        })
    }

    /// Takes an item in; it is a part of its own until it is parted.
    pub fn put(&self, layer: u8, document: u64, (moment, id): Standing, keys: &[u64]) -> Result<(), StoreError> {
        self.run(
            "INSERT OR REPLACE INTO item (layer, id, document, moment, part, pool) VALUES (?1, ?2, ?3, ?4, ?2, ?2)",
            params![layer, stored(id), stored(document), moment],
        )?;
        for key in keys {
            self.run(
                "INSERT OR IGNORE INTO meeting (layer, key, moment, item) VALUES (?1, ?2, ?3, ?4)",
                params![layer, stored(*key), moment, stored(id)],
            )?;
        }
        Ok(())
    }

    /// Keeps what an item, or what all items of a document, are judged by, packed.
    pub fn set_profile(&self, layer: u8, id: u64, bytes: &[u8]) -> Result<(), StoreError> {
        self.run(
            "INSERT OR REPLACE INTO profile (layer, item, bytes) VALUES (?1, ?2, ?3)",
            params![layer, stored(id), bytes],
        )
    }

    /// Forgets what an item, or what all items of a document, are judged by.
    pub fn drop_profile(&self, layer: u8, id: u64) -> Result<(), StoreError> {
        self.run("DELETE FROM profile WHERE layer = ?1 AND item = ?2", params![layer, stored(id)])
    }

    /// Takes an item out, with its keys and links.
    pub fn remove(&self, layer: u8, id: u64) -> Result<(), StoreError> {
        for sql in [
            "DELETE FROM meeting WHERE layer = ?1 AND item = ?2",
            "DELETE FROM link WHERE layer = ?1 AND one = ?2",
            "DELETE FROM link WHERE layer = ?1 AND other = ?2",
            "DELETE FROM profile WHERE layer = ?1 AND item = ?2",
            "DELETE FROM item WHERE layer = ?1 AND id = ?2",
        ] {
            self.run(sql, params![layer, stored(id)])?;
        }
        Ok(())
    }

    /// Links two items, the smaller id first.
    pub fn join(&self, layer: u8, (one, other): (u64, u64), weight: i32, signs: &str) -> Result<(), StoreError> {
        self.run(
            "INSERT OR REPLACE INTO link (layer, one, other, weight, signs) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![layer, stored(one), stored(other), weight, signs],
        )
    }

    /// Takes a link away.
    pub fn split(&self, layer: u8, one: u64, other: u64) -> Result<(), StoreError> {
        self.run(
            "DELETE FROM link WHERE layer = ?1 AND one = ?2 AND other = ?3",
            params![layer, stored(one), stored(other)],
        )
    }

    /// Notes that these items are parted together, by the first of them.
    pub fn set_pool(&self, layer: u8, members: &[u64]) -> Result<(), StoreError> {
        self.name("UPDATE item SET pool = ?3 WHERE layer = ?1 AND id = ?2 AND pool != ?3", layer, members)
    }

    /// Notes that these items are one part, by the first of them.
    pub fn set_part(&self, layer: u8, members: &[u64]) -> Result<(), StoreError> {
        self.name("UPDATE item SET part = ?3 WHERE layer = ?1 AND id = ?2 AND part != ?3", layer, members)
    }

    fn name(&self, sql: &str, layer: u8, members: &[u64]) -> Result<(), StoreError> {
        let Some(first) = members.iter().min() else { return Ok(()) };
        members.iter().try_for_each(|member| self.run(sql, params![layer, stored(*member), stored(*first)]))
    }

    /// Ends the transaction; what was done survives a kill from here on.
    pub fn commit(self) -> Result<(), StoreError> {
        let path = self.desk.path.clone();
        self.transaction.commit().map_err(|source| StoreError::Database { path, source })
    }

    pub(crate) fn run(&self, sql: &str, values: impl rusqlite::Params) -> Result<(), StoreError> {
        self.desk.ask(|connection| connection.prepare_cached(sql)?.execute(values).map(|_| ()))
    }
}
