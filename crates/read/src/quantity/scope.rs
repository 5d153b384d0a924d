//! Of whom, where and as of when a quantity is told.
//!
//! Invariant: only what hangs on the words that count or tell; where the tree does not say so, nothing.
//! Cost: a few steps in the tree, a search among names and times for each number.

use super::counted::Counted;
use super::numeral::Numeral;
use crate::event::Tree;
use dateline_record::{EntityType, Extent, Form, Mention, TimeExpression, When};

/// More words than these before its head only name the head.
const LONGEST: usize = 6;

/// Names and times farther off, in bytes, are not looked at.
const NEAR: usize = 300;

const LEADING: &[&str] = &["in", "at", "near", "on", "inside", "outside", "across", "around", "throughout", "within"];

/// “young Finnish miners”: the words between the number and its head, with the head.
pub(super) fn who(tree: &Tree, numeral: &Numeral, counted: &Counted, past: usize) -> Option<Extent> {
    let head = counted.head.filter(|head| *head >= numeral.past)?;
    let leads = |at: &usize| {
        matches!(tree.tag(*at), "DET" | "ADP" | "PUNCT" | "ADV" | "PRON")
            || tree.is(*at, &["more", "other", "additional"])
    };
    let first = (past..head).find(|at| !leads(at)).filter(|first| head - first <= LONGEST).unwrap_or(head);
    let broken = (first..head).any(|at| tree.is(at, &[",", ";", ":", "(", ")"]));
    tree.extent(if broken { head } else { first }, head)
}

/// “in Orsa”: the name of a place that hangs on those counted, or on what tells of them.
pub(super) fn place(tree: &Tree, mentions: &[Mention], counted: &Counted, teller: Option<usize>) -> Option<Extent> {
    let verb = tree.head(counted.phrase).filter(|up| tree.tag(*up) == "VERB");
    let governors = [Some(counted.phrase), counted.head, teller, verb];
    let own = tree.words.get(counted.node)?.range();
    let from = mentions.partition_point(|mention| mention.extent.start() + NEAR < own.start);
    let near = mentions[from..].iter().take_while(|mention| mention.extent.start() < own.end + NEAR);
    near.filter(|mention| mention.entity_type == EntityType::Place && mention.form == Form::Name)
        .find(|mention| hangs_in(tree, mention.extent, &governors))
        .map(|mention| mention.extent)
}

/// Whether a name, or the noun that it names (“the town of Orsa”), stands with “in” under one of the words.
fn hangs_in(tree: &Tree, name: Extent, governors: &[Option<usize>]) -> bool {
    let words = tree.covered(name);
    let Some(mut at) = words.clone().find(|at| tree.head(*at).is_none_or(|head| !words.contains(&head))) else {
        return false;
    };
    for _ in 0..3 {
        let Some(up) = tree.head(at) else { return false };
        let led = tree.case(at).is_some_and(|case| tree.is(case, LEADING));
        if led && governors.contains(&Some(up)) {
            return true;
        }
        if !matches!(tree.relation(at), "nmod" | "nmod:desc" | "appos" | "compound") {
            return false;
        }
        at = up;
    }
    false
}

/// “since 7 October”: from when on it is counted.
pub(super) fn since(tree: &Tree, times: &[TimeExpression], teller: usize) -> Option<When> {
    led(tree, times, teller, |before, first| tree.is(before, &["since"]) || tree.is(first, &["since"]))
}

/// “as of Monday”, “by Monday”: up to when it is counted.
pub(super) fn as_of(tree: &Tree, times: &[TimeExpression], teller: usize) -> Option<When> {
    led(tree, times, teller, |before, first| {
        tree.is(before, &["by", "until"])
            || tree.is(first, &["by", "until"])
            || before > 0 && tree.is(before, &["of"]) && tree.is(before - 1, &["as"])
    })
}

/// The time near the teller that hangs on it and is led so.
fn led(tree: &Tree, times: &[TimeExpression], teller: usize, leads: impl Fn(usize, usize) -> bool) -> Option<When> {
    let own = tree.words.get(teller)?.range();
    let first = times.partition_point(|time| time.extent.end() + NEAR <= own.start);
    let near = times[first..].iter().take_while(|time| time.extent.start() < own.end + NEAR);
    near.filter(|time| time.when.is_some())
        .find(|time| {
            let words = tree.covered(time.extent);
            let mut top = words.clone().find(|at| tree.head(*at).is_none_or(|head| !words.contains(&head)));
            let hangs = (0..3).any(|_| {
                top = top.and_then(|at| tree.head(at));
                top == Some(teller)
            });
            hangs && leads(words.start.saturating_sub(1), words.start)
        })
        .and_then(|time| time.when.clone())
}
