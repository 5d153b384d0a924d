//! Subjects: the noun phrase before a verb, with its appositions and relative clauses.
//!
//! Invariant: begins and ends with a word, never crosses a quotation or a segment; a doubtful stretch is none.
//! Cost: linear in the distance to the clause's border.

use crate::chunk::{chunk_start, trim_time};
use crate::phrase::is_noun;
use crate::token::{Shape, Sort};
use crate::view::View;
use dateline_lexicon::Classes;
use std::ops::Range;

/// The subject that ends where the verb group at `verb` begins. `from` is the first token it may take.
pub(crate) fn subject_before(view: &View, from: usize, verb: usize) -> Option<Range<usize>> {
    let mut end = trim_time(view, from, verb);
    if end <= from {
        return None;
    }
    // “Vell, who is 34, said”: the phrase before the first of the appositions.
    if view.sort(end - 1) == Sort::Comma
        || view.sort(end - 1) == Sort::CloseBracket
        || (view.sort(end - 1) == Sort::Dash && end - 1 > from)
    {
        let (start, stop) = over_appositions(view, from, end)?;
        end = stop;
        return Some(start..end);
    }
    plain_subject(view, from, end).map(|start| start..end)
}

/// The whole of a source of which only what follows “by” was taken: “a study published by the Vell Institute showed …”.
pub(crate) fn whole(view: &View, from: usize, source: Range<usize>) -> Range<usize> {
    let by = source.start.checked_sub(1).filter(|by| *by > from + 1 && view.is(*by, "by"));
    let noun = by.map(|by| by - 2).filter(|noun| {
        let made = view.word(noun + 1);
        (made.ends_with("ed") || made.ends_with("en") || view.is_one_of(noun + 1, &["done", "led", "put"]))
            && view.any(*noun, Classes::DOCUMENT)
            && !view.is_quoted(*noun)
    });
    let start = noun.and_then(|noun| short_phrase(view, from, noun + 1));
    start.unwrap_or(source.start)..source.end
}

/// Nouns for what is said: a name after one is the subject of what tells which.
const SAID_OF: &[&str] = &[
    "thing",
    "things",
    "way",
    "ways",
    "words",
    "reason",
    "reasons",
    "remarks",
    "comments",
    "lies",
    "questions",
    "claims",
];

/// Start of the subject in the stretch that ends at `end`, with no comma before the verb.
fn plain_subject(view: &View, from: usize, end: usize) -> Option<usize> {
    let last = end - 1;
    if view.is_quoted(last) && !view.is_word(last) {
        return None;
    }
    if view.any(last, Classes::PRONOUN)
        && view.is_word(last)
        && !(view.is_capital(last) && last > from && view.is_capital(last - 1))
    {
        // “one of the two said” ends in no pronoun; “some”, “others”, “he” stand alone.
        if view.is_one_of(last, &["it", "you", "that", "which"]) && view.is(last, "you") {
            return None;
        }
        // “Vell and others”.
        if view.is_one_of(last, &["others", "another"]) && last > from + 1 && view.is(last - 1, "and") {
            return plain_subject(view, from, last - 1).or(Some(last));
        }
        let quantified = last > from
            && view.any(last - 1, Classes::DETERMINER | Classes::QUANTIFIER)
            && !view.is_one_of(last, &["he", "she", "they", "we", "i", "it", "who"]);
        return Some(if quantified { last - 1 } else { last });
    }
    if !is_noun(view, last) {
        return None;
    }
    let chunk = chunk_start(view, from, end);
    let mut start = strip_openers(view, chunk, end);
    // The last border of a clause inside the stretch.
    let mut index = start;
    let mut relative = false;
    while index < end {
        if view.is_word(index) && !view.is_quoted(index) {
            if view.is_one_of(index, &["who", "whom", "whose", "which"])
                || view.is(index, "that")
                    && index > start
                    && is_noun(view, index - 1)
                    && view.token(index - 1).word.cue.is_none()
                    && view.token(index - 1).word.noun_cue.is_none()
            {
                // “the files that officials said were lost”: the clause has a subject of its own.
                let next = index + 1;
                if next < end
                    && !view.is_finite(next)
                    && !view.is_adverb(next)
                    && !view.is(index, "whose")
                    && !view.is(index, "who")
                    && (next..end).all(|i| !view.is_finite(i))
                {
                    start = strip_openers(view, next, end);
                } else {
                    relative = true;
                }
            } else if index + 1 < end && (is_border(view, index) || !relative && parts(view, start, index)) {
                start = strip_openers(view, index + 1, end);
                relative = false;
            }
        }
        index += 1;
    }
    if start >= end {
        return None;
    }
    // A verb in front and no relative clause: only what stands right before the verb is sure.
    if !relative && (start..end).any(|i| view.is_finite(i))
        || view.any(start, Classes::PREPOSITION) && view.is_word(start) && !view.any(start, Classes::QUANTIFIER)
    {
        start = short_phrase(view, start, end)?;
    }
    // “the things Vell said”: the subject of a relative clause.
    let name = (start..end).rev().take_while(|i| view.is_capital(*i) || view.sort(*i) == Sort::Clitic).last();
    if name.is_some_and(|name| name > from && view.is_one_of(name - 1, SAID_OF)) {
        return None;
    }
    // “the ballot that voters see says”: what is left is a clause.
    if view.is(start, "that") && (start..end).any(|i| view.is_finite(i)) {
        return None;
    }
    let opens = view.is_capital(start)
        || view.any(start, Classes::DETERMINER | Classes::QUANTIFIER | Classes::PRONOUN)
        || view.sort(start) == Sort::Number
        || is_noun(view, start)
        || view.is_word(start);
    (opens && end - start <= 30).then_some(start)
}

/// Drops what opens a clause before its subject: “and”, “but”, “meanwhile”, “that”, “on Tuesday”.
fn strip_openers(view: &View, mut start: usize, end: usize) -> usize {
    while start + 1 < end && view.is_word(start) {
        let time_after = view.is_one_of(start, &["on", "last", "this", "earlier", "late", "early"])
            && view.any(start + 1, Classes::TIME)
            && !view.any(start + 1, Classes::PRONOUN);
        if time_after && start + 2 < end {
            start += 2;
            while start + 1 < end && (view.any(start, Classes::TIME) || view.sort(start) == Sort::Number) {
                start += 1;
            }
        } else if view.any(start, Classes::COORDINATOR | Classes::SUBORDINATOR) && !view.is(start, "that")
            || view.is_one_of(start, &["q.", "a."])
            || view.is(start, "that") && view.any(start + 1, Classes::DETERMINER | Classes::PRONOUN)
            || view.is_adverb(start) && !view.any(start, Classes::QUANTIFIER | Classes::PRONOUN)
            || view.any(start, Classes::TIME)
                && !view.is_capital(start + 1)
                && view.is_one_of(start, &["today", "yesterday", "now", "later", "earlier"])
        {
            start += 1;
        } else {
            break;
        }
    }
    start
}

/// “It rained and Vell …”, “Oller said Vell …”: a clause ends here that began at `start`.
fn parts(view: &View, start: usize, index: usize) -> bool {
    let joins = view.is_one_of(index, &["and", "or", "but"]) && (start..index).any(|i| view.is_finite(i));
    joins || index > start && view.token(index).word.cue.is_some() && view.is_finite(index)
}

/// A word that ends one clause and opens another.
fn is_border(view: &View, index: usize) -> bool {
    view.is_one_of(
        index,
        &[
            "because", "while", "although", "though", "if", "unless", "when", "whenever", "whereas", "where",
            "whether", "how", "why", "what", "but", "as", "after", "before", "since", "until",
        ],
    ) || view.is(index, "that")
        && index > 0
        && (view.token(index - 1).word.cue.is_some() || view.token(index - 1).word.noun_cue.is_some())
}

/// The shortest phrase that ends at `end`: names, or nouns back to their determiner, with “of …” before.
fn short_phrase(view: &View, from: usize, end: usize) -> Option<usize> {
    let mut start = end;
    while start > from {
        let index = start - 1;
        if view.is_quoted(index) {
            break;
        }
        let word = view.is_word(index);
        if view.sort(index) == Sort::Clitic || view.sort(index) == Sort::Number {
            start = index;
        } else if word && view.any(index, Classes::DETERMINER) {
            start = index;
            break;
        } else if word
            && (view
                .any(index, Classes::PREPOSITION | Classes::COORDINATOR | Classes::SUBORDINATOR | Classes::AUXILIARY)
                || view.is_finite(index))
        {
            // “the head of the agency”: back over “of” to its own noun.
            let of = view.is_one_of(index, &["of", "for"])
                && start < end
                && index > from + 1
                && is_noun(view, index - 1)
                && !view.any(index - 1, Classes::TIME);
            if !of {
                break;
            }
            start = index;
        } else if word && !(view.any(index, Classes::TIME) && start < end) {
            // Lower case after a name: the name is what counts (“in the city Vell said”).
            if start < end
                && view.is_capital(start)
                && view.token(index).shape == Shape::Lower
                && !view.any(index, Classes::ROLE | Classes::TITLE)
            {
                break;
            }
            start = index;
        } else {
            break;
        }
    }
    (start < end && !view.any(start, Classes::PREPOSITION)).then_some(start)
}

/// Start and end of the subject where the verb follows a comma, bracket or dash.
fn over_appositions(view: &View, from: usize, verb: usize) -> Option<(usize, usize)> {
    let end = verb - usize::from(view.sort(verb - 1) != Sort::CloseBracket);
    let mut chunks: Vec<Range<usize>> = Vec::new();
    let mut stop = end;
    while stop > from && chunks.len() < 7 {
        if view.is_quoted(stop - 1) {
            break;
        }
        let start = chunk_start(view, from, stop);
        if start >= stop {
            break;
        }
        chunks.push(start..stop);
        if start == from || view.is_quoted(start - 1) || !matches!(view.sort(start - 1), Sort::Comma | Sort::Dash) {
            break;
        }
        stop = start - 1;
    }
    // From the verb to the left: the first chunk that is no apposition holds the subject.
    for (number, chunk) in chunks.iter().enumerate() {
        let outer = chunks.get(number + 1);
        if outer.is_some_and(|outer| is_apposition(view, chunk, outer)) {
            continue;
        }
        if number == 0 && view.sort(verb - 1) != Sort::CloseBracket {
            // Nothing but one chunk before the comma: “On Tuesday, said …”, or a list.
            return None;
        }
        let stop = trim_time(view, chunk.start, chunk.end);
        if stop <= chunk.start {
            return None;
        }
        // “Vell, a pilot, who is 34, said”: what tells more than a role is no part of the source.
        let loose = chunks[..number].iter().rev().find(|chunk| is_loose(view, chunk));
        let end = loose.map_or(end, |chunk| chunk.start - 1);
        return plain_subject(view, chunk.start, stop).map(|start| (start, end));
    }
    None
}

/// A relative clause or a circumstance, not a role.
fn is_loose(view: &View, chunk: &Range<usize>) -> bool {
    let openers = [
        "who",
        "whose",
        "which",
        "whom",
        "in",
        "at",
        "on",
        "speaking",
        "citing",
        "responding",
        "referring",
        "asked",
        "during",
        "after",
        "with",
        "however",
        "too",
        "meanwhile",
        "also",
        "for",
        "through",
    ];
    view.is_one_of(chunk.start, &openers)
}

/// Whether `chunk` says more of the name or noun that ends `outer`.
fn is_apposition(view: &View, chunk: &Range<usize>, outer: &Range<usize>) -> bool {
    let first = chunk.start;
    let introduces = view.is_word(outer.start)
        && (view.any(outer.start, Classes::PREPOSITION | Classes::SUBORDINATOR)
            || view.word(outer.start).ends_with("ing"))
        && !view.is(outer.start, "that");
    let named = is_noun(view, outer.end - 1) || view.sort(outer.end - 1) == Sort::Number;
    if !named {
        return false;
    }
    match view.sort(first) {
        Sort::Number => true,
        Sort::Word => {
            if view.is_one_of(first, &["who", "whose", "which", "whom"]) {
                return true;
            }
            if introduces && !(view.is_one_of(outer.start, &["of", "from"])) {
                return false;
            }
            if view.is_one_of(
                first,
                &[
                    "of",
                    "from",
                    "in",
                    "speaking",
                    "citing",
                    "like",
                    "including",
                    "like",
                    "along",
                    "among",
                    "responding",
                    "referring",
                    "asked",
                    "at",
                    "during",
                    "on",
                    "after",
                    "with",
                    "for",
                    "also",
                    "now",
                    "formerly",
                    "then",
                    "through",
                    "however",
                    "too",
                    "meanwhile",
                ],
            ) {
                return true;
            }
            let small = view.token(first).shape == Shape::Lower;
            let outer_is_subject = view.is_capital(outer.end - 1)
                || view.any(outer.end - 1, Classes::ROLE | Classes::COLLECTIVE | Classes::UNNAMED);
            let place = chunk.len() <= 3 && chunk.clone().all(|i| view.is_capital(i)) && view.is_capital(outer.end - 1);
            let role = chunk.clone().any(|i| view.any(i, Classes::ROLE | Classes::TITLE | Classes::COLLECTIVE));
            // “the port's spokesman, Ivo Oller,”.
            let name = chunk.len() <= 5
                && chunk.clone().all(|i| view.is_capital(i) || view.is(i, "and") && i > chunk.start)
                && outer.clone().any(|i| view.any(i, Classes::ROLE | Classes::TITLE | Classes::UNNAMED));
            (small && outer_is_subject)
                || place
                || name
                || (role && outer_is_subject)
                || view.any(first, Classes::COORDINATOR)
        }
        _ => false,
    }
}
