//! Chains of report: “the Gazette reported, citing two officials, that …” stands on the officials' word, by the
//! Gazette.
//!
//! Invariant: only another outlet carries what somebody else said, and only in one sentence. Cost: linear in the
//! attributions.

use crate::found::Found;
use crate::mention::Cast;
use crate::name::Name;
use crate::source;
use crate::view::View;
use dateline_record::Authority;

/// Gives what an outlet reports the source that it cites, and keeps the outlet as its carrier.
pub(crate) fn relay(view: &View, names: &[Name], cast: &Cast, found: Vec<Found>) -> Vec<Found> {
    let mut kept: Vec<Found> = Vec::with_capacity(found.len());
    for one in found {
        let cites = one.cue.as_ref().is_some_and(|cue| cue.len() == 1 && view.is(cue.start, "citing"));
        let cited = one.content.first().filter(|_| cites);
        let Some(last) = kept.last_mut().filter(|last| last.segment == one.segment && last.source == one.source) else {
            kept.push(one);
            continue;
        };
        let authority = |range| source::describe(view, range, names, cast).authority;
        let by_outlet = last.source.as_ref().is_some_and(|range| authority(range) == Authority::Outlet);
        match cited {
            Some(cited) if by_outlet && !matches!(authority(cited), Authority::Outlet | Authority::Unattributed) => {
                last.carrier = last.source.replace(cited.clone());
            }
            _ => kept.push(one),
        }
    }
    kept
}
