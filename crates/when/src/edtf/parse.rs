//! Reading EDTF.
//!
//! Invariant: strict. What is not wholly a value is none; nothing is guessed or repaired.

use super::{Clock, Doubt, Edtf, End, Part, Point, Stretch, Year};
use crate::calendar;
use std::str::FromStr;

/// What was read is no value of EDTF, or one of a level that is not used here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NotEdtf;

impl std::fmt::Display for NotEdtf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("not a value of EDTF")
    }
}

impl std::error::Error for NotEdtf {}

impl FromStr for Edtf {
    type Err = NotEdtf;

    fn from_str(text: &str) -> Result<Edtf, NotEdtf> {
        if let Some(days) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            return either(days).ok_or(NotEdtf);
        }
        match text.split_once('/') {
            None => point(text).map(Edtf::Point),
            Some((start, end)) => {
                end_of(start).zip(end_of(end)).and_then(|(start, end)| Stretch::new(start, end)).map(Edtf::Stretch)
            }
        }
        .ok_or(NotEdtf)
    }
}

/// `2024-03-04,2024-04-03`: two days, the earlier first.
fn either(text: &str) -> Option<Edtf> {
    let (one, other) = text.split_once(',')?;
    let day = |text: &str| match point(text)? {
        point if point == Point::day(point.earliest()?) => point.earliest(),
        _ => None,
    };
    let (first, second) = (day(one)?, day(other)?);
    (first < second).then(|| Edtf::either(first, second))
}

fn end_of(text: &str) -> Option<End> {
    match text {
        "" => Some(End::Unknown),
        ".." => Some(End::Open),
        _ => point(text).map(End::At),
    }
}

fn point(text: &str) -> Option<Point> {
    let (text, doubt) = match text.as_bytes().last()? {
        b'?' => (&text[..text.len() - 1], Doubt::Uncertain),
        b'~' => (&text[..text.len() - 1], Doubt::Approximate),
        b'%' => (&text[..text.len() - 1], Doubt::Both),
        _ => (text, Doubt::None),
    };
    if let Some(long) = text.strip_prefix('Y') {
        let digits = long.strip_prefix('-').unwrap_or(long);
        let sound = (5..=15).contains(&digits.len()) && !digits.starts_with('0') && is_digits(digits);
        let year = sound.then(|| long.parse().ok())??;
        return Point::new(Year::Full(year), Part::Whole, doubt);
    }
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let (date, time) = match rest.split_once('T') {
        Some((date, time)) => (date, Some(clock(time)?)),
        None => (rest, None),
    };
    let mut fields = date.split('-');
    let year = year(fields.next()?, sign)?;
    let (month, day) = (fields.next(), fields.next());
    if fields.next().is_some() {
        return None;
    }
    let part = match (month, day) {
        (None, _) => Part::Whole,
        (Some("XX"), None) => Part::SomeMonth,
        (Some("XX"), Some("XX")) => Part::SomeDayOfYear,
        (Some(month), None) => Part::Month(two(month)?),
        (Some(month), Some("XX")) => Part::SomeDay(two(month)?),
        (Some(month), Some(day)) => {
            let Year::Full(year) = year else { return None };
            let day = calendar::date(i16::try_from(year).ok()?, two(month)?, two(day)?)?;
            time.map_or(Part::Day(day), |clock| Part::Time(day, clock))
        }
    };
    if time.is_some() && !matches!(part, Part::Time(..)) {
        return None;
    }
    Point::new(year, part, doubt)
}

fn year(text: &str, sign: i64) -> Option<Year> {
    if text.len() != 4 {
        return None;
    }
    let digits = text.trim_end_matches('X');
    if !is_digits(digits) && !digits.is_empty() {
        return None;
    }
    let number: u16 = if digits.is_empty() { 0 } else { digits.parse().ok()? };
    match (4 - digits.len()) as u8 {
        0 if sign < 0 && number == 0 => None,
        0 => Some(Year::Full(sign * i64::from(number))),
        _ if sign < 0 => None,
        open => Some(Year::Masked { digits: number, open }),
    }
}

/// `21:05`, `21:05:30`, with `Z`, `+01:00` or `+01` after it.
fn clock(text: &str) -> Option<Clock> {
    let split = text.find(['Z', '+', '-']).unwrap_or(text.len());
    let (time, zone) = text.split_at(split);
    let mut fields = time.split(':');
    let hour = two(fields.next()?)?;
    let minute = two(fields.next()?)?;
    let second = fields.next().map(|field| two(field).ok_or(())).transpose().ok()?;
    if fields.next().is_some() {
        return None;
    }
    let offset = match zone {
        "" => None,
        "Z" => Some(0),
        _ => {
            let sign = if zone.starts_with('-') { -1 } else { 1 };
            let (hours, minutes) = zone[1..].split_once(':').unwrap_or((&zone[1..], "00"));
            Some(sign * (i16::from(two(hours)?) * 60 + i16::from(two(minutes).filter(|minutes| *minutes < 60)?)))
        }
    };
    let clock = Clock { hour, minute, second, offset };
    clock.is_sound().then_some(clock)
}

fn two(text: &str) -> Option<u8> {
    (text.len() == 2 && is_digits(text)).then(|| text.parse().ok())?
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
