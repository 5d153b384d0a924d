//! Lengths of time and what recurs.
//!
//! Invariant: a length is placed in the calendar only where the words say on which side of publication it lies.

use super::{Placed, Sense, Setting, Unit, ended, side_of};
use crate::calendar;
use crate::edtf::Edtf;
use crate::slots::{Slot, Slots};
use dateline_record::{Method, Precision, TimeType};
use jiff::civil::Date;

pub(crate) fn of(slots: &Slots, setting: &Setting) -> Option<Sense> {
    let Some(unit) = slots.get(Slot::Unit).and_then(Unit::of) else {
        return Some(Sense {
            time_type: TimeType::Duration,
            value: "PXX".to_string(),
            stretch: None,
            grain: Unit::Day,
        });
    };
    let n = slots.get(Slot::N);
    let value = length(n, unit, slots.get(Slot::Half1).is_some());
    let stretch = match (slots.get(Slot::Dir), setting.day) {
        _ if ended::is_ended(slots) => ended::up_to(slots, setting, n.unwrap_or(1), unit),
        (Some(dir), Some(day)) if dir != 0 => n.map_or_else(
            || side_of(day, dir).map(vague),
            |n| beside(day, dir, n, unit).map(|edtf| Placed::new(edtf, Method::RelativeToPublication)),
        ),
        _ => None,
    };
    Some(Sense { time_type: TimeType::Duration, value, stretch, grain: unit })
}

fn vague(edtf: Edtf) -> Placed {
    Placed { edtf, precision: Precision::Vague, method: Method::RelativeToPublication }
}

/// TIMEX3: `P2D`, `PT48H`, `PXY`, `P1Y6M`.
pub(crate) fn length(n: Option<i32>, unit: Unit, and_half: bool) -> String {
    let (n, unit) = match unit {
        Unit::Decade | Unit::Century if n.is_none() => (n, unit),
        Unit::Decade if n == Some(1) => (n, unit),
        Unit::Decade => (n.map(|n| n.saturating_mul(10)), Unit::Year),
        Unit::Century => (n.map(|n| n.saturating_mul(100)), Unit::Year),
        Unit::Millennium => (n.map(|n| n.saturating_mul(1000)), Unit::Year),
        Unit::Weekend => (n, Unit::Weekend),
        _ => (n, unit),
    };
    let n_text = n.map_or("X".to_string(), |n| n.to_string());
    let (time, letter, half) = match unit {
        Unit::Second => ("T", "S", ""),
        Unit::Minute => ("T", "M", "30S"),
        Unit::Hour => ("T", "H", "30M"),
        Unit::Day => ("", "D", "T12H"),
        Unit::Week => ("", "W", "4D"),
        Unit::Month => ("", "M", "15D"),
        Unit::Quarter => ("", "Q", ""),
        Unit::Weekend => ("", "WE", ""),
        Unit::Decade => ("", "E", ""),
        Unit::Century => ("", "C", ""),
        _ => ("", "Y", "6M"),
    };
    format!("P{time}{n_text}{letter}{}", if and_half { half } else { "" })
}

/// The stretch of `n` units that ends or begins on `day`.
pub(crate) fn beside(day: Date, dir: i32, n: i32, unit: Unit) -> Option<Edtf> {
    let other = match unit {
        Unit::Second | Unit::Minute => Some(day),
        Unit::Hour => calendar::add_days(day, dir * (n.checked_add(23)? / 24)),
        Unit::Day => calendar::add_days(day, dir.checked_mul(n)?),
        Unit::Week | Unit::Weekend => calendar::add_days(day, dir.checked_mul(n)?.checked_mul(7)?),
        Unit::Month => calendar::add_months(day, dir.checked_mul(n)?),
        Unit::Quarter => calendar::add_months(day, dir.checked_mul(n)?.checked_mul(3)?),
        Unit::Year => calendar::add_months(day, dir.checked_mul(n)?.checked_mul(12)?),
        Unit::Decade => calendar::add_months(day, dir.checked_mul(n)?.checked_mul(120)?),
        Unit::Century => calendar::add_months(day, dir.checked_mul(n)?.checked_mul(1200)?),
        Unit::Millennium => calendar::add_months(day, dir.checked_mul(n)?.checked_mul(12000)?),
    }?;
    if dir < 0 { Edtf::days(other, day) } else { Edtf::days(day, other) }
}

/// “every Friday”, “daily”, “each July”, “twice a year”.
pub(crate) fn set(slots: &Slots) -> Option<Sense> {
    let part = slots.get(Slot::Part).map_or("", part_of_day);
    let (value, grain) = if let Some(weekday) = slots.get(Slot::Weekday) {
        (format!("XXXX-WXX-{weekday}{part}"), Unit::Day)
    } else if let Some(month) = slots.get(Slot::Month) {
        match slots.get(Slot::Day) {
            Some(day) => (format!("XXXX-{month:02}-{day:02}"), Unit::Day),
            None => (format!("XXXX-{month:02}"), Unit::Month),
        }
    } else if let Some(season) = slots.get(Slot::Season) {
        (format!("XXXX-{}", season_code(season)), Unit::Month)
    } else if let Some(quarter) = slots.get(Slot::Quarter) {
        (format!("XXXX-Q{quarter}"), Unit::Quarter)
    } else if slots.has(Slot::Part) {
        (format!("XXXX-XX-XX{part}"), Unit::Day)
    } else {
        let unit = Unit::of(slots.get(Slot::Unit)?)?;
        match (slots.get(Slot::N), unit) {
            (None, Unit::Day) => ("XXXX-XX-XX".to_string(), unit),
            (None, Unit::Weekend) => ("XXXX-WXX-WE".to_string(), unit),
            (n, _) => (length(Some(n.unwrap_or(1)), unit, false), unit),
        }
    };
    Some(Sense { time_type: TimeType::Set, value, stretch: None, grain })
}

/// TIMEX3's letters of a part of the day.
pub(crate) fn part_of_day(part: i32) -> &'static str {
    match part {
        1 => "TMO",
        2 => "TMI",
        3 => "TAF",
        4 => "TEV",
        5 => "TNI",
        _ => "TDT",
    }
}

/// TIMEX3's letters of a season.
pub(crate) fn season_code(season: i32) -> &'static str {
    match season {
        1 => "SP",
        2 => "SU",
        3 => "FA",
        _ => "WI",
    }
}
