//! Paragraphs and sentences of syntactic words, as ranges of the tokens that attribution looks at.
//!
//! Invariant: in order, disjoint, none empty; a token belongs to the range in which it begins. Cost: two searches a range.

use crate::language::Word;
use crate::token::Token;
use std::ops::Range;

/// `ranges` of `words` as ranges of `tokens`.
pub(crate) fn in_tokens(tokens: &[Token], words: &[Word], ranges: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    let mut start = 0;
    for range in ranges {
        let (first, end) = (words[range.start].start, words[range.end - 1].end);
        let from = start + tokens[start..].partition_point(|token| token.start < first);
        let to = from + tokens[from..].partition_point(|token| token.start < end);
        if to > from {
            found.push(from..to);
        }
        start = to;
    }
    found
}
