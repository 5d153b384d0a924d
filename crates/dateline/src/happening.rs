//! Events with all that they stand on, put together from what relating has kept.
//!
//! Invariant: a function of what the desk holds. Cost: per event its tellings, those who deny it, and their documents once.

use crate::grounds::Grounds;
use crate::related::named::Joining;
use crate::related::{self, layer};
use dateline_record::{DocumentRow, EventRow, Modality};
use dateline_relate::{Denied, Ground, Id, ONE_EVENT, Telling};
use dateline_store::{Desk, EventFilter, StoreError};
use std::collections::{BTreeMap, HashMap};

/// Documents that are kept at hand.
const KEPT: usize = 4000;

/// An event with its tellings, those who deny it, and what they rest on.
pub struct Event {
    /// The row.
    pub row: EventRow,
    /// Its tellings.
    pub tellings: Vec<Telling>,
    /// Tellings that deny it.
    pub denied: Vec<Denied>,
    /// What they all rest on.
    pub ground: Ground,
}

/// What puts events together.
pub struct Happenings<'a> {
    desk: &'a Desk,
    grounds: Grounds<'a>,
    joining: Joining<'a>,
    documents: HashMap<String, DocumentRow>,
}

impl<'a> Happenings<'a> {
    /// Nothing is read yet.
    pub fn new(desk: &'a Desk) -> Happenings<'a> {
        Happenings { desk, grounds: Grounds::new(desk), joining: Joining::new(desk), documents: HashMap::new() }
    }

    /// The event that is this part of the layer of events; `own` are those of its tellings that are at hand.
    pub fn of_part(&mut self, part: Id, mut own: BTreeMap<Id, Telling>) -> Result<Option<Event>, StoreError> {
        for id in self.desk.part(layer::EVENT, part)? {
            if !own.contains_key(&id) {
                own.extend(self.telling(id)?.map(|telling| (id, telling)));
            }
        }
        let mut tellings: Vec<Telling> = own.into_values().collect();
        for telling in &mut tellings {
            self.joining.event(&mut telling.event)?;
        }
        let denied = self.denied(&tellings)?;
        let all: Vec<Telling> = tellings.iter().chain(denied.iter().map(|own| &own.telling)).cloned().collect();
        let ground = self.grounds.of(&all)?;
        let row = dateline_relate::event(&tellings, &ground);
        Ok(row.map(|row| Event { row, tellings, denied, ground }))
    }

    fn telling(&mut self, id: Id) -> Result<Option<Telling>, StoreError> {
        if self.documents.len() >= KEPT {
            self.documents.clear();
        }
        let found = self.desk.happened_among(&related::id(id), &mut self.documents)?;
        Ok(found.map(|own| Telling { event: own.event, document: own.document }))
    }

    /// What denies some tellings that are told as real.
    fn denied(&mut self, tellings: &[Telling]) -> Result<Vec<Denied>, StoreError> {
        let is_denied = |telling: &Telling| telling.event.modality == Modality::Denied;
        let mut found: BTreeMap<Id, Denied> = BTreeMap::new();
        for own in tellings.iter().filter(|own| !is_denied(own)) {
            let id = related::number(&own.event.id);
            for (one, other, weight, signs) in self.desk.links(layer::EVENT, id)? {
                let other = if one == id { other } else { one };
                if weight < ONE_EVENT || found.contains_key(&other) {
                    continue;
                }
                if let Some(telling) = self.telling(other)?.filter(is_denied) {
                    found.insert(other, Denied { telling, signs });
                }
            }
        }
        Ok(found.into_values().collect())
    }
}

/// The events of which some telling is left by `filter`, each with all its tellings, and the documents that tell them.
pub fn all(desk: &Desk, filter: &EventFilter) -> Result<(Vec<EventRow>, BTreeMap<String, DocumentRow>), StoreError> {
    let (told, documents) = told(desk, filter)?;
    Ok((told.into_iter().map(|event| event.row).collect(), documents))
}

/// The same, each with its tellings.
pub fn told(desk: &Desk, filter: &EventFilter) -> Result<(Vec<Event>, BTreeMap<String, DocumentRow>), StoreError> {
    related::bring_up(desk)?;
    let mut parts: BTreeMap<Id, BTreeMap<Id, Telling>> = BTreeMap::new();
    let mut failed = None;
    desk.event_mentions(filter, &mut |own| {
        let id = related::number(&own.event.id);
        match desk.part_of(layer::EVENT, id) {
            Ok(part) => {
                let telling = Telling { event: own.event, document: own.document };
                parts.entry(part.unwrap_or(id)).or_default().insert(id, telling);
            }
            Err(error) => failed = Some(error),
        }
    })?;
    failed.map_or(Ok(()), Err)?;
    // Events of one document come together, so that it is loaded once.
    let document = |own: &BTreeMap<Id, Telling>| own.values().map(|telling| telling.document.id.clone()).min();
    let mut parts: Vec<(Id, BTreeMap<Id, Telling>)> = parts.into_iter().collect();
    parts.sort_by_cached_key(|(part, own)| (document(own), *part));
    let mut happenings = Happenings::new(desk);
    let (mut events, mut documents) = (Vec::new(), BTreeMap::new());
    for (part, own) in parts {
        let Some(event) = happenings.of_part(part, own)? else { continue };
        for telling in event.tellings.iter().chain(event.denied.iter().map(|own| &own.telling)) {
            documents.entry(telling.document.id.clone()).or_insert_with(|| telling.document.clone());
        }
        events.push(event);
    }
    events.sort_by(|one, other| dateline_relate::order(&one.row).cmp(&dateline_relate::order(&other.row)));
    Ok((events, documents))
}
