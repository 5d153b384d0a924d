//! Names by a trained model: which words are a name, and of what kind.
//!
//! Invariant: names lie in one sentence, in order, disjoint. Cost: linear in the words. Card: MODELS.md.

use super::label::{Label, labels};
use super::net::{Encoder, File, Machine, Memory, Vectors};
use std::ops::Range;

/// The longest run of words that is read at once; longer sentences are cut for it.
const LONGEST: usize = 160;

/// The model, ready to run.
pub struct Namer {
    encoder: Encoder,
    kinds: Vec<&'static str>,
}

impl Namer {
    /// The model that ships.
    pub fn embedded() -> Namer {
        let file = File::read(include_bytes!("../../data/names.bin")).expect("the model of names is whole");
        Namer::read(&file).expect("the model of names has all its parts")
    }

    fn read(file: &File<'static>) -> Option<Namer> {
        Some(Namer { encoder: Encoder::read(file)?, kinds: file.lines("kinds")? })
    }

    /// The kinds of names.
    pub fn kinds(&self) -> &[&'static str] {
        &self.kinds
    }

    /// Finds the names of `words` in `sentences`; they are added to `found`, in order.
    pub fn find(
        &self,
        words: &[&str],
        sentences: &[Range<usize>],
        vectors: &Vectors,
        machine: Machine,
        memory: &mut Memory,
        found: &mut Vec<Label>,
    ) {
        let stride = self.encoder.answers();
        let pieces = sentences.iter().flat_map(|sentence| {
            sentence.clone().step_by(LONGEST).map(|start| start..sentence.end.min(start + LONGEST))
        });
        let mut batch: Vec<Range<usize>> = Vec::new();
        let mut run = |batch: &mut Vec<Range<usize>>| {
            let Some(first) = batch.first().map(|piece| piece.start) else { return };
            let end = batch.last().map_or(first, |piece| piece.end);
            batch.iter_mut().for_each(|piece| *piece = piece.start - first..piece.end - first);
            self.encoder.encode(&words[first..end], batch, vectors, machine, memory);
            for piece in batch.drain(..) {
                let scores = &memory.answers[piece.start * stride..piece.end * stride];
                let start = first + piece.start;
                found.extend(
                    labels(scores, stride, self.kinds.len())
                        .into_iter()
                        .map(|label| Label { words: label.words.start + start..label.words.end + start, ..label }),
                );
            }
        };
        for piece in pieces {
            if batch.first().is_some_and(|first| piece.end - first.start > 4 * LONGEST) {
                run(&mut batch);
            }
            batch.push(piece);
        }
        run(&mut batch);
    }
}
