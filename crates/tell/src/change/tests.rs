//! What the tellings of new captures make of an event.

use super::*;
use dateline_record::{
    CueRow, DocumentRow, EventMentionRow, EventRow, Kind, LineageRow, Modality, NoteKind, NoteRow, OriginsRow, Relation,
};
use dateline_relate::Telling;

const NOWHERE: SpanRow = SpanRow { part: 0, start: 0, end: 9 };

fn document(id: &str) -> DocumentRow {
    DocumentRow {
        id: id.into(),
        made_by: "test".into(),
        capture: format!("capture of {id}"),
        document: id.into(),
        path: format!("{id}.txt"),
        spans: vec![NOWHERE],
        kind: Kind::Article,
        title: None,
        byline: Vec::new(),
        outlet: Some(format!("The {id}")),
        section: None,
        language: None,
        published: None,
        updated: None,
        captured: None,
        parent: None,
        truncated: None,
        credits: Vec::new(),
        notes: Vec::new(),
        links: Vec::new(),
        text: format!("The text of {id}"),
    }
}

fn telling(id: &str, modality: Modality) -> Telling {
    let document = document(id);
    let event = EventMentionRow {
        id: format!("telling of {id}"),
        made_by: "test".into(),
        capture: document.capture.clone(),
        document: document.id.clone(),
        path: document.path.clone(),
        span: NOWHERE,
        text: format!("{id} tells it."),
        event_type: "ASSAULT".into(),
        mode: None,
        modality,
        actors: Vec::new(),
        recipients: Vec::new(),
        place: None,
        when: None,
        quantities: Vec::new(),
        trigger: CueRow { span: NOWHERE, text: "struck".into() },
        statement: None,
    };
    Telling { event, document }
}

fn counted(origins: u64) -> OriginsRow {
    OriginsRow { reports: origins, origins, lineage_unknown: 0, reasons: Vec::new() }
}

fn kinds(tellings: &[Telling], denied: &[Telling], origins: (Option<u64>, u64), fresh: &[&str]) -> Vec<ChangeKind> {
    let event: EventRow = dateline_relate::event(tellings, &dateline_relate::Ground::default()).unwrap();
    let (before, after) = (origins.0.map(counted), counted(origins.1));
    let own = Stand { event: &event, tellings, denied, before: before.as_ref(), after: &after, disagreements: &[] };
    let fresh: Fresh = fresh.iter().map(|id| format!("capture of {id}")).collect();
    let rows = of_event(&own, &fresh);
    for row in &rows {
        assert!(row.spans.iter().any(|span| fresh.contains(&span.capture)), "{row:?}");
        assert_eq!(row.origins, Some(origins.1));
    }
    rows.iter().map(|row| row.kind).collect()
}

#[test]
fn what_nobody_told_before_is_new() {
    let told = [telling("courier", Modality::Happened), telling("ledger", Modality::Happened)];
    assert_eq!(kinds(&told, &[], (None, 2), &["courier", "ledger"]), [ChangeKind::NewEvent]);
    assert_eq!(kinds(&told, &[], (Some(2), 2), &[]), []);
}

#[test]
fn the_second_root_is_told_once() {
    let told = [telling("courier", Modality::Happened), telling("ledger", Modality::Happened)];
    assert_eq!(kinds(&told, &[], (Some(1), 2), &["ledger"]), [ChangeKind::SeparateOrigin]);
    assert_eq!(kinds(&told, &[], (Some(0), 2), &["ledger"]), [ChangeKind::SeparateOrigin]);
    assert_eq!(kinds(&told, &[], (Some(1), 1), &["ledger"]), []);
    assert_eq!(kinds(&told, &[], (Some(2), 3), &["ledger"]), []);
}

#[test]
fn only_the_first_denial_is_one() {
    let told = [telling("courier", Modality::Happened)];
    let denied = [telling("herald", Modality::Denied), telling("strait", Modality::Denied)];
    assert_eq!(kinds(&told, &denied[..1], (Some(1), 1), &["herald"]), [ChangeKind::FirstDenial]);
    assert_eq!(kinds(&told, &denied, (Some(1), 1), &["strait"]), []);
    let both = [telling("courier", Modality::Happened), telling("herald", Modality::Denied)];
    assert_eq!(kinds(&both, &[], (Some(1), 1), &["herald"]), [ChangeKind::FirstDenial]);
}

#[test]
fn a_comment_changes_nothing() {
    let mut told = [telling("courier", Modality::Happened), telling("reader", Modality::Happened)];
    told[1].document.kind = Kind::Comment;
    assert_eq!(kinds(&told, &[], (Some(1), 2), &["reader"]), []);
    assert_eq!(kinds(&told[1..], &[], (None, 1), &["reader"]), []);
}

fn version(from: &DocumentRow, to: &DocumentRow, directed: bool) -> LineageRow {
    LineageRow {
        id: "lineage".into(),
        made_by: "test".into(),
        relation: Relation::Version,
        from: from.id.clone(),
        to: Some(to.id.clone()),
        outlet: None,
        share: Some(0.9),
        directed,
        signs: vec!["the same address".into()],
        spans: vec![
            passage((&from.capture, &from.id, &from.path), NOWHERE, "15"),
            passage((&to.capture, &to.id, &to.path), NOWHERE, "12"),
        ],
    }
}

#[test]
fn of_two_states_that_no_date_puts_in_order_the_one_that_came_is_the_later() {
    let (a, b) = (document("a"), document("b"));
    let fresh: Fresh = [b.capture.clone()].into();
    let row = of_version(&version(&a, &b, false), &a, &b, &fresh).unwrap();
    assert_eq!((row.before[0].text.as_str(), row.after[0].text.as_str()), ("15", "12"));
    assert_eq!(row.captures, std::slice::from_ref(&b.capture));
    // An older state that comes late changes nothing.
    assert_eq!(of_version(&version(&a, &b, true), &a, &b, &fresh), None);
    let fresh: Fresh = [a.capture.clone()].into();
    assert!(of_version(&version(&a, &b, true), &a, &b, &fresh).is_some());
}

#[test]
fn a_note_is_told_once_and_makes_an_edit_no_silent_one() {
    let (mut a, mut b) = (document("a"), document("b"));
    a.notes.push(NoteRow { kind: NoteKind::Correction, text: "It was 15.".into(), span: NOWHERE });
    let fresh: Fresh = [a.capture.clone()].into();
    assert_eq!(of_version(&version(&a, &b, true), &a, &b, &fresh), None);
    assert_eq!(of_notes(&a, &[&b], &[], &fresh).len(), 1);
    b.notes = a.notes.clone();
    assert_eq!(of_notes(&a, &[&b], &[], &fresh), []);
    assert!(of_version(&version(&a, &b, true), &a, &b, &fresh).is_some());
}
