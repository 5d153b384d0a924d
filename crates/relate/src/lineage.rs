//! Lineage: how documents stand to one another, and to what they credit.
//!
//! `trace` and `reuse` are the layers by which documents meet, ties the third way; what two that met have of one another is told by
//! [`between`] from the two alone, so that it does not matter who came first. [`of`] puts together what one document has of all it met,
//! and of what is no document of the desk.
//! Invariant: every row names its signs and cites words; a side that nothing shows to be the later is left open. Cost: of two texts,
//! one alignment and one comparison of their quotations.

use crate::reuse::{align, words};
use dateline_record::{CleanText, DocumentRow, LineageRow, NoteKind, PassageRow, Relation, StatementRow};
use sha2::{Digest, Sha256};
use std::cmp::Ordering;

mod credit;
mod direction;
mod house;
mod onward;
mod outside;
mod pair;
mod quoted;
mod states;
mod trace;
mod work;

pub(crate) use credit::credited_by;
pub use credit::{Credit, credits};
pub use house::{house, house_of, houses_in};
pub use pair::between;
pub use trace::{Trace, Traced};

const RELATE: &str = concat!("relate@", env!("CARGO_PKG_VERSION"));

/// A document with what was read in it.
#[derive(Clone, Copy, Debug)]
pub struct Written<'a> {
    /// The row.
    pub row: &'a DocumentRow,
    /// Its text with the way back to the capture.
    pub text: &'a CleanText,
    /// Its statements.
    pub statements: &'a [StatementRow],
}

/// Everything that a document has of others, those it met among them, in the order of relations.
pub fn of(own: &Written, met: &[Written]) -> Vec<LineageRow> {
    let mut rows = Vec::new();
    let mut tied = Vec::new();
    for other in met.iter().filter(|other| other.row.id != own.row.id) {
        let between = between(own, other);
        if !between.is_empty() {
            tied.push(*other);
        }
        rows.extend(between.into_iter().filter(|row| row.from == own.row.id));
    }
    let outside = outside::outside(own);
    for credit in credits(own) {
        let fits = |other: &&Written| {
            house_of(other.row).as_ref() == Some(&credit.house)
                && (credit.is_whole || credit.spans.iter().any(|place| stands_in(place, other)))
                && direction::by_date(own.row, other.row) != Some(Ordering::Less)
        };
        let mut fitting = tied.iter().filter(fits);
        let to = match (fitting.next(), fitting.next()) {
            (Some(only), None) if !credit.is_own => Some(only.row.id.clone()),
            _ => None,
        };
        // Said to a house: that its words are quoted from there tells it, and to its own house it was only said.
        let is_heard = !credit.signs.is_empty() && credit.signs.iter().all(|sign| sign.starts_with("said to “"));
        let is_told = || credit.spans.iter().all(|place| outside.iter().any(|row| row.spans.contains(place)));
        if to.is_none() && is_heard && (credit.is_own || is_told()) {
            continue;
        }
        let mut signs = credit.signs;
        signs.extend(to.is_some().then(|| "the only document of that house with these words".to_string()));
        signs.extend(credit.is_own.then(|| "of its own house".to_string()));
        let (outlet, spans) = (Some(credit.outlet), credit.spans);
        rows.push(row(Relation::Credits, &own.row.id, to, outlet, None, true, signs, spans));
    }
    for (relation, sign, place) in noted(own) {
        if !rows.iter().any(|row| row.relation == relation && row.to.is_some()) {
            let outlet = own.row.outlet.clone();
            rows.push(row(relation, &own.row.id, None, outlet, None, true, vec![sign], vec![place]));
        }
    }
    rows.extend(outside);
    rows.extend(outside::pulled(own));
    rows.extend(reposted(own, &rows));
    rows.extend(onward::onward(own, &rows));
    rows.sort_by(|one, other| (one.relation, &one.to, &one.outlet).cmp(&(other.relation, &other.to, &other.outlet)));
    rows
}

/// Whether words that are credited stand in the other document too, some of them in a row.
fn stands_in(place: &PassageRow, other: &Written) -> bool {
    const IN_A_ROW: usize = 5;
    !align(&words(&place.text).hashes, &words(other.text.as_str()).hashes, IN_A_ROW).is_empty()
}

/// What the notes of a document do to an earlier state of it.
fn noted(own: &Written) -> Vec<(Relation, String, PassageRow)> {
    let noted = own.row.notes.iter().filter_map(|note| {
        let (relation, does) = match note.kind {
            NoteKind::Correction => (Relation::Corrects, "was corrected"),
            NoteKind::Retraction => (Relation::Retracts, "was withdrawn"),
            NoteKind::Update => (Relation::Version, "was changed"),
            NoteKind::Editor => return None,
        };
        let sign = format!("a note says that an earlier state {does}: “{}”", credit::short(&note.text));
        Some((relation, sign, own.passage(note.span, &note.text)))
    });
    let mut all: Vec<(Relation, String, PassageRow)> = noted.collect();
    all.sort();
    all.dedup_by_key(|(relation, ..)| *relation);
    all
}

/// “RT @name”, “via @name”, where what it forwards is not on the desk.
fn reposted(own: &Written, rows: &[LineageRow]) -> Option<LineageRow> {
    if rows.iter().any(|row| row.relation == Relation::Repost) {
        return None;
    }
    let (handle, place) = pair::forwarded(own)?;
    let sign = format!("it begins “{}”", credit::short(&place.text));
    let spans = vec![place];
    Some(row(Relation::Repost, &own.row.id, None, Some(handle), None, true, vec![sign], spans))
}

/// A row; its id begins with the first four digits of `from`, turned, so that it can be found again.
#[allow(clippy::too_many_arguments)]
fn row(
    relation: Relation,
    from: &str,
    to: Option<String>,
    outlet: Option<String>,
    share: Option<i32>,
    directed: bool,
    signs: Vec<String>,
    spans: Vec<PassageRow>,
) -> LineageRow {
    let mut hash = Sha256::new();
    for part in [relation.name(), from, to.as_deref().unwrap_or("-")] {
        hash.update(part);
        hash.update([0]);
    }
    if to.is_none() {
        hash.update(outlet.as_deref().unwrap_or_default());
    }
    let first = hash.finalize().first_chunk().copied().map_or(0, u64::from_be_bytes);
    LineageRow {
        id: format!("{}{:012x}", turned(from.get(..4).unwrap_or_default()), first >> 16),
        made_by: RELATE.into(),
        relation,
        from: from.into(),
        to,
        outlet,
        share: share.map(|share| f64::from(share) / 1000.0),
        directed,
        signs,
        spans,
    }
}

/// The first digits of the id of a document whose rows have ids with these first digits, and the other way round.
pub fn turned(digits: &str) -> String {
    let turn = |digit: char| digit.to_digit(16).and_then(|value| char::from_digit(15 - value, 16)).unwrap_or(digit);
    digits.chars().map(turn).collect()
}

#[cfg(test)]
mod tests;
