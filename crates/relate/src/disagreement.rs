//! Disagreements: what is said of one attribute of one event, where it cannot all stand as it is.
//!
//! A **voice** is who says something in a document: a speaker, or its writer. Invariant: only claims of one attribute and one thing
//! counted are held against one another, and only where the two voices have no value in common; the type is the first that holds,
//! as the labels have it (denial, scope, revision, rounding, conflict). Nothing is resolved. Cost: the square of an event's voices.
//! After: de Marneffe, Rafferty & Manning, Finding Contradictions in Text, ACL 2008 (numbers, dates, negation first).

use crate::claim::{Said, Topic, Value, claim, is_vague, said};
use crate::event::Telling;
use crate::ground::Ground;
use crate::reuse::words;
use dateline_record::{Attribute, ClaimRow, Disagreeing, DisagreementRow};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

mod denial;

pub use denial::{Denied, denials, untrue};

pub(crate) const RELATE: &str = concat!("relate@", env!("CARGO_PKG_VERSION"));

/// A number so many times another one is of another thing.
const FARTHEST: f64 = 4.0;
/// Classes of what one side does: two doers of one such thing cannot both have done it.
const DONE_BY_ONE: &[&str] = &["ASSAULT", "COERCE", "DEATH", "RELEASE", "ACCIDENT", "AID", "SANCTION", "RETREAT"];

/// The disagreements among the tellings of the event `event`, and with those who deny it, in order.
pub fn disagreements(event: &str, tellings: &[Telling], denied: &[Denied], ground: &Ground) -> Vec<DisagreementRow> {
    let mut rows = Vec::new();
    for (topic, own) in said(tellings, ground) {
        for (disagreeing, sides) in sides(&topic, &own) {
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

/// Who says it in which document.
fn voice<'a>(said: &'a Said) -> (&'a str, &'a str) {
    (&said.telling.document.id, said.speaker.unwrap_or_default())
}

/// The values that disagree, type by type: each with those who give it, the first published first.
fn sides<'a, 'b>(topic: &Topic, all: &'b [Said<'a>]) -> Vec<(Disagreeing, Vec<Vec<&'b Said<'a>>>)> {
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
            if let Some(disagreeing) = held_against(topic.0, a, b) {
                found.entry(disagreeing).or_default().push((a, b));
            }
        }
    }
    let gather = |pairs: Vec<(&'b Said<'a>, &'b Said<'a>)>| {
        let mut sides: Vec<Vec<&Said>> = Vec::new();
        for said in pairs.into_iter().flat_map(|(a, b)| [a, b]) {
            match sides.iter_mut().find(|side| side[0].value == said.value && side[0].scope == said.scope) {
                Some(side) if side.iter().any(|own| std::ptr::eq(*own, said)) => {}
                Some(side) => side.push(said),
                None => sides.push(vec![said]),
            }
        }
        sides
    };
    found.into_iter().map(|(disagreeing, pairs)| (disagreeing, gather(pairs))).collect()
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
fn held_against(attribute: Attribute, one: &Said, other: &Said) -> Option<Disagreeing> {
    let is_one_document = one.telling.document.id == other.telling.document.id;
    match attribute {
        Attribute::Number => numbers(one, other),
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

fn numbers(one: &Said, other: &Said) -> Option<Disagreeing> {
    let (Value::Number(a, ..), Value::Number(b, ..)) = (&one.value, &other.value) else { return None };
    let is_one_text = is_alike(&one.telling.event.text, &other.telling.event.text);
    // “Dozens” is held against nothing: whoever writes it does not know.
    if is_vague(&one.value) || is_vague(&other.value) || !is_one_text && a.max(*b) > a.min(*b) * FARTHEST {
        return None;
    }
    if one.scope != other.scope {
        // Two groups that are named apart are two numbers; all and some of them are one toll told of more and of fewer.
        let is_whole = one.scope.is_empty() || other.scope.is_empty();
        let is_one_document = one.telling.document.id == other.telling.document.id;
        return (is_whole && !is_one_document).then_some(Disagreeing::Scope);
    }
    let is_later = one.order().0.zip(other.order().0).is_some_and(|(one, other)| one < other);
    let is_again = one.speaker.is_some() && one.speaker == other.speaker;
    Some(match () {
        // The same words with another number: one report, brought up to date.
        () if is_later && b >= a || is_again || is_one_text => Disagreeing::Revision,
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
