//! Disagreements: what is said of one attribute of one event, where it cannot all stand as it is.
//!
//! A **voice** is who says something in a document: a speaker, or its writer. Invariant: only claims of one attribute and one thing
//! counted are held against one another, and only where the two voices have no value in common; the type is the first that holds,
//! as the labels have it (denial, scope, revision, rounding, conflict). Nothing is resolved. Cost: the square of an event's voices.
//! After: de Marneffe, Rafferty & Manning, Finding Contradictions in Text, ACL 2008 (numbers, dates, negation first).

use crate::claim::{Said, Topic, Value, claim, is_vague, said};
use crate::ground::{Ground, Telling};
use crate::reuse::words;
use dateline_record::{Attribute, ClaimRow, Disagreeing, DisagreementRow};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

mod denial;

pub use denial::{Denied, denials, untrue};

pub(crate) const RELATE: &str = concat!("relate@", env!("CARGO_PKG_VERSION"));

/// A number so many times another one is of another thing, unless the two reports agree in another number.
const FARTHEST: f64 = 4.0;
/// Classes of what one side does: two doers of one such thing cannot both have done it.
const DONE_BY_ONE: &[&str] = &["ASSAULT", "COERCE", "DEATH", "RELEASE", "ACCIDENT", "AID", "SANCTION", "RETREAT"];

/// The disagreements among the tellings of the event `event`, and with those who deny it, in order.
pub fn disagreements(event: &str, tellings: &[Telling], denied: &[Denied], ground: &Ground) -> Vec<DisagreementRow> {
    let mut rows = Vec::new();
    let topics = said(tellings, ground);
    let agreeing = agreeing(&topics);
    for (topic, own) in topics {
        for (disagreeing, sides) in sides(&topic, &own, &agreeing) {
            let claims = sides.iter().map(|side| claim(side, ground)).collect();
            rows.push(row(disagreeing, &topic, Some(event), Vec::new(), claims));
        }
    }
    rows.extend(denial::of_event(event, tellings, denied, ground));
    rows
}

/// A row; its id is made of all that it says.
pub(crate) fn row(
    disagreement_type: Disagreeing,
    topic: &Topic,
    event: Option<&str>,
    signs: Vec<String>,
    claims: Vec<ClaimRow>,
) -> DisagreementRow {
    let (attribute, of) = topic;
    let mut hash = Sha256::new();
    for part in [event.unwrap_or("-"), &format!("{attribute:?}"), of, &format!("{disagreement_type:?}")] {
        hash.update(part);
        hash.update([0]);
    }
    for claim in &claims {
        hash.update(&claim.value);
        hash.update(claim.scope.as_deref().unwrap_or_default());
        claim.mentions.iter().chain(&claim.statements).for_each(|id| hash.update(id));
    }
    DisagreementRow {
        id: hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect(),
        made_by: RELATE.to_string(),
        disagreement_type,
        attribute: *attribute,
        of: (!of.is_empty()).then(|| of.clone()),
        event: event.map(str::to_string),
        signs,
        claims,
    }
}

/// Documents that give one number for one thing: by it they are surely of one event.
type Agreeing = BTreeSet<(String, String)>;

fn agreeing(topics: &BTreeMap<Topic, Vec<Said>>) -> Agreeing {
    let mut found = Agreeing::new();
    for ((attribute, _), own) in topics {
        for (at, one) in own.iter().enumerate().filter(|_| *attribute == Attribute::Number) {
            let same = own[at + 1..].iter().filter(|other| one.value.is_like(&other.value) && !is_vague(&one.value));
            found.extend(same.flat_map(|other| {
                let pair = [&one.telling.document.id, &other.telling.document.id].map(String::clone);
                let [a, b] = pair;
                [(a.clone(), b.clone()), (b, a)]
            }));
        }
    }
    found
}

/// Who says it in which document.
fn voice<'a>(said: &'a Said) -> (&'a str, &'a str) {
    (&said.telling.document.id, said.speaker.unwrap_or_default())
}

/// The values that disagree, type by type: each with those who give it, the first published first.
fn sides<'a, 'b>(
    topic: &Topic,
    all: &'b [Said<'a>],
    agreeing: &Agreeing,
) -> Vec<(Disagreeing, Vec<Vec<&'b Said<'a>>>)> {
    let mut voices: Vec<Vec<&Said>> = Vec::new();
    for said in all {
        match voices.iter_mut().find(|own| voice(own[0]) == voice(said)) {
            Some(own) => own.push(said),
            None => voices.push(vec![said]),
        }
    }
    let mut found: BTreeMap<Disagreeing, Vec<(&Said, &Said)>> = BTreeMap::new();
    for (at, one) in voices.iter().enumerate() {
        for other in &voices[at + 1..] {
            let agrees = one.iter().any(|a| other.iter().any(|b| a.value.is_like(&b.value)));
            let (Some(a), Some(b)) = (main_of(one), main_of(other)) else { continue };
            if agrees || a.scope != b.scope && (has(one, &b.scope) || has(other, &a.scope)) {
                continue;
            }
            let documents = (a.telling.document.id.clone(), b.telling.document.id.clone());
            if let Some(disagreeing) = held_against(topic.0, a, b, agreeing.contains(&documents)) {
                found.entry(disagreeing).or_default().push((a, b));
            }
        }
    }
    found
        .into_iter()
        .flat_map(|(disagreeing, pairs)| rows_of(&pairs).into_iter().map(move |own| (disagreeing, own)))
        .collect()
}

fn is_one_value(one: &Said, other: &Said) -> bool {
    one.value == other.value && one.scope == other.scope
}

/// Pairs that disagree in one way, as rows: of the sides of a row, each disagrees with each other one in that way.
fn rows_of<'a, 'b>(pairs: &[(&'b Said<'a>, &'b Said<'a>)]) -> Vec<Vec<Vec<&'b Said<'a>>>> {
    let disagree = |one: &Said, other: &Said| {
        pairs.iter().any(|(a, b)| {
            is_one_value(a, one) && is_one_value(b, other) || is_one_value(a, other) && is_one_value(b, one)
        })
    };
    let mut rows: Vec<Vec<Vec<&Said>>> = Vec::new();
    let add = |side: &mut Vec<&'b Said<'a>>, said: &'b Said<'a>| {
        if !side.iter().any(|own| std::ptr::eq(*own, said)) {
            side.push(said);
        }
    };
    for (a, b) in pairs {
        let fits = |row: &&mut Vec<Vec<&Said>>| {
            let with = |said: &Said| row.iter().all(|side| is_one_value(side[0], said) || disagree(side[0], said));
            with(a) && with(b)
        };
        match rows.iter_mut().find(fits) {
            Some(row) => {
                for said in [*a, *b] {
                    match row.iter_mut().find(|side| is_one_value(side[0], said)) {
                        Some(side) => add(side, said),
                        None => row.push(vec![said]),
                    }
                }
            }
            None => rows.push(vec![vec![*a], vec![*b]]),
        }
    }
    rows
}

fn has(voice: &[&Said], scope: &str) -> bool {
    voice.iter().any(|said| said.scope == scope)
}

/// The value by which a voice stands: of the first sentence that has one, of all rather than of some, the largest; the rest are parts of
/// it, or other things.
fn main_of<'a, 'b>(own: &[&'b Said<'a>]) -> Option<&'b Said<'a>> {
    let sentence = own.first()?.telling.event.span;
    let size = |said: &Said| match &said.value {
        Value::Number(low, ..) => *low,
        _ => 0.0,
    };
    let of_first = own.iter().filter(|said| said.telling.event.span == sentence);
    let better = |best: &Said, said: &Said| (said.scope.is_empty(), size(said)) > (best.scope.is_empty(), size(best));
    of_first.copied().reduce(|best, said| if better(best, said) { said } else { best })
}

/// In what way the claims of two voices disagree, the first of them published first; none where they can both stand, or are so
/// unlike that they are more likely of two things.
fn held_against(attribute: Attribute, one: &Said, other: &Said, is_sure: bool) -> Option<Disagreeing> {
    let is_one_document = one.telling.document.id == other.telling.document.id;
    match attribute {
        Attribute::Number => numbers(one, other, is_sure),
        Attribute::Date => Some(Disagreeing::Conflict),
        // One report may name several places of one thing.
        Attribute::Place => (!is_one_document).then_some(Disagreeing::Conflict),
        Attribute::Who => {
            let class = one.telling.event.event_type.as_str();
            (DONE_BY_ONE.contains(&class) && !is_one_document).then_some(Disagreeing::Conflict)
        }
        Attribute::Whether => None,
    }
}

fn numbers(one: &Said, other: &Said, is_sure: bool) -> Option<Disagreeing> {
    let (Value::Number(a, ..), Value::Number(b, ..)) = (&one.value, &other.value) else { return None };
    let is_one_text = is_alike(&one.telling.event.text, &other.telling.event.text);
    let is_far = !is_one_text && !is_sure && a.max(*b) > a.min(*b) * FARTHEST;
    // “Dozens” is held against nothing: whoever writes it does not know.
    if is_vague(&one.value) || is_vague(&other.value) || is_far {
        return None;
    }
    // “The ministry” at the head of a sentence is “the ministry”.
    let small = |said: &Said| said.speaker.map(str::to_lowercase);
    let is_one_speaker = one.speaker.is_some() && small(one) == small(other);
    if one.scope != other.scope {
        // Two groups that are named apart are two numbers.
        let (whole, group) = match (one.scope.is_empty(), other.scope.is_empty()) {
            (true, _) => (a, b),
            (_, true) => (b, a),
            _ => return None,
        };
        return match group > whole {
            // More of them than of all: they cannot both stand.
            true => Some(Disagreeing::Conflict),
            // All and some of them can both stand; who gives both makes the reader ask what was counted.
            false => is_one_speaker.then_some(Disagreeing::Scope),
        };
    }
    let is_later = one.order().0.zip(other.order().0).is_some_and(|(one, other)| one < other);
    Some(match () {
        // The same words with another number: one report, brought up to date.
        () if is_later && b >= a || is_one_speaker || is_one_text => Disagreeing::Revision,
        () if one.value.rounds(&other.value) => Disagreeing::RoundingOrLowerBound,
        () => Disagreeing::Conflict,
    })
}

/// Whether two sentences are one but for a few words.
pub(crate) fn is_alike(one: &str, other: &str) -> bool {
    let [one, other] = [one, other].map(|text| words(text).hashes.into_iter().collect::<BTreeSet<u32>>());
    let common = one.intersection(&other).count();
    common * 10 >= one.len().max(other.len()) * 7 && common >= 6
}

#[cfg(test)]
mod tests;
