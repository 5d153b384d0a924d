//! `dateline export`: every row of one kind, in an order that does not depend on the order of arrival; only changes do.

use super::{changes, dating, disagreements, events, judge};
use crate::arguments::{Asked, ExportArguments, Format, Layer, UsageError};
use crate::changes::{ChangesFilter, all};
use crate::lineage::Lineage;
use crate::related::{self, entity, named::Joining};
use crate::screen::Screen;
use crate::stories::{self, StoryFilter};
use anyhow::Context;
use dateline_export::{Table, json_feed, rss};
use dateline_record::{ChangeRow, Row};
use dateline_store::{AnnouncementFilter, Desk, DocumentFilter, EventFilter, StatementFilter};
use std::io::Write;
use std::process::ExitCode;

pub fn run(desk: &Desk, arguments: ExportArguments, screen: &mut Screen) -> anyhow::Result<ExitCode> {
    let ExportArguments { what, format, since } = arguments;
    if what != Layer::Changes && since.is_some() {
        return Err(UsageError("--since is for changes".into()).into());
    }
    let out = screen.raw();
    match format {
        Format::Jsonl => rows(desk, what, since.as_ref(), &mut |row| {
            serde_json::to_writer(&mut *out, &row)?;
            Ok(out.write_all(b"\n")?)
        })?,
        Format::Csv => {
            let mut table = Table::new(out);
            rows(desk, what, since.as_ref(), &mut |row| Ok(table.row(&row)?))?;
            table.finish()?;
        }
        Format::JsonFeed | Format::Rss if what != Layer::Changes => {
            return Err(UsageError("feeds are of changes: dateline export changes --format rss".into()).into());
        }
        Format::JsonFeed => json_feed(&changed(desk, since.as_ref())?, out)?,
        Format::Rss => rss(&changed(desk, since.as_ref())?, out)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// What is another since the moment that is asked for.
fn changed(desk: &Desk, asked: Option<&Asked>) -> anyhow::Result<Vec<ChangeRow>> {
    let since = changes::since(desk, asked, &super::read::now())?;
    Ok(all(desk, &ChangesFilter { since, who: None, story: None, from: None, to: None })?.rows)
}

fn rows(
    desk: &Desk,
    what: Layer,
    since: Option<&Asked>,
    each: &mut dyn FnMut(Row) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
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
        Layer::Changes => changed(desk, since)?.into_iter().for_each(|row| hand(Row::Change(row))),
        Layer::Quantities => desk.quantities(&mut |row| hand(Row::Quantity(row)))?,
    }
    result.context("standard output")
}
