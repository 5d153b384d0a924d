//! What the tellings of an event rest on: their documents, what those credit, who says it, and how the documents stand to one another.
//!
//! Invariant: holds what the shell has loaded and decides nothing; what was not loaded raises no count. Cost: as [`origins`].

use crate::lineage::Credit;
use crate::origin::{Teller, origins};
use dateline_record::{DocumentRow, EventMentionRow, LineageRow, Modality, OriginsRow, StatementRow, When};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Days before its publication within which a report tells news.
const NEWS: i64 = 7;
/// Bytes from the head of a document within which what has no day is its news.
const HEAD: u32 = 1500;

/// A telling with its document.
#[derive(Clone, Debug)]
pub struct Telling {
    /// The telling.
    pub event: EventMentionRow,
    /// Its document; the text may be left out.
    pub document: DocumentRow,
}

/// What is known of the documents and statements behind some tellings.
#[derive(Clone, Debug, Default)]
pub struct Ground {
    /// The documents, with their text, and what they credit.
    pub documents: BTreeMap<String, (DocumentRow, Vec<Credit>)>,
    /// The statements.
    pub statements: BTreeMap<String, StatementRow>,
    /// How the documents stand to one another.
    pub edges: Vec<LineageRow>,
}

impl Ground {
    /// The origins of these tellings.
    pub fn origins<'a>(&self, tellings: impl IntoIterator<Item = &'a Telling>) -> OriginsRow {
        let mut by_document: BTreeMap<&str, Vec<&Telling>> = BTreeMap::new();
        for telling in tellings {
            by_document.entry(&telling.document.id).or_default().push(telling);
        }
        let tellers: Vec<Teller> = by_document
            .into_iter()
            .map(|(id, own)| {
                let known = self.documents.get(id);
                Teller {
                    document: known.map_or(&own[0].document, |(row, _)| row),
                    credits: known.map_or(&[], |(_, credits)| credits.as_slice()),
                    tellings: own.iter().map(|telling| self.statement(telling)).collect(),
                    is_news: own.iter().any(|telling| is_news(telling)),
                }
            })
            .collect();
        origins(&tellers, &self.edges)
    }

    /// The origins of statements of one document.
    pub fn origins_of(&self, document: &DocumentRow, statements: &[&StatementRow]) -> OriginsRow {
        let known = self.documents.get(&document.id);
        let teller = Teller {
            document: known.map_or(document, |(row, _)| row),
            credits: known.map_or(&[], |(_, credits)| credits.as_slice()),
            tellings: statements.iter().map(|own| Some(*own)).collect(),
            is_news: false,
        };
        origins(&[teller], &self.edges)
    }

    /// What a telling stands on; none where the writer tells it.
    pub fn statement(&self, telling: &Telling) -> Option<&StatementRow> {
        self.statements.get(telling.event.statement.as_deref()?)
    }

    /// Who says it, as the words name them; none where the writer does.
    pub fn speaker(&self, telling: &Telling) -> Option<&str> {
        self.statement(telling).and_then(speaker)
    }
}

/// Who says something: a name, else the words.
pub fn speaker(statement: &StatementRow) -> Option<&str> {
    let source = statement.source.as_ref()?;
    Some(source.name.as_deref().unwrap_or(&source.text))
}

/// Whether what is told really happened in the days before it was published.
fn is_news(telling: &Telling) -> bool {
    let event = &telling.event;
    if !matches!(event.modality, Modality::Happened | Modality::Ongoing) {
        return false;
    }
    let last = |when: Option<&When>| when?.latest.as_deref()?.parse::<Date>().ok();
    match (last(event.when.as_ref()), last(telling.document.published.as_ref())) {
        (Some(day), Some(published)) => {
            let days = i64::from(published.duration_since(day).as_hours() as i32 / 24);
            (0..=NEWS).contains(&days)
        }
        (None, Some(_)) => event.span.start < HEAD,
        _ => false,
    }
}
