//! Findings as rows: extents in cleaned text become spans in the capture.
//!
//! Invariant: a finding whose words came from nowhere in the capture makes no row; ids are unique within a capture.

use crate::capture::{ReadCapture, ReadDocument};
use dateline_record::{
    Announcement, AnnouncementRow, BylineRow, ContentRow, CreditRow, CueRow, DocumentRow, EventMention,
    EventMentionRow, Extent, LinkRow, Location, Mention, MentionRow, NoteRow, Participant, ParticipantRow, PlaceRow,
    Quantity, QuantityMentionRow, QuantityRow, Source, SourceRow, SpanRow, Statement, StatementRow, TimeExpression,
    TimeRow,
};
use dateline_store::TimeRecord;
use sha2::{Digest, Sha256};
use std::collections::{HashMap, HashSet};

const EXTRACT: &str = concat!("extract@", env!("CARGO_PKG_VERSION"));
const READ: &str = concat!("read@", env!("CARGO_PKG_VERSION"));

/// The rows of one capture.
#[derive(Default)]
pub struct Rows {
    /// Documents, in order.
    pub documents: Vec<DocumentRow>,
    /// Statements.
    pub statements: Vec<StatementRow>,
    /// Expressions of time.
    pub times: Vec<TimeRecord>,
    /// Mentions.
    pub mentions: Vec<MentionRow>,
    /// What calendars announce.
    pub announcements: Vec<AnnouncementRow>,
    /// Tellings of events.
    pub events: Vec<EventMentionRow>,
    /// What is counted.
    pub quantities: Vec<QuantityMentionRow>,
}

/// The rows of `capture`, which was read from `path`.
pub fn of(capture: &ReadCapture, path: &str) -> Rows {
    let mut rows = Rows::default();
    let id = capture.extracted.capture.to_string();
    let mut seen = HashSet::new();
    for read in &capture.documents {
        let maker = Maker { read, capture: &id, document: read.document.id.to_string(), path };
        assert!(seen.insert(maker.document.clone()), "two documents begin at one place");
        rows.documents.push(maker.document());
        let fresh = |id: &str, seen: &mut HashSet<String>| seen.insert(id.to_string());
        rows.statements.extend(
            read.reading.statements.iter().filter_map(|s| maker.statement(s)).filter(|row| fresh(&row.id, &mut seen)),
        );
        rows.times.extend(
            read.reading.times.iter().filter_map(|t| maker.time(t)).filter(|time| fresh(&time.row.id, &mut seen)),
        );
        rows.mentions.extend(
            read.reading.mentions.iter().filter_map(|m| maker.mention(m)).filter(|row| fresh(&row.id, &mut seen)),
        );
        rows.announcements.extend(
            read.reading
                .announcements
                .iter()
                .filter_map(|own| maker.announcement(own))
                .filter(|row| fresh(&row.id, &mut seen)),
        );
        rows.events
            .extend(read.reading.events.iter().filter_map(|e| maker.event(e)).filter(|row| fresh(&row.id, &mut seen)));
        let quantities = maker.quantities();
        rows.quantities.extend(quantities.into_iter().filter(|row| fresh(&row.id, &mut seen)));
    }
    rows
}

/// Makes the rows of one document.
struct Maker<'a> {
    read: &'a ReadDocument,
    capture: &'a str,
    document: String,
    path: &'a str,
}

impl Maker<'_> {
    fn document(&self) -> DocumentRow {
        let document = &self.read.document;
        DocumentRow {
            id: self.document.clone(),
            made_by: EXTRACT.into(),
            capture: self.capture.into(),
            document: self.document.clone(),
            path: self.path.into(),
            spans: document.spans.iter().map(|&span| span.into()).collect(),
            kind: document.kind,
            title: document.title.as_ref().map(|title| title.text.clone()),
            byline: document
                .byline
                .iter()
                .map(|by| BylineRow {
                    name: by.name.clone(),
                    handle: by.handle.clone(),
                    role: by.role,
                    span: by.span.map(Into::into),
                })
                .collect(),
            outlet: document.outlet.clone(),
            section: document.section.clone(),
            language: document.language.clone(),
            published: document.published.clone().or(self.read.reading.published.clone()),
            updated: document.updated.clone(),
            captured: document.captured.clone(),
            parent: document.parent.map(|parent| parent.to_string()),
            truncated: document.truncated.clone(),
            credits: document
                .credits
                .iter()
                .map(|credit| CreditRow { text: credit.text.clone(), span: credit.span.into() })
                .collect(),
            notes: document
                .notes
                .iter()
                .map(|note| NoteRow { kind: note.kind, text: note.text.clone(), span: note.span.into() })
                .collect(),
            links: document
                .links
                .iter()
                .map(|link| LinkRow {
                    text: link.text.clone(),
                    address: link.address.clone(),
                    document: link.document.map(|document| document.to_string()),
                    span: link.span.map(Into::into),
                })
                .collect(),
            text: document.text.as_str().to_string(),
        }
    }

    fn statement(&self, statement: &Statement) -> Option<StatementRow> {
        let source = statement.source.as_ref().map(|source| source.extent);
        let own = source.into_iter().chain(statement.cue).chain(statement.content.iter().copied());
        let hull = own.reduce(Extent::hull)?;
        let span = self.span(hull)?;
        Some(StatementRow {
            id: self.id("statement", &places(statement)),
            made_by: READ.into(),
            capture: self.capture.into(),
            document: self.document.clone(),
            path: self.path.into(),
            span,
            text: self.words(hull),
            source: statement.source.as_ref().and_then(|source| self.source(source)),
            cue: statement.cue.and_then(|cue| Some(CueRow { span: self.span(cue)?, text: self.words(cue) })),
            content: statement
                .content
                .iter()
                .filter_map(|&content| Some(ContentRow { span: self.span(content)?, text: self.words(content) }))
                .collect(),
            directness: statement.directness,
            authority: statement.authority,
            role: statement.role.clone(),
            anonymity: statement.anonymity.clone(),
            chain: statement.chain.clone(),
            cue_class: statement.cue_class,
            denied: statement.denied,
            hedged: statement.hedged,
            said: statement.said.clone(),
            venue: statement.venue.clone(),
        })
    }

    fn source(&self, source: &Source) -> Option<SourceRow> {
        Some(SourceRow {
            span: self.span(source.extent)?,
            text: self.words(source.extent),
            name: source.name.clone(),
            referent: source.referent.map(|number| self.referent(number)),
            entity: None,
        })
    }

    fn time(&self, time: &TimeExpression) -> Option<TimeRecord> {
        let when = time.when.as_ref();
        let row = TimeRow {
            id: self.id("time", &[time.extent.start(), time.extent.end()]),
            made_by: READ.into(),
            capture: self.capture.into(),
            document: self.document.clone(),
            path: self.path.into(),
            span: self.span(time.extent)?,
            text: self.words(time.extent),
            time_type: time.time_type,
            value: time.value.clone(),
            edtf: when.map(|when| when.edtf.clone()),
            earliest: when.and_then(|when| when.earliest.clone()),
            latest: when.and_then(|when| when.latest.clone()),
            method: when.map(|when| when.method),
            precision: when.map(|when| when.precision),
        };
        Some(TimeRecord { row, sentence: self.sentence(time.extent) })
    }

    fn mention(&self, mention: &Mention) -> Option<MentionRow> {
        Some(MentionRow {
            id: self.id("mention", &[mention.extent.start(), mention.extent.end()]),
            made_by: READ.into(),
            capture: self.capture.into(),
            document: self.document.clone(),
            path: self.path.into(),
            span: self.span(mention.extent)?,
            text: self.words(mention.extent),
            entity_type: mention.entity_type,
            form: mention.form,
            referent: mention.referent.map(|number| self.referent(number)),
            name: mention.name.clone(),
            entity: None,
        })
    }

    fn event(&self, event: &EventMention) -> Option<EventMentionRow> {
        let sentence = self.around(event.trigger);
        let participants = |all: &[Participant]| all.iter().filter_map(|one| self.participant(one)).collect::<Vec<_>>();
        let carrier = event.statement.and_then(|number| self.read.reading.statements.get(number));
        Some(EventMentionRow {
            id: self.id("event", &[event.trigger.start(), event.trigger.end()]),
            made_by: READ.into(),
            capture: self.capture.into(),
            document: self.document.clone(),
            path: self.path.into(),
            span: self.span(sentence)?,
            text: self.words(sentence),
            event_type: event.event_type.to_owned(),
            mode: event.mode.map(str::to_owned),
            modality: event.modality,
            actors: participants(&event.actors),
            recipients: participants(&event.recipients),
            place: event.place.as_ref().and_then(|place| self.place(place)),
            when: event.when.clone(),
            quantities: event.quantities.iter().filter_map(|quantity| self.quantity(quantity)).collect(),
            trigger: CueRow { span: self.span(event.trigger)?, text: self.words(event.trigger) },
            statement: carrier.map(|statement| self.id("statement", &places(statement))),
        })
    }

    fn participant(&self, one: &Participant) -> Option<ParticipantRow> {
        Some(ParticipantRow {
            span: self.span(one.extent)?,
            text: self.words(one.extent),
            name: one.name.clone(),
            antecedent: match one.antecedent {
                Some(words) => Some(CueRow { span: self.span(words)?, text: self.words(words) }),
                None => None,
            },
            referent: one.referent.map(|number| self.referent(number)),
            entity: None,
            country: one.country.clone(),
            sectors: one.sectors.iter().map(|code| (*code).to_owned()).collect(),
            role: one.role.clone(),
            metonym: one.metonym,
            thing: one.thing,
        })
    }

    fn place(&self, place: &Location) -> Option<PlaceRow> {
        Some(PlaceRow {
            span: self.span(place.extent)?,
            text: self.words(place.extent),
            name: place.name.clone(),
            country: place.country.clone(),
            latitude: place.point.map(|point| point.latitude),
            longitude: place.point.map(|point| point.longitude),
            precision: place.point.map(|point| point.grain),
        })
    }

    fn quantity(&self, quantity: &Quantity) -> Option<QuantityRow> {
        let words = |extent: Option<Extent>| {
            extent.and_then(|own| Some(ContentRow { span: self.span(own)?, text: self.words(own) }))
        };
        Some(QuantityRow {
            span: self.span(quantity.extent)?,
            text: self.words(quantity.extent),
            low: quantity.low,
            high: quantity.high,
            bound: quantity.bound,
            unit: quantity.unit.clone(),
            of: quantity.of.clone(),
            head: words(quantity.head),
            who: words(quantity.who),
            place: words(quantity.place),
            since: quantity.since.clone(),
            as_of: quantity.as_of.clone(),
        })
    }

    /// All quantities, each with the event that has it.
    fn quantities(&self) -> Vec<QuantityMentionRow> {
        let reading = &self.read.reading;
        let mut events: HashMap<Extent, Extent> = HashMap::new();
        for event in &reading.events {
            events.extend(event.quantities.iter().map(|quantity| (quantity.extent, event.trigger)));
        }
        let row = |quantity: &Quantity| {
            let QuantityRow { span, text, low, high, bound, unit, of, head, who, place, since, as_of } =
                self.quantity(quantity)?;
            let trigger = events.get(&quantity.extent);
            Some(QuantityMentionRow {
                id: self.id("quantity", &[quantity.extent.start(), quantity.extent.end()]),
                made_by: READ.into(),
                capture: self.capture.into(),
                document: self.document.clone(),
                path: self.path.into(),
                span,
                text,
                low,
                high,
                bound,
                unit,
                of,
                head,
                who,
                place,
                since,
                as_of,
                event: trigger.map(|trigger| self.id("event", &[trigger.start(), trigger.end()])),
                sentence: self.sentence(quantity.extent),
            })
        };
        reading.quantities.iter().filter_map(row).collect()
    }

    fn announcement(&self, announcement: &Announcement) -> Option<AnnouncementRow> {
        let Announcement { extent, subject, heading, when } = announcement;
        Some(AnnouncementRow {
            id: self.id("announcement", &[extent.start(), extent.end()]),
            made_by: READ.into(),
            capture: self.capture.into(),
            document: self.document.clone(),
            path: self.path.into(),
            span: self.span(*extent)?,
            text: self.words(*extent),
            subject: subject
                .and_then(|subject| Some(ContentRow { span: self.span(subject)?, text: self.words(subject) })),
            heading: heading.clone(),
            when: when.clone(),
        })
    }

    /// The sentence that `extent` begins in, or its own words where it lies in none.
    fn sentence(&self, extent: Extent) -> String {
        self.words(self.around(extent))
    }

    /// The sentence that `extent` begins in with all of it, or itself where it lies in none.
    fn around(&self, extent: Extent) -> Extent {
        let sentences = &self.read.reading.sentences;
        let past = sentences.partition_point(|sentence| sentence.start() <= extent.start());
        let own = past.checked_sub(1).map(|index| sentences[index]).filter(|own| extent.start() < own.end());
        own.map_or(extent, |own| own.hull(extent))
    }

    fn span(&self, extent: Extent) -> Option<SpanRow> {
        self.read.document.text.span(extent).map(Into::into)
    }

    fn words(&self, extent: Extent) -> String {
        extent.of(self.text()).to_string()
    }

    fn text(&self) -> &str {
        self.read.document.text.as_str()
    }

    fn referent(&self, number: u32) -> String {
        format!("{}-{number}", self.document)
    }

    /// 16 hexadecimal digits, from the document, the kind of row and the places that make it what it is.
    fn id(&self, kind: &str, places: &[usize]) -> String {
        let mut hash = Sha256::new();
        hash.update(&self.document);
        hash.update(kind);
        for place in places {
            hash.update((*place as u64).to_be_bytes());
        }
        let first = hash.finalize().first_chunk().copied().map_or(0, u64::from_be_bytes);
        format!("{first:016x}")
    }
}

/// The places that make a statement what it is.
fn places(statement: &Statement) -> Vec<usize> {
    let source = statement.source.as_ref().map(|source| source.extent);
    let extents = source.into_iter().chain(statement.cue).chain(statement.content.iter().copied());
    extents.flat_map(|extent| [extent.start(), extent.end()]).collect()
}
