//! Runs of sentences that are read at once: some hundred words, so that their numbers stay near.
//!
//! Invariant: in order; every word of a sentence is in one run. A sentence longer than [`LONGEST`] is cut. Cost: linear.

use std::ops::Range;

/// The longest sentence that is read whole.
pub const LONGEST: usize = 160;

/// The most words of a run.
const MOST: usize = 2 * LONGEST;

/// Sentences that stand together.
pub(crate) struct Run {
    /// Their words, those between them too.
    pub words: Range<usize>,
    /// The sentences, counted from the first of those words.
    pub sentences: Vec<Range<usize>>,
}

/// The runs of `sentences`.
pub(crate) fn runs(sentences: &[Range<usize>]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for sentence in sentences {
        for start in sentence.clone().step_by(LONGEST) {
            let end = sentence.end.min(start + LONGEST);
            if runs.last().is_none_or(|run| end - run.words.start > MOST) {
                runs.push(Run { words: start..end, sentences: Vec::new() });
            }
            let run = runs.last_mut().expect("there is one now");
            run.sentences.push(start - run.words.start..end - run.words.start);
            run.words.end = end;
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_word_of_a_sentence_is_read_once(lengths in proptest::collection::vec((0usize..3, 1usize..900), 0..12)) {
            let mut sentences = Vec::new();
            let mut at = 0;
            for (gap, length) in lengths {
                sentences.push(at + gap..at + gap + length);
                at += gap + length;
            }
            let read: Vec<usize> = runs(&sentences)
                .into_iter()
                .flat_map(|run| {
                    assert!(run.words.len() <= MOST && run.sentences.iter().all(|own| own.len() <= LONGEST));
                    let start = run.words.start;
                    run.sentences.into_iter().flatten().map(move |word| start + word)
                })
                .collect();
            prop_assert_eq!(read, sentences.into_iter().flatten().collect::<Vec<_>>());
        }
    }
}
