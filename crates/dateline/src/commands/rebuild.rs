//! `dateline rebuild`: every capture of the desk read again by this version. Judgements and retrievals stay.

use super::read::{Taken, now, print, take_in};
use crate::arguments::RebuildArguments;
use crate::flow::{MADE_BY, Reader};
use crate::pool;
use crate::related;
use crate::screen::{self, Run, Screen};
use anstyle::Style;
use dateline_store::{CaptureRecord, Desk, Given};
use std::collections::HashMap;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

pub fn run(directory: &Path, arguments: RebuildArguments, screen: &mut Screen) -> anyhow::Result<ExitCode> {
    let mut desk = Desk::open(directory)?;
    if arguments.relations {
        return relations(&desk, arguments.output.json, screen);
    }
    super::tell_upgrade(&desk);
    let reader = Reader::new(Duration::from_secs(arguments.time_limit));
    let (captures, withdrawn) = (desk.captures().clone(), desk.withdrawn()?);
    let mut given = HashMap::new();
    for id in captures.all() {
        // A capture of which no retrieval is known, as when the data base was lost: its own name is all there is.
        let unknown = || Given { path: format!("captures/{id}"), ..Given::default() };
        given.insert(id, desk.given(&id)?.unwrap_or_else(unknown));
    }
    let threads = arguments.threads.unwrap_or_else(pool::default_threads).max(1);
    let summary = take_in(&mut desk, captures.all(), threads, |scratch, id| {
        let bytes = captures.load(&id)?;
        let given = given[&id].clone();
        let outcome = Some(reader.outcome(&bytes, &given, scratch));
        let size_bytes = bytes.len() as u64;
        let (at, made_by) = (now(), MADE_BY.into());
        let record = Box::new(CaptureRecord { id, size_bytes, given, at, retrieved: false, made_by, outcome });
        Ok(if withdrawn.contains(&id) { Taken::Withdrawn(record) } else { Taken::Capture(record) })
    })?;
    if arguments.output.json {
        screen.json(&summary)?;
    } else {
        print(&summary, screen)?;
    }
    Ok(summary.code())
}

/// Forgets all relations and works them out from what the desk holds.
fn relations(desk: &Desk, json: bool, screen: &mut Screen) -> anyhow::Result<ExitCode> {
    desk.relating("forgotten")?.commit()?;
    let documents = related::bring_up(desk)?;
    if json {
        screen.json(&serde_json::json!({ "related": documents }))?;
    } else {
        let line = format!("{} related anew", screen::counted(documents, "document"));
        screen.paragraph(0, &[Run(Style::new(), &line)])?;
    }
    Ok(ExitCode::SUCCESS)
}
