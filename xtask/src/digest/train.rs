//! Trains the splitter of digests and writes what its signs weigh (`crates/extract/src/plain/digest/model.txt`).
//!
//! Trained on the making half alone, at a fixed seed: joined digests in all flavours, and single articles. With `check`
//! on three quarters of it, so that a look at the fourth is honest.

use super::bodies::{self, Body, Half};
use super::draw::{Draw, hash};
use super::furniture::Furniture;
use super::join::{self, Digest, FLAVOURS, Flavour};
use crate::boost::{self, Rows};
use crate::gold;
use std::fs;

const SEED: u64 = 20_261_122;
/// Digests a flavour.
const DIGESTS: usize = 400;
const TREES: usize = 320;
/// Of the places where nothing begins, one in so many is kept, and counts as many.
const KEPT: usize = 4;

const HEAD: &str = "\
# What the signs of a gap weigh together: the base odds, then trees of three levels.
# Source: trained by `cargo xtask train digest` (card in MODELS.md). Licence: MIT OR Apache-2.0.
# A tree: seven splits, sign<bound, level by level, then its eight leaves.
";

pub fn run(check: bool) -> anyhow::Result<()> {
    let Some(pages) = bodies::pages()? else { return Ok(()) };
    let singles = bodies::singles()?;
    let used = |body: &Body| body.half() == Half::Making && !(check && is_checked(&body.name));
    let pages: Vec<Body> = pages.into_iter().filter(used).collect();
    let news: Vec<Body> = bodies::news()?.into_iter().filter(used).collect();
    let plain: Vec<Body> = bodies::plain(&singles).into_iter().filter(used).collect();
    println!("bodies: {} of pages, {} of news, {} plain", pages.len(), news.len(), plain.len());

    let furniture = Furniture::read();
    let mut draw = Draw::new(SEED);
    let mut rows = Rows::default();
    let titled: Vec<&Body> = pages.iter().chain(&news).filter(|body| body.title.is_some()).collect();
    let labelled: Vec<&Body> = pages.iter().collect();
    let fresh: Vec<&Body> = pages.iter().chain(&news).chain(&plain).collect();
    for (flavour, _) in FLAVOURS {
        for number in 0..DIGESTS {
            let bodies = match (flavour, number / 4 % 2) {
                (Flavour::Bare, 0) => &labelled,
                (Flavour::Bare, _) => &fresh,
                _ => &titled,
            };
            let digest = match number % 10 {
                9 => join::join_short(bodies, flavour, &furniture, &mut draw),
                _ => join::join(bodies, flavour, &furniture, &mut draw),
            };
            gather(&digest, &mut draw, &mut rows);
        }
    }
    for body in pages.iter().chain(&news) {
        let title = body.title.as_deref().unwrap_or_default();
        alone(&format!("{title}\n{}", body.paragraphs.join("\n")), &mut draw, &mut rows);
    }
    for (name, text) in singles.iter().flat_map(|(_, texts)| texts) {
        let body = Body { name: name.clone(), title: None, paragraphs: Vec::new() };
        if used(&body) {
            alone(text, &mut draw, &mut rows);
        }
    }
    println!(
        "gaps: {}, of which begin an article: {}",
        rows.answers.len(),
        rows.answers.iter().filter(|a| **a).count()
    );
    let (base, trees) = boost::fit(&rows, TREES);
    let text = boost::write(HEAD, &dateline_extract::digest_signs(), base, &trees);
    let loss: f64 = rows
        .values
        .iter()
        .zip(&rows.answers)
        .zip(&rows.weights)
        .map(|((row, yes), weight)| {
            let odds = boost::odds(base, &trees, row);
            weight * (1.0 + (if *yes { -odds } else { odds }).exp()).ln()
        })
        .sum();
    println!("loss a gap: {:.5}", loss / rows.weights.iter().sum::<f64>());
    fs::write(gold::root().join("crates/extract/src/plain/digest/model.txt"), text)?;
    Ok(())
}

/// Whether a body is in the quarter that checks.
pub fn is_checked(name: &str) -> bool {
    (hash(name) >> 30).is_multiple_of(4)
}

/// The gaps of a digest.
fn gather(digest: &Digest, draw: &mut Draw, rows: &mut Rows) {
    let begins: Vec<usize> = digest.articles.iter().skip(1).map(|article| *article.starts.start()).collect();
    for (start, signs) in dateline_extract::digest_gaps(&digest.text) {
        let yes = begins.binary_search(&start).is_ok();
        if yes || draw.below(KEPT) == 0 {
            rows.values.push(signs);
            rows.answers.push(yes);
            rows.weights.push(if yes { 1.0 } else { KEPT as f64 });
        }
    }
}

/// The gaps of a single article.
fn alone(text: &str, draw: &mut Draw, rows: &mut Rows) {
    let none = Digest { text: text.to_string(), ..Digest::default() };
    gather(&none, draw, rows);
}
