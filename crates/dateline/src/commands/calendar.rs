//! `dateline calendar`: what was announced for a day, by that day; or the same as iCalendar.
//!
//! Invariant: what has no known day is listed as such, and counted where it is left out; the same entry of several documents is
//! one line that names them all.

use super::{asked, brief, how, named};
use crate::arguments::CalendarArguments;
use crate::ics;
use crate::screen::{self, DATE, FAINT, MARK, Run, STRONG, Screen};
use anstyle::Style;
use anyhow::Context;
use dateline_record::{AnnouncementRow, Row};
use dateline_store::{Announced, AnnouncementFilter, Desk};
use std::collections::BTreeMap;
use std::io::Write;
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

/// The same words for the same day are one entry.
fn joined(found: Vec<Announced>) -> Vec<Vec<Announced>> {
    let mut places: BTreeMap<(Option<String>, String), usize> = BTreeMap::new();
    let mut entries: Vec<Vec<Announced>> = Vec::new();
    for own in found {
        let when = own.announcement.when.as_ref().map(|when| when.edtf.clone());
        // Two entries of unknown day may be of two days.
        let day = when.unwrap_or_else(|| own.announcement.document.clone());
        let key = (Some(day), screen::safe(subject(&own.announcement)).to_lowercase());
        match places.get(&key) {
            Some(place) => entries[*place].push(own),
            None => {
                places.insert(key, entries.len());
                entries.push(vec![own]);
            }
        }
    }
    entries
}

/// What is announced, in its own words.
fn subject(announcement: &AnnouncementRow) -> &str {
    announcement.subject.as_ref().map_or(&announcement.text, |subject| &subject.text)
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
    let mut events = Vec::with_capacity(entries.len());
    let mut left_out = 0;
    for entry in entries {
        let Some(Announced { announcement, document }) = entry.first() else { continue };
        let Some(times) = announcement.when.as_ref().and_then(ics::Times::of) else {
            left_out += entry.len();
            continue;
        };
        let Some(when) = &announcement.when else { continue };
        let mut description = vec![format!("“{}”", announcement.text.trim())];
        description.extend(announcement.heading.as_ref().map(|heading| format!("Under “{heading}”")));
        description.push(format!(
            "Date: {} ({})",
            screen::date(&when.edtf),
            how(when.precision, when.method, document)
        ));
        description.extend(entry.iter().map(|own| {
            let published = own.document.published.as_ref();
            let published = published.map_or("date of publication not known".to_string(), |when| {
                format!("published {}", screen::published(when))
            });
            format!("{}, {published} [{}]", named(&own.document), own.announcement.id)
        }));
        let made = [&document.published, &document.captured].into_iter().flatten().find_map(ics::stamp);
        events.push(ics::Event {
            id: announcement.id.clone(),
            times,
            made,
            summary: screen::short(subject(announcement), 200),
            description: description.join("\n"),
        });
    }
    let text = ics::calendar(&events);
    if path == Path::new("-") {
        screen.raw().write_all(text.as_bytes())?;
    } else {
        std::fs::write(path, text).with_context(|| path.display().to_string())?;
    }
    let entries = |count: usize| screen::counted(count as u64, "entry").replace("entrys", "entries");
    if left_out > 0 {
        eprintln!("dateline: {} left out: no known day", entries(left_out));
    }
    Ok(())
}
