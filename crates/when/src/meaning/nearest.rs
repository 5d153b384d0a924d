//! Dates without a year: the occurrence nearest to publication, on the side that the tense favours.
//!
//! Invariant: what is found is sure only where no other occurrence is nearly as near.

use crate::calendar;
use crate::tense::Tense;
use jiff::civil::Date;

/// How much farther the side may be that the tense speaks against.
#[derive(Clone, Copy)]
pub(crate) enum Pull {
    /// A day has its own anchor in the text, often against the verb: “declared a dividend payable Dec. 7”.
    Weak,
    /// A month or season follows the verb.
    Strong,
}

/// The year whose occurrence is meant, and whether it is sure.
pub(crate) fn year(
    day: Date,
    tense: Tense,
    dir: Option<i32>,
    pull: Pull,
    occurrence: impl Fn(i16) -> Option<(Date, Date)>,
) -> Option<(i16, bool)> {
    let years = (-9..=9).filter_map(|step| day.year().checked_add(step));
    let dated = years.filter_map(|year| occurrence(year).map(|(first, last)| (year, first, last)));
    match dir {
        // “Last February” in March is that of the year before as well as last month's.
        Some(-1) => dated.filter(|(_, _, last)| *last < day).last().map(|(year, first, last)| {
            let (since, long) = (calendar::days_between(last, day), calendar::days_between(first, last));
            (year, if long > 31 { !(100..200).contains(&since) } else { since > 62 || first == last })
        }),
        Some(0) => dated.into_iter().find(|(year, ..)| *year == day.year()).map(|(year, ..)| (year, true)),
        Some(_) => dated.into_iter().find(|(_, first, _)| *first > day).map(|(year, ..)| (year, true)),
        None => {
            let weight = match (pull, tense) {
                (Pull::Weak, Tense::Unknown | Tense::Torn) => 3,
                (Pull::Strong, Tense::Unknown | Tense::Torn) => 4,
                (Pull::Weak, _) => 5,
                (Pull::Strong, _) => 12,
            };
            let mut far: Vec<(i32, i16, bool)> = dated
                .map(|(year, first, last)| {
                    (distance(day, first, last, tense, weight), year, against(day, first, last, tense))
                })
                .collect();
            far.sort_unstable();
            let (best, year, against) = *far.first()?;
            let second = far.get(1).map_or(i32::MAX, |(second, ..)| *second);
            // Half as far again; against the verb or without one, three times as far.
            let far_apart = match against {
                true => matches!(pull, Pull::Weak) && second >= best.saturating_mul(3),
                false if tense == Tense::Unknown => second >= best.saturating_mul(3),
                false => second.saturating_mul(2) >= best.saturating_mul(3),
            };
            Some((year, far_apart && (best == 0 || tense != Tense::Torn)))
        }
    }
}

/// Whether the verb puts it on the other side of the day.
fn against(day: Date, first: Date, last: Date, tense: Tense) -> bool {
    (last < day && tense == Tense::Future) || (first > day && tense == Tense::Past)
}

fn distance(day: Date, first: Date, last: Date, tense: Tense, weight: i32) -> i32 {
    if last < day {
        let days = calendar::days_between(last, day);
        if tense == Tense::Future { days.saturating_mul(weight) } else { days.saturating_mul(2) }
    } else if first > day {
        let days = calendar::days_between(day, first);
        if tense == Tense::Future { days.saturating_mul(2) } else { days.saturating_mul(weight) }
    } else {
        0
    }
}
