//! A quotation of ours and who speaks it; and whether that is the speaker.
//!
//! Our source stands for the mention that shares most words with it, at least half the words of both together.
//! Invariant: no source is neither right nor wrong. Cost: every mention is compared with the source.

use super::book::Book;
use serde_json::Value;
use std::collections::BTreeSet;
use std::ops::Range;

/// A quotation of ours, in bytes.
pub struct Voice {
    pub content: Range<usize>,
    pub source: Option<Range<usize>>,
}

/// The quotations of a row.
pub fn of(row: &Value) -> Vec<Voice> {
    let span = |value: &Value| -> Option<Range<usize>> {
        Some(value["span"]["start"].as_u64()? as usize..value["span"]["end"].as_u64()? as usize)
    };
    if !matches!(row["directness"].as_str(), Some("direct" | "mixed")) {
        return Vec::new();
    }
    let source = span(&row["source"]);
    let contents = row["content"].as_array().into_iter().flatten().filter_map(span);
    contents.map(|content| Voice { content, source: source.clone() }).collect()
}

/// Whether `source` is of the chain of the speaker; none where there is no source.
pub fn judged(book: &Book, speaker: usize, source: Option<Range<usize>>) -> Option<bool> {
    let source = book.touched([source?]);
    let mut best: Option<(f64, usize)> = None;
    for (number, chain) in book.chains.iter().enumerate() {
        for mention in chain {
            let own: BTreeSet<usize> = book.spoken(mention.clone());
            let share = own.intersection(&source).count() as f64 / own.union(&source).count().max(1) as f64;
            if share >= 0.5 && best.is_none_or(|(most, _)| share > most) {
                best = Some((share, number));
            }
        }
    }
    Some(best.is_some_and(|(_, chain)| chain == speaker))
}
