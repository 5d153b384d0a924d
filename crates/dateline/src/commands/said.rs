//! A statement as people see it: who, how, what, when, on whose word, and where to look it up.
//!
//! Invariant: every qualifier of the row is printed; its id is the first that `show` understands.

use super::{brief, named};
use crate::screen::{self, DATE, FAINT, MARK, Run, STRONG, Screen};
use crate::wording::{facts, said_when, who, words};
use anstyle::Style;
use dateline_record::{Authority, Kind};
use dateline_store::Said;

/// One statement with its document.
pub fn print(said: &Said, screen: &mut Screen) -> std::io::Result<()> {
    print_bare(said, screen)?;
    let published = match &said.document.published {
        Some(when) if screen::bounds(when).is_some() => format!("date of publication {}", screen::published(when)),
        Some(when) => format!("published {}", screen::when(when)),
        None => "date of publication not known".to_string(),
    };
    let kind = match said.document.kind {
        kind @ (Kind::Comment | Kind::Post | Kind::LiveEntry) if said.document.title.is_some() => format!(" ({kind})"),
        _ => String::new(),
    };
    let end = if said.document.truncated.is_some() { " · document cut short" } else { "" };
    let place = format!(" · {}{kind}{end} ", named(&said.document));
    let id = format!("[{}]", brief(&said.statement.id));
    screen.paragraph(4, &[Run(DATE, &published), Run(FAINT, &place), Run(FAINT, &id)])?;
    screen.gap()
}

/// One statement: who, how, what, on whose word.
pub fn print_bare(said: &Said, screen: &mut Screen) -> std::io::Result<()> {
    let statement = &said.statement;
    let cue = match &statement.cue {
        Some(cue) => format!(" {}", cue.text),
        None if statement.authority == Authority::Author => " writes".to_string(),
        None => String::new(),
    };
    screen.paragraph(0, &[Run(STRONG, &who(said)), Run(Style::new(), &cue)])?;
    let content = words(statement);
    if !content.is_empty() {
        screen.paragraph(4, &[Run(MARK, &content)])?;
    }
    let when = said_when(statement);
    screen.paragraph(4, &[Run(FAINT, &facts(said).join(" · ")), Run(DATE, &when)])
}
