//! Slots: what the words of an expression say, field by field, before anything is counted.
//!
//! Invariant: the slots know no language; a rule set fills them.

/// A field of what an expression says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(crate) enum Slot {
    /// A year as written, two digits or four.
    Year,
    /// The last two digits of the year that follows: “2008–09”.
    Year2,
    /// 1–4.
    Quarter,
    /// 1–2.
    Half,
    /// 1 spring to 4 winter.
    Season,
    /// 1–12.
    Month,
    /// 1–31.
    Day,
    /// The last day of a stretch of days.
    Day2,
    /// 1 Monday to 7 Sunday.
    Weekday,
    /// The ten years: 199 or, of no stated century, 9.
    Decade,
    /// 20 for the years 19XX.
    Century,
    /// Hour of the day.
    Hour,
    /// Minute of the hour.
    Minute,
    /// Second of the minute.
    Second,
    /// 0 before noon, 12 after.
    Meridiem,
    /// Minutes from UTC; 9999 where unknown.
    Zone,
    /// The part of the day, 1 morning, 2 midday, 3 afternoon, 4 evening, 5 night.
    Part,
    /// Days from the anchor.
    Days,
    /// How many.
    N,
    /// Or how many at most.
    N2,
    /// A half more.
    Half1,
    /// Of what: 0 second to 11 millennium.
    Unit,
    /// And of what else.
    Unit2,
    /// −1 before the anchor, 0 around it, 1 after.
    Dir,
    /// 1 early, 2 mid, 3 late, 4 about, 5 earlier than the anchor, 6 later, 7 the very end, 8 shortly before, 9 from
    /// the anchor up to the end, 10 up to it, 11 from it on, 12 and 13 the same, about.
    Mod,
    /// −1 the past, 0 the present, 1 the future.
    Ref,
    /// 1: counted from the last date in the text; 2: its last quarter; 3: of the month of the date right before; the slots
    /// are its last day, that is 4 past or 5 to come.
    Base,
    /// 1: a fiscal year.
    Fiscal,
    /// The words may be the name of what happened that day (1) or are (2); a year beside them is that of the happening.
    Named,
    /// Eight digits of a day.
    Stamp,
    /// Hours and minutes from UTC as four digits.
    Offset,
    /// 1: the offset is west of UTC.
    Minus,
    /// 1: so long up to or from the anchor, not the calendar's own: “the past year”.
    Span,
    /// 1: which of two numbers is the month is not said.
    Unsure,
    /// Days from Easter Sunday.
    Easter,
    /// The turn of so many years: 1, 100, 1000.
    Turn,
    /// Hour and minute as one number: 1430.
    HourMinute,
    /// How many years after the date.
    Anniversary,
}

const NAMES: [(&str, Slot); 38] = [
    ("year", Slot::Year),
    ("year2", Slot::Year2),
    ("quarter", Slot::Quarter),
    ("half", Slot::Half),
    ("season", Slot::Season),
    ("month", Slot::Month),
    ("day", Slot::Day),
    ("day2", Slot::Day2),
    ("weekday", Slot::Weekday),
    ("decade", Slot::Decade),
    ("century", Slot::Century),
    ("hour", Slot::Hour),
    ("minute", Slot::Minute),
    ("second", Slot::Second),
    ("meridiem", Slot::Meridiem),
    ("zone", Slot::Zone),
    ("part", Slot::Part),
    ("days", Slot::Days),
    ("n", Slot::N),
    ("n2", Slot::N2),
    ("half1", Slot::Half1),
    ("unit", Slot::Unit),
    ("unit2", Slot::Unit2),
    ("dir", Slot::Dir),
    ("mod", Slot::Mod),
    ("ref", Slot::Ref),
    ("base", Slot::Base),
    ("fiscal", Slot::Fiscal),
    ("named", Slot::Named),
    ("stamp", Slot::Stamp),
    ("offset", Slot::Offset),
    ("minus", Slot::Minus),
    ("span", Slot::Span),
    ("unsure", Slot::Unsure),
    ("easter", Slot::Easter),
    ("turn", Slot::Turn),
    ("hourminute", Slot::HourMinute),
    ("anniversary", Slot::Anniversary),
];

impl Slot {
    pub(crate) fn named(name: &str) -> Option<Slot> {
        NAMES.iter().find(|(known, _)| *known == name).map(|(_, slot)| *slot)
    }
}

/// How a word's number joins what the slot already holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Joining {
    /// It replaces it.
    Set,
    /// “twenty” and “six”.
    Add,
    /// “two” and “hundred”.
    Times,
    /// “nineteen” and “ninety”: a hundred times the first, and the second.
    Append,
}

/// One filling of a slot.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Filling {
    pub slot: Slot,
    pub joining: Joining,
    pub value: i32,
}

/// The filled slots of one expression.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Slots([Option<i32>; NAMES.len()]);

impl Slots {
    pub(crate) fn of(fillings: &[Filling]) -> Slots {
        let mut slots = Slots([None; NAMES.len()]);
        for filling in fillings {
            let slot = &mut slots.0[filling.slot as usize];
            let old = slot.unwrap_or(0);
            *slot = Some(match filling.joining {
                Joining::Set => filling.value,
                Joining::Add => old.saturating_add(filling.value),
                Joining::Times => slot.unwrap_or(1).saturating_mul(filling.value),
                Joining::Append => old.saturating_mul(100).saturating_add(filling.value),
            });
        }
        slots
    }

    pub(crate) fn get(&self, slot: Slot) -> Option<i32> {
        self.0[slot as usize]
    }

    pub(crate) fn has(&self, slot: Slot) -> bool {
        self.get(slot).is_some()
    }

    /// Those of `kept` alone.
    pub(crate) fn only(&self, kept: &[Slot]) -> Slots {
        let mut slots = Slots([None; NAMES.len()]);
        kept.iter().for_each(|slot| slots.0[*slot as usize] = self.get(*slot));
        slots
    }

    pub(crate) fn set(&mut self, slot: Slot, value: i32) {
        self.0[slot as usize] = Some(value);
    }
}
