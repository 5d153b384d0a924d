//! Tests against programs that are not ours: validators and readers of our formats, in a Python of their own.
//!
//! Versions are pinned, so that what passed passes. Each test prints what it saw. Cost: a minute, most of it installing.

mod browser;
mod exports;

use crate::gold;
use anyhow::{Context, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Runs them.
pub fn run() -> anyhow::Result<()> {
    python_agrees_on_the_schema()?;
    a_client_calls_every_tool()?;
    the_api_is_as_it_says()?;
    exports::validators_read_every_export()?;
    browser::every_page_is_looked_at()
}

/// Every row that the program prints of the samples is valid by the schema, as a validator that is not ours sees it.
fn python_agrees_on_the_schema() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let python = python_with(folder.path(), &["jsonschema==4.25.1"])?;
    let rows = folder.path().join("rows.jsonl");
    let samples = gold::root().join("samples/captures");
    let output =
        Command::new(gold::tested_program()?).arg("annotate").arg(samples).output().context("dateline annotate")?;
    std::fs::write(&rows, output.stdout)?;
    let script = folder.path().join("validate.py");
    std::fs::write(&script, VALIDATE)?;
    let schema = gold::root().join("docs/rows.schema.json");
    passes(Command::new(python).args([script.as_path(), schema.as_path(), rows.as_path()] as [&Path; 3]))
}

/// A client of the Model Context Protocol that is not ours lists the tools over a desk of the samples and calls each.
fn a_client_calls_every_tool() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let python = python_with(folder.path(), &["mcp==2.3.0"])?;
    let (desk, script) = (folder.path().join("desk"), folder.path().join("client.py"));
    let program = gold::tested_program()?;
    read(&program, &desk, &["samples/captures"])?;
    std::fs::write(&script, include_str!("client.py"))?;
    passes(Command::new(python).args([script.as_path(), program.as_path(), desk.as_path()] as [&Path; 3]))
}

/// The description of the API is sound, and every row of every path is as it says, as validators that are not ours see it.
fn the_api_is_as_it_says() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let python = python_with(folder.path(), &["jsonschema==4.25.1", "openapi-spec-validator==0.8.5"])?;
    let (desk, script) = (folder.path().join("desk"), folder.path().join("api.py"));
    let program = gold::tested_program()?;
    read(&program, &desk, &["samples/captures"])?;
    std::fs::write(&script, include_str!("api.py"))?;
    passes(Command::new(python).args([script.as_path(), program.as_path(), desk.as_path()] as [&Path; 3]))
}

/// Reads some of the bundled files into a desk.
fn read(program: &Path, desk: &Path, what: &[&str]) -> anyhow::Result<()> {
    let paths = what.iter().map(|path| gold::root().join(path));
    let read = Command::new(program).arg("--desk").arg(desk).arg("read").args(paths).output()?;
    if !read.status.success() {
        bail!("dateline read: {}", String::from_utf8_lossy(&read.stderr));
    }
    Ok(())
}

/// A Python of its own, with these packages.
fn python_with(folder: &Path, packages: &[&str]) -> anyhow::Result<PathBuf> {
    let python = folder.join("venv/bin/python");
    passes(Command::new("python3").args(["-m", "venv"]).arg(folder.join("venv")))?;
    let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
    passes(Command::new(&python).args(install).args(packages))?;
    Ok(python)
}

const VALIDATE: &str = r#"
import json, sys, jsonschema
schema = json.load(open(sys.argv[1]))
validator = jsonschema.validators.validator_for(schema)(schema)
rows = [json.loads(line) for line in open(sys.argv[2])]
bad = [(row, error.message) for row in rows for error in validator.iter_errors(row)]
for row, message in bad[:5]:
    print(row["row"], row["id"], message)
print(f"{len(rows) - len(bad)} passed, {len(bad)} failed")
sys.exit(1 if bad or not rows else 0)
"#;

fn passes(command: &mut Command) -> anyhow::Result<()> {
    let status = command.status().with_context(|| format!("{:?}", command.get_program()))?;
    if !status.success() {
        bail!("{:?} failed", command.get_program());
    }
    Ok(())
}
