//! Backups: the data base by SQLite's online copy, then every capture, by a link where the disk allows it.
//!
//! Invariant: what lies under the final name is whole. A first backup is made beside it and renamed; one that goes over an older
//! backup adds captures, which change nothing for the old data base, and renames the new data base over the old one last. Captures are
//! written before the rows that name them, so all that the copied data base names is there to be copied after it.
//! Cost: the data base, and the captures that the backup lacks.

use crate::{Captures, Desk, StoreError};
use dateline_record::CaptureId;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};
use serde::Serialize;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Pages copied before others may write; the copy begins again where another program did, so all at once.
const ALL: i32 = -1;
/// How often and how long is waited for a data base that is busy.
const TRIES: usize = 300;
const PAUSE: Duration = Duration::from_millis(100);
/// Data bases that a desk may keep beside its own.
const BESIDE: [&str; 2] = [crate::access::FILE, crate::watched::FILE];
/// Where a backup is made before it gets its name.
const UNFINISHED: &str = "unfinished";

/// What a backup did.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct BackedUp {
    /// Where it lies.
    pub path: PathBuf,
    /// An older backup of the same desk lay there.
    pub over_older: bool,
    /// Captures that it lacked and has now.
    pub captures: u64,
    /// Captures that it had already.
    pub kept: u64,
    /// Bytes of the data base.
    pub size_bytes: u64,
    /// Captures of the desk that are damaged, by file: they are not in the backup unless an older one had them.
    pub damaged: Vec<PathBuf>,
}

impl Desk {
    /// Copies the desk to `destination`, which is not there, empty, or an older backup of this desk. `link`: captures may be links.
    pub fn back_up(&self, destination: &Path, link: bool) -> Result<BackedUp, StoreError> {
        let refuse = |why: &str| StoreError::Destination { path: destination.to_path_buf(), why: why.to_string() };
        let file = |source| StoreError::File { path: destination.to_path_buf(), source };
        let over_older = match fs::metadata(destination) {
            Err(_) if fs::symlink_metadata(destination).is_ok() => {
                return Err(refuse("it is a link that leads nowhere"));
            }
            Err(_) => false,
            Ok(own) if !own.is_dir() => return Err(refuse("it is no folder")),
            Ok(_) => {
                let within = fs::read_dir(destination).map_err(file)?.next().is_some();
                if within && self.is_apart(destination)? {
                    self.is_older_backup(destination)?;
                }
                within
            }
        };
        let name = destination.file_name().ok_or_else(|| refuse("it has no name of its own"))?;
        let parent = match destination.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
            _ => PathBuf::from("."),
        };
        fs::create_dir_all(&parent).map_err(file)?;
        self.is_apart(&parent.canonicalize().map_err(file)?.join(name))?;
        let work = match over_older {
            true => destination.join(format!(".{UNFINISHED}")),
            false => parent.join(format!(".{}.{UNFINISHED}", name.to_string_lossy())),
        };
        // Whoever holds the lock makes the backup; what a killed one left is made anew.
        fs::create_dir_all(&work).map_err(file)?;
        let lock = work.with_extension("lock");
        let held = fs::File::options().write(true).create(true).truncate(false).open(&lock).map_err(file)?;
        if held.try_lock().is_err() {
            return Err(refuse("another backup to there is under way"));
        }
        let made = self.make(destination, &work, over_older, link);
        if made.is_err() {
            let _ = fs::remove_dir_all(&work);
        }
        let _ = fs::remove_file(&lock);
        made
    }

    fn make(&self, destination: &Path, work: &Path, over_older: bool, link: bool) -> Result<BackedUp, StoreError> {
        let file = |source| StoreError::File { path: destination.to_path_buf(), source };
        fs::remove_dir_all(work).and_then(|()| fs::create_dir(work)).map_err(file)?;
        let copied = work.join("desk.sqlite");
        copy_database(&self.connection, &copied)?;
        let mut made = BackedUp { path: destination.to_path_buf(), over_older, ..BackedUp::default() };
        made.size_bytes = fs::metadata(&copied).map_err(file)?.len();
        let beside = self.copy_beside(work)?;
        let captures = if over_older { destination.join("captures") } else { work.join("captures") };
        fs::create_dir_all(&captures).map_err(file)?;
        let kept = Captures::at(captures);
        for id in self.captures().all() {
            match kept.path(&id).exists() {
                true => made.kept += 1,
                false => match self.captures().give(&id, &kept, link) {
                    Ok(()) => made.captures += 1,
                    Err(StoreError::Damaged { path }) => made.damaged.push(path),
                    Err(error) => return Err(error),
                },
            }
        }
        if over_older {
            for name in beside {
                settle(&destination.join(name))?;
                fs::rename(work.join(name), destination.join(name)).map_err(file)?;
            }
            settle(&destination.join("desk.sqlite"))?;
            fs::rename(&copied, destination.join("desk.sqlite")).map_err(file)?;
            fs::remove_dir_all(work).map_err(file)?;
        } else {
            sync(work);
            fs::rename(work, destination).map_err(file)?;
        }
        sync(destination);
        destination.parent().into_iter().for_each(sync);
        Ok(made)
    }

    /// Copies what the desk keeps beside its data base, and names it.
    fn copy_beside(&self, work: &Path) -> Result<Vec<&'static str>, StoreError> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        let there = BESIDE.into_iter().filter(|name| folder.join(name).is_file());
        there
            .map(|name| {
                let path = folder.join(name);
                let own = Connection::open_with_flags(&path, OpenFlags::SQLITE_OPEN_READ_ONLY)
                    .map_err(|source| StoreError::Database { path, source })?;
                copy_database(&own, &work.join(name))?;
                Ok(name)
            })
            .collect()
    }

    /// Neither of a desk and its backup lies within the other.
    fn is_apart(&self, destination: &Path) -> Result<bool, StoreError> {
        let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        let own = real(self.path.parent().unwrap_or(&self.path));
        let other = real(destination);
        if own.starts_with(&other) || other.starts_with(&own) {
            let why = "it is the desk itself, or one lies within the other".to_string();
            return Err(StoreError::Destination { path: destination.to_path_buf(), why });
        }
        Ok(true)
    }

    fn is_older_backup(&self, destination: &Path) -> Result<(), StoreError> {
        let refuse = |why: &str| StoreError::Destination { path: destination.to_path_buf(), why: why.to_string() };
        let database = destination.join("desk.sqlite");
        if !database.is_file() {
            return Err(refuse("it is not empty, and no backup of this desk"));
        }
        let own: String = self.ask(identity)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let found = Connection::open_with_flags(&database, flags).and_then(|connection| identity(&connection));
        match found {
            Ok(found) if found == own => Ok(()),
            Ok(_) => Err(refuse("it is a backup of another desk")),
            Err(_) => Err(refuse("it is not empty, and no backup of this desk")),
        }
    }
}

fn identity(connection: &Connection) -> rusqlite::Result<String> {
    connection.query_row("SELECT id FROM identity", [], |row| row.get(0))
}

/// Copies a data base as it is at one moment, while others read and write it. On return the copy survives a kill, and lies in one file.
pub(crate) fn copy_database(connection: &Connection, to: &Path) -> Result<(), StoreError> {
    let name = to.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let unfinished = to.with_file_name(format!(".{name}.{UNFINISHED}"));
    let copy = || -> rusqlite::Result<()> {
        let mut own = Connection::open(&unfinished)?;
        let mut tries = 0;
        loop {
            match Backup::new(connection, &mut own)?.step(ALL)? {
                StepResult::Done => break,
                _ if tries == TRIES => return Err(rusqlite::Error::QueryReturnedNoRows),
                _ => tries += 1,
            }
            std::thread::sleep(PAUSE);
        }
        // Its own journal is a second file, which a rename would leave behind.
        own.pragma_update(None, "journal_mode", "DELETE")
    };
    let file = |source| StoreError::File { path: to.to_path_buf(), source };
    let _ = fs::remove_file(&unfinished);
    copy().map_err(|source| StoreError::Database { path: to.to_path_buf(), source })?;
    fs::File::open(&unfinished).and_then(|own| own.sync_all()).map_err(file)?;
    fs::rename(&unfinished, to).map_err(file)?;
    to.parent().into_iter().for_each(sync);
    Ok(())
}

/// Writes a data base's journal back into it, so that nothing of the old one is read into the new; refused while another has it open.
fn settle(database: &Path) -> Result<(), StoreError> {
    let own = || -> rusqlite::Result<String> {
        let connection = Connection::open(database)?;
        connection.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0))
    };
    match own() {
        Ok(mode) if mode == "delete" => Ok(()),
        _ => {
            let why = "the older backup is open in another program".to_string();
            Err(StoreError::Destination { path: database.to_path_buf(), why })
        }
    }
}

/// Names in a folder survive a loss of power from here on; where that cannot be asked for, they do soon.
fn sync(folder: &Path) {
    let _ = fs::File::open(folder).and_then(|own| own.sync_all());
}

impl Captures {
    /// Gives another folder a capture, whose bytes are checked against its name.
    pub(crate) fn give(&self, id: &CaptureId, to: &Captures, link: bool) -> Result<(), StoreError> {
        let (from, path) = (self.path(id), to.path(id));
        if self.load(id).is_err() {
            return Err(StoreError::Damaged { path: from });
        }
        let folder = path.parent().unwrap_or(&path);
        let copy = || -> std::io::Result<()> {
            fs::create_dir_all(folder)?;
            if link && fs::hard_link(&from, &path).is_ok() {
                return Ok(());
            }
            let unfinished = folder.join(format!(".{}-{id}.{UNFINISHED}", std::process::id()));
            let mut bytes = Vec::new();
            fs::File::open(&from)?.read_to_end(&mut bytes)?;
            let mut own = fs::File::create(&unfinished)?;
            own.write_all(&bytes)?;
            own.sync_data()?;
            fs::rename(&unfinished, &path)
        };
        copy().map_err(|source| StoreError::File { path: path.clone(), source })?;
        if link { Ok(()) } else { to.load(id).map(|_| ()) }
    }
}
