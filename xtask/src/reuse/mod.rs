//! Copies of texts, made by a seeded generator, and how many of them the layer of reuse finds.
//!
//! Found: copies that links tie, by whatever way, to their family. Precision: links within one family, of all.
//! Speed: CPU seconds of one thread from the text to its links, with nothing kept on disk.

mod alter;
mod tongue;

use crate::bench;
use crate::digest::Draw;
use dateline_relate::{Item, Meetings, Memory, Place, Reuse, Text, hashes};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use tongue::Tongue;

/// A text of the stream.
struct Made {
    /// Which original it comes from.
    family: usize,
    /// Whether it was altered.
    copy: bool,
    words: String,
}

/// Texts that the figures are about.
const COUNT: usize = 50_000;

/// The stream that a seed gives, in an order that says nothing.
fn stream(count: usize, seed: u64) -> anyhow::Result<Option<Vec<Made>>> {
    let mut draw = Draw::new(seed);
    let Some(tongue) = Tongue::learn()? else { return Ok(None) };
    let houses: Vec<String> = (0..40)
        .map(|_| {
            let all = tongue.sentences(60, &mut draw).join(" ");
            let length = 15 + draw.below(30);
            all.split(' ').take(length).collect::<Vec<_>>().join(" ")
        })
        .collect();
    let mut texts: Vec<Made> = Vec::new();
    for family in 0.. {
        if texts.len() >= count {
            break;
        }
        let length = 120 + draw.below(480);
        let mut all = vec![tongue.text(length, &mut draw)];
        while all.len() < 8 && draw.happens(55) {
            let from = draw.below(all.len());
            all.push(alter::copy(&all[from], &tongue, &houses, &mut draw));
        }
        if draw.happens(40) {
            all[0].push_str(&format!("\n\n{}", draw.one(&houses)));
        }
        texts.extend(all.into_iter().enumerate().map(|(at, words)| Made { family, copy: at > 0, words }));
    }
    texts.truncate(count);
    let mut order: Vec<Made> = Vec::with_capacity(count);
    while !texts.is_empty() {
        order.push(texts.swap_remove(draw.below(texts.len())));
    }
    Ok(Some(order))
}

/// Writes the stream as JSON Lines, for peers to be run on.
pub fn write(path: &Path, seed: u64) -> anyhow::Result<()> {
    let Some(texts) = stream(COUNT, seed)? else { return Ok(()) };
    let mut file = std::io::BufWriter::new(std::fs::File::create(path)?);
    for text in &texts {
        let line = serde_json::json!({ "family": text.family, "copy": text.copy, "text": text.words });
        writeln!(file, "{line}")?;
    }
    Ok(file.flush()?)
}

/// Prints the figures of the stream that `seed` gives.
pub fn score(seed: u64, verbose: bool) -> anyhow::Result<()> {
    let Some(texts) = stream(COUNT, seed)? else { return Ok(()) };
    let mut shelf = Memory::default();
    let bytes: usize = texts.iter().map(|text| text.words.len()).sum();
    let seconds = bench::own_cpu_seconds(|| {
        let mut meetings = Meetings::new(&Reuse, &mut shelf);
        for (at, text) in texts.iter().enumerate() {
            let profile = std::sync::Arc::new(Text::new(hashes(&text.words)));
            let keys = profile.keys.clone();
            let Ok(()) = meetings.arrive(Item {
                document: at as u64,
                place: Place { moment: at as i64, id: at as u64 },
                keys,
                profile,
            });
        }
        let Ok(()) = meetings.settle();
    })?;
    let links = shelf.all_links();
    let right =
        links.iter().filter(|link| texts[link.one as usize].family == texts[link.other as usize].family).count();
    let mut roots: Vec<usize> = (0..texts.len()).collect();
    for link in &links {
        let (one, other) = (root(&roots, link.one as usize), root(&roots, link.other as usize));
        roots[one.max(other)] = one.min(other);
    }
    let mut families: BTreeMap<usize, BTreeMap<usize, usize>> = BTreeMap::new();
    for (at, text) in texts.iter().enumerate() {
        *families.entry(text.family).or_default().entry(root(&roots, at)).or_default() += 1;
    }
    let (mut copies, mut found) = (0, 0);
    for own in families.values() {
        let members: usize = own.values().sum();
        copies += members - 1;
        found += members - own.len();
    }
    let (count, all) = (texts.len(), links.len().max(1));
    println!("{count} texts, {:.1} MB, {copies} copies; seed {seed}", bytes as f64 / 1e6);
    println!(
        "found {:.4}; precision of {} links {:.4}",
        found as f64 / copies.max(1) as f64,
        links.len(),
        right as f64 / all as f64
    );
    println!(
        "{:.0} documents/s, {:.1} MB/s on one core ({seconds:.2} CPU s)",
        count as f64 / seconds,
        bytes as f64 / 1e6 / seconds
    );
    if verbose {
        for link in
            links.iter().filter(|link| texts[link.one as usize].family != texts[link.other as usize].family).take(20)
        {
            println!(
                "  wrong: {} and {}, {} thousandths, {} words, longest",
                link.one, link.other, link.weight, link.signs
            );
        }
    }
    Ok(())
}

fn root(roots: &[usize], mut at: usize) -> usize {
    while roots[at] != at {
        at = roots[at];
    }
    at
}
