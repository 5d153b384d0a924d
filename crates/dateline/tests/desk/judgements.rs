//! Judgements: people's word comes first, travels through what is joined, outlives re-reading, and is undone without a trace.

use crate::{dateline, run, text};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

const CAPTURES: [(&str, &str); 8] = [
    (
        "courier.txt",
        "Customs chief Rachid Marzouk said on Monday that the ferry Calista had carried no arms. Marzouk spoke in Turvik.\n\n\
         “There was nothing on board,” Marzouk said. Police arrested Ana Vell in Turvik on Monday, the interior ministry said.\n",
    ),
    (
        "ledger.txt",
        "The customs chief, Rashid Marzuk, told reporters that the ferry carried no arms. Mr Marzuk denied it.\n",
    ),
    (
        "herald.txt",
        "Little is known of the case. The police arrested Ana Vell in Turvik on Monday. Five people were wounded.\n",
    ),
    (
        "post.txt",
        "Anneliese Korda, a harbour official, said the port would close. Korda said Rashid Marzuk had resigned.\n",
    ),
    (
        "wire.txt",
        "A blast killed 12 people in Sandsund on Sunday, rescuers said. Ivo Oller will visit Sandsund on Friday.\n",
    ),
    ("letter.txt", "Twelve dockers died in an explosion at a harbour on Sunday, rescuers said.\n"),
    (
        "shed.txt",
        "Calista Dawn carried nitrate, the Keelhaven customs house found. The Calista Dawn left Keelhaven with nitrate in \
         bags, and the Keelhaven customs house sealed shed 14 over the nitrate of the Calista Dawn.\n",
    ),
    (
        "shed-later.txt",
        "The Calista Dawn carried nitrate in bags. The Keelhaven customs house sealed shed 14, and nitrate of the Calista \
         Dawn lay in shed 14, the Keelhaven customs house said.\n",
    ),
];

const ALL: [&str; 13] = [
    "documents",
    "statements",
    "times",
    "mentions",
    "announcements",
    "event-mentions",
    "quantities",
    "events",
    "disagreements",
    "entities",
    "lineage",
    "stories",
    "datings",
];

/// A folder with the captures, and desks beside them.
struct Play {
    folder: tempfile::TempDir,
}

impl Play {
    fn new() -> Play {
        let folder = tempfile::tempdir().unwrap();
        CAPTURES.iter().for_each(|(name, text)| fs::write(folder.path().join(name), text).unwrap());
        Play { folder }
    }

    fn desk(&self, name: &str, captures: &[&str]) -> PathBuf {
        let desk = self.folder.path().join(name);
        captures.iter().for_each(|own| self.read(&desk, own));
        desk
    }

    fn read(&self, desk: &Path, capture: &str) {
        let path = self.folder.path().join(capture);
        run(desk, &["read", "--as", "article", "--published", "2031-05-14", path.to_str().unwrap()], 0);
    }
}

fn all() -> Vec<&'static str> {
    CAPTURES.iter().map(|(name, _)| *name).collect()
}

/// Everything that a desk tells, less who judged what.
fn told(desk: &Path) -> String {
    ALL.map(|what| run(desk, &["export", what], 0)).concat()
}

fn rows(desk: &Path, arguments: &[&str]) -> Vec<Value> {
    let out = run(desk, &[arguments, &["--json"]].concat(), 0);
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The id of the entity with this name.
fn entity(desk: &Path, name: &str) -> String {
    let found = rows(desk, &["entities"]).into_iter().find(|row| row["name"] == name);
    found.unwrap_or_else(|| panic!("no {name}"))["id"].as_str().unwrap().to_string()
}

/// The id of the event that this capture's telling by this word is of, and its reports.
fn event(desk: &Path, path: &str, trigger: &str) -> (String, u64) {
    let tells = |row: &&Value| {
        let own = row["mentions"].as_array().unwrap().iter();
        own.clone().any(|one| one["path"].as_str().unwrap().ends_with(path) && one["trigger"]["text"] == trigger)
    };
    let all = rows(desk, &["events"]);
    let row = all.iter().find(tells).unwrap_or_else(|| panic!("no {trigger} in {path}"));
    (row["id"].as_str().unwrap().to_string(), row["reports"].as_u64().unwrap())
}

fn judge(desk: &Path, arguments: &[&str]) -> u64 {
    let row = rows(desk, &[&["judge"], arguments, &["--by", "M. Rask"]].concat()).pop().unwrap();
    assert_eq!((row["row"].as_str(), row["author"].as_str()), (Some("judgement"), Some("M. Rask")));
    row["number"].as_u64().unwrap()
}

fn undo(desk: &Path, number: u64) {
    judge(desk, &["undo", &number.to_string()]);
}

fn state(desk: &Path, number: u64) -> String {
    let all = rows(desk, &["judge", "list"]);
    all.iter().find(|row| row["number"] == number).unwrap()["state"].as_str().unwrap().to_string()
}

#[test]
fn the_same_joins_all_names_of_both_and_undoing_leaves_no_trace() {
    let play = Play::new();
    let desk = play.desk("desk", &all());
    let before = told(&desk);
    let (one, other) = (entity(&desk, "Rachid Marzouk"), entity(&desk, "Rashid Marzuk"));
    let number = judge(&desk, &["same", &one[..8], &other]);
    let row = rows(&desk, &["entities", "marzouk"]).remove(0);
    assert_eq!(row["documents"], 3, "{row}");
    assert!(row["aliases"].as_array().unwrap().iter().any(|own| own["form"] == "Marzuk"), "{row}");
    // The one who says it is the same in every row.
    let said = rows(&desk, &["statements", "--by", "marzuk"]);
    assert!(run(&desk, &["export", "statements"], 0).contains(row["id"].as_str().unwrap()), "{said:?}");
    undo(&desk, number);
    assert_eq!(told(&desk), before);
    assert_eq!(state(&desk, number), "undone");
    // An undoing is undone as well.
    undo(&desk, number + 1);
    assert_eq!(rows(&desk, &["entities", "marzouk"]).len(), 1);
    assert_eq!(state(&desk, number), "stands");
}

#[test]
fn what_holds_does_not_depend_on_what_came_first() {
    let play = Play::new();
    let desk = play.desk("desk", &["courier.txt", "ledger.txt"]);
    let (one, other) = (entity(&desk, "Rachid Marzouk"), entity(&desk, "Rashid Marzuk"));
    judge(&desk, &["same", &one, &other]);
    all().iter().for_each(|own| play.read(&desk, own));
    let back = play.desk("back", &all().into_iter().rev().collect::<Vec<_>>());
    assert_ne!(told(&desk), told(&back));
    judge(&back, &["same", &one, &other]);
    assert_eq!(told(&desk), told(&back));
    // Read anew, everything stands as before.
    run(&desk, &["rebuild"], 0);
    assert_eq!(told(&desk), told(&back));
    assert_eq!(state(&desk, 1), "stands");
}

#[test]
fn unsure_keeps_two_apart_and_shows_each_with_the_other() {
    let play = Play::new();
    let desk = play.desk("desk", &all());
    let (one, other) = (entity(&desk, "Ana Vell"), entity(&desk, "Anneliese Korda"));
    let same = judge(&desk, &["same", &one, &other]);
    assert_eq!(rows(&desk, &["entities", "korda"])[0]["documents"], 3);
    undo(&desk, same);
    judge(&desk, &["unsure", &one, &other]);
    let out = run(&desk, &["entities", "vell"], 0);
    assert!(out.contains("perhaps the same as Anneliese Korda"), "{out}");
    assert!(run(&desk, &["who", "korda"], 0).contains("perhaps the same as Ana Vell"));
    assert!(run(&desk, &["show", &one], 0).contains("perhaps the same as"));
    assert_eq!(rows(&desk, &["show", &one])[0]["unsure"][0], other.as_str());
}

#[test]
fn a_later_word_on_the_same_pair_replaces_the_earlier() {
    let play = Play::new();
    let desk = play.desk("desk", &all());
    let (one, other) = (entity(&desk, "Rachid Marzouk"), entity(&desk, "Rashid Marzuk"));
    let first = judge(&desk, &["not-same", &one, &other]);
    let second = judge(&desk, &["same", &one, &other]);
    assert_eq!(rows(&desk, &["entities", "marzuk"]).len(), 1);
    assert_eq!((state(&desk, first).as_str(), state(&desk, second).as_str()), ("replaced", "stands"));
}

#[test]
fn two_bearers_of_one_name_are_told_apart_by_a_mention() {
    let play = Play::new();
    let desk = play.desk("desk", &all());
    let before = told(&desk);
    let (one, mentions) = (entity(&desk, "Ana Vell"), run(&desk, &["export", "mentions"], 0));
    let mentions: Vec<Value> = mentions.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let there = |row: &&Value| row["text"] == "Ana Vell" && row["path"].as_str().unwrap().ends_with("herald.txt");
    let mention = mentions.iter().find(there).unwrap()["id"].as_str().unwrap();
    let apart = judge(&desk, &["not-same", &one, mention]);
    let both = rows(&desk, &["entities", "vell"]);
    assert_eq!(both.iter().map(|row| row["documents"].as_u64().unwrap()).collect::<Vec<_>>(), [1, 1]);
    assert_eq!(state(&desk, apart), "stands");
    // Another document is of the first of them, before or after.
    fs::write(play.folder.path().join("later.txt"), "Ana Vell said she was well. The ministry thanked Ana Vell.\n")
        .unwrap();
    play.read(&desk, "later.txt");
    assert_eq!(rows(&desk, &["entities", "vell"])[0]["documents"], 2);
    run(&desk, &["rebuild"], 0);
    assert_eq!(rows(&desk, &["entities", "vell"]).len(), 2);
    undo(&desk, apart);
    assert_eq!(rows(&desk, &["entities", "vell"]).len(), 1);
    judge(&desk, &["note", mention, "one woman"]);
    run(&desk, &["withdraw", "later.txt"], 0);
    assert_eq!(told(&desk), before);
}

#[test]
fn words_that_moved_a_little_are_found_again_and_others_are_not() {
    let play = Play::new();
    let desk = play.desk("desk", &all());
    let (one, other) = (entity(&desk, "Rachid Marzouk"), entity(&desk, "Anneliese Korda"));
    let number = judge(&desk, &["same", &one, &other]);
    let joined = told(&desk);
    // As after another version's reading: what stood there stands a little further on, or is not there at all.
    let change = |sql: &str| {
        let connection = rusqlite::Connection::open(desk.join("desk.sqlite")).unwrap();
        connection.execute_batch(&format!("{sql}; INSERT OR IGNORE INTO unattached VALUES (1)")).unwrap();
    };
    change("UPDATE judgement SET places = json_set(places, '$[1].span.start', 31, '$[1].span.end', 46)");
    assert_eq!(told(&desk), joined);
    assert_eq!(state(&desk, number), "stands");
    change("UPDATE judgement SET places = json_set(places, '$[1].text', 'Annelise Korda')");
    assert_ne!(told(&desk), joined);
    assert_eq!(state(&desk, number), "no_longer_fits");
    let status = run(&desk, &["status"], 0);
    assert!(status.contains("that no longer fit               1"), "{status}");
}

#[test]
fn a_form_that_is_switched_off_leads_nowhere() {
    let play = Play::new();
    let desk = play.desk("desk", &all());
    let before = told(&desk);
    let own = entity(&desk, "Rachid Marzouk");
    let off = judge(&desk, &["alias-off", &own, "marzouk"]);
    let row = rows(&desk, &["entities", "marzouk"]).remove(0);
    let forms = row["aliases"].as_array().unwrap();
    assert!(forms.iter().any(|form| form["form"] == "Marzouk" && form["off"] == true), "{row}");
    let short = |row: &Value| row["text"] == "Marzouk";
    let mentions = run(&desk, &["export", "mentions"], 0);
    let mentions: Vec<Value> = mentions.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(mentions.iter().filter(|row| short(row)).all(|row| row["entity"].is_null()));
    undo(&desk, off);
    assert_eq!(told(&desk), before);
    // The name itself cannot be switched off.
    let out = dateline(&desk, &["judge", "alias-off", &own, "Rachid Marzouk"]).output().unwrap();
    assert_eq!(text(&out, 2), "");
}

#[test]
fn events_are_told_apart_and_put_together() {
    let play = Play::new();
    let desk = play.desk("desk", &all());
    let before = told(&desk);
    let (arrested, reports) = event(&desk, "courier.txt", "arrested");
    assert_eq!(reports, 2);
    let (wounded, _) = event(&desk, "herald.txt", "wounded");
    let same = judge(&desk, &["same", &arrested, &wounded]);
    // Nothing that was joined already is lost by it.
    let (own, reports) = event(&desk, "herald.txt", "wounded");
    assert_eq!((own, reports), (event(&desk, "courier.txt", "arrested").0, 2));
    undo(&desk, same);
    assert_eq!(told(&desk), before);
    let row = rows(&desk, &["events"]).into_iter().find(|row| row["id"] == arrested.as_str()).unwrap();
    let tellings: Vec<&str> =
        row["mentions"].as_array().unwrap().iter().map(|one| one["mention"].as_str().unwrap()).collect();
    judge(&desk, &["not-same", tellings[0], tellings[1]]);
    assert_eq!(event(&desk, "courier.txt", "arrested").1, 1);
    assert_eq!(event(&desk, "herald.txt", "arrested").1, 1);
    run(&desk, &["rebuild"], 0);
    assert_eq!(event(&desk, "herald.txt", "arrested").1, 1);
}

#[test]
fn stories_are_split_joined_and_left_out() {
    let play = Play::new();
    let desk = play.desk("desk", &all());
    let before = told(&desk);
    let stories = rows(&desk, &["stories"]);
    let story = stories.iter().find(|row| row["title"].as_str().unwrap().contains("Calista")).unwrap();
    let (id, documents) = (story["id"].as_str().unwrap(), story["documents"].as_array().unwrap());
    let count = stories.len();
    let first = documents[0]["document"].as_str().unwrap();
    let split = judge(&desk, &["split", id, first]);
    assert!(rows(&desk, &["stories"]).iter().all(|row| row["id"] != id));
    undo(&desk, split);
    assert_eq!(told(&desk), before);
    judge(&desk, &["off", id]);
    assert_eq!(rows(&desk, &["stories"]).len(), count - 1);
    assert_eq!(rows(&desk, &["stories", "--all"]).len(), count);
    let alone = rows(&desk, &["documents"])
        .into_iter()
        .find(|row| row["path"].as_str().unwrap().ends_with("post.txt"))
        .unwrap();
    judge(&desk, &["same", id, alone["id"].as_str().unwrap()]);
    let story =
        rows(&desk, &["stories", "--all"]).into_iter().find(|row| row["documents"].to_string().contains("post.txt"));
    assert_eq!(story.unwrap()["reports"].as_u64().unwrap() as usize, documents.len() + 1);
}

#[test]
fn grades_and_remarks_stand_where_a_source_or_an_item_is_named() {
    let play = Play::new();
    let desk = play.folder.path().join("desk");
    let path = play.folder.path().join("courier.txt");
    run(&desk, &["read", "--as", "article", "--outlet", "The Turvik Courier", path.to_str().unwrap()], 0);
    judge(&desk, &["grade", "turvik courier", "b"]);
    let document = rows(&desk, &["documents"]).remove(0)["id"].as_str().unwrap().to_string();
    judge(&desk, &["grade", &document, "3"]);
    judge(&desk, &["note", &document, "the desk called the ministry"]);
    let out = run(&desk, &["documents"], 0);
    assert!(out.contains("B, usually reliable (M. Rask)") && out.contains("3, possibly true (M. Rask)"), "{out}");
    let out = run(&desk, &["show", &document], 0);
    assert!(out.contains("B, usually reliable") && out.contains("“the desk called the ministry” (M. Rask"), "{out}");
    let wrong = dateline(&desk, &["judge", "grade", &document, "B"]).output().unwrap();
    assert_eq!(text(&wrong, 2), "");
    assert_eq!(run(&desk, &["export", "judgements"], 0).lines().count(), 3);
}

#[test]
fn what_does_not_fit_is_listed_and_waits() {
    let play = Play::new();
    let desk = play.desk("desk", &all());
    let before = told(&desk);
    let (one, other) = (entity(&desk, "Rachid Marzouk"), entity(&desk, "Anneliese Korda"));
    let same = judge(&desk, &["same", &one, &other]);
    let joined = told(&desk);
    let withdrawn =
        rows(&desk, &["withdraw", "post.txt", "--by", "M. Rask"]).pop().unwrap()["number"].as_u64().unwrap();
    assert_eq!(state(&desk, same), "no_longer_fits");
    let out = run(&desk, &["judge", "list"], 0);
    let out: Vec<&str> = out.split_whitespace().collect();
    assert!(out.join(" ").contains("is in a capture that was withdrawn"), "{out:?}");
    assert_eq!(rows(&desk, &["status"])[0]["judgements_unfit"], 1);
    undo(&desk, withdrawn);
    assert_eq!(state(&desk, same), "stands");
    assert_eq!(told(&desk), joined);
    undo(&desk, same);
    assert_eq!(told(&desk), before);
}

#[test]
fn a_withdrawn_capture_leaves_no_trace_but_its_bytes_and_comes_back_whole() {
    let play = Play::new();
    let desk = play.desk("desk", &all());
    let before = told(&desk);
    let path = play.folder.path().join("herald.txt");
    let uses = rows(&desk, &["withdraw", path.to_str().unwrap(), "--dry-run"]);
    assert_eq!(told(&desk), before);
    let of = |what: &str| uses.iter().filter(|row| row["of"] == what).collect::<Vec<_>>();
    assert_eq!(of("document").len(), 1);
    let arrested = of("event").into_iter().find(|row| row["text"].as_str().unwrap().contains("arrested")).unwrap();
    assert_eq!(
        (arrested["documents"].as_u64(), arrested["left"].as_u64(), &arrested["stands"]),
        (Some(2), Some(1), &Value::Bool(true))
    );
    let wounded = of("event").into_iter().find(|row| row["text"].as_str().unwrap().contains("wounded")).unwrap();
    assert_eq!(wounded["stands"], false);
    assert!(!of("entity").is_empty() && !of("line").is_empty(), "{uses:?}");
    let number =
        rows(&desk, &["withdraw", path.to_str().unwrap(), "--reason", "a forgery", "--by", "M. Rask"]).pop().unwrap();
    assert_eq!(number["note"], "a forgery");
    let never = play.desk("never", &all().into_iter().filter(|own| *own != "herald.txt").collect::<Vec<_>>());
    assert_eq!(told(&desk), told(&never));
    assert_eq!(run(&desk, &["search", "wounded", "--json"], 0), run(&never, &["search", "wounded", "--json"], 0));
    // Read again, or all read again, it stays withdrawn.
    let out = run(&desk, &["read", "--as", "article", "--published", "2031-05-14", path.to_str().unwrap()], 0);
    assert!(out.contains("withdrawn, and stays so"), "{out}");
    run(&desk, &["rebuild"], 0);
    assert_eq!(told(&desk), told(&never));
    let status = rows(&desk, &["status"]).remove(0);
    assert_eq!((&status["withdrawn"], &status["captures"]), (&Value::from(1), &Value::from(7)));
    let again = dateline(&desk, &["withdraw", "herald.txt"]).output().unwrap();
    assert_eq!(text(&again, 2), "");
    undo(&desk, number["number"].as_u64().unwrap());
    assert_eq!(told(&desk), before);
}
