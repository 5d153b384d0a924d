//! Sets of symbols: one while patterns are compiled, and all of them together while they run.
//!
//! Invariant: a set that was added has one number. Cost: a test is one look into the row of the symbol at hand, and all
//! tests against one token look into the same row.

use crate::words::Symbol;
use std::collections::BTreeMap;

/// A set of symbols.
#[derive(Clone, Default, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Set(Vec<u64>);

impl Set {
    pub(crate) fn insert(&mut self, symbol: Symbol) {
        let index = usize::from(symbol) / 64;
        if self.0.len() <= index {
            self.0.resize(index + 1, 0);
        }
        self.0[index] |= 1 << (symbol % 64);
    }

    pub(crate) fn has(&self, symbol: Symbol) -> bool {
        self.0.get(usize::from(symbol) / 64).is_some_and(|bits| bits >> (symbol % 64) & 1 == 1)
    }

    pub(crate) fn add(&mut self, other: &Set) {
        self.0.resize(self.0.len().max(other.0.len()), 0);
        self.0.iter_mut().zip(&other.0).for_each(|(bits, more)| *bits |= more);
    }
}

/// The sets of a rule set, by number.
#[derive(Default)]
pub(crate) struct Sets {
    list: Vec<Set>,
    numbers: BTreeMap<Set, u32>,
    /// By symbol, the sets that have it, a bit each.
    rows: Vec<u64>,
    width: usize,
}

impl Sets {
    /// The number of a set.
    pub(crate) fn add(&mut self, set: &Set) -> u32 {
        if let Some(number) = self.numbers.get(set) {
            return *number;
        }
        let number = self.list.len() as u32;
        self.list.push(set.clone());
        self.numbers.insert(set.clone(), number);
        number
    }

    /// A set by its number.
    pub(crate) fn get(&self, number: u32) -> &Set {
        &self.list[number as usize]
    }

    /// To be called once all sets are added and all symbols known.
    pub(crate) fn finish(&mut self, symbols: usize) {
        self.width = self.list.len().div_ceil(64);
        self.rows = vec![0; self.width * symbols];
        for (number, set) in self.list.iter().enumerate() {
            for symbol in (0..symbols).filter(|symbol| set.has(*symbol as Symbol)) {
                self.rows[symbol * self.width + number / 64] |= 1 << (number % 64);
            }
        }
        self.numbers.clear();
    }

    pub(crate) fn has(&self, number: u32, symbol: Symbol) -> bool {
        self.rows[usize::from(symbol) * self.width + number as usize / 64] >> (number % 64) & 1 == 1
    }
}
