//! The model of links: which class of event links two who take part; learnt from the sentences of PLOVER's training set.
//!
//! A support vector machine for each class (squared hinge, one class against all others). Cost: seconds.
//! After: Hsieh et al., A dual coordinate descent method for large-scale linear SVM, ICML 2008. Card: MODELS.md.

use super::file::Writer;
use super::weight::Draws;
use super::write;
use crate::score::pair::{self, Pair};
use anyhow::Context;
use dateline_lexicon::Events;
use dateline_read::event::{Linker, ROWS, study};
use dateline_read::language::net::File;
use dateline_read::{Knowledge, Scratch};
use dateline_record::{CaptureId, Document, EventMention, Extent, Kind, Participant, Reading, Span, TextBuilder};
use ndarray::Array2;
use std::collections::{BTreeMap, BTreeSet};

const SEED: u64 = 7;
/// What a mistake costs beside the length of the weights.
const COST: f32 = 0.1;
const EPOCHS: usize = 60;
const FOLDS: usize = 5;

/// A sentence with what is seen of its two and what links them.
struct Lesson {
    signs: Vec<(u32, f32)>,
    class: String,
    quad: u8,
    sentence: String,
    /// Who acts, and to whom it is done.
    pair: [Extent; 2],
}

impl Lesson {
    /// The classes of events told that have both, each on its side, or where both do the same on either.
    fn told<'a>(&'a self, reading: &'a Reading, sentence: &'a str) -> impl Iterator<Item = &'static str> + 'a {
        let is = move |one: &Participant, wanted: Extent| {
            let named = one.name.as_ref().is_some_and(|name| wanted.of(sentence).contains(name.as_str()));
            named || [Some(one.extent), one.antecedent].into_iter().flatten().any(|own| own.overlaps(wanted))
        };
        let mutual = move |event: &EventMention| {
            Events::embedded().classes().iter().any(|class| class.name == event.event_type && class.mutual)
        };
        let both = move |event: &&EventMention| {
            let any = |all: &[Participant], wanted| all.iter().any(|one| is(one, wanted));
            let other = |all: &[Participant], wanted| mutual(event) && any(all, wanted);
            let [actor, recipient] = self.pair;
            (any(&event.actors, actor) || other(&event.recipients, actor))
                && (any(&event.recipients, recipient) || other(&event.actors, recipient))
        };
        reading.events.iter().filter(both).map(|event| event.event_type)
    }
}

/// Trains on all sentences and writes the model.
pub fn train() -> anyhow::Result<()> {
    let Some(lessons) = lessons()? else { return Ok(()) };
    write("links.bin", learn(&lessons.iter().collect::<Vec<_>>()))
}

/// Five times: learns from four fifths of the sentences and asks about the last.
pub fn check() -> anyhow::Result<()> {
    let Some(lessons) = lessons()? else { return Ok(()) };
    let sentences: BTreeSet<&str> = lessons.iter().map(|lesson| lesson.sentence.as_str()).collect();
    let mut sentences: Vec<&str> = sentences.into_iter().collect();
    Draws::new(SEED).shuffle(&mut sentences);
    let fold: BTreeMap<&str, usize> = sentences.iter().enumerate().map(|(at, own)| (*own, at % FOLDS)).collect();
    let (mut roots, mut quads, mut sure) = (Vec::new(), Vec::new(), Vec::new());
    let (mut recovered, mut scratch) = ((0, 0), Scratch::default());
    for part in 0..FOLDS {
        let is_asked = |lesson: &&Lesson| fold[lesson.sentence.as_str()] == part;
        let bytes = learn(&lessons.iter().filter(|lesson| !is_asked(lesson)).collect::<Vec<_>>()).bytes();
        let bytes: &'static [u8] = Vec::leak(bytes);
        let linker = File::read(bytes).as_ref().and_then(Linker::read).context("a model")?;
        let knowledge = Knowledge::embedded().with_links(File::read(bytes).as_ref().and_then(Linker::read));
        for lesson in lessons.iter().filter(is_asked) {
            let mut scores = linker.scores(&lesson.signs);
            scores.sort_by(|one, other| other.1.total_cmp(&one.1));
            let best = scores.first().context("a class")?.0;
            sure.push((scores[0].1, scores[0].1 - scores[1].1, best == lesson.class));
            let document = document(&lesson.sentence).context("a document")?;
            let reading = dateline_read::read(&document, &knowledge, &mut scratch);
            let told: Vec<&str> = lesson.told(&reading, &lesson.sentence).collect();
            recovered.0 += usize::from(!told.is_empty());
            recovered.1 += usize::from(told.iter().any(|class| pair::joined(class) == lesson.class));
            roots.push((lesson.class.clone(), best.to_owned()));
            quads.push((lesson.quad.to_string(), pair::quad(best).to_string()));
        }
    }
    println!("{} sentences, five-fold", roots.len());
    println!("root: macro F1 {:.3}\nquad: macro F1 {:.3}", pair::macro_f1(&roots), pair::macro_f1(&quads));
    pair::print(&roots);
    let share = |count| count as f64 / roots.len() as f64;
    println!(
        "source and target of one event told: {:.3}; its class right: {:.3}",
        share(recovered.0),
        share(recovered.1)
    );
    println!("asked to fit by, and better than the next by: kept, of these right");
    for (least, ahead) in [(-1.0, 0.0), (-0.3, 0.3), (0.0, 0.4), (0.0, 0.6), (0.2, 0.8), (0.4, 1.0)] {
        let kept: Vec<_> = sure.iter().filter(|one| one.0 >= least && one.1 >= ahead).collect();
        let right = kept.iter().filter(|one| one.2).count() as f64 / kept.len().max(1) as f64;
        println!("{least:4.1} {ahead:.1}: {:.3}, {right:.3}", kept.len() as f64 / sure.len() as f64);
    }
    Ok(())
}

fn lessons() -> anyhow::Result<Option<Vec<Lesson>>> {
    let Some(pairs) = pair::read()? else { return Ok(None) };
    let (knowledge, mut scratch) = (Knowledge::embedded().with_links(None), Scratch::default());
    let mut lesson = |pair: Pair| {
        let document = document(&pair.sentence).context("a document")?;
        let place = |range| Extent::new(&pair.sentence, range).context("a place");
        let both = [place(pair.source.clone())?, place(pair.target.clone())?];
        let signs = study(&document, both, &knowledge, &mut scratch);
        Ok(Lesson { signs, pair: both, class: pair.class, quad: pair.quad, sentence: pair.sentence })
    };
    Ok(Some(pairs.into_iter().map(&mut lesson).collect::<anyhow::Result<_>>()?))
}

fn document(text: &str) -> Option<Document> {
    let mut builder = TextBuilder::new();
    builder.verbatim(0, text, 0..text.len());
    let span = Span::new(0, text, 0..text.len())?;
    Document::bare(CaptureId::of(text.as_bytes()), Kind::Article, vec![span], builder.finish())
}

/// The model that the lessons teach.
fn learn(lessons: &[&Lesson]) -> Writer {
    let classes: BTreeSet<&str> = lessons.iter().map(|lesson| lesson.class.as_str()).collect();
    let classes: Vec<String> = classes.into_iter().map(str::to_owned).collect();
    let mut table = Array2::zeros((ROWS, classes.len()));
    let mut biases = Vec::with_capacity(classes.len());
    for (column, class) in classes.iter().enumerate() {
        let (weights, bias) = part(lessons, class);
        table.column_mut(column).assign(&ndarray::Array1::from(weights));
        biases.push(bias);
    }
    let mut writer = Writer::new();
    writer.table("weights", &table);
    writer.reals("biases", &biases);
    writer.lines("classes", &classes);
    writer
}

/// The weights and the bias that part a class from all others.
fn part(lessons: &[&Lesson], class: &str) -> (Vec<f32>, f32) {
    let (mut weights, mut bias) = (vec![0.0f32; ROWS], 0.0f32);
    let mut alphas = vec![0.0f32; lessons.len()];
    let squares: Vec<f32> =
        lessons.iter().map(|lesson| 1.0 + lesson.signs.iter().map(|(_, value)| value * value).sum::<f32>()).collect();
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    let mut draws = Draws::new(SEED);
    // Seldom classes count for more.
    let share = lessons.iter().filter(|lesson| lesson.class == class).count() as f32 * 15.0 / lessons.len() as f32;
    let diagonal = |side: f32| 0.5 / if side > 0.0 { COST / share.sqrt().max(0.2) } else { COST };
    for _ in 0..EPOCHS {
        draws.shuffle(&mut order);
        for at in &order {
            let lesson = lessons[*at];
            let side = if lesson.class == class { 1.0 } else { -1.0 };
            let sum = bias + lesson.signs.iter().map(|(row, value)| weights[*row as usize] * value).sum::<f32>();
            let diagonal = diagonal(side);
            let gradient = side * sum - 1.0 + diagonal * alphas[*at];
            let alpha = (alphas[*at] - gradient / (squares[*at] + diagonal)).max(0.0);
            let step = (alpha - alphas[*at]) * side;
            alphas[*at] = alpha;
            lesson.signs.iter().for_each(|(row, value)| weights[*row as usize] += step * value);
            bias += step;
        }
    }
    (weights, bias)
}
