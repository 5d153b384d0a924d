//! `dateline who`: names, roles, what they said, what was said of them, each entity by all that it is called.
//! Full names that no entity joins are kept apart.

use super::{brief, entities, named, said};
use crate::arguments::WhoArguments;
use crate::called::{self, Called, Record};
use crate::near;
use crate::screen::{self, DATE, FAINT, Run, STRONG, Screen};
use crate::wording::{dates, form};
use anstyle::Style;
use dateline_record::{DocumentRow, Row, StatementRow};
use dateline_store::{Desk, Said};
use serde_json::json;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::process::ExitCode;

/// So many are told in full; where there are more, they are listed and one is to be chosen.
const TOLD: usize = 4;
/// Roles that are printed of one entity; the rest is counted.
const ROLES: usize = 12;
/// Names in the list.
const LISTED: usize = 40;
/// Width of the column of headings.
const LEFT: usize = 14;

pub fn run(desk: &Desk, arguments: WhoArguments, screen: &mut Screen) -> anyhow::Result<ExitCode> {
    let name = arguments.name.join(" ");
    crate::related::bring_up(desk)?;
    let found = called::gather(desk, &name)?;
    if found.is_empty() {
        anyhow::bail!(near::words(&name, &desk.names()?));
    }
    if arguments.output.json {
        for own in &found {
            screen.json(&row(own, &called::record(desk, own)?, arguments.limit))?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    if found.len() > 1 {
        list(&name, &found, screen)?;
    }
    // A name that was asked for whole is told even among many.
    let many = found.len() > TOLD;
    if many && !found[0].exact {
        let hint = format!("One of them alone: dateline who \"{}\"", found[0].name);
        screen.paragraph(0, &[Run(FAINT, &hint)])?;
    }
    for own in found.iter().filter(|own| own.exact || !many) {
        let unsure = own.entity.as_ref().map(|row| entities::perhaps(desk, row)).transpose()?.unwrap_or_default();
        tell(own, &called::record(desk, own)?, &unsure, arguments.limit, screen)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn list(name: &str, found: &[Called], screen: &mut Screen) -> std::io::Result<()> {
    let head = format!("{} have “{name}” in them; kept apart:", screen::counted(found.len() as u64, "name"));
    screen.paragraph(0, &[Run(STRONG, &head)])?;
    for own in found.iter().take(LISTED) {
        screen.paragraph(2, &[Run(Style::new(), &own.name), Run(FAINT, &format!(" · {}", measure(own)))])?;
    }
    if found.len() > LISTED {
        screen.paragraph(2, &[Run(FAINT, &format!("and {} more", found.len() - LISTED))])?;
    }
    screen.gap()
}

/// “person · 4 mentions in 2 documents · 3 statements”
fn measure(own: &Called) -> String {
    let mut words: Vec<String> = Vec::new();
    if own.named {
        words.extend(own.entity_types().first().map(|name| name.to_string()));
    } else {
        words.push("by description".into());
    }
    if own.mentions() > 0 {
        let mentions = screen::counted(own.mentions() as u64, "mention");
        words.push(format!("{mentions} in {}", screen::counted(own.bearers.len() as u64, "document")));
    }
    words.push(screen::counted(own.statements as u64, "statement"));
    words.join(" · ")
}

fn tell(own: &Called, record: &Record, unsure: &[String], limit: usize, screen: &mut Screen) -> std::io::Result<()> {
    let kind = match (own.named, own.entity_types()) {
        (false, _) => " · by description".to_string(),
        (true, types) if types.is_empty() => String::new(),
        (true, types) => format!(" · {}", types.join(" or ")),
    };
    screen.paragraph(0, &[Run(STRONG, &format!("== {}", own.name)), Run(FAINT, &kind)])?;
    let aliases: Vec<String> = record.aliases.iter().map(form).collect();
    fact("called", &aliases.join(" · "), screen)?;
    unsure.iter().try_for_each(|words| fact("unsure", words, screen))?;
    tell_roles(own, record, screen)?;
    let classes: Vec<String> = classes(&record.said).iter().map(|(name, count)| format!("{name} {count}")).collect();
    let said = screen::counted(record.said.len() as u64, "statement");
    fact("said", &[vec![said], classes].concat().join(" · "), screen)?;
    fact("said of them", &screen::counted(record.said_of.len() as u64, "statement"), screen)?;
    let outlets: Vec<String> = outlets(record).iter().map(|(name, count)| format!("{name} ({count})")).collect();
    fact("carried by", &outlets.join(" · "), screen)?;
    screen.gap()?;
    statements("Said", &record.said, limit, screen)?;
    statements("Said of them by others", &record.said_of, limit, screen)
}

/// Roles that stand beside what they said, with the document; then others that documents give, with the first and last date at which they do.
fn tell_roles(own: &Called, record: &Record, screen: &mut Screen) -> std::io::Result<()> {
    let head = |index: usize| [Run(FAINT, if index == 0 { "role" } else { "" })];
    let told = roles(&record.said);
    for (index, role) in told.iter().enumerate() {
        let more = if role.count > 1 { format!(", and {} more", role.count - 1) } else { String::new() };
        screen.beside(
            LEFT,
            &head(index),
            &[vec![
                Run(Style::new(), &format!("{} ", role.text)),
                Run(DATE, &format!("· {}", published(role.document))),
                Run(FAINT, &format!(" · {} [{}]{more}", named(role.document), brief(&role.document.id))),
            ]],
        )?;
    }
    let plain =
        |role: &str| ["the ", "a ", "an "].iter().find_map(|own| role.strip_prefix(own)).unwrap_or(role).to_lowercase();
    let is_told = |role: &str| told.iter().any(|own| plain(own.text) == plain(role));
    let mut all: Vec<_> =
        own.entity.iter().flat_map(|entity| &entity.roles).filter(|own| !is_told(&own.role)).collect();
    all.sort_by_key(|role| Reverse(role.times));
    for (index, role) in all.iter().take(ROLES).enumerate() {
        let (words, dates) = (format!("{} ", screen::safe(&role.role)), dates(role.when.as_ref(), role.until.as_ref()));
        let times = if role.times > 1 { format!(" · {} times", role.times) } else { String::new() };
        let line = vec![Run(Style::new(), words.as_str()), Run(DATE, &dates), Run(FAINT, &times)];
        screen.beside(LEFT, &head(told.len() + index), &[line])?;
    }
    match all.len().saturating_sub(ROLES) {
        0 => Ok(()),
        more => fact(" ", &format!("and {more} more"), screen),
    }
}

fn fact(name: &str, words: &str, screen: &mut Screen) -> std::io::Result<()> {
    if words.is_empty() {
        return Ok(());
    }
    screen.beside(LEFT, &[Run(FAINT, name)], &[vec![Run(Style::new(), words)]])
}

fn statements(head: &str, all: &[Said], limit: usize, screen: &mut Screen) -> std::io::Result<()> {
    if all.is_empty() {
        return Ok(());
    }
    let much = if all.len() > limit { format!(", the latest {limit} of {}", all.len()) } else { String::new() };
    screen.paragraph(0, &[Run(STRONG, &format!("{head}{much}"))])?;
    screen.gap()?;
    all.iter().take(limit).try_for_each(|own| said::print(own, screen))
}

fn published(document: &DocumentRow) -> String {
    match &document.published {
        Some(when) if screen::bounds(when).is_none() => screen::when(when),
        published => screen::dated(published.as_ref()),
    }
}

/// A role with the latest document that gives it.
struct Role<'a> {
    text: &'a str,
    count: usize,
    document: &'a DocumentRow,
}

/// Roles, the latest first; one role in other capitals is no other.
fn roles(said: &[Said]) -> Vec<Role<'_>> {
    let mut roles: Vec<Role> = Vec::new();
    for own in said {
        let Some(text) = own.statement.role.as_deref() else { continue };
        match roles.iter_mut().find(|role| called::alike(role.text, text)) {
            Some(role) => role.count += 1,
            None => roles.push(Role { text, count: 1, document: &own.document }),
        }
    }
    roles
}

/// Classes of cue as rows name them, the most frequent first.
fn classes(said: &[Said]) -> Vec<(String, usize)> {
    let mut classes: BTreeMap<String, usize> = BTreeMap::new();
    for own in said {
        *classes.entry(class(&own.statement)).or_default() += 1;
    }
    let mut classes: Vec<(String, usize)> = classes.into_iter().collect();
    classes.sort_by_key(|(_, count)| Reverse(*count));
    classes
}

fn class(statement: &StatementRow) -> String {
    serde_json::to_value(statement.cue_class)
        .ok()
        .and_then(|name| name.as_str().map(str::to_string))
        .unwrap_or_default()
}

/// Outlets by how many documents mention or quote them, those without one last.
fn outlets(record: &Record) -> Vec<(String, usize)> {
    let mut outlets: BTreeMap<&str, usize> = BTreeMap::new();
    for document in &record.documents {
        *outlets.entry(document.outlet.as_deref().unwrap_or("no outlet given")).or_default() += 1;
    }
    let mut outlets: Vec<(&str, usize)> = outlets.into_iter().collect();
    outlets.sort_by_key(|(_, count)| Reverse(*count));
    outlets.into_iter().map(|(name, count)| (name.to_string(), count)).collect()
}

/// All of one name as one row; statements in it have the shape that they have everywhere.
fn row(own: &Called, record: &Record, limit: usize) -> serde_json::Value {
    let rows = |all: &[Said]| -> Vec<Row> {
        all.iter().take(limit).map(|said| Row::Statement(said.statement.clone())).collect()
    };
    // Of an entity, all that documents give it, with the first and the last that does; else what stands beside what they said.
    let roles: Vec<serde_json::Value> = match &own.entity {
        Some(entity) => entity
            .roles
            .iter()
            .map(|role| json!({ "role": role.role, "times": role.times, "when": role.when, "until": role.until }))
            .collect(),
        None => roles(&record.said)
            .into_iter()
            .map(|role| {
                json!({ "role": role.text, "times": role.count, "when": role.document.published, "until": null })
            })
            .collect(),
    };
    let counted = |all: Vec<(String, usize)>, name: &str, number: &str| -> Vec<serde_json::Value> {
        all.into_iter().map(|(words, count)| json!({ name: words, number: count })).collect()
    };
    json!({
        "row": "who",
        "name": own.name,
        "named": own.named,
        "types": own.entity_types(),
        "mentions": own.mentions(),
        "entity": own.entity.as_ref().map(|entity| &entity.id),
        "unsure": own.entity.as_ref().map_or(&[][..], |entity| &entity.unsure),
        "aliases": record.aliases,
        "roles": roles,
        "classes": counted(classes(&record.said), "class", "statements"),
        "outlets": counted(outlets(record), "outlet", "documents"),
        "documents": record.documents.iter().map(|document| document.id.as_str()).collect::<Vec<_>>(),
        "said_count": record.said.len(),
        "said": rows(&record.said),
        "said_of_count": record.said_of.len(),
        "said_of": rows(&record.said_of),
    })
}
