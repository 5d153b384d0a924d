//! The brief: what is new, the most separately told and the most disputed first, story by story, in lines that a checker has passed.
//!
//! No line is written freely: a sentence of a document, numbers side by side, or somebody's words, each with where it stands. What the
//! checker refuses is dropped and counted. Invariant: a function of what is handed in; one event has a few lines at most, one story a
//! page's share. Cost: linear in the lines, and their sorting. After: Radev et al., NewsInEssence, CACM 2005 (lines with their sources).

use dateline_record::{BriefCountRow, BriefKind, BriefLineRow, BriefSectionRow};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

mod check;
mod draft;
mod page;
mod words;

pub use check::{Counted, Evidence, Read, Refusal, Said, check, folded, is_there};
pub use draft::{Matter, notes, of_event, said, worth};
pub use page::{html, markdown};
pub use words::{Line, Number, Place, day, label, parsed};

/// How much a brief holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Room {
    /// Events of one story,
    pub events: usize,
    /// things said of it,
    pub said: usize,
    /// and stories.
    pub stories: usize,
}

impl Default for Room {
    fn default() -> Self {
        Room { events: 5, said: 3, stories: 12 }
    }
}

/// Lines of one story before they are chosen.
#[derive(Clone, Debug, Default)]
pub struct Chapter {
    /// The story; none for what is of no one story.
    pub story: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Lines of each event.
    pub events: Vec<Vec<BriefLineRow>>,
    /// What is said, the worthiest first.
    pub said: Vec<BriefLineRow>,
    /// Corrections and retractions.
    pub notes: Vec<BriefLineRow>,
}

/// How much an event matters: separate origins, then whether it is disputed, then reports, then whether its day is known.
fn weight(lines: &[BriefLineRow]) -> (u64, usize, u64, bool) {
    let first = lines.first();
    let is_dated = first.is_some_and(|line| line.when.is_some());
    let origins = first.and_then(|line| line.origins).unwrap_or_default();
    let reports = first.and_then(|line| line.reports).unwrap_or_default();
    (origins, lines.len(), reports, is_dated)
}

/// Sections in order, and how many chapters had no room.
pub fn sections(chapters: Vec<Chapter>, room: Room) -> (Vec<BriefSectionRow>, u64) {
    let mut chapters: Vec<Chapter> = chapters
        .into_iter()
        .map(|mut own| {
            own.events.retain(|lines| !lines.is_empty());
            own.events.sort_by_cached_key(|lines| (Reverse(weight(lines)), lines[0].text.clone()));
            own
        })
        .filter(|own| !(own.events.is_empty() && own.said.is_empty() && own.notes.is_empty()))
        .collect();
    chapters.sort_by_cached_key(|own| {
        let most = own.events.iter().map(|lines| weight(lines)).max().unwrap_or_default();
        (own.story.is_none(), Reverse((most, own.events.len() + own.said.len())), own.story.clone())
    });
    let over = chapters.len().saturating_sub(room.stories) as u64;
    let section = |own: Chapter| {
        let mut left_out = own.events.len().saturating_sub(room.events) as u64;
        let mut lines: Vec<BriefLineRow> = own.notes;
        lines.extend(own.events.into_iter().take(room.events).flatten());
        // One sentence may tell several events.
        let mut seen = BTreeSet::new();
        lines.retain(|line| line.kind == BriefKind::Numbers || seen.insert(line.evidence.clone()));
        let (mut speakers, mut count) = (BTreeSet::new(), 0);
        for line in own.said {
            let speaker = match parsed(&line.text) {
                Some(Line::Said { speaker, .. }) => speaker.to_lowercase(),
                _ => String::new(),
            };
            let is_told = lines.iter().any(|other| other.kind == BriefKind::Telling && other.evidence == line.evidence);
            if count < room.said && !is_told && speakers.insert(speaker) {
                count += 1;
                lines.push(line);
            } else if !is_told {
                left_out += 1;
            }
        }
        BriefSectionRow { story: own.story, title: own.title, lines, left_out }
    };
    (chapters.into_iter().take(room.stories).map(section).collect(), over)
}

/// Lets the checker see every line; what it refuses goes, and is counted.
pub fn checked(
    chapters: &mut [Chapter],
    mut evidence: impl FnMut(&BriefLineRow) -> Option<Vec<Evidence>>,
) -> Vec<BriefCountRow> {
    let mut refused: BTreeMap<Refusal, u64> = BTreeMap::new();
    let mut holds = |line: &BriefLineRow| {
        let verdict = evidence(line).ok_or(Refusal::NotThere).and_then(|cited| check(&line.text, &cited));
        verdict.inspect_err(|why| *refused.entry(*why).or_default() += 1).is_ok()
    };
    for chapter in chapters {
        for lines in &mut chapter.events {
            // Without its sentence, nobody knows what the numbers are of.
            if lines.first().is_some_and(|first| !holds(first)) {
                lines.clear();
                continue;
            }
            let mut first = true;
            lines.retain(|line| std::mem::take(&mut first) || holds(line));
        }
        chapter.said.retain(&mut holds);
        chapter.notes.retain(&mut holds);
    }
    refused.into_iter().map(|(why, count)| BriefCountRow { reason: why.to_string(), count }).collect()
}
