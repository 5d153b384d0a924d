//! What tellings rest on, loaded from the desk: documents with what they credit, statements, and how the documents stand to one another.
//!
//! Invariant: loads and decides nothing. Cost: a document once while it is kept; how it stands to others only where several tell one thing.

use crate::lineage::{Behind, Lineage};
use dateline_record::LineageRow;
use dateline_relate::{Ground, Telling};
use dateline_store::{Desk, StoreError};
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

/// Documents that are kept at hand.
const KEPT: usize = 1000;

/// What loads grounds.
pub struct Grounds<'a> {
    lineage: Lineage<'a>,
    behind: HashMap<String, Option<Rc<Behind>>>,
    edges: HashMap<String, Rc<Vec<LineageRow>>>,
}

impl<'a> Grounds<'a> {
    /// Nothing is read yet.
    pub fn new(desk: &'a Desk) -> Grounds<'a> {
        Grounds { lineage: Lineage::new(desk), behind: HashMap::new(), edges: HashMap::new() }
    }

    /// What these tellings rest on.
    pub fn of(&mut self, tellings: &[Telling]) -> Result<Ground, StoreError> {
        let documents: BTreeSet<&str> = tellings.iter().map(|own| own.document.id.as_str()).collect();
        self.under(&documents, |id| tellings.iter().any(|own| own.event.statement.as_deref() == Some(id)))
    }

    /// What everything in one document rests on.
    pub fn of_document(&mut self, document: &str) -> Result<Ground, StoreError> {
        self.under(&BTreeSet::from([document]), |_| true)
    }

    fn under(&mut self, documents: &BTreeSet<&str>, wanted: impl Fn(&str) -> bool) -> Result<Ground, StoreError> {
        let mut ground = Ground::default();
        for document in documents {
            if let Some(behind) = self.behind(document)? {
                let (row, credits, statements) = &*behind;
                ground.documents.insert(document.to_string(), (row.clone(), credits.clone()));
                let own = statements.iter().filter(|own| wanted(&own.id));
                ground.statements.extend(own.map(|own| (own.id.clone(), own.clone())));
            }
        }
        for document in documents.iter().filter(|_| documents.len() > 1) {
            let edges = self.edges(document)?;
            let inside = edges.iter().filter(|row| row.to.as_deref().is_some_and(|to| documents.contains(to)));
            ground.edges.extend(inside.cloned());
        }
        Ok(ground)
    }

    fn behind(&mut self, document: &str) -> Result<Option<Rc<Behind>>, StoreError> {
        if let Some(known) = self.behind.get(document) {
            return Ok(known.clone());
        }
        if self.behind.len() >= KEPT {
            self.behind.clear();
        }
        let behind = self.lineage.behind(document)?.map(Rc::new);
        self.behind.insert(document.to_string(), behind.clone());
        Ok(behind)
    }

    fn edges(&mut self, document: &str) -> Result<Rc<Vec<LineageRow>>, StoreError> {
        if let Some(known) = self.edges.get(document) {
            return Ok(known.clone());
        }
        if self.edges.len() >= KEPT {
            self.edges.clear();
        }
        let edges = Rc::new(self.lineage.of(document)?);
        self.edges.insert(document.to_string(), edges.clone());
        Ok(edges)
    }
}
