//! Mentions by the keys of their words: the latest with a key, and from each the one before it.
//!
//! Invariant: of a key all mentions are found, latest first. Cost: a step or two for each look-up.

/// An index of one document.
#[derive(Default)]
pub(super) struct Index {
    /// Half a key, and the latest entry with it, counted from 1.
    slots: Vec<(u32, u32)>,
    /// Of each entry its mention and the entry before it with the same key, counted from 1.
    entries: Vec<(u32, u32)>,
}

impl Index {
    /// Empties it, for `count` entries at most.
    pub fn clear(&mut self, count: usize) {
        self.slots.clear();
        self.slots.resize((count * 2).next_power_of_two().max(64), (0, 0));
        self.entries.clear();
    }

    fn slot(&self, key: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = key as usize & mask;
        while self.slots[at].1 != 0 && self.slots[at].0 != (key >> 32) as u32 {
            at = (at + 1) & mask;
        }
        at
    }

    /// Adds a mention under a key.
    pub fn add(&mut self, key: u64, mention: usize) {
        if self.entries.len() * 2 >= self.slots.len() {
            return;
        }
        let slot = self.slot(key);
        self.entries.push((mention as u32, self.slots[slot].1));
        self.slots[slot] = ((key >> 32) as u32, self.entries.len() as u32);
    }

    /// The mentions under a key, latest first.
    pub fn find(&self, key: u64) -> impl Iterator<Item = usize> + '_ {
        let mut next = if self.slots.is_empty() { 0 } else { self.slots[self.slot(key)].1 };
        std::iter::from_fn(move || {
            let (mention, before) = *self.entries.get((next as usize).checked_sub(1)?)?;
            next = before;
            Some(mention as usize)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_comes_first() {
        let mut index = Index::default();
        assert_eq!(index.find(7 << 33).count(), 0);
        index.clear(8);
        for (key, mention) in [(7 << 33, 0), (71 << 33, 1), (7 << 33, 2), (7 << 33, 5)] {
            index.add(key, mention);
        }
        assert_eq!(index.find(7 << 33).collect::<Vec<_>>(), [5, 2, 0]);
        assert_eq!(index.find(9 << 33).count(), 0);
    }
}
