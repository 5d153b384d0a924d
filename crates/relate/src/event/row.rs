//! The row of an event: its tellings side by side, and what they say together.
//!
//! Invariant: a function of the tellings, whatever their order. Cost: linear in them.

use crate::claim::claims;
use crate::ground::{Ground, Telling};
use dateline_record::{EventRow, ParticipantRow, QuantityRow, TellingRow, When};
use sha2::{Digest, Sha256};

const RELATE: &str = concat!("relate@", env!("CARGO_PKG_VERSION"));

/// The event of these tellings, those without date last; none where there are none.
pub fn event(tellings: &[Telling], ground: &Ground) -> Option<EventRow> {
    let mut own: Vec<&Telling> = tellings.iter().collect();
    let published = |telling: &Telling| telling.document.published.as_ref().and_then(|when| when.earliest.clone());
    own.sort_by_cached_key(|telling| {
        let published = published(telling);
        (published.is_none(), published, telling.event.id.clone())
    });
    let first = *own.first()?;
    let fullest = own.iter().map(|telling| &telling.event).max_by_key(|event| {
        let named = |all: &[ParticipantRow]| all.iter().filter(|one| one.name.is_some()).count();
        (named(&event.actors) > 0, named(&event.recipients) > 0, std::cmp::Reverse(&event.id))
    });
    let fullest = fullest.unwrap_or(&first.event);
    let mut digest = Sha256::new();
    own.iter().map(|one| &one.event.id).min().into_iter().for_each(|id| digest.update(id));
    Some(EventRow {
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
        origins: ground.origins(own.iter().copied()),
        claims: claims(tellings, ground),
        mentions: own.iter().map(|one| telling(one)).collect(),
    })
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

/// What events are put in order by: those with a day first, in the order of these.
pub fn order(event: &EventRow) -> (bool, Option<&str>, Option<&str>, &str) {
    let when = event.when.as_ref();
    let earliest = when.and_then(|when| when.earliest.as_deref());
    (earliest.is_none(), earliest, when.and_then(|when| when.latest.as_deref()), &event.id)
}
