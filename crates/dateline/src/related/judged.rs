//! Judgements held against the desk: what each is about today, and what follows for items that relations join.
//!
//! A place is a capture, a stretch of one of its parts and the words there. What is read there has the place; where the words moved a
//! little and stand once near it, what is read there. Else the judgement is listed as not fitting, and waits.
//! Invariant: a function of the judgements and of what the desk holds, whatever came first; of two judgements of one pair of things the
//! later one counts. Cost: some look-ups a place, whenever documents or judgements have come or gone.

use super::{id, layer, named, number};
use dateline_record::{DocumentRow, JudgementRow, MentionRow, Pointed, PointedRow, Row, SpanRow, State, Verb};
use dateline_relate::{Bearing, Id, Name};
use dateline_store::{Attached, Desk, Relating, RuledPair, StoreError};
use std::collections::BTreeMap;

/// Bytes on either side within which words that moved are looked for.
const NEAR: u32 = 240;
/// Letters of a document by which it is known again.
pub const OPENING: usize = 80;

/// Attaches all judgements anew; the items of a layer whose rulings changed.
pub fn attach(relating: &Relating) -> Result<BTreeMap<u8, Vec<Id>>, StoreError> {
    let desk = relating.desk();
    let (mut attached, mut unfit) = (Vec::new(), Vec::new());
    let mut ruled: BTreeMap<(u8, Id, Id), (bool, u64, Verb)> = BTreeMap::new();
    let judgements = desk.judgements()?;
    for judgement in judgements.iter().filter(|own| own.state != State::Undone && own.verb != Verb::Undo) {
        let (sides, why) = sides(desk, judgement)?;
        attached.extend(sides.iter().map(|own| own.attached(judgement.number)));
        let parts_two = matches!(judgement.verb, Verb::NotSame | Verb::Unsure);
        let is_one = parts_two && sides.len() == 2 && sides[0].item().is_some() && sides[0].item() == sides[1].item();
        if let Some(why) = why.or_else(|| is_one.then(|| "both are one thing here".to_string())) {
            unfit.push((judgement.number, State::NoLongerFits, why));
        }
        for (one, other, same) in pairs(desk, judgement, &sides)? {
            let pair = (one.0, one.1.min(other), one.1.max(other));
            let before = ruled.insert(pair, (same, judgement.number, judgement.verb));
            if let Some((before, by, verb)) = before
                && (before != same || [verb, judgement.verb] == [Verb::Unsure, Verb::NotSame])
            {
                let why = format!("{} says otherwise", judgement.number);
                unfit.retain(|(own, ..)| *own != by);
                unfit.push((by, State::Replaced, why));
            }
        }
    }
    let pairs: Vec<RuledPair> =
        ruled.into_iter().map(|((layer, one, other), (same, by, _))| (layer, one, other, same, by)).collect();
    let mut touched: BTreeMap<u8, Vec<Id>> = BTreeMap::new();
    for (layer, item) in relating.attach(&attached, &unfit, &pairs)? {
        touched.entry(layer).or_default().push(item);
    }
    Ok(touched)
}

/// What one place is about today.
struct Side {
    side: u32,
    what: Pointed,
    id: String,
}

impl Side {
    fn attached(&self, judgement: u64) -> Attached {
        Attached { judgement, side: self.side, what: name_of(self.what), id: self.id.clone() }
    }

    /// The item of relations that it is.
    fn item(&self) -> Option<(u8, Id)> {
        let layer = match self.what {
            Pointed::Name => layer::NAME,
            Pointed::Telling => layer::EVENT,
            Pointed::Document => layer::STORY,
            _ => return None,
        };
        Some((layer, number(&self.id)))
    }
}

/// As `attached` has it.
pub fn name_of(what: Pointed) -> String {
    let name = serde_json::to_value(what).ok();
    name.and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}

/// What a judgement is about today, and what of it does not fit.
fn sides(desk: &Desk, judgement: &JudgementRow) -> Result<(Vec<Side>, Option<String>), StoreError> {
    let all_count = judgement.verb == Verb::Split;
    let (mut sides, mut missing): (Vec<Side>, BTreeMap<u32, String>) = (Vec::new(), BTreeMap::new());
    for place in &judgement.places {
        if !all_count && sides.iter().any(|own| own.side == place.side) {
            continue;
        }
        match find(desk, place, judgement.verb)? {
            Ok(id) => {
                sides.push(Side { side: place.side, what: place.what, id });
                if !all_count {
                    missing.remove(&place.side);
                }
            }
            Err(why) => _ = missing.entry(place.side).or_insert(why),
        }
    }
    let why: Vec<String> = missing.into_values().collect();
    Ok((sides, (!why.is_empty()).then(|| why.join("; "))))
}

/// What stands at a place: its id, or why there is none.
pub fn find(desk: &Desk, place: &PointedRow, verb: Verb) -> Result<Result<String, String>, StoreError> {
    let words = || crate::screen::short(&place.text, 40);
    let Some(capture) = &place.capture else {
        let is_known = desk.outlets()?.contains(&place.text);
        return Ok(is_known.then(|| place.text.clone()).ok_or_else(|| format!("no document of “{}”", words())));
    };
    match desk.is_withdrawn(capture)? {
        None => return Ok(Err(format!("capture {} is not on this desk", &capture[..8.min(capture.len())]))),
        Some(true) if verb != Verb::Withdraw => {
            return Ok(Err(format!("“{}” is in a capture that was withdrawn", words())));
        }
        _ => {}
    }
    let Some(span) = place.span else { return Ok(Ok(capture.clone())) };
    let found = match place.what {
        Pointed::Document => document_at(desk, capture, span, &place.text)?,
        what => row_at(desk, what, capture, span, &place.text)?,
    };
    let Some((id, document)) = found else { return Ok(Err(format!("“{}” is not read there any more", words()))) };
    if place.what != Pointed::Name {
        return Ok(Ok(id));
    }
    let mention = number(&id);
    let all = desk.names_in(layer::NAME, number(&document))?;
    let own = all.into_iter().find(|own| named::parsed(own).is_some_and(|own| own.mentions.contains(&mention)));
    Ok(own.map(|own| super::id(own.item)).ok_or_else(|| format!("“{}” names nobody there any more", words())))
}

/// The row of this sort at a place, else the only one near it with these words: its id and its document's.
fn row_at(
    desk: &Desk,
    what: Pointed,
    capture: &str,
    span: SpanRow,
    words: &str,
) -> Result<Option<(String, String)>, StoreError> {
    let table = match what {
        Pointed::Telling => "event_mention",
        Pointed::Statement => "statement",
        Pointed::Time => "time",
        Pointed::Announcement => "announcement",
        Pointed::Quantity => "quantity",
        _ => "mention",
    };
    let (from, to) = (span.start.saturating_sub(NEAR), span.start.saturating_add(NEAR));
    let rows = desk.rows_at(table, capture, from, to)?;
    let placed: Vec<(SpanRow, String, String, String)> = rows.into_iter().filter_map(placed).collect();
    let all = placed.iter().map(|own| (own.0, own.1.as_str(), own));
    Ok(placed_at(all, span, words).map(|(_, _, id, document)| (id.clone(), document.clone())))
}

/// Where a row is, its words, its id and its document's. The words of statements stand beside their rows, so they have none.
fn placed(row: Row) -> Option<(SpanRow, String, String, String)> {
    Some(match row {
        Row::EventMention(own) => (own.trigger.span, own.trigger.text, own.id, own.document),
        Row::Statement(own) => (own.span, own.cue.map_or(String::new(), |cue| cue.text), own.id, own.document),
        Row::Time(own) => (own.span, own.text, own.id, own.document),
        Row::Announcement(own) => (own.span, own.text, own.id, own.document),
        Row::Quantity(own) => (own.span, own.text, own.id, own.document),
        Row::Mention(own) => (own.span, own.text, own.id, own.document),
        _ => return None,
    })
}

/// The document that begins at a place, else the only one of the capture that begins with these words.
fn document_at(desk: &Desk, capture: &str, span: SpanRow, words: &str) -> Result<Option<(String, String)>, StoreError> {
    let rows = desk.rows_at("document", capture, 0, 0)?;
    let documents: Vec<DocumentRow> =
        rows.into_iter().filter_map(|row| if let Row::Document(own) = row { Some(own) } else { None }).collect();
    let begins = |own: &&DocumentRow| {
        own.spans.first().is_some_and(|first| (first.part, first.start) == (span.part, span.start))
    };
    if let Some(own) = documents.iter().find(begins) {
        return Ok(Some((own.id.clone(), own.id.clone())));
    }
    let mut found = Vec::new();
    for own in &documents {
        let text = desk.full(&own.id)?.map(|full| full.row.text).unwrap_or_default();
        if !words.is_empty() && text.starts_with(words) {
            found.push(own.id.clone());
        }
    }
    Ok(found.pop().filter(|_| found.is_empty()).map(|id| (id.clone(), id)))
}

/// Layer and item, another item, whether they are one.
type Pair = ((u8, Id), Id, bool);

/// What follows for pairs of items: one, another of the same layer, whether they are one.
fn pairs(desk: &Desk, judgement: &JudgementRow, sides: &[Side]) -> Result<Vec<Pair>, StoreError> {
    let items: Vec<(u32, (u8, Id))> = sides.iter().filter_map(|own| Some((own.side, own.item()?))).collect();
    let Some((_, first)) = items.first().copied() else { return Ok(Vec::new()) };
    let same = judgement.verb == Verb::Same;
    let mut pairs = Vec::new();
    match judgement.verb {
        Verb::Same | Verb::NotSame | Verb::Unsure => {
            pairs.extend(items[1..].iter().map(|(_, item)| (first, *item, same)))
        }
        Verb::AliasOff => {
            let form = judgement.value.as_deref().unwrap_or_default();
            for own in sides.iter().filter(|own| own.side > 0) {
                // A form that is a name by itself goes its own way; one that is short for a name is dropped where names are shown.
                if stands_alone(desk, number(&own.id), form)? {
                    pairs.extend(own.item().map(|item| (first, item, false)));
                }
            }
        }
        Verb::Split => {
            pairs.extend(items[1..].iter().filter(|(side, _)| *side == 0).map(|(_, item)| (first, *item, true)));
            pairs.extend(items[1..].iter().filter(|(side, _)| *side > 0).map(|(_, item)| (first, *item, false)));
        }
        _ => {}
    }
    let of_one_layer = |((layer, one), (other_layer, other), same): ((u8, Id), (u8, Id), bool)| {
        (layer == other_layer && one != other).then_some(((layer, one), other, same))
    };
    Ok(pairs.into_iter().filter_map(of_one_layer).collect())
}

/// Whether a name is what this form says, word for word.
fn stands_alone(desk: &Desk, item: Id, form: &str) -> Result<bool, StoreError> {
    let borne = desk.bearer_of(layer::NAME, item)?;
    let name = borne.and_then(|borne| named::parsed(&borne)).map(|own| own.name);
    Ok(name.is_some_and(|name| Name::new(name.sort, form).words == name.words))
}

/// Mentions of which people say that they name somebody else than that name does elsewhere: by capture.
pub struct Namesakes(BTreeMap<String, Vec<PointedRow>>);

impl Namesakes {
    /// As the desk has them: the second sides of judgements that hold two bearers of one name apart.
    pub fn of(desk: &Desk) -> Result<Namesakes, StoreError> {
        let mut all: BTreeMap<String, Vec<PointedRow>> = BTreeMap::new();
        let holds = |own: &JudgementRow| {
            own.state != State::Undone && matches!(own.verb, Verb::NotSame | Verb::Unsure) && own.value.is_some()
        };
        for judgement in desk.judgements()?.into_iter().filter(holds) {
            for place in judgement.places.into_iter().filter(|place| place.side == 1) {
                all.entry(place.capture.clone().unwrap_or_default()).or_default().push(place);
            }
        }
        Ok(Namesakes(all))
    }

    /// Makes names of a document its own where a mention of them is somebody else's.
    pub fn part(&self, document: &DocumentRow, mentions: &[MentionRow], bearings: &mut [Bearing]) {
        for place in self.0.get(&document.capture).into_iter().flatten() {
            let Some(span) = place.span else { continue };
            let all = mentions.iter().map(|own| (own.span, own.text.as_str(), own));
            let Some(mention) = placed_at(all, span, &place.text) else { continue };
            let own = number(&mention.id);
            for bearing in bearings.iter_mut().filter(|bearing| bearing.mentions.contains(&own)) {
                bearing.name.scope = format!("document:{}", document.id);
            }
        }
    }
}

/// What has this place and these words, else the only one near it that has them.
fn placed_at<'a, T: Copy>(all: impl Iterator<Item = (SpanRow, &'a str, T)>, span: SpanRow, words: &str) -> Option<T> {
    let is_near = |own: SpanRow| own.part == span.part && own.start.abs_diff(span.start) <= NEAR;
    let near: Vec<(SpanRow, T)> = all
        .filter(|(own, text, _)| is_near(*own) && (words.is_empty() || *text == words))
        .map(|(own, _, row)| (own, row))
        .collect();
    let there = near.iter().find(|(own, _)| *own == span);
    there.or(near.first().filter(|_| near.len() == 1)).map(|(_, row)| *row)
}

/// Which entities people were unsure of, and which forms they switched off.
pub struct Doubts {
    off: BTreeMap<Id, Vec<String>>,
    unsure: BTreeMap<Id, Vec<Id>>,
}

impl Doubts {
    /// As the desk has them.
    pub fn of(desk: &Desk) -> Result<Doubts, StoreError> {
        let mut doubts = Doubts { off: BTreeMap::new(), unsure: BTreeMap::new() };
        let attached = desk.attached()?;
        if attached.is_empty() {
            return Ok(doubts);
        }
        // What fits in part still holds for that part.
        for judgement in desk.judgements()?.iter().filter(|own| own.state != State::Replaced) {
            let mut entities = Vec::new();
            for own in attached.iter().filter(|own| own.judgement == judgement.number && own.what == "name") {
                entities.extend(desk.part_of(layer::NAME, number(&own.id))?);
            }
            match (judgement.verb, &entities[..]) {
                (Verb::AliasOff, [entity, ..]) => {
                    doubts.off.entry(*entity).or_default().extend(judgement.value.clone());
                }
                (Verb::Unsure, [one, other]) if one != other => {
                    doubts.unsure.entry(*one).or_default().push(*other);
                    doubts.unsure.entry(*other).or_default().push(*one);
                }
                _ => {}
            }
        }
        doubts.unsure.values_mut().for_each(|all| {
            all.sort_unstable();
            all.dedup();
        });
        Ok(doubts)
    }

    /// Whether a form of an entity is switched off.
    pub fn is_off(&self, entity: Id, form: &str) -> bool {
        self.off.get(&entity).is_some_and(|all| all.iter().any(|own| own == form))
    }

    /// The forms of an entity that are switched off.
    pub fn off(&self, entity: Id) -> &[String] {
        self.off.get(&entity).map_or(&[][..], Vec::as_slice)
    }

    /// Whom an entity may be, or not.
    pub fn unsure(&self, entity: Id) -> Vec<String> {
        self.unsure.get(&entity).into_iter().flatten().map(|other| id(*other)).collect()
    }
}
