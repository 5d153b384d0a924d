//! `dateline mcp`: the desk as tools on standard input and output, for programs that speak the Model Context Protocol.

use crate::pages::Served;
use anyhow::{Context, Error};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

pub fn run(desk: &Path) -> anyhow::Result<ExitCode> {
    let served = Arc::new(Served::open(desk, None)?);
    dateline_mcp::serve(served).map_err(Error::msg).context("Model Context Protocol")?;
    Ok(ExitCode::SUCCESS)
}
