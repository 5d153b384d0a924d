//! Offices: whether two ways of writing what somebody is mean one office.
//!
//! “Prime Minister of Norway”, “Norway’s prime minister” and “Norwegian premier” are one; “deputy prime minister” and “former prime
//! minister” are others. Invariant: nothing but words and countries is compared, so that the question fits any office. Cost: a look-up a word.

use super::name::country;
use dateline_lexicon::{Gazetteer, Known};
use std::collections::BTreeSet;

/// An office, as words less the country and what every office has.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Office {
    words: BTreeSet<String>,
    country: Option<String>,
    is_former: bool,
}

/// Words that tell no office from another.
const EMPTY: &[&str] =
    &["the", "a", "an", "of", "for", "in", "to", "and", "s", "affairs", "then", "current", "new", "mr", "ms"];
/// Words by which it is no longer, or not yet, theirs.
const FORMER: &[&str] = &["former", "ex", "late", "outgoing", "incoming", "designate", "elect", "ousted", "deposed"];
/// Other words for one.
const SAME: &[(&str, &str)] = &[
    ("premier", "prime minister"),
    ("pm", "prime minister"),
    ("spokesman", "spokesperson"),
    ("spokeswoman", "spokesperson"),
    ("chairman", "chair"),
    ("chairwoman", "chair"),
    ("defense", "defence"),
    ("ministry", "minister"),
];

impl Office {
    /// Reads a role; none where nothing but a country and small words is in it.
    pub fn of(role: &str) -> Option<Office> {
        let all: Vec<&str> =
            role.split(|char: char| !char.is_alphanumeric() && char != '.').filter(|word| !word.is_empty()).collect();
        let mut office = Office { words: BTreeSet::new(), country: None, is_former: false };
        let mut at = 0;
        while at < all.len() {
            let place = (1..=3).rev().find_map(|count| Some((count, named(all.get(at..at + count)?)?)));
            if let Some((count, code)) = place {
                office.country.get_or_insert(code);
                at += count;
                continue;
            }
            let word = all[at].trim_end_matches('.').to_lowercase();
            let word = SAME.iter().find(|(own, _)| *own == word).map_or(word.as_str(), |(_, same)| same).to_string();
            match word.as_str() {
                word if EMPTY.contains(&word) => {}
                word if FORMER.contains(&word) => office.is_former = true,
                word => office.words.extend(word.split(' ').map(str::to_string)),
            }
            at += 1;
        }
        (!office.words.is_empty()).then_some(office)
    }

    /// Whether the words tell of which country it is.
    pub fn has_country(&self) -> bool {
        self.country.is_some()
    }

    /// Whether who is said to be `other` holds this office; of an office without a country that may be any.
    pub fn is(&self, other: &Office) -> bool {
        let countries = self.country.as_ref().zip(other.country.as_ref());
        self.words == other.words
            && self.is_former == other.is_former
            && countries.is_none_or(|(one, other)| one == other)
    }
}

/// The country that words name or whose people they name.
fn named(words: &[&str]) -> Option<String> {
    if let [word] = words {
        let is_name = word.starts_with(char::is_uppercase);
        return country(word)
            .or_else(|| country(&titled(word)))
            .filter(|_| is_name || word.len() > 3)
            .map(str::to_string);
    }
    let phrase = words.iter().map(|word| titled(word)).collect::<Vec<_>>().join(" ");
    let gazetteer = Gazetteer::embedded();
    let entry = gazetteer.entry(&phrase);
    entry.known().any(Known::COUNTRY).then(|| gazetteer.country(entry)).flatten().map(str::to_string)
}

/// With a capital: asked for in small letters, “norway” is a country.
fn titled(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(asked: &str, role: &str, expected: bool) {
        let is_it = Office::of(asked).zip(Office::of(role)).is_some_and(|(asked, role)| asked.is(&role));
        assert_eq!(is_it, expected, "{asked}: {role}");
    }

    #[test]
    fn one_office_is_written_in_many_ways() {
        check("prime minister of Norway", "Norway’s prime minister", true);
        check("prime minister of norway", "Norwegian Premier", true);
        check("foreign minister", "Minister of Foreign Affairs", true);
        check("foreign minister of Norway", "Foreign Minister", true);
        check("president of the United States", "US President", true);
        check("spokeswoman of the council", "council spokesman", true);
    }

    #[test]
    fn others_are_others() {
        check("prime minister", "deputy prime minister", false);
        check("prime minister", "former prime minister", false);
        check("prime minister of Norway", "Danish prime minister", false);
        check("minister", "foreign minister", false);
        check("Norway", "Norwegian", false);
    }
}
