//! What is another about documents: silent edits, notes, withdrawals, and what came of each story.

use super::{Fresh, passage, row};
use dateline_record::{
    ChangeKind, ChangeRow, ChangeSideRow, DocumentRow, Kind, LineageRow, NoteKind, NoteRow, PassageRow, Relation,
};
use std::collections::BTreeSet;

/// The words that a document is cited by where it is only counted.
const CITED: usize = 160;

/// A page that says something else than an older state of it, without a note: `version` is what lineage has of the two.
///
/// Where dates leave open which of the two is the later, it is the one that came since.
pub fn of_version(version: &LineageRow, from: &DocumentRow, to: &DocumentRow, fresh: &Fresh) -> Option<ChangeRow> {
    let is_new = |own: &DocumentRow| fresh.contains(&own.capture);
    if version.relation != Relation::Version || version.spans.is_empty() {
        return None;
    }
    let (later, earlier, how) = match (version.directed, is_new(from), is_new(to)) {
        (true, true, _) => (from, to, "by their dates, it is the later state"),
        (false, true, false) => (from, to, "it came later; their dates do not tell"),
        (false, false, true) => (to, from, "it came later; their dates do not tell"),
        (false, true, true) => (from, to, "both came since; which is the later is not known"),
        (true, false, _) | (false, false, false) => return None,
    };
    if later.notes.iter().any(|note| note.kind != NoteKind::Editor && !has(earlier, note)) {
        return None;
    }
    let side = |own: &DocumentRow| -> Vec<ChangeSideRow> {
        let passages = version.spans.iter().filter(|span| span.document == own.id);
        passages.map(|span| ChangeSideRow { text: span.text.clone(), ..of(own) }).collect()
    };
    let mut spans = version.spans.clone();
    // Where words only went, the new state has none to show: its head stands for it.
    if !spans.iter().any(|span| span.document == later.id) {
        spans.insert(0, head(later));
    }
    let mut row = row(ChangeKind::SilentEdit, &version.id, fresh, spans);
    (row.before, row.after) = (side(earlier), side(later));
    row.when = later.updated.clone().or_else(|| later.published.clone());
    row.signs = [how.to_string()].into_iter().chain(version.signs.clone()).collect();
    Some(row)
}

/// Notes of correction and retraction in a document that came, less those that older states of it had; `lineage` is what it has of others.
pub fn of_notes(own: &DocumentRow, older: &[&DocumentRow], lineage: &[LineageRow], fresh: &Fresh) -> Vec<ChangeRow> {
    let mut rows = Vec::new();
    for note in own.notes.iter().filter(|note| !older.iter().any(|state| has(state, note))) {
        let (kind, relation) = match note.kind {
            NoteKind::Correction => (ChangeKind::Correction, Relation::Corrects),
            NoteKind::Retraction => (ChangeKind::Retraction, Relation::Retracts),
            NoteKind::Update | NoteKind::Editor => continue,
        };
        let spans = vec![passage((&own.capture, &own.id, &own.path), note.span, &note.text)];
        let mut row = row(kind, &format!("{}\0{}", own.id, note.span.start), fresh, spans);
        row.after = vec![ChangeSideRow { text: note.text.clone(), ..of(own) }];
        row.when = own.updated.clone().or_else(|| own.published.clone());
        let meant = lineage.iter().filter(|one| one.relation == relation);
        let meant: BTreeSet<&String> = meant.filter_map(|one| one.to.as_ref()).collect();
        row.before = meant
            .into_iter()
            .map(|id| ChangeSideRow { documents: vec![id.clone()], ..ChangeSideRow::default() })
            .collect();
        row.signs = vec![match row.before.is_empty() {
            true => "what it is about is not on the desk, or not told".to_string(),
            false => "it names what it is about".to_string(),
        }];
        rows.push(row);
    }
    rows
}

/// Documents with the story they are of.
#[derive(Clone, Debug)]
pub struct Storied<'a> {
    /// The story and its title; none for those that are of no story.
    pub story: Option<(&'a str, &'a str)>,
    /// Documents of it that had come before.
    pub known: usize,
    /// Documents of it that came since.
    pub came: Vec<&'a DocumentRow>,
}

/// How many documents came, story by story.
pub fn of_stories(stories: &[Storied], fresh: &Fresh) -> Vec<ChangeRow> {
    let mut rows = Vec::new();
    for one in stories {
        let told = |kind| !matches!(kind, Kind::Comment | Kind::Boilerplate | Kind::Advertisement);
        let came: Vec<&DocumentRow> = one.came.iter().filter(|own| told(own.kind)).copied().collect();
        if came.is_empty() {
            continue;
        }
        let spans = came.iter().map(|own| head(own)).collect();
        let mut row = row(ChangeKind::NewDocuments, one.story.map_or("", |(id, _)| id), fresh, spans);
        row.story = one.story.map(|(id, _)| id.to_string());
        let outlets: BTreeSet<String> = came.iter().filter_map(|own| own.outlet.clone()).collect();
        row.before = vec![ChangeSideRow { value: Some(one.known.to_string()), ..ChangeSideRow::default() }];
        row.after = vec![ChangeSideRow {
            value: Some((one.known + came.len()).to_string()),
            text: one.story.map(|(_, title)| title.to_string()).unwrap_or_default(),
            documents: row.documents.clone(),
            outlets: outlets.into_iter().collect(),
            statements: Vec::new(),
        }];
        row.signs = vec![match (one.story, one.known) {
            (None, _) => "of no story".to_string(),
            (Some(_), 0) => "a story of which nothing had come before".to_string(),
            (Some(_), _) => "a story of which documents had come before".to_string(),
        }];
        rows.push(row);
    }
    rows
}

/// A capture that a person withdrew, with why.
pub fn withdrawn(capture: &str, path: &str, why: Option<&str>, at: &str) -> ChangeRow {
    let mut row = row(ChangeKind::Withdrawal, &format!("{capture}\0{at}"), &Fresh::new(), Vec::new());
    row.captures = vec![capture.to_string()];
    row.before = vec![ChangeSideRow { text: path.to_string(), ..ChangeSideRow::default() }];
    row.signs = vec![format!("withdrawn {at}{}", why.map(|why| format!(": {why}")).unwrap_or_default())];
    row
}

fn has(document: &DocumentRow, note: &NoteRow) -> bool {
    document.notes.iter().any(|own| own.text == note.text)
}

fn of(own: &DocumentRow) -> ChangeSideRow {
    ChangeSideRow {
        documents: vec![own.id.clone()],
        outlets: own.outlet.iter().cloned().collect(),
        ..ChangeSideRow::default()
    }
}

/// Where a document lies, with its title or first words.
fn head(own: &DocumentRow) -> PassageRow {
    let text = own.title.clone().unwrap_or_else(|| own.text.chars().take(CITED).collect());
    let first = own.spans.first().copied().unwrap_or(dateline_record::SpanRow { part: 0, start: 0, end: 0 });
    passage((&own.capture, &own.id, &own.path), first, &text)
}
