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
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

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
    for (topic, own) in &topics {
        for (disagreeing, sides) in sides(topic, own, &agreeing) {
            let claims = sides.iter().map(|side| claim(side, ground)).collect();
            rows.push(row(disagreeing, topic, Some(event), Vec::new(), claims));
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
type Agreeing<'b> = HashSet<(&'b str, &'b str)>;

fn agreeing<'b>(topics: &'b BTreeMap<Topic, Vec<Said>>) -> Agreeing<'b> {
    let mut found = Agreeing::new();
    for ((attribute, _), own) in topics {
        for (at, one) in own.iter().enumerate().filter(|_| *attribute == Attribute::Number) {
            let same = own[at + 1..].iter().filter(|other| one.value.is_like(&other.value) && !is_vague(&one.value));
            found.extend(same.flat_map(|other| {
                let (a, b) = (one.telling.document.id.as_str(), other.telling.document.id.as_str());
                [(a, b), (b, a)]
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
    let mut known: HashMap<(&str, &str), usize> = HashMap::new();
    for said in all {
        let at = *known.entry(voice(said)).or_insert(voices.len());
        match voices.get_mut(at) {
            Some(own) => own.push(said),
            None => voices.push(vec![said]),
        }
    }
    let mains: Vec<Option<&Said>> = voices.iter().map(|own| main_of(own)).collect();
    let mut found: BTreeMap<Disagreeing, Vec<(&Said, &Said)>> = BTreeMap::new();
    for (at, one) in voices.iter().enumerate() {
        for (next, other) in voices.iter().enumerate().skip(at + 1) {
            let (Some(a), Some(b)) = (mains[at], mains[next]) else { continue };
            let agrees = one.iter().any(|a| other.iter().any(|b| a.value.is_like(&b.value)));
            if agrees || a.scope != b.scope && (has(one, &b.scope) || has(other, &a.scope)) {
                continue;
            }
            let documents = (a.telling.document.id.as_str(), b.telling.document.id.as_str());
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

/// Pairs that disagree in one way, as rows: of the sides of a row, each disagrees with each other one in that way. Cost: pairs × sides; what
/// hundreds tell has many pairs and few values, so values are numbered first.
fn rows_of<'a, 'b>(pairs: &[(&'b Said<'a>, &'b Said<'a>)]) -> Vec<Vec<Vec<&'b Said<'a>>>> {
    let mut values: Vec<&Said> = Vec::new();
    let mut numbers: HashMap<*const Said, usize> = HashMap::new();
    let mut number = |said: &'b Said<'a>| {
        *numbers.entry(std::ptr::from_ref(said)).or_insert_with(|| {
            let is_one = |own: &&Said| own.value == said.value && own.scope == said.scope;
            values.iter().position(is_one).unwrap_or_else(|| {
                values.push(said);
                values.len() - 1
            })
        })
    };
    let numbered: Vec<(usize, usize)> = pairs.iter().map(|(a, b)| (number(a), number(b))).collect();
    let apart: HashSet<(usize, usize)> = numbered.iter().flat_map(|(a, b)| [(*a, *b), (*b, *a)]).collect();
    // Sides by the number of their value; whoever gives one stands there once.
    let mut rows: Vec<Vec<(usize, Vec<&Said>)>> = Vec::new();
    let mut seen: HashSet<(usize, *const Said)> = HashSet::new();
    for ((a, b), (first, second)) in pairs.iter().zip(&numbered) {
        let fits = |row: &Vec<(usize, Vec<&Said>)>| {
            let with = |own: usize| row.iter().all(|(side, _)| *side == own || apart.contains(&(*side, own)));
            with(*first) && with(*second)
        };
        let at = rows.iter().position(fits).unwrap_or_else(|| {
            rows.push(Vec::new());
            rows.len() - 1
        });
        for (said, value) in [(*a, *first), (*b, *second)] {
            if !seen.insert((at, std::ptr::from_ref(said))) {
                continue;
            }
            match rows[at].iter_mut().find(|(side, _)| *side == value) {
                Some((_, side)) => side.push(said),
                None => rows[at].push((value, vec![said])),
            }
        }
    }
    rows.into_iter().map(|row| row.into_iter().map(|(_, side)| side).collect()).collect()
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
