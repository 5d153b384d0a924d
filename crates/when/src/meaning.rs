//! What filled slots mean: a TIMEX3 type and value, and the stretch of time where there is one.
//!
//! Invariant: nothing here is more exact than the slots say; without an anchor a relative expression has a value with open
//! digits and no stretch.

mod date;
mod duration;
mod ended;
mod feast;
mod nearest;
mod period;
mod relative;
mod shape;

use crate::edtf::{Edtf, End, Point, Stretch};
use crate::rules::Means;
use crate::slots::{Slot, Slots};
use crate::tense::Tense;
use dateline_record::{Method, Precision, TimeType};
use jiff::civil::Date;

/// Units of time, from fine to coarse; the numbers are those of the word files.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Unit {
    Second = 0,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Weekend,
    Millennium,
}

impl Unit {
    fn of(number: i32) -> Option<Unit> {
        use Unit::*;
        let all = [Second, Minute, Hour, Day, Week, Month, Quarter, Year, Decade, Century, Weekend, Millennium];
        usize::try_from(number).ok().and_then(|number| all.get(number).copied())
    }
}

/// What an expression means.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Sense {
    pub time_type: TimeType,
    /// TIMEX3 value.
    pub value: String,
    /// The stretch; none where it is not known.
    pub stretch: Option<Placed>,
    /// How fine it is.
    pub grain: Unit,
}

/// A stretch of time, and how it was placed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Placed {
    pub edtf: Edtf,
    pub precision: Precision,
    pub method: Method,
}

impl Placed {
    pub(crate) fn new(edtf: Edtf, method: Method) -> Placed {
        Placed { edtf, precision: edtf.precision(), method }
    }
}

/// What an expression is read against.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Setting {
    /// The day of publication.
    pub day: Option<Date>,
    pub tense: Tense,
    /// The verb stands right before it.
    pub close: bool,
    /// The last date of the text.
    pub previous: Option<Previous>,
    /// The last quarter of the text: year and number.
    pub quarter: Option<(i16, i32)>,
}

/// A date that stands earlier in the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Previous {
    pub first: Date,
    pub last: Date,
    pub grain: Unit,
    /// How many sentences end between.
    pub sentences: usize,
    /// How many words and marks stand between.
    pub gap: usize,
    /// The hours of the day about its time of day, where it has one.
    pub hours: Option<(i32, i32)>,
    /// Month and year are written.
    pub dated: bool,
    /// Its month is written.
    pub monthly: bool,
}

/// The meaning of slots under a rule; none where they make no sense together.
pub(crate) fn of(means: Means, slots: &Slots, setting: &Setting) -> Option<Sense> {
    match means {
        Means::Date => date::of(slots, setting),
        Means::Duration => duration::of(slots, setting),
        Means::Set => duration::set(slots),
        Means::Reference => reference(slots, setting),
        Means::Nothing => None,
    }
}

/// “now”, “recently”, “soon”: the side of publication, no more.
fn reference(slots: &Slots, setting: &Setting) -> Option<Sense> {
    let side = slots.get(Slot::Ref)?;
    let value = match side {
        ..=-1 => "PAST_REF",
        0 => "PRESENT_REF",
        _ => "FUTURE_REF",
    };
    let stretch = setting.day.and_then(|day| side_of(day, side)).map(|edtf| Placed {
        edtf,
        precision: Precision::Vague,
        method: Method::RelativeToPublication,
    });
    Some(Sense { time_type: TimeType::Date, value: value.to_string(), stretch, grain: Unit::Millennium })
}

/// The time up to, around or from a day on.
fn side_of(day: Date, side: i32) -> Option<Edtf> {
    let point = Point::day(day);
    match side {
        ..=-1 => Stretch::new(End::Open, End::At(point)).map(Edtf::Stretch),
        0 => Some(Edtf::Point(point.about())),
        _ => Stretch::new(End::At(point), End::Open).map(Edtf::Stretch),
    }
}
