//! From the paths on the command line to what is read, folders in the order of their names.

use crate::slice;
use std::ops::Range;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// One thing to read.
pub enum Item {
    /// A file.
    File(PathBuf),
    /// A run of whole mails or records of a large mailbox or archive.
    Run(PathBuf, Range<u64>),
    /// Standard input.
    Standard,
    /// Something that cannot be reached: its path, and why.
    Unreached(String, String),
}

/// Everything under `paths`. Hidden files and folders are passed over unless named, save folders of mail; links are
/// followed, loops are not. Of a Maildir, mails that are still being delivered and the mail server's notes are passed over, and so is a
/// desk that lies in a folder.
pub fn items(paths: Vec<PathBuf>) -> impl Iterator<Item = Item> + Send {
    paths.into_iter().flat_map(|path| -> Box<dyn Iterator<Item = Item> + Send> {
        if path == Path::new("-") {
            return Box::new(std::iter::once(Item::Standard));
        }
        let walk = WalkDir::new(path).follow_links(true).sort_by_file_name().into_iter();
        Box::new(walk.filter_entry(|entry| entry.depth() == 0 || is_wanted(entry)).flat_map(|entry| match entry {
            Ok(entry) if entry.file_type().is_dir() => Vec::new(),
            Ok(entry) if entry.file_type().is_file() => pieces(entry.into_path()),
            // A pipe or device that was named: `read <(zcat x.gz)`. One that a folder happens to hold might never end.
            Ok(entry) if entry.depth() == 0 => vec![Item::File(entry.into_path())],
            Ok(entry) => vec![Item::Unreached(entry.path().display().to_string(), "not a file".to_string())],
            Err(error) => {
                let path = error.path().map(|path| path.display().to_string()).unwrap_or_default();
                let reason = match (error.loop_ancestor(), error.io_error()) {
                    (Some(ancestor), _) => format!("a link that leads back to {}", ancestor.display()),
                    (None, Some(cause)) => cause.to_string(),
                    (None, None) => error.to_string(),
                };
                vec![Item::Unreached(path, reason)]
            }
        }))
    })
}

fn pieces(path: PathBuf) -> Vec<Item> {
    match slice::runs(&path) {
        Some(runs) => runs.into_iter().map(|run| Item::Run(path.clone(), run)).collect(),
        None => vec![Item::File(path)],
    }
}

/// Notes that mail servers keep in a Maildir.
const NOTES: &[&str] = &["dovecot", "maildirfolder", "maildirsize", "subscriptions", "courierimap", "courierpop3"];

fn is_wanted(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let folder = entry.path().parent();
    match entry.file_type().is_dir() {
        true if name == "tmp" => !folder.is_some_and(is_maildir),
        true if is_desk(entry.path()) => false,
        // Maildir++ has its folders as hidden ones: `.Sent/cur`.
        true => !name.starts_with('.') || is_maildir(entry.path()),
        false if NOTES.iter().any(|note| name.starts_with(note)) => !folder.is_some_and(is_maildir),
        false => !name.starts_with('.'),
    }
}

/// Whether a folder is a desk: what it keeps was read before.
fn is_desk(folder: &Path) -> bool {
    folder.join("desk.sqlite").is_file() && folder.join("captures").is_dir()
}

/// Whether a folder is one of mail, a file each (cr.yp.to/proto/maildir.html). Copies may lack what is empty.
fn is_maildir(folder: &Path) -> bool {
    let has = |name: &str| folder.join(name).is_dir();
    has("cur") && (has("new") || has("tmp"))
}
