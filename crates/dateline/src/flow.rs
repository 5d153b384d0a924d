//! The flow, top to bottom: bytes → documents → readings → rows.

use crate::capture::{ReadCapture, ReadDocument};
use crate::pool::Watch;
use crate::rows;
use dateline_extract::{Context, Deadline, Limits, Refusal, Sign, extract};
use dateline_read::{Knowledge, Scratch, read};
use dateline_record::{Document, DocumentRow, Part};
use dateline_relate::Tie;
use dateline_store::{Given, Outcome, PartRecord, TieRecord};
use dateline_when::Zone;
use std::cell::Cell;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

/// What reads: knowledge shared by all threads, limits, a watch on the time.
pub struct Reader {
    knowledge: Knowledge,
    limits: Limits,
    watch: Watch,
}

/// The version of everything between bytes and rows. A capture read by another one is read again.
pub const MADE_BY: &str = concat!("dateline@", env!("CARGO_PKG_VERSION"));

/// Bytes of one document's text that are read. The longest report is a hundredth of it; what is longer is a dump or an attack,
/// whose findings would fill the memory.
const MOST_TEXT: usize = 4 << 20;

impl Reader {
    /// A reader that allows `time_limit` for each capture.
    pub fn new(time_limit: Duration) -> Reader {
        Reader { knowledge: Knowledge::embedded(), limits: Limits::default(), watch: Watch::new(time_limit) }
    }

    /// The most bytes that a capture may have.
    pub fn most_bytes(&self) -> usize {
        self.limits.bytes
    }

    /// Reads a capture. A bug that panics costs this capture, not the run.
    pub fn read(&self, bytes: &[u8], given: &Given, scratch: &mut Scratch) -> Result<ReadCapture, Refused> {
        let deadline = Deadline::raised_by(self.watch.start());
        EXPECTED.set(true);
        let caught = catch_unwind(AssertUnwindSafe(|| self.read_or_panic(bytes, given, deadline, scratch)));
        EXPECTED.set(false);
        match caught {
            Ok(result) => {
                result.map_err(|refusal| Refused { reason: refusal.reason().into(), words: refusal.to_string() })
            }
            Err(panic) => {
                // What a buffer holds after a panic is anybody's guess.
                *scratch = Scratch::default();
                Err(Refused {
                    reason: "a fault of ours".into(),
                    words: format!("a fault of ours: {}", panic_words(&*panic)),
                })
            }
        }
    }

    /// The parts of a capture, which is not read.
    pub fn parts(&self, bytes: &[u8], given: &Given) -> Result<Vec<Part>, Refused> {
        let deadline = Deadline::raised_by(self.watch.start());
        let limits = Limits { deadline, ..self.limits.clone() };
        EXPECTED.set(true);
        let caught = catch_unwind(AssertUnwindSafe(|| extract(bytes, &context(given), &limits)));
        EXPECTED.set(false);
        match caught {
            Ok(Ok(extracted)) => Ok(extracted.parts),
            Ok(Err(refusal)) => Err(Refused { reason: refusal.reason().into(), words: refusal.to_string() }),
            Err(panic) => Err(Refused { reason: "a fault of ours".into(), words: panic_words(&*panic).to_string() }),
        }
    }

    fn read_or_panic(
        &self,
        bytes: &[u8],
        given: &Given,
        deadline: Deadline,
        scratch: &mut Scratch,
    ) -> Result<ReadCapture, Refusal> {
        let limits = Limits { deadline, ..self.limits.clone() };
        let mut extracted = extract(bytes, &context(given), &limits)?;
        let mut documents = Vec::with_capacity(extracted.documents.len());
        for document in std::mem::take(&mut extracted.documents) {
            if limits.deadline.is_over() {
                return Err(Refusal::TimeUp);
            }
            let reading = if document.text.as_str().len() <= MOST_TEXT {
                read(&document, &self.knowledge, scratch)
            } else {
                extracted.signs.push(Sign::TextCapped { limit: MOST_TEXT });
                let beginning = Document { text: document.text.beginning(MOST_TEXT), ..document.clone() };
                read(&beginning, &self.knowledge, scratch)
            };
            documents.push(ReadDocument { document, reading });
        }
        extracted.signs.dedup();
        Ok(ReadCapture { extracted, documents })
    }

    /// Reads a capture into what the desk keeps of it.
    pub fn outcome(&self, bytes: &[u8], given: &Given, scratch: &mut Scratch) -> Outcome {
        match self.read(bytes, given, scratch) {
            Ok(capture) => outcome(&capture, given),
            Err(Refused { reason, words }) => Outcome::Refused { reason, words },
        }
    }
}

/// Why a capture was refused: a short name to count by, and the words.
pub struct Refused {
    /// Short name.
    pub reason: String,
    /// The reason in words.
    pub words: String,
}

fn outcome(capture: &ReadCapture, given: &Given) -> Outcome {
    let rows = rows::of(capture, &given.path);
    let ties = ties(&rows.documents);
    Outcome::Read {
        format: capture.extracted.format.name().to_string(),
        parts: capture
            .extracted
            .parts
            .iter()
            .map(|part| PartRecord {
                media_type: part.media_type.clone(),
                size_bytes: part.text.len() as u64,
                alternative: part.alternative,
            })
            .collect(),
        signs: capture.extracted.signs.iter().map(ToString::to_string).collect(),
        documents: rows.documents,
        pieces: capture.documents.iter().map(|read| read.document.text.packed()).collect(),
        statements: rows.statements,
        times: rows.times,
        mentions: rows.mentions,
        announcements: rows.announcements,
        ties,
        events: rows.events,
        quantities: rows.quantities,
    }
}

/// What ties documents to those of other captures, and to one another where one of them points.
fn ties(documents: &[DocumentRow]) -> Vec<TieRecord> {
    let all: Vec<(&DocumentRow, Vec<Tie>)> = documents.iter().map(|row| (row, dateline_relate::ties(row))).collect();
    let pointed: BTreeSet<&str> =
        all.iter().flat_map(|(_, ties)| ties).filter(|tie| !tie.own).map(|tie| tie.key.as_str()).collect();
    let met = |tie: &&Tie| !(tie.own && tie.key.starts_with("id:")) || pointed.contains(tie.key.as_str());
    let record =
        |row: &DocumentRow, tie: &Tie| TieRecord { document: row.id.clone(), key: tie.key.clone(), own: tie.own };
    all.iter().flat_map(|(row, ties)| ties.iter().filter(met).map(|tie| record(row, tie))).collect()
}

fn context(given: &Given) -> Context {
    Context {
        path: given.path.clone(),
        outlet: given.outlet.clone(),
        published: given.published.clone(),
        captured: given.captured.clone(),
        whole: given.whole,
        zone: given.zone.as_deref().and_then(Zone::named),
    }
}

thread_local! {
    /// A panic on this thread is caught and told as a refusal.
    static EXPECTED: Cell<bool> = const { Cell::new(false) };
}

/// Keeps the message of a caught panic off the terminal; all others are printed as ever.
pub fn silence_expected_panics() {
    let print = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !EXPECTED.get() {
            print(panic);
        }
    }));
}

fn panic_words(panic: &(dyn std::any::Any + Send)) -> &str {
    panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied()).unwrap_or("unknown")
}
