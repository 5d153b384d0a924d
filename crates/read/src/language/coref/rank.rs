//! The network that says how likely two mentions point to the same: rows of tables added up, one hidden layer.
//!
//! Invariant: sums are made in one order, so that the answers are the same on any machine.
//! Cost: a row of a pair is [`HIDDEN`] additions. After: Clark & Manning 2016, made small. Card: MODELS.md.

use super::feature::{MENTION_ROWS, MENTION_WIDTH, PAIR_ROWS, PAIR_WIDTH, Rows};
use super::search::Case;
use crate::language::net::{File, Table};

/// Numbers in the hidden layer.
pub const HIDDEN: usize = 32;

/// The network's numbers.
#[derive(Clone)]
pub struct Ranker {
    /// For each row of a mention: as the later of a pair, as the earlier, and as one that is new.
    pub mention: Vec<[[f32; HIDDEN]; 3]>,
    /// For each row of a pair.
    pub pair: Vec<[f32; HIDDEN]>,
    /// Added to the hidden layer of a pair, and of a new one.
    pub bias: [[f32; HIDDEN]; 2],
    /// From the hidden layer of a pair, and of a new one, to the answer.
    pub out: [[f32; HIDDEN]; 2],
    /// How much more than that of being new the odds of a pair must be.
    pub threshold: f32,
    /// How much more of a long chain.
    pub growth: f32,
}

/// Sums of mentions.
#[derive(Default)]
pub struct Sums {
    later: Vec<[f32; HIDDEN]>,
    earlier: Vec<[f32; HIDDEN]>,
    scores: Vec<f32>,
    chains: Vec<(u32, f32, usize)>,
}

impl Ranker {
    /// All nothing.
    pub fn empty() -> Ranker {
        Ranker {
            mention: vec![[[0.0; HIDDEN]; 3]; MENTION_ROWS],
            pair: vec![[0.0; HIDDEN]; PAIR_ROWS],
            bias: [[0.0; HIDDEN]; 2],
            out: [[0.0; HIDDEN]; 2],
            threshold: 0.0,
            growth: 0.0,
        }
    }

    /// Reads it from a file.
    pub fn read(file: &File) -> Option<Ranker> {
        let mut ranker = Ranker::empty();
        let mention = file.table("mention")?;
        let pair = file.table("pair")?;
        if mention.columns != 3 * HIDDEN || pair.columns != HIDDEN {
            return None;
        }
        for (row, slots) in ranker.mention.iter_mut().enumerate() {
            fill(&mention, row, slots.as_flattened_mut());
        }
        for (row, slots) in ranker.pair.iter_mut().enumerate() {
            fill(&pair, row, slots);
        }
        let reals = file.reals("rest")?;
        let slots = ranker.bias.as_flattened_mut().iter_mut().chain(ranker.out.as_flattened_mut());
        let slots = slots.chain([&mut ranker.threshold, &mut ranker.growth]);
        if reals.len() != 4 * HIDDEN + 2 {
            return None;
        }
        slots.zip(reals).for_each(|(slot, real)| *slot = real);
        Some(ranker)
    }

    fn sum(&self, rows: &Rows<MENTION_WIDTH>, part: usize) -> [f32; HIDDEN] {
        let mut sum = [0.0; HIDDEN];
        for row in rows.lit() {
            let numbers = &self.mention[usize::from(*row)][part];
            sum.iter_mut().zip(numbers).for_each(|(sum, number)| *sum += number);
        }
        sum
    }

    fn pair(&self, rows: &Rows<PAIR_WIDTH>, later: &[f32; HIDDEN], earlier: &[f32; HIDDEN]) -> f32 {
        let mut sum = self.bias[0];
        for ((sum, one), other) in sum.iter_mut().zip(later).zip(earlier) {
            *sum += one + other;
        }
        for row in rows.lit() {
            let numbers = &self.pair[usize::from(*row)];
            sum.iter_mut().zip(numbers).for_each(|(sum, number)| *sum += number);
        }
        answer(&sum, &self.out[0])
    }

    /// Which candidate a mention belongs to: the best, where it is better by enough than being new.
    pub fn decide(&self, case: &Case, sums: &mut Sums) -> Option<usize> {
        if case.mention == 0 {
            sums.later.clear();
            sums.earlier.clear();
        }
        let rows = &case.rows[case.mention];
        let later = self.sum(rows, 0);
        sums.earlier.push(self.sum(rows, 1));
        let mut new = self.sum(rows, 2);
        new.iter_mut().zip(&self.bias[1]).for_each(|(sum, bias)| *sum += bias);
        let new = answer(&new, &self.out[1]);
        sums.scores.clear();
        let mut most = new;
        for candidate in case.candidates {
            let score = self.pair(&candidate.rows, &later, &sums.earlier[candidate.mention]);
            most = most.max(score);
            sums.scores.push(score);
        }
        sums.chains.clear();
        let mut all = (new - most).exp();
        for (index, (candidate, score)) in case.candidates.iter().zip(&sums.scores).enumerate() {
            let odds = (score - most).exp();
            all += odds;
            match sums.chains.iter_mut().find(|(chain, ..)| *chain == candidate.chain) {
                Some((_, sum, ..)) => *sum += odds,
                None => sums.chains.push((candidate.chain, odds, index)),
            }
        }
        let mut best = (None, 0.0);
        for (_, odds, index) in &sums.chains {
            if *odds > best.1 {
                best = (Some(*index), *odds);
            }
        }
        let size = best.0.map_or(0, |index| case.candidates[index].size) as f32;
        let needed = self.threshold + self.growth * (1.0 - 1.0 / size.max(1.0));
        if best.1 < needed * all { return None }
        best.0
    }
}

fn fill(table: &Table, row: usize, slots: &mut [f32]) {
    let (numbers, scale) = table.row(row);
    slots.iter_mut().zip(numbers).for_each(|(slot, number)| *slot = f32::from(number) * scale);
}

/// What is above nothing, times the weights, in eight sums.
fn answer(sum: &[f32; HIDDEN], out: &[f32; HIDDEN]) -> f32 {
    let mut parts = [0.0; 8];
    for (sums, weights) in sum.chunks_exact(8).zip(out.chunks_exact(8)) {
        for ((part, sum), weight) in parts.iter_mut().zip(sums).zip(weights) {
            *part += sum.max(0.0) * weight;
        }
    }
    (parts[0] + parts[4]) + (parts[1] + parts[5]) + ((parts[2] + parts[6]) + (parts[3] + parts[7]))
}
