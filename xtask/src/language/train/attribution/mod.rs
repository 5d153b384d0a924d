//! The models of attribution: which words attribute, and what belongs to each; learnt from `polnear` train.
//!
//! The second learns beside true cues from what the first, taught by the other half of the texts, takes for one.
//! Cost: some ten minutes on one core. Card: MODELS.md.

mod check;
mod lesson;

use super::encoder::{self, Encoder};
use super::file::Writer;
use super::names::{Goals, Names};
use super::weight::Draws;
use super::{Lesson, SEED, Vocabulary, learn, write};
use crate::draw::brat::{self, Attribution};
use crate::gold;
use anyhow::Context;
pub use check::check;
use dateline_read::attribution::{Cues, Guesses};
use dateline_read::language::net::{File, Machine};
use dateline_read::{Knowledge, Scratch, study};
use lesson::Teaching;
use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::Path;

const EPOCHS: usize = 5;
/// Numbers that a word is.
const WORD: usize = 48;
/// Numbers that each direction gives: of cues, of rounds.
const WIDTHS: [usize; 2] = [80, 96];
/// How much less likely than not what is learnt from as a false cue may be, as a logarithm of odds.
const DOUBT: f32 = 1.5;

/// A text and what is marked in it.
struct Text {
    name: String,
    text: String,
    marked: Vec<Attribution>,
}

/// Trains on all documents and writes the models.
pub fn train() -> anyhow::Result<()> {
    let Some(set) = gold::set("polnear/train") else { return Ok(()) };
    let texts = read(&set)?;
    let [cues, rounds] = learn_from(&texts.iter().collect::<Vec<_>>(), &Knowledge::embedded());
    write("cues.bin", cues)?;
    write("rounds.bin", rounds)
}

fn read(set: &Path) -> anyhow::Result<Vec<Text>> {
    let mut marked: BTreeMap<String, Vec<Attribution>> = BTreeMap::new();
    for one in brat::read(set)? {
        marked.entry(one.document.clone()).or_default().push(one);
    }
    let text = |(name, marked): (String, Vec<Attribution>)| {
        let path = set.join("text").join(format!("{name}.txt"));
        let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        Ok(Text { name, text, marked })
    };
    marked.into_iter().map(text).collect()
}

/// The models of cues and of what stands round them.
fn learn_from(texts: &[&Text], knowledge: &Knowledge) -> [Writer; 2] {
    let mut scratch = Scratch::default();
    let mut forms: Vec<String> = Vec::new();
    for text in texts {
        study(&text.text, knowledge, &mut scratch, |sight, _| {
            forms.extend(sight.forms.iter().map(ToString::to_string))
        });
    }
    let vocabulary = Vocabulary::of(forms.iter().map(String::as_str));
    drop(forms);
    let guessed = guess(texts, &vocabulary, knowledge, &mut scratch);
    let (mut cues, mut rounds) = (Vec::new(), Vec::new());
    for (text, guessed) in texts.iter().zip(&guessed) {
        study(&text.text, knowledge, &mut scratch, |sight, words| {
            let teaching = Teaching::of(text, sight, words, &vocabulary, knowledge.vectors());
            teaching.cues(&mut cues);
            teaching.rounds(guessed, &mut rounds);
        });
    }
    [one(&vocabulary, cues, 1, WIDTHS[0]), one(&vocabulary, rounds, 2, WIDTHS[1])]
}

/// What a model takes for cues that learnt from the other half of the texts.
fn guess(
    texts: &[&Text],
    vocabulary: &Vocabulary,
    knowledge: &Knowledge,
    scratch: &mut Scratch,
) -> Vec<Vec<Range<usize>>> {
    let machine = Machine::here();
    let mut guessed = vec![Vec::new(); texts.len()];
    for half in 0..2 {
        let mut lessons = Vec::new();
        for text in texts.iter().skip(1 - half).step_by(2) {
            study(&text.text, knowledge, scratch, |sight, words| {
                Teaching::of(text, sight, words, vocabulary, knowledge.vectors()).cues(&mut lessons);
            });
        }
        let bytes: &'static [u8] = Vec::leak(one(vocabulary, lessons, 1, WIDTHS[0]).bytes());
        let model = File::read(bytes).and_then(|file| Cues::read(&file)).expect("what was written can be read");
        let mut guesses = Guesses::default();
        for (text, guessed) in texts.iter().zip(&mut guessed).skip(half).step_by(2) {
            study(&text.text, knowledge, scratch, |sight, _| {
                model.find_more(sight, knowledge.vectors(), machine, DOUBT, &mut guesses);
            });
            guessed.clone_from(&guesses.cues);
        }
    }
    guessed
}

fn one(vocabulary: &Vocabulary, mut lessons: Vec<Lesson<usize>>, kinds: usize, width: usize) -> Writer {
    let mut draws = Draws::new(SEED);
    let more = lessons.first().and_then(|lesson| lesson.words.first()).map_or(0, |word| word.more.len());
    let size = encoder::Size { word: WORD, width, layers: 1, more, drop: 0.3 };
    let mut encoder = Encoder::new(size, &mut draws);
    let mut head = Names::new(encoder.outputs(), kinds, &mut draws);
    head.goals = Goals::sure(1 + 4 * kinds);
    learn(&mut encoder, &mut head, &lessons, EPOCHS, &mut draws);
    lessons.clear();
    let mut writer = Writer::new();
    writer.encoder(&encoder, &vocabulary.signs, &[(&head.places, Some(&head.bias))]);
    writer
}
