//! Printing EDTF, in the form that reads back as the same value.

use super::{Clock, Doubt, Edtf, End, Part, Point, Year, is_short};
use std::fmt;

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Edtf::Point(point) => point.fmt(f),
            Edtf::Stretch(stretch) => write!(f, "{}/{}", stretch.start, stretch.end),
            Edtf::Either(either) => write!(f, "[{},{}]", Point::day(either.first), Point::day(either.second)),
        }
    }
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            End::Open => f.write_str(".."),
            End::Unknown => Ok(()),
            End::At(point) => point.fmt(f),
        }
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.part {
            Part::Whole => self.year.fmt(f)?,
            Part::Month(month) => write!(f, "{}-{month:02}", self.year)?,
            Part::SomeMonth => write!(f, "{}-XX", self.year)?,
            Part::SomeDay(month) => write!(f, "{}-{month:02}-XX", self.year)?,
            Part::SomeDayOfYear => write!(f, "{}-XX-XX", self.year)?,
            Part::Day(day) => write!(f, "{}-{:02}-{:02}", self.year, day.month(), day.day())?,
            Part::Time(day, clock) => write!(f, "{}-{:02}-{:02}T{clock}", self.year, day.month(), day.day())?,
        }
        f.write_str(match self.doubt {
            Doubt::None => "",
            Doubt::Uncertain => "?",
            Doubt::Approximate => "~",
            Doubt::Both => "%",
        })
    }
}

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Year::Full(year) if !is_short(year) => write!(f, "Y{year}"),
            Year::Full(year) if year < 0 => write!(f, "-{:04}", -year),
            Year::Full(year) => write!(f, "{year:04}"),
            Year::Masked { open: 4, .. } => f.write_str("XXXX"),
            Year::Masked { digits, open } => {
                write!(f, "{digits:0width$}", width = 4 - usize::from(open))?;
                f.write_str(&"XXXX"[..usize::from(open)])
            }
        }
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)?;
        if let Some(second) = self.second {
            write!(f, ":{second:02}")?;
        }
        match self.offset {
            None => Ok(()),
            Some(0) => f.write_str("Z"),
            Some(offset) => {
                let sign = if offset < 0 { '-' } else { '+' };
                let minutes = offset.unsigned_abs();
                write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
        }
    }
}
