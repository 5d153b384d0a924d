//! From words to what is known of each in its sentence: rows of tables and a vector, then recurrent layers both ways.
//!
//! Invariant: the first layer sees a word and its two neighbours without anything in between, so that its part of a word is
//! a function of the word alone. Cost: dense products. After: Kiperwasser & Goldberg 2016; Lei et al. 2018.

use super::recur::{Recur, Trace};
use super::weight::{Draws, Weight, columns};
use dateline_read::language::net::{TABLES, VECTOR};
use ndarray::{Array2, ArrayViewMut1, Axis, Slice, concatenate};
use std::ops::Range;

/// A word as the encoder sees it: rows of its tables, and its vector.
#[derive(Clone, Default)]
pub struct Seen {
    pub rows: [usize; TABLES.len()],
    pub vector: Option<Vec<f32>>,
    /// What else is known of it in its place.
    pub more: Vec<f32>,
}

/// How large it is.
#[derive(Clone, Copy)]
pub struct Size {
    /// Numbers that a word is.
    pub word: usize,
    /// Numbers that each direction of a layer gives.
    pub width: usize,
    pub layers: usize,
    /// Numbers that stand beside a word.
    pub more: usize,
    /// The share that is left out in training.
    pub drop: f32,
}

pub struct Encoder {
    pub size: Size,
    pub tables: Vec<Weight>,
    pub project: Weight,
    pub unknown: Weight,
    pub layers: Vec<[Recur; 2]>,
}

/// What a pass leaves for the way back, and what it gives: for each word itself and the last layer's numbers.
pub struct Pass {
    vectors: Array2<f32>,
    words: Vec<Seen>,
    word_mask: Option<Array2<f32>>,
    window_mask: Option<Array2<f32>>,
    layers: Vec<(Trace, Trace, Option<Array2<f32>>)>,
    pub output: Array2<f32>,
}

impl Encoder {
    pub fn new(size: Size, draws: &mut Draws) -> Encoder {
        let layer = |inputs: usize, draws: &mut Draws| {
            [false, true].map(|backwards| Recur::new(inputs, size.width, backwards, draws))
        };
        Encoder {
            size,
            tables: TABLES.iter().map(|rows| Weight::table(*rows, size.word, draws)).collect(),
            project: Weight::layer(VECTOR, size.word, draws),
            unknown: Weight::drawn(1, size.word, 0.1, draws),
            layers: (0..size.layers)
                .map(|index| layer(if index == 0 { 3 * size.word + size.more } else { 2 * size.width }, draws))
                .collect(),
        }
    }

    /// How many numbers it gives for a word.
    pub fn outputs(&self) -> usize {
        self.size.word + 2 * self.size.width
    }

    pub fn weights(&mut self) -> Vec<&mut Weight> {
        let mut weights: Vec<&mut Weight> = self.tables.iter_mut().collect();
        weights.extend([&mut self.project, &mut self.unknown]);
        weights.extend(self.layers.iter_mut().flatten().flat_map(|layer| [&mut layer.weight, &mut layer.bias]));
        weights
    }

    /// With `draws`, as in training: parts are left out.
    pub fn forward(&self, words: Vec<Seen>, sentences: &[Range<usize>], mut draws: Option<&mut Draws>) -> Pass {
        let (count, size) = (words.len(), self.size);
        let mut words = words;
        if let Some(draws) = draws.as_deref_mut() {
            for word in &mut words {
                if draws.share() < 0.05 {
                    word.rows[0] = 0;
                }
                if draws.share() < 0.03 {
                    word.vector = None;
                }
            }
        }
        let mut vectors = Array2::zeros((count, VECTOR));
        for (mut row, word) in vectors.rows_mut().into_iter().zip(&words) {
            if let Some(vector) = &word.vector {
                row.assign(&ndarray::aview1(vector));
            }
        }
        let mut seen = vectors.dot(&self.project.value);
        for (mut row, word) in seen.rows_mut().into_iter().zip(&words) {
            if word.vector.is_none() {
                row += &self.unknown.value.row(0);
            }
            for (table, index) in self.tables.iter().zip(word.rows) {
                row += &table.value.row(index);
            }
        }
        let mut masked = |array: &mut Array2<f32>, drop: f32| {
            draws.as_deref_mut().map(|draws| {
                let mask = draws.mask(array.dim(), drop);
                *array *= &mask;
                mask
            })
        };
        let word_mask = masked(&mut seen, size.drop * 0.5);
        let mut input = windows(&seen, &words, size.more, sentences);
        let window_mask = masked(&mut input, size.drop);
        let mut layers = Vec::new();
        for layer in &self.layers {
            let (ahead, one) = layer[0].forward(&input, sentences);
            let (back, two) = layer[1].forward(&input, sentences);
            let mut output = concatenate![Axis(1), ahead, back];
            let mask = masked(&mut output, size.drop);
            layers.push((one, two, mask));
            input = output;
        }
        let output = concatenate![Axis(1), seen, input];
        Pass { vectors, words, word_mask, window_mask, layers, output }
    }

    pub fn back(&mut self, pass: &Pass, gradient: Array2<f32>, sentences: &[Range<usize>]) {
        let (word, width) = (self.size.word, self.size.width);
        let mut seen = columns(&gradient, 0..word).to_owned();
        let mut above = columns(&gradient, word..word + 2 * width).to_owned();
        for (layer, (one, two, mask)) in self.layers.iter_mut().zip(&pass.layers).rev() {
            if let Some(mask) = mask {
                above *= mask;
            }
            let ahead = layer[0].back(one, &columns(&above, 0..width).to_owned(), sentences);
            above = ahead + layer[1].back(two, &columns(&above, width..2 * width).to_owned(), sentences);
        }
        if let Some(mask) = &pass.window_mask {
            above *= mask;
        }
        for sentence in sentences {
            for at in sentence.clone() {
                for (place, neighbour) in [at.checked_sub(1), Some(at), Some(at + 1)].into_iter().enumerate() {
                    if let Some(neighbour) = neighbour.filter(|neighbour| sentence.contains(neighbour)) {
                        let mut row = seen.row_mut(neighbour);
                        row += &above.row(at).slice_axis(Axis(0), Slice::from(place * word..(place + 1) * word));
                    }
                }
            }
        }
        if let Some(mask) = &pass.word_mask {
            seen *= mask;
        }
        self.project.learn(&pass.vectors, &seen);
        for (row, word) in seen.rows().into_iter().zip(&pass.words) {
            if word.vector.is_none() {
                self.unknown.add_row(0, row);
            }
            for (table, index) in self.tables.iter_mut().zip(word.rows) {
                table.add_row(index, row);
            }
        }
    }
}

/// For each word the one before it, itself and the one behind it, nothing beyond the sentence; then what stands beside it.
fn windows(seen: &Array2<f32>, words: &[Seen], more: usize, sentences: &[Range<usize>]) -> Array2<f32> {
    let word = seen.ncols();
    let mut windows = Array2::zeros((seen.nrows(), 3 * word + more));
    for (mut row, word) in windows.rows_mut().into_iter().zip(words) {
        let beside = row.len() - more;
        row.slice_axis_mut(Axis(0), Slice::from(beside..)).assign(&ndarray::aview1(&word.more));
    }
    for sentence in sentences {
        for at in sentence.clone() {
            for (place, neighbour) in [at.checked_sub(1), Some(at), Some(at + 1)].into_iter().enumerate() {
                if let Some(neighbour) = neighbour.filter(|neighbour| sentence.contains(neighbour)) {
                    let mut row: ArrayViewMut1<f32> = windows.row_mut(at);
                    row.slice_axis_mut(Axis(0), Slice::from(place * word..(place + 1) * word))
                        .assign(&seen.row(neighbour));
                }
            }
        }
    }
    windows
}
