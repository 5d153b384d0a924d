//! Dates: written whole, in part, or counted from publication or from the last date of the text.
//!
//! The finest field said decides the grain; coarser fields that are not said come from the tense and the day of publication.
//!
//! Invariant: no finer than its finest field; a weekday that contradicts its date leaves no stretch.

use super::duration::beside;
use super::nearest::{self, Pull};
use super::period;
use super::{Placed, Sense, Setting, Unit, ended};
use crate::calendar;
use crate::edtf::{Edtf, Point};
use crate::slots::{Slot, Slots};
use dateline_record::{Method, TimeType};
use jiff::civil::Date;

/// Farther back a date is hardly what “the next day” leans on.
pub(super) const NEAR_SENTENCES: usize = 2;

/// A date before early and late and the time of day are looked at.
pub(super) struct Base {
    pub value: String,
    pub stretch: Option<(Edtf, Method)>,
    pub grain: Unit,
}

impl Base {
    pub(super) fn new(value: String, edtf: Option<Edtf>, method: Method, grain: Unit) -> Base {
        Base { value, stretch: edtf.map(|edtf| (edtf, method)), grain }
    }
}

pub(crate) fn of(slots: &Slots, setting: &Setting) -> Option<Sense> {
    if slots.get(Slot::Base) == Some(2) {
        return period::last_quarter(slots, setting);
    }
    if ended::is_ended(slots) {
        return period::quarter_ended(slots, setting);
    }
    if slots.get(Slot::Base) == Some(3) {
        return another_day(slots, setting);
    }
    let from_previous = slots.get(Slot::Base) == Some(1);
    // Counted from the last date of the text, where there is one that is fine enough.
    let counted = slots.get(Slot::Unit).and_then(Unit::of).filter(|unit| *unit != Unit::Weekend).unwrap_or(Unit::Day);
    let previous = setting.previous.filter(|previous| previous.grain <= counted);
    // One far back, or publication where there is none, gives a value that is a guess, and no stretch.
    let guessed = from_previous && previous.is_none_or(|previous| previous.sentences > NEAR_SENTENCES);
    let from = previous.map(|p| p.first).or(setting.day.filter(|_| slots.get(Slot::Dir) == Some(-1)));
    let setting = &Setting { day: if from_previous { from } else { setting.day }, ..*setting };
    let method = if from_previous { Method::RelativeToDate } else { Method::RelativeToPublication };
    let reader = Reader { slots, setting, method };
    let mut base = if slots.has(Slot::Stamp) {
        reader.eight_digits()?
    } else if let Some(days) = slots.get(Slot::Easter) {
        reader.easter(days)?
    } else if let Some(years) = slots.get(Slot::Turn) {
        reader.turn(years)?
    } else if slots.has(Slot::Decade) || slots.has(Slot::Century) {
        reader.decade()?
    } else if slots.has(Slot::Month) {
        reader.month()?
    } else if let (Some(weekday), Some(nth), Some(5)) =
        (slots.get(Slot::Weekday), slots.get(Slot::N), slots.get(Slot::Unit))
    {
        // “The last Friday of this month”: the number counts weekdays, not months.
        let today = setting.day?;
        let month = calendar::add_months(today.first_of_month(), slots.get(Slot::Dir).unwrap_or(0))?;
        let day = nth_weekday_of(month, weekday, nth)?;
        Base::new(day.to_string(), Some(Edtf::day(day)), method, Unit::Day)
    } else if slots.has(Slot::Quarter) || slots.has(Slot::Half) || slots.has(Slot::Season) {
        reader.part_of_year()?
    } else if slots.has(Slot::Weekday) {
        reader.weekday()?
    } else if let Some(days) = slots.get(Slot::Days) {
        reader.days(days)?
    } else if slots.has(Slot::Unit) {
        let mut base = reader.unit()?;
        if slots.get(Slot::Span) == Some(1) {
            let (unit, dir) = (Unit::of(slots.get(Slot::Unit)?)?, slots.get(Slot::Dir)?);
            let span = setting.day.and_then(|day| beside(day, dir, 1, unit));
            base.stretch = span.map(|edtf| (edtf, method));
        }
        base
    } else if slots.has(Slot::Year) {
        reader.year_alone()?
    } else if slots.has(Slot::Hour) || slots.has(Slot::HourMinute) || slots.has(Slot::Part) {
        reader.today()
    } else {
        return None;
    };
    // 05/05/2023 is the same day in either order.
    let same = slots.has(Slot::Year) && slots.has(Slot::Month) && slots.get(Slot::Month) == slots.get(Slot::Day);
    if guessed || slots.get(Slot::Unsure) == Some(1) && !same {
        base.stretch = either_order(slots);
        // No value may be a guess at which of two days it is.
        if let Some((Edtf::Either(either), _)) = base.stretch {
            base.value = format!("{:04}-XX-XX", either.days().0.year());
        }
    }
    let mut precision = None;
    if let Some(modifier) = slots.get(Slot::Mod) {
        reader.modify(&mut base, modifier, &mut precision);
    }
    let day2 = slots.get(Slot::Day2).map(|day2| reader.until(&mut base, day2));
    if day2 == Some(false) {
        return None;
    }
    let timed = reader.time_of_day(&mut base)?;
    let stretch = base
        .stretch
        .map(|(edtf, method)| Placed { precision: precision.unwrap_or(edtf.precision()), ..Placed::new(edtf, method) });
    let time_type = if timed { TimeType::Time } else { TimeType::Date };
    Some(Sense { time_type, value: base.value, stretch, grain: base.grain })
}

/// “03/04/2024”, of which nothing says whether the day or the month stands first: one of two days.
fn either_order(slots: &Slots) -> Option<(Edtf, Method)> {
    let year = i16::try_from(slots.get(Slot::Year)?).ok().filter(|year| *year > 99)?;
    let (month, day) = (slots.get(Slot::Month)?, slots.get(Slot::Day)?);
    let date = |month: i32, day: i32| calendar::date(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    Some((Edtf::either(date(month, day)?, date(day, month)?), Method::Written))
}

/// “Aug. 7 and 8”: another day of the month of the date right before.
fn another_day(slots: &Slots, setting: &Setting) -> Option<Sense> {
    let previous = setting.previous.filter(|p| p.gap <= 2 && p.grain == Unit::Day && p.first == p.last)?;
    let day = u8::try_from(slots.get(Slot::Day)?).ok()?;
    let day = calendar::date(previous.first.year(), previous.first.month() as u8, day)?;
    let follows = previous.monthly && day > previous.first;
    let placed = Placed::new(Edtf::day(day), Method::RelativeToDate);
    follows.then(|| Sense {
        time_type: TimeType::Date,
        value: day.to_string(),
        stretch: Some(placed),
        grain: Unit::Day,
    })
}

/// The slots of one date, and what they are read against.
pub(super) struct Reader<'a> {
    pub slots: &'a Slots,
    pub setting: &'a Setting,
    pub method: Method,
}

impl Reader<'_> {
    pub(super) fn get(&self, slot: Slot) -> Option<i32> {
        self.slots.get(slot)
    }

    /// The year as written, or as many years away from publication as said.
    pub(super) fn year(&self) -> Option<(i16, Method)> {
        if let Some(year) = self.get(Slot::Year) {
            let year = match year {
                0..=49 => 2000 + year,
                50..=99 => 1900 + year,
                _ => year,
            };
            let year = year.checked_add(self.get(Slot::Anniversary).unwrap_or(0))?;
            return Some((i16::try_from(year).ok().filter(|year| (1..=9999).contains(year))?, Method::Written));
        }
        if self.get(Slot::Unit) == Some(Unit::Year as i32) {
            let shift = self.shift()?;
            let year = i32::from(self.setting.day?.year()).checked_add(shift)?;
            return Some((i16::try_from(year).ok().filter(|year| (1..=9999).contains(year))?, self.method));
        }
        None
    }

    /// How many units away: the side times the number.
    pub(super) fn shift(&self) -> Option<i32> {
        self.get(Slot::Dir).unwrap_or(0).checked_mul(self.get(Slot::N).unwrap_or(1))
    }

    pub(super) fn year_was_said(&self) -> bool {
        self.slots.has(Slot::Year) || self.get(Slot::Unit) == Some(Unit::Year as i32)
    }

    fn eight_digits(&self) -> Option<Base> {
        let number = self.get(Slot::Stamp)?;
        let part = |number: i32| u8::try_from(number % 100).ok();
        let day = calendar::date(i16::try_from(number / 10_000).ok()?, part(number / 100)?, part(number)?)?;
        Some(Base::new(day.to_string(), Some(Edtf::day(day)), Method::Written, Unit::Day))
    }

    fn month(&self) -> Option<Base> {
        let month = u8::try_from(self.get(Slot::Month)?).ok().filter(|month| (1..=12).contains(month))?;
        let day = match self.get(Slot::Day) {
            Some(day) => Some(u8::try_from(day).ok().filter(|day| (1..=31).contains(day))?),
            None => None,
        };
        if let (None, Some(weekday), Some(nth)) = (day, self.get(Slot::Weekday), self.get(Slot::N)) {
            return self.nth_weekday(month, weekday, nth);
        }
        let Some(day) = day else { return self.whole_month(month) };
        // A day that no year has is no date at all.
        calendar::date(2000, month, day)?;
        let on = |year: i16| calendar::date(year, month, day);
        let matches = |date: Date| self.get(Slot::Weekday).is_none_or(|weekday| calendar::weekday(date) == weekday);
        // Of a day that names what happened on it, the year is known only once that has happened.
        let named = self.get(Slot::Named);
        let happening = named.and(self.year()).and_then(|(year, _)| on(year));
        let happening = happening.filter(|happening| self.setting.day.is_none_or(|today| *happening <= today));
        if let (Some(2), Some(date)) = (named, happening) {
            return Some(Base::new(date.to_string(), Some(Edtf::day(date)), Method::Inferred, Unit::Day));
        }
        if named.is_none() && self.year_was_said() {
            let Some((year, method)) = self.year() else {
                return Some(Base::new(format!("XXXX-{month:02}-{day:02}"), None, self.method, Unit::Day));
            };
            let date = on(year)?;
            let edtf = matches(date).then_some(Edtf::day(date));
            return Some(Base::new(date.to_string(), edtf, method, Unit::Day));
        }
        let open = || Some(Base::new(format!("XXXX-{month:02}-{day:02}"), None, self.method, Unit::Day));
        let Some(today) = self.setting.day else { return open() };
        let occurrence = |year: i16| on(year).filter(|date| matches(*date)).map(|date| (date, date));
        let near = |pull| nearest::year(today, self.setting.tense, self.get(Slot::Dir), pull, occurrence);
        let near = match (near(Pull::Weak), near(Pull::Strong)) {
            (Some((year, _)), Some(other)) if self.setting.close && year != other.0 => Some(other),
            (near, _) => near,
        };
        let Some((year, sure)) = near else { return open() };
        let date = on(year)?;
        // “Since Oct. 7”, long after: the words may name what happened, in whatever year.
        let far = named == Some(1) && calendar::days_between(date, today).abs() > 300;
        let other = happening.is_some_and(|happening| happening != date);
        let edtf = (sure && !far && !other).then_some(Edtf::day(date));
        Some(Base::new(date.to_string(), edtf, self.method, Unit::Day))
    }

    /// “The first Tuesday of November”; a feast such as this is meant by its day, not its month.
    fn nth_weekday(&self, month: u8, weekday: i32, nth: i32) -> Option<Base> {
        let of_year = |year: i16| nth_weekday_of(calendar::date(year, month, 1)?, weekday, nth);
        let base = self.yearly(of_year)?;
        Some(if base.value.starts_with("XXXX") { Base { value: format!("XXXX-{month:02}"), ..base } } else { base })
    }

    fn whole_month(&self, month: u8) -> Option<Base> {
        if self.year_was_said() {
            let Some((year, method)) = self.year() else {
                return Some(Base::new(format!("XXXX-{month:02}"), None, self.method, Unit::Month));
            };
            let edtf = Edtf::Point(Point::month(year, month));
            return Some(Base::new(format!("{year:04}-{month:02}"), Some(edtf), method, Unit::Month));
        }
        let near = self.setting.day.and_then(|today| {
            let occurrence = |year: i16| calendar::month_bounds(year, month);
            nearest::year(today, self.setting.tense, self.get(Slot::Dir), Pull::Strong, occurrence)
        });
        let Some((year, sure)) = near else {
            return Some(Base::new(format!("XXXX-{month:02}"), None, self.method, Unit::Month));
        };
        let edtf = sure.then_some(Edtf::Point(Point::month(year, month)));
        Some(Base::new(format!("{year:04}-{month:02}"), edtf, self.method, Unit::Month))
    }
}

/// The nth such weekday of the month that begins on `first`; counted from its end where `nth` is negative.
fn nth_weekday_of(first: Date, weekday: i32, nth: i32) -> Option<Date> {
    let to_first = (weekday - calendar::weekday(first)).rem_euclid(7);
    let day = match nth {
        1.. => calendar::add_days(first, to_first + 7 * (nth - 1))?,
        _ => {
            let last = first.last_of_month();
            calendar::add_days(last, -(calendar::weekday(last) - weekday).rem_euclid(7))?
        }
    };
    (day.first_of_month() == first).then_some(day)
}
