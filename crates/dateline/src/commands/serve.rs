//! `dateline serve`: the desk as pages and JSON, on this machine.
//!
//! Invariant: another address than a loopback one is refused, for whoever reaches the port reads the desk.

use crate::arguments::{ServeArguments, UsageError};
use crate::pages::Served;
use crate::screen::Screen;
use anyhow::Context;
use std::io::Write;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::sync::Arc;

pub fn run(desk: &Path, arguments: ServeArguments, screen: &mut Screen) -> anyhow::Result<ExitCode> {
    let address = arguments.address;
    allowed(address)?;
    let served = Arc::new(Served::open(desk, Some(super::judge::by_form))?);
    let listener = TcpListener::bind(address).with_context(|| address.to_string())?;
    let home = format!("http://{}/", listener.local_addr()?);
    writeln!(screen.raw(), "{home}")?;
    screen.flush()?;
    if arguments.open == "yes" {
        open(&home);
    }
    dateline_web::serve(listener, served, secret()?)?;
    Ok(ExitCode::SUCCESS)
}

/// A secret that this run alone has.
fn secret() -> anyhow::Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| anyhow::anyhow!("no random bytes: {error}"))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Where pages may be served without accounts.
fn allowed(address: SocketAddr) -> anyhow::Result<()> {
    if address.ip().is_loopback() {
        return Ok(());
    }
    let words = format!(
        "{address} can be reached from other machines, and whoever reaches it reads the desk; serve answers on 127.0.0.1 or [::1] only"
    );
    Err(UsageError(words).into())
}

/// Where there is no browser, the address on the screen is enough.
fn open(home: &str) {
    let program = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    let mut command = Command::new(program);
    let _ = command.arg(home).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
}
