//! What can go wrong between the desk and the disk.

use std::path::PathBuf;

/// An error of the disk or the data base, with the place it happened at.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A file or folder of the desk.
    #[error("{path}: {source}")]
    File {
        /// Which.
        path: PathBuf,
        /// What went wrong.
        source: std::io::Error,
    },
    /// The data base.
    #[error("{path}: {source}")]
    Database {
        /// The data base file.
        path: PathBuf,
        /// What went wrong.
        source: rusqlite::Error,
    },
    /// A row in the data base that is not what this version writes.
    #[error("{path}: a stored row cannot be read ({source}); `dateline rebuild` makes it again")]
    Row {
        /// The data base file.
        path: PathBuf,
        /// What went wrong.
        source: serde_json::Error,
    },
    /// The desk was written by a later version.
    #[error(
        "{path}: schema version {found} is newer than this program knows ({known}); nothing was changed: open the desk with the version that wrote it, or a later one"
    )]
    Newer {
        /// The data base file.
        path: PathBuf,
        /// Its version.
        found: u32,
        /// The last one known here.
        known: u32,
    },
    /// A backup cannot go there.
    #[error("{path}: {why}; nothing was written there")]
    Destination {
        /// Where it was to go.
        path: PathBuf,
        /// Why not.
        why: String,
    },
    /// There is no desk.
    #[error("{path}: no desk here; `dateline read` makes one")]
    NoDesk {
        /// The directory.
        path: PathBuf,
    },
    /// A capture's bytes are not those it is named after.
    #[error("{path}: the stored capture is damaged")]
    Damaged {
        /// Its file.
        path: PathBuf,
    },
}
