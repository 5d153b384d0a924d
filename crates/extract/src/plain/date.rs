//! Date lines: “October 29, 2023 - 11:00am”, “Published: …”, “Nov 27, 2031 View in browser”.
//!
//! Invariant: what a date means is for `dateline_when::stamp` to say; here is only found what may be one.

use dateline_record::{Method, When};

/// A line that is a date, or two.
#[derive(Default)]
pub(super) struct DateLine {
    /// When the text was published, where that is without doubt.
    pub published: Option<When>,
    /// When it was changed, where that is.
    pub updated: Option<When>,
}

const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/// What may stand beside a date in its line, lower case.
const LABELS: &[&str] = &[
    "published on",
    "published at",
    "published:",
    "published",
    "posted on",
    "posted at",
    "posted:",
    "posted",
    "last updated on",
    "last updated at",
    "last updated:",
    "last updated",
    "last modified",
    "updated on",
    "updated at",
    "updated:",
    "updated",
    "first published",
    "date:",
    "on ",
    "view in browser",
    "by ",
];

/// What stands between the date of publication and that of a change: “May 3, 2024 | Updated May 4, 2024”.
const CHANGED: &[&str] = &["last updated", "last modified", "updated", "modified"];

/// The dates of a line that holds nothing else, with or without labels.
pub(super) fn line(text: &str) -> Option<DateLine> {
    if text.len() > 140 {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    let cut = CHANGED.iter().filter_map(|label| lower.find(label)).min().filter(|at| *at > 0);
    let Some(cut) = cut else { return single(text) };
    let apart =
        |c: char| c.is_whitespace() || matches!(c, '|' | '•' | '·' | '–' | '—' | '-' | '(' | ')' | ',' | ';' | '/');
    match (single(text[..cut].trim_matches(apart)), single(text[cut..].trim_matches(apart))) {
        (Some(first), Some(last)) => Some(DateLine { published: first.published, updated: last.updated }),
        _ => single(text),
    }
}

/// One date with or without a label.
fn single(text: &str) -> Option<DateLine> {
    if text.len() > 80 || super::shape::ends_sentence(text) && !text.ends_with("m.") {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    let updated = lower.contains("updated") || lower.contains("modified");
    let mut bare = lower.as_str();
    for label in LABELS {
        bare = bare.trim().strip_prefix(label).unwrap_or(bare).trim();
        bare = bare.strip_suffix(label).unwrap_or(bare).trim();
    }
    if !is_date(bare) {
        return None;
    }
    // Lower-casing ASCII keeps bytes where they are.
    let at = bare.as_ptr() as usize - lower.as_ptr() as usize;
    let when = text.get(at..at + bare.len()).and_then(stamp);
    Some(match updated {
        true => DateLine { published: None, updated: when },
        false => DateLine { published: when, updated: None },
    })
}

/// The meaning of a stamp that the head of a document writes.
pub(super) fn stamp(words: &str) -> Option<When> {
    dateline_when::stamp(words.trim()).map(|when| When { method: Method::Header, ..when })
}

/// Whether words are nothing but a date: a year, a month or its number, and little beside.
pub(super) fn is_date(words: &str) -> bool {
    let lower = words.to_ascii_lowercase();
    let tokens: Vec<&str> = lower
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '•' | '·' | '(' | ')'))
        .filter(|token| !token.is_empty())
        .collect();
    let numeric =
        |t: &&str| t.len() >= 8 && t.starts_with(|c: char| c.is_ascii_digit()) && t.split(['/', '-', '.']).count() >= 3;
    let year = |t: &&str| {
        t.len() == 4 && (t.starts_with("19") || t.starts_with("20")) && t.bytes().all(|b| b.is_ascii_digit())
    };
    let known = |token: &&str| {
        let word = token.trim_matches(|c: char| matches!(c, '.' | ':' | '-' | '–' | '—'));
        word.is_empty()
            || word.starts_with(|c: char| c.is_ascii_digit())
            || MONTHS.iter().any(|month| word.starts_with(month) && is_month(word))
            || ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
                .iter()
                .any(|day| word.starts_with(day) && word.len() <= 9)
            || matches!(
                word,
                "am" | "pm"
                    | "a.m"
                    | "p.m"
                    | "at"
                    | "on"
                    | "of"
                    | "et"
                    | "est"
                    | "edt"
                    | "gmt"
                    | "utc"
                    | "bst"
                    | "cet"
                    | "cest"
                    | "pt"
                    | "pst"
                    | "pdt"
                    | "ist"
                    | "the"
                    | "min"
                    | "mins"
                    | "minute"
                    | "minutes"
                    | "read"
            )
    };
    let has_year = tokens.iter().any(year) || tokens.iter().any(numeric);
    let has_month = tokens.iter().any(|t| MONTHS.iter().any(|m| t.starts_with(m) && is_month(t)));
    (1..=10).contains(&tokens.len())
        && has_year
        && (has_month || tokens.iter().any(numeric))
        && tokens.iter().all(|token| known(token) || numeric(token))
}

fn is_month(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    let full = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    word.len() == 3 || word == "sept" || full.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_with_little_beside_it_is_a_date_line() {
        for text in [
            "October 29, 2023 - 11:00am",
            "Published: 3 May 2024",
            "Nov 27, 2031 View in browser",
            "2024-02-26",
            "May 3, 2024   4 mins",
            "Thursday, 30 November 2023 09:05 pm",
            "Last updated on Jan. 3, 2024 at 9:14 a.m. ET",
        ] {
            assert!(line(text).is_some(), "{text}");
        }
    }

    #[test]
    fn a_line_may_say_when_a_text_was_changed() {
        let dates = |text| {
            let found = line(text).expect(text);
            let day = |when: Option<When>| when.map_or("–".to_owned(), |when| when.edtf);
            format!("{} {}", day(found.published), day(found.updated))
        };
        assert_eq!(dates("Published May 3, 2024 | Updated May 4, 2024"), "2024-05-03 2024-05-04");
        assert_eq!(dates("May 3, 2024 (last updated 4 May 2024)"), "2024-05-03 2024-05-04");
        assert_eq!(dates("Updated May 4, 2024"), "– 2024-05-04");
        assert_eq!(dates("First published on 3 May 2024"), "2024-05-03 –");
        // Either of two days.
        assert_eq!(dates("Published: 03/04/2024"), "– –");
        assert!(line("The list was updated May 4, 2024").is_none());
    }

    #[test]
    fn a_line_that_mentions_a_date_is_none() {
        for text in
            ["In October 2023 the council met", "2024", "May 3", "October 2023: the boats come back", "Room 12, 2023"]
        {
            assert!(line(text).is_none(), "{text}");
        }
    }
}
