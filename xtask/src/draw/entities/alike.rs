//! Pairs of forms that differ but look alike: acronyms and near spellings.
//!
//! Cost: forms that share an end, squared.

use super::names::{Names, Place};
use super::spelling::{distance, fold, letters, skeleton, words};
use super::{Pair, Site, by_seed};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// An acronym has at most two names, the second only after all others have one.
const OF_ONE_ACRONYM: usize = 2;

/// Acronyms with names that have their initials.
pub fn acronyms(names: &Names, is_short: bool) -> Vec<Pair<'_>> {
    let mut expansions: HashMap<String, Vec<&str>> = HashMap::new();
    for (form, kind) in kinds(names) {
        if form.contains(' ') && kind != "person" {
            let form_of = form.strip_prefix("The ").unwrap_or(form);
            initials(form_of).into_iter().for_each(|key| expansions.entry(key).or_default().push(form));
        }
    }
    let mut acronyms: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for form in names.forms.keys().filter(|form| is_acronym(form)) {
        let plain = form.replace('.', "");
        if (plain.chars().count() == 2) == is_short {
            acronyms.entry(plain).or_default().push(form);
        }
    }
    let mut rounds: Vec<(usize, Pair)> = Vec::new();
    for (plain, forms) in by_seed(acronyms, |(plain, _)| format!("d:{plain}")) {
        let mut own = 0;
        for full in by_seed(expansions.remove(&plain).unwrap_or_default(), |full| format!("d:{full}")) {
            let form = by_seed(forms.clone(), |form| format!("d:{form}:{full}"))[0];
            let one = names.places(form, &format!("d{full}"))[0];
            let other = names.places(full, "d").into_iter().find(|place| place.document != one.document);
            if let Some(other) = other {
                rounds.push((own, ((form, one), (full, other))));
                own += 1;
            }
            if own == OF_ONE_ACRONYM {
                break;
            }
        }
    }
    rounds.sort_by_key(|(round, _)| *round);
    rounds.into_iter().map(|(_, pair)| pair).collect()
}

/// Capitals, with or without stops.
fn is_acronym(form: &str) -> bool {
    let stops = form.as_bytes().windows(2).any(|two| two == b"..");
    let capitals = form.chars().filter(|c| *c != '.').count();
    let fits = form.chars().all(|c| c.is_ascii_uppercase() || ['.', '&'].contains(&c));
    fits && !stops && (2..=7).contains(&capitals) && form.starts_with(|c: char| c.is_ascii_uppercase())
}

/// Those of its capitalised words, and those of all.
fn initials(form: &str) -> BTreeSet<String> {
    let first = form.split([' ', '-']).filter_map(|word| word.chars().next());
    let capitals = first.clone().filter(|c| c.is_uppercase()).collect();
    BTreeSet::from([capitals, first.flat_map(char::to_uppercase).collect()])
}

/// Forms of one skeleton.
pub fn skeletons(names: &Names) -> Vec<Pair<'_>> {
    let mut groups: BTreeMap<(&str, String), Vec<&str>> = BTreeMap::new();
    for (form, kind) in long(names) {
        let skeleton = skeleton(form);
        if skeleton.chars().count() >= 4 {
            groups.entry((kind, skeleton)).or_default().push(form);
        }
    }
    let groups = by_seed(groups, |((kind, skeleton), _)| format!("cs:{kind}:{skeleton}"));
    let pair = |(_, forms)| {
        let forms = by_seed::<&str>(forms, |form| format!("cs:{form}"));
        forms.iter().enumerate().find_map(|(at, one)| {
            let other = forms[at + 1..].iter().find(|other| are_near(one, other))?;
            apart(names, one, other, "cs")
        })
    };
    groups.into_iter().filter_map(pair).collect()
}

/// Whether two forms differ in more than accents and an s, and in no more than a third of their letters.
fn are_near(one: &str, other: &str) -> bool {
    let (plain, other_plain) = (letters(one), letters(other));
    let reach = plain.chars().count().min(other_plain.chars().count()) / 3;
    fold(one) != fold(other) && differ(&plain, &other_plain) && distance(&plain, &other_plain) <= reach.max(2)
}

/// Forms one or two letters apart.
pub fn edits(names: &Names) -> Vec<Pair<'_>> {
    let mut groups: BTreeMap<(&str, String), Vec<(&str, String)>> = BTreeMap::new();
    for (form, kind) in long(names) {
        let plain = letters(form);
        let own: Vec<char> = plain.chars().collect();
        if own.len() >= if form.contains([' ', '-']) { 6 } else { 8 } {
            let (head, tail) = (own[..3].iter().collect(), own[own.len() - 3..].iter().collect::<String>());
            for end in [head, format!("~{tail}")] {
                groups.entry((kind, end)).or_default().push((form, plain.clone()));
            }
        }
    }
    let mut found = BTreeSet::new();
    for forms in groups.values() {
        for (at, (one, plain)) in forms.iter().enumerate() {
            for (other, other_plain) in &forms[at + 1..] {
                if plain.len().abs_diff(other_plain.len()) <= 4
                    && differ(plain, other_plain)
                    && distance(plain, other_plain) <= 2
                    && skeleton(one) != skeleton(other)
                {
                    found.insert((*one.min(other), *one.max(other)));
                }
            }
        }
    }
    let found = by_seed(found, |(one, other)| format!("ce:{one}:{other}"));
    found.into_iter().filter_map(|(one, other)| apart(names, one, other, "ce")).collect()
}

/// Persons whose first letter and last word agree.
pub fn middles(names: &Names) -> Vec<Pair<'_>> {
    let mut groups: BTreeMap<(char, String), Vec<&str>> = BTreeMap::new();
    for (form, kind) in kinds(names) {
        let words = words(form);
        if let (Some(first), Some(last), 2..=5) = (words.first(), words.last(), words.len())
            && kind == "person"
        {
            groups.entry((first.chars().next().unwrap_or_default(), last.clone())).or_default().push(form);
        }
    }
    let mut pairs = Vec::new();
    for (_, forms) in by_seed(groups, |((first, last), _)| format!("ci:{first}:{last}")) {
        let forms = by_seed(forms, |form| format!("ci:{form}"));
        let two = |at: usize| forms[at + 1..].iter().map(move |other| (at, *other));
        let kindred =
            (0..forms.len()).flat_map(two).filter(|(at, other)| may_shorten(&words(forms[*at]), &words(other)));
        pairs.extend(kindred.filter_map(|(at, other)| apart(names, forms[at], other, "ci")).next());
    }
    pairs
}

/// Whether one has an initial, or a word more.
fn may_shorten(one: &[String], other: &[String]) -> bool {
    let has_initial = |words: &[String]| words[0].chars().count() == 1;
    one != other && (one.len() != other.len() || has_initial(one) || has_initial(other))
}

/// Not the same, nor the same but for an s.
fn differ(one: &str, other: &str) -> bool {
    one != other && one.trim_end_matches('s') != other.trim_end_matches('s')
}

/// Each form's first place by the seed, in two documents.
pub fn apart<'a>(names: &'a Names, one: &'a str, other: &'a str, salt: &str) -> Option<Pair<'a>> {
    let at: &Place = names.places(one, &format!("{salt}{other}"))[0];
    let there = names.places(other, &format!("{salt}{one}"));
    let there: Site = (other, there.into_iter().find(|place| place.document != at.document)?);
    Some(((one, at), there))
}

/// All forms with what they mostly are.
pub fn kinds(names: &Names) -> impl Iterator<Item = (&str, &str)> {
    names.forms.iter().map(|(form, of)| (form.as_str(), of.kind.as_str()))
}

/// Those of five letters and more.
fn long(names: &Names) -> impl Iterator<Item = (&str, &str)> {
    kinds(names).filter(|(form, _)| letters(form).chars().count() >= 5)
}
