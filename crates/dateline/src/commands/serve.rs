//! `dateline serve`: the desk as pages and JSON.
//!
//! Invariant: everybody is let in on a loopback address alone, and there only where nothing says that others come: another address, a name of
//! the desk's or a proxy in front asks for accounts, for whoever reaches the port would read the desk.

use crate::arguments::{ServeArguments, UsageError};
use crate::further::Further;
use crate::guard::Guard;
use crate::pages::Served;
use crate::screen::Screen;
use anyhow::Context;
use dateline_record::Row;
use dateline_web::{Site, openapi};
use std::io::Write;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::sync::Arc;

pub fn run(desk: &Path, arguments: ServeArguments, screen: &mut Screen) -> anyhow::Result<ExitCode> {
    let ServeArguments { address, host, behind_tls, .. } = arguments;
    let is_open = address.ip().is_loopback() && host.is_empty() && !behind_tls;
    let served = Arc::new(Served::open(desk, Some(super::judge::by_form))?);
    let guard = Guard::open(desk, is_open)?;
    if !is_open && !guard.has_accounts()? {
        let words = format!(
            "{address} can be reached by others, and this desk has no accounts; make one with: dateline accounts add NAME --role admin"
        );
        return Err(UsageError(words).into());
    }
    let listener = TcpListener::bind(address).with_context(|| address.to_string())?;
    let home = format!("http://{}/", listener.local_addr()?);
    writeln!(screen.raw(), "{home}")?;
    screen.flush()?;
    if !is_open && !behind_tls && !address.ip().is_loopback() {
        eprintln!(
            "This is plain HTTP: passwords and pages can be read on the way. Put a proxy that speaks TLS in\nfront, and say --behind-tls."
        );
    }
    if arguments.open == "yes" {
        open(&home);
    }
    let site = Site { source: served, gate: Arc::new(guard), names: host, behind_tls, openapi: described()? };
    dateline_web::serve(listener, site)?;
    Ok(ExitCode::SUCCESS)
}

/// The API, described.
pub fn described() -> anyhow::Result<String> {
    let rows = [schemars::schema_for!(Row), schemars::schema_for!(Further)].map(schemars::Schema::to_value);
    Ok(serde_json::to_string_pretty(&openapi(&rows, env!("CARGO_PKG_VERSION")))?)
}

/// Where there is no browser, the address on the screen is enough.
fn open(home: &str) {
    let program = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    let mut command = Command::new(program);
    let _ = command.arg(home).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
}
