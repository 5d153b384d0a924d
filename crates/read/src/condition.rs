//! What somebody says only on a condition: “if Vell says …”, “unless officials confirm …”, “were they to claim …”, “whether the
//! port warned …”. Nobody has said it.
//!
//! Invariant: the condition opens the cue's own clause, or one that the clause is joined to or told in: “asked if he said so”
//! keeps the asking. Cost: a walk up the tree for each attribution.

use crate::found::Found;
use crate::language::{Node, Word};
use crate::view::View;
use std::ops::Range;

/// What opens a condition.
const OPENERS: &[&str] = &["if", "unless", "whether", "lest"];

/// Auxiliaries that open one where they stand before their subject.
const INVERTED: &[&str] = &["should", "were", "had"];

/// How far from its verb a clause is searched for what opens it, in words.
const FARTHEST: usize = 40;

/// How many clauses up a cue is searched for.
const HIGHEST: usize = 8;

/// The trees of a document.
#[derive(Clone, Copy)]
pub(crate) struct Trees<'a> {
    pub words: &'a [Word],
    pub nodes: &'a [Node],
    /// The names of their relations.
    pub relations: &'a [&'static str],
}

/// Drops what is said only on a condition.
pub(crate) fn drop(view: &View, trees: Trees, found: &mut Vec<Found>) {
    found.retain(|one| one.is_whole() || !one.cue.as_ref().is_some_and(|cue| trees.is_conditional(view, cue)));
}

impl Trees<'_> {
    pub fn relation(&self, at: usize) -> &'static str {
        let relation = self.nodes.get(at).and_then(|node| self.relations.get(usize::from(node.relation)));
        relation.map_or("", |relation| relation.split(':').next().unwrap_or(relation))
    }

    pub fn head(&self, at: usize) -> Option<usize> {
        let distance = isize::from(self.nodes.get(at)?.head);
        at.checked_add_signed(distance).filter(|head| distance != 0 && *head < self.nodes.len())
    }

    fn is_one_of(&self, view: &View, at: usize, list: &[&str]) -> bool {
        let word = self.words.get(at).and_then(|word| view.text.get(word.range()));
        word.is_some_and(|word| list.iter().any(|one| one.eq_ignore_ascii_case(word)))
    }

    /// The word of a cue on which its others hang.
    fn top(&self, view: &View, cue: &Range<usize>) -> Option<usize> {
        let (first, last) = (view.tokens.get(cue.start)?, view.tokens.get(cue.end.checked_sub(1)?)?);
        let start = self.words.partition_point(|word| word.range().end <= first.start as usize);
        let end = self.words.partition_point(|word| word.range().start < last.end as usize);
        (start..end).find(|at| self.head(*at).is_none_or(|head| !(start..end).contains(&head)))
    }

    fn is_conditional(&self, view: &View, cue: &Range<usize>) -> bool {
        let Some(mut at) = self.top(view, cue) else { return false };
        // “if his claim that …”: the clause in which the noun stands.
        if matches!(self.relation(at), "nsubj" | "obj")
            && let Some(head) = self.head(at)
        {
            at = head;
        }
        for _ in 0..HIGHEST {
            if self.is_opened(view, at) {
                return true;
            }
            let told_in = matches!(self.relation(at), "conj" | "ccomp" | "xcomp" | "aux" | "cop");
            match self.head(at) {
                Some(head) if told_in => at = head,
                _ => return false,
            }
        }
        false
    }

    /// Whether the clause of the verb `at` is opened by a condition.
    pub fn is_opened(&self, view: &View, at: usize) -> bool {
        let hangs = |other: &usize| self.head(*other) == Some(at);
        let mut before = (at.saturating_sub(FARTHEST)..at).filter(hangs);
        let subject = before.clone().find(|other| self.relation(*other) == "nsubj");
        before.any(|other| match self.relation(other) {
            "mark" | "advmod" => self.is_one_of(view, other, OPENERS),
            "aux" | "cop" => {
                subject.is_some_and(|subject| other < subject)
                    && self.is_one_of(view, other, INVERTED)
                    && self.opens(view, other)
            }
            _ => false,
        })
    }

    /// Whether a clause can begin at the word `at`: after a mark or “and”, or at the start of its sentence.
    fn opens(&self, view: &View, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return true };
        let word = self.words.get(before).and_then(|word| view.text.get(word.range())).unwrap_or_default();
        !word.chars().any(char::is_alphanumeric) || self.is_one_of(view, before, &["and", "but", "or"])
    }
}
