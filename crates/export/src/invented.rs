//! A small invented desk for the tests of formats: a comment that is cut short, a denial known to the month, an event that is denied.

use crate::whole::{Dossier, Whole};
use dateline_record::{DisagreementRow, DocumentRow, EntityRow, EventMentionRow, EventRow, MentionRow, StatementRow};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::io::Write;

fn row<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).unwrap()
}

pub(crate) fn month() -> Value {
    json!({ "text": "last month", "edtf": "2031-05", "earliest": "2031-05-01", "latest": "2031-05-31",
        "precision": "month", "method": "relative-to-publication" })
}

pub(crate) fn day() -> Value {
    json!({ "text": "14 May 2031", "edtf": "2031-05-14", "earliest": "2031-05-14", "latest": "2031-05-14",
        "precision": "day", "method": "written" })
}

/// Two persons and a place.
pub(crate) fn entities() -> Vec<EntityRow> {
    let one = |id: &str, name: &str, sort: &str| {
        row(json!({
            "id": id, "made_by": "t", "name": name, "type": sort, "mentions": 2, "documents": 1, "unsure": [],
            "aliases": [{ "form": name, "rule": "name", "mentions": 2, "off": false },
                { "form": "V.", "rule": "initial", "mentions": 1, "off": false }],
            "roles": [{ "role": "harbour master", "times": 1, "when": day(), "until": null }]
        }))
    };
    vec![one("n1", "Ana Vell", "person"), one("n2", "Orsa Port Office", "organisation"), one("n3", "Orsa", "place")]
}

/// A reader's comment on a hostile page.
pub(crate) fn document() -> DocumentRow {
    row(json!({
        "id": "d1", "made_by": "t", "capture": "c1", "document": "d1", "path": "a.html",
        "spans": [{ "part": 0, "start": 0, "end": 60 }], "kind": "comment", "title": "<script>x</script> & \u{202e}so",
        "byline": [{ "name": "Bo Lind", "handle": "@bo", "role": "author", "span": null }], "outlet": "Orsa Herald",
        "section": null, "language": "en", "published": day(), "updated": null, "captured": null, "parent": null,
        "truncated": "…", "credits": [{ "text": "With help from N. Rask", "span": { "part": 0, "start": 50, "end": 60 } }],
        "notes": [{ "kind": "correction", "text": "An earlier version was wrong.", "span": { "part": 0, "start": 40, "end": 50 } }],
        "links": [], "text": "Ana Vell denied that the Orsa Port Office fired.\n\n<b>So</b>"
    }))
}

pub(crate) fn mentions() -> Vec<MentionRow> {
    let one = |id: &str, entity: &str, start: u32, text: &str| {
        row(json!({
            "id": id, "made_by": "t", "capture": "c1", "document": "d1", "path": "a.html",
            "span": { "part": 0, "start": start, "end": start + text.len() as u32 }, "text": text, "entity_type": "person",
            "form": "name", "referent": null, "name": text, "entity": entity
        }))
    };
    vec![one("x1", "n1", 0, "Ana Vell"), one("x2", "n2", 25, "Orsa Port Office")]
}

/// Ana Vell denies something, known to the month.
pub(crate) fn statement() -> StatementRow {
    row(json!({
        "id": "s1", "made_by": "t", "capture": "c1", "document": "d1", "path": "a.html",
        "span": { "part": 0, "start": 10, "end": 48 }, "text": "Ana Vell denied that the Orsa Port Office fired",
        "source": { "span": { "part": 0, "start": 0, "end": 8 }, "text": "Ana Vell", "name": "Ana Vell", "referent": "d1-0", "entity": "n1" },
        "cue": { "span": { "part": 0, "start": 9, "end": 15 }, "text": "denied" },
        "content": [{ "span": { "part": 0, "start": 16, "end": 48 }, "text": "that the Orsa Port Office fired" }],
        "directness": "indirect", "authority": "named", "role": "harbour master", "anonymity": null,
        "chain": [{ "name": "Strait Radio", "authority": "outlet" }], "cue_class": "deny", "denied": true, "hedged": false,
        "said": month(), "venue": "a news conference"
    }))
}

fn participant(entity: &str, text: &str) -> Value {
    json!({ "span": { "part": 0, "start": 25, "end": 41 }, "text": text, "name": text, "antecedent": null, "referent": "d1-1",
        "entity": entity, "country": "NO", "sectors": ["GOV"], "role": "port office", "metonym": false, "thing": false })
}

/// A telling of an assault or a meeting.
pub(crate) fn telling(class: &str, modality: &str) -> EventMentionRow {
    row(json!({
        "id": "m1", "made_by": "t", "capture": "c1", "document": "d1", "path": "a.html",
        "span": { "part": 0, "start": 0, "end": 40 }, "text": "Ana Vell denied that the Orsa Port Office fired.",
        "type": class, "mode": null, "modality": modality, "actors": [participant("n2", "Orsa Port Office")],
        "recipients": [participant("n1", "Ana Vell")], "place": null, "when": month(), "quantities": [],
        "trigger": { "span": { "part": 0, "start": 35, "end": 40 }, "text": "fired" }, "statement": "s1"
    }))
}

/// An event; told so, then, and on two separate roots.
pub(crate) fn event(class: &str, modality: &str, when: Value) -> EventRow {
    row(json!({
        "id": "v1", "made_by": "t", "type": class, "mode": "strike", "modality": modality, "when": when,
        "place": { "span": { "part": 0, "start": 25, "end": 29 }, "text": "Orsa", "name": "Orsa", "country": "NO",
            "latitude": 62.15, "longitude": 5.2, "precision": "city" },
        "actors": [participant("n2", "Orsa Port Office")], "recipients": [participant("n1", "Ana Vell")],
        "quantities": [{ "span": { "part": 0, "start": 1, "end": 3 }, "text": "at least 12", "low": 12.0, "high": null,
            "bound": "at-least", "unit": "people", "of": "killed", "head": null, "who": null, "place": null, "since": null, "as_of": null }],
        "reports": 3, "origins": 2, "lineage_unknown": 1, "reasons": ["1 report tells no root"],
        "claims": [{ "attribute": "number", "of": "killed", "value": ">=12", "scope": null, "text": "at least 12",
            "mentions": ["m1"], "statements": ["s1"], "documents": ["d1"], "outlets": ["Orsa Herald"], "speakers": ["Ana Vell"],
            "origins": 1, "lineage_unknown": 0, "spans": [] }],
        "mentions": [{ "mention": "m1", "modality": modality, "statement": "s1", "capture": "c1", "document": "d1", "path": "a.html",
            "kind": "comment", "published": day(), "trigger": { "span": { "part": 0, "start": 35, "end": 40 }, "text": "fired" },
            "span": { "part": 0, "start": 0, "end": 40 }, "text": "Ana Vell denied that the Orsa Port Office fired." }]
    }))
}

pub(crate) fn disagreement() -> DisagreementRow {
    let claim = |value: &str, by: &str| {
        json!({ "value": value, "scope": null, "text": value, "mentions": [], "statements": ["s1"], "documents": ["d1"],
            "outlets": ["Orsa Herald"], "speakers": [by], "origins": 1, "lineage_unknown": 0, "spans": [] })
    };
    row(json!({ "id": "g1", "made_by": "t", "type": "conflict", "attribute": "number", "of": "killed", "event": "v1",
        "signs": ["same day"], "claims": [claim(">=12", "Ana Vell"), claim("3", "the port office")] }))
}

/// The whole invented desk in a format.
pub(crate) fn whole<'a>(make: impl for<'b> FnOnce(&'b mut dyn Write) -> Box<dyn Whole + 'b> + 'a) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut format = make(&mut bytes);
    entities().iter().for_each(|own| format.entity(own).unwrap());
    let (document, mentions, statement) = (document(), mentions(), statement());
    let events = [telling("ASSAULT", "denied"), telling("CONSULT", "happened")];
    let own = Dossier { document: &document, mentions: &mentions, statements: &[statement], events: &events };
    format.document(&own).unwrap();
    format.event(&event("ASSAULT", "denied", month())).unwrap();
    format.disagreement(&disagreement()).unwrap();
    format.finish().unwrap();
    drop(format);
    bytes
}
