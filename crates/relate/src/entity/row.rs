//! An entity as a row: its names, forms, roles and numbers, gathered from the documents that bear it.
//!
//! A name that stands once, in one document, in one unknown word, is no entity yet: nothing shows that it is a name at all.
//! Invariant: the order in which documents are added does not matter. Cost: forms and roles of all documents, each once.

use super::bearing::Bearing;
use super::name::Sort;
use crate::meet::{Id, Link};
use dateline_record::{AliasRow, EntityRow, EntityType, RoleRow, When};
use std::cmp::Reverse;
use std::collections::BTreeMap;

const RELATE: &str = concat!("relate@", env!("CARGO_PKG_VERSION"));

/// An entity in the making.
#[derive(Clone, Debug, Default)]
pub struct Entity {
    /// Forms of each name by rule, with how often.
    forms: BTreeMap<(Id, String, String), u64>,
    roles: BTreeMap<String, Role>,
    sorts: BTreeMap<Sort, u64>,
    mentions: u64,
    documents: Vec<Id>,
    is_known: bool,
    named: u64,
}

#[derive(Clone, Debug, Default)]
struct Role {
    written: BTreeMap<String, u64>,
    first: Option<When>,
    last: Option<When>,
}

impl Entity {
    /// Adds a document that bears one of the names.
    pub fn add(&mut self, document: Id, name: Id, bearing: &Bearing) {
        for called in &bearing.forms {
            self.named += called.mentions;
            *self.forms.entry((name, called.rule.clone(), called.form.clone())).or_default() += called.mentions;
        }
        for gave in &bearing.roles {
            let role = self.roles.entry(gave.role.to_lowercase()).or_default();
            *role.written.entry(gave.role.clone()).or_default() += gave.times;
            let dated = bearing.published.as_ref().filter(|when| when.earliest.is_some());
            if let Some(when) = dated {
                let key = |when: &When| (when.earliest.clone(), when.edtf.clone());
                if role.first.as_ref().is_none_or(|first| key(when) < key(first)) {
                    role.first = Some(when.clone());
                }
                if role.last.as_ref().is_none_or(|last| key(when) > key(last)) {
                    role.last = Some(when.clone());
                }
            }
        }
        *self.sorts.entry(bearing.name.sort).or_default() += 1;
        self.mentions += bearing.mentions.len() as u64;
        self.documents.push(document);
        self.is_known |= bearing.known;
    }

    /// The row; none where too little shows that there is anybody of that name.
    pub fn row(&self, id: Id, links: &[Link]) -> Option<EntityRow> {
        if !self.is_known && self.named < 2 {
            return None;
        }
        let mut names: BTreeMap<Id, u64> = BTreeMap::new();
        for ((name, rule, form), count) in &self.forms {
            // A full name shows best who is meant, an acronym what is known best.
            let weight = if rule == "name" && form.contains(' ') { 4 } else { 1 };
            *names.entry(*name).or_default() += count * weight;
        }
        let main = *names.iter().max_by_key(|(name, count)| (**count, Reverse(**name)))?.0;
        let rank = |(name, rule, form): &(Id, String, String), count: u64| {
            (*name == main, rule == "name", count, form.len(), Reverse(form.clone()))
        };
        let best = self.forms.iter().max_by_key(|(key, count)| rank(key, **count))?.0.2.clone();
        let mut aliases: BTreeMap<(&str, &str), u64> = BTreeMap::new();
        for ((name, rule, form), count) in &self.forms {
            let rule = match rule.as_str() {
                "name" if *name != main => sign(*name, links),
                rule => rule,
            };
            *aliases.entry((form, rule)).or_default() += count;
        }
        let mut aliases: Vec<AliasRow> = aliases
            .into_iter()
            .map(|((form, rule), mentions)| AliasRow { form: form.into(), rule: rule.into(), mentions, off: false })
            .collect();
        aliases.sort_by_key(|alias| (Reverse(alias.mentions), alias.form.clone(), alias.rule.clone()));
        let mut documents = self.documents.clone();
        documents.sort_unstable();
        documents.dedup();
        Some(EntityRow {
            id: format!("{id:016x}"),
            made_by: RELATE.into(),
            name: best,
            entity_type: self.entity_type(),
            aliases,
            roles: self.roles(),
            mentions: self.mentions,
            documents: documents.len() as u64,
            unsure: Vec::new(),
        })
    }

    fn entity_type(&self) -> EntityType {
        match self.sorts.iter().max_by_key(|(sort, count)| (**count, Reverse(**sort))) {
            Some((Sort::Person, _)) => EntityType::Person,
            Some((Sort::Organisation, _)) => EntityType::Organisation,
            Some((Sort::Place, _)) => EntityType::Place,
            _ => EntityType::Unknown,
        }
    }

    /// Roles by their first day, those without one last.
    fn roles(&self) -> Vec<RoleRow> {
        let row = |role: &Role| {
            let role_name = role.written.iter().max_by_key(|(written, count)| (**count, Reverse(*written)))?.0;
            Some(RoleRow {
                role: role_name.clone(),
                times: role.written.values().sum(),
                when: role.first.clone(),
                until: role.last.clone().filter(|last| role.first.as_ref() != Some(last)),
            })
        };
        let mut roles: Vec<RoleRow> = self.roles.values().filter_map(row).collect();
        roles.sort_by_key(|role| {
            let first = role.when.as_ref().and_then(|when| when.earliest.clone());
            (first.is_none(), first, role.role.clone())
        });
        roles
    }
}

/// By what a name is of its entity: its surest link.
fn sign(name: Id, links: &[Link]) -> &str {
    let own = links.iter().filter(|link| link.one == name || link.other == name);
    own.max_by_key(|link| (link.weight, Reverse((link.one, link.other)))).map_or("judged the same", |link| &link.signs)
}
