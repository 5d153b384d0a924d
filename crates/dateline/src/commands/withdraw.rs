//! `dateline withdraw`: a capture counts for nothing any more, and everything that used it is told.
//!
//! The capture's bytes and retrievals stay; its rows leave search, lists, exports and relations. It is a judgement, and is undone as one.
//! Invariant: afterwards the desk shows what one would that never had the capture. Cost: the rows of the capture and what they are in;
//! for lines of the timeline, one pass over it.

use super::pointed::{self, Thing};
use super::{brief, disagreements, events, judge, named, timeline};
use crate::arguments::{UsageError, WithdrawArguments};
use crate::flow::{MADE_BY, Reader};
use crate::related::{self, entity, id as written, layer, number};
use crate::screen::{self, BAD, FAINT, Run, STRONG, Screen};
use crate::stories;
use anstyle::Style;
use dateline_read::Scratch;
use dateline_record::{CaptureId, DocumentRow, Row, UseRow, Verb};
use dateline_store::{CaptureRecord, Decision, Desk, EventFilter};
use std::collections::{BTreeMap, BTreeSet};
use std::process::ExitCode;
use std::time::Duration;

/// Width of the column of kinds.
const LEFT: usize = 16;

pub fn run(desk: &mut Desk, arguments: WithdrawArguments, screen: &mut Screen) -> anyhow::Result<ExitCode> {
    related::bring_up(desk)?;
    let output = arguments.by.output;
    let id = capture(desk, &arguments.capture)?;
    if desk.withdrawn()?.contains(&id) {
        return Err(UsageError(format!("capture {} was withdrawn already", brief(&id.to_string()))).into());
    }
    let uses = uses(desk, &id.to_string())?;
    for own in uses.iter().filter(|_| output.json) {
        screen.json(&Row::Use(own.clone()))?;
    }
    if !output.json {
        print(&id, &uses, screen)?;
    }
    if arguments.dry_run {
        if !output.json {
            screen.paragraph(0, &[Run(FAINT, "nothing was changed")])?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    let places = pointed::any(desk, 0, &Thing::Capture(id))?;
    let decision = Decision { places, ..judge::decision(Verb::Withdraw, &arguments.by) };
    let number = desk.judge(&decision, &[id], &mut [], &[])?;
    related::bring_up(desk)?;
    judge::tell(desk, number, output, screen)
}

/// The capture that is meant: by id, or by the path it was read from.
fn capture(desk: &Desk, words: &str) -> anyhow::Result<CaptureId> {
    let digits = words.to_ascii_lowercase();
    let is_id = digits.len() >= 4 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let mut found = if is_id { desk.capture_by_prefix(&digits)? } else { Vec::new() };
    if found.is_empty() {
        found = desk.captures_at(words)?;
    }
    match &found[..] {
        [id] => Ok(*id),
        [] => Err(UsageError(format!("no capture on this desk has the id or the path {words}")).into()),
        _ => Err(UsageError(format!("{words} is more than one capture; name one by its id")).into()),
    }
}

/// A withdrawn capture, read once more.
pub fn read_back(desk: &Desk, id: CaptureId) -> anyhow::Result<CaptureRecord> {
    let bytes = desk.captures().load(&id)?;
    let given = desk.given(&id)?.unwrap_or_default();
    let outcome = Some(Reader::new(Duration::from_secs(60)).outcome(&bytes, &given, &mut Scratch::default()));
    let size_bytes = bytes.len() as u64;
    let (at, made_by) = (super::read::now(), MADE_BY.into());
    Ok(CaptureRecord { id, size_bytes, given, at, retrieved: false, made_by, outcome })
}

/// Everything that a capture has a part in, kind by kind.
fn uses(desk: &Desk, capture: &str) -> anyhow::Result<Vec<UseRow>> {
    let rows = desk.rows_at("document", capture, 0, 0)?;
    let documents: BTreeMap<String, DocumentRow> = rows
        .into_iter()
        .filter_map(|row| if let Row::Document(own) = row { Some((own.id.clone(), own)) } else { None })
        .collect();
    let own: BTreeSet<String> = documents.keys().cloned().collect();
    let row = |of: &str, id: &str, text: &str, rests_on: &BTreeSet<String>, needed: u64| {
        let left = rests_on.difference(&own).count() as u64;
        UseRow {
            id: id.to_string(),
            made_by: MADE_BY.into(),
            capture: capture.to_string(),
            of: of.to_string(),
            text: screen::short(text, 200),
            documents: rests_on.len() as u64,
            left,
            stands: left >= needed,
        }
    };
    let mut found = Vec::new();
    for document in documents.values() {
        found.push(row("document", &document.id, &named(document), &BTreeSet::from([document.id.clone()]), 1));
    }
    for document in &own {
        for said in desk.statements_of(document)? {
            found.push(row("statement", &said.id, &said.text, &BTreeSet::from([document.clone()]), 1));
        }
    }
    let (mut told, mut split, mut told_in, mut named_in) = Default::default();
    for document in &own {
        let filter = EventFilter { document: Some(document.clone()), ..EventFilter::default() };
        for event in events::all(desk, &filter)?.0 {
            let rests_on = event.mentions.iter().map(|one| one.document.clone()).collect();
            let head = format!("{}: {}", event.event_type, event.mentions.first().map_or("", |first| &first.text));
            insert(&mut told, row("event", &event.id, &head, &rests_on, 1));
        }
        for one in disagreements::all(desk, &filter)?.0 {
            let spans = one.claims.iter().flat_map(|claim| &claim.spans);
            let rests_on: BTreeSet<String> = spans.map(|span| span.document.clone()).collect();
            let values: Vec<&str> = one.claims.iter().map(|claim| claim.value.as_str()).collect();
            let left = one.claims.iter().filter(|claim| claim.spans.iter().any(|span| span.capture != capture)).count();
            let mut own = row("disagreement", &one.id, &values.join(" against "), &rests_on, 1);
            own.stands = left > 1;
            if own.left < own.documents {
                insert(&mut split, own);
            }
        }
        if let Some(story) = stories::of_document(desk, number(document))? {
            let rests_on = story.documents.iter().map(|one| one.document.clone()).collect();
            insert(&mut told_in, row("story", &story.id, &story.title, &rests_on, 2));
        }
        for borne in desk.names_in(layer::NAME, number(document))? {
            let Some(entity) = entity::one(desk, borne.entity)? else { continue };
            let all = desk.bearings_of(layer::NAME, borne.entity)?;
            let rests_on = all.iter().map(|own| written(own.document)).collect();
            insert(&mut named_in, row("entity", &entity.id, &entity.name, &rests_on, 1));
        }
    }
    found.extend([told, split, told_in, named_in].into_iter().flat_map(BTreeMap::into_values));
    for (id, text, rests_on) in timeline::resting_on(desk, &own)? {
        found.push(row("line", &id, &text, &rests_on, 1));
    }
    Ok(found)
}

fn insert(rows: &mut BTreeMap<String, UseRow>, row: UseRow) {
    rows.insert(row.id.clone(), row);
}

fn print(id: &CaptureId, uses: &[UseRow], screen: &mut Screen) -> std::io::Result<()> {
    let mut counts: Vec<(&str, u64, u64)> = Vec::new();
    for own in uses {
        match counts.iter_mut().find(|(of, ..)| *of == own.of) {
            Some((_, all, left)) => (*all, *left) = (*all + 1, *left + u64::from(own.stands)),
            None => counts.push((&own.of, 1, u64::from(own.stands))),
        }
    }
    screen.paragraph(0, &[Run(STRONG, &format!("Capture {} was used in", brief(&id.to_string())))])?;
    for (of, all, left) in &counts {
        let stand = if *left > 0 { format!(", {} stand without it", screen::thousands(*left)) } else { String::new() };
        let count = screen::counted(*all, of).replace("storys", "stories").replace("entitys", "entities");
        screen.paragraph(2, &[Run(Style::new(), &count), Run(FAINT, &stand)])?;
    }
    screen.gap()?;
    for own in uses {
        let rests = match (own.stands, own.documents) {
            (true, all) => format!("stands: told by {} of {all} documents", own.left),
            (false, 1) => String::new(),
            (false, all) => format!("does not stand: {} of {all} documents left", own.left),
        };
        let text = format!("{} [{}]", own.text, brief(&own.id));
        let mut right = vec![vec![Run(Style::new(), text.as_str())]];
        if !rests.is_empty() {
            right.push(vec![Run(if own.stands { FAINT } else { BAD }, rests.as_str())]);
        }
        screen.beside(LEFT, &[Run(FAINT, &own.of)], &right)?;
    }
    screen.gap()
}
