//! Training of the models of language: the same file from the same data, in minutes.
//!
//! Cost: ten minutes a model on one core. Cards: MODELS.md.

mod attribution;
mod encoder;
mod file;
mod links;
mod names;
mod parser;
mod recogniser;
mod recur;
mod tree;
mod vectors;
mod weight;

use crate::gold;
use anyhow::Context;
pub use attribution::{check as check_attribution, train as attribution};
use dateline_read::language::net::{TABLES, Vectors, plain, rows, sign};
use encoder::{Encoder, Seen};
pub use file::Writer;
pub use links::{check as check_links, train as links};
use ndarray::Array2;
pub use parser::{FREE, is_of, train as tree};
pub use recogniser::{check as check_names, train as names};
use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
pub use vectors::{fetched, make as vectors};
pub use weight::Draws;
use weight::Weight;

/// Words in a step of training.
const BATCH: usize = 1000;
const RATE: f32 = 0.002;
const SEED: u64 = 12345;

/// Which words have rows of their own.
struct Vocabulary {
    /// In order.
    signs: Vec<u32>,
}

impl Vocabulary {
    /// Of words met three times and more, the most frequent.
    fn of<'a>(words: impl Iterator<Item = &'a str>) -> Vocabulary {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for word in words {
            *counts.entry(plain(word)).or_default() += 1;
        }
        let mut known: Vec<(String, usize)> = counts.into_iter().filter(|(_, count)| *count >= 3).collect();
        known.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        known.truncate(TABLES[0] - 1);
        let mut signs: Vec<u32> = known.iter().map(|(word, _)| sign(word)).collect();
        signs.sort_unstable();
        signs.dedup();
        Vocabulary { signs }
    }

    /// The words of a sentence as the encoder sees them.
    fn see_all<'a>(&self, words: impl Iterator<Item = &'a str>, vectors: &Vectors) -> Vec<Seen> {
        words.enumerate().map(|(at, word)| self.see(word, at == 0, vectors)).collect()
    }

    /// A word as the encoder sees it.
    fn see(&self, word: &str, opens: bool, vectors: &Vectors) -> Seen {
        let plain = plain(word);
        let vector = vectors.find(&plain).map(|vector| vector.to_vec());
        let mut seen = Seen { rows: [0; TABLES.len()], vector, more: Vec::new() };
        seen.rows[0] = self.signs.binary_search(&sign(&plain)).map_or(0, |place| place + 1);
        seen.rows[1..].copy_from_slice(&rows(word, &plain, opens));
        seen
    }
}

/// What answers are read off an encoder with, and learnt.
trait Head {
    /// What is right for a word.
    type Answer: Copy;

    /// The loss of a batch, and what the encoder has to answer for.
    fn learn(
        &mut self,
        seen: &Array2<f32>,
        sentences: &[Range<usize>],
        answers: &[Self::Answer],
        draws: &mut Draws,
    ) -> (f32, Array2<f32>);

    fn weights(&mut self) -> Vec<&mut Weight>;
}

/// A sentence to learn from.
struct Lesson<A> {
    words: Vec<Seen>,
    answers: Vec<A>,
}

/// Goes through `lessons` `epochs` times, in an order that is drawn each time.
fn learn<H: Head>(
    encoder: &mut Encoder,
    head: &mut H,
    lessons: &[Lesson<H::Answer>],
    epochs: usize,
    draws: &mut Draws,
) {
    let words: usize = lessons.iter().map(|lesson| lesson.words.len()).sum();
    let steps = epochs * words / BATCH;
    let mut step = 0;
    for epoch in 0..epochs {
        let mut order: Vec<usize> = (0..lessons.len()).collect();
        draws.shuffle(&mut order);
        let mut order = order.into_iter().peekable();
        let mut loss = 0.0;
        while order.peek().is_some() {
            let (mut seen, mut answers, mut sentences) = (Vec::new(), Vec::new(), Vec::<Range<usize>>::new());
            while let Some(index) = order.next_if(|_| seen.len() < BATCH) {
                let lesson = &lessons[index];
                sentences.push(seen.len()..seen.len() + lesson.words.len());
                seen.extend(lesson.words.iter().cloned());
                answers.extend(lesson.answers.iter().copied());
            }
            let pass = encoder.forward(seen, &sentences, Some(draws));
            let (own, gradient) = head.learn(&pass.output, &sentences, &answers, draws);
            encoder.back(&pass, gradient, &sentences);
            loss += own;
            step += 1;
            let mut weights = encoder.weights();
            weights.extend(head.weights());
            descend(&mut weights, step, steps);
        }
        println!("epoch {epoch}: loss {:.4}", loss / words as f32);
    }
}

/// One step down, of `steps`: the rate rises at first and then falls as a cosine.
fn descend(weights: &mut [&mut Weight], step: usize, steps: usize) {
    const LONGEST_GRADIENT: f32 = 2.0;
    let part = (step as f32 / steps as f32).min(1.0);
    let rate = RATE * (step as f32 / 200.0).min(1.0) * (0.5 * (1.0 + (part * std::f32::consts::PI).cos())).max(0.01);
    let length = weights.iter_mut().map(|weight| weight.length()).sum::<f32>().sqrt();
    let scale = if length > LONGEST_GRADIENT { LONGEST_GRADIENT / length } else { 1.0 };
    weights.iter_mut().for_each(|weight| weight.step(rate, step as f32, scale));
}

/// Writes a model where it is read from.
pub fn write(name: &str, writer: Writer) -> anyhow::Result<()> {
    let path = gold::root().join("crates/read/data").join(name);
    let bytes = writer.bytes();
    println!("{}: {:.1} MB", path.display(), bytes.len() as f64 / 1e6);
    fs::write(&path, bytes).with_context(|| path.display().to_string())
}
