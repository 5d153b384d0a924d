//! Weights that learn: values, their gradients, and Adam's two running means.
//!
//! Invariant: a step leaves no gradient behind; of a table only the rows that were looked up move.
//! Source: Kingma & Ba, Adam, 2015.

use ndarray::{Array2, ArrayView2, ArrayViewMut2, Axis, Slice, linalg::general_mat_mul};
use std::ops::Range;

/// Draws of one seed: xorshift*, the same everywhere.
pub struct Draws(u64);

impl Draws {
    pub fn new(seed: u64) -> Draws {
        Draws(seed | 1)
    }

    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// From 0 to 1.
    pub fn share(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1u64 << 24) as f32
    }

    pub fn below(&mut self, count: usize) -> usize {
        (self.next() >> 11) as usize % count
    }

    fn normal(&mut self) -> f32 {
        let (one, two) = (self.share().max(1e-9), self.share());
        (-2.0 * one.ln()).sqrt() * (std::f32::consts::TAU * two).cos()
    }

    /// What keeps each value with the chance `1 - drop`, and makes up for what falls away.
    pub fn mask(&mut self, shape: (usize, usize), drop: f32) -> Array2<f32> {
        let kept = 1.0 / (1.0 - drop);
        Array2::from_shape_fn(shape, |_| if self.share() < drop { 0.0 } else { kept })
    }

    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for index in (1..items.len()).rev() {
            items.swap(index, self.below(index + 1));
        }
    }
}

/// Some columns.
pub fn columns(array: &Array2<f32>, range: Range<usize>) -> ArrayView2<'_, f32> {
    array.slice_axis(Axis(1), Slice::from(range))
}

/// Some rows.
pub fn rows(array: &Array2<f32>, range: Range<usize>) -> ArrayView2<'_, f32> {
    array.slice_axis(Axis(0), Slice::from(range))
}

/// Some rows, to be written.
pub fn rows_mut(array: &mut Array2<f32>, range: Range<usize>) -> ArrayViewMut2<'_, f32> {
    array.slice_axis_mut(Axis(0), Slice::from(range))
}

/// A matrix that learns.
pub struct Weight {
    pub value: Array2<f32>,
    pub gradient: Array2<f32>,
    first: Array2<f32>,
    second: Array2<f32>,
    /// The rows that were looked up since the last step, of a table.
    touched: Option<Vec<usize>>,
}

impl Weight {
    fn of(value: Array2<f32>, touched: Option<Vec<usize>>) -> Weight {
        let nothing = Array2::zeros(value.raw_dim());
        Weight { value, gradient: nothing.clone(), first: nothing.clone(), second: nothing, touched }
    }

    /// Drawn from a normal distribution of this spread.
    pub fn drawn(rows: usize, columns: usize, spread: f32, draws: &mut Draws) -> Weight {
        Weight::of(Array2::from_shape_fn((rows, columns), |_| draws.normal() * spread), None)
    }

    /// A layer of `rows` inputs.
    pub fn layer(rows: usize, columns: usize, draws: &mut Draws) -> Weight {
        Weight::drawn(rows, columns, (1.0 / rows as f32).sqrt(), draws)
    }

    /// A table whose rows are looked up.
    pub fn table(rows: usize, columns: usize, draws: &mut Draws) -> Weight {
        Weight { touched: Some(Vec::new()), ..Weight::drawn(rows, columns, 0.1, draws) }
    }

    /// All nothing.
    pub fn bias(columns: usize) -> Weight {
        Weight::of(Array2::zeros((1, columns)), None)
    }

    /// Adds `gradient` to a row.
    pub fn add_row(&mut self, row: usize, gradient: ndarray::ArrayView1<f32>) {
        let mut own = self.gradient.row_mut(row);
        own += &gradient;
        if let Some(touched) = &mut self.touched {
            touched.push(row);
        }
    }

    /// Of `output = input × value`: adds what the weights have to answer for, and gives what the input has.
    pub fn back(&mut self, input: &Array2<f32>, output: &Array2<f32>) -> Array2<f32> {
        self.learn(input, output);
        output.dot(&self.value.t())
    }

    /// The same, where the input learns nothing.
    pub fn learn(&mut self, input: &Array2<f32>, output: &Array2<f32>) {
        general_mat_mul(1.0, &input.t(), output, 1.0, &mut self.gradient);
    }

    /// Of a bias that was added to every row.
    pub fn learn_bias(&mut self, output: &Array2<f32>) {
        let sum = output.sum_axis(Axis(0));
        self.add_row(0, sum.view());
    }

    /// The squared length of the gradient.
    pub fn length(&mut self) -> f32 {
        match &mut self.touched {
            None => self.gradient.iter().map(|value| value * value).sum(),
            Some(rows) => {
                rows.sort_unstable();
                rows.dedup();
                rows.iter().flat_map(|row| self.gradient.row(*row)).map(|value| value * value).sum()
            }
        }
    }

    /// One step of Adam, number `count` from 1, the gradient multiplied by `scale` first.
    pub fn step(&mut self, rate: f32, count: f32, scale: f32) {
        const MEANS: (f32, f32) = (0.9, 0.99);
        let (one, two) = (1.0 - MEANS.0.powf(count), 1.0 - MEANS.1.powf(count));
        let rows = match &mut self.touched {
            None => (0..self.value.nrows()).collect(),
            Some(rows) => {
                rows.sort_unstable();
                rows.dedup();
                std::mem::take(rows)
            }
        };
        for row in rows {
            let mut values = self.value.row_mut(row);
            let mut gradients = self.gradient.row_mut(row);
            let (mut firsts, mut seconds) = (self.first.row_mut(row), self.second.row_mut(row));
            let means = firsts.iter_mut().zip(seconds.iter_mut());
            for ((value, gradient), (first, second)) in values.iter_mut().zip(gradients.iter_mut()).zip(means) {
                let slope = *gradient * scale;
                *first = MEANS.0 * *first + (1.0 - MEANS.0) * slope;
                *second = MEANS.1 * *second + (1.0 - MEANS.1) * slope * slope;
                *value -= rate * (*first / one) / ((*second / two).sqrt() + 1e-8);
                *gradient = 0.0;
            }
        }
    }
}
