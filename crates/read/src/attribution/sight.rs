//! What the models of attribution see of each word: the parser's last layer, and what the lexicon and the marks say.
//!
//! Invariant: a word has the same traits whatever is asked about it. Cost: linear in the words.

use crate::language::net::{Encoder, IN, Memory};
use crate::language::{Node, Word};
use crate::view::{Segment, View};
use dateline_lexicon::{Classes, Cue, Frames, Lexicon};
use dateline_record::CueClass;
use std::ops::Range;

/// Classes of the lexicon that are seen.
const CLASSES: [Classes; 8] = [
    Classes::TITLE,
    Classes::ROLE,
    Classes::COLLECTIVE,
    Classes::DOCUMENT,
    Classes::UNNAMED,
    Classes::PRONOUN,
    Classes::OUTLET_WORD,
    Classes::VENUE,
];

/// Numbers that a word's traits are.
pub(super) const TRAITS: usize = 7 + CLASSES.len();

/// Frames that are seen one by one.
const FRAMES: [Frames; 8] = [
    Frames::QUOTE,
    Frames::CLAUSE,
    Frames::THAT,
    Frames::TO,
    Frames::OBJECT,
    Frames::WHOM,
    Frames::URGE,
    Frames::SPEECH,
];

/// Numbers that say what the lexicon knows of a cue.
pub(super) const KNOWN: usize = FRAMES.len() + 16;

/// What is known of a word beside its letters.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Trait {
    word: dateline_lexicon::Word,
    /// The number of its quotation, from 1; 0 outside.
    pub quote: u32,
    /// The number of its sentence.
    pub sentence: u32,
    /// A quotation begins or ends right beside it.
    at_mark: bool,
}

/// A document as the models see it.
pub struct Sight<'a> {
    /// Its words as the models read them.
    pub forms: &'a [&'a str],
    /// Their tags, heads and relations.
    pub nodes: &'a [Node],
    /// What the parser's last layer says of them.
    pub states: &'a [i16],
    /// What else is known of them.
    pub(super) traits: Vec<Trait>,
    /// Sentences, joined where a quotation spans several.
    pub segments: Vec<Range<usize>>,
    lexicon: &'a Lexicon,
    groups: &'a [u8],
}

impl<'a> Sight<'a> {
    pub(crate) fn of(
        view: &View<'a>,
        (words, forms): (&[Word], &'a [&'a str]),
        (nodes, states): (&'a [Node], &'a [i16]),
        (sentences, segments): (&[Range<usize>], &[Segment]),
        groups: &'a [u8],
    ) -> Sight<'a> {
        let mut traits = vec![Trait::default(); words.len()];
        let mut at = 0;
        for (own, word) in traits.iter_mut().zip(words) {
            while at + 1 < view.tokens.len() && view.tokens[at + 1].start <= word.start {
                at += 1;
            }
            own.word = view.token(at).word;
            own.quote = view.quoted.get(at).copied().unwrap_or(0);
        }
        for (number, sentence) in sentences.iter().enumerate() {
            traits[sentence.clone()].iter_mut().for_each(|own| own.sentence = number as u32);
        }
        for at in 0..traits.len() {
            let quote = traits[at].quote;
            let other =
                |beside: Option<usize>| beside.and_then(|at| traits.get(at)).is_some_and(|own| own.quote != quote);
            traits[at].at_mark = other(at.checked_sub(1)) || other(Some(at + 1));
        }
        let place = |token: usize| {
            let start = view.tokens.get(token).map_or(u32::MAX, |token| token.start);
            words.partition_point(|word| word.start < start)
        };
        let segments = segments.iter().map(|segment| place(segment.tokens.start)..place(segment.tokens.end));
        let segments = segments.filter(|segment| !segment.is_empty()).collect();
        Sight { forms, nodes, states, traits, segments, lexicon: view.lexicon, groups }
    }

    /// The segment that a word is in.
    pub fn segment(&self, at: usize) -> Option<&Range<usize>> {
        let after = self.segments.partition_point(|segment| segment.end <= at);
        self.segments.get(after).filter(|segment| segment.contains(&at))
    }

    /// How many numbers the parser says of a word.
    pub(super) fn width(&self) -> usize {
        self.states.len() / self.forms.len().max(1)
    }

    /// The group of relations that a word hangs by.
    pub(super) fn group(&self, at: usize) -> u8 {
        self.groups.get(usize::from(self.nodes[at].relation)).copied().unwrap_or(0)
    }

    /// The word it hangs on; none for the root of its sentence.
    pub fn head(&self, at: usize) -> Option<usize> {
        let by = self.nodes[at].head;
        (by != 0).then(|| (at as isize + isize::from(by)) as usize).filter(|head| *head < self.nodes.len())
    }

    /// Adds the numbers beside the words of `range`, as the model of cues takes them.
    pub fn beside(&self, range: Range<usize>, more: &mut Vec<i16>) {
        let stride = (self.width() + TRAITS).next_multiple_of(2);
        let start = more.len();
        more.resize(start + range.len() * stride, 0);
        for (row, at) in more[start..].chunks_exact_mut(stride).zip(range) {
            self.describe(at, row);
        }
    }

    /// The parser's numbers and the traits of a word, at the beginning of `row`.
    pub(super) fn describe(&self, at: usize, row: &mut [i16]) {
        let width = self.width();
        row[..width].copy_from_slice(&self.states[at * width..(at + 1) * width]);
        for (slot, bit) in row[width..].iter_mut().zip(self.bits(at)) {
            *slot = if bit { IN } else { 0 };
        }
    }

    /// The parser's numbers of the words of `range`, and as signs their traits: what stands beside each as models are run.
    pub(super) fn show(&self, range: Range<usize>, encoder: &Encoder, memory: &mut Memory) {
        let width = self.width();
        assert_eq!(width, encoder.more(), "attribution of another parser");
        memory.more.clear();
        memory.more.extend_from_slice(&self.states[range.start * width..range.end * width]);
        memory.signs.clear();
        for (word, at) in range.enumerate() {
            let borne = self.bits(at).into_iter().enumerate().filter(|(_, bit)| *bit);
            memory.signs.extend(borne.map(|(sign, _)| (word as u32, sign as u32)));
        }
    }

    fn bits(&self, at: usize) -> [bool; TRAITS] {
        let own = &self.traits[at];
        let frames = self.cue(at).map_or(Frames::NONE, |cue| cue.frames);
        let spoken = frames.any(Frames::QUOTE | Frames::CLAUSE | Frames::THAT);
        let said = [
            own.word.cue.is_some(),
            spoken,
            frames != Frames::NONE && !spoken,
            own.word.noun_cue.is_some(),
            own.quote > 0,
            own.at_mark,
            self.forms[at] == "according",
        ];
        let mut bits = [false; TRAITS];
        let (first, classes) = bits.split_at_mut(said.len());
        first.copy_from_slice(&said);
        classes.iter_mut().zip(CLASSES).for_each(|(bit, class)| *bit = own.word.classes.any(class));
        bits
    }

    fn cue(&self, at: usize) -> Option<&Cue> {
        self.traits[at].word.cue.map(|(index, _)| self.lexicon.cue(index))
    }

    /// Whether the lexicon knows the word as one that attributes.
    pub fn may_attribute(&self, at: usize) -> bool {
        let own = &self.traits[at].word;
        own.cue.is_some() || own.noun_cue.is_some()
    }

    /// What the lexicon knows of a cue's head, as numbers.
    pub(super) fn known(&self, head: usize) -> [bool; KNOWN] {
        let mut known = [false; KNOWN];
        let own = &self.traits[head].word;
        let cue = self.cue(head);
        for (slot, frame) in known.iter_mut().zip(FRAMES) {
            *slot = cue.is_some_and(|cue| cue.frames.any(frame));
        }
        let class = cue.map(|cue| cue.class).or(own.noun_cue);
        known[FRAMES.len()] = own.noun_cue.is_some() && cue.is_none();
        known[FRAMES.len() + 1 + class.map_or(0, number)] = true;
        known
    }
}

fn number(class: CueClass) -> usize {
    class as usize + 1
}
