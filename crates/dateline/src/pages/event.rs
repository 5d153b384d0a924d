//! The page of an event: its tellings side by side, from how many origins and why, what they claim, on what they disagree.

use super::{Absent, dispute, line};
use crate::further::Further;
use crate::happening::{Event, Happenings};
use crate::related::{layer, number};
use crate::screen;
use crate::wording::{claimed, modality, numbers, origins, plainly, quoted, valued};
use dateline_record::{Attribute, DocumentRow, Row};
use dateline_relate::Telling;
use dateline_store::Desk;
use dateline_web::{Choice, Fact, Line, Section, Sheet};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Tellings of one page: an event that thousands tell is seen by its first ones, and how many more there are is said.
const TELLINGS: usize = 60;

pub fn sheet(desk: &Desk, id: &str) -> anyhow::Result<Sheet> {
    let absent = || Absent(format!("no event on this desk has the id {id}"));
    let part = part(desk, id)?.ok_or_else(absent)?;
    let event = Happenings::new(desk).of_part(part, BTreeMap::new())?.ok_or_else(absent)?;
    let row = &event.row;
    let trigger = row.mentions.first().map_or("", |one| one.trigger.text.as_str());
    let class = (row.event_type.as_str(), row.mode.as_deref());
    let documents: BTreeMap<String, DocumentRow> = event
        .tellings
        .iter()
        .chain(event.denied.iter().map(|own| &own.telling))
        .map(|telling| (telling.document.id.clone(), telling.document.clone()))
        .collect();
    let mut sections = Vec::new();
    let disagreements = dateline_relate::disagreements(&row.id, &event.tellings, &event.denied, &event.ground);
    for own in &disagreements {
        sections.push(dispute::section(desk, own, &documents, String::new())?);
    }
    let told = together(&event);
    let more = told.len().saturating_sub(TELLINGS);
    let note = if more > 0 { format!("and {} more", screen::counted(more as u64, "telling")) } else { String::new() };
    sections.push(Section {
        head: "Told side by side".into(),
        note,
        beside: true,
        lines: told.into_iter().take(TELLINGS).collect(),
        ..Section::default()
    });
    let denied: Vec<Line> = event
        .denied
        .iter()
        .map(|own| line::telling(&own.telling, Some(format!("held to be of it: {}", own.signs))))
        .collect();
    sections.push(Section { head: "Denied by".into(), beside: true, lines: denied, ..Section::default() });
    sections.push(Section { head: "What is claimed of it".into(), lines: claims(desk, &event)?, ..Section::default() });
    sections.retain(|own| !own.lines.is_empty());
    Ok(Sheet {
        title: plainly(class, (&row.actors, &row.recipients), row.place.as_ref(), trigger),
        facts: facts(&event),
        choices: choices(&row.id),
        row: line::value(Row::Event(row.clone())),
        sections,
        ..Sheet::default()
    })
}

/// What can be decided of an event.
fn choices(id: &str) -> Vec<Choice> {
    let one = |verb: &'static str, label: &str, other: &'static str| Choice {
        verb,
        label: label.into(),
        of: vec![id.to_string()],
        other,
        ..Choice::default()
    };
    vec![
        one("same", "The same", "Id of another event"),
        one("not-same", "Not the same", "Id of another event or telling"),
        Choice { value: "Remark", ..one("note", "Note", "") },
    ]
}

/// The tellings, those of one sentence together: its words are shown once with all that tell the event marked.
fn together(event: &Event) -> Vec<Line> {
    let mut groups: Vec<Vec<&Telling>> = Vec::new();
    for own in &event.tellings {
        let is_same = |group: &&mut Vec<&Telling>| {
            group[0].document.id == own.document.id && group[0].event.text == own.event.text
        };
        match groups.iter_mut().find(is_same) {
            Some(group) => group.push(own),
            None => groups.push(vec![own]),
        }
    }
    let mut lines: Vec<Line> = Vec::new();
    for group in groups {
        // The one that is dated tells most.
        let main = group.iter().find(|own| own.event.when.is_some()).unwrap_or(&group[0]);
        let mut line = line::telling(main, None);
        line.links.remove(0);
        for other in group.iter().filter(|own| own.event.id != main.event.id) {
            let said = line::telling(other, None);
            line.words = line
                .words
                .into_iter()
                .flat_map(
                    |run| if run.mark { vec![run] } else { line::with_mark(&run.text, &other.event.trigger.text) },
                )
                .collect();
            line.facts
                .extend(said.facts.into_iter().take(2).filter(|fact| !line.facts.contains(fact)).collect::<Vec<_>>());
        }
        lines.push(line);
    }
    lines
}

/// The part of the layer that a telling is in, or whose event has this id.
fn part(desk: &Desk, id: &str) -> anyhow::Result<Option<u64>> {
    if let (16, Some(part)) = (id.len(), desk.part_of(layer::EVENT, number(id))?) {
        return Ok(Some(part));
    }
    // An event's id is that of its first telling, hashed.
    let hashed = |telling: &str| -> String {
        Sha256::digest(telling).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    };
    let own =
        desk.telling_ids()?.into_iter().find(|telling| telling.starts_with(id) || hashed(telling).starts_with(id));
    Ok(own.map(|telling| desk.part_of(layer::EVENT, number(&telling))).transpose()?.flatten())
}

fn facts(event: &Event) -> Vec<Fact> {
    let row = &event.row;
    let document = event.tellings.first().map(|telling| &telling.document);
    let (date, how) = line::happened(row.when.as_ref(), document);
    let fact = |name: &str, words: String, to: String| Fact { name: name.into(), words, to };
    let mut facts = vec![
        fact("how real", modality(row.modality).into(), String::new()),
        fact("when", if date.is_empty() { how } else { format!("{date} ({how})") }, String::new()),
    ];
    for (name_of, all) in [("who", &row.actors), ("whom", &row.recipients)] {
        for one in all {
            let to = one.entity.as_ref().map(|entity| format!("/entity/{entity}")).unwrap_or_default();
            let name = one.name.clone().filter(|name| *name != one.text);
            let words = name.map_or(one.text.clone(), |name| format!("{} ({name})", one.text));
            facts.push(fact(name_of, words, to));
        }
    }
    if let Some(place) = &row.place {
        let country = place.country.as_ref().map(|country| format!(", {country}")).unwrap_or_default();
        facts.push(fact("where", format!("{}{country}", place.name), String::new()));
    }
    let counted = numbers(&row.quantities);
    if !counted.is_empty() {
        facts.push(fact("how many", counted, String::new()));
    }
    let origins = origins(&row.origins).unwrap_or_else(|| "1 report, no origin told".into());
    facts.push(fact("origins", origins, String::new()));
    facts
}

fn claims(desk: &Desk, event: &Event) -> anyhow::Result<Vec<Line>> {
    let name = |attribute: Attribute, of: Option<&str>| match (attribute, of) {
        (Attribute::Number, Some(of)) => format!("how many {of}"),
        (Attribute::Number, None) => "how many".into(),
        (Attribute::Date, _) => "when".into(),
        (Attribute::Place, _) => "where".into(),
        (Attribute::Who, _) => "who did it".into(),
        (Attribute::Whether, _) => "whether it is so".to_string(),
    };
    let one = |own: &dateline_record::EventClaimRow| -> anyhow::Result<Line> {
        Ok(Line {
            date: name(own.attribute, own.of.as_deref()),
            head: valued(&own.claim),
            words: vec![line::plain(&quoted(&screen::short(&own.claim.text, 240)))],
            facts: vec![claimed(&own.claim), screen::counted(own.claim.documents.len() as u64, "document")],
            to: line::rests(desk, &own.claim)?,
            row: Further::Claim(own.clone()).value(),
            ..Line::default()
        })
    };
    event.row.claims.iter().map(one).collect()
}
