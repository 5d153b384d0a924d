//! Several models taught into one: they say how likely each place of a name is, and the last one learns that.
//!
//! Invariant: a teacher sees the words as it will, with nothing left out. Cost: a pass of each teacher over what is taught.
//! After: Hinton, Vinyals & Dean, Distilling the Knowledge in a Neural Network, 2015.

use super::{KINDS, Means};
use crate::gold;
use crate::language::newswire::Sentence;
use crate::language::train::encoder::Encoder;
use crate::language::train::names::{self, Names};
use crate::language::train::{Lesson, Vocabulary};
use anyhow::Context;
use dateline_lexicon::Lexicon;
use dateline_read::language::{Parsing, cut, paragraphs, sentences};
use std::fs;
use std::ops::Range;

/// Sentences outside this say little of names, or are none.
const LENGTHS: Range<usize> = 4..100;

/// A model as it was learnt.
pub struct Teacher {
    pub vocabulary: Vocabulary,
    pub encoder: Encoder,
    pub head: Names,
}

impl Teacher {
    /// Adds, of each piece of `sentences`, how likely it is that a word is in each place.
    pub fn judge<'a>(&self, sentences: impl Iterator<Item = &'a Sentence>, means: &Means, likely: &mut [Vec<f32>]) {
        let mut parsing = Parsing::default();
        let lessons = sentences.flat_map(|sentence| means.lessons(&self.vocabulary, sentence, &mut parsing));
        for (lesson, likely) in lessons.zip(likely) {
            let whole = 0..lesson.words.len();
            let pass = self.encoder.forward(lesson.words, std::slice::from_ref(&whole), None);
            let mut scores = pass.output.dot(&self.head.places.value) + self.head.bias.value.row(0);
            names::likely(&mut scores, whole);
            likely.resize(scores.len(), 0.0);
            likely.iter_mut().zip(&scores).for_each(|(sum, own)| *sum += own);
        }
    }
}

/// Makes of a lesson's answers goals: `sure` of the answer, for the rest what the teachers say.
pub fn goals(lesson: &mut Lesson<usize>, sure: f32, likely: &[f32], head: &mut Names) {
    let places = 1 + 4 * KINDS.len();
    for (at, answer) in lesson.answers.iter_mut().enumerate() {
        let likely = likely.get(at * places..(at + 1) * places).unwrap_or_default();
        *answer = head.goals.add(*answer, sure, likely);
    }
}

/// Sentences of which nobody said what names are in them: openings of news.
pub fn unmarked() -> anyhow::Result<Vec<Sentence>> {
    let Some(path) = gold::set("wikinews-2k.jsonl") else { return Ok(Vec::new()) };
    let lexicon = Lexicon::embedded();
    let (mut all, mut words) = (Vec::new(), Vec::new());
    for line in fs::read_to_string(&path).with_context(|| path.display().to_string())?.lines() {
        let row: serde_json::Value = serde_json::from_str(line)?;
        let text = row["text"].as_str().unwrap_or_default();
        cut(text, lexicon, &mut words);
        for place in sentences(text, &words, &paragraphs(text, &words), lexicon) {
            if LENGTHS.contains(&place.len()) {
                let words = words[place].iter().map(|word| word.of(text).to_owned()).collect();
                all.push(Sentence { words, names: Vec::new() });
            }
        }
    }
    Ok(all)
}
