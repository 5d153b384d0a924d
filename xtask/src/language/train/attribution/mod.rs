//! The models of attribution: which words attribute, and what belongs to each; learnt from `polnear` train.
//!
//! The second learns beside true cues from what the first, taught by the other half of the texts, takes for one.
//! Cost: some ten minutes on one core. Card: MODELS.md.

mod check;
mod lesson;

use super::encoder::{self, Encoder};
use super::file::Writer;
use super::names::{self, Goals, Names};
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

/// Models that teach the one that ships.
const TEACHERS: u64 = 3;
/// How much of a goal is the marked answer; the rest is what the teachers say.
const SURE: f32 = 0.5;

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
    let unmarked = unmarked()?;
    let [cues, rounds] = learn_from(&texts.iter().collect::<Vec<_>>(), &unmarked, &Knowledge::embedded());
    write("cues.bin", cues)?;
    write("rounds.bin", rounds)
}

/// Texts in which nobody marked anything: openings of news.
fn unmarked() -> anyhow::Result<Vec<Text>> {
    let Some(path) = gold::set("wikinews-2k.jsonl") else { return Ok(Vec::new()) };
    let lines = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let text = |line: &str| {
        let row: serde_json::Value = serde_json::from_str(line)?;
        let text = row["text"].as_str().unwrap_or_default().to_owned();
        Ok(Text { name: row["id"].to_string(), text, marked: Vec::new() })
    };
    lines.lines().map(text).collect()
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
fn learn_from(texts: &[&Text], unmarked: &[Text], knowledge: &Knowledge) -> [Writer; 2] {
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
    let mut teaching = |texts: &mut dyn Iterator<Item = &Text>, add: &mut dyn FnMut(usize, &Teaching)| {
        for (at, text) in texts.enumerate() {
            study(&text.text, knowledge, &mut scratch, |sight, words| {
                add(at, &Teaching::of(text, sight, words, &vocabulary, knowledge.vectors()));
            });
        }
    };
    let mut lessons = Vec::new();
    teaching(&mut texts.iter().copied(), &mut |_, text| text.cues(&mut lessons));
    let marked = lessons.len();
    teaching(&mut unmarked.iter(), &mut |_, text| text.cues(&mut lessons));
    let cues = taught(&vocabulary, lessons, marked, 1, WIDTHS[0]);
    let model = Cues::read(&File::read(Vec::leak(cues.clone().bytes())).expect("what was written can be read"));
    let model = model.expect("what was written is whole");
    let mut lessons = Vec::new();
    teaching(&mut texts.iter().copied(), &mut |at, text| text.rounds(&guessed[at], &mut lessons));
    let marked = lessons.len();
    let mut guesses = Guesses::default();
    teaching(&mut unmarked.iter(), &mut |_, text| {
        model.find_more(text.sight(), knowledge.vectors(), Machine::here(), DOUBT, &mut guesses);
        text.rounds(&guesses.cues, &mut lessons);
    });
    [cues, taught(&vocabulary, lessons, marked, 2, WIDTHS[1])]
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
        let bytes: &'static [u8] = Vec::leak(one(vocabulary, &lessons, 1, WIDTHS[0]).bytes());
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

fn one(vocabulary: &Vocabulary, lessons: &[Lesson<usize>], kinds: usize, width: usize) -> Writer {
    let (encoder, head) = learnt(lessons, Goals::sure(1 + 4 * kinds), kinds, width, SEED);
    written(vocabulary, &encoder, &head)
}

/// A model that learns from others what they learnt of the first `marked` of the lessons, and how they read the rest.
fn taught(
    vocabulary: &Vocabulary,
    mut lessons: Vec<Lesson<usize>>,
    marked: usize,
    kinds: usize,
    width: usize,
) -> Writer {
    let places = 1 + 4 * kinds;
    let mut likely: Vec<Vec<f32>> = lessons.iter().map(|lesson| vec![0.0; lesson.words.len() * places]).collect();
    for number in 1..=TEACHERS {
        let goals = Goals::sure(places);
        let (encoder, head) = learnt(&lessons[..marked], goals, kinds, width, SEED + 1000 * number);
        for (lesson, likely) in lessons.iter().zip(&mut likely) {
            let whole = 0..lesson.words.len();
            let pass = encoder.forward(lesson.words.clone(), std::slice::from_ref(&whole), None);
            let mut scores = pass.output.dot(&head.places.value) + head.bias.value.row(0);
            names::likely(&mut scores, whole);
            likely.iter_mut().zip(&scores).for_each(|(sum, own)| *sum += own);
        }
    }
    let mut goals = Goals::default();
    for (at, (lesson, likely)) in lessons.iter_mut().zip(&likely).enumerate() {
        let sure = if at < marked { SURE } else { 0.0 };
        for (answer, likely) in lesson.answers.iter_mut().zip(likely.chunks_exact(places)) {
            *answer = goals.add(*answer, sure, likely);
        }
    }
    drop(likely);
    let (encoder, head) = learnt(&lessons, goals, kinds, width, SEED);
    written(vocabulary, &encoder, &head)
}

fn learnt(lessons: &[Lesson<usize>], goals: Goals, kinds: usize, width: usize, seed: u64) -> (Encoder, Names) {
    let mut draws = Draws::new(seed);
    let more = lessons.first().and_then(|lesson| lesson.words.first()).map_or(0, |word| word.more.len());
    let size = encoder::Size { word: WORD, width, layers: 1, more, drop: 0.3 };
    let mut encoder = Encoder::new(size, &mut draws);
    let mut head = Names::new(encoder.outputs(), kinds, &mut draws);
    head.goals = goals;
    learn(&mut encoder, &mut head, lessons, EPOCHS, &mut draws);
    (encoder, head)
}

fn written(vocabulary: &Vocabulary, encoder: &Encoder, head: &Names) -> Writer {
    let mut writer = Writer::new();
    writer.encoder(encoder, &vocabulary.signs, &[(&head.places, Some(&head.bias))]);
    writer
}
