//! Dates counted from publication or from the last date of the text: weekdays, “yesterday”, “last week”, “two years ago”.
//!
//! Invariant: a bare weekday lies within six days of its anchor; without a sign of tense it is a value and no day.

use super::Unit;
use super::date::{Base, NEAR_SENTENCES, Reader};
use super::period::fiscal_years;
use crate::calendar;
use crate::edtf::{Doubt, Edtf, Part, Point, Year};
use crate::slots::Slot;
use crate::tense::Tense;
use dateline_record::Method;

impl Reader<'_> {
    pub(super) fn weekday(&self) -> Option<Base> {
        let weekday = self.get(Slot::Weekday)?;
        let Some(today) = self.setting.day else {
            return Some(Base::new(format!("XXXX-WXX-{weekday}"), None, self.method, Unit::Day));
        };
        let ahead = (weekday - calendar::weekday(today)).rem_euclid(7);
        let behind = (calendar::weekday(today) - weekday).rem_euclid(7);
        let in_week = |weeks: i32| calendar::add_days(calendar::monday(today)?, 7 * weeks + weekday - 1);
        let (day, sure) = if self.get(Slot::Unit) == Some(Unit::Week as i32) {
            (in_week(self.shift()?)?, true)
        } else {
            match self.get(Slot::Dir) {
                // What was yesterday is hardly called "last Tuesday": it may be the one before.
                Some(..=-1) => {
                    let sure = !(1..=2).contains(&behind) || self.slots.has(Slot::Base);
                    (calendar::add_days(today, -(if behind == 0 { 7 } else { behind }))?, sure)
                }
                // “This Friday” is that of the week; what the verb says of a day already past decides.
                Some(0) => (in_week(0)?, true),
                // Said early in the week, it may be this week's or the next's.
                Some(_) => {
                    (in_week(1)?, ahead == 0 || calendar::weekday(today) > weekday || self.slots.has(Slot::Base))
                }
                None if self.setting.tense == Tense::Future => (calendar::add_days(today, ahead)?, true),
                None => (calendar::add_days(today, -behind)?, self.setting.tense == Tense::Past),
            }
        };
        let edtf = sure.then_some(Edtf::day(day));
        Some(Base::new(day.to_string(), edtf, self.method, Unit::Day))
    }

    pub(super) fn days(&self, days: i32) -> Option<Base> {
        let Some(today) = self.setting.day else {
            return Some(Base::new("XXXX-XX-XX".to_string(), None, self.method, Unit::Day));
        };
        let day = calendar::add_days(today, days)?;
        // “Many of today's systems”: without a verb of the day it may mean these times.
        let said_of_the_day = self.slots.has(Slot::Part) || self.slots.has(Slot::Mod) || self.slots.has(Slot::Hour);
        let vague = days == 0 && !said_of_the_day && matches!(self.setting.tense, Tense::Unknown);
        let edtf = if vague { None } else { Some(Edtf::day(day)) };
        Some(Base::new(day.to_string(), edtf, self.method, Unit::Day))
    }

    /// “last week”, “this year”, “two months ago”, “the following day”.
    pub(super) fn unit(&self) -> Option<Base> {
        let unit = Unit::of(self.get(Slot::Unit)?)?;
        // “Ago” is about so long ago; “last” is the very one.
        let ago = self.slots.has(Slot::N);
        let shift = self.shift()?;
        let Some(today) = self.setting.day else { return Some(open_unit(unit)) };
        let method = self.method;
        let place = |point: Point| Edtf::Point(if ago { point.about() } else { point });
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour => {
                let days = if unit == Unit::Hour { shift.checked_add(12 * shift.signum())? / 24 } else { 0 };
                let day = calendar::add_days(today, days)?;
                Some(Base::new(day.to_string(), Some(Edtf::Point(Point::day(day).about())), method, Unit::Day))
            }
            Unit::Day => {
                let day = calendar::add_days(today, shift)?;
                let about = ago && shift.abs() > 4;
                let point = if about { Point::day(day).about() } else { Point::day(day) };
                Some(Base::new(day.to_string(), Some(Edtf::Point(point)), method, unit))
            }
            Unit::Week => {
                let day = calendar::add_days(today, shift.checked_mul(7)?)?;
                let edtf = if ago {
                    let (first, last) = (calendar::add_days(day, -3)?, calendar::add_days(day, 3)?);
                    Edtf::between(Point::day(first).about(), Point::day(last).about())
                } else {
                    let monday = calendar::monday(day)?;
                    Edtf::days(monday, calendar::add_days(monday, 6)?)
                };
                Some(Base::new(calendar::week_value(day), edtf, method, unit))
            }
            Unit::Weekend => {
                let monday = calendar::monday(today)?;
                let begun = calendar::weekday(today) >= 6;
                let weeks = match (self.get(Slot::Dir), self.setting.tense) {
                    // Told on a Tuesday, "they marched this weekend" was the one before.
                    (Some(0), Tense::Past) if !begun => -1,
                    (Some(shift), _) => shift,
                    (None, Tense::Future) => 0,
                    // On a Saturday or Sunday it is still going on.
                    (None, _) if begun => 0,
                    (None, _) => -1,
                };
                let saturday = calendar::add_days(monday, weeks.checked_mul(7)?.checked_add(5)?)?;
                // Early in the week and without a verb it may be either.
                let unsure = self.get(Slot::Dir) == Some(0)
                    && matches!(self.setting.tense, Tense::Unknown | Tense::Torn)
                    && calendar::weekday(today) < 4;
                let edtf = Edtf::days(saturday, calendar::add_days(saturday, 1)?).filter(|_| !unsure);
                Some(Base::new(format!("{}-WE", calendar::week_value(saturday)), edtf, method, Unit::Day))
            }
            Unit::Month => {
                let day = calendar::add_months(today.first_of_month(), shift)?;
                let edtf = place(Point::month(day.year(), day.month() as u8));
                Some(Base::new(format!("{:04}-{:02}", day.year(), day.month()), Some(edtf), method, unit))
            }
            Unit::Quarter => {
                let day = calendar::add_months(today.first_of_month(), shift.checked_mul(3)?)?;
                let quarter = calendar::quarter(day);
                let edtf = place(Point::month(day.year(), 32 + quarter as u8));
                Some(Base::new(format!("{:04}-Q{quarter}", day.year()), Some(edtf), method, unit))
            }
            Unit::Year => self.year_alone(),
            Unit::Decade | Unit::Century | Unit::Millennium => {
                let years = match unit {
                    Unit::Decade => 10,
                    Unit::Century => 100,
                    _ => 1000,
                };
                let year = i32::from(today.year()).checked_add(shift.checked_mul(years)?)?;
                let year = i16::try_from(year).ok().filter(|year| (1..=9999).contains(year))?;
                if ago {
                    let edtf = Edtf::Point(Point::year(year).about());
                    return Some(Base::new(format!("{year:04}"), Some(edtf), method, Unit::Year));
                }
                let open = years.ilog10() as u8;
                let digits = year as u16 / 10u16.pow(u32::from(open));
                let point = Point::new(Year::Masked { digits, open }, Part::Whole, Doubt::None)?;
                Some(Base::new(digits.to_string(), Some(Edtf::Point(point)), method, unit))
            }
        }
    }

    pub(super) fn year_alone(&self) -> Option<Base> {
        if let (Some(year), Some(two)) = (self.get(Slot::Year), self.get(Slot::Year2)) {
            return years_run_together(year, two);
        }
        let Some((year, method)) = self.year() else { return Some(open_unit(Unit::Year)) };
        let edtf = if self.get(Slot::Fiscal) == Some(1) {
            fiscal_years(year)
        } else if self.slots.has(Slot::N) {
            Some(Edtf::Point(Point::year(year).about()))
        } else {
            Some(Edtf::Point(Point::year(year)))
        };
        Some(Base::new(format!("{year:04}"), edtf, method, Unit::Year))
    }

    /// A time alone: the day is that of a date in the same sentence, or of a time shortly before; or it is not known.
    pub(super) fn today(&self) -> Base {
        let hour = self.hour().map(|hour| self.get(Slot::Meridiem).map_or(hour, |half| hour % 12 + half));
        let within = |hours: (i32, i32)| hour.is_some_and(|hour| (hours.0..=hours.1).contains(&hour));
        let previous = self.setting.previous.filter(|p| {
            let goes_on = self.slots.has(Slot::Meridiem) && p.hours.is_some_and(within);
            // “At 11:22 p.m. … at 11:27”: before noon it would be another day's.
            let torn = !self.slots.has(Slot::Meridiem) && hour.is_some_and(|h| h <= 12) && p.hours.is_some();
            (p.sentences == 0 || goes_on && p.sentences <= NEAR_SENTENCES)
                && p.first == p.last
                && (!torn || p.hours.is_some_and(within))
        });
        let value =
            previous.map(|p| p.first).or(self.setting.day).map_or("XXXX-XX-XX".to_string(), |day| day.to_string());
        let edtf = previous.map(|previous| Edtf::day(previous.first));
        Base::new(value, edtf, Method::RelativeToDate, Unit::Day)
    }
}

/// “2008–09”; none where the second does not follow the first.
fn years_run_together(year: i32, two: i32) -> Option<Base> {
    let last = year / 100 * 100 + two;
    let last = if last <= year { last + 100 } else { last };
    let (first, last) = (i16::try_from(year).ok()?, i16::try_from(last).ok().filter(|last| *last - year as i16 <= 12)?);
    let edtf = Edtf::between(Point::year(first), Point::year(last));
    Some(Base::new(format!("{first:04}/{last:04}"), edtf, Method::Written, Unit::Year))
}

/// A unit of which nothing is known.
fn open_unit(unit: Unit) -> Base {
    let value = match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => "XXXX-XX-XX",
        Unit::Week => "XXXX-WXX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Year => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century | Unit::Millennium => "XX",
    };
    Base { value: value.to_string(), stretch: None, grain: unit }
}
