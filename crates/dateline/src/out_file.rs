//! Files that are there whole or not at all: written beside their name, synced, then renamed.
//!
//! A kill leaves the old file, or none, and one that ends in `.unfinished`. What is no file (`/dev/null`, a pipe) is written to as it is,
//! for it must not be replaced. Errors name the file.

use anyhow::Context;
use std::fs::{self, File, OpenOptions};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Makes the file `path` of what `make` writes.
pub fn write<T>(path: &Path, make: impl FnOnce(&mut dyn Write) -> anyhow::Result<T>) -> anyhow::Result<T> {
    // A link goes on pointing to the same file.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let made = match fs::metadata(&path) {
        Ok(known) if known.is_dir() => Err(anyhow::anyhow!("is a folder; name a file in it")),
        Ok(known) if !known.is_file() => straight(&path, make),
        _ => beside(&path, make),
    };
    made.with_context(|| path.display().to_string())
}

fn straight<T>(path: &Path, make: impl FnOnce(&mut dyn Write) -> anyhow::Result<T>) -> anyhow::Result<T> {
    let mut file = BufWriter::new(OpenOptions::new().write(true).open(path)?);
    let made = make(&mut file)?;
    file.flush()?;
    Ok(made)
}

fn beside<T>(path: &Path, make: impl FnOnce(&mut dyn Write) -> anyhow::Result<T>) -> anyhow::Result<T> {
    let unfinished = unfinished(path)?;
    let written = || -> anyhow::Result<T> {
        let mut file = BufWriter::new(File::create(&unfinished)?);
        let made = make(&mut file)?;
        file.flush()?;
        file.get_ref().sync_all()?;
        fs::rename(&unfinished, path)?;
        Ok(made)
    };
    let made = written();
    if made.is_err() {
        // Whether it was there at all is no matter: why nothing could be written is told.
        let _ = fs::remove_file(&unfinished);
    }
    made
}

fn unfinished(path: &Path) -> anyhow::Result<PathBuf> {
    let mut name = path.file_name().context("has no name of a file")?.to_owned();
    name.push(format!(".{}.unfinished", std::process::id()));
    Ok(path.with_file_name(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fails_leaves_the_old_file_and_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("said.csv");
        write(&path, |out| Ok(out.write_all(b"whole")?)).unwrap();
        let failed: anyhow::Result<()> = write(&path, |out| {
            out.write_all(b"half")?;
            anyhow::bail!("no more")
        });
        let words = format!("{:#}", failed.unwrap_err());
        assert!(words.contains("said.csv") && words.contains("no more"), "{words}");
        assert_eq!(fs::read(&path).unwrap(), b"whole");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_is_no_file() {
        let folder = tempfile::tempdir().unwrap();
        assert!(write(folder.path(), |_| Ok(())).is_err());
    }
}
