//! The page of who says what of whom and who meets whom: drawn, and listed with all its evidence.
//!
//! Only what is joined to entities by their names counts; a meeting is an event of the class CONSULT that is told as real.
//! Cost: the statements and tellings of the documents looked at, which are the last ones of the question.

use super::line;
use crate::related::entity;
use crate::related::named::Joining;
use crate::related::{id as digits, layer, number};
use crate::screen;
use dateline_record::{EventMentionRow, Kind, Modality, SpanRow};
use dateline_store::{Desk, DocumentFilter, Order, Said, Window};
use dateline_web::{Drawing, Edge, Line, Link, Question, Section, Sheet};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Documents looked at, ways drawn, names drawn, lines of evidence under a way.
const DOCUMENTS: usize = 150;
const EDGES: usize = 36;
const NODES: usize = 22;
const EVIDENCE: usize = 6;

/// Who, whom, and whether they met.
type Way = (String, String, bool);

pub fn sheet(desk: &Desk, question: &Question) -> anyhow::Result<Sheet> {
    let (documents, round) = looked_at(desk, question)?;
    let mut ways: BTreeMap<Way, Vec<Evidence>> = BTreeMap::new();
    let mut joining = Joining::new(desk);
    for document in &documents {
        said(desk, document, &mut joining, &mut ways)?;
        met(desk, document, &mut joining, &mut ways)?;
    }
    let is_round = |way: &Way| round.as_ref().is_none_or(|own| way.0 == *own || way.1 == *own);
    let mut ways: Vec<(Way, Vec<Evidence>)> = ways.into_iter().filter(|(way, _)| is_round(way)).collect();
    ways.sort_by_key(|(way, all)| (Reverse(all.len()), way.clone()));
    let total = ways.len();
    let (mut names, mut nodes): (BTreeMap<String, usize>, Vec<Link>) = Default::default();
    let (mut edges, mut sections) = (Vec::new(), Vec::new());
    for ((from, to, is_met), all) in ways {
        if edges.len() >= EDGES {
            break;
        }
        let new = [&from, &to].into_iter().filter(|own| !names.contains_key(*own)).count();
        if nodes.len() + new > NODES {
            continue;
        }
        for own in [&from, &to] {
            if !names.contains_key(own) {
                let name = entity::glimpse(desk, number(own))?.map_or_else(|| own.clone(), |row| row.name);
                names.insert(own.clone(), nodes.len());
                nodes.push(Link { name, to: format!("/entity/{own}") });
            }
        }
        let (one, other) = (&nodes[names[&from]].name, &nodes[names[&to]].name);
        let words = match is_met {
            true => format!(
                "{one} and {other}: {}",
                screen::counted(all.len() as u64, "telling of a meeting")
                    .replace("telling of a meetings", "tellings of meetings")
            ),
            false => format!("{one} of {other}: {}", screen::counted(all.len() as u64, "statement")),
        };
        let anchor = format!("w{}", edges.len());
        edges.push(Edge {
            from: names[&from],
            to: names[&to],
            count: all.len() as u64,
            words: words.clone(),
            directed: !is_met,
            way: format!("#{anchor}"),
        });
        let rest = all.len().saturating_sub(EVIDENCE);
        let mut lines = Vec::new();
        for own in all.into_iter().take(EVIDENCE) {
            lines.push(match own {
                Evidence::Said(said) => line::statement(desk, *said)?,
                Evidence::Told(line) => *line,
            });
        }
        let note = if rest > 0 { format!("and {rest} more") } else { String::new() };
        sections.push(Section { head: words, note, anchor, lines, ..Section::default() });
    }
    let left = if total > edges.len() {
        format!("; {} of {} ways are shown, the most frequent", edges.len(), screen::thousands(total as u64))
    } else {
        String::new()
    };
    Ok(Sheet {
        title: "Who speaks of whom, who meets whom".into(),
        note: format!(
            "In {}{left}. What somebody says of another is a statement, not a fact; meetings are those told as real.",
            screen::counted(documents.len() as u64, "document")
        ),
        drawing: Some(Drawing { nodes, edges }),
        sections,
        ..Sheet::default()
    })
}

enum Evidence {
    Said(Box<Said>),
    Told(Box<Line>),
}

/// The documents of the question, the last first; the one round whom is asked.
fn looked_at(desk: &Desk, question: &Question) -> anyhow::Result<(Vec<String>, Option<String>)> {
    let all = Window { skip: 0, most: DOCUMENTS };
    if let Some(name) = question.get("who") {
        let mut joining = Joining::new(desk);
        for referent in desk.named_like(name, 12)? {
            let Some(own) = joining.referent(&referent)? else { continue };
            let bearing = desk.bearings_of(layer::NAME, number(&own))?;
            let documents: BTreeSet<String> = bearing.iter().map(|borne| digits(borne.document)).collect();
            let newest = desk.newest_of(&documents.into_iter().collect::<Vec<_>>(), all)?;
            return Ok((newest.into_iter().map(|document| document.id).collect(), Some(own)));
        }
        return Ok((Vec::new(), None));
    }
    if let Some(words) = question.get("q") {
        let hits = desk.document_hits(words, Order::Newest)?;
        let mut found = Vec::new();
        for hit in hits.hits.iter().take(DOCUMENTS) {
            found.extend(desk.hit_document(words, hit)?.map(|own| own.document.id));
        }
        return Ok((found, None));
    }
    let kinds = vec![Kind::Article, Kind::Brief, Kind::Post, Kind::LiveEntry];
    let newest = desk.documents_down(&DocumentFilter { kinds, ..DocumentFilter::default() }, all)?;
    Ok((newest.into_iter().map(|document| document.id).collect(), None))
}

/// Who speaks of whom: whoever is named within what somebody says.
fn said(
    desk: &Desk,
    document: &str,
    joining: &mut Joining,
    ways: &mut BTreeMap<Way, Vec<Evidence>>,
) -> anyhow::Result<()> {
    let rows = desk.rows_of(document)?;
    let mut named: Vec<(SpanRow, String)> = Vec::new();
    for mut mention in rows.mentions {
        joining.mention(&mut mention)?;
        named.extend(mention.entity.map(|own| (mention.span, own)));
    }
    for mut row in rows.statements {
        joining.statement(&mut row)?;
        let Some(by) = row.source.as_ref().and_then(|source| source.entity.clone()) else { continue };
        let within = |span: &SpanRow| {
            row.content
                .iter()
                .any(|own| own.span.part == span.part && own.span.start <= span.start && span.end <= own.span.end)
        };
        let of: BTreeSet<&String> =
            named.iter().filter(|(span, own)| *own != by && within(span)).map(|(_, own)| own).collect();
        for of in of {
            if let Some(mut said) = desk.statement(&row.id)? {
                joining.statement(&mut said.statement)?;
                ways.entry((by.clone(), of.clone(), false)).or_default().push(Evidence::Said(Box::new(said)));
            }
        }
    }
    Ok(())
}

/// Who meets whom, as told.
fn met(
    desk: &Desk,
    document: &str,
    joining: &mut Joining,
    ways: &mut BTreeMap<Way, Vec<Evidence>>,
) -> anyhow::Result<()> {
    let is_real =
        |own: &EventMentionRow| matches!(own.modality, Modality::Happened | Modality::Ongoing | Modality::Historical);
    for mut event in desk.told(document)?.events.into_iter().filter(|own| own.event_type == "CONSULT" && is_real(own)) {
        joining.event(&mut event)?;
        let all: BTreeSet<String> =
            event.actors.iter().chain(&event.recipients).filter_map(|one| one.entity.clone()).collect();
        let Some(row) = desk.document(&event.document)? else { continue };
        let telling = dateline_relate::Telling { event, document: row };
        for (at, one) in all.iter().enumerate() {
            for other in all.iter().skip(at + 1) {
                let line = Box::new(line::telling(&telling, None));
                ways.entry((one.clone(), other.clone(), true)).or_default().push(Evidence::Told(line));
            }
        }
    }
    Ok(())
}
