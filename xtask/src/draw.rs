//! Draws: which files of a set are labelled by hand. The seed decides, so that nobody picks.
//!
//! Invariant: the same files give the same draw: they are ordered by the SHA-256 of “seed:name”.

use crate::gold;
use anyhow::Context;
use sha2::{Digest, Sha256};
use std::fs;

/// The seed of the newsletters that `xtask/labels/newsletters` holds.
const SEED: &str = "dateline newsletters 1";

/// How many are drawn: the first half to develop with, the second held back.
const DRAWN: usize = 20;

/// Prints the newsletters that are labelled by hand, each with its half.
pub fn newsletters() -> anyhow::Result<()> {
    let Some(set) = gold::set("newsletters") else { return Ok(()) };
    let mut names = Vec::new();
    for entry in fs::read_dir(&set).with_context(|| set.display().to_string())? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    for (place, name) in drawn(names, SEED).iter().enumerate() {
        println!("{} {name}", if place < DRAWN / 2 { "dev " } else { "held" });
    }
    Ok(())
}

fn drawn(mut names: Vec<String>, seed: &str) -> Vec<String> {
    names.sort_by_cached_key(|name| Sha256::digest(format!("{seed}:{name}")).to_vec());
    names.truncate(DRAWN);
    names
}

#[cfg(test)]
mod tests {
    use super::drawn;

    #[test]
    fn a_draw_does_not_depend_on_the_order_of_the_files() {
        let names: Vec<String> = (0..90).map(|number| format!("{number}.eml")).collect();
        let backwards = names.iter().rev().cloned().collect();
        assert_eq!(drawn(names.clone(), "a"), drawn(backwards, "a"));
        assert_ne!(drawn(names.clone(), "a"), drawn(names, "b"));
    }
}
