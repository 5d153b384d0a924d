//! The pages of persons, organisations and places: the list, and one of them with aliases and why, roles by date, said, said of.
//!
//! A name that very many documents bear is told by those published last, page by page. Cost: the bearings of the one that is asked for.

use super::{Absent, LINES, cut, line, window};
use crate::related::named::{Joining, parsed};
use crate::related::{entity, id as digits, layer, number};
use crate::screen;
use crate::wording::{dates, form, sort};
use dateline_record::{EntityRow, Row};
use dateline_store::{Desk, Speaker, Window};
use dateline_web::{Choice, Fact, Line, Link, Question, Section, Sheet};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Entities of a page.
const EACH: usize = 40;
/// Names that are looked up where words are asked for.
const NAMES: usize = 80;
/// Forms and roles that stand in a list, and on a page.
const FORMS: usize = 8;
const ALL: usize = 40;
/// Documents of which a page tells who speaks of them.
const DOCUMENTS: usize = 25;

pub fn sheet(desk: &Desk, question: &Question) -> anyhow::Result<Sheet> {
    let wanted = question.get("type");
    let part = window(question, EACH);
    let ranked = match question.get("q") {
        Some(words) => called(desk, words)?,
        None => ranked(desk)?,
    };
    let (mut skip, mut found) = (part.skip, Vec::new());
    for own in ranked {
        if found.len() >= part.most {
            break;
        }
        let row = entity::glimpse(desk, own)?;
        let Some(row) = row.filter(|row| wanted.is_none_or(|wanted| wanted == sort(row.entity_type))) else { continue };
        if skip > 0 {
            skip -= 1;
            continue;
        }
        found.push(EntityRow { documents: desk.documents_bearing(layer::NAME, own)?, ..row });
    }
    let more = cut(&mut found, EACH);
    Ok(Sheet {
        title: "Entities".into(),
        note: "Persons, organisations and places, those that most documents name first; each with what it is called and by what rule.".into(),
        sections: vec![Section { lines: found.into_iter().map(told).collect(), ..Section::default() }],
        more,
        ..Sheet::default()
    })
}

fn told(row: EntityRow) -> Line {
    let forms: Vec<String> = row.aliases.iter().take(FORMS).map(form).collect();
    let mut facts =
        vec![sort(row.entity_type).to_string(), format!("in {}", screen::counted(row.documents, "document"))];
    facts.extend((!row.unsure.is_empty()).then(|| "UNSURE: perhaps the same as another".to_string()));
    facts.extend(
        row.roles
            .iter()
            .take(2)
            .map(|role| format!("{} {}", role.role, dates(role.when.as_ref(), role.until.as_ref()))),
    );
    let links = vec![
        Link { name: "said".into(), to: line::asking("/statements", &[("by", &row.name)]) },
        Link { name: "round them".into(), to: line::asking("/network", &[("who", &row.name)]) },
    ];
    Line {
        head: row.name.clone(),
        words: vec![line::plain(&forms.join(" · "))],
        facts,
        to: format!("/entity/{}", row.id),
        links,
        row: line::value(Row::Entity(row)),
        ..Line::default()
    }
}

/// Every entity, that which most documents name first.
fn ranked(desk: &Desk) -> anyhow::Result<Vec<u64>> {
    let mut parts: HashMap<u64, u64> = HashMap::new();
    desk.standings(layer::NAME, &mut |part, id, _| {
        parts.insert(id, part);
    })?;
    let mut counts: HashMap<u64, u64> = HashMap::new();
    desk.borne_by(&mut |item, count| {
        if let Some(part) = parts.get(&item) {
            *counts.entry(*part).or_default() += count;
        }
    })?;
    let mut all: Vec<(u64, u64)> = counts.into_iter().collect();
    all.sort_unstable_by_key(|(part, count)| (Reverse(*count), *part));
    Ok(all.into_iter().map(|(part, _)| part).collect())
}

/// Those with these words in a name.
fn called(desk: &Desk, words: &str) -> anyhow::Result<Vec<u64>> {
    let (mut joining, mut found) = (Joining::new(desk), Vec::new());
    for referent in desk.named_like(words, NAMES)? {
        if let Some(own) = joining.referent(&referent)?.map(|id| number(&id)).filter(|own| !found.contains(own)) {
            found.push(own);
        }
    }
    Ok(found)
}

/// One entity.
pub fn one(desk: &Desk, id: &str, question: &Question) -> anyhow::Result<Sheet> {
    let absent = || Absent(format!("nobody on this desk has the id {id}"));
    let parts = desk.parts_beginning(layer::NAME, id)?;
    let own = *parts.first().filter(|_| parts.len() == 1 && id.len() <= 16).ok_or_else(absent)?;
    let row = entity::one(desk, own)?.ok_or_else(absent)?;
    let mut chains: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for borne in desk.bearings_of(layer::NAME, own)? {
        let referents = parsed(&borne).into_iter().flat_map(|bearing| bearing.referents);
        chains.entry(digits(borne.document)).or_default().extend(referents);
    }
    let referents: Vec<String> = chains.values().flatten().cloned().collect();
    let speakers: Vec<Speaker> =
        desk.names_of(&referents)?.into_iter().map(|(name, _)| Speaker { name, named: true }).collect();
    let mut said = desk.said_by_down(&speakers, window(question, LINES))?;
    let mut more = cut(&mut said, LINES);
    let mut joining = Joining::new(desk);
    let mut spoken = Vec::new();
    for mut one in said {
        joining.statement(&mut one.statement)?;
        // Of another of that name.
        let other = one.statement.source.as_ref().and_then(|source| source.entity.as_ref());
        if other.is_none_or(|other| *other == row.id) {
            spoken.push(line::statement(desk, one)?);
        }
    }
    let documents: Vec<String> = chains.keys().cloned().collect();
    let part = Window { skip: (question.page - 1) * DOCUMENTS, most: DOCUMENTS + 1 };
    let mut newest = desk.newest_of(&documents, part)?;
    more |= cut(&mut newest, DOCUMENTS);
    let (mut said_of, mut named) = (Vec::new(), Vec::new());
    for document in newest {
        let mut seen = BTreeSet::new();
        for referent in chains.get(&document.id).into_iter().flatten() {
            let Some(bearer) = desk.bearer(referent)? else { continue };
            let (_, mentions) = desk.mentions_of(&bearer)?;
            for mut one in desk.said_of(&bearer, &mentions)? {
                joining.statement(&mut one.statement)?;
                let by = one.statement.source.as_ref().and_then(|source| source.entity.clone());
                if by.as_deref() != Some(&row.id) && seen.insert(one.statement.id.clone()) {
                    said_of.push(line::statement(desk, one)?);
                }
            }
        }
        named.push(line::document(desk, document)?);
    }
    let section = |head: &str, lines: Vec<Line>| Section { head: head.into(), lines, ..Section::default() };
    let sections = [
        section("Said", spoken),
        section("Said of them by others", said_of),
        section("Named in, the last first", named),
    ];
    Ok(Sheet {
        title: row.name.clone(),
        facts: facts(desk, &row)?,
        sections: sections.into_iter().filter(|own| !own.lines.is_empty()).collect(),
        choices: choices(&row),
        row: line::value(Row::Entity(row)),
        more,
        ..Sheet::default()
    })
}

/// What can be decided of an entity.
fn choices(row: &EntityRow) -> Vec<Choice> {
    let one = |verb: &'static str, label: &str, other: &'static str| Choice {
        verb,
        label: label.into(),
        of: vec![row.id.clone()],
        other,
        ..Choice::default()
    };
    let forms = row.aliases.iter().filter(|alias| !alias.off && alias.form != row.name);
    let forms: Vec<String> = forms.map(|alias| alias.form.clone()).collect();
    let mut choices = vec![
        one("same", "The same", "Id of another name"),
        one("not-same", "Not the same", "Id of another, or of a mention"),
        one("unsure", "Cannot tell", "Id of another, or of a mention"),
    ];
    if !forms.is_empty() {
        choices.push(Choice { value: "Form", values: forms, ..one("alias-off", "Is not theirs", "") });
    }
    choices.push(Choice { value: "Remark", ..one("note", "Note", "") });
    choices
}

fn facts(desk: &Desk, row: &EntityRow) -> anyhow::Result<Vec<Fact>> {
    let fact = |name: &str, words: String, to: String| Fact { name: name.into(), words, to };
    let mut facts = vec![fact("sort", sort(row.entity_type).into(), String::new())];
    facts.push(fact(
        "named",
        format!("{} in {}", screen::counted(row.mentions, "mention"), screen::counted(row.documents, "document")),
        String::new(),
    ));
    let forms: Vec<String> = row.aliases.iter().take(ALL).map(form).collect();
    facts.push(fact("called", forms.join(" · "), String::new()));
    for role in row.roles.iter().take(ALL / 2) {
        let times = if role.times > 1 { format!(" · {} times", role.times) } else { String::new() };
        facts.push(fact(
            "role",
            format!("{} {}{times}", role.role, dates(role.when.as_ref(), role.until.as_ref())),
            String::new(),
        ));
    }
    for other in &row.unsure {
        let name = entity::one(desk, number(other))?.map_or_else(String::new, |other| other.name);
        facts.push(fact("UNSURE", format!("perhaps the same as {name}"), format!("/entity/{other}")));
    }
    facts.push(fact(
        "round them",
        "who speaks of whom, who meets whom".into(),
        line::asking("/network", &[("who", &row.name)]),
    ));
    facts.push(fact("events", "in which they take part".into(), line::asking("/events", &[("who", &row.name)])));
    Ok(facts)
}
