//! The best names that fit together, of scores for each word: outside, then for each kind begin, inside, end, single.
//!
//! Invariant: what is given back is in order and disjoint; every name begins and ends. Cost: words × kinds.
//! After: Viterbi 1967; Ratinov & Roth, Design Challenges in Named Entity Recognition, 2009.

use std::ops::Range;

/// A name: its words, its kind, and by how much it is better than that its words are outside, for each word.
#[derive(Clone, PartialEq, Debug)]
pub struct Label {
    /// Words of the sentence.
    pub words: Range<usize>,
    /// A place among the kinds.
    pub kind: usize,
    /// The mean gain over no name at all, as a logarithm of odds.
    pub gain: f32,
}

/// Where a path came from: a name that was open, or none.
#[derive(Clone, Copy)]
struct Step {
    /// The best sum of a path that is outside, or has just ended a name, after this word; the kind that ended, if any.
    closed: f32,
    ended: Option<u16>,
    single: bool,
}

/// The best labels of `scores`, of which each word has `stride`, the first `1 + 4 * kinds` of them used.
pub fn labels(scores: &[f32], stride: usize, kinds: usize) -> Vec<Label> {
    let count = scores.len() / stride.max(1);
    let mut steps: Vec<Step> = Vec::with_capacity(count);
    // For each kind the best sum of a path inside a name, and where that name began.
    let mut open = vec![(f32::NEG_INFINITY, 0usize); kinds];
    let mut begun: Vec<u32> = vec![0; count * kinds];
    let mut closed = 0.0;
    for at in 0..count {
        let own = &scores[at * stride..(at + 1) * stride];
        let mut step = Step { closed: closed + own[0], ended: None, single: false };
        for kind in 0..kinds {
            let [begin, inside, end, single] = [0, 1, 2, 3].map(|place| own[1 + 4 * kind + place]);
            let (sum, start) = open[kind];
            if sum + end > step.closed {
                step = Step { closed: sum + end, ended: Some(kind as u16), single: false };
            }
            if closed + single > step.closed {
                step = Step { closed: closed + single, ended: Some(kind as u16), single: true };
            }
            begun[at * kinds + kind] = start as u32;
            open[kind] = if closed + begin > sum + inside { (closed + begin, at) } else { (sum + inside, start) };
        }
        closed = step.closed;
        steps.push(step);
    }
    let mut labels = Vec::new();
    let mut at = count;
    while at > 0 {
        let step = steps[at - 1];
        let Some(kind) = step.ended else {
            at -= 1;
            continue;
        };
        let kind = usize::from(kind);
        let start = if step.single { at - 1 } else { begun[(at - 1) * kinds + kind] as usize };
        let before = if start == 0 { 0.0 } else { steps[start - 1].closed };
        let outside: f32 = (start..at).map(|word| scores[word * stride]).sum();
        let gain = (step.closed - before - outside) / (at - start) as f32;
        labels.push(Label { words: start..at, kind, gain });
        at = start;
    }
    labels.reverse();
    labels
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Of two kinds; each word is a row.
    fn check(scores: &[[f32; 9]], expected: &[(Range<usize>, usize)]) {
        let found: Vec<_> = labels(&scores.concat(), 9, 2).into_iter().map(|label| (label.words, label.kind)).collect();
        assert_eq!(found, expected);
    }

    const OUT: [f32; 9] = [1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0];

    #[test]
    fn a_name_that_ends_must_have_begun() {
        let mut end = OUT;
        end[3] = 5.0;
        check(&[OUT, end], &[(0..2, 0)]);
        check(&[end, OUT], &[]);
    }

    #[test]
    fn the_best_whole_wins_over_the_best_word() {
        let (mut begin, mut end) = (OUT, OUT);
        begin[5] = 3.0;
        begin[4] = 2.5;
        end[7] = 3.0;
        check(&[begin, end, OUT], &[(0..2, 1)]);
    }

    /// The best sum over all paths, one by one.
    fn best(scores: &[f32], count: usize, kinds: usize) -> f32 {
        let stride = 1 + 4 * kinds;
        fn go(scores: &[f32], stride: usize, kinds: usize, at: usize, count: usize, open: Option<usize>) -> f32 {
            if at == count {
                return if open.is_none() { 0.0 } else { f32::NEG_INFINITY };
            }
            let own = &scores[at * stride..];
            let mut most = f32::NEG_INFINITY;
            let mut follow = |score: f32, open: Option<usize>| {
                most = most.max(score + go(scores, stride, kinds, at + 1, count, open));
            };
            match open {
                Some(kind) => {
                    follow(own[2 + 4 * kind], Some(kind));
                    follow(own[3 + 4 * kind], None);
                }
                None => {
                    follow(own[0], None);
                    for kind in 0..kinds {
                        follow(own[1 + 4 * kind], Some(kind));
                        follow(own[4 + 4 * kind], None);
                    }
                }
            }
            most
        }
        go(scores, stride, kinds, 0, count, None)
    }

    proptest! {
        #[test]
        fn no_other_labels_are_better(count in 1usize..6, drawn in proptest::collection::vec(-9i32..9, 45)) {
            let scores: Vec<f32> = drawn[..count * 9].iter().map(|score| *score as f32).collect();
            let found = labels(&scores, 9, 2);
            let mut sum = 0.0;
            let mut at = 0;
            for label in &found {
                prop_assert!(label.words.start >= at && label.words.end > label.words.start);
                sum += (at..label.words.start).map(|word| scores[word * 9]).sum::<f32>();
                let outside: f32 = label.words.clone().map(|word| scores[word * 9]).sum();
                sum += label.gain * label.words.len() as f32 + outside;
                at = label.words.end;
            }
            sum += (at..count).map(|word| scores[word * 9]).sum::<f32>();
            prop_assert!((sum - best(&scores, count, 2)).abs() < 1e-3);
        }
    }
}
