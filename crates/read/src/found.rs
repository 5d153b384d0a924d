//! An attribution as the finders hand it on: token ranges, before names and authority are known.

use crate::token::Sort;
use crate::verb::Group;
use crate::view::View;
use dateline_record::CueClass;
use std::ops::Range;

/// How its words stand in the text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Form {
    /// In a sentence that tells who says it.
    Told,
    /// A turn of a transcript, word for word; with whom its label stands for, where only the text round it says so.
    Turn { speaker: Option<Range<usize>> },
    /// A paragraph of somebody else's, word for word.
    Block,
    /// In a sentence inside what somebody else says word for word.
    Inner,
}

#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub form: Form,
    pub source: Option<Range<usize>>,
    pub cue: Option<Range<usize>>,
    pub content: Vec<Range<usize>>,
    pub class: CueClass,
    pub negated: bool,
    /// Words around the cue that may say when, where and to whom.
    pub clause: Range<usize>,
    pub addressee: Option<Range<usize>>,
    pub segment: usize,
    /// Its content begins in the next segment.
    pub pending: bool,
    /// The outlet that reports what the source said.
    pub carrier: Option<Range<usize>>,
}

impl Found {
    pub fn new(group: &Group, source: Option<Range<usize>>, content: Vec<Range<usize>>, segment: usize) -> Found {
        let clause = group.tokens.clone();
        let found = Found::told(group.class, source, group.tokens.clone(), content, segment);
        Found { negated: group.negated, clause, ..found }
    }

    /// One that is told as it stands: its clause is the hull of source and cue.
    pub fn told(
        class: CueClass,
        source: Option<Range<usize>>,
        cue: Range<usize>,
        content: Vec<Range<usize>>,
        segment: usize,
    ) -> Found {
        let clause = match &source {
            Some(own) => own.start.min(cue.start)..own.end.max(cue.end),
            None => cue.clone(),
        };
        Found {
            form: Form::Told,
            source,
            cue: Some(cue),
            content,
            class,
            negated: false,
            clause,
            addressee: None,
            segment,
            pending: false,
            carrier: None,
        }
    }

    /// Whether it is a turn or a block, word for word without marks.
    pub fn is_whole(&self) -> bool {
        matches!(self.form, Form::Turn { .. } | Form::Block)
    }

    /// Whether some of its content is given word for word.
    pub fn is_spoken(&self, view: &View) -> bool {
        self.is_whole() || self.content.iter().any(|range| range.clone().any(|index| view.is_quoted(index)))
    }
}

/// Whether every word of the range stands in quotation marks.
pub(crate) fn is_quotation(view: &View, range: Range<usize>) -> bool {
    let mut words = range.filter(|index| matches!(view.sort(*index), Sort::Word | Sort::Number)).peekable();
    words.peek().is_some() && words.all(|index| view.is_quoted(index))
}
