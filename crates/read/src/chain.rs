//! Chains of report: “the Gazette reported, citing two officials, that …” stands on the officials' word, by the
//! Gazette; “Vell said that Oller had left, Stor claims” on Vell's, by Stor.
//!
//! Invariant: a link has a name or a description; nobody carries his own words. Cost: linear in the attributions, a few
//! looks back for each.

use crate::found::Found;
use crate::mention::Cast;
use crate::name::Name;
use crate::source;
use crate::view::View;
use dateline_record::{Authority, ChainLink, Extent, Statement};

/// Quotations inside quotations go no deeper.
const DEEPEST: usize = 8;

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

/// Gives each statement that stands in somebody else's words those who pass it on, the nearest first.
pub(crate) fn carry(text: &str, statements: &mut [Statement]) {
    let mut told: Vec<(Extent, usize)> = statements
        .iter()
        .enumerate()
        .flat_map(|(number, one)| one.content.iter().map(move |content| (*content, number)))
        .collect();
    // Of two that begin together the wider first.
    told.sort_by_key(|(content, number)| (content.start(), std::cmp::Reverse(content.end()), *number));
    let mut inner: Vec<(Extent, usize)> =
        statements.iter().enumerate().filter_map(|(number, one)| Some((own_words(one)?, number))).collect();
    inner.sort_by_key(|(words, number)| (words.start(), *number));
    let mut told = told.into_iter().peekable();
    let mut open: Vec<(Extent, usize)> = Vec::new();
    for (words, number) in inner {
        while let Some(next) = told.next_if(|(content, _)| content.start() <= words.start()) {
            open.retain(|(content, _)| content.end() > next.0.start());
            open.push(next);
        }
        let around =
            open.iter().rev().take(DEEPEST).filter(|(content, other)| *other != number && content.covers(words));
        let links: Vec<ChainLink> =
            around.filter_map(|(_, other)| link(text, &statements[*other], &statements[number])).collect();
        statements[number].chain.extend(links);
    }
}

/// The words that attribute: from source to cue.
fn own_words(one: &Statement) -> Option<Extent> {
    let (cue, source) = (one.cue?, one.source.as_ref()?.extent);
    let gap = cue.start().saturating_sub(source.end()).max(source.start().saturating_sub(cue.end()));
    // A source far from its cue speaks for itself alone.
    (gap < 200).then(|| cue.hull(source))
}

/// `carrier` as a link of what `said` says: none where both are the same, or it is not known who.
fn link(text: &str, carrier: &Statement, said: &Statement) -> Option<ChainLink> {
    let source = carrier.source.as_ref()?;
    let own = said.source.as_ref()?;
    // “the ministry”, “two officials”; a pronoun tells nobody.
    let described = || match carrier.authority {
        Authority::Unnamed => carrier.role.clone(),
        Authority::Collective | Authority::Document | Authority::Outlet => {
            let words = source.extent.of(text);
            let owned = ["his ", "her ", "their ", "its "].iter().any(|own| words.starts_with(own));
            (words.contains(' ') && !owned).then(|| words.to_owned())
        }
        _ => None,
    };
    let name = source.name.clone().or_else(described)?;
    let same = own.name.as_ref() == Some(&name) || own.referent.is_some() && own.referent == source.referent;
    (!same).then_some(ChainLink { name, authority: carrier.authority })
}
