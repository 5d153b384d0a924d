//! Numbers as they are written: digits, words, scales, ranges, shares, and the unit that is set on them.
//!
//! Invariant: finite; the low end is no higher than the high one; words are never shared by two numbers.
//! Cost: a look at each word. Two numbers joined by a dash that are no range are a result or a date, and none of ours.

use super::word::Words;
use dateline_lexicon::{Number, Quantities, Unit};

/// A number: words of the text, and what they are worth.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Numeral {
    pub first: usize,
    pub past: usize,
    pub low: f64,
    pub high: f64,
    pub shape: Shape,
    pub unit: Counter,
}

/// How a number is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Shape {
    /// “12”.
    Plain,
    /// “12 to 14”.
    Range,
    /// “dozens”: no less than low, no end.
    Vague,
}

/// The unit that is part of how a number is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Counter {
    None,
    Money(&'static str),
    Percent,
    Points,
    Share,
}

/// More than this is no number of anything in the news.
const MOST: f64 = 1e16;

/// All numbers of the text, in order.
pub(super) fn find(words: &Words) -> Vec<Numeral> {
    let lists = Quantities::embedded();
    let reader = Reader { words, lists };
    let (mut found, mut at) = (Vec::new(), 0);
    while at < words.len() {
        if !reader.may_begin(at) {
            at += 1;
            continue;
        }
        match reader.numeral(at) {
            Some(numeral) => {
                at = numeral.past;
                found.push(numeral);
            }
            None => at = reader.behind_none(at),
        }
    }
    found
}

pub(super) struct Reader<'a> {
    pub words: &'a Words<'a>,
    pub lists: &'static Quantities,
}

/// A number without its unit.
#[derive(Clone, Copy)]
pub(super) struct Cardinal {
    pub low: f64,
    pub high: f64,
    pub past: usize,
    pub shape: Shape,
    pub share: bool,
    /// What the scale behind it multiplies: “million”.
    pub scale: f64,
}

impl Reader<'_> {
    fn may_begin(&self, at: usize) -> bool {
        let word = self.words.word(at);
        match word.as_bytes()[0] {
            b'0'..=b'9' => true,
            byte if byte.is_ascii_alphabetic() => self.number(at).is_some_and(|one| !matches!(one, Number::Short(_))),
            _ => self.sign(at).is_some(),
        }
    }

    pub fn number(&self, at: usize) -> Option<Number> {
        if at >= self.words.len() { None } else { self.lists.number(self.words.word(at)) }
    }

    /// The currency of a mark before a number.
    fn sign(&self, at: usize) -> Option<&'static str> {
        let word = self.words.word(at);
        let mark = word.char_indices().next_back().map_or("", |(at, _)| &word[at..]);
        match self.lists.unit(mark) {
            Some(Unit::Sign(name)) if word.len() <= 4 => Some(name),
            _ => None,
        }
    }

    /// Past what looked like a number and is none: the whole run of digits and dashes.
    fn behind_none(&self, at: usize) -> usize {
        let mut past = at + 1;
        let digits = self.words.word(at).starts_with(|c: char| c.is_ascii_digit());
        while digits && past + 1 < self.words.len() && self.is_dash(past) && self.words.is_glued(past) {
            if !self.words.is_glued(past + 1) || !self.words.word(past + 1).starts_with(|c: char| c.is_ascii_digit()) {
                break;
            }
            past += 2;
        }
        past
    }

    fn numeral(&self, at: usize) -> Option<Numeral> {
        let sign = self.sign(at);
        let start = at + usize::from(sign.is_some());
        if start >= self.words.len() || sign.is_some() && !self.words.is_glued(start) && !self.is_digits(start) {
            return None;
        }
        let money = sign.is_some();
        let one = self.cardinal(start, money)?;
        let unit = sign.map_or(Counter::None, Counter::Money);
        let (unit, past) = self.unit(one, unit);
        let whole = self.range(at, one, unit, past).unwrap_or(Numeral {
            first: at,
            past,
            low: one.low,
            high: one.high,
            shape: one.shape,
            unit,
        });
        // “a 1-0 loss”: no range.
        let next = whole.past;
        let tied = self.is_dash(next) && self.words.is_glued(next) && self.words.is_glued(next + 1);
        if tied && self.is_digits(start) && self.is_digits(next + 1) {
            return None;
        }
        let is_worth = whole.low.is_finite() && whole.high.is_finite() && whole.low <= whole.high && whole.high <= MOST;
        is_worth.then_some(whole)
    }

    /// “12 to 14”, “12-14”, “two or three”, “between 12 and 14”.
    fn range(&self, at: usize, one: Cardinal, unit: Counter, past: usize) -> Option<Numeral> {
        if one.shape == Shape::Range {
            return None;
        }
        let before = |word: &str| at > 0 && self.words.is(at - 1, word);
        // “anywhere from 12 to 14”
        let anywhere = at > 1 && (self.words.is(at - 2, "anywhere") || self.words.is(at - 2, "ranging"));
        let dash = self.is_dash(past) && self.words.is_glued(past) && self.words.is_glued(past + 1);
        let joins = dash
            || self.words.is(past, "to") && (!before("from") || anywhere)
            || self.words.is(past, "or")
            || self.words.is(past, "and") && before("between");
        if one.shape != Shape::Plain || one.share || !joins || past + 1 >= self.words.len() {
            return None;
        }
        let sign = self.sign(past + 1);
        let other = self.cardinal(past + 1 + usize::from(sign.is_some()), sign.is_some())?;
        if other.shape != Shape::Plain || other.share {
            return None;
        }
        let (behind, end) = self.unit(other, sign.map_or(Counter::None, Counter::Money));
        let behind = if behind == Counter::None { unit } else { behind };
        if unit != Counter::None && unit != behind {
            return None;
        }
        let scaled = one.scale < other.scale && one.low < 1000.0 && one.scale == 1.0;
        let low = if scaled { one.low * other.scale } else { one.low };
        let near = !self.words.is(past, "or") || other.high <= low * 2.0 + 1.0;
        (low < other.high && near).then_some(Numeral {
            first: at,
            past: end,
            low,
            high: other.high,
            shape: Shape::Range,
            unit: behind,
        })
    }

    /// The unit right behind a number, and past it.
    fn unit(&self, one: Cardinal, unit: Counter) -> (Counter, usize) {
        let at = one.past;
        if unit != Counter::None {
            return (unit, at);
        }
        if one.share {
            return (Counter::Share, at);
        }
        let is = |at: usize, word: &str| self.words.is(at, word);
        let at_word = at + usize::from(is(at, "-"));
        if is(at_word, "percentage") {
            let point = at_word + 1 + usize::from(is(at_word + 1, "-"));
            if is(point, "point") || is(point, "points") {
                return (Counter::Points, point + 1);
            }
        }
        if is(at, "per") && is(at + 1, "cent") {
            return (Counter::Percent, at + 2);
        }
        let lower = self.words.lower(at_word);
        match self.lists.unit(&lower) {
            Some(Unit::Percent) => (Counter::Percent, at_word + 1),
            Some(Unit::Points) => (Counter::Points, at_word + 1),
            Some(Unit::Currency(name)) => (Counter::Money(name), at_word + 1),
            _ => (Counter::None, at),
        }
    }

    pub fn is_dash(&self, at: usize) -> bool {
        ["-", "–", "—", "‑"].iter().any(|dash| self.words.is(at, dash))
    }

    pub fn is_digits(&self, at: usize) -> bool {
        self.words.word(at).starts_with(|c: char| c.is_ascii_digit())
    }

    fn cardinal(&self, at: usize, money: bool) -> Option<Cardinal> {
        if at >= self.words.len() {
            return None;
        }
        if self.is_digits(at) { self.figures(at, money) } else { self.spelt(at) }
    }
}
