//! Calendars in mails (iCalendar, RFC 5545): what each entry says of itself, its times written out.
//!
//! Invariant: the part is the calendar as it stands; its one document covers it. Cost: linear.

use dateline_record::{CaptureId, Document, Kind, Span, TextBuilder, Title};
use std::ops::Range;

/// A property of an entry: its name, and where its value stands, folds included.
struct Property {
    name: String,
    value: Range<usize>,
}

/// The document of a calendar; none where no entry says anything.
pub(super) fn read(text: &str, part: u32, capture: CaptureId) -> Option<Document> {
    let mut builder = TextBuilder::new();
    let mut title = None;
    let (mut inside, mut begins) = (false, false);
    for Property { name, value } in properties(text) {
        let words = &text[value.clone()];
        match name.as_str() {
            // An alarm within an entry says nothing of its own.
            "BEGIN" => {
                inside = matches!(words.trim(), "VEVENT" | "VTODO" | "VJOURNAL");
                begins |= inside;
            }
            "END" => inside = words.trim() == "VALARM",
            "SUMMARY" | "LOCATION" | "DESCRIPTION" | "DTSTART" | "DTEND" | "DUE" if inside => {
                let shown =
                    if name.starts_with('D') && name != "DESCRIPTION" { moment(words) } else { unescaped(words) };
                if shown.is_empty() || words.is_empty() {
                    continue;
                }
                if !builder.as_str().is_empty() {
                    builder.inserted(if begins { "\n\n" } else { "\n" });
                }
                begins = false;
                if name == "SUMMARY" && title.is_none() {
                    title = Some(Title { text: shown.clone(), span: Span::new(part, text, value.clone()) });
                }
                match shown == words {
                    true => builder.verbatim(part, text, value),
                    false => builder.replaced(&shown, part, text, value),
                }
            }
            _ => {}
        }
    }
    let start = text.len() - text.trim_start().len();
    let span = Span::new(part, text, start..text.trim_end().len().max(start))?;
    let text = builder.finish();
    Document::bare(capture, Kind::Calendar, vec![span], text).filter(|document| !document.text.is_empty()).map(
        |mut document| {
            document.title = title;
            document
        },
    )
}

/// The properties of a calendar, lines that go on after a blank put together.
fn properties(text: &str) -> Vec<Property> {
    let mut found: Vec<Property> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.trim_end_matches(['\r', '\n']).len();
        match found.last_mut() {
            Some(last) if line.starts_with([' ', '\t']) => last.value.end = end,
            _ => {
                // A quoted parameter may hold a colon.
                let mut quoted = false;
                let colon = line.bytes().position(|byte| {
                    quoted ^= byte == b'"';
                    byte == b':' && !quoted
                });
                if let Some(colon) = colon.filter(|colon| start + colon < end) {
                    let name = line[..colon].split(';').next().unwrap_or_default().to_ascii_uppercase();
                    found.push(Property { name, value: start + colon + 1..end });
                }
            }
        }
        start += line.len();
    }
    found
}

/// A value without folds and escapes.
fn unescaped(value: &str) -> String {
    let unfolded =
        value.replace("\r\n ", "").replace("\n ", "").replace("\r\n\t", "").replace("\n\t", "").replace('\0', "");
    let mut words = String::with_capacity(unfolded.len());
    let mut rest = unfolded.chars();
    while let Some(c) = rest.next() {
        match c {
            '\\' => match rest.next() {
                Some('n' | 'N') => words.push('\n'),
                Some(other) => words.push(other),
                None => {}
            },
            _ => words.push(c),
        }
    }
    words.trim().to_owned()
}

/// `20251113T090000Z` as “2025-11-13 09:00 UTC”; anything else as it stands.
fn moment(value: &str) -> String {
    let value = value.trim();
    let digits = |range: Range<usize>| value.get(range).filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()));
    let (Some(year), Some(month), Some(day)) = (digits(0..4), digits(4..6), digits(6..8)) else {
        return value.to_owned();
    };
    match (value.get(8..9), digits(9..11), digits(11..13)) {
        (Some("T"), Some(hour), Some(minute)) => {
            let zone = if value.ends_with('Z') { " UTC" } else { "" };
            format!("{year}-{month}-{day} {hour}:{minute}{zone}")
        }
        _ => format!("{year}-{month}-{day}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(calendar: &str, expected: &str) {
        let document = read(calendar, 0, CaptureId::of(b"")).unwrap();
        assert_eq!(document.text.as_str(), expected);
    }

    #[test]
    fn an_entry_says_what_when_and_where() {
        check(
            "BEGIN:VCALENDAR\r\nPRODID:none\r\nBEGIN:VEVENT\r\nDTSTART;TZID=\"Turvik: old\":20251113T090000\r\nSUMMARY:Hearing on the pier\\, \r\n resumed\r\nLOCATION:Town hall\r\nBEGIN:VALARM\r\nDESCRIPTION:Ring\r\nEND:VALARM\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:Vote\r\nDTSTART:20251114\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
            "2025-11-13 09:00\nHearing on the pier, resumed\nTown hall\n\nVote\n2025-11-14",
        );
    }

    #[test]
    fn a_calendar_without_entries_is_none() {
        assert!(read("BEGIN:VCALENDAR\nEND:VCALENDAR\n", 0, CaptureId::of(b"")).is_none());
        assert!(read("é:\u{e9}\n é", 0, CaptureId::of(b"")).is_none());
    }
}
