//! Stretches known by their last day: “the quarter ended Sept. 30”, “the year ending March 31”, “the six months to June”.
//!
//! Invariant: what is found ends on that very day; where its year is in doubt there is no stretch.

use super::duration::beside;
use super::{Placed, Setting, Unit, date};
use crate::calendar;
use crate::edtf::Edtf;
use crate::slots::{Slot, Slots};
use crate::tense::Tense;
use dateline_record::Method;
use jiff::civil::Date;

/// The fields that say the last day.
const LAST_DAY: [Slot; 3] = [Slot::Month, Slot::Day, Slot::Year];

/// The last day, and how its year was found.
fn last_day(slots: &Slots, setting: &Setting) -> Option<(Date, Option<Method>)> {
    let tense = match slots.get(Slot::Base)? {
        4 => Tense::Past,
        5 => Tense::Future,
        _ => return None,
    };
    let sense = date::of(&slots.only(&LAST_DAY), &Setting { tense, close: true, ..*setting })?;
    let day = sense.value.parse().ok()?;
    Some((day, sense.stretch.map(|placed| placed.method)))
}

/// Whether the slots name the last day of what they say.
pub(super) fn is_ended(slots: &Slots) -> bool {
    matches!(slots.get(Slot::Base), Some(4 | 5)) && slots.has(Slot::Month) && slots.has(Slot::Day)
}

/// The `n` units up to the last day, which is part of them.
pub(super) fn up_to(slots: &Slots, setting: &Setting, n: i32, unit: Unit) -> Option<Placed> {
    let (last, method) = last_day(slots, setting)?;
    // Counted back from the day after, so that a year ended March 31 begins on April 1.
    let edtf = beside(calendar::add_days(last, 1)?, -1, n, unit)?;
    Edtf::days(edtf.earliest()?, last).zip(method).map(|(edtf, method)| Placed::new(edtf, method))
}

/// The quarter up to the last day: that of the calendar in whose months most of it lies, or the one named; its stretch.
pub(super) fn quarter(slots: &Slots, setting: &Setting) -> Option<(String, Option<Placed>)> {
    let (last, _) = last_day(slots, setting)?;
    let middle = calendar::add_days(last, -45)?;
    let (year, number) = match slots.get(Slot::Quarter) {
        Some(named) => (last.year(), named),
        None => (middle.year(), calendar::quarter(middle)),
    };
    Some((format!("{year:04}-Q{number}"), up_to(slots, setting, 3, Unit::Month)))
}
