//! Blocks of one make all over a page: those whose nearest elements have the same names and classes, or all of whose
//! elements have the same names.
//!
//! Cost: one way up the tree a block.

use super::super::block::Block;
use super::super::body::up;
use super::super::tree::{NodeId, Tree};
use super::ground::make;
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Elements around a block whose classes are looked at.
const LEVELS: usize = 3;

/// Blocks of one make.
#[derive(Clone, Default)]
pub(super) struct Make {
    pub blocks: u32,
    pub chars: u32,
    pub link_chars: u32,
    /// The first of them and the last.
    pub first: u32,
    pub last: u32,
    /// How many of them the rules for articles keep.
    pub body: u32,
    texts: HashSet<u64>,
}

impl Make {
    /// How many different texts they have.
    pub fn texts(&self) -> u32 {
        self.texts.len() as u32
    }
}

/// The makes of a page's blocks.
#[derive(Default)]
pub(super) struct Makes {
    makes: Vec<Make>,
    numbers: HashMap<u64, usize>,
    /// Of every block the number of its make by names and classes, and that by names alone.
    pub of: Vec<(usize, usize)>,
}

impl Makes {
    pub fn of(tree: &Tree, blocks: &[Block], body: &[bool]) -> Makes {
        let mut found = Makes::default();
        for (number, block) in blocks.iter().enumerate() {
            let (near, names) = keys(tree, block.element);
            let own = (found.number(near), found.number(names));
            found.of.push(own);
            for make in [own.0, own.1] {
                let make = &mut found.makes[make];
                if make.blocks == 0 {
                    make.first = number as u32;
                }
                make.last = number as u32;
                make.blocks += 1;
                make.chars += block.chars;
                make.link_chars += block.link_chars;
                make.body += u32::from(body[number]);
                make.texts.insert(key(&block.text));
            }
        }
        found
    }

    fn number(&mut self, key: u64) -> usize {
        let next = self.makes.len();
        let number = *self.numbers.entry(key).or_insert(next);
        if number == next {
            self.makes.push(Make::default());
        }
        number
    }

    /// The make of a block by names and classes.
    pub fn near(&self, block: usize) -> &Make {
        &self.makes[self.of[block].0]
    }

    /// The make of a block by names alone.
    pub fn wide(&self, block: usize) -> &Make {
        &self.makes[self.of[block].1]
    }
}

fn keys(tree: &Tree, element: NodeId) -> (u64, u64) {
    // So that the same names do not make a key of either kind.
    let mut near = DefaultHasher::new();
    let mut all = DefaultHasher::new();
    0u8.hash(&mut near);
    1u8.hash(&mut all);
    for (level, id) in up(tree, element).enumerate() {
        let Some((name, class)) = make(tree, id) else { continue };
        if level < LEVELS {
            (name, class).hash(&mut near);
        }
        name.hash(&mut all);
    }
    (near.finish(), all.finish())
}

fn key(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}
