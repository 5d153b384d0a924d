//! Quantities: how many of what, with the words that bind the number and what is told of those who are counted.
//!
//! Invariant: a quantity has a number that is written; dates, ages, measures and names are none; no number is in two.
//! Cost: a look at each word, a few steps in the tree for each number.
//! After: Forbes & Choi, Verb Physics, ACL 2017, and Roy, Vieira & Roth, Reasoning about quantities, TACL 2015 (value, unit, change).

mod bound;
mod carried;
mod counted;
mod fate;
mod figures;
mod kind;
mod near;
mod none;
mod numeral;
mod scope;
mod single;
mod spelt;
#[cfg(test)]
mod tests;
mod word;

pub(crate) use carried::carry;

use crate::event::Tree;
use counted::Counted;
use dateline_lexicon::{Gazetteer, Lexicon, Quantities, Sign, Unit};
use dateline_record::{Mention, Quantity, TimeExpression};
use fate::{Fate, Teller};
use kind::Sorter;
use none::Sieve;
use numeral::{Counter, Numeral, Shape};
use std::ops::Range;
use word::Words;

/// What is known of a document when its quantities are looked for.
pub(crate) struct Known<'a> {
    pub tree: &'a Tree<'a>,
    /// Sentences, as words.
    pub sentences: &'a [Range<usize>],
    pub mentions: &'a [Mention],
    pub times: &'a [TimeExpression],
    pub lexicon: &'a Lexicon,
    pub gazetteer: &'a Gazetteer,
}

/// A quantity with the words that lead to the event that it is of.
pub(crate) struct Counting {
    pub quantity: Quantity,
    /// The word of the number on which its others hang.
    pub node: usize,
    /// The word by which it hangs in its sentence.
    pub phrase: usize,
    /// The word that tells what was done to those who are counted.
    pub teller: Option<usize>,
}

/// The quantities of a document, in order.
pub(crate) fn find(known: &Known) -> Vec<Counting> {
    let Known { tree, sentences, mentions, times, lexicon, gazetteer } = *known;
    let lists = Quantities::embedded();
    let words = Words { text: tree.text, words: tree.words };
    let sieve = Sieve { tree, words, lists, times, mentions };
    let sorter = Sorter { tree, lists, lexicon, gazetteer };
    let numerals = numeral::find(&words);
    let mut found: Vec<(Counting, Range<usize>)> = Vec::new();
    for place in 0..numerals.len() {
        let mut numeral = numerals[place];
        let Some(sentence) = around(sentences, numeral.first) else { continue };
        let mut counted = counted::of(tree, lists, &numeral);
        if counted::is_of_one(tree, lists, &numeral, &counted) {
            counted.head = None;
        }
        // “46 to 40 percent”
        let percent = counted.head.is_some_and(|head| lists.unit(tree.word(head)) == Some(Unit::Percent));
        if percent && numeral.unit == Counter::None {
            numeral.unit = Counter::Percent;
        }
        let numeral = &numeral;
        let bounded = bound::of(tree, lists, numeral);
        if sieve.drops(numeral, &counted, bounded.bound) {
            continue;
        }
        let own = bounded.first..bounded.past;
        let counts_people = matches!(numeral.unit, Counter::None | Counter::Share) && may_be_people(&sorter, &counted);
        let people = sorter.is_people(counted.head);
        let fate = counts_people.then(|| Teller { tree, lists, people }.of(&counted, own.clone())).flatten();
        let last = found.last().filter(|(_, of)| *of == *sentence).map(|(last, _)| last);
        let fate = fate.or_else(|| brought_in(tree, lists, last, &counted, own.start, people));
        let one = numeral.shape == Shape::Plain && numeral.low == 1.0 && numeral.unit == Counter::None;
        if one && !single::counts(&words, lists, &numerals, place, fate.is_some(), own.start < numeral.first) {
            continue;
        }
        let Some((unit, of)) = of_what(&sorter, numeral, &counted, fate, last, own.start, sentence) else { continue };
        let Some(extent) = tree.extent(own.start, own.end - 1) else { continue };
        let head = counted.head.and_then(|head| tree.extent(head, head));
        let since = fate.and_then(|fate| scope::since(tree, times, fate.teller));
        let as_of = fate.and_then(|fate| scope::as_of(tree, times, fate.teller));
        let who = scope::who(tree, numeral, &counted, own.end);
        let place = scope::place(tree, mentions, &counted, fate.map(|fate| fate.teller));
        let quantity = Quantity {
            extent,
            low: bounded.low,
            high: bounded.high,
            bound: bounded.bound,
            unit: Some(unit.to_owned()),
            of: Some(of.to_owned()),
            head,
            who,
            place,
            since,
            as_of,
        };
        let Counted { node, phrase, .. } = counted;
        let counting = Counting { quantity, node, phrase, teller: fate.map(|fate| fate.teller) };
        found.push((counting, sentence.clone()));
    }
    found.into_iter().map(|(counting, _)| counting).collect()
}

/// The sentence that a word stands in.
fn around(sentences: &[Range<usize>], at: usize) -> Option<&Range<usize>> {
    let past = sentences.partition_point(|sentence| sentence.start <= at);
    sentences.get(past.checked_sub(1)?).filter(|sentence| sentence.contains(&at))
}

/// Whether the counted may be people: they are known to be, or nothing says what they are.
fn may_be_people(sorter: &Sorter, counted: &Counted) -> bool {
    let may = |head| matches!(sorter.noun(head), "people" | "forces" | "things") && !sorter.is_thing(head);
    counted.head.is_none_or(may)
}

/// “including 11 children”, “two of them soldiers”: what was told of those counted before.
fn brought_in(
    tree: &Tree,
    lists: &Quantities,
    last: Option<&Counting>,
    counted: &Counted,
    first: usize,
    people: bool,
) -> Option<Fate> {
    let last = last?;
    let of = last.quantity.of.as_deref()?;
    let teller = last.teller?;
    let of = ["killed", "wounded", "casualties", "missing", "hostages", "detained", "released", "displaced"]
        .into_iter()
        .find(|own| *own == of)?;
    let includes = |at: usize| lists.is(Sign::Include, &tree.word(at).to_lowercase());
    let near = (1..=3).filter_map(|back| first.checked_sub(back)).take_while(|at| !tree.is(*at, &[",", ";"]));
    let led = near.into_iter().any(includes);
    // “up from 1,003”
    let before = counted.head.is_none() && first > 0 && tree.is(first - 1, &["from"]);
    let partly = tree.kids(counted.node).any(|kid| counted::is_pronoun(tree, kid));
    let behind = (counted.node + 1..(counted.node + 3).min(tree.len())).any(|at| counted::is_pronoun(tree, at));
    ((led || partly || behind) && people || before).then_some(Fate { of, teller })
}

/// The unit and what is counted.
fn of_what(
    sorter: &Sorter,
    numeral: &Numeral,
    counted: &Counted,
    fate: Option<Fate>,
    last: Option<&Counting>,
    first: usize,
    sentence: &Range<usize>,
) -> Option<(&'static str, &'static str)> {
    let tree = sorter.tree;
    if let Some(fate) = fate {
        let unit = match (numeral.unit, counted.head) {
            (Counter::Share, _) => "share",
            (_, Some(head)) => match sorter.unit(head, "people") {
                "count" => "people",
                unit => unit,
            },
            _ => "people",
        };
        return Some((unit, fate.of));
    }
    if let Some(found) = sorter.of(numeral, counted, sentence) {
        return Some(found);
    }
    // “eighteen cases, up from six”
    let led = first > 0 && tree.is(first - 1, &["from"]) || first > 1 && tree.is(first - 2, &["from"]);
    if let (true, Some(last)) = (led, last) {
        let of = ["people", "forces", "votes", "events", "places", "things"].into_iter();
        let of = of.into_iter().find(|of| last.quantity.of.as_deref() == Some(of))?;
        return Some((if of == "people" { "people" } else { "count" }, of));
    }
    if let Some(found) = without_noun(sorter, numeral, counted, last, first) {
        return Some(found);
    }
    if numeral.shape != Shape::Vague {
        return None;
    }
    // “intends to spend billions”
    let up = tree.head(counted.phrase)?;
    if sorter.lists.is(Sign::Spend, &tree.word(up).to_lowercase()) {
        return Some(("dollars", "money"));
    }
    // “the families, estimated to number in the hundreds”
    // “thousands have gathered”
    let alone = matches!(tree.relation(counted.phrase), "nsubj" | "nsubj:pass" | "obj" | "obl:agent");
    alone.then_some(("people", "people"))
}

/// What a number without a noun counts: what its sum is of, the same as the number before it, or two or three known people.
fn without_noun(
    sorter: &Sorter,
    numeral: &Numeral,
    counted: &Counted,
    last: Option<&Counting>,
    first: usize,
) -> Option<(&'static str, &'static str)> {
    let tree = sorter.tree;
    if numeral.unit != Counter::None || counted.head.is_some() {
        return None;
    }
    // “the number of migrants fell by 500”
    if let Some(noun) = sorter.total(counted) {
        let of = sorter.noun(noun);
        return Some((sorter.unit(noun, of), of));
    }
    if numeral.low == 1.0 || !matches!(tree.relation(counted.phrase), "nsubj" | "nsubj:pass" | "obj") {
        return None;
    }
    // “31 miners were inside; six were able to leave”, “infected over 4,000”
    let up = tree.head(counted.phrase)?;
    let people = last.filter(|last| last.quantity.unit.as_deref() == Some("people"));
    if tree.tag(up) == "VERB" && people.is_some() {
        let forces = people.is_some_and(|last| last.quantity.of.as_deref() == Some("forces"));
        return Some(("people", if forces { "forces" } else { "people" }));
    }
    // “four hits, Rizzo three”
    let same = last.and_then(|last| last.quantity.of.as_deref()).filter(|_| tree.relation(counted.phrase) == "obj");
    let spelt = tree.word(numeral.first).starts_with(char::is_alphabetic) && numeral.low <= 10.0;
    if let Some(of) =
        same.and_then(|of| ["events", "things", "places", "votes"].into_iter().find(|own| *own == of && spelt))
    {
        return Some(("count", of));
    }
    // “the two spoke in person”
    let known = first > 0 && tree.is(first - 1, &["the", "these", "those"]);
    let subject = tree.relation(counted.phrase) == "nsubj" && tree.tag(up) == "VERB";
    (spelt && known && subject).then_some(("people", "people"))
}
