//! Coreference: its data, its training, its figures.

mod corpus;
mod data;
mod learn;
mod score;

use crate::gold;
use corpus::Read;
use dateline_read::language::coref::{Ranker, Reader, Search, Sums};
use dateline_read::language::net::Vectors;
use learn::Learner;
use score::Score;

const FOLDS: usize = 5;

fn found(ranker: &Ranker, document: &Read, reader: &Reader, vectors: &Vectors, search: &mut Search) -> Vec<data::Chain> {
    let mut sums = Sums::default();
    document.text(|text| reader.read(text, vectors, search, |case| ranker.decide(case, &mut sums)));
    let mut chains = vec![Vec::new(); search.mentions().len()];
    for (mention, chain) in search.mentions().iter().zip(search.chains()) {
        chains[*chain as usize].push(mention.words.clone());
    }
    chains
}

pub fn score(_verbose: bool) -> anyhow::Result<()> {
    let Some(_) = gold::set("gum/coref") else { return Ok(()) };
    let folder = gold::shared().join("gold");
    let mut models = corpus::Reader::embedded();
    let documents = models.gum(&folder)?;
    let more = if std::env::var("LITBANK").is_ok() { models.litbank(&folder)? } else { Vec::new() };
    let reader = models.reader();
    let vectors = &models.vectors;
    let epochs: usize = std::env::var("EPOCHS").map_or(8, |e| e.parse().unwrap());
    let thresholds = [-0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 2.5];
    let mut totals = vec![[Score::default(); 3]; thresholds.len()];
    let asked = |d: &Read| d.name.contains("_news_") || d.name.contains("_interview_");
    let number: Vec<usize> = documents.iter().scan(0, |n, d| { let own = *n; *n += usize::from(asked(d)); Some(own) }).collect();
    let one = |fold: usize| {
        let (mut train, mut test) = (Vec::new(), Vec::new());
        for (document, number) in documents.iter().zip(&number) {
            if asked(document) && number % FOLDS == fold { test.push(document) } else { train.push(document) }
        }
        train.extend(&more);
        let mut learner = Learner::new(12345);
        for epoch in 0..epochs {
            let loss = learner.epoch(&train, &reader, vectors, epoch == 0);
            eprintln!("fold {fold} epoch {epoch}: {loss:.4}");
        }
        let mut search = Search::default();
        let mut own = Vec::new();
        for threshold in thresholds {
            learner.ranker.threshold = threshold;
            let mut scores = [Score::default(); 3];
            for document in &test {
                let s = Score::of(&document.chains, &found(&learner.ranker, document, &reader, vectors, &mut search));
                scores[0].add(&s);
                if document.split != "train" { scores[1].add(&s); }
                if document.split == "test" { scores[2].add(&s); }
            }
            own.push(scores);
        }
        own
    };
    let results: Vec<_> = std::thread::scope(|scope| {
        let one = &one;
        let a = scope.spawn(move || [0, 1, 2].map(one));
        let b = scope.spawn(move || [3, 4].map(one));
        a.join().unwrap().into_iter().chain(b.join().unwrap()).collect()
    });
    for own in results {
        for (total, own) in totals.iter_mut().zip(own) {
            for (t, o) in total.iter_mut().zip(own) { t.add(&o); }
        }
    }
    for (threshold, total) in thresholds.iter().zip(&totals) {
        let line = |s: &Score| format!("CoNLL {:.4} (ment {} | muc {} | b3 {} | ceaf {}) pairs P {:.3} R {:.3} matched {:.3}", s.conll(), s.mentions.line(), s.muc.line(), s.b_cubed.line(), s.ceaf.line(), s.pairs.precision.value(), s.pairs.recall.value(), s.matched_pairs.value());
        println!("{threshold}: {}", line(&total[0]));
        println!("     dev+test {:.4} pairs {:.3}; test {:.4} pairs {:.3}", total[1].conll(), total[1].pairs.precision.value(), total[2].conll(), total[2].pairs.precision.value());
    }
    Ok(())
}
