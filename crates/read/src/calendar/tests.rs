//! Calendars, and what is announced in them for when.

use crate::{Knowledge, Scratch, read};
use dateline_record::{CaptureId, Document, Kind, Span, TextBuilder, Title};
use proptest::prelude::*;
use std::sync::LazyLock;

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(Knowledge::embedded);

/// Lines `when: subject` of a calendar with a head (or none, `-`), published on a day (or none, `-`).
#[track_caller]
fn check(published: &str, heading: &str, told: &str, expected: &str) {
    let text = told.trim();
    assert_eq!(announced(published, heading, text), expected.trim(), "{text}");
}

fn announced(published: &str, heading: &str, text: &str) -> String {
    let mut builder = TextBuilder::new();
    builder.verbatim(0, text, 0..text.len());
    let Some(span) = Span::new(0, text, 0..text.len()) else { return String::new() };
    let bare = Document::bare(CaptureId::of(b""), Kind::Calendar, vec![span], builder.finish()).unwrap();
    let title = (heading != "-").then(|| Title { text: heading.to_owned(), span: None });
    let document = Document { published: dateline_when::stamp(published), title, ..bare };
    let reading = read(&document, &KNOWLEDGE, &mut Scratch::default());
    let lines: Vec<String> = reading
        .announcements
        .iter()
        .map(|own| {
            let when = own.when.as_ref().map_or("-", |when| when.edtf.as_str());
            format!("{when}: {}", own.subject.map_or("-", |subject| subject.of(text)))
        })
        .collect();
    lines.join("\n")
}

#[test]
fn hours_have_the_day_of_their_head() {
    let told = "
The Harbour Institute, 9 a.m.: Who owns the pier?

Turvik Live, 11:30 a.m.: The year 1931 and the talk of 2030
";
    let expected = |day: &str| {
        format!(
            "{day}T09:00: The Harbour Institute, 9 a.m.: Who owns the pier?\n{day}T11:30: Turvik Live, 11:30 a.m.: The year 1931 and the talk of 2030"
        )
    };
    check("2031-05-14", "Tomorrow", told, &expected("2031-05-15"));
    check("2031-05-15", "On Tap Today", told, &expected("2031-05-15"));
    check("2031-05-14", "Tomorrow Today", told, &expected("-").replace("-T09:00", "-").replace("-T11:30", "-"));
    check("2031-05-14", "Friday’s diary", told, &expected("2031-05-16"));
    check("2031-05-14T21:05", "Tomorrow Today", told, &expected("2031-05-15"));
    let unknown = expected("-").replace("-T09:00", "-").replace("-T11:30", "-");
    check("2031-05-14T08:00", "Today and tomorrow", told, &unknown);
    check("2031-05-14T21:05", "Today and tomorrow", told, &expected("2031-05-15"));
    check("2031-05-14", "Diary", told, &unknown);
    check("-", "Tomorrow", told, &unknown);
}

#[test]
fn weekdays_lie_ahead_whatever_follows() {
    check(
        "2031-05-14",
        "Diary",
        "
Thursday: Vote on the letters that the council stopped in April

Sunday, 9 a.m. Mass for the drowned

June 3–5: Talks in Turvik

Tuesday: Bondholders, Varn, 2 p.m.
",
        "
2031-05-15: Vote on the letters that the council stopped in April
2031-05-18T09:00: Mass for the drowned
2031-06-03/2031-06-05: Talks in Turvik
2031-05-20T14:00: Bondholders, Varn, 2 p.m.
",
    );
}

#[test]
fn a_day_lies_in_the_week_that_its_head_names() {
    let told = "
Tuesday: Figures for April

Wednesday, noon: Board of the port
";
    check("2031-05-12", "Next week", told, "2031-05-20: Figures for April\n2031-05-21T12:00: Board of the port");
    check("2031-05-16", "Next week", told, "2031-05-20: Figures for April\n2031-05-21T12:00: Board of the port");
    check(
        "2031-05-14",
        "This weekend",
        "Tuesday: Figures for April\n\nSunday: Choir",
        "-: Figures for April\n2031-05-18: Choir",
    );
}

#[test]
fn a_title_may_stand_before_its_day_or_after_it() {
    check(
        "-",
        "What’s on",
        "
Meetings are open to all.

Hearing on the ferry

Monday 5 May 2031, 2 p.m. · Harbour office, hall 2

The council puts its questions.

Choir of the islands

Tuesday 6 May 2031 · North mole
",
        "
2031-05-05T14:00: Hearing on the ferry
2031-05-06: Choir of the islands
",
    );
    check(
        "2031-05-01",
        "Events",
        "
Thursday, May 8 | 5:30 p.m. – 7:00 p.m.

Roundtable on ropes

Register

Friday, May 9 | All day

Conference
",
        "
2031-05-08T17:30/2031-05-08T19:00: Roundtable on ropes
2031-05-09: Conference
",
    );
    check(
        "2031-05-01",
        "Events",
        "
Thursday 8 May, 12:30, Turvik and online

Before the vote: who may say what. Register

Friday 9 May, 9:00, Varn

Fire and water: old ports. Closed breakfast.
",
        "
2031-05-08T12:30: Before the vote: who may say what. Register
2031-05-09T09:00: Fire and water: old ports. Closed breakfast.
",
    );
}

proptest! {
    #[test]
    fn no_calendar_makes_the_reader_fail(
        pieces in proptest::collection::vec(
            prop_oneof![
                Just("Tomorrow"), Just("Tuesday"), Just(", 9 a.m."), Just(": "), Just("\n"), Just("\n\n"), Just(" May 14"),
                Just("2031"), Just("–"), Just("Chœur des îles"), Just(" | "), Just("“é”"), Just("3/4/2031"), Just("noon"),
            ],
            0..24,
        ),
        heading in prop_oneof![Just("-"), Just("Tomorrow"), Just("Next week"), Just("Today and tomorrow")],
    ) {
        announced("2031-05-14T21:05", heading, pieces.concat().trim());
    }
}
