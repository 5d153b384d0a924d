//! When a page was published and when it was changed, out of all that it says of either.
//!
//! Three witnesses: the markup (written by the publishing system, often in UTC, often the day on which an old page was moved
//! to a new system), the line that readers see (written for them, in the outlet's own time), the address. Where they agree
//! on the day, the most exact of them is taken. Where markup and line lie a day apart and the markup counts in UTC, the line
//! has the local day. Where they cannot be joined, the line is taken and the date says that it is inferred.
//!
//! Invariant: a date that the page itself contradicts is `inferred`; one of which only the last change is known is
//! `fallback`. Cost: linear in what was said.

use super::facts::stamp;
use dateline_record::{Method, Precision, When};

/// What a moment is said to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Said {
    Published,
    Created,
    Updated,
    /// A date without a word.
    Nothing,
    /// Said of one of several pages, and not known which.
    Unsure,
}

/// Where it is said; the earlier, the more it is believed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Source {
    /// JSON-LD of the article.
    Article,
    /// A meta element.
    Meta,
    /// Microdata, RDFa, hAtom.
    Property,
    /// JSON-LD of the page.
    Page,
    /// Data that a script carries for itself.
    Script,
    /// What stands between headline and text.
    Shown,
    /// What stands elsewhere, in an element that calls itself the date.
    Aside,
}

/// One statement of a moment.
#[derive(Clone, Debug)]
pub(crate) struct Moment {
    pub said: Said,
    pub source: Source,
    pub when: When,
}

impl Moment {
    /// A moment that markup states; none where its words are no date.
    pub fn stated(words: &str, said: Said, source: Source) -> Option<Moment> {
        let when = stamp(words, Method::Structured)?;
        Some(Moment { said, source, when })
    }
}

/// When a page was published, and when it was changed.
pub(crate) fn settle(moments: &[Moment], address: Option<When>) -> (Option<When>, Option<When>) {
    let mut moments: Vec<&Moment> =
        moments.iter().filter(|moment| is_day(&moment.when) && is_set(&moment.when)).collect();
    moments.sort_by_key(|moment| moment.source);
    let first = |said: Said, fits: fn(Source) -> bool| {
        moments.iter().find(|moment| moment.said == said && fits(moment.source)).map(|moment| &moment.when)
    };
    let updated = first(Said::Updated, |_| true).cloned();
    let shown = first(Said::Published, |source| source == Source::Shown)
        .or_else(|| first(Said::Nothing, |source| source == Source::Shown));
    let markup = |source: Source| source < Source::Shown;
    let agreeing = |when: &&Moment| {
        markup(when.source)
            && matches!(when.said, Said::Published | Said::Created)
            && shown.is_some_and(|shown| day(shown) == day(&when.when))
    };
    let stated = moments
        .iter()
        .copied()
        .find(agreeing)
        .map(|moment| &moment.when)
        .or_else(|| first(Said::Published, markup))
        .or_else(|| first(Said::Created, markup));
    let published = match (stated, shown) {
        (Some(stated), Some(shown)) => Some(between(stated, shown)),
        (Some(stated), None) => Some(stated.clone()),
        (None, Some(shown)) => Some(shown.clone()),
        (None, None) => None,
    };
    let aside = || {
        let fits = |source| source == Source::Aside;
        first(Said::Published, fits).or_else(|| first(Said::Nothing, fits)).cloned()
    };
    let published = match (published, address) {
        (Some(published), Some(address)) if days_apart(&published, &address) > 2 => {
            Some(When { method: Method::Inferred, ..published })
        }
        (Some(published), _) => Some(published),
        (None, Some(address)) => Some(address),
        (None, None) => aside(),
    };
    let changed = updated.clone();
    let fallback = || changed.map(|when| When { method: Method::Fallback, ..when });
    // A change before publication is none, and one on its day without an hour says nothing.
    let later = |when: &When| {
        let (published, changed) = (published.as_ref().and_then(day), day(when));
        published < changed || published == changed && when.precision < Precision::Day || published.is_none()
    };
    let updated = updated.clone().filter(later);
    (published.or_else(fallback), updated)
}

/// One date out of what the markup states and what readers see.
fn between(stated: &When, shown: &When) -> When {
    if day(stated) == day(shown) {
        return stated.clone();
    }
    let apart = days_apart(stated, shown);
    if apart <= 1 {
        return if has_own_offset(stated) { stated.clone() } else { shown.clone() };
    }
    When { method: Method::Inferred, ..shown.clone() }
}

/// Whether a moment is written with an offset from UTC, so that its day is the outlet's own.
fn has_own_offset(when: &When) -> bool {
    let clock = when.edtf.split_once('T').map_or("", |(_, clock)| clock);
    clock.contains(['+', '-']) && !clock.ends_with("+00:00") && !clock.ends_with("-00:00")
}

/// Whether a date was ever set: systems write the year 1 and the first day of 1970 where it was not.
fn is_set(when: &When) -> bool {
    day(when).is_some_and(|day| day > "1500" && day != "1970-01-01" && day != "1969-12-31")
}

fn is_day(when: &When) -> bool {
    when.precision <= Precision::Day
}

fn day(when: &When) -> Option<&str> {
    when.earliest.as_deref()
}

/// Whole days between two dates; a month counts 31, which is exact enough to tell one day from more.
fn days_apart(one: &When, other: &When) -> i64 {
    let number = |when: &When| {
        let mut parts = day(when)?.splitn(3, '-').map(|part| part.parse::<i64>().ok());
        Some((parts.next()??, parts.next()??, parts.next()??))
    };
    let (Some(one), Some(other)) = (number(one), number(other)) else { return i64::MAX };
    let (early, late) = if one <= other { (one, other) } else { (other, one) };
    // The first of a month follows on its last day.
    let next_month = (late.0 * 12 + late.1) - (early.0 * 12 + early.1) == 1;
    if next_month && late.2 == 1 && early.2 >= last_day(early.0, early.1) {
        return 1;
    }
    (late.0 - early.0) * 372 + (late.1 - early.1) * 31 + late.2 - early.2
}

fn last_day(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks what becomes of `markup` (published), `line` and `changed`.
    #[track_caller]
    fn check(markup: &str, line: &str, changed: &str, address: &str, expected: &str) {
        let moment = |words, said, source| Moment::stated(words, said, source);
        let mut moments: Vec<Moment> = Vec::new();
        moments.extend(moment(markup, Said::Published, Source::Article));
        moments.extend(moment(line, Said::Nothing, Source::Shown));
        moments.extend(moment(changed, Said::Updated, Source::Article));
        let (published, _) = settle(&moments, stamp(address, Method::Address));
        let found = published.map_or(String::new(), |when| format!("{} {:?}", when.edtf, when.method));
        assert_eq!(found, expected);
    }

    #[test]
    fn where_markup_and_line_agree_the_more_exact_is_taken() {
        check("2031-05-04T09:00:00+02:00", "4 May 2031", "", "", "2031-05-04T09:00:00+02:00 Structured");
    }

    #[test]
    fn the_day_is_the_outlets_own() {
        check("2031-05-05T01:30:00Z", "4 May 2031", "", "", "2031-05-04 Structured");
        check("2031-05-04T23:30:00-04:00", "5 May 2031", "", "", "2031-05-04T23:30:00-04:00 Structured");
        check("2031-06-01T01:30:00Z", "31 May 2031", "", "", "2031-05-31 Structured");
    }

    #[test]
    fn a_date_that_the_page_contradicts_is_inferred() {
        check("2031-05-04", "4 May 2024", "", "", "2024-05-04 Inferred");
        check("2031-05-04", "", "", "2024-05-04", "2031-05-04 Inferred");
        check("2031-05-04", "", "", "2031-05-03", "2031-05-04 Structured");
    }

    #[test]
    fn a_date_that_was_never_set_is_none() {
        check("0001-01-01T00:00:00Z", "4 May 2031", "", "", "2031-05-04 Structured");
        check("1970-01-01T00:00:00Z", "", "", "", "");
    }

    #[test]
    fn where_only_the_last_change_is_known_it_is_the_fallback() {
        check("", "", "2031-05-04", "", "2031-05-04 Fallback");
        check("", "", "2031-05-09", "2031-05-04", "2031-05-04 Address");
    }
}
