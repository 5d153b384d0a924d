//! Pairs of forms that share words: the same form, a short one, a surname, a part.
//!
//! Invariant: a pair is of two documents, but for surnames within one.

use super::alike::{apart, kinds};
use super::names::{Names, Place};
use super::{Pair, by_seed};
use std::collections::{BTreeMap, BTreeSet};

/// Forms that are borne by many.
const NAMESAKES: &str = include_str!("../../../labels/entities/namesakes.txt");

/// The forms of the list, each in two documents.
pub fn listed(names: &Names) -> Vec<Pair<'_>> {
    let is_listed = |form: &str| NAMESAKES.lines().any(|line| line == form);
    same(names, kinds(names).map(|(form, _)| form).filter(|form| is_listed(form)), "g")
}

/// Forms of two words or more, each in two documents.
pub fn full<'a>(names: &'a Names, kind: &str) -> Vec<Pair<'a>> {
    let is_full = |form: &str| form.contains(' ') && names.forms[form].places.len() > 1;
    let forms = kinds(names).filter(|(form, own)| *own == kind && is_full(form));
    same(names, forms.map(|(form, _)| form), "a")
}

fn same<'a>(names: &'a Names, forms: impl Iterator<Item = &'a str>, salt: &str) -> Vec<Pair<'a>> {
    let pair = |form: &'a str| {
        let places = names.places(form, salt);
        let (one, others) = places.split_first()?;
        Some(((form, *one), (form, names.far(one, others)?)))
    };
    by_seed(forms, |form| format!("{salt}:{form}")).into_iter().filter_map(pair).collect()
}

/// A bare surname in two documents that give it with other names.
pub fn bare(names: &Names) -> Vec<Pair<'_>> {
    let pair = |form| {
        let places = names.places(form, "gs").into_iter();
        let known = places.map(|place| (place, BTreeSet::from_iter(names.fuller(place.document, form))));
        let known: Vec<_> = known.filter(|(_, fuller)| !fuller.is_empty()).collect();
        known.iter().enumerate().find_map(|(at, (one, fuller))| {
            let (other, _) = known[at + 1..].iter().find(|(_, other)| fuller.is_disjoint(other))?;
            Some(((form, *one), (form, *other)))
        })
    };
    by_seed(surnames_of(names), |form| format!("gs:{form}")).into_iter().filter_map(pair).collect()
}

/// Persons of one word.
fn surnames_of(names: &Names) -> impl Iterator<Item = &str> {
    let is_bare = |form: &str| !form.contains(' ') && form.chars().count() >= 3;
    kinds(names).filter(move |(form, kind)| *kind == "person" && is_bare(form)).map(|(form, _)| form)
}

/// A surname, and a full name that ends with it: `in` documents that have a fuller name for the surname, or in those without.
pub fn surnames_alone<'a>(names: &'a Names, side: &str) -> Vec<Pair<'a>> {
    let mut full: BTreeMap<&str, Vec<&'a str>> = BTreeMap::new();
    for (form, _) in kinds(names).filter(|(form, kind)| *kind == "person" && (2..=4).contains(&count(form))) {
        full.entry(last(form)).or_default().push(form);
    }
    let pair = |form: &'a str| {
        let fits = |place: &&Place| names.fuller(place.document, form).is_empty() == (side != "in");
        let places = names.places(form, &format!("b{side}"));
        places.into_iter().filter(fits).find_map(|one| {
            let places = full[form].iter().flat_map(|full| names.forms[*full].places.iter().map(move |at| (*full, at)));
            let others = places.filter(|(_, at)| at.document != one.document && at.kind == "person");
            let others = by_seed(others, |(full, at)| format!("b{side}:{form}:{full}:{}", names.key(at)));
            Some(((form, one), others.into_iter().next()?))
        })
    };
    let forms = surnames_of(names).filter(|form| full.contains_key(form));
    by_seed(forms, |form| format!("b{side}:{form}")).into_iter().filter_map(pair).collect()
}

/// The beginning or end of an organisation's name, itself an organisation's name, and the whole.
pub fn short_organisations(names: &Names) -> Vec<Pair<'_>> {
    let mut whole: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    let organisations = || kinds(names).filter(|(_, kind)| *kind == "organisation").map(|(form, _)| form);
    for form in organisations().filter(|form| (2..=6).contains(&count(form))) {
        let words: Vec<&str> = form.split(' ').collect();
        for at in 1..words.len() {
            let (head, tail) = words.split_at(at);
            [head, tail].into_iter().for_each(|part| whole.entry(part.join(" ")).or_default().push(form));
        }
    }
    let pair = |form| {
        let whole = by_seed(whole[form].clone(), |whole| format!("bo:{form}:{whole}"));
        whole.into_iter().find_map(|whole| apart(names, form, whole, "bo"))
    };
    let forms = organisations().filter(|form| whole.contains_key(*form) && form.chars().count() >= 3);
    by_seed(forms, |form| format!("bo:{form}")).into_iter().filter_map(pair).collect()
}

/// A name of a place or organisation, and an organisation whose name holds it.
pub fn parts(names: &Names) -> Vec<Pair<'_>> {
    let mut whole: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    let others = || kinds(names).filter(|(_, kind)| *kind != "person");
    for (form, _) in others().filter(|(form, kind)| *kind == "organisation" && (2..=7).contains(&count(form))) {
        let words: Vec<&str> = form.split(' ').collect();
        for length in 1..words.len().min(4) {
            words.windows(length).for_each(|part| whole.entry(part.join(" ")).or_default().push(form));
        }
    }
    let pair = |form| {
        let whole = by_seed(whole[form].clone(), |whole| format!("f:{form}:{whole}"));
        whole.into_iter().find_map(|whole| apart(names, form, whole, "f"))
    };
    let is_part = |form: &&str| form.chars().count() >= 4 && whole.contains_key(*form);
    let forms = others().map(|(form, _)| form).filter(is_part);
    by_seed(forms, |form| format!("f:{form}")).into_iter().filter_map(pair).collect()
}

/// Two persons of one surname in one document.
pub fn surnames_within(names: &Names) -> Vec<Pair<'_>> {
    let mut found = Vec::new();
    for (document, own) in names.documents.iter().enumerate() {
        let is_full = |form: &str| (2..=3).contains(&count(form)) && last(form).chars().count() > 2;
        let persons = own.forms.iter().filter(|(form, kind)| *kind == "person" && is_full(form));
        let persons: Vec<&str> = persons.map(|(form, _)| form.as_str()).collect();
        for (at, one) in persons.iter().enumerate() {
            let others = persons[at + 1..].iter().filter(|other| are_kin(one, other));
            found.extend(others.map(|other| (document, *one, *other)));
        }
    }
    let place = |document, form: &str| {
        let places = &names.forms.get_key_value(form)?.1.places;
        places.iter().find(|place| place.document == document)
    };
    let found = by_seed(found, |(document, one, other)| format!("ew:{one}:{other}:{}", names.key_of(*document)));
    let pair = |(document, one, other)| Some(((one, place(document, one)?), (other, place(document, other)?)));
    found.into_iter().filter_map(pair).collect()
}

/// Two persons of one surname in two documents.
pub fn surnames(names: &Names) -> Vec<Pair<'_>> {
    let mut groups: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (form, _) in kinds(names).filter(|(form, kind)| *kind == "person" && (2..=3).contains(&count(form))) {
        let is_initial = first(form).trim_end_matches('.').chars().count() < 2;
        if last(form).chars().count() >= 3 && !is_initial {
            groups.entry(last(form)).or_default().push(form);
        }
    }
    let pair = |(_, forms)| {
        let forms = by_seed::<&str>(forms, |form| format!("e:{form}"));
        forms.iter().enumerate().find_map(|(at, one)| {
            let other = forms[at + 1..].iter().find(|other| are_kin(one, other))?;
            apart(names, one, other, "e")
        })
    };
    by_seed(groups, |(surname, _)| format!("e:{surname}")).into_iter().filter_map(pair).collect()
}

/// The last word is one, the first is not.
fn are_kin(one: &str, other: &str) -> bool {
    last(one) == last(other) && first(one) != first(other)
}

fn first(form: &str) -> &str {
    form.split(' ').next().unwrap_or_default()
}

fn last(form: &str) -> &str {
    form.rsplit(' ').next().unwrap_or_default()
}

fn count(form: &str) -> usize {
    form.split(' ').count()
}

#[cfg(test)]
mod tests {
    use super::are_kin;

    #[test]
    fn kin_have_one_surname_and_two_given_names() {
        assert!(are_kin("Vera Holm", "Ada M. Holm"));
        assert!(!are_kin("Vera Holm", "Vera M. Holm") && !are_kin("Vera Holm", "Vera Falk"));
    }
}
