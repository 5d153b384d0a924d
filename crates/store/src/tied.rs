//! Documents that share a key with one: those that it points to, that point to it, and that have the same address.

use crate::{Desk, StoreError};
use dateline_record::{DocumentRow, Row};

impl Desk {
    /// The documents tied to the one with this id, less their texts, in order of their ids, at most `most`.
    pub fn tied_to(&self, id: &str, most: usize) -> Result<Vec<DocumentRow>, StoreError> {
        let rows: Vec<String> = self.ask(|connection| {
            let mut query = connection.prepare_cached(
                "SELECT DISTINCT other.id, other.row FROM document JOIN tie AS own ON own.document = document.key
                 JOIN tie AS pair ON pair.key = own.key AND pair.document != own.document AND (pair.own OR own.own)
                 JOIN document AS other ON other.key = pair.document
                 WHERE document.id = ?1 ORDER BY other.id LIMIT ?2",
            )?;
            query.query_map((id, most), |row| row.get(1))?.collect()
        })?;
        let mut documents = Vec::with_capacity(rows.len());
        for json in rows {
            if let Row::Document(document) = self.parse(&json)? {
                documents.push(document);
            }
        }
        Ok(documents)
    }
}
