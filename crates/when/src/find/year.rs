//! The year of a day or month that is written without one, where the text gives a year beside it.
//!
//! “The letter of 19 July 2023 came on 19 June”: publication alone would put the second into another year. In a text of
//! unknown day, its own full dates are what bare days are counted from.
//!
//! Invariant: where year and publication disagree and neither is clearly meant, there is no stretch.

use super::{Item, bounds, dateline};
use crate::calendar;
use crate::meaning::{self, Sense, Setting, Unit};
use crate::rules::Means;
use crate::slots::{Slot, Slots};
use crate::tense::Tense;
use crate::token::Token;
use dateline_record::{Method, TimeType};
use jiff::civil::Date;

/// Farther back a year is not that of a bare day.
const NEAR_SENTENCES: usize = 2;

/// So near to publication a bare day is that of the news.
const NEWS_DAYS: i32 = 14;

/// Full dates farther apart than this govern nothing.
const WIDEST_DAYS: i32 = 366;

fn is_bare(means: Means, slots: &Slots) -> bool {
    let more = [Slot::Year, Slot::Unit, Slot::Base, Slot::Dir, Slot::Named];
    means == Means::Date && slots.has(Slot::Month) && !more.iter().any(|slot| slots.has(*slot))
}

/// A bare day or month right after one whose year is written, and another than publication would give.
pub(super) fn beside_another(sense: Sense, means: Means, slots: &Slots, setting: &Setting) -> Sense {
    let previous = setting.previous.filter(|p| p.dated && p.sentences <= NEAR_SENTENCES && is_bare(means, slots));
    let (Some(previous), Some(today), Some((first, _))) = (previous, setting.day, bounds(&sense)) else {
        return sense;
    };
    if first.year() == previous.first.year() || first.year() == previous.last.year() || setting.tense == Tense::Future {
        return sense;
    }
    let near = calendar::days_between(first, today).abs() <= NEWS_DAYS;
    let mut slots = *slots;
    slots.set(Slot::Year, i32::from(previous.first.year()));
    let there = meaning::of(means, &slots, setting)
        .filter(|there| bounds(there).is_some_and(|(day, _)| calendar::days_between(previous.first, day).abs() <= 31));
    match there {
        Some(there) if !near => counted(there),
        None if near || previous.sentences > 0 => sense,
        _ => Sense { stretch: None, ..sense },
    }
}

/// In a text of unknown day: bare days, counted from its full dates.
pub(super) fn govern(items: &mut [Item], tokens: &[Token]) {
    let years = |item: &Item| item.slots.get(Slot::Year).and(bounds(&item.sense)).map(|(_, last)| last.year());
    let latest = items.iter().filter_map(years).max();
    let full =
        |item: &&Item| item.slots.has(Slot::Year) && item.slots.has(Slot::Month) && item.sense.grain == Unit::Day;
    // A short line at the top that ends with its date says the day of the text.
    let heads = |item: &&Item| dateline::is_line(item, tokens);
    let headed = items.iter().filter(full).find(heads);
    let head = headed.and_then(|item| bounds(&item.sense)).map(|(day, _)| day);
    let days: Vec<Date> =
        items.iter().filter(full).filter_map(|item| bounds(&item.sense)).map(|(day, _)| day).collect();
    let (Some(first), Some(last)) = (days.iter().min().copied(), days.iter().max().copied()) else { return };
    // A later year in the text: the full dates are not those of what it tells.
    let wide = calendar::days_between(first, last) > WIDEST_DAYS || latest != Some(last.year());
    let (first, last) = match head {
        Some(day) => (day, day),
        None if wide => return,
        None => (first, last),
    };
    for item in items {
        let day = item.slots.has(Slot::Day) && matches!(item.sense.time_type, TimeType::Date | TimeType::Time);
        if !day || item.sense.stretch.is_some() || !is_bare(item.means, &item.slots) {
            continue;
        }
        // Not the news of the day: the verb says nothing about the side of a date in the text.
        let from = |day: Date| {
            let setting = Setting { day: Some(day), tense: Tense::Unknown, ..item.setting };
            meaning::of(item.means, &item.slots, &setting)
        };
        if let (Some(one), Some(other)) = (from(first), from(last))
            && one == other
            && one.stretch.is_some()
        {
            item.sense = counted(one);
        }
    }
}

fn counted(mut sense: Sense) -> Sense {
    if let Some(placed) = &mut sense.stretch {
        placed.method = Method::RelativeToDate;
    }
    sense
}
