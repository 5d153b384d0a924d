//! Roles: what is said of somebody beside a name: “X, a spokesman for Y”, “Foreign Minister X”, “X, who heads Y”, “X is a
//! lawyer”.
//!
//! Invariant: the words lie in the sentence of their mention and hold no name of it. Cost: linear in the words of mentions.

use super::grammar::{Count, Link, Part};
use super::letters::noun_key;
use super::mention::Mention;
use super::sign::{Signs, bit};
use super::span::Spans;
use super::text::View;
use std::ops::Range;

/// A role of somebody who is named.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Role {
    /// The mention that it is said of.
    pub mention: usize,
    /// Whom that points to.
    pub referent: Option<u32>,
    /// What is said.
    pub words: Range<usize>,
    /// The key of its noun; nothing where it is a clause.
    pub(super) noun: u64,
    /// A bit for each of its words.
    pub(super) bits: u64,
}

/// The most that is looked through behind a name.
const FAR: usize = 40;

/// Adds the roles of a mention to `found`.
pub(super) fn find(view: &View, spans: &Spans, at: usize, mention: &Mention, signs: &Signs, found: &mut Vec<Role>) {
    let name = &signs.name;
    if name.is_empty() || mention.scoped {
        return;
    }
    let sentence = &view.text.sentences[signs.sentence as usize];
    let mut add = |words: Range<usize>, noun: Option<usize>| {
        let start = words.clone().find(|at| !is_outer(view, *at)).unwrap_or(words.end);
        let end = words
            .clone()
            .rev()
            .find(|at| view.part(*at) != Part::Mark || is_closing(view, *at))
            .map_or(start, |last| last + 1);
        if start < end {
            let noun = noun.map_or(0, |noun| noun_key(view.word(noun), view.count(noun) == Count::Many));
            let bits =
                (start..end).fold(0, |bits, at| bits | bit(noun_key(view.word(at), view.count(at) == Count::Many)));
            found.push(Role { mention: at, referent: None, words: start..end, noun, bits });
        }
    };
    let is_noun = |at: usize| matches!(view.part(at), Part::Noun | Part::Proper);
    // “Foreign Minister X”, “the minister, X”.
    if mention.words.start < name.start {
        let before = mention.words.start..name.start;
        let noun = if before.contains(&mention.head) {
            Some(mention.head)
        } else {
            before.clone().rev().find(|at| is_noun(*at) && matches!(view.link(*at), Link::Compound | Link::Flat))
        };
        if let Some(noun) = noun.filter(|noun| is_noun(*noun)) {
            add(before, Some(noun));
        }
    }
    let top = if name.contains(&mention.head) { mention.head } else { name.start };
    let of = |at: usize| view.head(at).is_some_and(|head| head == mention.head || head == top || name.contains(&head));
    for at in name.end..sentence.end.min(name.end + FAR) {
        if !of(at) {
            continue;
        }
        match view.link(at) {
            Link::Apposition if is_noun(at) && !name.contains(&at) && view.part(at) == Part::Noun => {
                add(spans.own(view, at, sentence), Some(at));
            }
            Link::Relative if is_heading(view.word(at)) => {
                let words = spans.own(view, at, sentence);
                add(at.max(words.start)..clause_end(view, at, sentence), None);
            }
            _ => {}
        }
    }
    // “X is a lawyer”.
    if view.link(mention.head) == Link::Subject
        && let Some(noun) = view.head(mention.head)
        && view.part(noun) == Part::Noun
        && noun > mention.head
        && spans.is_predicate(noun)
    {
        add(spans.own(view, noun, sentence), Some(noun));
    }
}

fn is_heading(word: &str) -> bool {
    let lines = dateline_lexicon::HEADING_VERBS.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).any(|verb| verb.eq_ignore_ascii_case(word))
}

/// Where the clause of the verb at `at` ends: before a comma.
fn clause_end(view: &View, at: usize, sentence: &Range<usize>) -> usize {
    (at..sentence.end).find(|at| view.part(*at) == Part::Mark).unwrap_or(sentence.end)
}

/// Articles and marks, which a role does not begin with.
fn is_outer(view: &View, at: usize) -> bool {
    let article = ["a", "an", "the"].iter().any(|article| article.eq_ignore_ascii_case(view.word(at)));
    article || view.part(at) == Part::Mark
}

fn is_closing(view: &View, at: usize) -> bool {
    matches!(view.word(at), ")" | "]" | "\"" | "”")
}
