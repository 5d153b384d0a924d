//! “The day after Christmas”, “the week before May 3”: what leans on the date that stands right after it.
//!
//! Invariant: only an expression that has no stretch of its own is given one, and only from a single day.

use super::{Item, bounds};
use crate::meaning::{self, Setting, Unit};
use crate::slots::Slot;
use crate::token::Token;
use crate::words;
use dateline_record::{Method, TimeType};

/// How many words may stand between: “the day after the Oct. 7 attack”.
const GAP: usize = 1;

/// Counts what leans on the next date from it.
pub(super) fn count(items: &mut [Item], tokens: &[Token]) {
    for at in 1..items.len() {
        let (before, after) = items.split_at_mut(at);
        let (Some(item), Some(next)) = (before.last_mut(), after.first()) else { continue };
        let leans = item.slots.get(Slot::Base) == Some(1) && item.slots.get(Slot::Unsure) == Some(1);
        let between = &tokens[item.end..next.begin];
        let near = between.len() <= GAP && between.iter().all(|token| token.symbol >= words::LOWER);
        let dated = next.sense.time_type == TimeType::Date && next.sense.grain == Unit::Day;
        let day = bounds(&next.sense).filter(|(first, last)| first == last).map(|(first, _)| first);
        let (true, true, true, Some(day)) = (leans, near, dated, day) else { continue };
        let mut slots = item.slots;
        slots.set(Slot::Base, 0);
        slots.set(Slot::Unsure, 0);
        let setting = Setting { day: Some(day), ..item.setting };
        if let Some(mut sense) = meaning::of(item.means, &slots, &setting) {
            if let Some(placed) = &mut sense.stretch {
                placed.method = Method::RelativeToDate;
            }
            item.sense = sense;
        }
    }
}
