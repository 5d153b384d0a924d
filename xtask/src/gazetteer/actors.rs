//! Actors of the CAMEO dictionaries: persons in office, bodies, armed groups.
//!
//! Invariant: only the files under the MIT licence (those of ethnic and religious groups are not); a person is who has a
//! date behind a code. Cost: three files of some megabyte. Source: `../shared/gold/cameo-dictionaries`.

use super::table::Table;
use crate::gold;
use dateline_lexicon::{Classes, Known, Lexicon};
use std::fs;

/// Countries whose people put the surname first.
const SURNAME_FIRST: &[&str] = &["CHN", "TWN", "KOR", "PRK", "VNM", "KHM", "HKG", "SGP"];
/// Words that only bodies in arms have in their names.
const ARMED: &[&str] = &[
    "army",
    "front",
    "brigade",
    "brigades",
    "movement",
    "liberation",
    "forces",
    "force",
    "party",
    "group",
    "guard",
    "guards",
    "council",
    "battalion",
    "battalions",
    "mujahideen",
    "mujahidin",
    "revolutionary",
    "resistance",
    "militia",
    "jihad",
    "organization",
    "network",
    "alliance",
    "union",
    "command",
    "commandos",
    "martyrs",
    "rebels",
];

/// Which kinds of actors a file is of.
#[derive(Clone, Copy, PartialEq)]
enum Sort {
    Country,
    International,
    Armed,
}

/// An actor with its other spellings and its codes.
#[derive(Default)]
struct Actor {
    names: Vec<String>,
    codes: Vec<String>,
}

pub fn add(table: &mut Table) -> anyhow::Result<()> {
    let Some(set) = gold::set("cameo-dictionaries") else { return Ok(()) };
    for (file, sort) in [
        ("Phoenix.Countries.actors.txt", Sort::Country),
        ("Phoenix.International.actors.txt", Sort::International),
        ("Phoenix.MilNonState.actors.txt", Sort::Armed),
    ] {
        let text = String::from_utf8_lossy(&fs::read(set.join(file))?).into_owned();
        actors(&text).iter().for_each(|actor| enter(table, actor, sort));
    }
    Ok(())
}

fn actors(text: &str) -> Vec<Actor> {
    let mut actors: Vec<Actor> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        let name = line.split([';', '#']).next().unwrap_or(line);
        let (name, code) = name.split_once('[').unwrap_or((name, ""));
        let name = name.trim();
        if !name.is_empty() {
            let other = name.starts_with('+');
            if !other || actors.is_empty() {
                actors.push(Actor::default());
            }
            let spelt = name.trim_start_matches('+').replace('_', " ");
            if let Some(actor) = actors.last_mut() {
                actor.names.push(spelt.trim().to_owned());
            }
        }
        if let Some(actor) = actors.last_mut().filter(|_| !code.is_empty()) {
            actor.codes.push(code.trim_end().trim_end_matches(']').to_owned());
        }
    }
    actors
}

fn enter(table: &mut Table, actor: &Actor, sort: Sort) {
    let dated = actor.codes.iter().any(|code| code.contains(|char: char| char.is_ascii_digit()) && code.contains(' '));
    let first = actor.codes.first().map_or("", String::as_str);
    for name in &actor.names {
        let words: Vec<&str> = name.split(' ').collect();
        let plain = (2..5).contains(&words.len()) && words.iter().all(|word| is_plain(word));
        match sort {
            _ if !plain || words.iter().any(|word| is_office(word)) => {}
            _ if dated && words.iter().any(|word| is_body(word)) => {}
            Sort::Country if dated => person(table, &words, first),
            Sort::International if dated => person(table, &words, first),
            Sort::International if first.starts_with("MNC") => table.add(name, Known::COMPANY),
            Sort::International if first.starts_with("IGO") || first.starts_with("NGO") || first.starts_with("NGM") => {
                table.add(name, Known::ORGANISATION);
            }
            Sort::Armed if words.iter().any(|word| ARMED.contains(&word.to_lowercase().as_str())) => {
                table.add(name, Known::ARMED_GROUP);
            }
            Sort::Country if words.iter().any(|word| is_body(word)) && first.len() > 3 => {
                table.add(name, Known::ORGANISATION);
            }
            _ => {}
        }
    }
}

/// A person by the whole name, and its first and last word as given name and surname.
fn person(table: &mut Table, words: &[&str], code: &str) {
    table.add(&words.join(" "), Known::PERSON);
    let turned = SURNAME_FIRST.iter().any(|country| code.starts_with(country));
    let (given, surname) = if turned { (words[words.len() - 1], words[0]) } else { (words[0], words[words.len() - 1]) };
    for (word, class) in [(given, Known::GIVEN), (surname, Known::SURNAME)] {
        if word.len() > 2 && !table.is_common(word) {
            table.add(word, class);
        }
    }
}

fn is_plain(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|char| char.is_alphabetic() || matches!(char, '-' | '\'' | '.'))
}

/// A word for who holds an office, for many persons, or that ties words together.
fn is_office(word: &str) -> bool {
    let known = Lexicon::embedded().word(&word.to_lowercase()).classes;
    known.any(Classes::ROLE | Classes::TITLE | Classes::UNNAMED | Classes::DETERMINER | Classes::COORDINATOR)
}

fn is_body(word: &str) -> bool {
    let lower = word.to_lowercase();
    Lexicon::embedded().word(&lower).classes.any(Classes::ORGANISATION_WORD | Classes::COLLECTIVE)
        || matches!(lower.as_str(), "of" | "for" | "national" | "in")
}
