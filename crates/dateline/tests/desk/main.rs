//! The program as people run it: on files, in a process of its own.

mod access;
mod api;
mod calendar;
mod changes;
mod clocks;
mod commands;
mod dating;
mod events;
mod exports;
mod formats;
mod hostile;
mod invented;
mod judgements;
mod keeping;
mod kill;
mod orders;
mod pages;
mod same;
mod serving;
mod surname;
mod watch;
mod who;
mod zone;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The bundled samples.
pub fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples/captures")
}

/// `dateline` with these arguments.
pub fn dateline(desk: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.arg("--desk").arg(desk).args(arguments);
    command
}

/// Runs it and expects this exit code.
pub fn run(desk: &Path, arguments: &[&str], code: i32) -> String {
    text(&dateline(desk, arguments).output().unwrap(), code)
}

/// Standard output of a run that ended with `code`.
pub fn text(output: &Output, code: i32) -> String {
    let error = String::from_utf8_lossy(&output.stderr);
    let out = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(code), "{error}{out}");
    out
}

/// Everything a desk holds, as rows.
pub fn exported(desk: &Path) -> String {
    ["documents", "statements", "times", "mentions", "announcements", "event-mentions", "quantities"]
        .map(|what| run(desk, &["export", what], 0))
        .concat()
}
