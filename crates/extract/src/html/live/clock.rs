//! The clock by which an entry of a live page stands: “17:05”, “5.05pm GMT”, “17:05 — The ferry is back”.
//!
//! Invariant: a clock opens its line; what follows it is nothing, a zone, or words that a mark parts from it.

/// Characters of a line that is a clock and little else.
const MOST_LINE_CHARS: usize = 30;

/// A time of day, in minutes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Clock {
    pub minutes: u32,
    /// The line goes on with the words of the entry.
    pub goes_on: bool,
}

/// The clock that opens a line.
pub(super) fn of(line: &str) -> Option<Clock> {
    let line = line.trim_start_matches(['[', '(', '•', ' ']);
    let hours_end = line.find(|c: char| !c.is_ascii_digit())?;
    let (hours, rest) = line.split_at(hours_end);
    let rest = rest.strip_prefix([':', '.', 'h'])?;
    let minutes_end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (minutes, rest) = rest.split_at(minutes_end);
    if !(1..=2).contains(&hours.len()) || minutes.len() != 2 {
        return None;
    }
    let (mut hour, minute) = (hours.parse::<u32>().ok()?, minutes.parse::<u32>().ok()?);
    let half: String =
        rest.trim_start().chars().take(4).filter(char::is_ascii_alphabetic).collect::<String>().to_ascii_lowercase();
    let rest = match () {
        _ if half.starts_with("pm") || half.starts_with("am") => {
            if !(1..=12).contains(&hour) {
                return None;
            }
            hour = hour % 12 + if half.starts_with('p') { 12 } else { 0 };
            let letters = rest.char_indices().filter(|(_, c)| c.is_ascii_alphabetic()).nth(1)?;
            rest[letters.0 + 1..].trim_start_matches('.')
        }
        _ => rest,
    };
    let zone = rest.trim_start().split(' ').next().unwrap_or_default();
    let zone = zone.trim_end_matches([':', ',', ']', ')']);
    let is_zone = (2..=4).contains(&zone.len()) && zone.bytes().all(|b| b.is_ascii_uppercase());
    let rest = if is_zone { &rest.trim_start()[zone.len()..] } else { rest };
    let after = rest.trim_start_matches([' ', ']', ')']);
    let parted = after.starts_with(['—', '–', '-', ':', '|']);
    let goes_on = after.len() > MOST_LINE_CHARS;
    let fits = hour < 24
        && minute < 60
        && (after.is_empty()
            || parted
            || !goes_on && line.len() <= MOST_LINE_CHARS && !after.ends_with(['.', '!', '?']));
    fits.then_some(Clock { minutes: hour * 60 + minute, goes_on: parted && after.chars().count() > 3 })
}

#[cfg(test)]
mod tests {
    #[track_caller]
    fn check(line: &str, expected: &str) {
        let shown = super::of(line).map_or(String::new(), |clock| {
            format!("{}:{:02}{}", clock.minutes / 60, clock.minutes % 60, if clock.goes_on { " …" } else { "" })
        });
        assert_eq!(shown, expected, "{line}");
    }

    #[test]
    fn a_clock_opens_its_line() {
        check("17:05", "17:05");
        check("5.05pm GMT", "17:05");
        check("12:15 a.m. ET", "0:15");
        check("17:05 CET — The ferry is back at its pier.", "17:05 …");
        check("[09:12] : It has left the harbour, the master says.", "9:12 …");
    }

    #[test]
    fn other_numbers_are_none() {
        check("17:05 was when it left, said the harbour master.", "");
        check("2.50 euros a head is what they ask for the ferry.", "");
        check("25:10", "");
        check("The ferry left at 17:05", "");
    }
}
