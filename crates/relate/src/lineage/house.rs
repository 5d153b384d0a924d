//! Whose a document is: the house behind the names and domains of an outlet.
//!
//! A house is its name in small letters without blanks, articles and endings of domains, so that “The Turvik Post” and turvikpost.example
//! are one. `data/houses.txt` holds those that go by several names. Invariant: what is not known to be one house is two.
//! Cost: built once; a look-up is one hash for each word a name may end at.

use crate::tie::archived;
use dateline_record::DocumentRow;
use std::collections::HashMap;
use std::sync::OnceLock;

/// Words of the longest name in a text that is looked for.
const LONGEST: usize = 6;

/// The house of a name or domain; none where it holds no letter.
pub fn house(name: &str) -> Option<String> {
    let name = name.trim();
    if let Some(known) = known(name) {
        return Some(known.to_string());
    }
    let is_domain = name.contains('.') && !name.contains(char::is_whitespace);
    let key = if is_domain { plain(main_label(name)) } else { plain(name) };
    if let Some(known) = names().get(&key) {
        return Some(known.clone());
    }
    // A house's magazine or its letter: “Turvik Wire Morning”.
    let words: Vec<&str> = name.split_whitespace().collect();
    let beginning = (1..words.len()).rev().find_map(|end| known_of_words(&words[..end]));
    beginning.map(str::to_string).or((!key.is_empty()).then_some(key))
}

/// The house of a document: of its outlet, else of its own address.
pub fn house_of(row: &DocumentRow) -> Option<String> {
    if let Some(outlet) = &row.outlet {
        return house(outlet);
    }
    let own = row.links.iter().take_while(|link| link.span.is_none()).find_map(|link| host(&link.address))?;
    house(own)
}

/// The known houses that a text names, as written, with the bytes where they stand; the longest name wins.
pub fn houses_in(text: &str) -> Vec<(String, std::ops::Range<usize>)> {
    let (mut found, mut at) = (Vec::new(), 0);
    let words = words_of(text);
    while at < words.len() {
        let ends = (at + 1..=words.len().min(at + LONGEST)).rev();
        let name = ends.into_iter().find_map(|end| {
            let range = words[at].start..words[end - 1].end;
            let name = without_owner(&text[range.clone()]);
            // Names of houses are written large: “the hill”, “time”.
            let is_large = name.split_whitespace().next_back()?.starts_with(|c: char| c.is_uppercase());
            let house = is_large.then(|| known(name)).flatten().filter(|_| !lacks_article(name))?;
            Some((house.to_string(), range.start..range.start + name.len(), end))
        });
        match name {
            Some((house, range, end)) => {
                found.push((house, range));
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

fn words_of(text: &str) -> Vec<std::ops::Range<usize>> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '&' | '/' | '\'' | '’');
    let mut words: Vec<std::ops::Range<usize>> = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (is_part(c), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let end = from + text[from..at].trim_end_matches(['.', '-', '/', '\'', '’']).len();
                words.extend((from < end).then_some(from..end));
                start = None;
            }
            _ => {}
        }
    }
    words
}

fn without_owner(name: &str) -> &str {
    ["’s", "'s"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name)
}

/// The house of a name that the data have; “The Hill” and “AP” as written, not “hill” or “ap”.
fn known(name: &str) -> Option<&'static str> {
    let names = names();
    let key = plain(name);
    let is_short = key.len() <= 4;
    let shouts = || name.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    names.get(&key).filter(|_| !is_short || shouts() || key == "ansa" || !is_acronym(&key)).map(String::as_str)
}

fn known_of_words(words: &[&str]) -> Option<&'static str> {
    known(&words.join(" "))
}

/// “Hill” for “The Hill”: one word that is a name only behind its article.
fn lacks_article(name: &str) -> bool {
    static WITH: OnceLock<Vec<String>> = OnceLock::new();
    let with = WITH.get_or_init(|| {
        let names = rows().flatten().filter(|name| name.starts_with("The ") && name.split(' ').count() == 2);
        names.map(plain).collect()
    });
    !name.contains(' ') && with.contains(&plain(name))
}

/// Whether the data write a key all in capitals.
fn is_acronym(key: &str) -> bool {
    static ACRONYMS: OnceLock<Vec<String>> = OnceLock::new();
    let acronyms = ACRONYMS.get_or_init(|| {
        let names = rows().flatten().filter(|name| name.chars().all(|c| c.is_uppercase() || !c.is_alphabetic()));
        names.map(plain).collect()
    });
    acronyms.iter().any(|own| own == key)
}

fn names() -> &'static HashMap<String, String> {
    static NAMES: OnceLock<HashMap<String, String>> = OnceLock::new();
    NAMES.get_or_init(|| {
        let mut names = HashMap::new();
        for row in rows() {
            let house = plain(row[0]);
            for name in &row {
                let is_domain = name.contains('.') && !name.contains(' ') && name.chars().all(|c| !c.is_uppercase());
                names.insert(plain(name), house.clone());
                if is_domain && !main_label(name).is_empty() {
                    names.entry(plain(main_label(name))).or_insert_with(|| house.clone());
                }
            }
        }
        names
    })
}

fn rows() -> impl Iterator<Item = Vec<&'static str>> {
    let lines = include_str!("../../data/houses.txt").lines().filter(|line| !line.starts_with('#'));
    lines.filter(|line| !line.trim().is_empty()).map(|line| line.split('|').map(str::trim).collect())
}

/// Letters and digits in small, without “the” in front.
fn plain(name: &str) -> String {
    let small = name.to_lowercase();
    let bare = small.strip_prefix("the ").unwrap_or(&small);
    bare.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn host(address: &str) -> Option<&str> {
    let rest = archived(address).split_once("://")?.1;
    rest.split(['/', '?', '#', ':']).next().filter(|host| host.contains('.'))
}

/// The part of a domain that names its owner: “turvik” of “letters.turvik.co.uk”.
fn main_label(domain: &str) -> &str {
    let labels: Vec<&str> = domain.trim_start_matches("www.").split('.').filter(|label| !label.is_empty()).collect();
    let Some(mut last) = labels.len().checked_sub(2) else { return labels.first().copied().unwrap_or("") };
    if last > 0 && matches!(labels[last], "co" | "com" | "net" | "org" | "gov" | "ac" | "go") {
        last -= 1;
    }
    labels[last]
}

#[cfg(test)]
mod tests {
    use super::{house, houses_in};

    #[track_caller]
    fn one(names: &[&str]) {
        let houses: Vec<_> = names.iter().map(|name| house(name)).collect();
        assert!(houses.iter().all(|own| own.is_some() && *own == houses[0]), "{names:?} {houses:?}");
    }

    #[test]
    fn names_and_domains_of_one_house_are_one() {
        one(&["The Turvik Post", "Turvik Post", "turvikpost.example", "letters.turvikpost.co.uk"]);
        one(&["NBC", "NBC News", "NBC News Specials", "www.nbcnews.com"]);
        one(&["latimes.com", "Los Angeles Times", "The Los Angeles Times"]);
        one(&["NPR.org", "NPR"]);
    }

    #[test]
    fn a_name_that_begins_alike_is_another_house() {
        assert_ne!(house("Turvik Post"), house("Turvik Posten"));
        assert_ne!(house("The Washington Post"), house("The Washington Times"));
        assert_ne!(house("The Guardian"), house("The Guardian Nigeria"));
    }

    #[test]
    fn houses_are_found_in_words() {
        let found =
            |text: &str| houses_in(text).into_iter().map(|(_, range)| text[range].to_string()).collect::<Vec<_>>();
        assert_eq!(found("TURVIK (AP) — The ferry"), ["AP"]);
        assert_eq!(found("a telephone interview with The Associated Press"), ["The Associated Press"]);
        assert_eq!(found("NPR's Ada Holt told CNN"), ["NPR", "CNN"]);
        assert!(found("the hill above the time of the nation").is_empty());
        assert!(found("a map of the rt road").is_empty());
    }
}
