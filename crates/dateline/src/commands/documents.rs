//! `dateline documents`: what was found in the captures, one piece of writing a line or two.

use super::judge::{Said, graded};
use super::{brief, dating};
use crate::arguments::DocumentsArguments;
use crate::screen::{self, DATE, FAINT, Run, STRONG, Screen};
use anstyle::Style;
use dateline_record::{ByRole, DocumentRow, Kind, Row};
use dateline_store::{Desk, DocumentFilter};
use std::process::ExitCode;

/// Width of the column of dates and kinds.
const LEFT: usize = 26;

pub fn run(desk: &Desk, arguments: DocumentsArguments, screen: &mut Screen) -> anyhow::Result<ExitCode> {
    let mut kinds = arguments.kind;
    if kinds.is_empty() && !arguments.output.json {
        kinds.extend(Kind::ALL.into_iter().filter(|kind| !matches!(kind, Kind::Advertisement | Kind::Boilerplate)));
    }
    let filter = DocumentFilter {
        kinds,
        outlet: arguments.outlet,
        since: arguments.since,
        limit: arguments.limit,
        ..DocumentFilter::default()
    };
    let said = Said::of(desk)?;
    let (mut count, mut path, mut result) = (0, String::new(), Ok(()));
    let mut show = |document: DocumentRow, screen: &mut Screen| -> anyhow::Result<()> {
        match arguments.output.json {
            true => screen.json(&Row::Document(document))?,
            false => print(&dating::joined(desk, document)?, &said, &mut path, screen)?,
        }
        Ok(())
    };
    desk.documents(&filter, &mut |document| {
        count += 1;
        if result.is_ok() {
            result = show(document, screen);
        }
    })?;
    result?;
    if !arguments.output.json {
        screen.gap()?;
        screen.paragraph(0, &[Run(FAINT, &screen::counted(count, "document"))])?;
    }
    Ok(ExitCode::SUCCESS)
}

fn print(document: &DocumentRow, said: &Said, path: &mut String, screen: &mut Screen) -> std::io::Result<()> {
    if *path != document.path {
        if !path.is_empty() {
            screen.gap()?;
        }
        let grade = |outlet: &String| said.source(outlet).map(|own| format!(" · {}", graded(own))).unwrap_or_default();
        let outlet = document.outlet.as_ref().map(|outlet| format!("  {outlet}{}", grade(outlet)));
        screen.paragraph(0, &[Run(STRONG, &document.path), Run(FAINT, outlet.as_deref().unwrap_or_default())])?;
        path.clone_from(&document.path);
    }
    let bounds = document.published.as_ref().and_then(screen::bounds);
    let (date, how) = match (&document.published, bounds) {
        (Some(_), Some(bounds)) => (format!("no date, {bounds}"), format!("{}, inferred", document.kind)),
        (Some(when), None) => (screen::date(&when.edtf), format!("{}, {}", document.kind, screen::method(when.method))),
        (None, _) => ("no date".to_string(), document.kind.to_string()),
    };
    let names = |role| -> Vec<&str> {
        document.byline.iter().filter(|by| by.role == role).map(|by| by.name.as_str()).collect()
    };
    let (by, with) = (names(ByRole::Author), names(ByRole::Contributor));
    let mut more = Vec::new();
    if let Some(section) = &document.section {
        more.push(format!("in {section}"));
    }
    if !by.is_empty() {
        more.push(format!("by {}", by.join(", ")));
    }
    if !with.is_empty() {
        more.push(format!("with {}", with.join(", ")));
    }
    more.push(screen::counted(document.text.split_whitespace().count() as u64, "word"));
    if document.truncated.is_some() {
        more.push("cut short".into());
    }
    let foreign = document.language.as_deref().filter(|language| language.split('-').next() != Some("en"));
    if let Some(language) = foreign {
        more.push(format!("language {language}, not read further"));
    }
    if document.parent.is_some() {
        more.push("a reply".into());
    }
    more.extend(said.item(&document.id).map(graded));
    more.extend(said.notes(&document.id).filter_map(|own| own.note.clone()).map(|note| format!("noted: “{note}”")));
    let beginning = match &document.title {
        Some(title) => title.clone(),
        None => screen::short(&document.text, 150),
    };
    let style = if document.title.is_some() { STRONG } else { Style::new() };
    let more = format!("{} [{}]", more.join(" · "), brief(&document.id));
    screen.beside(LEFT, &[Run(DATE, &date), Run(FAINT, &how)], &[vec![Run(style, &beginning)], vec![Run(FAINT, &more)]])
}
