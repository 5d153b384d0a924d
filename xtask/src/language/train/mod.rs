//! Training of the models of language: the same file from the same data, in minutes.
//!
//! Cost: the parser ten minutes on one core. Cards: MODELS.md.

mod encoder;
mod file;
mod names;
mod recur;
mod tree;
mod vectors;
mod weight;

use super::conllu;
use crate::gold;
use anyhow::Context;
use dateline_read::language::net::{TABLES, Vectors, plain, rows, sign};
use encoder::{Encoder, Seen};
use file::Writer;
use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::Path;
use tree::{Answer, Tree};
pub use vectors::make as vectors;
use weight::{Draws, Weight};

/// The genres of GUM whose texts are free.
pub const FREE: &[&str] = &["news", "interview", "academic", "court", "bio", "voyage"];
/// Words in a step of training.
const BATCH: usize = 1000;
/// Sentences longer than this are left out.
const LONGEST: usize = 120;
const EPOCHS: usize = 20;
const RATE: f32 = 0.002;
const SEED: u64 = 12345;

/// Numbers for names, in the order they were met.
#[derive(Default)]
struct Names {
    numbers: BTreeMap<String, usize>,
    names: Vec<String>,
}

impl Names {
    fn number(&mut self, name: &str) -> usize {
        *self.numbers.entry(name.to_owned()).or_insert_with(|| {
            self.names.push(name.to_owned());
            self.names.len() - 1
        })
    }
}

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

    /// A word as the encoder sees it.
    fn see(&self, word: &str, opens: bool, vectors: &Vectors) -> Seen {
        let plain = plain(word);
        let mut seen = Seen { rows: [0; TABLES.len()], vector: vectors.find(&plain).map(|vector| vector.to_vec()) };
        seen.rows[0] = self.signs.binary_search(&sign(&plain)).map_or(0, |place| place + 1);
        seen.rows[1..].copy_from_slice(&rows(word, &plain, opens));
        seen
    }
}

/// Trains the parser and writes it.
pub fn tree() -> anyhow::Result<()> {
    let Some(ewt) = gold::set("ud-ewt/train.conllu") else { return Ok(()) };
    let Some(gum) = gold::set("ud-gum") else { return Ok(()) };
    let mut sentences = trees(&ewt, &[])?;
    for part in ["train", "dev"] {
        sentences.extend(trees(&gum.join(format!("{part}.conllu")), FREE)?);
    }
    let vectors = Vectors::embedded();
    let vocabulary = Vocabulary::of(sentences.iter().flatten().map(|word| word.form.as_str()));
    let [mut tags, mut fine, mut relations] = [(); 3].map(|()| Names::default());
    let material: Vec<(Vec<Seen>, Vec<Answer>)> = sentences
        .iter()
        .filter(|words| words.len() < LONGEST)
        .map(|words| {
            let seen =
                words.iter().enumerate().map(|(at, word)| vocabulary.see(&word.form, at == 0, &vectors)).collect();
            let answer = |word: &conllu::Word| Answer {
                tags: [Some(tags.number(&word.upos)), Some(fine.number(&word.xpos))],
                head: word.head,
                relation: Some(relations.number(&word.relation)),
            };
            (seen, words.iter().map(answer).collect())
        })
        .collect();
    let words: usize = material.iter().map(|(seen, _)| seen.len()).sum();
    println!("{} sentences, {words} words, {} relations", material.len(), relations.names.len());

    let mut draws = Draws::new(SEED);
    let size = encoder::Size { word: 96, width: 48, layers: 2, drop: 0.1 };
    let mut encoder = Encoder::new(size, &mut draws);
    let size = tree::Size {
        tags: [tags.names.len(), fine.names.len()],
        relations: relations.names.len(),
        arc: 48,
        label: 32,
        drop: 0.1,
    };
    let mut tree = Tree::new(encoder.outputs(), size, &mut draws);
    let steps = EPOCHS * words / BATCH;
    let mut step = 0;
    for epoch in 0..EPOCHS {
        let mut order: Vec<usize> = (0..material.len()).collect();
        draws.shuffle(&mut order);
        let (mut loss, mut first) = (0.0, 0);
        while first < order.len() {
            let (mut seen, mut answers, mut places) = (Vec::new(), Vec::new(), Vec::<Range<usize>>::new());
            while first < order.len() && seen.len() < BATCH {
                let (words, right) = &material[order[first]];
                places.push(seen.len()..seen.len() + words.len());
                seen.extend(words.iter().cloned());
                answers.extend(right);
                first += 1;
            }
            let pass = encoder.forward(seen, &places, Some(&mut draws));
            let (own, gradient) = tree.learn(&pass.output, &places, &answers, &mut draws);
            encoder.back(&pass, gradient, &places);
            loss += own;
            step += 1;
            let mut weights = encoder.weights();
            weights.extend(tree.weights());
            descend(&mut weights, step, steps);
        }
        println!("epoch {epoch}: loss {:.4}", loss / words as f32);
    }

    let mut writer = Writer::new();
    let answers = [
        (&tree.tags[0], Some(&tree.tag_bias[0])),
        (&tree.tags[1], Some(&tree.tag_bias[1])),
        (&tree.seeker, Some(&tree.seeker_bias)),
        (&tree.head, Some(&tree.head_bias)),
        (&tree.labelled, Some(&tree.label_bias)),
        (&tree.labelling, None),
    ];
    writer.encoder(&encoder, &vocabulary.signs, &answers);
    writer.matrix("between", &tree.between.value);
    writer.reals("between bias", &[]);
    for (name, weight) in
        [("weight", &tree.weight), ("distance", &tree.distance), ("root", &tree.root), ("label root", &tree.label_root)]
    {
        writer.reals(name, &weight.value.iter().copied().collect::<Vec<f32>>());
    }
    writer.matrix("relation", &tree.relation.value);
    writer.reals("relation bias", &tree.relation_bias.value.iter().copied().collect::<Vec<f32>>());
    writer.lines("tags", &tags.names);
    writer.lines("fine tags", &fine.names);
    writer.lines("relations", &relations.names);
    write("tree.bin", writer)
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

/// The sentences of a treebank; of GUM only those of `genres`.
fn trees(path: &Path, genres: &[&str]) -> anyhow::Result<Vec<Vec<conllu::Word>>> {
    let documents = conllu::read(path)?;
    let documents = documents.into_iter().filter(|document| is_of(&document.name, genres));
    Ok(documents.flat_map(|document| document.sentences).map(|sentence| sentence.words).collect())
}

/// Whether a document of GUM is of one of `genres`; where none is named, every document is.
pub fn is_of(name: &str, genres: &[&str]) -> bool {
    genres.is_empty() || genres.iter().any(|genre| name.starts_with(&format!("GUM_{genre}")))
}

fn write(name: &str, writer: Writer) -> anyhow::Result<()> {
    let path = gold::root().join("crates/read/data").join(name);
    let bytes = writer.bytes();
    println!("{}: {:.1} MB", path.display(), bytes.len() as f64 / 1e6);
    fs::write(&path, bytes).with_context(|| path.display().to_string())
}

/// The kinds of names that are told apart.
const KINDS: &[&str] = &["Person", "Organization", "Location", "NORP", "Misc", "Facility", "Product", "Date", "Money"];

/// Five times: names are learnt from four fifths of the countries and looked for in the fifth.
pub fn check_names() -> anyhow::Result<()> {
    let Some(set) = gold::set("worldwide-newswire/tags") else { return Ok(()) };
    let get = |name: &str, or: f32| std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(or);
    let articles = super::newswire::read(&set)?;
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    for article in &articles {
        *sizes.entry(&article.country).or_default() += article.sentences.iter().map(|s| s.words.len()).sum::<usize>();
    }
    let mut countries: Vec<(&str, usize)> = sizes.into_iter().collect();
    countries.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(other.0)));
    let mut folds = [0usize; 5];
    let mut fold_of: BTreeMap<&str, usize> = BTreeMap::new();
    for (country, size) in countries {
        let fold = (0..5).min_by_key(|fold| folds[*fold]).unwrap_or(0);
        folds[fold] += size;
        fold_of.insert(country, fold);
    }
    let vectors = Vectors::embedded();
    let mut totals: BTreeMap<&str, (usize, usize, usize)> = BTreeMap::new();
    for fold in 0..get("FOLDS", 5.0) as usize {
        let (test, train): (Vec<_>, Vec<_>) =
            articles.iter().partition(|article| fold_of[article.country.as_str()] == fold);
        let train: Vec<&super::newswire::Sentence> = train.iter().flat_map(|article| &article.sentences).collect();
        let vocabulary = Vocabulary::of(train.iter().flat_map(|s| &s.words).map(String::as_str));
        let prepare = |s: &super::newswire::Sentence| {
            let seen: Vec<Seen> =
                s.words.iter().enumerate().map(|(at, word)| vocabulary.see(word, at == 0, &vectors)).collect();
            let names: Vec<(Range<usize>, usize)> = s
                .names
                .iter()
                .filter_map(|(range, kind)| Some((range.clone(), KINDS.iter().position(|k| k == kind)?)))
                .collect();
            let places = names::places(s.words.len(), &names);
            (seen, places, names)
        };
        let material: Vec<_> = train.iter().map(|s| prepare(s)).collect();
        let words: usize = material.iter().map(|m| m.0.len()).sum();
        let mut draws = Draws::new(SEED);
        let size = encoder::Size {
            word: get("WORD", 96.0) as usize,
            width: get("WIDTH", 48.0) as usize,
            layers: get("LAYERS", 2.0) as usize,
            drop: get("DROP", 0.3),
        };
        let mut encoder = Encoder::new(size, &mut draws);
        let mut head = names::Names::new(encoder.outputs(), KINDS.len(), &mut draws);
        let epochs = get("EPOCHS", 8.0) as usize;
        let (steps, mut step) = (epochs * words / BATCH, 0);
        for epoch in 0..epochs {
            let mut order: Vec<usize> = (0..material.len()).collect();
            draws.shuffle(&mut order);
            let (mut loss, mut first) = (0.0, 0);
            while first < order.len() {
                let (mut seen, mut answers, mut places) = (Vec::new(), Vec::new(), Vec::<Range<usize>>::new());
                while first < order.len() && seen.len() < BATCH {
                    let (words, right, _) = &material[order[first]];
                    places.push(seen.len()..seen.len() + words.len());
                    seen.extend(words.iter().cloned());
                    answers.extend(right);
                    first += 1;
                }
                let pass = encoder.forward(seen, &places, Some(&mut draws));
                let (own, gradient) = head.learn(&pass.output, &answers);
                encoder.back(&pass, gradient, &places);
                loss += own;
                step += 1;
                let mut weights = encoder.weights();
                weights.extend(head.weights());
                descend(&mut weights, step, steps);
            }
            eprintln!("fold {fold} epoch {epoch} loss {:.4}", loss / words as f32);
        }
        let mut own: BTreeMap<&str, (usize, usize, usize)> = BTreeMap::new();
        for s in test.iter().flat_map(|article| &article.sentences) {
            let (seen, _, right) = prepare(s);
            let range = 0..seen.len();
            let pass = encoder.forward(seen, std::slice::from_ref(&range), None);
            let found = names::best(&head.scores(&pass.output), &range);
            for kind in 0..KINDS.len() {
                let tally = own.entry(KINDS[kind]).or_default();
                tally.0 += found.iter().filter(|name| name.1 == kind && right.contains(name)).count();
                tally.1 += found.iter().filter(|name| name.1 == kind).count();
                tally.2 += right.iter().filter(|name| name.1 == kind).count();
            }
        }
        print_names(&format!("fold {fold}"), &own);
        for (kind, tally) in own {
            let all = totals.entry(kind).or_default();
            *all = (all.0 + tally.0, all.1 + tally.1, all.2 + tally.2);
        }
    }
    print_names("all", &totals);
    Ok(())
}

fn print_names(name: &str, tallies: &BTreeMap<&str, (usize, usize, usize)>) {
    let f1 = |t: (usize, usize, usize)| 2.0 * t.0 as f64 / (t.1 + t.2).max(1) as f64;
    let three = ["Person", "Organization", "Location"]
        .iter()
        .filter_map(|kind| tallies.get(kind))
        .fold((0, 0, 0), |a, t| (a.0 + t.0, a.1 + t.1, a.2 + t.2));
    let kinds: Vec<String> = tallies.iter().map(|(kind, tally)| format!("{kind} {:.3}", f1(*tally))).collect();
    println!(
        "{name}: three {:.4} (p {:.3} r {:.3}); {}",
        f1(three),
        three.0 as f64 / three.1.max(1) as f64,
        three.0 as f64 / three.2.max(1) as f64,
        kinds.join(" ")
    );
}
