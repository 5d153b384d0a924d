//! What is another since somebody last looked: what all captures tell, held against what those tell that had come before.
//!
//! Invariant: a function of the rows and of which captures are new, whatever the order within either; every row cites words of a new
//! capture, but for a withdrawal. What readers comment changes nothing. Cost: linear in what is handed in.

use dateline_record::{ChangeKind, ChangeRow, PassageRow, SpanRow};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

mod document;
mod event;

pub use document::{Storied, of_notes, of_stories, of_version, withdrawn};
pub use event::{Stand, of_event};

const TELL: &str = concat!("tell@", env!("CARGO_PKG_VERSION"));

/// Captures that are new, by id.
pub type Fresh = BTreeSet<String>;

/// A row of which only its kind and its evidence are known; its id is made of both and of what it is about.
fn row(kind: ChangeKind, about: &str, fresh: &Fresh, spans: Vec<PassageRow>) -> ChangeRow {
    let new: BTreeMap<&str, &str> = spans
        .iter()
        .filter(|span| fresh.contains(&span.capture))
        .map(|span| (span.document.as_str(), span.capture.as_str()))
        .collect();
    let documents: Vec<String> = new.keys().map(|id| id.to_string()).collect();
    let captures: BTreeSet<String> = new.values().map(|id| id.to_string()).collect();
    let mut digest = Sha256::new();
    for part in [kind.name(), about].into_iter().chain(documents.iter().map(String::as_str)) {
        digest.update(part);
        digest.update([0]);
    }
    ChangeRow {
        id: digest.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect(),
        made_by: TELL.to_string(),
        kind,
        event: None,
        event_type: None,
        modality: None,
        when: None,
        of: None,
        disagreement: None,
        story: None,
        documents,
        captures: captures.into_iter().collect(),
        before: Vec::new(),
        after: Vec::new(),
        reports: None,
        origins: None,
        lineage_unknown: None,
        signs: Vec::new(),
        spans,
    }
}

fn passage((capture, document, path): (&str, &str, &str), span: SpanRow, text: &str) -> PassageRow {
    PassageRow {
        capture: capture.to_string(),
        document: document.to_string(),
        path: path.to_string(),
        part: span.part,
        start: span.start,
        end: span.end,
        text: text.to_string(),
    }
}

#[cfg(test)]
mod tests;
