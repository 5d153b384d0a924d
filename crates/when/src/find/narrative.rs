//! In a text of unknown day, the months of what it tells: “in November 2023 … in December 2023 … back in November”.
//!
//! Cost: the expressions looked back on, for each bare month.
//! Invariant: a month gets a year only from the text's own months, and only where these agree on it.

use super::{Item, bounds};
use crate::meaning;
use crate::rules::Means;
use crate::slots::Slot;
use crate::tense::Tense;
use crate::token::Token;
use dateline_record::{Method, TimeType};

/// So many months with one year make it the year of the narrative.
const MONTHS: usize = 3;

/// So often a month must have been named with its year before it is named without.
const NAMED: usize = 2;

/// So many months a month may lie from the one beside it.
const NEAR_MONTHS: i32 = 4;

/// How many expressions back the narrative is looked at.
const FARTHEST: usize = 200;

/// How many tokens lie at most between a month and the one whose year it shares.
const NEAR_TOKENS: usize = 30;

/// Gives bare months the year that the text's own full ones say.
pub(super) fn count(items: &mut [Item], tokens: &[Token]) {
    for at in 1..items.len() {
        let (before, after) = items.split_at(at);
        let before = &before[at.saturating_sub(FARTHEST)..];
        let Some(item) = after.first().filter(|item| is_bare(item)) else { continue };
        let (Some(month), day) = (item.slots.get(Slot::Month), item.slots.get(Slot::Day)) else { continue };
        let full = || before.iter().filter_map(|other| Some((other, year_of(other)?, other.slots.get(Slot::Month)?)));
        let same =
            full().filter(|(other, _, named)| *named == month && day.is_none_or(|_| other.slots.get(Slot::Day) == day));
        let years: Vec<i32> = same.map(|(_, year, _)| year).collect();
        let agreed = years.first().copied().filter(|first| years.iter().all(|year| year == first));
        let enough = if day.is_some() { 1 } else { NAMED };
        let named = agreed.filter(|_| years.len() >= enough);
        let beside = || {
            let (other, year, named) = full().next_back().filter(|_| day.is_none())?;
            let near = tokens[other.end..item.begin].len() <= NEAR_TOKENS;
            let told = full().filter(|(_, other, _)| *other == year).count() >= MONTHS;
            let apart = month - named;
            let shift = i32::from(apart < -NEAR_MONTHS) - i32::from(apart > NEAR_MONTHS);
            let close = (apart + 12 * shift).abs() <= NEAR_MONTHS;
            (near && told && close).then_some(year + shift)
        };
        let Some(year) = named.or_else(beside) else { continue };
        let mut slots = item.slots;
        slots.set(Slot::Year, year);
        let Some(mut sense) = meaning::of(item.means, &slots, &item.setting) else { continue };
        if let Some(placed) = &mut sense.stretch {
            placed.method = Method::RelativeToDate;
        }
        items[at].sense = sense;
    }
}

/// A month or day without a year, of which nothing is known yet and which is not to come.
fn is_bare(item: &Item) -> bool {
    let more = [Slot::Year, Slot::Unit, Slot::Base, Slot::Dir, Slot::Named, Slot::Weekday];
    let date = item.means == Means::Date && item.sense.time_type == TimeType::Date;
    let told = item.setting.tense != Tense::Future && item.sense.stretch.is_none();
    date && told && item.slots.has(Slot::Month) && !more.iter().any(|slot| item.slots.has(*slot))
}

/// The written year of a month.
fn year_of(item: &Item) -> Option<i32> {
    item.slots.get(Slot::Year)?;
    bounds(&item.sense).map(|(first, _)| i32::from(first.year()))
}
