//! Pools: what is parted together.
//!
//! A pool is what links lead to from an item, and at most [`Layer::MOST`] items: where links of any weight lead to more, only the surer
//! ones count, step by step along [`Layer::LEVELS`]. So ten thousand reports that hang together by weak links fall into pools of some
//! hundred, and one more report costs no more than its pool. Invariant: the pools of all items are a function of items, links and
//! rulings; they do not overlap; a ruling that two are one holds them in one pool whatever the links. Cost: [`Layer::MOST`] looks at
//! links a level.

use super::{Id, Layer, Link, Ruling, Shelf};
use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::marker::PhantomData;

/// What links an item.
struct Ties {
    links: Vec<Link>,
    rulings: Vec<Ruling>,
}

/// Pools of one shelf, while nothing moves on it.
pub(super) struct Pools<L> {
    known: HashMap<Id, Ties>,
    /// Level and item: more hangs together here than a pool holds.
    large: HashSet<(usize, Id)>,
    layer: PhantomData<L>,
}

impl<L: Layer> Pools<L> {
    pub(super) fn new() -> Self {
        Pools { known: HashMap::new(), large: HashSet::new(), layer: PhantomData }
    }

    /// The pool of an item.
    pub(super) fn of<S: Shelf<L::Profile>>(&mut self, first: Id, shelf: &S) -> Result<BTreeSet<Id>, S::Error> {
        for level in 0..L::LEVELS.len() {
            if let Some(found) = self.reached(first, level, L::MOST, shelf)? {
                return Ok(found);
            }
        }
        // What hangs together by the surest links stays together, however much it is.
        Ok(self.reached(first, L::LEVELS.len(), usize::MAX, shelf)?.unwrap_or_default())
    }

    /// The links and rulings among the members of a pool, each once, in order.
    pub(super) fn ties(&self, members: &BTreeSet<Id>) -> (Vec<Link>, Vec<Ruling>) {
        let ties = || members.iter().filter_map(|id| Some((*id, self.known.get(id)?)));
        let links = ties().flat_map(|(id, own)| own.links.iter().filter(move |link| link.one == id));
        let mut links: Vec<Link> = links.filter(|link| members.contains(&link.other)).cloned().collect();
        let within = |ruling: &&Ruling| members.contains(&ruling.one) && members.contains(&ruling.other);
        let rulings: BTreeSet<Ruling> =
            ties().flat_map(|(_, own)| own.rulings.iter().filter(within)).copied().collect();
        links.sort_by_key(|link| (link.one, link.other));
        (links, rulings.into_iter().collect())
    }

    /// What links of a level lead to from an item; none where that is more than `most`.
    fn reached<S: Shelf<L::Profile>>(
        &mut self,
        first: Id,
        level: usize,
        most: usize,
        shelf: &S,
    ) -> Result<Option<BTreeSet<Id>>, S::Error> {
        let least = L::LEVELS.get(level).or(L::LEVELS.last()).copied().unwrap_or(i32::MIN);
        let (mut found, mut open) = (BTreeSet::new(), vec![first]);
        while let Some(id) = open.pop() {
            if !found.insert(id) {
                continue;
            }
            if found.len() > most || self.large.contains(&(level, id)) {
                self.large.extend(found.into_iter().map(|id| (level, id)));
                return Ok(None);
            }
            let own = match self.known.entry(id) {
                Entry::Occupied(own) => own.into_mut(),
                Entry::Vacant(own) => own.insert(Ties { links: shelf.links(id)?, rulings: shelf.rulings(id)? }),
            };
            open.extend(own.links.iter().filter(|link| link.weight >= least).flat_map(|link| [link.one, link.other]));
            open.extend(own.rulings.iter().filter(|own| own.same).flat_map(|ruling| [ruling.one, ruling.other]));
        }
        Ok(Some(found))
    }
}
