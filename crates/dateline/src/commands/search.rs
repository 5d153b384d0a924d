//! `dateline search`: documents and statements that have the words.

use super::{brief, dating, named, said};
use crate::arguments::SearchArguments;
use crate::screen::{self, DATE, FAINT, MARK, Run, STRONG, Screen};
use anstyle::Style;
use dateline_record::Row;
use dateline_store::{Desk, Order, Said};
use std::process::ExitCode;

/// Width of the column of dates.
const LEFT: usize = 26;

pub fn run(desk: &Desk, arguments: SearchArguments, screen: &mut Screen) -> anyhow::Result<ExitCode> {
    let query = arguments.query.join(" ");
    let order = if arguments.newest { Order::Newest } else { Order::Best };
    let documents = desk.search_documents(&query, order, arguments.all, arguments.limit)?;
    let statements = desk.search_statements(&query, order, arguments.limit)?;
    if arguments.output.json {
        documents.into_iter().try_for_each(|hit| screen.json(&Row::Document(hit.document)))?;
        statements.into_iter().try_for_each(|hit| screen.json(&Row::Statement(hit.statement)))?;
        return Ok(ExitCode::SUCCESS);
    }
    head(screen, "Documents", documents.len(), arguments.limit)?;
    for hit in documents {
        let document = dating::joined(desk, hit.document)?;
        let date = screen::dated(document.published.as_ref());
        let how = document.published.as_ref().map_or("", |when| screen::method(when.method));
        let title = named(&document);
        let id = format!("{} [{}]", document.kind, brief(&document.id));
        let plain = Style::new();
        let snippet = hit.snippet.iter().map(|run| Run(if run.hit { MARK } else { plain }, &run.text)).collect();
        screen.beside(
            LEFT,
            &[Run(DATE, &date), Run(FAINT, how)],
            &[vec![Run(STRONG, &title)], snippet, vec![Run(FAINT, &id)]],
        )?;
        screen.gap()?;
    }
    head(screen, "Statements", statements.len(), arguments.limit)?;
    for hit in statements {
        said::print(&Said { document: dating::joined(desk, hit.document)?, ..hit }, screen)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn head(screen: &mut Screen, what: &str, found: usize, limit: usize) -> std::io::Result<()> {
    let more = if found == limit { format!(" (the first {limit}; --limit N for more)") } else { String::new() };
    screen.paragraph(0, &[Run(STRONG, &format!("{what}: {found}")), Run(FAINT, &more)])?;
    screen.gap()
}
