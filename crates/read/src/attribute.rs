//! Attributions of a document, segment by segment, by the models and by rules, and what joins them: quotations that go on, in the paragraph or in
//! the next.
//!
//! Invariant: at most one attribution a cue; a quotation is content once. Cost: linear in the tokens.

use crate::found::{self, Form, Found};
use crate::token::Sort;
use crate::view::{Segment, View};
use crate::{accord, aside, block, clause, headline, hollow, name, nested, noun, refusal, subject, transcript};
use dateline_record::CueClass;
use std::ops::Range;

/// A longer segment, in tokens, is no sentence but a list or a table.
const LONGEST: usize = 1000;

/// What the models found, and how likely they take each token for a cue, as a logarithm of odds.
#[derive(Default)]
pub(crate) struct Learnt {
    pub found: Vec<Found>,
    pub odds: Vec<f32>,
}

/// How sure the model must be of a cue that the lexicon knows, as a logarithm of odds.
const KNOWN: f32 = 0.0;
/// How likely it must take what only the rules see.
const RULED: f32 = 0.4;
/// From here a cue is certain.
const CERTAIN: f32 = 3.0;
/// How sure where nobody is named.
const NOBODY: f32 = 3.0;
/// How sure of any other.
const UNKNOWN: f32 = 0.7;

/// What is less likely is refused whatever its cue: the models need not look round it.
pub(crate) const LEAST: f32 = if KNOWN < UNKNOWN { KNOWN } else { UNKNOWN };

/// Finds the attributions of all segments, in order.
pub(crate) fn find(view: &View, segments: &[Segment], paragraphs: &[Range<usize>], learnt: Learnt) -> Vec<Found> {
    let Learnt { found: learnt, odds } = learnt;
    let mut learnt = learnt.into_iter().peekable();
    let mut all: Vec<Found> = Vec::new();
    let turns = transcript::find(view, paragraphs);
    let blocks = block::find(view, paragraphs);
    // The paragraph that is somebody's words, and where they begin.
    let mut speech: Option<(usize, usize)> = None;
    for (number, segment) in segments.iter().enumerate() {
        let mut modelled = Vec::new();
        while let Some(one) = learnt.next_if(|one| one.segment <= number) {
            modelled.push(one);
        }
        let paragraph = segment.paragraph;
        if speech.is_none_or(|(last, _)| last != paragraph) {
            if let Ok(at) = turns.binary_search_by_key(&paragraph, |turn| turn.paragraph) {
                all.push(turns[at].attribution(&paragraphs[paragraph], number));
                speech = Some((paragraph, turns[at].start));
            } else if let Ok(at) = blocks.binary_search_by_key(&paragraph, |block| block.paragraph) {
                let own = blocks[at].attribution(number);
                let recent = all.len().saturating_sub(64);
                if let Some(double) = all[recent..].iter().position(|other| meets(&own, other)) {
                    all.remove(recent + double);
                }
                all.push(own);
                speech = Some((paragraph, blocks[at].tokens.start));
            }
        }
        if let Some((_, start)) = speech.filter(|(own, _)| *own == paragraph) {
            let bounds = segment.tokens.start.max(start)..segment.tokens.end;
            if bounds.len() <= LONGEST {
                all.extend(nested::of_others(
                    view,
                    &bounds,
                    settled(view, (number, segment), &bounds, modelled, &odds),
                ));
            }
            continue;
        }
        if go_on(view, segments, number, &mut all) {
            modelled.retain(|one| is_sure(view, one, &odds));
            all.extend(nested::of_others(view, &segment.tokens, modelled));
            continue;
        }
        let bounds = &segment.tokens;
        if name::is_headline(view, bounds) {
            all.extend(headline::find(view, bounds, number));
        } else if bounds.len() <= LONGEST {
            all.extend(settled(view, (number, segment), bounds, modelled, &odds));
        }
    }
    all.retain(|found| !found.pending);
    all
}

/// What rules and models find in `bounds`, a part of the segment `number`.
fn settled(
    view: &View,
    (number, segment): (usize, &Segment),
    bounds: &Range<usize>,
    mut modelled: Vec<Found>,
    odds: &[f32],
) -> Vec<Found> {
    let mut own = Vec::new();
    clause::find(view, bounds, number, &mut own);
    accord::find(view, bounds, number, &mut own);
    refusal::find(view, bounds, number, &mut own);
    own.sort_by_key(|found| found.cue.as_ref().map_or(0, |cue| cue.start));
    let mut own = without_doubles(own);
    let is_accord = |one: &Found| one.cue.as_ref().is_some_and(|cue| view.is_one_of(cue.start, &["according", "per"]));
    // Who refuses to tell says nothing, whatever the models take for its content; asides are sure by their form.
    let mut asides = Vec::new();
    aside::find(view, bounds, number, &mut asides);
    let settles = |other: &&Found| other.content.is_empty() && !other.pending;
    let taken = |one: &Found| own.iter().filter(settles).chain(&asides).any(|other| meets(one, other));
    for one in &mut modelled {
        one.source = one.source.take().filter(|source| !noun::is_of_nobody(view, source, one.cue.as_ref()));
    }
    modelled.retain(|one| is_sure(view, one, odds) && !taken(one));
    own.retain(|one| !asides.iter().any(|other| meets(one, other)));
    // Where both find a cue, the rules know more of it if they mean the same; what only they see holds where the model
    // half agrees.
    own.retain(|one| match modelled.iter().position(|other| meets(one, other)) {
        Some(at) if is_alike(one, &modelled[at], is_short(view, &modelled[at], one, odds)) => {
            modelled.remove(at);
            true
        }
        Some(_) => false,
        None => one.content.is_empty() || is_likely(one, odds) || is_accord(one),
    });
    own.extend(modelled);
    own.extend(asides);
    for one in &mut own {
        let cue = one.cue.as_ref().map_or(0, |cue| cue.start);
        one.source = one.source.take().map(|source| match source.end <= cue {
            true => subject::whole(view, bounds.start, source),
            false => source,
        });
    }
    drop_borrowed(&mut own);
    end_before_sources(view, &mut own);
    let mut nouns = Vec::new();
    noun::find(view, bounds, number, &mut nouns);
    nouns.retain(|one| !own.iter().any(|other| meets(one, other)));
    own.extend(nouns);
    own.retain(|one| one.pending || !refusal::is_of_a_deed(view, one) && !hollow::is_hollow(view, segment, one));
    own.retain(|one| one.content.is_empty() || !one.content.iter().all(|range| block::points_on(view, range)));
    own.sort_by_key(|found| found.cue.as_ref().map_or(0, |cue| cue.start));
    own
}

/// Drops what another tells with its own words: a cue inside the content of one, with a source outside it.
fn drop_borrowed(own: &mut Vec<Found>) {
    let holds = |one: &Found, range: &Range<usize>| {
        one.content.iter().any(|part| part.start <= range.start && range.end <= part.end)
    };
    let borrowed = |at: usize| {
        let one = &own[at];
        let (Some(cue), Some(source)) = (&one.cue, &one.source) else { return false };
        let around = |other: &Found| holds(other, cue) && !holds(other, source);
        own.iter().enumerate().any(|(place, other)| place != at && around(other))
    };
    let mut kept = (0..own.len()).map(|at| !borrowed(at)).collect::<Vec<_>>().into_iter();
    own.retain(|_| kept.next().unwrap_or(true));
}

/// Ends a content before the source of another whose cue lies behind it: “Vell told them [to leave], U.S. officials said”.
fn end_before_sources(view: &View, own: &mut [Found]) {
    let tails: Vec<(usize, usize)> = own
        .iter()
        .filter_map(|one| Some((one.source.as_ref()?, one.cue.as_ref()?)))
        .filter(|(source, cue)| source.end <= cue.start)
        .map(|(source, cue)| (source.start, cue.start))
        .collect();
    for one in own {
        for part in &mut one.content {
            let cuts = |tail: &&(usize, usize)| {
                let (source, cue) = **tail;
                part.start < source && source < part.end && cue >= part.end && view.sort(source - 1) == Sort::Comma
            };
            if let Some((source, _)) = tails.iter().find(cuts)
                && source - 1 > part.start
            {
                part.end = source - 1;
            }
        }
    }
}

/// Whether two attributions share a word of their cues.
fn meets(one: &Found, other: &Found) -> bool {
    matches!((&one.cue, &other.cue), (Some(one), Some(other)) if one.start < other.end && other.start < one.end)
}

/// Whether a content that is part of another is the worse of the two: its cue is certain, hence the model stopped too soon more
/// often than the rules went too far; or it is what stands before an interruption, without a verb.
fn is_short(view: &View, one: &Found, other: &Found, odds: &[f32]) -> bool {
    let told = one.content.iter().flat_map(Clone::clone).any(|at| view.is_finite(at) || view.is_quoted(at));
    other.content.len() > one.content.len() && !told || likely(one, odds).is_some_and(|odds| odds > CERTAIN)
}

/// Whether two attributions mean the same: their sources meet, and most tokens of their contents are shared; all of the
/// other's where that is `short`.
fn is_alike(one: &Found, other: &Found, short: bool) -> bool {
    let size = |found: &Found| found.content.iter().map(ExactSizeIterator::len).sum::<usize>();
    let shared = |part: &Range<usize>| -> usize {
        let shared = |own: &Range<usize>| part.end.min(own.end).saturating_sub(part.start.max(own.start));
        other.content.iter().map(shared).sum()
    };
    let sources = match (&one.source, &other.source) {
        (Some(one), Some(other)) => one.start < other.end && other.start < one.end,
        (one, other) => one.is_some() || other.is_none(),
    };
    let shared = one.content.iter().map(shared).sum::<usize>();
    sources && (2 * shared >= size(one).max(size(other)) || short && shared == size(other))
}

/// How likely the model takes a cue for one, as a logarithm of odds.
fn likely(one: &Found, odds: &[f32]) -> Option<f32> {
    odds.get(one.cue.clone()?).map(|odds| odds.iter().fold(f32::MIN, |most, odds| most.max(*odds)))
}

/// Whether the model takes what the rules found for a cue likely enough.
fn is_likely(one: &Found, odds: &[f32]) -> bool {
    likely(one, odds).is_none_or(|odds| odds > RULED)
}

/// Whether the model is sure enough of its cue; surer, where the lexicon does not know it.
fn is_sure(view: &View, one: &Found, odds: &[f32]) -> bool {
    let word = |at: usize| view.token(at).word;
    let known =
        one.cue.clone().is_some_and(|mut cue| cue.any(|at| word(at).cue.is_some() || word(at).noun_cue.is_some()));
    let least = if one.source.is_none() {
        NOBODY
    } else if known {
        KNOWN
    } else {
        UNKNOWN
    };
    likely(one, odds).is_some_and(|odds| odds > least)
}

/// Drops one of two attributions that claim the same cue: the later finder is the surer.
fn without_doubles(own: Vec<Found>) -> Vec<Found> {
    let mut kept: Vec<Found> = Vec::with_capacity(own.len());
    for found in own {
        let double =
            kept.last().is_some_and(|last| matches!((&last.cue, &found.cue), (Some(a), Some(b)) if b.start < a.end));
        if double {
            kept.pop();
        }
        kept.push(found);
    }
    kept
}

/// Adds a segment that is all quotation to the attribution before it; true where it was added.
fn go_on(view: &View, segments: &[Segment], number: usize, all: &mut Vec<Found>) -> bool {
    let segment = &segments[number];
    let Some(before) = number.checked_sub(1).map(|index| &segments[index]) else { return false };
    let recent = all.len().saturating_sub(64);
    let near = all[recent..].iter().rposition(|found| {
        found.segment + 1 == number && found.form == Form::Told && (found.pending || found.is_spoken(view))
    });
    let Some(near) = near else { return brought_in(view, before, number, segment, all) };
    let last = &mut all[recent + near];
    let opens = view.is_quoted(segment.tokens.start);
    let all_quoted = found::is_quotation(view, segment.tokens.clone());
    let same_paragraph = before.paragraph == segment.paragraph;
    if last.pending && opens {
        let end = view
            .quote(segment.tokens.start)
            .map_or(segment.tokens.end, |quote| quote.tokens.end.min(segment.tokens.end));
        last.content.push(segment.tokens.start..end);
        last.pending = false;
        last.segment = number;
        return all_quoted;
    }
    if last.pending || !opens || !all_quoted {
        return false;
    }
    let left_open = view.quote(before.tokens.end - 1).is_some_and(|quote| quote.continues);
    let whole_paragraph = segments.get(number + 1).is_none_or(|next| next.paragraph != segment.paragraph);
    // ‘The sky came in’: a heading in marks has no full stop.
    let close = segment.tokens.clone().rev().find(|i| view.is_quoted(*i)).unwrap_or(segment.tokens.start);
    let stopped = close > segment.tokens.start && matches!(view.sort(close - 1), Sort::Stop | Sort::Comma | Sort::Dash);
    if same_paragraph || left_open || whole_paragraph && stopped && segment.paragraph == before.paragraph + 1 {
        let mut end = segment.tokens.end;
        while end > segment.tokens.start && !view.is_quoted(end - 1) && view.sort(end - 1) == Sort::Stop {
            end -= 1;
        }
        last.content.push(segment.tokens.start..end);
        last.segment = number;
        return true;
    }
    false
}

/// “As Vell told the Gazette, the port has four worries:” and then a paragraph in marks: hers, if nobody else speaks in the
/// sentence.
fn brought_in(view: &View, before: &Segment, number: usize, segment: &Segment, all: &mut Vec<Found>) -> bool {
    let colon = view.sort(before.tokens.end - 1) == Sort::Colon && before.paragraph + 1 == segment.paragraph;
    if !colon || !view.is_quoted(segment.tokens.start) || !found::is_quotation(view, segment.tokens.clone()) {
        return false;
    }
    let mut speakers = all.iter().rev().take_while(|found| found.segment + 1 == number).map(|found| &found.source);
    let Some(Some(source)) = speakers.next() else { return false };
    if speakers.any(|other| other.as_ref() != Some(source)) {
        return false;
    }
    all.push(Found {
        form: Form::Told,
        clause: source.clone(),
        source: Some(source.clone()),
        cue: None,
        content: std::iter::once(segment.tokens.clone()).collect(),
        class: CueClass::Say,
        negated: false,
        addressee: None,
        segment: number,
        pending: false,
        carrier: None,
    });
    true
}
