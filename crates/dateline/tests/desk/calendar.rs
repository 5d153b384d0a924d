//! Calendars: what was announced, by its day, and as iCalendar.

use crate::{dateline, run, samples};
use std::fs;
use std::path::{Path, PathBuf};

const LETTER: &str = "\
From: Harbour Daily <daily@harbour.example>
To: desk@desk.example
Subject: Harbour Daily: the ferry and its owners
Date: Wed, 14 May 2031 18:00:00 +0200
MIME-Version: 1.0
Content-Type: text/html; charset=utf-8

<h2>Ferry stays in Turvik</h2><p>The owner of the ferry will not leave Turvik, the council was told on Monday evening.</p>
<h2>Pier closes for a week</h2><p>The pier of Sandsund closes for a week because of rot in its oldest planks, its keeper said.</p>
<h2>Diary</h2>
<ul><li>Tomorrow, 10 a.m.: Council on the pier, room 4; all welcome, even the press and those who have never been to a meeting</li>
<li>Saturday: Choir of the islands</li><li>Committee on ropes, 3 p.m.</li></ul>
<p>You are receiving this because you signed up. <a href='https://turvik.example/u'>Unsubscribe</a></p>
";

fn desk(folder: &Path) -> PathBuf {
    let letter = folder.join("letter.eml");
    fs::write(&letter, LETTER).unwrap();
    let desk = folder.join("desk");
    run(&desk, &["read", letter.to_str().unwrap()], 0);
    desk
}

#[test]
fn entries_are_listed_by_day_and_those_without_one_say_so() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    let out = run(&desk, &["calendar"], 0);
    let place = |words: &str| out.find(words).unwrap_or_else(|| panic!("{words} in: {out}"));
    assert!(place("2031-05-15 10:00") < place("Council on the pier"));
    assert!(place("Council on the pier") < place("2031-05-17"));
    assert!(place("Choir of the islands") < place("Day not known"));
    assert!(place("Day not known") < place("Committee on ropes"));
    assert!(out.contains("3 entries announced, 1 without a known day"), "{out}");
    let rows = run(&desk, &["calendar", "choir", "--json"], 0);
    let row: serde_json::Value = serde_json::from_str(rows.trim()).unwrap();
    assert_eq!((row["row"].as_str(), row["when"]["edtf"].as_str()), (Some("announcement"), Some("2031-05-17")));
    assert!(run(&desk, &["show", row["id"].as_str().unwrap()], 0).contains("Choir of the islands"));
    assert!(!run(&desk, &["calendar", "--from", "2031-05-16"], 0).contains("Council"));
}

#[test]
fn icalendar_has_what_has_a_day_and_counts_the_rest() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    let output = dateline(&desk, &["calendar", "--ics"]).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(String::from_utf8_lossy(&output.stderr).contains("1 entry left out: no known day"));
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 2);
    assert!(text.lines().all(|line| line.len() <= 75), "{text}");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    let unfolded = text.replace("\r\n ", "");
    assert!(unfolded.contains("DTSTART:20310515T100000\r\n"), "{unfolded}");
    assert!(unfolded.contains("DTSTART;VALUE=DATE:20310517\r\nDTEND;VALUE=DATE:20310518\r\n"), "{unfolded}");
    assert!(unfolded.contains("DTSTAMP:20310514T160000Z\r\n"), "{unfolded}");
    assert!(unfolded.contains("room 4\\; all welcome\\, even"), "{unfolded}");
    let file = folder.path().join("week.ics");
    run(&desk, &["calendar", "--ics", file.to_str().unwrap()], 0);
    assert_eq!(fs::read_to_string(file).unwrap(), text);
}

#[test]
fn the_samples_announce_what_is_ahead_in_their_story() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &["read", samples().to_str().unwrap()], 0);
    let out = run(folder.path(), &["calendar", "--from", "2025-11-01"], 0);
    assert!(out.contains("2025-11-11 – 2025-11-13"), "{out}");
    assert!(!out.contains("Day not known"), "{out}");
}
