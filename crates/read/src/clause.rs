//! Reported clauses: a subject, its cue verb, and what follows: “the ministry denied that …”, “…, adding that …”.
//!
//! Invariant: a cue without a subject of its own borrows that of its sentence, or is no statement. Cost: linear in the
//! segment for each cue in it.

use crate::content;
use crate::ending;
use crate::found::Found;
use crate::phrase;
use crate::speech;
use crate::subject;
use crate::token::Sort;
use crate::verb::{self, Group, Mood};
use crate::view::View;
use dateline_lexicon::{Classes, Frames};
use dateline_record::CueClass;
use std::ops::Range;

/// Statements by cue verbs in one segment, appended to `found`.
pub(crate) fn find(view: &View, bounds: &Range<usize>, segment: usize, found: &mut Vec<Found>) {
    let first = found.len();
    let mut from = bounds.start;
    let mut past = bounds.start;
    for head in bounds.clone() {
        if head < past || view.token(head).word.cue.is_none() || view.is_quoted(head) {
            continue;
        }
        let Some(group) = verb::at(view, head, bounds) else { continue };
        if let Some(statement) = speech::find(view, bounds, from, &group, segment) {
            from = statement.clause.end.max(group.tokens.end);
            past = group.tokens.end;
            found.push(statement);
            continue;
        }
        if let Some(statement) = forward(view, bounds, &group, segment, &found[first..]) {
            past = statement.cue.as_ref().map_or(head + 1, |cue| cue.end);
            found.push(statement);
        }
    }
}

fn forward(view: &View, bounds: &Range<usize>, group: &Group, segment: usize, earlier: &[Found]) -> Option<Found> {
    // “would say”: nothing was said.
    if group.mood == Mood::Passive || group.modal {
        return None;
    }
    let mut complement = content::after(view, group, bounds.end)?;
    let source = speaker(view, bounds, group, earlier)?;
    if is_subordinate(view, bounds, &source) {
        complement.content.end = ending::first_comma(view, complement.content.clone());
    }
    let pending = complement.content.is_empty();
    let start = complement.content.start;
    if complement.content.len() == 1 && view.any(start, Classes::PRONOUN | Classes::DETERMINER | Classes::SUBORDINATOR)
    {
        return None;
    }
    // “Police found a knife” tells of no finding; “the survey found support falling” does.
    let clause = view.is_one_of(start, &["that", "whether", "how", "why", "what", "if"]) || view.is_quoted(start);
    // “half a dozen states where …”: a noun.
    if group.lemma == "state" && group.present && !clause {
        return None;
    }
    if group.class == CueClass::Find && !clause && !group.frames.any(Frames::CLAUSE) {
        let head = phrase::head_part(view, &source);
        if !head.clone().any(|index| view.any(index, Classes::DOCUMENT)) {
            return None;
        }
    }
    let class = if group.negated { negated(view, group, start)? } else { group.class };
    let mut found = Found::new(group, Some(source.clone()), Vec::new(), segment);
    found.class = class;
    if !pending {
        found.content.push(complement.content.clone());
    }
    found.cue = Some(group.tokens.start..complement.cue_end);
    found.clause = source.start.min(group.tokens.start)..complement.between.end.max(group.tokens.end);
    if source.start >= group.tokens.start || found.clause.len() > 60 {
        found.clause = group.tokens.start..complement.between.end.max(group.tokens.end);
    }
    found.addressee = complement.addressee;
    found.pending = pending;
    Some(found)
}

fn speaker(view: &View, bounds: &Range<usize>, group: &Group, earlier: &[Found]) -> Option<Range<usize>> {
    if group.mood == Mood::Finite {
        if let Some(own) = subject::subject_before(view, bounds.start, group.tokens.start) {
            return is_speaker(view, group, &own).then_some(own);
        }
        let before = group.tokens.start.checked_sub(1).filter(|index| *index >= bounds.start)?;
        if !view.any(before, Classes::COORDINATOR) && view.sort(before) != Sort::Comma {
            return None;
        }
    }
    // The nearest earlier cue with a subject before this one; else the subject of the sentence.
    let shared = earlier
        .iter()
        .rev()
        .find_map(|statement| statement.source.clone().filter(|source| source.end <= group.tokens.start));
    shared.or_else(|| main_subject(view, bounds, group.tokens.start)).filter(|source| is_speaker(view, group, source))
}

/// What a negated cue tells: “did not say whether” is a refusal, “does not believe that” a belief; “did not claim”
/// nothing.
pub(crate) fn negated(view: &View, group: &Group, content: usize) -> Option<CueClass> {
    let open = view.is_one_of(content, &["whether", "if", "how", "why", "what", "who", "when", "where", "which"]);
    match group.lemma {
        "say" | "mention" | "disclose" | "reveal" | "explain" | "indicate" if open => Some(CueClass::Decline),
        "think" | "believe" | "expect" => Some(group.class),
        _ => None,
    }
}

/// “When Vell said it was over, the crowd left”: the content ends with its clause.
fn is_subordinate(view: &View, bounds: &Range<usize>, source: &Range<usize>) -> bool {
    let openers = [
        "as", "when", "while", "after", "although", "though", "if", "because", "since", "before", "where", "who",
        "which", "once", "until", "unless",
    ];
    let Some(before) = source.start.checked_sub(1).filter(|index| *index >= bounds.start) else { return false };
    let who = view.is_one_of(source.start, &["who", "which"]) && view.sort(before) == Sort::Comma;
    who || view.is_one_of(before, &openers)
}

/// Whether the phrase can be the source of such a cue: not “it” of “it seems”, not a number of things.
fn is_speaker(view: &View, group: &Group, source: &Range<usize>) -> bool {
    let last = source.end - 1;
    if source.len() == 1 && view.is_one_of(last, &["it", "that", "which", "this", "there"]) {
        return group.frames.any(Frames::QUOTE) && group.class == CueClass::Say && view.is(last, "it");
    }
    // “a beer called Oller”, “the plan calls”: nouns and verbs look alike, so the head must be one who speaks.
    let speaks = Classes::ROLE
        | Classes::COLLECTIVE
        | Classes::DOCUMENT
        | Classes::UNNAMED
        | Classes::PRONOUN
        | Classes::OUTLET_WORD
        | Classes::TITLE;
    let head = phrase::head_part(view, source);
    let ends = view.is_capital(head.end - 1) || view.any(head.end - 1, speaks);
    let named = ends || !group.present && head.clone().any(|index| view.any(index, speaks));
    if group.present && matches!(view.sort(last), Sort::Number) {
        return false;
    }
    named || group.lemma == "say" || head.clone().any(|index| view.is_capital(index)) && !group.present
}

/// The subject of the sentence: the phrase before its first finite verb, past any opening phrase.
pub(crate) fn main_subject(view: &View, bounds: &Range<usize>, to: usize) -> Option<Range<usize>> {
    let mut start = bounds.start;
    for _ in 0..3 {
        let opener = view.is_word(start)
            && (view.any(start, Classes::PREPOSITION | Classes::SUBORDINATOR)
                || view.word(start).ends_with("ing")
                || view.word(start).ends_with("ed"));
        if !opener {
            break;
        }
        let comma = (start..to).find(|i| view.sort(*i) == Sort::Comma && !view.is_quoted(*i))?;
        start = comma + 1;
    }
    let mut verb = start + 1;
    while verb < to {
        if view.is_quoted(verb) {
            return None;
        }
        let plain = view.is_word(verb)
            && view.word(verb).ends_with("ed")
            && view.token(verb).shape == crate::token::Shape::Lower
            && view.is_noun_like(verb - 1);
        if view.is_finite(verb) || plain {
            let mut group_start = verb;
            while group_start > start + 1 && view.is_adverb(group_start - 1) && !view.is_capital(group_start - 1) {
                group_start -= 1;
            }
            return subject::subject_before(view, start, group_start);
        }
        verb += 1;
    }
    None
}
