//! Inside a quotation the time is that of speaking: “I saw her yesterday,” he said on Monday.
//!
//! Invariant: only what is counted from publication moves; where the time of speaking is known no better than to the month,
//! the words keep their value with open digits and mean no day. Cost: linear in the sentence, for quoted expressions only.

use super::{Item, bounds};
use crate::meaning::{self, Setting, Unit};
use crate::rules::Signs;
use crate::slots::Slot;
use crate::token::Token;
use crate::words;
use dateline_record::{Method, TimeType};

/// How far from a quotation the words that say who spoke when are looked for.
const REACH: usize = 25;

/// Counts what is quoted from the day on which it was said, where the sentence says so.
pub(super) fn count(items: &mut [Item], tokens: &[Token], signs: &Signs) {
    let quotations = quotations(tokens);
    if quotations.is_empty() {
        return;
    }
    for at in 0..items.len() {
        let item = &items[at];
        let Some((open, close)) = quotation(&quotations, item.begin) else { continue };
        if !is_counted(item) {
            continue;
        }
        let Some((from, to)) = clause(tokens, open, close, signs) else { continue };
        let outside = |other: &&Item| quotation(&quotations, other.begin).is_none() && is_moment(other);
        let first = items.partition_point(|other| other.begin < from);
        let mut spoken = items[first..].iter().take_while(|other| other.begin < to).filter(outside);
        // The one nearest to the quotation tells when it was said.
        let nearest = if from > close { spoken.next() } else { spoken.last() };
        let Some(speaking) = nearest else { continue };
        let Some((first, last)) = bounds(&speaking.sense) else { continue };
        let day = (first == last).then_some(first);
        if day.is_some() && day == item.setting.day {
            continue;
        }
        let setting = Setting { day, ..item.setting };
        if let Some(mut sense) = meaning::of(item.means, &item.slots, &setting) {
            if let Some(placed) = &mut sense.stretch {
                placed.method = Method::RelativeToDate;
            }
            items[at].sense = sense;
        }
    }
}

/// Counted from publication: “yesterday”, “on Friday”, “last week”.
fn is_counted(item: &Item) -> bool {
    let relative = [Slot::Days, Slot::Weekday, Slot::Unit].iter().any(|slot| item.slots.has(*slot));
    let fixed = [Slot::Year, Slot::Month, Slot::Base].iter().any(|slot| item.slots.has(*slot));
    relative && !fixed && matches!(item.sense.time_type, TimeType::Date | TimeType::Time)
}

/// Says when somebody spoke: a day, a month, a year; not “last week”, which may be about anything.
fn is_moment(item: &Item) -> bool {
    let said = [Slot::Weekday, Slot::Days, Slot::Month, Slot::Year].iter().any(|slot| item.slots.has(*slot));
    said && item.sense.grain <= Unit::Year && matches!(item.sense.time_type, TimeType::Date | TimeType::Time)
}

/// Opening and closing marks of quotations, by token; one that is not closed in its paragraph is none.
fn quotations(tokens: &[Token]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut open = None;
    for (at, token) in tokens.iter().enumerate() {
        match token.symbol {
            words::BREAK => open = None,
            words::QUOTE => match open.take() {
                Some(begin) => found.push((begin, at)),
                None => open = Some(at),
            },
            _ => {}
        }
    }
    found
}

fn quotation(quotations: &[(usize, usize)], at: usize) -> Option<(usize, usize)> {
    let after = quotations.partition_point(|(open, _)| *open < at);
    quotations[..after].last().copied().filter(|(_, close)| at < *close)
}

/// The words of the sentence outside a quotation, where they tell that somebody spoke: those after it, else those before.
fn clause(tokens: &[Token], open: usize, close: usize, signs: &Signs) -> Option<(usize, usize)> {
    let is_end = |at: &usize| matches!(tokens[*at].symbol, words::BREAK | words::STOP | words::QUOTE);
    let speaks = |from: usize, to: usize| tokens[from..to].iter().any(|token| signs.speech.has(token.symbol));
    // A full stop inside the marks ends the sentence with them.
    let stopped =
        close > 0 && tokens[close - 1].symbol == words::STOP && tokens[close - 1].end - tokens[close - 1].start == 1;
    let to = (close + 1..tokens.len().min(close + REACH)).find(is_end).unwrap_or(tokens.len().min(close + REACH));
    let goes_on = tokens.get(close + 1).is_some_and(|next| !next.capital) || !stopped;
    if close + 1 < to && goes_on && speaks(close + 1, to) {
        return Some((close + 1, to));
    }
    let from = (open.saturating_sub(REACH)..open).rev().find(is_end).map_or(open.saturating_sub(REACH), |end| end + 1);
    (from < open && speaks(from, open)).then_some((from, open))
}
