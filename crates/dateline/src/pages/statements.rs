//! The page of statements: who said what, on whose word.

use super::{LINES, cut, day, line, listed, owned, window};
use crate::near;
use crate::related::named::Joining;
use dateline_store::{Desk, StatementFilter};
use dateline_web::{Question, Section, Sheet};

pub fn sheet(desk: &Desk, question: &Question) -> anyhow::Result<Sheet> {
    let filter = StatementFilter {
        by: owned(question, "by"),
        about: owned(question, "about"),
        authorities: listed(question, "authority"),
        classes: listed(question, "class"),
        denials: question.get("denials").is_some(),
        anonymous: question.get("anonymous").is_some(),
        since: day(question, "from", false)?,
        until: day(question, "to", true)?,
        outlet: owned(question, "outlet"),
        ..StatementFilter::default()
    };
    let mut found = desk.statements_down(&filter, window(question, LINES))?;
    let more = cut(&mut found, LINES);
    let mut note = "Those of the last published document first. A statement is what somebody is said to have said, not what is so.".to_string();
    if let (true, Some(by)) = (found.is_empty(), &filter.by) {
        note = near::words(by, &desk.names()?);
    }
    let mut joining = Joining::new(desk);
    let mut lines = Vec::with_capacity(found.len());
    for mut said in found {
        joining.statement(&mut said.statement)?;
        lines.push(line::statement(desk, said)?);
    }
    Ok(Sheet {
        title: "Statements".into(),
        note,
        sections: vec![Section { lines, ..Section::default() }],
        more,
        ..Sheet::default()
    })
}
