//! Nouns that attribute: “Vell's claim that …”, “his claim to have seen …”, “her story is that …”, “my guess is …”.
//!
//! Invariant: somebody owns the noun, and a clause or an infinitive follows it. Cost: linear in the segment.

use crate::ending;
use crate::found::Found;
use crate::token::{Shape, Sort};
use crate::view::View;
use dateline_lexicon::Classes;
use dateline_record::CueClass;
use std::ops::Range;

/// Pronouns that own.
const OWNERS: &[&str] = &["his", "her", "their", "its", "my", "our"];

/// Statements by nouns in one segment, appended to `found`.
pub(crate) fn find(view: &View, bounds: &Range<usize>, segment: usize, found: &mut Vec<Found>) {
    for noun in bounds.start + 1..bounds.end.saturating_sub(3) {
        let token = view.token(noun);
        if token.shape != Shape::Lower || view.is_quoted(noun) {
            continue;
        }
        let Some(class) = token.word.noun_cue.or_else(|| told(view, noun)) else { continue };
        let Some(source) = owner(view, bounds, noun) else { continue };
        let Some((cue, content)) = what(view, bounds, noun, token.word.noun_cue.is_some()) else { continue };
        found.push(Found::told(class, Some(source), cue, vec![content], segment));
    }
}

/// Whether the cue is a noun that the subject of its sentence need not own: “the council voted amid claims that …”.
pub(crate) fn is_of_nobody(view: &View, source: &Range<usize>, cue: Option<&Range<usize>>) -> bool {
    let Some(cue) = cue.filter(|cue| cue.start > source.end) else { return false };
    let noun = view.token(cue.end - 1).word.noun_cue.is_some() || view.word(cue.end - 1).ends_with("ing");
    noun && (source.end..cue.end).any(|index| view.is_one_of(index, &["amid", "amidst", "despite"]))
        && !(source.end..cue.end).any(|index| view.is_one_of(index, OWNERS))
}

/// Nouns that attribute only before “is”: “his story is that …”.
fn told(view: &View, noun: usize) -> Option<CueClass> {
    match () {
        _ if view.is_one_of(noun, &["story", "explanation", "message", "point", "answer", "theory", "version"]) => {
            Some(CueClass::Say)
        }
        _ if view.is_one_of(noun, &["guess", "hunch", "view", "hope"]) => Some(CueClass::Believe),
        _ => None,
    }
}

/// Whoever owns the noun: “Vell's”, “the ministry's latest”, “his currently weak”.
fn owner(view: &View, bounds: &Range<usize>, noun: usize) -> Option<Range<usize>> {
    let mut at = noun;
    while at > bounds.start + 1
        && noun - at < 2
        && (view.is_noun_like(at - 1) || view.is_adverb(at - 1))
        && view.token(at - 1).shape == Shape::Lower
        && !view.is_one_of(at - 1, OWNERS)
    {
        at -= 1;
    }
    let before = at.checked_sub(1).filter(|index| *index >= bounds.start && !view.is_quoted(*index))?;
    if view.is_one_of(before, OWNERS) {
        return Some(before..before + 1);
    }
    if view.sort(before) != Sort::Clitic || before <= bounds.start {
        return None;
    }
    let mut start = before;
    while start > bounds.start && view.is_capital(start - 1) && !view.is_quoted(start - 1) {
        start -= 1;
    }
    if start < before {
        return Some(start..before);
    }
    // “the ministry's claim”
    let speaks = Classes::ROLE | Classes::COLLECTIVE | Classes::DOCUMENT | Classes::UNNAMED | Classes::OUTLET_WORD;
    let first = (bounds.start..before).rev().take(4).find(|index| view.any(*index, Classes::DETERMINER))?;
    let one = (first + 1..before).all(|index| view.is_noun_like(index)) && view.any(before - 1, speaks);
    one.then_some(first..before)
}

/// The words that attribute, and what follows: “claim [that …]”, “claim [to have …]”, “story is that […]”.
fn what(view: &View, bounds: &Range<usize>, noun: usize, bare: bool) -> Option<(Range<usize>, Range<usize>)> {
    let next = noun + 1;
    let is = view.is_one_of(next, &["is", "was"]);
    let start = next + usize::from(is);
    let that = view.is(start, "that") && !view.is_finite(start + 1);
    let to = bare && !is && view.is(start, "to") && view.is_one_of(start + 1, &["be", "have"]);
    let subject = is
        && (view.any(start, Classes::PRONOUN) && !view.is(start, "that")
            || view.any(start, Classes::DETERMINER)
            || view.is_capital(start));
    if !(that && (bare || is) || to || subject) {
        return None;
    }
    let content = start..if is {
        sentence_end(view, start, bounds.end)
    } else {
        ending::plain_ending(view, start, colon(view, start, bounds.end))
    };
    let told = to || content.clone().any(|index| view.is_finite(index));
    (told && content.len() > 2 && (is || to || !holds_more(view, &content))).then_some((noun..start, content))
}

/// The first colon, or the end.
fn colon(view: &View, start: usize, end: usize) -> usize {
    (start..end).find(|index| view.sort(*index) == Sort::Colon && !view.is_quoted(*index)).unwrap_or(end)
}

/// The end of what follows “is”: the sentence's, or that of the part before “, but”.
fn sentence_end(view: &View, start: usize, end: usize) -> usize {
    let breaks = |index: &usize| {
        let but = view.sort(*index) == Sort::Comma && view.is_one_of(index + 1, &["but", "so", "though", "although"]);
        !view.is_quoted(*index) && (but || matches!(view.sort(*index), Sort::Semicolon | Sort::Colon))
    };
    ending::trimmed(view, start, (start..end).find(breaks).unwrap_or(end))
}

/// “the claim [that the ship was old] is false”: a second verb without a word that joins it may be the sentence's own.
fn holds_more(view: &View, content: &Range<usize>) -> bool {
    let mut verbs = 0;
    for index in content.clone() {
        let joins = view.any(index, Classes::COORDINATOR | Classes::SUBORDINATOR)
            || view.is_one_of(index, &["who", "which", "what"]);
        if joins && index > content.start {
            verbs = 0;
        } else if view.is_finite(index) && !view.is_finite(index - 1) && !view.is_adverb(index - 1) {
            verbs += 1;
        }
        if verbs > 1 {
            return true;
        }
    }
    false
}
