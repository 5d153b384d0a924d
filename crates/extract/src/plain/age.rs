//! Ages: “2 hours ago”, “3d”, “1 yr. ago”, as comments and posts show them; and what they mean on the day of capture.
//!
//! Invariant: an age has a meaning only where the capture's day is known, and then an interval: some pages cut an age off
//! (Reddit), some round it (WordPress's `human_time_diff`), so it reaches from half a unit less to one unit more.

use dateline_record::{Method, Precision, When};
use jiff::{Span, civil::Date};

/// How long ago something is said to have been written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Age {
    count: i32,
    unit: Unit,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Unit {
    /// Hours and less.
    Hours,
    Days,
    Weeks,
    Months,
    Years,
}

/// The age that a line is; none where it is anything else or more.
pub(super) fn of(text: &str) -> Option<Age> {
    if text.len() > 40 {
        return None;
    }
    let lower = text.trim().to_ascii_lowercase();
    let bare = lower.trim_end_matches("(edited)").trim_end_matches("edited").trim_end_matches([' ', '•', '·', ',']);
    let words: Vec<&str> = bare.split_whitespace().collect();
    match words.as_slice() {
        ["just", "now"] | ["now"] | ["yesterday"] => {
            let unit = if bare == "yesterday" { Unit::Days } else { Unit::Hours };
            Some(Age { count: 1, unit })
        }
        [count, word, "ago"] => Some(Age { count: number(count)?, unit: unit(word)? }),
        ["about" | "over" | "almost" | "posted", count, word, "ago"] => {
            Some(Age { count: number(count)?, unit: unit(word)? })
        }
        [short] | [short, "ago"] => {
            let digits = short.bytes().take_while(u8::is_ascii_digit).count();
            let unit = match &short[digits..] {
                "s" | "m" | "min" | "h" | "hr" | "hrs" => Unit::Hours,
                "d" => Unit::Days,
                "w" | "wk" => Unit::Weeks,
                "mo" | "mos" => Unit::Months,
                "y" | "yr" | "yrs" => Unit::Years,
                _ => return None,
            };
            (1..=3).contains(&digits).then_some(())?;
            // “30m” and “90s” are no day.
            let count = if matches!(&short[digits..], "s" | "m" | "min") { 1 } else { short[..digits].parse().ok()? };
            Some(Age { count, unit })
        }
        _ => None,
    }
}

fn number(word: &str) -> Option<i32> {
    match word {
        "a" | "an" | "one" => Some(1),
        _ => word.parse::<u16>().ok().map(i32::from),
    }
}

fn unit(word: &str) -> Option<Unit> {
    let word = word.trim_end_matches('.');
    Some(match word.strip_suffix('s').unwrap_or(word) {
        "second" | "sec" | "minute" | "min" => Unit::Hours,
        "hour" | "hr" | "h" => Unit::Hours,
        "day" => Unit::Days,
        "week" | "wk" => Unit::Weeks,
        "month" | "mo" => Unit::Months,
        "year" | "yr" => Unit::Years,
        _ => return None,
    })
}

impl Age {
    /// The days on which something so old can have been written, where it was captured on a known day.
    pub fn before(self, captured: Option<&When>, words: &str) -> Option<When> {
        let captured = captured?;
        let day = |day: &Option<String>| day.as_deref()?.parse::<Date>().ok();
        let (first, last) = (day(&captured.earliest)?, day(&captured.latest)?);
        let back = |from: Date, days: i32, months: i32| {
            let span = Span::new().try_days(days).ok()?.try_months(months).ok()?;
            from.checked_sub(span).ok()
        };
        let n = self.count;
        let (earliest, latest) = match self.unit {
            // “23 hours ago” is today or yesterday.
            Unit::Hours => (back(first, n / 24 + 1, 0)?, back(last, n / 24, 0)?),
            Unit::Days => (back(first, n + 1, 0)?, back(last, (n - 1).max(0), 0)?),
            Unit::Weeks => (back(first, 7 * (n + 1), 0)?, back(last, 7 * n - 4, 0)?),
            Unit::Months => (back(first, 0, n + 1)?, back(last, 30 * n - 16, 0)?),
            Unit::Years => (back(first, 0, 12 * (n + 1))?, back(last, 0, 12 * n - 6)?),
        };
        let edtf = dateline_when::Edtf::days(earliest, latest)?;
        let when = dateline_when::when(&edtf, Method::RelativeToCapture, Some(words));
        Some(When { precision: if earliest == latest { Precision::Day } else { Precision::Interval }, ..when })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_is_a_number_a_unit_and_little_else() {
        for text in [
            "2 hours ago",
            "an hour ago",
            "1 yr. ago",
            "3d",
            "11 months ago",
            "2mo ago",
            "just now",
            "1 year ago (edited)",
        ] {
            assert!(of(text).is_some(), "{text}");
        }
        for text in ["years ago", "the 2 hours ago", "3 boats ago", "2d20", "12", "s", "2 hours ago he said"] {
            assert!(of(text).is_none(), "{text}");
        }
    }

    #[track_caller]
    fn check(age: &str, captured: &str, expected: &str) {
        let captured = dateline_when::stamp(captured);
        let when = of(age).unwrap().before(captured.as_ref(), age);
        assert_eq!(when.map_or("none".into(), |when| when.edtf), expected, "{age}");
    }

    #[test]
    fn an_age_is_counted_from_the_capture_and_never_more_exact_than_its_unit() {
        check("2 hours ago", "2024-03-10", "2024-03-09/2024-03-10");
        check("3d", "2024-03-10", "2024-03-06/2024-03-08");
        check("1 year ago", "2024-11-20", "2022-11-20/2024-05-20");
        check("2 weeks ago", "2024-03-31", "2024-03-10/2024-03-21");
        check("1 year ago", "no day", "none");
    }
}
