//! From the paths on the command line to the files to read, folders in the order of their names.

use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// One thing to read.
pub enum Item {
    /// A file.
    File(PathBuf),
    /// Standard input.
    Standard,
    /// Something that cannot be reached: its path, and why.
    Unreached(String, String),
}

/// Everything under `paths`. Hidden files and folders are passed over unless named; links are followed, loops are not.
pub fn items(paths: Vec<PathBuf>) -> impl Iterator<Item = Item> + Send {
    paths.into_iter().flat_map(|path| -> Box<dyn Iterator<Item = Item> + Send> {
        if path == Path::new("-") {
            return Box::new(std::iter::once(Item::Standard));
        }
        let walk = WalkDir::new(path).follow_links(true).sort_by_file_name().into_iter();
        Box::new(walk.filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.path())).filter_map(|entry| {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => None,
                Ok(entry) if entry.file_type().is_file() => Some(Item::File(entry.into_path())),
                // A pipe or device that was named: `read <(zcat x.gz)`. One that a folder happens to hold might never end.
                Ok(entry) if entry.depth() == 0 => Some(Item::File(entry.into_path())),
                Ok(entry) => Some(Item::Unreached(entry.path().display().to_string(), "not a file".to_string())),
                Err(error) => {
                    let path = error.path().map(|path| path.display().to_string()).unwrap_or_default();
                    let reason = match (error.loop_ancestor(), error.io_error()) {
                        (Some(ancestor), _) => format!("a link that leads back to {}", ancestor.display()),
                        (None, Some(cause)) => cause.to_string(),
                        (None, None) => error.to_string(),
                    };
                    Some(Item::Unreached(path, reason))
                }
            }
        }))
    })
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with('.'))
}
