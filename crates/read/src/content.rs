//! Contents: what is said after its cue.
//!
//! Invariant: a content lies in one segment, begins and ends with a word or a whole quotation. Cost: linear in the
//! segment.

use crate::beginning::{Beginning, begin};
use crate::ending::ending;
use crate::verb::Group;
use crate::view::View;
use std::ops::Range;

/// What follows a cue.
pub(crate) struct Complement {
    /// The content; empty where it begins in the next segment (after a colon).
    pub content: Range<usize>,
    /// Tokens that belong to the cue: a preposition right after it.
    pub cue_end: usize,
    /// A gap inside: addressee, venue and time, between cue and content.
    pub between: Range<usize>,
    /// A person before the infinitive or clause who is part of the content or not.
    pub addressee: Option<Range<usize>>,
}

/// The content after `group`, in a segment that ends at `end`.
pub(crate) fn after(view: &View, group: &Group, end: usize) -> Option<Complement> {
    let Beginning { start, cue_end, addressee } = begin(view, group, end)?;
    let between = group.tokens.end..start.max(group.tokens.end);
    if start >= end {
        return Some(Complement { content: end..end, cue_end, between, addressee });
    }
    let stop = ending(view, group, start, end);
    (stop > start).then_some(Complement { content: start..stop, cue_end, between, addressee })
}
