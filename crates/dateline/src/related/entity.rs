//! Entities as rows, put together from the names of their parts and from what documents have of these.
//!
//! Cost: a pass over the bearings of what is asked for.

use super::judged::Doubts;
use super::{layer, named};
use dateline_record::{AliasRow, EntityRow};
use dateline_relate::{Bearing, Entity, Link};
use dateline_store::{Borne, Desk, StoreError};
use std::collections::BTreeMap;

/// Documents of each name that a glimpse looks at.
const GLIMPSE: usize = 24;

/// Every entity, by id.
pub fn all(desk: &Desk, each: &mut dyn FnMut(EntityRow)) -> Result<(), StoreError> {
    let doubts = Doubts::of(desk)?;
    let mut failed = None;
    let mut links: BTreeMap<u64, Vec<Link>> = BTreeMap::new();
    for (one, other, weight, signs) in desk.all_links(layer::NAME)? {
        for own in [one, other] {
            links.entry(own).or_default().push(Link { one, other, weight, signs: signs.clone() });
        }
    }
    let mut open: Option<(u64, Vec<u64>, Entity)> = None;
    let mut close = |open: Option<(u64, Vec<u64>, Entity)>| {
        let Some((id, names, entity)) = open else { return };
        let own = within(names.iter().flat_map(|name| links.get(name).into_iter().flatten()), &names);
        entity.row(id, &own).map(|row| doubted(row, id, &doubts)).into_iter().for_each(&mut *each);
    };
    desk.all_bearings(layer::NAME, &mut |borne| {
        if open.as_ref().is_none_or(|(id, ..)| *id != borne.entity) {
            close(open.replace((borne.entity, Vec::new(), Entity::default())));
        }
        if let Some((_, names, entity)) = &mut open {
            failed = add(desk, &doubts, entity, names, &borne).err().or(failed.take());
        }
    })?;
    close(open);
    failed.map_or(Ok(()), Err)
}

/// One entity; none where nothing shows that it is one.
pub fn one(desk: &Desk, id: u64) -> Result<Option<EntityRow>, StoreError> {
    let (mut names, mut entity) = (Vec::new(), Entity::default());
    let doubts = Doubts::of(desk)?;
    for borne in desk.bearings_of(layer::NAME, id)? {
        add(desk, &doubts, &mut entity, &mut names, &borne)?;
    }
    let mut links = Vec::new();
    for name in &names {
        let found = desk.links(layer::NAME, *name)?.into_iter();
        links.extend(found.map(|(one, other, weight, signs)| Link { one, other, weight, signs }));
    }
    Ok(entity.row(id, &within(links.iter(), &names)).map(|row| doubted(row, id, &doubts)))
}

/// One entity as its first documents have it: for lists, where one that thirty thousand documents name costs no more than another.
pub fn glimpse(desk: &Desk, id: u64) -> Result<Option<EntityRow>, StoreError> {
    let (mut names, mut entity) = (Vec::new(), Entity::default());
    let doubts = Doubts::of(desk)?;
    for borne in desk.first_bearings_of(layer::NAME, id, GLIMPSE)? {
        add(desk, &doubts, &mut entity, &mut names, &borne)?;
    }
    Ok(entity.row(id, &[]).map(|row| doubted(row, id, &doubts)))
}

fn add(
    desk: &Desk,
    doubts: &Doubts,
    entity: &mut Entity,
    names: &mut Vec<u64>,
    borne: &Borne,
) -> Result<(), StoreError> {
    if names.last() != Some(&borne.item) {
        names.push(borne.item);
    }
    let Some(mut bearing) = named::parsed(borne) else { return Ok(()) };
    // Of a form that is switched off only how often it stands is told.
    if bearing.forms.iter().any(|called| doubts.is_off(borne.entity, &called.form)) {
        let all = named::without_off(desk, borne.document, doubts)?;
        let bare = Bearing { mentions: Vec::new(), referents: Vec::new(), roles: Vec::new(), ..bearing.clone() };
        let own = all.into_iter().find(|own| own.name == bearing.name).unwrap_or(bare);
        bearing = Bearing { forms: bearing.forms, ..own };
    }
    entity.add(borne.document, borne.item, &bearing);
    Ok(())
}

/// The row with what people say of it.
fn doubted(mut row: EntityRow, id: u64, doubts: &Doubts) -> EntityRow {
    for form in doubts.off(id) {
        let own = row.aliases.iter_mut().filter(|alias| alias.form == *form);
        if own.map(|alias| alias.off = true).count() == 0 {
            row.aliases.push(AliasRow { form: form.clone(), rule: "name".into(), mentions: 0, off: true });
        }
    }
    row.unsure = doubts.unsure(id);
    row
}

/// Links between names of one entity.
fn within<'a>(links: impl Iterator<Item = &'a Link>, names: &[u64]) -> Vec<Link> {
    let own = |id: u64| names.binary_search(&id).is_ok();
    links.filter(|link| own(link.one) && own(link.other)).cloned().collect()
}
