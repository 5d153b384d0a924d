//! The words that attribute: “said”, “according to”, “expressed amusement”.
//!
//! Invariant: in order, disjoint, each in one segment. Cost: linear in the words.

use super::MOST;
use super::sight::{Sight, TRAITS};
use crate::language::labels;
use crate::language::net::{Encoder, File, Machine, Memory, Vectors};
use crate::language::runs;
use std::ops::Range;

/// What the model is told of a word by signs: an even number.
const SIGNS: usize = TRAITS.next_multiple_of(2);

/// The model of cues.
pub struct Cues {
    encoder: Encoder,
}

/// What it says of a text, and its buffers.
#[derive(Default)]
pub struct Guesses {
    memory: Memory,
    parts: Vec<Range<usize>>,
    /// The cues, in order.
    pub cues: Vec<Range<usize>>,
    /// For each word how likely it is in a cue, as a logarithm of odds.
    pub odds: Vec<f32>,
}

impl Cues {
    /// Reads the model; none where a part is missing.
    pub fn read(file: &File<'static>) -> Option<Cues> {
        Some(Cues { encoder: Encoder::read(file, SIGNS)? })
    }

    /// The cues of a document.
    pub fn find(&self, sight: &Sight, vectors: &Vectors, machine: Machine, guesses: &mut Guesses) {
        self.find_more(sight, vectors, machine, 0.0, guesses);
    }

    /// The cues of a document, and those that are less likely than none by no more than `doubt`, a logarithm of odds.
    pub fn find_more(&self, sight: &Sight, vectors: &Vectors, machine: Machine, doubt: f32, guesses: &mut Guesses) {
        let Guesses { memory, parts, cues, odds } = guesses;
        cues.clear();
        odds.clear();
        odds.resize(sight.forms.len(), f32::NEG_INFINITY);
        let stride = self.encoder.answers();
        parts.clear();
        for segment in &sight.segments {
            parts.extend(segment.clone().step_by(MOST).map(|start| start..segment.end.min(start + MOST)));
        }
        for run in runs(parts) {
            sight.show(run.words.clone(), &self.encoder, memory);
            self.encoder.encode(&sight.forms[run.words.clone()], &run.sentences, vectors, machine, memory);
            for part in &run.sentences {
                let rows = &mut memory.answers[part.start * stride..part.end * stride];
                let start = run.words.start + part.start;
                let mut any = false;
                for (row, odds) in rows.chunks_exact_mut(stride).zip(&mut odds[start..]) {
                    row[0] -= doubt;
                    *odds = row[1..5].iter().fold(f32::MIN, |most, score| most.max(*score)) - row[0];
                    any |= *odds > 0.0;
                }
                // Where each word for itself is likelier in none, so are all together.
                if any {
                    let own = labels(rows, stride, 1).into_iter();
                    cues.extend(own.map(|own| own.words.start + start..own.words.end + start));
                }
            }
        }
    }
}
