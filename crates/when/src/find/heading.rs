//! Announcements: the hours in lines under a heading that is a day, “Tomorrow”, “Friday, Dec. 1”.
//!
//! Invariant: a heading holds as long as every line under it announces an hour, and says no other day.

use super::Item;
use crate::meaning::{self, Previous, Setting, Unit};
use crate::slots::Slot;
use crate::token::Token;
use crate::words;
use dateline_record::TimeType;
use jiff::civil::Date;

/// How many words a heading has at most.
const HEADING_TOKENS: usize = 6;

/// Gives hours that are announced under a day that day.
pub(super) fn count(items: &mut [Item], tokens: &[Token], text: &str) {
    if !items.iter().any(|item| is_announced(item, tokens, text)) {
        return;
    }
    let mut heading: Option<Date> = None;
    let mut next = 0;
    for line in tokens.split_inclusive(|token| token.symbol == words::BREAK) {
        let Some(start) = line.first().map(|token| token.start) else { continue };
        let first = items[next..].iter().take_while(|item| tokens[item.begin].start < start).count() + next;
        let end = line.last().map_or(start, |token| token.end);
        let inside = items[first..].iter().take_while(|item| tokens[item.begin].start < end).count();
        let own = &mut items[first..first + inside];
        next = first + inside;
        if line.len() <= 1 {
            continue;
        }
        let announced = own.iter().position(|item| is_announced(item, tokens, text));
        let dated = own.iter().find_map(day);
        match (announced, heading) {
            (Some(at), Some(day)) if dated.is_none() => announce(&mut own[at], day),
            (Some(_), _) => {}
            (None, _) => heading = dated.filter(|_| line.len() <= HEADING_TOKENS && begins(own, tokens, start)),
        }
    }
}

/// “9 a.m.: a talk”, of no known day.
fn is_announced(item: &Item, tokens: &[Token], text: &str) -> bool {
    let colon = tokens.get(item.end).is_some_and(|token| text[token.start as usize..].starts_with(':'));
    item.sense.time_type == TimeType::Time && item.slots.has(Slot::Hour) && item.sense.stretch.is_none() && colon
}

fn day(item: &Item) -> Option<Date> {
    let (first, last) = super::bounds(&item.sense)?;
    (first == last && item.sense.time_type == TimeType::Date).then_some(first)
}

/// Whether the line begins with its first expression.
fn begins(own: &[Item], tokens: &[Token], start: u32) -> bool {
    own.first().is_some_and(|item| tokens[item.begin].start == start)
}

fn announce(item: &mut Item, day: Date) {
    let previous = Previous {
        first: day,
        last: day,
        grain: Unit::Day,
        sentences: 0,
        gap: 0,
        hours: None,
        dated: false,
        monthly: false,
    };
    let setting = Setting { previous: Some(previous), ..item.setting };
    if let Some(sense) = meaning::of(item.means, &item.slots, &setting) {
        item.sense = sense;
    }
}
