//! A model's file as it is written: the form that `dateline_read::language::net` reads.
//!
//! Invariant: the same numbers give the same bytes.

use super::encoder::Encoder;
use super::weight::{Weight, rows};
use dateline_read::language::net::{MAGIC, WEIGHT};
use ndarray::{Array2, Axis, concatenate};

/// The parts written so far.
#[derive(Clone)]
pub struct Writer(Vec<u8>);

impl Writer {
    pub fn new() -> Writer {
        Writer(MAGIC.to_vec())
    }

    pub fn bytes(self) -> Vec<u8> {
        self.0
    }

    fn head(&mut self, name: &str, kind: u8, rows: usize, columns: usize) {
        self.0.push(name.len() as u8);
        self.0.extend(name.as_bytes());
        self.0.push(kind);
        self.0.extend((rows as u32).to_le_bytes());
        self.0.extend((columns as u32).to_le_bytes());
    }

    /// A table of bytes, each row with its scale.
    pub fn table(&mut self, name: &str, table: &Array2<f32>) {
        self.head(name, 0, table.nrows(), table.ncols());
        let scale = |row: ndarray::ArrayView1<f32>| row.fold(0.0f32, |most, value| most.max(value.abs())) / 127.0;
        let scales: Vec<f32> = table.rows().into_iter().map(scale).collect();
        for (row, scale) in table.rows().into_iter().zip(&scales) {
            self.0.extend(row.iter().map(|value| (value / scale.max(1e-12)).round() as i8 as u8));
        }
        scales.iter().for_each(|scale| self.0.extend(scale.to_le_bytes()));
    }

    /// A matrix of numbers of two bytes, with one scale.
    pub fn matrix(&mut self, name: &str, matrix: &Array2<f32>) {
        self.head(name, 1, matrix.nrows(), matrix.ncols());
        let scale = matrix.fold(0.0f32, |most, value| most.max(value.abs())).max(1e-12) / f32::from(WEIGHT);
        self.0.extend(scale.to_le_bytes());
        matrix.iter().for_each(|value| self.0.extend(((value / scale).round() as i16).to_le_bytes()));
    }

    pub fn reals(&mut self, name: &str, values: &[f32]) {
        self.head(name, 2, 1, values.len());
        values.iter().for_each(|value| self.0.extend(value.to_le_bytes()));
    }

    pub fn numbers(&mut self, name: &str, values: &[u32]) {
        self.head(name, 3, 1, values.len());
        values.iter().for_each(|value| self.0.extend(value.to_le_bytes()));
    }

    pub fn lines(&mut self, name: &str, lines: &[String]) {
        let text = lines.join("\n");
        self.head(name, 4, 1, text.len());
        self.0.extend(text.as_bytes());
    }

    /// An encoder and the answers that are read off it: weights over its outputs, and their biases.
    pub fn encoder(&mut self, encoder: &Encoder, vocabulary: &[u32], answers: &[(&Weight, Option<&Weight>)]) {
        let (word, width) = (encoder.size.word, encoder.size.width);
        self.numbers("vocabulary", vocabulary);
        for (index, table) in encoder.tables.iter().enumerate() {
            self.table(&format!("table {index}"), &table.value);
        }
        self.matrix("project", &encoder.project.value);
        self.reals("project bias", &[]);
        self.reals("unknown", &encoder.unknown.value.iter().copied().collect::<Vec<f32>>());

        let weights: Vec<_> = answers.iter().map(|(weight, _)| weight.value.view()).collect();
        let weights = concatenate(Axis(1), &weights).expect("answers are read off one encoder");
        let bias: Vec<f32> = answers
            .iter()
            .flat_map(|(weight, bias)| match bias {
                Some(bias) => bias.value.iter().copied().collect(),
                None => vec![0.0; weight.value.ncols()],
            })
            .collect();
        // What a word alone says: its parts of the sums of three places, then its part of the answers.
        let [ahead, back] = &encoder.layers[0];
        let place = |place: usize| {
            let range = place * word..(place + 1) * word;
            concatenate![Axis(1), rows(&ahead.weight.value, range.clone()), rows(&back.weight.value, range)]
        };
        let own = rows(&weights, 0..word);
        self.matrix("alone", &concatenate![Axis(1), place(0), place(1), place(2), own]);
        let mut alone = vec![0.0; 6 * width];
        alone.extend(gates(&encoder.layers[0], width));
        alone.extend(vec![0.0; 6 * width]);
        alone.extend(bias);
        self.reals("alone bias", &alone);
        if encoder.size.more > 0 {
            let beside = |weight: &Weight| rows(&weight.value, 3 * word..3 * word + encoder.size.more).to_owned();
            self.matrix("more", &concatenate![Axis(1), beside(&ahead.weight), beside(&back.weight)]);
            self.reals("more bias", &[]);
        }
        for (index, layer) in encoder.layers.iter().enumerate().skip(1) {
            let both = concatenate![Axis(1), layer[0].weight.value, layer[1].weight.value];
            self.matrix(&format!("layer {index}"), &both);
            self.reals(&format!("layer {index} bias"), &gates(layer, width));
        }
        self.matrix("last", &rows(&weights, word..word + 2 * width).to_owned());
        self.reals("last bias", &[]);
    }
}

/// The biases of a layer's sums, both directions.
fn gates(layer: &[super::recur::Recur; 2], width: usize) -> Vec<f32> {
    let one = |recur: &super::recur::Recur| -> Vec<f32> {
        let mut bias = vec![0.0; width];
        bias.extend(recur.bias.value.iter());
        bias
    };
    layer.iter().flat_map(one).collect()
}
