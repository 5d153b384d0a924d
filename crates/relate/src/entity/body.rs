//! Whether two names of organisations, places and the like mean one.
//!
//! Invariant: a body and its part, its branch or its place are two; names of two countries are two. Cost: a pass over the words.

use super::letters::{canon, is_one_apart, skeleton};
use super::list::List;
use super::name::{Name, Sort, country, kernel};
use dateline_lexicon::{Gazetteer, Known};

/// How surely, in thousandths, and by what sign two names mean one.
pub fn link(one: &Name, other: &Name) -> Option<(i32, &'static str)> {
    if let Some(found) = of_one_country(one, other).or_else(|| of_one_country(other, one)) {
        return Some(found);
    }
    if let Some(found) = acronym(one, other).or_else(|| acronym(other, one)) {
        return Some(found);
    }
    if one.scope != other.scope {
        return None;
    }
    let (a, b) = (one.core(), other.core());
    let joint = a.len().min(b.len());
    if one.acronym != other.acronym {
        return (a == b && one.sort == other.sort && a[0].len() > 3).then_some((900, "capitals"));
    }
    if a == b {
        // “Washington” the city and “Washington” the team, with nothing else to go by.
        return (one.sort == other.sort || joint > 1 || one.acronym).then_some((950, "same name"));
    }
    let alike = |one: &[&str], other: &[&str]| {
        one.len() == other.len() && one.iter().zip(other).all(|(one, other)| sameness(one) == sameness(other))
    };
    if alike(&one.kernel(), &other.kernel()) && one.kernel().len() > 1 {
        return Some((900, "words in another order"));
    }
    let (first, second) = (one.trunk(), other.trunk());
    if one.sort == Sort::Place || other.sort == Sort::Place {
        return (one.sort == other.sort && joint > 0).then(|| spelling(&a, &b)).flatten();
    }
    if first == second && (first.len() > 1 || is_name(first[0])) {
        return Some((850, "shorter form"));
    }
    spelling(&a, &b).or_else(|| words(&a, &b))
}

/// Whether no other name could make the two one.
pub fn is_apart(one: &Name, other: &Name) -> bool {
    let home = |name: &Name| match name.scope.strip_prefix("country:") {
        Some(code) => Some(code.to_string()),
        None => name.of_country().map(|(_, code)| code.to_string()),
    };
    let document = |name: &Name| name.scope.starts_with("document:");
    home(one).zip(home(other)).is_some_and(|(one, other)| one != other)
        || (document(one) || document(other)) && one.scope != other.scope
        || (one.sort == Sort::Place) != (other.sort == Sort::Place) && one.core() != other.core()
}

/// “Foreign Ministry” in a text about Norway, and “Norwegian Foreign Ministry”.
fn of_one_country(one: &Name, other: &Name) -> Option<(i32, &'static str)> {
    let code = one.scope.strip_prefix("country:")?;
    let (rest, own) = other.of_country()?;
    (own == code && other.scope.is_empty() && kernel(&rest) == one.kernel()).then_some((850, "its country"))
}

/// `one` is an acronym.
fn acronym(one: &Name, other: &Name) -> Option<(i32, &'static str)> {
    if !one.acronym {
        return None;
    }
    match (one.long(), other.long()) {
        (Some(long), None) if !other.acronym => {
            let (full, core): (Vec<&str>, Vec<&str>) = (long.split(' ').collect(), other.core());
            let is_it = full == core || spelling(&full, &core).or_else(|| words(&full, &core)).is_some();
            (is_it && !other.scope.starts_with("document:")).then_some((920, "acronym written out in one document"))
        }
        (None, Some(_)) => (one.words == other.words && one.scope.is_empty()).then_some((700, "acronym")),
        (None, None) if !other.acronym => {
            let letters: String = one.words.concat();
            let fits =
                letters.len() > 3 && one.scope.is_empty() && other.scope.is_empty() && letters == other.initials();
            fits.then_some((650, "acronym by its initials"))
        }
        (Some(long), Some(others)) if one.words == other.words && long != others => {
            let (a, b): (Vec<&str>, Vec<&str>) = (long.split(' ').collect(), others.split(' ').collect());
            spelling(&a, &b).or_else(|| words(&a, &b)).map(|(_, sign)| (850, sign))
        }
        _ => None,
    }
}

/// Whether a word alone is a name: no place, no word of English.
fn is_name(word: &str) -> bool {
    let gazetteer = Gazetteer::embedded();
    let known = gazetteer.entry(word).known();
    !known.any(Known::PLACE) && word.len() > 2 && !List::embedded().generic.contains(word) && country(word).is_none()
}

/// All words sound alike, or one long unknown word has another letter.
fn spelling(a: &[&str], b: &[&str]) -> Option<(i32, &'static str)> {
    if a.len() != b.len() {
        let joined = |words: &[&str]| words.iter().map(|word| canon(word)).collect::<String>();
        return (a.concat().len() > 6 && joined(a) == joined(b)).then_some((900, "transliteration"));
    }
    let gazetteer = Gazetteer::embedded();
    let known = |word: &str| {
        let known = gazetteer.entry(word).known();
        !known.without(Known::COMMON).is_empty() || gazetteer.is_common_word(word)
    };
    let mut letters = 0;
    for (one, other) in a.iter().zip(b).filter(|(one, other)| one != other) {
        let (sound, other_sound) = (canon(one), canon(other));
        let length = one.len().min(other.len());
        if sound == other_sound && length > 3 && !(known(one) && known(other)) {
            continue;
        }
        let shortest = if a.len() > 1 { 5 } else { 8 };
        let bones = length > 3 && skeleton(one) == skeleton(other) && a.len() > 1 && is_one_apart(&sound, &other_sound);
        let near = length >= shortest && is_one_apart(one, other) || bones;
        if !near || known(one) && known(other) || is_counted(one) || is_counted(other) {
            return None;
        }
        letters += 1;
    }
    match letters {
        0 => Some((900, "transliteration")),
        1 => Some((800, "one letter apart")),
        _ => None,
    }
}

fn is_counted(word: &str) -> bool {
    word.chars().any(|char| char.is_ascii_digit())
}

/// One word is another of its stem: “Syria” and “Syrian”, “Agriculture” and “Agricultural”.
fn words(a: &[&str], b: &[&str]) -> Option<(i32, &'static str)> {
    const ENDINGS: &[&str] = &[
        "", "e", "s", "es", "a", "an", "n", "ian", "al", "ic", "ical", "y", "ise", "ize", "isation", "ization", "ese",
        "ish", "i",
    ];
    if a.len() != b.len() || a.len() < 2 {
        return None;
    }
    let mut other_words = 0;
    for (one, other) in a.iter().zip(b).filter(|(one, other)| one != other) {
        let shared =
            one.chars().zip(other.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum::<usize>();
        let (end, other_end) = (&one[shared..], &other[shared..]);
        if sameness(one) == sameness(other) {
            continue;
        }
        let is_kin = shared > 3 && ENDINGS.contains(&end) && ENDINGS.contains(&other_end);
        let homes = country(one).zip(country(other)).is_some_and(|(one, other)| one != other);
        if !is_kin || homes {
            return None;
        }
        other_words += 1;
    }
    (other_words < 2).then_some((850, "other form of a word"))
}

/// American spelling.
fn sameness(word: &str) -> String {
    let word = word.replace("programme", "program").replace("centre", "center").replace("defence", "defense");
    word.replace("isation", "ization").replace("offence", "offense").replace("labour", "labor")
}
