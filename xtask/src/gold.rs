//! Where things are: the project, the data beside it, the program that is measured.

use anyhow::{Context, bail};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The root of the project.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the project").to_path_buf()
}

/// The folder beside the project that holds data and scorers (`DATELINE_SHARED`, default `../shared`).
pub fn shared() -> PathBuf {
    std::env::var_os("DATELINE_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from)
}

/// A data set; none, and one line that says so, where it is absent.
pub fn set(name: &str) -> Option<PathBuf> {
    let path = shared().join("gold").join(name);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: {} is absent", path.display());
    None
}

/// A capture beside the project, and what was labelled in it.
pub struct Labelled {
    /// The name of its file.
    pub file: String,
    /// Its bytes, which are UTF-8.
    pub text: String,
    /// What people saw in it.
    pub label: serde_json::Value,
}

impl Labelled {
    /// Whether a row is of this capture.
    pub fn has(&self, row: &serde_json::Value) -> bool {
        row["path"].as_str().is_some_and(|path| Path::new(path).ends_with(&self.file))
    }
}

/// The captures that `xtask/labels/KIND` is about, by name; an error where the bytes of one are not those that were labelled.
pub fn labelled(kind: &str, captures: &Path) -> anyhow::Result<Vec<Labelled>> {
    let mut paths = std::fs::read_dir(root().join("xtask/labels").join(kind))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<std::io::Result<Vec<_>>>()?;
    paths.retain(|path| path.extension().is_some_and(|end| end == "json"));
    paths.sort();
    let read = |path: PathBuf| {
        let label: serde_json::Value = serde_json::from_slice(&std::fs::read(path)?)?;
        let file = label["file"].as_str().context("a label names its file")?.to_owned();
        let bytes = std::fs::read(captures.join(&file))?;
        let hash: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        if label["sha256"].as_str() != Some(&hash) {
            bail!("{file} is not the capture that was labelled");
        }
        let text = String::from_utf8(bytes).context("the captures are UTF-8")?;
        Ok(Labelled { file, text, label })
    };
    paths.into_iter().map(read).collect()
}

/// Builds the program as it ships and gives its path.
pub fn program() -> anyhow::Result<PathBuf> {
    built(&["--release"])
}

/// Builds the program as the tests have built it already: the same answers, sooner.
pub fn tested_program() -> anyhow::Result<PathBuf> {
    built(&[])
}

fn built(profile: &[&str]) -> anyhow::Result<PathBuf> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut build = Command::new(cargo);
    build
        .current_dir(root())
        .args(["build", "--quiet", "--package", "dateline", "--message-format=json"])
        .args(profile);
    let output = build.stderr(std::process::Stdio::inherit()).output().context("cargo build")?;
    if !output.status.success() {
        bail!("cargo build failed");
    }
    let lines = String::from_utf8_lossy(&output.stdout).into_owned();
    let built = lines.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let path = built.rev().find_map(|line| line["executable"].as_str().map(PathBuf::from));
    path.context("cargo build named no program")
}

/// The rows that `program annotate` gives.
pub fn annotate(program: &Path, arguments: &[&str], path: &Path) -> anyhow::Result<Vec<serde_json::Value>> {
    Ok(annotate_all(program, arguments, path)?.0)
}

/// The rows that `program annotate` gives, and what it refuses, a line each.
pub fn annotate_all(
    program: &Path,
    arguments: &[&str],
    path: &Path,
) -> anyhow::Result<(Vec<serde_json::Value>, Vec<String>)> {
    let output =
        Command::new(program).arg("annotate").args(arguments).arg(path).output().context("dateline annotate")?;
    // 1 says that some captures could not be read: the others count.
    if output.status.code().is_none_or(|code| code > 1) {
        bail!("dateline annotate: {}", String::from_utf8_lossy(&output.stderr));
    }
    let lines = output.stdout.split(|&byte| byte == b'\n').filter(|line| !line.is_empty());
    let rows = lines.map(|line| serde_json::from_slice(line).context("a row")).collect::<anyhow::Result<_>>()?;
    Ok((rows, String::from_utf8_lossy(&output.stderr).lines().map(str::to_owned).collect()))
}

/// Runs one of the scorers beside the project on `arguments`.
pub fn scorer(name: &str, arguments: &[&Path], words: &[&str]) -> anyhow::Result<()> {
    let script = shared().join("score").join(name);
    if !script.exists() {
        println!("skipped: {} is absent", script.display());
        return Ok(());
    }
    let status = Command::new("python3").arg(script).args(words).args(arguments).status().context("python3")?;
    if !status.success() {
        bail!("{name} failed");
    }
    Ok(())
}
