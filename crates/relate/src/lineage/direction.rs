//! Which of two documents came first: by whom they credit, else by when they were published.
//!
//! Invariant: unknown unless the dates, taken as widely as their precision and time zones leave open, cannot be the other way round.

use dateline_record::{DocumentRow, Method, Precision, When};
use jiff::Timestamp;
use jiff::civil::Date;
use std::cmp::Ordering;

/// Hours from UTC of the westernmost clocks, and of the easternmost.
const WEST: i64 = 12;
const EAST: i64 = 14;

/// Which of two was published first, as far as their dates surely tell.
pub(crate) fn by_date(one: &DocumentRow, other: &DocumentRow) -> Option<Ordering> {
    compare(one.published.as_ref()?, other.published.as_ref()?)
}

/// Whether a day or more lies between two dates of publication.
pub(crate) fn days_apart(one: &DocumentRow, other: &DocumentRow) -> bool {
    is_day_between(one, other)
        || one.published.as_ref().zip(other.published.as_ref()).is_some_and(|(one, other)| by_day(one, other).is_some())
}

/// Whether a day or more lies between two dates of publication in whatever time zones.
pub(crate) fn is_day_between(one: &DocumentRow, other: &DocumentRow) -> bool {
    let both = one.published.as_ref().and_then(bounds).zip(other.published.as_ref().and_then(bounds));
    both.is_some_and(|(one, other)| one.1 + 86400 <= other.0 || other.1 + 86400 <= one.0)
}

/// Which of two states of one page is the older: by change or publication, else by when they were taken.
pub(crate) fn of_states(one: &DocumentRow, other: &DocumentRow) -> Option<Ordering> {
    let changed = |row: &DocumentRow| row.updated.clone().or_else(|| row.published.clone());
    let by_change = changed(one).zip(changed(other)).and_then(|(one, other)| compare(&one, &other));
    by_change.or_else(|| compare(one.captured.as_ref()?, other.captured.as_ref()?))
}

fn compare(one: &When, other: &When) -> Option<Ordering> {
    if let Some(order) = by_day(one, other) {
        return Some(order);
    }
    let (one, other) = (bounds(one)?, bounds(other)?);
    if one.0 == one.1 && one == other {
        return None;
    }
    if one.1 <= other.0 {
        Some(Ordering::Less)
    } else if other.1 <= one.0 {
        Some(Ordering::Greater)
    } else {
        None
    }
}

/// First and last second, in UTC, that a date can mean.
fn bounds(when: &When) -> Option<(i64, i64)> {
    if when.method == Method::Fallback {
        return None;
    }
    if when.precision == Precision::Time
        && let Ok(instant) = when.edtf.parse::<Timestamp>()
    {
        return Some((instant.as_second(), instant.as_second()));
    }
    let second = |day: &Option<String>, later: i64| {
        let day: Date = day.as_deref()?.parse().ok()?;
        Some(day.duration_since(jiff::civil::date(1970, 1, 1)).as_secs() + later * 86400)
    };
    let (first, last) = (second(&when.earliest, 0)?, second(&when.latest, 1)?);
    Some((first - EAST * 3600, last + WEST * 3600))
}

/// Which of two days is the earlier; days of two documents are held for days of one clock.
fn by_day(one: &When, other: &When) -> Option<Ordering> {
    let is_day = |when: &When| when.precision == Precision::Day && when.method != Method::Fallback;
    let order = one.earliest.cmp(&other.earliest);
    (is_day(one) && is_day(other) && order != Ordering::Equal).then_some(order)
}
