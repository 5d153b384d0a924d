//! What is asked of the encoder for names: of each word where it stands in a name, and of what kind the name is.
//!
//! Invariant: places are numbered as [`dateline_read::language::net`] numbers them: outside first, then for each kind begin,
//! inside, end, single. Cost: linear in the words. After: Ratinov & Roth 2009 (BILOU).

use super::Head;
use super::tree::surprise;
use super::weight::{Draws, Weight};
use dateline_read::language::labels;
use ndarray::Array2;
use std::ops::Range;

pub struct Names {
    pub places: Weight,
    pub bias: Weight,
}

impl Names {
    pub fn new(inputs: usize, kinds: usize, draws: &mut Draws) -> Names {
        Names { places: Weight::layer(inputs, 1 + 4 * kinds, draws), bias: Weight::bias(1 + 4 * kinds) }
    }

    pub fn scores(&self, seen: &Array2<f32>) -> Array2<f32> {
        seen.dot(&self.places.value) + self.bias.value.row(0)
    }
}

impl Head for Names {
    type Answer = usize;

    fn learn(
        &mut self,
        seen: &Array2<f32>,
        _: &[Range<usize>],
        answers: &[usize],
        _: &mut Draws,
    ) -> (f32, Array2<f32>) {
        let mut scores = self.scores(seen);
        let loss = surprise(&mut scores, |at| Some(answers[at]), 1.0 / answers.len() as f32);
        self.bias.learn_bias(&scores);
        let gradient = self.places.back(seen, &scores);
        (loss, gradient)
    }

    fn weights(&mut self) -> Vec<&mut Weight> {
        vec![&mut self.places, &mut self.bias]
    }
}

/// The place of each word of a sentence.
pub fn places(count: usize, names: &[(Range<usize>, usize)]) -> Vec<usize> {
    let mut places = vec![0; count];
    for (range, kind) in names {
        let first = 1 + 4 * kind;
        if range.len() == 1 {
            places[range.start] = first + 3;
        } else {
            places[range.clone()].fill(first + 1);
            places[range.start] = first;
            places[range.end - 1] = first + 2;
        }
    }
    places
}

/// The best names that fit together.
pub fn best(scores: &Array2<f32>) -> Vec<(Range<usize>, usize)> {
    let flat: Vec<f32> = scores.iter().copied().collect();
    let kinds = (scores.ncols() - 1) / 4;
    labels(&flat, scores.ncols(), kinds).into_iter().map(|label| (label.words, label.kind)).collect()
}
