//! Which event a quantity is of.
//!
//! Invariant: a quantity is of one event at most. Cost: a few steps in the tree for each quantity, a search among events.

use super::Counting;
use crate::event::Tree;
use dateline_record::{EventMention, Participant, Quantity};

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
        let place = told.or_else(counted).or_else(|| above(tree, phrase, own));
        if let Some(event) = told.and_then(|place| events.get_mut(place)) {
            let alone = teller.is_some_and(|at| match tree.relation(at) {
                "acl" | "xcomp" => tree.head(at) == Some(phrase),
                relation => !matches!(relation, "ccomp" | "acl:relcl"),
            });
            undergo(event, &quantity, alone);
        }
        if let Some(place) = place {
            events[place].quantities.push(quantity.clone());
        }
        all.push(quantity);
    }
    all
}

/// “At least 12 killed in Orsa”, “two were killed and dozens injured”: where “were” is left out, trees make doers of those who suffered it.
/// Those counted by the trigger had it done to them; where a trigger that hangs on them or on no other verb (`alone`) follows them, whoever stands before them
/// has to do with another verb, and so has whoever stands behind without “by”.
fn undergo(event: &mut EventMention, counted: &Quantity, alone: bool) {
    let words = [Some(counted.extent), counted.head, counted.who];
    let is_counted = |one: &Participant| {
        words.iter().flatten().any(|own| own.start() < one.extent.end() && one.extent.start() < own.end())
    };
    let reduced = alone && counted.extent.end() <= event.trigger.start();
    let start = counted.extent.start();
    if let Some(at) = event.actors.iter().position(is_counted) {
        let suffers = event.actors.remove(at);
        if !event.recipients.iter().any(is_counted) {
            event.recipients.insert(0, suffers);
        }
    }
    if reduced {
        event.actors.retain(|one| one.extent.start() >= start);
        event.recipients.retain(is_counted);
    }
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
