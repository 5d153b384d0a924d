//! A small network of whole numbers: what is trained in `xtask`, run here.
//!
//! Invariant: the same output on any machine: sums are of integers, and what is done to real numbers is done in one order.

mod dense;
#[cfg(target_arch = "x86_64")]
mod wide;

pub use dense::{Dense, IN, Machine, WEIGHT};
