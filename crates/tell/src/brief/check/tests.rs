//! A passage, lines that it bears, and lines that it does not.

use super::*;
use dateline_record::{Method, Precision};

fn published(day: &str) -> Option<When> {
    Some(When {
        text: None,
        edtf: day.into(),
        earliest: Some(day.into()),
        latest: Some(day.into()),
        precision: Precision::Day,
        method: Method::Header,
    })
}

fn passage(words: &str, speaker: &str, content: &str, number: (&str, &str)) -> Evidence {
    Evidence {
        words: words.into(),
        outlet: Some("Courier".into()),
        published: published("2025-10-24"),
        notes: Vec::new(),
        read: Read {
            statements: vec![Said { speaker: speaker.into(), content: vec![content.into()], denied: false }],
            numbers: vec![Counted { words: number.0.into(), of: number.1.into() }],
            modalities: vec![Modality::Happened],
        },
    }
}

fn evidence() -> Vec<Evidence> {
    vec![
        passage(
            "At least 21 people were killed, the civil defence said.",
            "the civil defence",
            "At least 21 people were killed",
            ("At least 21", "killed"),
        ),
        passage(
            "The charity counted 34 dead and 12 wounded.",
            "The charity",
            "34 dead and 12 wounded",
            ("34", "killed"),
        ),
    ]
}

#[track_caller]
fn refused(line: &str, expected: Option<Refusal>) {
    assert_eq!(super::check(line, &evidence()).err(), expected, "{line}");
}

#[test]
fn what_stands_there_holds() {
    refused("“At least 21 people were killed, the civil defence said.” — Courier, 24 October 2025", None);
    refused("the civil defence said: “At least 21 people were killed” — Courier, 24 October 2025", None);
    refused(
        "Killed: At least 21 (the civil defence; Courier, 24 October 2025) | 34 (The charity; Courier, 24 October 2025)",
        None,
    );
}

#[test]
fn another_speaker_number_day_outlet_or_word_does_not() {
    use Refusal::*;
    refused("The charity said: “At least 21 people were killed” — Courier, 24 October 2025", Some(NotItsSpeaker));
    refused("Killed: 34 (the civil defence; Courier, 24 October 2025)", Some(NotItsSpeaker));
    refused("Killed: 12 (The charity; Courier, 24 October 2025)", Some(NotItsNumber));
    refused("Killed: 1 (The charity; Courier, 24 October 2025)", Some(NotItsWords));
    refused("Wounded: 34 (The charity; Courier, 24 October 2025)", Some(NotItsNumber));
    refused("the civil defence said: “At least 21 people were killed” — Courier, 25 October 2025", Some(NotItsPlace));
    refused("the civil defence said: “At least 21 people were killed” — Ledger, 24 October 2025", Some(NotItsPlace));
    refused("“At least 22 people were killed, the civil defence said.” — Courier, 24 October 2025", Some(NotItsWords));
    refused(
        "the civil defence denied: “At least 21 people were killed” — Courier, 24 October 2025",
        Some(NotItsSpeaker),
    );
    refused(
        "Planned: “At least 21 people were killed, the civil defence said.” — Courier, 24 October 2025",
        Some(NotItsModality),
    );
    refused("At least 21 people were killed.", Some(NotALine));
}
