//! Events: tellings that surely tell one thing are one event, whoever tells them.
//!
//! keys (class, how real, day and somebody who takes part; or the very sentence) → groups → edges → components.
//! Invariant: every telling belongs to exactly one event; two tellings with nothing in common but their class never meet; what is
//! planned, demanded or denied never meets what is told as real. The order of tellings does not matter.
//! Cost: linear in the keys. After: Lu & Ng, Event Coreference Resolution, IJCAI 2018 (same class, time and arguments).

use dateline_record::{
    DocumentRow, EventMentionRow, EventRow, Modality, ParticipantRow, Precision, QuantityRow, TellingRow, When,
};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

const RELATE: &str = concat!("relate@", env!("CARGO_PKG_VERSION"));

/// A telling with its document.
#[derive(Clone, Debug)]
pub struct Telling {
    /// The telling.
    pub event: EventMentionRow,
    /// Its document; the text may be left out.
    pub document: DocumentRow,
}

/// The events that `tellings` tell: those with a day first, in the order of these.
pub fn events(mut tellings: Vec<Telling>) -> Vec<EventRow> {
    tellings.sort_by(|one, other| one.event.id.cmp(&other.event.id));
    tellings.dedup_by(|one, other| one.event.id == other.event.id);
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, telling) in tellings.iter().enumerate() {
        for key in keys(&telling.event) {
            groups.entry(key).or_default().push(at);
        }
    }
    let mut roots: Vec<usize> = (0..tellings.len()).collect();
    for group in groups.values() {
        for (number, at) in group.iter().enumerate() {
            // All that are one with the first meet there; what is not is held against the one before it.
            let others = [group[0], group[number.saturating_sub(1)]];
            let other = others.into_iter().find(|other| is_one(&tellings[*other].event, &tellings[*at].event));
            if let Some(other) = other {
                let (one, other) = (root(&roots, *at), root(&roots, other));
                roots[one.max(other)] = one.min(other);
            }
        }
    }
    let mut members: BTreeMap<usize, Vec<&Telling>> = BTreeMap::new();
    for (at, telling) in tellings.iter().enumerate() {
        members.entry(root(&roots, at)).or_default().push(telling);
    }
    let mut rows: Vec<EventRow> = members.into_values().map(|own| row(&own)).collect();
    rows.sort_by(|one, other| order(one).cmp(&order(other)));
    rows
}

fn root(roots: &[usize], mut at: usize) -> usize {
    while roots[at] != at {
        at = roots[at];
    }
    at
}

/// What a telling can meet others by.
fn keys(event: &EventMentionRow) -> Vec<String> {
    let class = format!("{}|{}", event.event_type, reality(event.modality));
    let mut keys = vec![format!("{class}|{}|{}", plain(&event.text), plain(&event.trigger.text))];
    if let Some(day) = day(event) {
        let all = event.actors.iter().chain(&event.recipients).filter_map(called);
        keys.extend(all.map(|name| format!("{class}|{day}|{name}")));
    }
    keys
}

/// Whether two tellings that share a key tell one event: nothing in them stands against it.
fn is_one(one: &EventMentionRow, other: &EventMentionRow) -> bool {
    if plain(&one.text) == plain(&other.text) {
        return one.trigger.text == other.trigger.text;
    }
    let meets = |one: &[ParticipantRow], other: &[ParticipantRow]| {
        let names: BTreeSet<String> = one.iter().filter_map(called).collect();
        let others: BTreeSet<String> = other.iter().filter_map(called).collect();
        (!names.is_empty() && !others.is_empty()).then(|| !names.is_disjoint(&others))
    };
    let sides = [meets(&one.actors, &other.actors), meets(&one.recipients, &other.recipients)];
    let places = one.place.as_ref().zip(other.place.as_ref()).is_none_or(|(one, other)| one.name == other.name);
    // Somebody may do two things of a class on one day: both sides must meet, or one side and the place.
    let sure = sides.iter().filter(|side| **side == Some(true)).count()
        + usize::from(one.place.is_some() && other.place.is_some() && places);
    sure >= 2 && places && !sides.contains(&Some(false))
}

/// The name by which somebody is known in other documents too.
fn called(one: &ParticipantRow) -> Option<String> {
    one.name.as_deref().map(plain)
}

/// The day on which it took place, if it is one.
fn day(event: &EventMentionRow) -> Option<&str> {
    let when = event.when.as_ref().filter(|when| matches!(when.precision, Precision::Day | Precision::Time))?;
    when.earliest.as_deref()
}

/// Modalities that can be of one event.
fn reality(modality: Modality) -> u8 {
    match modality {
        Modality::Happened | Modality::Ongoing | Modality::Historical => 0,
        Modality::Planned => 1,
        Modality::Threatened => 2,
        Modality::Demanded => 3,
        Modality::Hypothetical => 4,
        Modality::Denied => 5,
    }
}

fn plain(text: &str) -> String {
    let words = text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// Tellings in the order in which they were published, those without date last.
fn row(own: &[&Telling]) -> EventRow {
    let mut own = own.to_vec();
    let published = |telling: &Telling| telling.document.published.as_ref().and_then(|when| when.earliest.clone());
    own.sort_by_cached_key(|telling| {
        let published = published(telling);
        (published.is_none(), published, telling.event.id.clone())
    });
    let first = own[0];
    let fullest = own.iter().map(|telling| &telling.event).max_by_key(|event| {
        let named = |all: &[ParticipantRow]| all.iter().filter(|one| one.name.is_some()).count();
        (named(&event.actors) > 0, named(&event.recipients) > 0, std::cmp::Reverse(&event.id))
    });
    let fullest = fullest.unwrap_or(&first.event);
    let documents: BTreeSet<&str> = own.iter().map(|one| one.document.id.as_str()).collect();
    let mut digest = Sha256::new();
    own.iter().map(|one| &one.event.id).min().into_iter().for_each(|id| digest.update(id));
    EventRow {
        id: digest.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect(),
        made_by: RELATE.to_string(),
        event_type: first.event.event_type.clone(),
        mode: own.iter().find_map(|one| one.event.mode.clone()),
        modality: first.event.modality,
        when: when(&own),
        place: own.iter().find_map(|one| one.event.place.clone()),
        actors: fullest.actors.clone(),
        recipients: fullest.recipients.clone(),
        quantities: quantities(&own),
        reports: documents.len() as u64,
        mentions: own.iter().map(|one| telling(one)).collect(),
    }
}

/// The narrowest time that is told.
fn when(own: &[&Telling]) -> Option<When> {
    let all = own.iter().filter_map(|one| one.event.when.as_ref());
    all.min_by_key(|when| (when.precision, when.edtf.clone())).cloned()
}

/// What is counted, each number once; numbers that differ stay side by side.
fn quantities(own: &[&Telling]) -> Vec<QuantityRow> {
    let mut all: Vec<QuantityRow> = Vec::new();
    for quantity in own.iter().flat_map(|one| &one.event.quantities) {
        let same = |known: &QuantityRow| {
            (known.low, known.high, known.bound, &known.of)
                == (quantity.low, quantity.high, quantity.bound, &quantity.of)
        };
        if !all.iter().any(same) {
            all.push(quantity.clone());
        }
    }
    all
}

fn telling(one: &Telling) -> TellingRow {
    let event = &one.event;
    TellingRow {
        mention: event.id.clone(),
        modality: event.modality,
        statement: event.statement.clone(),
        capture: event.capture.clone(),
        document: event.document.clone(),
        path: event.path.clone(),
        kind: one.document.kind,
        published: one.document.published.clone(),
        trigger: event.trigger.clone(),
        span: event.span,
        text: event.text.clone(),
    }
}

fn order(event: &EventRow) -> (bool, Option<&str>, Option<&str>, &str) {
    let when = event.when.as_ref();
    let earliest = when.and_then(|when| when.earliest.as_deref());
    (earliest.is_none(), earliest, when.and_then(|when| when.latest.as_deref()), &event.id)
}
