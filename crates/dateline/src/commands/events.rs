//! `dateline events`: what happened, is planned, demanded or denied, each once, with everyone who tells it.
//!
//! Which tellings are one event is kept up by `related`; a filter that leaves one telling of an event leaves the event.

use super::event_mentions::{filter, heading, modality, numbers};
use super::{brief, how, named};
use crate::arguments::EventMentionsArguments;
use crate::happening::{Event, Happenings};
use crate::related::{self, layer};
use crate::screen::{self, DATE, FAINT, MARK, Run, STRONG, Screen};
use anstyle::Style;
use dateline_record::{DocumentRow, EventRow, OriginsRow, Row};
use dateline_relate::{Id, Telling};
use dateline_store::{Desk, EventFilter, StoreError};
use std::collections::BTreeMap;
use std::process::ExitCode;

/// Width of the column of dates.
const LEFT: usize = 26;
/// Documents named under one event; the rest is counted.
const NAMED: usize = 3;

pub fn run(desk: &Desk, arguments: EventMentionsArguments, screen: &mut Screen) -> anyhow::Result<ExitCode> {
    let (most, output) = (arguments.limit.unwrap_or(usize::MAX), arguments.output);
    let (events, documents) = all(desk, &filter(desk, arguments)?)?;
    for event in events.iter().take(most) {
        match output.json {
            true => screen.json(&Row::Event(event.clone()))?,
            false => print(event, &documents, screen)?,
        }
    }
    if !output.json {
        let mut count = screen::counted(events.len() as u64, "event");
        if events.len() > most {
            count = format!("{most} of {count}; --limit N for more");
        }
        screen.paragraph(0, &[Run(FAINT, &count)])?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The events of which some telling is left by `filter`, each with all its tellings, and the documents that tell them.
pub fn all(desk: &Desk, filter: &EventFilter) -> Result<(Vec<EventRow>, BTreeMap<String, DocumentRow>), StoreError> {
    let (told, documents) = told(desk, filter)?;
    Ok((told.into_iter().map(|event| event.row).collect(), documents))
}

/// The same, each with its tellings.
pub fn told(desk: &Desk, filter: &EventFilter) -> Result<(Vec<Event>, BTreeMap<String, DocumentRow>), StoreError> {
    related::bring_up(desk)?;
    let mut parts: BTreeMap<Id, BTreeMap<Id, Telling>> = BTreeMap::new();
    let mut failed = None;
    desk.event_mentions(filter, &mut |own| {
        let id = related::number(&own.event.id);
        match desk.part_of(layer::EVENT, id) {
            Ok(part) => {
                let telling = Telling { event: own.event, document: own.document };
                parts.entry(part.unwrap_or(id)).or_default().insert(id, telling);
            }
            Err(error) => failed = Some(error),
        }
    })?;
    failed.map_or(Ok(()), Err)?;
    // Events of one document come together, so that it is loaded once.
    let document = |own: &BTreeMap<Id, Telling>| own.values().map(|telling| telling.document.id.clone()).min();
    let mut parts: Vec<(Id, BTreeMap<Id, Telling>)> = parts.into_iter().collect();
    parts.sort_by_cached_key(|(part, own)| (document(own), *part));
    let mut happenings = Happenings::new(desk);
    let (mut events, mut documents) = (Vec::new(), BTreeMap::new());
    for (part, own) in parts {
        let Some(event) = happenings.of_part(part, own)? else { continue };
        for telling in event.tellings.iter().chain(event.denied.iter().map(|own| &own.telling)) {
            documents.entry(telling.document.id.clone()).or_insert_with(|| telling.document.clone());
        }
        events.push(event);
    }
    events.sort_by(|one, other| dateline_relate::order(&one.row).cmp(&dateline_relate::order(&other.row)));
    Ok((events, documents))
}

pub fn print(event: &EventRow, documents: &BTreeMap<String, DocumentRow>, screen: &mut Screen) -> std::io::Result<()> {
    let Some(first) = event.mentions.first() else { return Ok(()) };
    let document = documents.get(&first.document);
    let mut left = match (&event.when, document) {
        (Some(when), Some(document)) => {
            vec![(DATE, screen::date(&when.edtf)), (FAINT, how(when.precision, when.method, document))]
        }
        _ => vec![(FAINT, "no time given".to_string())],
    };
    left.push((STRONG, modality(event.modality).to_string()));
    let left: Vec<Run> = left.iter().map(|(style, words)| Run(*style, words)).collect();
    let head = heading(
        (&event.event_type, event.mode.as_deref()),
        (&event.actors, &event.recipients),
        event.place.as_ref(),
        &first.trigger.text,
    );
    let counted = screen::safe(&numbers(&event.quantities));
    let sentence = format!("“{}”", screen::short(&screen::safe(&first.text), 400));
    let mut right = vec![vec![Run(MARK, &head)]];
    if !counted.is_empty() {
        right.push(vec![Run(STRONG, &counted)]);
    }
    right.push(vec![Run(Style::new(), &sentence)]);
    let mut told: Vec<String> = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    told.extend(origins(&event.origins));
    for one in &event.mentions {
        if seen.contains(&one.document.as_str()) {
            continue;
        }
        seen.push(&one.document);
        let Some(document) = documents.get(&one.document) else { continue };
        let mut line = format!("{} [{}]", named(document), brief(&one.mention));
        if let Some(statement) = &one.statement {
            line.push_str(&format!(" · as said in [{}]", brief(statement)));
        }
        if one.modality != event.modality {
            line.push_str(&format!(" · {}", modality(one.modality)));
        }
        told.push(line);
    }
    let named = NAMED + usize::from(origins(&event.origins).is_some());
    let rest = told.len().saturating_sub(named);
    told.truncate(named);
    if rest > 0 {
        told.push(format!("and {} more", screen::counted(rest as u64, "document")));
    }
    right.extend(told.iter().map(|line| vec![Run(FAINT, line)]));
    screen.beside(LEFT, &left, &right)?;
    screen.gap()
}

/// “4 reports, 2 separate origins, 1 of unknown lineage”, and why; none where one report names nobody.
pub fn origins(own: &OriginsRow) -> Option<String> {
    let reasons: Vec<String> = own.reasons.iter().map(|own| screen::safe(own).to_string()).collect();
    let because = if reasons.is_empty() { String::new() } else { format!(": {}", reasons.join("; ")) };
    match (own.reports, own.origins) {
        (0, _) => Some("told by readers alone: no report".to_string()),
        (1, 0) => None,
        (1, 1) => Some(format!(
            "1 report{}",
            because.replace(": 1 document rests on ", ", on the word of ").replace(": one root at most", "")
        )),
        (reports, origins) => {
            let mut line = screen::counted(reports, "report");
            line.push_str(&match origins {
                0 => ", no origin told".to_string(),
                count => format!(", {}", screen::counted(count, "separate origin")),
            });
            if own.lineage_unknown > 0 {
                line.push_str(&format!(", {} of unknown lineage", own.lineage_unknown));
            }
            Some(line + &because)
        }
    }
}
