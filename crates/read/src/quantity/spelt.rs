//! Numbers in words: “one hundred and twenty-one”, “half a million”, “tens of thousands”, “two thirds”, “one in five”.
//!
//! Invariant: shares have three places. Cost: linear in the number's words.

use super::figures::figures;
use super::numeral::{Cardinal, Reader, Shape};
use dateline_lexicon::Number;

impl Reader<'_> {
    /// A number in words: “one hundred and twenty-one”, “half a million”, “tens of thousands”, “two thirds”.
    pub fn spelt(&self, at: usize) -> Option<Cardinal> {
        let plain = |low: f64, past: usize, scale: f64| Cardinal {
            low,
            high: low,
            past,
            shape: Shape::Plain,
            share: false,
            scale,
        };
        let is = |at: usize, word: &str| self.words.is(at, word);
        match self.number(at)? {
            Number::Vague(unit) => {
                let mut low = unit * 2.0;
                let mut past = at + 1;
                while let Some(Number::Vague(times)) = self.number(past + 1).filter(|_| is(past, "of") && low < 1e12) {
                    (low, past) = (low * times, past + 2);
                }
                // “tens of people”, “scores of towns”; “scores” alone is a verb or a result.
                let alone = matches!(unit, 10.0 | 20.0) && past == at + 1;
                let led = ["of", "more", "killed", "dead", "wounded", "injured", "missing"];
                // “wounding scores”, “the lives of scores”
                let before = |back: usize| at.checked_sub(back).map_or(String::new(), |at| self.words.lower(at));
                let told = |back: usize| !self.lists.fates(&before(back)).is_empty();
                let deed = at > 1 && is(at - 1, "of") && (told(2) || self.lists.noun(&before(2)) == Some("killed"));
                let led = led.iter().any(|word| is(past, word)) || alone && (told(1) || deed);
                (!alone || led).then_some(Cardinal { shape: Shape::Vague, ..plain(low, past, 1.0) })
            }
            Number::Few => {
                let (scale, past) = self.scales(at + 1, false);
                if scale > 1.0 {
                    return Some(Cardinal { shape: Shape::Vague, ..plain(scale * 2.0, past, 1.0) });
                }
                (is(at, "couple") && is(at + 1, "of")).then(|| plain(2.0, at + 1, 1.0))
            }
            Number::Pair => (is(at + 1, "of") && at > 0 && is(at - 1, "a")).then(|| plain(2.0, at + 1, 1.0)),
            Number::Share(part) => self.share(at, part),
            Number::Scale(scale) => {
                let dashed = at > 0 && self.is_dash(at - 1) && self.words.is_glued(at);
                let (times, past) = self.scales(at + 1, false);
                (!dashed).then(|| plain(scale * times, past, 1.0))
            }
            Number::Short(_) => None,
            Number::Unit(_) | Number::Ten(_) => self.counted(at),
        }
    }

    /// “half of”, “a third of”, “about half”; “half a million”.
    fn share(&self, at: usize, part: f64) -> Option<Cardinal> {
        let is = |at: usize, word: &str| self.words.is(at, word);
        let any = |at: usize, words: &[&str]| words.iter().any(|word| is(at, word));
        let part = (part * 1000.0).round() / 1000.0;
        let share = Cardinal { low: part, high: part, past: at + 1, shape: Shape::Plain, share: true, scale: 1.0 };
        let bound =
            |at: usize| at > 0 && any(at - 1, &["than", "about", "nearly", "almost", "roughly", "around", "over"]);
        if part == 0.5 {
            let behind = at + 1 + usize::from(any(at + 1, &["a", "an", "-"]));
            if let Some(Number::Scale(scale)) = self.number(behind).filter(|_| behind > at + 1) {
                let value = scale * part;
                return Some(Cardinal { low: value, high: value, past: behind + 1, share: false, ..share });
            }
            let ordered = at > 0 && any(at - 1, &["first", "second", "other", "last", "next", "-"]);
            let of = ["of", "the", "its", "their", "his", "her", "our", "all", "those", "these", "that"];
            return ((any(at + 1, &of) || bound(at)) && !ordered && !is(at + 1, "-")).then_some(share);
        }
        let led = at > 0 && (is(at - 1, "a") || is(at - 1, "one"));
        let singular = !self.words.word(at).ends_with('s');
        (led && singular && (is(at + 1, "of") || bound(at - 1))).then_some(share)
    }

    /// Units, tens and scales: “two million three hundred thousand”, “two and a half million”.
    fn counted(&self, at: usize) -> Option<Cardinal> {
        let (mut total, mut current, mut past) = (0.0, 0.0, at);
        let (mut least, mut scale) = (f64::INFINITY, 1.0);
        // What may still be added: after “twenty” a unit, after “three” nothing.
        let mut room = 1000.0;
        loop {
            match self.number(past) {
                Some(Number::Unit(value)) if value < room && (value > 0.0 || past == at) => {
                    (current, room, past) = (current + value, 0.0, past + 1);
                }
                Some(Number::Ten(value)) if value < room => (current, room, past) = (current + value, 10.0, past + 1),
                Some(Number::Scale(100.0)) if current > 0.0 && current < 100.0 => {
                    (current, room, past) = (current * 100.0, 100.0, past + 1);
                }
                Some(Number::Scale(times)) if current > 0.0 && times < least && times != 100.0 => {
                    (total, current, least, scale) = (total + current * times, 0.0, times, times);
                    (room, past) = (if times > 12.0 { 1000.0 } else { 0.0 }, past + 1);
                }
                Some(Number::Share(part)) if past == at + 1 && part != 0.5 => {
                    let value = (current * part * 1000.0).round() / 1000.0;
                    let (past, share) = (past + 1, true);
                    return (value < 1.0).then_some(Cardinal {
                        low: value,
                        high: value,
                        past,
                        shape: Shape::Plain,
                        share,
                        scale: 1.0,
                    });
                }
                _ => {}
            }
            let next = self.number(past);
            let adds = matches!(next, Some(Number::Unit(value) | Number::Ten(value)) if value < room && value > 0.0);
            let multiplies = matches!(next, Some(Number::Scale(times)) if current > 0.0 && times < least);
            let parts = matches!(next, Some(Number::Share(part)) if part != 0.5) && past == at + 1;
            if past > at && (adds || multiplies || parts) {
                continue;
            }
            let dashed = self.number(past + 1).filter(|_| self.is_dash(past) && self.words.is_glued(past + 1));
            let joined = match dashed {
                Some(Number::Unit(value)) => room == 10.0 && value < 10.0,
                Some(Number::Share(part)) => part != 0.5 && past == at + 1,
                Some(Number::Scale(times)) => current > 0.0 && times < least,
                _ => false,
            };
            let ands = self.words.is(past, "and")
                && room >= 100.0
                && matches!(self.number(past + 1), Some(Number::Unit(value) | Number::Ten(value)) if value < 100.0);
            if past > at && joined && matches!(dashed, Some(Number::Share(_))) {
                let Some(Number::Share(part)) = dashed else { return None };
                let value = (current * part * 1000.0).round() / 1000.0;
                let shape = Shape::Plain;
                let share = true;
                return (value < 1.0).then_some(Cardinal {
                    low: value,
                    high: value,
                    past: past + 2,
                    shape,
                    share,
                    scale: 1.0,
                });
            }
            if past > at && (joined || ands) {
                past += 1;
                continue;
            }
            let halves = ["and", "a", "half"].iter().enumerate().all(|(step, word)| self.words.is(past + step, word));
            if past > at && halves && current > 0.0 && current.fract() == 0.0 {
                (current, past, room) = (current + 0.5, past + 3, 0.0);
                continue;
            }
            break;
        }
        let value = total + current;
        if past == at {
            return None;
        }
        let plain = Cardinal { low: value, high: value, past, shape: Shape::Plain, share: false, scale };
        Some(self.in_parts(at, value, past).unwrap_or(plain))
    }

    /// “one in five”, “three out of four”.
    pub fn in_parts(&self, at: usize, value: f64, past: usize) -> Option<Cardinal> {
        let is = |at: usize, word: &str| self.words.is(at, word);
        let out = is(past, "out") && is(past + 1, "of");
        let of = match () {
            () if out => past + 2,
            () if is(past, "in") && value == 1.0 => past + 1,
            () if is(past, "of") && is(past + 1, "every") => past + 1,
            () => return None,
        };
        let of = of + usize::from(is(of, "every"));
        let (whole, end) = match self.number(of) {
            Some(Number::Unit(whole) | Number::Ten(whole) | Number::Scale(whole)) => (whole, of + 1),
            _ => (figures(self.words.word(of)).filter(|_| of < self.words.len())?, of + 1),
        };
        let clear = value < whole && (2.0..=1000.0).contains(&whole) && end > at;
        let part = (value / whole * 1000.0).round() / 1000.0;
        let shape = Shape::Plain;
        clear.then_some(Cardinal { low: part, high: part, past: end, shape, share: true, scale: 1.0 })
    }
}
