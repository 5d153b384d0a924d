//! `dateline stories`: documents about one development, with what ties them; the story told last first.

use super::brief;
use crate::arguments::StoriesArguments;
use crate::screen::{self, DATE, FAINT, Run, STRONG, Screen};
use crate::stories::{StoryFilter, all};
use anstyle::Style;
use dateline_record::{Row, StoryDocumentRow, StoryRow};
use dateline_store::Desk;
use std::process::ExitCode;

/// Width of the column of dates.
const LEFT: usize = 26;
/// Documents named under one story in a list; the rest is counted.
const NAMED: usize = 6;

pub fn run(desk: &Desk, arguments: StoriesArguments, screen: &mut Screen) -> anyhow::Result<ExitCode> {
    let StoriesArguments { query: words, since, min_documents: least, limit, all: shows_all, output } = arguments;
    crate::related::bring_up(desk)?;
    let stories = all(desk, &StoryFilter { least, words, since, listed: !shows_all })?;
    let most = limit.unwrap_or(usize::MAX);
    for story in stories.iter().take(most) {
        match output.json {
            true => screen.json(&Row::Story(story.clone()))?,
            false => print(story, NAMED, screen)?,
        }
    }
    if !output.json {
        let mut count = match stories.len() {
            1 => "1 story".to_string(),
            count => format!("{} stories", screen::thousands(count as u64)),
        };
        if stories.len() > most {
            count = format!("{most} of {count}; --limit N for more");
        }
        screen.paragraph(0, &[Run(FAINT, &count)])?;
    }
    Ok(ExitCode::SUCCESS)
}

/// A story with its first `named` documents, each with what ties it to the others.
pub fn print(story: &StoryRow, named: usize, screen: &mut Screen) -> std::io::Result<()> {
    let (first, last) = (screen::dated(story.first.as_ref()), screen::dated(story.last.as_ref()));
    let stretch = if first == last { first } else { format!("{first} – {last}") };
    let told = format!("{} [{}]", screen::counted(story.reports, "document"), brief(&story.id));
    let told = if story.off { format!("{told} · LEFT OUT of lists") } else { told };
    screen.paragraph(0, &[Run(STRONG, &screen::safe(&story.title))])?;
    screen.paragraph(0, &[Run(DATE, &stretch), Run(FAINT, &format!(" · {told}"))])?;
    for one in story.documents.iter().take(named) {
        let date = screen::dated(one.published.as_ref());
        let how = one.published.as_ref().map_or("", |when| screen::method(when.method));
        let name = format!("{} [{}]", called(one), brief(&one.document));
        let sign = story.signs.iter().find(|sign| sign.document == one.document);
        let why = sign.map(|sign| format!("like [{}]: {}", brief(&sign.other), screen::safe(&sign.signs.join("; "))));
        let mut right = vec![vec![Run(Style::new(), name.as_str())]];
        right.extend(why.as_ref().map(|why| vec![Run(FAINT, why.as_str())]));
        screen.beside(LEFT, &[Run(DATE, &date), Run(FAINT, how)], &right)?;
    }
    let rest = story.documents.len().saturating_sub(named);
    if rest > 0 {
        screen.paragraph(LEFT, &[Run(FAINT, &format!("and {} more", screen::counted(rest as u64, "document")))])?;
    }
    screen.gap()
}

/// A document in a few words.
fn called(one: &StoryDocumentRow) -> String {
    let path = one.path.rsplit('/').next().unwrap_or(&one.path);
    let title = match &one.title {
        Some(title) => format!("“{}”", screen::short(&screen::safe(title), 64)),
        None => format!("{} in {}", one.kind, screen::safe(path)),
    };
    match &one.outlet {
        Some(outlet) => format!("{}: {title}", screen::short(&screen::safe(outlet), 40)),
        None => title,
    }
}
