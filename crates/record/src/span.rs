//! Places in text: an extent in a document's cleaned text, a span in a part of a capture.
//!
//! Invariant of both: not empty, and both ends fall between characters of the text they were made for.

use std::ops::Range;

/// A stretch of a document's cleaned text (the ACE term), as byte offsets.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Extent {
    start: u32,
    end: u32,
}

impl Extent {
    /// The extent of `range` in `text`; none where it is empty, out of bounds or cuts a character.
    pub fn new(text: &str, range: Range<usize>) -> Option<Extent> {
        let words = text.get(range.clone())?;
        (!words.is_empty())
            .then_some(Extent { start: u32::try_from(range.start).ok()?, end: u32::try_from(range.end).ok()? })
    }

    /// The byte range in the cleaned text.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// First byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// The words at this extent. Panics where `text` is not the text it was made for.
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// The smallest extent that covers both.
    pub fn hull(self, other: Extent) -> Extent {
        Extent { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether every byte of `other` lies in this extent.
    pub fn covers(self, other: Extent) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Extent) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// A stretch of one part of a capture, as byte offsets into that part's UTF-8 text.
///
/// For HTML it lies in the raw markup, so it may cover tags.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Span {
    part: u32,
    start: u32,
    end: u32,
}

impl Span {
    /// The span of `range` in the text of part number `part`; none where it is empty, out of bounds or cuts a character.
    pub fn new(part: u32, text: &str, range: Range<usize>) -> Option<Span> {
        let Extent { start, end } = Extent::new(text, range)?;
        Some(Span { part, start, end })
    }

    /// For [`crate::text`], which only ever cuts spans that were checked against their part.
    pub(crate) fn unchecked(part: u32, start: u32, end: u32) -> Span {
        debug_assert!(start < end);
        Span { part, start, end }
    }

    /// Number of the part, counted from 0.
    pub fn part(self) -> u32 {
        self.part
    }

    /// First byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// The byte range in the part's text.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// What the two share; none where they are apart or in different parts.
    pub fn intersection(self, other: Span) -> Option<Span> {
        let (start, end) = (self.start.max(other.start), self.end.min(other.end));
        (self.part == other.part && start < end).then_some(Span { part: self.part, start, end })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_extent_is_never_empty_and_never_cuts_a_character() {
        let text = "Läänemets said";
        assert!(Extent::new(text, 3..3).is_none());
        assert!(Extent::new(text, 0..2).is_none());
        assert!(Extent::new(text, 0..99).is_none());
        assert_eq!(Extent::new(text, 0..11).unwrap().of(text), "Läänemets");
    }
}
