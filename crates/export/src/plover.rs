//! PLOVER event records as JSON Lines, by its manual of 2021, chapter “JSON Data Fields”.
//!
//! A record says what PLOVER asks for and no more than is known: events without an actor, without a day, of classes that PLOVER lacks, and
//! those only threatened or demanded are left out and counted. What is planned, possible, denied or long past has PLOVER's context
//! for it. The whole row stands in `dateline`, which the manual allows. Invariant: `date` and `enddate` are days that the words give.
//! Source: Open Event Data Alliance, PLOVER manual, draft 0.8. Cost: one event at a time.

use crate::{country, words};
use dateline_lexicon::Events;
use dateline_record::{EventRow, Modality, ParticipantRow, PlaceRow, Precision};
use serde_json::{Map, Value, json};
use std::io::{self, Write};

/// Codes of Table 5.1, which stand where a country would.
const NO_COUNTRY: &[&str] = &["UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"];

/// PLOVER records of events.
pub struct Plover<'a> {
    out: &'a mut dyn Write,
    left: crate::LeftOut,
}

impl<'a> Plover<'a> {
    /// Begins the file.
    pub fn new(out: &'a mut dyn Write) -> Plover<'a> {
        Plover { out, left: crate::LeftOut::new() }
    }

    /// Adds an event, or counts why it is none.
    pub fn event(&mut self, row: &EventRow) -> io::Result<()> {
        match record(row) {
            Ok(record) => {
                serde_json::to_writer(&mut *self.out, &record)?;
                self.out.write_all(b"\n")
            }
            Err(reason) => {
                *self.left.entry(reason).or_default() += 1;
                Ok(())
            }
        }
    }

    /// What was left out.
    pub fn finish(self) -> crate::LeftOut {
        self.left
    }
}

fn record(row: &EventRow) -> Result<Value, &'static str> {
    let class = Events::embedded().classes().iter().find(|own| own.name == row.event_type);
    let class = class.ok_or("events of a class that PLOVER lacks")?;
    let plover = class.plover.ok_or("events of a class that PLOVER lacks")?;
    let context = match row.modality {
        Modality::Happened | Modality::Ongoing => None,
        Modality::Historical => Some("historical"),
        Modality::Planned => Some("future"),
        Modality::Hypothetical => Some("hypothetical"),
        Modality::Denied => Some("negation"),
        Modality::Threatened | Modality::Demanded => return Err("events that are only threatened or demanded"),
    };
    let sources: Vec<Value> = row.actors.iter().filter(|one| !one.thing).map(actor).collect();
    if sources.is_empty() {
        return Err("events of which nobody is told to be the actor");
    }
    let when = row.when.as_ref().ok_or("events without a day")?;
    let stretch = matches!(when.precision, Precision::Week | Precision::Interval);
    let (first, last) = when.earliest.as_ref().zip(when.latest.as_ref()).ok_or("events without a day")?;
    if !stretch && !matches!(when.precision, Precision::Day | Precision::Time) {
        return Err("events without a day");
    }
    let first_telling = row.mentions.first();
    let time = when.edtf.split_once('T').filter(|_| when.precision == Precision::Time).map(|(_, time)| time);
    let mut fields = Map::new();
    let mut put = |name: &str, value: Value| {
        if !value.is_null() && value != json!([]) {
            fields.insert(name.into(), value);
        }
    };
    put("id", json!(format!("dateline-{}", row.id)));
    put("date", json!(first));
    put("time", json!(time));
    put("enddate", json!((first != last).then_some(last)));
    put("source", json!(sources));
    put("recipient", json!(row.recipients.iter().filter(|one| !one.thing).map(actor).collect::<Vec<_>>()));
    put("event", json!([plover]));
    put("mode", json!(row.mode.as_ref().filter(|_| plover == row.event_type)));
    put("context", json!(context.map(|own| [own])));
    put("quad_code", json!((class.quad > 0).then_some(class.quad)));
    put("event_loc", row.place.as_ref().map_or(Value::Null, location));
    put("event_text", json!(row.mentions.iter().map(|own| &own.trigger.text).collect::<Vec<_>>()));
    put("text", json!(first_telling.map(|own| &own.text)));
    put(
        "text_info",
        json!(first_telling.map(|own| json!({ "capture": own.capture, "path": own.path, "span": own.span }))),
    );
    put("coder", json!(row.made_by));
    put("comment", json!(comment(row)));
    put("dateline", json!(row));
    Ok(Value::Object(fields))
}

/// How real, how exact and on how many roots, in words: for whoever reads no field but PLOVER's.
fn comment(row: &EventRow) -> String {
    let when = row.when.as_ref().map_or(String::new(), words::when);
    let own = &row.origins;
    let (reports, origins, unknown) = (own.reports, own.origins, own.lineage_unknown);
    let modality = words::name(&row.modality);
    format!("{modality}; {when}; reports {reports}, separate origins {origins}, lineage unknown {unknown}")
}

fn actor(one: &ParticipantRow) -> Value {
    let country = one.country.as_deref().and_then(country::three);
    let beyond =
        one.sectors.iter().map(String::as_str).find(|own| NO_COUNTRY.contains(own)).filter(|_| country.is_none());
    let sector = one.sectors.iter().map(String::as_str).find(|own| !NO_COUNTRY.contains(own));
    let all = json!({
        "code": country.or(beyond),
        "sector": sector,
        "actor_text": one.text,
        "identifier_id": one.entity.as_ref().map(|own| format!("urn:dateline:entity:{own}")),
        "identifier_text": one.name,
        "office": one.role,
    });
    known(all)
}

fn location(place: &PlaceRow) -> Value {
    known(json!({
        "name": place.name,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "country code": place.country,
        "cc3": place.country.as_deref().and_then(country::three),
        "precision": place.precision.map(|grain| words::name(&grain)),
    }))
}

fn known(value: Value) -> Value {
    match value {
        Value::Object(mut own) => {
            own.retain(|_, value| !value.is_null());
            Value::Object(own)
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invented::{day, event, month};

    #[test]
    fn a_record_says_what_the_manual_asks_for() {
        let own = record(&event("ASSAULT", "happened", day())).unwrap();
        for (field, expected) in [
            ("date", json!("2031-05-14")),
            ("event", json!(["ASSAULT"])),
            ("mode", json!("strike")),
            ("quad_code", json!(4)),
        ] {
            assert_eq!(own[field], expected, "{field}");
        }
        assert!(own.get("context").is_none() && own.get("enddate").is_none());
        assert_eq!(own["source"][0]["code"], "NOR");
        assert_eq!(own["source"][0]["sector"], "GOV");
        assert_eq!(own["event_loc"]["cc3"], "NOR");
        assert_eq!(own["event_loc"]["precision"], "city");
        assert_eq!(
            own["comment"],
            "happened; 2031-05-14 (day, written: “14 May 2031”); reports 3, separate origins 2, lineage unknown 1"
        );
        assert_eq!(own["dateline"]["quantities"][0]["bound"], "at-least");
    }

    #[test]
    fn what_is_not_so_has_its_context() {
        let check = |modality: &str, expected: &str| {
            assert_eq!(record(&event("ASSAULT", modality, day())).unwrap()["context"], json!([expected]));
        };
        check("denied", "negation");
        check("planned", "future");
        check("hypothetical", "hypothetical");
        check("historical", "historical");
    }

    #[test]
    fn what_is_not_known_is_no_record() {
        let check = |class: &str, modality: &str, when, expected: &str| {
            assert_eq!(record(&event(class, modality, when)).unwrap_err(), expected);
        };
        check("ASSAULT", "happened", month(), "events without a day");
        check("ASSAULT", "happened", Value::Null, "events without a day");
        check("ASSAULT", "threatened", day(), "events that are only threatened or demanded");
        check("DISASTER", "happened", day(), "events of a class that PLOVER lacks");
    }
}
