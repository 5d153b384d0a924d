//! `dateline calendar`: what was announced for a day, by that day; or the same as iCalendar.
//!
//! Invariant: what has no known day is listed as such, and counted where it is left out; the same entry of several documents is
//! one line that names them all.

use super::{asked, brief, how, named};
use crate::announced::{calendar, joined, subject};
use crate::arguments::CalendarArguments;
use crate::out_file;
use crate::screen::{self, DATE, FAINT, MARK, Run, STRONG, Screen};
use anstyle::Style;
use anyhow::Context;
use dateline_record::Row;
use dateline_store::{Announced, AnnouncementFilter, Desk};
use std::path::Path;
use std::process::ExitCode;

/// Width of the column of dates.
const LEFT: usize = 26;
/// Documents named under one entry; the rest is counted.
const NAMED: usize = 3;

pub fn run(desk: &Desk, arguments: CalendarArguments, screen: &mut Screen) -> anyhow::Result<ExitCode> {
    let wanted: Vec<String> = asked::words(&arguments.query.join(" ")).collect();
    let filter = AnnouncementFilter { from: arguments.from, to: arguments.to };
    let mut found = Vec::new();
    desk.announcements(&filter, &mut |own| {
        if speaks_of(&wanted, &own) {
            found.push(own);
        }
    })?;
    if arguments.output.json {
        found.into_iter().try_for_each(|own| screen.json(&Row::Announcement(own.announcement)))?;
        return Ok(ExitCode::SUCCESS);
    }
    let entries = joined(found);
    match arguments.ics {
        Some(path) => write(&entries, &path, screen)?,
        None => print(&entries, screen)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn speaks_of(wanted: &[String], own: &Announced) -> bool {
    let Announced { announcement, document } = own;
    let beside = [&announcement.heading, &document.title, &document.outlet, &document.section];
    let mut texts = vec![announcement.text.as_str()];
    texts.extend(beside.into_iter().flatten().map(String::as_str));
    asked::meets(wanted, &texts)
}

fn print(entries: &[Vec<Announced>], screen: &mut Screen) -> std::io::Result<()> {
    let mut is_known = true;
    for entry in entries {
        let Some(Announced { announcement, document }) = entry.first() else { continue };
        if announcement.when.is_none() && std::mem::take(&mut is_known) {
            screen.paragraph(0, &[Run(STRONG, "Day not known")])?;
            screen.gap()?;
        }
        let left = match &announcement.when {
            Some(when) => vec![
                (DATE, screen::date(&when.edtf)),
                (FAINT, format!("announced, {}", how(when.precision, when.method, document))),
            ],
            None => vec![(DATE, "no day".to_string()), (FAINT, "announced".to_string())],
        };
        let left: Vec<Run> = left.iter().map(|(style, words)| Run(*style, words)).collect();
        let mut right = vec![vec![Run(MARK, subject(announcement))]];
        let whole = format!("“{}”", screen::short(&announcement.text, 300));
        let under = announcement.heading.as_ref().map_or(String::new(), |heading| format!(" under “{heading}”"));
        if subject(announcement) != announcement.text || !under.is_empty() {
            right.push(vec![Run(Style::new(), &whole), Run(FAINT, &under)]);
        }
        let places: Vec<String> = entry
            .iter()
            .take(NAMED)
            .map(|own| format!("{} [{}]", named(&own.document), brief(&own.announcement.id)))
            .collect();
        right.extend(places.iter().map(|place| vec![Run(FAINT, place)]));
        let rest = entry.len().saturating_sub(NAMED);
        let more = format!("and {} more", screen::counted(rest as u64, "document"));
        if rest > 0 {
            right.push(vec![Run(FAINT, &more)]);
        }
        screen.beside(LEFT, &left, &right)?;
        screen.gap()?;
    }
    let known = entries.iter().flatten().filter(|own| own.announcement.when.is_some()).count();
    let all = entries.iter().flatten().count();
    let mut count = format!("{} announced", screen::counted(all as u64, "entry").replace("entrys", "entries"));
    if known < all {
        count.push_str(&format!(", {} without a known day", all - known));
    }
    screen.paragraph(0, &[Run(FAINT, &count)])
}

fn write(entries: &[Vec<Announced>], path: &Path, screen: &mut Screen) -> anyhow::Result<()> {
    let left_out = match path == Path::new("-") {
        true => calendar(entries, screen.raw()).context("standard output")?,
        false => out_file::write(path, |out| Ok(calendar(entries, out)?))?,
    };
    if left_out > 0 {
        let entries = screen::counted(left_out as u64, "entry").replace("entrys", "entries");
        eprintln!("dateline: {entries} left out: no known day");
    }
    Ok(())
}
