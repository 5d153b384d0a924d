//! The table of rarities that ships: from the order of an open set's words by frequency.
//!
//! The word of rank r is one in 12 r words (Zipf's law for English); of an article of 200 words so many in a hundred have it. Forms of one
//! stem are added up. Source: the words of GloVe's 6B vectors, as `train vectors` fetches them. Cost: a minute, most of it the fetch.

use crate::gold;
use crate::language::train::fetched;
use anyhow::Context;
use dateline_relate::{RAREST, stem, stem_hash};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;

/// How many stems, the most frequent first; the rest is as rare as what is not in the set.
const STEMS: usize = 50_000;

pub fn make() -> anyhow::Result<()> {
    let set = fetched()?;
    let words = set["words"].as_array().context("words")?;
    let mut shares: BTreeMap<String, f64> = BTreeMap::new();
    for (rank, word) in words.iter().filter_map(Value::as_str).enumerate() {
        let mut own = word.strip_suffix("'s").unwrap_or(word).to_string();
        if own.chars().all(char::is_alphanumeric) {
            stem(&mut own);
            *shares.entry(own).or_default() += 1.0 / (12.0 * (rank as f64 + 2.7));
        }
    }
    let mut stems: Vec<(String, f64)> = shares.into_iter().collect();
    stems.sort_by(|one, other| other.1.total_cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    stems.truncate(STEMS);
    let mut table: BTreeMap<u32, u8> = BTreeMap::new();
    for (stem, share) in stems {
        let of_an_article = 1.0 - (-200.0 * share).exp();
        let rarity = (-of_an_article.ln() * 25.0).round().clamp(0.0, f64::from(RAREST)) as u8;
        // Of two stems of one hash the more frequent keeps it.
        table.entry(stem_hash(&stem)).or_insert(rarity);
    }
    let mut bytes: Vec<u8> = table.keys().flat_map(|hash| hash.to_le_bytes()).collect();
    bytes.extend(table.values());
    fs::write(gold::root().join("crates/relate/data/rarity.bin"), bytes)?;
    println!("{} stems", table.len());
    Ok(())
}
