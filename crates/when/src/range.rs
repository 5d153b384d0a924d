//! Stretches: “29 February to 2 March”, “between 2002 and 2006” are two expressions and one stretch of time.
//!
//! Each keeps its own TIMEX3 value; both get the stretch that they bound. A year said once is that of both.
//!
//! Invariant: a stretch is never reversed; where its ends do not fit, each stays by itself.

use crate::edtf::{Edtf, Point};
use crate::find::Item;
use crate::meaning::{self, Placed};
use crate::rules::Language;
use crate::slots::Slot;
use crate::token::Token;
use crate::words;
use dateline_record::{Method, Precision, TimeType};

/// Joins what stands on both sides of a “to”.
pub(crate) fn join(items: &mut [Item], tokens: &[Token], language: &Language) {
    for at in 1..items.len() {
        let (before, after) = items.split_at_mut(at);
        let (Some(from), Some(to)) = (before.last_mut(), after.first_mut()) else { continue };
        if from.joined.is_none() && is_joined(from, to, tokens, language) {
            join_two(from, to, tokens, language);
        }
    }
}

/// Whether only a joining word lies between the two.
fn is_joined(from: &Item, to: &Item, tokens: &[Token], language: &Language) -> bool {
    let dated =
        |item: &Item| matches!(item.sense.time_type, TimeType::Date | TimeType::Time) && item.sense.stretch.is_some();
    // “A revision on Friday to December's figures” joins nothing.
    let alike = from.sense.grain == to.sense.grain;
    if !dated(from) || !dated(to) || !alike || to.begin != from.end + 1 {
        return false;
    }
    let signs = &language.signs;
    let opened = from.begin.checked_sub(1).is_some_and(|open| signs.opener.has(tokens[open].symbol));
    let joiner = tokens[from.end].symbol;
    let changed = (from.begin.saturating_sub(3)..from.begin).any(|before| signs.changer.has(tokens[before].symbol));
    // A dash stands between a day and its hour too.
    let dash = matches!(joiner, words::HYPHEN | words::DASH) && from.sense.time_type == to.sense.time_type;
    let joins = signs.joiner.has(joiner) || dash || (opened && signs.and.has(joiner));
    joins && !changed
}

fn join_two(from: &mut Item, to: &mut Item, tokens: &[Token], language: &Language) {
    let has_year = |item: &Item| item.slots.has(Slot::Year);
    let lacks_year = |item: &Item| item.slots.has(Slot::Month) && !has_year(item) && !item.slots.has(Slot::Unit);
    let mut start = from.sense.clone();
    let mut end = to.sense.clone();
    if lacks_year(from)
        && let Some(year) = to.slots.get(Slot::Year)
    {
        start = with_year(from, year).unwrap_or(start);
    }
    if lacks_year(to)
        && let Some(year) = from.slots.get(Slot::Year)
    {
        end = with_year(to, year).unwrap_or(end);
    }
    let year_of = |sense: &meaning::Sense| {
        sense.stretch.and_then(|placed| placed.edtf.earliest()).map(|day| i32::from(day.year()))
    };
    let mut stretch = span(&start, &end);
    if stretch.is_none()
        && lacks_year(from)
        && let Some(year) = to.slots.get(Slot::Year)
    {
        // “Nov. 30 to Jan. 5, 2024” begins in the year before.
        start = with_year(from, year - 1).unwrap_or(start);
        stretch = span(&start, &end);
    }
    if stretch.is_none()
        && lacks_year(to)
        && let Some(year) = year_of(&start)
    {
        // “Nov. 30 to Jan. 5” ends in the next year.
        end = with_year(to, year).unwrap_or(end);
        stretch = span(&start, &end);
        if stretch.is_none() {
            end = with_year(to, year + 1).unwrap_or(end);
            stretch = span(&start, &end);
        }
    }
    let Some(edtf) = stretch else { return };
    let written = |sense: &meaning::Sense| sense.stretch.map(|placed| placed.method) == Some(Method::Written);
    let method = if written(&start) && written(&end) { Method::Written } else { worse(&start, &end) };
    let placed = Placed { edtf, precision: Precision::Interval, method };
    let open = from.begin.checked_sub(1).filter(|open| language.signs.opener.has(tokens[*open].symbol));
    let joined = Some((open.unwrap_or(from.begin), to.end));
    (start.stretch, end.stretch) = (Some(placed), Some(placed));
    (from.sense, to.sense) = (start, end);
    (from.joined, to.joined) = (joined, joined);
}

/// The method of the end that is not written whole.
fn worse(start: &meaning::Sense, end: &meaning::Sense) -> Method {
    let methods = [start.stretch, end.stretch].map(|placed| placed.map_or(Method::Written, |placed| placed.method));
    methods.into_iter().find(|method| *method != Method::Written).unwrap_or(Method::Written)
}

fn with_year(item: &Item, year: i32) -> Option<meaning::Sense> {
    let mut slots = item.slots;
    slots.set(Slot::Year, year);
    meaning::of(item.means, &slots, &item.setting)
}

fn span(start: &meaning::Sense, end: &meaning::Sense) -> Option<Edtf> {
    let (start, end) = (start.stretch?.edtf, end.stretch?.edtf);
    if start == end {
        return None;
    }
    match (start, end) {
        (Edtf::Point(start), Edtf::Point(end)) if start.earliest()? <= end.earliest()? => Edtf::between(start, end),
        (Edtf::Point(_), Edtf::Point(_)) | (Edtf::Either(_), _) | (_, Edtf::Either(_)) => None,
        _ => Edtf::between(Point::day(start.earliest()?), Point::day(end.latest()?)),
    }
}
