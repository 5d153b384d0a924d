//! What a telling is judged by: its own slots, and what the other tellings of its sentence say of time, place and numbers.
//!
//! “A bomb killed 18 and wounded 56 in Jaramana on Tuesday” has a place and a day for both verbs, though the tree gives them to one.
//! Invariant: a function of the rows of one document. Cost: linear in its mentions and tellings.

use super::once::Once;
use super::{group, sign};
use crate::reuse::words;
use dateline_lexicon::{Gazetteer, Known};
use dateline_record::{
    DocumentRow, EntityType, EventMentionRow, Form, MentionRow, Modality, ParticipantRow, Precision, QuantityRow,
    SpanRow, TimeRow, When,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A telling, as it is judged.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Told {
    /// Identity of the event mention.
    pub id: u64,
    /// Identity of the document.
    pub document: u64,
    /// Identity of the first telling of the same happening in its document.
    pub group: u64,
    /// Class.
    pub class: String,
    /// What can be one in how real it is told to be.
    pub reality: u8,
    /// First and last day, counted from 1970, where the words tell it.
    pub days: Option<(i32, i32)>,
    /// First and last day of the one time in its sentence, where the words do not tie it to this.
    pub hint: Option<(i32, i32)>,
    /// The day on which the document was published.
    pub published: Option<i32>,
    /// It stands where a report tells its news.
    pub is_lead: bool,
    /// Places named in the sentence, less capitals, countries and regions: hashes.
    pub places: Vec<u64>,
    /// Countries and regions named there.
    pub regions: Vec<u64>,
    /// Capitals named there.
    pub capitals: Vec<u64>,
    /// Who takes part, by name.
    pub actors: Vec<u64>,
    /// To whom.
    pub recipients: Vec<u64>,
    /// All who are named in the sentence.
    pub names: Vec<u64>,
    /// What happens to somebody once, and to whom: who died, who was set free.
    pub once: Vec<u64>,
    /// “The October 7 attack”: it is called by its day.
    pub is_called_by_day: bool,
    /// What is counted, how many at least and at most.
    pub numbers: Vec<(String, i64, Option<i64>, bool)>,
    /// The sentences that tell it, the first of the document first.
    pub sentences: Vec<Sentence>,
    /// Hash of the word that tells.
    pub trigger: u32,
    /// “The attack”, “that visit”: what was told before.
    pub is_taken_up: bool,
    /// “Another attack”, “a similar blast”: not what was told before.
    pub is_another: bool,
}

/// A sentence that tells something.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Sentence {
    /// Which of the document's telling sentences it is.
    pub at: usize,
    /// Hashes of the words that tell something, in order of size.
    pub content: Vec<u32>,
    /// Hashes of all words, as they follow one another.
    pub all: Vec<u32>,
}

/// What is counted of people; other numbers of a sentence tell little of what it tells.
const OF_PEOPLE: &[&str] =
    &["killed", "wounded", "missing", "detained", "released", "hostages", "displaced", "casualties"];
/// Days of one stretch by which tellings meet.
const STRETCH: i32 = 4;
/// Days after which what was is no news.
const LONG_AFTER: i32 = 14;
/// Bytes from the first telling's sentence within which a report tells its news.
const LEAD: u32 = 700;

impl Told {
    /// When it was, as far as it can be known: its own days, or those before its publication.
    pub fn window(&self) -> Option<(i32, i32)> {
        self.days.or(self.hint).or_else(|| self.published.filter(|_| self.is_lead).map(|day| (day - 3, day)))
    }

    /// Whether the words give the day.
    pub fn is_dated(&self) -> bool {
        self.days.is_some_and(|(first, last)| last - first <= 1)
    }

    /// Whether it was told long after it was, as far as is known.
    pub fn is_background(&self) -> bool {
        self.days.is_some_and(|days| self.published.is_none_or(|published| days.1 + LONG_AFTER < published))
    }

    /// The day by which it is put in order.
    pub fn moment(&self) -> i64 {
        self.day().map_or(i64::MAX, i64::from)
    }

    /// The first day that it is told of, or the report's.
    pub(super) fn day(&self) -> Option<i32> {
        self.days.or(self.hint).map(|(first, _)| first).or(self.published)
    }

    /// What it meets others by. What is denied meets what is told as real too.
    pub fn keys(&self) -> Vec<u64> {
        let mut keys = self.keys_as(self.reality);
        if self.reality == DENIED {
            keys.extend(self.keys_as(REAL));
        }
        keys
    }

    fn keys_as(&self, reality: u8) -> Vec<u64> {
        let mut keys = vec![key(&[9, self.group])];
        // The rest of a group goes with its first.
        if self.group != self.id {
            return keys;
        }
        let own = self.days.or(self.hint);
        let narrow = own.filter(|(first, last)| last - first <= STRETCH).map(|(first, _)| first);
        // What was in a month meets what was in that month, whenever it was told.
        let wide = own.filter(|_| narrow.is_none()).map(|(first, _)| first);
        // Two reports of one thing that differ in the day came out together.
        let came_out = self.published.filter(|_| self.is_lead);
        let mut days: Vec<i32> = [narrow.or(self.published), wide, came_out].into_iter().flatten().collect();
        days.sort_unstable();
        days.dedup();
        // Two stretches that overlap by half, so that days that are near share one.
        let stretches = days
            .into_iter()
            .flat_map(|day| [day.div_euclid(STRETCH) * 2, (day + STRETCH / 2).div_euclid(STRETCH) * 2 + 1]);
        let kind = u64::from(reality) << 8 | u64::from(sign::kind(&self.class));
        for stretch in stretches {
            let at = key(&[1, kind, stretch as u64]);
            keys.extend(self.places.iter().map(|place| key(&[at, 2, *place])));
            keys.extend(self.capitals.iter().map(|place| key(&[at, 2, *place])));
            keys.extend(self.regions.iter().map(|place| key(&[at, 3, *place, self.trigger.into()])));
            keys.extend(self.numbers.iter().filter(|number| number.1 > 2).map(|number| key(&[at, 4, number.1 as u64])));
            keys.extend(self.names.iter().map(|name| key(&[at, 5, *name])));
            if self.is_background() {
                keys.extend(self.is_called_by_day.then(|| key(&[at, 7])));
                let parties =
                    self.actors.iter().flat_map(|one| self.recipients.iter().map(move |other| (*one, *other)));
                keys.extend(parties.map(|(one, other)| key(&[at, 8, one, other])));
            }
        }
        keys.extend(self.once.iter().map(|once| key(&[10, u64::from(reality), *once])));
        for sentence in &self.sentences {
            // The four least of its runs of four words: sentences that are nearly one share one of them, as a rule.
            let runs = sentence
                .all
                .windows(4)
                .map(|run| run.iter().fold(key(&[6, kind]), |all, word| key(&[all, u64::from(*word)])));
            keys.extend(sorted(runs.collect()).into_iter().take(4));
        }
        keys
    }
}

/// The tellings of a document as they are judged, in the order of their rows.
pub fn tellings(
    document: &DocumentRow,
    events: &[EventMentionRow],
    mentions: &[MentionRow],
    times: &[TimeRow],
) -> Vec<Told> {
    let published = document.published.as_ref().and_then(|when| day_of(when.latest.as_deref()));
    let first = events.iter().map(|event| (event.span.part, event.span.start)).min().unwrap_or_default();
    let mut sentences: BTreeMap<(u32, u32, u32), Vec<&EventMentionRow>> = BTreeMap::new();
    for event in events {
        let span = event.span;
        sentences.entry((span.part, span.start, span.end)).or_default().push(event);
    }
    let once = Once::new(mentions);
    let told = |event: &EventMentionRow| {
        let span = event.span;
        let beside = &sentences[&(span.part, span.start, span.end)];
        let reality = reality(event.modality);
        let kind = sign::kind(&event.event_type);
        let alike = || {
            beside
                .iter()
                .copied()
                .filter(move |other| sign::kind(&other.event_type) == kind && self::reality(other.modality) == reality)
        };
        let own: Option<(i32, i32)> = event.when.as_ref().and_then(days);
        let days = own.or_else(|| single(alike().filter_map(|other| other.when.as_ref().and_then(days))));
        let in_sentence = |at: SpanRow| at.part == span.part && span.start <= at.start && at.end <= span.end;
        let dated = times.iter().filter(|time| in_sentence(time.span)).filter_map(|time| {
            let (first, last) = (day_of(time.earliest.as_deref())?, day_of(time.latest.as_deref())?);
            (last - first <= 366).then_some((first, last))
        });
        let hint = single(dated).filter(|_| days.is_none());
        let (mut places, mut regions, mut capitals, mut names) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let within = |mention: &&MentionRow| {
            let at = mention.span;
            in_sentence(at) && mention.form == Form::Name
        };
        for mention in mentions.iter().filter(within) {
            let name = mention.name.as_deref().unwrap_or(&mention.text);
            match mention.entity_type {
                EntityType::Place | EntityType::Facility if is_broad(name) => regions.push(name_key(name)),
                EntityType::Place if is_capital(name) => capitals.push(name_key(name)),
                EntityType::Place | EntityType::Facility => places.push(name_key(name)),
                EntityType::Person | EntityType::Organisation | EntityType::Group => names.push(name_key(name)),
                _ => {}
            }
        }
        if let Some(place) = &event.place {
            let list = match () {
                () if is_broad(&place.name) => &mut regions,
                () if is_capital(&place.name) => &mut capitals,
                () => &mut places,
            };
            list.push(name_key(&place.name));
        }
        let called = |all: &[ParticipantRow]| -> Vec<u64> { sorted(all.iter().filter_map(party_key).collect()) };
        let at = sentences.keys().position(|own| *own == (span.part, span.start, span.end)).unwrap_or_default();
        // Who is named tells by the name; as words, “the Observatory for Human Rights said” would make all that it says alike.
        let of_somebody = |mention: &&MentionRow| {
            matches!(mention.entity_type, EntityType::Person | EntityType::Organisation | EntityType::Group)
        };
        let named = mentions.iter().filter(within).filter(of_somebody).flat_map(|own| words(&own.text).hashes);
        let named: BTreeSet<u32> = named.collect();
        let mut content = content(&event.text);
        content.retain(|word| !named.contains(word));
        let sentence = Sentence { at, content, all: words(&event.text).hashes };
        Told {
            id: number(&event.id),
            document: number(&document.id),
            class: event.event_type.clone(),
            reality,
            days,
            hint,
            published,
            is_lead: span.part == first.0 && span.start < first.1 + LEAD,
            places: sorted(places),
            regions: sorted(regions),
            capitals: sorted(capitals),
            actors: called(&event.actors),
            recipients: called(&event.recipients),
            names: sorted(names),
            once: once.of(event),
            is_called_by_day: times.iter().any(|time| in_sentence(time.span) && calls(event, time)),
            numbers: numbers(alike().flat_map(|other| &other.quantities)),
            sentences: vec![sentence],
            is_taken_up: is_taken_up(event),
            is_another: is_another(event),
            group: number(&event.id),
            trigger: words(&event.trigger.text).hashes.first().copied().unwrap_or_default(),
        }
    };
    let mut all: Vec<Told> = events.iter().map(told).collect();
    group::gather(&mut all);
    all
}

/// Whether a day in its words is what it is called by: “the Oct. 7 attack”, “the attack of 7 October”.
fn calls(event: &EventMentionRow, time: &TimeRow) -> bool {
    let (span, trigger, time) = (event.span, event.trigger.span, time.span);
    let between = |from: u32, to: u32| {
        let of = |at: u32| at.checked_sub(span.start).map(|at| at as usize);
        event.text.get(of(from)?..of(to)?)
    };
    let before = between(time.end, trigger.start).is_some_and(|words| {
        // A word in small letters may stand between: “the Oct. 7 cross-border attack”.
        let middle = words.trim();
        words.starts_with([' ', '-'])
            && middle.split_whitespace().count() <= 2
            && middle.chars().all(|char| char.is_lowercase() || char == '-' || char == ' ')
    });
    before || between(trigger.end, time.start).is_some_and(|words| [" of ", " of the "].contains(&words))
}

/// Who takes part, as it is compared: a country, its people's adjective and the seat of its government are one party.
fn party_key(one: &ParticipantRow) -> Option<u64> {
    let name = one.name.as_deref()?;
    let gazetteer = Gazetteer::embedded();
    let entry = gazetteer.entry(name);
    let is_people = entry.known().any(Known::GROUP) && !name.ends_with('s');
    let stands = entry.known().any(Known::COUNTRY) || one.metonym || is_people && !entry.known().any(Known::CITY);
    let country = stands.then(|| gazetteer.country(entry)).flatten();
    Some(
        country.map_or_else(
            || name_key(name),
            |code| key(&[11, code.bytes().fold(0, |all, own| all << 8 | u64::from(own))]),
        ),
    )
}

/// Whether a noun with an article that points back tells it, and nothing more is said of it.
fn is_taken_up(event: &EventMentionRow) -> bool {
    let (sentence, trigger) = (event.text.to_lowercase(), event.trigger.text.to_lowercase());
    let points = ["the", "that", "this", "those", "these"]
        .iter()
        .any(|article| sentence.contains(&format!("{article} {trigger}")));
    points && event.place.is_none() && event.quantities.is_empty()
}

/// Whether the sentence sets it apart from what was told before.
fn is_another(event: &EventMentionRow) -> bool {
    const APART: &[&str] = &[
        "another",
        "similar",
        "separate",
        "separately",
        "elsewhere",
        "previous",
        "previously",
        "earlier",
        "also",
        "meanwhile",
        "other",
    ];
    let sentence = event.text.to_lowercase();
    let mut words = sentence.split(|char: char| !char.is_alphanumeric());
    words.any(|word| APART.contains(&word))
}

/// The one of some; none where they differ.
fn single<T: PartialEq>(mut of: impl Iterator<Item = T>) -> Option<T> {
    let first = of.next()?;
    of.all(|other| other == first).then_some(first)
}

fn numbers<'a>(all: impl Iterator<Item = &'a QuantityRow>) -> Vec<(String, i64, Option<i64>, bool)> {
    let mut numbers: Vec<(String, i64, Option<i64>, bool)> = all
        .filter_map(|quantity| {
            let of = quantity.of.clone().filter(|of| OF_PEOPLE.contains(&of.as_str()))?;
            let exact = quantity.bound == dateline_record::Bound::Exact;
            Some((of, quantity.low? as i64, quantity.high.map(|high| high as i64), exact))
        })
        .collect();
    numbers.sort();
    numbers.dedup();
    numbers
}

/// Words of four letters or more that are no function words, as hashes in order, each once.
fn content(text: &str) -> Vec<u32> {
    let found = words(text);
    let pairs = found.hashes.iter().zip(&found.places);
    let long = pairs.filter(|(_, (from, to))| to - from >= 4).map(|(hash, _)| *hash);
    sorted(long.collect())
}

pub(super) fn sorted<T: Ord>(mut all: Vec<T>) -> Vec<T> {
    all.sort_unstable();
    all.dedup();
    all
}

/// Whether a place is a country, a region of the world or a part of a country: too wide to tell one happening by.
fn is_broad(name: &str) -> bool {
    let known = Gazetteer::embedded().entry(name).known();
    known.any(Known::COUNTRY) || known.any(Known::REGION) && !known.any(Known::CITY)
}

/// Whether a place is a capital: so much happens there that it alone tells little.
fn is_capital(name: &str) -> bool {
    Gazetteer::embedded().entry(name).known().any(Known::CAPITAL)
}

/// First and last day; none where one is open or they are further apart than a year.
fn days(when: &When) -> Option<(i32, i32)> {
    let (first, last) = (day_of(when.earliest.as_deref())?, day_of(when.latest.as_deref())?);
    (last - first <= 366 && when.precision != Precision::Vague).then_some((first, last))
}

fn day_of(day: Option<&str>) -> Option<i32> {
    let date: Date = day?.parse().ok()?;
    Some((date.duration_since(jiff::civil::date(1970, 1, 1)).as_hours() / 24) as i32)
}

/// What is told as real.
pub(super) const REAL: u8 = 0;
/// What is denied.
pub(super) const DENIED: u8 = 5;

/// Modalities that can be of one event.
pub(super) fn reality(modality: Modality) -> u8 {
    match modality {
        Modality::Happened | Modality::Ongoing | Modality::Historical => REAL,
        Modality::Planned => 1,
        Modality::Threatened => 2,
        Modality::Demanded => 3,
        Modality::Hypothetical => 4,
        Modality::Denied => DENIED,
    }
}

/// The number of a row.
fn number(id: &str) -> u64 {
    u64::from_str_radix(id, 16).unwrap_or_default()
}

/// A name as it is compared: words without capitals, articles and “al”.
pub(super) fn name_key(name: &str) -> u64 {
    let plain: Vec<String> = name
        .split(|char: char| !char.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .filter(|word| !["the", "al", "el", "city", "province", "of"].contains(&word.as_str()))
        .collect();
    plain.iter().flat_map(|word| words(word).hashes).fold(17, |all, word| key(&[all, u64::from(word)]))
}

pub(super) fn key(of: &[u64]) -> u64 {
    of.iter().fold(0x9e37_79b9_7f4a_7c15, |all, own| {
        let mixed = (all ^ own).wrapping_mul(0xff51_afd7_ed55_8ccd);
        mixed ^ mixed >> 32
    })
}
