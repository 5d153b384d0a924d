//! Formats that take the whole of a desk, or of a story: entities, then documents with what they tell, then events.
//!
//! Rows come one after the other and need not be held. Invariant: what a format leaves out it counts, and says what it was.

use dateline_record::{
    DisagreementRow, DocumentRow, EntityRow, EventMentionRow, EventRow, MentionRow, Modality, SpanRow, StatementRow,
};
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// A document with what it tells, entities joined.
#[derive(Clone, Copy)]
pub struct Dossier<'a> {
    /// The document, with its text.
    pub document: &'a DocumentRow,
    /// Who and what it names, in place order.
    pub mentions: &'a [MentionRow],
    /// Who says what in it, in place order.
    pub statements: &'a [StatementRow],
    /// What it tells of, in place order.
    pub events: &'a [EventMentionRow],
}

/// What was left out, and how much of it.
pub type LeftOut = BTreeMap<&'static str, u64>;

/// A format that takes the whole of a desk.
pub trait Whole {
    /// Somebody or something named: all of them come first.
    fn entity(&mut self, row: &EntityRow) -> io::Result<()>;
    /// A document: all of them come before events.
    fn document(&mut self, own: &Dossier) -> io::Result<()>;
    /// An event.
    fn event(&mut self, row: &EventRow) -> io::Result<()>;
    /// What is said of an event that cannot all stand: they come last.
    fn disagreement(&mut self, _row: &DisagreementRow) -> io::Result<()> {
        Ok(())
    }
    /// Ends the file.
    fn finish(&mut self) -> io::Result<LeftOut>;
}

impl Dossier<'_> {
    /// Whom a statement's content names, less its own speaker: the entity, and the first place that names it.
    pub(crate) fn spoken_of(&self, statement: &StatementRow) -> BTreeMap<&str, &MentionRow> {
        let by = statement.source.as_ref().and_then(|source| source.entity.as_deref());
        let within = |span: &SpanRow| {
            let lies = |own: &SpanRow| own.part == span.part && own.start <= span.start && span.end <= own.end;
            statement.content.iter().any(|own| lies(&own.span))
        };
        let mut of = BTreeMap::new();
        for mention in self.mentions.iter().filter(|own| within(&own.span)) {
            if let Some(entity) = mention.entity.as_deref().filter(|own| Some(*own) != by) {
                of.entry(entity).or_insert(mention);
            }
        }
        of
    }

    /// Every entity in it: each with its mentions, in place order.
    pub(crate) fn named(&self) -> BTreeMap<&str, Vec<&MentionRow>> {
        let mut named: BTreeMap<&str, Vec<&MentionRow>> = BTreeMap::new();
        for mention in self.mentions {
            if let Some(entity) = &mention.entity {
                named.entry(entity).or_default().push(mention);
            }
        }
        named
    }
}

/// Whether something is told as having taken place.
pub(crate) fn is_real(modality: Modality) -> bool {
    matches!(modality, Modality::Happened | Modality::Ongoing | Modality::Historical)
}

/// The entities that take part in a telling, each once.
pub(crate) fn parties(row: &EventMentionRow) -> BTreeSet<&str> {
    row.actors.iter().chain(&row.recipients).filter_map(|one| one.entity.as_deref()).collect()
}
