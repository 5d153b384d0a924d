//! The words that attribute: “said”, “according to”, “expressed amusement”.
//!
//! Invariant: in order, disjoint, each in one segment. Cost: linear in the words.

use super::MOST;
use super::sight::Sight;
use crate::language::labels;
use crate::language::net::{Encoder, File, Machine, Memory, Vectors};
use std::ops::Range;

/// The model of cues.
pub struct Cues {
    encoder: Encoder,
}

/// What it says of a text, and its buffers.
#[derive(Default)]
pub struct Guesses {
    memory: Memory,
    /// The cues, in order.
    pub cues: Vec<Range<usize>>,
    /// For each word how likely it is in a cue, as a logarithm of odds.
    pub odds: Vec<f32>,
}

impl Cues {
    /// Reads the model; none where a part is missing.
    pub fn read(file: &File<'static>) -> Option<Cues> {
        Some(Cues { encoder: Encoder::read(file, 0)? })
    }

    /// The cues of a document.
    pub fn find(&self, sight: &Sight, vectors: &Vectors, machine: Machine, guesses: &mut Guesses) {
        self.find_more(sight, vectors, machine, 0.0, guesses);
    }

    /// The cues of a document, and those that are less likely than none by no more than `doubt`, a logarithm of odds.
    pub fn find_more(&self, sight: &Sight, vectors: &Vectors, machine: Machine, doubt: f32, guesses: &mut Guesses) {
        let Guesses { memory, cues, odds } = guesses;
        cues.clear();
        odds.clear();
        odds.resize(sight.forms.len(), f32::NEG_INFINITY);
        let stride = self.encoder.answers();
        for segment in &sight.segments {
            for start in segment.clone().step_by(MOST) {
                let part = start..segment.end.min(start + MOST);
                memory.more.clear();
                sight.beside(part.clone(), &mut memory.more);
                let whole = 0..part.len();
                self.encoder.encode(&sight.forms[part.clone()], std::slice::from_ref(&whole), vectors, machine, memory);
                let rows = &mut memory.answers[..part.len() * stride];
                for (row, odds) in rows.chunks_exact_mut(stride).zip(&mut odds[part]) {
                    row[0] -= doubt;
                    *odds = row[1..5].iter().fold(f32::MIN, |most, score| most.max(*score)) - row[0];
                }
                cues.extend(
                    labels(rows, stride, 1).into_iter().map(|own| own.words.start + start..own.words.end + start),
                );
            }
        }
    }
}
