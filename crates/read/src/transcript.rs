//! Transcripts: paragraphs that open with who speaks: “MR. OLLER: …”, “Ms. Vell. …”, “Q. …”, “A …”.
//!
//! Invariant: a label before a colon counts only where labels come back, “A” only after a “Q”: else one is a heading,
//! the other an article. Whom “A” stands for is said only where one witness speaks. Cost: linear in the paragraphs.

use crate::found::{Form, Found};
use crate::mention::Cast;
use crate::name::Name;
use crate::phrase;
use crate::source::{self, Described};
use crate::subject;
use crate::token::Sort;
use crate::view::View;
use dateline_lexicon::Classes;
use dateline_record::{Authority, CueClass};
use std::collections::BTreeMap;
use std::ops::Range;

/// A label is at most this many tokens long.
const LONGEST: usize = 5;

/// Fewer paragraphs than this with a label before a colon are no transcript.
const FEWEST: usize = 3;

/// Between a question and its answer stand at most this many turns of others.
const FARTHEST: usize = 4;

/// A paragraph of no more tokens is a heading.
const HEADING: usize = 12;

/// A turn: who speaks, and from where.
pub(crate) struct Turn {
    pub paragraph: usize,
    /// Where its words begin.
    pub start: usize,
    label: Range<usize>,
    sign: Sign,
    speaker: Option<Range<usize>>,
}

/// What tells a label.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Colon,
    /// A title, a name and a full stop.
    Stop,
    Question,
    Answer,
}

impl Turn {
    /// The attribution that it is.
    pub fn attribution(&self, paragraph: &Range<usize>, segment: usize) -> Found {
        let mark = self.label.end..self.label.end + 1;
        Found {
            form: Form::Turn { speaker: self.speaker.clone() },
            source: Some(self.label.clone()),
            cue: (self.sign == Sign::Colon).then_some(mark),
            content: std::iter::once(self.start..paragraph.end).collect(),
            class: CueClass::Say,
            negated: false,
            clause: paragraph.start..self.start,
            addressee: None,
            segment,
            pending: false,
            carrier: None,
        }
    }
}

/// The turns of a document, in order.
pub(crate) fn find(view: &View, paragraphs: &[Range<usize>]) -> Vec<Turn> {
    let mut turns = with_colons(view, paragraphs);
    let known: Vec<usize> = turns.iter().map(|turn| turn.paragraph).collect();
    let others = paragraphs.iter().enumerate().filter(|(number, _)| known.binary_search(number).is_err());
    turns.extend(
        others.filter_map(|(number, range)| letter(view, number, range).or_else(|| titled(view, number, range))),
    );
    turns.sort_by_key(|turn| turn.paragraph);
    // “A:” that comes back is no article, wherever the questions are.
    let before_colon = |turn: &&Turn| turn.sign == Sign::Answer && view.sort(turn.label.end) == Sort::Colon;
    let interview = turns.iter().filter(before_colon).count() >= FEWEST;
    let mut kept: Vec<Turn> = Vec::with_capacity(turns.len());
    let mut turns = turns.into_iter().peekable();
    while let Some(turn) = turns.next() {
        let next = turns.peek().filter(|next| next.paragraph == turn.paragraph + 1).map(|next| next.sign);
        let real = match turn.sign {
            Sign::Question => {
                next == Some(Sign::Answer) || last_run(&kept, turn.paragraph).any(|one| one.sign == Sign::Answer)
            }
            Sign::Answer => {
                interview || last_run(&kept, turn.paragraph).take(FARTHEST).any(|one| one.sign == Sign::Question)
            }
            Sign::Colon | Sign::Stop => true,
        };
        if real {
            kept.push(turn);
        }
    }
    give_speakers(view, paragraphs, &mut kept);
    kept
}

/// The turns that stand one right after the other up to `paragraph`, the last first.
fn last_run(turns: &[Turn], paragraph: usize) -> impl Iterator<Item = &Turn> {
    turns
        .iter()
        .rev()
        .enumerate()
        .take_while(move |(back, turn)| turn.paragraph + back + 1 == paragraph)
        .map(|pair| pair.1)
}

/// Labels before a colon that come back.
fn with_colons(view: &View, paragraphs: &[Range<usize>]) -> Vec<Turn> {
    let labelled = |(paragraph, range): (usize, &Range<usize>)| {
        let colon = colon(view, range).filter(|colon| *colon > range.start + 1 || !is_letter(view, range.start))?;
        Some(Turn { paragraph, start: colon + 1, label: range.start..colon, sign: Sign::Colon, speaker: None })
    };
    let mut turns: Vec<Turn> = paragraphs.iter().enumerate().filter_map(labelled).collect();
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    let key = |turn: &Turn| view.words(turn.label.clone()).to_lowercase();
    for turn in &turns {
        *count.entry(key(turn)).or_default() += 1;
    }
    turns.retain(|turn| count[&key(turn)] > 1);
    if turns.len() < FEWEST || count.values().filter(|times| **times > 1).count() < 2 {
        turns.clear();
    }
    turns
}

/// The colon after the label that opens the paragraph.
fn colon(view: &View, paragraph: &Range<usize>) -> Option<usize> {
    let colon = paragraph.clone().take(LONGEST + 1).find(|index| view.sort(*index) == Sort::Colon)?;
    let label = paragraph.start..colon;
    let named = !label.is_empty() && label.clone().all(|index| view.is_capital(index) && !view.is_quoted(index));
    (named && colon + 2 < paragraph.end).then_some(colon)
}

/// “Mr. Vell. We …”, “The Chairman. Go on …”: nobody else opens a paragraph so.
fn titled(view: &View, number: usize, paragraph: &Range<usize>) -> Option<Turn> {
    let first = paragraph.start;
    let stop = paragraph.clone().take(LONGEST).find(|index| view.sort(*index) == Sort::Stop)?;
    let label = first..stop;
    let capitals = label.len() > 1 && label.clone().all(|index| view.is_capital(index) && !view.is_quoted(index));
    let seat = view.is(first, "the") && label.len() == 2 && view.any(first + 1, Classes::TITLE | Classes::ROLE);
    let person = view.any(first, Classes::TITLE) && view.word(stop) == ".";
    // “Dr. Vell. Dr. Oller.”: names in a row.
    let says = stop + 2 < paragraph.end && !view.any(stop + 1, Classes::TITLE);
    (capitals && says && (seat || person)).then(|| Turn {
        paragraph: number,
        start: stop + 1,
        label,
        sign: Sign::Stop,
        speaker: None,
    })
}

/// “Q”, “A.”
fn is_letter(view: &View, at: usize) -> bool {
    matches!(view.word(at), "Q" | "Q." | "A" | "A.")
}

/// “Q. Who …”, “A What …”.
fn letter(view: &View, number: usize, paragraph: &Range<usize>) -> Option<Turn> {
    let first = paragraph.start;
    let (letter, stop) = match view.word(first).strip_suffix('.') {
        Some(letter) => (letter, true),
        None => (view.word(first), false),
    };
    let sign = match letter {
        "Q" => Sign::Question,
        "A" => Sign::Answer,
        _ => return None,
    };
    let marked = !stop && matches!(view.sort(first + 1), Sort::Stop | Sort::Colon);
    let start = first + 1 + usize::from(marked);
    // “A ship sank”: without a mark, a sentence must open here.
    let opens = stop || marked || view.is_capital(start) || view.is_quoted(start);
    (opens && start + 1 < paragraph.end).then(|| Turn {
        paragraph: number,
        start,
        label: first..first + 1,
        sign,
        speaker: None,
    })
}

/// Tells whom the letters stand for: “BY MS. OLLER:” asks; the one witness of a run, or whoever testified before it, answers.
fn give_speakers(view: &View, paragraphs: &[Range<usize>], turns: &mut [Turn]) {
    let guest = turns.first().and_then(|turn| interviewed(view, &paragraphs[..turn.paragraph]));
    let mut first = 0;
    while first < turns.len() {
        let mut end = first + 1;
        while end < turns.len() && turns[end].paragraph == turns[end - 1].paragraph + 1 {
            end += 1;
        }
        let run = &mut turns[first..end];
        first = end;
        let mut before = run[0].paragraph.checked_sub(1);
        let asks = before.and_then(|number| examiner(view, &paragraphs[number]));
        if asks.is_some() {
            before = before.and_then(|number| number.checked_sub(1));
        }
        let answers = witness(view, run).or_else(|| testified(view, &paragraphs[before?])).or_else(|| guest.clone());
        for turn in run {
            turn.speaker = match turn.sign {
                Sign::Question => asks.clone(),
                Sign::Answer => answers.clone(),
                Sign::Colon | Sign::Stop => None,
            };
        }
    }
}

/// The only one with a name in the run, where a question follows what he says.
fn witness(view: &View, run: &[Turn]) -> Option<Range<usize>> {
    let is_letter = |turn: &Turn| matches!(turn.sign, Sign::Question | Sign::Answer);
    let mut named = run.iter().filter(|turn| !is_letter(turn));
    let one = &named.next()?.label;
    let alone = named.all(|turn| view.words(turn.label.clone()) == view.words(one.clone()));
    let asked = !is_letter(&run[0]) && run.get(1).is_some_and(|next| next.sign == Sign::Question);
    (alone && asked).then(|| one.clone())
}

/// “BY MS. OLLER:”
fn examiner(view: &View, paragraph: &Range<usize>) -> Option<Range<usize>> {
    let last = paragraph.end.checked_sub(1)?;
    let named = paragraph.len() > 2 && paragraph.len() <= LONGEST + 1 && view.word(paragraph.start) == "BY";
    (named && view.sort(last) == Sort::Colon).then_some(paragraph.start + 1..last)
}

/// Whoever the paragraph says testified.
fn testified(view: &View, paragraph: &Range<usize>) -> Option<Range<usize>> {
    let verb = paragraph.clone().rev().find(|index| view.is_one_of(*index, &["testified", "testifies"]))?;
    subject::subject_before(view, paragraph.start, verb).filter(|range| view.is_capital(range.end - 1))
}

/// What tells of an interview.
const TALKS: &[&str] = &[
    "interview",
    "interviews",
    "interviewed",
    "conversation",
    "q&a",
    "talk",
    "talked",
    "chat",
    "chatted",
    "spoke",
    "sat",
    "met",
    "questions",
    "answers",
    "exchange",
    "transcript",
];

/// The only one whom the paragraphs before the first question say was asked: “an interview with Ana Vell”; else the one with
/// whom they begin, where they tell of an interview.
fn interviewed(view: &View, paragraphs: &[Range<usize>]) -> Option<Range<usize>> {
    let words = || paragraphs.iter().flat_map(|paragraph| paragraph.clone().map(|at| (at, paragraph.end)));
    let mut asked = words().filter_map(|(at, end)| {
        let with = view.is_one_of(at, &["with", "to", "for"]) && !view.is_quoted(at);
        let talks = with && (at.saturating_sub(3)..at).any(|before| view.is_one_of(before, TALKS));
        phrase::phrase_after(view, at + 1, end, false).filter(|person| talks && is_guest(view, person))
    });
    if let Some(first) = asked.next() {
        let same = |other: Range<usize>| view.word(other.end - 1) == view.word(first.end - 1);
        return asked.all(same).then_some(first);
    }
    if !words().any(|(at, _)| view.is_one_of(at, TALKS)) {
        return None;
    }
    let first = paragraphs.iter().find(|paragraph| paragraph.len() > HEADING)?;
    let verb = first.clone().find(|at| view.is_finite(*at)).filter(|verb| !view.is_one_of(*verb, TALKS))?;
    subject::subject_before(view, first.start, verb)
        .filter(|person| person.start < first.start + 2 && is_guest(view, person))
}

/// Somebody with a name who asks no questions for an outlet.
fn is_guest(view: &View, person: &Range<usize>) -> bool {
    let press = |at: usize| {
        view.any(at, Classes::OUTLET_WORD)
            || view.is_one_of(
                at,
                &["reporter", "reporters", "writer", "correspondent", "editor", "columnist", "journalist"],
            )
    };
    view.is_capital(person.end - 1) && !view.any(person.end - 1, Classes::TIME) && !person.clone().any(press)
}

/// Who speaks in a turn: a seat (“THE COURT”) is somebody, a letter whoever it stands for.
pub(crate) fn describe(
    view: &View,
    label: &Range<usize>,
    speaker: Option<&Range<usize>>,
    names: &[Name],
    cast: &Cast,
) -> Described {
    if let Some(speaker) = speaker {
        let described = source::describe(view, speaker, names, cast);
        if described.authority == Authority::Named {
            return described;
        }
    }
    let mut described = source::describe(view, label, names, cast);
    if label.len() == 1 && is_letter(view, label.start) {
        described =
            Described { name: None, referent: None, role: None, authority: Authority::Unattributed, ..described };
    } else if view.is(label.start, "the") && matches!(described.authority, Authority::Collective | Authority::Unnamed) {
        let role = Some(view.words(label.clone()).to_owned());
        described =
            Described { name: None, referent: None, role, authority: Authority::Named, person: true, ..described };
    }
    described
}
