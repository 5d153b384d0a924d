//! What is another about an event: that it is told at all, by whom, with what number, and that somebody denies it.
//!
//! Invariant: what was told before is what the tellings of older captures tell; an event of which all tellings are new is new, and
//! nothing else is said of it.

use super::{Fresh, passage, row};
use dateline_record::{
    Attribute, ChangeKind, ChangeRow, ChangeSideRow, ClaimRow, Disagreeing, DisagreementRow, EventRow, Kind, Modality,
    OriginsRow, PassageRow,
};
use dateline_relate::Telling;
use std::collections::BTreeSet;

/// An event as it stands, and as it stood.
#[derive(Clone, Copy, Debug)]
pub struct Stand<'a> {
    /// Its row.
    pub event: &'a EventRow,
    /// All its tellings.
    pub tellings: &'a [Telling],
    /// Tellings apart from these that deny it.
    pub denied: &'a [Telling],
    /// What those tell that had come before; none where nobody told it.
    pub before: Option<&'a OriginsRow>,
    /// What all of them tell.
    pub after: &'a OriginsRow,
    /// What its tellings say that cannot all stand.
    pub disagreements: &'a [DisagreementRow],
}

/// What is another about one event.
pub fn of_event(own: &Stand, fresh: &Fresh) -> Vec<ChangeRow> {
    let (new, old) = parted(own.tellings, fresh);
    let mut rows = match (new.is_empty(), old.is_empty()) {
        (true, true) => return Vec::new(),
        (false, true) => vec![first_told(own, &new, fresh)],
        (_, false) => {
            let mut rows = Vec::new();
            rows.extend(second_origin(own, &new, fresh));
            rows.extend(denial(own, &new, &old, fresh));
            rows.extend(own.disagreements.iter().filter_map(|one| number(one, fresh)));
            rows
        }
    };
    for row in &mut rows {
        row.event = Some(own.event.id.clone());
        row.event_type = Some(own.event.event_type.clone());
        row.modality = row.modality.or(Some(own.event.modality));
        row.when = own.event.when.clone();
        row.reports = Some(own.after.reports);
        row.origins = Some(own.after.origins);
        row.lineage_unknown = Some(own.after.lineage_unknown);
    }
    rows
}

/// Those that are new and those that are not, less what readers comment.
fn parted<'a>(tellings: &'a [Telling], fresh: &Fresh) -> (Vec<&'a Telling>, Vec<&'a Telling>) {
    let told = tellings.iter().filter(|telling| telling.document.kind != Kind::Comment);
    told.partition(|one| fresh.contains(&one.event.capture))
}

fn first_told(own: &Stand, new: &[&Telling], fresh: &Fresh) -> ChangeRow {
    let mut row = row(ChangeKind::NewEvent, &own.event.id, fresh, cited(new));
    row.after = vec![side(None, new)];
    row.signs = own.after.reasons.clone();
    row
}

fn second_origin(own: &Stand, new: &[&Telling], fresh: &Fresh) -> Option<ChangeRow> {
    let before = own.before?;
    if new.is_empty() || before.origins >= 2 || own.after.origins < 2 {
        return None;
    }
    let mut row = row(ChangeKind::SeparateOrigin, &own.event.id, fresh, cited(new));
    let counted = |one: &OriginsRow| ChangeSideRow {
        value: Some(one.origins.to_string()),
        text: format!("reports {}, origins {}, lineage unknown {}", one.reports, one.origins, one.lineage_unknown),
        ..ChangeSideRow::default()
    };
    row.before = vec![counted(before)];
    row.after = vec![ChangeSideRow { value: Some(own.after.origins.to_string()), ..side(None, new) }];
    row.signs = own.after.reasons.clone();
    Some(row)
}

/// A denial where nobody denied it before.
fn denial(own: &Stand, new: &[&Telling], old: &[&Telling], fresh: &Fresh) -> Option<ChangeRow> {
    let (came, had_come) = parted(own.denied, fresh);
    let denies = |telling: &&&Telling| telling.event.modality == Modality::Denied;
    if !had_come.is_empty() || old.iter().any(|telling| denies(&telling)) {
        return None;
    }
    let denying: Vec<&Telling> = new.iter().filter(denies).copied().chain(came).collect();
    let typed = own.disagreements.iter().filter(|one| one.disagreement_type == Disagreeing::Denial);
    let mut row = match typed.filter_map(|one| sides(one, fresh)).next() {
        _ if !denying.is_empty() => {
            let mut row = row(ChangeKind::FirstDenial, &own.event.id, fresh, cited(&denying));
            (row.before, row.after) = (vec![side(None, old)], vec![side(None, &denying)]);
            row
        }
        Some((before, after, spans)) => {
            let mut row = row(ChangeKind::FirstDenial, &own.event.id, fresh, spans);
            (row.before, row.after) = (before, after);
            row
        }
        None => return None,
    };
    row.modality = Some(Modality::Denied);
    row.signs = vec!["no telling that had come before denies it".to_string()];
    Some(row)
}

/// A number that only new documents give, beside those that older ones gave.
fn number(one: &DisagreementRow, fresh: &Fresh) -> Option<ChangeRow> {
    let held = !matches!(one.disagreement_type, Disagreeing::Denial | Disagreeing::Scope | Disagreeing::Definition);
    if one.attribute != Attribute::Number || !held {
        return None;
    }
    let (before, after, spans) = sides(one, fresh)?;
    let mut row = row(ChangeKind::ChangedNumber, &one.id, fresh, spans);
    (row.before, row.after) = (before, after);
    row.of = one.of.clone();
    row.disagreement = Some(one.disagreement_type);
    Some(row)
}

/// The claims of older documents, and those that only new ones make.
fn sides(one: &DisagreementRow, fresh: &Fresh) -> Option<(Vec<ChangeSideRow>, Vec<ChangeSideRow>, Vec<PassageRow>)> {
    let is_new = |claim: &&ClaimRow| claim.spans.iter().all(|span| fresh.contains(&span.capture));
    let (new, old): (Vec<&ClaimRow>, Vec<&ClaimRow>) = one.claims.iter().partition(is_new);
    if new.is_empty() || old.is_empty() {
        return None;
    }
    let side = |claim: &&ClaimRow| ChangeSideRow {
        value: Some(claim.value.clone()),
        text: claim.text.clone(),
        documents: claim.documents.clone(),
        outlets: claim.outlets.clone(),
        statements: claim.statements.clone(),
    };
    let spans = new.iter().chain(&old).flat_map(|claim| &claim.spans);
    let spans = spans.map(|one| passage((&one.capture, &one.document, &one.path), one.span, &one.text)).collect();
    Some((old.iter().map(side).collect(), new.iter().map(side).collect(), spans))
}

/// The words of the first telling, with everyone who tells it.
fn side(value: Option<String>, own: &[&Telling]) -> ChangeSideRow {
    let all = |of: &dyn Fn(&Telling) -> Option<String>| -> Vec<String> {
        own.iter().filter_map(|one| of(one)).collect::<BTreeSet<String>>().into_iter().collect()
    };
    ChangeSideRow {
        value,
        text: in_order(own).first().map(|one| one.event.text.clone()).unwrap_or_default(),
        documents: all(&|one| Some(one.document.id.clone())),
        outlets: all(&|one| one.document.outlet.clone()),
        statements: all(&|one| one.event.statement.clone()),
    }
}

/// The sentences, one a document.
fn cited(own: &[&Telling]) -> Vec<PassageRow> {
    let mut seen = BTreeSet::new();
    let own = in_order(own).into_iter().filter(|one| seen.insert(one.document.id.as_str()));
    own.map(|one| passage((&one.event.capture, &one.event.document, &one.event.path), one.event.span, &one.event.text))
        .collect()
}

/// The first published first; those without a date last.
fn in_order<'a>(own: &[&'a Telling]) -> Vec<&'a Telling> {
    let mut own = own.to_vec();
    own.sort_by_cached_key(|one| {
        let day = one.document.published.as_ref().and_then(|when| when.earliest.clone());
        (day.is_none(), day, one.event.id.clone())
    });
    own
}
