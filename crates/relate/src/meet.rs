//! Meetings: keys → groups that share a key → links → components, kept up while items come and go.
//!
//! An item is a document, a name, a telling. In the group of each of its keys it is held against the [`Layer::REACH`] items before it
//! and after it, by moment, then by id: so a key that ten thousand share costs no more than one that ten do.
//! Invariant: which pairs are held against one another, what links they get and how the components fall apart is a function of the
//! items that are there, whatever the order in which they came and went.
//! Cost: an arrival reads its places in its groups, judges the pairs that are new there, and parts the components it touches anew.

use std::collections::BTreeSet;

mod memory;
mod part;
mod pool;

pub use memory::Memory;
pub use part::{Part, merge};
use pool::Pools;

/// Identity of an item: the first eight bytes of a digest.
pub type Id = u64;

/// Where an item stands in its groups.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Place {
    /// When it was published, or whatever brings near together what belongs together; `i64::MAX` where that is unknown.
    pub moment: i64,
    /// Identity.
    pub id: Id,
}

/// What comes in.
#[derive(Clone, Debug)]
pub struct Item<P> {
    /// The document it is of; its own id where it is one.
    pub document: Id,
    /// Where it stands.
    pub place: Place,
    /// What it meets others by.
    pub keys: Vec<u64>,
    /// What it is judged by.
    pub profile: P,
}

/// Two items that belong together.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Link {
    /// The smaller identity.
    pub one: Id,
    /// The larger one.
    pub other: Id,
    /// How surely, in thousandths.
    pub weight: i32,
    /// Why, as the layer writes it.
    pub signs: String,
}

/// What a person decided of two items.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Ruling {
    /// One of them.
    pub one: Id,
    /// The other.
    pub other: Id,
    /// They are one; else they are not.
    pub same: bool,
}

/// What judges items of one sort. All of it is a function of what is handed in.
pub trait Layer {
    /// What an item is judged by.
    type Profile;
    /// How many before and after it in a group an item is held against.
    const REACH: usize;
    /// Whether components and their parts are kept up; a layer of which only the links are asked for leaves its items apart.
    const PARTS: bool = true;
    /// How many items are parted together at most, as long as there is a level left that parts them,
    const MOST: usize = usize::MAX;
    /// and how sure the links are by which that many hang together, from the least on.
    const LEVELS: &'static [i32] = &[];
    /// Whether two that share a key belong together: how surely, in thousandths, and why. It must not matter which is which.
    fn link(&self, one: &Self::Profile, other: &Self::Profile) -> Option<(i32, String)>;
    /// How the members of a component, in order of their ids, fall apart; each lies in one part.
    fn parts(&self, members: &[(Id, Self::Profile)], links: &[Link], rulings: &[Ruling]) -> Vec<Part>;
}

/// What keeps items, links and parts; on disk, or [`Memory`].
pub trait Shelf<P> {
    /// What can go wrong.
    type Error;
    /// In the group of `key`, those before and those after `at`, the nearest first, at most `reach` each; `at` itself is left out.
    fn around(&self, key: u64, at: Place, reach: usize) -> Result<(Vec<Place>, Vec<Place>), Self::Error>;
    /// Where an item stands, and its keys; none where it is not there.
    fn item(&self, id: Id) -> Result<Option<(Place, Vec<u64>)>, Self::Error>;
    /// What an item that is there is judged by.
    fn profile(&self, id: Id) -> Result<Option<P>, Self::Error>;
    /// The links of an item.
    fn links(&self, id: Id) -> Result<Vec<Link>, Self::Error>;
    /// What people decided of an item.
    fn rulings(&self, id: Id) -> Result<Vec<Ruling>, Self::Error>;
    /// Takes an item in.
    fn put(&mut self, item: Item<P>) -> Result<(), Self::Error>;
    /// Takes an item out, with its links.
    fn remove(&mut self, id: Id) -> Result<(), Self::Error>;
    /// Links two items.
    fn join(&mut self, link: Link) -> Result<(), Self::Error>;
    /// Takes a link away.
    fn split(&mut self, one: Id, other: Id) -> Result<(), Self::Error>;
    /// Those that were last parted together with an item, itself among them; none where it is not there.
    fn pool(&self, id: Id) -> Result<Vec<Id>, Self::Error>;
    /// Notes that these are parted together, by the smallest of their ids.
    fn set_pool(&mut self, members: &[Id]) -> Result<(), Self::Error>;
    /// Notes that these are one part, by the smallest of their ids.
    fn set_part(&mut self, members: &Part) -> Result<(), Self::Error>;
}

/// Items of one layer on a shelf.
pub struct Meetings<'a, L: Layer, S: Shelf<L::Profile>> {
    layer: &'a L,
    shelf: &'a mut S,
    /// Items whose components must be parted anew.
    touched: BTreeSet<Id>,
}

impl<'a, L: Layer, S: Shelf<L::Profile>> Meetings<'a, L, S> {
    /// Nothing is read yet.
    pub fn new(layer: &'a L, shelf: &'a mut S) -> Self {
        Meetings { layer, shelf, touched: BTreeSet::new() }
    }

    /// Takes an item in; one with this id that is there goes first.
    pub fn arrive(&mut self, mut item: Item<L::Profile>) -> Result<(), S::Error> {
        self.depart(item.place.id)?;
        item.keys.sort_unstable();
        item.keys.dedup();
        let (at, mut met, mut parted) = (item.place, Vec::new(), Vec::new());
        for key in &item.keys {
            let (before, after) = self.shelf.around(*key, at, L::REACH)?;
            met.extend(before.iter().chain(&after).map(|other| other.id));
            parted.extend(pairs_across(&before, &after, L::REACH));
        }
        met.sort_unstable();
        met.dedup();
        for other in met {
            if let Some(profile) = self.shelf.profile(other)?
                && let Some((weight, signs)) = self.layer.link(&item.profile, &profile)
            {
                let (one, other) = (at.id.min(other), at.id.max(other));
                self.shelf.join(Link { one, other, weight, signs })?;
                self.touched.extend([one, other]);
            }
        }
        self.shelf.put(item)?;
        self.touched.insert(at.id);
        parted.sort_unstable();
        parted.dedup();
        for (one, other) in parted {
            self.part_unless_met(one, other)?;
        }
        Ok(())
    }

    /// Takes an item out, if it is there.
    pub fn depart(&mut self, id: Id) -> Result<(), S::Error> {
        let Some((at, keys)) = self.shelf.item(id)? else { return Ok(()) };
        let mut met = BTreeSet::new();
        for key in &keys {
            let (before, after) = self.shelf.around(*key, at, L::REACH)?;
            met.extend(pairs_across(&before, &after, L::REACH));
        }
        self.touched.extend(self.shelf.links(id)?.iter().flat_map(|link| [link.one, link.other]));
        self.touched.extend(self.shelf.rulings(id)?.iter().flat_map(|ruling| [ruling.one, ruling.other]));
        self.touched.extend(self.shelf.pool(id)?);
        self.shelf.remove(id)?;
        for (one, other) in met {
            let (Some(first), Some(second)) = (self.shelf.profile(one.id)?, self.shelf.profile(other.id)?) else {
                continue;
            };
            if let Some((weight, signs)) = self.layer.link(&first, &second) {
                let (one, other) = (one.id.min(other.id), one.id.max(other.id));
                self.shelf.join(Link { one, other, weight, signs })?;
                self.touched.extend([one, other]);
            }
        }
        Ok(())
    }

    /// Parts anew what a changed ruling touches.
    pub fn touch(&mut self, id: Id) {
        self.touched.insert(id);
    }

    /// Parts the pools that were touched. What is on the shelf holds only after this.
    pub fn settle(&mut self) -> Result<(), S::Error> {
        let touched = std::mem::take(&mut self.touched);
        if !L::PARTS {
            return Ok(());
        }
        let mut pools = Pools::<L>::new();
        let (mut open, mut opened) = (BTreeSet::new(), BTreeSet::new());
        self.open(&touched, &mut open, &mut opened)?;
        while let Some(first) = open.pop_first() {
            let members = pools.of(first, self.shelf)?;
            self.open(&members, &mut open, &mut opened)?;
            members.iter().for_each(|id| _ = open.remove(id));
            self.shelf.set_pool(&members.iter().copied().collect::<Vec<_>>())?;
            self.part(&members, &pools)?;
        }
        Ok(())
    }

    /// Opens these and whatever was parted together with one of them: it is parted anew as well.
    fn open(&self, ids: &BTreeSet<Id>, open: &mut BTreeSet<Id>, opened: &mut BTreeSet<Id>) -> Result<(), S::Error> {
        for id in ids {
            if opened.insert(*id) {
                let before = self.shelf.pool(*id)?;
                opened.extend(&before);
                open.extend(before);
                open.insert(*id);
            }
        }
        Ok(())
    }

    /// Parts a pool.
    fn part(&mut self, pool: &BTreeSet<Id>, pools: &Pools<L>) -> Result<(), S::Error> {
        let mut members = Vec::with_capacity(pool.len());
        for id in pool {
            // An item whose document has changed and waits to be related is still linked, though nobody can say any more what it is.
            members.extend(self.shelf.profile(*id)?.map(|profile| (*id, profile)));
        }
        if members.is_empty() {
            return Ok(());
        }
        let there: BTreeSet<Id> = members.iter().map(|(id, _)| *id).collect();
        let (links, rulings) = pools.ties(&there);
        for part in &self.layer.parts(&members, &links, &rulings) {
            self.shelf.set_part(part)?;
        }
        Ok(())
    }

    /// Takes the link of two items away that no group holds near any more.
    fn part_unless_met(&mut self, one: Place, other: Place) -> Result<(), S::Error> {
        let (first, second) = (one.id.min(other.id), one.id.max(other.id));
        if !self.shelf.links(one.id)?.iter().any(|link| (link.one, link.other) == (first, second)) {
            return Ok(());
        }
        let (Some((_, keys)), Some((_, others))) = (self.shelf.item(one.id)?, self.shelf.item(other.id)?) else {
            return Ok(());
        };
        for key in keys.iter().filter(|key| others.binary_search(key).is_ok()) {
            let (before, after) = self.shelf.around(*key, one, L::REACH)?;
            if before.contains(&other) || after.contains(&other) {
                return Ok(());
            }
        }
        self.shelf.split(first, second)?;
        self.touched.extend([first, second]);
        Ok(())
    }
}

/// Pairs on both sides of a place that are near one another without it and not with it.
fn pairs_across(before: &[Place], after: &[Place], reach: usize) -> Vec<(Place, Place)> {
    let last = |at: usize| Some((before[at], *after.get(reach.checked_sub(at + 1)?)?));
    (0..before.len()).filter_map(last).collect()
}

#[cfg(test)]
mod tests;
