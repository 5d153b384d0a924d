//! A document's cleaned text, and the way from each of its words back to the bytes they came from.
//!
//! Invariant: pieces are in text order, do not overlap, lie in one part each; a verbatim piece has the same bytes on both
//! sides. Text that no piece covers was put there by the cleaner (a paragraph break) and came from nowhere.
//! Cost: two binary searches an extent.

use crate::{Extent, Span};
use std::ops::Range;

mod packed;

/// Cleaned text with its map to the part's text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct CleanText {
    words: String,
    pieces: Vec<Piece>,
}

/// A run of cleaned text and the run of the part's text that it came from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Piece {
    text_start: u32,
    text_end: u32,
    part: u32,
    start: u32,
    end: u32,
    /// Both sides hold the same bytes, so any cut on one side is a cut on the other.
    verbatim: bool,
}

impl Piece {
    /// Byte range in the cleaned text.
    pub fn text_range(&self) -> Range<usize> {
        self.text_start as usize..self.text_end as usize
    }

    /// Where it came from.
    pub fn span(&self) -> Span {
        Span::unchecked(self.part, self.start, self.end)
    }

    /// Whether both sides hold the same bytes.
    pub fn is_verbatim(&self) -> bool {
        self.verbatim
    }
}

impl CleanText {
    /// The cleaned text itself.
    pub fn as_str(&self) -> &str {
        &self.words
    }

    /// The pieces, in text order.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// Whether there is no word in it.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The beginning of the text, at most `length` bytes of it: extents of one are extents of the other.
    pub fn beginning(&self, length: usize) -> CleanText {
        let mut builder = TextBuilder { text: self.clone() };
        builder.cut(self.words.floor_char_boundary(length));
        builder.text
    }

    /// The smallest span that holds the words of `extent`; none where they came from nowhere, or from two parts.
    pub fn span(&self, extent: Extent) -> Option<Span> {
        let first = self.pieces.partition_point(|p| (p.text_end as usize) <= extent.start());
        let past = self.pieces.partition_point(|p| (p.text_start as usize) < extent.end());
        let touched = self.pieces.get(first..past)?;
        let (head, tail) = (touched.first()?, touched.last()?);
        if head.part != tail.part {
            return None;
        }
        let start = if head.verbatim {
            head.start + (extent.start() as u32).saturating_sub(head.text_start)
        } else {
            head.start
        };
        let end = if tail.verbatim { tail.end - tail.text_end.saturating_sub(extent.end() as u32) } else { tail.end };
        (start < end).then(|| Span::unchecked(head.part, start, end))
    }

    /// The extent of cleaned text that came from within `span`; none where nothing did. A replaced piece counts whole.
    pub fn extent(&self, span: Span) -> Option<Extent> {
        let mut found: Option<(u32, u32)> = None;
        for piece in self.pieces.iter().filter(|p| p.span().intersection(span).is_some()) {
            let (mut from, mut to) = (piece.text_start, piece.text_end);
            if piece.verbatim {
                from += (span.start() as u32).saturating_sub(piece.start);
                to -= piece.end.saturating_sub(span.end() as u32);
            }
            found = Some(found.map_or((from, to), |(a, b)| (a.min(from), b.max(to))));
        }
        let (from, to) = found?;
        Extent::new(&self.words, from as usize..to as usize)
    }
}

/// Builds a [`CleanText`] from left to right.
#[derive(Default, Debug)]
pub struct TextBuilder {
    text: CleanText,
}

impl TextBuilder {
    /// An empty text.
    pub fn new() -> TextBuilder {
        TextBuilder::default()
    }

    /// What was built so far.
    pub fn as_str(&self) -> &str {
        &self.text.words
    }

    /// Appends the bytes of `part_text[range]` as they are. Panics where the range cuts a character; empty is nothing.
    pub fn verbatim(&mut self, part: u32, part_text: &str, range: Range<usize>) {
        let words = &part_text[range.clone()];
        if words.is_empty() {
            return;
        }
        let text_start = self.text.words.len() as u32;
        self.text.words.push_str(words);
        let text_end = self.text.words.len() as u32;
        let (start, end) = (range.start as u32, range.end as u32);
        if let Some(last) = self.text.pieces.last_mut()
            && last.verbatim
            && (last.part, last.end, last.text_end) == (part, start, text_start)
        {
            last.end = end;
            last.text_end = text_end;
            return;
        }
        self.text.pieces.push(Piece { text_start, text_end, part, start, end, verbatim: true });
    }

    /// Appends `words`, which stand for the whole of `part_text[range]` (a character reference, a run of white space).
    pub fn replaced(&mut self, words: &str, part: u32, part_text: &str, range: Range<usize>) {
        debug_assert!(part_text.get(range.clone()).is_some_and(|raw| !raw.is_empty()));
        if words.is_empty() {
            return;
        }
        let text_start = self.text.words.len() as u32;
        self.text.words.push_str(words);
        let text_end = self.text.words.len() as u32;
        self.text.pieces.push(Piece {
            text_start,
            text_end,
            part,
            start: range.start as u32,
            end: range.end as u32,
            verbatim: false,
        });
    }

    /// Appends `words` that came from nowhere (a paragraph break between two blocks).
    pub fn inserted(&mut self, words: &str) {
        self.text.words.push_str(words);
    }

    /// The text, without white space at its end.
    pub fn finish(mut self) -> CleanText {
        self.cut(self.text.words.trim_end().len());
        self.text
    }

    /// Cuts off what lies beyond `kept`, with its pieces.
    fn cut(&mut self, kept: usize) {
        self.text.words.truncate(kept);
        let past = self.text.pieces.partition_point(|piece| (piece.text_start as usize) < kept);
        self.text.pieces.truncate(past);
        if let Some(last) = self.text.pieces.last_mut()
            && (last.text_end as usize) > kept
        {
            let over = last.text_end - kept as u32;
            last.text_end = kept as u32;
            if last.verbatim {
                last.end -= over;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn extent(text: &CleanText, words: &str) -> Extent {
        let start = text.as_str().find(words).unwrap();
        Extent::new(text.as_str(), start..start + words.len()).unwrap()
    }

    #[test]
    fn a_reference_and_a_tag_stand_inside_the_span_of_the_words_around_them() {
        let raw = "<p>Mr. K &amp; Co <b>said</b> so";
        let mut builder = TextBuilder::new();
        builder.verbatim(0, raw, 3..9);
        builder.replaced("&", 0, raw, 9..14);
        builder.verbatim(0, raw, 14..18);
        builder.verbatim(0, raw, 21..25);
        builder.verbatim(0, raw, 29..32);
        let text = builder.finish();
        assert_eq!(text.as_str(), "Mr. K & Co said so");
        let found = |words| &raw[text.span(extent(&text, words)).unwrap().range()];
        assert_eq!(found("K & Co"), "K &amp; Co");
        assert_eq!(found("Co said so"), "Co <b>said</b> so");
        assert_eq!(found("&"), "&amp;");
        assert_eq!(found("aid"), "aid");
    }

    #[test]
    fn a_paragraph_break_alone_has_no_span() {
        let raw = "<p>One<p>Two";
        let mut builder = TextBuilder::new();
        builder.verbatim(0, raw, 3..6);
        builder.inserted("\n\n");
        builder.verbatim(0, raw, 9..12);
        let text = builder.finish();
        assert_eq!(text.span(extent(&text, "\n\n")), None);
        assert_eq!(&raw[text.span(extent(&text, "One\n\nTwo")).unwrap().range()], "One<p>Two");
    }

    #[test]
    fn the_beginning_keeps_its_places() {
        let raw = "<p>One two three";
        let mut builder = TextBuilder::new();
        builder.verbatim(0, raw, 3..16);
        let text = builder.finish().beginning(7);
        assert_eq!(text.as_str(), "One two");
        assert_eq!(&raw[text.span(extent(&text, "two")).unwrap().range()], "two");
    }

    proptest! {
        /// Whatever was put together from whatever pieces: a span slices, and holds its words where they are verbatim.
        #[test]
        fn every_extent_maps_to_a_span_that_slices(raw in "[a-zé “”&]{1,40}", cuts in proptest::collection::vec((0usize..60, 0u8..3), 1..12)) {
            let mut builder = TextBuilder::new();
            let mut at = 0;
            for (step, what) in cuts {
                let mut to = (at + step % 7).min(raw.len());
                while !raw.is_char_boundary(to) { to += 1; }
                match what {
                    0 => builder.verbatim(0, &raw, at..to),
                    1 if to > at => builder.replaced("*", 0, &raw, at..to),
                    _ => builder.inserted("\n"),
                }
                at = to;
            }
            let text = builder.finish();
            let words = text.as_str();
            for start in 0..words.len() {
                for end in start + 1..=words.len() {
                    let Some(extent) = Extent::new(words, start..end) else { continue };
                    let Some(span) = text.span(extent) else { continue };
                    let source = raw.get(span.range());
                    prop_assert!(source.is_some());
                    if text.pieces().iter().any(|p| p.is_verbatim() && p.text_range().start <= start && end <= p.text_range().end) {
                        prop_assert_eq!(source.unwrap(), &words[start..end]);
                    }
                }
            }
        }
    }
}
