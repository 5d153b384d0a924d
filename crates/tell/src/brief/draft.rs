//! Lines as they are first written: of an event, the sentence that tells it best and what is said of its numbers; of a story, who says
//! what. Whether they hold is not known here; the checker says so.
//!
//! Invariant: every line cites the passages it was made of; what readers comment is in none. Cost: linear in what is handed in.

use super::check::{folded, note_label, outlet};
use super::words::{Line, Number, Place, day, label};
use crate::change::Fresh;
use dateline_record::{
    Attribute, Authority, BriefKind, BriefLineRow, ClaimRow, Directness, DisagreementRow, DocumentRow, EventRow, Kind,
    Modality, NoteKind, PassageRow, Precision, SpanRow, StatementRow,
};
use dateline_relate::Telling;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Letters that a sentence may have, at least and at most.
const LENGTH: std::ops::RangeInclusive<usize> = 40..=360;
/// Bytes of a document within which it tells its news.
const HEAD: u32 = 900;
/// Disagreements of one event that have a line.
const DISPUTES: usize = 2;
/// Numbers of one line.
const NUMBERS: usize = 4;

/// An event with something new.
#[derive(Clone, Copy, Debug)]
pub struct Matter<'a> {
    /// Its row.
    pub event: &'a EventRow,
    /// Its tellings.
    pub tellings: &'a [Telling],
    /// What they say that cannot all stand.
    pub disagreements: &'a [DisagreementRow],
    /// Statements of its documents, by id.
    pub statements: &'a BTreeMap<String, StatementRow>,
    /// When an earlier brief had it.
    pub update_of: Option<&'a str>,
}

/// A sentence that tells the event, then what is said of its numbers; nothing where no telling is fit to be read.
pub fn of_event(own: &Matter, fresh: &Fresh) -> Vec<BriefLineRow> {
    let told = own.tellings.iter().filter(|one| one.document.kind != Kind::Comment);
    // What might be, and what was long ago, is no news.
    if matches!(own.event.modality, Modality::Hypothetical | Modality::Historical) {
        return Vec::new();
    }
    let best = told
        .filter(|one| fresh.contains(&one.event.capture) && one.event.modality == own.event.modality)
        .filter(|one| one.document.outlet.is_some() && LENGTH.contains(&one.event.text.chars().count()))
        .filter(|one| is_whole(&one.event.text))
        .max_by_key(|one| (merit(one), Reverse(one.event.id.as_str())));
    let Some(best) = best else { return Vec::new() };
    let line = Line::Sentence {
        label: label(best.event.modality).map(str::to_string),
        words: folded(&best.event.text),
        place: place(&best.document),
    };
    let mut first = row(BriefKind::Telling, line, passages(&best.document, best.event.span, &best.event.text));
    first.cites = own.tellings.iter().map(|one| one.event.id.clone()).collect();
    first.modality = Some(own.event.modality);
    first.when = own.event.when.clone();
    let mut rows = vec![first];
    let documents: BTreeMap<&str, &DocumentRow> =
        own.tellings.iter().map(|one| (one.document.id.as_str(), &one.document)).collect();
    let disputes = own.disagreements.iter().filter(|one| one.attribute == Attribute::Number);
    rows.extend(disputes.filter_map(|one| numbers(one, own, &documents)).take(DISPUTES));
    for row in &mut rows {
        row.event = Some(own.event.id.clone());
        row.update_of = own.update_of.map(str::to_string);
        row.reports = Some(own.event.origins.reports);
        row.origins = Some(own.event.origins.origins);
        row.lineage_unknown = Some(own.event.origins.lineage_unknown);
        row.reasons.clone_from(&own.event.origins.reasons);
    }
    rows
}

/// Words with which a sentence takes up what stands before it.
const TAKES_UP: &[&str] = &[
    "It", "He", "She", "They", "We", "I", "You", "Its", "His", "Her", "Their", "This", "That", "These", "Those", "And",
    "But", "So", "Both", "Neither", "Such", "Others", "Another", "There", "Here",
];

/// Whether words are a sentence that can stand alone.
fn is_whole(text: &str) -> bool {
    let text = text.trim();
    let first = text.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default();
    if TAKES_UP.contains(&first) {
        return false;
    }
    let starts = text
        .trim_start_matches(['“', '"', '‘', '\''])
        .chars()
        .next()
        .is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
    starts && text.ends_with(['.', '!', '?', '”', '"', '’'])
}

/// How fit a telling is to stand for all: news at the head of a report, with day, place, people and numbers.
fn merit(one: &Telling) -> i32 {
    let event = &one.event;
    let published = one.document.published.as_ref().is_some_and(|when| when.precision <= Precision::Day);
    let signs = [
        (published, 4),
        (event.span.start < HEAD, 2),
        (one.document.kind == Kind::Article || one.document.kind == Kind::Brief, 1),
        (one.document.truncated.is_none(), 1),
        (event.when.is_some(), 2),
        (event.place.is_some(), 1),
        (!event.actors.is_empty(), 1),
        (!event.recipients.is_empty(), 1),
        (!event.quantities.is_empty(), 2),
        (event.statement.is_some(), 1),
        (event.text.contains(['“', '"']), -1),
    ];
    signs.iter().filter(|(holds, _)| *holds).map(|(_, weight)| weight).sum()
}

/// The numbers that are claimed, side by side.
fn numbers(own: &DisagreementRow, matter: &Matter, documents: &BTreeMap<&str, &DocumentRow>) -> Option<BriefLineRow> {
    let mut all = Vec::new();
    let (mut evidence, mut cites) = (BTreeSet::new(), BTreeSet::new());
    for claim in own.claims.iter().take(NUMBERS) {
        let (number, passage) = number(claim, matter, documents)?;
        all.push(number);
        evidence.insert(passage);
        cites.extend(claim.mentions.iter().chain(&claim.statements).cloned());
    }
    let line = Line::Numbers { of: own.of.clone()?, all };
    let mut row = row(BriefKind::Numbers, line, evidence.into_iter().collect());
    row.disagreement = Some(own.id.clone());
    row.disagreeing = Some(own.disagreement_type);
    row.cites = cites.into_iter().collect();
    Some(row)
}

/// A number as its first document has it; none where no telling of it has the words.
fn number(claim: &ClaimRow, matter: &Matter, documents: &BTreeMap<&str, &DocumentRow>) -> Option<(Number, PassageRow)> {
    claim.mentions.iter().find_map(|id| {
        let telling = matter.tellings.iter().find(|one| one.event.id == *id)?;
        let document = documents.get(telling.document.id.as_str())?;
        let words = folded(&claim.text);
        if !folded(&telling.event.text).contains(&words) || document.outlet.is_none() {
            return None;
        }
        let statement = telling.event.statement.as_ref().and_then(|id| matter.statements.get(id));
        let speaker = statement.and_then(|one| one.source.as_ref()).map(|source| folded(&source.text));
        let passage = passages(document, telling.event.span, &telling.event.text).pop()?;
        Some((Number { words, speaker, place: place(document) }, passage))
    })
}

/// What somebody said, where it can be told in a line.
pub fn said(own: &StatementRow, document: &DocumentRow) -> Option<BriefLineRow> {
    let source = own.source.as_ref()?;
    let [content] = own.content.as_slice() else { return None };
    let is_by_somebody = matches!(own.authority, Authority::Named | Authority::Collective | Authority::Unnamed);
    let words = content.text.trim().trim_matches(['“', '”', '"', ',', '.', ' ']);
    // Words of the writer's are a sentence after “that”; others are a piece of one.
    let words = match (own.directness, words.strip_prefix("that ")) {
        (_, Some(rest)) => folded(rest),
        (Directness::Direct, None) if words.chars().next().is_some_and(char::is_uppercase) => folded(words),
        _ => return None,
    };
    let is_fit = LENGTH.contains(&words.chars().count())
        && document.outlet.is_some()
        && document.kind != Kind::Comment
        && !words.contains('“')
        && !source.text.contains(['“', '”', ';', '\n'])
        && is_name_or_role(&source.text);
    if !is_by_somebody || !is_fit || own.hedged {
        return None;
    }
    let line = Line::Said { speaker: folded(&source.text), denies: own.denied, words, place: place(document) };
    let mut row = row(BriefKind::Said, line, passages(document, own.span, &own.text));
    row.cites = vec![own.id.clone()];
    Some(row)
}

/// Whether words say who speaks without the sentence before them: “he” and “the group” do not.
fn is_name_or_role(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let large = words.clone().skip(1).any(|word| word.chars().next().is_some_and(char::is_uppercase));
    let first = words.next().unwrap_or_default();
    large || first.chars().next().is_some_and(char::is_uppercase) && first.chars().count() > 4
}

/// How much a statement is worth a line: denials, then words in quotation marks by somebody named.
pub fn worth(own: &StatementRow) -> i32 {
    let signs = [
        (own.denied, 4),
        (own.authority == Authority::Named, 2),
        (own.authority == Authority::Collective, 1),
        (matches!(own.directness, Directness::Direct | Directness::Mixed), 2),
        (own.role.is_some(), 1),
        (own.span.start < 2 * HEAD, 1),
    ];
    signs.iter().filter(|(holds, _)| *holds).map(|(_, weight)| weight).sum()
}

/// The notes by which a document is corrected or withdrawn.
pub fn notes(document: &DocumentRow) -> Vec<BriefLineRow> {
    let told = document.notes.iter().filter(|note| matches!(note.kind, NoteKind::Correction | NoteKind::Retraction));
    told.filter(|note| note.text.chars().count() <= *LENGTH.end() * 2 && document.outlet.is_some())
        .map(|note| {
            let (label, words) = (Some(note_label(note.kind).to_string()), folded(&note.text));
            let line = Line::Sentence { label, words, place: place(document) };
            let mut row = row(BriefKind::Note, line, passages(document, note.span, &note.text));
            row.cites = vec![document.id.clone()];
            row
        })
        .collect()
}

fn place(document: &DocumentRow) -> Place {
    Place { outlet: outlet(document.outlet.as_deref()), day: day(document.published.as_ref()) }
}

fn passages(document: &DocumentRow, span: SpanRow, text: &str) -> Vec<PassageRow> {
    vec![PassageRow {
        capture: document.capture.clone(),
        document: document.id.clone(),
        path: document.path.clone(),
        part: span.part,
        start: span.start,
        end: span.end,
        text: text.to_string(),
    }]
}

fn row(kind: BriefKind, line: Line, evidence: Vec<PassageRow>) -> BriefLineRow {
    BriefLineRow {
        kind,
        event: None,
        disagreement: None,
        disagreeing: None,
        update_of: None,
        text: line.to_string(),
        modality: None,
        when: None,
        reports: None,
        origins: None,
        lineage_unknown: None,
        reasons: Vec::new(),
        cites: Vec::new(),
        evidence,
    }
}
