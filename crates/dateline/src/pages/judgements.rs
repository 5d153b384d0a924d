//! The page of judgements: what people decided, the last first, each with a way to undo it.

use super::{LINES, cut, line};
use crate::graded;
use crate::wording::brief;
use dateline_record::{JudgementRow, Pointed, Row, State};
use dateline_store::Desk;
use dateline_web::{Choice, Line, Question, Section, Sheet};

pub fn sheet(desk: &Desk, question: &Question) -> anyhow::Result<Sheet> {
    let mut rows = graded::rows(desk)?;
    let total = rows.len();
    rows.reverse();
    let mut rows: Vec<JudgementRow> = rows.into_iter().skip((question.page - 1) * LINES).take(LINES + 1).collect();
    let more = cut(&mut rows, LINES);
    let lines = rows.into_iter().map(told).collect::<anyhow::Result<_>>()?;
    Ok(Sheet {
        title: "Judgements".into(),
        note: format!(
            "{}, the last first. None is overwritten: one undoes another. They outlive every new reading of the captures.",
            crate::screen::counted(total as u64, "judgement")
        ),
        sections: vec![Section { lines, ..Section::default() }],
        more,
        ..Sheet::default()
    })
}

fn told(row: JudgementRow) -> anyhow::Result<Line> {
    let mut sides: Vec<String> = Vec::new();
    let mut last = None;
    for place in &row.places {
        if last.replace(place.side) == Some(place.side) {
            continue;
        }
        let words = crate::screen::short(&place.text, 80);
        sides.push(if place.what == Pointed::Outlet { words } else { format!("“{words}”") });
    }
    let state = match row.state {
        State::Stands => "stands",
        State::Undone => "UNDONE",
        State::NoLongerFits => "NO LONGER FITS",
        State::Replaced => "REPLACED",
    };
    let undoes = row.undoes.map(|number| format!(" {number}")).unwrap_or_default();
    let value = row.value.as_ref().map(|value| format!(": {value}")).unwrap_or_default();
    let mut facts = vec![state.to_string(), format!("by {}", row.author)];
    facts.extend(row.why.clone());
    let capture = row.places.iter().find_map(|place| place.capture.as_deref());
    facts.extend(capture.map(|id| format!("in capture {}", brief(id))));
    let note = row.note.clone().map(|note| format!(" — {note}")).unwrap_or_default();
    let undo = Choice { verb: "undo", label: "Undo".into(), of: vec![row.number.to_string()], ..Choice::default() };
    Ok(Line {
        date: row.made_at.clone(),
        how: format!("judgement {}", row.number),
        head: format!("{}{undoes}{value}", row.verb.name()),
        words: vec![line::plain(&format!("{}{note}", sides.join(" · ")))],
        facts,
        choices: if row.state == State::Undone { Vec::new() } else { vec![undo] },
        row: serde_json::to_value(Row::Judgement(row))?,
        ..Line::default()
    })
}
