//! The page of documents, the last published first.

use super::{LINES, cut, day, line, owned, window};
use crate::arguments::UsageError;
use crate::screen;
use dateline_record::Kind;
use dateline_store::{Desk, DocumentFilter};
use dateline_web::{Facet, Question, Section, Sheet, Way};

pub fn sheet(desk: &Desk, question: &Question) -> anyhow::Result<Sheet> {
    let kinds = match question.get("kind") {
        Some(name) => {
            let kind = Kind::ALL.into_iter().find(|kind| kind.name() == name);
            vec![kind.ok_or_else(|| UsageError(format!("kind: there are no documents of the kind {name}")))?]
        }
        None => Kind::ALL.into_iter().filter(|kind| !matches!(kind, Kind::Advertisement | Kind::Boilerplate)).collect(),
    };
    let since = match day(question, "from", false)? {
        Some(from) => Some(from),
        None => day(question, "since", false)?,
    };
    let filter = DocumentFilter {
        kinds,
        outlet: owned(question, "outlet"),
        since,
        until: day(question, "to", true)?,
        limit: None,
    };
    let mut found = desk.documents_down(&filter, window(question, LINES))?;
    let more = cut(&mut found, LINES);
    let lines = found.into_iter().map(|own| line::document(desk, own)).collect::<anyhow::Result<Vec<_>>>()?;
    let mut outlets = desk.outlets_seen()?;
    outlets.sort_by_key(|own| (std::cmp::Reverse(own.documents), own.name.clone()));
    let way = |own: &dateline_store::OutletSeen| Way {
        name: own.name.clone(),
        count: Some(own.documents),
        to: format!("/documents?{}", question.with("outlet", Some(&own.name))),
        on: question.get("outlet") == Some(&own.name),
    };
    let (documents, statements) = desk.sizes()?;
    Ok(Sheet {
        title: "Documents".into(),
        note: format!(
            "{} and {} on this desk, furniture of pages included; the last published first. Page furniture and advertisements are listed when asked for.",
            screen::counted(documents, "document"),
            screen::counted(statements, "statement")
        ),
        facets: vec![Facet { name: "outlets".into(), ways: outlets.iter().take(12).map(way).collect() }],
        sections: vec![Section { lines, ..Section::default() }],
        more,
        ..Sheet::default()
    })
}
