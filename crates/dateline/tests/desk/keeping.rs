//! Backups are whole or not there; verify names what is wrong; a desk of any older version is brought up and loses nothing.

use crate::{dateline, exported, run, samples};
use rusqlite::Connection;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

/// A desk with some of the samples.
fn desk(folder: &Path) -> PathBuf {
    let desk = folder.join("desk");
    for name in ["wire-copy.txt", "herald.rss", "blast-report.html", "blast-report-later.html.gz", "harbour-brief.eml"]
    {
        run(&desk, &["read", samples().join(name).to_str().unwrap()], 0);
    }
    desk
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().flat_map(|path| if path.is_dir() { files(path) } else { vec![path.clone()] }).collect()
}

#[test]
fn a_backup_is_a_desk_and_goes_over_an_older_one_of_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    let (backup, other) = (folder.path().join("kept/backup"), folder.path().join("other"));
    run(&desk, &["backup", backup.to_str().unwrap()], 0);
    assert_eq!(exported(&backup), exported(&desk));
    run(&backup, &["verify"], 0);
    run(&desk, &["read", samples().join("radio-strait.atom").to_str().unwrap()], 0);
    let out = run(&desk, &["backup", "--copy", backup.to_str().unwrap()], 0);
    assert!(out.contains("1 capture copied, 5 there already"), "{out}");
    assert_eq!(exported(&backup), exported(&desk));
    run(&backup, &["verify"], 0);
    assert!(!files(folder.path()).iter().any(|path| path.to_string_lossy().contains("unfinished")));

    // Of another desk, of none, not empty, not a folder, within the desk, round it: refused, and left as it is.
    run(&other, &["read", samples().join("wire-copy.txt").to_str().unwrap()], 0);
    fs::create_dir(folder.path().join("letters")).unwrap();
    fs::write(folder.path().join("letters/one.txt"), "Dear Orla").unwrap();
    fs::create_dir(folder.path().join("lying")).unwrap();
    fs::write(folder.path().join("lying/desk.sqlite"), "SQLite format 3, or so it says").unwrap();
    fs::write(folder.path().join("file"), "").unwrap();
    let before = files(folder.path());
    for refused in ["other", "letters", "lying", "file", "desk", "desk/backup", "desk/captures", "."] {
        let error = dateline(&desk, &["backup", folder.path().join(refused).to_str().unwrap()]).output().unwrap();
        assert_eq!(error.status.code(), Some(1), "{refused}");
    }
    let after: Vec<PathBuf> = files(folder.path());
    assert_eq!(before, after);
    assert_eq!(fs::read(folder.path().join("letters/one.txt")).unwrap(), b"Dear Orla");

    let empty = folder.path().join("empty");
    fs::create_dir(&empty).unwrap();
    run(&desk, &["backup", empty.to_str().unwrap()], 0);
    run(&empty, &["verify"], 0);
}

#[test]
fn a_kill_leaves_no_half_backup_under_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let captures = folder.path().join("captures");
    fs::create_dir(&captures).unwrap();
    for number in 0..300 {
        fs::write(
            captures.join(format!("{number}.txt")),
            format!("Berth {number} stays closed, Orla Venn said.\n").repeat(40),
        )
        .unwrap();
    }
    let desk = folder.path().join("desk");
    run(&desk, &["read", "--as", "article", captures.to_str().unwrap()], 0);
    let backup = folder.path().join("backup");
    let mut interrupted = 0;
    for kill in 0..14 {
        let mut child = dateline(&desk, &["backup", "--copy", backup.to_str().unwrap()])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(15 + kill * 23));
        let is_over = child.try_wait().unwrap().is_some();
        child.kill().unwrap();
        child.wait().unwrap();
        interrupted += usize::from(!is_over);
        // What lies under its name is whole; then something comes, so that the next one goes over it.
        if backup.exists() {
            run(&backup, &["verify", "--sample", "5"], 0);
            fs::write(captures.join("more.txt"), format!("Berth {kill} is open again, Ivo Oller said.\n")).unwrap();
            run(&desk, &["read", captures.join("more.txt").to_str().unwrap()], 0);
        }
    }
    assert!(interrupted > 0, "no backup was killed while it was made");
    run(&desk, &["backup", backup.to_str().unwrap()], 0);
    assert_eq!(exported(&backup), exported(&desk));
    run(&backup, &["verify", "--sample", "5"], 0);
}

#[test]
fn verify_names_what_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    assert!(run(&desk, &["verify"], 0).contains("; 0 wrong"));
    let whole = folder.path().join("whole");
    run(&desk, &["backup", "--copy", whole.to_str().unwrap()], 0);
    let spoilt = |spoil: &dyn Fn(&Path), words: &str| {
        let own = tempfile::tempdir().unwrap();
        let copy = own.path().join("copy");
        run(&whole, &["backup", "--copy", copy.to_str().unwrap()], 0);
        spoil(&copy);
        let out = run(&copy, &["verify"], 1);
        assert!(out.replace('\n', " ").contains(words), "{words} in: {out}");
        let rows = run(&copy, &["verify", "--json"], 1);
        let row: serde_json::Value = serde_json::from_str(rows.lines().next().unwrap()).unwrap();
        assert!(row["path"].is_string() && row["reason"].is_string() && row["wrong"].is_boolean());
    };
    let capture = |desk: &Path| files(&desk.join("captures")).remove(0);
    let sql = |desk: &Path, sql: &str| Connection::open(desk.join("desk.sqlite")).unwrap().execute_batch(sql).unwrap();
    spoilt(&|desk| fs::remove_file(capture(desk)).unwrap(), "it is missing");
    spoilt(&|desk| fs::write(capture(desk), "no zstd").unwrap(), "it cannot be unpacked");
    spoilt(
        &|desk| _ = fs::copy(files(&desk.join("captures")).remove(1), capture(desk)).unwrap(),
        "not those that it is named after",
    );
    spoilt(
        &|desk| {
            sql(
                desk,
                "UPDATE statement SET row = json_set(row, '$.span.start', 1, '$.span.end', 9), text = 'Nobody said so' WHERE key = 1",
            )
        },
        "its words do not stand at",
    );
    spoilt(&|desk| sql(desk, "UPDATE mention SET row = '{}' WHERE key = 2"), "the row cannot be read");
    spoilt(
        &|desk| sql(desk, "UPDATE document SET text = 'Another' || text WHERE key = 1"),
        "does not agree with its rows",
    );
    spoilt(&|desk| sql(desk, "DELETE FROM statement_words WHERE rowid = 1"), "search does not find what is there");
    spoilt(&|desk| sql(desk, "DELETE FROM item WHERE layer = 3"), "something that is in no layer");
    spoilt(
        &|desk| sql(desk, "UPDATE link SET weight = weight - 1"),
        "relations worked out anew are not those that are kept",
    );

    // What a killed run leaves is named and is no fault.
    let strange = desk.join("captures/00");
    fs::create_dir_all(&strange).unwrap();
    fs::write(strange.join(".1-0.unfinished"), "").unwrap();
    let out = run(&desk, &["verify"], 0);
    assert!(out.contains("unfinished") && out.contains("; 0 wrong"), "{out}");
}

#[test]
fn a_desk_of_any_older_version_is_brought_up_and_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    let rows = |desk: &Path| {
        ["documents", "statements", "times", "mentions"].map(|what| run(desk, &["export", what], 0)).concat()
    };
    let expected = rows(&desk);
    let steps = steps();
    for version in 1..steps.len() {
        let old = folder.path().join(format!("desk-{version}"));
        run(&desk, &["backup", old.to_str().unwrap()], 0);
        bring_down(&old.join("desk.sqlite"), &steps[..version]);
        let output = dateline(&old, &["verify"]).output().unwrap();
        let (out, error) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert_eq!(output.status.code(), Some(0), "schema {version}: {out}{error}");
        assert!(error.contains(&format!("from schema {version} to {}", steps.len())), "{error}");
        assert!(old.join(format!("desk.schema-{version}.sqlite")).is_file());
        assert_eq!(expected, rows(&old), "schema {version}");
        for list in ["stories", "lineage", "entities", "events", "timeline", "status", "changes", "announcements"] {
            let arguments: &[&str] = if list == "announcements" { &["calendar"] } else { &[list] };
            run(&old, arguments, 0);
        }
        assert!(run(&old, &["statements", "--by", "ministry"], 0).lines().count() > 1, "schema {version}");
        run(&old, &["verify"], 0);
    }
    // A desk of a version to come is left alone.
    let new = folder.path().join("new");
    run(&desk, &["backup", new.to_str().unwrap()], 0);
    let connection = Connection::open(new.join("desk.sqlite")).unwrap();
    connection.execute("INSERT INTO schema_version (version) VALUES (999)", []).unwrap();
    drop(connection);
    let output = dateline(&new, &["documents"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("schema version 999 is newer"));
}

/// The steps of the schema, in order.
fn steps() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../store/src/schema");
    files(&folder)
        .iter()
        .filter(|path| path.extension().is_some_and(|own| own == "sql"))
        .map(|path| fs::read_to_string(path).unwrap())
        .collect()
}

/// Makes of a data base of today one as the first `steps` leave it: what they do not make goes.
fn bring_down(database: &Path, steps: &[String]) {
    let old = Connection::open_in_memory().unwrap();
    steps.iter().for_each(|step| old.execute_batch(step).unwrap());
    let own = Connection::open(database).unwrap();
    own.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON;").unwrap();
    let names = |connection: &Connection, sql: &str| -> BTreeSet<String> {
        let mut query = connection.prepare(sql).unwrap();
        query.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    let indexes = "SELECT name FROM sqlite_master WHERE type = 'index' AND name NOT LIKE 'sqlite_%'";
    for index in names(&own, indexes).difference(&names(&old, indexes)) {
        own.execute_batch(&format!("DROP INDEX \"{index}\"")).unwrap();
    }
    let tables = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual') AND name NOT LIKE 'sqlite_%'";
    for table in names(&own, tables).difference(&names(&old, tables)) {
        own.execute_batch(&format!("DROP TABLE \"{table}\"")).unwrap();
    }
    for table in names(
        &own,
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'",
    ) {
        let columns = format!("SELECT name FROM pragma_table_info('{table}')");
        for column in names(&own, &columns).difference(&names(&old, &columns)) {
            own.execute_batch(&format!("ALTER TABLE \"{table}\" DROP COLUMN \"{column}\"")).unwrap();
        }
    }
    // What is related today is related in more layers than a program before schema 8 knew.
    for table in ["item", "meeting", "link", "bearing", "related_by"] {
        if steps.len() < 8 && names(&own, tables).contains(table) {
            own.execute_batch(&format!("DELETE FROM {table}")).unwrap();
        }
    }
    own.execute("DELETE FROM schema_version WHERE version > ?1", [steps.len()]).unwrap();
    own.execute_batch("VACUUM").unwrap();
}
