//! Entities as rows, put together from the names of their parts and from what documents have of these.
//!
//! Cost: a pass over the bearings of what is asked for.

use super::{layer, named};
use dateline_record::EntityRow;
use dateline_relate::{Entity, Link};
use dateline_store::{Borne, Desk, StoreError};
use std::collections::BTreeMap;

/// Every entity, by id.
pub fn all(desk: &Desk, each: &mut dyn FnMut(EntityRow)) -> Result<(), StoreError> {
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
        entity.row(id, &own).into_iter().for_each(&mut *each);
    };
    desk.all_bearings(layer::NAME, &mut |borne| {
        if open.as_ref().is_none_or(|(id, ..)| *id != borne.entity) {
            close(open.replace((borne.entity, Vec::new(), Entity::default())));
        }
        if let Some((_, names, entity)) = &mut open {
            add(entity, names, &borne);
        }
    })?;
    close(open);
    Ok(())
}

/// One entity; none where nothing shows that it is one.
pub fn one(desk: &Desk, id: u64) -> Result<Option<EntityRow>, StoreError> {
    let (mut names, mut entity) = (Vec::new(), Entity::default());
    for borne in desk.bearings_of(layer::NAME, id)? {
        add(&mut entity, &mut names, &borne);
    }
    let mut links = Vec::new();
    for name in &names {
        let found = desk.links(layer::NAME, *name)?.into_iter();
        links.extend(found.map(|(one, other, weight, signs)| Link { one, other, weight, signs }));
    }
    Ok(entity.row(id, &within(links.iter(), &names)))
}

fn add(entity: &mut Entity, names: &mut Vec<u64>, borne: &Borne) {
    if names.last() != Some(&borne.item) {
        names.push(borne.item);
    }
    if let Some(bearing) = named::parsed(borne) {
        entity.add(borne.document, borne.item, &bearing);
    }
}

/// Links between names of one entity.
fn within<'a>(links: impl Iterator<Item = &'a Link>, names: &[u64]) -> Vec<Link> {
    let own = |id: u64| names.binary_search(&id).is_ok();
    links.filter(|link| own(link.one) && own(link.other)).cloned().collect()
}
