//! Trains the model that says which blocks of a list are of its content, and writes
//! `crates/extract/src/html/selection/model.txt`: on all pages, so that what ships knows as many sites as there are.
//!
//! With `check`, what such a model is worth on sites that it has not seen: trained five times on four fifths of the sites
//! and asked about the fifth. Nothing is written then.

use super::pages::{self, Labelled, TYPES};
use crate::boost::{self, Rows};
use crate::digest::hash;
use crate::gold;
use crate::wcxb::bags;
use std::fs;

const TREES: usize = 160;
/// Parts into which the sites fall.
const FOLDS: u64 = 5;
/// What a page weighs, in words.
const PAGE: f64 = 300.0;

const HEAD: &str = "\
# What the signs of a block weigh together, in a page that may be a list: the base odds, then trees of three levels.
# Source: trained by `cargo xtask train listing` (card in MODELS.md). Licence: MIT OR Apache-2.0.
# A tree: seven splits, sign<bound, level by level, then its eight leaves.
";

pub fn run(check: bool) -> anyhow::Result<()> {
    let Some(pages) = pages::read()? else { return Ok(()) };
    println!("pages: {}, blocks: {}", pages.len(), pages.iter().map(|page| page.texts.len()).sum::<usize>());
    if check {
        validate(&pages);
        return Ok(());
    }
    let all: Vec<&Labelled> = pages.iter().collect();
    let (base, trees) = boost::fit(&rows(&all), TREES);
    let text = boost::write(HEAD, &dateline_extract::list_signs(), base, &trees);
    fs::write(gold::root().join("crates/extract/src/html/selection/model.txt"), text)?;
    Ok(())
}

/// A block counts by its words: those that the label holds for it, the others against it.
fn rows(pages: &[&Labelled]) -> Rows {
    let mut rows = Rows::default();
    for page in pages {
        let all: usize = page.words.iter().map(|(words, _)| words).sum();
        for (signs, (words, held)) in page.blocks.signs.iter().zip(&page.words) {
            for (yes, count) in [(true, *held), (false, words - held)] {
                if count > 0 {
                    rows.values.push(signs.clone());
                    rows.answers.push(yes);
                    rows.weights.push(count as f64 * PAGE / all as f64);
                }
            }
        }
    }
    rows
}

/// Prints word F1 a page type, each page judged by a model that saw no page of its site.
fn validate(pages: &[Labelled]) {
    let fold = |page: &Labelled| (hash(&page.host) >> 20) % FOLDS;
    let judge = |number: u64| {
        let seen: Vec<&Labelled> = pages.iter().filter(|page| fold(page) != number).collect();
        let (base, trees) = boost::fit(&rows(&seen), TREES);
        let asked = pages.iter().filter(|page| fold(page) == number);
        let judged = asked.map(|page| {
            let odds = page.blocks.signs.iter().map(|signs| boost::odds(base, &trees, signs) as f32);
            let odds: Vec<f32> = odds.collect();
            let listed = page.blocks.listed_at(&odds);
            let kept = listed.as_deref().unwrap_or(page.blocks.body());
            (page.kind, page.name.ends_with(['0', '2', '4', '6', '8']), f1(page, kept), listed.is_some())
        });
        judged.collect::<Vec<_>>()
    };
    let judged: Vec<_> = std::thread::scope(|scope| {
        let runs: Vec<_> = (0..FOLDS).map(|number| scope.spawn(move || judge(number))).collect();
        runs.into_iter().flat_map(|run| run.join().expect("a fold does not panic")).collect()
    });
    for kind in TYPES {
        for (name, wanted) in [("even", Some(true)), ("odd", Some(false)), ("all", None)] {
            let own = |row: &&(&str, bool, f64, bool)| row.0 == kind && wanted.is_none_or(|even| row.1 == even);
            let own: Vec<_> = judged.iter().filter(own).collect();
            let count = own.len().max(1) as f64;
            println!(
                "{kind:<11} {name:<5} {:>4} pages  word F1 {:.4}  listed {}",
                own.len(),
                own.iter().map(|row| row.2).sum::<f64>() / count,
                own.iter().filter(|row| row.3).count()
            );
        }
    }
}

fn f1(page: &Labelled, kept: &[bool]) -> f64 {
    let texts = page.texts.iter().zip(kept).filter(|(_, kept)| **kept).map(|(text, _)| text.as_str());
    let (precision, recall) = bags(&page.label, &texts.collect::<Vec<_>>().join("\n"));
    if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
}
