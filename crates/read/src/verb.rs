//! Verb groups: a cue verb with its auxiliaries, adverbs and particle: “has repeatedly denied”, “called for”.
//!
//! Invariant: a word is a cue only where its neighbours let it be a verb; a doubtful one is none. Cost: looks at most a
//! few tokens to either side.

use crate::token::{Shape, Sort};
use crate::view::View;
use dateline_lexicon::{Classes, Frames, VerbForm};
use dateline_record::CueClass;
use std::ops::Range;

/// What a group can be the verb of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Mood {
    /// Has a subject of its own: “said”, “has said”, “is saying”.
    Finite,
    /// Borrows the subject of its sentence: “, adding that”.
    Participle,
    /// “was told”, “is expected”.
    Passive,
}

#[derive(Clone, Debug)]
pub(crate) struct Group {
    /// From the first auxiliary to the last particle.
    pub tokens: Range<usize>,
    /// The verb itself.
    pub head: usize,
    pub class: CueClass,
    pub frames: Frames,
    pub lemma: &'static str,
    pub mood: Mood,
    pub negated: bool,
    /// “will say”, “would say”: no telling whether it was said.
    pub modal: bool,
    /// The bare or third form, which nouns share: “claims”, “plan”.
    pub present: bool,
}

/// The group whose verb is the token `head`, within `bounds`.
pub(crate) fn at(view: &View, head: usize, bounds: &Range<usize>) -> Option<Group> {
    let token = &view.tokens[head];
    let (index, form) = token.word.cue?;
    if token.shape != Shape::Lower || view.is_quoted(head) {
        return None;
    }
    let cue = view.lexicon.cue(index);
    let (mut class, mut frames, mut end) = (cue.class, cue.frames, head + 1);
    for particle in &cue.particles {
        if particle.words.iter().enumerate().all(|(offset, word)| {
            head + 1 + offset < bounds.end && !view.is_quoted(head + 1 + offset) && view.is(head + 1 + offset, word)
        }) {
            (class, frames, end) = (particle.class, particle.frames, head + 1 + particle.words.len());
            break;
        }
    }
    if frames == Frames::NONE {
        return None;
    }
    let mut group = Group {
        tokens: head..end,
        head,
        class,
        frames,
        lemma: cue.lemma,
        mood: Mood::Finite,
        negated: false,
        modal: false,
        present: matches!(form, VerbForm::Base | VerbForm::Third),
    };
    take_left(view, &mut group, form, bounds.start).then_some(group)
}

/// Takes in what stands before the verb and settles its mood; false where it is no verb.
fn take_left(view: &View, group: &mut Group, form: VerbForm, from: usize) -> bool {
    let before = |index: usize| (index > from && !view.is_quoted(index - 1)).then(|| index - 1);
    let mut start = group.head;
    while let Some(index) = before(start)
        && view.is_adverb(index)
        && view.token(index).shape == Shape::Lower
        && !view.any(index, Classes::TIME)
    {
        group.negated |= view.is_negation(index);
        start = index;
    }
    let Some(previous) = before(start) else {
        // “…,” said Vell: right after a quotation, with its subject to come.
        let inverted = group.head > from && matches!(form, VerbForm::Past | VerbForm::Third);
        group.mood = if inverted { Mood::Finite } else { Mood::Participle };
        group.tokens.start = start;
        return inverted || form == VerbForm::Ing;
    };
    if view.is(previous, "to") {
        return continued(view, group, previous, from);
    }
    if view.any(previous, Classes::AUXILIARY)
        && view.token(previous).shape == Shape::Lower
        && view.sort(previous) != Sort::Clitic
    {
        let mut be = false;
        let mut first = previous;
        let mut have = false;
        loop {
            be |= view.is_one_of(first, &["is", "are", "was", "were", "be", "been", "being", "am"]);
            have |= view.is_one_of(first, &["has", "have", "had", "having"]);
            group.modal |=
                view.is_one_of(first, &["will", "would", "could", "can", "should", "may", "might", "must", "shall"]);
            group.negated |= view.is_negation(first);
            start = first;
            match before(first) {
                Some(index)
                    if view.any(index, Classes::AUXILIARY) && view.sort(index) != Sort::Clitic
                        || view.is_adverb(index)
                            && view.token(index).shape == Shape::Lower
                            && !view.any(index, Classes::TIME) =>
                {
                    first = index
                }
                _ => break,
            }
        }
        // A trailing adverb before the auxiliaries belongs to the clause.
        group.tokens.start = start;
        group.present = false;
        let nearest_is_be = view.is_one_of(previous, &["is", "are", "was", "were", "be", "been", "being", "am"]);
        return match form {
            VerbForm::Ing => be,
            VerbForm::Past | VerbForm::Participle if nearest_is_be => {
                group.mood = Mood::Passive;
                true
            }
            VerbForm::Past | VerbForm::Participle => have || be,
            VerbForm::Base => !be && !have,
            VerbForm::Third => false,
        };
    }
    group.tokens.start = start;
    let noun_before = Classes::DETERMINER | Classes::PREPOSITION | Classes::AUXILIARY;
    let blocked = view.any(previous, noun_before) && !view.any(previous, Classes::PRONOUN | Classes::TIME)
        || view.sort(previous) == Sort::Clitic;
    match form {
        VerbForm::Ing => {
            group.mood = Mood::Participle;
            if wrote(view, previous, from) {
                return true;
            }
            let gerund = view.is_one_of(
                previous,
                &["by", "in", "after", "before", "while", "when", "without", "from", "of", "for", "and", "than"],
            );
            view.sort(previous) == Sort::Comma
                || view.sort(previous) == Sort::Dash
                || (gerund && !view.is_one_of(previous, &["from", "of", "for", "without", "than", "in"]))
        }
        VerbForm::Participle => false,
        VerbForm::Past => !blocked,
        VerbForm::Third => !blocked,
        VerbForm::Base => {
            !blocked
                && (plural_subject(view, previous)
                    || group.lemma == "say"
                    || view.sort(previous) == Sort::Comma
                    || view.sort(previous) == Sort::CloseBracket)
        }
    }
}

/// “issued a statement saying”: whoever issued it says so.
fn wrote(view: &View, noun: usize, from: usize) -> bool {
    let written = view.any(noun, Classes::DOCUMENT | Classes::VENUE) && view.token(noun).shape == Shape::Lower;
    let verbs = ["issued", "released", "sent", "posted", "wrote", "published", "issues", "releases"];
    written && (from..noun).rev().take(6).any(|index| view.is_one_of(index, &verbs))
}

/// “went on to say”, “continued to insist”: the verb before “to” has the subject.
fn continued(view: &View, group: &mut Group, to: usize, from: usize) -> bool {
    let Some(verb) = to.checked_sub(1).filter(|index| *index >= from) else { return false };
    let start = if view.is(verb, "on") && verb > from && view.is_one_of(verb - 1, &["went", "goes", "gone"]) {
        verb - 1
    } else if view.is_one_of(verb, &["continued", "continues", "continue", "began", "begun", "proceeded"]) {
        verb
    } else {
        return false;
    };
    let mut first = start;
    while first > from
        && (view.any(first - 1, Classes::AUXILIARY) && view.sort(first - 1) == Sort::Word
            || view.is_adverb(first - 1) && view.token(first - 1).shape == Shape::Lower)
    {
        first -= 1;
    }
    group.tokens.start = first;
    group.present = false;
    true
}

/// Whether the word before a bare verb can be its subject: “they say”, “officials say”, “Republicans claim”.
fn plural_subject(view: &View, index: usize) -> bool {
    let word = view.word(index);
    view.is_one_of(
        index,
        &[
            "they", "we", "i", "you", "who", "some", "many", "others", "most", "critics", "people", "police", "both",
            "women", "men", "few", "several", "that", "which",
        ],
    ) || view.is_word(index) && word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us")
        || view.is_word(index) && view.is_adverb(index)
}
