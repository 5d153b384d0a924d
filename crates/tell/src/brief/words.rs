//! How a line is worded, and how it is taken apart again: one place for both, so that what is written is what is checked.
//!
//! A sentence:  `Planned: “A strike is planned for Friday.” — Courier, 24 October 2025`
//! Somebody:    `the civil defence said: “at least 21 were killed” — Courier, 24 October 2025`
//! Numbers:     `Killed: 12 (the civil defence; Courier, 24 October 2025) | at least 34 (Ledger, 29 October 2025)`
//! Invariant: [`parsed`] of what [`Line`] writes is that line.

use dateline_record::{Method, Modality, Precision, When};
use std::fmt;

/// A line, taken apart.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Line {
    /// A sentence of a document.
    Sentence {
        /// How real it tells something to be, or what sort of note it is.
        label: Option<String>,
        /// The sentence.
        words: String,
        /// Where it stands.
        place: Place,
    },
    /// What somebody said.
    Said {
        /// Who, in the words of the document.
        speaker: String,
        /// They deny it.
        denies: bool,
        /// The words.
        words: String,
        /// Where they stand.
        place: Place,
    },
    /// What is said of one number.
    Numbers {
        /// What is counted.
        of: String,
        /// Each number.
        all: Vec<Number>,
    },
}

/// A number, with whoever gives it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Number {
    /// As it is written.
    pub words: String,
    /// Who gives it, in the words of the document; none where the writer does.
    pub speaker: Option<String>,
    /// Where it stands.
    pub place: Place,
}

/// Outlet and day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place {
    /// Who published it.
    pub outlet: String,
    /// The day, in words.
    pub day: String,
}

const DENIES: &str = " denied: “";
const SAID: &str = " said: “";
const END: &str = "” — ";

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        write!(out, "{}, {}", self.outlet, self.day)
    }
}

impl fmt::Display for Line {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Line::Sentence { label, words, place } => {
                let label = label.as_ref().map(|label| format!("{label}: ")).unwrap_or_default();
                write!(out, "{label}“{words}{END}{place}")
            }
            Line::Said { speaker, denies, words, place } => {
                write!(out, "{speaker}{}{words}{END}{place}", if *denies { DENIES } else { SAID })
            }
            Line::Numbers { of, all } => {
                let mut large = of.chars();
                let first = large.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
                let each = |one: &Number| match &one.speaker {
                    Some(speaker) => format!("{} ({speaker}; {})", one.words, one.place),
                    None => format!("{} ({})", one.words, one.place),
                };
                write!(out, "{first}{}: {}", large.as_str(), all.iter().map(each).collect::<Vec<_>>().join(" | "))
            }
        }
    }
}

/// A line, taken apart; none where it is none of ours.
pub fn parsed(line: &str) -> Option<Line> {
    let Some((head, place)) = line.rsplit_once(END) else { return numbers(line) };
    let place = place_of(place)?;
    if let Some(words) = head.strip_prefix('“') {
        return Some(Line::Sentence { label: None, words: words.to_string(), place });
    }
    let before = head.find('“')?;
    for (verb, denies) in [(DENIES, true), (SAID, false)] {
        if let Some(at) = head.find(verb).filter(|at| at + verb.len() == before + '“'.len_utf8()) {
            let (speaker, words) = (head[..at].to_string(), head[at + verb.len()..].to_string());
            return Some(Line::Said { speaker, denies, words, place });
        }
    }
    let label = head[..before].strip_suffix(": ")?;
    let words = head[before + '“'.len_utf8()..].to_string();
    Some(Line::Sentence { label: Some(label.to_string()), words, place })
}

fn numbers(line: &str) -> Option<Line> {
    let (of, rest) = line.split_once(": ")?;
    let each = |one: &str| {
        let (words, rest) = one.split_once(" (")?;
        let rest = rest.strip_suffix(')')?;
        let (speaker, place) = match rest.rsplit_once("; ") {
            Some((speaker, place)) => (Some(speaker.to_string()), place),
            None => (None, rest),
        };
        Some(Number { words: words.to_string(), speaker, place: place_of(place)? })
    };
    Some(Line::Numbers { of: of.to_lowercase(), all: rest.split(" | ").map(each).collect::<Option<_>>()? })
}

fn place_of(place: &str) -> Option<Place> {
    let (outlet, day) = place.rsplit_once(", ")?;
    Some(Place { outlet: outlet.to_string(), day: day.to_string() })
}

/// What stands before a sentence that does not tell something as having happened.
pub fn label(modality: Modality) -> Option<&'static str> {
    Some(match modality {
        Modality::Happened | Modality::Ongoing => return None,
        Modality::Planned => "Planned",
        Modality::Threatened => "Threatened",
        Modality::Demanded => "Demanded",
        Modality::Hypothetical => "Supposed",
        Modality::Denied => "Denied",
        Modality::Historical => "Earlier",
    })
}

/// A day in words, with what is in doubt of it: “24 October 2025”, “October 2025”, “day not known”.
pub fn day(when: Option<&When>) -> String {
    let Some(when) = when else { return "day not known".into() };
    let doubt = match when.method {
        Method::Inferred => " (inferred)",
        Method::Fallback => " (for want of a better)",
        _ => "",
    };
    let spelt = match (when.precision, &when.earliest, &when.latest) {
        (Precision::Time | Precision::Day, Some(first), _) => spelt(first, 3),
        (Precision::Month, Some(first), _) => spelt(first, 2),
        (Precision::Year, Some(first), _) => spelt(first, 1),
        (_, Some(first), Some(last)) => format!("{} to {}", spelt(first, 3), spelt(last, 3)),
        (_, Some(first), None) => format!("not before {}", spelt(first, 3)),
        (_, None, Some(last)) => format!("not after {}", spelt(last, 3)),
        (_, None, None) => return "day not known".into(),
    };
    format!("{spelt}{doubt}")
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The last `parts` of day, month and year.
fn spelt(iso: &str, parts: usize) -> String {
    let mut numbers = iso.split('-');
    let (year, month, day) = (numbers.next(), numbers.next(), numbers.next());
    let month = month.and_then(|month| MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?)).copied();
    let day = day.map(|day| day.trim_start_matches('0'));
    let all = [day.filter(|_| parts > 2), month.filter(|_| parts > 1), year];
    all.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str) {
        assert_eq!(parsed(line).map(|line| line.to_string()).as_deref(), Some(line));
    }

    #[test]
    fn what_is_written_is_taken_apart_again() {
        check("“A shed blew up: “nobody” was there.” — Courier, 24 October 2025");
        check("Planned: “A strike is planned.” — The Post, Sundays, 24 October 2025");
        check("the civil defence said: “at least 21 were killed” — Courier, October 2025");
        check("Ana Vell denied: “that she had left” — Courier, day not known");
        check("Killed: 12 (the civil defence; Courier, 24 October 2025) | at least 34 (Ledger, 2025)");
        assert_eq!(parsed("something else"), None);
    }

    #[test]
    fn days_are_as_exact_as_they_are_known() {
        let when = |edtf: &str, precision, method, latest: Option<&str>| When {
            text: None,
            edtf: edtf.into(),
            earliest: Some("2025-10-04".into()),
            latest: latest.map(str::to_string),
            precision,
            method,
        };
        let check = |when: When, expected: &str| assert_eq!(day(Some(&when)), expected);
        check(when("2025-10-04", Precision::Day, Method::Written, Some("2025-10-04")), "4 October 2025");
        check(when("2025-10", Precision::Month, Method::Written, Some("2025-10-31")), "October 2025");
        check(when("2025-10-04/..", Precision::Vague, Method::Inferred, None), "not before 4 October 2025 (inferred)");
    }
}
