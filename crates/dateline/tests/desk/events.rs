//! Events: one line for one thing, whoever tells it; plans apart from what took place.

use crate::run;
use std::fs;
use std::path::{Path, PathBuf};

const TOLD: [(&str, &str); 3] = [
    ("courier.txt", "Police arrested Ana Vell in Turvik on Monday, the interior ministry said.\n"),
    ("ledger.txt", "Little is known of the case. The police arrested Ana Vell in Turvik on Monday.\n"),
    (
        "herald.txt",
        "Ivo Oller will visit Sandsund on Friday. The navy did not attack the port on Monday, Ivo Oller said.\n",
    ),
];

fn desk(folder: &Path) -> PathBuf {
    let desk = folder.join("desk");
    for (name, text) in TOLD {
        let path = folder.join(name);
        fs::write(&path, text).unwrap();
        run(&desk, &["read", "--as", "article", "--published", "2031-05-14", path.to_str().unwrap()], 0);
    }
    desk
}

#[test]
fn what_several_tell_is_one_event() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    let rows = run(&desk, &["events", "--type", "coerce", "--json"], 0);
    let rows: Vec<serde_json::Value> = rows.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert_eq!((rows[0]["row"].as_str(), rows[0]["reports"].as_u64()), (Some("event"), Some(2)));
    assert_eq!(rows[0]["when"]["edtf"].as_str(), Some("2031-05-12"));
    let out = run(&desk, &["events", "--type", "coerce"], 0);
    assert!(out.contains("COERCE: ") && out.contains("Ana Vell") && out.contains("1 event"), "{out}");
    let all = run(&desk, &["export", "events"], 0);
    assert!(all.lines().count() >= 3, "{all}");
}

#[test]
fn plans_and_denials_stand_apart() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    let out = run(&desk, &["timeline"], 0);
    let place = |words: &str| out.find(words).unwrap_or_else(|| panic!("{words} in: {out}"));
    assert!(place("arrested Ana Vell") < place("Ahead, or planned"));
    assert!(place("Ahead, or planned") < place("will visit"));
    assert!(place("Ahead, or planned") < place("did not attack"));
    assert!(out.contains("DENIED") && out.contains("PLANNED"), "{out}");
}
