//! What the caller states about a capture, and how much of it may be spent on.

use dateline_record::When;
use dateline_when::Zone;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What is known of a capture beside its bytes: each given or absent, never a file's time of change or the clock.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// Path or address, as given. Its name helps to find an outlet or a date, never the format.
    pub path: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// When it was published; beats whatever the capture says.
    pub published: Option<When>,
    /// When it was captured: the latest bound of every date of publication.
    pub captured: Option<When>,
    /// Keep the capture whole: one article, nothing cut off (`--as article`).
    pub whole: bool,
    /// The desk's time zone, by whose clock a time stated in UTC is told; without one it stays in UTC.
    pub zone: Option<Zone>,
}

impl Context {
    /// The same, what was captured told by the desk's clock.
    pub(crate) fn told(&self) -> Context {
        Context { captured: self.captured.as_ref().map(|captured| self.bound(captured)), ..self.clone() }
    }

    /// A capture told by the desk's clock, unless its day has not begun there: elsewhere it has, and no bound moves back.
    pub(crate) fn bound(&self, captured: &When) -> When {
        let told = self.zone.as_ref().and_then(|zone| zone.told(captured));
        told.filter(|told| told.latest >= captured.latest).unwrap_or_else(|| captured.clone())
    }
}

/// How much of a capture is read. What is cut says so in a [`crate::Sign`].
#[derive(Clone, Debug)]
pub struct Limits {
    /// Bytes of a capture as it arrived.
    pub bytes: usize,
    /// Bytes after unpacking.
    pub unpacked_bytes: usize,
    /// Depth of nested elements, MIME parts or archives. html5ever is quadratic in it.
    pub depth: usize,
    /// Elements of one page.
    pub elements: usize,
    /// Parts of a mail, entries of a feed.
    pub parts: usize,
    /// Time, as a flag that the caller raises.
    pub deadline: Deadline,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            bytes: 256 << 20,
            unpacked_bytes: 256 << 20,
            depth: 512,
            elements: 400_000,
            parts: 10_000,
            deadline: Deadline::never(),
        }
    }
}

/// A flag that the caller raises when a capture's time is up. A last resort: the other limits are counted and so give the
/// same answer on any machine.
#[derive(Clone, Debug, Default)]
pub struct Deadline(Option<Arc<AtomicBool>>);

impl Deadline {
    /// No limit of time.
    pub fn never() -> Deadline {
        Deadline(None)
    }

    /// Over as soon as `flag` is raised.
    pub fn raised_by(flag: Arc<AtomicBool>) -> Deadline {
        Deadline(Some(flag))
    }

    /// Whether time is up. Loops over a capture's content ask once a block.
    pub fn is_over(&self) -> bool {
        self.0.as_ref().is_some_and(|flag| flag.load(Ordering::Relaxed))
    }
}
