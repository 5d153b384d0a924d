//! What qualifies a finding, as names and values: one list a kind of row, from which every format takes.
//!
//! Invariant: a field of a row that says how sure, how real, when, on whose word, by whom it came, how whole or where it stands is in
//! its list. A format that writes the list has dropped none of them. Cost: linear in the row.

use crate::words;
use dateline_record::{DocumentRow, EntityRow, EventMentionRow, EventRow, SpanRow, StatementRow, TellingRow, When};

/// A value as it is, so that a format may keep its type.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Value<'a> {
    Text(String),
    Count(u64),
    Real(f64),
    Flag(bool),
    When(&'a When),
}

/// What it is called, and what it is.
pub(crate) type Qualifier<'a> = (&'static str, Value<'a>);

/// Of a document.
pub(crate) fn document(row: &DocumentRow) -> Vec<Qualifier<'_>> {
    let mut all = vec![text("document", &row.id), text("capture", &row.capture), text("path", &row.path)];
    all.push(text("document_kind", row.kind.name()));
    all.extend(row.title.as_ref().map(|own| text("title", own)));
    let by: Vec<String> = row.byline.iter().map(|by| format!("{} ({})", by.name, words::name(&by.role))).collect();
    all.extend(listed("byline", &by));
    all.extend(row.outlet.as_ref().map(|own| text("outlet", own)));
    all.extend(row.language.as_ref().map(|own| text("language", own)));
    all.extend(row.published.as_ref().map(|own| ("published", Value::When(own))));
    all.extend(row.updated.as_ref().map(|own| ("updated", Value::When(own))));
    all.extend(row.captured.as_ref().map(|own| ("captured", Value::When(own))));
    all.extend(row.parent.as_ref().map(|own| text("parent", own)));
    all.extend(row.truncated.as_ref().map(|own| text("truncated", own)));
    let credits: Vec<String> = row.credits.iter().map(|own| format!("“{}”", own.text)).collect();
    all.extend(listed("credits", &credits));
    let notes: Vec<String> =
        row.notes.iter().map(|own| format!("{}: “{}”", words::name(&own.kind), own.text)).collect();
    all.extend(listed("notes", &notes));
    all.push(text("made_by", &row.made_by));
    all
}

/// Of the document that something stands in: what whoever meets the finding alone must know of it.
pub(crate) fn bearer(row: &DocumentRow) -> Vec<Qualifier<'_>> {
    const OF_BEARER: &[&str] = &["document_kind", "outlet", "published", "truncated", "notes"];
    document(row).into_iter().filter(|(name, _)| OF_BEARER.contains(name)).collect()
}

/// Of a statement.
pub(crate) fn statement(row: &StatementRow) -> Vec<Qualifier<'_>> {
    let mut all = vec![text("statement", &row.id), text("authority", words::name(&row.authority))];
    all.push(text("directness", words::name(&row.directness)));
    all.push(text("cue_class", words::name(&row.cue_class)));
    all.extend(row.cue.as_ref().map(|own| text("cue", &own.text)));
    all.push(("denied", Value::Flag(row.denied)));
    all.push(("hedged", Value::Flag(row.hedged)));
    all.push(text("source", words::speaker(row)));
    all.extend(row.role.as_ref().map(|own| text("role", own)));
    all.extend(row.anonymity.as_ref().map(|own| text("anonymity", &own.text)));
    all.extend((!row.chain.is_empty()).then(|| text("chain", words::chain(&row.chain))));
    all.extend(row.venue.as_ref().map(|own| text("venue", own)));
    all.extend(row.said.as_ref().map(|own| ("said", Value::When(own))));
    all.extend(evidence(&row.document, &row.capture, &row.path, row.span, &row.text));
    all.push(text("made_by", &row.made_by));
    all
}

/// Of one telling of an event.
pub(crate) fn told(row: &EventMentionRow) -> Vec<Qualifier<'_>> {
    let mut all = vec![text("telling", &row.id), text("type", &row.event_type)];
    all.extend(row.mode.as_ref().map(|own| text("mode", own)));
    all.push(text("modality", words::name(&row.modality)));
    all.extend(row.when.as_ref().map(|own| ("when", Value::When(own))));
    all.extend(row.place.as_ref().map(|own| text("place", words::place(own))));
    all.extend(listed("actors", &row.actors.iter().map(words::participant).collect::<Vec<_>>()));
    all.extend(listed("recipients", &row.recipients.iter().map(words::participant).collect::<Vec<_>>()));
    all.extend(listed("quantities", &row.quantities.iter().map(words::quantity).collect::<Vec<_>>()));
    all.push(text("trigger", &row.trigger.text));
    all.extend(row.statement.as_ref().map(|own| text("statement", own)));
    all.extend(evidence(&row.document, &row.capture, &row.path, row.span, &row.text));
    all.push(text("made_by", &row.made_by));
    all
}

/// Of an event.
pub(crate) fn event(row: &EventRow) -> Vec<Qualifier<'_>> {
    let mut all = vec![text("event", &row.id), text("type", &row.event_type)];
    all.extend(row.mode.as_ref().map(|own| text("mode", own)));
    all.push(text("modality", words::name(&row.modality)));
    all.extend(row.when.as_ref().map(|own| ("when", Value::When(own))));
    if let Some(place) = &row.place {
        all.push(text("place", words::place(place)));
        all.extend(place.country.as_ref().map(|own| text("country", own)));
        all.extend(place.latitude.map(|own| ("latitude", Value::Real(own))));
        all.extend(place.longitude.map(|own| ("longitude", Value::Real(own))));
        all.extend(place.precision.as_ref().map(|own| text("place_precision", words::name(own))));
    }
    all.extend(listed("actors", &row.actors.iter().map(words::participant).collect::<Vec<_>>()));
    all.extend(listed("recipients", &row.recipients.iter().map(words::participant).collect::<Vec<_>>()));
    all.extend(listed("quantities", &row.quantities.iter().map(words::quantity).collect::<Vec<_>>()));
    all.push(("reports", Value::Count(row.origins.reports)));
    all.push(("origins", Value::Count(row.origins.origins)));
    all.push(("lineage_unknown", Value::Count(row.origins.lineage_unknown)));
    all.extend(listed("reasons", &row.origins.reasons));
    all.extend(listed("claims", &row.claims.iter().map(words::claim).collect::<Vec<_>>()));
    all.push(text("made_by", &row.made_by));
    all
}

/// Of one telling, as an event lists it.
pub(crate) fn telling(row: &TellingRow) -> Vec<Qualifier<'_>> {
    let mut all = vec![text("telling", &row.mention), text("modality", words::name(&row.modality))];
    all.push(text("document_kind", row.kind.name()));
    all.extend(row.published.as_ref().map(|own| ("published", Value::When(own))));
    all.push(text("trigger", &row.trigger.text));
    all.extend(row.statement.as_ref().map(|own| text("statement", own)));
    all.extend(evidence(&row.document, &row.capture, &row.path, row.span, &row.text));
    all
}

/// Of an entity: what it is called and by which rule, what it is said to be and when.
pub(crate) fn entity(row: &EntityRow) -> Vec<Qualifier<'_>> {
    let mut all = vec![text("entity", &row.id), text("name", &row.name), text("type", words::name(&row.entity_type))];
    let alias = |own: &dateline_record::AliasRow| {
        let off = if own.off { ", switched off by a person" } else { "" };
        format!("{} ({}, {}{off})", own.form, own.mentions, own.rule)
    };
    all.extend(listed("aliases", &row.aliases.iter().map(alias).collect::<Vec<_>>()));
    let role = |own: &dateline_record::RoleRow| {
        let first = own.when.as_ref().map_or(String::new(), |when| format!(", from {}", words::when(when)));
        let last = own.until.as_ref().map_or(String::new(), |when| format!(", to {}", words::when(when)));
        format!("{} ({}{first}{last})", own.role, own.times)
    };
    all.extend(listed("roles", &row.roles.iter().map(role).collect::<Vec<_>>()));
    all.push(("mentions", Value::Count(row.mentions)));
    all.push(("documents", Value::Count(row.documents)));
    all.extend(listed("perhaps_the_same_as", &row.unsure));
    all.push(text("made_by", &row.made_by));
    all
}

/// Where it stands, and its words.
pub(crate) fn evidence<'a>(
    document: &str,
    capture: &str,
    path: &str,
    span: SpanRow,
    words: &str,
) -> [Qualifier<'a>; 7] {
    [
        text("document", document),
        text("capture", capture),
        text("path", path),
        ("part", Value::Count(span.part.into())),
        ("start", Value::Count(span.start.into())),
        ("end", Value::Count(span.end.into())),
        text("text", words),
    ]
}

pub(crate) fn text<'a>(name: &'static str, value: impl Into<String>) -> Qualifier<'a> {
    (name, Value::Text(value.into()))
}

fn listed<'a>(name: &'static str, all: &[String]) -> Option<Qualifier<'a>> {
    (!all.is_empty()).then(|| text(name, all.join("; ")))
}

/// All of them in one line: “modality: denied · when: 2031-05 (month, written)”. What is not so is not told.
pub(crate) fn line(all: &[Qualifier]) -> String {
    let one = |(name, value): &Qualifier| {
        let name = name.replace('_', " ");
        Some(match value {
            Value::Text(own) => format!("{name}: {own}"),
            Value::Count(own) => format!("{name}: {own}"),
            Value::Real(own) => format!("{name}: {own}"),
            Value::Flag(true) => name,
            Value::Flag(false) => return None,
            Value::When(own) => format!("{name}: {}", words::when(own)),
        })
    };
    all.iter().filter_map(one).collect::<Vec<_>>().join(" · ")
}
