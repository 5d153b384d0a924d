//! iCalendar (RFC 5545): events written out.
//!
//! By hand: the crate for it brings a clock and random identities, and both would have to be kept from what it writes.
//! Invariant: the same events give the same bytes; lines end in CR LF, have at most 75 octets and are cut between characters;
//! every event has UID, DTSTAMP and DTSTART. A time whose zone is known is in UTC, any other floats. Cost: linear.

use dateline_record::{Precision, When, is_unseen};
use dateline_when::{Clock, Edtf, End, Part, Point};
use jiff::civil::Date;
use jiff::{Span, ToSpan};

/// Octets of a line at most, its end apart.
const LONGEST_OCTETS: usize = 75;

/// An event.
pub struct CalendarEvent {
    /// Identity of the row.
    pub id: String,
    /// When it is.
    pub times: CalendarTimes,
    /// When it was announced, as iCalendar writes it; none where that is not known.
    pub made: Option<String>,
    /// What it is.
    pub summary: String,
    /// Where that is said.
    pub description: String,
}

/// Begin and end of an event, as iCalendar writes them with their parameters.
pub struct CalendarTimes {
    start: String,
    end: Option<String>,
    day: Date,
}

impl CalendarTimes {
    /// Those of a When; none where it is not known to the day.
    pub fn of(when: &When) -> Option<CalendarTimes> {
        if !matches!(when.precision, Precision::Time | Precision::Day | Precision::Week | Precision::Interval) {
            return None;
        }
        let (first, last) = match when.edtf.parse().ok()? {
            Edtf::Point(point) => (point, None),
            Edtf::Stretch(stretch) => match (stretch.start(), stretch.end()) {
                (End::At(start), End::At(end)) => (start, Some(end)),
                _ => return None,
            },
            Edtf::Either(_) => return None,
        };
        let day = day_of(&first)?;
        match (moment(&first), last) {
            (Some(start), None) => Some(CalendarTimes { start: format!(":{start}"), end: None, day }),
            (Some(start), Some(last)) => {
                Some(CalendarTimes { start: format!(":{start}"), end: Some(format!(":{}", moment(&last)?)), day })
            }
            (None, last) => {
                // The end of whole days is the day after.
                let end = day_of(&last.unwrap_or(first))?.checked_add(1.day()).ok()?;
                Some(CalendarTimes { start: whole(day)?, end: Some(whole(end)?), day })
            }
        }
    }
}

/// The day of a point that is exact to the day.
fn day_of(point: &Point) -> Option<Date> {
    match point.part() {
        Part::Day(day) | Part::Time(day, _) => Some(day),
        _ => None,
    }
}

/// `;VALUE=DATE:20310514`; the format has four digits for a year.
fn whole(day: Date) -> Option<String> {
    (day.year() >= 0).then(|| format!(";VALUE=DATE:{:04}{:02}{:02}", day.year(), day.month(), day.day()))
}

/// `20310514T090000Z`, or without `Z` where no zone is known.
fn moment(point: &Point) -> Option<String> {
    match point.part() {
        Part::Time(day, clock) => at(day, clock),
        _ => None,
    }
}

fn at(day: Date, clock: Clock) -> Option<String> {
    let second = clock.second.unwrap_or_default();
    let local = day.at(clock.hour as i8, clock.minute as i8, second as i8, 0);
    let (time, zone) = match clock.offset {
        Some(east) => (local.checked_sub(Span::new().minutes(i64::from(east))).ok()?, "Z"),
        None => (local, ""),
    };
    (time.year() >= 0).then(|| {
        let (year, month, day) = (time.year(), time.month(), time.day());
        format!("{year:04}{month:02}{day:02}T{:02}{:02}{:02}{zone}", time.hour(), time.minute(), time.second())
    })
}

/// The moment of a When in UTC, its first where it is less exact: what DTSTAMP asks for.
pub fn stamp(when: &When) -> Option<String> {
    let point = match when.edtf.parse().ok()? {
        Edtf::Point(point) => point,
        Edtf::Stretch(stretch) => match stretch.start() {
            End::At(point) => point,
            End::Open | End::Unknown => return None,
        },
        Edtf::Either(either) => Point::day(either.days().0),
    };
    match moment(&point) {
        Some(moment) => Some(format!("{}Z", moment.trim_end_matches('Z'))),
        None => midnight(point.earliest()?),
    }
}

fn midnight(day: Date) -> Option<String> {
    at(day, Clock { hour: 0, minute: 0, second: None, offset: Some(0) })
}

/// A calendar of events.
pub fn calendar(events: &[CalendarEvent]) -> String {
    let mut text = String::new();
    for head in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Dateline//Dateline//EN", "CALSCALE:GREGORIAN"] {
        fold(head, &mut text);
    }
    for event in events {
        let CalendarTimes { start, end, day } = &event.times;
        let Some(made) = event.made.clone().or(midnight(*day)) else { continue };
        fold("BEGIN:VEVENT", &mut text);
        fold(&format!("UID:{}@dateline", event.id), &mut text);
        fold(&format!("DTSTAMP:{made}"), &mut text);
        fold(&format!("DTSTART{start}"), &mut text);
        if let Some(end) = end {
            fold(&format!("DTEND{end}"), &mut text);
        }
        fold(&format!("SUMMARY:{}", escaped(&event.summary)), &mut text);
        fold(&format!("DESCRIPTION:{}", escaped(&event.description)), &mut text);
        fold("END:VEVENT", &mut text);
    }
    fold("END:VCALENDAR", &mut text);
    text
}

/// Text as a value: marks of the format escaped, controls left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        if !out.is_empty() {
            out.push_str("\\n");
        }
        for c in line.chars().filter(|c| !is_unseen(*c)) {
            let c = if c.is_whitespace() { ' ' } else { c };
            if matches!(c, '\\' | ';' | ',') {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out
}

/// Adds a line, cut where it is too long; what goes on begins with a blank.
fn fold(line: &str, text: &mut String) {
    let mut octets = 0;
    for c in line.chars() {
        if octets + c.len_utf8() > LONGEST_OCTETS {
            text.push_str("\r\n ");
            octets = 1;
        }
        text.push(c);
        octets += c.len_utf8();
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines of an event of this When that say when it is.
    #[track_caller]
    fn check(edtf: &str, expected: &str) {
        let when = dateline_when::when(&edtf.parse().unwrap(), dateline_record::Method::Written, None);
        let Some(times) = CalendarTimes::of(&when) else {
            assert_eq!("-", expected, "{edtf}");
            return;
        };
        let event =
            CalendarEvent { id: "a".into(), times, made: None, summary: String::new(), description: String::new() };
        let text = calendar(&[event]);
        let lines: Vec<&str> = text.lines().filter(|line| line.starts_with("DT") && !line.contains("STAMP")).collect();
        assert_eq!(lines.join(" "), expected, "{edtf}");
    }

    #[test]
    fn a_day_is_whole_and_a_time_floats_unless_its_zone_is_known() {
        check("2031-05-14", "DTSTART;VALUE=DATE:20310514 DTEND;VALUE=DATE:20310515");
        check("2031-12-30/2031-12-31", "DTSTART;VALUE=DATE:20311230 DTEND;VALUE=DATE:20320101");
        check("2031-05-14T09:00", "DTSTART:20310514T090000");
        check("2031-05-14T23:30-05:00", "DTSTART:20310515T043000Z");
        check("2031-05-14T17:30/2031-05-14T19:00", "DTSTART:20310514T173000 DTEND:20310514T190000");
        check("2032-02-28", "DTSTART;VALUE=DATE:20320228 DTEND;VALUE=DATE:20320229");
    }

    #[test]
    fn what_has_no_day_is_no_event() {
        check("2031-05", "-");
        check("2031", "-");
        check("2031-05-14/..", "-");
        check("2031-05/2031-06", "-");
    }

    #[test]
    fn lines_are_folded_between_characters_and_marks_are_escaped() {
        let mut text = String::new();
        fold(&"é".repeat(60), &mut text);
        assert!(text.lines().all(|line| line.len() <= LONGEST_OCTETS));
        assert_eq!(text.replace("\r\n ", "").trim_end(), "é".repeat(60));
        assert_eq!(escaped("a, b; c\\d\ne\u{7}\u{202e}"), "a\\, b\\; c\\\\d\\ne");
    }
}
