//! `dateline events`: what happened, is planned, demanded or denied, each once, with everyone who tells it.
//!
//! Which tellings are one event is kept up by `related`; a filter that leaves one telling of an event leaves the event.

use super::event_mentions::filter;
use super::{brief, how, named};
use crate::arguments::EventMentionsArguments;
pub use crate::happening::all;
use crate::screen::{self, DATE, FAINT, MARK, Run, STRONG, Screen};
use crate::wording::{heading, modality, numbers, origins};
use anstyle::Style;
use dateline_record::{DocumentRow, EventRow, Row};
use dateline_store::Desk;
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
