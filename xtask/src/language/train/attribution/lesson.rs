//! What a marked text teaches: of each word where it stands in a cue; round each cue, where in its source or content.
//!
//! Invariant: places fit together, as a pass over them could have found them. Cost: linear in the words, and in those round
//! each cue.

use super::Text;
use crate::draw::brat::Points;
use crate::language::train::encoder::Seen;
use crate::language::train::names;
use crate::language::train::{Lesson, Vocabulary};
use dateline_read::attribution::{MOST, Round, Sight};
use dateline_read::language::Word;
use dateline_read::language::net::{IN, Vectors};
use std::ops::Range;

/// An attribution in words: its cue, its source, its content.
type Marked = [Vec<Range<usize>>; 3];

pub struct Teaching<'a> {
    sight: &'a Sight<'a>,
    vocabulary: &'a Vocabulary,
    vectors: &'a Vectors,
    marked: Vec<Marked>,
}

impl<'a> Teaching<'a> {
    pub fn of(
        text: &Text,
        sight: &'a Sight<'a>,
        words: &[Word],
        vocabulary: &'a Vocabulary,
        vectors: &'a Vectors,
    ) -> Teaching<'a> {
        let bytes: Vec<usize> = text.text.char_indices().map(|(at, _)| at).chain([text.text.len()]).collect();
        let place = |points: &Points| {
            let [start, end] = [points.0, points.1].map(|point| bytes[point.min(bytes.len() - 1)]);
            let first = words.partition_point(|word| (word.end as usize) <= start);
            first..words.partition_point(|word| (word.start as usize) < end).max(first)
        };
        let places = |points: &[Points]| joined(points.iter().map(place).filter(|range| !range.is_empty()).collect());
        let marked = text.marked.iter();
        let marked = marked.map(|one| [places(&one.cue), places(&one.source), places(&one.content)]).collect();
        Teaching { sight, vocabulary, vectors, marked }
    }

    /// The text as the models see it.
    pub fn sight(&self) -> &Sight<'a> {
        self.sight
    }

    /// Adds where in cues the words stand: of a cue in pieces, one that the lexicon knows, else the first.
    pub fn cues(&self, lessons: &mut Vec<Lesson<usize>>) {
        let sight = self.sight;
        let mut stands = vec![0; sight.forms.len()];
        for [cue, ..] in &self.marked {
            let known = cue.iter().find(|piece| (*piece).clone().any(|at| sight.may_attribute(at)));
            let Some(piece) = known.or(cue.first()) else { continue };
            if stands[piece.clone()].iter().all(|stand| *stand == 0) {
                stands[piece.clone()].copy_from_slice(&names::places(piece.len(), &[(0..piece.len(), 0)]));
            }
        }
        for segment in &sight.segments {
            for start in segment.clone().step_by(MOST) {
                let part = start..segment.end.min(start + MOST);
                let mut more = Vec::new();
                sight.beside(part.clone(), &mut more);
                lessons.push(Lesson { words: self.seen(part.clone(), &more), answers: names::whole(&stands[part]) });
            }
        }
    }

    /// Adds what stands round the cues, and that nothing does round those of `guessed` that are none.
    pub fn rounds(&self, guessed: &[Range<usize>], lessons: &mut Vec<Lesson<usize>>) {
        let mut is_cue = vec![false; self.sight.forms.len()];
        for [cue, source, content] in &self.marked {
            cue.iter().for_each(|piece| is_cue[piece.clone()].fill(true));
            lessons.extend(self.round(cue, source, content));
        }
        for cue in guessed.iter().filter(|cue| !is_cue[(*cue).clone()].contains(&true)) {
            lessons.extend(self.round(std::slice::from_ref(cue), &[], &[]));
        }
    }

    fn round(&self, cue: &[Range<usize>], source: &[Range<usize>], content: &[Range<usize>]) -> Option<Lesson<usize>> {
        let segment = self.sight.segment(cue.first()?.start)?;
        let round = Round::of(self.sight, cue, segment);
        let mut more = Vec::new();
        round.beside(self.sight, &mut more);
        let mut kinds = vec![None; round.words.len()];
        for (kind, ranges) in [(1, content), (0, source)] {
            for range in ranges {
                // A piece of its own, also where another touches it.
                for at in range.clone().filter(|at| round.words.contains(at)) {
                    kinds[at - round.words.start] = Some((kind, range.start));
                }
            }
        }
        let mut found: Vec<(Range<usize>, usize)> = Vec::new();
        let mut last = None;
        for (at, own) in kinds.iter().enumerate() {
            match (own, found.last_mut()) {
                (Some(_), Some((range, _))) if *own == last && range.end == at => range.end = at + 1,
                (Some((kind, _)), _) => found.push((at..at + 1, *kind)),
                (None, _) => {}
            }
            last = *own;
        }
        let answers = names::places(round.words.len(), &found);
        Some(Lesson { words: self.seen(round.words.clone(), &more), answers })
    }

    fn seen(&self, range: Range<usize>, more: &[i16]) -> Vec<Seen> {
        let numbers = more.chunks_exact(more.len() / range.len());
        let one = |(at, more): (usize, &[i16])| Seen {
            more: more.iter().map(|number| f32::from(*number) / f32::from(IN)).collect(),
            ..self.vocabulary.see(self.sight.forms[at], false, self.vectors)
        };
        range.zip(numbers).map(one).collect()
    }
}

/// Ranges that touch or overlap made one.
fn joined(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| range.start);
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn pieces_that_touch_are_one() {
        assert_eq!(joined(vec![7..9, 1..3, 3..4, 8..12]), [1..4, 7..12]);
    }
}
