//! The tests: the workspace's own, then the program against the hand-made reading of the samples, with floors.

use crate::{gold, score};
use anyhow::{Context, bail};
use std::path::Path;
use std::process::Command;

/// Runs them.
pub fn run(external: bool) -> anyhow::Result<()> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    passes(Command::new(cargo).current_dir(gold::root()).args(["test", "--workspace", "--quiet"]))?;
    score::bundled(false)?;
    if external {
        python_agrees_on_the_schema()?;
    }
    Ok(())
}

/// Every row that the program prints of the samples is valid by the schema, as a validator that is not ours sees it.
fn python_agrees_on_the_schema() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let python = folder.path().join("venv/bin/python");
    passes(Command::new("python3").args(["-m", "venv"]).arg(folder.path().join("venv")))?;
    passes(Command::new(&python).args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "jsonschema==4.25.1",
    ]))?;
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
