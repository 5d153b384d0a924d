//! A simple recurrent layer, one direction: a gate keeps what was, another lets out what is.
//!
//! Invariant: gates are clamped lines, not curves, as they are where the model is read.
//! Cost: one product for all places, then one pass. After: Lei et al., Simple Recurrent Units, 2018.

use super::weight::{Draws, Weight, columns};
use ndarray::Array2;
use std::ops::Range;

/// Columns of the product: what may be kept, the gate that keeps, the gate that lets out.
pub struct Recur {
    pub weight: Weight,
    pub bias: Weight,
    width: usize,
    backwards: bool,
}

/// What the way back needs.
pub struct Trace {
    input: Array2<f32>,
    product: Array2<f32>,
    kept: Array2<f32>,
    out: Array2<f32>,
    cell: Array2<f32>,
}

/// A clamped line from 0 to 1.
fn gate(value: f32) -> f32 {
    (0.5 + 0.25 * value).clamp(0.0, 1.0)
}

fn gate_slope(gate: f32) -> f32 {
    if gate > 0.0 && gate < 1.0 { 0.25 } else { 0.0 }
}

impl Recur {
    pub fn new(inputs: usize, width: usize, backwards: bool, draws: &mut Draws) -> Recur {
        let mut bias = Weight::bias(2 * width);
        // Gates that keep are open at first.
        bias.value.row_mut(0).iter_mut().take(width).for_each(|value| *value = 1.0);
        Recur { weight: Weight::layer(inputs, 3 * width, draws), bias, width, backwards }
    }

    /// The places of a sentence in the order they are gone through.
    fn order(&self, sentence: &Range<usize>) -> Vec<usize> {
        let mut places: Vec<usize> = sentence.clone().collect();
        if self.backwards {
            places.reverse();
        }
        places
    }

    pub fn forward(&self, input: &Array2<f32>, sentences: &[Range<usize>]) -> (Array2<f32>, Trace) {
        let (count, width) = (input.nrows(), self.width);
        let product = input.dot(&self.weight.value);
        let mut kept = Array2::zeros((count, width));
        let (mut out, mut cell, mut output) = (kept.clone(), kept.clone(), kept.clone());
        for sentence in sentences {
            let mut before = vec![0.0f32; width];
            for at in self.order(sentence) {
                for j in 0..width {
                    let keep = gate(product[[at, width + j]] + self.bias.value[[0, j]]);
                    let release = gate(product[[at, 2 * width + j]] + self.bias.value[[0, width + j]]);
                    before[j] = keep * before[j] + (1.0 - keep) * product[[at, j]];
                    kept[[at, j]] = keep;
                    out[[at, j]] = release;
                    cell[[at, j]] = before[j];
                    output[[at, j]] = release * before[j].clamp(-1.0, 1.0);
                }
            }
        }
        (output, Trace { input: input.clone(), product, kept, out, cell })
    }

    /// What the input has to answer for.
    pub fn back(&mut self, trace: &Trace, gradient: &Array2<f32>, sentences: &[Range<usize>]) -> Array2<f32> {
        let width = self.width;
        let mut product = Array2::<f32>::zeros(trace.product.raw_dim());
        for sentence in sentences {
            let mut later = vec![0.0f32; width];
            let order = self.order(sentence);
            for (step, at) in order.iter().copied().enumerate().rev() {
                let before = step.checked_sub(1).map(|step| order[step]);
                for j in 0..width {
                    let own = gradient[[at, j]];
                    let (cell, keep, release) = (trace.cell[[at, j]], trace.kept[[at, j]], trace.out[[at, j]]);
                    let shown = cell.clamp(-1.0, 1.0);
                    product[[at, 2 * width + j]] = own * shown * gate_slope(release);
                    let inside = if shown > -1.0 && shown < 1.0 { own * release } else { 0.0 };
                    let slope = inside + later[j];
                    let was = before.map_or(0.0, |before| trace.cell[[before, j]]);
                    product[[at, j]] = slope * (1.0 - keep);
                    product[[at, width + j]] = slope * (was - trace.product[[at, j]]) * gate_slope(keep);
                    later[j] = slope * keep;
                }
            }
        }
        let gates = columns(&product, width..3 * width).to_owned();
        self.bias.learn_bias(&gates);
        self.weight.back(&trace.input, &product)
    }
}
