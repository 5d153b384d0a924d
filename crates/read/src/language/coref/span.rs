//! How far a nominal reaches: all that hangs on its head, without what joins it to the rest of its sentence.
//!
//! Invariant: a span holds its head and lies in its sentence. Cost: words × the depth of their trees.

use super::grammar::{Link, Part};
use super::text::View;
use std::ops::Range;

/// The deepest tree that is climbed.
const DEEPEST: usize = 24;

/// How far each word of a document reaches.
#[derive(Default)]
pub(super) struct Spans {
    own: Vec<(u32, u32)>,
    /// With what is joined to it by “and”.
    whole: Vec<(u32, u32)>,
    predicate: Vec<bool>,
}

impl Spans {
    /// Of all words of `view`.
    pub fn find(&mut self, view: &View) {
        let count = view.text.words.len();
        self.own.clear();
        self.own.extend((0..count as u32).map(|at| (at, at + 1)));
        self.whole.clear();
        self.whole.extend((0..count).map(|_| (0, 0)));
        self.predicate.clear();
        self.predicate.resize(count, false);
        for at in view.text.sentences.iter().cloned().flatten() {
            if view.link(at) == Link::Copula
                && let Some(head) = view.head(at)
            {
                self.predicate[head] = true;
            }
        }
        for at in view.text.sentences.iter().cloned().flatten() {
            if view.part(at) != Part::Mark {
                self.climb(view, at);
            }
        }
        for at in view.text.sentences.iter().cloned().flatten() {
            if view.link(at) == Link::Conjunct
                && let Some(first) = view.head(at)
            {
                let whole = self.whole[first];
                let (start, end) = if whole.1 == 0 { self.own[first] } else { whole };
                self.whole[first] = (start.min(self.own[at].0), end.max(self.own[at].1));
            }
        }
    }

    fn climb(&mut self, view: &View, at: usize) {
        let mut below = at;
        for _ in 0..DEEPEST {
            let Some(head) = view.head(below) else { return };
            if !self.parts(view, below, head) {
                let own = &mut self.own[head];
                *own = (own.0.min(at as u32), own.1.max(at as u32 + 1));
            }
            below = head;
        }
    }

    /// Whether what hangs on `below` is not of the mention that `head` is.
    fn parts(&self, view: &View, below: usize, head: usize) -> bool {
        match view.link(below) {
            Link::Case => !(below > head && view.is_possessive(below)),
            Link::Coordinator
            | Link::Conjunct
            | Link::Mark
            | Link::Copula
            | Link::Auxiliary
            | Link::Clause
            | Link::Loose
            | Link::Adverb
            | Link::Subject
            | Link::PassiveSubject => true,
            Link::Oblique => self.predicate[head],
            _ => false,
        }
    }

    /// Whether the word says what something is.
    pub fn is_predicate(&self, at: usize) -> bool {
        self.predicate[at]
    }

    /// The words of the mention with this head.
    pub fn own(&self, view: &View, head: usize, sentence: &Range<usize>) -> Range<usize> {
        closed(view, self.own[head], sentence)
    }

    /// The same with what is joined to it, where something is.
    pub fn whole(&self, view: &View, head: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
        (self.whole[head].1 != 0).then(|| closed(view, self.whole[head], sentence))
    }
}

/// With the mark that closes what was opened inside.
fn closed(view: &View, span: (u32, u32), sentence: &Range<usize>) -> Range<usize> {
    let span = span.0 as usize..span.1 as usize;
    if span.len() < 2 || span.end >= sentence.end {
        return span;
    }
    let (mut brackets, mut quotes) = (0i32, false);
    for at in span.clone() {
        if view.part(at) != Part::Mark {
            continue;
        }
        match view.word(at) {
            "(" | "[" => brackets += 1,
            ")" | "]" => brackets -= 1,
            "\"" | "“" | "”" | "``" | "''" => quotes = !quotes,
            _ => {}
        }
    }
    let closes = match view.word(span.end) {
        ")" | "]" => brackets > 0,
        "\"" | "”" | "''" => quotes,
        _ => false,
    };
    span.start..span.end + usize::from(closes)
}
