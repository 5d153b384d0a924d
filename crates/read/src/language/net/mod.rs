//! A small network of whole numbers: what is trained in `xtask`, run here.
//!
//! Invariant: the same output on any machine: sums are of integers, and what is done to real numbers is done in one order.

mod dense;
mod encoder;
mod feature;
mod file;
mod fresh;
mod hashed;
mod kept;
mod layer;
mod recur;
mod sweep;
mod turn;
mod vector;
#[cfg(target_arch = "x86_64")]
mod wide;

pub use dense::{Dense, IN, Machine, WEIGHT};
pub use encoder::{Encoder, Memory};
pub use feature::{TABLES, hash, plain, rows, sign};
pub use file::{File, MAGIC, Numbers, Table};
pub use hashed::Hashed;
pub use layer::Layer;
pub(crate) use recur::round;
pub use turn::Turns;
pub use vector::{VECTOR, Vectors};

/// How many classes of distance between a word and its head there are.
pub const DISTANCES: usize = 17;

/// The class of the distance from a word to its head, numbered alike.
pub fn distance(word: usize, head: usize) -> usize {
    let far = match word.abs_diff(head) {
        few @ 0..=4 => few,
        5..=6 => 5,
        7..=10 => 6,
        11..=19 => 7,
        _ => 8,
    };
    if head < word { 8 - far } else { 8 + far }
}
