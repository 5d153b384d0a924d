//! Learning to rank antecedents: the odds that the right ones have together, against the others and against none.
//!
//! Invariant: the same documents in the same order give the same numbers. Cost: a few seconds an epoch.
//! After: Durrett & Klein 2013 (loss), Duchi et al. 2011 (steps), Srivastava et al. 2014 (what is left out).

use super::corpus::Read;
use crate::language::train::Draws;
use dateline_read::language::coref::{Case, HIDDEN, MENTION_ROWS, Mention, PAIR_ROWS, Ranker, Reader, Search};
use dateline_read::language::net::Vectors;
use std::collections::BTreeMap;
use std::ops::Range;

type Hidden = [f32; HIDDEN];

const BLOCK: usize = 16;
const SEED: u64 = 12345;
const EPOCHS: usize = 4;
/// The least chance with which a mention joins a chain of one, and how much more is asked of a long one.
const LEAST: (f32, f32) = (0.45, 0.4);
const RATE: f32 = 0.05;
const DROP: f32 = 0.25;
/// What mistakes cost: a link where there is none, no link where there is one, another link.
const COSTS: [f32; 3] = [0.4, 0.2, 0.4];

pub struct Learner {
    pub ranker: Ranker,
    /// Sums of squared gradients, laid out alike.
    squares: Ranker,
    draws: Draws,
    /// The hidden numbers that learn: each block is a model of its own, their answers are averaged.
    block: Range<usize>,
}

/// Which chain each mention is of, by the gold chains.
fn answers(document: &Read, mentions: &[Mention]) -> Vec<Option<usize>> {
    let places: BTreeMap<(usize, usize), usize> =
        mentions.iter().enumerate().map(|(at, mention)| ((mention.words.start, mention.words.end), at)).collect();
    let mut answers = vec![None; mentions.len()];
    let mut missing = Vec::new();
    for (chain, words) in
        document.chains.iter().enumerate().flat_map(|(at, chain)| chain.iter().map(move |own| (at, own)))
    {
        match places.get(&(words.start, words.end)) {
            Some(at) => answers[*at] = Some(chain),
            None => missing.push((chain, words)),
        }
    }
    // Where the tree is wrong: what shares an end with it.
    for (chain, words) in missing {
        let near = (0..mentions.len()).filter(|at| {
            let own = &mentions[*at].words;
            answers[*at].is_none()
                && (own.start == words.start || own.end == words.end)
                && words.contains(&mentions[*at].head)
        });
        if let Some(at) = near.min_by_key(|at| mentions[*at].words.len().abs_diff(words.len())) {
            answers[at] = Some(chain);
        }
    }
    answers
}

impl Learner {
    fn new(seed: u64) -> Learner {
        let mut draws = Draws::new(seed);
        let mut ranker = Ranker::empty();
        let mut fill = |numbers: &mut [f32], spread: f32| {
            numbers.iter_mut().for_each(|number| *number = (draws.share() * 2.0 - 1.0) * spread);
        };
        fill(ranker.out.as_flattened_mut(), 0.4);
        ranker.bias = [[0.1; HIDDEN]; 2];
        Learner { ranker, squares: Ranker::empty(), draws, block: 0..HIDDEN }
    }

    /// Taught by `documents`, block by block.
    pub fn taught(documents: &[&Read], reader: &Reader, vectors: &Vectors) -> Learner {
        let mut learner = Learner::new(SEED);
        let mut search = Search::default();
        for start in (0..HIDDEN).step_by(BLOCK) {
            learner.block = start..start + BLOCK;
            for epoch in 0..EPOCHS {
                learner.epoch(documents, reader, vectors, &mut search, epoch == 0);
            }
        }
        let out = learner.ranker.out.as_flattened_mut();
        out.iter_mut().for_each(|out| *out *= BLOCK as f32 / HIDDEN as f32);
        (learner.ranker.threshold, learner.ranker.growth) = LEAST;
        learner
    }

    /// Goes through the documents once.
    fn epoch(&mut self, documents: &[&Read], reader: &Reader, vectors: &Vectors, search: &mut Search, first: bool) {
        let mut order: Vec<usize> = (0..documents.len()).collect();
        self.draws.shuffle(&mut order);
        for index in order {
            let document = documents[index];
            let mut known = None;
            document.text(|text| {
                reader.read(text, vectors, search, |case| {
                    let answers = known.get_or_insert_with(|| answers(document, case.mentions));
                    let chosen = self.learn(case, answers);
                    if first {
                        let right = answers[case.mention];
                        case.candidates.iter().position(|other| right.is_some() && answers[other.mention] == right)
                    } else {
                        chosen
                    }
                });
            });
        }
    }

    fn learn(&mut self, case: &Case, answers: &[Option<usize>]) -> Option<usize> {
        let ranker = &self.ranker;
        let rows = |at: usize| case.rows[at].lit().iter().map(|row| usize::from(*row));
        let sum = |at: usize, part: usize| {
            let mut sum = [0.0; HIDDEN];
            rows(at).for_each(|row| add(&mut sum, &ranker.mention[row][part]));
            sum
        };
        let mut masks = [[0.0; HIDDEN]; 2];
        for mask in masks.iter_mut().flat_map(|mask| &mut mask[self.block.clone()]) {
            *mask = if self.draws.share() < DROP { 0.0 } else { 1.0 / (1.0 - DROP) };
        }
        let later = sum(case.mention, 0);
        let mut hidden: Vec<Hidden> = Vec::with_capacity(case.candidates.len() + 1);
        for candidate in case.candidates {
            let mut own = ranker.bias[0];
            add(&mut own, &later);
            add(&mut own, &sum(candidate.mention, 1));
            candidate.rows.lit().iter().for_each(|row| add(&mut own, &ranker.pair[usize::from(*row)]));
            hidden.push(own);
        }
        let mut new = ranker.bias[1];
        add(&mut new, &sum(case.mention, 2));
        hidden.push(new);
        let last = case.candidates.len();
        let part = |index: usize| usize::from(index == last);
        let right = answers[case.mention];
        let mut is_right: Vec<bool> =
            case.candidates.iter().map(|candidate| right.is_some() && answers[candidate.mention] == right).collect();
        let linked = is_right.contains(&true);
        is_right.push(!linked);
        let mut plain: Vec<f32> = Vec::with_capacity(last + 1);
        for (index, hidden) in hidden.iter().enumerate() {
            let out = &ranker.out[part(index)];
            let mask = &masks[part(index)];
            plain.push((0..HIDDEN).map(|k| hidden[k].max(0.0) * mask[k] * out[k]).sum());
        }
        let chosen = (0..=last).fold(last, |best, at| if plain[at] > plain[best] { at } else { best });
        let scores: Vec<f32> = plain
            .iter()
            .zip(&is_right)
            .enumerate()
            .map(|(index, (score, right))| {
                let cost = match (right, index == last, linked) {
                    (true, ..) => 0.0,
                    (_, true, _) => COSTS[1],
                    (_, _, false) => COSTS[0],
                    _ => COSTS[2],
                };
                score + cost
            })
            .collect();
        let most = scores.iter().copied().fold(f32::MIN, f32::max);
        let odds: Vec<f32> = scores.iter().map(|score| (score - most).exp()).collect();
        let all: f32 = odds.iter().sum();
        let good: f32 = odds.iter().zip(&is_right).filter(|(_, right)| **right).map(|(odds, _)| odds).sum();
        let mut later_gradient = [0.0; HIDDEN];
        for index in 0..=last {
            let share = odds[index] / all - if is_right[index] { odds[index] / good.max(1e-9) } else { 0.0 };
            if share.abs() < 1e-4 {
                continue;
            }
            let part = part(index);
            let (mut back, mut out) = ([0.0; HIDDEN], [0.0; HIDDEN]);
            for k in 0..HIDDEN {
                if hidden[index][k] > 0.0 {
                    out[k] = share * hidden[index][k] * masks[part][k];
                    back[k] = share * self.ranker.out[part][k] * masks[part][k];
                }
            }
            step(&mut self.ranker.out[part], &mut self.squares.out[part], &out);
            step(&mut self.ranker.bias[part], &mut self.squares.bias[part], &back);
            if index == last {
                for row in rows(case.mention) {
                    step(&mut self.ranker.mention[row][2], &mut self.squares.mention[row][2], &back);
                }
            } else {
                add(&mut later_gradient, &back);
                let candidate = &case.candidates[index];
                for row in rows(candidate.mention) {
                    step(&mut self.ranker.mention[row][1], &mut self.squares.mention[row][1], &back);
                }
                for row in candidate.rows.lit() {
                    let row = usize::from(*row);
                    step(&mut self.ranker.pair[row], &mut self.squares.pair[row], &back);
                }
            }
        }
        for row in rows(case.mention) {
            step(&mut self.ranker.mention[row][0], &mut self.squares.mention[row][0], &later_gradient);
        }
        (chosen != last).then_some(chosen)
    }
}

fn add(sum: &mut Hidden, other: &Hidden) {
    sum.iter_mut().zip(other).for_each(|(sum, other)| *sum += other);
}

/// One step of AdaGrad.
fn step(value: &mut Hidden, square: &mut Hidden, gradient: &Hidden) {
    for ((value, square), gradient) in value.iter_mut().zip(square).zip(gradient) {
        *square += gradient * gradient;
        *value -= RATE * gradient / (square.sqrt() + 0.05);
    }
}

const _: () = assert!(MENTION_ROWS < 65536 && PAIR_ROWS < 65536);
