//! Events as lines of pages, kept until the desk is another: one that hundreds tell stands on many pages, and is put together once.
//!
//! Invariant: a line is kept under the state in which it was asked for, and a later state forgets all. Cost: memory for [`MOST`] tellings.

use super::{line, locked};
use crate::happening::Happenings;
use dateline_record::OriginsRow;
use dateline_store::StoreError;
use dateline_web::Line;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex};

/// Tellings of all events kept.
const MOST: usize = 200_000;

/// What pages show of an event.
pub struct Told {
    /// Its line.
    pub line: Line,
    /// What it rests on.
    pub origins: OriginsRow,
}

#[derive(Default)]
struct Kept {
    state: i64,
    tellings: usize,
    events: HashMap<u64, Option<Arc<Told>>>,
}

/// All that is kept.
#[derive(Default)]
pub struct Shelf(Mutex<Kept>);

/// What is kept of one state of the desk.
#[derive(Clone, Copy)]
pub struct Shelved<'a> {
    shelf: &'a Shelf,
    state: i64,
}

impl Shelf {
    /// Of this state; what was kept of another is forgotten.
    pub fn at(&self, state: i64) -> Shelved<'_> {
        let mut kept = locked(&self.0);
        if kept.state != state {
            *kept = Kept { state, ..Kept::default() };
        }
        Shelved { shelf: self, state }
    }
}

impl Shelved<'_> {
    /// The event that is this part of the layer of events.
    pub fn of_part(&self, happenings: &mut Happenings, part: u64) -> Result<Option<Arc<Told>>, StoreError> {
        {
            let kept = locked(&self.shelf.0);
            if let Some(own) = kept.events.get(&part).filter(|_| kept.state == self.state) {
                return Ok(own.clone());
            }
        }
        let event = happenings.of_part(part, BTreeMap::new())?;
        let tellings = 1 + event.as_ref().map_or(0, |event| event.tellings.len());
        let told = event.map(|event| Arc::new(Told { line: line::event(&event), origins: event.row.origins }));
        let mut kept = locked(&self.shelf.0);
        if kept.state == self.state {
            if kept.tellings + tellings > MOST {
                *kept = Kept { state: self.state, ..Kept::default() };
            }
            kept.tellings += tellings;
            kept.events.insert(part, told.clone());
        }
        Ok(told)
    }
}
