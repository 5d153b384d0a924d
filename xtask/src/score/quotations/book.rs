//! A piece of a novel: its text, its quotations with their speakers, its chains of mentions.
//!
//! Form: in `quotations/NAME.txt` a sentence a line, words parted by blanks; in `NAME.ann` `QUOTE`, number, first line and word, last
//! line and word, then `ATTRIB`, number, speaker; in `coref/NAME.conll` the same words with chains. A speaker has a name of its own, which
//! most chains have too. Source: Sims & Bamman, LitBank, 2020.

use super::print;
use crate::language::{Chain, chains};
use crate::score::authority::touched;
use anyhow::{Context, ensure};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use std::path::Path;

/// A quotation.
pub struct Quotation {
    /// Its words, marks too.
    pub words: Range<usize>,
    /// The chain of its speaker; none where no chain is named so.
    pub speaker: Option<usize>,
}

/// A piece of a novel.
pub struct Book {
    pub name: String,
    pub text: String,
    /// Where its words are in the text, marks too.
    pub places: Vec<Range<usize>>,
    /// Whether a word has a letter or digit.
    is_word: Vec<bool>,
    pub quotations: Vec<Quotation>,
    pub chains: Vec<Chain>,
}

/// All books, by name.
pub fn all(set: &Path) -> anyhow::Result<Vec<Book>> {
    let folder = set.join("quotations");
    let entries = fs::read_dir(&folder).with_context(|| folder.display().to_string())?;
    let names: BTreeSet<String> =
        entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.strip_suffix(".ann").map(str::to_owned)).collect();
    names.into_iter().map(|name| read(set, name)).collect()
}

fn read(set: &Path, name: String) -> anyhow::Result<Book> {
    let text = fs::read_to_string(set.join("quotations").join(format!("{name}.txt")))?;
    let marks = fs::read_to_string(set.join("quotations").join(format!("{name}.ann")))?;
    let chained = chains(&set.join("coref").join(format!("{name}.conll")))?;
    let lines: Vec<Vec<&str>> = text.lines().map(|line| line.split_whitespace().collect()).collect();
    let words = lines.concat();
    ensure!(words == chained.words, "{name}: the words of its chains are others");
    let quotations =
        quotations(&marks, &lines, |speaker| named(speaker, &words, &chained.chains)).with_context(|| name.clone())?;
    let is_word = words.iter().map(|word| word.contains(char::is_alphanumeric)).collect();
    let (text, places) = print::set(&lines);
    Ok(Book { name, text, places, is_word, quotations, chains: chained.chains })
}

impl Book {
    /// The words that bytes of the text touch, marks left out.
    pub fn touched(&self, ranges: impl IntoIterator<Item = Range<usize>>) -> BTreeSet<usize> {
        touched(&self.places, ranges).into_iter().filter(|at| self.is_word[*at]).collect()
    }

    /// Of some words those that are no marks.
    pub fn spoken(&self, words: Range<usize>) -> BTreeSet<usize> {
        words.filter(|at| self.is_word[*at]).collect()
    }
}

fn quotations(
    marks: &str,
    lines: &[Vec<&str>],
    chain: impl Fn(&str) -> Option<usize>,
) -> anyhow::Result<Vec<Quotation>> {
    let starts: Vec<usize> = lines
        .iter()
        .scan(0, |at, line| {
            *at += line.len();
            Some(*at - line.len())
        })
        .collect();
    let mut found: BTreeMap<&str, Quotation> = BTreeMap::new();
    for line in marks.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        match cells[..] {
            ["QUOTE", number, first, word, last, past, ..] => {
                let place = |line: &str, word: &str| -> anyhow::Result<usize> {
                    let start = starts.get(line.parse::<usize>()?).context("no such line")?;
                    Ok(start + word.parse::<usize>()?)
                };
                let words = place(first, word)?..place(last, past)? + 1;
                found.insert(number, Quotation { words, speaker: None });
            }
            ["ATTRIB", number, speaker] => {
                let one = found.get_mut(number).context("the speaker of no quotation")?;
                one.speaker = chain(speaker);
            }
            _ => {}
        }
    }
    let mut all: Vec<Quotation> = found.into_values().collect();
    all.sort_by_key(|one| (one.words.start, one.words.end));
    Ok(all)
}

/// The chain that is named most like a speaker (“Ana_Holm-3”): by the share of words of its likest mention, then by how many are as like.
fn named(speaker: &str, words: &[&str], chains: &[Chain]) -> Option<usize> {
    let name = parts(speaker.rsplit_once('-').map_or(speaker, |(name, _)| name));
    let like = |chain: &Chain| -> (f64, usize) {
        let share = |mention: &Range<usize>| {
            let own = parts(&words[mention.clone()].join(" "));
            own.intersection(&name).count() as f64 / own.union(&name).count().max(1) as f64
        };
        let shares: Vec<f64> = chain.iter().map(share).collect();
        let most = shares.iter().copied().fold(0.0, f64::max);
        (most, shares.iter().filter(|share| **share == most).count())
    };
    let mut best: Option<(usize, (f64, usize))> = None;
    for (number, chain) in chains.iter().enumerate() {
        let own = like(chain);
        if own.0 >= 0.5 && best.is_none_or(|(_, most)| own > most) {
            best = Some((number, own));
        }
    }
    best.map(|(number, _)| number)
}

fn parts(name: &str) -> BTreeSet<String> {
    let parts = name.split(|char: char| !char.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_speaker_is_the_chain_of_the_likest_mention() {
        let words: Vec<&str> = "Mr. Lund met Ana Holm and her aunt . Miss Holm smiled".split(' ').collect();
        let chains = [&[(0, 2)][..], &[(3, 5), (6, 7), (9, 11)], &[(6, 8)]]
            .map(|chain| chain.iter().map(|(start, end)| *start..*end).collect::<Chain>());
        let check = |speaker: &str, expected: Option<usize>| assert_eq!(named(speaker, &words, &chains), expected);
        check("Mr__Lund-7", Some(0));
        check("Ana_Holm-2", Some(1));
        check("her_aunt-4", Some(2));
        check("narrator-0", None);
    }

    #[test]
    fn a_quotation_may_run_over_lines() {
        let lines = vec![vec!["“", "No", "."], vec!["Go", "!", "”"]];
        let found = quotations("QUOTE\tQ1\t0\t0\t1\t2\t“ No . Go ! ”\nATTRIB\tQ1\tAna-1\n", &lines, |_| Some(4));
        let found = found.expect("it is well formed");
        assert_eq!((found[0].words.clone(), found[0].speaker), (0..6, Some(4)));
    }
}
