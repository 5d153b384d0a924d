//! What was announced, the same entry of several documents as one; and all of it as iCalendar.
//!
//! Invariant: what has no known day is no event of a calendar, and is counted. Cost: linear.

use crate::screen;
use crate::wording::{how, named};
use dateline_export::{CalendarEvent, CalendarTimes};
use dateline_record::AnnouncementRow;
use dateline_store::Announced;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// The same words for the same day are one entry.
pub fn joined(found: Vec<Announced>) -> Vec<Vec<Announced>> {
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
pub fn subject(announcement: &AnnouncementRow) -> &str {
    announcement.subject.as_ref().map_or(&announcement.text, |subject| &subject.text)
}

/// What has a known day as iCalendar; how many entries have none.
pub fn calendar(entries: &[Vec<Announced>], out: &mut dyn Write) -> io::Result<usize> {
    let mut events = Vec::with_capacity(entries.len());
    let mut left_out = 0;
    for entry in entries {
        let Some(Announced { announcement, document }) = entry.first() else { continue };
        let Some(times) = announcement.when.as_ref().and_then(CalendarTimes::of) else {
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
        description.extend(entry.iter().map(source));
        let made = [&document.published, &document.captured].into_iter().flatten().find_map(dateline_export::stamp);
        events.push(CalendarEvent {
            id: announcement.id.clone(),
            times,
            made,
            summary: screen::short(subject(announcement), 200),
            description: description.join("\n"),
        });
    }
    out.write_all(dateline_export::calendar(&events).as_bytes())?;
    Ok(left_out)
}

/// Which document announces it, when that was published, whether its end is missing, and where the words stand.
fn source(own: &Announced) -> String {
    let Announced { announcement, document } = own;
    let published = document.published.as_ref();
    let published = published
        .map_or("date of publication not known".to_string(), |when| format!("published {}", screen::published(when)));
    let truncated = document.truncated.as_ref().map_or(String::new(), |sign| format!(", cut short: “{sign}”"));
    let span = announcement.span;
    let place = format!("{} part {} bytes {}–{}", announcement.path, span.part, span.start, span.end);
    format!("{}, {published}{truncated} [{}: {place}]", named(document), announcement.id)
}
