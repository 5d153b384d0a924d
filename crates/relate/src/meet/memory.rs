//! A shelf in memory: for tests, for benches, and for what needs no desk.

use super::{Id, Item, Link, Part, Place, Ruling, Shelf};
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::convert::Infallible;
use std::hash::{BuildHasherDefault, Hasher};

/// Keys and ids are hashes already; one product spreads those of tests, which are not.
#[derive(Clone, Copy, Debug, Default)]
struct Spread(u64);

impl Hasher for Spread {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u64(u64::from(*byte)));
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0 ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(26);
    }
}

type Map<V> = HashMap<u64, V, BuildHasherDefault<Spread>>;

/// The items of a key, in order: nearly always a single one, which then needs no memory of its own.
#[derive(Clone, Debug)]
enum Group {
    One(Place),
    More(Vec<Place>),
}

impl Group {
    fn places(&self) -> &[Place] {
        match self {
            Group::One(place) => std::slice::from_ref(place),
            Group::More(places) => places,
        }
    }

    fn put(&mut self, place: Place) {
        let Err(at) = self.places().binary_search(&place) else { return };
        match self {
            Group::One(first) => *self = Group::More(if at == 0 { vec![place, *first] } else { vec![*first, place] }),
            Group::More(places) => places.insert(at, place),
        }
    }

    /// Takes a place out; whether none is left.
    fn remove(&mut self, place: Place) -> bool {
        match self {
            Group::One(first) => *first == place,
            Group::More(places) => {
                places.retain(|own| *own != place);
                places.is_empty()
            }
        }
    }
}

/// Items, links and parts in memory.
#[derive(Clone, Debug)]
pub struct Memory<P> {
    groups: Map<Group>,
    items: Map<Item<P>>,
    links: Map<BTreeMap<Id, Link>>,
    parts: Map<Id>,
    pools: Map<Id>,
    pooled: Map<BTreeSet<Id>>,
    rulings: Vec<Ruling>,
}

impl<P> Default for Memory<P> {
    fn default() -> Self {
        Memory {
            groups: Map::default(),
            items: Map::default(),
            links: Map::default(),
            parts: Map::default(),
            pools: Map::default(),
            pooled: Map::default(),
            rulings: Vec::new(),
        }
    }
}

impl<P> Memory<P> {
    /// Every link, in order.
    pub fn all_links(&self) -> Vec<Link> {
        let all = self.links.iter().flat_map(|(id, own)| own.values().filter(|link| link.one == *id));
        let mut all: Vec<Link> = all.cloned().collect();
        all.sort_by_key(|link| (link.one, link.other));
        all
    }

    /// The part of every item, named by its smallest member, in order.
    pub fn all_parts(&self) -> BTreeMap<Id, Vec<Id>> {
        let mut parts: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
        for (id, part) in &self.parts {
            parts.entry(*part).or_default().push(*id);
        }
        parts.values_mut().for_each(|members| members.sort_unstable());
        parts
    }

    /// Takes an item out of its pool.
    fn leave(&mut self, id: Id) {
        let Some(pool) = self.pools.remove(&id) else { return };
        if let Some(pooled) = self.pooled.get_mut(&pool) {
            pooled.remove(&id);
            if pooled.is_empty() {
                self.pooled.remove(&pool);
            }
        }
    }

    /// Adds what a person decided; [`super::Meetings::touch`] makes it count.
    pub fn rule(&mut self, ruling: Ruling) {
        self.rulings.push(ruling);
    }
}

impl<P: Clone> Shelf<P> for Memory<P> {
    type Error = Infallible;

    fn around(&self, key: u64, at: Place, reach: usize) -> Result<(Vec<Place>, Vec<Place>), Infallible> {
        let Some(group) = self.groups.get(&key).map(Group::places) else { return Ok((Vec::new(), Vec::new())) };
        let (from, to) = match group.binary_search(&at) {
            Ok(own) => (own, own + 1),
            Err(own) => (own, own),
        };
        let before = group[..from].iter().rev().take(reach).copied().collect();
        Ok((before, group[to..].iter().take(reach).copied().collect()))
    }

    fn item(&self, id: Id) -> Result<Option<(Place, Vec<u64>)>, Infallible> {
        Ok(self.items.get(&id).map(|item| (item.place, item.keys.clone())))
    }

    fn profile(&self, id: Id) -> Result<Option<P>, Infallible> {
        Ok(self.items.get(&id).map(|item| item.profile.clone()))
    }

    fn links(&self, id: Id) -> Result<Vec<Link>, Infallible> {
        Ok(self.links.get(&id).into_iter().flat_map(BTreeMap::values).cloned().collect())
    }

    fn rulings(&self, id: Id) -> Result<Vec<Ruling>, Infallible> {
        Ok(self.rulings.iter().filter(|ruling| ruling.one == id || ruling.other == id).copied().collect())
    }

    fn put(&mut self, item: Item<P>) -> Result<(), Infallible> {
        for key in &item.keys {
            match self.groups.entry(*key) {
                Entry::Occupied(mut group) => group.get_mut().put(item.place),
                Entry::Vacant(group) => _ = group.insert(Group::One(item.place)),
            }
        }
        self.items.insert(item.place.id, item);
        Ok(())
    }

    fn remove(&mut self, id: Id) -> Result<(), Infallible> {
        let Some(item) = self.items.remove(&id) else { return Ok(()) };
        for key in &item.keys {
            if self.groups.get_mut(key).is_some_and(|group| group.remove(item.place)) {
                self.groups.remove(key);
            }
        }
        for other in self.links.remove(&id).unwrap_or_default().keys() {
            self.links.get_mut(other).map(|links| links.remove(&id));
        }
        self.parts.remove(&id);
        self.leave(id);
        Ok(())
    }

    fn join(&mut self, link: Link) -> Result<(), Infallible> {
        self.links.entry(link.one).or_default().insert(link.other, link.clone());
        self.links.entry(link.other).or_default().insert(link.one, link);
        Ok(())
    }

    fn split(&mut self, one: Id, other: Id) -> Result<(), Infallible> {
        for (id, other) in [(one, other), (other, one)] {
            self.links.get_mut(&id).map(|links| links.remove(&other));
        }
        Ok(())
    }

    fn pool(&self, id: Id) -> Result<Vec<Id>, Infallible> {
        let pooled = self.pools.get(&id).and_then(|pool| self.pooled.get(pool));
        Ok(pooled.map(|pooled| pooled.iter().copied().collect()).unwrap_or_default())
    }

    fn set_pool(&mut self, members: &[Id]) -> Result<(), Infallible> {
        let name = members.iter().min().copied().unwrap_or_default();
        for id in members {
            self.leave(*id);
            self.pools.insert(*id, name);
        }
        self.pooled.entry(name).or_default().extend(members);
        Ok(())
    }

    fn set_part(&mut self, members: &Part) -> Result<(), Infallible> {
        let name = members.iter().min().copied().unwrap_or_default();
        self.parts.extend(members.iter().map(|id| (*id, name)));
        Ok(())
    }
}
