//! Names, kept up: which names each document bears, and the layer in which names that mean one thing come together.
//!
//! A name arrives with the first document that bears it and departs with the last. Cost: the names of the documents that changed.

use super::judged::{Doubts, Namesakes};
use super::surname::Surnames;
use super::{Documents, OnDesk, id, layer};
use dateline_record::{EventMentionRow, EventRow, MentionRow, Row, StatementRow};
use dateline_relate::{Bearing, Id, Item, Meetings, Name, Names, Place, bearings, bearings_without};
use dateline_store::{Borne, Desk, Relating, StoreError};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// Lets the names that documents bore leave, and those that they bear now arrive; those of which people judge otherwise now are parted anew.
/// Then surnames alone go to whom they can be of.
pub fn names(relating: &Relating, documents: &Documents, ruled: &[Id]) -> Result<(), StoreError> {
    let desk = relating.desk();
    let (mut touched, namesakes) = (BTreeSet::new(), Namesakes::of(desk)?);
    let mut surnames = Surnames::default();
    for (own, full) in documents {
        touched.extend(desk.names_in(layer::NAME, *own)?.into_iter().map(|borne| borne.item));
        surnames.leave(relating, *own)?;
        relating.unbear(*own)?;
        let Some(full) = full else { continue };
        let told = desk.rows_of(&id(*own))?;
        let mut own_names = bearings(&full.row, &told.mentions, &told.statements, &told.events);
        namesakes.part(&full.row, &told.mentions, &mut own_names);
        let (bare, whole): (Vec<Bearing>, Vec<Bearing>) =
            own_names.into_iter().partition(|bearing| bearing.name.is_bare());
        surnames.arrive(relating, *own, &full.row, &whole, bare)?;
        for bearing in whole {
            touched.insert(bearing.name.id());
            relating.bear(&borne(*own, &bearing))?;
        }
    }
    surnames.open(relating)?;
    let load = |desk: &Desk, item: u64| {
        Ok(desk.bearer_of(layer::NAME, item)?.and_then(|borne| parsed(&borne)).map(|own| own.name))
    };
    let mut shelf = OnDesk { relating, layer: layer::NAME, load, profiles: RefCell::default(), parted: Vec::new() };
    let mut meetings = Meetings::new(&Names, &mut shelf);
    let mut arrived = BTreeSet::new();
    for item in touched {
        let borne = desk.bearer_of(layer::NAME, item)?;
        let is_there = desk.item(layer::NAME, item)?.is_some();
        match borne.as_ref().and_then(parsed) {
            Some(bearing) if !is_there => {
                arrived.insert(item);
                meetings.arrive(item_of(bearing.name))?;
            }
            None if is_there => meetings.depart(item)?,
            _ => {}
        }
    }
    ruled.iter().for_each(|item| meetings.touch(*item));
    meetings.settle()?;
    let parted = shelf.parted.into_iter().filter(|item| !arrived.contains(item)).collect();
    surnames.close(relating, parted)
}

/// A bearing as the desk keeps it.
pub fn borne(document: u64, bearing: &Bearing) -> Borne {
    let item = bearing.name.id();
    let named = bearing.forms.iter().map(|called| called.mentions).sum();
    let row = serde_json::to_string(bearing).expect("a bearing holds nothing that JSON cannot say");
    Borne { entity: item, item, document, known: bearing.known, named, row }
}

fn item_of(name: Name) -> Item<Name> {
    let id = name.id();
    // Names have no date: near in a group is who has the next number.
    Item { document: id, place: Place { moment: 0, id }, keys: name.keys(), profile: name }
}

/// What a document has of a name.
pub fn parsed(borne: &Borne) -> Option<Bearing> {
    serde_json::from_str(&borne.row).ok()
}

/// The names that a document bears, less the forms that people switched off.
pub fn without_off(desk: &Desk, document: u64, doubts: &Doubts) -> Result<Vec<Bearing>, StoreError> {
    let own = id(document);
    let Some(full) = desk.full(&own)? else { return Ok(Vec::new()) };
    let told = desk.rows_of(&own)?;
    let entities: BTreeMap<Id, Id> =
        desk.names_in(layer::NAME, document)?.into_iter().map(|borne| (borne.item, borne.entity)).collect();
    let namesakes = Namesakes::of(desk)?;
    // A name of which a namesake was taken has another id before that.
    let mut all = bearings(&full.row, &told.mentions, &told.statements, &told.events);
    let raw: Vec<Id> = all.iter().map(|own| own.name.id()).collect();
    namesakes.part(&full.row, &told.mentions, &mut all);
    let own: BTreeMap<Id, Id> = raw.into_iter().zip(all.iter().map(|own| own.name.id())).collect();
    let off = |item: Id, form: &str| {
        own.get(&item).and_then(|item| entities.get(item)).is_some_and(|entity| doubts.is_off(*entity, form))
    };
    let mut left = bearings_without(&full.row, &told.mentions, &told.statements, &told.events, &off);
    for bearing in &mut left {
        let raw = bearing.name.id();
        let name = all.iter().find(|other| own.get(&raw) == Some(&other.name.id())).map(|other| other.name.clone());
        bearing.name = name.unwrap_or_else(|| bearing.name.clone());
    }
    Ok(left)
}

/// Puts the entities into the rows of documents that come in order.
pub struct Joining<'a> {
    desk: &'a Desk,
    /// None before the first document.
    doubts: Option<Doubts>,
    document: String,
    mentions: std::collections::HashMap<u64, String>,
    referents: std::collections::HashMap<String, String>,
    shown: std::collections::HashMap<u64, bool>,
}

impl<'a> Joining<'a> {
    /// Entities as `desk` has them.
    pub fn new(desk: &'a Desk) -> Joining<'a> {
        let (mentions, referents, shown) = Default::default();
        Joining { desk, doubts: None, document: String::new(), mentions, referents, shown }
    }

    fn turn_to(&mut self, document: &str) -> Result<(), StoreError> {
        if self.document == document {
            return Ok(());
        }
        self.document = document.to_string();
        self.mentions.clear();
        self.referents.clear();
        if self.doubts.is_none() {
            self.doubts = Some(Doubts::of(self.desk)?);
        }
        let mut trimmed: Option<Vec<Bearing>> = None;
        for borne in self.desk.names_in(layer::NAME, super::number(document))? {
            let is_shown = match self.shown.get(&borne.entity) {
                Some(known) => *known,
                None => borne.known || self.desk.is_shown(layer::NAME, borne.entity)?,
            };
            self.shown.insert(borne.entity, is_shown);
            let Some(mut bearing) = parsed(&borne).filter(|_| is_shown) else { continue };
            if let Some(doubts) = &self.doubts
                && bearing.forms.iter().any(|called| doubts.is_off(borne.entity, &called.form))
            {
                if trimmed.is_none() {
                    trimmed = Some(without_off(self.desk, borne.document, doubts)?);
                }
                let own = trimmed.iter().flatten().find(|own| own.name.id() == borne.item);
                let Some(own) = own else { continue };
                bearing = own.clone();
            }
            self.mentions.extend(bearing.mentions.into_iter().map(|mention| (mention, id(borne.entity))));
            self.referents.extend(bearing.referents.into_iter().map(|referent| (referent, id(borne.entity))));
        }
        Ok(())
    }

    /// Whom a chain of a document means.
    pub fn referent(&mut self, referent: &str) -> Result<Option<String>, StoreError> {
        self.turn_to(referent.split('-').next().unwrap_or_default())?;
        Ok(self.of(Some(referent)))
    }

    fn of(&self, referent: Option<&str>) -> Option<String> {
        self.referents.get(referent?).cloned()
    }

    /// Whoever is in a row.
    pub fn row(&mut self, row: &mut Row) -> Result<(), StoreError> {
        match row {
            Row::Mention(row) => self.mention(row),
            Row::Statement(row) => self.statement(row),
            Row::EventMention(row) => self.event(row),
            Row::Event(row) => self.together(row),
            _ => Ok(()),
        }
    }

    /// Who is mentioned.
    pub fn mention(&mut self, row: &mut MentionRow) -> Result<(), StoreError> {
        self.turn_to(&row.document)?;
        row.entity = self.mentions.get(&super::number(&row.id)).cloned();
        Ok(())
    }

    /// Who says it.
    pub fn statement(&mut self, row: &mut StatementRow) -> Result<(), StoreError> {
        self.turn_to(&row.document)?;
        if let Some(source) = &mut row.source {
            source.entity = self.of(source.referent.as_deref());
        }
        Ok(())
    }

    /// Who takes part in what several documents tell: each participant by the chain of its own document.
    pub fn together(&mut self, row: &mut EventRow) -> Result<(), StoreError> {
        for one in row.actors.iter_mut().chain(&mut row.recipients) {
            one.entity = one.referent.as_deref().map(|own| self.referent(own)).transpose()?.flatten();
        }
        Ok(())
    }

    /// Who takes part.
    pub fn event(&mut self, row: &mut EventMentionRow) -> Result<(), StoreError> {
        self.turn_to(&row.document)?;
        for one in row.actors.iter_mut().chain(&mut row.recipients) {
            one.entity = one.referent.as_deref().and_then(|referent| self.referents.get(referent).cloned());
        }
        Ok(())
    }
}
