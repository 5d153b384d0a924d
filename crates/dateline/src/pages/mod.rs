//! What `serve` shows: the pages' lines, made from the desk by what the commands are made of.
//!
//! A pool of connections serves many threads. Sheets are kept until the desk changes: one connection that never writes sees every
//! other's writes by SQLite's `data_version`. Invariant: a line leads to its exact words and carries its qualifiers.

mod dispute;
mod disputes;
mod document;
mod documents;
mod entities;
mod event;
mod events;
mod judgements;
mod line;
mod network;
mod search;
mod sources;
mod statements;
mod stories;
mod timeline;
mod today;
mod told;

use crate::arguments::UsageError;
use crate::{arguments, related};
use dateline_store::{Desk, Window};
use dateline_web::{Decided, Failure, Page, Paper, Question, Sheet, Source};
use disputes::Disputes;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};
use told::Shelf;

/// Lines of one page of a list.
const LINES: usize = 50;

/// Sheets that are kept at hand.
const KEPT: usize = 512;

/// There is no such thing.
#[derive(Debug)]
struct Absent(String);

impl std::fmt::Display for Absent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Absent {}

/// What does what a form decides; its number.
pub type Decide = fn(&mut Desk, &Decided) -> anyhow::Result<u64>;

/// A desk as many threads look at it.
pub struct Served {
    /// None where it is only shown.
    decide: Option<Decide>,
    directory: PathBuf,
    idle: Mutex<Vec<Desk>>,
    /// Never writes, so it sees that anybody did.
    watching: Mutex<Desk>,
    bringing: Mutex<()>,
    kept: Mutex<Kept>,
    disputes: Mutex<Disputes>,
    told: Shelf,
}

/// What was shown of one state of the desk.
#[derive(Default)]
struct Kept {
    state: i64,
    sheets: HashMap<String, Arc<Sheet>>,
}

impl Served {
    /// The desk in `directory`, its relations brought up to date.
    pub fn open(directory: &Path, decide: Option<Decide>) -> anyhow::Result<Served> {
        let desk = Desk::open(directory)?;
        related::bring_up(&desk)?;
        desk.read_lightly()?;
        let watching = Desk::open(directory)?;
        watching.read_lightly()?;
        Ok(Served {
            decide,
            directory: directory.to_path_buf(),
            idle: Mutex::new(vec![desk]),
            watching: Mutex::new(watching),
            bringing: Mutex::default(),
            kept: Mutex::default(),
            disputes: Mutex::default(),
            told: Shelf::default(),
        })
    }

    /// Does something with a connection of its own.
    pub fn with<T>(&self, work: impl FnOnce(&Desk) -> anyhow::Result<T>) -> anyhow::Result<T> {
        let idle = locked(&self.idle).pop();
        let desk = match idle {
            Some(desk) => desk,
            None => {
                let desk = Desk::open(&self.directory)?;
                desk.read_lightly()?;
                desk
            }
        };
        // One brings relations up; the others show what is there meanwhile.
        if let Ok(_one) = self.bringing.try_lock() {
            related::bring_up(&desk)?;
        }
        let done = work(&desk);
        locked(&self.idle).push(desk);
        done
    }

    /// Another number after every write.
    pub fn state(&self) -> anyhow::Result<i64> {
        Ok(locked(&self.watching).state()?)
    }

    fn made(&self, desk: &Desk, state: i64, page: &Page, question: &Question) -> anyhow::Result<Sheet> {
        match page {
            Page::Today => today::sheet(desk, question),
            Page::Timeline => timeline::sheet(desk, self.told.at(state), question),
            Page::Stories => stories::sheet(desk, question),
            Page::Story(id) => stories::one(desk, id, question),
            Page::Events => events::sheet(desk, self.told.at(state), question),
            Page::Event(id) => event::sheet(desk, id),
            Page::Entities => entities::sheet(desk, question),
            Page::Entity(id) => entities::one(desk, id, question),
            Page::Documents => documents::sheet(desk, question),
            Page::Statements => statements::sheet(desk, question),
            Page::Disagreements => disputes::sheet(desk, &mut locked(&self.disputes), state, question),
            Page::Sources => sources::sheet(desk),
            Page::Network => network::sheet(desk, question),
            Page::Search => search::sheet(desk, self.told.at(state), question),
            Page::Judgements => judgements::sheet(desk, question),
            Page::Document(_) | Page::Audit | Page::Accounts => anyhow::bail!("this is no list of the desk's"),
        }
    }
}

impl Source for Served {
    fn sheet(&self, page: &Page, question: &Question) -> Result<Sheet, Failure> {
        let key = format!("{page:?}{question:?}");
        let state = self.state().map_err(failure)?;
        {
            let mut kept = locked(&self.kept);
            if kept.state != state || kept.sheets.len() >= KEPT {
                *kept = Kept { state, sheets: HashMap::new() };
            }
            if let Some(sheet) = kept.sheets.get(&key) {
                return Ok(Sheet::clone(sheet));
            }
        }
        let sheet = self.with(|desk| self.made(desk, state, page, question)).map_err(failure)?;
        let mut kept = locked(&self.kept);
        // What is still being worked out is asked for again.
        if kept.state == state && !sheet.growing {
            kept.sheets.insert(key, Arc::new(sheet.clone()));
        }
        Ok(sheet)
    }

    fn state(&self) -> Result<i64, Failure> {
        Served::state(self).map_err(failure)
    }

    fn decide(&self, decided: &Decided) -> Result<u64, Failure> {
        let Some(decide) = self.decide else { return Err(Failure::Asked("this desk is only shown here".into())) };
        // One at a time, on a connection of its own: it writes.
        let _one = locked(&self.bringing);
        let made = Desk::open(&self.directory).map_err(anyhow::Error::from);
        made.and_then(|mut desk| decide(&mut desk, decided)).map_err(failure)
    }

    fn paper(&self, id: &str) -> Result<Paper, Failure> {
        self.with(|desk| document::paper(desk, id)).map_err(failure)
    }
}

fn failure(error: anyhow::Error) -> Failure {
    if let Some(Absent(words)) = error.downcast_ref::<Absent>() {
        return Failure::Absent(words.clone());
    }
    match error.downcast_ref::<UsageError>() {
        Some(UsageError(words)) => Failure::Asked(words.clone()),
        None => Failure::Broken(format!("{error:#}")),
    }
}

/// Nothing panics while holding one of these in a state that another could not go on from.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// The rows of a page of a list, and one more that shows that there are more.
fn window(question: &Question, lines: usize) -> Window {
    Window { skip: (question.page - 1) * lines, most: lines + 1 }
}

/// Cuts off the one that only shows that there are more.
fn cut<T>(all: &mut Vec<T>, lines: usize) -> bool {
    let more = all.len() > lines;
    all.truncate(lines);
    more
}

/// A field as a day: the first of what is written, or the last.
fn day(question: &Question, name: &str, last: bool) -> anyhow::Result<Option<String>> {
    let parse = if last { arguments::last_day } else { arguments::day };
    let own = question.get(name).map(parse).transpose();
    own.map_err(|words| UsageError(format!("{name}: {words}")).into())
}

fn owned(question: &Question, name: &str) -> Option<String> {
    question.get(name).map(str::to_string)
}

fn listed(question: &Question, name: &str) -> Vec<String> {
    question.get(name).map(|all| all.split(',').map(|one| one.trim().to_string()).collect()).unwrap_or_default()
}
