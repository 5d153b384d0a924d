//! Captures on disk: `captures/3f/3fa9….zst`, named by the SHA-256 of what is inside.
//!
//! Invariant: a file under its final name is whole. It is written under another name, synced, then renamed.

use crate::StoreError;
use dateline_record::CaptureId;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// zstd's own default: about 500 MB/s in, markup to a fifth.
const COMPRESSION_LEVEL: i32 = 3;

/// The folder of captures. Cheap to clone; safe to use from many threads.
#[derive(Clone, Debug)]
pub struct Captures {
    folder: PathBuf,
}

/// Marks one process's unfinished files apart from another's.
static UNFINISHED: AtomicU64 = AtomicU64::new(0);

impl Captures {
    pub(crate) fn at(folder: PathBuf) -> Captures {
        Captures { folder }
    }

    /// Stores `bytes` unless they are there already. On return they survive a kill.
    pub fn store(&self, id: &CaptureId, bytes: &[u8]) -> Result<(), StoreError> {
        let path = self.path(id);
        if path.exists() {
            return Ok(());
        }
        let folder = path.parent().expect("a capture lies in a folder");
        let number = UNFINISHED.fetch_add(1, Ordering::Relaxed);
        let unfinished = folder.join(format!(".{}-{number}.unfinished", std::process::id()));
        let write = || -> std::io::Result<()> {
            fs::create_dir_all(folder)?;
            let mut file = fs::File::create(&unfinished)?;
            file.write_all(&zstd::bulk::compress(bytes, COMPRESSION_LEVEL)?)?;
            file.sync_data()?;
            fs::rename(&unfinished, &path)
        };
        write().map_err(|source| StoreError::File { path, source })
    }

    /// The bytes of a capture, checked against its name.
    pub fn load(&self, id: &CaptureId) -> Result<Vec<u8>, StoreError> {
        let path = self.path(id);
        let bytes = unpack(&path)?;
        if CaptureId::of(&bytes) != *id {
            return Err(StoreError::Damaged { path });
        }
        Ok(bytes)
    }

    /// Every capture in the folder, by id; unfinished files and strangers are passed over.
    pub fn all(&self) -> Loading {
        let mut ids: Vec<CaptureId> = Vec::new();
        for folder in entries(&self.folder) {
            for file in entries(&folder) {
                let stem = file.file_name().and_then(|name| name.to_str()).and_then(|name| name.strip_suffix(".zst"));
                ids.extend(stem.and_then(|stem| stem.parse::<CaptureId>().ok()));
            }
        }
        ids.sort();
        Loading { ids: ids.into_iter() }
    }

    /// What lies in the folder and is no capture under its own name, in order.
    pub(crate) fn strangers(&self) -> Vec<PathBuf> {
        let mut strange = Vec::new();
        for folder in entries(&self.folder) {
            if !folder.is_dir() {
                strange.push(folder);
                continue;
            }
            for file in entries(&folder) {
                let stem = file.file_name().and_then(|name| name.to_str()).and_then(|name| name.strip_suffix(".zst"));
                let id = stem.and_then(|stem| stem.parse::<CaptureId>().ok());
                if id.is_none_or(|id| self.path(&id) != file) {
                    strange.push(file);
                }
            }
        }
        strange.sort();
        strange
    }

    pub(crate) fn path(&self, id: &CaptureId) -> PathBuf {
        let name = id.to_string();
        self.folder.join(&name[..2]).join(format!("{name}.zst"))
    }
}

/// The ids of all captures, in order.
pub struct Loading {
    ids: std::vec::IntoIter<CaptureId>,
}

impl Iterator for Loading {
    type Item = CaptureId;

    fn next(&mut self) -> Option<CaptureId> {
        self.ids.next()
    }
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).map(|list| list.flatten().map(|entry| entry.path()).collect()).unwrap_or_default()
}

fn unpack(path: &Path) -> Result<Vec<u8>, StoreError> {
    let read = || -> std::io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        zstd::stream::read::Decoder::new(fs::File::open(path)?)?.read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    read().map_err(|source| StoreError::File { path: path.to_path_buf(), source })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back_and_damage_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let captures = Captures::at(folder.path().to_path_buf());
        let id = CaptureId::of(b"The ferry sank.");
        captures.store(&id, b"The ferry sank.").unwrap();
        captures.store(&id, b"The ferry sank.").unwrap();
        assert_eq!(captures.load(&id).unwrap(), b"The ferry sank.");
        assert_eq!(captures.all().collect::<Vec<_>>(), [id]);
        fs::write(captures.path(&id), zstd::bulk::compress(b"The ferry swam.", 1).unwrap()).unwrap();
        assert!(matches!(captures.load(&id), Err(StoreError::Damaged { .. })));
    }
}
