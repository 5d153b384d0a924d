//! Names that one bearer had one after the other, or beside one another: “Ana Vell, formerly Ana Orsa”, “Turvik Lines (now Turvik Air)”.
//!
//! A document that says so bears an item of its own, to which both names are linked; what spells like one of them follows it.
//! Invariant: of a pair both are whole names of one sort. Cost: a look between two names that follow each other.

use super::bearing::{Own, number};
use super::name::{Name, Sort};
use crate::meet::Id;
use std::collections::BTreeMap;
use std::ops::Range;

/// What stands between the two, and what that makes the second.
const BETWEEN: &[(&str, &str)] = &[
    (", formerly ", "former name"),
    (" (formerly ", "former name"),
    (", formerly known as ", "former name"),
    (" (formerly known as ", "former name"),
    (", previously ", "former name"),
    (", previously known as ", "former name"),
    (" (previously known as ", "former name"),
    (", once known as ", "former name"),
    (" née ", "former name"),
    (", née ", "former name"),
    (" (née ", "former name"),
    (", born ", "former name"),
    (", now known as ", "later name"),
    (", now called ", "later name"),
    (" (now ", "later name"),
    (", which was renamed ", "later name"),
    (", later renamed ", "later name"),
    (", also known as ", "other name"),
    (" (also known as ", "other name"),
    (", known as ", "other name"),
    (", a.k.a. ", "other name"),
    (", aka ", "other name"),
];

/// Pairs that a text tells of: the main name, the other, and what it is.
pub fn told(text: &str, forms: &[Own], places: &BTreeMap<Id, Range<usize>>) -> Vec<(Name, Name, &'static str)> {
    let mut names: Vec<(Range<usize>, &Own)> = forms
        .iter()
        .flat_map(|own| {
            own.mentions.iter().filter_map(move |mention| Some((places.get(&number(&mention.id))?.clone(), own)))
        })
        .collect();
    names.sort_by_key(|(place, _)| (place.start, place.end));
    let mut found = Vec::new();
    for pair in names.windows(2) {
        let [(one, main), (other, own)] = pair else { continue };
        let between = text.get(one.end..other.start).unwrap_or_default();
        let between = between.strip_suffix("the ").unwrap_or(between);
        let Some((_, sign)) = BETWEEN.iter().find(|(words, _)| *words == between) else { continue };
        let Some((name, _)) = &main.of else { continue };
        let is_whole = |name: &Name| name.core().len() > 1 && !name.acronym && name.scope.is_empty();
        let is_pair = name.sort == own.name.sort && name.sort != Sort::Place && name.words != own.name.words;
        if is_pair && is_whole(name) && is_whole(&own.name) {
            found.push((name.clone(), own.name.clone(), *sign));
        }
    }
    found
}

/// The item that says that two names are of one.
pub fn item(main: &Name, other: &Name) -> Name {
    Name { scope: format!("was:{}", main.words.join(" ")), ..other.clone() }
}

/// How a name hangs on an item that says so.
pub fn link(item: &Name, name: &Name) -> Option<(i32, String)> {
    let other = item.other()?;
    let is_one = name.sort == item.sort
        && name.scope.is_empty()
        && (name.words == item.words || name.words == other.words && name.generation.is_none());
    is_one.then(|| (940, "said to be the same in one document".to_string()))
}

/// Pairs of names among those that come together.
pub struct Pairs(Vec<(Name, Name)>);

impl Pairs {
    /// Those that items say.
    pub fn of<'a>(names: impl Iterator<Item = &'a Name>) -> Pairs {
        let plain = |name: &Name| Name { scope: String::new(), ..name.clone() };
        Pairs(names.filter_map(|name| Some((plain(name), name.other()?))).collect())
    }

    /// Whether two names may be of one because a pair says so.
    pub fn join(&self, one: &Name, other: &Name) -> bool {
        // The item itself stands for both of its names.
        let alike = |name: &Name, own: &Name| {
            name.words == own.words
                || name.other().is_some_and(|other| other.words == own.words)
                || !super::is_apart(&Name { scope: String::new(), ..name.clone() }, own)
        };
        self.0.iter().any(|(a, b)| {
            let (one_a, one_b, other_a, other_b) = (alike(one, a), alike(one, b), alike(other, a), alike(other, b));
            (one_a || one_b) && (other_a || other_b)
        })
    }
}
