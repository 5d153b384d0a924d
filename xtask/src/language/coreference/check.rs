//! The figure of coreference: news and interviews of GUM, five times, each document by a model that has not seen it.
//!
//! Words and sentences are the treebank's, mentions, tags, trees and names ours. The parser was trained on the treebank's
//! parts “train” and “dev”, so that the figure of “test” alone, four documents, is the one that no model has seen.

use super::corpus::{Read, Reader};
use super::data::Chain;
use super::learn::Learner;
use super::score::Score;
use super::train::shipped;
use crate::gold;
use dateline_read::language::coref::{self, Runner, Search, Sums};
use dateline_read::language::net::{Machine, Vectors};

const FOLDS: usize = 5;
/// What documents the figure is of, and those parts of them that are also printed alone.
const PARTS: [(&str, &[&str]); 3] =
    [("all", &["train", "dev", "test", "none"]), ("dev and test", &["dev", "test"]), ("test", &["test"])];

/// Learns five times and prints the figures; with `verbose`, each document's chains.
pub fn check(verbose: bool) -> anyhow::Result<()> {
    let Some(_) = gold::set("gum/coref") else { return Ok(()) };
    let mut models = Reader::embedded();
    let documents = models.gum(&gold::shared().join("gold"))?;
    let (reader, vectors) = (models.reader(), &models.vectors);
    let asked: Vec<&Read> = documents.iter().filter(|document| is_asked(document)).collect();
    let fold = |fold: usize| {
        let is_held = |document: &Read| asked.iter().skip(fold).step_by(FOLDS).any(|held| held.name == document.name);
        let (held, others): (Vec<&Read>, Vec<&Read>) = documents.iter().partition(|document| is_held(document));
        let ranker = shipped(&Learner::taught(&others, &reader, vectors).ranker).runner();
        let mut search = Search::default();
        let mut found =
            |document: &&Read| (document.name.clone(), chains(&ranker, document, &reader, vectors, &mut search));
        held.iter().map(&mut found).collect::<Vec<_>>()
    };
    let found: Vec<(String, Vec<Chain>)> = std::thread::scope(|scope| {
        let fold = &fold;
        let runs: Vec<_> = (0..FOLDS).map(|number| scope.spawn(move || fold(number))).collect();
        runs.into_iter().flat_map(|run| run.join().expect("a fold does not panic")).collect()
    });
    let mut totals = PARTS.map(|_| (0, Score::default()));
    for document in &asked {
        let Some((_, chains)) = found.iter().find(|(name, _)| *name == document.name) else { continue };
        let own = Score::of(&document.chains, chains);
        for ((_, splits), (count, total)) in PARTS.iter().zip(&mut totals) {
            if splits.contains(&document.split) {
                total.add(&own);
                *count += 1;
            }
        }
        if verbose {
            println!("{}: CoNLL {:.3}, pairs {}", document.name, own.conll(), own.pairs.line());
            show(document, chains);
        }
    }
    for ((name, _), (count, total)) in PARTS.iter().zip(totals) {
        println!(
            "{name}, {count} documents: CoNLL F1 {:.4}, precision of pairs {:.3}",
            total.conll(),
            total.pairs.precision.value()
        );
        println!("  MUC {}; B³ {}; CEAF-e {}", total.muc.line(), total.b_cubed.line(), total.ceaf.line());
        println!(
            "  mentions {}; pairs {}; precision of pairs whose mentions are both right {:.3}",
            total.mentions.line(),
            total.pairs.line(),
            total.matched_pairs.value()
        );
    }
    Ok(())
}

fn is_asked(document: &Read) -> bool {
    ["GUM_news_", "GUM_interview_"].iter().any(|genre| document.name.starts_with(genre))
}

fn chains(
    ranker: &Runner,
    document: &Read,
    reader: &coref::Reader,
    vectors: &Vectors,
    search: &mut Search,
) -> Vec<Chain> {
    let mut sums = Sums::default();
    document.text(|text| reader.read(text, vectors, search, |case| ranker.decide(case, Machine::here(), &mut sums)));
    let mut chains = vec![Vec::new(); search.mentions().len()];
    for (mention, chain) in search.mentions().iter().zip(search.chains()) {
        chains[*chain as usize].push(mention.words.clone());
    }
    chains
}

/// Each chain, its mentions with the number of the gold chain that they are of.
fn show(document: &Read, chains: &[Chain]) {
    for chain in chains.iter().filter(|chain| chain.len() > 1) {
        let words: Vec<String> = chain
            .iter()
            .map(|mention| {
                let right = document.chains.iter().position(|chain| chain.contains(mention));
                let number = right.map_or("-".to_owned(), |number| number.to_string());
                format!("{number}:{}", document.words[mention.clone()].join(" "))
            })
            .collect();
        println!("   {}", words.join(" | "));
    }
}
