//! The page of search: documents, statements and events that have the words, with ways to narrow them.

use super::told::Shelved;
use super::{LINES, line};
use crate::happening::Happenings;
use crate::related::named::Joining;
use crate::related::{layer, number};
use crate::{asked, dating};
use dateline_store::{Desk, Hit, Order};
use dateline_web::{Facet, Line, Question, Section, Sheet, Way, Words};
use std::collections::{BTreeMap, BTreeSet};

/// Hits of each sort on a page.
const EACH: usize = LINES / 2;
/// Documents in which events are looked for, and events shown.
const SOUGHT: usize = 25;
const EVENTS: usize = 8;

pub fn sheet(desk: &Desk, shelved: Shelved, question: &Question) -> anyhow::Result<Sheet> {
    let Some(query) = question.get("q") else {
        return Ok(Sheet {
            title: "Search".into(),
            note: "Words that must all be there; “quoted words” stand together.".into(),
            ..Sheet::default()
        });
    };
    let order = if question.get("order") == Some("newest") { Order::Newest } else { Order::Best };
    let documents = desk.document_hits(query, order)?;
    let statements = desk.statement_hits(query, order)?;
    let fits = |hit: &&Hit| {
        let year = hit.day.as_deref().and_then(|day| day.get(..4));
        question.get("kind").is_none_or(|kind| kind == hit.kind)
            && question.get("outlet").is_none_or(|outlet| Some(outlet) == hit.outlet.as_deref())
            && question.get("year").is_none_or(|own| Some(own) == year)
    };
    let narrowed: Vec<Hit> = documents.hits.iter().filter(fits).cloned().collect();
    let said: Vec<Hit> = statements.hits.iter().filter(fits).cloned().collect();
    let skip = (question.page - 1) * EACH;
    let mut found = Vec::new();
    for hit in narrowed.iter().skip(skip).take(EACH) {
        if let Some(own) = desk.hit_document(query, hit)? {
            let words = own.snippet.into_iter().map(|run| Words { text: run.text, mark: run.hit }).collect();
            found.push(Line { words, ..line::document(desk, dating::joined(desk, own.document)?)? });
        }
    }
    let mut joining = Joining::new(desk);
    let mut spoken = Vec::new();
    let shown: Vec<Hit> = said.iter().skip(skip).take(EACH).cloned().collect();
    for mut own in desk.hit_statements(&shown)? {
        joining.statement(&mut own.statement)?;
        spoken.push(line::statement(desk, own)?);
    }
    let events = match question.page {
        1 => events(desk, shelved, query, &found)?,
        _ => Vec::new(),
    };
    let mut note = format!(
        "{} and {}",
        many(narrowed.len(), documents.more, "document"),
        many(said.len(), statements.more, "statement")
    );
    if documents.newest || statements.newest {
        note.push_str("; too many have these words to be ranked, so the newest come first");
    }
    let section = |head: &str, lines: Vec<Line>| Section { head: head.into(), lines, ..Section::default() };
    let sections = [section("Documents", found), section("Statements", spoken), section("Events told there", events)];
    Ok(Sheet {
        title: format!("Search: {query}"),
        note: note + ".",
        facets: facets(&documents.hits, question),
        sections: sections.into_iter().filter(|own| !own.lines.is_empty()).collect(),
        more: narrowed.len().max(said.len()) > skip + EACH,
        ..Sheet::default()
    })
}

fn many(count: usize, more: bool, noun: &str) -> String {
    let words = crate::screen::counted(count as u64, noun);
    if more { format!("the first {words}") } else { words }
}

/// Events of which the documents found tell with these words.
fn events(desk: &Desk, shelved: Shelved, query: &str, found: &[Line]) -> anyhow::Result<Vec<Line>> {
    let wanted: Vec<String> = asked::words(query).collect();
    let (mut parts, mut happenings, mut lines) = (BTreeSet::new(), Happenings::new(desk), Vec::new());
    for own in found.iter().take(SOUGHT) {
        let Some(id) = own.row["id"].as_str() else { continue };
        for event in desk.told(id)?.events {
            let own = number(&event.id);
            if lines.len() >= EVENTS || !asked::meets(&wanted, &[&event.text]) {
                continue;
            }
            let part = desk.part_of(layer::EVENT, own)?.filter(|part| parts.insert(*part));
            let Some(part) = part else { continue };
            lines.extend(shelved.of_part(&mut happenings, part)?.map(|told| told.line.clone()));
        }
    }
    Ok(lines)
}

/// By kind, outlet and year of the documents found.
fn facets(hits: &[Hit], question: &Question) -> Vec<Facet> {
    let by = |name: &str, of: &dyn Fn(&Hit) -> Option<String>| {
        let mut counts: BTreeMap<String, u64> = BTreeMap::new();
        for own in hits.iter().filter_map(of) {
            *counts.entry(own).or_default() += 1;
        }
        let mut counts: Vec<(String, u64)> = counts.into_iter().collect();
        counts.sort_by_key(|(own, count)| (std::cmp::Reverse(*count), own.clone()));
        let way = |(own, count): (String, u64)| {
            let on = question.get(name) == Some(&own);
            let to = format!("/search?{}", question.with(name, (!on).then_some(&own)));
            Way { name: own, count: Some(count), to, on }
        };
        Facet { name: name.into(), ways: counts.into_iter().take(10).map(way).collect() }
    };
    vec![
        by("kind", &|hit| Some(hit.kind.clone())),
        by("outlet", &|hit| hit.outlet.clone()),
        by("year", &|hit| hit.day.as_deref().and_then(|day| day.get(..4)).map(str::to_string)),
    ]
}
