//! Parts of years and runs of years: quarters, halves, seasons, fiscal years, decades, centuries.
//!
//! Invariant: a fiscal year is never taken for the calendar's; a quarter that is only pointed at is a value and no quarter.

use super::date::{Base, Reader};
use super::duration::season_code;
use super::nearest::{self, Pull};
use super::{Placed, Sense, Setting, Unit, ended};
use crate::calendar;
use crate::edtf::{Doubt, Edtf, Part, Point, Year};
use crate::slots::{Slot, Slots};
use dateline_record::{Method, TimeType};

impl Reader<'_> {
    pub(super) fn decade(&self) -> Option<Base> {
        if let Some(century) = self.get(Slot::Century) {
            if !(1..=30).contains(&century) {
                return None;
            }
            let year = Year::Masked { digits: century as u16 - 1, open: 2 };
            let edtf = Point::new(year, Part::Whole, Doubt::None).map(Edtf::Point);
            return Some(Base::new(format!("{:02}", century - 1), edtf, Method::Written, Unit::Century));
        }
        let decade = self.get(Slot::Decade)?;
        // 1990 or 90 as a number must be a round one; “nineties” is 9.
        let (digits, method) = match decade {
            // “The 1800s” may be ten years or a hundred; the hundred hold both. Those of 2000 are the ten.
            1000..=1999 if decade % 100 == 0 => {
                let year = Year::Masked { digits: (decade / 100) as u16, open: 2 };
                let edtf = Point::new(year, Part::Whole, Doubt::None).map(Edtf::Point);
                return Some(Base::new((decade / 100).to_string(), edtf, Method::Written, Unit::Century));
            }
            1000..=2199 if decade % 10 == 0 => (decade / 10, Method::Written),
            10..=99 if decade % 10 == 0 => (self.nearest_decade(decade / 10)?, Method::RelativeToPublication),
            1..=9 => (self.nearest_decade(decade)?, Method::RelativeToPublication),
            _ => return None,
        };
        let year = Year::Masked { digits: digits as u16, open: 1 };
        let edtf = Point::new(year, Part::Whole, Doubt::None).map(Edtf::Point);
        Some(Base::new(digits.to_string(), edtf, method, Unit::Decade))
    }

    /// The last such decade that had begun by publication.
    pub(super) fn nearest_decade(&self, digit: i32) -> Option<i32> {
        let now = self.setting.day.map_or(199, |day| i32::from(day.year()) / 10);
        Some(if now / 10 * 10 + digit <= now { now / 10 * 10 + digit } else { (now / 10 - 1) * 10 + digit })
    }

    /// Quarters, halves and seasons.
    pub(super) fn part_of_year(&self) -> Option<Base> {
        let (number, code, grain) = if let Some(quarter) = self.get(Slot::Quarter).filter(|q| (1..=4).contains(q)) {
            (32 + quarter, format!("Q{quarter}"), Unit::Quarter)
        } else if let Some(half) = self.get(Slot::Half).filter(|half| (1..=2).contains(half)) {
            (39 + half, format!("H{half}"), Unit::Quarter)
        } else {
            let season = self.get(Slot::Season).filter(|season| (1..=4).contains(season))?;
            (20 + season, season_code(season).to_string(), Unit::Month)
        };
        let number = number as u8;
        let fiscal = self.get(Slot::Fiscal) == Some(1);
        let (year, method, sure) = if self.year_was_said() {
            let Some((year, method)) = self.year() else {
                return Some(Base::new(format!("XXXX-{code}"), None, self.method, grain));
            };
            (year, method, true)
        } else {
            let near = self.setting.day.and_then(|today| {
                let occurrence = |year: i16| match number {
                    // Winter counts as the year it begins in; most of it lies in the next.
                    24 => Some((
                        calendar::date(year.checked_add(1)?, 1, 1)?,
                        calendar::date(year.checked_add(1)?, 3, 20)?,
                    )),
                    _ => calendar::month_bounds(year, number),
                };
                nearest::year(today, self.setting.tense, self.get(Slot::Dir), Pull::Strong, occurrence)
            });
            let Some((year, sure)) = near else {
                return Some(Base::new(format!("XXXX-{code}"), None, self.method, grain));
            };
            (year, self.method, sure)
        };
        // A fiscal quarter may lie anywhere in its year and the one before.
        let edtf = if fiscal { fiscal_years(year) } else { Some(Edtf::Point(Point::month(year, number))) };
        Some(Base::new(format!("{year:04}-{code}"), edtf.filter(|_| sure), method, grain))
    }
}

/// “The quarter ended Sept. 30”.
pub(super) fn quarter_ended(slots: &Slots, setting: &Setting) -> Option<Sense> {
    let (value, stretch) = ended::quarter(slots, setting)?;
    Some(Sense { time_type: TimeType::Date, value, stretch, grain: Unit::Quarter })
}

/// “The quarter”, “a year earlier”: counted from the last quarter that the text names.
///
/// Which quarter that is can only be guessed at; so it gives a value and, of a year ago, about which year, but no quarter.
pub(super) fn last_quarter(slots: &Slots, setting: &Setting) -> Option<Sense> {
    let years = slots.get(Slot::Dir).unwrap_or(0);
    let asked = slots.get(Slot::Quarter);
    let last = setting.day.and_then(|today| calendar::add_months(today.first_of_month(), -3));
    let named = setting.quarter.or(last.map(|last| (last.year(), calendar::quarter(last))));
    let this_year = setting.day.map(|today| i32::from(today.year()));
    let year_alone = setting.quarter.is_none() && asked.is_none() && years != 0;
    let value = match (named, this_year) {
        _ if slots.has(Slot::Year) => {
            let year = slots.get(Slot::Year)?;
            named.map_or(format!("{year:04}"), |(_, quarter)| format!("{year:04}-Q{quarter}"))
        }
        (_, Some(year)) if year_alone => format!("{:04}", year.checked_add(years)?),
        (Some((year, quarter)), _) => format!("{:04}-Q{}", i32::from(year) + years, asked.unwrap_or(quarter)),
        _ => "XXXX-QX".to_string(),
    };
    let about = this_year.filter(|_| years != 0 && asked.is_none()).and_then(|year| i16::try_from(year + years).ok());
    let stretch = about.map(|year| Placed::new(Edtf::Point(Point::year(year).about()), Method::RelativeToPublication));
    Some(Sense {
        time_type: TimeType::Date,
        value,
        stretch,
        grain: if year_alone { Unit::Year } else { Unit::Quarter },
    })
}

/// A fiscal year ends in the year it is called by, or begins in it: between the middle of the one before and that of the next.
pub(super) fn fiscal_years(year: i16) -> Option<Edtf> {
    Edtf::between(Point::month(year.checked_sub(1)?, 7).about(), Point::month(year.checked_add(1)?, 6).about())
}
