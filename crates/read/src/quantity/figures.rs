//! Numbers in digits: “1,200”, “2.5 million”, “$43bn”, “12-14”.
//!
//! Invariant: digits that are part of something else (“AR-15”, “10:07”, “0147”) are no number. Cost: a few words round each.

use super::numeral::{Cardinal, Reader, Shape};
use dateline_lexicon::{Number, Sign, Unit};

impl Reader<'_> {
    /// A number in digits: “1,200”, “2.5 million”, “43bn”, “12-14”.
    pub fn figures(&self, at: usize, money: bool) -> Option<Cardinal> {
        if !self.stands_free(at) {
            return None;
        }
        let word = self.words.word(at);
        if let Some((low, high)) = word.split_once(['-', '–']) {
            let (low, high) = (figures(low)?, figures(high)?);
            let year = |value: f64| (1900.0..=2100.0).contains(&value);
            let result = self.words.is_of(self.lists, Sign::Score, at + 1) || !self.words.is_letters(at + 1);
            let is_percent = matches!(self.lists.unit(self.words.word(at + 1)), Some(Unit::Percent));
            if low >= high || year(low) && year(high) || result && !is_percent {
                return None;
            }
            let (scale, past) = self.scales(at + 1, money);
            return Some(Cardinal {
                low: low * scale,
                high: high * scale,
                past,
                shape: Shape::Range,
                share: false,
                scale,
            });
        }
        // “43bn”
        let (word, glued) = match word.find(|c: char| c.is_ascii_alphabetic()) {
            Some(cut) => (&word[..cut], self.lists.number(&word[cut..])),
            None => (word, None),
        };
        let glued = match glued {
            Some(Number::Short(times)) if money || self.words.word(at).len() > word.len() + 1 => times,
            None if word.len() == self.words.word(at).len() => 1.0,
            _ => return None,
        };
        let value = glued * figures(word)? + self.fraction(at + 1).unwrap_or(0.0);
        let past = at + 1 + usize::from(self.fraction(at + 1).is_some());
        let (scale, past) = self.scales(past, money);
        Some(self.in_parts(at, value * scale, past).unwrap_or(Cardinal {
            low: value * scale,
            high: value * scale,
            past,
            shape: Shape::Plain,
            share: false,
            scale,
        }))
    }

    /// “1/2”, behind a whole number.
    fn fraction(&self, at: usize) -> Option<f64> {
        let (over, under) = self.words.word(at).split_once('/')?;
        let (over, under) = (figures(over)?, figures(under)?);
        (over < under && under <= 16.0).then_some(over / under)
    }

    /// The scales behind digits and past them: “million”, “bn”.
    pub fn scales(&self, at: usize, money: bool) -> (f64, usize) {
        let (mut scale, mut past) = (1.0, at);
        // “$40-million”
        let dashed = past + usize::from(self.is_dash(past) && self.words.is_glued(past));
        match self.number(dashed) {
            Some(Number::Scale(times)) => (scale, past) = (times, dashed + 1),
            Some(Number::Short(times)) if self.words.is_glued(dashed) && dashed == past => {
                let clear = money || self.words.word(past).len() > 1 || self.words.is(past, "k");
                if clear {
                    (scale, past) = (times, past + 1);
                }
            }
            _ => {}
        }
        while let Some(Number::Scale(times)) = self.number(past).filter(|_| past > at && scale < 1e12) {
            (scale, past) = (scale * times, past + 1);
        }
        (scale, past)
    }

    /// Whether digits are no part of something else: “AR-15”, “#3”, “-20”, “10:07”.
    fn stands_free(&self, at: usize) -> bool {
        if at == 0 || !self.words.is_glued(at) {
            return true;
        }
        let before = self.words.word(at - 1);
        let last = before.chars().next_back().unwrap_or(' ');
        match last {
            '-' | '–' | '—' => {
                let joined = at > 1 && self.words.is_glued(at - 1);
                // “points--46 to 40”
                before.chars().count() > 1 || last == '—' || joined && self.is_digits(at - 2) && self.may_range(at)
            }
            '(' | '[' | '"' | '“' | '‘' | '\'' | '’' => true,
            mark => matches!(self.lists.unit(mark.encode_utf8(&mut [0; 4])), Some(Unit::Sign(_))),
        }
    }

    /// Whether the digits at `at`, behind a dash, end a range that begins two words before.
    fn may_range(&self, at: usize) -> bool {
        let ends = |at: usize| figures(self.words.word(at));
        let result = self.words.is_of(self.lists, Sign::Score, at + 1);
        let followed = self.words.is_letters(at + 1) || self.words.is(at + 1, "%");
        matches!((ends(at - 2), ends(at)), (Some(low), Some(high)) if low < high) && !result && followed
    }
}

/// What digits are worth: “1,200”, “2.5”; commas part threes.
pub(super) fn figures(word: &str) -> Option<f64> {
    let (whole, rest) = word.split_once('.').unwrap_or((word, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let mut threes = whole.split(',');
    let first = threes.next().filter(|first| digits(first))?;
    let grouped = whole.contains(',');
    let closed = threes.all(|three| three.len() == 3 && digits(three)) && (!grouped || first.len() <= 3);
    // “0147” is a time of day, “007” a name.
    let padded = first.len() > 1 && first.starts_with('0');
    if !closed || !digits(rest) || padded || whole.len() > 21 {
        return None;
    }
    let mut value = 0.0;
    for digit in whole.bytes().filter(u8::is_ascii_digit) {
        value = value * 10.0 + f64::from(digit - b'0');
    }
    match rest {
        "0" => Some(value),
        _ => word.replace(',', "").parse().ok(),
    }
}
