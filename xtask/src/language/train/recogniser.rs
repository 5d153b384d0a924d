//! The model of names: learnt from articles of all continents, and looked at on countries that it has not seen.

use super::encoder::{self, Encoder, Seen};
use super::file::Writer;
use super::names::{self, Names};
use super::weight::Draws;
use super::{Lesson, SEED, Vocabulary, learn, write};
use crate::gold;
use crate::language::newswire::{self, Article, Sentence};
use anyhow::Context;
use dateline_read::language::net::{File, IN, Machine, Vectors};
use dateline_read::language::{Namer, Naming, Parser, Parsing, beside, pieces};
use std::collections::BTreeMap;
use std::ops::Range;

/// The kinds of names that are told apart, as the data calls them.
const KINDS: &[&str] = &["Person", "Organization", "Location", "NORP", "Misc", "Facility", "Product", "Date", "Money"];
/// Those that the figure is of.
const MAIN: &[&str] = &["Person", "Organization", "Location"];
const EPOCHS: usize = 5;
const FOLDS: usize = 5;

/// Kinds whose names take each other's places in what is learnt from.
const SWAPPED: &[&str] = &["Person", "Organization", "Location", "Facility", "Misc"];
/// The share of those names that do.
const SWAPS: f32 = 0.6;
/// The share of those sentences that are set in capitals; as many are set as headlines.
const CAPITALS: f32 = 0.05;

/// What names are learnt with: the vectors and the parser that ship.
struct Means {
    vectors: Vectors,
    parser: Parser,
    machine: Machine,
}

/// Right, found, expected.
type Tally = (usize, usize, usize);

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
    write("names.bin", learn_from(&articles.iter().collect::<Vec<_>>(), &Means::embedded()))
}

/// Five times: names are learnt from the articles of some countries and looked for in those of the others.
pub fn check() -> anyhow::Result<()> {
    let Some(set) = gold::set("worldwide-newswire/tags") else { return Ok(()) };
    let articles = newswire::read(&set)?;
    let folds = folds(&articles);
    let means = Means::embedded();
    let mut all: BTreeMap<&str, Tally> = BTreeMap::new();
    for fold in 0..FOLDS {
        let (test, train): (Vec<_>, Vec<_>) =
            articles.iter().partition(|article| folds[article.country.as_str()] == fold);
        let bytes: &'static [u8] = Vec::leak(learn_from(&train, &means).bytes());
        let namer = File::read(bytes).and_then(|file| Namer::read(&file)).context("the model is not whole")?;
        let own = compare(&namer, &means, &test);
        println!("countries {}: {}", fold + 1, line(&own));
        for (kind, (right, found, expected)) in own {
            let all = all.entry(kind).or_default();
            *all = (all.0 + right, all.1 + found, all.2 + expected);
        }
    }
    println!("all: {}", line(&all));
    Ok(())
}

/// Learns from the sentences of articles, and from each once more with other names in it, some in capitals.
fn learn_from(articles: &[&Article], means: &Means) -> Writer {
    let sentences: Vec<&Sentence> = articles.iter().flat_map(|article| &article.sentences).collect();
    let vocabulary = Vocabulary::of(sentences.iter().flat_map(|sentence| &sentence.words).map(String::as_str));
    let mut draws = Draws::new(SEED);
    let swapped = swap(&sentences, &mut draws);
    let mut parsing = Parsing::default();
    let all = sentences.into_iter().chain(&swapped);
    let lessons: Vec<Lesson<usize>> =
        all.flat_map(|sentence| means.lessons(&vocabulary, sentence, &mut parsing)).collect();
    let more = lessons.first().and_then(|lesson| lesson.words.first()).map_or(0, |word| word.more.len());
    let size = encoder::Size { word: 96, width: 96, layers: 1, more, drop: 0.3 };
    let mut encoder = Encoder::new(size, &mut draws);
    let mut head = Names::new(encoder.outputs(), KINDS.len(), &mut draws);
    learn(&mut encoder, &mut head, &lessons, EPOCHS, &mut draws);
    let mut writer = Writer::new();
    writer.encoder(&encoder, &vocabulary.signs, &[(&head.places, Some(&head.bias))]);
    writer.lines("kinds", &KINDS.iter().map(|kind| (*kind).to_owned()).collect::<Vec<_>>());
    writer
}

/// The sentences with other names of the same kinds in them: what stands around a name tells more of it than its letters.
fn swap(sentences: &[&Sentence], draws: &mut Draws) -> Vec<Sentence> {
    let mut names: BTreeMap<&str, Vec<&[String]>> = BTreeMap::new();
    for sentence in sentences {
        for (range, kind) in &sentence.names {
            names.entry(kind).or_default().push(&sentence.words[range.clone()]);
        }
    }
    let mut one = |sentence: &&Sentence| {
        let mut swapped = Sentence::default();
        let mut at = 0;
        for (range, kind) in &sentence.names {
            swapped.words.extend_from_slice(&sentence.words[at..range.start]);
            let start = swapped.words.len();
            let others = &names[kind.as_str()];
            let other = if SWAPPED.contains(&kind.as_str()) && draws.share() < SWAPS {
                others[draws.below(others.len())]
            } else {
                &sentence.words[range.clone()]
            };
            swapped.words.extend_from_slice(other);
            swapped.names.push((start..swapped.words.len(), kind.clone()));
            at = range.end;
        }
        swapped.words.extend_from_slice(&sentence.words[at..]);
        let drawn = draws.share();
        if drawn < 2.0 * CAPITALS {
            swapped.words.iter_mut().for_each(|word| *word = in_capitals(word, drawn < CAPITALS));
        }
        swapped
    };
    sentences.iter().map(&mut one).collect()
}

/// As newsletters print it: all in capitals, or the first letter only, as in headlines.
fn in_capitals(word: &str, all: bool) -> String {
    let mut chars = word.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    let rest = chars.as_str();
    first.chain(if all { rest.to_uppercase() } else { rest.to_owned() }.chars()).collect()
}

/// The names of a sentence, of the kinds that are told apart.
fn known(sentence: &Sentence) -> Vec<(Range<usize>, usize)> {
    let number = |kind: &str| KINDS.iter().position(|known| *known == kind);
    sentence.names.iter().filter_map(|(range, kind)| Some((range.clone(), number(kind)?))).collect()
}

/// Whole articles are read as the program reads them, but for their words, which are given.
fn compare(namer: &Namer, means: &Means, articles: &[&Article]) -> BTreeMap<&'static str, Tally> {
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    let (mut parsing, mut naming) = (Parsing::default(), Naming::default());
    let mut nodes = Vec::new();
    for article in articles {
        let (mut words, mut sentences, mut right) = (Vec::new(), Vec::new(), Vec::new());
        for sentence in &article.sentences {
            let start = words.len();
            words.extend(sentence.words.iter().map(String::as_str));
            sentences.push(start..words.len());
            right.extend(known(sentence).into_iter().map(|(name, kind)| (name.start + start..name.end + start, kind)));
        }
        means.parser.parse(&words, &sentences, &means.vectors, means.machine, &mut parsing, &mut nodes);
        let labels = namer.find(&words, &sentences, &parsing.states, &means.vectors, means.machine, &mut naming);
        let found: Vec<_> = labels.into_iter().map(|label| (label.words, label.kind)).collect();
        for (number, kind) in KINDS.iter().enumerate() {
            let tally = tallies.entry(kind).or_default();
            let own = |names: &[(Range<usize>, usize)]| names.iter().filter(|name| name.1 == number).count();
            tally.0 += found.iter().filter(|name| name.1 == number && right.contains(name)).count();
            tally.1 += own(&found);
            tally.2 += own(&right);
        }
    }
    tallies
}

/// The fold of each country: the largest first, each into the fold with the fewest words so far.
fn folds(articles: &[Article]) -> BTreeMap<&str, usize> {
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    for article in articles {
        *sizes.entry(&article.country).or_default() +=
            article.sentences.iter().map(|sentence| sentence.words.len()).sum::<usize>();
    }
    let mut countries: Vec<(&str, usize)> = sizes.into_iter().collect();
    countries.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(other.0)));
    let mut filled = [0; FOLDS];
    let fold = |(country, size)| {
        let fold = (0..FOLDS).min_by_key(|fold| filled[*fold]).unwrap_or(0);
        filled[fold] += size;
        (country, fold)
    };
    countries.into_iter().map(fold).collect()
}

fn line(tallies: &BTreeMap<&str, Tally>) -> String {
    let f1 = |tally: Tally| 2.0 * tally.0 as f64 / (tally.1 + tally.2).max(1) as f64;
    let main = tallies
        .iter()
        .filter(|(kind, _)| MAIN.contains(kind))
        .fold((0, 0, 0), |sum, (_, tally)| (sum.0 + tally.0, sum.1 + tally.1, sum.2 + tally.2));
    let kinds: Vec<String> = tallies.iter().map(|(kind, tally)| format!("{kind} {:.3}", f1(*tally))).collect();
    format!("persons, organisations, places F1 {:.4}; {}", f1(main), kinds.join(" "))
}
