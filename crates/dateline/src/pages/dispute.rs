//! A disagreement as a section of a page: its sides next to one another, each with who says it and its exact words.

use super::line;
use crate::screen;
use crate::wording::{claimed, disputed, marked, quoted, valued};
use dateline_record::{ClaimRow, DisagreementRow, DocumentRow, Row};
use dateline_store::Desk;
use dateline_tell::disagreeing;
use dateline_web::{Line, Link, Section};
use std::collections::BTreeMap;

/// Documents named under one side.
const NAMED: usize = 4;

/// The section; `to` is where the event's own page is.
pub fn section(
    desk: &Desk,
    row: &DisagreementRow,
    documents: &BTreeMap<String, DocumentRow>,
    to: String,
) -> anyhow::Result<Section> {
    let whole = line::value(Row::Disagreement(row.clone()));
    let mut lines =
        row.claims.iter().map(|claim| side(desk, claim, documents)).collect::<anyhow::Result<Vec<Line>>>()?;
    // One row for the API, with the first of its sides.
    if let Some(first) = lines.first_mut() {
        first.row = whole;
    }
    Ok(Section {
        head: format!("{}: {}", disputed(row), disagreeing(row.disagreement_type)),
        to,
        note: screen::safe(&row.signs.join("; ")),
        beside: true,
        anchor: format!("d{}", row.id),
        lines,
    })
}

fn side(desk: &Desk, claim: &ClaimRow, documents: &BTreeMap<String, DocumentRow>) -> anyhow::Result<Line> {
    let head = valued(claim);
    let to = line::rests(desk, claim)?;
    let mut links: Vec<Link> = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    for span in claim.spans.iter().filter(|span| !span.document.is_empty()) {
        if let Some(own) = documents.get(&span.document).filter(|_| !seen.contains(&span.document.as_str())) {
            seen.push(&span.document);
            if links.len() < NAMED {
                links.push(Link { name: marked(own), to: format!("/document/{}", own.id) });
            }
        }
    }
    Ok(Line {
        head,
        words: vec![line::plain(&quoted(&screen::short(&claim.text, 400)))],
        facts: vec![claimed(claim)],
        to,
        links,
        ..Line::default()
    })
}
