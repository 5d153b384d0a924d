//! Attributions that cannot be meant: better none than a wrong one.
//!
//! Cost: a binary search an attribution.

use crate::view::View;
use dateline_lexicon::Classes;
use dateline_record::TimeExpression;
use std::ops::Range;

/// Whether `source` cannot be one: “… reported last month” was not reported by the month, and “Might the group ask …?” asks
/// whether something is said.
pub(crate) fn is_no_source(view: &View, source: &Range<usize>, times: &[TimeExpression]) -> bool {
    if source.is_empty() || view.any(source.start, Classes::AUXILIARY) {
        return true;
    }
    // “It has been said many times.”
    let timed = |index: usize| view.any(index, Classes::TIME | Classes::QUANTIFIER) && !view.is_capital(index);
    let often = source.len() > 1 && view.is(source.end - 1, "times") && view.any(source.start, Classes::QUANTIFIER);
    if often || view.any(source.end - 1, Classes::TIME) && source.clone().all(timed) {
        return true;
    }
    let Some(extent) = view.extent(source.clone()) else { return true };
    let next = times.partition_point(|time| time.extent.end() < extent.end());
    times.get(next).is_some_and(|time| time.extent.covers(extent))
}
