//! Names by a trained model: which words are a name, and of what kind.
//!
//! Invariant: names lie in one sentence, in order, disjoint. Cost: linear in the words. Card: MODELS.md.

use super::label::{Label, labels};
use super::net::{Encoder, File, Machine, Memory, Vectors};
use super::run::runs;
use std::ops::Range;

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
        for run in runs(sentences) {
            self.encoder.encode(&words[run.words.clone()], &run.sentences, vectors, machine, memory);
            for sentence in run.sentences {
                let scores = &memory.answers[sentence.start * stride..sentence.end * stride];
                let start = run.words.start + sentence.start;
                found.extend(
                    labels(scores, stride, self.kinds.len())
                        .into_iter()
                        .map(|label| Label { words: label.words.start + start..label.words.end + start, ..label }),
                );
            }
        }
    }
}
