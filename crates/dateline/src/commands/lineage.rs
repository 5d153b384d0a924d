//! `dateline lineage`: how documents stand to one another, and to what they credit.

use super::show::document_id;
use super::{brief, named};
use crate::arguments::{LineageArguments, UsageError};
use crate::lineage::Lineage;
use crate::screen::{self, DATE, FAINT, MARK, Run, STRONG, Screen};
use crate::wording::standing;
use anstyle::Style;
use dateline_record::{DocumentRow, LineageRow, PassageRow, Row};
use dateline_store::Desk;
use std::process::ExitCode;

/// Width of the column of relations.
const LEFT: usize = 26;
/// Width of the left one of two texts.
const HALF: usize = 50;
/// Characters of a passage in a list.
const WORDS: usize = 90;

pub fn run(desk: &Desk, arguments: LineageArguments, screen: &mut Screen) -> anyhow::Result<ExitCode> {
    let mut lineage = Lineage::new(desk);
    let (mut count, most) = (0, arguments.limit.unwrap_or(usize::MAX));
    let ids = match &arguments.document {
        Some(prefix) => vec![document_id(desk, prefix)?],
        None => desk.document_ids()?,
    };
    for id in ids {
        let rows = if arguments.document.is_some() { lineage.round(&id)? } else { lineage.of(&id)? };
        for row in rows {
            let is_asked = (arguments.relation.is_empty() || arguments.relation.contains(&row.relation))
                && (!arguments.pairs || row.to.is_some())
                && (!arguments.across || !is_one_house(desk, &row)?);
            count += u64::from(is_asked);
            if !is_asked || count > most as u64 {
                continue;
            }
            match arguments.output.json {
                true => screen.json(&Row::Lineage(row))?,
                false => print(desk, &row, screen)?,
            }
        }
    }
    if !arguments.output.json {
        let mut words = screen::counted(count, "relation");
        if count > most as u64 {
            words = format!("{most} of {words}; --limit N for more");
        }
        screen.paragraph(0, &[Run(FAINT, &words)])?;
    }
    Ok(ExitCode::SUCCESS)
}

fn is_one_house(desk: &Desk, row: &LineageRow) -> anyhow::Result<bool> {
    let Some(from) = desk.document(&row.from)? else { return Ok(false) };
    let other = match &row.to {
        Some(to) => desk.document(to)?.and_then(|to| dateline_relate::house_of(&to)),
        None => row.outlet.as_deref().and_then(dateline_relate::house),
    };
    Ok(other.is_some() && dateline_relate::house_of(&from) == other)
}

/// Outlet, title and date of a document, with the digits that name it.
fn told(desk: &Desk, id: &str) -> anyhow::Result<(String, String)> {
    let document: Option<DocumentRow> = desk.document(id)?;
    let Some(document) = document else { return Ok((id.to_string(), String::new())) };
    Ok((named(&document), format!(" · {} [{}]", screen::dated(document.published.as_ref()), brief(id))))
}

fn print(desk: &Desk, row: &LineageRow, screen: &mut Screen) -> anyhow::Result<()> {
    let share = row.share.map(|share| format!("{:.0} % of the shorter", share * 100.0));
    let mut left = vec![Run(STRONG, standing(row))];
    left.extend(share.as_deref().map(|share| Run(DATE, share)));
    let id = format!("[{}]", brief(&row.id));
    left.push(Run(FAINT, &id));
    let (from, from_more) = told(desk, &row.from)?;
    let (to, to_more) = match (&row.to, &row.outlet) {
        (Some(to), _) => told(desk, to)?,
        (None, Some(outlet)) => (outlet.clone(), ", not on the desk".to_string()),
        (None, None) => ("an earlier state".to_string(), ", not on the desk".to_string()),
    };
    let mut right = vec![vec![Run(Style::new(), &from), Run(FAINT, &from_more)]];
    right.push(vec![Run(Style::new(), &to), Run(FAINT, &to_more)]);
    let why = row.signs.join("; ");
    right.push(vec![Run(FAINT, &why)]);
    let first = row.spans.first().map(|passage| format!("“{}”", screen::short(&passage.text, WORDS)));
    right.extend(first.as_deref().map(|words| vec![Run(MARK, words)]));
    screen.beside(LEFT, &left, &right)?;
    Ok(screen.gap()?)
}

/// The row whose id begins with `prefix`; none where there is none.
pub fn find(desk: &Desk, prefix: &str) -> anyhow::Result<Option<LineageRow>> {
    let mut rows = Lineage::new(desk).find(&prefix.to_ascii_lowercase())?;
    if rows.len() > 1 {
        let ids: Vec<&str> = rows.iter().take(5).map(|row| row.id.as_str()).collect();
        return Err(UsageError(format!("{prefix} begins more than one id: {} …", ids.join(", "))).into());
    }
    Ok(rows.pop())
}

/// A relation with its passages side by side.
pub fn show(desk: &Desk, row: &LineageRow, screen: &mut Screen) -> anyhow::Result<()> {
    print(desk, row, screen)?;
    let (own, others): (Vec<&PassageRow>, Vec<&PassageRow>) =
        row.spans.iter().partition(|passage| passage.document == row.from);
    for at in 0..own.len().max(others.len()) {
        let side = |passage: Option<&&PassageRow>| {
            passage.map_or((String::new(), String::new()), |own| {
                let file = own.path.rsplit('/').next().unwrap_or_default();
                (format!("{}, {}–{}", screen::short(file, 30), own.start, own.end), own.text.clone())
            })
        };
        let ((place, words), (other_place, other_words)) = (side(own.get(at)), side(others.get(at)));
        let right = vec![vec![Run(FAINT, &other_place)], vec![Run(MARK, &other_words)]];
        screen.beside(HALF, &[Run(FAINT, &place), Run(MARK, &words)], &right)?;
        screen.gap()?;
    }
    Ok(())
}
