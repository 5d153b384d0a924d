//! The first and second person where it is known who speaks to whom: quotations with a speaker, turns of a transcript.
//!
//! Invariant: within one speech “I” is one. Only “I” and “you” are settled; “we” is weighed like any other.
//! Cost: a search among the speeches for each such pronoun.

use super::mention::Number;
use super::rule::Verdict;
use super::search::Search;
use super::text::{Speech, Text};
use std::ops::Range;

/// Of each speech the mentions that are its “I” and its “you”, counted from 1; 0 for none yet.
pub(super) type Spoken = [u32; 2];

impl Search {
    /// What is sure of a pronoun that stands in a speech.
    pub(super) fn of_speech(&self, at: usize, text: &Text) -> Option<(Verdict, usize, usize)> {
        let pronoun = self.signs[at].pronoun?;
        let part = match (pronoun.person, pronoun.number) {
            (1, Number::One) => 0,
            (2, _) => 1,
            _ => return None,
        };
        let head = self.mentions[at].head;
        let speech = text.speech.partition_point(|speech| speech.words.end <= head);
        let own = text.speech.get(speech).filter(|own| own.words.contains(&head))?;
        let named = called(own, part)?;
        let verdict = match self.spoken[speech][part] {
            0 => self.of_words(named, at).map_or(Verdict::Alone, Verdict::To),
            first => Verdict::To(first as usize - 1),
        };
        Some((verdict, speech, part))
    }

    /// Joins what is said before its speaker is named.
    pub(super) fn join_speakers(&mut self, text: &Text) {
        for (speech, own) in text.speech.iter().enumerate() {
            for part in 0..2 {
                let Some(first) = (self.spoken[speech][part] as usize).checked_sub(1) else { continue };
                let Some(named) = called(own, part) else { continue };
                let Some(speaker) = self.of_words(named, self.mentions.len()) else { continue };
                let (one, other) = (self.chain_of[first], self.chain_of[speaker]);
                if one != other {
                    self.chain_of.iter_mut().filter(|chain| **chain == one).for_each(|chain| *chain = other);
                }
            }
        }
    }

    /// The widest mention, of those before `limit`, whose head lies in `words`.
    fn of_words(&self, words: &Range<usize>, limit: usize) -> Option<usize> {
        let inside = |at: &usize| words.contains(&self.mentions[*at].head);
        (0..limit).filter(inside).max_by_key(|at| (self.mentions[*at].words.len(), usize::MAX - at))
    }
}

fn called(speech: &Speech, part: usize) -> Option<&Range<usize>> {
    if part == 0 { speech.speaker.as_ref() } else { speech.addressee.as_ref() }
}
