//! The tests: the workspace's own, then the program against the hand-made reading of the samples, with floors.

use crate::{external, gold, score};
use anyhow::{Context, bail};
use std::process::Command;

/// Runs them.
pub fn run(with_external: bool) -> anyhow::Result<()> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut tests = Command::new(cargo);
    tests.current_dir(gold::root()).args(["test", "--workspace", "--quiet"]);
    let status = tests.status().context("cargo test")?;
    if !status.success() {
        bail!("cargo test failed");
    }
    score::bundled(false)?;
    if with_external { external::run() } else { Ok(()) }
}
