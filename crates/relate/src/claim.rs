//! Claims: what the tellings of one event say of its attributes, each value with everyone who gives it.
//!
//! Invariant: a value comes from the words of one telling; equal values are one claim, whoever gives them; order does not matter.
//! Readers' comments make no claims. Cost: linear in the tellings but for the few values of one attribute.

use crate::ground::{Ground, Telling, speaker};
use dateline_record::{
    Attribute, Bound, ClaimRow, ClaimSpanRow, EventClaimRow, Kind, Method, Modality, Precision, QuantityRow, SpanRow,
};
use std::collections::{BTreeMap, BTreeSet};

pub(crate) mod value;

pub(crate) use value::Value;

/// What is counted of people.
const COUNTED: &[&str] =
    &["killed", "wounded", "missing", "detained", "released", "hostages", "displaced", "casualties"];
/// Heads that stand for all who are counted.
const EVERYBODY: &[&str] =
    &["people", "persons", "others", "victims", "dead", "deaths", "bodies", "casualties", "fatalities", "lives"];

/// One value that one telling gives.
#[derive(Clone, Debug)]
pub(crate) struct Said<'a> {
    pub telling: &'a Telling,
    /// Who says it; none where the writer does.
    pub speaker: Option<&'a str>,
    /// Who of them is counted; empty where all are.
    pub scope: String,
    pub value: Value,
    pub span: SpanRow,
    pub text: &'a str,
}

impl Said<'_> {
    /// The day of publication, then the document.
    pub fn order(&self) -> (Option<&str>, &str) {
        let published = self.telling.document.published.as_ref().and_then(|when| when.latest.as_deref());
        (published, &self.telling.document.id)
    }
}

/// Of what, and what is counted.
pub(crate) type Topic = (Attribute, String);

/// What is said of each attribute, in the order of publication.
pub(crate) fn said<'a>(tellings: &'a [Telling], ground: &'a Ground) -> BTreeMap<Topic, Vec<Said<'a>>> {
    let mut topics: BTreeMap<Topic, Vec<Said>> = BTreeMap::new();
    for telling in tellings.iter().filter(|telling| telling.document.kind != Kind::Comment) {
        let event = &telling.event;
        let speaker = ground.speaker(telling);
        let mut add = |topic: Topic, scope: String, value: Value, span: SpanRow, text: &'a str| {
            topics.entry(topic).or_default().push(Said { telling, speaker, scope, value, span, text });
        };
        for quantity in &event.quantities {
            if let Some((of, scope)) = counted(quantity).filter(|_| !is_part(&event.text, &quantity.text))
                && let Some(value) = Value::number(quantity)
            {
                add((Attribute::Number, of), scope, value, quantity.span, &quantity.text);
            }
        }
        if let Some((value, words)) = days(telling) {
            add((Attribute::Date, String::new()), String::new(), value, event.trigger.span, words);
        }
        if let Some(place) = &event.place {
            add((Attribute::Place, String::new()), String::new(), Value::place(place), place.span, &place.text);
        }
        for one in event.actors.iter().filter(|one| one.name.is_some()) {
            if let Some(value) = Value::who(one) {
                add((Attribute::Who, String::new()), String::new(), value, one.span, &one.text);
            }
        }
    }
    for own in topics.values_mut() {
        own.sort_by(|one, other| {
            (one.order(), one.span, one.text, &one.telling.event.id).cmp(&(
                other.order(),
                other.span,
                other.text,
                &other.telling.event.id,
            ))
        });
    }
    topics
}

/// The claims of an event.
pub fn claims(tellings: &[Telling], ground: &Ground) -> Vec<EventClaimRow> {
    let mut rows = Vec::new();
    for ((attribute, of), own) in said(tellings, ground) {
        let mut sides: Vec<Vec<&Said>> = Vec::new();
        for said in &own {
            match sides.iter_mut().find(|side| side[0].value == said.value && side[0].scope == said.scope) {
                Some(side) => side.push(said),
                None => sides.push(vec![said]),
            }
        }
        let of = Some(of).filter(|of| !of.is_empty());
        rows.extend(sides.iter().map(|side| EventClaimRow { attribute, of: of.clone(), claim: claim(side, ground) }));
    }
    rows
}

/// One value with everyone who gives it, as a row.
pub(crate) fn claim(side: &[&Said], ground: &Ground) -> ClaimRow {
    let of = |text: &dyn Fn(&Said) -> Option<String>| -> Vec<String> {
        side.iter().filter_map(|said| text(said)).collect::<BTreeSet<String>>().into_iter().collect()
    };
    let mut spans: Vec<ClaimSpanRow> = Vec::new();
    for said in side {
        let event = &said.telling.event;
        let span = ClaimSpanRow {
            capture: event.capture.clone(),
            document: event.document.clone(),
            path: event.path.clone(),
            span: said.span,
            text: said.text.to_string(),
        };
        if !spans.contains(&span) {
            spans.push(span);
        }
    }
    let origins = ground.origins(side.iter().map(|said| said.telling));
    ClaimRow {
        value: side[0].value.shown(),
        scope: Some(side[0].scope.clone()).filter(|scope| !scope.is_empty()),
        text: side[0].text.to_string(),
        mentions: of(&|said| Some(said.telling.event.id.clone())),
        statements: of(&|said| said.telling.event.statement.clone()),
        documents: of(&|said| Some(said.telling.event.document.clone())),
        outlets: of(&|said| said.telling.document.outlet.clone()),
        speakers: of(&|said| ground.statement(said.telling).and_then(speaker).map(str::to_string)),
        origins: origins.origins,
        lineage_unknown: origins.lineage_unknown,
        spans,
    }
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

/// The day that a telling gives in words of its own; what is only counted from its publication in doubt gives none.
fn days(telling: &Telling) -> Option<(Value, &str)> {
    let when = telling.event.when.as_ref();
    let when = when.filter(|when| when.precision == Precision::Day && when.method != Method::Fallback)?;
    let real = matches!(telling.event.modality, Modality::Happened | Modality::Ongoing | Modality::Historical);
    let words = when.text.as_deref().filter(|_| real || telling.event.modality == Modality::Planned)?;
    Some((Value::Days(when.earliest.clone()?, when.latest.clone()?, when.edtf.clone()), words))
}

/// Whether a value is a bound that tells next to nothing: “dozens”.
pub(crate) fn is_vague(value: &Value) -> bool {
    matches!(value, Value::Number(_, _, Bound::Vague))
}

#[cfg(test)]
mod tests;
