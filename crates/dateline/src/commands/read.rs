//! `dateline read`: captures into the desk, with every drop counted.

use crate::arguments::ReadArguments;
pub use crate::intake::{Summary, Taken, arrive, now, read_paths, take_in};
use crate::screen::{BAD, FAINT, Run, STRONG, Screen, counted};
use anstyle::Style;
use dateline_store::Desk;
use std::path::Path;
use std::process::ExitCode;

pub fn run(desk: &Path, arguments: ReadArguments, screen: &mut Screen) -> anyhow::Result<ExitCode> {
    let mut desk = Desk::create(desk)?;
    super::tell_upgrade(&desk);
    let summary = read_paths(&mut desk, arguments.paths, &arguments.context)?;
    if arguments.output.json {
        screen.json(&summary)?;
    } else {
        print(&summary, screen)?;
    }
    Ok(summary.code())
}

/// The summary for people.
pub fn print(summary: &Summary, screen: &mut Screen) -> std::io::Result<()> {
    let plain = Style::new();
    let documents: u64 = summary.documents.values().sum();
    let mut line = format!("{} read", counted(summary.read, "capture"));
    if summary.known > 0 {
        line.push_str(&format!(", {} known already", crate::screen::thousands(summary.known)));
    }
    if !summary.refused.is_empty() {
        line.push_str(&format!(", {} refused", crate::screen::thousands(summary.refused.len() as u64)));
    }
    line.push_str(&format!(" in {:.1} s", summary.seconds));
    screen.paragraph(0, &[Run(STRONG, &line)])?;
    if documents > 0 {
        screen.gap()?;
        screen.paragraph(0, &[Run(plain, &counted(documents, "document"))])?;
        for (kind, count) in &summary.documents {
            screen.count(kind.name(), *count)?;
        }
        let found = format!(
            "{}, {}",
            counted(summary.statements, "statement"),
            counted(summary.times, "expression of time").replace("expression of times", "expressions of time")
        );
        screen.paragraph(0, &[Run(plain, &found)])?;
    }
    listed(screen, "Read with a reservation", FAINT, &summary.signs)?;
    let withdrawn = |path: &String| (path.clone(), "withdrawn, and stays so".to_string());
    listed(screen, "Left out", FAINT, &summary.withdrawn.iter().map(withdrawn).collect::<Vec<_>>())?;
    listed(screen, "Not read", BAD, &summary.refused)
}

fn listed(screen: &mut Screen, head: &str, style: Style, lines: &[(String, String)]) -> std::io::Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    screen.gap()?;
    screen.paragraph(0, &[Run(STRONG, &format!("{head}: {}", lines.len()))])?;
    for (path, words) in lines {
        screen.paragraph(2, &[Run(Style::new(), path), Run(style, &format!(": {words}"))])?;
    }
    Ok(())
}
