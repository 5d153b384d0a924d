//! The page of sources: what came of each outlet, how long it has been silent, how people grade it, what could not be read.

use super::line;
use crate::further::{Further, OutletRow, RefusedRow};
use crate::graded::Said;
use crate::screen;
use crate::wording::graded;
use dateline_store::Desk;
use dateline_web::{Choice, Line, Section, Sheet};
use jiff::civil::Date;

pub fn sheet(desk: &Desk) -> anyhow::Result<Sheet> {
    let (said, last) = (Said::of(desk)?, desk.last_published()?);
    let date = |day: Option<&str>| day.and_then(|day| day.get(..10)?.parse::<Date>().ok());
    let end = date(last.as_deref());
    let mut outlets = desk.outlets_seen()?;
    outlets.sort_by_key(|own| (std::cmp::Reverse(own.last.clone()), own.name.clone()));
    let mut lines = Vec::new();
    for own in outlets {
        let silent = end.zip(date(own.last.as_deref())).and_then(|(end, last)| Some(last.until(end).ok()?.get_days()));
        let mut facts = vec![screen::counted(own.documents, "document")];
        facts.extend(own.first.as_ref().map(|day| format!("first {day}")));
        facts.push(match silent {
            Some(0) => "heard on the last day".into(),
            Some(days) => format!("SILENT for {}", screen::counted(days.unsigned_abs().into(), "day")),
            None => "no day of publication known".into(),
        });
        facts.push(said.source(&own.name).map_or("not graded".into(), |row| format!("grade {}", graded(row))));
        lines.push(Line {
            date: own.last.clone().unwrap_or_default(),
            how: if own.last.is_some() { "last published".into() } else { String::new() },
            head: own.name.clone(),
            facts,
            to: line::asking("/documents", &[("outlet", &own.name)]),
            choices: vec![Choice {
                verb: "grade",
                label: "Grade".into(),
                of: vec![own.name.clone()],
                value: "Reliable",
                values: ["A", "B", "C", "D", "E", "F"].map(str::to_string).to_vec(),
                ..Choice::default()
            }],
            row: Further::Source(OutletRow {
                outlet: own.name.clone(),
                documents: own.documents,
                first: own.first.clone(),
                last: own.last.clone(),
                silent_days: silent.map(i64::from),
                grade: said.source(&own.name).and_then(|row| row.value.clone()),
            })
            .value(),
            ..Line::default()
        });
    }
    let refused: Vec<Line> = desk
        .refused()?
        .iter()
        .map(|own| Line {
            head: own.path.clone(),
            words: vec![line::plain(&own.reason)],
            facts: vec!["NOT READ: kept as it came".into()],
            row: Further::Refused(RefusedRow {
                path: own.path.clone(),
                capture: own.capture.clone(),
                reason: own.reason.clone(),
            })
            .value(),
            ..Line::default()
        })
        .collect();
    let sections = [
        Section { head: "Outlets".into(), lines, ..Section::default() },
        Section { head: "What could not be read".into(), lines: refused, ..Section::default() },
    ];
    let day = last
        .map(|day| format!("Silence is counted up to {day}, the last day on which something here was published. "))
        .unwrap_or_default();
    Ok(Sheet {
        title: "Sources".into(),
        note: format!("{day}Grades are set by people: A, completely reliable, to E, unreliable; F cannot be judged."),
        sections: sections.into_iter().filter(|own| !own.lines.is_empty()).collect(),
        ..Sheet::default()
    })
}
