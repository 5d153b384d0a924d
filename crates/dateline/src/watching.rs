//! One round of watching: what is due is asked, what is new is taken in, and when to ask again is noted.
//!
//! Invariant: how far a feed was followed is noted after what it gave is on the desk, so a kill between the two costs a second question
//! and no entry. A host is asked one thing at a time. Cost: a question an address; folders, a look at each file's date and size.

mod pages;

use crate::arguments;
use crate::intake::{Intake, Summary, Taken, now, take_in};
use crate::walk::{self, Item};
use dateline_read::Scratch;
use dateline_record::CaptureId;
use dateline_store::{Desk, Given, Outcome as Read, StoreError, Unreached, Watched, Watchlist};
use dateline_watch::{Answer, Ask, Fetcher, Hosts, Known, Outcome, Pace, Robots, Rules, fresh, host_and_path};
use jiff::Timestamp;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

/// Addresses that are asked at once, each of another host or after a pause.
const AT_ONCE: usize = 4;
/// Seconds that one capture may take.
const TIME_LIMIT: u64 = 60;
/// How long a thread sleeps before it looks whether to stop.
const NAP: Duration = Duration::from_millis(100);

/// What watches.
pub struct Watching {
    list: Watchlist,
    asker: Asker,
}

/// What asks; many threads share it.
struct Asker {
    fetcher: Fetcher,
    hosts: Mutex<Hosts>,
    robots: Mutex<HashMap<String, Arc<OnceLock<Option<Robots>>>>>,
    zone: Option<String>,
    any_port: bool,
    /// Raised where everything is to end.
    stop: &'static AtomicBool,
}

/// What a round did.
#[derive(Default)]
pub struct Round {
    /// What was looked at, with what came of it.
    pub looked: Vec<(String, String)>,
    /// Of them, those that failed.
    pub failed: usize,
    /// What was taken in.
    pub summary: Summary,
}

/// A look at one address: what is noted of it once its capture is on the desk.
struct Look {
    watched: Watched,
    entries: Vec<u64>,
    capture: Option<String>,
    is_failed: bool,
}

impl Watching {
    pub fn new(
        list: Watchlist,
        rules: Rules,
        pause_seconds: u64,
        zone: Option<String>,
        stop: &'static AtomicBool,
    ) -> Watching {
        let (hosts, any_port) = (Mutex::new(Hosts::new(pause_seconds)), rules.any_port);
        let asker = Asker { fetcher: Fetcher::new(rules), hosts, robots: Mutex::default(), zone, any_port, stop };
        Watching { list, asker }
    }

    pub fn list(&self) -> &Watchlist {
        &self.list
    }

    /// Looks at these.
    pub fn round(&mut self, desk: &mut Desk, due: Vec<Watched>) -> anyhow::Result<Round> {
        let (folders, feeds): (Vec<Watched>, Vec<Watched>) = due.into_iter().partition(|own| own.sort == "folder");
        let mut round = Round::default();
        locked(&self.asker.robots).clear();
        let intake = Intake::new(desk, TIME_LIMIT)?;
        let followed = self.feeds(desk, &intake, feeds, &mut round)?;
        self.pages(desk, &intake, &followed, &mut round)?;
        for folder in folders {
            if self.asker.is_stopped() {
                break;
            }
            self.folder(desk, &intake, folder, &mut round)?;
        }
        round.looked.sort();
        Ok(round)
    }

    /// Feeds and pages of their own; those whose entries' pages are wanted come back with their captures.
    fn feeds(
        &mut self,
        desk: &mut Desk,
        intake: &Intake,
        feeds: Vec<Watched>,
        round: &mut Round,
    ) -> anyhow::Result<Vec<(Watched, String)>> {
        let mut known = Vec::with_capacity(feeds.len());
        for feed in feeds {
            let entries = self.list.entries(&feed.address)?;
            known.push((feed, entries));
        }
        let (looks, asker): (Mutex<Vec<Look>>, &Asker) = (Mutex::default(), &self.asker);
        let summary = take_in(desk, known.into_iter(), AT_ONCE, |scratch, (feed, entries)| {
            if !asker.wait(&feed.address) {
                return Ok(Taken::Nothing);
            }
            let (look, taken) = asker.look(intake, feed, &entries, scratch)?;
            locked(&looks).push(look);
            Ok(taken)
        })?;
        round.summary.add_up(summary);
        let mut followed = Vec::new();
        for look in looks.into_inner().unwrap_or_else(PoisonError::into_inner) {
            self.list.looked(&look.watched, &look.entries)?;
            round.failed += usize::from(look.is_failed);
            let words = look.watched.last_words.clone().unwrap_or_default();
            round.looked.push((look.watched.address.clone(), words));
            if let Some(capture) = look.capture.filter(|_| look.watched.pages) {
                followed.push((look.watched, capture));
            }
        }
        Ok(followed)
    }

    /// Files of a folder that are new or changed.
    fn folder(&mut self, desk: &mut Desk, intake: &Intake, mut own: Watched, round: &mut Round) -> anyhow::Result<()> {
        let (mut paths, mut stamps): (BTreeSet<PathBuf>, Vec<(String, String)>) = Default::default();
        let mut unreached = None;
        for item in walk::items(vec![PathBuf::from(&own.address)]) {
            match item {
                Item::File(path) | Item::Run(path, _) if !paths.contains(&path) => {
                    let (place, Some(stamp)) = (path.display().to_string(), stamp(&path)) else { continue };
                    if self.list.stamp(&place)?.as_ref() != Some(&stamp) {
                        stamps.push((place, stamp));
                        paths.insert(path);
                    }
                }
                Item::Unreached(path, reason) => unreached = Some(format!("{path}: {reason}")),
                _ => {}
            }
        }
        let count = paths.len();
        let asker = &self.asker;
        let given = |path: String| Given { captured: None, ..asker.given(&path, own.outlet.clone()) };
        let most = intake.reader.most_bytes();
        let summary =
            take_in(
                desk,
                walk::items(paths.into_iter().collect()),
                AT_ONCE,
                |scratch, item| match crate::intake::bytes(&item, most) {
                    Ok((path, bytes)) => intake.take(given(path), &bytes, scratch),
                    Err(unreached) => Ok(Taken::Unreached(unreached)),
                },
            )?;
        round.summary.add_up(summary);
        self.list.set_stamps(&stamps)?;
        let is_failed = unreached.is_some();
        let words = match (unreached, count) {
            (Some(words), _) => words,
            (None, 0) => "nothing new".to_string(),
            (None, 1) => "1 new file".to_string(),
            (None, count) => format!("{count} new files"),
        };
        let pace = Pace { interval_seconds: own.every_seconds, ..Pace::default() };
        own.failures = if is_failed { own.failures.saturating_add(1) } else { 0 };
        round.failed += usize::from(is_failed);
        own.next_at = pace.next(&own.address, Answer::Came, Timestamp::now()).map(|at| seconds(at).to_string());
        (own.last_at, own.last_words) = (Some(now()), Some(words.clone()));
        if count > 0 {
            own.new_at = Some(now());
        }
        self.list.looked(&own, &[])?;
        round.looked.push((own.address, words));
        Ok(())
    }
}

impl Asker {
    /// Asks an address once, and takes in what is new there.
    fn look(
        &self,
        intake: &Intake,
        feed: Watched,
        entries: &HashSet<u64>,
        scratch: &mut Scratch,
    ) -> Result<(Look, Taken), StoreError> {
        let known = feed.found_at.clone().map(|address| Known {
            address,
            etag: feed.etag.clone(),
            last_modified: feed.last_modified.clone(),
        });
        let at = Timestamp::now();
        let outcome = self.fetcher.fetch(&Ask { address: &feed.address, known: known.as_ref(), now: at });
        let mut look = Look { watched: feed, entries: Vec::new(), capture: None, is_failed: false };
        let mut taken = Taken::Nothing;
        let (answer, words) = match outcome {
            Outcome::Fetched { bytes, known, moved, .. } => {
                look.watched.found_at = Some(known.address);
                (look.watched.etag, look.watched.last_modified) = (known.etag, known.last_modified);
                let words;
                (taken, words) = self.new_of(intake, &mut look, &bytes, entries, scratch)?;
                (Answer::Came, told(words, moved))
            }
            Outcome::NotModified { moved } => (Answer::Came, told("nothing new".to_string(), moved)),
            Outcome::Gone => (Answer::Gone, "the server says that it is gone for good; not asked again".to_string()),
            Outcome::Later { after_seconds } => {
                let times = look.watched.failures + 1;
                (Answer::Later { after_seconds, times }, "the server asks for patience".to_string())
            }
            Outcome::Absent { status } => (failed(&look), format!("the server answered {status}")),
            Outcome::Refused { why } => (failed(&look), format!("not asked: {why}")),
            Outcome::Failed { why } => (failed(&look), why),
        };
        let own = &mut look.watched;
        own.failures = if answer == Answer::Came { 0 } else { own.failures.saturating_add(1) };
        let pace = Pace { interval_seconds: own.every_seconds, ..Pace::default() };
        let next = pace.next(&own.address, answer, Timestamp::now());
        if let (Answer::Later { .. }, Some(until), Some((host, _))) = (answer, next, host_and_path(&own.address)) {
            locked(&self.hosts).rest(&host, until);
        }
        own.next_at = next.map(|at| seconds(at).to_string());
        own.last_at = Some(now());
        own.last_words = Some(words.clone());
        if answer != Answer::Came {
            look.is_failed = true;
            taken = Taken::Unreached(Unreached { path: own.address.clone(), reason: words, at: now() });
        }
        Ok((look, taken))
    }

    /// What is new in the bytes of a feed, or of a page whose words are others than before.
    fn new_of(
        &self,
        intake: &Intake,
        look: &mut Look,
        bytes: &[u8],
        entries: &HashSet<u64>,
        scratch: &mut Scratch,
    ) -> Result<(Taken, String), StoreError> {
        let nothing = || (Taken::Nothing, "nothing new".to_string());
        let given = self.given(&look.watched.address, look.watched.outlet.clone());
        let found = fresh(bytes, |key| entries.contains(&key));
        if found.as_ref().is_some_and(|found| found.entries.is_empty()) {
            return Ok(nothing());
        }
        let words = match &found {
            Some(found) if found.entries.len() == 1 => "1 new entry".to_string(),
            Some(found) => format!("{} new entries", found.entries.len()),
            None => {
                let text = Some(digest(&intake.reader.outcome(bytes, &given, scratch)));
                if look.watched.text == text {
                    return Ok(nothing());
                }
                look.watched.text = text;
                "its words are others".to_string()
            }
        };
        let (bytes, keys) = match &found {
            Some(found) => (found.bytes.as_slice(), found.entries.clone()),
            None => (bytes, Vec::new()),
        };
        let taken = intake.take(given, bytes, scratch)?;
        if let Taken::Capture(record) = &taken {
            look.capture = Some(record.id.to_string());
        }
        (look.entries, look.watched.new_at) = (keys, Some(now()));
        Ok((taken, words))
    }

    fn given(&self, path: &str, outlet: Option<String>) -> Given {
        let captured = arguments::when(&now()[..10]).ok();
        Given { path: path.to_string(), outlet, captured, zone: self.zone.clone(), ..Given::default() }
    }

    /// Waits until the host may be asked; whether to ask at all.
    fn wait(&self, address: &str) -> bool {
        let Some((host, _)) = host_and_path(address) else { return !self.is_stopped() };
        let at = locked(&self.hosts).take(&host, Timestamp::now());
        while Timestamp::now() < at {
            if self.is_stopped() {
                return false;
            }
            std::thread::sleep(NAP);
        }
        !self.is_stopped()
    }

    fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

fn failed(look: &Look) -> Answer {
    Answer::Failed { times: look.watched.failures + 1 }
}

fn told(words: String, moved: Option<String>) -> String {
    moved.map_or(words.clone(), |to| format!("{words}; moved for good to {to}"))
}

/// A digest of what a page says, whatever stands round it.
fn digest(outcome: &Read) -> String {
    let said = match outcome {
        Read::Read { documents, .. } => {
            documents.iter().map(|own| [own.title.as_deref().unwrap_or_default(), &own.text].join("\0")).collect()
        }
        Read::Refused { words, .. } => vec![words.clone()],
    };
    CaptureId::of(said.join("\0").as_bytes()).to_string()
}

/// When a file was changed and how large it is.
fn stamp(path: &std::path::Path) -> Option<String> {
    let about = std::fs::metadata(path).ok()?;
    let at = about.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
    Some(format!("{} {}", at.as_nanos(), about.len()))
}

fn seconds(at: Timestamp) -> Timestamp {
    Timestamp::from_second(at.as_second()).unwrap_or(at)
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
