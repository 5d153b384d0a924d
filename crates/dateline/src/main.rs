//! Dateline: who said what, when, and on whose word.
//!
//! The shell. Clock, disk, terminal and command line are here and nowhere else; `flow` is the way from bytes to rows.

mod announced;
mod archive;
mod arguments;
mod asked;
mod briefs;
mod called;
mod capture;
mod changes;
mod commands;
mod dating;
mod disagreed;
mod flow;
mod further;
mod graded;
mod grounds;
mod guard;
mod happening;
mod holders;
mod intake;
mod lineage;
mod near;
mod out_file;
mod outlets;
mod pages;
mod pool;
mod related;
mod rows;
mod screen;
mod slice;
mod stories;
mod timeline;
mod walk;
mod watching;
mod whole;
mod wording;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    flow::silence_expected_panics();
    let arguments = arguments::Arguments::parse();
    match commands::run(arguments) {
        Ok(code) => code,
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("dateline: {error:#}");
            ExitCode::from(if error.is::<arguments::UsageError>() { 2 } else { 1 })
        }
    }
}

/// `dateline export … | head` ends when `head` has seen enough; that is no error.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<std::io::Error>().is_some_and(|cause| cause.kind() == std::io::ErrorKind::BrokenPipe)
    })
}
