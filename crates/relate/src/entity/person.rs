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
    let found = aligned(&a, &b).or_else(|| shifted(&a, &b)).or_else(|| descended(one, other, &a, &b))?;
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
    // “H. W.” is not “W.”, though it holds it.
    let is_initial = |words: &[&str]| words.len() > 2 && words[1].chars().count() == 1;
    if is_initial(a) && is_initial(b) && a[1] != b[1] {
        return None;
    }
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

/// “al-Turvan” and “al-Turvani”: who is of somewhere or somebody, with the ending or without.
fn descended(one: &Name, other: &Name, a: &[&str], b: &[&str]) -> Option<(i32, &'static str)> {
    let has_article = |name: &Name| name.words.iter().rev().nth(1).is_some_and(|word| word == "al" || word == "el");
    let (last, other_last) = (a[a.len() - 1], b[b.len() - 1]);
    let (short, long) = if last.len() < other_last.len() { (last, other_last) } else { (other_last, last) };
    let is_it = short.len() > 3 && long.strip_prefix(short).is_some_and(|end| end == "i" || end == "y");
    if !is_it || !has_article(one) || !has_article(other) {
        return None;
    }
    let with_short = |words: &[&str]| [&words[..words.len() - 1], &[short]].concat().join(" ");
    let (a, b) = (with_short(a), with_short(b));
    let (a, b): (Vec<&str>, Vec<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    aligned(&a, &b).filter(|(weight, _)| *weight > 850).map(|_| (820, "ending of descent"))
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
    let near = is_one_apart(one, other) || length == other_length && length > 7 && is_mixed(one, other);
    (length.min(other_length) >= shortest && near).then_some(Alike::Letter)
}

/// Whether two words have the same letters, three in a row in another order: “Turvanya”, “Turvayna”.
fn is_mixed(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let head = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let tail = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    if head < 2 || head + tail + 3 != one.len() {
        return false;
    }
    let (mut left, mut right) = (one[head..head + 3].to_vec(), other[head..head + 3].to_vec());
    left.sort_unstable();
    right.sort_unstable();
    left == right
}
