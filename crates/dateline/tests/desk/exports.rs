//! Exports: files that are whole or not there, formats that fit what is exported, archives that read back as the same.

use crate::{dateline, run, samples, text};
use std::fs;
use std::path::Path;

const PAGE: &str = "<html><head><title>The pier is shut</title></head><body><article><h1>The pier is shut</h1>
<p>By Ana Vell</p><p>The pier of Sandsund is shut, the harbour master said on Monday. Nobody denied it.</p></article></body></html>";

/// A desk of one page and one packed page.
fn small(folder: &Path) -> std::path::PathBuf {
    let (page, desk) = (folder.join("pier.html"), folder.join("desk"));
    fs::write(&page, PAGE).unwrap();
    run(&desk, &["read", "--outlet", "Orsa Herald", page.to_str().unwrap()], 0);
    let packed = samples().join("blast-report-later.html.gz");
    run(&desk, &["read", packed.to_str().unwrap()], 0);
    desk
}

#[test]
fn a_format_that_does_not_fit_names_those_that_do() {
    let folder = tempfile::tempdir().unwrap();
    let desk = small(folder.path());
    let refused = |arguments: &[&str]| {
        let output = dateline(&desk, arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        String::from_utf8(output.stderr).unwrap()
    };
    let words = refused(&["export", "statements", "--format", "rss"]);
    assert!(words.contains("statements cannot be written as rss; it can as jsonl, csv"), "{words}");
    let words = refused(&["export", "desk", "--format", "warc"]);
    assert!(words.contains("it can as graphml, ftm, json-ld"), "{words}");
    assert!(refused(&["export", "statements", "--story", "00"]).contains("--story is for desk"));
    assert!(refused(&["export", "report", "--story", "00ff00ff"]).contains("no story begins with 00ff00ff"));
    assert!(refused(&["export", "desk", "--since", "2d"]).contains("--since is for changes"));
}

#[test]
fn a_file_has_what_standard_output_would_and_failing_names_it() {
    let folder = tempfile::tempdir().unwrap();
    let desk = small(folder.path());
    let path = folder.path().join("said.csv");
    run(&desk, &["export", "statements", "--format", "csv", "--out", path.to_str().unwrap()], 0);
    assert_eq!(fs::read_to_string(&path).unwrap(), run(&desk, &["export", "statements", "--format", "csv"], 0));
    let nowhere = folder.path().join("none/said.csv");
    let output = dateline(&desk, &["export", "statements", "--out", nowhere.to_str().unwrap()]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("none/said.csv"));
    let beside = fs::read_dir(folder.path())
        .unwrap()
        .flatten()
        .filter(|own| own.path().to_string_lossy().contains("unfinished"));
    assert_eq!(beside.count(), 0);
}

#[test]
fn an_archive_reads_back_as_the_same_documents() {
    let folder = tempfile::tempdir().unwrap();
    let desk = small(folder.path());
    let (archive, again) = (folder.path().join("desk.warc"), folder.path().join("again"));
    run(&desk, &["export", "captures", "--out", archive.to_str().unwrap()], 0);
    run(&again, &["read", archive.to_str().unwrap()], 0);
    let told = |desk: &Path| {
        let rows = run(desk, &["export", "documents"], 0);
        let rows = rows.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        // What was stated at reading (`--outlet`) is in the archive's metadata, and nobody reads that back.
        let same = |row: &serde_json::Value| {
            ["kind", "title", "text", "published", "captured", "truncated"].map(|name| row[name].to_string())
        };
        let mut all: Vec<_> = rows.map(|row| same(&row)).collect();
        all.sort();
        all
    };
    assert_eq!(told(&again), told(&desk));
    let bytes = fs::read(&archive).unwrap();
    let text = String::from_utf8_lossy(&bytes);
    assert!(text.contains(PAGE) && text.contains("dateline-outlet: Orsa Herald\r\n"));
}

#[test]
fn a_damaged_capture_is_named_and_the_others_go_on() {
    let folder = tempfile::tempdir().unwrap();
    let desk = small(folder.path());
    let captures = fs::read_dir(desk.join("captures")).unwrap().flatten().map(|own| own.path());
    let mut files: Vec<_> =
        captures.flat_map(|own| fs::read_dir(own).unwrap().flatten().map(|own| own.path())).collect();
    files.sort();
    fs::write(&files[0], b"no capture").unwrap();
    let output = dateline(&desk, &["export", "captures"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let error = String::from_utf8_lossy(&output.stderr);
    let name = files[0].file_name().unwrap().to_str().unwrap();
    assert!(error.contains(name) && error.contains("left out: 1 damaged captures"), "{error}");
    assert_eq!(String::from_utf8_lossy(&output.stdout).matches("WARC-Type: resource").count(), 1);
}

#[test]
fn every_format_of_a_whole_desk_is_the_same_each_time_and_says_what_it_leaves_out() {
    let folder = tempfile::tempdir().unwrap();
    let desk = small(folder.path());
    for (what, format, part) in [
        ("network", "graphml", "<graphml"),
        ("desk", "graphml", "says in"),
        ("desk", "ftm", "\"schema\":\"Article\""),
        ("desk", "json-ld", "\"dateline:authority\""),
        ("documents", "ninjs", "\"uri\":\"urn:dateline:document:"),
        ("sources", "opml", "text=\"Orsa Herald\""),
        ("report", "html", "<blockquote>"),
    ] {
        let arguments = ["export", what, "--format", format];
        let first = dateline(&desk, &arguments).output().unwrap();
        let written = text(&first, 0);
        assert!(written.contains(part), "{what} as {format}");
        assert_eq!(run(&desk, &arguments, 0), written, "{what} as {format}");
        if what == "network" {
            let left = String::from_utf8_lossy(&first.stderr);
            assert!(left.contains("left out: ") && left.contains("page furniture"), "{left}");
        }
    }
}
