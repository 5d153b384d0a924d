//! `dateline demo`: the bundled samples, read into a desk that is thrown away.

use super::{read, statements, timeline};
use crate::arguments::{ContextArguments, JsonArguments, StatementsArguments, TimelineArguments};
use crate::screen::{FAINT, Run, STRONG, Screen};
use anyhow::Context;
use dateline_store::Desk;
use include_dir::{Dir, include_dir};
use std::process::ExitCode;

/// An invented story: invented people, outlets and happenings, written for Dateline.
static SAMPLES: Dir = include_dir!("$CARGO_MANIFEST_DIR/../../samples/captures");

/// The day of the samples' first happening, and how much is shown from there.
const FROM: &str = "2025-10-23";
const LINES: usize = 20;
/// What those disagree about whose statements are shown.
const ABOUT: &str = "nitrate";

pub fn run(screen: &mut Screen) -> anyhow::Result<ExitCode> {
    let folder = tempfile::tempdir().context("a temporary folder")?;
    let samples = folder.path().join("samples");
    std::fs::create_dir_all(&samples).and_then(|()| SAMPLES.extract(&samples)).context("the bundled samples")?;
    let mut desk = Desk::create(&folder.path().join("desk"))?;
    let context = ContextArguments {
        published: None,
        outlet: None,
        zone: None,
        captured: None,
        keep_as: None,
        threads: None,
        time_limit: 60,
    };
    let summary = read::read_paths(&mut desk, vec![samples], &context)?;
    head(screen, "The bundled samples: an invented story, as a desk would receive it")?;
    read::print(&summary, screen)?;
    let output = JsonArguments { json: false };
    head(screen, &format!("What happened when (dateline timeline --from {FROM} --limit {LINES})"))?;
    let window = TimelineArguments {
        query: Vec::new(),
        from: Some(FROM.into()),
        to: None,
        by: None,
        limit: Some(LINES),
        output,
    };
    timeline::run(&desk, window, screen)?;
    head(screen, &format!("Who said what (dateline statements --about {ABOUT})"))?;
    let all = StatementsArguments { about: Some(ABOUT.into()), output, ..StatementsArguments::default() };
    statements::run(&desk, all, screen)?;
    screen.gap()?;
    screen.paragraph(
        0,
        &[Run(FAINT, "Now your own: dateline read PATH…, then dateline timeline, statements, search WORDS.")],
    )?;
    Ok(ExitCode::SUCCESS)
}

fn head(screen: &mut Screen, words: &str) -> std::io::Result<()> {
    screen.gap()?;
    screen.paragraph(0, &[Run(STRONG, &format!("== {words}"))])?;
    screen.gap()
}
