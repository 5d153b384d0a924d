//! Who is meant by “who”, what by “which” and “that”: the noun that its clause is about.
//!
//! Invariant: looks back in one clause only; where neither a name nor a noun for people stands there, nothing is told.
//! Cost: a few words each.

use crate::mention::Cast;
use crate::name::Name;
use crate::source::{self, Described};
use crate::token::Sort;
use crate::view::View;
use dateline_lexicon::Classes;
use dateline_record::{Authority, EntityType};

/// How far back the noun can stand.
const FAR: usize = 14;

/// What “which” and “that” can mean on whose word something stands.
const THINGS: &[Authority] = &[Authority::Collective, Authority::Document, Authority::Outlet];

/// Gives the “which” or “that” at `at` what the phrase right before it is: a body, an outlet, a writing.
pub(crate) fn resolve_thing(view: &View, own: &mut Described, at: usize, names: &[Name], cast: &Cast) {
    let comma = at > 0 && view.sort(at - 1) == Sort::Comma;
    let end = at - usize::from(comma);
    let index = names.partition_point(|name| name.tokens.end < end);
    let named = names.get(index).filter(|name| name.tokens.end == end && comma);
    let Some(start) = named.map(|name| name.tokens.start).or_else(|| noun_phrase(view, end)) else { return };
    // “leaders of the Vell Union, which said”: one or the other.
    let meant = source::describe(view, &(start..end), names, cast);
    if THINGS.contains(&meant.authority) {
        *own = Described { pronoun: false, ..meant };
    }
}

/// The phrase in small letters that ends before `end`, from its determiner: “the union”, “a message”.
fn noun_phrase(view: &View, end: usize) -> Option<usize> {
    let start = (end.saturating_sub(4)..end).rev().find(|index| view.any(*index, Classes::DETERMINER))?;
    let plain = start + 1 < end && (start + 1..end).all(|index| view.is_noun_like(index) && !view.is_quoted(index));
    let first = start.checked_sub(1).is_none_or(|before| !view.any(before, Classes::PREPOSITION));
    let known = view.any(end - 1, Classes::COLLECTIVE | Classes::DOCUMENT | Classes::OUTLET_WORD);
    (plain && known && (first || view.any(end - 1, Classes::DOCUMENT))).then_some(start)
}

/// Gives the “who” at `at` the name or the description before it.
pub(crate) fn resolve(view: &View, own: &mut Described, at: usize, names: &[Name], cast: &Cast) {
    let end = at - usize::from(at > 0 && view.sort(at - 1) == Sort::Comma);
    let mut people = None;
    for last in (end.saturating_sub(FAR)..end).rev() {
        let past = last + 1;
        let closed = past == end || people.is_some() && view.sort(past) == Sort::Comma;
        let index = names.partition_point(|name| name.tokens.end < past);
        let named = names.get(index).filter(|name| name.tokens.end == past && closed);
        // “Ana Oller, a teacher from Orsa, who”, not “voters in Orsa who”.
        if let Some(name) = named.filter(|name| past == end || name.entity_type == EntityType::Person) {
            let place = matches!(name.entity_type, EntityType::Place | EntityType::Organisation | EntityType::Facility);
            let inside = name.tokens.start > 0 && view.any(name.tokens.start - 1, Classes::PREPOSITION);
            if !(place && inside) {
                *own = Described { pronoun: false, ..source::describe(view, &name.tokens, names, cast) };
                return;
            }
        }
        let border = matches!(view.sort(last), Sort::Stop | Sort::Semicolon | Sort::Dash | Sort::Quote)
            || view.is_quoted(last)
            || view.is_finite(last) && people.is_none();
        if border {
            break;
        }
        let noun = view.any(last, Classes::UNNAMED | Classes::ROLE) || view.is_one_of(last, &["those", "anyone"]);
        if noun && people.is_none() {
            people = Some(last);
        }
    }
    // “the soldiers who”: whatever they are, they are people; after a comma it is somebody, perhaps named.
    let plain = end.checked_sub(1).filter(|_| end == at).is_some_and(|last| {
        let other = Classes::PREPOSITION | Classes::VERB | Classes::AUXILIARY | Classes::COORDINATOR;
        view.is_word(last) && !view.is_quoted(last) && !view.is_capital(last) && !view.any(last, other)
    });
    if people.is_some() || plain {
        own.authority = Authority::Unnamed;
    }
}
