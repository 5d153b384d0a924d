//! Every page in a real browser: what is on it, by keys alone, a judgement and its undoing, hostile captures, contrast, narrow windows.
//!
//! Chromium by WebDriver. Where there is none it is installed by the system's package manager; where that cannot be, one line says so.

use super::{passes, python_with};
use crate::gold;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];
const DRIVERS: [&str; 1] = ["chromedriver"];

/// Looks at every page.
pub fn every_page_is_looked_at() -> anyhow::Result<()> {
    let Some((browser, driver)) = found().or_else(|| installed().then(found).flatten()) else {
        println!("no Chromium with its driver, and none could be installed: pages not looked at in a browser");
        return Ok(());
    };
    let folder = tempfile::tempdir()?;
    let python = python_with(folder.path(), &["selenium==4.51.0"])?;
    let (program, script) = (gold::tested_program()?, folder.path().join("browser.py"));
    std::fs::write(&script, include_str!("browser.py"))?;
    let samples = gold::root().join("samples/captures");
    let own: [&Path; 6] = [&script, &program, folder.path(), &samples, &browser, &driver];
    passes(Command::new(python).args(own))
}

fn found() -> Option<(PathBuf, PathBuf)> {
    Some((on_path(&BROWSERS)?, on_path(&DRIVERS)?))
}

fn on_path(names: &[&str]) -> Option<PathBuf> {
    let folders: Vec<PathBuf> = std::env::split_paths(&std::env::var_os("PATH")?).collect();
    names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name))).find(|path| path.is_file())
}

/// Installs Debian's, where this system is one of its kind and lets us.
fn installed() -> bool {
    let quiet = |command: &mut Command| {
        command.env("DEBIAN_FRONTEND", "noninteractive").stdin(Stdio::null()).stdout(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    };
    quiet(Command::new("apt-get").args(["update", "-q"]))
        && quiet(Command::new("apt-get").args([
            "install",
            "-qy",
            "--no-install-recommends",
            "chromium",
            "chromium-driver",
        ]))
}
