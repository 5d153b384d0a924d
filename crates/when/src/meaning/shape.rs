//! What narrows or widens a date once it is found: early and late, earlier and later than now, the hour, a last day.
//!
//! Invariant: “early November” is its first ten days, said as an interval; an hour makes a minute only of a known day.

use super::Unit;
use super::date::{Base, Reader};
use super::duration::part_of_day;
use crate::calendar;
use crate::edtf::{Clock, Edtf, End, Point, Stretch};
use crate::slots::Slot;
use crate::tense::Tense;
use dateline_record::Precision;
use jiff::civil::Date;

impl Reader<'_> {
    /// Early, mid, late; earlier and later than publication; about; the very end.
    pub(super) fn modify(&self, base: &mut Base, modifier: i32, precision: &mut Option<Precision>) {
        if modifier == 7 && base.grain == Unit::Year && base.value.len() == 4 {
            base.value.push_str("-12-31");
        }
        let Some((edtf, method)) = base.stretch else { return };
        let (Some(first), Some(last)) = (edtf.earliest(), edtf.latest()) else { return };
        let changed = match modifier {
            1..=3 => third(base.grain, first, last, modifier),
            4 => match edtf {
                Edtf::Point(point) => Some(Edtf::Point(point.about())),
                Edtf::Stretch(_) | Edtf::Either(_) => Some(edtf),
            },
            5 | 6 if base.grain == Unit::Day => Some(edtf),
            5 => self
                .setting
                .day
                .filter(|today| (first..=last).contains(today))
                .and_then(|today| Edtf::days(first, today)),
            6 => self
                .setting
                .day
                .filter(|today| (first..=last).contains(today))
                .and_then(|today| Edtf::days(today, last)),
            // “By the end of the year”: from publication on, where nothing says that it is over.
            9 => {
                let open = matches!(self.setting.tense, Tense::Future | Tense::Unknown);
                let today = self.setting.day.filter(|today| open && (first..=last).contains(today));
                let Some(rest) = today.and_then(|today| Edtf::days(today, last)) else {
                    base.stretch = None;
                    return;
                };
                Some(rest)
            }
            7 => Some(Edtf::Point(Point::day(last).about())),
            10..=13 => open(edtf, modifier),
            _ => Some(edtf),
        };
        if changed.is_some() && matches!(modifier, 1..=3 | 5 | 6 | 9) && base.grain > Unit::Day {
            *precision = Some(Precision::Interval);
        }
        base.stretch = Some((changed.unwrap_or(edtf), method));
    }

    /// “May 3–5”: from the day found to another of its month. False where that is no stretch.
    pub(super) fn until(&self, base: &mut Base, day2: i32) -> bool {
        let Some(first) = base.stretch.and_then(|(edtf, _)| edtf.earliest()) else { return true };
        let last = u8::try_from(day2).ok().and_then(|day| calendar::date(first.year(), first.month() as u8, day));
        let Some(last) = last.filter(|last| *last > first) else { return false };
        base.value = format!("{first}/{last}");
        base.stretch = Edtf::days(first, last).zip(base.stretch.map(|(_, method)| method));
        true
    }

    /// The hour as written; the first two digits of “1430”.
    pub(super) fn hour(&self) -> Option<i32> {
        self.get(Slot::HourMinute).map(|both| both / 100).or(self.get(Slot::Hour))
    }

    /// Minutes from UTC.
    pub(super) fn offset(&self) -> Option<i16> {
        let zone = match self.get(Slot::Offset) {
            Some(offset) => {
                let minutes = offset / 100 * 60 + offset % 100;
                if self.get(Slot::Minus) == Some(1) { -minutes } else { minutes }
            }
            None => self.get(Slot::Zone)?,
        };
        i16::try_from(zone).ok().filter(|zone| zone.unsigned_abs() < 24 * 60)
    }

    /// Puts the hour or the part of the day behind the day. True where there is one; none where there is no such hour.
    pub(super) fn time_of_day(&self, base: &mut Base) -> Option<bool> {
        if let Some(hour) = self.hour() {
            let minute = self.get(Slot::HourMinute).map(|both| both % 100).or(self.get(Slot::Minute)).unwrap_or(0);
            let hour = match self.get(Slot::Meridiem) {
                Some(_) if !(1..=12).contains(&hour) => return None,
                Some(meridiem) => hour % 12 + meridiem,
                None => hour,
            };
            let second = self.get(Slot::Second);
            if !(0..=24).contains(&hour) || !(0..60).contains(&minute) || second.is_some_and(|second| second > 59) {
                return None;
            }
            if base.grain == Unit::Day {
                base.value = format!("{}T{hour:02}:{minute:02}", base.value);
                if let Some(second) = second {
                    base.value.push_str(&format!(":{second:02}"));
                }
            }
            let day = base.stretch.and_then(|(edtf, _)| edtf.earliest().filter(|day| edtf.latest() == Some(*day)));
            let offset = self.offset();
            let clock =
                Clock { hour: hour as u8, minute: minute as u8, second: second.map(|second| second as u8), offset };
            base.stretch = match (day, base.stretch) {
                // Midnight belongs to two days; what comes before it, to one.
                (_, stretch) if hour == 24 && self.get(Slot::Mod) == Some(8) => stretch,
                (_, _) if hour == 24 => None,
                (Some(day), Some((edtf, method))) => {
                    let about = matches!(edtf, Edtf::Point(point) if point == Point::day(day).about());
                    let point = Point::time(day, clock);
                    Some((Edtf::Point(if about { point.about() } else { point }), method))
                }
                _ => None,
            };
            return Some(true);
        }
        let Some(part) = self.get(Slot::Part) else { return Some(false) };
        base.value.push_str(part_of_day(part));
        Some(true)
    }
}

/// “2016 or earlier”, “2016 or later”, “before 2016 or so”, “after 2016 or so”: to one side it is not bounded.
fn open(edtf: Edtf, modifier: i32) -> Option<Edtf> {
    let Edtf::Point(point) = edtf else { return None };
    let point = End::At(if modifier >= 12 { point.about() } else { point });
    let stretch = if modifier % 2 == 0 { Stretch::new(End::Open, point) } else { Stretch::new(point, End::Open) };
    stretch.map(Edtf::Stretch)
}

/// The first, middle or last third of a stretch, in its own coin.
fn third(grain: Unit, first: Date, last: Date, which: i32) -> Option<Edtf> {
    let months = |from: i32, to: i32| {
        let (start, end) = (calendar::add_months(first, from)?, calendar::add_months(first, to)?);
        Edtf::between(Point::month(start.year(), start.month() as u8), Point::month(end.year(), end.month() as u8))
    };
    let years = |from: i16, to: i16| Edtf::between(Point::year(first.year() + from), Point::year(first.year() + to));
    match (grain, which) {
        (Unit::Year, 1) => months(0, 3),
        (Unit::Year, 2) => months(4, 7),
        (Unit::Year, _) => months(8, 11),
        (Unit::Month, _) if calendar::days_between(first, last) > 31 => Some(Edtf::days(first, last)?),
        (Unit::Month, 1) => Edtf::days(first, calendar::add_days(first, 9)?),
        (Unit::Month, 2) => Edtf::days(calendar::add_days(first, 10)?, calendar::add_days(first, 19)?),
        (Unit::Month, _) => Edtf::days(calendar::add_days(first, 20)?, last),
        (Unit::Week, 1) => Edtf::days(first, calendar::add_days(first, 2)?),
        (Unit::Week, 2) => Edtf::days(calendar::add_days(first, 1)?, calendar::add_days(first, 3)?),
        (Unit::Week, _) => Edtf::days(calendar::add_days(first, 3)?, last),
        (Unit::Decade, 1) => years(0, 3),
        (Unit::Decade, 2) => years(4, 6),
        (Unit::Decade, _) => years(7, 9),
        (Unit::Century, 1) => years(0, 33),
        (Unit::Century, 2) => years(33, 66),
        (Unit::Century, _) => years(67, 99),
        _ => Edtf::days(first, last),
    }
}
