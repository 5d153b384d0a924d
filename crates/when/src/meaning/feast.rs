//! Days that have a name and no date of their own: those counted from Easter, the nth weekday of a month; turns of centuries.
//!
//! Invariant: a feast is a day of one year; which year is chosen as for any day of the year, and as sure.
//! Source: Western Easter after Meeus, Astronomical Algorithms, 1991, chapter 8.

use super::Unit;
use super::date::{Base, Reader};
use super::nearest::{self, Pull};
use crate::calendar;
use crate::edtf::{Edtf, Point};
use crate::slots::Slot;
use crate::tense::Tense;
use dateline_record::Method;
use jiff::civil::Date;

impl Reader<'_> {
    /// A day that every year has once.
    pub(super) fn yearly(&self, on: impl Fn(i16) -> Option<Date>) -> Option<Base> {
        if self.year_was_said() {
            let Some((year, method)) = self.year() else {
                return Some(Base::new("XXXX-XX-XX".to_string(), None, self.method, Unit::Day));
            };
            let day = on(year)?;
            return Some(Base::new(day.to_string(), Some(Edtf::day(day)), method, Unit::Day));
        }
        let near = self.setting.day.and_then(|today| {
            let occurrence = |year: i16| on(year).map(|day| (day, day));
            nearest::year(today, self.setting.tense, self.get(Slot::Dir), Pull::Strong, occurrence)
        });
        let Some((year, sure)) = near else {
            return Some(Base::new("XXXX-XX-XX".to_string(), None, self.method, Unit::Day));
        };
        let day = on(year)?;
        Some(Base::new(day.to_string(), sure.then_some(Edtf::day(day)), self.method, Unit::Day))
    }

    /// Days from Western Easter.
    pub(super) fn easter(&self, days: i32) -> Option<Base> {
        self.yearly(|year| calendar::add_days(easter(year)?, days))
    }

    /// “The turn of the century”: the nearest, on the side of the tense; of the year.
    pub(super) fn turn(&self, years: i32) -> Option<Base> {
        if let Some(century) = self.get(Slot::Century).filter(|century| (2..=30).contains(century)) {
            // “The turn of the 20th century” is where it begins.
            let year = i16::try_from((century - 1) * 100).ok()?;
            return Some(Base::new(format!("{year:04}"), about(year), Method::Written, Unit::Year));
        }
        let today = self.setting.day;
        if years == 1 {
            let year = today.map(|day| i32::from(day.year()) + i32::from(day.month() > 6));
            let value = year.map_or("XXXX".to_string(), |year| format!("{year:04}"));
            return Some(Base::new(value, None, self.method, Unit::Year));
        }
        let Some(now) = today.map(|day| i32::from(day.year())) else {
            return Some(Base::new("XX".to_string(), None, self.method, Unit::Year));
        };
        let (last, next) = (now / years * years, (now / years + 1) * years);
        // What was built at the turn of the century was not built at the next; without a verb it is the one that is near.
        let ahead = match self.setting.tense {
            Tense::Past => false,
            Tense::Future => next - now <= 50,
            Tense::Unknown | Tense::Torn => next - now <= 20,
        };
        let year = if ahead { next } else { last };
        let year = i16::try_from(year).ok()?;
        Some(Base::new(format!("{year:04}"), about(year), self.method, Unit::Year))
    }
}

fn about(year: i16) -> Option<Edtf> {
    Some(Edtf::Point(Point::year(year).about()))
}

/// Easter Sunday of the Gregorian calendar.
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y.rem_euclid(19), y.div_euclid(100), y.rem_euclid(100));
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19).rem_euclid(32);
    calendar::date(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

#[cfg(test)]
mod tests {
    use super::easter;

    #[test]
    fn easter_falls_where_almanacs_put_it() {
        let days = ["1818-03-22", "1943-04-25", "1998-04-12", "2000-04-23", "2016-03-27", "2024-03-31", "2038-04-25"];
        for day in days {
            let year = day[..4].parse().unwrap();
            assert_eq!(easter(year).unwrap().to_string(), day);
        }
    }
}
