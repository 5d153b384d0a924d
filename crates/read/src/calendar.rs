//! Calendars: dated announcements, each with its day from its own words or from the head it stands under (“Tomorrow”).
//!
//! A paragraph that begins with a day or an hour, or has one that stands apart by marks (“The Institute, 9 a.m.: …”), makes an
//! entry; its title stands before it where that is so all through (`is_headed`). An hour gets the day of its paragraph or
//! of the head; of a head that names several days (“Today and tomorrow”), the one whose hours all lie ahead of publication.
//! Invariant: an entry whose day may be either of two has none, and so has one that lies outside what its head says.
//! Cost: expressions of time times paragraphs they lie in; linear in practice.

use crate::order;
use dateline_record::{Announcement, Document, Extent, Kind, Method, Precision, TimeExpression, TimeType, When};
use dateline_when::{Anchor, Clock, Edtf, Part, Point};
use jiff::{Span, civil::Date};
use std::ops::Range;

/// Words of a title that stands before its day at most.
const TITLE_WORDS: usize = 16;

/// Words that say where something is at most.
const PLACE_WORDS: usize = 5;

/// What stands where an hour could.
const NO_HOUR: &[&str] = &["all day", "all-day", "tba", "tbc", "tbd", "time to be announced"];

/// Days of a week: what a weekday of the week after next is off by.
const WEEK_DAYS: i64 = 7;

/// What a calendar announces. Hours that a head or a paragraph dates, and weekdays that a head moves, are mended in `times`.
pub(crate) fn read(document: &Document, times: &mut [TimeExpression]) -> Vec<Announcement> {
    if document.kind != Kind::Calendar {
        return Vec::new();
    }
    let text = document.text.as_str();
    let paragraphs = paragraphs(text);
    let heads: Vec<Option<Head>> = paragraphs.iter().map(|paragraph| head(text, paragraph, times)).collect();
    let dated: Vec<usize> = (0..paragraphs.len()).filter(|at| heads[*at].is_some()).collect();
    let headed = is_headed(text, &paragraphs, &dated);
    let placed = !headed && is_placed(text, &paragraphs, &heads, &dated);
    let section = document.section.as_deref().filter(|_| document.title.is_none());
    let heading = document.title.as_ref().map(|title| title.text.as_str()).or(section);
    let over = heading.map_or(Vec::new(), |heading| stretches(heading, document));
    let day = over_day(&over, document, heads.iter().flatten().map(|head| &head.times), times);
    let mut announced = Vec::with_capacity(dated.len());
    for (number, at) in dated.iter().enumerate() {
        let Some(head) = &heads[*at] else { continue };
        let first = at - usize::from(headed);
        let next = dated.get(number + 1).map_or(paragraphs.len(), |next| next - usize::from(headed));
        let Some(extent) = Extent::new(text, paragraphs[first].start..paragraphs[next - 1].end) else { continue };
        let subject = match headed {
            true => Some(paragraphs[first].clone()),
            false => {
                let own = Some(head.rest.clone()).filter(|rest| !placed && !is_no_subject(&text[rest.clone()]));
                own.or_else(|| (at + 1 < next).then(|| paragraphs[at + 1].clone()))
            }
        };
        let when = when(head, day, &over, times);
        let subject = subject.and_then(|range| Extent::new(text, range));
        announced.push(Announcement { extent, subject, heading: heading.map(str::to_owned), when });
    }
    announced
}

/// The days and hours of one paragraph.
struct Head {
    /// Numbers of its expressions of time, from the first that makes it an entry.
    times: Range<usize>,
    /// What it says beside those that open it.
    rest: Range<usize>,
}

/// Nothing, or what stands for an hour.
fn is_no_subject(words: &str) -> bool {
    words.is_empty() || NO_HOUR.iter().any(|one| one.eq_ignore_ascii_case(words.trim()))
}

fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut found = Vec::new();
    for piece in text.split_inclusive("\n\n") {
        let own = piece.trim();
        if !own.is_empty() {
            let from = start + (piece.len() - piece.trim_start().len());
            found.push(from..from + own.len());
        }
        start += piece.len();
    }
    found
}

/// The day or hour that makes a paragraph an entry.
fn head(text: &str, paragraph: &Range<usize>, times: &[TimeExpression]) -> Option<Head> {
    let first = times.partition_point(|time| time.extent.start() < paragraph.start);
    let end = times.partition_point(|time| time.extent.start() < paragraph.end);
    let own = (first..end).find(|at| is_dating(&times[*at]) && stands_apart(text, paragraph, times[*at].extent))?;
    let between = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    let opens = !between(paragraph.start, times[own].extent.start()).contains(char::is_alphanumeric);
    let mut rest = if opens { times[own].extent.end() } else { paragraph.start };
    for time in times[own + 1..end].iter().filter(|_| opens) {
        if is_dating(time) && !between(rest, time.extent.start()).contains(char::is_alphanumeric) {
            rest = time.extent.end();
        }
    }
    let rest_end = paragraph.end.max(rest);
    let words = between(rest, rest_end);
    rest += words.find(|c: char| c.is_alphanumeric() || "“\"‘'«".contains(c)).unwrap_or(words.len());
    Some(Head { times: own..end, rest: rest..rest_end })
}

/// A day, an hour, or a stretch of days: what an entry can be dated by. Not the year in “prospects for 2031”.
fn is_dating(time: &TimeExpression) -> bool {
    let fine = time.when.as_ref().is_none_or(|when| {
        matches!(when.precision, Precision::Time | Precision::Day | Precision::Week | Precision::Interval)
    });
    match time.time_type {
        TimeType::Time => clock(time).is_some() || time.when.is_some(),
        TimeType::Date => fine && (time.when.is_some() || is_day(&time.value)),
        TimeType::Duration | TimeType::Set => false,
    }
}

/// `2031-05-14`, `XXXX-WXX-3`: a TIMEX3 value of a day, known or not.
fn is_day(value: &str) -> bool {
    value.len() == 10 && value.matches('-').count() == 2
}

/// Whether it begins a line, or lies between marks.
fn stands_apart(text: &str, paragraph: &Range<usize>, extent: Extent) -> bool {
    let between = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    let before = between(paragraph.start, extent.start()).trim_end_matches([' ', '\u{a0}']);
    let after = between(extent.end(), paragraph.end).trim_start_matches([' ', '\u{a0}']);
    let marked = |c: char| !c.is_alphanumeric() && !"’'.".contains(c);
    let line = before.rsplit('\n').next().unwrap_or_default();
    !line.contains(char::is_alphanumeric) || before.ends_with(marked) && (after.is_empty() || after.starts_with(marked))
}

/// Whether each title stands in a paragraph before its day: “Board of the port / Thursday, 9 a.m., hall 1”.
fn is_headed(text: &str, paragraphs: &[Range<usize>], dated: &[usize]) -> bool {
    let titled = |at: &usize| {
        let Some(before) = at.checked_sub(1).filter(|before| !dated.contains(before)) else { return false };
        let words = &text[paragraphs[before].clone()];
        words.split_whitespace().count() <= TITLE_WORDS && !words.ends_with(['.', ':', '!'])
    };
    !dated.is_empty() && dated.iter().all(titled)
}

/// Whether what stands beside each day is only where it is, and the title stands below: “Monday, 12:30, Varn / Before the vote”.
fn is_placed(text: &str, paragraphs: &[Range<usize>], heads: &[Option<Head>], dated: &[usize]) -> bool {
    dated.iter().all(|at| {
        let Some(head) = &heads[*at] else { return false };
        let beside = text[head.rest.clone()].split_whitespace().count();
        let below = at + 1 < paragraphs.len() && heads[at + 1].is_none();
        below && beside <= PLACE_WORDS && head.rest.start > paragraphs[*at].start
    })
}

/// The days that a heading names, each as its first and last.
fn stretches(heading: &str, document: &Document) -> Vec<(Date, Date)> {
    let anchor = Anchor { published: document.published.clone(), order: order::of(document) };
    let found = dateline_when::find_ahead(heading, &anchor);
    let today = document.published.as_ref().and_then(days).filter(|(first, last)| first == last);
    // In running text “today” may be these times; in a heading it is the day.
    let named = |time: &TimeExpression| match &time.when {
        Some(when) => days(when),
        None => today.filter(|(day, _)| time.time_type == TimeType::Date && time.value == day.to_string()),
    };
    found.iter().filter_map(named).collect()
}

fn days(when: &When) -> Option<(Date, Date)> {
    let day = |day: &Option<String>| day.as_deref()?.parse().ok();
    day(&when.earliest).zip(day(&when.latest))
}

/// The day that a heading gives to the hours under it.
fn over_day<'a>(
    over: &[(Date, Date)],
    document: &Document,
    entries: impl Iterator<Item = &'a Range<usize>>,
    times: &[TimeExpression],
) -> Option<Date> {
    let mut single: Vec<Date> = over.iter().filter(|(first, last)| first == last).map(|(day, _)| *day).collect();
    single.dedup();
    if single.len() > 1 {
        // What is announced for the day itself lies ahead of the hour at which the announcement was made.
        let (day, made) = published_at(document)?;
        let soonest = entries.filter_map(|own| clock(times.get(own.start)?)).map(|own| (own.hour, own.minute)).min()?;
        single.retain(|candidate| *candidate > day || *candidate == day && soonest >= (made.hour, made.minute));
    }
    match single[..] {
        [day] => Some(day),
        _ => None,
    }
}

/// Day and hour of publication, where it is told in the hours of the place: UTC may be another day there.
fn published_at(document: &Document) -> Option<(Date, Clock)> {
    match document.published.as_ref()?.edtf.parse().ok()? {
        Edtf::Point(point) => match point.part() {
            Part::Time(day, clock) if clock.offset != Some(0) => Some((day, clock)),
            _ => None,
        },
        Edtf::Stretch(_) | Edtf::Either(_) => None,
    }
}

/// When an entry is to be.
fn when(head: &Head, over_day: Option<Date>, over: &[(Date, Date)], times: &mut [TimeExpression]) -> Option<When> {
    let first = head.times.start;
    let hour = head.times.clone().find(|at| times[*at].time_type == TimeType::Time);
    let is_hour_alone = Some(first) == hour && !has_day(&times[first]);
    let own = match (times[first].when.clone(), hour) {
        (None, Some(hour)) if is_hour_alone => dated(times, hour, over_day?)?,
        (Some(own), Some(hour)) if hour != first => match (days(&own), times[hour].when.clone()) {
            // “Thursday, November 13 | 5:30 p.m. – 7:00 p.m.”
            (Some((day, _)), Some(exact)) if days(&exact).is_some_and(|(start, _)| start == day) => exact,
            (Some((day, last)), None) if day == last => dated(times, hour, day)?,
            _ => own,
        },
        (own, _) => own?,
    };
    let (day, last) = days(&own)?;
    let lies = |day: Date, last: Date| over.iter().any(|(from, to)| *from <= day && last <= *to);
    if over.is_empty() || lies(day, last) || is_hour_alone {
        return Some(own);
    }
    // “Tuesday” under “Next week”, told on a Monday.
    let week = Span::new().days(WEEK_DAYS);
    let moved = day.checked_add(week).ok().filter(|moved| day == last && lies(*moved, *moved));
    let is_weekday = !own.text.as_deref().unwrap_or_default().split(',').next().is_some_and(has_digit);
    for at in [Some(first), hour].into_iter().flatten() {
        let time = &mut times[at];
        time.when = match moved.filter(|_| is_weekday) {
            Some(moved) => time.when.as_ref().and_then(|when| on_day(when, moved)),
            None => None,
        };
        if let Some(when) = &time.when {
            time.value.clone_from(&when.edtf);
        }
    }
    hour.and_then(|hour| times[hour].when.clone()).or(times[first].when.clone())
}

fn has_digit(words: &str) -> bool {
    words.contains(|c: char| c.is_ascii_digit())
}

/// Whether an expression says a day, not an hour alone.
fn has_day(time: &TimeExpression) -> bool {
    time.time_type == TimeType::Date || time.when.as_ref().is_some_and(|when| when.method != Method::RelativeToDate)
}

/// Gives the hour `at` its day.
fn dated(times: &mut [TimeExpression], at: usize, day: Date) -> Option<When> {
    let time = &mut times[at];
    let edtf = Edtf::Point(Point::time(day, clock(time)?));
    time.value = edtf.to_string();
    let words = time.when.as_ref().and_then(|when| when.text.clone());
    time.when = Some(dateline_when::when(&edtf, Method::RelativeToDate, words.as_deref()));
    time.when.clone()
}

/// The same on another day.
fn on_day(when: &When, day: Date) -> Option<When> {
    let Edtf::Point(point) = when.edtf.parse().ok()? else { return None };
    let edtf = Edtf::Point(match point.part() {
        Part::Time(_, clock) => Point::time(day, clock),
        _ => Point::day(day),
    });
    Some(dateline_when::when(&edtf, Method::RelativeToDate, when.text.as_deref()))
}

/// The time of day in a TIMEX3 value: `XXXX-XX-XXT09:00`.
fn clock(time: &TimeExpression) -> Option<Clock> {
    let (_, clock) = time.value.split_once('T').filter(|_| time.time_type == TimeType::Time)?;
    // Any day serves to read it.
    match format!("2000-01-01T{clock}").parse().ok()? {
        Edtf::Point(point) => match point.part() {
            Part::Time(_, clock) => Some(clock),
            _ => None,
        },
        Edtf::Stretch(_) | Edtf::Either(_) => None,
    }
}

#[cfg(test)]
mod tests;
