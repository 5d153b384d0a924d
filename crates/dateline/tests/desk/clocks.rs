//! The four clocks: captured, published, said, happened; each with its own date, none in the place of another.

use crate::run;
use std::fs;
use std::path::{Path, PathBuf};

/// The rows of a text read with these arguments.
fn rows(text: &str, arguments: &[&str]) -> Vec<serde_json::Value> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("text.txt");
    fs::write(&file, text).unwrap();
    let mut all = vec!["annotate", "--as", "article"];
    all.extend(arguments);
    all.push(file.to_str().unwrap());
    run(folder.path(), &all, 0).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn of<'a>(rows: &'a [serde_json::Value], kind: &str) -> &'a serde_json::Value {
    rows.iter().find(|row| row["row"] == kind).unwrap_or_else(|| panic!("a row of kind {kind}"))
}

const TEXT: &str = "The ferry sank in March 2031. “It was rust,” said Ida Berg, the harbour master of Turvik.\n";

#[test]
fn what_nobody_states_is_null_never_the_time_of_the_file() {
    let rows = rows("The pier is closed. “It is rust,” said Ida Berg, the harbour master.\n", &[]);
    let document = of(&rows, "document");
    assert!(document["captured"].is_null() && document["published"].is_null() && document["updated"].is_null());
    assert!(of(&rows, "statement")["said"].is_null());
}

#[test]
fn the_capture_bounds_publication_and_publication_bounds_what_was_said() {
    let rows = rows(TEXT, &["--captured", "2031-05-14"]);
    let document = of(&rows, "document");
    assert_eq!(document["captured"]["edtf"], "2031-05-14");
    assert_eq!(document["published"]["edtf"], "2031-03/2031-05-14");
    assert_eq!(
        (&document["published"]["method"], &document["published"]["text"]),
        (&"inferred".into(), &"March 2031".into())
    );
    let said = &of(&rows, "statement")["said"];
    assert_eq!((&said["edtf"], &said["method"]), (&"../2031-05-14".into(), &"inferred".into()));
    assert!(said["earliest"].is_null());
}

#[test]
fn a_stated_date_of_publication_is_not_touched_and_a_stated_day_of_speaking_wins() {
    let text = format!("{TEXT}“It was the tide,” the council said on Monday.\n");
    let rows = rows(&text, &["--published", "2031-05-14"]);
    let document = of(&rows, "document");
    assert!(document["captured"].is_null());
    assert_eq!(document["published"]["edtf"], "2031-05-14");
    let said: Vec<&str> =
        rows.iter().filter(|row| row["row"] == "statement").map(|row| row["said"]["edtf"].as_str().unwrap()).collect();
    assert_eq!(said, ["../2031-05-14", "2031-05-12"]);
}

fn desk(folder: &Path) -> PathBuf {
    let file = folder.join("note.txt");
    fs::write(&file, TEXT).unwrap();
    let desk = folder.join("desk");
    run(&desk, &["read", "--as", "article", "--captured", "2031-05-14", file.to_str().unwrap()], 0);
    desk
}

#[test]
fn every_list_says_what_is_only_inferred() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    let documents = run(&desk, &["documents"], 0);
    assert!(documents.contains("no date, between") && documents.contains("article, inferred"), "{documents}");
    let statements = run(&desk, &["statements"], 0);
    assert!(statements.contains("said by 2031-05-14 (inferred)"), "{statements}");
    let flat = statements.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains("not known, between 2031-03 and 2031-05-14 (inferred: it tells of “March 2031”)"), "{flat}");
    let row: serde_json::Value = serde_json::from_str(run(&desk, &["documents", "--json"], 0).trim()).unwrap();
    let shown = run(&desk, &["show", row["id"].as_str().unwrap()], 0);
    assert!(shown.contains("captured    2031-05-14 (day, given)"), "{shown}");
}
