//! FollowTheMoney entities as JSON Lines: persons, bodies and places, articles, events, who is named where, who says what of whom.
//!
//! Only schemata and properties of FollowTheMoney 4.11; it has no field for how sure a thing is, so every entity says it in its notes or
//! description. What is planned, demanded, threatened, possible or denied is a `Note` and never an `Event`, and a date stands in a date
//! field only where a day, month or year is stated. Invariant: ids are those of the rows; no reference leads out of the export.
//! Source: followthemoney.tech, model of 4.11.2. Cost: linear; the ids of entities and documents are held.

use crate::qualify::{self, line};
use crate::whole::{Dossier, LeftOut, Whole, is_real};
use crate::words;
use dateline_record::{EntityRow, EntityType, EventRow, Kind, Method, When};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

/// Characters of a text field that FollowTheMoney takes.
const LONGEST: usize = 60_000;

/// FollowTheMoney of a whole desk.
pub struct FollowTheMoney<'a> {
    out: &'a mut dyn Write,
    entities: BTreeMap<String, &'static str>,
    documents: BTreeSet<String>,
    left: LeftOut,
}

/// Properties of one entity.
#[derive(Default)]
struct Properties(Map<String, Value>);

impl Properties {
    fn put(&mut self, name: &str, value: impl AsRef<str>) {
        let value = words::short(value.as_ref().trim(), LONGEST);
        if !value.is_empty()
            && let Value::Array(all) = self.0.entry(name).or_insert_with(|| json!([]))
            && !all.contains(&json!(value))
        {
            all.push(json!(value));
        }
    }

    fn put_all<T: AsRef<str>>(&mut self, name: &str, values: impl IntoIterator<Item = T>) {
        values.into_iter().for_each(|own| self.put(name, own));
    }
}

impl<'a> FollowTheMoney<'a> {
    /// Begins the file.
    pub fn new(out: &'a mut dyn Write) -> FollowTheMoney<'a> {
        let (entities, documents, left) = Default::default();
        FollowTheMoney { out, entities, documents, left }
    }

    fn write(&mut self, schema: &str, id: &str, properties: Properties) -> io::Result<()> {
        let entity = json!({ "id": format!("dateline-{id}"), "schema": schema, "properties": properties.0 });
        serde_json::to_writer(&mut *self.out, &entity)?;
        self.out.write_all(b"\n")
    }

    fn leave_out(&mut self, what: &'static str) {
        *self.left.entry(what).or_default() += 1;
    }
}

impl Whole for FollowTheMoney<'_> {
    fn entity(&mut self, row: &EntityRow) -> io::Result<()> {
        let schema = match row.entity_type {
            EntityType::Person => "Person",
            EntityType::Organisation => "Organization",
            EntityType::Place => "Address",
            _ => {
                self.leave_out("entities that are no person, body or place");
                return Ok(());
            }
        };
        let mut own = Properties::default();
        own.put("name", &row.name);
        for alias in row.aliases.iter().filter(|alias| !alias.off && alias.form != row.name) {
            own.put(if alias.rule == "name" { "alias" } else { "weakAlias" }, &alias.form);
        }
        match schema {
            "Person" => own.put_all("position", row.roles.iter().map(|role| &role.role)),
            "Address" => own.put("full", &row.name),
            _ => {}
        }
        own.put("notes", line(&qualify::entity(row)));
        self.entities.insert(row.id.clone(), schema);
        self.write(schema, &format!("entity-{}", row.id), own)
    }

    fn document(&mut self, dossier: &Dossier) -> io::Result<()> {
        let row = dossier.document;
        let mut own = Properties::default();
        own.put("title", row.title.as_deref().unwrap_or_default());
        own.put_all("author", row.byline.iter().map(|by| &by.name));
        own.put("publisher", row.outlet.as_deref().unwrap_or_default());
        own.put("fileName", row.path.rsplit('/').next().unwrap_or_default());
        own.put("language", if row.language.as_deref() == Some("en") { "eng" } else { "" });
        own.put("keywords", row.kind.name());
        own.put("publishedAt", row.published.as_ref().and_then(stated).unwrap_or_default());
        own.put("modifiedAt", row.updated.as_ref().and_then(stated).unwrap_or_default());
        own.put("retrievedAt", row.captured.as_ref().and_then(stated).unwrap_or_default());
        own.put("bodyText", &row.text);
        own.put("notes", line(&qualify::document(row)));
        let schema = match row.kind {
            Kind::Article | Kind::Brief | Kind::LiveEntry => "Article",
            _ => "Document",
        };
        self.documents.insert(row.id.clone());
        let article = format!("document-{}", row.id);
        self.write(schema, &article, own)?;
        self.named(dossier)?;
        self.said(dossier)
    }

    fn event(&mut self, row: &EventRow) -> io::Result<()> {
        let documents: Vec<String> = row
            .mentions
            .iter()
            .filter(|own| self.documents.contains(&own.document))
            .map(|own| document(&own.document))
            .collect();
        let mut own = Properties::default();
        let real = is_real(row.modality);
        let modality = words::name(&row.modality);
        let first = row.mentions.first().map(|own| own.text.as_str()).unwrap_or_default();
        own.put("name", words::short(&format!("{}, {modality}: {first}", row.event_type), 200));
        own.put_all("keywords", [&row.event_type, &modality]);
        let tellings = row.mentions.iter().map(|own| line(&qualify::telling(own)));
        let told = format!("{}\n{}", line(&qualify::event(row)), tellings.collect::<Vec<_>>().join("\n"));
        own.put(
            "country",
            row.place.as_ref().and_then(|own| own.country.as_deref()).unwrap_or_default().to_lowercase(),
        );
        own.put_all("proof", &documents);
        if !real {
            // What did not take place, or not yet, is nobody's fact.
            own.put("description", told);
            return self.write("Note", &format!("event-{}", row.id), own);
        }
        own.put("notes", told);
        own.put_all("summary", row.mentions.iter().map(|own| &own.text));
        own.put("location", row.place.as_ref().map_or("", |own| own.name.as_str()));
        own.put("date", row.when.as_ref().and_then(stated).unwrap_or_default());
        own.put("recordId", &row.id);
        for one in row.actors.iter().chain(&row.recipients) {
            match one.entity.as_ref().and_then(|own| Some((own, *self.entities.get(own)?))) {
                Some((id, "Person" | "Organization")) => own.put("involved", entity(id)),
                _ => own.put("namesMentioned", one.name.as_deref().unwrap_or_default()),
            }
        }
        self.write("Event", &format!("event-{}", row.id), own)
    }

    fn finish(&mut self) -> io::Result<LeftOut> {
        Ok(std::mem::take(&mut self.left))
    }
}

impl FollowTheMoney<'_> {
    /// Who is named in a document.
    fn named(&mut self, dossier: &Dossier) -> io::Result<()> {
        let row = dossier.document;
        for (id, mentions) in dossier.named() {
            let Some(schema) = self.entities.get(id).copied() else { continue };
            let mut own = Properties::default();
            own.put("document", document(&row.id));
            if schema == "Address" {
                let Some(first) = mentions.first() else { continue };
                own.put("entity", entity(id));
                own.put("role", "names");
                own.put("summary", &first.text);
                let place = qualify::evidence(&row.id, &row.capture, &row.path, first.span, &first.text);
                own.put("description", line(&[place.to_vec(), qualify::bearer(row)].concat()));
                self.write("Documentation", &format!("naming-{}-{id}", row.id), own)?;
                continue;
            }
            own.put("resolved", entity(id));
            own.put_all("name", mentions.iter().filter_map(|own| own.name.as_ref()));
            own.put("detectedSchema", schema);
            self.write("Mention", &format!("naming-{}-{id}", row.id), own)?;
        }
        Ok(())
    }

    /// Who says what: of a document where the speaker is known, else a note on it; and of whom.
    fn said(&mut self, dossier: &Dossier) -> io::Result<()> {
        let row = dossier.document;
        for statement in dossier.statements {
            let qualified = line(&[qualify::statement(statement), qualify::bearer(row)].concat());
            let content = words::content(statement);
            let by = statement.source.as_ref().and_then(|source| source.entity.as_ref());
            let by = by.filter(|by| self.entities.contains_key(*by));
            let date = statement.said.as_ref().and_then(stated).unwrap_or_default();
            let mut own = Properties::default();
            let Some(by) = by else {
                own.put("name", words::short(&format!("{}: {content}", words::speaker(statement)), 200));
                own.put("entity", document(&row.id));
                own.put("description", qualified);
                self.write("Note", &format!("statement-{}", statement.id), own)?;
                continue;
            };
            own.put("document", document(&row.id));
            own.put("entity", entity(by));
            own.put("role", if statement.denied { "denies" } else { "says" });
            own.put("summary", &content);
            own.put("description", &qualified);
            own.put("date", date);
            own.put("recordId", &statement.id);
            self.write("Documentation", &format!("statement-{}", statement.id), own)?;
            let of: Vec<&str> = dossier.spoken_of(statement).into_keys().collect();
            for of in of.into_iter().filter(|of| self.entities.contains_key(*of)).collect::<Vec<_>>() {
                let mut own = Properties::default();
                own.put("subject", entity(by));
                own.put("object", entity(of));
                own.put("role", if statement.denied { "denies something of" } else { "says something of" });
                own.put("summary", &content);
                own.put("description", &qualified);
                own.put("date", date);
                own.put("proof", document(&row.id));
                own.put("recordId", &statement.id);
                self.write("UnknownLink", &format!("speaking-{}-{of}", statement.id), own)?;
            }
        }
        Ok(())
    }
}

fn entity(id: &str) -> String {
    format!("dateline-entity-{id}")
}

fn document(id: &str) -> String {
    format!("dateline-document-{id}")
}

/// A date as exact as it is stated: none of a stretch or of one that is only guessed; a time is cut to its day.
fn stated(when: &When) -> Option<&str> {
    let day = when.edtf.get(..10).filter(|_| when.edtf.as_bytes().get(10) == Some(&b'T'));
    let point = day.unwrap_or(&when.edtf);
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let whole = matches!(point.len(), 4 | 7 | 10) && point.split('-').all(digits);
    // Months over 12 are seasons and quarters.
    let month = point.get(5..7).is_none_or(|month| month <= "12");
    (whole && month && when.method != Method::Fallback).then_some(point)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invented;

    fn entities() -> Vec<Value> {
        let written = invented::whole(|out| Box::new(FollowTheMoney::new(out)));
        let text = String::from_utf8(written).unwrap();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    #[test]
    fn a_denied_event_is_a_note_and_says_so() {
        let all = entities();
        let event = all.iter().find(|own| own["id"] == "dateline-event-v1").unwrap();
        assert_eq!(event["schema"], "Note");
        let told = event["properties"]["description"][0].as_str().unwrap();
        for part in ["modality: denied", "2031-05 (month, relative-to-publication: “last month”)", "lineage unknown: 1"]
        {
            assert!(told.contains(part), "{part}: {told}");
        }
    }

    #[test]
    fn who_denies_what_of_whom_leads_to_its_words() {
        let all = entities();
        let link = all.iter().find(|own| own["schema"] == "UnknownLink").unwrap();
        assert_eq!(link["properties"]["subject"][0], "dateline-entity-n1");
        assert_eq!(link["properties"]["object"][0], "dateline-entity-n2");
        assert_eq!(link["properties"]["role"][0], "denies something of");
        assert_eq!(link["properties"]["date"][0], "2031-05");
        let told = link["properties"]["description"][0].as_str().unwrap();
        for part in
            ["authority: named", "chain: Strait Radio (outlet)", "start: 10", "document kind: comment", "truncated: …"]
        {
            assert!(told.contains(part), "{part}: {told}");
        }
    }

    #[test]
    fn no_reference_leads_out_of_the_export() {
        let all = entities();
        let ids: BTreeSet<&str> = all.iter().filter_map(|own| own["id"].as_str()).collect();
        assert_eq!(ids.len(), all.len());
        for own in &all {
            for name in ["document", "entity", "resolved", "subject", "object", "proof", "involved"] {
                for id in own["properties"][name].as_array().into_iter().flatten() {
                    assert!(ids.contains(id.as_str().unwrap()), "{name}: {id}");
                }
            }
        }
    }

    #[test]
    fn a_date_is_as_exact_as_it_is_stated() {
        let check = |edtf: &str, expected: Option<&str>| {
            let when = When { edtf: edtf.into(), ..serde_json::from_value(invented::day()).unwrap() };
            assert_eq!(stated(&when), expected);
        };
        check("2031", Some("2031"));
        check("2031-05", Some("2031-05"));
        check("2031-05-14T09:00-05:00", Some("2031-05-14"));
        check("2031-21", None);
        check("2031-05-14/..", None);
        check("203X", None);
        check("2031-05?", None);
    }
}
