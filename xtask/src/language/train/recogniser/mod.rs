//! The model of names: learnt from articles of all continents, by way of several that teach it.

mod check;
mod swap;
mod teach;

use super::encoder::{self, Encoder, Seen};
use super::file::Writer;
use super::names::{self, Names};
use super::weight::Draws;
use super::{Lesson, SEED, Vocabulary, learn, write};
use crate::gold;
use crate::language::newswire::{self, Article, Sentence};
pub use check::check;
use dateline_read::language::net::{IN, Machine, Vectors};
use dateline_read::language::{Parser, Parsing, beside, pieces};
use std::ops::Range;
use teach::Teacher;

/// The kinds of names that are told apart, as the data calls them.
const KINDS: &[&str] = &["Person", "Organization", "Location", "NORP", "Misc", "Facility", "Product", "Date", "Money"];
const EPOCHS: usize = 5;
/// Models that teach the one that ships.
const TEACHERS: u64 = 3;
/// How far the marks of the articles are believed, where the teachers may say otherwise.
const SURE: f32 = 0.4;

/// What names are learnt with: the vectors and the parser that ship.
struct Means {
    vectors: Vectors,
    parser: Parser,
    machine: Machine,
}

impl Means {
    fn embedded() -> Means {
        Means { vectors: Vectors::embedded(), parser: Parser::embedded(), machine: Machine::here() }
    }

    /// The pieces of a sentence that the encoder sees, and their names.
    fn lessons(&self, vocabulary: &Vocabulary, sentence: &Sentence, parsing: &mut Parsing) -> Vec<Lesson<usize>> {
        let words: Vec<&str> = sentence.words.iter().map(String::as_str).collect();
        let whole = 0..words.len();
        let sentences = std::slice::from_ref(&whole);
        self.parser.parse(&words, sentences, &self.vectors, self.machine, parsing, &mut Vec::new());
        let width = parsing.states.len() / words.len();
        let names = names::places(words.len(), &known(sentence));
        let lesson = |piece: Range<usize>| {
            let (mut covers, mut more) = (Vec::new(), Vec::new());
            let states = &parsing.states[piece.start * width..piece.end * width];
            beside(&words[piece.clone()], piece.start == 0, states, &mut covers, &mut more);
            let numbers: Vec<f32> = more.iter().map(|number| f32::from(*number) / f32::from(IN)).collect();
            let stride = numbers.len() / piece.len();
            let seen = |(word, more): (&&str, &[f32])| Seen {
                more: more.to_vec(),
                ..vocabulary.see(word, false, &self.vectors)
            };
            Lesson {
                words: words[piece.clone()].iter().zip(numbers.chunks_exact(stride)).map(seen).collect(),
                answers: names::whole(&names[piece]),
            }
        };
        pieces(&words, whole.clone()).map(lesson).collect()
    }
}

/// Trains on all articles and writes the model.
pub fn train() -> anyhow::Result<()> {
    let Some(set) = gold::set("worldwide-newswire/tags") else { return Ok(()) };
    let articles = newswire::read(&set)?;
    let unmarked = teach::unmarked()?;
    write("names.bin", learn_from(&articles.iter().collect::<Vec<_>>(), &unmarked, &Means::embedded()))
}

/// Learns from the sentences of articles, from each once more with other names in it, some in capitals, and, as teachers
/// read them, from sentences without marks.
fn learn_from(articles: &[&Article], unmarked: &[Sentence], means: &Means) -> Writer {
    let sentences: Vec<&Sentence> = articles.iter().flat_map(|article| &article.sentences).collect();
    let mut teachers: Vec<Teacher> = Vec::new();
    for number in 1..=TEACHERS {
        let mut draws = Draws::new(SEED + 1000 * number);
        let swapped = swap::swap(&sentences, &mut draws);
        teachers.push(one(&sentences, &swapped, &[], means, &[], &mut draws));
    }
    let mut draws = Draws::new(SEED);
    let swapped = swap::swap(&sentences, &mut draws);
    let pupil = one(&sentences, &swapped, unmarked, means, &teachers, &mut draws);
    let mut writer = Writer::new();
    writer.encoder(&pupil.encoder, &pupil.vocabulary.signs, &[(&pupil.head.places, Some(&pupil.head.bias))]);
    writer.lines("kinds", &KINDS.iter().map(|kind| (*kind).to_owned()).collect::<Vec<_>>());
    writer
}

/// One model.
fn one(
    marked: &[&Sentence],
    swapped: &[Sentence],
    unmarked: &[Sentence],
    means: &Means,
    teachers: &[Teacher],
    draws: &mut Draws,
) -> Teacher {
    let vocabulary = Vocabulary::of(marked.iter().flat_map(|sentence| &sentence.words).map(String::as_str));
    let mut parsing = Parsing::default();
    let mut lessons_of = |sentences: &mut dyn Iterator<Item = &Sentence>| -> Vec<Lesson<usize>> {
        sentences.flat_map(|sentence| means.lessons(&vocabulary, sentence, &mut parsing)).collect()
    };
    let mut lessons = lessons_of(&mut marked.iter().copied().chain(swapped));
    let known = lessons.len();
    lessons.extend(lessons_of(&mut unmarked.iter()));
    let mut likely = vec![Vec::new(); lessons.len()];
    for teacher in teachers {
        let all = marked.iter().copied().chain(swapped).chain(unmarked);
        teacher.judge(all, means, &mut likely);
    }
    let more = lessons.first().and_then(|lesson| lesson.words.first()).map_or(0, |word| word.more.len());
    let size = encoder::Size { word: 96, width: 96, layers: 1, more, drop: 0.3 };
    let mut encoder = Encoder::new(size, draws);
    let mut head = Names::new(encoder.outputs(), KINDS.len(), draws);
    for (at, (lesson, likely)) in lessons.iter_mut().zip(likely).enumerate() {
        teach::goals(lesson, if at < known { SURE } else { 0.0 }, &likely, &mut head);
    }
    learn(&mut encoder, &mut head, &lessons, EPOCHS, draws);
    Teacher { vocabulary, encoder, head }
}

/// The names of a sentence, of the kinds that are told apart.
fn known(sentence: &Sentence) -> Vec<(Range<usize>, usize)> {
    let number = |kind: &str| KINDS.iter().position(|known| *known == kind);
    sentence.names.iter().filter_map(|(range, kind)| Some((range.clone(), number(kind)?))).collect()
}
