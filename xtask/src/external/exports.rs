//! Every export of a desk of the bundled samples, held against a validator or reader of its format.
//!
//! No validator may reach the network while it reads. Kept apart from the other tests' Python: these packages bring many more.

use super::{passes, python_with, read};
use crate::gold;
use std::path::Path;
use std::process::Command;

/// Validators, pinned.
const PACKAGES: &[&str] = &[
    "networkx==3.6.1",
    "followthemoney==4.11.2",
    "rdflib==7.6.0",
    "PyLD==3.3.0",
    "warcio==1.8.1",
    "feedparser==6.0.14",
    "listparser==0.20",
    "icalendar==7.3.0",
    "jsonschema==4.25.1",
];

/// Writes all exports and has them read.
pub fn validators_read_every_export() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let python = python_with(folder.path(), PACKAGES)?;
    let (program, desk) = (gold::tested_program()?, folder.path().join("desk"));
    read(&program, &desk, &["samples/captures", "samples/formats"])?;
    let script = folder.path().join("exports.py");
    std::fs::write(&script, include_str!("exports.py"))?;
    std::fs::write(folder.path().join("ninjs.json"), include_str!("ninjs.json"))?;
    passes(
        Command::new(python).args([script.as_path(), program.as_path(), desk.as_path(), folder.path()] as [&Path; 4]),
    )
}
