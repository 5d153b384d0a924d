//! IPTC ninjs 3.0: documents as news objects, a JSON array.
//!
//! The standard takes no fields of our own, so what qualifies a document stands in `edNote`, who is named in it in `people`,
//! `organisations` and `places`, and where its bytes are in `altIds`. A date stands in `contentCreated` only where it is known to the
//! minute and with its zone, as the standard asks. Invariant: a document that is cut short is `partial`, and its note says by what sign.
//! Source: IPTC, ninjs 3.0 (iptc.org/standards/ninjs). Cost: one document at a time.

use crate::qualify::{self, line};
use crate::whole::{Dossier, LeftOut, Whole};
use dateline_record::{ByRole, EntityRow, EntityType, EventRow, Precision, When};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// ninjs of documents.
pub struct Ninjs<'a> {
    out: &'a mut dyn Write,
    entities: BTreeMap<String, (String, EntityType)>,
    is_first: bool,
    left: LeftOut,
}

impl<'a> Ninjs<'a> {
    /// Begins the file.
    pub fn new(out: &'a mut dyn Write) -> io::Result<Ninjs<'a>> {
        out.write_all(b"[")?;
        Ok(Ninjs { out, entities: BTreeMap::new(), is_first: true, left: LeftOut::new() })
    }

    /// Who of this sort is named.
    fn named(&self, own: &Dossier, sort: EntityType) -> Vec<Value> {
        let named = own.named();
        let of_sort =
            named.keys().filter_map(|id| Some((id, self.entities.get(*id)?))).filter(|(_, (_, own))| *own == sort);
        of_sort.map(|(id, (name, _))| json!({ "name": name, "rel": "mentioned", "uri": format!("urn:dateline:entity:{id}") })).collect()
    }
}

impl Whole for Ninjs<'_> {
    fn entity(&mut self, row: &EntityRow) -> io::Result<()> {
        self.entities.insert(row.id.clone(), (row.name.clone(), row.entity_type));
        Ok(())
    }

    fn document(&mut self, own: &Dossier) -> io::Result<()> {
        let row = own.document;
        let authors: Vec<&str> =
            row.byline.iter().filter(|by| by.role == ByRole::Author).map(|by| by.name.as_str()).collect();
        let address = row.links.first().filter(|link| link.span.is_none() && link.address.contains("://"));
        let alternative = |role: &str, value: &str| json!({ "role": role, "value": value });
        let mut ids = vec![
            alternative("document", &row.id),
            alternative("capture-sha256", &row.capture),
            alternative("path", &row.path),
        ];
        ids.extend(
            row.spans
                .iter()
                .map(|own| alternative("span", &format!("part {} bytes {}-{}", own.part, own.start, own.end))),
        );
        ids.extend(row.parent.as_ref().map(|parent| alternative("parent", parent)));
        ids.extend(address.map(|link| alternative("address", &link.address)));
        let item = json!({
            "uri": format!("urn:dateline:document:{}", row.id),
            "type": "text",
            "standard": { "name": "ninjs", "version": "3.0" },
            "representationType": if row.truncated.is_some() { "partial" } else { "full" },
            "profile": row.kind.name(),
            "contentCreated": row.published.as_ref().and_then(moment),
            "versionCreated": row.updated.as_ref().and_then(moment),
            "language": row.language,
            "title": row.title,
            "by": (!authors.is_empty()).then(|| authors.join(", ")),
            "headlines": row.title.iter().map(|own| json!({ "role": "main", "contentType": "text/plain", "value": own })).collect::<Vec<_>>(),
            "bodies": [{
                "role": "main",
                "contentType": "text/plain",
                "charCount": row.text.chars().count(),
                "wordCount": row.text.split_whitespace().count(),
                "value": row.text,
            }],
            "edNote": line(&qualify::document(row)),
            "infoSources": row.outlet.iter().map(|own| json!({ "name": own, "role": "publisher" })).collect::<Vec<_>>(),
            "people": self.named(own, EntityType::Person),
            "organisations": self.named(own, EntityType::Organisation),
            "places": self.named(own, EntityType::Place),
            "altIds": ids,
        });
        let mut fields = match item {
            Value::Object(fields) => fields,
            _ => Map::new(),
        };
        fields.retain(|_, value| !value.is_null() && *value != json!([]));
        self.out.write_all(if std::mem::take(&mut self.is_first) { b"\n" } else { b",\n" })?;
        *self.left.entry("statements").or_default() += own.statements.len() as u64;
        Ok(serde_json::to_writer(&mut *self.out, &fields)?)
    }

    fn event(&mut self, _row: &EventRow) -> io::Result<()> {
        *self.left.entry("events").or_default() += 1;
        Ok(())
    }

    fn finish(&mut self) -> io::Result<LeftOut> {
        self.out.write_all(b"\n]\n")?;
        self.left.retain(|_, count| *count > 0);
        Ok(std::mem::take(&mut self.left))
    }
}

/// RFC 3339, where a moment is known with its zone.
fn moment(when: &When) -> Option<String> {
    let exact = when.precision == Precision::Time && when.edtf.parse::<jiff::Timestamp>().is_ok();
    let clock = when.edtf.split_once('T').filter(|_| exact)?.1;
    // The standard wants seconds.
    let minute_only = clock.get(5..6) != Some(":");
    Some(if minute_only { format!("{}:00{}", when.edtf.get(..16)?, when.edtf.get(16..)?) } else { when.edtf.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invented;

    #[test]
    fn a_document_cut_short_is_partial_and_its_note_qualifies_it() {
        let written = invented::whole(|out| Box::new(Ninjs::new(out).unwrap()));
        let all: Value = serde_json::from_slice(&written).unwrap();
        let own = &all[0];
        assert_eq!(own["uri"], "urn:dateline:document:d1");
        assert_eq!(own["representationType"], "partial");
        assert_eq!(own["people"][0]["name"], "Ana Vell");
        assert!(own.get("contentCreated").is_none());
        let note = own["edNote"].as_str().unwrap();
        for part in [
            "document kind: comment",
            "published: 2031-05-14 (day, written: “14 May 2031”)",
            "truncated: …",
            "correction:",
        ] {
            assert!(note.contains(part), "{part}: {note}");
        }
    }

    #[test]
    fn a_moment_has_seconds_and_a_zone_or_is_none() {
        let check = |edtf: &str, expected: Option<&str>| {
            let when = When {
                edtf: edtf.into(),
                precision: Precision::Time,
                ..serde_json::from_value(invented::day()).unwrap()
            };
            assert_eq!(moment(&when).as_deref(), expected);
        };
        check("2031-05-14T09:00:30+01:00", Some("2031-05-14T09:00:30+01:00"));
        check("2031-05-14T09:00+01:00", Some("2031-05-14T09:00:00+01:00"));
        check("2031-05-14T09:00Z", Some("2031-05-14T09:00:00Z"));
        check("2031-05-14T09:00", None);
    }
}
