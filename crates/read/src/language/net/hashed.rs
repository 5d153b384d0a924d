//! A table whose keys are hashes already.
//!
//! Invariant: its order is never asked for. Cost: no second hash.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// From the hash of something to what is kept of it.
pub type Hashed<V> = HashMap<u64, V, BuildHasherDefault<Same>>;

/// Takes a key as it is.
#[derive(Default)]
pub struct Same(u64);

impl Hasher for Same {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.0 = self.0.rotate_left(8) ^ u64::from(*byte));
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }
}
