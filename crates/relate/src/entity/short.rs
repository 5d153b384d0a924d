//! Short forms in one document: a surname, “the Centre”, an acronym, “RO 5” go to the one name there that they can be short for.
//!
//! Invariant: where two could be meant, none is. A chain of referents is only a hint: it never makes one name of two.
//! Cost: names times names of a chain; a look-up a form.

use super::acronym;
use super::bearing::{Own, is_anonymised};
use super::letters::{canon, is_one_apart};
use super::list::List;
use super::name::{Name, Sort, country};
use super::person;
use dateline_lexicon::{Gazetteer, Known};
use std::collections::{BTreeMap, BTreeSet};

/// Why a surname is of somebody whom its document does not name.
pub const NEAR: &str = "surname; only one bearer named near it";

/// Sends short forms where they belong; `scope` is of the document's own names.
pub fn settle(forms: &mut [Own], text: &str, scope: &str) {
    within_chains(forms);
    to_persons(forms, scope);
    to_bodies(forms, text);
    to_numbered(forms);
}

/// Short forms of a chain go to its full name.
fn within_chains(forms: &mut [Own]) {
    let mut chains: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, own) in forms.iter().enumerate() {
        if let Some(referent) = &own.mentions[0].referent {
            chains.entry(referent.clone()).or_default().push(at);
        }
    }
    for chain in chains.values().filter(|chain| chain.len() > 1) {
        let fullest = |at: &&usize| (forms[**at].name.core().len(), forms[**at].mentions.len());
        // Of full names, the one that is used most: a chain may have run two persons together.
        let full = chain.iter().filter(|at| forms[**at].name.core().len() > 1);
        let person = full.clone().filter(|at| forms[**at].name.sort == Sort::Person);
        let person = person.max_by_key(|at| {
            let own = &forms[**at];
            (own.mentions.len(), own.name.generation.is_none(), own.name.core().len() < 4, own.name.words.len())
        });
        let body = full.filter(|at| forms[**at].name.sort != Sort::Person).max_by_key(fullest);
        for at in chain {
            let own = &forms[*at];
            let main = if own.name.sort == Sort::Person { person } else { body };
            let Some(main) = main.filter(|main| *main != at) else { continue };
            let main = &forms[*main];
            if let Some((target, _)) = main.of.clone()
                && let Some(rule) = short(own, main)
            {
                forms[*at].of = Some((target, rule));
            }
        }
    }
}

/// Why a form is short for the name of its chain.
fn short(own: &Own, main: &Own) -> Option<&'static str> {
    let (core, full) = (own.name.core(), main.name.core());
    if own.name.sort == Sort::Person {
        if core.len() > 1 {
            return person::link(&own.name, &main.name).map(|(_, sign)| sign);
        }
        let is_last = canon(core.first()?) == canon(full.last()?);
        return Some(if is_last { "surname" } else { "same chain in a document" });
    }
    if own.name.sort != main.name.sort && own.name.sort != Sort::Other || own.name.sort == Sort::Place {
        return None;
    }
    if core.len() >= full.len()
        || !core.iter().all(|word| full.contains(word))
        || List::embedded().alias(&own.name.words.join(" ")).is_some()
    {
        return None;
    }
    // “HP” is not “HP Africa”, nor “Google” its “Google Docs”: what stands on its own is named by itself.
    let known = Gazetteer::embedded().entry(own.written).known();
    let stands = own.name.acronym || known.any(Known::BODY | Known::PLACE) || country(core[0]).is_some();
    // “the House” is not the “House Judiciary Committee”, nor “Congress” the “Republican Congress”.
    let is_head = core.last() == full.last() && !is_sided(&full)
        || main.name.words.get(core.len()).is_some_and(|word| word == "of");
    (if own.name.is_generic() { is_head } else { !stands || main.name.trunk() == core })
        .then_some("shorter form in one document")
}

/// “Republican Senate”: a house by who holds it.
fn is_sided(full: &[&str]) -> bool {
    const SIDES: &[&str] = &["republican", "democratic", "conservative", "liberal", "labour"];
    const HOUSES: &[&str] = &["senate", "congress", "house", "parliament", "government", "administration"];
    full.len() == 2 && SIDES.contains(&full[0]) && HOUSES.contains(&full[1])
}

/// Surnames without a bearer in their chain go to the only full name of the document that has them; those of nobody there may be of somebody
/// whom documents near it name.
fn to_persons(forms: &mut [Own], scope: &str) {
    let mut bearers: BTreeMap<String, BTreeSet<Name>> = BTreeMap::new();
    for own in forms.iter().filter(|own| own.name.sort == Sort::Person) {
        if let Some((name, _)) = &own.of
            && let Some(last) = name.core().last()
        {
            bearers.entry(canon(last)).or_default().insert(name.clone());
        }
    }
    let gazetteer = Gazetteer::embedded();
    for own in forms.iter_mut() {
        let core = own.name.core();
        let (Some(word), 1) = (core.first(), core.len()) else { continue };
        let known = gazetteer.entry(own.written).known();
        let is_person = own.name.sort == Sort::Person;
        // What was taken for a body or a place and is known as neither: “Vells men”.
        if !is_person && (own.name.acronym || own.name.is_generic() || known.any(Known::BODY | Known::PLACE))
            || is_person && own.of.is_some()
        {
            continue;
        }
        match bearers.get(&canon(word)) {
            Some(all) if all.len() == 1 => own.of = all.first().map(|name| (name.clone(), "surname")),
            None if is_person && is_surname(own.written, known) => {
                own.of = Some((Name { scope: scope.into(), ..own.name.clone() }, NEAR));
            }
            _ => {}
        }
    }
}

/// “Patrick” may be anybody's first name.
fn is_surname(word: &str, known: Known) -> bool {
    let is_given =
        known.any(Known::GIVEN) && (!known.any(Known::SURNAME) || Gazetteer::embedded().gender(word).is_some());
    !is_given && word.chars().count() > 1
}

/// Words, acronyms and misspellings go to the only name that they can be short for.
fn to_bodies(forms: &mut [Own], text: &str) {
    let full: Vec<(Name, Name, String)> = forms
        .iter()
        .filter(|own| own.name.sort != Sort::Person)
        .filter_map(|own| Some((own.name.clone(), own.of.as_ref()?.0.clone(), own.written.to_string())))
        .collect();
    let only =
        |found: BTreeSet<&Name>| if found.len() == 1 { found.first().map(|name| (**name).clone()) } else { None };
    let gazetteer = Gazetteer::embedded();
    for own in forms.iter_mut().filter(|own| own.name.sort != Sort::Person) {
        let core = own.name.core();
        let ([word], Some((name, _))) = (&core[..], &own.of) else { continue };
        let known = gazetteer.entry(own.written).known();
        if name.words != own.name.words
            || List::embedded().alias(word).is_some()
            || known.any(Known::PLACE | Known::BODY)
        {
            continue;
        }
        let found = if own.name.acronym {
            let fits = full.iter().filter(|(body, _, written)| acronym::fits(&own.name, body, written, text));
            only(fits.map(|(_, of, _)| of).collect()).map(|of| (of, "acronym by its initials in one document"))
        } else if gazetteer.is_common_word(word) {
            // “the Observatory”, whatever it was taken for.
            let holds = |body: &Name| body.sort != Sort::Place && body.core().len() > 1 && body.core().contains(word);
            let found = full.iter().filter(|(body, ..)| holds(body) && !body.is_generic());
            only(found.map(|(_, of, _)| of).collect()).map(|of| (of, "shorter form in one document"))
        } else if own.name.sort == Sort::Place && word.len() > 4 {
            let land = |body: &Name| body.core().len() == 1 && country(body.core()[0]).is_some();
            let near = full.iter().filter(|(body, ..)| land(body) && is_one_apart(word, body.core()[0]));
            only(near.map(|(_, of, _)| of).collect()).map(|of| (of, "one letter from a country in one document"))
        } else {
            None
        };
        if found.is_some() {
            own.of = found;
        }
    }
}

/// “RO 5” beside “Russian Official 5”.
fn to_numbered(forms: &mut [Own]) {
    let numbered: Vec<(Vec<String>, Name)> = forms
        .iter()
        .filter(|own| is_anonymised(&own.name.words))
        .filter_map(|own| Some((own.name.words.clone(), own.of.as_ref()?.0.clone())))
        .collect();
    for own in forms.iter_mut() {
        let [letters, mark] = &own.name.words[..] else { continue };
        let fits = |words: &[String]| {
            let initials: String = words[..words.len() - 1].iter().filter_map(|word| word.chars().next()).collect();
            words.last() == Some(mark) && initials == *letters
        };
        let found: BTreeSet<&Name> = numbered.iter().filter(|(words, _)| fits(words)).map(|(_, of)| of).collect();
        if let (Some(name), 1) = (found.first(), found.len()) {
            own.of = Some(((*name).clone(), "initials of a numbered actor"));
        }
    }
}
