//! A layer as it is run: a matrix of whole numbers, what they stand for, and what is added.
//!
//! Invariant: a layer is whole or none. Cost: none but to read it.

use super::dense::{Dense, IN, WEIGHT};
use super::file::File;

/// A matrix, what its whole numbers stand for, and what is added.
pub struct Layer {
    /// The matrix.
    pub dense: Dense,
    /// What a sum is multiplied by.
    pub scale: f32,
    /// What is added then.
    pub bias: Vec<f32>,
}

impl Layer {
    /// Reads the matrix `name`, whose inputs are multiplied by `unit`.
    pub fn read(file: &File, name: &str, unit: f32) -> Option<Layer> {
        Layer::read_some(file, name, unit, 0)
    }

    /// The same without its last inputs.
    pub(super) fn read_some(file: &File, name: &str, unit: f32, without: usize) -> Option<Layer> {
        let (numbers, rows, columns, scale) = file.matrix(name)?;
        let mut bias = file.reals(&format!("{name} bias"))?;
        let rows = rows.checked_sub(without)?;
        let dense = Dense::new(rows, columns, &numbers[..rows * columns]);
        bias.resize(dense.outs(), 0.0);
        Some(Layer { dense, scale: scale / unit, bias })
    }
}

/// What each of the last inputs of “more” adds to its sums where it is whole.
pub(super) fn borne(file: &File, signs: usize) -> Option<Vec<Vec<i32>>> {
    if signs == 0 {
        return Some(Vec::new());
    }
    let (numbers, rows, columns, _) = file.matrix("more")?;
    let last = numbers.chunks_exact(columns).skip(rows.checked_sub(signs)?);
    let whole = |weight: &i16| i32::from((*weight).clamp(-WEIGHT, WEIGHT)) * i32::from(IN);
    Some(last.map(|row| row.iter().map(whole).collect()).collect())
}
