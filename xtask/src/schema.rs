//! The JSON Schema of the rows and the description of the API, as the program prints them.

use crate::gold;
use anyhow::{Context, bail};
use std::process::Command;

/// Writes `docs/rows.schema.json` and `docs/openapi.json`.
pub fn write() -> anyhow::Result<()> {
    written(&["schema"], "docs/rows.schema.json")?;
    written(&["schema", "--openapi"], "docs/openapi.json")
}

fn written(arguments: &[&str], path: &str) -> anyhow::Result<()> {
    let output = Command::new(gold::tested_program()?).args(arguments).output().context("dateline schema")?;
    if !output.status.success() {
        bail!("dateline schema failed");
    }
    let path = gold::root().join(path);
    std::fs::write(&path, output.stdout).with_context(|| path.display().to_string())
}
