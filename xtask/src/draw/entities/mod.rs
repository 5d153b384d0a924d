//! Which pairs of names are labelled by hand: do they mean one thing?
//!
//! Most pairs of names are far apart, so every stratum draws those that somebody might take for one: the same form, a short one, a near
//! spelling, an acronym, another's surname, a part. Whoever labels walks down a stratum's list and passes over what is no whole name.
//! Invariants: no form is in more than two pairs, no document in more than four, no two forms are paired twice. Forms are ordered by
//! the seed, not mentions, so that a name of a thousand mentions weighs no more than one of two.
//! Cost: all documents are read.

mod alike;
mod names;
mod shared;
mod spelling;

use super::ordered;
use crate::gold;
use names::{Names, Place};
use std::collections::{HashMap, HashSet};

/// The seed.
const SEED: &str = "dateline entities 1";

/// No form is in more pairs.
const OF_ONE_FORM: usize = 2;

/// No document is in more pairs.
const OF_ONE_DOCUMENT: usize = 4;

/// A form at one of its places.
type Site<'a> = (&'a str, &'a Place);

/// Two names that may mean one thing.
type Pair<'a> = (Site<'a>, Site<'a>);

/// Prints the list of every stratum, the rarest first: each name's source, document and place.
pub fn print() -> anyhow::Result<()> {
    let sets = names::SETS.map(gold::set);
    if sets.iter().any(Option::is_none) {
        return Ok(());
    }
    let names = Names::read(&gold::program()?, &sets.map(Option::unwrap_or_default))?;
    let mut drawn = Drawn::default();
    for (stratum, pairs, count) in strata(&names) {
        for ((_, one), (_, other)) in drawn.take(pairs, count) {
            println!("{stratum} {} {}", names.written(one), names.written(other));
        }
    }
    Ok(())
}

/// The strata in the order in which they are drawn, each with its candidates in order and how many are listed.
fn strata(names: &Names) -> Vec<(&'static str, Vec<Pair<'_>>, usize)> {
    vec![
        ("string", shared::listed(names), 36),
        ("string-bare", shared::bare(names), 18),
        ("acronym-two", alike::acronyms(names, true), 14),
        ("acronym", alike::acronyms(names, false), 52),
        ("spelling-skeleton", alike::skeletons(names), 34),
        ("spelling-edit", alike::edits(names), 30),
        ("spelling-middle", alike::middles(names), 24),
        ("part", shared::parts(names), 50),
        ("surname-within", shared::surnames_within(names), 18),
        ("surname", shared::surnames(names), 44),
        ("short-within", shared::surnames_alone(names, "in"), 34),
        ("short-bare", shared::surnames_alone(names, "bare"), 26),
        ("short-organisation", shared::short_organisations(names), 22),
        ("full-person", shared::full(names, "person"), 40),
        ("full-organisation", shared::full(names, "organisation"), 24),
        ("full-place", shared::full(names, "place"), 18),
    ]
}

/// What has been drawn.
#[derive(Default)]
struct Drawn {
    pairs: HashSet<(String, String)>,
    forms: HashMap<String, usize>,
    documents: HashMap<usize, usize>,
}

impl Drawn {
    /// The first `count` that still may be drawn.
    fn take<'a>(&mut self, pairs: Vec<Pair<'a>>, count: usize) -> Vec<Pair<'a>> {
        let mut taken = Vec::new();
        for pair in pairs {
            if taken.len() == count {
                break;
            }
            if self.may_take(pair) {
                taken.push(pair);
            }
        }
        taken
    }

    fn may_take(&mut self, ((one, at), (other, there)): Pair) -> bool {
        let key = (one.min(other).to_owned(), one.max(other).to_owned());
        let is_spent = |form: &str| self.forms.get(form).is_some_and(|count| *count >= OF_ONE_FORM);
        let is_full = |document: usize| self.documents.get(&document).is_some_and(|count| *count >= OF_ONE_DOCUMENT);
        if self.pairs.contains(&key) || [one, other].into_iter().any(is_spent) {
            return false;
        }
        if [at.document, there.document].into_iter().any(is_full) {
            return false;
        }
        for form in HashSet::from([one, other]) {
            *self.forms.entry(form.to_owned()).or_default() += 1;
        }
        for document in HashSet::from([at.document, there.document]) {
            *self.documents.entry(document).or_default() += 1;
        }
        self.pairs.insert(key)
    }
}

/// In the order of the seed.
fn by_seed<T>(all: impl IntoIterator<Item = T>, name: impl Fn(&T) -> String) -> Vec<T> {
    ordered(all.into_iter().collect(), SEED, name)
}

#[cfg(test)]
mod tests {
    use super::Drawn;
    use super::names::Place;

    #[test]
    fn no_form_is_drawn_a_third_time() {
        let place = |document| Place { document, start: 0, end: 4, kind: "person".to_owned() };
        let places: Vec<Place> = (0..6).map(place).collect();
        let pairs = vec![
            (("Holm", &places[0]), ("Vera Holm", &places[1])),
            (("Holm", &places[2]), ("Vera Holm", &places[3])),
            (("Holm", &places[2]), ("Ada Holm", &places[3])),
            (("Holm", &places[4]), ("Ida Holm", &places[5])),
        ];
        let forms: Vec<&str> = Drawn::default().take(pairs, 4).into_iter().map(|(_, (form, _))| form).collect();
        assert_eq!(forms, ["Vera Holm", "Ada Holm"]);
    }
}
