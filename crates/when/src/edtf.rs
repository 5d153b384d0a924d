//! EDTF (ISO 8601-2) values: level 0, level 1, and of level 2 the quarters and halves of a year, one of two days (`[2024-03-04,2024-04-03]`)
//! and times to the minute.
//!
//! Invariant: a stretch never ends before it begins; whatever parses prints as itself or as its canonical form, and that
//! parses to the same value. Cost: constant. Source: Library of Congress, EDTF specification, 2019.

use crate::calendar;
use dateline_record::Precision;
use jiff::civil::Date;

mod parse;
mod print;

pub use parse::NotEdtf;

/// A value of EDTF.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Edtf {
    /// One point: a year, a month, a day, a minute.
    Point(Point),
    /// A stretch `start/end`.
    Stretch(Stretch),
    /// One of two days, it is not known which: `03/04/2024`.
    Either(Either),
}

/// One of two days. Invariant: the first is the earlier.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Either {
    first: Date,
    second: Date,
}

/// A stretch of time. Invariant: not both ends are open or unknown, and it never ends before it begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stretch {
    start: End,
    end: End,
}

/// One end of a stretch.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum End {
    /// `..`: the stretch goes on.
    Open,
    /// Nothing written: it is not known.
    Unknown,
    /// A point.
    At(Point),
}

/// A point, as exact as it is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Point {
    year: Year,
    part: Part,
    doubt: Doubt,
}

/// A year, or the ten, hundred or thousand years that share its first digits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Year {
    /// A year; 0 is 1 BC. Beyond four digits it is written with a `Y`.
    Full(i64),
    /// `199X`: the years whose number begins so, with how many digits left open (1–4).
    Masked {
        /// The digits that are written: 199.
        digits: u16,
        /// How many are not.
        open: u8,
    },
}

/// What part of its year a point is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// All of it.
    Whole,
    /// A month, 1–12; a season, 21–32; a quarter, 33–36; a third, 37–39; a half, 40–41.
    Month(u8),
    /// `2004-XX`: some month.
    SomeMonth,
    /// `2004-06-XX`: some day of a month.
    SomeDay(u8),
    /// `2004-XX-XX`: some day.
    SomeDayOfYear,
    /// A day.
    Day(Date),
    /// A time of a day.
    Time(Date, Clock),
}

/// A time of day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Clock {
    /// 0–23.
    pub hour: u8,
    /// 0–59.
    pub minute: u8,
    /// 0–59, where written.
    pub second: Option<u8>,
    /// Minutes east of UTC, where written.
    pub offset: Option<i16>,
}

/// How a value is qualified.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Doubt {
    /// Not at all.
    #[default]
    None,
    /// `?`
    Uncertain,
    /// `~`
    Approximate,
    /// `%`
    Both,
}

impl Point {
    /// The point that is `part` of `year`; none where there is no such part or a day lies outside its year.
    pub fn new(year: Year, part: Part, doubt: Doubt) -> Option<Point> {
        let full = match year {
            Year::Full(year) => Some(year),
            Year::Masked { digits, open } if (1..=4).contains(&open) => {
                // Between them the written and the open digits are four.
                (u32::from(digits) < 10u32.pow(4 - u32::from(open))).then_some(())?;
                None
            }
            Year::Masked { .. } => return None,
        };
        let fits = match part {
            Part::Whole => true,
            Part::Month(month) => full.is_some() && matches!(month, 1..=12 | 21..=41),
            Part::SomeMonth | Part::SomeDayOfYear => full.is_some_and(is_short),
            Part::SomeDay(month) => full.is_some_and(is_short) && matches!(month, 1..=12),
            Part::Day(day) => full == Some(i64::from(day.year())),
            Part::Time(day, clock) => full == Some(i64::from(day.year())) && clock.is_sound(),
        };
        let short_enough = matches!(part, Part::Whole) || full.is_none_or(is_short);
        (fits && short_enough).then_some(Point { year, part, doubt })
    }

    /// A day.
    pub fn day(day: Date) -> Point {
        Point { year: Year::Full(i64::from(day.year())), part: Part::Day(day), doubt: Doubt::None }
    }

    /// A time of a day; only the day where the clock shows no such time.
    pub fn time(day: Date, clock: Clock) -> Point {
        let part = if clock.is_sound() { Part::Time(day, clock) } else { Part::Day(day) };
        Point { year: Year::Full(i64::from(day.year())), part, doubt: Doubt::None }
    }

    /// A year.
    pub fn year(year: i16) -> Point {
        Point { year: Year::Full(i64::from(year)), part: Part::Whole, doubt: Doubt::None }
    }

    /// A month, season, quarter or half of a year, by its EDTF number; the year where there is no such part.
    pub fn month(year: i16, month: u8) -> Point {
        Point::new(Year::Full(i64::from(year)), Part::Month(month), Doubt::None).unwrap_or(Point::year(year))
    }

    /// The same point, approximately.
    pub fn about(self) -> Point {
        Point { doubt: Doubt::Approximate, ..self }
    }

    /// What part of its year it is.
    pub fn part(&self) -> Part {
        self.part
    }

    /// Its first day; none beyond the years −9999 to 9999.
    pub fn earliest(&self) -> Option<Date> {
        self.bounds().map(|(first, _)| first)
    }

    /// Its last day; none beyond the years −9999 to 9999.
    pub fn latest(&self) -> Option<Date> {
        self.bounds().map(|(_, last)| last)
    }

    /// How exact it is.
    pub fn precision(&self) -> Precision {
        match (self.part, self.year) {
            (Part::Time(..), _) => Precision::Time,
            (Part::Day(_), _) => Precision::Day,
            (Part::Month(1..=12) | Part::SomeDay(_), _) => Precision::Month,
            (Part::Month(33..=36), _) => Precision::Quarter,
            (Part::Month(21..=32), _) => Precision::Season,
            (Part::Month(_), _) => Precision::Interval,
            (Part::Whole | Part::SomeMonth | Part::SomeDayOfYear, Year::Full(_)) => Precision::Year,
            (_, Year::Masked { open: 1, .. }) => Precision::Decade,
            (_, Year::Masked { open: 2, .. }) => Precision::Century,
            (_, Year::Masked { .. }) => Precision::Interval,
        }
    }

    fn bounds(&self) -> Option<(Date, Date)> {
        let (first, last) = match self.year {
            Year::Full(year) => (i16::try_from(year).ok()?, i16::try_from(year).ok()?),
            Year::Masked { digits, open } => {
                let width = 10i32.pow(u32::from(open));
                let first = i32::from(digits) * width;
                (i16::try_from(first).ok()?, i16::try_from(first + width - 1).ok()?)
            }
        };
        match self.part {
            Part::Whole | Part::SomeMonth | Part::SomeDayOfYear => {
                Some((calendar::date(first, 1, 1)?, calendar::date(last, 12, 31)?))
            }
            Part::Month(month) => calendar::month_bounds(first, month),
            Part::SomeDay(month) => calendar::month_bounds(first, month),
            Part::Day(day) | Part::Time(day, _) => Some((day, day)),
        }
    }
}

impl Stretch {
    /// The stretch from `start` to `end`; none where it would end before it begins or has no end at all.
    pub fn new(start: End, end: End) -> Option<Stretch> {
        let sound = match (start, end) {
            (End::At(start), End::At(end)) => match (start.earliest(), end.latest()) {
                (Some(first), Some(last)) => first <= last && !is_reversed(&start, &end),
                _ => start.year.first() <= end.year.last(),
            },
            (End::At(_), _) | (_, End::At(_)) => true,
            _ => false,
        };
        sound.then_some(Stretch { start, end })
    }

    /// Where it begins.
    pub fn start(&self) -> End {
        self.start
    }

    /// Where it ends.
    pub fn end(&self) -> End {
        self.end
    }
}

/// Whether two times are told by clocks that can be compared, and the second is the earlier.
fn is_reversed(start: &Point, end: &Point) -> bool {
    let (Part::Time(first, from), Part::Time(last, to)) = (start.part, end.part) else { return false };
    let minutes = |day: Date, clock: Clock| {
        let days = i64::from(calendar::days_between(first, day));
        days * 24 * 60 + i64::from(clock.hour) * 60 + i64::from(clock.minute) - i64::from(clock.offset.unwrap_or(0))
    };
    from.offset.is_some() == to.offset.is_some()
        && (minutes(last, to), to.second.unwrap_or(59)) < (minutes(first, from), from.second.unwrap_or(0))
}

impl Either {
    /// The two days, the earlier first.
    pub fn days(&self) -> (Date, Date) {
        (self.first, self.second)
    }
}

impl Edtf {
    /// One of two days; the day where they are one.
    pub fn either(one: Date, other: Date) -> Edtf {
        if one == other {
            return Edtf::day(one);
        }
        Edtf::Either(Either { first: one.min(other), second: one.max(other) })
    }

    /// A day.
    pub fn day(day: Date) -> Edtf {
        Edtf::Point(Point::day(day))
    }

    /// The stretch between two points; none where it would be reversed.
    pub fn between(start: Point, end: Point) -> Option<Edtf> {
        Stretch::new(End::At(start), End::At(end)).map(Edtf::Stretch)
    }

    /// The stretch between two days; the first alone where they are one, none where it would be reversed.
    pub fn days(start: Date, end: Date) -> Option<Edtf> {
        if start == end { Some(Edtf::day(start)) } else { Edtf::between(Point::day(start), Point::day(end)) }
    }

    /// First day it can be; none where it is open, unknown or out of reach.
    pub fn earliest(&self) -> Option<Date> {
        match self {
            Edtf::Point(point) => point.earliest(),
            Edtf::Stretch(Stretch { start: End::At(point), .. }) => point.earliest(),
            Edtf::Stretch(_) => None,
            Edtf::Either(either) => Some(either.first),
        }
    }

    /// Last day it can be; none where it is open, unknown or out of reach.
    pub fn latest(&self) -> Option<Date> {
        match self {
            Edtf::Point(point) => point.latest(),
            Edtf::Stretch(Stretch { end: End::At(point), .. }) => point.latest(),
            Edtf::Stretch(_) => None,
            Edtf::Either(either) => Some(either.second),
        }
    }

    /// How exact it is.
    pub fn precision(&self) -> Precision {
        match self {
            Edtf::Point(point) => point.precision(),
            Edtf::Stretch(Stretch { start: End::At(_), end: End::At(_) }) => match (self.earliest(), self.latest()) {
                (Some(first), Some(last)) if calendar::is_week(first, last) => Precision::Week,
                _ => Precision::Interval,
            },
            Edtf::Stretch(_) => Precision::Vague,
            Edtf::Either(_) => Precision::Interval,
        }
    }
}

impl Year {
    fn first(self) -> i64 {
        match self {
            Year::Full(year) => year,
            Year::Masked { digits, open } => i64::from(digits) * 10i64.pow(u32::from(open)),
        }
    }

    fn last(self) -> i64 {
        match self {
            Year::Full(year) => year,
            Year::Masked { open, .. } => self.first() + 10i64.pow(u32::from(open)) - 1,
        }
    }
}

impl Clock {
    fn is_sound(&self) -> bool {
        self.hour < 24
            && self.minute < 60
            && self.second.is_none_or(|second| second < 60)
            && self.offset.is_none_or(|offset| offset.unsigned_abs() < 24 * 60)
    }
}

fn is_short(year: i64) -> bool {
    (-9999..=9999).contains(&year)
}

#[cfg(test)]
mod tests;
