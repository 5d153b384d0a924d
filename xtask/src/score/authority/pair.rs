//! Which of our statements stands for a labelled one.
//!
//! A statement is the words that its source and content touch, by number in the text. It can stand for a label where they share at least half the
//! words of the longer content; the one that shares most does, and of equals the one whose source is the label's.
//! Source: after the public PolNeAR scorer's matching of contents.

use std::collections::BTreeSet;
use std::ops::Range;

/// The share that contents must have in common.
const SHARE: f64 = 0.5;

/// A statement, as numbers of words.
#[derive(Default)]
pub struct Places {
    /// Empty where no source is given.
    pub source: BTreeSet<usize>,
    /// What was said.
    pub content: BTreeSet<usize>,
}

/// The numbers of the words that `ranges` touch; `words` are in order.
pub fn touched(words: &[Range<usize>], ranges: impl IntoIterator<Item = Range<usize>>) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    for range in ranges {
        let first = words.partition_point(|word| word.end <= range.start);
        let past = words.partition_point(|word| word.start < range.end);
        found.extend(first..past);
    }
    found
}

/// Which of `ours` stands for `label`; of equals the first.
pub fn best(label: &Places, ours: &[Places]) -> Option<usize> {
    let mut best: Option<(f64, bool, usize)> = None;
    for (at, own) in ours.iter().enumerate() {
        let share = share(&label.content, &own.content);
        let has_source =
            if label.source.is_empty() { own.source.is_empty() } else { !label.source.is_disjoint(&own.source) };
        if share >= SHARE && best.is_none_or(|(most, had, _)| (share, has_source) > (most, had)) {
            best = Some((share, has_source, at));
        }
    }
    best.map(|(_, _, at)| at)
}

/// Words in common, over those of the larger.
fn share(a: &BTreeSet<usize>, b: &BTreeSet<usize>) -> f64 {
    let longer = a.len().max(b.len());
    if longer == 0 { 0.0 } else { a.intersection(b).count() as f64 / longer as f64 }
}

#[cfg(test)]
mod tests {
    use super::{Places, best, touched};
    use std::ops::Range;

    const TEXT: &str = "Vera Holm said the ferry was late, and Lund said it was not.";

    fn place(words: &str) -> Option<Range<usize>> {
        TEXT.find(words).filter(|_| !words.is_empty()).map(|start| start..start + words.len())
    }

    fn statement(source: &str, content: &str) -> Places {
        let words = crate::newsletters::words(TEXT, false);
        Places { source: touched(&words, place(source)), content: touched(&words, place(content)) }
    }

    #[test]
    fn a_word_is_touched_where_a_span_begins_within_it() {
        let words = crate::newsletters::words(TEXT, false);
        assert_eq!(touched(&words, place("late")).into_iter().collect::<Vec<_>>(), [6]);
        assert_eq!(touched(&words, Some(6..11)).into_iter().collect::<Vec<_>>(), [1, 2]);
    }

    #[test]
    fn the_nearer_content_wins() {
        let label = statement("Vera Holm", "the ferry was late");
        let ours = [statement("Vera Holm", "ferry was late, and"), statement("Lund", "the ferry was late")];
        assert_eq!(best(&label, &ours), Some(1));
    }

    #[test]
    fn of_equal_contents_the_one_with_the_source_wins() {
        let label = statement("Vera Holm", "the ferry was late");
        let ours = [
            statement("", "the ferry was late"),
            statement("Lund", "the ferry was late"),
            statement("Holm", "the ferry was late"),
        ];
        assert_eq!(best(&label, &ours), Some(2));
        let label = statement("", "the ferry was late");
        assert_eq!(best(&label, &ours), Some(0));
    }

    #[test]
    fn less_than_half_is_no_pair() {
        let label = statement("Vera Holm", "the ferry was late");
        assert_eq!(best(&label, &[statement("Vera Holm", "late")]), None);
        assert_eq!(best(&label, &[statement("Vera Holm", "was late")]), Some(0));
        assert_eq!(best(&label, &[]), None);
    }
}
