//! `dateline changes`: what is another since somebody last looked, with the words that say so.

use super::{brief, how, named};
use crate::arguments::{Asked, ChangesArguments, Together};
use crate::changes::{Changes, ChangesFilter, all};
use crate::screen::{self, DATE, FAINT, MARK, Run, STRONG, Screen};
use crate::wording::{heading, modality, numbers, title};
use anstyle::Style;
use dateline_record::{Authority, ChangeKind, ChangeRow, ChangeSideRow, Row};
use dateline_store::{Desk, Since};
use dateline_tell::disagreeing;
use std::collections::BTreeMap;
use std::process::ExitCode;

/// Width of the column of dates.
const LEFT: usize = 26;
/// Sides, passages and documents printed of one change; the rest is counted.
const PRINTED: usize = 3;
/// Characters of one passage.
const WORDS: usize = 300;

pub fn run(desk: &Desk, arguments: ChangesArguments, screen: &mut Screen) -> anyhow::Result<ExitCode> {
    let now = super::read::now();
    let since = since(desk, arguments.since.as_ref(), &now)?;
    // What comes while this is told is not seen.
    let seen = desk.now_seen(now)?;
    let words = match &since {
        Since::Beginning => "since the beginning".to_string(),
        Since::Moment(at) => format!("since {}", screen::date(at)),
        Since::Mark(mark) => format!("since you last looked, {}", screen::date(&mark.at)),
    };
    let ChangesArguments { who, story, from, to, .. } = arguments;
    let mut found = all(desk, &ChangesFilter { since, who, story, from, to })?;
    let wanted: Vec<String> = arguments.kind.iter().map(|kind| kind.replace('-', "_")).collect();
    found.rows.retain(|row| wanted.is_empty() || wanted.iter().any(|kind| kind == row.kind.name()));
    let most = arguments.limit.unwrap_or(usize::MAX);
    if arguments.output.json {
        let mut counts: BTreeMap<ChangeKind, usize> = BTreeMap::new();
        for row in &found.rows {
            let count = counts.entry(row.kind).or_default();
            *count += 1;
            if *count <= most {
                screen.json(&Row::Change(row.clone()))?;
            }
        }
    } else {
        let captures = screen::counted(found.captures as u64, "new capture");
        screen.paragraph(0, &[Run(FAINT, &format!("{words}: {captures}"))])?;
        screen.gap()?;
        tell(desk, &found, arguments.by, most, screen)?;
    }
    if arguments.seen {
        desk.set_mark(&seen)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Since when: the moment that is asked for, else the last mark, else the beginning.
pub fn since(desk: &Desk, asked: Option<&Asked>, now: &str) -> anyhow::Result<Since> {
    let asked = asked.and_then(|asked| asked.moment(now.parse().ok()?));
    Ok(match (asked, desk.last_mark()?) {
        (Some(moment), _) => Since::Moment(moment),
        (None, Some(mark)) => Since::Mark(mark),
        (None, None) => Since::Beginning,
    })
}

/// Changes for people, at most so many of each sort.
pub fn tell(desk: &Desk, found: &Changes, by: Together, most: usize, screen: &mut Screen) -> anyhow::Result<()> {
    match by {
        Together::Kind => by_kind(desk, found, most, screen),
        Together::Story => by_story(desk, found, most, screen),
    }
}

fn by_kind(desk: &Desk, found: &Changes, most: usize, screen: &mut Screen) -> anyhow::Result<()> {
    for kind in ChangeKind::ALL {
        let own: Vec<&ChangeRow> = found.rows.iter().filter(|row| row.kind == kind).collect();
        group(desk, found, title(kind), &own, most, false, screen)?;
    }
    Ok(())
}

fn by_story(desk: &Desk, found: &Changes, most: usize, screen: &mut Screen) -> anyhow::Result<()> {
    let mut groups: BTreeMap<Option<&str>, Vec<&ChangeRow>> = BTreeMap::new();
    for row in &found.rows {
        groups.entry(row.story.as_deref()).or_default().push(row);
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|(story, own)| (story.is_none(), std::cmp::Reverse(own.len()), *story));
    for (story, own) in groups {
        let head = match story {
            Some(id) => {
                let title = found.stories.get(id).map_or("", String::as_str);
                format!("{} [{}]", screen::short(&screen::safe(title), 72), brief(id))
            }
            None => "In no one story".to_string(),
        };
        group(desk, found, &head, &own, most, true, screen)?;
    }
    Ok(())
}

fn group(
    desk: &Desk,
    found: &Changes,
    head: &str,
    own: &[&ChangeRow],
    most: usize,
    kinds: bool,
    screen: &mut Screen,
) -> anyhow::Result<()> {
    if own.is_empty() {
        return Ok(());
    }
    let mut count = screen::thousands(own.len() as u64);
    if own.len() > most {
        count = format!("{most} of {count}; --limit N for more");
    }
    screen.paragraph(0, &[Run(STRONG, head), Run(FAINT, &format!(": {count}"))])?;
    screen.gap()?;
    for row in own.iter().take(most) {
        print(desk, found, row, kinds, screen)?;
    }
    Ok(())
}

fn print(desk: &Desk, found: &Changes, row: &ChangeRow, kinds: bool, screen: &mut Screen) -> anyhow::Result<()> {
    let event = row.event.as_ref().and_then(|id| found.events.get(id));
    let document = row.documents.first().and_then(|id| found.documents.get(id));
    let mut left: Vec<(Style, String)> = match (&row.when, document) {
        (Some(when), Some(document)) if event.is_some() => {
            vec![(DATE, screen::date(&when.edtf)), (FAINT, how(when.precision, when.method, document))]
        }
        _ if matches!(row.kind, ChangeKind::NewDocuments | ChangeKind::Withdrawal) => Vec::new(),
        (when, _) if event.is_none() => vec![(DATE, screen::dated(when.as_ref()))],
        _ => vec![(FAINT, "no time given".to_string())],
    };
    left.extend(row.modality.map(|own| (STRONG, modality(own).to_string())));
    if kinds {
        left.insert(0, (STRONG, title(row.kind).to_lowercase()));
    }
    let mut right: Vec<(Style, String)> = Vec::new();
    if let Some(event) = event {
        let trigger = event.mentions.first().map_or("", |one| one.trigger.text.as_str());
        let class = (event.event_type.as_str(), event.mode.as_deref());
        right.push((MARK, heading(class, (&event.actors, &event.recipients), event.place.as_ref(), trigger)));
        if row.kind == ChangeKind::NewEvent && !event.quantities.is_empty() {
            right.push((STRONG, screen::safe(&numbers(&event.quantities))));
        }
    }
    match row.kind {
        ChangeKind::NewEvent => sides(desk, found, "", &row.after, &mut right)?,
        ChangeKind::SeparateOrigin => {
            let was = row.before.first().map_or("", |side| side.text.as_str());
            right.push((STRONG, format!("before: {was}")));
            sides(desk, found, "now also: ", &row.after, &mut right)?;
        }
        ChangeKind::NewDocuments => came(found, row, &mut right),
        ChangeKind::Withdrawal => {
            right.push((MARK, row.before.first().map_or(String::new(), |side| screen::safe(&side.text))));
            right.extend(row.captures.iter().map(|id| (FAINT, format!("[{}]", brief(id)))));
        }
        ChangeKind::FirstDenial | ChangeKind::ChangedNumber => {
            if let Some(of) = &row.of {
                let how = row.disagreement.map_or("", disagreeing);
                right.push((STRONG, format!("how many {of} · {how}")));
            }
            sides(desk, found, "before: ", &row.before, &mut right)?;
            sides(desk, found, "now: ", &row.after, &mut right)?;
        }
        ChangeKind::SilentEdit | ChangeKind::Correction | ChangeKind::Retraction => {
            sides(desk, found, "before: ", &row.before, &mut right)?;
            sides(desk, found, "now: ", &row.after, &mut right)?;
        }
    }
    if let (Some(reports), Some(origins), Some(unknown)) = (row.reports, row.origins, row.lineage_unknown) {
        let count = |count: u64, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
        let reports = count(reports, "report", "reports");
        let origins = count(origins, "origin", "origins");
        right.push((FAINT, format!("{reports} · {origins} · {unknown} lineage unknown")));
    }
    if !row.signs.is_empty() {
        right.push((FAINT, screen::safe(&row.signs.join("; "))));
    }
    if let Some(event) = &row.event {
        right.push((FAINT, format!("event [{}]", brief(event))));
    }
    let left: Vec<Run> = left.iter().map(|(style, words)| Run(*style, words)).collect();
    let right: Vec<Vec<Run>> = right.iter().map(|(style, words)| vec![Run(*style, words)]).collect();
    screen.beside(LEFT, &left, &right)?;
    Ok(screen.gap()?)
}

/// What one side says, who says it, and where.
fn sides(
    desk: &Desk,
    found: &Changes,
    head: &str,
    own: &[ChangeSideRow],
    lines: &mut Vec<(Style, String)>,
) -> anyhow::Result<()> {
    for side in own.iter().take(PRINTED) {
        let words = format!("“{}”", screen::short(&screen::safe(&side.text), WORDS));
        let value = side.value.as_ref().filter(|_| head != "now also: ").map(|value| format!("{value} "));
        let words = if side.text.is_empty() { String::new() } else { words };
        lines.push((Style::new(), format!("{head}{}{words}", value.unwrap_or_default())));
        for id in side.documents.iter().take(PRINTED) {
            let name = found.documents.get(id).map(named).unwrap_or_default();
            lines.push((FAINT, format!("{name} [{}]", brief(id))));
        }
        more(side.documents.len(), "document", lines);
        for id in side.statements.iter().take(PRINTED) {
            lines.push((FAINT, on_word(desk, id)?));
        }
        more(side.statements.len(), "statement", lines);
    }
    more(own.len(), "place", lines);
    Ok(())
}

/// “on the word of Orla Venn [1a2b3c4d]”
fn on_word(desk: &Desk, statement: &str) -> anyhow::Result<String> {
    let Some(said) = desk.statement(statement)? else { return Ok(format!("as said in [{}]", brief(statement))) };
    let name = said.speaker.map(|speaker| speaker.name).or(said.statement.source.map(|source| source.text));
    let name = name.unwrap_or_else(|| "somebody not told".to_string());
    let authority = match said.statement.authority {
        Authority::Unnamed => ", who is not named,",
        Authority::Outlet => ", an outlet,",
        _ => "",
    };
    let hedged = if said.statement.hedged { ", hedged" } else { "" };
    Ok(format!("on the word of {}{authority}{hedged} [{}]", screen::safe(&name), brief(statement)))
}

fn came(found: &Changes, row: &ChangeRow, lines: &mut Vec<(Style, String)>) {
    let value = |own: &[ChangeSideRow]| own.first().and_then(|side| side.value.clone()).unwrap_or_default();
    let story = row.story.as_ref().and_then(|id| found.stories.get(id).map(|title| (id, title)));
    match story {
        Some((id, title)) => {
            lines.push((MARK, format!("“{}” [{}]", screen::short(&screen::safe(title), 72), brief(id))));
            let came = screen::counted(row.documents.len() as u64, "new document");
            lines.push((STRONG, format!("{came}; {} before, {} now", value(&row.before), value(&row.after))));
        }
        None => lines.push((STRONG, screen::counted(row.documents.len() as u64, "new document"))),
    }
    for id in row.documents.iter().take(2 * PRINTED) {
        let name = found.documents.get(id).map(named).unwrap_or_default();
        lines.push((FAINT, format!("{name} [{}]", brief(id))));
    }
    let rest = row.documents.len().saturating_sub(2 * PRINTED);
    if rest > 0 {
        lines.push((FAINT, format!("and {} more", screen::counted(rest as u64, "document"))));
    }
}

fn more(all: usize, noun: &str, lines: &mut Vec<(Style, String)>) {
    let rest = all.saturating_sub(PRINTED);
    if rest > 0 {
        lines.push((FAINT, format!("and {} more", screen::counted(rest as u64, noun))));
    }
}
