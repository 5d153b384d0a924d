//! Sentences with other names in them: what stands around a name tells more of it than its letters.
//!
//! Invariant: a name gives way only to one of its kind. Cost: linear in the words.

use crate::language::newswire::Sentence;
use crate::language::train::weight::Draws;
use std::collections::BTreeMap;

/// Kinds whose names take each other's places in what is learnt from.
const SWAPPED: &[&str] = &["Person", "Organization", "Location", "Facility", "Misc"];
/// The share of those names that do.
const SWAPS: f32 = 0.6;
/// The share of those sentences that are set in capitals; as many are set as headlines.
const CAPITALS: f32 = 0.05;

/// The sentences with other names of the same kinds in them, some set in capitals.
pub fn swap(sentences: &[&Sentence], draws: &mut Draws) -> Vec<Sentence> {
    let mut names: BTreeMap<&str, Vec<&[String]>> = BTreeMap::new();
    for sentence in sentences {
        for (range, kind) in &sentence.names {
            names.entry(kind).or_default().push(&sentence.words[range.clone()]);
        }
    }
    let mut one = |sentence: &&Sentence| {
        let mut swapped = Sentence::default();
        let mut at = 0;
        for (range, kind) in &sentence.names {
            swapped.words.extend_from_slice(&sentence.words[at..range.start]);
            let start = swapped.words.len();
            let others = &names[kind.as_str()];
            let other = if SWAPPED.contains(&kind.as_str()) && draws.share() < SWAPS {
                others[draws.below(others.len())]
            } else {
                &sentence.words[range.clone()]
            };
            swapped.words.extend_from_slice(other);
            swapped.names.push((start..swapped.words.len(), kind.clone()));
            at = range.end;
        }
        swapped.words.extend_from_slice(&sentence.words[at..]);
        let drawn = draws.share();
        if drawn < 2.0 * CAPITALS {
            swapped.words.iter_mut().for_each(|word| *word = in_capitals(word, drawn < CAPITALS));
        }
        swapped
    };
    sentences.iter().map(&mut one).collect()
}

/// As newsletters print it: all in capitals, or the first letter only, as in headlines.
fn in_capitals(word: &str, all: bool) -> String {
    let mut chars = word.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    let rest = chars.as_str();
    first.chain(if all { rest.to_uppercase() } else { rest.to_owned() }.chars()).collect()
}
