//! Signs that two tellings tell one event: a table that is added up. Those that hold are shown to the reader.

use super::Told;
use super::once::is_for_ever;
use super::telling::{DENIED, REAL, Sentence};

/// A sign that holds of two tellings.
#[derive(Clone, Copy, Debug)]
pub struct Sign {
    /// As it is shown.
    pub name: &'static str,
    /// What it adds, in thousandths; below zero, what speaks against.
    pub weight: i32,
    /// Whether it holds.
    pub holds: fn(&Told, &Told) -> bool,
}

/// A number from here on is seldom the same by chance.
const LARGE: i64 = 10;

/// Every sign, each a question of its own.
pub const SIGNS: &[Sign] = &[
    Sign { name: "the same sentence", weight: 6000, holds: same_sentence },
    Sign { name: "nearly the same sentence", weight: 3500, holds: like_sentence },
    Sign { name: "same day", weight: 2200, holds: same_day },
    Sign { name: "days that can be one", weight: 1000, holds: near_day },
    Sign { name: "same place", weight: 2200, holds: same_place },
    Sign { name: "same capital", weight: 1200, holds: same_capital },
    Sign { name: "same country or region", weight: 200, holds: same_region },
    Sign { name: "same number", weight: 1800, holds: same_large_number },
    Sign { name: "same small number", weight: 900, holds: same_small_number },
    Sign { name: "numbers that can be one", weight: 500, holds: like_number },
    Sign { name: "same actor", weight: 900, holds: same_actor },
    Sign { name: "done to the same", weight: 1200, holds: same_recipient },
    Sign { name: "same names", weight: 400, holds: same_names },
    Sign { name: "same word", weight: 400, holds: same_trigger },
    Sign { name: "same class", weight: 300, holds: same_class },
    Sign { name: "some of the same words", weight: 700, holds: some_words },
    Sign { name: "many of the same words", weight: 1300, holds: many_words },
    Sign { name: "it happens to somebody once", weight: 6000, holds: happens_once },
    Sign { name: "called by its day", weight: 1500, holds: called_by_day },
    Sign { name: "long past, of the same parties", weight: 700, holds: long_past },
    Sign { name: "places differ", weight: -2500, holds: places_differ },
    Sign { name: "numbers differ", weight: -1600, holds: numbers_differ },
    Sign { name: "actors differ", weight: -1200, holds: actors_differ },
    Sign { name: "done to others", weight: -1200, holds: recipients_differ },
    Sign { name: "told of two days running", weight: -1800, holds: next_day },
    Sign { name: "days not known to meet", weight: -1500, holds: days_apart },
];

const TWIN: Sign =
    Sign { name: "told together of the same place, number and people; the days differ", weight: 5000, holds: is_twin };
const IN_ONE_REPORT: Sign = Sign { name: "one report's words for one thing", weight: 20_000, holds: |_, _| true };

/// The signs that hold; none where the two cannot be of one event.
pub fn signs(one: &Told, other: &Told) -> Option<Vec<&'static Sign>> {
    if one.group == other.group {
        return Some(vec![&IN_ONE_REPORT]);
    }
    if one.reality != other.reality || kind(&one.class) != kind(&other.class) {
        return None;
    }
    let (one, other) = if one.id <= other.id { (one, other) } else { (other, one) };
    if is_twin(one, other) {
        return Some(vec![&TWIN]);
    }
    (!cannot_be_one(one, other)).then(|| SIGNS.iter().filter(|sign| (sign.holds)(one, other)).collect())
}

/// Days between the publication of two reports of one thing that they date apart.
const TWIN_DAYS: i32 = 2;

/// Whether two reports that came out together tell the same of the same people at the same place, and differ in the day: one of them errs.
pub(super) fn is_twin(one: &Told, other: &Told) -> bool {
    let apart = one.is_dated() && other.is_dated() && (next_day(one, other) || dated_apart(one, other));
    let together = one.published.zip(other.published).is_some_and(|(a, b)| (a - b).abs() <= TWIN_DAYS);
    let near = one.days.zip(other.days).is_some_and(|(a, b)| (a.0 - b.0).abs() <= 7);
    if apart && near && one.document != other.document && happens_once(one, other) {
        return true;
    }
    apart
        && together
        && near
        && one.document != other.document
        && one.is_lead
        && other.is_lead
        && same_place(one, other)
        && !numbers_differ(one, other)
        && !actors_differ(one, other)
        && alike_in(one, other) >= TWIN_SIGNS
}

/// In how many things besides the place two reports must agree.
const TWIN_SIGNS: usize = 3;

/// In how many things of some weight the two agree.
fn alike_in(one: &Told, other: &Told) -> usize {
    let numbers = one.numbers.iter().filter(|a| other.numbers.iter().any(|b| (&a.0, a.1) == (&b.0, b.1) && a.1 >= 3));
    let named = same_actor(one, other) || same_recipient(one, other) || same_names(one, other);
    let also = [named, best_share(one, other) >= 0.25];
    numbers.count() + also.into_iter().filter(|holds| *holds).count()
}

/// The signs that what one denies is what the other tells as real; none where neither or both deny, or both say nearly the same words:
/// then one of the two was misread.
pub fn of_denial(one: &Told, other: &Told) -> Option<Vec<&'static Sign>> {
    let is_pair = one.reality != other.reality && [one, other].iter().all(|told| matches!(told.reality, REAL | DENIED));
    if !is_pair || kind(&one.class) != kind(&other.class) || cannot_be_one(one, other) {
        return None;
    }
    let (one, other) = if one.id <= other.id { (one, other) } else { (other, one) };
    let is_one_text = same_sentence(one, other) || like_sentence(one, other);
    (!is_one_text).then(|| SIGNS.iter().filter(|sign| (sign.holds)(one, other)).collect())
}

/// Classes that may tell one happening have one kind: a blast is an accident to one and an attack to another, and whoever is killed dies.
pub fn kind(class: &str) -> u8 {
    const KINDS: &[&[&str]] = &[
        &["ASSAULT", "DEATH", "ACCIDENT", "DISASTER"],
        &["COERCE"],
        &["RELEASE", "EXCHANGE"],
        &["CONSULT", "COOPERATE", "AGREE"],
        &["APPOINT", "ELECTION"],
        &["DEPART", "CONCEDE"],
        &["ACCUSE", "REJECT"],
        &["VERDICT"],
        &["AID"],
        &["SUPPORT"],
        &["RETREAT"],
        &["REQUEST"],
        &["THREATEN"],
        &["PROTEST"],
        &["SANCTION"],
        &["MOBILIZE"],
        &["OPEN"],
        &["CLOSE"],
        &["MOVE"],
        &["HOST"],
        &["POLICY"],
    ];
    KINDS.iter().position(|kind| kind.contains(&class)).unwrap_or(KINDS.len()) as u8
}

/// Days that are told and lie apart: one slip of a day is allowed, for “overnight” and time zones.
pub(super) fn dated_apart(one: &Told, other: &Told) -> bool {
    one.days.or(one.hint).zip(other.days.or(other.hint)).is_some_and(|(a, b)| a.1 + 1 < b.0 || b.1 + 1 < a.0)
}

/// Whether days that are told, or the day of a report against a day that is told, keep the two apart.
pub(super) fn cannot_be_one(one: &Told, other: &Told) -> bool {
    let apart = |dated: &Told, undated: &Told| {
        let window = undated.window().filter(|_| dated.is_dated() && undated.days.or(undated.hint).is_none());
        window.is_some_and(|window| dated.days.is_some_and(|days| days.1 + 4 < window.0 || days.0 > window.1 + 1))
    };
    dated_apart(one, other)
        || !happens_once(one, other) && (apart(one, other) || apart(other, one) || told_apart(one, other))
}

/// Days from what happened to the last report that tells it without its day.
const LATE: i32 = 10;

/// Whether one of the two has no day and its report is not of the days of the other: “three children were killed” of another year.
fn told_apart(one: &Told, other: &Told) -> bool {
    if one.document == other.document {
        return false;
    }
    let days = |told: &Told| told.days.or(told.hint);
    let far = |days: (i32, i32), told: &Told| told.published.is_some_and(|at| at + 1 < days.0 || at > days.1 + LATE);
    match (days(one), days(other)) {
        (Some(own), None) => far(own, other),
        (None, Some(own)) => far(own, one),
        (None, None) => one.published.zip(other.published).is_some_and(|(a, b)| (a - b).abs() > LATE),
        _ => false,
    }
}

/// Days within which the same that happens to somebody is the same happening, but for a death.
const SEASON: i32 = 30;

/// “The death of Ana Vell” here and there.
pub(super) fn happens_once(one: &Told, other: &Told) -> bool {
    let near = one.day().zip(other.day()).is_some_and(|(one, other)| (one - other).abs() <= SEASON);
    one.once.iter().any(|own| (near || is_for_ever(*own)) && other.once.binary_search(own).is_ok())
}

/// “The October 7 attack”, told long after.
fn called_by_day(one: &Told, other: &Told) -> bool {
    let are_past = one.is_background() && other.is_background();
    are_past && same_day(one, other) && (one.is_called_by_day || other.is_called_by_day)
}

/// “The invasion of Norland by Sudland in May 2031”, told long after, in a month that both give.
fn long_past(one: &Told, other: &Told) -> bool {
    const MONTH: i32 = 31;
    let are_past = one.is_background() && other.is_background();
    let is_short = |told: &Told| told.days.is_some_and(|(first, last)| last - first <= MONTH);
    are_past && is_short(one) && is_short(other) && same_actor(one, other) && same_recipient(one, other)
}

fn same_sentence(one: &Told, other: &Told) -> bool {
    pairs(one, other).any(|(a, b)| a.all == b.all && a.all.len() >= 6)
}

fn like_sentence(one: &Told, other: &Told) -> bool {
    let like = |(a, b): (&Sentence, &Sentence)| {
        share(&a.content, &b.content) >= 0.6 && a.content.len().min(b.content.len()) >= 6
    };
    !same_sentence(one, other) && pairs(one, other).any(like)
}

/// The first sentences of both, each with each.
fn pairs<'a>(one: &'a Told, other: &'a Told) -> impl Iterator<Item = (&'a Sentence, &'a Sentence)> {
    const FIRST: usize = 6;
    one.sentences.iter().take(FIRST).flat_map(|a| other.sentences.iter().take(FIRST).map(move |b| (a, b)))
}

/// The largest part of words that two of their sentences share.
fn best_share(one: &Told, other: &Told) -> f64 {
    let long = pairs(one, other).filter(|(a, b)| a.content.len().min(b.content.len()) >= 5);
    long.map(|(a, b)| share(&a.content, &b.content)).fold(0.0, f64::max)
}

fn same_day(one: &Told, other: &Told) -> bool {
    one.is_dated() && other.is_dated() && one.days == other.days
}

fn near_day(one: &Told, other: &Told) -> bool {
    let meets = |a: (i32, i32), b: (i32, i32)| a.0 <= b.1 && b.0 <= a.1;
    !same_day(one, other) && one.window().zip(other.window()).is_some_and(|(a, b)| meets(a, b))
}

/// Days that are told, one the day after the other: a slip, or another happening. They may speak for one another, but never stand in one event.
pub(super) fn next_day(one: &Told, other: &Told) -> bool {
    one.is_dated() && other.is_dated() && one.days.zip(other.days).is_some_and(|(a, b)| a.1 < b.0 || b.1 < a.0)
}

fn days_apart(one: &Told, other: &Told) -> bool {
    !next_day(one, other) && one.window().zip(other.window()).is_none_or(|(a, b)| a.1 < b.0 || b.1 < a.0)
}

fn same_place(one: &Told, other: &Told) -> bool {
    meet(&one.places, &other.places)
}

fn same_capital(one: &Told, other: &Told) -> bool {
    !same_place(one, other) && meet(&one.capitals, &other.capitals)
}

fn places_differ(one: &Told, other: &Told) -> bool {
    !one.places.is_empty() && !other.places.is_empty() && !same_place(one, other)
}

fn same_region(one: &Told, other: &Told) -> bool {
    meet(&one.regions, &other.regions)
}

pub(super) fn same_number(one: &Told, other: &Told) -> bool {
    one.numbers.iter().any(|a| other.numbers.iter().any(|b| a.0 == b.0 && a.1 == b.1 && a.1 >= 3))
}

fn same_large_number(one: &Told, other: &Told) -> bool {
    one.numbers.iter().any(|a| other.numbers.iter().any(|b| a.0 == b.0 && a.1 == b.1 && a.1 >= LARGE))
}

fn same_small_number(one: &Told, other: &Told) -> bool {
    same_number(one, other) && !same_large_number(one, other)
}

pub(super) fn like_number(one: &Told, other: &Told) -> bool {
    let like = |a: i64, b: i64| (a - b).abs() <= 1 || a.min(b) >= LARGE && a.min(b) * 4 >= a.max(b) * 3;
    !same_number(one, other) && one.numbers.iter().any(|a| other.numbers.iter().any(|b| a.0 == b.0 && like(a.1, b.1)))
}

fn numbers_differ(one: &Told, other: &Told) -> bool {
    let of_one = |a: &&(String, i64, Option<i64>, bool)| other.numbers.iter().any(|b| a.0 == b.0);
    one.numbers.iter().any(|a| of_one(&a)) && !same_number(one, other) && !like_number(one, other)
}

fn same_actor(one: &Told, other: &Told) -> bool {
    meet(&one.actors, &other.actors)
}

fn same_recipient(one: &Told, other: &Told) -> bool {
    meet(&one.recipients, &other.recipients)
}

fn actors_differ(one: &Told, other: &Told) -> bool {
    !one.actors.is_empty()
        && !other.actors.is_empty()
        && !same_actor(one, other)
        && !meet(&one.actors, &other.recipients)
}

fn recipients_differ(one: &Told, other: &Told) -> bool {
    !one.recipients.is_empty()
        && !other.recipients.is_empty()
        && !same_recipient(one, other)
        && !meet(&one.recipients, &other.actors)
}

fn same_names(one: &Told, other: &Told) -> bool {
    meet(&one.names, &other.names)
}

fn same_trigger(one: &Told, other: &Told) -> bool {
    one.trigger == other.trigger
}

fn same_class(one: &Told, other: &Told) -> bool {
    one.class == other.class
}

fn some_words(one: &Told, other: &Told) -> bool {
    (0.25..0.4).contains(&best_share(one, other))
}

fn many_words(one: &Told, other: &Told) -> bool {
    best_share(one, other) >= 0.4
}

/// What part of the shorter list the two share.
pub(super) fn share(one: &[u32], other: &[u32]) -> f64 {
    let common = one.iter().filter(|word| other.binary_search(word).is_ok()).count();
    common as f64 / one.len().min(other.len()).max(1) as f64
}

pub(super) fn meet(one: &[u64], other: &[u64]) -> bool {
    one.iter().any(|own| other.binary_search(own).is_ok())
}
