//! The proleptic Gregorian calendar in days: months, quarters, seasons, ISO weeks, and steps between them.
//!
//! Invariant: every function is total; what lies beyond the years −9999 to 9999 is none.

use jiff::{Span, civil::Date};

/// A day, where there is one.
pub(crate) fn date(year: i16, month: u8, day: u8) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// First and last day of a month (1–12) or of an EDTF season, quarter, third or half (21–41).
///
/// Seasons are as wide as their two usual readings together (weather and sun); a winter belongs to either of two years.
/// The seasons of no stated or of the southern hemisphere are taken to be the whole year and what it overlaps.
pub(crate) fn month_bounds(year: i16, month: u8) -> Option<(Date, Date)> {
    let months = |first: u8, last: u8| Some((date(year, first, 1)?, date(year, last, 1)?.last_of_month()));
    match month {
        1..=12 => months(month, month),
        21 | 25 => Some((date(year, 3, 1)?, date(year, 6, 20)?)),
        22 | 26 => Some((date(year, 6, 1)?, date(year, 9, 22)?)),
        23 | 27 => Some((date(year, 9, 1)?, date(year, 12, 21)?)),
        24 | 28 => Some((date(year.checked_sub(1)?, 12, 1)?, date(year.checked_add(1)?, 3, 20)?)),
        29..=32 => months(1, 12),
        33..=36 => months(3 * (month - 33) + 1, 3 * (month - 33) + 3),
        37..=39 => months(4 * (month - 37) + 1, 4 * (month - 37) + 4),
        40 | 41 => months(6 * (month - 40) + 1, 6 * (month - 40) + 6),
        _ => None,
    }
}

/// Whether these are the Monday and the Sunday of one week.
pub(crate) fn is_week(first: Date, last: Date) -> bool {
    weekday(first) == 1 && add_days(first, 6) == Some(last)
}

/// 1 for Monday to 7 for Sunday.
pub(crate) fn weekday(day: Date) -> i32 {
    i32::from(day.weekday().to_monday_one_offset())
}

/// The Monday of its week.
pub(crate) fn monday(day: Date) -> Option<Date> {
    add_days(day, 1 - weekday(day))
}

/// 1–4.
pub(crate) fn quarter(day: Date) -> i32 {
    (i32::from(day.month()) - 1) / 3 + 1
}

pub(crate) fn add_days(day: Date, days: i32) -> Option<Date> {
    day.checked_add(Span::new().try_days(days).ok()?).ok()
}

/// The same day some months on, or the last of a month that is too short.
pub(crate) fn add_months(day: Date, months: i32) -> Option<Date> {
    day.checked_add(Span::new().try_months(months).ok()?).ok()
}

/// Days from `from` to `to`.
pub(crate) fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

/// `2023-W48`, of the ISO week that holds the day.
pub(crate) fn week_value(day: Date) -> String {
    let week = day.iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
}
