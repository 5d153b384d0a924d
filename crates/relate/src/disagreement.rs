//! Disagreements: what the tellings of one event say of one attribute, where it cannot all stand as it is.
//!
//! Invariant: only claims of one attribute, one thing counted and one group of people are held against one another; a document is held
//! against another only where the two have no value in common; the type is the first that holds, as the labels have it (revision before
//! rounding before conflict). Nothing is resolved. Cost: the square of an event's documents.
//! After: de Marneffe, Rafferty & Manning, Finding Contradictions in Text, ACL 2008 (numbers, dates, negation first).

use crate::event::Telling;
use crate::reuse::words;
use dateline_record::{
    Attribute, Bound, ClaimRow, ClaimSpanRow, Disagreeing, DisagreementRow, Kind, Method, Modality, Precision,
    QuantityRow, SpanRow,
};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

const RELATE: &str = concat!("relate@", env!("CARGO_PKG_VERSION"));

/// What is counted of people, and may disagree.
const COUNTED: &[&str] =
    &["killed", "wounded", "missing", "detained", "released", "hostages", "displaced", "casualties"];
/// Heads that stand for all who are counted.
const EVERYBODY: &[&str] =
    &["people", "persons", "others", "victims", "dead", "deaths", "bodies", "casualties", "fatalities", "lives"];
/// “About 40” allows what is no further from it than this part.
const ABOUT: f64 = 0.15;

/// A number so many times another one is of another thing.
const FARTHEST: f64 = 4.0;

/// One value that one telling gives.
struct Said<'a> {
    telling: &'a Telling,
    /// What order it has: the day of publication, then the document.
    order: (Option<&'a str>, &'a str),
    value: Value,
    span: SpanRow,
    text: &'a str,
}

/// A value that can be compared.
#[derive(Clone, PartialEq, Debug)]
enum Value {
    /// The least it can be, the most, and how the words bind it.
    Number(f64, Option<f64>, Bound),
    /// First and last day.
    Days(String, String, String),
}

/// The disagreements among the tellings of the event `event`, in order.
pub fn disagreements(event: &str, tellings: &[Telling]) -> Vec<DisagreementRow> {
    // What readers write counts for nothing.
    let told: Vec<&Telling> = tellings.iter().filter(|telling| telling.document.kind != Kind::Comment).collect();
    let mut groups: BTreeMap<(Attribute, String, String), Vec<Said>> = BTreeMap::new();
    for telling in &told {
        for quantity in &telling.event.quantities {
            if let Some((of, scope)) = counted(quantity).filter(|_| !is_part(&telling.event.text, &quantity.text)) {
                let value = number(quantity);
                let said = said(telling, value, quantity.span, &quantity.text);
                groups.entry((Attribute::Number, of, scope)).or_default().extend(said);
            }
        }
        if let Some((value, words)) = days(telling) {
            let span = telling.event.trigger.span;
            groups.entry((Attribute::Date, String::new(), String::new())).or_default().extend(said(
                telling,
                Some(value),
                span,
                words,
            ));
        }
    }
    let mut rows = Vec::new();
    for ((attribute, of, scope), mut own) in groups {
        own.sort_by(|one, other| {
            (one.order, one.span.start, one.text).cmp(&(other.order, other.span.start, other.text))
        });
        for (disagreeing, sides) in sides(&own) {
            let claims: Vec<ClaimRow> = sides.iter().map(|side| claim(side)).collect();
            let mut hash = Sha256::new();
            for part in [event, &format!("{attribute:?}"), &of, &scope, &format!("{disagreeing:?}")] {
                hash.update(part);
                hash.update([0]);
            }
            claims.iter().for_each(|claim| hash.update(&claim.value));
            rows.push(DisagreementRow {
                id: hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect(),
                made_by: RELATE.to_string(),
                disagreement_type: disagreeing,
                attribute,
                of: (!of.is_empty()).then(|| of.clone()),
                event: event.to_string(),
                claims,
            });
        }
    }
    rows
}

fn said<'a>(telling: &'a Telling, value: Option<Value>, span: SpanRow, text: &'a str) -> Option<Said<'a>> {
    let published = telling.document.published.as_ref().and_then(|when| when.latest.as_deref());
    Some(Said { telling, order: (published, &telling.document.id), value: value?, span, text })
}

/// What a quantity counts, and of which group.
fn counted(quantity: &QuantityRow) -> Option<(String, String)> {
    let of = quantity.of.clone().filter(|of| COUNTED.contains(&of.as_str()))?;
    let head = quantity.head.as_ref().map(|head| head.text.to_lowercase());
    let scope = head.filter(|head| !EVERYBODY.contains(&head.as_str())).unwrap_or_default();
    Some((of, scope))
}

/// Whether a number is only some of those whom another number of its sentence counts: “13 rebels were among”, “including 4 children”.
fn is_part(sentence: &str, number: &str) -> bool {
    let sentence = sentence.to_lowercase();
    let Some(at) = sentence.find(&number.to_lowercase()) else { return false };
    let (before, after) = (&sentence[..at], &sentence[at..]);
    let near = |text: &str, word: &str| text.split_whitespace().any(|own| own == word);
    near(after, "among") || ["among", "including"].iter().any(|word| near(before, word))
}

fn number(quantity: &QuantityRow) -> Option<Value> {
    Some(Value::Number(quantity.low.or(quantity.high)?, quantity.high, quantity.bound))
}

/// The day that a telling gives in words of its own; what is only counted from its publication in doubt gives none.
fn days(telling: &Telling) -> Option<(Value, &str)> {
    let when = telling
        .event
        .when
        .as_ref()
        .filter(|when| when.precision == Precision::Day && when.method != Method::Fallback)?;
    let real = matches!(telling.event.modality, Modality::Happened | Modality::Ongoing | Modality::Historical);
    let words = when.text.as_deref().filter(|_| real)?;
    Some((Value::Days(when.earliest.clone()?, when.latest.clone()?, when.edtf.clone()), words))
}

/// The values that disagree, type by type: each with those who give it, the first published first.
fn sides<'a, 'b>(all: &'b [Said<'a>]) -> Vec<(Disagreeing, Vec<Vec<&'b Said<'a>>>)> {
    let mut documents: Vec<Vec<&Said>> = Vec::new();
    for said in all {
        match documents.iter_mut().find(|own| own[0].order.1 == said.order.1) {
            Some(own) => own.push(said),
            None => documents.push(vec![said]),
        }
    }
    let mut found: BTreeMap<Disagreeing, Vec<(&Said, &Said)>> = BTreeMap::new();
    for (at, one) in documents.iter().enumerate() {
        for other in &documents[at + 1..] {
            let agrees = one.iter().any(|a| other.iter().any(|b| like(&a.value, &b.value)));
            let (Some(a), Some(b)) = (main_of(one), main_of(other)) else { continue };
            if !agrees && let Some(disagreeing) = held_against(a, b) {
                found.entry(disagreeing).or_default().push((a, b));
            }
        }
    }
    let gather = |pairs: Vec<(&'b Said<'a>, &'b Said<'a>)>| {
        let mut sides: Vec<Vec<&Said>> = Vec::new();
        for said in pairs.into_iter().flat_map(|(a, b)| [a, b]) {
            match sides.iter_mut().find(|side| side[0].value == said.value) {
                Some(side) if side.iter().any(|own| std::ptr::eq(*own, said)) => {}
                Some(side) => side.push(said),
                None => sides.push(vec![said]),
            }
        }
        sides
    };
    found.into_iter().map(|(disagreeing, pairs)| (disagreeing, gather(pairs))).collect()
}

/// The value by which a document stands: of the first sentence that counts this, the largest; the rest are parts of it, or other things.
fn main_of<'a, 'b>(own: &[&'b Said<'a>]) -> Option<&'b Said<'a>> {
    let sentence = own.first()?.telling.event.span;
    let size = |said: &Said| match &said.value {
        Value::Number(low, ..) => *low,
        Value::Days(..) => 0.0,
    };
    let of_first = own.iter().filter(|said| said.telling.event.span == sentence);
    of_first.copied().reduce(|best, said| if size(said) > size(best) { said } else { best })
}

/// Whether two values are one, with and without a bound.
fn like(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(a, _, _), Value::Number(b, _, _)) => a == b,
        (Value::Days(a, b, _), Value::Days(c, d, _)) => a <= d && c <= b,
        _ => false,
    }
}

/// Whether the words of one number allow the other.
fn rounds(one: &Value, other: &Value) -> bool {
    let (Value::Number(a, a_high, a_bound), Value::Number(b, b_high, b_bound)) = (one, other) else { return false };
    let allows = |low: f64, high: Option<f64>, bound: Bound, number: f64| match bound {
        Bound::Exact => number == low,
        Bound::About => (number - low).abs() <= low * ABOUT,
        Bound::AtLeast | Bound::MoreThan | Bound::Vague => number >= low && high.is_none_or(|high| number <= high),
        Bound::UpTo | Bound::LessThan => high.is_none_or(|high| number <= high),
        Bound::Between => number >= low && high.is_none_or(|high| number <= high),
    };
    allows(*a, *a_high, *a_bound, *b) || allows(*b, *b_high, *b_bound, *a)
}

/// In what way the claims of two documents disagree, the first of them published first; none where they can both stand, or are so
/// unlike that they are more likely of two things.
fn held_against(one: &Said, other: &Said) -> Option<Disagreeing> {
    let is_one_text = alike(&one.telling.event.text, &other.telling.event.text);
    let (Value::Number(a, _, a_bound), Value::Number(b, _, b_bound)) = (&one.value, &other.value) else {
        return is_one_text.then_some(Disagreeing::Conflict);
    };
    // “Dozens” is held against nothing: whoever writes it does not know.
    if *a_bound == Bound::Vague || *b_bound == Bound::Vague || !is_one_text && a.max(*b) > a.min(*b) * FARTHEST {
        return None;
    }
    let is_later = one.order.0.zip(other.order.0).is_some_and(|(one, other)| one < other);
    Some(match () {
        // The same words with another number: one report, brought up to date.
        () if is_later && b >= a || is_one_text => Disagreeing::Revision,
        () if rounds(&one.value, &other.value) => Disagreeing::RoundingOrLowerBound,
        () => Disagreeing::Conflict,
    })
}

/// Whether two sentences are one but for a few words.
fn alike(one: &str, other: &str) -> bool {
    let [one, other] = [one, other].map(|text| words(text).hashes.into_iter().collect::<BTreeSet<u32>>());
    let common = one.intersection(&other).count();
    common * 10 >= one.len().max(other.len()) * 7 && common >= 6
}

fn claim(side: &[&Said]) -> ClaimRow {
    let of = |text: &dyn Fn(&Said) -> Option<String>| -> Vec<String> {
        side.iter().filter_map(|said| text(said)).collect::<BTreeSet<String>>().into_iter().collect()
    };
    let spans = side.iter().map(|said| ClaimSpanRow {
        capture: said.telling.event.capture.clone(),
        document: said.telling.event.document.clone(),
        path: said.telling.event.path.clone(),
        span: said.span,
        text: said.text.to_string(),
    });
    ClaimRow {
        value: shown(&side[0].value),
        text: side[0].text.to_string(),
        mentions: of(&|said| Some(said.telling.event.id.clone())),
        statements: of(&|said| said.telling.event.statement.clone()),
        documents: of(&|said| Some(said.telling.event.document.clone())),
        outlets: of(&|said| said.telling.document.outlet.clone()),
        spans: spans.collect(),
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Days(_, _, edtf) => edtf.clone(),
        Value::Number(low, high, bound) => match (bound, high) {
            (Bound::AtLeast | Bound::Vague, _) => format!(">={low}"),
            (Bound::MoreThan, _) => format!(">{low}"),
            (Bound::About, _) => format!("~{low}"),
            (Bound::UpTo, Some(high)) => format!("<={high}"),
            (Bound::LessThan, Some(high)) => format!("<{high}"),
            (Bound::Between, Some(high)) => format!("{low}..{high}"),
            _ => format!("{low}"),
        },
    }
}

#[cfg(test)]
mod tests;
