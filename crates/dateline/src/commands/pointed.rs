//! From what people write to what they mean: an id, or its first digits, a path, an outlet's name; and from that to places in captures.
//!
//! Invariant: a place has a capture, a stretch and its words, and nothing that another version would number otherwise. Cost: a look-up
//! for what a document has; the ids of events are those of their tellings, hashed; stories and disagreements are gone through.

use super::{disagreements, events, lineage};
use crate::arguments::UsageError;
use crate::related::{entity, id, judged::OPENING, layer, named, number};
use crate::{screen, stories};
use dateline_record::{
    CaptureId, DisagreementRow, DocumentRow, EntityRow, EventRow, Form, JudgementRow, LineageRow, MentionRow, Pointed,
    PointedRow, Row, StoryRow,
};
use dateline_relate::Name;
use dateline_store::{Borne, Desk, EventFilter, Found};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Places that a side has, so that it is found while one of them is on the desk.
const PLACES: usize = 3;

/// What was meant.
pub enum Thing {
    /// A row of a document.
    Row(Box<Row>),
    /// An entity.
    Entity(EntityRow),
    /// An event.
    Event(EventRow),
    /// A story.
    Story(StoryRow),
    /// A disagreement.
    Disagreement(DisagreementRow),
    /// How two documents stand to one another.
    Lineage(LineageRow),
    /// A judgement.
    Judgement(JudgementRow),
    /// A capture.
    Capture(CaptureId),
    /// An outlet.
    Outlet(String),
}

/// What has the id that begins with these digits, which are hexadecimal and small.
pub fn by_id(desk: &Desk, digits: &str) -> anyhow::Result<Thing> {
    let mut found = by_digits(desk, digits)?;
    match (found.pop(), found.is_empty()) {
        (Some(found), true) => Ok(found),
        (Some(_), false) => {
            Err(UsageError(format!("{digits} begins more than one id; write more of its digits")).into())
        }
        (None, _) => Err(UsageError(format!("nothing on this desk has an id that begins with {digits}")).into()),
    }
}

/// What was meant by `words`; nothing or several things are an error of usage.
pub fn resolve(desk: &Desk, words: &str) -> anyhow::Result<Thing> {
    let prefix = words.to_ascii_lowercase();
    if !prefix.is_empty() && prefix.len() <= 64 && prefix.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        let mut found = by_digits(desk, &prefix)?;
        if found.len() > 1 {
            return Err(UsageError(format!("{words} begins more than one id; write more of its digits")).into());
        }
        if let Some(found) = found.pop() {
            return Ok(found);
        }
    }
    let lower = words.to_lowercase();
    let all = desk.outlets()?;
    if let Some(own) = all.iter().find(|own| own.to_lowercase() == lower) {
        return Ok(Thing::Outlet(own.clone()));
    }
    let near: Vec<&String> = all.iter().filter(|own| own.to_lowercase().contains(&lower)).collect();
    let houses: std::collections::BTreeSet<_> = near.iter().map(|own| dateline_relate::house(own)).collect();
    match (&near[..], words.is_empty()) {
        ([own, ..], false) if houses.len() == 1 => Ok(Thing::Outlet(own.to_string())),
        ([_, ..], false) => Err(UsageError(format!("more than one outlet has “{words}” in its name")).into()),
        _ => Err(UsageError(format!("nothing on this desk has the id {words}, and no outlet that name")).into()),
    }
}

/// Everything whose id begins with these digits; what costs much to find is sought only where nothing else is found.
fn by_digits(desk: &Desk, digits: &str) -> anyhow::Result<Vec<Thing>> {
    let mut found = Vec::new();
    match desk.find(digits)? {
        Found::Row(row) => found.push(Thing::Row(row)),
        Found::Several(ids) => {
            return Err(UsageError(format!("{digits} begins more than one id: {} …", ids.join(", "))).into());
        }
        Found::Nothing => {}
    }
    if digits.len() <= 16 {
        for part in desk.parts_beginning(layer::NAME, digits)? {
            found.extend(entity::one(desk, part)?.map(Thing::Entity));
        }
    }
    found.extend(desk.capture_by_prefix(digits)?.into_iter().map(Thing::Capture));
    if !found.is_empty() {
        return Ok(found);
    }
    for telling in desk.telling_ids()?.iter().filter(|telling| event_id(telling).starts_with(digits)) {
        found.extend(event_of(desk, telling)?.filter(|event| event.id.starts_with(digits)).map(Thing::Event));
    }
    if found.is_empty() {
        found.extend(
            super::judge::rows(desk)?.into_iter().filter(|row| row.id.starts_with(digits)).map(Thing::Judgement),
        );
        found.extend(lineage::find(desk, digits)?.map(Thing::Lineage));
        found.extend(stories::find(desk, digits)?.map(Thing::Story));
    }
    if found.is_empty() {
        let (rows, _) = disagreements::all(desk, &EventFilter::default())?;
        found.extend(rows.into_iter().filter(|row| row.id.starts_with(digits)).map(Thing::Disagreement));
    }
    Ok(found)
}

/// The id of the event whose first telling this is, as rows of events have it.
fn event_id(telling: &str) -> String {
    Sha256::digest(telling).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// The event that a telling is of.
fn event_of(desk: &Desk, telling: &str) -> anyhow::Result<Option<EventRow>> {
    let Some(own) = desk.happened(telling)? else { return Ok(None) };
    let filter = EventFilter { document: Some(own.document.id), ..EventFilter::default() };
    let (events, _) = events::all(desk, &filter)?;
    Ok(events.into_iter().find(|event| event.mentions.iter().any(|one| one.mention == telling)))
}

/// In a few words.
pub fn called(thing: &Thing) -> String {
    let short = |words: &str| format!("“{}”", screen::short(words, 60));
    match thing {
        Thing::Entity(row) => short(&row.name),
        Thing::Event(row) => {
            format!("{} {}", row.event_type, row.mentions.first().map_or(String::new(), |one| short(&one.text)))
        }
        Thing::Story(row) => format!("story {}", short(&row.title)),
        Thing::Disagreement(row) => format!("disagreement [{}]", super::brief(&row.id)),
        Thing::Lineage(row) => format!("lineage [{}]", super::brief(&row.id)),
        Thing::Judgement(row) => format!("judgement {}", row.number),
        Thing::Capture(id) => format!("capture {}", super::brief(&id.to_string())),
        Thing::Outlet(name) => name.clone(),
        Thing::Row(row) => match &**row {
            Row::Document(own) => super::named(own),
            Row::Statement(own) => short(&own.text),
            Row::Mention(own) => short(&own.text),
            Row::EventMention(own) => short(&own.text),
            _ => "row".into(),
        },
    }
}

/// Places of a thing, as one side of a judgement on whether things are one.
pub fn side(desk: &Desk, side: u32, thing: &Thing) -> anyhow::Result<Vec<PointedRow>> {
    Ok(match thing {
        Thing::Entity(row) => main_places(desk, side, number(&row.id))?,
        Thing::Row(row) => match &**row {
            Row::Mention(own) => vec![mention(side, Pointed::Name, own)],
            _ => any(desk, side, thing)?,
        },
        _ => any(desk, side, thing)?,
    })
}

/// Places of a thing that something is noted of.
pub fn any(desk: &Desk, side: u32, thing: &Thing) -> anyhow::Result<Vec<PointedRow>> {
    let place = |what, capture: &str, span, text: &str| PointedRow {
        side,
        what,
        capture: Some(capture.to_string()),
        span: Some(span),
        text: text.to_string(),
    };
    let mut places = match thing {
        Thing::Entity(row) => main_places(desk, side, number(&row.id))?,
        Thing::Event(row) => {
            let tellings = row
                .mentions
                .iter()
                .map(|one| place(Pointed::Telling, &one.capture, one.trigger.span, &one.trigger.text));
            tellings.collect()
        }
        Thing::Story(row) => {
            let mut places = Vec::new();
            for one in row.documents.iter().take(PLACES) {
                places.extend(desk.full(&one.document)?.and_then(|full| document(side, &full.row)));
            }
            places
        }
        Thing::Disagreement(row) => {
            let spans = row.claims.iter().flat_map(|claim| &claim.spans);
            let mut places = Vec::new();
            for one in spans.take(PLACES) {
                places.extend(desk.full(&one.document)?.and_then(|full| document(side, &full.row)));
            }
            places
        }
        Thing::Lineage(row) => desk.full(&row.from)?.and_then(|full| document(side, &full.row)).into_iter().collect(),
        Thing::Judgement(_) => Vec::new(),
        Thing::Capture(id) => vec![capture(side, &id.to_string(), &desk.given(id)?.unwrap_or_default().path)],
        Thing::Outlet(name) => {
            vec![PointedRow { side, what: Pointed::Outlet, capture: None, span: None, text: name.clone() }]
        }
        Thing::Row(row) => match &**row {
            Row::Document(own) => desk.full(&own.id)?.and_then(|full| document(side, &full.row)).into_iter().collect(),
            Row::Mention(own) => vec![mention(side, Pointed::Mention, own)],
            Row::EventMention(own) => {
                vec![place(Pointed::Telling, &own.capture, own.trigger.span, &own.trigger.text)]
            }
            Row::Statement(own) => {
                let words = own.cue.as_ref().map_or("", |cue| &cue.text);
                vec![place(Pointed::Statement, &own.capture, own.span, words)]
            }
            Row::Time(own) => vec![place(Pointed::Time, &own.capture, own.span, &own.text)],
            Row::Announcement(own) => vec![place(Pointed::Announcement, &own.capture, own.span, &own.text)],
            Row::Quantity(own) => vec![place(Pointed::Quantity, &own.capture, own.span, &own.text)],
            _ => Vec::new(),
        },
    };
    let mut seen = Vec::new();
    places.retain(|place| {
        let fresh = place.capture.is_none() || !seen.contains(&place.capture);
        seen.push(place.capture.clone());
        fresh
    });
    places.truncate(PLACES);
    if places.is_empty() {
        return Err(UsageError(format!("{} has no place in a capture", called(thing))).into());
    }
    Ok(places)
}

/// A whole capture.
pub fn capture(side: u32, id: &str, path: &str) -> PointedRow {
    PointedRow { side, what: Pointed::Capture, capture: Some(id.into()), span: None, text: path.into() }
}

/// A document, by where it begins.
pub fn document(side: u32, row: &DocumentRow) -> Option<PointedRow> {
    let text: String = row.text.chars().take(OPENING).collect();
    let span = Some(*row.spans.first()?);
    Some(PointedRow { side, what: Pointed::Document, capture: Some(row.capture.clone()), span, text })
}

fn mention(side: u32, what: Pointed, row: &MentionRow) -> PointedRow {
    PointedRow { side, what, capture: Some(row.capture.clone()), span: Some(row.span), text: row.text.clone() }
}

/// The name that an entity is called by most, where documents have it.
fn main_places(desk: &Desk, side: u32, entity: u64) -> anyhow::Result<Vec<PointedRow>> {
    let all = desk.bearings_of(layer::NAME, entity)?;
    let mut weight: BTreeMap<u64, u64> = BTreeMap::new();
    for borne in &all {
        let forms = named::parsed(borne).into_iter().flat_map(|bearing| bearing.forms);
        *weight.entry(borne.item).or_default() += forms
            .map(|called| called.mentions * if called.rule == "name" && called.form.contains(' ') { 4 } else { 1 })
            .sum::<u64>();
    }
    let main = weight.iter().max_by_key(|(item, count)| (**count, std::cmp::Reverse(**item))).map(|(item, _)| *item);
    let mut places = Vec::new();
    for borne in all.iter().filter(|borne| Some(borne.item) == main) {
        if places.len() >= PLACES {
            break;
        }
        places.extend(
            best(desk, side, borne, None)?
                .filter(|place| !places.iter().any(|own: &PointedRow| own.capture == place.capture)),
        );
    }
    Ok(places)
}

/// Where a form of an entity stands: a side for each name that it stands for, from side 1 on.
pub fn form_places(desk: &Desk, entity: u64, form: &str) -> anyhow::Result<Vec<PointedRow>> {
    let mut sides: BTreeMap<u64, Vec<PointedRow>> = BTreeMap::new();
    for borne in desk.bearings_of(layer::NAME, entity)? {
        let next = sides.len() as u32 + 1;
        let own = sides.entry(borne.item).or_default();
        let side = own.first().map_or(next, |place| place.side);
        if own.len() < PLACES {
            own.extend(best(desk, side, &borne, Some(form))?);
        }
        if own.is_empty() {
            sides.remove(&borne.item);
        }
    }
    Ok(sides.into_values().flatten().collect())
}

/// The first mention of a name in a document by the name itself, else by any form of it; or, where a form is given, by that.
fn best(desk: &Desk, side: u32, borne: &Borne, form: Option<&str>) -> anyhow::Result<Option<PointedRow>> {
    let Some(bearing) = named::parsed(borne) else { return Ok(None) };
    if form.is_some_and(|form| !bearing.forms.iter().any(|called| called.form == form)) {
        return Ok(None);
    }
    let rows = desk.rows_of(&id(borne.document))?;
    let own = |row: &&MentionRow| row.form == Form::Name && bearing.mentions.contains(&number(&row.id));
    let named: Vec<&MentionRow> = rows.mentions.iter().filter(own).collect();
    let fits = |row: &&&MentionRow| match form {
        Some(form) => row.text.contains(form),
        None => Name::new(bearing.name.sort, &row.text).words == bearing.name.words,
    };
    let found = named.iter().find(fits).or(named.first().filter(|_| form.is_none()));
    Ok(found.map(|row| mention(side, Pointed::Name, row)))
}
