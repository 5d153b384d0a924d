//! Transcripts: paragraphs that open with their speaker's name and a colon: “MR. OLLER: …”, “Q: …”.
//!
//! Invariant: only where such labels come back: one label alone is a heading. Cost: linear in the paragraphs.

use crate::found::Found;
use crate::token::Sort;
use crate::view::View;
use dateline_record::CueClass;
use std::collections::BTreeMap;
use std::ops::Range;

/// A label is at most this many tokens long.
const LONGEST: usize = 5;

/// Fewer labelled paragraphs than this are no transcript.
const FEWEST: usize = 3;

/// A speech: its paragraph, and the colon after its label.
pub(crate) struct Speech {
    pub paragraph: usize,
    pub colon: usize,
}

/// The speeches of a document, in order; none where it holds no transcript.
pub(crate) fn find(view: &View, paragraphs: &[Range<usize>]) -> Vec<Speech> {
    let labelled = |(paragraph, range): (usize, &Range<usize>)| Some(Speech { paragraph, colon: label(view, range)? });
    let mut speeches: Vec<Speech> = paragraphs.iter().enumerate().filter_map(labelled).collect();
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    let key = |speech: &Speech| view.words(paragraphs[speech.paragraph].start..speech.colon).to_lowercase();
    for speech in &speeches {
        *count.entry(key(speech)).or_default() += 1;
    }
    speeches.retain(|speech| count[&key(speech)] > 1);
    if speeches.len() < FEWEST || count.values().filter(|times| **times > 1).count() < 2 {
        speeches.clear();
    }
    speeches
}

/// The attribution that a speech is.
pub(crate) fn attribution(paragraph: &Range<usize>, speech: &Speech, segment: usize) -> Found {
    Found {
        source: Some(paragraph.start..speech.colon),
        cue: Some(speech.colon..speech.colon + 1),
        content: std::iter::once(speech.colon + 1..paragraph.end).collect(),
        class: CueClass::Say,
        negated: false,
        clause: paragraph.start..speech.colon + 1,
        addressee: None,
        segment,
        pending: false,
        carrier: None,
    }
}

/// The colon after the label that opens the paragraph.
fn label(view: &View, paragraph: &Range<usize>) -> Option<usize> {
    let colon = paragraph.clone().take(LONGEST + 1).find(|index| view.sort(*index) == Sort::Colon)?;
    let label = paragraph.start..colon;
    let named = !label.is_empty() && label.clone().all(|index| view.is_capital(index) && !view.is_quoted(index));
    (named && colon + 2 < paragraph.end).then_some(colon)
}
