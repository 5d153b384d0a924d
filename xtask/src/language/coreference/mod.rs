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

pub fn score(verbose: bool) -> anyhow::Result<()> {
    let Some(_) = gold::set("gum/coref") else { return Ok(()) };
    let folder = gold::shared().join("gold");
    let mut models = corpus::Reader::embedded();
    let documents = models.gum(&folder)?;
    let more = if std::env::var("LITBANK").is_ok() { models.litbank(&folder)? } else { Vec::new() };
    let reader = models.reader();
    let vectors = &models.vectors;
    let epochs: usize = std::env::var("EPOCHS").map_or(8, |e| e.parse().unwrap());
    let thresholds = [(0.2, 0.0), (0.3, 0.2), (0.3, 0.4), (0.4, 0.4), (0.3, 0.5), (0.3, 0.6), (0.4, 0.5)];
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
        learner.learn_all(&train, &reader, vectors, epochs);
        let mut search = Search::default();
        let mut own = Vec::new();
        for threshold in thresholds {
            (learner.ranker.threshold, learner.ranker.growth) = threshold;
            let mut scores = [Score::default(); 3];
            for document in &test {
                let chains = found(&learner.ranker, document, &reader, vectors, &mut search);
                let s = Score::of(&document.chains, &chains);
                if verbose && threshold == (0.3, 0.4) {
                    println!("DOC {} conll {:.3} pairs P {:.3} wrong {} R {:.3}", document.name, s.conll(), s.pairs.precision.value(), s.pairs.precision.of - s.pairs.precision.right, s.pairs.recall.value());
                    let place: std::collections::BTreeMap<_, _> = document.chains.iter().enumerate().flat_map(|(at, c)| c.iter().map(move |m| ((m.start, m.end), at))).collect();
                    for chain in chains.iter().filter(|c| c.len() > 1) {
                        let words: Vec<String> = chain.iter().map(|m| format!("{}:{}", place.get(&(m.start, m.end)).map_or("x".to_owned(), |p| p.to_string()), document.words[m.clone()].join(" ").chars().take(60).collect::<String>())).collect();
                        println!("   {}", words.join(" | "));
                        for m in chain.iter().filter(|m| !place.contains_key(&(m.start, m.end))) {
                            let near = document.chains.iter().flatten().filter(|g| g.start < m.end && m.start < g.end && (g.start == m.start || g.end == m.end) && !chain.contains(g)).max_by_key(|g| g.len().min(m.len()));
                            println!("SPAN {} [{}] gold [{}] after: {}", if near.is_some() { "near" } else { "none" }, document.words[m.clone()].join(" "), near.map_or(String::new(), |g| document.words[(*g).clone()].join(" ")), document.words[m.end..(m.end+4).min(document.words.len())].join(" "));
                        }
                    }
                }
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
        let line = |s: &Score| format!("{:.4} pairs {:.3} {:.3} matched {:.3}", s.conll(), s.pairs.precision.value(), s.pairs.recall.value(), s.matched_pairs.value());
        println!("{threshold:?}: {} | dev+test {} | ment {}", line(&total[0]), line(&total[1]), total[0].mentions.line());
    }
    Ok(())
}
