//! The brief of a desk: what new captures tell, drafted, then checked against words that are cut out and read anew.
//!
//! Invariant: nothing that the checker has not passed is in it; the desk is only read. Cost: the events and statements of new captures,
//! and one reading for each passage that is cited.

use crate::changes::{self, ChangesFilter, Told};
use crate::flow::Reader;
use crate::{related, rows};
use dateline_read::Scratch;
use dateline_record::{
    BriefLineRow, BriefRow, BriefSilentRow, BriefUnreadRow, DocumentRow, Kind, PassageRow, Piece, StatementRow,
};
use dateline_store::{Desk, Full, Given, Since, StoreError};
use dateline_tell::{
    Chapter, Counted, Evidence, Matter, Read, Refusal, Room, Said, check, checked, is_there, lines_of, notes, said,
    sections, worth,
};
use sha2::{Digest, Sha256};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::time::Duration;

const TELL: &str = concat!("tell@", env!("CARGO_PKG_VERSION"));
/// Lines of things said that are drafted for one story, before they are checked.
const SAID: usize = 12;
/// How long a passage may take to be read.
const PASSAGE: Duration = Duration::from_secs(20);

/// What is new on the desk.
pub fn brief(desk: &Desk, filter: &ChangesFilter, room: Room) -> Result<BriefRow, StoreError> {
    related::bring_up(desk)?;
    let fresh = desk.arrived(&filter.since)?;
    let mut came: Vec<DocumentRow> = Vec::new();
    for capture in &fresh {
        for id in desk.documents_in(capture)? {
            came.extend(desk.full(&id)?.map(|full| full.row));
        }
    }
    came.retain(|own| matches!(own.kind, Kind::Article | Kind::Brief | Kind::Post | Kind::LiveEntry));
    let told = Told::of(desk, &came)?;
    let mut chapters: BTreeMap<Option<String>, Chapter> = BTreeMap::new();
    changes::happened(desk, &fresh, filter, &told, &mut |event, disagreements| {
        let mut update_of = None;
        for one in &event.tellings {
            update_of = update_of.or(desk.briefed(&one.event.id)?);
        }
        let own = Matter {
            event: &event.row,
            tellings: &event.tellings,
            disagreements: &disagreements,
            statements: &event.ground.statements,
            update_of: update_of.as_deref(),
        };
        let lines = lines_of(&own, &fresh);
        if let Some(first) = lines.first().and_then(|line| line.evidence.first()) {
            let story = told.story(&first.document).map(|story| story.id.clone());
            chapter(&mut chapters, &told, story).events.push(lines);
        }
        Ok(())
    })?;
    let fits = |own: &DocumentRow| {
        changes::is_within(filter, own.published.as_ref()) && told.fits(filter.story.as_deref(), [own.id.as_str()])
    };
    let fitting: Vec<&DocumentRow> = came.iter().filter(|own| fits(own)).collect();
    let mut spoken: BTreeMap<Option<String>, Vec<(i32, BriefLineRow)>> = BTreeMap::new();
    for own in &fitting {
        let story = told.story(&own.id).map(|story| story.id.clone());
        chapter(&mut chapters, &told, story.clone()).notes.extend(notes(own));
        for statement in desk.statements_of(&own.id)? {
            if filter.who.as_ref().is_none_or(|who| is_by(who, &statement)) {
                let line = said(&statement, own).map(|line| (worth(&statement), line));
                spoken.entry(story.clone()).or_default().extend(line);
            }
        }
    }
    for (story, mut lines) in spoken {
        lines.sort_by_cached_key(|(worth, line)| (Reverse(*worth), line.text.clone()));
        lines.dedup_by(|one, other| one.1.text == other.1.text);
        chapter(&mut chapters, &told, story).said = lines.into_iter().take(SAID).map(|(_, line)| line).collect();
    }
    let mut chapters: Vec<Chapter> = chapters.into_values().collect();
    let mut cited = Cited::new(desk);
    let refused = checked(&mut chapters, |line| cited.evidence(&line.evidence));
    let (sections, _) = sections(chapters, room);
    let day = |own: &&DocumentRow| own.published.as_ref().and_then(|when| when.earliest.clone());
    let mut digest = Sha256::new();
    sections.iter().flat_map(|own| &own.lines).for_each(|line| digest.update(&line.text));
    Ok(BriefRow {
        id: digest.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect(),
        made_by: TELL.to_string(),
        since: match &filter.since {
            Since::Beginning => None,
            Since::Moment(at) => Some(at.clone()),
            Since::Mark(mark) => Some(mark.at.clone()),
        },
        captures: fresh.len() as u64,
        documents: fitting.len() as u64,
        from: fitting.iter().filter_map(day).min(),
        to: fitting.iter().filter_map(day).max(),
        sections,
        refused,
        silent: silent(desk, &fitting)?,
        unread: desk
            .status()?
            .refused
            .into_iter()
            .map(|own| BriefUnreadRow { path: own.path, reason: own.reason })
            .collect(),
    })
}

/// Whether each of these lines holds.
pub fn verdicts(desk: &Desk, lines: &[BriefLineRow]) -> Vec<Result<(), Refusal>> {
    let mut cited = Cited::new(desk);
    let verdict = |line: &BriefLineRow| {
        cited.evidence(&line.evidence).ok_or(Refusal::NotThere).and_then(|evidence| check(&line.text, &evidence))
    };
    lines.iter().map(verdict).collect()
}

fn chapter<'a>(all: &'a mut BTreeMap<Option<String>, Chapter>, told: &Told, story: Option<String>) -> &'a mut Chapter {
    let title = story.as_deref().and_then(|id| told.titled(id));
    all.entry(story.clone()).or_insert_with(|| Chapter { story, title, ..Chapter::default() })
}

fn is_by(who: &str, statement: &StatementRow) -> bool {
    statement.source.as_ref().is_some_and(|source| {
        let name = source.name.as_deref().unwrap_or_default();
        changes::has(who, &[name, &source.text, statement.role.as_deref().unwrap_or_default()].join("\n"))
    })
}

/// Outlets of which the desk has something and of which nothing came.
fn silent(desk: &Desk, came: &[&DocumentRow]) -> Result<Vec<BriefSilentRow>, StoreError> {
    let heard: BTreeSet<&str> = came.iter().filter_map(|own| own.outlet.as_deref()).collect();
    let all = desk.outlets_last_heard()?.into_iter();
    Ok(all
        .filter(|(outlet, _)| !heard.contains(outlet.as_str()))
        .map(|(outlet, last)| BriefSilentRow { outlet, last })
        .collect())
}

/// Passages, cut out of their documents and read anew.
struct Cited<'a> {
    desk: &'a Desk,
    reader: Reader,
    scratch: Scratch,
    documents: HashMap<String, Option<Full>>,
    passages: BTreeMap<PassageRow, Option<Evidence>>,
}

impl<'a> Cited<'a> {
    fn new(desk: &'a Desk) -> Cited<'a> {
        let (documents, passages) = Default::default();
        Cited { desk, reader: Reader::new(PASSAGE), scratch: Scratch::default(), documents, passages }
    }

    /// What a line rests on; none where a passage is not what it says.
    fn evidence(&mut self, passages: &[PassageRow]) -> Option<Vec<Evidence>> {
        passages.iter().map(|own| self.passage(own)).collect()
    }

    fn passage(&mut self, own: &PassageRow) -> Option<Evidence> {
        if !self.passages.contains_key(own) {
            let found = self.cut(own);
            self.passages.insert(own.clone(), found);
        }
        self.passages[own].clone()
    }

    fn cut(&mut self, own: &PassageRow) -> Option<Evidence> {
        if !self.documents.contains_key(&own.document) {
            let full = self.desk.full(&own.document).ok()?;
            self.documents.insert(own.document.clone(), full);
        }
        let full = self.documents[&own.document].as_ref()?;
        let words = full.row.text.get(stretch(full.text.pieces(), own)?)?.to_string();
        if !is_there(own, &words) {
            return None;
        }
        let within =
            |span: dateline_record::SpanRow| span.part == own.part && own.start <= span.start && span.end <= own.end;
        let notes = full.row.notes.iter().filter(|note| within(note.span)).map(|note| note.kind).collect();
        let (outlet, published) = (full.row.outlet.clone(), full.row.published.clone());
        let given = Given {
            path: "passage.txt".into(),
            outlet: outlet.clone(),
            published: published.clone(),
            whole: true,
            ..Given::default()
        };
        let read = self.reader.read(words.as_bytes(), &given, &mut self.scratch).ok()?;
        let found = rows::of(&read, &given.path);
        let said = found.statements.iter().filter_map(|own| {
            Some(Said {
                speaker: dateline_tell::folded(&own.source.as_ref()?.text),
                content: own.content.iter().map(|one| one.text.clone()).collect(),
                denied: own.denied,
            })
        });
        let counted = |own: &dateline_record::QuantityMentionRow| {
            Some(Counted { words: dateline_tell::folded(&own.text), of: own.of.clone()?.to_lowercase() })
        };
        Some(Evidence {
            words,
            outlet,
            published,
            notes,
            read: Read {
                statements: said.collect(),
                numbers: found.quantities.iter().filter_map(counted).collect(),
                modalities: found.events.iter().map(|own| own.modality).collect(),
            },
        })
    }
}

/// Where in a document's text a passage of its capture lies; none where its ends lie in nothing that the text has.
fn stretch(pieces: &[Piece], own: &PassageRow) -> Option<Range<usize>> {
    let (from, to) = (own.start as usize, own.end as usize);
    let in_part = || pieces.iter().filter(|piece| piece.span().part() == own.part);
    let first = in_part().find(|piece| piece.span().start() <= from && from < piece.span().end())?;
    let last = in_part().find(|piece| piece.span().start() < to && to <= piece.span().end())?;
    let start = match first.is_verbatim() {
        true => first.text_range().start + (from - first.span().start()),
        false => (from == first.span().start()).then_some(first.text_range().start)?,
    };
    let end = match last.is_verbatim() {
        true => last.text_range().start + (to - last.span().start()),
        false => (to == last.span().end()).then_some(last.text_range().end)?,
    };
    (start <= end).then_some(start..end)
}
