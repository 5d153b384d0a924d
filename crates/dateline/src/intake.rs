//! Captures taken in: from bytes, wherever they come from, to the desk, with every drop counted.
//!
//! Many threads read, one writes, in batches. Invariant: a capture lies on the disk before the rows that name it.

use crate::arguments::ContextArguments;
use crate::flow::{MADE_BY, Reader};
use crate::walk::{self, Item};
use crate::{pool, slice};
use dateline_read::Scratch;
use dateline_record::{CaptureId, Kind};
use dateline_store::{CaptureRecord, Captures, Desk, Given, Known, Outcome, StoreError, Unreached};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::collections::BTreeMap;
use std::io::Read;
use std::process::ExitCode;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// A batch is committed when it has this many captures or is this old: a commit costs a sync of the disk.
const BATCH: usize = 256;
const BATCH_AGE: Duration = Duration::from_millis(500);

/// What a run did.
#[derive(Default, serde::Serialize)]
pub struct Summary {
    /// Captures read now.
    pub read: u64,
    /// Captures that had been read before.
    pub known: u64,
    /// Paths of captures that were withdrawn, and stay so.
    pub withdrawn: Vec<String>,
    /// Bytes of the captures read now.
    pub size_bytes: u64,
    /// Documents by kind.
    pub documents: BTreeMap<Kind, u64>,
    /// Statements.
    pub statements: u64,
    /// Expressions of time.
    pub times: u64,
    /// What was cut, guessed or mended: path and words.
    pub signs: Vec<(String, String)>,
    /// What could not be read: path and reason.
    pub refused: Vec<(String, String)>,
    /// Refusals by their short reason.
    pub reasons: BTreeMap<String, u64>,
    /// How long it took.
    pub seconds: f64,
}

impl Summary {
    /// 1 where something could not be read.
    pub fn code(&self) -> ExitCode {
        ExitCode::from(u8::from(!self.refused.is_empty()))
    }

    /// Adds what another run did.
    pub fn add_up(&mut self, other: Summary) {
        self.read += other.read;
        self.known += other.known;
        self.size_bytes += other.size_bytes;
        self.statements += other.statements;
        self.times += other.times;
        self.seconds += other.seconds;
        self.withdrawn.extend(other.withdrawn);
        self.signs.extend(other.signs);
        self.refused.extend(other.refused);
        for (kind, count) in other.documents {
            *self.documents.entry(kind).or_default() += count;
        }
        for (reason, count) in other.reasons {
            *self.reasons.entry(reason).or_default() += count;
        }
    }

    fn add(&mut self, record: &CaptureRecord) {
        let path = &record.given.path;
        match &record.outcome {
            None => self.known += 1,
            Some(Outcome::Refused { reason, words }) => {
                self.refused.push((path.clone(), words.clone()));
                *self.reasons.entry(reason.clone()).or_default() += 1;
            }
            Some(Outcome::Read { documents, statements, times, signs, .. }) => {
                self.read += 1;
                self.size_bytes += record.size_bytes;
                for document in documents {
                    *self.documents.entry(document.kind).or_default() += 1;
                }
                self.statements += statements.len() as u64;
                self.times += times.len() as u64;
                self.signs.extend(signs.iter().map(|words| (path.clone(), words.clone())));
            }
        }
    }

    fn add_unreached(&mut self, unreached: &Unreached) {
        self.refused.push((unreached.path.clone(), unreached.reason.clone()));
        *self.reasons.entry("unreached".into()).or_default() += 1;
    }
}

/// Reads everything under `paths` into the desk.
pub fn read_paths(
    desk: &mut Desk,
    paths: Vec<std::path::PathBuf>,
    context: &ContextArguments,
) -> anyhow::Result<Summary> {
    let intake = Intake::new(desk, context.time_limit)?;
    let threads = context.threads.unwrap_or_else(pool::default_threads).max(1);
    take_in(desk, walk::items(paths), threads, |scratch, item| {
        match arrive(&item, context, intake.reader.most_bytes()) {
            Ok((given, bytes)) => intake.take(given, &bytes, scratch),
            Err(unreached) => Ok(Taken::Unreached(unreached)),
        }
    })
}

/// What takes bytes in: many threads share it.
pub struct Intake {
    /// What reads.
    pub reader: Reader,
    captures: Captures,
    known: Mutex<Known>,
    withdrawn: std::collections::BTreeSet<CaptureId>,
}

impl Intake {
    /// Into `desk`, with so many seconds for each capture.
    pub fn new(desk: &Desk, time_limit: u64) -> Result<Intake, StoreError> {
        Ok(Intake {
            reader: Reader::new(Duration::from_secs(time_limit)),
            captures: desk.captures().clone(),
            known: Mutex::new(desk.known(MADE_BY)?),
            withdrawn: desk.withdrawn()?,
        })
    }

    /// Takes one capture in.
    pub fn take(&self, given: Given, bytes: &[u8], scratch: &mut Scratch) -> Result<Taken, StoreError> {
        let taken = read_one(&self.reader, &self.captures, &self.known, given, bytes, scratch)?;
        Ok(match taken {
            Taken::Capture(own) if self.withdrawn.contains(&own.id) => Taken::Withdrawn(own),
            taken => taken,
        })
    }
}

/// One thing that was taken in.
pub enum Taken {
    /// A capture.
    Capture(Box<CaptureRecord>),
    /// A capture that was withdrawn: its retrieval is noted, and nothing else.
    Withdrawn(Box<CaptureRecord>),
    /// A path that gave no bytes.
    Unreached(Unreached),
    /// Nothing that is new.
    Nothing,
}

/// Takes `items` in on many threads and writes what comes of them in batches.
pub fn take_in<I: Send>(
    desk: &mut Desk,
    items: impl Iterator<Item = I> + Send,
    threads: usize,
    work: impl Fn(&mut Scratch, I) -> Result<Taken, StoreError> + Sync,
) -> anyhow::Result<Summary> {
    let started = Instant::now();
    let bar = progress();
    let mut summary = Summary::default();
    let (mut captures, mut unreached, mut since) = (Vec::new(), Vec::new(), Instant::now());
    let mut write = |captures: &mut Vec<CaptureRecord>, unreached: &mut Vec<Unreached>| -> Result<(), StoreError> {
        desk.write(captures, unreached)?;
        captures.clear();
        unreached.clear();
        Ok(())
    };
    let items = items.inspect(|_| bar.inc_length(1));
    pool::run(items, threads, work, |_, taken| -> Result<(), StoreError> {
        match taken? {
            Taken::Capture(record) => {
                summary.add(&record);
                captures.push(*record);
            }
            Taken::Withdrawn(record) => {
                summary.withdrawn.push(record.given.path.clone());
                captures.push(*record);
            }
            Taken::Unreached(path) => {
                summary.add_unreached(&path);
                unreached.push(path);
            }
            Taken::Nothing => {}
        }
        bar.inc(1);
        if captures.len() + unreached.len() >= BATCH || since.elapsed() > BATCH_AGE {
            write(&mut captures, &mut unreached)?;
            since = Instant::now();
        }
        Ok(())
    })?;
    write(&mut captures, &mut unreached)?;
    bar.finish_and_clear();
    crate::related::bring_up(desk)?;
    summary.refused.sort();
    summary.signs.sort();
    summary.withdrawn.sort();
    summary.seconds = started.elapsed().as_secs_f64();
    Ok(summary)
}

/// Takes the bytes of one item from disk, under what was stated of it.
pub fn arrive(item: &Item, context: &ContextArguments, most_bytes: usize) -> Result<(Given, Vec<u8>), Unreached> {
    bytes(item, most_bytes).map(|(path, bytes)| (given(path, context), bytes))
}

/// The path of one item and its bytes.
pub fn bytes(item: &Item, most_bytes: usize) -> Result<(String, Vec<u8>), Unreached> {
    let (path, bytes) = match item {
        Item::File(path) => {
            (path.display().to_string(), std::fs::File::open(path).and_then(|file| bytes_of(file, most_bytes)))
        }
        Item::Run(path, run) => {
            (format!("{}#bytes={}-{}", path.display(), run.start, run.end - 1), slice::bytes(path, run, most_bytes))
        }
        Item::Standard => ("-".to_string(), bytes_of(std::io::stdin().lock(), most_bytes)),
        Item::Unreached(path, reason) => {
            return Err(Unreached { path: path.clone(), reason: reason.clone(), at: now() });
        }
    };
    match bytes {
        Ok(Some(bytes)) => Ok((path, bytes)),
        Ok(None) => Err(Unreached { path, reason: format!("larger than {most_bytes} bytes"), at: now() }),
        Err(error) => Err(Unreached { path, reason: error.to_string(), at: now() }),
    }
}

/// All bytes; none where there are more than `most`.
fn bytes_of(from: impl Read, most: usize) -> std::io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    from.take(most as u64 + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() <= most).then_some(bytes))
}

fn given(path: String, context: &ContextArguments) -> Given {
    Given {
        path,
        outlet: context.outlet.clone(),
        published: context.published.clone(),
        captured: context.captured.clone(),
        whole: context.keep_as.is_some(),
        zone: context.zone.clone(),
    }
}

/// Reads one capture unless it is known under the same or a better statement of what it is.
fn read_one(
    reader: &Reader,
    captures: &Captures,
    known: &Mutex<Known>,
    given: Given,
    bytes: &[u8],
    scratch: &mut Scratch,
) -> Result<Taken, StoreError> {
    let id = CaptureId::of(bytes);
    let fresh = {
        let mut known = known.lock().expect("nothing panics while holding it");
        let fresh = known.get(&id).is_none_or(|stored| given < *stored);
        if fresh {
            known.insert(id, given.clone());
        }
        fresh
    };
    let outcome = if fresh {
        captures.store(&id, bytes)?;
        Some(reader.outcome(bytes, &given, scratch))
    } else {
        None
    };
    let record = CaptureRecord {
        id,
        size_bytes: bytes.len() as u64,
        given,
        at: now(),
        retrieved: true,
        made_by: MADE_BY.into(),
        outcome,
    };
    Ok(Taken::Capture(Box::new(record)))
}

/// Now, RFC 3339, to the second.
pub fn now() -> String {
    let now = jiff::Timestamp::now();
    jiff::Timestamp::from_second(now.as_second()).unwrap_or(now).to_string()
}

fn progress() -> ProgressBar {
    // Hidden by indicatif itself where standard error is no terminal.
    let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr_with_hz(8));
    let style =
        ProgressStyle::with_template("reading {bar:30} {human_pos} of {human_len} captures, {per_sec}, {eta} left");
    if let Ok(style) = style {
        bar.set_style(style);
    }
    bar
}
