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
    /// The least chance with which a mention joins a chain of one.
    pub threshold: f32,
    /// How much more is asked of a long chain, which one wrong mention harms more.
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
        let (mention, mention_rows) = (file.table("mention")?, file.numbers("mention rows")?);
        let (pair, pair_rows) = (file.table("pair")?, file.numbers("pair rows")?);
        if mention.columns != 3 * HIDDEN || pair.columns != HIDDEN {
            return None;
        }
        for (at, row) in mention_rows.iter().enumerate() {
            fill(&mention, at, ranker.mention.get_mut(row as usize)?.as_flattened_mut());
        }
        for (at, row) in pair_rows.iter().enumerate() {
            fill(&pair, at, ranker.pair.get_mut(row as usize)?);
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
        if case.settled {
            return None;
        }
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
        let mut all = grow(new - most);
        for (index, (candidate, score)) in case.candidates.iter().zip(&sums.scores).enumerate() {
            let odds = grow(score - most);
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
        if best.1 < needed * all { None } else { best.0 }
    }
}

fn fill(table: &Table, row: usize, slots: &mut [f32]) {
    let (numbers, scale) = table.row(row);
    slots.iter_mut().zip(numbers).for_each(|(slot, number)| *slot = f32::from(number) * scale);
}

/// e to the power of what is not above nothing, by a polynomial: the same on any machine.
fn grow(power: f32) -> f32 {
    let doubled = (power * std::f32::consts::LOG2_E).max(-60.0);
    let whole = doubled.floor();
    let part = (doubled - whole) * std::f32::consts::LN_2;
    let series = 1.0 + part * (1.0 + part * (0.5 + part * (1.0 / 6.0 + part * (1.0 / 24.0 + part * (1.0 / 120.0)))));
    f32::from_bits(((whole as i32 + 127) as u32) << 23) * series
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_are_near_enough() {
        for power in [0.0f32, -0.1, -0.69, -1.0, -7.3, -30.0] {
            assert!((grow(power) / power.exp() - 1.0).abs() < 1e-4, "{power}: {}", grow(power));
        }
    }
}
