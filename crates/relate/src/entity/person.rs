//! Whether two names of persons mean one: word by word from both ends, with what lies between left out by either.
//!
//! Invariant: other given names, other generations and middle names that differ keep them apart. Cost: a pass over the words.

use super::letters::{canon, is_one_apart, skeleton};
use super::list::List;
use super::name::Name;
use dateline_lexicon::{Gazetteer, Known};

/// How two words are one, the surest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Alike {
    Same,
    Sound,
    Initial,
    Nickname,
    Letter,
}

/// How surely, in thousandths, and by what sign two names mean one.
pub fn link(one: &Name, other: &Name) -> Option<(i32, &'static str)> {
    let (a, b) = (one.core(), other.core());
    if a.len() < 2 || b.len() < 2 || one.scope != other.scope {
        return None;
    }
    let suffix = generations(one, other)?;
    let found = aligned(&a, &b).or_else(|| shifted(&a, &b))?;
    Some(match found {
        (950.., _) if suffix => (900, "suffix left out"),
        other => other,
    })
}

/// Whether no other name could make the two one.
pub fn is_apart(one: &Name, other: &Name) -> bool {
    link(one, other).is_none()
}

/// Whether a suffix stands in one of them alone; none where theirs differ. A son is called by his suffix, a father may be without.
fn generations(one: &Name, other: &Name) -> Option<bool> {
    match (one.generation.as_deref(), other.generation.as_deref()) {
        (one, other) if one == other => Some(false),
        (Some("sr" | "senior"), None) | (None, Some("sr" | "senior")) => Some(true),
        _ => None,
    }
}

/// First with first, last with last.
fn aligned(a: &[&str], b: &[&str]) -> Option<(i32, &'static str)> {
    let last = surname(a[a.len() - 1], b[b.len() - 1])?;
    let first = given(a[0], b[0])?;
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let mut between = long[1..long.len() - 1].iter();
    let is_within = short[1..short.len() - 1].iter().all(|word| between.any(|other| given(word, other).is_some()));
    if !is_within {
        return None;
    }
    let loose = |alike: Alike| matches!(alike, Alike::Letter | Alike::Nickname);
    if loose(first) && last != Alike::Same || loose(last) && first != Alike::Same {
        return None;
    }
    Some(match first.max(last) {
        Alike::Same if a.len() != b.len() => (900, "middle name"),
        Alike::Same => (960, "particle"),
        Alike::Sound => (880, "transliteration"),
        Alike::Initial => (600, "initial"),
        Alike::Nickname => (800, "short given name"),
        Alike::Letter => (800, "one letter apart"),
    })
}

/// A given name in front of an East Asian name, a second surname behind a Spanish one.
fn shifted(a: &[&str], b: &[&str]) -> Option<(i32, &'static str)> {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    if short.len() + 1 != long.len() {
        return None;
    }
    if long[1..] == *short && (short.len() > 2 || short[1].contains('-')) {
        return Some((850, "given name left out"));
    }
    let gazetteer = Gazetteer::embedded();
    let known = |word: &str| gazetteer.entry(word).known();
    let added =
        long[..short.len()] == *short && known(short[1]).any(Known::SURNAME) && !known(short[1]).any(Known::GIVEN);
    (added && short.len() == 2 && short[1].len() > 3).then_some((800, "second surname"))
}

fn surname(one: &str, other: &str) -> Option<Alike> {
    spelt(one, other, Known::SURNAME, 6)
}

fn given(one: &str, other: &str) -> Option<Alike> {
    if let Some(alike) = spelt(one, other, Known::GIVEN, 5) {
        return Some(alike);
    }
    let is_initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    if is_initial(one, other) || is_initial(other, one) {
        return Some(Alike::Initial);
    }
    List::embedded().is_nickname(one, other).then_some(Alike::Nickname)
}

/// `known`: two that are both known as such are two names, be they one letter apart.
fn spelt(one: &str, other: &str, known: Known, shortest: usize) -> Option<Alike> {
    if one == other {
        return Some(Alike::Same);
    }
    let (length, other_length) = (one.chars().count(), other.chars().count());
    if length.min(other_length) < 2 {
        return None;
    }
    let (sound, other_sound) = (canon(one), canon(other));
    if sound == other_sound {
        return Some(Alike::Sound);
    }
    let gazetteer = Gazetteer::embedded();
    let is_known = |word: &str| gazetteer.entry(word).known().any(known);
    if is_known(one) && is_known(other) {
        return None;
    }
    let near = is_one_apart(&sound, &other_sound);
    if near && length.min(other_length) > 3 && skeleton(one) == skeleton(other) {
        return Some(Alike::Sound);
    }
    (length.min(other_length) >= shortest && is_one_apart(one, other)).then_some(Alike::Letter)
}
