//! The order and the batches in which captures come leave no trace in any export, what was worked out in between neither.

use crate::invented::{self, Draw};
use crate::{dateline, run, samples};
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn no_export_depends_on_the_order_of_arrival() {
    let folder = tempfile::tempdir().unwrap();
    let mut captures = invented::write(&folder.path().join("invented"));
    for kind in ["captures", "fronts", "formats", "newsletters"] {
        captures.extend(files(&samples().join("..").join(kind)));
    }
    let once = folder.path().join("once");
    read(&once, &captures, &["--threads", "8"]);
    let expected = exports(&once);
    for what in ["events", "entities", "lineage", "stories", "quantities", "disagreements"] {
        assert!(expected.iter().any(|(name, rows)| name == what && rows.lines().count() > 3), "hardly any {what}");
    }

    // Backwards, in batches, each looked at before the next comes.
    let backwards = folder.path().join("backwards");
    let reversed: Vec<PathBuf> = captures.iter().rev().cloned().collect();
    for batch in reversed.chunks(9) {
        read(&backwards, batch, &["--threads", "2"]);
        run(&backwards, &["events", "--json"], 0);
    }
    same(&expected, &exports(&backwards), "backwards");

    // In any order, most of them alone, read again by a rebuild in the middle.
    let mut draw = Draw(8);
    let shuffled = draw.shuffled(&captures);
    let drawn = folder.path().join("drawn");
    let mut rest = &shuffled[..];
    while !rest.is_empty() {
        let (batch, after) = rest.split_at((1 + draw.below(4) * draw.below(5)).min(rest.len()));
        read(&drawn, batch, &["--threads", "1"]);
        if rest.len() > shuffled.len() / 2 && after.len() <= shuffled.len() / 2 {
            run(&drawn, &["rebuild"], 0);
        }
        rest = after;
    }
    same(&expected, &exports(&drawn), "drawn");

    // Two thirds first under a statement that a later one puts aside: their documents go again, others come in their place. Those
    // that had come and were not yet related anew once met others as what they no longer were.
    let restated = folder.path().join("restated");
    let shuffled = draw.shuffled(&captures);
    let (some, most) = shuffled.split_at(shuffled.len() / 3);
    read(&restated, some, &[]);
    read(&restated, most, &["--as", "article"]);
    read(&restated, &shuffled, &[]);
    same(&expected, &exports(&restated), "restated");
}

/// Everything that can be exported, by the program's own list, each in its first format; but captures, whose archive says when each came.
fn exports(desk: &Path) -> Vec<(String, String)> {
    let output = dateline(desk, &["export", "no-such-kind"]).output().unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    let list = error.split_once("possible values: ").and_then(|(_, list)| list.split_once(']')).unwrap().0;
    let kinds: Vec<&str> = list.split(',').map(str::trim).collect();
    assert!(kinds.len() >= 13, "{kinds:?}");
    let kinds = kinds.iter().filter(|what| **what != "captures");
    kinds.map(|what| (what.to_string(), run(desk, &["export", what], 0))).collect()
}

fn same(expected: &[(String, String)], found: &[(String, String)], how: &str) {
    for ((what, expected), (_, found)) in expected.iter().zip(found) {
        let lacking = expected.lines().find(|line| !found.contains(line));
        let strange = found.lines().find(|line| !expected.contains(line));
        assert!(expected == found, "{what}, {how}: lacks {lacking:?}, has {strange:?}");
    }
}

fn read(desk: &Path, captures: &[PathBuf], arguments: &[&str]) {
    let captures = captures.iter().map(|path| path.to_str().unwrap());
    let arguments: Vec<&str> = ["read"].into_iter().chain(arguments.iter().copied()).chain(captures).collect();
    run(desk, &arguments, 0);
}

/// The files under a folder, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
        .iter()
        .flat_map(|path| if path.is_dir() { files(path) } else { vec![path.clone()] })
        .filter(|path| !path.ends_with(".gitkeep"))
        .collect()
}
