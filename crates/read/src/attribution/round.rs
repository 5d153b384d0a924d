//! What stands round a cue: how each word lies to it, in the line and in the tree; and what of it is source and content.
//!
//! Invariant: the words are of one segment. Cost: linear in them.

use super::sight::{KNOWN, Sight, TRAITS};
use super::{Attribution, MOST};
use crate::language::labels;
use crate::language::net::{Encoder, File, IN, Machine, Memory, Turns, Vectors};
use std::ops::Range;

/// Groups of relations.
pub(super) const GROUPS: usize = 12;
/// Numbers that say how a word lies to the cue.
const PLACE: usize = 14 + 3 * GROUPS + 5;
/// What the model is told of a word by signs: an even number.
const SIGNS: usize = (TRAITS + KNOWN + PLACE).next_multiple_of(2);

/// The kinds of words that a round has, as the model numbers them.
const KINDS: usize = 2;
const SOURCE: usize = 0;

/// The model of sources and contents.
pub struct Rounds {
    encoder: Encoder,
}

impl Rounds {
    /// Reads the model; none where a part is missing.
    pub fn read(file: &File<'static>) -> Option<Rounds> {
        Some(Rounds { encoder: Encoder::read(file, SIGNS)? })
    }

    /// The attributions of cues whose rounds are of the same words: none for a cue where nothing round it is its content.
    pub(super) fn read_all(
        &self,
        sight: &Sight,
        rounds: &[Round],
        vectors: &Vectors,
        machine: Machine,
        (memory, turns): (&mut Memory, &mut Turns),
        found: &mut Vec<Attribution>,
    ) {
        let Some(words) = rounds.first().map(|round| round.words.clone()) else { return };
        sight.show(words.clone(), &self.encoder, memory);
        turns.clear();
        rounds.iter().for_each(|round| round.show(sight, turns));
        self.encoder.encode_turns(&sight.forms[words.clone()], turns, vectors, machine, memory);
        let stride = self.encoder.answers();
        let answers = memory.answers.chunks_exact(words.len() * stride);
        found.extend(rounds.iter().zip(answers).filter_map(|(round, answers)| round.attribution(answers, stride)));
    }
}

/// The words round a cue.
pub struct Round {
    /// The words that are read.
    pub words: Range<usize>,
    /// The word of the cue that the others hang on.
    pub head: usize,
    cue: Vec<Range<usize>>,
}

/// The group of a relation, by its name.
pub(crate) fn group(relation: &str) -> u8 {
    let plain = relation.split(':').next().unwrap_or(relation);
    match plain {
        "nsubj" | "csubj" if relation.ends_with("pass") => 1,
        "nsubj" | "csubj" => 2,
        "obj" | "iobj" => 3,
        "ccomp" => 4,
        "xcomp" => 5,
        "advcl" => 6,
        "obl" | "nmod" => 7,
        "parataxis" => 8,
        "acl" => 9,
        "conj" => 10,
        "aux" | "advmod" | "mark" | "cc" | "case" | "compound" | "fixed" => 11,
        _ => 0,
    }
}

impl Round {
    /// The words of `segment` round `cue`.
    pub fn of(sight: &Sight, cue: &[Range<usize>], segment: &Range<usize>) -> Round {
        let head = head(sight, cue);
        let mut words = segment.clone();
        if words.len() > MOST {
            let start = head.saturating_sub(MOST / 2).max(segment.start);
            words = start..segment.end.min(start + MOST);
        }
        Round { words, head, cue: cue.to_vec() }
    }

    /// Adds the numbers beside the words, as the model of sources and contents takes them.
    pub fn beside(&self, sight: &Sight, more: &mut Vec<i16>) {
        let width = sight.width() + TRAITS;
        let stride = (width + KNOWN + PLACE).next_multiple_of(2);
        let start = more.len();
        more.resize(start + self.words.len() * stride, 0);
        let known = sight.known(self.head);
        let quotes = self.quotes(sight);
        for (row, at) in more[start..].chunks_exact_mut(stride).zip(self.words.clone()) {
            sight.describe(at, row);
            let mut slots = row[width..].iter_mut();
            for bit in known {
                *slots.next().expect("there is room for all") = if bit { IN } else { 0 };
            }
            for bit in self.place(sight, at, &quotes) {
                *slots.next().expect("there is room for all") = if bit { IN } else { 0 };
            }
        }
    }

    /// Adds a turn: as signs, what the model is told of the cue and of how the words lie to it.
    fn show(&self, sight: &Sight, turns: &mut Turns) {
        let turn = turns.count as u32;
        turns.count += 1;
        let known = sight.known(self.head).into_iter().enumerate().filter(|(_, bit)| *bit);
        turns.all.extend(known.map(|(sign, _)| (turn, (TRAITS + sign) as u32)));
        let quotes = self.quotes(sight);
        for (number, at) in self.words.clone().enumerate() {
            let word = turn * self.words.len() as u32 + number as u32;
            let borne = self.place(sight, at, &quotes).into_iter().enumerate().filter(|(_, bit)| *bit);
            turns.own.extend(borne.map(|(sign, _)| (word, (TRAITS + KNOWN + sign) as u32)));
        }
    }

    /// The quotations that the cue's words are in.
    fn quotes(&self, sight: &Sight) -> Vec<u32> {
        self.cue.iter().flat_map(Clone::clone).map(|at| sight.traits[at].quote).collect()
    }

    /// The attribution that the answers mean; none where no word is content.
    fn attribution(&self, answers: &[f32], stride: usize) -> Option<Attribution> {
        let (mut source, mut content) = (None::<(Range<usize>, f32)>, Vec::new());
        for label in labels(answers, stride, KINDS) {
            let place = label.words.start + self.words.start..label.words.end + self.words.start;
            if label.kind != SOURCE {
                content.push(place);
            } else if source.as_ref().is_none_or(|(_, gain)| label.gain > *gain) {
                source = Some((place, label.gain));
            }
        }
        let cue = self.cue.first()?.clone();
        let source = source.map(|(place, _)| place);
        (!content.is_empty()).then_some(Attribution { cue, head: self.head, source, content })
    }

    fn place(&self, sight: &Sight, at: usize, quotes: &[u32]) -> [bool; PLACE] {
        let mut place = [false; PLACE];
        let within = |range: &Range<usize>| range.contains(&at);
        place[0] = self.cue.iter().any(within);
        place[1] = at == self.head;
        place[2] = at < self.head;
        let far = at.abs_diff(self.head);
        let step = match far {
            0..=1 => 0,
            2 => 1,
            3..=4 => 2,
            5..=8 => 3,
            9..=16 => 4,
            17..=32 => 5,
            _ => 6,
        };
        place[3 + step] = true;
        let own = &sight.traits[at];
        place[10] = own.sentence == sight.traits[self.head].sentence;
        place[11] = own.sentence < sight.traits[self.head].sentence;
        place[12] = own.quote > 0 && quotes.contains(&own.quote);
        place[13] = own.quote > 0 && own.quote + 1 >= sight.traits[self.head].quote;
        let rival = sight.may_attribute(at) && !place[0];
        let groups = &mut place[14..];
        // The cue's own relation, for every word.
        groups[usize::from(sight.group(self.head))] = true;
        // Up from the word: through which branch of the cue, or of what the cue hangs on, it comes.
        let above = sight.head(self.head);
        let mut now = at;
        for _ in 0..40 {
            let Some(next) = sight.head(now) else { break };
            if next == self.head {
                groups[GROUPS + usize::from(sight.group(now))] = true;
                groups[3 * GROUPS] = true;
                break;
            }
            if Some(next) == above && now != self.head {
                groups[2 * GROUPS + usize::from(sight.group(now))] = true;
                groups[3 * GROUPS + 1] = true;
                break;
            }
            now = next;
        }
        groups[3 * GROUPS + 2] = Some(at) == above;
        groups[3 * GROUPS + 3] = rival;
        // What the cue's head is above, at all.
        let mut up = self.head;
        for _ in 0..20 {
            let Some(next) = sight.head(up) else { break };
            if next == at {
                groups[3 * GROUPS + 4] = true;
                break;
            }
            up = next;
        }
        place
    }
}

/// The word of the cue that hangs on one outside, the last such; a verb before any other.
fn head(sight: &Sight, cue: &[Range<usize>]) -> usize {
    let within = |at: usize| cue.iter().any(|range| range.contains(&at));
    let mut best = cue.first().map_or(0, |range| range.start);
    let mut found = false;
    for at in cue.iter().flat_map(Clone::clone) {
        let outside = sight.head(at).is_none_or(|head| !within(head));
        let known = sight.may_attribute(at);
        if outside && (!found || known) {
            best = at;
            found = true;
        }
    }
    best
}
