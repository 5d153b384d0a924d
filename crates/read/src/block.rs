//! Blocks: paragraphs in the words of somebody whom the sentence before them names, without marks of their own: “As Vell
//! put it:”, “the indictment describes …” and then “12. The ship …”.
//!
//! Invariant: a block is numbered paragraphs as long as their numbers run on, or else the one paragraph after a colon, where
//! only a cue stands before the colon; whom a block is by is named in the paragraph before it, or was in that before an
//! earlier part of the same filing. Cost: linear in the tokens of the paragraphs.

use crate::adjunct;
use crate::found::{Form, Found};
use crate::phrase;
use crate::subject;
use crate::token::Sort;
use crate::verb::{self, Group, Mood};
use crate::view::View;
use dateline_lexicon::{Classes, Frames};
use dateline_record::CueClass;
use std::ops::Range;
use std::sync::LazyLock;

/// Nouns for one writing.
static WRITINGS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("../data/writings.txt").lines();
    lines.filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect()
});

/// A paragraph of fewer tokens is no block.
const SHORTEST: usize = 6;

/// What may stand between the cue and the colon: “put it this way:”.
const FILLERS: &[&str] = &[
    "it",
    "this",
    "the",
    "way",
    "like",
    "thus",
    "so",
    "as",
    "follows",
    "following",
    "in",
    "part",
    "full",
    "here",
    "again",
];

/// Whether the words only point to what follows: “explained [it this way]”.
pub(crate) fn points_on(view: &View, content: &Range<usize>) -> bool {
    content.len() > 1 && content.clone().all(|index| view.is_one_of(index, FILLERS) || !view.is_word(index))
}

/// A paragraph in somebody else's words.
pub(crate) struct Block {
    pub paragraph: usize,
    /// Its words, without its number and notes of whoever quotes it.
    pub tokens: Range<usize>,
    by: Introduction,
}

/// Who is said to speak next.
#[derive(Clone)]
struct Introduction {
    source: Range<usize>,
    cue: Option<Range<usize>>,
    class: CueClass,
}

impl Block {
    /// The attribution that it is.
    pub fn attribution(&self, segment: usize) -> Found {
        let Introduction { source, cue, class } = self.by.clone();
        Found {
            form: Form::Block,
            clause: cue.as_ref().map_or(source.clone(), |cue| source.start.min(cue.start)..cue.end.max(source.end)),
            source: Some(source),
            cue,
            content: std::iter::once(self.tokens.clone()).collect(),
            class,
            negated: false,
            addressee: None,
            segment,
            pending: false,
            carrier: None,
        }
    }
}

/// The blocks of a document, in order.
pub(crate) fn find(view: &View, paragraphs: &[Range<usize>]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut filing: Option<Introduction> = None;
    let mut at = 1;
    while at < paragraphs.len() {
        let introduction = &paragraphs[at - 1];
        let run = numbered(view, paragraphs, at);
        if run.is_empty() {
            if let Some(by) = after_colon(view, introduction)
                && let Some(tokens) = plain(view, &paragraphs[at])
                && !tells_of(view, &tokens, &by.source)
            {
                blocks.push(Block { paragraph: at, tokens, by });
            }
            at += 1;
            continue;
        }
        let opens = number(view, &paragraphs[at]) == Some(1);
        let named = after_colon(view, introduction).or_else(|| writing(view, introduction).filter(|_| !opens));
        let by = named.or_else(|| filing.clone().filter(|_| !opens));
        let past = at + run.len();
        if let Some(by) = by {
            filing = Some(Introduction { cue: None, ..by.clone() });
            for (offset, tokens) in run.into_iter().enumerate() {
                let cue = by.cue.clone().filter(|_| offset == 0);
                blocks.push(Block { paragraph: at + offset, tokens, by: Introduction { cue, ..by.clone() } });
            }
        }
        at = past.max(at + 1);
    }
    blocks
}

/// The words of the numbered paragraphs from `first` on, as long as their numbers run on.
fn numbered(view: &View, paragraphs: &[Range<usize>], first: usize) -> Vec<Range<usize>> {
    let mut run = Vec::new();
    let mut last: Option<u32> = None;
    for paragraph in &paragraphs[first..] {
        let Some(own) = number(view, paragraph).filter(|own| last.is_none_or(|last| *own == last + 1)) else { break };
        run.push(paragraph.start + 2..noted(view, paragraph));
        last = Some(own);
    }
    run
}

/// The number that opens a paragraph of sentences: “12. The ship …”.
fn number(view: &View, paragraph: &Range<usize>) -> Option<u32> {
    let first = paragraph.start;
    let marked = view.sort(first) == Sort::Number && matches!(view.word(first + 1), "." | ")");
    let opens = view.is_capital(first + 2) || view.any(first + 2, Classes::DETERMINER) || view.is_quoted(first + 2);
    let stops = view.sort(noted(view, paragraph) - 1) == Sort::Stop || view.is_quoted(paragraph.end - 1);
    let told = paragraph.len() >= SHORTEST + 2 && paragraph.clone().any(|index| view.is_finite(index));
    let is_one = marked && opens && stops && told;
    is_one.then(|| view.word(first).parse().ok()).flatten().filter(|number| *number < 1000)
}

/// Where a paragraph ends but for a note in brackets: “[emphasis added]”.
fn noted(view: &View, paragraph: &Range<usize>) -> usize {
    let last = paragraph.end - 1;
    let open = (paragraph.start..last).rev().take(5).find(|index| view.word(*index) == "[");
    match open {
        Some(open) if view.word(last) == "]" && open > paragraph.start => open,
        _ => paragraph.end,
    }
}

/// The words of a paragraph of running text: no list, no label, no quotation.
fn plain(view: &View, paragraph: &Range<usize>) -> Option<Range<usize>> {
    let first = paragraph.start;
    let tokens = first..noted(view, paragraph);
    let runs = tokens.len() >= SHORTEST && view.is_word(first) && !view.is_quoted(first);
    let stops = view.sort(tokens.end - 1) == Sort::Stop;
    let told = tokens.clone().any(|index| view.is_finite(index));
    let labelled = paragraph.clone().take(6).any(|index| view.sort(index) == Sort::Colon);
    (runs && stops && told && !labelled).then_some(tokens)
}

/// Whether a paragraph names its supposed speaker, and so is about him.
fn tells_of(view: &View, tokens: &Range<usize>, source: &Range<usize>) -> bool {
    let name = source.clone().rev().find(|index| view.is_capital(*index) && !view.any(*index, Classes::PRONOUN));
    name.is_some_and(|name| tokens.clone().any(|index| view.is_capital(index) && view.is(index, view.word(name))))
}

/// Who is said to speak, by a sentence at the end of the paragraph that is all cue and ends in a colon.
fn after_colon(view: &View, paragraph: &Range<usize>) -> Option<Introduction> {
    let colon =
        paragraph.end.checked_sub(1).filter(|last| view.sort(*last) == Sort::Colon && !view.is_quoted(*last))?;
    let stop = (paragraph.start..colon).rev().find(|index| view.sort(*index) == Sort::Stop);
    let bounds = stop.map_or(paragraph.start, |stop| stop + 1)..colon;
    let spoken = bounds.clone().rev().find_map(|head| spoken(view, &bounds, head));
    spoken.or_else(|| out_of(view, &bounds))
}

/// “Vell writes”, “as Vell put it”, “how the report describes it”, up to the colon.
fn spoken(view: &View, bounds: &Range<usize>, head: usize) -> Option<Introduction> {
    let put = view.is_one_of(head, &["put", "puts"]) && view.is(head + 1, "it");
    let (start, end, class) = if put {
        (head, head + 2, CueClass::Say)
    } else {
        let group = verb::at(view, head, bounds)?;
        if !tells(&group) {
            return None;
        }
        let mut end = group.tokens.end;
        if group.frames.any(Frames::WHOM)
            && let Some(addressee) = phrase::phrase_after(view, end, bounds.end, false)
        {
            end = addressee.end;
        }
        let past = adjunct::skip_adjuncts(view, &group, end, bounds.end);
        // “described the house:” tells of a house.
        let bare = end == group.tokens.end && past == bounds.end;
        if bare && !group.frames.any(Frames::QUOTE) {
            return None;
        }
        (group.tokens.start, past.max(end), group.class)
    };
    if !(end..bounds.end).all(|index| view.is_one_of(index, FILLERS) || view.is_adverb(index)) {
        return None;
    }
    let source = subject::subject_before(view, bounds.start, start)?;
    let pronoun = source.len() == 1 && view.any(source.start, Classes::PRONOUN);
    let speaks = Classes::ROLE | Classes::COLLECTIVE | Classes::DOCUMENT | Classes::UNNAMED | Classes::OUTLET_WORD;
    let head = phrase::head_part(view, &source);
    let known = if pronoun {
        view.is_one_of(source.start, &["he", "she", "they", "it"])
    } else {
        head.clone().any(|index| view.is_capital(index)) || view.any(head.end - 1, speaks)
    };
    known.then_some(Introduction { source, cue: Some(start..end), class })
}

/// Whether a cue says that words follow.
fn tells(group: &Group) -> bool {
    let spoken = group.frames.any(Frames::QUOTE) || matches!(group.lemma, "describe" | "explain" | "recount" | "tell");
    spoken && group.mood == Mood::Finite && !group.modal && !group.negated
}

/// “From the ruling”, “Here is the letter in full”: a writing alone.
fn out_of(view: &View, bounds: &Range<usize>) -> Option<Introduction> {
    let mut start = bounds.start;
    if view.is_one_of(start, &["from", "per", "in"]) {
        start += 1;
    } else if view.is(start, "here") && view.any(start + 1, Classes::AUXILIARY) || view.sort(start + 1) == Sort::Clitic
    {
        start += 2;
    } else {
        return None;
    }
    let source = phrase::phrase_after(view, start, bounds.end, false)?;
    let rest = source.end..bounds.end;
    let head = phrase::head_part(view, &source);
    let one = view.is_one_of(head.end - 1, &WRITINGS) && rest.clone().all(|index| view.is_one_of(index, FILLERS));
    one.then_some(Introduction { source, cue: None, class: CueClass::Say })
}

/// The writing that the paragraph says tells something: “as the indictment describes”.
fn writing(view: &View, paragraph: &Range<usize>) -> Option<Introduction> {
    let noun = |index: &usize| view.is_one_of(*index, &WRITINGS) && !view.is_quoted(*index);
    paragraph.clone().rev().filter(noun).find_map(|noun| {
        let verb = (noun + 1..paragraph.end.min(noun + 4)).find(|index| !view.is_adverb(*index))?;
        let group = verb::at(view, verb, paragraph)?;
        let source = subject::subject_before(view, paragraph.start, group.tokens.start)?;
        (group.mood == Mood::Finite && !group.modal && source.end == noun + 1).then_some(Introduction {
            source,
            cue: None,
            class: CueClass::Say,
        })
    })
}
