//! Which sentences are labelled by hand for their quantities.
//!
//! A sentence holds digits or a word that is a number: whoever labels walks down the list, labels every number of a sentence, and stops when
//! a source has given its half. Most that is counted there is killed, so a second draw takes sentences that hold a word for what is rarer.
//! Invariants: no document has more than two sentences; the sentences of two versions of a page are one.

use super::cut;
use super::sentences::{self, Sentence, told_once};
use super::{few_each, ordered, written};
use crate::gold;
use std::ops::Range;

/// The seed.
const SEED: &str = "dateline quantities 1";

/// How many sentences of a source are listed: enough for a hundred and fifty quantities.
const SENTENCES: usize = 300;

/// The seed of the second draw, from what the first left.
const SECOND: &str = "dateline quantities 2";

/// How many sentences of a source the second draw gives; the first half is to develop with.
const RARE: usize = 30;

/// Words that go with what is counted seldom.
const RARELY: &str = include_str!("../../labels/quantities/rare.txt");

/// Words that are numbers, by themselves or as a part of one.
const NUMBERS: &str = include_str!("../../labels/quantities/numbers.txt");

/// Prints both lists: a sentence with the places of what may be numbers.
pub fn print() -> anyhow::Result<()> {
    if let Some(set) = gold::set("fa-kes") {
        print_sentences("fa-kes", sentences::fa_kes(&set, numbers)?);
    }
    if let Some(set) = gold::set("newsfront") {
        print_sentences("newsfront", sentences::newsfront(&set, numbers)?);
    }
    Ok(())
}

fn print_sentences(set: &str, all: Vec<Sentence>) {
    let all = told_once(ordered(all, SEED, Sentence::name));
    let (first, rest) = few_each(all, |one| one.document.clone(), SENTENCES);
    let rest = rest.into_iter().filter(|one| holds(&one.words, RARELY)).collect();
    let (second, _) = few_each(ordered(rest, SECOND, Sentence::name), |one| one.document.clone(), RARE);
    for (draw, drawn) in [("all", first), ("rare", second)] {
        for one in drawn {
            println!("{set} {draw} {} {} {}", one.document, written(&[one.place]), written(&one.found));
        }
    }
}

/// Whether a sentence has a word of a list.
fn holds(sentence: &str, list: &str) -> bool {
    words(sentence).into_iter().any(|range| list.lines().any(|line| line == sentence[range.clone()].to_lowercase()))
}

/// Words with a digit in them, and those of the list.
fn numbers(sentence: &str) -> Vec<Range<usize>> {
    let is_number = |word: &str| {
        let word = word.to_lowercase();
        word.contains(|c: char| c.is_ascii_digit()) || NUMBERS.lines().any(|line| line == word)
    };
    words(sentence).into_iter().filter(|range| is_number(&sentence[range.clone()])).collect()
}

/// Words, and numbers with what stands between their digits.
fn words(sentence: &str) -> Vec<Range<usize>> {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    cut::words(sentence, |before, c, after| [',', '.'].contains(&c) && is_digit(before) && is_digit(after))
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn digits_and_number_words_are_found() {
        let text = "At least twenty-four of 1,200 rowers, dozens of them from Holm's club, rowed 2.5 miles on the 3rd.";
        let found: Vec<&str> = numbers(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["twenty", "four", "1,200", "dozens", "2.5", "3rd"]);
    }
}
