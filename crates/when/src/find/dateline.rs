//! The day that a text's own head says: “VARN, Aug. 7 (Oller News) —”, or a short line at the top that ends with its date.
//!
//! What comes after is counted from that day where publication is not known, or follows it closely.
//!
//! Invariant: a dateline never moves the anchor past publication, nor more than three days before it.

use super::Item;
use crate::calendar;
use crate::meaning::Unit;
use crate::slots::Slot;
use crate::token::Token;
use crate::words;
use jiff::civil::Date;

/// How many tokens of a text are its top.
pub(super) const HEAD_TOKENS: usize = 60;

/// How many may stand before the date in a line that says the day.
pub(super) const HEAD_LINE_TOKENS: usize = 8;

/// So many days pass at most between a dateline and publication.
const DELAY_DAYS: i32 = 3;

/// How many tokens may stand in the brackets that name an agency.
const AGENCY_TOKENS: usize = 6;

/// The day of the text that this item says, if it does.
pub(super) fn day(item: &Item, tokens: &[Token], days: Option<(Date, Date)>) -> Option<Date> {
    if item.end >= HEAD_TOKENS || item.sense.grain != Unit::Day || !item.slots.has(Slot::Month) {
        return None;
    }
    let (first, last) = super::bounds(&item.sense)?;
    if first != last {
        return None;
    }
    let full = item.slots.has(Slot::Year);
    match days {
        None => (full && (is_line(item, tokens) || is_dateline(item, tokens))).then_some(first),
        Some((from, to)) => {
            let close = from == to && (1..=DELAY_DAYS).contains(&calendar::days_between(first, from));
            (close && is_dateline(item, tokens)).then_some(first)
        }
    }
}

/// How many tokens of its line stand before the item.
fn before(item: &Item, tokens: &[Token]) -> usize {
    tokens[..item.begin].iter().rev().take_while(|token| token.symbol != words::BREAK).count()
}

/// A short line that ends with the date.
pub(super) fn is_line(item: &Item, tokens: &[Token]) -> bool {
    let ends = tokens.get(item.end).is_some_and(|token| token.symbol == words::BREAK);
    item.end < HEAD_TOKENS && before(item, tokens) < HEAD_LINE_TOKENS && ends
}

/// A place, the date, an agency in brackets or a dash.
fn is_dateline(item: &Item, tokens: &[Token]) -> bool {
    let length = before(item, tokens);
    let place = &tokens[item.begin - length..item.begin];
    let named = place.iter().any(|token| token.capital)
        && place.iter().all(|token| token.capital || token.symbol < words::LOWER && token.symbol != words::QUOTE);
    let symbol = |at: usize| tokens.get(at).map_or(words::BREAK, |token| token.symbol);
    let after = if symbol(item.end) == words::COMMA { item.end + 1 } else { item.end };
    let opened = symbol(after) == words::OPEN;
    let agency = opened && (after..after + AGENCY_TOKENS).any(|at| symbol(at) == words::CLOSE);
    (1..=HEAD_LINE_TOKENS).contains(&length) && named && (agency || symbol(after) == words::DASH)
}
