//! Changes: what is another since somebody last looked, and nothing that they have seen.

use crate::run;
use serde_json::Value;
use std::fs;
use std::path::Path;

fn page(folder: &Path, file: &str, outlet: &str, body: &str) {
    let text = format!(
        "<!doctype html><html lang=en><head><title>Ferry fire in Turvik</title><link rel=canonical \
         href=\"https://{}.example/turvik\"><meta property=\"og:site_name\" content=\"{outlet}\"><meta \
         property=\"article:published_time\" content=\"2031-05-13T08:00:00Z\"></head><body><article><h1>Ferry fire in \
         Turvik</h1>{body}</article></body></html>",
        outlet.to_lowercase()
    );
    fs::write(folder.join(file), text).unwrap();
}

/// Reads one page into the desk.
fn read(desk: &Path, folder: &Path, file: &str, outlet: &str, body: &str) {
    page(folder, file, outlet, body);
    run(desk, &["read", folder.join(file).to_str().unwrap()], 0);
}

fn changes(desk: &Path, arguments: &[&str]) -> Vec<Value> {
    let out = run(desk, &[&["changes", "--json"], arguments].concat(), 0);
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn kinds(rows: &[Value]) -> Vec<&str> {
    let mut kinds: Vec<&str> = rows.iter().map(|row| row["kind"].as_str().unwrap()).collect();
    kinds.dedup();
    kinds
}

const REST: &str = "<p>Rescuers searched the ferry through the night with two boats and a borrowed helicopter. The harbour is the third on \
     the coast in which a ferry has burnt since the winter, and it stays closed until Friday.</p>";

#[test]
fn what_was_seen_is_not_listed_again() {
    let folder = tempfile::tempdir().unwrap();
    let desk = folder.path().join("desk");
    let told =
        |toll: u32| format!("<p>A fire on a ferry killed {toll} people in Turvik on Monday, police said.</p>{REST}");
    read(&desk, folder.path(), "a.html", "Courier", &told(12));
    let first = changes(&desk, &["--seen"]);
    assert!(kinds(&first).contains(&"new_event") && kinds(&first).contains(&"new_documents"), "{first:?}");
    assert_eq!(changes(&desk, &[]), Vec::<Value>::new());

    // The same bytes again are nothing new, nor is a reading anew.
    run(&desk, &["read", folder.path().join("a.html").to_str().unwrap()], 0);
    run(&desk, &["rebuild"], 0);
    assert_eq!(changes(&desk, &[]), Vec::<Value>::new());

    read(&desk, folder.path(), "b.html", "Courier", &told(15));
    let rows = changes(&desk, &["--since", "last"]);
    assert!(kinds(&rows).contains(&"changed_number") && kinds(&rows).contains(&"silent_edit"), "{rows:?}");
    assert!(!kinds(&rows).contains(&"new_event"), "{rows:?}");
    let number = rows.iter().find(|row| row["kind"] == "changed_number").unwrap();
    assert_eq!((number["before"][0]["value"].as_str(), number["after"][0]["value"].as_str()), (Some("12"), Some("15")));
    let edit = rows.iter().find(|row| row["kind"] == "silent_edit").unwrap();
    assert_eq!((edit["before"][0]["text"].as_str(), edit["after"][0]["text"].as_str()), (Some("12"), Some("15")));
    for row in &rows {
        let fresh: Vec<&str> = row["captures"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        let spans = row["spans"].as_array().unwrap();
        assert!(spans.iter().any(|span| fresh.contains(&span["capture"].as_str().unwrap())), "{row}");
    }

    let out = run(&desk, &["changes"], 0);
    assert!(
        out.contains("before: 12 “12”") && out.contains("now: 15 “15”") && out.contains("on the word of police"),
        "{out}"
    );
    assert!(out.lines().all(|line| line.chars().count() <= 100), "{out}");
    assert!(run(&desk, &["changes", "--by", "story"], 0).contains("silent edits"));
    assert_eq!(changes(&desk, &["--who", "nobody"]), Vec::<Value>::new());
    assert_eq!(changes(&desk, &["--from", "2032"]), Vec::<Value>::new());
    let all = changes(&desk, &["--since", "1h"]);
    assert!(kinds(&all).contains(&"new_event") && !kinds(&all).contains(&"changed_number"), "{all:?}");
    assert_eq!(changes(&desk, &["--since", "2999-01-01"]), Vec::<Value>::new());
    run(&desk, &["changes", "--since", "soon"], 2);
    run(&desk, &["changes", "--seen", "--who", "police"], 2);
}

#[test]
fn a_note_of_correction_makes_an_edit_no_silent_one() {
    let folder = tempfile::tempdir().unwrap();
    let desk = folder.path().join("desk");
    let told =
        |toll: u32| format!("<p>A fire on a ferry killed {toll} people in Turvik on Monday, police said.</p>{REST}");
    read(&desk, folder.path(), "a.html", "Courier", &told(15));
    run(&desk, &["changes", "--seen"], 0);
    let note = "<p>Correction: An earlier version of this article misstated the number of people killed.</p>";
    read(&desk, folder.path(), "b.html", "Courier", &format!("{}{note}", told(12)));
    let rows = changes(&desk, &[]);
    assert!(kinds(&rows).contains(&"correction") && !kinds(&rows).contains(&"silent_edit"), "{rows:?}");
}

#[test]
fn arrivals_are_in_no_export() {
    let folder = tempfile::tempdir().unwrap();
    let desk = folder.path().join("desk");
    read(&desk, folder.path(), "a.html", "Courier", REST);
    let before = crate::exported(&desk);
    run(&desk, &["changes", "--seen"], 0);
    assert_eq!(before, crate::exported(&desk));
}
