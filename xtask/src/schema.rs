//! The JSON Schema of the rows, as the program prints it.

use crate::gold;
use anyhow::{Context, bail};
use std::process::Command;

/// Writes `docs/rows.schema.json`.
pub fn write() -> anyhow::Result<()> {
    let output = Command::new(gold::tested_program()?).arg("schema").output().context("dateline schema")?;
    if !output.status.success() {
        bail!("dateline schema failed");
    }
    let path = gold::root().join("docs/rows.schema.json");
    std::fs::write(&path, output.stdout).with_context(|| path.display().to_string())
}
