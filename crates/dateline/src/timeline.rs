//! The timeline: dated lines, each a sentence and the interval that an expression of time in it means.
//!
//! The same sentence told by several documents is one line that names them all. What a line's events are said to be stands with it.
//! Invariant: a line of a page is the line of the whole. Cost: all expressions of time, or those down to where a page is full.

use crate::asked::{self, words};
use crate::happening::Happenings;
use crate::related::{self, layer};
use crate::screen;
use crate::wording::{how, marked, modality};
use dateline_record::{
    DocumentRow, EventMentionRow, Kind, Method, Modality, OriginsRow, Precision, QuantityRow, TimeRow, TimeType, When,
};
use dateline_relate::Id;
use dateline_store::{Desk, EventFilter, StoreError, TimeWindow, TimedSentence, Window};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// One line of the timeline.
#[derive(Clone, Serialize, JsonSchema)]
#[schemars(rename = "DatedLine")]
pub struct Line {
    /// Its time.
    pub edtf: String,
    /// First day of it.
    pub earliest: String,
    /// Last day of it.
    pub latest: Option<String>,
    /// How exactly it is known.
    pub precision: Precision,
    /// By what means.
    pub method: Method,
    /// The words that tell it.
    pub text: String,
    /// The sentence.
    pub sentence: String,
    /// Events of the sentence that take place then, as the first document has them.
    pub events: Vec<EventMentionRow>,
    /// How many reports those events have, on the whole desk, and how many separate roots; in the order of the events, each event once.
    pub origins: Vec<OriginsRow>,
    /// What its sentence counts, with an event of its own or another.
    pub quantities: Vec<QuantityRow>,
    /// Documents that tell it.
    pub told_by: Vec<Telling>,
    /// How its time is known, in words.
    #[serde(skip)]
    pub how: String,
}

/// One document that has the sentence.
#[derive(Clone, Serialize, JsonSchema)]
#[schemars(rename = "DatedTelling")]
pub struct Telling {
    /// The expression of time.
    pub time: String,
    /// The document.
    pub document: String,
    /// Where it was read from.
    pub path: String,
    /// Its kind.
    pub kind: Kind,
    /// When it was published.
    pub published: Option<When>,
    /// Where the expression stands.
    pub span: dateline_record::SpanRow,
    /// The document in a few words.
    #[serde(skip)]
    pub named: String,
}

impl Line {
    /// Why it is listed apart, if no event of it is told as real, or its time lay ahead of the first who told it.
    pub fn apart(&self) -> Option<&'static str> {
        let real = |own: &EventMentionRow| {
            matches!(own.modality, Modality::Happened | Modality::Ongoing | Modality::Historical)
        };
        if self.events.iter().any(real) {
            return None;
        }
        let published = self.told_by.first().and_then(|first| first.published.as_ref()?.latest.as_ref());
        let ahead = published.is_some_and(|published| self.earliest > *published);
        self.events.first().map(|own| modality(own.modality)).or(ahead.then_some("lies ahead"))
    }
}

/// Earliest day, the longer the interval the sooner, then the sentence.
pub type Key = (String, std::cmp::Reverse<String>, String);

/// Document, time in EDTF, sentence.
type Dated = BTreeMap<(String, String, String), Vec<EventMentionRow>>;
/// Document, sentence.
type Counted = BTreeMap<(String, String), Vec<QuantityRow>>;

/// What the event that is this part of the layer of events rests on.
pub type Origins<'a> = &'a mut dyn FnMut(Id) -> Result<Option<OriginsRow>, StoreError>;

/// All lines of a stretch of time, without their origins.
pub fn lines(desk: &Desk, window: &TimeWindow) -> Result<BTreeMap<Key, Line>, StoreError> {
    let wanted: Vec<String> = window.about.iter().flat_map(|about| words(about)).collect();
    let mut lines: BTreeMap<Key, Line> = BTreeMap::new();
    let (mut events, mut counted) = (Dated::new(), Counted::new());
    desk.event_mentions(&EventFilter::default(), &mut |own| tell(own.event, &mut events, &mut counted))?;
    desk.times(true, window.about.as_deref().filter(|_| !wanted.is_empty()), &mut |timed| {
        gather(timed, window, &wanted, &mut lines);
    })?;
    lines.values_mut().for_each(|line| line.fill(&mut events, &counted));
    Ok(lines)
}

/// Some lines of a stretch of time, the last first where `newest`, with their origins; one more than asked for shows that there are more.
pub fn page(
    desk: &Desk,
    window: &TimeWindow,
    newest: bool,
    part: Window,
    origins: Origins,
) -> Result<Vec<Line>, StoreError> {
    let wanted: Vec<String> = window.about.iter().flat_map(|about| words(about)).collect();
    let (mut out, mut open): (Vec<Line>, BTreeMap<Key, Line>) = Default::default();
    let enough = part.skip + part.most;
    let close = |open: &mut BTreeMap<Key, Line>, out: &mut Vec<Line>| {
        out.extend(std::mem::take(open).into_values());
    };
    let mut last: Option<(Option<String>, Option<String>)> = None;
    desk.times_down(window, newest, &mut |timed| {
        let stretch = (timed.time.earliest.clone(), timed.time.latest.clone());
        if last.as_ref().is_some_and(|last| *last != stretch) {
            close(&mut open, &mut out);
        }
        last = Some(stretch);
        gather(timed, window, &wanted, &mut open);
        out.len() < enough
    })?;
    close(&mut open, &mut out);
    let mut lines: Vec<Line> = out.into_iter().skip(part.skip).take(part.most).collect();
    let documents: BTreeSet<String> =
        lines.iter().filter_map(|line| Some(line.told_by.first()?.document.clone())).collect();
    let (mut events, mut counted) = (Dated::new(), Counted::new());
    for document in &documents {
        desk.told(document)?.events.into_iter().for_each(|event| tell(event, &mut events, &mut counted));
    }
    for line in &mut lines {
        line.fill(&mut events, &counted);
        line.rest(desk, origins)?;
    }
    Ok(lines)
}

/// Lines with the origins of their events; where only some are shown, those that may be.
pub fn with_origins(
    desk: &Desk,
    mut lines: BTreeMap<Key, Line>,
    limit: Option<usize>,
) -> Result<BTreeMap<Key, Line>, StoreError> {
    related::bring_up(desk)?;
    let mut happenings = Happenings::new(desk);
    let mut origins = |part| Ok(happenings.of_part(part, BTreeMap::new())?.map(|event| event.row.origins));
    let mut left = [limit.unwrap_or(usize::MAX); 2];
    for line in lines.values_mut() {
        let room = &mut left[usize::from(line.apart().is_some())];
        if *room == 0 {
            continue;
        }
        *room -= 1;
        line.rest(desk, &mut origins)?;
    }
    Ok(lines)
}

impl Line {
    /// Events and numbers of its first telling.
    fn fill(&mut self, events: &mut Dated, counted: &Counted) {
        let Some(first) = self.told_by.first() else { return };
        let (document, sentence) = (first.document.clone(), screen::safe(&self.sentence));
        self.quantities = counted.get(&(document.clone(), sentence.clone())).cloned().unwrap_or_default();
        self.events = events.remove(&(document, self.edtf.clone(), sentence)).unwrap_or_default();
    }

    /// What its events rest on.
    fn rest(&mut self, desk: &Desk, origins: Origins) -> Result<(), StoreError> {
        let mut parts = BTreeSet::new();
        for own in &self.events {
            let Some(part) = desk.part_of(layer::EVENT, related::number(&own.id))? else { continue };
            if parts.insert(part) {
                self.origins.extend(origins(part)?);
            }
        }
        Ok(())
    }
}

/// Takes an expression of time into the line that it is of.
fn gather(timed: TimedSentence, window: &TimeWindow, wanted: &[String], lines: &mut BTreeMap<Key, Line>) {
    let TimedSentence { time, sentence, document } = timed;
    if !is_told(&time, window) || !tells(&time, &sentence) || !speaks_of(wanted, &sentence, &document) {
        return;
    }
    let (Some(earliest), Some(edtf)) = (time.earliest.clone(), time.edtf.clone()) else { return };
    let (Some(precision), Some(method)) = (time.precision, time.method) else { return };
    let latest = time.latest.clone();
    let key = (earliest.clone(), std::cmp::Reverse(latest.clone().unwrap_or_default()), screen::safe(&sentence));
    let telling = Telling {
        time: time.id.clone(),
        document: time.document.clone(),
        path: time.path.clone(),
        kind: document.kind,
        published: document.published.clone(),
        span: time.span,
        named: marked(&document),
    };
    let line = lines.entry(key).or_insert_with(|| Line {
        edtf,
        earliest,
        latest,
        precision,
        method,
        text: time.text.clone(),
        events: Vec::new(),
        origins: Vec::new(),
        quantities: Vec::new(),
        sentence,
        told_by: Vec::new(),
        how: how(precision, method, &document),
    });
    // Both ends of “1992 to 2006” mean the one interval: one telling.
    if line.told_by.iter().all(|told| told.document != telling.document) {
        line.told_by.push(telling);
    }
}

/// Puts a telling where its line finds it: events that have a time, and what sentences count, each number once.
fn tell(event: EventMentionRow, events: &mut Dated, counted: &mut Counted) {
    if !event.quantities.is_empty() {
        let all = counted.entry((event.document.clone(), screen::safe(&event.text))).or_default();
        let fresh = event.quantities.iter().filter(|one| all.iter().all(|known| known.span != one.span));
        let fresh: Vec<QuantityRow> = fresh.cloned().collect();
        all.extend(fresh);
    }
    let Some(when) = &event.when else { return };
    let key = (event.document.clone(), when.edtf.clone(), screen::safe(&event.text));
    events.entry(key).or_default().push(event);
}

/// Whether an expression of time dates its sentence: it is a point or stretch on the calendar, and in the window asked for.
fn is_told(time: &TimeRow, window: &TimeWindow) -> bool {
    let calendar = matches!(time.time_type, TimeType::Date | TimeType::Time);
    let stated = time.precision.is_some_and(|precision| precision != Precision::Vague);
    let in_window = window.from.as_ref().is_none_or(|from| time.latest.as_ref().is_none_or(|latest| latest >= from))
        && window.to.as_ref().is_none_or(|to| time.earliest.as_ref().is_none_or(|earliest| earliest <= to));
    calendar && stated && in_window
}

/// Whether the sentence says anything beside its date: a by-line's stamp does not.
fn tells(time: &TimeRow, sentence: &str) -> bool {
    words(sentence).count() > words(&time.text).count() + 3
}

/// Whether every word asked for begins a word of the sentence or of its document's title.
fn speaks_of(wanted: &[String], sentence: &str, document: &DocumentRow) -> bool {
    asked::meets(wanted, &[sentence, document.title.as_deref().unwrap_or_default()])
}
