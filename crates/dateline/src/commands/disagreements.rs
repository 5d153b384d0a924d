//! `dateline disagreements`: what the tellings of one event say that cannot all stand, side by side.

use super::{brief, events, named};
use crate::arguments::DisagreementsArguments;
use crate::grounds::Grounds;
use crate::screen::{self, FAINT, MARK, Run, STRONG, Screen};
use anstyle::Style;
use dateline_record::{Attribute, ClaimRow, DisagreementRow, DocumentRow, Row, StatementRow};
use dateline_store::{Desk, EventFilter, StoreError};
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

/// The disagreements about events of which some telling is left by `filter`, in the order of events, then what statements deny of
/// others in the documents that are left; with the documents.
pub fn all(
    desk: &Desk,
    filter: &EventFilter,
) -> Result<(Vec<DisagreementRow>, BTreeMap<String, DocumentRow>), StoreError> {
    let (told, mut documents) = events::told(desk, filter)?;
    let mut rows: Vec<DisagreementRow> = Vec::new();
    for event in &told {
        rows.extend(dateline_relate::disagreements(&event.row.id, &event.tellings, &event.denied, &event.ground));
    }
    let of_all = *filter == EventFilter::default();
    let of: Vec<String> =
        if of_all { desk.documents_saying(&dateline_relate::untrue())? } else { documents.keys().cloned().collect() };
    let mut grounds = Grounds::new(desk);
    for document in of {
        let ground = grounds.of_document(&document)?;
        let Some((row, _)) = ground.documents.get(&document) else { continue };
        let statements: Vec<StatementRow> = ground.statements.values().cloned().collect();
        let found = dateline_relate::denials(row, &statements, &ground);
        if !found.is_empty() {
            documents.entry(document.clone()).or_insert_with(|| DocumentRow { text: String::new(), ..row.clone() });
        }
        rows.extend(found);
    }
    Ok((rows, documents))
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
        (Attribute::Whether, _) => "whether it is so".to_string(),
    };
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
    let by = if claim.speakers.is_empty() { "the writer".to_string() } else { claim.speakers.join(", ") };
    let origins = match (claim.origins, claim.lineage_unknown) {
        (0, _) => "no origin told".to_string(),
        (count, 0) => screen::counted(count, "origin"),
        (count, unknown) => format!("{}, {unknown} of unknown lineage", screen::counted(count, "origin")),
    };
    right.push((FAINT, screen::safe(&format!("says {by} · {origins}")).to_string()));
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
