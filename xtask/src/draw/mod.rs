//! Draws: what is labelled by hand. The seed decides, so that nobody picks.
//!
//! Invariant: the same names give the same draw: they are ordered by the SHA-256 of “seed:name”, whatever order they come in.

pub mod brat;
mod cut;
pub mod fakes;
mod modality;
mod newsletters;
mod quantities;
mod sentences;
mod statements;

use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// No document has more.
const OF_ONE: usize = 2;

/// What is drawn.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Set {
    /// Mails, for boundaries and kinds
    Newsletters,
    /// Statements, for authority and anonymity
    Statements,
    /// Sentences with numbers, for quantities
    Quantities,
    /// Words that may tell an event, for modality
    Modality,
}

/// Prints what is labelled by hand.
pub fn run(set: Set) -> anyhow::Result<()> {
    match set {
        Set::Newsletters => newsletters::print(),
        Set::Statements => statements::print(),
        Set::Quantities => quantities::print(),
        Set::Modality => modality::print(),
    }
}

/// `all` in the order that the seed gives their names; what shares a name keeps its order.
fn ordered<T>(mut all: Vec<T>, seed: &str, name: impl Fn(&T) -> String) -> Vec<T> {
    all.sort_by_cached_key(|one| Sha256::digest(format!("{seed}:{}", name(one))).to_vec());
    all
}

/// The first `count`, at most two of each document, in order; and those that are left.
fn few_each<T>(all: Vec<T>, document: impl Fn(&T) -> String, count: usize) -> (Vec<T>, Vec<T>) {
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut left = count;
    all.into_iter().partition(|one| {
        let own = counts.entry(document(one)).or_default();
        let is_taken = left > 0 && *own < OF_ONE;
        if is_taken {
            *own += 1;
            left -= 1;
        }
        is_taken
    })
}

/// Places as the lists print them; none where there is none.
fn written(places: &[(usize, usize)]) -> String {
    let places: Vec<String> = places.iter().map(|(start, end)| format!("{start}-{end}")).collect();
    if places.is_empty() { "none".to_owned() } else { places.join(",") }
}

#[cfg(test)]
mod tests {
    use super::{few_each, ordered};

    #[test]
    fn a_draw_does_not_depend_on_the_order_of_the_files() {
        let names: Vec<String> = (0..90).map(|number| format!("{number}.eml")).collect();
        let backwards: Vec<String> = names.iter().rev().cloned().collect();
        assert_eq!(ordered(names.clone(), "a", String::clone), ordered(backwards, "a", String::clone));
        assert_ne!(ordered(names.clone(), "a", String::clone), ordered(names, "b", String::clone));
    }

    #[test]
    fn no_document_has_more_than_two() {
        let all = vec!["a1", "b1", "a2", "a3", "b2", "c1"];
        let (found, left) = few_each(all, |one| one[..1].to_owned(), 4);
        assert_eq!(found, ["a1", "b1", "a2", "b2"]);
        assert_eq!(left, ["a3", "c1"]);
    }
}
