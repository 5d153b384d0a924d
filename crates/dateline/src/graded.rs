//! What people say of the things of a desk: judgements as rows, grades and notes by what they are of.
//!
//! Cost: all judgements, which are few.

use crate::flow::MADE_BY;
use crate::related::{self, layer, number};
use dateline_record::{JudgementRow, Verb};
use dateline_store::Desk;
use sha2::{Digest, Sha256};

/// What people say of a row of the desk, in few words: grades and notes, each with who said it.
pub struct Said {
    lines: Vec<(String, String, JudgementRow)>,
}

impl Said {
    /// As the desk has them.
    pub fn of(desk: &Desk) -> anyhow::Result<Said> {
        let mut lines = Vec::new();
        let attached = desk.attached()?;
        if attached.is_empty() {
            return Ok(Said { lines });
        }
        for row in rows(desk)?.into_iter().filter(|row| matches!(row.verb, Verb::Grade | Verb::Note)) {
            let own = attached.iter().filter(|own| own.judgement == row.number);
            for own in own {
                let id = match own.what.as_str() {
                    "name" => desk.part_of(layer::NAME, number(&own.id))?.map(related::id).unwrap_or_default(),
                    _ => own.id.clone(),
                };
                lines.push((own.what.clone(), id, row.clone()));
            }
        }
        Ok(Said { lines })
    }

    /// The grade that was given last to a document or statement.
    pub fn item(&self, id: &str) -> Option<&JudgementRow> {
        self.grades().find(|(what, own, _)| what != "outlet" && own == id).map(|(.., row)| row)
    }

    /// The grade that was given last to an outlet by this name, else by another of its house.
    pub fn source(&self, outlet: &str) -> Option<&JudgementRow> {
        let all = || self.grades().filter(|(what, ..)| what == "outlet");
        let house = dateline_relate::house(outlet);
        let own = all().find(|(_, own, _)| own == outlet);
        own.or_else(|| all().find(|(_, own, _)| house.is_some() && dateline_relate::house(own) == house))
            .map(|(.., row)| row)
    }

    /// Grades, the last one first.
    fn grades(&self) -> impl Iterator<Item = &(String, String, JudgementRow)> {
        self.lines.iter().rev().filter(|(.., row)| row.verb == Verb::Grade)
    }

    /// What is noted of a thing.
    pub fn notes<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a JudgementRow> {
        self.lines.iter().filter(move |(_, own, row)| own == id && row.verb == Verb::Note).map(|(.., row)| row)
    }
}

/// Every judgement as a row.
pub fn rows(desk: &Desk) -> anyhow::Result<Vec<JudgementRow>> {
    let mut rows = desk.judgements()?;
    for row in &mut rows {
        let said = (row.number, &row.made_at, &row.author, row.verb, &row.places, &row.value, &row.note, row.undoes);
        let digest = Sha256::digest(serde_json::to_vec(&said)?);
        row.id = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        row.made_by = MADE_BY.into();
    }
    Ok(rows)
}
