//! Pages of `html-wcxb`, cut into blocks, each with the share of its words that the page's label holds.
//!
//! Forum pages are left out: what is said there is posts, which have their own rules.

use super::align::align;
use crate::gold;
use crate::wcxb::words;
use anyhow::Context;
use dateline_extract::Blocks;
use serde_json::Value;
use std::collections::HashMap;
use std::fs;
use std::path::Path;

/// The folders that are read.
pub const TYPES: [&str; 3] = ["article", "collection", "listing"];

/// A page with its label.
pub struct Labelled {
    pub name: String,
    pub kind: &'static str,
    pub host: String,
    pub label: String,
    pub texts: Vec<String>,
    pub blocks: Blocks,
    /// How many words each block has, and how many of them the label holds.
    pub words: Vec<(usize, usize)>,
}

/// All pages whose label holds words; none, and one line that says so, where the set is absent.
pub fn read() -> anyhow::Result<Option<Vec<Labelled>>> {
    let Some(set) = gold::set("html-wcxb") else { return Ok(None) };
    let mut pages = Vec::new();
    for kind in TYPES {
        let mut files: Vec<_> = fs::read_dir(set.join(kind))?.collect::<Result<Vec<_>, _>>()?;
        files.sort_by_key(fs::DirEntry::path);
        for file in files {
            let path = file.path();
            if path.extension().is_some_and(|ending| ending == "json") {
                pages.extend(page(kind, &path).with_context(|| path.display().to_string())?);
            }
        }
    }
    Ok(Some(pages))
}

fn page(kind: &'static str, path: &Path) -> anyhow::Result<Option<Labelled>> {
    let truth: Value = serde_json::from_slice(&fs::read(path)?)?;
    let label = truth["ground_truth"]["main_content"].as_str().unwrap_or_default().to_owned();
    let Some((texts, blocks)) = dateline_extract::list_blocks(&fs::read(path.with_extension("html.gz"))?) else {
        return Ok(None);
    };
    let mut numbers: HashMap<String, u32> = HashMap::new();
    let mut number = |word: String| {
        let next = numbers.len() as u32;
        *numbers.entry(word).or_insert(next)
    };
    let wanted: Vec<u32> = words(&label).into_iter().map(&mut number).collect();
    let cut: Vec<Vec<u32>> = texts.iter().map(|text| words(text).into_iter().map(&mut number).collect()).collect();
    let Some(held) = align(&cut.concat(), &wanted).filter(|_| !wanted.is_empty()) else { return Ok(None) };
    let mut rest = held.as_slice();
    let shares = cut.iter().map(|words| {
        let (own, after) = rest.split_at(words.len());
        rest = after;
        (own.len(), own.iter().filter(|held| **held).count())
    });
    let words = shares.collect();
    let host = truth["url"].as_str().and_then(|url| url.split('/').nth(2)).unwrap_or_default();
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let host = host.trim_start_matches("www.").to_owned();
    Ok(Some(Labelled { name, kind, host, label, texts, blocks, words }))
}
