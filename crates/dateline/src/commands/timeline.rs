//! `dateline timeline`: dated lines in the order in which things happened, each with its source words.
//!
//! A line is a sentence and the interval that an expression of time in it means. The same sentence told by several
//! documents is one line that names them all. A month stays a month: it sorts before its days and is printed as a month.
//! What a line's events are said to be stands with it; what nobody tells as real (planned, demanded, denied …) or what lay ahead of
//! whoever told it is listed apart.

use super::asked::{self, words};
use super::event_mentions::{self, modality, numbers};
use super::{brief, events, how, named};
use crate::arguments::{By, TimelineArguments};
use crate::happening::Happenings;
use crate::related::{self, layer};
use crate::screen::{self, DATE, FAINT, MARK, Run, STRONG, Screen};
use anstyle::Style;
use dateline_record::{
    DocumentRow, EventMentionRow, Kind, Method, Modality, OriginsRow, Precision, QuantityRow, TimeRow, TimeType, When,
};
use dateline_store::{Desk, EventFilter, TimedSentence};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::process::ExitCode;

/// Width of the column of dates.
const LEFT: usize = 26;
/// What stands over the lines that nobody tells as real.
const APART: &str = "Ahead, or planned, threatened, demanded, not certain or denied";
/// Documents named under one line; the rest is counted.
const NAMED: usize = 3;

pub fn run(desk: &Desk, arguments: TimelineArguments, screen: &mut Screen) -> anyhow::Result<ExitCode> {
    let query = arguments.query.join(" ");
    let all = with_origins(desk, lines(desk, &arguments, &query)?, arguments.limit)?;
    let (real, open): (Vec<&Line>, Vec<&Line>) = all.values().partition(|line| line.apart().is_none());
    let apart = real.len();
    let lines: Vec<&Line> = real.into_iter().chain(open).take(arguments.limit.unwrap_or(usize::MAX)).collect();
    if arguments.output.json {
        for line in lines {
            screen.json(line)?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    let mut head = String::new();
    for (number, line) in lines.iter().enumerate() {
        if number == apart {
            screen.paragraph(0, &[Run(STRONG, APART)])?;
            screen.gap()?;
            head.clear();
        }
        if let Some(by) = arguments.by
            && head != heading(line, by)
        {
            head = heading(line, by);
            screen.paragraph(0, &[Run(STRONG, &head)])?;
        }
        print(line, screen)?;
    }
    let mut count = screen::counted(all.len() as u64, "dated line");
    if lines.len() < all.len() {
        count.push_str(&format!(", the first {} shown", lines.len()));
    }
    screen.paragraph(0, &[Run(FAINT, &count)])?;
    Ok(ExitCode::SUCCESS)
}

/// One line of the timeline.
#[derive(Serialize)]
struct Line {
    edtf: String,
    earliest: String,
    latest: Option<String>,
    precision: Precision,
    method: Method,
    text: String,
    sentence: String,
    /// Events of the sentence that take place then, as the first document has them.
    events: Vec<EventMentionRow>,
    /// How many reports those events have, on the whole desk, and how many separate roots; in the order of the events, each event once.
    origins: Vec<OriginsRow>,
    /// What its sentence counts, with an event of its own or another.
    quantities: Vec<QuantityRow>,
    told_by: Vec<Telling>,
    #[serde(skip)]
    how: String,
}

impl Line {
    /// Why it is listed apart, if no event of it is told as real, or its time lay ahead of the first who told it.
    fn apart(&self) -> Option<&'static str> {
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

/// The lines that some of these documents tell: the first telling's id, date and sentence, and all documents that tell it.
pub fn resting_on(
    desk: &Desk,
    documents: &BTreeSet<String>,
) -> anyhow::Result<Vec<(String, String, BTreeSet<String>)>> {
    let all = TimelineArguments {
        query: Vec::new(),
        from: None,
        to: None,
        by: None,
        limit: None,
        output: Default::default(),
    };
    let lines = lines(desk, &all, "")?.into_values();
    let told = lines.filter_map(|line| {
        let rests_on: BTreeSet<String> = line.told_by.iter().map(|one| one.document.clone()).collect();
        let first = line.told_by.first().filter(|_| !rests_on.is_disjoint(documents))?.time.clone();
        Some((first, format!("{}: {}", screen::date(&line.edtf), line.sentence), rests_on))
    });
    Ok(told.collect())
}

/// One document that has the sentence.
#[derive(Serialize)]
struct Telling {
    time: String,
    document: String,
    path: String,
    kind: Kind,
    published: Option<When>,
    span: dateline_record::SpanRow,
    #[serde(skip)]
    named: String,
}

/// Earliest day, the longer the interval the sooner, then the sentence.
type Key = (String, std::cmp::Reverse<String>, String);

/// Document, time in EDTF, sentence.
type Dated = BTreeMap<(String, String, String), Vec<EventMentionRow>>;
/// Document, sentence.
type Counted = BTreeMap<(String, String), Vec<QuantityRow>>;

fn lines(desk: &Desk, arguments: &TimelineArguments, query: &str) -> anyhow::Result<BTreeMap<Key, Line>> {
    let wanted: Vec<String> = words(query).collect();
    let mut lines: BTreeMap<Key, Line> = BTreeMap::new();
    let (mut events, counted) = dated(desk)?;
    desk.times(true, (!wanted.is_empty()).then_some(query), &mut |timed| {
        let TimedSentence { time, sentence, document } = timed;
        if !is_told(&time, arguments) || !tells(&time, &sentence) || !speaks_of(&wanted, &sentence, &document) {
            return;
        }
        let (Some(earliest), Some(edtf)) = (time.earliest.clone(), time.edtf.clone()) else { return };
        let (Some(precision), Some(method)) = (time.precision, time.method) else { return };
        let (latest, time_edtf) = (time.latest.clone(), edtf.clone());
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
            events: events.remove(&(time.document.clone(), time_edtf, screen::safe(&sentence))).unwrap_or_default(),
            origins: Vec::new(),
            quantities: counted.get(&(time.document.clone(), screen::safe(&sentence))).cloned().unwrap_or_default(),
            sentence,
            told_by: Vec::new(),
            how: how(precision, method, &document),
        });
        // Both ends of “1992 to 2006” mean the one interval: one telling.
        if line.told_by.iter().all(|told| told.document != telling.document) {
            line.told_by.push(telling);
        }
    })?;
    Ok(lines)
}

/// Lines with the origins of their events; where only some are shown, those that may be.
fn with_origins(
    desk: &Desk,
    mut lines: BTreeMap<Key, Line>,
    limit: Option<usize>,
) -> anyhow::Result<BTreeMap<Key, Line>> {
    related::bring_up(desk)?;
    let mut happenings = Happenings::new(desk);
    let mut left = [limit.unwrap_or(usize::MAX); 2];
    for line in lines.values_mut() {
        let room = &mut left[usize::from(line.apart().is_some())];
        if *room == 0 {
            continue;
        }
        *room -= 1;
        let mut parts = BTreeSet::new();
        for own in &line.events {
            let Some(part) = desk.part_of(layer::EVENT, related::number(&own.id))? else { continue };
            if parts.insert(part) {
                let event = happenings.of_part(part, BTreeMap::new())?;
                line.origins.extend(event.map(|event| event.row.origins));
            }
        }
    }
    Ok(lines)
}

/// Events that have a time, by document, time and sentence; and what sentences count, each number once.
fn dated(desk: &Desk) -> anyhow::Result<(Dated, Counted)> {
    let (mut events, mut counted) = (Dated::new(), Counted::new());
    desk.event_mentions(&EventFilter::default(), &mut |own| {
        if !own.event.quantities.is_empty() {
            let all = counted.entry((own.event.document.clone(), screen::safe(&own.event.text))).or_default();
            let fresh = own.event.quantities.iter().filter(|one| all.iter().all(|known| known.span != one.span));
            let fresh: Vec<QuantityRow> = fresh.cloned().collect();
            all.extend(fresh);
        }
        let Some(when) = &own.event.when else { return };
        let key = (own.event.document.clone(), when.edtf.clone(), screen::safe(&own.event.text));
        events.entry(key).or_default().push(own.event);
    })?;
    Ok((events, counted))
}

/// A document in a few words, with the kind where that says how far to trust it: a reader's comment, an announcement.
fn marked(document: &DocumentRow) -> String {
    let words = named(document);
    match document.kind {
        Kind::Comment | Kind::Post | Kind::LiveEntry | Kind::Calendar if document.title.is_some() => {
            format!("{words} ({})", document.kind)
        }
        _ => words,
    }
}

/// Whether an expression of time dates its sentence: it is a point or stretch on the calendar, and in the window asked for.
fn is_told(time: &TimeRow, arguments: &TimelineArguments) -> bool {
    let calendar = matches!(time.time_type, TimeType::Date | TimeType::Time);
    let stated = time.precision.is_some_and(|precision| precision != Precision::Vague);
    let in_window = arguments.from.as_ref().is_none_or(|from| time.latest.as_ref().is_none_or(|latest| latest >= from))
        && arguments.to.as_ref().is_none_or(|to| time.earliest.as_ref().is_none_or(|earliest| earliest <= to));
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

fn heading(line: &Line, by: By) -> String {
    let length = match by {
        By::Day => 10,
        By::Month => 7,
        By::Year => 4,
    };
    // A line less exact than its heading is headed by what it is.
    match (line.latest.as_deref().and_then(|latest| latest.get(..length)), line.earliest.get(..length)) {
        (Some(latest), Some(earliest)) if latest == earliest => earliest.to_string(),
        _ => screen::date(&line.edtf),
    }
}

fn print(line: &Line, screen: &mut Screen) -> std::io::Result<()> {
    let plain = Style::new();
    let told = line.sentence.find(&line.text).map(|at| {
        let (before, rest) = line.sentence.split_at(at);
        let (words, after) = rest.split_at(line.text.len());
        vec![Run(plain, before), Run(MARK, words), Run(plain, after)]
    });
    let mut right = vec![told.unwrap_or_else(|| vec![Run(plain, &line.sentence)])];
    let heads: Vec<String> = line.events.iter().map(head).collect();
    right.extend(heads.iter().map(|head| vec![Run(FAINT, head)]));
    let mut origins: Vec<String> = line.origins.iter().filter_map(events::origins).collect();
    origins.dedup();
    right.extend(origins.iter().map(|own| vec![Run(FAINT, own)]));
    let counted = screen::safe(&numbers(&line.quantities));
    if !counted.is_empty() {
        right.push(vec![Run(FAINT, &counted)]);
    }
    let places: Vec<String> = line
        .told_by
        .iter()
        .take(NAMED)
        .map(|telling| format!("{} [{}]", telling.named, brief(&telling.document)))
        .collect();
    right.extend(places.iter().map(|place| vec![Run(FAINT, place)]));
    let rest = line.told_by.len().saturating_sub(NAMED);
    let more = format!("and {} more", screen::counted(rest as u64, "document"));
    if rest > 0 {
        right.push(vec![Run(FAINT, &more)]);
    }
    let date = screen::date(&line.edtf);
    let mut left = vec![Run(DATE, &date), Run(FAINT, &line.how)];
    left.extend(line.apart().map(|words| Run(STRONG, words)));
    screen.beside(LEFT, &left, &right)?;
    screen.gap()
}

/// “ASSAULT: Rebels → the port · PLANNED”
fn head(own: &EventMentionRow) -> String {
    let kind = (own.event_type.as_str(), own.mode.as_deref());
    let mut head = event_mentions::heading(kind, (&own.actors, &own.recipients), own.place.as_ref(), &own.trigger.text);
    head.push_str(&format!(" · {}", modality(own.modality)));
    screen::safe(&head)
}
