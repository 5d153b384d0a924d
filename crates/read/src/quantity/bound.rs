//! Words that bind a number: “at least”, “up to”, “or more”.
//!
//! Invariant: they stand right beside the number; what also leads a phrase binds only where the tree does not say that it leads one.
//! Cost: a look at the list for each number.

use super::numeral::{Numeral, Shape};
use super::word::Words;
use crate::event::Tree;
use dateline_lexicon::{Beside, Quantities};
use dateline_record::Bound;

/// A number with what binds it: all its words, its ends and how they are meant.
#[derive(Clone, Copy)]
pub(super) struct Bounded {
    pub first: usize,
    pub past: usize,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub bound: Bound,
}

/// Words that may stand between a bound and its number.
const BETWEEN: &[&str] = &["a", "an", "another", "additional", "further", "the", "one", "and", "than"];

/// What the words beside a number make of it.
pub(super) fn of(tree: &Tree, lists: &Quantities, numeral: &Numeral) -> Bounded {
    let words = Words { text: tree.text, words: tree.words };
    let Numeral { first, past, low, high, shape, .. } = *numeral;
    let own = match shape {
        Shape::Plain => Bound::Exact,
        Shape::Range => Bound::Between,
        Shape::Vague => Bound::Vague,
    };
    let own = Bounded { first, past, low: Some(low), high: Some(high).filter(|_| shape != Shape::Vague), bound: own };
    let found = before(tree, &words, lists, numeral).or_else(|| behind(&words, lists, past));
    let Some((bound, first, past)) = found else {
        // “between 12 and 14”
        let led = shape == Shape::Range && first > 0 && words.is(first - 1, "between");
        return Bounded { first: first - usize::from(led), ..own };
    };
    let (first, past) = (first.min(numeral.first), past.max(numeral.past));
    if shape == Shape::Range {
        return Bounded { first, past, ..own };
    }
    let (low, high) = match bound {
        Bound::AtLeast | Bound::MoreThan => (Some(low), None),
        Bound::UpTo | Bound::LessThan => (None, Some(high)),
        _ if shape == Shape::Vague => return Bounded { first, past, ..own },
        _ => (Some(low), Some(high)),
    };
    Bounded { first, past, low, high, bound }
}

fn before(tree: &Tree, words: &Words, lists: &Quantities, numeral: &Numeral) -> Option<(Bound, usize, usize)> {
    let mut end = numeral.first;
    for _ in 0..3 {
        for one in lists.bindings().iter().filter(|one| one.beside != Beside::After) {
            let Some(start) = end.checked_sub(one.words.len()) else { continue };
            if !one.words.iter().enumerate().all(|(step, word)| words.is(start + step, word)) {
                continue;
            }
            if one.beside == Beside::Loose && leads(tree, start, numeral) {
                continue;
            }
            // “no more than one of”, “more than a dozen”; “than” alone binds nothing.
            return Some((one.bound, start, numeral.past));
        }
        let skips = end > 0 && BETWEEN[..6].iter().any(|word| words.is(end - 1, word));
        if !skips {
            return None;
        }
        end -= 1;
    }
    None
}

/// Whether a word leads a phrase in the tree: “over two towns”, against “over two hundred”.
fn leads(tree: &Tree, at: usize, numeral: &Numeral) -> bool {
    if tree.relation(at) != "case" {
        return false;
    }
    let own = |head: usize| (numeral.first..numeral.past).contains(&head);
    // “around 40 people were”: what it hangs on is no phrase of place.
    let bare = |head: usize| matches!(tree.relation(head), "obj" | "nsubj" | "nsubj:pass" | "conj" | "root");
    tree.head(at).is_some_and(|head| !own(head) && !bare(head))
}

fn behind(words: &Words, lists: &Quantities, past: usize) -> Option<(Bound, usize, usize)> {
    let after = lists.bindings().iter().filter(|one| one.beside == Beside::After);
    let mut fit = after.filter(|one| one.words.iter().enumerate().all(|(step, word)| words.is(past + step, word)));
    fit.next()
        .filter(|one| one.words[0] != "plus" || words.is_glued(past))
        .map(|one| (one.bound, past, past + one.words.len()))
}
