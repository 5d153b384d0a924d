//! Lineage, worked out where it is asked for: what a document has of those that it met by a layer or a tie.
//!
//! Invariant: a row is a function of its document and of those it met, which are a function of what the desk holds.
//! Cost: per document, those it met are loaded and laid beside it; the last ones loaded are kept.

use crate::related::{id, layer, number};
use dateline_record::{DocumentRow, LineageRow, StatementRow};
use dateline_relate::{Credit, Written};
use dateline_store::{Desk, Full, StoreError};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// Documents that are kept at hand.
const KEPT: usize = 400;

/// A document with its statements.
struct Known {
    full: Full,
    statements: Vec<StatementRow>,
}

impl Known {
    fn told(&self) -> Written<'_> {
        Written { row: &self.full.row, text: &self.full.text, statements: &self.statements }
    }
}

/// A document, what it credits and its statements.
pub type Behind = (DocumentRow, Vec<Credit>, Vec<StatementRow>);

/// What works out lineage.
pub struct Lineage<'a> {
    desk: &'a Desk,
    kept: HashMap<String, Option<Arc<Known>>>,
}

impl<'a> Lineage<'a> {
    /// Nothing is read yet.
    pub fn new(desk: &'a Desk) -> Lineage<'a> {
        Lineage { desk, kept: HashMap::new() }
    }

    /// What a document has of others.
    pub fn of(&mut self, document: &str) -> Result<Vec<LineageRow>, StoreError> {
        let Some(own) = self.known(document)? else { return Ok(Vec::new()) };
        let mut met = self.linked(document)?;
        met.extend(self.desk.ties_of(document)?);
        let mut others = Vec::with_capacity(met.len());
        for other in met.iter().filter(|other| *other != document) {
            others.extend(self.known(other)?);
        }
        let others: Vec<Written> = others.iter().map(|other| other.told()).collect();
        Ok(dateline_relate::lineage_of(&own.told(), &others))
    }

    /// A document, what it credits and its statements.
    pub fn behind(&mut self, document: &str) -> Result<Option<Behind>, StoreError> {
        let known = self.known(document)?;
        Ok(known.map(|known| {
            let credits = dateline_relate::credits(&known.told());
            (known.full.row.clone(), credits, known.statements.clone())
        }))
    }

    /// What a document has of others and others of it.
    pub fn round(&mut self, document: &str) -> Result<Vec<LineageRow>, StoreError> {
        let mut rows = self.of(document)?;
        let mut met = self.linked(document)?;
        met.extend(self.desk.ties_of(document)?);
        met.extend(self.desk.linking_to(document)?);
        for other in met.iter().filter(|other| *other != document) {
            rows.extend(self.of(other)?.into_iter().filter(|row| row.to.as_deref() == Some(document)));
        }
        Ok(rows)
    }

    /// The rows whose ids begin with these digits: at least four of them.
    pub fn find(&mut self, digits: &str) -> Result<Vec<LineageRow>, StoreError> {
        let Some(first) = digits.get(..4) else { return Ok(Vec::new()) };
        let mut rows = Vec::new();
        for document in self.desk.documents_beginning(&dateline_relate::turned(first))? {
            rows.extend(self.of(&document)?.into_iter().filter(|row| row.id.starts_with(digits)));
        }
        Ok(rows)
    }

    /// Those that a document is linked to in a layer.
    fn linked(&self, document: &str) -> Result<BTreeSet<String>, StoreError> {
        let own = number(document);
        let mut met = BTreeSet::new();
        for number in [layer::REUSE, layer::TRACE] {
            let links = self.desk.links(number, own)?;
            met.extend(links.into_iter().map(|(one, other, ..)| id(if one == own { other } else { one })));
        }
        Ok(met)
    }

    fn known(&mut self, document: &str) -> Result<Option<Arc<Known>>, StoreError> {
        if let Some(known) = self.kept.get(document) {
            return Ok(known.clone());
        }
        if self.kept.len() >= KEPT {
            self.kept.clear();
        }
        let known = match self.desk.full(document)? {
            Some(full) => Some(Arc::new(Known { statements: self.desk.statements_of(document)?, full })),
            None => None,
        };
        self.kept.insert(document.to_string(), known.clone());
        Ok(known)
    }
}
