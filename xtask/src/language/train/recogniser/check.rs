//! What the model of names is worth on countries that it has not seen.
//!
//! Invariant: no country is both learnt from and looked at.

use super::{KINDS, Means, known, learn_from, teach};
use crate::gold;
use crate::language::newswire::{self, Article};
use anyhow::Context;
use dateline_read::language::net::File;
use dateline_read::language::{Namer, Naming, Parsing};
use std::collections::BTreeMap;
use std::ops::Range;

/// Those that the figure is of.
const MAIN: &[&str] = &["Person", "Organization", "Location"];
const FOLDS: usize = 5;

/// Right, found, expected.
type Tally = (usize, usize, usize);

/// Five times: names are learnt from the articles of some countries and looked for in those of the others.
pub fn check() -> anyhow::Result<()> {
    let Some(set) = gold::set("worldwide-newswire/tags") else { return Ok(()) };
    let articles = newswire::read(&set)?;
    let folds = folds(&articles);
    let (means, unmarked) = (Means::embedded(), teach::unmarked()?);
    let mut all: BTreeMap<&str, Tally> = BTreeMap::new();
    for fold in 0..FOLDS {
        let (test, train): (Vec<_>, Vec<_>) =
            articles.iter().partition(|article| folds[article.country.as_str()] == fold);
        let bytes: &'static [u8] = Vec::leak(learn_from(&train, &unmarked, &means).bytes());
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
