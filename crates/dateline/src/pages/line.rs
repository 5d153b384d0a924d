//! Findings as lines of a page: a date with how it is known, who or what, the words, what qualifies them, where they stand.
//!
//! Invariant: `to` leads to the exact words: the document at the mark of its row.

use crate::happening::Event;
use crate::wording::{self, how, marked, modality, numbers, origins, plainly};
use crate::{dating, screen};
use dateline_record::{ClaimRow, DocumentRow, EventRow, Row, When};
use dateline_relate::Telling;
use dateline_store::{Desk, Said};
use dateline_web::{Line, Link, Words};
use serde_json::Value;
use std::collections::BTreeMap;
use url::form_urlencoded::Serializer;

/// Documents named under one line; the rest is counted.
const NAMED: usize = 3;

/// Characters of one sentence.
const MOST: usize = 600;

/// Where the words of a row stand.
pub fn place(document: &str, row: &str) -> String {
    format!("/document/{document}?at={row}#m{row}")
}

/// Where what a claim rests on stands: its first telling, else its first statement.
pub fn rests(desk: &Desk, claim: &ClaimRow) -> anyhow::Result<String> {
    for id in &claim.mentions {
        if let Some(own) = desk.happened(id)? {
            return Ok(place(&own.event.document, id));
        }
    }
    for id in &claim.statements {
        if let Some(own) = desk.statement(id)? {
            return Ok(place(&own.statement.document, id));
        }
    }
    let first = claim.spans.iter().find(|span| !span.document.is_empty());
    Ok(first.map(|span| format!("/document/{}", span.document)).unwrap_or_default())
}

/// A path with fields.
pub fn asking(path: &str, fields: &[(&str, &str)]) -> String {
    let query =
        Serializer::new(String::new()).extend_pairs(fields.iter().filter(|(_, value)| !value.is_empty())).finish();
    if query.is_empty() { path.to_string() } else { format!("{path}?{query}") }
}

/// A row as the API has it.
pub fn value(row: Row) -> Value {
    serde_json::to_value(row).unwrap_or_default()
}

/// A date of publication, and how it is known.
pub fn published(when: Option<&When>) -> (String, String) {
    match when {
        None => (String::new(), "date not known".into()),
        Some(when) => match screen::bounds(when) {
            Some(bounds) => (String::new(), format!("no date, {bounds} (inferred)")),
            None => {
                let how = format!("published, {}, {}", screen::precision(when.precision), screen::method(when.method));
                (screen::date(&when.edtf), how)
            }
        },
    }
}

/// Plain words, not marked.
pub fn plain(text: &str) -> Words {
    Words { text: screen::short(text, MOST), mark: false }
}

/// A text with some of its words marked, where they stand in it.
pub fn with_mark(text: &str, mark: &str) -> Vec<Words> {
    let (text, mark) = (screen::safe(text), screen::safe(mark));
    let at = text.find(mark.trim()).filter(|_| !mark.trim().is_empty());
    let Some(at) = at else { return vec![Words { text, mark: false }] };
    let (before, rest) = text.split_at(at);
    let (own, after) = rest.split_at(mark.trim().len());
    [(before, false), (own, true), (after, false)]
        .into_iter()
        .filter(|(words, _)| !words.is_empty())
        .map(|(words, mark)| Words { text: words.into(), mark })
        .collect()
}

/// A way to a document, called by outlet and title.
pub fn to_document(document: &DocumentRow) -> Link {
    Link { name: marked(document), to: format!("/document/{}", document.id) }
}

/// What says how far to trust a document.
pub fn trust(document: &DocumentRow) -> Vec<String> {
    let mut facts = Vec::new();
    if matches!(document.kind, dateline_record::Kind::Comment) {
        facts.push("a reader's COMMENT: not counted as a report".to_string());
    }
    if let Some(sign) = &document.truncated {
        facts.push(format!("document CUT short: “{}”", screen::short(sign, 60)));
    }
    facts
}

/// Who said what.
pub fn statement(desk: &Desk, said: Said) -> anyhow::Result<Line> {
    let said = Said { document: dating::joined(desk, said.document)?, ..said };
    let own = &said.statement;
    let (date, how) = published(said.document.published.as_ref());
    let cue = match &own.cue {
        Some(cue) => format!(" {}", cue.text),
        None if own.authority == dateline_record::Authority::Author => " writes".to_string(),
        None => String::new(),
    };
    let mut facts = wording::facts(&said);
    let when = wording::said_when(own);
    facts.extend(Some(when.trim_start_matches(" · ").to_string()).filter(|words| !words.is_empty()));
    facts.extend(trust(&said.document));
    let mut links = vec![to_document(&said.document)];
    match (own.source.as_ref().and_then(|source| source.entity.as_ref()), &said.speaker) {
        (Some(entity), Some(speaker)) => {
            links.push(Link { name: format!("all of {}", speaker.name), to: format!("/entity/{entity}") });
        }
        (None, Some(speaker)) => {
            let to = asking("/statements", &[("by", &speaker.name)]);
            links.push(Link { name: format!("all by “{}”", screen::short(&speaker.name, 40)), to });
        }
        _ => {}
    }
    Ok(Line {
        choices: Vec::new(),
        date,
        how,
        head: format!("{}{cue}", wording::who(&said)),
        words: Some(wording::words(own))
            .filter(|words| !words.is_empty())
            .map(|words| plain(&words))
            .into_iter()
            .collect(),
        facts,
        to: place(&own.document, &own.id),
        links,
        row: value(Row::Statement(said.statement)),
    })
}

/// A document.
pub fn document(desk: &Desk, own: DocumentRow) -> anyhow::Result<Line> {
    let own = dating::joined(desk, own)?;
    let (date, how) = published(own.published.as_ref());
    let mut facts = vec![own.kind.to_string()];
    facts.extend(own.outlet.clone());
    facts.extend(own.section.as_ref().map(|section| format!("in {section}")));
    let by: Vec<&str> = own.byline.iter().map(|by| by.name.as_str()).collect();
    facts.extend((!by.is_empty()).then(|| format!("by {}", by.join(", "))));
    if !own.text.is_empty() {
        facts.push(screen::counted(own.text.split_whitespace().count() as u64, "word"));
    }
    let foreign = own.language.as_deref().filter(|language| language.split('-').next() != Some("en"));
    facts.extend(foreign.map(|language| format!("language {language}, not read further")));
    facts.extend(trust(&own));
    let (head, words) = match &own.title {
        Some(title) => (title.clone(), Vec::new()),
        None => (String::new(), vec![plain(&screen::short(&own.text, 180))]),
    };
    let to = format!("/document/{}", own.id);
    let row = value(Row::Document(own));
    Ok(Line { choices: Vec::new(), date, how, head, words, facts, to, links: Vec::new(), row })
}

/// An event, with the words of its first telling.
pub fn event(own: &Event) -> Line {
    let documents: BTreeMap<&str, &DocumentRow> =
        own.tellings.iter().map(|telling| (telling.document.id.as_str(), &telling.document)).collect();
    event_row(&own.row, &documents)
}

/// The same of a row with its documents.
pub fn event_row(row: &EventRow, documents: &BTreeMap<&str, &DocumentRow>) -> Line {
    let Some(first) = row.mentions.first() else { return Line::default() };
    let (date, how) = happened(row.when.as_ref(), documents.get(first.document.as_str()).copied());
    let head = plainly(
        (&row.event_type, row.mode.as_deref()),
        (&row.actors, &row.recipients),
        row.place.as_ref(),
        &first.trigger.text,
    );
    let mut facts = vec![modality(row.modality).to_string()];
    facts.extend(Some(numbers(&row.quantities)).filter(|words| !words.is_empty()));
    facts.extend(origins(&row.origins));
    let mut links = vec![Link { name: told(row), to: format!("/event/{}", first.mention) }];
    let mut seen = Vec::new();
    for one in &row.mentions {
        if let Some(document) = documents.get(one.document.as_str()).filter(|_| !seen.contains(&one.document.as_str()))
        {
            seen.push(&one.document);
            if seen.len() <= NAMED {
                links.push(Link { name: marked(document), to: place(&one.document, &one.mention) });
            }
        }
    }
    Line {
        choices: Vec::new(),
        date,
        how,
        head,
        words: with_mark(&first.text, &first.trigger.text),
        facts,
        to: place(&first.document, &first.mention),
        links,
        row: value(Row::Event(row.clone())),
    }
}

fn told(row: &EventRow) -> String {
    match row.mentions.len() {
        1 => "the event".into(),
        count => format!("{count} tellings side by side"),
    }
}

/// When something happened, and how that is known in a document.
pub fn happened(when: Option<&When>, document: Option<&DocumentRow>) -> (String, String) {
    match (when, document) {
        (Some(when), Some(document)) => (screen::date(&when.edtf), how(when.precision, when.method, document)),
        (Some(when), None) => (
            screen::date(&when.edtf),
            format!("{}, {}", screen::precision(when.precision), screen::method(when.method)),
        ),
        _ => (String::new(), "no time given".into()),
    }
}

/// One telling of an event.
pub fn telling(own: &Telling, why: Option<String>) -> Line {
    let event = &own.event;
    let (date, how) = happened(event.when.as_ref(), Some(&own.document));
    let mut facts = vec![modality(event.modality).to_string()];
    facts.extend(Some(numbers(&event.quantities)).filter(|words| !words.is_empty()));
    let (day, known) = published(own.document.published.as_ref());
    facts.push(if day.is_empty() { known } else { format!("{known} {day}") });
    facts.extend(trust(&own.document));
    facts.extend(why);
    let mut links = vec![to_document(&own.document)];
    links.extend(event.statement.as_ref().map(|id| Link { name: "as said in".into(), to: place(&event.document, id) }));
    Line {
        choices: Vec::new(),
        date,
        how,
        head: marked(&own.document),
        words: with_mark(&event.text, &event.trigger.text),
        facts,
        to: place(&event.document, &event.id),
        links,
        row: value(Row::EventMention(event.clone())),
    }
}
