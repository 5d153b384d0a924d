//! Numbers that are no quantity: dates, ages, measures, names, results, “one” for somebody.
//!
//! Invariant: says why; what holds for none is counted. Cost: a search among times and names, a few words round each number.

use super::counted::Counted;
use super::numeral::{Counter, Numeral, Shape};
use super::word::Words;
use crate::event::Tree;
use dateline_lexicon::{Quantities, Sign, Unit};
use dateline_record::{Bound, Form, Mention, TimeExpression};

/// What numbers are held against.
pub(super) struct Sieve<'a> {
    pub tree: &'a Tree<'a>,
    pub words: Words<'a>,
    pub lists: &'static Quantities,
    pub times: &'a [TimeExpression],
    pub mentions: &'a [Mention],
}

impl Sieve<'_> {
    /// Whether the number is none, whatever is told of what it counts.
    pub fn drops(&self, numeral: &Numeral, counted: &Counted, bound: Bound) -> bool {
        let with_sign = matches!(numeral.unit, Counter::Money(_));
        self.is_time(numeral, bound)
            || self.is_measure(numeral, counted)
            || self.is_age(numeral, counted)
            || !with_sign && (self.is_label(numeral, counted) || self.is_in_name(numeral) || self.is_alone(numeral))
            || self.is_result(numeral)
            || self.is_address(numeral, counted)
            || self.is_magnitude(numeral, counted)
            || self.is_year(numeral, counted, bound)
    }

    fn extent(&self, numeral: &Numeral) -> (usize, usize) {
        let range = |at: usize| self.words.words[at].range();
        (range(numeral.first).start, range(numeral.past - 1).end)
    }

    fn is_time(&self, numeral: &Numeral, bound: Bound) -> bool {
        let (start, end) = self.extent(numeral);
        let before = self.times.partition_point(|time| time.extent.start() < end);
        // “more than 1400 are dead” is no time of day.
        let whole = |time: &TimeExpression| time.extent.start() == start && time.extent.end() == end;
        let counts = matches!(bound, Bound::AtLeast | Bound::MoreThan) && numeral.low >= 1000.0;
        let mut near = self.times[before.saturating_sub(6)..before].iter().filter(|time| time.extent.end() > start);
        near.any(|time| !(counts && whole(time)))
    }

    /// “8150 Sunset Blvd.”
    fn is_address(&self, numeral: &Numeral, counted: &Counted) -> bool {
        let Numeral { first, past, unit, shape, .. } = *numeral;
        let digits = self.words.word(first).starts_with(|c: char| c.is_ascii_digit());
        let named = |at: usize| self.words.word(at).starts_with(char::is_uppercase);
        let mut run = (past..(past + 5).min(self.words.len())).take_while(|at| named(*at));
        unit == Counter::None
            && shape == Shape::Plain
            && digits
            && past == first + 1
            && counted.head.is_none_or(|head| self.tree.fine(head) != "NNS")
            && run.any(|at| at > past && self.lists.is(Sign::Street, self.lower(at).trim_end_matches('.')))
    }

    /// “a 6.9 earthquake”, “the two-time winner”.
    fn is_magnitude(&self, numeral: &Numeral, counted: &Counted) -> bool {
        let Numeral { past, unit, low, .. } = *numeral;
        if unit != Counter::None || low == 1.0 {
            return false;
        }
        let time = past + usize::from(self.words.is(past, "-"));
        let broken = low.fract() != 0.0 && low < 1000.0;
        let many = |head: usize| self.tree.fine(head).ends_with('S') || self.lists.unit(&self.lower(head)).is_some();
        self.words.is(time, "time") || broken && counted.head.is_some_and(|head| !many(head))
    }

    fn lower(&self, at: usize) -> String {
        self.words.lower(at)
    }

    /// “60 miles”, “a 24-hour”, “five years”, “three-storey”.
    fn is_measure(&self, numeral: &Numeral, counted: &Counted) -> bool {
        if matches!(numeral.unit, Counter::Money(_) | Counter::Percent | Counter::Points) {
            return false;
        }
        let dashed = numeral.past + usize::from(self.words.is(numeral.past, "-"));
        // “10-year”, “4 1/3 innings”
        let near = [dashed, dashed + 1].map(|at| self.lists.unit(&self.lower(at)));
        let of = |unit: Option<Unit>| matches!(unit, Some(Unit::Measure | Unit::Time));
        let part = self.words.word(numeral.past).contains('/');
        of(near[0])
            || of(near[1]) && (part || self.tree.tag(dashed) == "ADJ" || self.words.is(dashed, "total"))
            || counted.head.is_some_and(|head| of(self.lists.unit(&self.lower(head))))
    }

    /// “aged 10”, “10 years old”, “Vell, 29,”.
    fn is_age(&self, numeral: &Numeral, counted: &Counted) -> bool {
        let Numeral { first, past, high, .. } = *numeral;
        if high > 125.0 {
            return false;
        }
        let led =
            (1..=3).filter_map(|back| first.checked_sub(back)).any(|at| self.lists.is(Sign::Age, &self.lower(at)));
        let closed = past >= self.words.len()
            || [",", ".", ")", "-", "—", ";", "”"].iter().any(|mark| self.words.is(past, mark));
        let comma = first > 1 && (self.words.is(first - 1, ",") || self.words.is(first - 1, "("));
        let person = first > 1 && self.tree.tag(first - 2) == "PROPN";
        let digits = self.words.word(first).starts_with(|c: char| c.is_ascii_digit());
        led || comma && person && closed && digits && counted.head.is_none() && past == first + 1
    }

    /// “Channel 4”: it hangs on the noun before.
    fn is_label(&self, numeral: &Numeral, counted: &Counted) -> bool {
        let Some(before) = numeral.first.checked_sub(1) else { return false };
        if numeral.shape != Shape::Plain || counted.head.is_some() && self.tree.head(counted.node) != Some(before) {
            let capital = self.words.word(before).starts_with(char::is_uppercase);
            return self.is_called(before) && (capital || counted.head.is_none());
        }
        let hangs = self.tree.head(counted.node) == Some(before)
            && matches!(
                self.tree.relation(counted.node),
                "nummod" | "compound" | "flat" | "nmod" | "nmod:desc" | "dep" | "appos"
            )
            && matches!(self.tree.tag(before), "NOUN" | "PROPN" | "SYM");
        let verb = !self.lists.fates(&self.lower(before)).is_empty() || self.lists.toll(&self.lower(before)).is_some();
        // “in Orsa 80 rowers were”, where the tree hangs the number on the name.
        let counts = counted.head.is_some_and(|head| {
            head >= numeral.past
                && self.tree.fine(head).ends_with('S')
                && matches!(self.lists.noun(&self.lower(head)), Some("people" | "forces" | "killed" | "displaced"))
        });
        let of = self.words.is(numeral.past, "of");
        self.is_called(before) || hangs && !verb && !counts && !of
    }

    fn is_called(&self, before: usize) -> bool {
        self.lists.is(Sign::Label, &self.lower(before)) && !self.words.is_glued(before + 1)
    }

    /// “Group of 20”: inside a name, or a name by itself.
    fn is_in_name(&self, numeral: &Numeral) -> bool {
        let (start, end) = self.extent(numeral);
        let before = self.mentions.partition_point(|mention| mention.extent.start() <= start);
        self.mentions[before.saturating_sub(8)..before].iter().any(|mention| {
            let inside = mention.extent.end() >= end && mention.form == Form::Name;
            inside
                && (mention.extent.start() < start
                    || self.words.word(numeral.first).starts_with(char::is_uppercase) && mention.extent.end() > end)
        })
    }

    /// “911”, “1.” at the head of a list, “(3 Images)”, “#3”.
    fn is_alone(&self, numeral: &Numeral) -> bool {
        let Numeral { first, past, .. } = *numeral;
        let alone = self.tree.head(first).is_none() && !self.tree.kids(first).any(|kid| kid < first);
        let item = self.words.is(past, ".") && (first == 0 || alone) && past == first + 1;
        let caption = first > 0 && self.words.is(first - 1, "(") && self.words.is(past + 1, ")");
        let counter = first > 0
            && (self.words.is(first - 1, "#") || self.words.is(first - 1, "No.") || self.words.is(first - 1, "№"));
        let known = past == first + 1 && self.lists.is(Sign::Alone, self.words.word(first));
        // “Views 0 25”
        let digits = |at: usize| self.words.word(at).starts_with(|c: char| c.is_ascii_digit());
        let heap = digits(past) && digits(first) && numeral.unit == Counter::None || self.words.word(first) == "0";
        let sum = self.words.is(first, "zero") && self.words.is(past, "-");
        item || caption || counter || known || heap || sum
    }

    /// “a 3-2 victory”
    fn is_result(&self, numeral: &Numeral) -> bool {
        let Numeral { first, past, shape, unit, .. } = *numeral;
        let dashed = self.words.words[first..past].iter().any(|word| {
            let own = word.of(self.words.text);
            own.contains(['-', '–']) && own.len() > 1 || matches!(own, "-" | "–")
        });
        shape == Shape::Range && dashed && unit == Counter::None && self.words.is_of(self.lists, Sign::Score, past)
    }

    /// “2019”, with nothing that it could count.
    fn is_year(&self, numeral: &Numeral, counted: &Counted, bound: Bound) -> bool {
        let year = numeral.low.fract() == 0.0 && (1900.0..=2100.0).contains(&numeral.low);
        let bare = bound == Bound::Exact && numeral.unit == Counter::None && counted.head.is_none();
        // “the 2012 men's team”
        let before = numeral.first.checked_sub(1);
        let named = numeral.low >= 1950.0
            && bound == Bound::Exact
            && before.is_some_and(|at| self.tree.is(at, &["the", "its", "his", "her", "their", "our", "a", "this"]));
        year && (bare || named) && numeral.unit == Counter::None && self.words.word(numeral.first).len() == 4
    }
}
