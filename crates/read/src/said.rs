//! When and where it was said: the time and the venue in the clause that attributes.
//!
//! Invariant: only what stands in the attribution, outside the content, counts; what bounds it otherwise is an open stretch
//! with the method `inferred`, never a day. Cost: linear in the clause.

use crate::found::Found;
use crate::token::Sort;
use crate::view::View;
use dateline_lexicon::Classes;
use dateline_record::{Document, Method, Precision, TimeExpression, TimeType, When};
use dateline_when::{Edtf, End, Point, Stretch};
use std::ops::Range;

/// The time in the attribution clause: “said on Tuesday”.
pub(crate) fn when(view: &View, found: &Found, times: &[TimeExpression]) -> Option<When> {
    let clause = view.extent(found.clause.clone())?;
    let contents: Vec<_> = found.content.iter().filter_map(|range| view.extent(range.clone())).collect();
    let first = times.partition_point(|time| time.extent.end() <= clause.start());
    let inside = times[first..].iter().take_while(|time| time.extent.start() < clause.end());
    // “The crew, held since May, said”: no time of speaking.
    let source = found.source.as_ref().and_then(|range| view.extent(range.clone()));
    let told = |time: &TimeExpression| contents.iter().chain(&source).any(|part| part.overlaps(time.extent));
    inside
        .filter(|time| clause.covers(time.extent) && !told(time))
        .find(|time| matches!(time.time_type, TimeType::Date | TimeType::Time))
        .and_then(|time| time.when.clone())
        .filter(|when| is_moment(when.precision))
}

/// Where the attribution does not tell: at latest when its document was published, changed or, where neither is known, captured.
pub(crate) fn bounded(document: &Document, published: Option<&When>) -> Option<When> {
    let last = |when: &When| when.latest.clone().filter(|day| day.len() == DAY);
    let published = published.and_then(last);
    let changed = document.updated.as_ref().and_then(last).filter(|_| published.is_some());
    let day = published.max(changed).or(document.captured.as_ref().and_then(last))?;
    let end = End::At(Point::day(day.parse().ok()?));
    Some(dateline_when::when(&Edtf::Stretch(Stretch::new(End::Open, end)?), Method::Inferred, None))
}

/// Letters of a day of four-digit years, which sort as text: `2024-02-29`.
const DAY: usize = 10;

/// Nobody says something in a decade: a year in “The group, which has fished there since 1990, denied it” is about the group.
/// “Now said” is no time either.
fn is_moment(precision: Precision) -> bool {
    use Precision::{Day, Interval, Month, Time, Week};
    matches!(precision, Time | Day | Week | Month | Interval)
}

/// Where it was said: the outlet that was told, or the interview, statement, speech.
pub(crate) fn venue(view: &View, found: &Found) -> Option<String> {
    if let Some(addressee) = &found.addressee {
        let start = addressee.start + usize::from(view.is(addressee.start, "the"));
        let words = view.words(start..addressee.end);
        let outlet = view.lexicon.name(&words.to_lowercase()).any(Classes::OUTLET)
            || addressee.len() > 1
                && view.is_capital(addressee.end - 1)
                && view.any(addressee.end - 1, Classes::OUTLET_WORD);
        if outlet || view.is_one_of(addressee.end - 1, &["reporters", "journalists"]) {
            return Some(words.to_owned());
        }
    }
    let cue_end = found.cue.as_ref()?.end;
    let outside = |index: &usize| {
        !found.content.iter().any(|content| content.contains(index))
            && found.source.as_ref().is_none_or(|source| !source.contains(index))
    };
    let noun =
        (cue_end..found.clause.end).filter(outside).find(|i| view.is_word(*i) && view.any(*i, Classes::VENUE))?;
    Some(view.words(phrase(view, noun, cue_end, found.clause.end)).to_owned())
}

/// The noun phrase round a venue noun: “an interview with the Oller Globe”.
fn phrase(view: &View, noun: usize, from: usize, to: usize) -> Range<usize> {
    let mut start = noun;
    while start > from && view.is_word(start - 1) && !view.any(start - 1, Classes::PREPOSITION) {
        start -= 1;
        if view.any(start, Classes::DETERMINER) {
            start += usize::from(start < noun);
            break;
        }
    }
    let mut end = noun + 1;
    if end + 1 < to && view.is_one_of(end, &["with", "on", "to"]) {
        let mut past = end + 1 + usize::from(view.is(end + 1, "the"));
        while past < to && view.is_capital(past) && !view.any(past, Classes::TIME) && view.sort(past) == Sort::Word {
            past += 1;
        }
        if view.is_capital(past - 1) {
            end = past;
        }
    }
    start..end
}
