//! Finding: tokens, rules, meaning, stretches, in one pass over the text.
//!
//! Invariant: what is found is in order and disjoint. Cost: linear in the text; measured in `benches/find.rs`.

use crate::anchor::Anchor;
use crate::meaning::{self, Placed, Previous, Sense, Setting, Unit};
use crate::rules::{ENGLISH, Language, Means};
use crate::slots::{Slot, Slots};
use crate::tense::{self, Tense};
use crate::token::{self, Token};
use crate::{range, when, words};
use dateline_record::{Extent, Method, TimeExpression, TimeType};
use jiff::civil::Date;

/// No date farther back is leant on.
const FARTHEST_TOKENS: usize = 300;

/// One expression, before its words are cut.
#[derive(Debug)]
pub(crate) struct Item {
    /// First token, and one past the last.
    pub begin: usize,
    pub end: usize,
    pub means: Means,
    pub slots: Slots,
    pub setting: Setting,
    pub sense: Sense,
    /// First and last token of the words that say the stretch, where they are more than the expression's own.
    pub joined: Option<(usize, usize)>,
}

/// Finds the expressions of time in an English `text`, in order and disjoint.
pub fn find(text: &str, anchor: &Anchor) -> Vec<TimeExpression> {
    found(text, anchor, &ENGLISH, false)
}

/// As [`find`], in a text of the language with this BCP 47 tag; none where there are no rules for it.
pub fn find_in(tag: &str, text: &str, anchor: &Anchor) -> Option<Vec<TimeExpression>> {
    Some(found(text, anchor, Language::of(tag)?, false))
}

/// As [`find`], in a text whose lines tell what is to come: the weekday that opens one lies ahead.
pub fn find_ahead(text: &str, anchor: &Anchor) -> Vec<TimeExpression> {
    found(text, anchor, &ENGLISH, true)
}

fn found(text: &str, anchor: &Anchor, language: &Language, ahead: bool) -> Vec<TimeExpression> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    token::cut(text, &language.words, &mut tokens);
    let days = anchor.days();
    let mut items = Finder { text, language, tokens: &tokens, days, ahead, dateline: false, items: Vec::new() }.run();
    if days.is_none() {
        year::govern(&mut items, &tokens);
        narrative::count(&mut items, &tokens);
    }
    order::settle(&mut items, &tokens, text, anchor.order);
    heading::count(&mut items, &tokens, text);
    lean::count(&mut items, &tokens);
    spoken::count(&mut items, &tokens, &language.signs);
    range::join(&mut items, &tokens, language);
    items.into_iter().filter_map(|item| expression(text, &tokens, item)).collect()
}

fn expression(text: &str, tokens: &[Token], item: Item) -> Option<TimeExpression> {
    let words =
        |begin: usize, end: usize| Extent::new(text, tokens[begin].start as usize..tokens[end - 1].end as usize);
    let extent = words(item.begin, item.end)?;
    let (begin, end) = item.joined.unwrap_or((item.begin, item.end));
    let said = words(begin, end)?.of(text);
    let Sense { time_type, value, stretch, .. } = item.sense;
    let when = stretch.map(|placed| when::of(placed, Some(said)));
    Some(TimeExpression { extent, time_type, value, when })
}

struct Finder<'a> {
    text: &'a str,
    language: &'a Language,
    tokens: &'a [Token],
    /// First and last day that relative expressions are counted from.
    days: Option<(Date, Date)>,
    /// Lines tell what is to come.
    ahead: bool,
    /// The text's own head said it.
    dateline: bool,
    items: Vec<Item>,
}

impl Finder<'_> {
    fn run(mut self) -> Vec<Item> {
        let mut at = 0;
        let mut quarter = None;
        let (mut found, mut inside) = (Vec::new(), Vec::new());
        while at < self.tokens.len() {
            if self.language.begins_nothing(self.tokens, at) {
                at += 1;
                continue;
            }
            self.language.matches(self.tokens, at, &mut found);
            // Where the words before what is claimed were only looked at, a longer claim may begin behind them.
            if let Some(begin) = found.first().map(|(_, claim)| claim.begin).filter(|begin| *begin > at) {
                self.language.matches(self.tokens, begin, &mut inside);
                found.append(&mut inside);
                found.sort_by_key(|(rule, claim)| (claim.begin, std::cmp::Reverse(claim.end), rule.order));
            }
            let mut next = at + 1;
            for (rule, claim) in &found {
                if rule.means == Means::Nothing {
                    next = claim.end;
                    break;
                }
                let slots = Slots::of(&claim.fillings);
                if slots.has(Slot::Days) && self.is_name(claim.begin, claim.end) {
                    continue;
                }
                let setting = self.setting(claim.begin, claim.end, quarter);
                let Some(sense) = self.sense(rule.means, &slots, &setting) else { continue };
                let mut sense = year::beside_another(sense, rule.means, &slots, &setting);
                if let Some(placed) = sense.stretch.as_mut().filter(|_| self.dateline)
                    && placed.method == Method::RelativeToPublication
                {
                    placed.method = Method::RelativeToDate;
                }
                if slots.get(Slot::Base) != Some(2) {
                    quarter = quarter_of(&sense).or(quarter);
                }
                let (begin, end) = (claim.begin, claim.end);
                let item = Item { begin, end, means: rule.means, slots, setting, sense, joined: None };
                if let Some(day) = dateline::day(&item, self.tokens, self.days).filter(|_| !self.dateline) {
                    (self.days, self.dateline) = (Some((day, day)), true);
                }
                self.items.push(item);
                next = end;
                break;
            }
            at = next.max(at + 1);
        }
        self.items
    }

    /// “VARN TODAY, a paper”: capitals like the word before, and unlike the words after.
    fn is_name(&self, begin: usize, end: usize) -> bool {
        let word =
            |at: usize| self.tokens.get(at).map_or("", |token| &self.text[token.start as usize..token.end as usize]);
        let shouted = |word: &str| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase());
        let after = (end..self.tokens.len().min(end + 4)).map(word);
        let plain = after.into_iter().any(|word| word.bytes().any(|byte| byte.is_ascii_lowercase()));
        begin > 0 && plain && shouted(word(begin)) && shouted(word(begin - 1))
    }

    fn setting(&self, begin: usize, end: usize, quarter: Option<(i16, i32)>) -> Setting {
        let signs = &self.language.signs;
        let opens = begin.checked_sub(1).is_none_or(|before| self.tokens[before].symbol == words::BREAK);
        let tense = match self.ahead && opens {
            true => Tense::Future,
            false => tense::around(self.text, self.tokens, begin, end, signs),
        };
        let close = tense::is_close(self.text, self.tokens, begin, signs);
        Setting { day: self.days.map(|(first, _)| first), tense, close, previous: self.previous(begin), quarter }
    }

    /// The last date before token `begin`.
    fn previous(&self, begin: usize) -> Option<Previous> {
        let item = self.items.iter().rev().take(4).find(|item| {
            matches!(item.sense.time_type, TimeType::Date | TimeType::Time)
                && item.sense.grain != Unit::Millennium
                && bounds(&item.sense).is_some()
        })?;
        let (first, last) = bounds(&item.sense)?;
        let gap = begin - item.end;
        if gap > FARTHEST_TOKENS {
            return None;
        }
        let sentences = self.tokens[item.end..begin].iter().filter(|token| tense::is_end(token)).count();
        let dated = item.slots.has(Slot::Year) && item.slots.has(Slot::Month);
        let hours = hours(&item.slots);
        let monthly = item.slots.has(Slot::Month) || item.slots.get(Slot::Base) == Some(3);
        Some(Previous { first, last, grain: item.sense.grain, sentences, gap, hours, dated, monthly })
    }

    /// The meaning against the first and the last day of publication; where they differ, that against no day.
    fn sense(&self, means: Means, slots: &Slots, setting: &Setting) -> Option<Sense> {
        let sense = meaning::of(means, slots, setting)?;
        match self.days {
            Some((first, last)) if first != last => {
                let other = meaning::of(means, slots, &Setting { day: Some(last), ..*setting });
                if other.as_ref() == Some(&sense) {
                    return other;
                }
                meaning::of(means, slots, &Setting { day: None, ..*setting })
            }
            _ => Some(sense),
        }
    }
}

/// The hours about a time of day: an hour before it to one after, within its day; those of a part of the day.
fn hours(slots: &Slots) -> Option<(i32, i32)> {
    if let Some(hour) = slots.get(Slot::Hour) {
        let hour = slots.get(Slot::Meridiem).map_or(hour, |half| hour % 12 + half);
        return Some(((hour - 1).max(0), (hour + 1).min(23)));
    }
    match slots.get(Slot::Part)? {
        1 => Some((5, 11)),
        3 => Some((12, 17)),
        4 => Some((17, 22)),
        5 => Some((19, 23)),
        _ => None,
    }
}

pub(crate) fn bounds(sense: &Sense) -> Option<(Date, Date)> {
    let Placed { edtf, .. } = sense.stretch?;
    edtf.earliest().zip(edtf.latest())
}

/// Year and number of a quarter, from its TIMEX3 value.
fn quarter_of(sense: &Sense) -> Option<(i16, i32)> {
    let (year, quarter) = sense.value.split_once("-Q")?;
    year.parse().ok().zip(quarter.parse().ok())
}

mod dateline;
mod heading;
mod lean;
mod narrative;
mod order;
mod spoken;
mod year;

#[cfg(test)]
mod tests;
