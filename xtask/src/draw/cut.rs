//! A plain cut of a text into sentences and of those into words, that stays the same when the reading of sentences gets better.
//!
//! Invariant: the pieces are disjoint, in order, and none is blank.
//! Cost: linear in the text.

use std::ops::Range;

/// Cuts at a full stop, question or exclamation mark before white space and a capital or a mark of quotation, unless the word before
/// it looks abbreviated; and at the end of a line.
pub fn cut(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, space) in text.char_indices().filter(|(_, c)| c.is_whitespace()) {
        let before = text[start..at].trim_end_matches(['”', '"', '’', '\'', ')']);
        let next = text[at + space.len_utf8()..].chars().next();
        let is_end = before.ends_with(['.', '?', '!'])
            && !is_abbreviated(before.rsplit(char::is_whitespace).next().unwrap_or_default())
            && next.is_some_and(|c| c.is_uppercase() || ['“', '"', '‘', '\''].contains(&c));
        if space == '\n' || is_end {
            found.push(start..at);
            start = at + space.len_utf8();
        }
    }
    found.push(start..text.len());
    found.retain(|range| !text[range.clone()].trim().is_empty());
    found
}

/// “U.S.”, “J.”, “Sen.”
fn is_abbreviated(word: &str) -> bool {
    let letters = word.trim_end_matches('.');
    word.ends_with('.')
        && (letters.contains('.') || letters.len() <= 4 && letters.starts_with(|c: char| c.is_uppercase()))
}

/// Runs of letters and digits, with what `joins` between its neighbours.
pub fn words(text: &str, joins: impl Fn(Option<char>, char, Option<char>) -> bool) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut before = None;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        if c.is_alphanumeric() || joins(before, c, text[end..].chars().next()) {
            match found.last_mut() {
                Some(last) if last.end == at => last.end = end,
                _ => found.push(at..end),
            }
        }
        before = Some(c);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn sentences_end_before_a_capital_and_not_behind_an_abbreviation() {
        let text = "Sen. Vera Holm of the U.S. Senate left. “It rained,” she said.\nAt 5 p.m. nobody came! Why?";
        let found: Vec<&str> = cut(text).into_iter().map(|range| &text[range]).collect();
        let expected =
            ["Sen. Vera Holm of the U.S. Senate left.", "“It rained,” she said.", "At 5 p.m. nobody came!", "Why?"];
        assert_eq!(found, expected);
    }
}
