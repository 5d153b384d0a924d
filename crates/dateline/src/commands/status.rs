//! `dateline status`: what is on the desk, and every point at which something was dropped.

use crate::arguments::JsonArguments;
use crate::screen::{BAD, FAINT, Run, STRONG, Screen};
use anstyle::Style;
use dateline_store::{Counted, Desk};
use std::process::ExitCode;

pub fn run(desk: &Desk, output: JsonArguments, screen: &mut Screen) -> anyhow::Result<ExitCode> {
    let status = desk.status()?;
    if output.json {
        screen.json(&status)?;
        return Ok(ExitCode::SUCCESS);
    }
    let one = |name: &str, count| Counted { name: name.into(), count };
    let mut captures = vec![one("read", status.captures), one("not read", status.refused.len() as u64)];
    if status.withdrawn > 0 {
        captures.push(one("withdrawn", status.withdrawn));
    }
    captures.extend([one("retrievals", status.retrievals), one("kilobytes", status.size_bytes / 1000)]);
    let head = format!("Desk (schema {})", status.schema_version);
    table(screen, &head, &[])?;
    table(screen, "Captures", &captures)?;
    table(screen, "by format", &status.formats)?;
    table(screen, "Documents", &status.documents)?;
    let known = [
        one("with a date", status.dated),
        one("cut short", status.truncated),
        one("twins not counted", status.alternatives),
    ];
    table(screen, "of them", &known)?;
    if !status.languages.is_empty() {
        table(screen, "not in English, kept and not read further", &status.languages)?;
    }
    table(screen, "Statements, on whose word", &status.statements)?;
    table(screen, "of them", &[one("with no source given", status.unsourced)])?;
    let times = [one("dated", status.times_resolved), one("left open", status.times_unresolved)];
    table(screen, "Expressions of time", &times)?;
    table(
        screen,
        "Others",
        &[
            one("mentions", status.mentions),
            one("announced for a day", status.announcements_dated),
            one("announced, no day", status.announcements_undated),
            one("judgements", status.judgements),
            one("that no longer fit", status.judgements_unfit),
        ],
    )?;
    if !status.signs.is_empty() {
        screen.gap()?;
        screen.paragraph(0, &[Run(STRONG, "Read with a reservation")])?;
        for sign in &status.signs {
            screen.paragraph(2, &[Run(Style::new(), &format!("{} × ", sign.count)), Run(FAINT, &sign.name)])?;
        }
    }
    if !status.refused.is_empty() {
        screen.gap()?;
        screen.paragraph(0, &[Run(STRONG, "Not read")])?;
        for refused in &status.refused {
            screen.paragraph(2, &[Run(Style::new(), &refused.path), Run(BAD, &format!(": {}", refused.reason))])?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn table(screen: &mut Screen, head: &str, counts: &[Counted]) -> std::io::Result<()> {
    screen.paragraph(0, &[Run(STRONG, head)])?;
    counts.iter().try_for_each(|Counted { name, count }| screen.count(name, *count))
}
