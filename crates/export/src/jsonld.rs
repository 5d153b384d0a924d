//! schema.org as JSON-LD 1.1: one graph, its context inside, nothing loaded from afar.
//!
//! Words in quotation marks are a `Quotation`, others a `Claim`; what took place is an `Event`, what is planned one that is scheduled, and
//! what is demanded, threatened, possible or denied a `Claim`. Terms of our own (`dateline:`) say how sure, how exact and where it stands,
//! in the node they qualify. Invariant: schema.org's dates have a day or a time, never what is less exact. Cost: linear.

use crate::qualify::{self, Qualifier};
use crate::whole::{Dossier, LeftOut, Whole, is_real};
use crate::words;
use dateline_record::{
    ByRole, Directness, EntityRow, EntityType, EventRow, Kind, Method, Modality, ParticipantRow, Precision, When,
};
use serde_json::{Map, Value, json};
use std::io::{self, Write};

/// schema.org in JSON-LD of a whole desk.
pub struct JsonLd<'a> {
    out: &'a mut dyn Write,
    is_first: bool,
    left: LeftOut,
}

impl<'a> JsonLd<'a> {
    /// Begins the file.
    pub fn new(out: &'a mut dyn Write) -> io::Result<JsonLd<'a>> {
        let context = json!({ "@version": 1.1, "@vocab": "https://schema.org/", "dateline": "urn:dateline:term:" });
        write!(out, "{{\"@context\":{context},\n\"@graph\":[")?;
        Ok(JsonLd { out, is_first: true, left: LeftOut::new() })
    }

    fn node(&mut self, id: &str, kind: &str, mut own: Map<String, Value>, qualifiers: &[Qualifier]) -> io::Result<()> {
        own.retain(|_, value| !value.is_null() && *value != json!([]));
        let mut node = json!({ "@id": urn(id), "@type": kind });
        if let Value::Object(node) = &mut node {
            node.extend(own);
            node.extend(qualifiers.iter().map(|(name, value)| (format!("dateline:{name}"), term(value))));
        }
        self.out.write_all(if std::mem::take(&mut self.is_first) { b"\n" } else { b",\n" })?;
        Ok(serde_json::to_writer(&mut *self.out, &node)?)
    }
}

impl Whole for JsonLd<'_> {
    fn entity(&mut self, row: &EntityRow) -> io::Result<()> {
        let kind = match row.entity_type {
            EntityType::Person => "Person",
            EntityType::Organisation => "Organization",
            EntityType::Place | EntityType::Facility => "Place",
            EntityType::Work => "CreativeWork",
            _ => "Thing",
        };
        let aliases: Vec<&str> =
            row.aliases.iter().filter(|own| !own.off && own.form != row.name).map(|own| own.form.as_str()).collect();
        let roles: Vec<&str> = row.roles.iter().filter(|_| kind == "Person").map(|own| own.role.as_str()).collect();
        let own = fields(json!({ "name": row.name, "alternateName": aliases, "jobTitle": roles }));
        self.node(&format!("entity:{}", row.id), kind, own, &qualify::entity(row))
    }

    fn document(&mut self, dossier: &Dossier) -> io::Result<()> {
        let row = dossier.document;
        let kind = match row.kind {
            Kind::Article | Kind::Brief => "NewsArticle",
            Kind::Comment => "Comment",
            Kind::Post => "SocialMediaPosting",
            Kind::LiveEntry => "BlogPosting",
            _ => "CreativeWork",
        };
        let people = |wanted: &[ByRole]| -> Vec<Value> {
            let by = row.byline.iter().filter(|by| wanted.contains(&by.role));
            by.map(|by| json!({ "@type": "Person", "name": by.name, "alternateName": by.handle })).map(bare).collect()
        };
        let own = fields(json!({
            "headline": row.title,
            "author": people(&[ByRole::Author]),
            "contributor": people(&[ByRole::Contributor]),
            "editor": people(&[ByRole::Editor]),
            "publisher": row.outlet.as_ref().map(|name| json!({ "@type": "Organization", "name": name })),
            "datePublished": row.published.as_ref().and_then(exact),
            "dateModified": row.updated.as_ref().and_then(exact),
            "inLanguage": row.language,
            "articleSection": row.section.as_ref().filter(|_| matches!(kind, "NewsArticle" | "BlogPosting")),
            "text": row.text,
            "isPartOf": row.parent.as_ref().filter(|_| kind != "Comment").map(|own| link(&format!("document:{own}"))),
            "parentItem": row.parent.as_ref().filter(|_| kind == "Comment").map(|own| link(&format!("document:{own}"))),
            "mentions": dossier.named().keys().map(|own| link(&format!("entity:{own}"))).collect::<Vec<_>>(),
        }));
        self.node(&format!("document:{}", row.id), kind, own, &qualify::document(row))?;
        for statement in dossier.statements {
            let place = link(&format!("document:{}", row.id));
            let entity = statement.source.as_ref().and_then(|source| source.entity.as_ref());
            let by = match entity {
                Some(entity) => link(&format!("entity:{entity}")),
                None => json!({ "@type": "Thing", "name": words::speaker(statement) }),
            };
            let about: Vec<Value> =
                dossier.spoken_of(statement).keys().map(|own| link(&format!("entity:{own}"))).collect();
            let direct = statement.directness == Directness::Direct;
            let mut own = json!({ "text": words::content(statement), "about": about, "dateCreated": statement.said.as_ref().and_then(exact) });
            own[if direct { "spokenByCharacter" } else { "author" }] = by;
            own[if direct { "isPartOf" } else { "appearance" }] = place;
            let kind = if direct { "Quotation" } else { "Claim" };
            let qualifiers = [qualify::statement(statement), qualify::bearer(row)].concat();
            self.node(&format!("statement:{}", statement.id), kind, fields(own), &qualifiers)?;
        }
        Ok(())
    }

    fn event(&mut self, row: &EventRow) -> io::Result<()> {
        let planned = row.modality == Modality::Planned;
        let is_event = is_real(row.modality) || planned;
        let first = row.mentions.first().map(|own| own.text.as_str()).unwrap_or_default();
        let name = format!("{}, {}: {}", row.event_type, words::name(&row.modality), words::short(first, 160));
        let documents: Vec<Value> =
            row.mentions.iter().map(|own| link(&format!("document:{}", own.document))).collect();
        let party = |one: &ParticipantRow| match &one.entity {
            Some(entity) => link(&format!("entity:{entity}")),
            None => json!({ "@type": "Thing", "name": one.name.as_ref().unwrap_or(&one.text) }),
        };
        let place = row.place.as_ref().map(|own| {
            let point = own.latitude.zip(own.longitude);
            bare(json!({
                "@type": "Place",
                "name": own.name,
                "address": own.country.as_ref().map(|country| json!({ "@type": "PostalAddress", "addressCountry": country })),
                "geo": point.map(|(north, east)| json!({ "@type": "GeoCoordinates", "latitude": north, "longitude": east })),
                "dateline:precision": own.precision.map(|grain| words::name(&grain)),
            }))
        });
        let tellings: Vec<Value> = row
            .mentions
            .iter()
            .map(|own| {
                let all =
                    qualify::telling(own).into_iter().map(|(name, value)| (format!("dateline:{name}"), term(&value)));
                Value::Object(all.collect())
            })
            .collect();
        let own = if is_event {
            json!({
                "name": name,
                "startDate": row.when.as_ref().and_then(exact),
                "eventStatus": planned.then(|| link_to("https://schema.org/EventScheduled")),
                "location": place,
                "actor": row.actors.iter().map(party).collect::<Vec<_>>(),
                "attendee": row.recipients.iter().map(party).collect::<Vec<_>>(),
                "subjectOf": documents,
                "dateline:tellings": tellings,
            })
        } else {
            let about: Vec<Value> = row.actors.iter().chain(&row.recipients).map(party).collect();
            json!({ "name": name, "about": about, "appearance": documents, "contentLocation": place, "dateline:tellings": tellings })
        };
        let kind = if is_event { "Event" } else { "Claim" };
        self.node(&format!("event:{}", row.id), kind, fields(own), &qualify::event(row))
    }

    fn finish(&mut self) -> io::Result<LeftOut> {
        self.out.write_all(b"\n]}\n")?;
        Ok(std::mem::take(&mut self.left))
    }
}

fn urn(id: &str) -> String {
    format!("urn:dateline:{id}")
}

fn link(id: &str) -> Value {
    link_to(&urn(id))
}

fn link_to(address: &str) -> Value {
    json!({ "@id": address })
}

/// An object without its empty fields.
fn bare(value: Value) -> Value {
    let mut own = fields(value);
    own.retain(|_, value| !value.is_null());
    Value::Object(own)
}

fn fields(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(own) => own,
        _ => Map::new(),
    }
}

/// A qualifier as a value of JSON-LD; a time is a node with all that is known of it.
fn term(value: &qualify::Value) -> Value {
    match value {
        qualify::Value::Text(own) => json!(own),
        qualify::Value::Count(own) => json!(own),
        qualify::Value::Real(own) => json!(own),
        qualify::Value::Flag(own) => json!(own),
        qualify::Value::When(own) => bare(json!({
            "dateline:edtf": own.edtf,
            "dateline:earliest": own.earliest,
            "dateline:latest": own.latest,
            "dateline:precision": words::name(&own.precision),
            "dateline:method": words::name(&own.method),
            "dateline:text": own.text,
        })),
    }
}

/// A day, or a time as ISO 8601 has it; none of what is less exact or only a fallback.
fn exact(when: &When) -> Option<&str> {
    let is_exact = matches!(when.precision, Precision::Day | Precision::Time) && when.method != Method::Fallback;
    let point = when.edtf.bytes().all(|byte| byte.is_ascii_digit() || b"-:T+Z".contains(&byte));
    (is_exact && point).then_some(when.edtf.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invented;

    fn graph() -> Value {
        let written = invented::whole(|out| Box::new(JsonLd::new(out).unwrap()));
        serde_json::from_slice(&written).unwrap()
    }

    #[track_caller]
    fn node(id: &str) -> Value {
        let graph = graph();
        let all = graph["@graph"].as_array().unwrap();
        all.iter().find(|own| own["@id"] == urn(id)).unwrap().clone()
    }

    #[test]
    fn what_is_denied_is_a_claim_with_all_that_qualifies_it() {
        let own = node("event:v1");
        assert_eq!(own["@type"], "Claim");
        assert_eq!(own["dateline:modality"], "denied");
        assert_eq!(own["dateline:when"]["dateline:precision"], "month");
        assert_eq!(own["dateline:lineage_unknown"], 1);
        assert_eq!(own["dateline:tellings"][0]["dateline:start"], 0);
    }

    #[test]
    fn indirect_speech_is_no_quotation_and_a_month_no_date() {
        let own = node("statement:s1");
        assert_eq!(own["@type"], "Claim");
        assert_eq!(own["author"]["@id"], "urn:dateline:entity:n1");
        assert!(own.get("dateCreated").is_none());
        assert_eq!(own["dateline:said"]["dateline:edtf"], "2031-05");
        assert_eq!(own["dateline:truncated"], "…");
        assert_eq!(own["dateline:denied"], true);
    }

    #[test]
    fn a_comment_is_a_comment_and_says_when() {
        let own = node("document:d1");
        assert_eq!(own["@type"], "Comment");
        assert_eq!(own["datePublished"], "2031-05-14");
        assert_eq!(own["dateline:published"]["dateline:method"], "written");
    }

    #[test]
    fn nothing_is_loaded_from_afar() {
        let graph = graph();
        assert!(graph["@context"].is_object());
        assert!(
            graph["@context"]
                .as_object()
                .unwrap()
                .values()
                .all(|own| own.as_str().is_none_or(|own| !own.ends_with("json")))
        );
    }
}
