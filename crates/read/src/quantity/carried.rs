//! Which event a quantity is of, and since when it is counted.
//!
//! Invariant: a quantity is of one event at most. Cost: a few steps in the tree for each quantity, a search among events and times.

use super::Counting;
use crate::event::Tree;
use dateline_record::{EventMention, Quantity, TimeExpression, When};

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

/// “since 7 October”: from when on it is counted.
pub(super) fn since(tree: &Tree, times: &[TimeExpression], teller: usize) -> Option<When> {
    let own = tree.words.get(teller)?.range();
    let first = times.partition_point(|time| time.extent.end() + 300 <= own.start);
    let near = times[first..].iter().take_while(|time| time.extent.start() < own.end + 300);
    near.filter(|time| time.when.is_some())
        .find(|time| {
            let words = tree.covered(time.extent);
            let led = words.start > 0 && tree.is(words.start - 1, &["since"]) || tree.is(words.start, &["since"]);
            let mut top = words.clone().find(|at| tree.head(*at).is_none_or(|head| !words.contains(&head)));
            let hangs = (0..3).any(|_| {
                top = top.and_then(|at| tree.head(at));
                top == Some(teller)
            });
            led && hangs
        })
        .and_then(|time| time.when.clone())
}
