//! `dateline entities`: persons, organisations and places that documents name, each once, with all that they are called.

use crate::arguments::{EntitiesArguments, UsageError};
use crate::holders::{Reach, held};
use crate::related::{self, entity};
use crate::screen::{self, BAD, DATE, FAINT, Run, STRONG, Screen};
use crate::wording::{dates, form, sort as name_of};
use anstyle::Style;
use dateline_record::{EntityRow, Row};
use dateline_relate::Office;
use dateline_store::Desk;
use std::cmp::Reverse;
use std::process::ExitCode;

/// Forms and roles that are printed of one entity; the rest is counted.
const PRINTED: usize = 12;
/// Of those who are not known to hold an office on a day.
const NEAR: usize = 5;
/// Width of the column of names.
const LEFT: usize = 34;

pub fn run(desk: &Desk, arguments: EntitiesArguments, screen: &mut Screen) -> anyhow::Result<ExitCode> {
    related::bring_up(desk)?;
    let query = arguments.query.join(" ").to_lowercase();
    let words: Vec<&str> = query.split_whitespace().collect();
    let wanted = |row: &EntityRow| {
        let is_called = |form: &str| words.iter().all(|word| form.to_lowercase().contains(word));
        row.documents >= arguments.min_documents
            && arguments.sort.as_deref().is_none_or(|sort| sort == name_of(row.entity_type))
            && (words.is_empty() || row.aliases.iter().any(|alias| is_called(&alias.form)))
    };
    let office = arguments.role.as_deref().map(office).transpose()?;
    let on = arguments.on.as_deref().map(str::parse::<jiff::civil::Date>).transpose()?;
    let mut rows = Vec::new();
    entity::all(desk, &mut |mut row| {
        let mut reach = Reach::Unknown;
        if let Some(office) = &office {
            let Some((roles, near)) = held(&row, office, on) else { return };
            (row.roles, reach) = (roles, near);
        }
        if wanted(&row) {
            rows.push((reach, row));
        }
    })?;
    rows.sort_by_key(|(reach, row)| {
        (*reach, Reverse(row.documents), Reverse(row.mentions), row.name.clone(), row.id.clone())
    });
    let near: Vec<String> = match on {
        Some(_) => rows.extract_if(.., |(reach, _)| *reach != Reach::Holds).map(nearest).collect(),
        None => Vec::new(),
    };
    let found = rows.len();
    rows.truncate(arguments.limit.unwrap_or(usize::MAX));
    for (_, row) in &rows {
        match arguments.output.json {
            true => screen.json(&Row::Entity(row.clone()))?,
            false => print(desk, row, screen)?,
        }
    }
    if !arguments.output.json {
        let mut count = screen::counted(found as u64, "entity").replace("entitys", "entities");
        if found > rows.len() {
            count = format!("{} of {count}; --limit N for more", rows.len());
        }
        for words in near.iter().take(NEAR) {
            screen.paragraph(0, &[Run(FAINT, words)])?;
        }
        screen.paragraph(0, &[Run(FAINT, &count)])?;
    }
    Ok(ExitCode::SUCCESS)
}

fn office(role: &str) -> anyhow::Result<Office> {
    Office::of(role).ok_or_else(|| UsageError(format!("--role {role}: names no office")).into())
}

/// “not known of that day: Ana Vell, given 12 days from it [3fa91c04]”
fn nearest((reach, row): (Reach, EntityRow)) -> String {
    let far = match reach {
        Reach::Near(1) => "given a day from it".into(),
        Reach::Near(days) => format!("given {days} days from it"),
        _ => "given without a day".into(),
    };
    let name = screen::safe(&row.name);
    format!("not known of that day: {name}, {far} [{}]", super::brief(&row.id))
}

/// An entity with its forms, its roles, and whom it may be beside.
pub fn print(desk: &Desk, row: &EntityRow, screen: &mut Screen) -> anyhow::Result<()> {
    let documents = screen::counted(row.documents, "document");
    let mentions = screen::counted(row.mentions, "mention");
    let measure = format!("{} · {mentions} in {documents}", name_of(row.entity_type));
    let id = format!("[{}]", super::brief(&row.id));
    let name = screen::safe(&row.name);
    let left = [Run(STRONG, name.as_str()), Run(FAINT, measure.as_str()), Run(FAINT, id.as_str())];
    let mut right = vec![vec![Run(Style::new(), "")]];
    let forms: Vec<String> = row.aliases.iter().take(PRINTED).map(form).collect();
    let more = row.aliases.len().saturating_sub(PRINTED);
    let forms = forms.join(" · ") + &if more > 0 { format!(" · and {more} more") } else { String::new() };
    right[0] = vec![Run(Style::new(), &forms)];
    let roles: Vec<(String, String)> = row
        .roles
        .iter()
        .take(PRINTED)
        .map(|role| (format!("{} ", screen::safe(&role.role)), dates(role.when.as_ref(), role.until.as_ref())))
        .collect();
    right.extend(roles.iter().map(|(role, dates)| vec![Run(Style::new(), role), Run(DATE, dates)]));
    let unsure = perhaps(desk, row)?;
    right.extend(unsure.iter().map(|words| vec![Run(BAD, words.as_str())]));
    screen.beside(LEFT, &left, &right)?;
    Ok(screen.gap()?)
}

/// “perhaps the same as Ana Vell [3fa91c04]: judged unsure”
pub fn perhaps(desk: &Desk, row: &EntityRow) -> anyhow::Result<Vec<String>> {
    let mut words = Vec::new();
    for other in &row.unsure {
        let name =
            entity::one(desk, related::number(other))?.map_or_else(String::new, |other| screen::safe(&other.name));
        words.push(format!("perhaps the same as {name} [{}]: judged unsure", super::brief(other)));
    }
    Ok(words)
}
