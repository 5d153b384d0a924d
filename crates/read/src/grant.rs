//! Whose name is withheld: grants of anonymity, and the sources that they are about.
//!
//! Invariant: a grant is about one source: the last before it, or the first after it where none is before. Cost: linear in
//! the attributions near it.

use crate::anonymity;
use crate::found::Found;
use crate::phrase;
use crate::view::{Segment, View};
use dateline_record::Anonymity;
use std::collections::BTreeMap;
use std::ops::Range;

/// The words that withhold the name of an unnamed source: in its own segment, or in the next of the paragraph.
pub(crate) fn anonymity_of(view: &View, found: &[Found], number: usize, segments: &[Segment]) -> Option<Anonymity> {
    let own = found[number].source.as_ref()?;
    let here = segments.partition_point(|other| other.tokens.end <= own.start);
    let segment = segments.get(here)?;
    let next = || segments.get(here + 1).filter(|other| other.paragraph == segment.paragraph);
    let range = anonymity::find(view, &segment.tokens).or_else(|| anonymity::find(view, &next()?.tokens))?;
    let near = &found[number.saturating_sub(8)..found.len().min(number + 8)];
    let sources = || {
        // “who requested anonymity”: the asking is of the source itself.
        let is_grant =
            |one: &&Found| one.cue.as_ref().is_some_and(|cue| cue.start <= range.end && range.start <= cue.end + 2);
        near.iter().filter(move |one| !is_grant(one)).filter_map(|one| one.source.as_ref())
    };
    let taken = if own.start < range.start {
        sources().any(|other| other.start >= own.end && other.start < range.start)
    } else {
        sources().any(|other| other.start < own.start && other.start >= segment.tokens.start)
    };
    (!taken).then(|| Anonymity { text: view.words(range).to_owned() })
}

/// The unnamed sources of a document, by their noun.
#[derive(Default)]
pub(crate) struct Grants {
    /// How many are brought in with it, and the words that withhold the last one's name.
    by_noun: BTreeMap<String, (usize, Option<Anonymity>)>,
}

impl Grants {
    /// Keeps who was brought in, and with what.
    pub fn note(&mut self, view: &View, source: &Range<usize>, pronoun: bool, anonymity: Option<&Anonymity>) {
        let Some(noun) = noun(view, source).filter(|_| !pronoun) else { return };
        let known = self.by_noun.entry(noun).or_default();
        if !is_known(view, source) {
            *known = (known.0 + 1, None);
        }
        if let Some(anonymity) = anonymity {
            known.1 = Some(anonymity.clone());
        }
    }

    /// “the official”, where one official was brought in and his name is withheld.
    pub fn of(&self, view: &View, source: &Range<usize>) -> Option<Anonymity> {
        let (brought, anonymity) = self.by_noun.get(&noun(view, source)?)?;
        anonymity.clone().filter(|_| *brought < 2 && is_known(view, source))
    }
}

fn is_known(view: &View, source: &Range<usize>) -> bool {
    view.is_one_of(source.start, &["the", "this", "that", "these", "those", "both"]) && source.len() < 5
}

fn noun(view: &View, source: &Range<usize>) -> Option<String> {
    let last = phrase::head_part(view, source).end.checked_sub(1)?;
    view.is_word(last).then(|| view.word(last).to_lowercase())
}
