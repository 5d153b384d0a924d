//! Days in digits that the grammar of stamps leaves open: “17.12.2031”, “2031.12.17”, and “03/04/2031” where the markup gives
//! one of its two days or the page says for which country it is written.
//!
//! Invariant: a day that may be either of two is read by the page's region only where the markup gives none, and is `inferred`.
//! Cost: linear in the line.

use super::facts::{Facts, stamp};
use dateline_record::{Method, When};
use dateline_when::Order;
use std::ops::Range;

/// The one day that a line gives in digits, and where.
pub(super) fn find(line: &str, facts: Option<&Facts>) -> Option<(Range<usize>, When)> {
    let mut found = None;
    for (at, words) in words(line) {
        let Some(when) = read(words, facts) else { continue };
        if found.is_some() {
            return None;
        }
        found = Some((at..at + words.len(), when));
    }
    found
}

fn read(words: &str, facts: Option<&Facts>) -> Option<When> {
    let mark = words.chars().find(|c| !c.is_ascii_digit())?;
    let parts: Vec<&str> = words.split(mark).collect();
    let [one, two, three] = parts.as_slice() else { return None };
    let number = |part: &str| part.parse::<u32>().ok();
    let (first, second, third) = (number(one)?, number(two)?, number(three)?);
    let when = match (mark, one.len(), three.len()) {
        ('.', 4, 1..=2) => day(first, second, third, Method::Written),
        // Month first with points is rare: only where the markup says so.
        ('.', 1..=2, 4) => {
            let (day_first, month_first) =
                (day(third, second, first, Method::Written), day(third, first, second, Method::Written));
            let own = |when: &Option<When>| facts.is_some_and(|facts| is_stated(when, facts));
            if own(&month_first) && !own(&day_first) { month_first } else { day_first }
        }
        ('/' | '-', 1..=2, 4) => {
            either(day(third, first, second, Method::Written), day(third, second, first, Method::Written), facts?)
        }
        _ => None,
    }?;
    (two.len() <= 2).then(|| When { text: Some(words.to_owned()), ..when })
}

/// One of two days: the one that the markup has too, else the one that the page's region writes so.
fn either(month_first: Option<When>, day_first: Option<When>, facts: &Facts) -> Option<When> {
    match (is_stated(&month_first, facts), is_stated(&day_first, facts)) {
        (true, false) => return month_first,
        (false, true) => return day_first,
        _ if !facts.moments.is_empty() => return None,
        _ => {}
    }
    let when = match facts.region.as_deref().and_then(Order::of_country)? {
        Order::MonthFirst => month_first?,
        Order::DayFirst => day_first?,
    };
    Some(When { method: Method::Inferred, ..when })
}

/// Whether the markup gives that day too.
fn is_stated(when: &Option<When>, facts: &Facts) -> bool {
    when.as_ref().is_some_and(|when| facts.moments.iter().any(|own| own.when.earliest == when.earliest))
}

fn day(year: u32, month: u32, day: u32, method: Method) -> Option<When> {
    let fits = (1900..=2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    fits.then(|| stamp(&format!("{year:04}-{month:02}-{day:02}"), method)).flatten()
}

/// The runs of digits and of the marks between them.
fn words(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let mark = |c: char| !(c.is_ascii_digit() || matches!(c, '.' | '/' | '-'));
    line.split(mark)
        .map(|word| word.trim_matches(|c: char| !c.is_ascii_digit()))
        .filter(|word| word.len() >= 8)
        .map(move |word| (word.as_ptr() as usize - line.as_ptr() as usize, word))
}

/// `GB` of `en-GB` and of `en_GB`.
pub(super) fn region(tag: &str) -> Option<String> {
    let region = tag.trim().split(['-', '_']).nth(1)?;
    (region.len() == 2 && region.bytes().all(|b| b.is_ascii_alphabetic())).then(|| region.to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::dating::{Moment, Said, Source};

    #[track_caller]
    fn check(line: &str, tag: &str, expected: &str) {
        let facts = Facts { region: region(tag), ..Facts::default() };
        let found = find(line, Some(&facts));
        let shown =
            found.map_or(String::new(), |(place, when)| format!("{} {} {:?}", &line[place], when.edtf, when.method));
        assert_eq!(shown, expected, "{line}");
    }

    #[test]
    fn with_points_the_order_is_known() {
        check("Published: 17.12.2031 | Coast", "", "17.12.2031 2031-12-17 Written");
        check("2031.12.17", "", "2031.12.17 2031-12-17 Written");
        check("Version 1.2.3", "", "");
    }

    #[test]
    fn with_points_the_month_is_first_only_where_the_markup_says_so() {
        let at = |words: &str| Facts {
            moments: Moment::stated(words, Said::Published, Source::Article).into_iter().collect(),
            ..Facts::default()
        };
        let day = |stated: &str| find("03.04.2031", Some(&at(stated))).map(|(_, when)| when.edtf);
        assert_eq!(day("2031-03-04T09:00:00Z").as_deref(), Some("2031-03-04"));
        assert_eq!(day("2031-04-03T09:00:00Z").as_deref(), Some("2031-04-03"));
        assert_eq!(day("2030-01-01").as_deref(), Some("2031-04-03"));
    }

    #[test]
    fn with_slashes_the_region_says_the_order() {
        check("03/04/2031", "en-US", "03/04/2031 2031-03-04 Inferred");
        check("03/04/2031", "en_GB", "03/04/2031 2031-04-03 Inferred");
        check("03/04/2031", "en", "");
        check("03/04/2031", "en-CA", "");
    }

    #[test]
    fn a_line_with_two_days_gives_none() {
        check("17.12.2031 – 19.12.2031", "", "");
    }
}
