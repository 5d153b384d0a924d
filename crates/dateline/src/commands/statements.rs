//! `dateline statements`: who said what, on whose word, when; with filters that combine.

use super::{dating, said};
use crate::arguments::StatementsArguments;
use crate::near;
use crate::screen::{self, FAINT, Run, Screen};
use dateline_record::Row;
use dateline_store::{Desk, Said, StatementFilter, Tally};
use std::process::ExitCode;

pub fn run(desk: &Desk, arguments: StatementsArguments, screen: &mut Screen) -> anyhow::Result<ExitCode> {
    let document = match &arguments.document {
        Some(prefix) => Some(super::show::document_id(desk, prefix)?),
        None => None,
    };
    let filter = StatementFilter {
        by: arguments.by,
        about: arguments.about,
        authorities: arguments.authority,
        classes: arguments.class,
        denials: arguments.denials,
        anonymous: arguments.anonymous,
        since: arguments.since,
        until: arguments.until,
        outlet: arguments.outlet,
        document,
        newest: arguments.newest,
        limit: arguments.limit,
    };
    let (mut shown, mut result) = (0, Ok(()));
    let mut joining = crate::related::named::Joining::new(desk);
    let mut show = |own: Said, screen: &mut Screen| -> anyhow::Result<()> {
        match arguments.output.json {
            true => {
                let mut row = own.statement;
                joining.statement(&mut row)?;
                screen.json(&Row::Statement(row))?
            }
            false => said::print(&Said { document: dating::joined(desk, own.document)?, ..own }, screen)?,
        }
        Ok(())
    };
    let tally = desk.statements(&filter, &mut |own| {
        shown += 1;
        if result.is_ok() {
            result = show(own, screen);
        }
    })?;
    result?;
    if tally.found == 0 {
        let nothing = nothing(desk, &filter)?;
        if arguments.output.json {
            screen.flush()?;
            eprintln!("dateline: {nothing}");
        } else {
            screen.paragraph(0, &[Run(FAINT, &nothing)])?;
        }
    }
    if !arguments.output.json && (tally.found > 0 || tally.undated > 0) {
        screen.paragraph(0, &[Run(FAINT, &count(shown, tally))])?;
    }
    Ok(ExitCode::SUCCESS)
}

fn count(shown: u64, tally: Tally) -> String {
    let mut words = screen::counted(tally.found as u64, "statement");
    if shown < tally.found as u64 {
        words = format!("{} of {words}; --limit N for more", screen::thousands(shown));
    }
    if tally.undated > 0 {
        words.push_str(&format!("; {} without any date left out", screen::thousands(tally.undated as u64)));
    }
    words
}

/// What was searched, and what comes near it.
fn nothing(desk: &Desk, filter: &StatementFilter) -> anyhow::Result<String> {
    if !desk.has_statements()? {
        return Ok("no statements on this desk".to_string());
    }
    let searched = searched(filter);
    let mut words = format!("no statement {}", if searched.is_empty() { "found".into() } else { searched.join(", ") });
    let Some(by) = &filter.by else { return Ok(words) };
    let alone = StatementFilter { by: Some(by.clone()), limit: Some(0), ..StatementFilter::default() };
    let found = desk.statements(&alone, &mut |_| {})?.found;
    if found > 0 {
        words.push_str(&format!("; by “{by}” alone: {}", screen::counted(found as u64, "statement")));
    } else {
        words.push_str(&format!("; {}", near::words(by, &desk.names()?)));
    }
    Ok(words)
}

fn searched(filter: &StatementFilter) -> Vec<String> {
    let told = |name: &str, value: &Option<String>| value.as_ref().map(|value| format!("{name} “{value}”"));
    let listed =
        |name: &str, values: &[String]| (!values.is_empty()).then(|| format!("{name} {}", values.join(" or ")));
    let flag = |name: &str, set: bool| set.then(|| name.to_string());
    [
        told("by", &filter.by),
        told("about", &filter.about),
        listed("on authority", &filter.authorities),
        listed("of class", &filter.classes),
        flag("that denies", filter.denials),
        flag("with words on why its source is not named", filter.anonymous),
        told("since", &filter.since),
        told("until", &filter.until),
        told("in outlet", &filter.outlet),
        told("in document", &filter.document),
    ]
    .into_iter()
    .flatten()
    .collect()
}
