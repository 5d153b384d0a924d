//! The first page: what is new since somebody last looked, story by story.
//!
//! Of very many new captures the last ones are told, and it is said: else the first look at a full desk would be a look at everything.

use super::line;
use crate::arguments::{self, UsageError};
use crate::changes::{Changes, ChangesFilter, all};
use crate::screen;
use crate::wording::{modality, numbers, plainly, quoted, rooted, title};
use dateline_record::{ChangeKind, ChangeRow, ChangeSideRow, DocumentRow, Row};
use dateline_store::{Desk, Mark, Since};
use dateline_tell::disagreeing;
use dateline_web::{Facet, Line, Link, Question, Section, Sheet, Way, Words};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// New captures that are told at most.
const CAPTURES: i64 = 25;
/// Lines of one story, and documents of one line.
const LINES: usize = 12;
const NAMED: usize = 3;

pub fn sheet(desk: &Desk, question: &Question) -> anyhow::Result<Sheet> {
    let now = jiff::Timestamp::now();
    let asked = question.get("since").map(arguments::since).transpose();
    let asked = asked.map_err(|words| UsageError(format!("since: {words}")))?;
    let last = desk.now_seen(String::new())?.arrival;
    let (since, mut note) = match (asked, desk.last_mark()?) {
        (Some(asked), mark) => match (asked.moment(now), mark) {
            (Some(at), _) => {
                let words = format!("since {}", screen::date(&at));
                (Since::Moment(at), words)
            }
            (None, Some(mark)) => marked_since(mark),
            (None, None) => (Since::Beginning, "since the beginning".into()),
        },
        (None, Some(mark)) => marked_since(mark),
        (None, None) => (Since::Beginning, "since the beginning".to_string()),
    };
    let came = desk.arrived(&since)?.len();
    let since = if came as i64 > CAPTURES {
        note = format!("{note}, of which the last {CAPTURES} captures are told here");
        Since::Mark(Mark { arrival: last - CAPTURES, ..desk.last_mark()?.unwrap_or_default() })
    } else {
        since
    };
    let found = all(desk, &ChangesFilter { since, who: None, story: None, from: None, to: None })?;
    let mut groups: BTreeMap<Option<&str>, Vec<&ChangeRow>> = BTreeMap::new();
    for row in &found.rows {
        groups.entry(row.story.as_deref()).or_default().push(row);
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|(story, own)| (story.is_none(), Reverse(own.len()), *story));
    let sections = groups.into_iter().map(|(story, own)| section(&found, story, own)).collect();
    let way = |name: &str, since: &str| Way {
        name: name.into(),
        count: None,
        to: line::asking("/", &[("since", since)]),
        on: question.get("since").unwrap_or_default() == since,
    };
    let ways =
        vec![way("last look", ""), way("3 hours", "3h"), way("1 day", "1d"), way("1 week", "1w"), way("4 weeks", "4w")];
    Ok(Sheet {
        title: "Today".into(),
        note: format!(
            "{}, {note}: {}. New is what came to the desk, whenever it was published. The command “dateline changes --seen” starts anew from here.",
            screen::counted(came as u64, "new capture"),
            screen::counted(found.rows.len() as u64, "change")
        ),
        facets: vec![Facet { name: "since".into(), ways }],
        sections,
        ..Sheet::default()
    })
}

fn marked_since(mark: Mark) -> (Since, String) {
    let words = format!("since the last look, {}", screen::date(&mark.at));
    (Since::Mark(mark), words)
}

fn section(found: &Changes, story: Option<&str>, mut own: Vec<&ChangeRow>) -> Section {
    // What is denied, changed or withdrawn is what an editor must not miss; then what most tell.
    let urgency = |row: &ChangeRow| match row.kind {
        ChangeKind::Retraction | ChangeKind::Withdrawal => 0,
        ChangeKind::Correction | ChangeKind::FirstDenial | ChangeKind::ChangedNumber => 1,
        ChangeKind::SilentEdit | ChangeKind::SeparateOrigin => 2,
        ChangeKind::NewEvent => 3,
        ChangeKind::NewDocuments => 4,
    };
    own.sort_by_key(|row| {
        (
            urgency(row),
            Reverse(row.origins),
            Reverse(row.reports),
            Reverse(row.when.as_ref().and_then(|when| when.earliest.clone())),
            row.id.clone(),
        )
    });
    let head = match story {
        Some(id) => found.stories.get(id).cloned().unwrap_or_default(),
        None => "In no one story".to_string(),
    };
    let rest = own.len().saturating_sub(LINES);
    let note = match rest {
        0 => screen::counted(own.len() as u64, "change"),
        rest => format!("{}, {rest} of them not shown", screen::counted(own.len() as u64, "change")),
    };
    let to = story.map(|id| format!("/story/{id}")).unwrap_or_default();
    Section {
        head,
        to,
        note,
        lines: own.into_iter().take(LINES).map(|row| told(found, row)).collect(),
        ..Section::default()
    }
}

fn told(found: &Changes, row: &ChangeRow) -> Line {
    let event = row.event.as_ref().and_then(|id| found.events.get(id));
    let sides = || row.after.iter().chain(&row.before);
    let document =
        sides().flat_map(|side| &side.documents).chain(&row.documents).find_map(|id| found.documents.get(id));
    let (date, how) = match event {
        Some(_) => line::happened(row.when.as_ref(), document),
        None => (screen::dated(row.when.as_ref()), String::new()),
    };
    let mut head = title(row.kind).trim_end_matches('s').to_string();
    if let Some(event) = event {
        let trigger = event.mentions.first().map_or("", |one| one.trigger.text.as_str());
        let class = (event.event_type.as_str(), event.mode.as_deref());
        head =
            format!("{head} · {}", plainly(class, (&event.actors, &event.recipients), event.place.as_ref(), trigger));
    }
    let mut facts: Vec<String> = row.modality.map(|own| modality(own).to_string()).into_iter().collect();
    facts.extend(row.of.as_ref().map(|of| format!("how many {of}: {}", row.disagreement.map_or("", disagreeing))));
    if let Some(event) = event.filter(|event| row.kind == ChangeKind::NewEvent && !event.quantities.is_empty()) {
        facts.push(numbers(&event.quantities));
    }
    if let (Some(reports), Some(origins), Some(unknown)) = (row.reports, row.origins, row.lineage_unknown) {
        facts.push(rooted(reports, origins, unknown));
    }
    facts.extend(row.signs.clone());
    let mut words: Vec<Words> = Vec::new();
    for (name, own) in [("before: ", &row.before), ("now: ", &row.after)] {
        let name = if row.before.is_empty() { "" } else { name };
        for side in own.iter().take(1) {
            words.extend(said(name, side));
        }
    }
    let ids: Vec<&String> = match row.kind {
        ChangeKind::NewDocuments => row.documents.iter().collect(),
        _ => sides().flat_map(|side| &side.documents).collect(),
    };
    let mut links: Vec<Link> = Vec::new();
    for own in ids.iter().filter_map(|id| found.documents.get(*id)) {
        let link = line::to_document(own);
        if links.len() < NAMED && !links.iter().any(|known| known.to == link.to) {
            links.push(link);
        }
    }
    if row.kind == ChangeKind::NewDocuments {
        facts.push(screen::counted(row.documents.len() as u64, "new document"));
        words.extend(links.first().map(|first| line::plain(&first.name)));
    }
    let to = to(row, event, document);
    links.extend(
        event
            .and_then(|event| event.mentions.first())
            .map(|one| Link { name: "the event".into(), to: format!("/event/{}", one.mention) }),
    );
    Line { choices: Vec::new(), date, how, head, words, facts, to, links, row: line::value(Row::Change(row.clone())) }
}

/// The exact words: those of the new side, where a telling or statement of it is known.
fn to(row: &ChangeRow, event: Option<&dateline_record::EventRow>, document: Option<&DocumentRow>) -> String {
    let after: Vec<&String> = row.after.iter().flat_map(|side| &side.documents).collect();
    let telling = event
        .and_then(|event| event.mentions.iter().find(|one| after.contains(&&one.document)).or(event.mentions.first()));
    match (telling, document) {
        (Some(one), _) => line::place(&one.document, &one.mention),
        (None, Some(document)) => format!("/document/{}", document.id),
        (None, None) => String::new(),
    }
}

fn said(name: &str, side: &ChangeSideRow) -> Vec<Words> {
    let value =
        side.value.as_ref().filter(|value| **value != side.text).map(|value| format!("{value} ")).unwrap_or_default();
    let text = quoted(&screen::short(&side.text, 300));
    vec![Words { text: format!("{name}{value}"), mark: !name.is_empty() }, Words { text, mark: false }]
}
