//! The page of disagreements.
//!
//! Whether tellings disagree is known only when they are held against one another, so the list is inherently whole. It is worked out once
//! for each state of the desk, the last events first, some of it with every look; meanwhile what was found so far is shown, and it is said.
//! Kept is only which events have some: their rows are made for the page. Cost: a look at each event with several tellings or a denial.

use super::{day, dispute, owned, window};
use crate::grounds::Grounds;
use crate::happening::Happenings;
use crate::related::{layer, number};
use crate::{disagreed, screen};
use dateline_record::{DisagreementRow, DocumentRow, StatementRow};
use dateline_store::{Desk, EventFilter};
use dateline_web::{Question, Section, Sheet};
use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

/// Disagreements on a page.
const EACH: usize = 20;
/// How long one look may work on.
const AT_ONCE: Duration = Duration::from_millis(700);

/// Where something may be disagreed on.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Ground {
    /// An event.
    Event(u64),
    /// What statements of a document deny.
    Document(String),
}

/// Which events and documents have disagreements.
#[derive(Default)]
pub struct Disputes {
    state: Option<i64>,
    /// Where is still to be looked, the last place first.
    open: Vec<Ground>,
    all: usize,
    found: Vec<(Ground, usize)>,
}

impl Disputes {
    /// Works on for a while; whether everything was looked at.
    fn advance(&mut self, desk: &Desk, state: i64) -> anyhow::Result<bool> {
        if self.state != Some(state) {
            let mut open = places(desk)?;
            open.reverse();
            *self = Disputes { state: Some(state), all: open.len(), open, found: Vec::new() };
        }
        let (begun, mut happenings, mut grounds) = (Instant::now(), Happenings::new(desk), Grounds::new(desk));
        while let Some(ground) = self.open.pop() {
            let count = sections(desk, &ground, &mut happenings, &mut grounds)?.len();
            if count > 0 {
                self.found.push((ground, count));
            }
            if begun.elapsed() > AT_ONCE {
                break;
            }
        }
        Ok(self.open.is_empty())
    }
}

pub fn sheet(desk: &Desk, disputes: &mut Disputes, state: i64, question: &Question) -> anyhow::Result<Sheet> {
    let what = "What cannot all stand, side by side; which is right is not judged here.";
    if question.get("who").is_some() || question.get("from").is_some() || question.get("to").is_some() {
        return narrowed(desk, question, what);
    }
    let is_whole = disputes.advance(desk, state)?;
    let (mut happenings, mut grounds) = (Happenings::new(desk), Grounds::new(desk));
    let (mut skip, mut found) = (window(question, EACH).skip, Vec::new());
    for (ground, count) in &disputes.found {
        if found.len() > EACH {
            break;
        }
        if skip >= *count {
            skip -= count;
            continue;
        }
        found
            .extend(sections(desk, ground, &mut happenings, &mut grounds)?.into_iter().skip(std::mem::take(&mut skip)));
    }
    let more = found.len() > EACH;
    found.truncate(EACH);
    let total: usize = disputes.found.iter().map(|(_, count)| count).sum();
    let mut note = format!("{}, the last told first. {what}", screen::counted(total as u64, "disagreement"));
    if !is_whole {
        let seen = disputes.all - disputes.open.len();
        note = format!(
            "{note} So far {} of {} events and denials were looked at; look again for the rest.",
            screen::thousands(seen as u64),
            screen::thousands(disputes.all as u64)
        );
    }
    Ok(Sheet { title: "Disagreements".into(), note, sections: found, more, growing: !is_whole, ..Sheet::default() })
}

/// Only about some people or days: worked out from the tellings that the question leaves.
fn narrowed(desk: &Desk, question: &Question, what: &str) -> anyhow::Result<Sheet> {
    let filter = EventFilter {
        who: owned(question, "who"),
        from: day(question, "from", false)?,
        to: day(question, "to", true)?,
        ..EventFilter::default()
    };
    let (rows, documents) = disagreed::all(desk, &filter)?;
    let skip = window(question, EACH).skip;
    let section = |row: &DisagreementRow| dispute::section(desk, row, &documents, to_event(row));
    Ok(Sheet {
        title: "Disagreements".into(),
        note: format!("{}. {what}", screen::counted(rows.len() as u64, "disagreement")),
        sections: rows.iter().skip(skip).take(EACH).map(section).collect::<anyhow::Result<_>>()?,
        more: rows.len() > skip + EACH,
        ..Sheet::default()
    })
}

fn to_event(row: &DisagreementRow) -> String {
    let first = row.event.as_ref().and(row.claims.iter().flat_map(|claim| &claim.mentions).next());
    first.map(|id| format!("/event/{id}")).unwrap_or_default()
}

/// The disagreements in one place, as sections of the page.
fn sections(
    desk: &Desk,
    ground: &Ground,
    happenings: &mut Happenings,
    grounds: &mut Grounds,
) -> anyhow::Result<Vec<Section>> {
    match ground {
        Ground::Event(part) => {
            let Some(event) = happenings.of_part(*part, BTreeMap::new())? else { return Ok(Vec::new()) };
            let rows = dateline_relate::disagreements(&event.row.id, &event.tellings, &event.denied, &event.ground);
            let all = event.tellings.iter().chain(event.denied.iter().map(|own| &own.telling));
            let documents: BTreeMap<String, DocumentRow> =
                all.map(|telling| (telling.document.id.clone(), telling.document.clone())).collect();
            let to = event.row.mentions.first().map(|one| format!("/event/{}", one.mention)).unwrap_or_default();
            rows.iter().map(|row| dispute::section(desk, row, &documents, to.clone())).collect()
        }
        Ground::Document(id) => {
            let ground = grounds.of_document(id)?;
            let Some((row, _)) = ground.documents.get(id) else { return Ok(Vec::new()) };
            let statements: Vec<StatementRow> = ground.statements.values().cloned().collect();
            let documents = BTreeMap::from([(id.clone(), DocumentRow { text: String::new(), ..row.clone() })]);
            let rows = dateline_relate::denials(row, &statements, &ground);
            rows.iter().map(|row| dispute::section(desk, row, &documents, String::new())).collect()
        }
    }
}

/// Where something may be disagreed on: events told more than once, the last first, then denied ones, then documents that deny.
fn places(desk: &Desk) -> anyhow::Result<Vec<Ground>> {
    let mut parts: BTreeMap<u64, (usize, i64)> = BTreeMap::new();
    desk.standings(layer::EVENT, &mut |part, _, moment| {
        let own = parts.entry(part).or_insert((0, i64::MIN));
        *own = (own.0 + 1, own.1.max(if moment == i64::MAX { i64::MIN } else { moment }));
    })?;
    let mut several: BTreeSet<u64> = parts.iter().filter(|(_, own)| own.0 > 1).map(|(part, _)| *part).collect();
    for id in desk.denying()? {
        let own = number(&id);
        for (one, other, ..) in desk.links(layer::EVENT, own)? {
            several.extend(desk.part_of(layer::EVENT, if one == own { other } else { one })?);
        }
    }
    let mut events: Vec<u64> = several.into_iter().collect();
    events.sort_by_key(|part| (std::cmp::Reverse(parts.get(part).map_or(i64::MIN, |own| own.1)), *part));
    let documents = desk.documents_saying(&dateline_relate::untrue())?;
    Ok(events.into_iter().map(Ground::Event).chain(documents.into_iter().map(Ground::Document)).collect())
}
