//! Which event a quantity is of.
//!
//! Invariant: a quantity is of one event at most. Cost: a few steps in the tree for each quantity, a search among events.

use super::Counting;
use crate::event::Tree;
use dateline_record::{EventMention, Quantity};

/// More than these steps up no event counts it.
const HIGHEST: usize = 4;

/// Hands each quantity to the event that it is of; all quantities, in order.
pub(crate) fn carry(tree: &Tree, counted: Vec<Counting>, events: &mut [EventMention]) -> Vec<Quantity> {
    let mut all = Vec::with_capacity(counted.len());
    for Counting { quantity, node, phrase, teller } in counted {
        let own = |at: usize| {
            let start = tree.words.get(at)?.range().start;
            let place = events.partition_point(|event| event.trigger.end() <= start);
            events.get(place).filter(|event| event.trigger.start() <= start).map(|_| place)
        };
        let told = teller.and_then(own);
        let counted = || quantity.head.and_then(|_| own(phrase)).or_else(|| own(node));
        if let Some(place) = told.or_else(counted).or_else(|| above(tree, phrase, own)) {
            events[place].quantities.push(quantity.clone());
        }
        all.push(quantity);
    }
    all
}

/// The event of the nearest verb or noun that governs the phrase.
fn above(tree: &Tree, phrase: usize, own: impl Fn(usize) -> Option<usize>) -> Option<usize> {
    let mut at = phrase;
    for _ in 0..HIGHEST {
        let within = matches!(
            tree.relation(at),
            "nsubj"
                | "nsubj:pass"
                | "obj"
                | "iobj"
                | "obl"
                | "nmod"
                | "nmod:desc"
                | "conj"
                | "appos"
                | "nummod"
                | "compound"
                | "amod"
        );
        at = tree.head(at).filter(|_| within)?;
        if let Some(place) = own(at) {
            return Some(place);
        }
        if matches!(tree.tag(at), "VERB") {
            return None;
        }
    }
    None
}
