//! `dateline statements`: who said what, on whose word, when.

use super::{brief, named};
use crate::arguments::StatementsArguments;
use crate::screen::{self, DATE, FAINT, MARK, Run, STRONG, Screen};
use anstyle::Style;
use dateline_record::{Authority, CueClass, Directness, DocumentRow, Row, StatementRow};
use dateline_store::{Desk, StatementFilter};
use std::process::ExitCode;

pub fn run(desk: &Desk, arguments: StatementsArguments, screen: &mut Screen) -> anyhow::Result<ExitCode> {
    let document = match &arguments.document {
        Some(prefix) => Some(super::show::document_id(desk, prefix)?),
        None => None,
    };
    let filter = StatementFilter {
        by: arguments.by,
        about: arguments.about,
        authority: arguments.authority,
        denials: arguments.denials,
        since: arguments.since,
        document,
        limit: arguments.limit,
    };
    let (mut count, mut result) = (0, Ok(()));
    desk.statements(&filter, &mut |statement, document| {
        count += 1;
        if result.is_ok() {
            result = if arguments.output.json {
                screen.json(&Row::Statement(statement))
            } else {
                print(&statement, &document, screen)
            };
        }
    })?;
    result?;
    if !arguments.output.json {
        screen.paragraph(0, &[Run(FAINT, &screen::counted(count, "statement"))])?;
    }
    Ok(ExitCode::SUCCESS)
}

/// One statement with its document.
pub fn print(statement: &StatementRow, document: &DocumentRow, screen: &mut Screen) -> std::io::Result<()> {
    print_bare(statement, document, screen)?;
    let place = format!("{} [{}]", named(document), brief(&statement.id));
    screen.paragraph(4, &[Run(FAINT, &place)])?;
    screen.gap()
}

/// One statement: who, how, what, on whose word.
pub fn print_bare(statement: &StatementRow, document: &DocumentRow, screen: &mut Screen) -> std::io::Result<()> {
    let who = match &statement.source {
        Some(source) => match &source.name {
            Some(name) if *name != source.text => format!("{} (“{}”)", name, source.text),
            _ => source.text.clone(),
        },
        None if statement.authority == Authority::Author => match document.byline.first() {
            Some(by) => format!("{}, the writer,", by.name),
            None => "The writer".to_string(),
        },
        None => "No source given".to_string(),
    };
    let cue = match &statement.cue {
        Some(cue) => format!(" {}", cue.text),
        None if statement.authority == Authority::Author => " writes".to_string(),
        None => String::new(),
    };
    screen.paragraph(0, &[Run(STRONG, &who), Run(Style::new(), &cue)])?;
    let content: Vec<&str> = statement.content.iter().map(|content| content.text.as_str()).collect();
    if !content.is_empty() {
        screen.paragraph(4, &[Run(MARK, &content.join(" … "))])?;
    }
    let word = match (statement.authority, &statement.source) {
        (Authority::Unattributed, Some(_)) => "who that is was not resolved",
        (known, _) => authority(known),
    };
    let mut facts = vec![word.to_string()];
    if statement.authority != Authority::Author {
        facts.push(directness(statement.directness).to_string());
    }
    if statement.cue_class != CueClass::Say {
        facts.push(class(statement.cue_class).to_string());
    }
    if statement.denied {
        facts.push("DENIAL".into());
    }
    if statement.hedged {
        facts.push("hedged".into());
    }
    if let Some(role) = &statement.role {
        facts.push(role.clone());
    }
    if let Some(anonymity) = &statement.anonymity {
        facts.push(format!("“{}”", anonymity.text));
    }
    for link in &statement.chain {
        facts.push(format!("through {}", link.name));
    }
    if let Some(venue) = &statement.venue {
        facts.push(format!("venue: {venue}"));
    }
    let facts = facts.join(" · ");
    let said = statement.said.as_ref().map(|said| format!(" · said {}", screen::when(said)));
    screen.paragraph(4, &[Run(FAINT, &facts), Run(DATE, said.as_deref().unwrap_or_default())])
}

/// An authority in words.
pub fn authority(authority: Authority) -> &'static str {
    match authority {
        Authority::Author => "the writer's own view",
        Authority::Document => "a document",
        Authority::Named => "named",
        Authority::Collective => "a body",
        Authority::Unnamed => "unnamed",
        Authority::Outlet => "another outlet",
        Authority::Unattributed => "nobody's word",
    }
}

fn directness(directness: Directness) -> &'static str {
    match directness {
        Directness::Direct => "in quotation marks",
        Directness::Indirect => "in the writer's words",
        Directness::Mixed => "partly in quotation marks",
    }
}

fn class(class: CueClass) -> &'static str {
    match class {
        CueClass::Say => "says",
        CueClass::Claim => "claim",
        CueClass::Deny => "denies",
        CueClass::Confirm => "confirms",
        CueClass::Warn => "warning",
        CueClass::Demand => "demand",
        CueClass::Promise => "promise",
        CueClass::Accuse => "accusation",
        CueClass::Announce => "announcement",
        CueClass::Believe => "belief",
        CueClass::Intend => "intention",
        CueClass::Ask => "question",
        CueClass::Find => "finding",
        CueClass::Decline => "declined to comment",
    }
}
