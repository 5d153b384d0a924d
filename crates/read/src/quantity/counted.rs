//! What a number counts: “four people”, “dozens of people”, “a 20-member team”, “two of them soldiers”, or nothing that is said.
//!
//! Invariant: the head is a noun of the number's own phrase. Cost: a few steps in the tree.

use super::numeral::{Counter, Numeral, Shape};
use super::word::Words;
use crate::event::Tree;
use dateline_lexicon::Quantities;

/// A number in its tree.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted {
    /// The word of the number on which its other words hang.
    pub node: usize,
    /// What is counted.
    pub head: Option<usize>,
    /// The word by which the number's phrase hangs in its sentence.
    pub phrase: usize,
}

/// Farther than this behind its number no noun is counted by it.
const FARTHEST: usize = 9;

const PRONOUNS: &[&str] = &["them", "whom", "us", "which", "these", "those", "you"];

/// What is counted.
pub(super) fn of(tree: &Tree, lists: &Quantities, numeral: &Numeral) -> Counted {
    let own = numeral.first..numeral.past;
    let outside = |at: &usize| tree.head(*at).is_none_or(|head| !own.contains(&head));
    let node = own.clone().rev().find(outside).unwrap_or(numeral.first);
    let words = Words { text: tree.text, words: tree.words };
    // “a 20-member team”
    let joined = words.is(numeral.past, "-") && words.is_glued(numeral.past) && words.is_glued(numeral.past + 1);
    if joined && words.is_letters(numeral.past + 1) {
        let head = numeral.past + 1;
        let phrase = tree.head(head).filter(|up| *up > head && *up < head + FARTHEST).unwrap_or(head);
        return Counted { node, head: Some(head), phrase };
    }
    let of = own.clone().flat_map(|at| tree.kids(at)).find(|kid| {
        *kid >= own.end
            && tree.relation(*kid).starts_with("nmod")
            && tree.case(*kid).is_some_and(|case| tree.is(case, &["of"]))
    });
    // “dozens of people”, where the tree hangs them elsewhere.
    let of = of.or_else(|| {
        let led = words.is(own.end, "of") && matches!(numeral.unit, Counter::None | Counter::Percent | Counter::Share);
        let near =
            (own.end + 1..(own.end + FARTHEST).min(tree.len())).find(|at| is_noun(tree, *at) || is_pronoun(tree, *at));
        near.filter(|_| led).map(|first| end_of_compound(tree, first))
    });
    if let Some(inner) = of {
        let head = if is_pronoun(tree, inner) { behind_pronoun(tree, inner) } else { Some(inner) };
        return Counted { node, head, phrase: node };
    }
    let modifies =
        matches!(tree.relation(node), "nummod" | "amod" | "compound" | "det" | "det:predet" | "advmod" | "nmod:desc");
    match tree.head(node) {
        Some(head)
            if head >= own.end
                && head < own.end + FARTHEST
                && modifies
                && is_noun(tree, head)
                && !begins_anew(&words, tree, own.end, head) =>
        {
            let head = plural(tree, lists, numeral, outermost(tree, head, own.end));
            Counted { node, head: Some(head), phrase: head }
        }
        _ if numeral.unit == Counter::Points => Counted { node, head: Some(own.end - 1), phrase: node },
        // “half the population”
        _ if numeral.unit == Counter::Share && own.end < tree.len() && tree.tag(own.end) == "DET" => {
            let head = tree.head(own.end).filter(|head| *head > own.end && is_noun(tree, *head));
            Counted { node, head, phrase: node }
        }
        _ if numeral.shape == Shape::Vague && tree.case(node).is_some_and(|case| tree.is(case, &["in"])) => {
            let head = subject(tree, node);
            Counted { node, head, phrase: head.unwrap_or(node) }
        }
        _ => {
            // “kills 5 people”, where the tree missed it.
            let next = own.end + usize::from(words.is(own.end, "more") || words.is(own.end, "other"));
            let near = next..(next + 5).min(tree.len());
            let run =
                near.take_while(|at| matches!(tree.tag(*at), "NOUN" | "PROPN" | "ADJ") || is_acronym(tree.word(*at)));
            let mut nouns = run.filter(|at| tree.tag(*at) != "ADJ");
            let known = |at: &usize| {
                let of = lists.noun(&tree.word(*at).to_lowercase());
                tree.fine(*at) == "NNS" || matches!(of, Some("forces" | "people" | "displaced" | "hostages"))
            };
            let head = nouns.find(known).filter(|_| numeral.unit == Counter::None);
            let phrase = head.filter(|head| tree.head(node) == Some(*head)).unwrap_or(node);
            Counted { node, head, phrase }
        }
    }
}

/// “11 children state media reported”, “17 government troops”: more than one is a plural, and the first plural that is people is meant.
fn plural(tree: &Tree, lists: &Quantities, numeral: &Numeral, head: usize) -> usize {
    if numeral.shape == Shape::Plain && numeral.low == 1.0 {
        // “one guard and 13 others”
        let next = numeral.past;
        let own = next < head && tree.fine(next) == "NN" && lists.noun(&tree.word(next).to_lowercase()).is_some();
        return if own && tree.relation(next) != "compound" { next } else { head };
    }
    let is_plural = |at: usize| tree.fine(at) == "NNS";
    let people = |at: &usize| {
        let of = lists.noun(&tree.word(*at).to_lowercase());
        is_plural(*at) && matches!(of, Some("forces" | "people" | "displaced" | "hostages"))
    };
    if let Some(first) = (numeral.past..head).find(people) {
        return first;
    }
    if is_plural(head) || !matches!(tree.fine(head), "NN" | "NNP") {
        return head;
    }
    // “88 rebel and regime forces”
    let mut run = (head + 1..(head + 5).min(tree.len())).take_while(|at| {
        matches!(tree.tag(*at), "NOUN" | "PROPN" | "ADJ" | "PUNCT") && !tree.is(*at, &[",", ".", ";", ":"])
            || tree.is(*at, &["and", "or"]) && *at < head + 3
    });
    run.find(|at| is_plural(*at) && lists.noun(&tree.word(*at).to_lowercase()).is_some()).unwrap_or(head)
}

/// “25 A bomber struck”, “11 dead a monitor said”, “1514 Regional - air raids”: what follows begins anew.
fn begins_anew(words: &Words, tree: &Tree, past: usize, head: usize) -> bool {
    let article = |at: usize| tree.is(at, &["a", "an", "the"]);
    let dash = |at: usize| {
        tree.is(at, &["-", "–", "—", "--", ":", ";", "|"]) && !words.is_glued(at) && !words.is_glued(at + 1)
    };
    (past..head).any(|at| article(at) || dash(at))
}

/// “IS”: a name, whatever its tag.
pub(super) fn is_acronym(word: &str) -> bool {
    (2..=5).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// “the 500 index”: what there is one of is not what more than one counts, unless the noun is known to count so.
pub(super) fn is_of_one(tree: &Tree, lists: &Quantities, numeral: &Numeral, counted: &Counted) -> bool {
    let words = Words { text: tree.text, words: tree.words };
    let Some(head) = counted.head.filter(|head| *head >= numeral.past) else { return false };
    let lower = tree.word(head).to_lowercase();
    let joined = words.is(numeral.past, "-") && words.is_glued(numeral.past);
    let known = || lists.noun(&lower).is_some() || lists.unit(&lower).is_some();
    let plain = numeral.unit == Counter::None && numeral.shape == Shape::Plain && numeral.low != 1.0;
    plain && tree.fine(head) == "NN" && !joined && !words.is(numeral.past, "of") && !known()
}

/// “35 Harbour Front rebels”: past the nouns that only say which.
fn outermost(tree: &Tree, head: usize, past: usize) -> usize {
    let (mut at, mut found) = (head, head);
    for _ in 0..3 {
        let inside = matches!(
            tree.relation(at),
            "compound" | "nmod:desc" | "flat" | "amod" | "obl:unmarked" | "nmod:unmarked" | "nmod"
        ) && tree.case(at).is_none();
        let Some(up) = tree.head(at).filter(|up| inside && *up > at && *up < past + FARTHEST) else { break };
        at = up;
        if is_noun(tree, at) {
            found = at;
        }
    }
    found
}

/// “the families, who number in the hundreds”: who is told to be so many.
fn subject(tree: &Tree, node: usize) -> Option<usize> {
    let mut at = node;
    for _ in 0..4 {
        let kids = tree.kids(at).filter(|kid| tree.relation(*kid).starts_with("nsubj"));
        let mut nouns = kids.filter(|kid| *kid < node && is_noun(tree, *kid));
        if let Some(found) = nouns.next() {
            return Some(found);
        }
        let clause = tree.relation(at).starts_with("acl");
        at = tree.head(at)?;
        if clause && is_noun(tree, at) {
            return Some(at);
        }
    }
    None
}

/// “two of them soldiers”
fn behind_pronoun(tree: &Tree, pronoun: usize) -> Option<usize> {
    let next = pronoun + 1;
    (next < tree.len() && is_noun(tree, next)).then(|| end_of_compound(tree, next))
}

/// The last of the nouns that stand together.
fn end_of_compound(tree: &Tree, first: usize) -> usize {
    let mut at = first;
    while at + 1 < tree.len() && is_noun(tree, at + 1) && tree.relation(at) == "compound" {
        at += 1;
    }
    at
}

pub(super) fn is_noun(tree: &Tree, at: usize) -> bool {
    at < tree.len() && matches!(tree.tag(at), "NOUN" | "PROPN")
        || tree.is(at, &["dead", "wounded", "injured", "missing", "others"])
}

pub(super) fn is_pronoun(tree: &Tree, at: usize) -> bool {
    tree.is(at, PRONOUNS)
}
