//! What the finders of statements look at: the tokens of a document with its quotations and segments.
//!
//! A segment is a sentence that never ends inside a quotation: “It rains. It pours,” she said. is one segment.
//! Invariant: read only; every index is a token's. Cost: nothing is copied.

use crate::quote::Quote;
use crate::token::{Shape, Sort, Token};
use dateline_lexicon::{Classes, Lexicon};
use dateline_record::Extent;
use std::ops::Range;

/// A sentence, or several that share a quotation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Segment {
    pub tokens: Range<usize>,
    pub paragraph: usize,
}

const NOTHING: Token = Token {
    start: 0,
    end: 0,
    sort: Sort::Other,
    shape: Shape::Lower,
    word: dateline_lexicon::Word { classes: Classes::NONE, cue: None, noun_cue: None },
};

pub(crate) struct View<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub quotes: &'a [Quote],
    /// For each token the number of its quotation, counted from 1; 0 outside.
    pub quoted: &'a [u32],
    pub lexicon: &'a Lexicon,
}

impl<'a> View<'a> {
    /// Looks at `tokens`; `quoted` is a buffer.
    pub fn new(
        text: &'a str,
        tokens: &'a [Token],
        quotes: &'a [Quote],
        quoted: &'a mut Vec<u32>,
        lexicon: &'a Lexicon,
    ) -> View<'a> {
        quoted.clear();
        quoted.resize(tokens.len(), 0);
        for (number, quote) in quotes.iter().enumerate() {
            quoted[quote.tokens.clone()].fill(number as u32 + 1);
        }
        View { text, tokens, quotes, quoted, lexicon }
    }

    /// The token at `index`; past the last one, a mark that is nothing.
    pub fn token(&self, index: usize) -> &Token {
        self.tokens.get(index).unwrap_or(&NOTHING)
    }

    pub fn word(&self, index: usize) -> &str {
        &self.text[self.token(index).range()]
    }

    pub fn is(&self, index: usize, word: &str) -> bool {
        self.tokens.get(index).is_some_and(|token| self.text[token.range()].eq_ignore_ascii_case(word))
    }

    pub fn is_one_of(&self, index: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(index, word))
    }

    pub fn sort(&self, index: usize) -> Sort {
        self.token(index).sort
    }

    pub fn any(&self, index: usize, classes: Classes) -> bool {
        self.token(index).word.classes.any(classes)
    }

    pub fn is_word(&self, index: usize) -> bool {
        self.token(index).sort == Sort::Word
    }

    pub fn is_capital(&self, index: usize) -> bool {
        self.token(index).sort == Sort::Word && self.token(index).shape != Shape::Lower
    }

    /// The quotation that the token lies in, marks included.
    pub fn quote(&self, index: usize) -> Option<&Quote> {
        match self.quoted.get(index) {
            Some(number) if *number > 0 => self.quotes.get(*number as usize - 1),
            _ => None,
        }
    }

    pub fn is_quoted(&self, index: usize) -> bool {
        self.quoted.get(index).is_some_and(|number| *number > 0)
    }

    /// “also”, “reportedly”, “sharply”: what may stand inside a verb group.
    pub fn is_adverb(&self, index: usize) -> bool {
        let token = self.token(index);
        token.sort == Sort::Word
            && (token.word.classes.any(Classes::ADVERB)
                || token.shape == Shape::Lower
                    && self.word(index).len() > 4
                    && self.word(index).ends_with("ly")
                    && token.word.cue.is_none()
                    && !token.word.classes.any(Classes::NOT_ADVERB | Classes::DOCUMENT | Classes::VENUE))
    }

    pub fn is_negation(&self, index: usize) -> bool {
        let word = self.word(index);
        self.is_one_of(index, &["not", "never"]) || word.ends_with("n’t") || word.ends_with("n't")
    }

    /// A verb that opens a clause of its own, as far as its form tells.
    pub fn is_finite(&self, index: usize) -> bool {
        use dateline_lexicon::VerbForm::{Past, Third};
        let token = self.token(index);
        if token.sort == Sort::Clitic {
            return false;
        }
        if token.sort != Sort::Word || token.shape != Shape::Lower {
            return false;
        }
        if token.word.classes.any(Classes::AUXILIARY | Classes::VERB) {
            return true;
        }
        let after_noun = index > 0
            && !self.any(index - 1, Classes::DETERMINER | Classes::PREPOSITION)
            && self.sort(index - 1) != Sort::Clitic;
        after_noun && matches!(token.word.cue, Some((_, Past | Third)))
    }

    /// A noun or name, as far as its form tells.
    pub fn is_noun_like(&self, index: usize) -> bool {
        let closed = Classes::PREPOSITION
            | Classes::COORDINATOR
            | Classes::SUBORDINATOR
            | Classes::DETERMINER
            | Classes::AUXILIARY;
        self.is_word(index) && !self.any(index, closed) && !self.is_adverb(index)
    }

    /// The extent from the first token of `range` to its last.
    pub fn extent(&self, range: Range<usize>) -> Option<Extent> {
        let (first, last) = (self.tokens.get(range.start)?, self.tokens.get(range.end.checked_sub(1)?)?);
        Extent::new(self.text, first.start as usize..last.end as usize)
    }

    /// The words of `range`.
    pub fn words(&self, range: Range<usize>) -> &str {
        self.extent(range).map_or("", |extent| extent.of(self.text))
    }
}

/// The extents of token ranges.
pub(crate) fn extents(text: &str, tokens: &[Token], ranges: &[Range<usize>]) -> Vec<Extent> {
    let extent = |range: &Range<usize>| {
        Extent::new(text, tokens[range.start].start as usize..tokens[range.end - 1].end as usize)
    };
    ranges.iter().filter_map(extent).collect()
}

/// Joins the sentences that a quotation spans, and one that only names who asked: “Why?” Vell asked.
pub(crate) fn segments(view: &View, sentences: &[Range<usize>], paragraphs: &[Range<usize>]) -> Vec<Segment> {
    let mut found: Vec<Segment> = Vec::new();
    let mut paragraph = 0;
    for sentence in sentences {
        while paragraphs[paragraph].end <= sentence.start {
            paragraph += 1;
        }
        match found.last_mut() {
            Some(last)
                if last.paragraph == paragraph
                    && (splits_quote(view, sentence.start) || names_speaker(view, last, sentence)) =>
            {
                last.tokens.end = sentence.end;
            }
            _ => found.push(Segment { tokens: label_end(view, sentence)..sentence.end, paragraph }),
        }
    }
    found
}

/// Past the label in capitals that opens an item: “TRUCE EXTENDED: …”. The sentence's start where there is none.
pub(crate) fn label_end(view: &View, sentence: &Range<usize>) -> usize {
    let colon = sentence.clone().take(16).find(|i| view.sort(*i) == Sort::Colon);
    let Some(colon) = colon.filter(|colon| colon + 1 < sentence.end && colon - sentence.start >= 2) else {
        return sentence.start;
    };
    let mut capitals = 0;
    for index in sentence.start..colon {
        let word = view.is_word(index) && view.word(index).chars().count() > 1;
        if word && view.token(index).shape != Shape::Upper {
            return sentence.start;
        }
        capitals += usize::from(word);
    }
    if capitals >= 2 { colon + 1 } else { sentence.start }
}

fn splits_quote(view: &View, at: usize) -> bool {
    at > 0 && view.quoted[at] > 0 && view.quoted[at] == view.quoted[at - 1]
}

/// “Vell asked.”, right after a quotation that ends in a mark of its own.
fn names_speaker(view: &View, last: &Segment, sentence: &Range<usize>) -> bool {
    let before = last.tokens.end - 1;
    let closed = view.is_quoted(before) && view.quote(before).is_some_and(|quote| quote.tokens.end == before + 1);
    if !closed || view.is_quoted(sentence.start) || sentence.len() > 40 {
        return false;
    }
    let cue = sentence
        .clone()
        .take(7)
        .find(|i| view.is_word(*i) && view.token(*i).shape == Shape::Lower && view.token(*i).word.cue.is_some());
    let Some(cue) = cue else { return false };
    let speaks = view
        .token(cue)
        .word
        .cue
        .is_some_and(|(index, _)| view.lexicon.cue(index).frames.any(dateline_lexicon::Frames::QUOTE));
    let ends = cue + 1 >= sentence.end
        || matches!(view.sort(cue + 1), Sort::Stop | Sort::Comma)
            && !(cue + 2 < sentence.end && view.is_quoted(cue + 2));
    speaks && (ends || cue == sentence.start)
}
