//! `dateline disagreements`: what the tellings of one event say that cannot all stand, side by side.

use super::{brief, events, named};
use crate::arguments::DisagreementsArguments;
use crate::screen::{self, FAINT, MARK, Run, STRONG, Screen};
use anstyle::Style;
use dateline_record::{Attribute, ClaimRow, Disagreeing, DisagreementRow, DocumentRow, Row};
use dateline_store::{Desk, EventFilter, StoreError};
use std::collections::BTreeMap;
use std::process::ExitCode;

/// Width of the column of values.
const LEFT: usize = 22;

pub fn run(desk: &Desk, arguments: DisagreementsArguments, screen: &mut Screen) -> anyhow::Result<ExitCode> {
    let filter = EventFilter { who: arguments.who, from: arguments.from, to: arguments.to, ..EventFilter::default() };
    let (rows, documents) = all(desk, &filter)?;
    let most = arguments.limit.unwrap_or(usize::MAX);
    for row in rows.iter().take(most) {
        match arguments.output.json {
            true => screen.json(&Row::Disagreement(row.clone()))?,
            false => print(row, &documents, screen)?,
        }
    }
    if !arguments.output.json {
        let mut count = screen::counted(rows.len() as u64, "disagreement");
        if rows.len() > most {
            count = format!("{most} of {count}; --limit N for more");
        }
        screen.paragraph(0, &[Run(FAINT, &count)])?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The disagreements about events of which some telling is left by `filter`, in the order of events, with the documents.
pub fn all(
    desk: &Desk,
    filter: &EventFilter,
) -> Result<(Vec<DisagreementRow>, BTreeMap<String, DocumentRow>), StoreError> {
    let (told, documents) = events::told(desk, filter)?;
    let rows = told.iter().flat_map(|(event, tellings)| dateline_relate::disagreements(&event.id, tellings));
    Ok((rows.collect(), documents))
}

pub fn print(
    row: &DisagreementRow,
    documents: &BTreeMap<String, DocumentRow>,
    screen: &mut Screen,
) -> std::io::Result<()> {
    let what = match (row.attribute, row.of.as_deref()) {
        (Attribute::Number, Some(of)) => format!("how many {of}"),
        (Attribute::Number, None) => "how many".to_string(),
        (Attribute::Date, _) => "when".to_string(),
        (Attribute::Place, _) => "where".to_string(),
        (Attribute::Who, _) => "who did it".to_string(),
        (Attribute::Whether, _) => "whether it was".to_string(),
    };
    let how = match row.disagreement_type {
        Disagreeing::Conflict => "they cannot both stand",
        Disagreeing::Denial => "one denies it",
        Disagreeing::Revision => "a later figure",
        Disagreeing::Scope => "not of the same people, area or time",
        Disagreeing::Definition => "not called by the same name",
        Disagreeing::RoundingOrLowerBound => "the words of one allow the other",
    };
    screen.paragraph(0, &[Run(MARK, &what), Run(FAINT, &format!(" · {how} [{}]", brief(&row.id)))])?;
    for claim in &row.claims {
        side(claim, documents, screen)?;
    }
    screen.gap()
}

fn side(claim: &ClaimRow, documents: &BTreeMap<String, DocumentRow>, screen: &mut Screen) -> std::io::Result<()> {
    let value = screen::safe(&claim.value);
    let mut right: Vec<(Style, String)> = vec![(Style::new(), format!("“{}”", screen::safe(&claim.text)))];
    for span in &claim.spans {
        if let Some(document) = documents.get(&span.document) {
            right.push((FAINT, format!("{} [{}]", named(document), brief(&span.document))));
        }
    }
    let right: Vec<Vec<Run>> = right.iter().map(|(style, words)| vec![Run(*style, words)]).collect();
    screen.beside(LEFT, &[Run(STRONG, &value)], &right)
}
