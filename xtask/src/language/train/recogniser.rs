//! The model of names: learnt from articles of all continents, and looked at on countries that it has not seen.

use super::encoder::{self, Encoder};
use super::file::Writer;
use super::names::{self, Names};
use super::weight::Draws;
use super::{Lesson, SEED, Vocabulary, learn, write};
use crate::gold;
use crate::language::newswire::{self, Article, Sentence};
use dateline_read::language::net::Vectors;
use std::collections::BTreeMap;
use std::ops::Range;

/// The kinds of names that are told apart, as the data calls them.
const KINDS: &[&str] = &["Person", "Organization", "Location", "NORP", "Misc", "Facility", "Product", "Date", "Money"];
/// Those that the figure is of.
const MAIN: &[&str] = &["Person", "Organization", "Location"];
const EPOCHS: usize = 8;
const FOLDS: usize = 5;

/// What is learnt of names.
struct Learnt {
    vocabulary: Vocabulary,
    encoder: Encoder,
    head: Names,
}

/// Right, found, expected.
type Tally = (usize, usize, usize);

/// Trains on all articles and writes the model.
pub fn train() -> anyhow::Result<()> {
    let Some(set) = gold::set("worldwide-newswire/tags") else { return Ok(()) };
    let articles = newswire::read(&set)?;
    let learnt = learn_from(&articles.iter().collect::<Vec<_>>(), &Vectors::embedded());
    let mut writer = Writer::new();
    writer.encoder(&learnt.encoder, &learnt.vocabulary.signs, &[(&learnt.head.places, Some(&learnt.head.bias))]);
    writer.lines("kinds", &KINDS.iter().map(|kind| (*kind).to_owned()).collect::<Vec<_>>());
    write("names.bin", writer)
}

/// Five times: names are learnt from the articles of some countries and looked for in those of the others.
pub fn check() -> anyhow::Result<()> {
    let Some(set) = gold::set("worldwide-newswire/tags") else { return Ok(()) };
    let articles = newswire::read(&set)?;
    let folds = folds(&articles);
    let vectors = Vectors::embedded();
    let mut all: BTreeMap<&str, Tally> = BTreeMap::new();
    for fold in 0..FOLDS {
        let (test, train): (Vec<_>, Vec<_>) =
            articles.iter().partition(|article| folds[article.country.as_str()] == fold);
        let own = compare(&learn_from(&train, &vectors), &test, &vectors);
        println!("countries {}: {}", fold + 1, line(&own));
        for (kind, (right, found, expected)) in own {
            let all = all.entry(kind).or_default();
            *all = (all.0 + right, all.1 + found, all.2 + expected);
        }
    }
    println!("all: {}", line(&all));
    Ok(())
}

fn learn_from(articles: &[&Article], vectors: &Vectors) -> Learnt {
    let sentences: Vec<&Sentence> = articles.iter().flat_map(|article| &article.sentences).collect();
    let vocabulary = Vocabulary::of(sentences.iter().flat_map(|sentence| &sentence.words).map(String::as_str));
    let lesson = |sentence: &&Sentence| Lesson {
        words: vocabulary.see_all(sentence.words.iter().map(String::as_str), vectors),
        answers: names::places(sentence.words.len(), &known(sentence)),
    };
    let lessons: Vec<Lesson<usize>> = sentences.iter().map(lesson).collect();
    let mut draws = Draws::new(SEED);
    let size = encoder::Size { word: 96, width: 48, layers: 2, drop: 0.3 };
    let mut encoder = Encoder::new(size, &mut draws);
    let mut head = Names::new(encoder.outputs(), KINDS.len(), &mut draws);
    learn(&mut encoder, &mut head, &lessons, EPOCHS, &mut draws);
    Learnt { vocabulary, encoder, head }
}

/// The names of a sentence, of the kinds that are told apart.
fn known(sentence: &Sentence) -> Vec<(Range<usize>, usize)> {
    let number = |kind: &str| KINDS.iter().position(|known| *known == kind);
    sentence.names.iter().filter_map(|(range, kind)| Some((range.clone(), number(kind)?))).collect()
}

fn compare(learnt: &Learnt, articles: &[&Article], vectors: &Vectors) -> BTreeMap<&'static str, Tally> {
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    for sentence in articles.iter().flat_map(|article| &article.sentences) {
        let words = learnt.vocabulary.see_all(sentence.words.iter().map(String::as_str), vectors);
        let places = 0..words.len();
        let pass = learnt.encoder.forward(words, std::slice::from_ref(&places), None);
        let (found, right) = (names::best(&learnt.head.scores(&pass.output)), known(sentence));
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
