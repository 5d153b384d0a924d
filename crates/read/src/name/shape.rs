//! Names by their shape: runs of capitalised words with particles, initials and titles. What the model is silent of.
//!
//! Invariant: a name lies in one sentence, begins and ends with a capitalised word; its title is not part of it. A word
//! that is capitalised only because it opens a sentence is no name. Cost: one pass over each sentence.

use super::Name;
use crate::token::{Shape, Sort};
use crate::view::View;
use dateline_lexicon::Classes;
use dateline_record::EntityType;
use std::ops::Range;

const PARTICLES: &[&str] = &[
    "al", "bin", "bint", "ibn", "van", "von", "de", "der", "den", "del", "della", "di", "da", "dos", "du", "la", "le",
    "el", "ben", "abu", "ter", "af",
];
pub(super) const RANKS: &[&str] = &[
    "prime",
    "vice",
    "deputy",
    "foreign",
    "assistant",
    "acting",
    "former",
    "senior",
    "attorney",
    "major",
    "first",
    "interior",
    "defense",
    "defence",
    "finance",
];

/// Finds the names of all sentences, in order.
pub(super) fn find(view: &View, sentences: &[Range<usize>]) -> Vec<Name> {
    let mut found = Vec::new();
    for sentence in sentences {
        in_sentence(view, sentence, &mut found);
    }
    found
}

fn in_sentence(view: &View, sentence: &Range<usize>, found: &mut Vec<Name>) {
    if is_headline(view, sentence) {
        return;
    }
    let mut at = crate::view::label_end(view, sentence);
    while at < sentence.end {
        if !begins(view, at, sentence) {
            at += 1;
            continue;
        }
        let end = run_end(view, at, sentence.end);
        if let Some(name) = named(view, at..end, sentence) {
            found.push(name);
        }
        at = end;
    }
}

/// Whether the sentence is set in capitals or title case, where shape says nothing.
pub(crate) fn is_headline(view: &View, sentence: &Range<usize>) -> bool {
    let (mut words, mut capital) = (0, 0);
    for index in sentence.clone() {
        if view.is_word(index) && view.word(index).len() > 3 {
            words += 1;
            capital += usize::from(view.is_capital(index));
        }
    }
    let closed = view.sort(sentence.end - 1) == Sort::Stop || view.is_quoted(sentence.end - 1);
    // “Casting a Wide Net”: a short line without a full stop.
    let short = !closed && sentence.len() <= 8 && words >= 1 && capital * 10 >= words * 7;
    let line =
        |at: usize| at == 0 || view.text[view.token(at - 1).end as usize..view.token(at).start as usize].contains('\n');
    short && line(sentence.start) && (sentence.end >= view.tokens.len() || line(sentence.end))
        || words >= 4 && capital * 10 >= words * if closed { 9 } else { 7 }
}

fn begins(view: &View, at: usize, sentence: &Range<usize>) -> bool {
    if !view.is_capital(at)
        || view.is_one_of(at, &["i", "here", "there"])
        || view.word(at).starts_with("I’")
        || view.word(at).starts_with("I'")
    {
        return false;
    }
    let closed = Classes::DETERMINER
        | Classes::PRONOUN
        | Classes::PREPOSITION
        | Classes::COORDINATOR
        | Classes::SUBORDINATOR
        | Classes::AUXILIARY
        | Classes::QUANTIFIER;
    if view.any(at, closed)
        && (view.token(at).shape == Shape::Capital)
        && !(view.is_one_of(at, &["will", "may", "van", "de"]) && at + 1 < sentence.end && view.is_capital(at + 1))
    {
        return false;
    }
    if view.any(at, Classes::TIME)
        && !(at + 1 < sentence.end && view.is_capital(at + 1) && !view.any(at + 1, Classes::TIME))
    {
        return false;
    }
    let opens = at == sentence.start
        || matches!(view.sort(at - 1), Sort::Quote | Sort::Colon | Sort::Bullet | Sort::SingleQuote);
    let followed = at + 1 < sentence.end
        && (view.is_capital(at + 1)
            || view.sort(at + 1) == Sort::Clitic
            || view.is(at + 1, "of") && view.is_capital(at + 2));
    // “High-ranking Oller officials”, “Quoting Ana Vell”, “Hospitals in Oller”: the name comes later or not at all.
    let word = view.word(at);
    let part = word.rsplit_once('-').map_or("", |(_, part)| part);
    let qualifies = part.starts_with(char::is_lowercase)
        && (part.ends_with("ing") || part.ends_with("ed") || matches!(part, "level" | "led" | "run" | "born" | "time"));
    let known = Classes::PLACE | Classes::DEMONYM | Classes::ORGANISATION | Classes::OUTLET;
    let doing = opens
        && word.len() > 6
        && word.ends_with("ing")
        && view.is_capital(at + 1)
        && !view.any(at + 1, Classes::ORGANISATION_WORD)
        && (view.is_capital(at + 2) && !view.any(at + 2, Classes::ORGANISATION_WORD)
            || view.lexicon.name(&view.word(at + 1).to_lowercase()).any(known))
        && view.lexicon.name(&word.to_lowercase()).is_empty();
    let several = opens
        && word.ends_with('s')
        && view.token(at).shape == Shape::Capital
        && view.any(at + 1, Classes::PREPOSITION)
        && !view.is_capital(at + 1)
        && view.lexicon.name(&word.to_lowercase()).is_empty();
    if qualifies && view.is_capital(at + 1) || doing || several {
        return false;
    }
    // “Asked”, “Analysts”, “Meanwhile”: capitals of the sentence.
    let common = view.is_adverb(at)
        || view.token(at).word.cue.is_some()
        || view.any(at, Classes::ROLE | Classes::COLLECTIVE | Classes::DOCUMENT | Classes::UNNAMED | Classes::VERB);
    !(opens && !followed && (common || view.word(at).ends_with("ing"))) && !(opens && view.is_adverb(at))
}

fn run_end(view: &View, start: usize, limit: usize) -> usize {
    let mut end = start + 1;
    while end < limit {
        let joined = view.tokens[end].start as usize - view.tokens[end - 1].end as usize <= 1;
        if !joined {
            break;
        }
        let time = view.any(end, Classes::TIME) && !view.is_one_of(end, &["may", "sun", "times"]);
        if view.is_capital(end) && !time {
            end += 1;
            continue;
        }
        let next_capital = |offset: usize| end + offset < limit && view.is_capital(end + offset);
        let body = view.any(start, Classes::ORGANISATION_WORD | Classes::COLLECTIVE)
            || view.any(end - 1, Classes::ORGANISATION_WORD | Classes::TITLE | Classes::COLLECTIVE);
        let links =
            view.is_one_of(end, PARTICLES) || view.word(end) == "&" || body && view.is_one_of(end, &["of", "for"]);
        if links && next_capital(1) {
            end += 2;
        } else if view.is_one_of(end, PARTICLES) && view.is_one_of(end + 1, PARTICLES) && next_capital(2)
            || body && view.is(end, "of") && view.is(end + 1, "the") && next_capital(2)
        {
            end += 3;
        } else {
            break;
        }
    }
    end
}

/// The name in a capitalised run, its titles taken off.
fn named(view: &View, run: Range<usize>, sentence: &Range<usize>) -> Option<Name> {
    let colon_label = run.start == sentence.start
        && run.end < sentence.end
        && view.sort(run.end) == Sort::Colon
        && run.clone().all(|i| view.token(i).shape == Shape::Upper);
    if colon_label {
        return None;
    }
    let last = run.end - 1;
    let known = view.lexicon.name(&view.words(run.clone()).to_lowercase());
    let type_of = |range: &Range<usize>| {
        let known = view.lexicon.name(&view.words(range.clone()).to_lowercase());
        match () {
            _ if known.any(Classes::OUTLET | Classes::ORGANISATION) => EntityType::Organisation,
            _ if known.any(Classes::PLACE) => EntityType::Place,
            _ if known.any(Classes::DEMONYM) => EntityType::Group,
            _ if range.len() > 1
                && view.any(range.end - 1, Classes::ORGANISATION_WORD | Classes::OUTLET_WORD | Classes::COLLECTIVE) =>
            {
                EntityType::Organisation
            }
            _ if range.clone().any(|i| view.is_one_of(i, &["of", "for", "&"])) => EntityType::Organisation,
            _ => EntityType::Unknown,
        }
    };
    let body = run.len() > 1 && view.any(last, Classes::ORGANISATION_WORD | Classes::OUTLET_WORD);
    if known.is_empty() && !body {
        let titles = run
            .clone()
            .take_while(|_| true)
            .filter(|i| view.any(*i, Classes::TITLE | Classes::ROLE) && *i < last)
            .last();
        if let Some(title) = titles {
            let mut start = title + 1;
            if view.is_one_of(start, &["of", "for"]) {
                // “Secretary of State Ana Oller”: the office's own name comes first.
                start = last.saturating_sub(1).max(start + 2);
            }
            if start >= run.end {
                return None;
            }
            return Some(Name {
                tokens: start..run.end,
                extent: view.extent(start..run.end)?,
                titled: true,
                entity_type: EntityType::Person,
                sure: false,
                gain: 0.0,
            });
        }
        let rank_only = run.clone().all(|i| view.any(i, Classes::TITLE | Classes::ROLE) || view.is_one_of(i, RANKS));
        if rank_only && run.len() < 3 && run.clone().any(|i| view.any(i, Classes::TITLE | Classes::ROLE)) {
            return None;
        }
    }
    let entity_type = type_of(&run);
    // A role in small letters right before: “spokeswoman Ana Oller”.
    let titled = run.start > sentence.start
        && view.is_word(run.start - 1)
        && view.any(run.start - 1, Classes::ROLE | Classes::TITLE)
        && !view.is_capital(run.start - 1)
        && !view.word(run.start - 1).ends_with('s');
    let entity_type =
        if titled && entity_type == EntityType::Unknown && run.len() > 1 { EntityType::Person } else { entity_type };
    Some(Name { extent: view.extent(run.clone())?, tokens: run, titled, entity_type, sure: false, gain: 0.0 })
}
