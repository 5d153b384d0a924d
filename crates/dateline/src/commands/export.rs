//! `dateline export`: every row of one kind, in an order that does not depend on the order of arrival.

use super::{dating, disagreements, events, judge};
use crate::arguments::{ExportArguments, Format, Layer};
use crate::lineage::Lineage;
use crate::related::{self, entity, named::Joining};
use crate::screen::Screen;
use crate::stories::{self, StoryFilter};
use anyhow::Context;
use dateline_record::Row;
use dateline_store::{AnnouncementFilter, Desk, DocumentFilter, EventFilter, StatementFilter};
use serde_json::Value;
use std::io::Write;
use std::process::ExitCode;

pub fn run(desk: &Desk, arguments: ExportArguments, screen: &mut Screen) -> anyhow::Result<ExitCode> {
    let out = screen.raw();
    match arguments.format {
        Format::Jsonl => rows(desk, arguments.what, &mut |row| {
            serde_json::to_writer(&mut *out, &row)?;
            Ok(out.write_all(b"\n")?)
        })?,
        Format::Csv => {
            let mut table = csv::Writer::from_writer(out);
            let mut headed = false;
            rows(desk, arguments.what, &mut |row| {
                let Value::Object(fields) = serde_json::to_value(&row)? else { return Ok(()) };
                if !std::mem::replace(&mut headed, true) {
                    table.write_record(fields.keys())?;
                }
                Ok(table.write_record(fields.values().map(cell))?)
            })?;
            table.flush()?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn rows(desk: &Desk, what: Layer, each: &mut dyn FnMut(Row) -> anyhow::Result<()>) -> anyhow::Result<()> {
    let mut result = Ok(());
    related::bring_up(desk)?;
    let mut joining = Joining::new(desk);
    let mut hand = |mut row: Row| {
        if result.is_ok() {
            result = joining.row(&mut row).map_err(anyhow::Error::from).and_then(|()| each(row));
        }
    };
    match what {
        Layer::Documents => desk.documents(&DocumentFilter::default(), &mut |row| hand(Row::Document(row)))?,
        Layer::Statements => {
            desk.statements(&StatementFilter::default(), &mut |said| hand(Row::Statement(said.statement)))?;
        }
        Layer::Times => desk.times(false, None, &mut |timed| hand(Row::Time(timed.time)))?,
        Layer::Mentions => desk.mentions(&mut |row| hand(Row::Mention(row)))?,
        Layer::Datings => dating::all(desk, &mut |row| hand(Row::Dating(row)))?,
        Layer::Announcements => {
            desk.announcements(&AnnouncementFilter::default(), &mut |own| hand(Row::Announcement(own.announcement)))?;
        }
        Layer::Events => {
            events::all(desk, &EventFilter::default())?.0.into_iter().for_each(|event| hand(Row::Event(event)));
        }
        Layer::Disagreements => {
            let (rows, _) = disagreements::all(desk, &EventFilter::default())?;
            rows.into_iter().for_each(|row| hand(Row::Disagreement(row)));
        }
        Layer::Lineage => {
            let mut lineage = Lineage::new(desk);
            for id in desk.document_ids()? {
                lineage.of(&id)?.into_iter().for_each(|row| hand(Row::Lineage(row)));
            }
        }
        Layer::Stories => {
            stories::all(desk, &StoryFilter::default())?.into_iter().for_each(|story| hand(Row::Story(story)));
        }
        Layer::EventMentions => {
            desk.event_mentions(&EventFilter::default(), &mut |own| hand(Row::EventMention(own.event)))?;
        }
        Layer::Entities => entity::all(desk, &mut |row| hand(Row::Entity(row)))?,
        Layer::Judgements => judge::rows(desk)?.into_iter().for_each(|row| hand(Row::Judgement(row))),
        Layer::Quantities => desk.quantities(&mut |row| hand(Row::Quantity(row)))?,
    }
    result.context("standard output")
}

/// A field of a row as one cell: text as it is, nothing for null, all else as JSON.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
