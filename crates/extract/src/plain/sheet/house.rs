//! Paragraphs in which the house speaks or sells, by their words.
//!
//! Invariant: a promotion is known by its last words or by two signs, so that a report on one stays. Cost: linear in the text.

use super::super::line::Line;
use super::super::phrase::{self, Topic};
use super::super::shape;

pub(super) fn is_house(text: &str) -> bool {
    phrase::is(text, Topic::House)
}

pub(super) fn is_promotion(line: &Line) -> bool {
    line.words <= 160 && (line.is(Topic::Promotion) || promotes_at_end(line.text))
}

/// Whether the last words of a paragraph ask the reader to take something; a phrase further in is for `phrase::is`.
pub(super) fn promotes_at_end(text: &str) -> bool {
    let from = text.char_indices().rev().nth(120).map_or(0, |(at, _)| at);
    phrase::is(&text[from..], Topic::Promotion)
}

/// Whether a paragraph lists handles to follow.
pub(super) fn speaks_of_handles(text: &str) -> bool {
    text.split_whitespace().take(100).filter(|word| word.trim_start_matches('(').starts_with('@')).count() >= 3
}

pub(super) fn opens_item(text: &str) -> bool {
    shape::opens_with_capitals(text) || shape::lead_in(text).is_some()
}
