//! `dateline disagreements`: what the tellings of one event say that cannot all stand, side by side.

use super::{brief, named};
use crate::arguments::DisagreementsArguments;
pub use crate::disagreed::all;
use crate::screen::{self, FAINT, MARK, Run, STRONG, Screen};
use crate::wording::{claimed, disputed};
use anstyle::Style;
use dateline_record::{ClaimRow, DisagreementRow, DocumentRow, Row};
use dateline_store::{Desk, EventFilter};
use dateline_tell::disagreeing;
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

pub fn print(
    row: &DisagreementRow,
    documents: &BTreeMap<String, DocumentRow>,
    screen: &mut Screen,
) -> std::io::Result<()> {
    let what = disputed(row);
    let how = disagreeing(row.disagreement_type);
    screen.paragraph(0, &[Run(MARK, &what), Run(FAINT, &format!(" · {how} [{}]", brief(&row.id)))])?;
    for sign in &row.signs {
        screen.paragraph(2, &[Run(FAINT, &screen::safe(sign))])?;
    }
    for claim in &row.claims {
        side(claim, documents, screen)?;
    }
    screen.gap()
}

fn side(claim: &ClaimRow, documents: &BTreeMap<String, DocumentRow>, screen: &mut Screen) -> std::io::Result<()> {
    let mut left = screen::safe(&claim.value).to_string();
    left.extend(claim.scope.iter().map(|scope| format!(" {}", screen::safe(scope))));
    let text = screen::short(&screen::safe(&claim.text), 400);
    let mut right: Vec<(Style, String)> = vec![(Style::new(), format!("“{text}”"))];
    right.push((FAINT, claimed(claim)));
    let mut seen: Vec<&str> = Vec::new();
    for span in claim.spans.iter().filter(|span| !span.document.is_empty()) {
        if let Some(document) = documents.get(&span.document).filter(|_| !seen.contains(&span.document.as_str())) {
            seen.push(&span.document);
            right.push((FAINT, format!("{} [{}]", named(document), brief(&span.document))));
        }
    }
    let right: Vec<Vec<Run>> = right.iter().map(|(style, words)| vec![Run(*style, words)]).collect();
    screen.beside(LEFT, &[Run(STRONG, &left)], &right)
}
