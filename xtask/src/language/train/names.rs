//! What is asked of the encoder for names: of each word where it stands in a name, and of what kind the name is.
//!
//! Invariant: places are numbered as [`dateline_read::language::net`] numbers them: outside first, then for each kind begin,
//! inside, end, single. Cost: linear in the words. After: Ratinov & Roth 2009 (BILOU).

use super::tree::surprise;
use super::weight::{Draws, Weight};
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

    pub fn weights(&mut self) -> Vec<&mut Weight> {
        vec![&mut self.places, &mut self.bias]
    }

    pub fn scores(&self, seen: &Array2<f32>) -> Array2<f32> {
        seen.dot(&self.places.value) + &self.bias.value.row(0)
    }

    pub fn learn(&mut self, seen: &Array2<f32>, answers: &[usize]) -> (f32, Array2<f32>) {
        let mut scores = self.scores(seen);
        let loss = surprise(&mut scores, |at| Some(answers[at]), 1.0 / answers.len() as f32);
        self.bias.learn_bias(&scores);
        let gradient = self.places.back(seen, &scores);
        (loss, gradient)
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
pub fn best(scores: &Array2<f32>, sentence: &Range<usize>) -> Vec<(Range<usize>, usize)> {
    let count = scores.ncols();
    let open = |place: usize| place > 0 && (place - 1) % 4 < 2;
    let follows = |before: Option<usize>, place: usize| {
        let goes_on = place > 0 && matches!((place - 1) % 4, 1 | 2);
        match before {
            Some(before) if open(before) => goes_on && (place - 1) / 4 == (before - 1) / 4,
            _ => !goes_on,
        }
    };
    let mut best = vec![vec![f32::NEG_INFINITY; count]; sentence.len()];
    let mut from = vec![vec![0; count]; sentence.len()];
    for (step, at) in sentence.clone().enumerate() {
        for place in 0..count {
            let own = scores[[at, place]];
            if step == 0 {
                if follows(None, place) {
                    best[0][place] = own;
                }
                continue;
            }
            for before in 0..count {
                let sum = best[step - 1][before] + own;
                if follows(Some(before), place) && sum > best[step][place] {
                    best[step][place] = sum;
                    from[step][place] = before;
                }
            }
        }
    }
    let Some(last) = best.last() else { return Vec::new() };
    let ends = (0..count).filter(|place| !open(*place));
    let mut place = ends.fold(0, |most, place| if last[place] > last[most] { place } else { most });
    let mut path = vec![0; sentence.len()];
    for step in (0..sentence.len()).rev() {
        path[step] = place;
        place = from[step][place];
    }
    let mut names = Vec::new();
    let mut start = 0;
    for (at, place) in path.into_iter().enumerate().filter(|(_, place)| *place > 0) {
        let kind = (place - 1) / 4;
        match (place - 1) % 4 {
            0 => start = at,
            2 => names.push((start..at + 1, kind)),
            3 => names.push((at..at + 1, kind)),
            _ => {}
        }
    }
    names
}
