//! The desk's time zone: a time stated in UTC is told by the desk's own clock, so that its day is the day of those who read it.
//!
//! Invariant: the instant stays. A time with another offset is local to its outlet and stays as written; what has no time of day is
//! not touched. Zones come from the database that is part of the program, never from the machine.
//! Source: IANA time zone database, as jiff bundles it.

use crate::edtf::{Clock, Edtf, Part, Point};
use dateline_record::When;
use jiff::tz::{Offset, TimeZone, TimeZoneDatabase};

/// No place on earth is farther from UTC.
const FARTHEST_SECONDS: i32 = 14 * 3600;

/// A time zone: one of the IANA database, or so many hours and minutes from UTC.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Zone {
    name: String,
    zone: TimeZone,
}

impl Zone {
    /// The zone of that name (`America/New_York`, in any case) or offset (`+03:00`); none where there is none.
    pub fn named(name: &str) -> Option<Zone> {
        let name = name.trim();
        if let Some(seconds) = offset_seconds(name) {
            let minutes = seconds.abs() / 60;
            let sign = if seconds < 0 { '-' } else { '+' };
            let zone = TimeZone::fixed(Offset::from_seconds(seconds).ok()?);
            return Some(Zone { name: format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60), zone });
        }
        let zone = TimeZoneDatabase::bundled().get(name).ok()?;
        let name = zone.iana_name().unwrap_or(name).to_string();
        Some(Zone { name, zone })
    }

    /// Its name, always spelt the same: by it the zone is found again.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// A time stated in UTC, told by the clock of this zone; none where it is anything else.
    pub fn told(&self, when: &When) -> Option<When> {
        let Ok(Edtf::Point(point)) = when.edtf.parse::<Edtf>() else { return None };
        let Part::Time(day, clock) = point.part() else { return None };
        (clock.offset == Some(0)).then_some(())?;
        let number = |number: u8| i8::try_from(number).ok();
        let time = day.at(number(clock.hour)?, number(clock.minute)?, number(clock.second.unwrap_or(0))?, 0);
        let instant = time.to_zoned(TimeZone::UTC).ok()?.timestamp();
        let offset = self.zone.to_offset(instant);
        let local = offset.to_datetime(instant);
        // Before zones were agreed on, clocks went by the sun.
        (offset.seconds() % 60 == 0).then_some(())?;
        let clock = Clock {
            hour: local.hour() as u8,
            minute: local.minute() as u8,
            second: clock.second.map(|_| local.second() as u8),
            offset: Some((offset.seconds() / 60) as i16),
        };
        let edtf = Edtf::Point(Point::time(local.date(), clock));
        Some(crate::when(&edtf, when.method, when.text.as_deref()))
    }
}

/// Seconds east of UTC, of `+3`, `+03`, `+0330` and `+03:30`.
fn offset_seconds(text: &str) -> Option<i32> {
    let (sign, rest) = match text.strip_prefix('+') {
        Some(rest) => (1, rest),
        None => (-1, text.strip_prefix(['-', '−'])?),
    };
    let (hours, minutes) = match (rest.split_once(':'), rest.len()) {
        (Some(parts), _) => parts,
        (None, 4) => rest.split_at_checked(2)?,
        (None, _) => (rest, "0"),
    };
    let number = |digits: &str| {
        let plain = (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| digits.parse::<i32>().ok()).flatten()
    };
    let seconds = number(hours)? * 3600 + number(minutes).filter(|minutes| *minutes < 60)? * 60;
    (seconds <= FARTHEST_SECONDS).then_some(sign * seconds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Anchor, find, stamp};

    #[track_caller]
    fn check(zone: &str, written: &str, expected: &str) {
        let zone = Zone::named(zone).expect("a zone");
        let when = stamp(written).expect("a stamp");
        let told = zone.told(&when).map_or(String::new(), |when| when.edtf);
        assert_eq!(told, expected, "{written}");
    }

    /// What the one expression of `text` means to a desk in `zone`.
    #[track_caller]
    fn counted(zone: &str, published: &str, text: &str, expected: &str) {
        let published = stamp(published).expect("a stamp");
        let told = Zone::named(zone).and_then(|zone| zone.told(&published)).unwrap_or(published);
        let found = find(text, &Anchor { published: Some(told), ..Anchor::default() });
        let meant: Vec<&str> = found.iter().filter_map(|time| time.when.as_ref()).map(|w| w.edtf.as_str()).collect();
        assert_eq!(meant, [expected], "{text}");
    }

    #[test]
    fn a_time_in_utc_is_told_by_the_clock_of_the_desk() {
        check("America/New_York", "2024-11-06T02:10:00Z", "2024-11-05T21:10:00-05:00");
        check("America/New_York", "2024-07-06T02:10Z", "2024-07-05T22:10-04:00");
        check("Asia/Tokyo", "2024-11-05T20:30:00+00:00", "2024-11-06T05:30:00+09:00");
        check("+05:30", "Tue, 05 Nov 2024 20:30:00 GMT", "2024-11-06T02:00:00+05:30");
        check("UTC", "2024-11-06T02:10:00Z", "2024-11-06T02:10:00Z");
    }

    #[test]
    fn a_time_with_an_offset_of_its_own_stays_that_of_its_outlet() {
        check("America/New_York", "2024-11-06T02:10:00+01:00", "");
        check("America/New_York", "2024-11-06T02:10:00", "");
        check("America/New_York", "2024-11-06", "");
    }

    #[test]
    fn weekdays_are_counted_from_the_day_of_the_desk() {
        // 02:10 on Wednesday in UTC is Tuesday night in New York.
        let (wednesday, text) = ("2024-11-06T02:10:00Z", "The mayor resigned on Wednesday.");
        counted("America/New_York", wednesday, text, "2024-10-30");
        counted("UTC", wednesday, text, "2024-11-06");
        counted("America/New_York", "2024-11-06T02:10:00+01:00", text, "2024-11-06");
        counted("America/New_York", wednesday, "The mayor resigned yesterday.", "2024-11-04");
        counted("Asia/Tokyo", "2024-11-05T20:30:00Z", "The mayor resigned yesterday.", "2024-11-05");
    }

    #[test]
    fn a_zone_has_one_name_however_it_is_spelt() {
        let name = |spelt: &str| Zone::named(spelt).map_or(String::new(), |zone| zone.name);
        assert_eq!(name("america/new_york"), "America/New_York");
        assert_eq!([name("+3"), name("+0300"), name("+03:00")], ["+03:00"; 3]);
        assert_eq!(name("-0330"), "-03:30");
        assert_eq!([name("Atlantis/Varn"), name("+99:00"), name("+3:75"), name("")], [""; 4]);
    }
}
