//! Lines: those of a text that show something, with what stood between them.
//!
//! Invariant: in order, disjoint, trimmed; every visible character of the text lies in one.
//! Cost: one pass. Past the limit of elements, the rest of the text is one line.

use super::phrase::{self, Topic, Topics};
use crate::html::{Look, View};
use crate::{Limits, Sign};
use std::ops::Range;

/// What stood before a line.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Gap {
    /// Nothing: it is the next line.
    None,
    /// An empty line.
    Blank,
    /// Lines that hold blanks only, or many empty ones: where boxes were parted before markup was dropped.
    Rule,
}

/// One visible line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// Its text, trimmed.
    pub text: &'a str,
    /// Where that begins in the part.
    pub start: usize,
    /// What stood before it.
    pub gap: Gap,
    /// Number of words, counted up to [`MANY`].
    pub words: usize,
    /// What it is known to be by its words.
    pub topics: Topics,
    /// How it looks, where markup says so.
    pub look: Look,
    /// Where its first link leads, where markup says so; else empty.
    pub address: &'a str,
}

/// Words and characters are counted no further.
pub(super) const MANY: usize = 400;

impl Line<'_> {
    /// Byte range in the part.
    pub fn range(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    /// Whether it is of a topic.
    pub fn is(&self, topic: Topic) -> bool {
        self.topics.has(topic)
    }

    /// The byte range in the part of `words`, a slice of this line's text.
    pub fn range_of(&self, words: &str) -> Range<usize> {
        let at = words.as_ptr() as usize - self.text.as_ptr() as usize;
        self.start + at..self.start + at + words.len()
    }
}

/// Whether a character shows nothing.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{ad}' | '\u{34f}')
}

/// The visible lines of a text.
pub(super) fn lines<'a>(text: &'a str, limits: &Limits, signs: &mut Vec<Sign>) -> Vec<Line<'a>> {
    let mut found: Vec<Line> = Vec::new();
    let (mut at, mut empty, mut rule) = (0, 0, false);
    while at < text.len() {
        let capped = found.len() + 1 >= limits.elements;
        let end = match capped {
            true => text.len(),
            false => memchr::memchr2(b'\n', b'\r', &text.as_bytes()[at..]).map_or(text.len(), |n| at + n),
        };
        let raw = &text[at..end];
        let shown = raw.trim_matches(is_blank);
        if shown.is_empty() {
            // A carriage return and its line feed are one break.
            let half = raw.is_empty() && text.as_bytes().get(at) == Some(&b'\n') && text[..at].ends_with('\r');
            empty += usize::from(!half);
            rule |= !raw.is_empty();
        } else {
            let gap = match (empty, rule) {
                (0, _) => Gap::None,
                (1 | 2, false) => Gap::Blank,
                _ => Gap::Rule,
            };
            let start = at + (shown.as_ptr() as usize - raw.as_ptr() as usize);
            found.push(Line {
                text: shown,
                start,
                gap,
                words: shown.split_whitespace().take(MANY).count(),
                topics: Topics::default(),
                look: Look::default(),
                address: "",
            });
            (empty, rule) = (0, false);
            if capped && memchr::memchr(b'\n', shown.as_bytes()).is_some() {
                signs.push(Sign::ElementsCapped { limit: limits.elements });
            }
        }
        at = end + 1;
    }
    if let Some(first) = found.first_mut() {
        first.gap = Gap::Rule;
    }
    found
}

/// The lines of a page.
pub(super) fn of_view(view: &View) -> Vec<Line<'_>> {
    let text = view.text.as_str();
    let mut found: Vec<Line> = Vec::with_capacity(view.lines.len());
    for seen in &view.lines {
        let shown = text[seen.range.clone()].trim_matches(is_blank);
        let start = shown.as_ptr() as usize - text.as_ptr() as usize;
        let boxed = found.last().is_none_or(|last| last.look.frame != seen.look.frame);
        let gap = match (seen.apart, seen.look.ruled || boxed) {
            (_, true) => Gap::Rule,
            (true, false) => Gap::Blank,
            (false, false) => Gap::None,
        };
        let words = shown.split_whitespace().take(MANY).count();
        if !shown.is_empty() {
            let first = view.links.partition_point(|link| link.range.start < seen.range.start);
            let within = view.links.get(first).filter(|link| link.range.start < seen.range.end);
            let address = within.map_or("", |link| link.address.as_str());
            found.push(Line {
                text: shown,
                start,
                gap,
                words,
                topics: phrase::topics(shown),
                look: seen.look,
                address,
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_between_lines_is_kept_as_a_gap() {
        let text = "One\r\nTwo\r\n\r\nThree\n \u{a0}\nFour";
        let lines = lines(text, &Limits::default(), &mut Vec::new());
        let seen: Vec<_> = lines.iter().map(|line| (line.text, line.gap)).collect();
        assert_eq!(seen, [("One", Gap::Rule), ("Two", Gap::None), ("Three", Gap::Blank), ("Four", Gap::Rule)]);
        assert!(lines.iter().all(|line| &text[line.range()] == line.text));
    }

    #[test]
    fn past_the_limit_the_rest_is_one_line() {
        let limits = Limits { elements: 2, ..Limits::default() };
        let mut signs = Vec::new();
        let lines = lines("One\nTwo\nThree", &limits, &mut signs);
        assert_eq!(lines.iter().map(|line| line.text).collect::<Vec<_>>(), ["One", "Two\nThree"]);
        assert_eq!(signs, [Sign::ElementsCapped { limit: 2 }]);
    }
}
