//! `dateline export`: what the desk holds, in formats of others, in an order that does not depend on the order of arrival; only changes do.
//!
//! Invariant: what a format leaves out is counted on standard error; a file is there whole or not at all.

use super::{changes, dating, disagreements, events, judge};
use crate::announced::{calendar, joined};
use crate::arguments::{Asked, ExportArguments, Format, Layer, Subject, UsageError, named};
use crate::changes::{ChangesFilter, all};
use crate::lineage::Lineage;
use crate::related::{self, entity, named::Joining};
use crate::screen::Screen;
use crate::stories::{self, StoryFilter};
use crate::{archive, out_file, outlets, whole};
use anyhow::Context;
use dateline_export::{
    DeskGraph, FollowTheMoney, JsonLd, LeftOut, Network, Ninjs, Plover, Report, Table, json_feed, opml, rss,
};
use dateline_record::{ChangeRow, Row, StoryRow};
use dateline_store::{AnnouncementFilter, Desk, DocumentFilter, EventFilter, StatementFilter};
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

pub fn run(desk: &Desk, arguments: ExportArguments, screen: &mut Screen) -> anyhow::Result<ExitCode> {
    let ExportArguments { what, format, out, story, since } = arguments;
    let format = fitting(what, format)?;
    if what != Subject::Rows(Layer::Changes) && since.is_some() {
        return Err(UsageError("--since is for changes".into()).into());
    }
    let is_whole = matches!(what, Subject::Network | Subject::Desk | Subject::Report) || format == Format::Ninjs;
    if story.is_some() && !is_whole {
        return Err(UsageError("--story is for desk, network, report, and documents as ninjs".into()).into());
    }
    let story = story.map(|id| story_of(desk, &id)).transpose()?;
    let asked = Wanted { what, format, since, story };
    let left = match out == Path::new("-") {
        true => write(desk, &asked, screen.raw()).context("standard output")?,
        false => out_file::write(&out, |out| write(desk, &asked, out))?,
    };
    let damaged = left.contains_key(DAMAGED);
    let left: Vec<String> = left.iter().map(|(what, count)| format!("{count} {what}")).collect();
    if !left.is_empty() {
        eprintln!("dateline: left out: {}", left.join("; "));
    }
    Ok(ExitCode::from(u8::from(damaged)))
}

/// Captures whose bytes are not what they were.
const DAMAGED: &str = "damaged captures";

/// What is asked for, once it makes sense.
struct Wanted {
    what: Subject,
    format: Format,
    since: Option<Asked>,
    story: Option<StoryRow>,
}

/// The format asked for, if what is exported has it; else the first that it has.
fn fitting(what: Subject, format: Option<Format>) -> Result<Format, UsageError> {
    let known = what.formats();
    let Some(format) = format else { return Ok(known[0]) };
    if known.contains(&format) {
        return Ok(format);
    }
    let names: Vec<String> = known.iter().map(named).collect();
    let (what, format) = (named(&what), named(&format));
    Err(UsageError(format!("{what} cannot be written as {format}; it can as {}", names.join(", "))))
}

fn story_of(desk: &Desk, id: &str) -> anyhow::Result<StoryRow> {
    related::bring_up(desk)?;
    let found = stories::find(desk, id)?;
    Ok(found.ok_or_else(|| UsageError(format!("no story begins with {id}; dateline stories lists them")))?)
}

fn write(desk: &Desk, asked: &Wanted, out: &mut dyn Write) -> anyhow::Result<LeftOut> {
    let since = asked.since.as_ref();
    let mut left = LeftOut::new();
    match (asked.what, asked.format) {
        (Subject::Sources, _) => opml(&outlets::all(desk)?, out)?,
        (Subject::Captures, _) => {
            let damaged = archive::write(desk, out)?;
            damaged.iter().for_each(|words| eprintln!("dateline: {words}"));
            left.extend((!damaged.is_empty()).then_some((DAMAGED, damaged.len() as u64)));
        }
        (Subject::Network | Subject::Desk | Subject::Report, _) | (_, Format::Ninjs) => return made(desk, asked, out),
        (Subject::Rows(what), Format::Csv) => {
            let mut table = Table::new(out);
            rows(desk, what, since, &mut |row| Ok(table.row(&row)?))?;
            table.finish()?;
        }
        #[cfg(feature = "parquet")]
        (Subject::Rows(what), Format::Parquet) => {
            let mut file = dateline_export::Parquet::new(out, &singular(&named(&what)))?;
            rows(desk, what, since, &mut |row| Ok(file.row(&row)?))?;
            file.finish()?;
        }
        (_, Format::JsonFeed) => json_feed(&changed(desk, since)?, out)?,
        (_, Format::Rss) => rss(&changed(desk, since)?, out)?,
        (_, Format::Ics) => {
            let mut found = Vec::new();
            desk.announcements(&AnnouncementFilter::default(), &mut |own| found.push(own))?;
            let undated = calendar(&joined(found), out)?;
            left.extend((undated > 0).then_some(("entries without a known day", undated as u64)));
        }
        (Subject::Rows(what), Format::Plover) => {
            let mut records = Plover::new(out);
            rows(desk, what, since, &mut |row| match row {
                Row::Event(row) => Ok(records.event(&row)?),
                _ => Ok(()),
            })?;
            left = records.finish();
        }
        (Subject::Rows(what), _) => rows(desk, what, since, &mut |row| {
            serde_json::to_writer(&mut *out, &row).map_err(std::io::Error::from)?;
            Ok(out.write_all(b"\n")?)
        })?,
    }
    Ok(left)
}

/// “event_mention” of “event-mentions”: as rows name their kind.
#[cfg(feature = "parquet")]
fn singular(name: &str) -> String {
    let name = name.replace('-', "_");
    match name.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None => name.strip_suffix('s').unwrap_or(&name).to_owned(),
    }
}

/// What is made of the whole desk, or of a story.
fn made(desk: &Desk, asked: &Wanted, out: &mut dyn Write) -> anyhow::Result<LeftOut> {
    let story = asked.story.as_ref();
    match (asked.what, asked.format) {
        (Subject::Network, _) => whole::feed(desk, story, &mut Network::new(out)?),
        (_, Format::Ftm) => whole::feed(desk, story, &mut FollowTheMoney::new(out)),
        (_, Format::JsonLd) => whole::feed(desk, story, &mut JsonLd::new(out)?),
        (_, Format::Ninjs) => whole::feed(desk, story, &mut Ninjs::new(out)?),
        (Subject::Report, _) => {
            let title = story.map_or("What this desk holds", |story| &story.title);
            whole::feed(desk, story, &mut Report::new(out, title))
        }
        _ => whole::feed(desk, story, &mut DeskGraph::new(out)?),
    }
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
    result
}
