//! States of one page: what was changed, and whether a note says so.
//!
//! Invariant: two are of one page only where they have one address, or one house and one title, and most of their text; two documents of
//! one capture never are. What was changed is what [`align`] leaves over on either side.

use super::pair::Side;
use super::{credit, direction, row};
use crate::reuse::{ONE_TEXT, Shared, align, words};
use crate::tie::ties;
use dateline_record::{LineageRow, NoteKind, PassageRow, Relation};
use std::cmp::Ordering;

/// With one address, so much of the shorter text, in thousandths, is enough.
const LEAST_SHARE: i32 = 300;
/// Words in a row that count as unchanged.
const UNCHANGED: usize = 4;

/// What two states of one page have of one another; nothing where they are none.
pub(crate) fn of_one_page(one: &Side, other: &Side, shared: Option<&Shared>) -> Vec<LineageRow> {
    let (first, second) = (one.told.row, other.told.row);
    let share = shared.map_or(0, |shared| shared.share);
    let own = ties(first);
    let address = ties(second)
        .iter()
        .any(|tie| tie.own && !tie.key.starts_with("id:") && own.iter().any(|own| own.own && own.key == tie.key));
    let title =
        |side: &Side| side.told.row.title.as_deref().map(|title| words(title).hashes).filter(|words| !words.is_empty());
    let titled =
        one.house.is_some() && one.house == other.house && title(one).is_some_and(|own| title(other) == Some(own));
    let is_one = address && (share >= LEAST_SHARE || titled) || titled && share >= ONE_TEXT;
    if !is_one || first.capture == second.capture || first.kind != second.kind {
        return Vec::new();
    }
    let order = direction::of_states(first, second).filter(|order| *order != Ordering::Equal);
    let (new, old) = if order == Some(Ordering::Less) { (other, one) } else { (one, other) };
    let (added, removed) = changes(new, old);
    let mut signs = vec![if address { "the same address" } else { "one house and one title" }.to_string()];
    let note = new
        .told
        .row
        .notes
        .iter()
        .find(|note| note.kind != NoteKind::Editor && !old.told.row.notes.iter().any(|own| own.text == note.text));
    if added.is_empty() && removed.is_empty() {
        signs.push("the text is the same".into());
    } else {
        signs.push(format!("changed: {} added or new, {} gone", places(added.len()), places(removed.len())));
        match note {
            Some(note) => signs.push(format!("with a note: “{}”", credit::short(&note.text))),
            None if order.is_some() => signs.push("without a note: a silent edit".into()),
            None => {}
        }
    }
    let to = || Some(old.id().to_string());
    let spans: Vec<PassageRow> = added.into_iter().chain(removed).collect();
    let mut rows = vec![row(Relation::Version, new.id(), to(), None, Some(share), order.is_some(), signs, spans)];
    if let Some(note) = note.filter(|_| order.is_some()) {
        let (relation, does) = match note.kind {
            NoteKind::Retraction => (Relation::Retracts, "withdraws"),
            NoteKind::Correction => (Relation::Corrects, "corrects"),
            NoteKind::Update | NoteKind::Editor => return rows,
        };
        let sign = format!("a note {does} it: “{}”", credit::short(&note.text));
        let spans = vec![new.told.passage(note.span, &note.text)];
        rows.push(row(relation, new.id(), to(), None, None, true, vec![sign], spans));
    }
    rows
}

fn places(count: usize) -> String {
    format!("{count} passage{}", if count == 1 { "" } else { "s" })
}

/// What only the new one has, and what only the old one has.
fn changes(new: &Side, old: &Side) -> (Vec<PassageRow>, Vec<PassageRow>) {
    let same = align(&new.words.hashes, &old.words.hashes, UNCHANGED);
    let left = |side: &Side, mut runs: Vec<(usize, usize)>| {
        runs.sort_unstable();
        let mut at = 0;
        let mut rest = Vec::new();
        for (from, past) in runs.into_iter().chain([(side.words.hashes.len(), side.words.hashes.len())]) {
            rest.extend(side.cited(at, from).filter(|_| at < from));
            at = past;
        }
        rest
    };
    let added = left(new, same.iter().map(|own| (own.one, own.one + own.length)).collect());
    let removed = left(old, same.iter().map(|own| (own.other, own.other + own.length)).collect());
    (added, removed)
}
