//! Who said what, asked of the bundled samples.

use crate::{dateline, run, samples, text};
use std::path::Path;

fn desk_of_samples() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &["read", samples().to_str().unwrap()], 0);
    folder
}

fn rows(desk: &Path, arguments: &[&str]) -> Vec<serde_json::Value> {
    let out = run(desk, &[arguments, &["--json"]].concat(), 0);
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The lines that `arguments` print, ids aside.
fn check(desk: &Path, arguments: &[&str], expected: &str) {
    let out = run(desk, arguments, 0);
    let lines: Vec<String> = out.lines().map(without_id).collect();
    assert_eq!(lines.join("\n").trim(), expected.trim(), "{arguments:?}");
}

fn without_id(line: &str) -> String {
    match line.rsplit_once('[') {
        Some((rest, id)) if id.ends_with(']') => format!("{rest}[…]"),
        _ => line.to_string(),
    }
}

#[test]
fn a_denial_is_found_by_surname_whatever_its_capitals() {
    let desk = desk_of_samples();
    for name in ["Qadouri", "qadouri", "NABIL QADOURI", "Nabíl Qàdouri", "nabil"] {
        check(
            desk.path(),
            &["statements", "--by", name, "--denials"],
            "
Nabil Qadouri (“Mr Qadouri, reached on his mobile phone”) denied
    having received any letter from Helmark “in February or in any other month” and hung up
    named · partly in quotation marks · DENIED · denial · said by 2025-11-05 (inferred)
    published 2025-11-05 17:10 UTC (to the minute, from a header) · The Tidewater Ledger: “Helmark
    shows its letters, and a date” […]

1 statement",
        );
    }
}

#[test]
fn a_pronoun_is_found_by_its_name_and_a_description_by_its_words() {
    let desk = desk_of_samples();
    let found = rows(desk.path(), &["statements", "--by", "aldous"]);
    assert!(found.iter().any(|row| row["source"]["text"] == "He" && row["source"]["name"] == "Henrik Aldous"));
    let mother = run(desk.path(), &["statements", "--by", "Brandt's mother"], 0);
    assert!(mother.contains("Brandt's mother said\n"), "{mother}");
}

#[test]
fn a_name_within_the_description_of_another_is_not_the_source() {
    let desk = desk_of_samples();
    let aide = |by: &str| {
        rows(desk.path(), &["statements", "--by", by]).iter().any(|row| row["source"]["text"] == "an aide to Mr Aldous")
    };
    assert!(!aide("Aldous"));
    assert!(aide("aide"));
    assert!(aide("aide to Aldous"));
}

#[test]
fn filters_combine() {
    let desk = desk_of_samples();
    let all = rows(desk.path(), &["statements"]);
    let holds = |row: &serde_json::Value| {
        (row["authority"] == "unnamed" || row["authority"] == "collective")
            && (row["cue_class"] == "warn" || row["cue_class"] == "say")
    };
    let expected = all.iter().filter(|row| holds(row)).count();
    let arguments = ["statements", "--authority", "unnamed", "--authority", "collective", "--class", "warn,say"];
    let found = rows(desk.path(), &arguments);
    assert!(!found.is_empty() && found.iter().all(holds));
    assert_eq!(found.len(), expected);
    let anonymous = rows(desk.path(), &["statements", "--anonymous"]);
    assert_eq!(anonymous.len(), all.iter().filter(|row| !row["anonymity"].is_null()).count());
    assert!(!anonymous.is_empty());
}

#[test]
fn words_are_looked_for_in_what_was_said_in_any_of_their_forms() {
    let desk = desk_of_samples();
    for row in rows(desk.path(), &["statements", "--about", "letter"]) {
        let content = row["content"].to_string().to_lowercase();
        assert!(content.contains("letter"), "{content}");
    }
    let one = run(desk.path(), &["statements", "--about", "letter"], 0);
    assert_eq!(one, run(desk.path(), &["statements", "--about", "LETTERS"], 0));
}

#[test]
fn a_window_of_dates_goes_by_publication_where_nothing_says_when_it_was_said() {
    let desk = desk_of_samples();
    let all = rows(desk.path(), &["statements"]).len();
    let window = run(desk.path(), &["statements", "--since", "2025-10-24", "--until", "2025-10-24"], 0);
    let last = window.lines().last().unwrap();
    assert!(last.contains("without any date left out"), "{last}");
    for statement in window.split("\n\n").filter(|own| own.contains("published 2025-11")) {
        assert!(statement.contains("· said 2025-10"), "{statement}");
    }
    let before = rows(desk.path(), &["statements", "--until", "2025-10"]).len();
    let after = rows(desk.path(), &["statements", "--since", "2025-11"]).len();
    assert!(before > 0 && after > 0 && before + after <= all);
}

#[test]
fn every_statement_printed_has_an_id_that_shows_its_source_words() {
    let desk = desk_of_samples();
    let all = rows(desk.path(), &["statements"]);
    let printed = run(desk.path(), &["statements"], 0);
    for row in &all {
        assert!(printed.contains(&format!("[{}]", &row["id"].as_str().unwrap()[..8])));
    }
    for row in all.iter().step_by(all.len() / 12) {
        let shown = run(desk.path(), &["show", &row["id"].as_str().unwrap()[..8]], 0);
        let shown: String = shown.split_whitespace().collect();
        let cue: String = row["cue"]["text"].as_str().unwrap_or_default().split_whitespace().collect();
        assert!(shown.contains(&format!("⟦{cue}")) || row["cue"].is_null(), "{cue}: {shown}");
    }
}

#[test]
fn nothing_found_says_what_was_searched_and_what_is_near() {
    let desk = desk_of_samples();
    check(
        desk.path(),
        &["statements", "--by", "Oulai"],
        "no statement by “Oulai”; no one called “Oulai” on this desk; near: Rachid Ouali",
    );
    check(
        desk.path(),
        &["statements", "--by", "Ouali", "--about", "zebra", "--denials"],
        "no statement by “Ouali”, about “zebra”, that denies; by “Ouali” alone: 3 statements",
    );
    assert_eq!(run(desk.path(), &["statements", "--by", "Oulai", "--json"], 0), "");
}

#[test]
fn nobody_of_a_name_is_an_error_that_tells_near_names() {
    let desk = desk_of_samples();
    let out = dateline(desk.path(), &["who", "Oulai"]).output().unwrap();
    assert_eq!(text(&out, 1), "");
    let error = String::from_utf8_lossy(&out.stderr);
    assert_eq!(error.trim(), "dateline: no one called “Oulai” on this desk; near: Rachid Ouali");
}

#[test]
fn bearers_of_one_surname_are_kept_apart() {
    let desk = desk_of_samples();
    let out = run(desk.path(), &["who", "qadouri"], 0);
    assert!(out.starts_with("2 names have “qadouri” in them; kept apart:\n  "), "{out}");
    assert!(out.contains("\n== Nabil Qadouri · person\n") && out.contains("\n== Samira Qadouri · person\n"));
    let both = rows(desk.path(), &["who", "qadouri", "--limit", "1000"]);
    for own in &both {
        let said = own["said"].as_array().unwrap();
        assert_eq!(own["said_count"], said.len());
        assert!(said.iter().all(|row| row["source"]["name"] == own["name"]), "{own}");
        let of = own["said_of"].as_array().unwrap();
        assert!(of.iter().all(|row| row["source"]["name"] != own["name"]));
    }
}

#[test]
fn one_person_is_told_with_names_roles_and_who_carries_them() {
    let desk = desk_of_samples();
    check(
        desk.path(),
        &["who", "rachid", "ouali", "--limit", "1"],
        "
== Rachid Ouali · person
called        Rachid Ouali (2)
role          its spokesman · no date, not before 2023-06 (inferred) · meridian-digest.txt: “Smoke,
              Nets and Paint: What Dar Amara Will Not Say About Shed 14” […]
              the ministry's spokesman · no date, not before 2021 (inferred) · Tidewater Ledger:
              “The nitrate of the Calista Dawn: what the manifests show” […]
said          3 statements · say 2 · decline 1
said of them  0 statements
carried by    Tidewater Ledger (1) · no outlet given (1)

Said, the latest 1 of 3

Rachid Ouali (“its spokesman, Rachid Ouali”) said
    “There was no nitrate in Shed 14 on the night of the accident, nor on any night this year,”
    named · in quotation marks · role: its spokesman · venue: statement
    date of publication not known, not before 2023-06 (inferred: it tells of “June 2023”) ·
    meridian-digest.txt: “Smoke, Nets and Paint: What Dar Amara Will Not Say About Shed 14”
    […]",
    );
}

#[test]
fn who_held_an_office_on_a_day_is_told_by_the_documents_round_it() {
    let folder = tempfile::tempdir().unwrap();
    let page = |day: &str, name: &str| {
        let text = format!(
            "<html><head><title>The quay</title><meta property='article:published_time' content='{day}T09:00:00Z'></head><body><article><h1>The quay</h1><p>Norwegian Foreign Minister {name} said on Monday that the quay would be mended before the winter storms come, and that the harbour council had been told so in writing.</p><p>“We have the stone and we have the men,” {name} said.</p></article></body></html>"
        );
        let path = folder.path().join(format!("{day}.html"));
        std::fs::write(&path, text).unwrap();
        path
    };
    let desk = folder.path().join("desk");
    for (day, name) in [("2031-02-03", "Signe Aaberg"), ("2031-03-03", "Signe Aaberg"), ("2031-05-05", "Tor Lindvik")] {
        run(&desk, &["read", page(day, name).to_str().unwrap()], 0);
    }
    let held = |on: &str| -> Vec<String> {
        let found = rows(&desk, &["entities", "--role", "foreign minister of Norway", "--on", on]);
        found.iter().map(|row| row["name"].as_str().unwrap().to_string()).collect()
    };
    assert_eq!(held("2031-02-14"), ["Signe Aaberg"]);
    assert_eq!(held("2031-05-05"), ["Tor Lindvik"]);
    assert_eq!(held("2031-04-01"), Vec::<String>::new());
    let told = run(&desk, &["entities", "--role", "foreign minister of Norway", "--on", "2031-04-01"], 0);
    assert!(told.contains("not known of that day: Signe Aaberg, given 29 days from it"), "{told}");
    run(&desk, &["entities", "--role", "the"], 2);
}
