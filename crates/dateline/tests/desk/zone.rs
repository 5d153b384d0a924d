//! The desk's time zone: a setting, never the machine's; a part of what is stated of a capture.

use crate::{dateline, exported, run};
use std::fs;
use std::path::{Path, PathBuf};

/// A page of an outlet that dates in UTC: on Wednesday there, on Tuesday night in New York.
const PAGE: &str = "<html lang=en><head><title>Mayor of Turvik resigns</title>\
    <meta property=\"article:published_time\" content=\"2031-05-14T02:10:00Z\"></head><body><article>\
    <h1>Mayor of Turvik resigns</h1><p>The mayor of Turvik resigned on Tuesday after the ferry sank off the old pier of the \
    harbour, the council said. The ferry had been out of service since the winter, and nobody was on board when it went down.</p>\
    </article></body></html>";

fn page(folder: &Path) -> PathBuf {
    let file = folder.join("page.html");
    fs::write(&file, PAGE).unwrap();
    file
}

/// When the page was published and what its Tuesday is.
fn read(arguments: &[&str], environment: Option<&str>) -> (String, String) {
    let folder = tempfile::tempdir().unwrap();
    let file = page(folder.path());
    let mut all = vec!["annotate"];
    all.extend(arguments);
    all.push(file.to_str().unwrap());
    let mut command = dateline(folder.path(), &all);
    environment.map(|zone| command.env("DATELINE_ZONE", zone));
    // The machine's own zone says nothing.
    command.env("TZ", "Pacific/Auckland");
    let out = crate::text(&command.output().unwrap(), 0);
    let rows: Vec<serde_json::Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let document = rows.iter().find(|row| row["row"] == "document" && row["kind"] == "article").unwrap();
    let tuesday = rows.iter().find(|row| row["row"] == "time" && row["text"] == "Tuesday").unwrap();
    let edtf = |when: &serde_json::Value| when["edtf"].as_str().unwrap_or_default().to_string();
    (edtf(&document["published"]), tuesday["edtf"].as_str().unwrap_or_default().to_string())
}

#[test]
fn a_stamp_in_utc_counts_as_the_day_of_the_desk() {
    let pair = |one: &str, other: &str| (one.to_string(), other.to_string());
    assert_eq!(read(&[], None), pair("2031-05-14T02:10:00Z", "2031-05-13"));
    let york = pair("2031-05-13T22:10:00-04:00", "2031-05-13");
    assert_eq!(read(&["--zone", "America/New_York"], None), york);
    assert_eq!(read(&["--zone", "america/new_york"], None), york);
    assert_eq!(read(&[], Some("America/New_York")), york);
    assert_eq!(read(&["--zone", "-12:00"], Some("Europe/Paris")), pair("2031-05-13T14:10:00-12:00", "2031-05-13"));
}

#[test]
fn a_zone_that_is_none_is_a_wrong_use_and_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = page(folder.path());
    let asked = |arguments: &[&str], environment: Option<&str>| {
        let mut command = dateline(folder.path(), arguments);
        environment.map(|zone| command.env("DATELINE_ZONE", zone));
        let output = command.output().unwrap();
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    for command in ["read", "annotate"] {
        let (code, words) = asked(&[command, "--zone", "Atlantis/Varn", file.to_str().unwrap()], None);
        assert!(code == Some(2) && words.contains("Atlantis/Varn"), "{words}");
        let (code, words) = asked(&[command, file.to_str().unwrap()], Some("Atlantis/Varn"));
        assert!(code == Some(2) && words.contains("Atlantis/Varn"), "{words}");
    }
}

#[test]
fn the_same_bytes_in_one_zone_are_read_once_and_in_another_under_what_states_most() {
    let folder = tempfile::tempdir().unwrap();
    let (file, desk) = (page(folder.path()), folder.path().join("desk"));
    let file = file.to_str().unwrap();
    run(&desk, &["read", file], 0);
    let utc = exported(&desk);
    run(&desk, &["read", "--zone", "America/New_York", file], 0);
    let york = exported(&desk);
    assert!(utc != york && york.contains("2031-05-13T22:10:00-04:00"));
    // Again, and without it: what states most stands.
    run(&desk, &["read", "--zone", "America/New_York", file], 0);
    run(&desk, &["read", file], 0);
    assert_eq!(exported(&desk), york);
    run(&desk, &["rebuild"], 0);
    assert_eq!(exported(&desk), york);
}
