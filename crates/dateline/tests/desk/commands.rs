//! Each command on the bundled samples.

use crate::{dateline, exported, run, samples, text};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

fn desk_of_samples() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &["read", samples().to_str().unwrap()], 0);
    folder
}

#[test]
fn a_second_run_reads_nothing_and_changes_nothing() {
    let desk = desk_of_samples();
    let before = exported(desk.path());
    let again: serde_json::Value =
        serde_json::from_str(&run(desk.path(), &["read", "--json", samples().to_str().unwrap()], 0)).unwrap();
    assert_eq!(again["read"], 0);
    assert_eq!(exported(desk.path()), before);
}

#[test]
fn a_rebuild_gives_the_same_rows() {
    let desk = desk_of_samples();
    let before = exported(desk.path());
    run(desk.path(), &["rebuild"], 0);
    assert_eq!(exported(desk.path()), before);
}

#[test]
fn a_lost_data_base_is_made_again_from_the_captures() {
    let desk = desk_of_samples();
    let documents = run(desk.path(), &["export", "documents"], 0).lines().count();
    for name in ["desk.sqlite", "desk.sqlite-wal", "desk.sqlite-shm"] {
        let _ = std::fs::remove_file(desk.path().join(name));
    }
    run(desk.path(), &["rebuild"], 0);
    assert_eq!(run(desk.path(), &["export", "documents"], 0).lines().count(), documents);
}

#[test]
fn no_line_for_people_is_wider_than_a_hundred_columns() {
    let desk = desk_of_samples();
    let document = first_id(desk.path(), "documents");
    let statement = first_id(desk.path(), "statements");
    let commands: [&[&str]; 12] = [
        &["calendar"],
        &["documents"],
        &["statements"],
        &["statements", "--by", "nobody at all", "--about", "nothing", "--denials", "--since", "2025"],
        &["who", "ministry"],
        &["timeline"],
        &["timeline", "--by", "month"],
        &["search", "ferry"],
        &["status"],
        &["show", &document],
        &["show", &statement],
        &["rebuild"],
    ];
    for arguments in commands {
        let out = run(desk.path(), arguments, 0);
        assert!(!out.trim().is_empty(), "{arguments:?} printed nothing");
        for line in out.lines() {
            let width = line.chars().count();
            assert!(width <= 100 || !line.trim().contains(' '), "{arguments:?}: {width} columns: {line}");
            assert!(!line.contains('\u{1b}'), "{arguments:?}: colour where there is no terminal: {line}");
        }
    }
}

#[test]
fn an_id_may_be_cut_short_and_a_wrong_one_is_a_usage_error() {
    let desk = desk_of_samples();
    let id = first_id(desk.path(), "documents");
    assert_eq!(run(desk.path(), &["show", &id[..10]], 0), run(desk.path(), &["show", &id], 0));
    run(desk.path(), &["show", "zzz"], 2);
    run(desk.path(), &["show", "0000000000000000"], 2);
}

/// A row without its entities, which only a desk knows.
fn without_entities(line: &str) -> String {
    fn forget(value: &mut serde_json::Value) {
        match value {
            serde_json::Value::Array(all) => all.iter_mut().for_each(forget),
            serde_json::Value::Object(fields) => {
                for (name, field) in fields {
                    match name.as_str() {
                        "entity" => *field = serde_json::Value::Null,
                        _ => forget(field),
                    }
                }
            }
            _ => {}
        }
    }
    let mut row: serde_json::Value = serde_json::from_str(line).unwrap();
    forget(&mut row);
    row.to_string()
}

#[test]
fn rows_are_the_same_with_a_desk_and_without_but_for_entities() {
    let desk = desk_of_samples();
    let annotated = run(desk.path(), &["annotate", samples().to_str().unwrap()], 0);
    let mut annotated: Vec<String> = annotated.lines().map(without_entities).collect();
    let exported = exported(desk.path());
    assert!(exported.lines().any(|line| line.contains("\"entity\":\"")));
    let mut exported: Vec<String> = exported.lines().map(without_entities).collect();
    annotated.sort_unstable();
    exported.sort_unstable();
    assert_eq!(annotated, exported);
}

#[test]
fn a_capture_may_come_on_standard_input() {
    let desk = tempfile::tempdir().unwrap();
    let mut child =
        dateline(desk.path(), &["annotate", "--published", "2031-05-14", "--outlet", "The Bay Courier", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
    let words = "The harbour will reopen next week, the port's director said on Tuesday.\n";
    child.stdin.take().unwrap().write_all(words.as_bytes()).unwrap();
    let out = text(&child.wait_with_output().unwrap(), 0);
    let first: serde_json::Value = serde_json::from_str(out.lines().next().unwrap()).unwrap();
    assert_eq!((first["outlet"].as_str(), first["path"].as_str()), (Some("The Bay Courier"), Some("-")));
    assert_eq!(first["published"]["edtf"], "2031-05-14");
    assert_eq!(first["published"]["method"], "given");
}

#[test]
fn the_schema_in_docs_is_that_of_the_rows() {
    let desk = tempfile::tempdir().unwrap();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/rows.schema.json");
    let stored = std::fs::read_to_string(path).unwrap_or_default();
    assert!(stored == run(desk.path(), &["schema"], 0), "docs/rows.schema.json is old: cargo xtask schema");
}

#[test]
fn a_table_for_spreadsheets_has_as_many_lines_as_there_are_rows() {
    let desk = desk_of_samples();
    let rows = run(desk.path(), &["export", "statements"], 0).lines().count();
    let table = run(desk.path(), &["export", "statements", "--format", "csv"], 0);
    assert!(table.starts_with("row,id,made_by,capture,document,path,span,text,source"));
    let mut quoted = false;
    let ends = table.chars().filter(|&c| {
        quoted ^= c == '"';
        c == '\n' && !quoted
    });
    assert_eq!(ends.count(), rows + 1);
}

#[test]
fn what_is_not_a_desk_and_what_is_no_date_are_said_so() {
    let folder = tempfile::tempdir().unwrap();
    let out = dateline(&folder.path().join("none"), &["timeline"]).output().unwrap();
    assert_eq!(out.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&out.stderr).contains("no desk here"));
    run(folder.path(), &["read", "--published", "soon", "x"], 2);
    run(folder.path(), &["read"], 2);
}

fn first_id(desk: &Path, what: &str) -> String {
    let rows = run(desk, &["export", what], 0);
    let first: serde_json::Value = serde_json::from_str(rows.lines().next().unwrap()).unwrap();
    first["id"].as_str().unwrap().to_string()
}

#[test]
fn a_desk_in_the_folder_that_is_read_is_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("note.txt"), "The minister said on Monday that the pier was open.").unwrap();
    let desk = folder.path().join("desk");
    for _ in 0..2 {
        run(&desk, &["read", folder.path().to_str().unwrap()], 0);
    }
    assert_eq!(run(&desk, &["documents", "--json"], 0).lines().count(), 1);
}
