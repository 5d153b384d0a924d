//! Which newsletters are labelled by hand, each with its set.
//!
//! Invariant: a later draw takes only from what the earlier ones left.

use super::ordered;
use crate::gold;
use anyhow::Context;
use std::fs;

/// The seed of the first draw: half to develop with, half held back.
const SEED: &str = "dateline newsletters 1";

/// The seed of a second draw, from what the first left.
const SECOND: &str = "dateline newsletters 2";

/// The seed of a third draw, from what both left: two sets, the second labelled beside the first and opened after it.
const THIRD: &str = "dateline newsletters 3";

/// How many make a half.
const HALF: usize = 10;

/// How many make a set of the third draw.
const SET: usize = 14;

/// Prints the newsletters that are labelled by hand, each with its half.
pub fn print() -> anyhow::Result<()> {
    let Some(set) = gold::set("newsletters") else { return Ok(()) };
    let mut names = Vec::new();
    for entry in fs::read_dir(&set).with_context(|| set.display().to_string())? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    let all = ordered(names, SEED, String::clone);
    let (first, rest) = all.split_at(all.len().min(2 * HALF));
    for (place, name) in first.iter().enumerate() {
        println!("{} {name}", if place < HALF { "dev " } else { "held" });
    }
    let rest = ordered(rest.to_vec(), SECOND, String::clone);
    let (second, rest) = rest.split_at(rest.len().min(HALF));
    for name in second {
        println!("more {name}");
    }
    for (place, name) in ordered(rest.to_vec(), THIRD, String::clone).iter().take(2 * SET).enumerate() {
        println!("{} {name}", if place < SET { "third" } else { "fourth" });
    }
    Ok(())
}
