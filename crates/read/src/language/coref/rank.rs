//! The network that says how likely two mentions point to the same: rows of tables added up, one hidden layer.
//!
//! Invariant: sums are made in one order, so that the answers are the same on any machine.
//! Cost: a row of a pair is [`HIDDEN`] additions. After: Clark & Manning 2016, made small. Card: MODELS.md.

use super::feature::{MENTION_ROWS, MENTION_WIDTH, PAIR_ROWS, PAIR_WIDTH, Rows};
use super::search::Case;
use crate::language::net::{File, Machine, Table, round};

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

/// The same numbers, whole, as they are run: sums of sixteen bits.
pub struct Runner {
    mention: Vec<[[i16; HIDDEN]; 3]>,
    pair: Vec<[i16; HIDDEN]>,
    bias: [[i16; HIDDEN]; 2],
    out: [[f32; HIDDEN]; 2],
    threshold: f32,
    growth: f32,
}

/// What numbers are multiplied by to be whole.
const UNIT: f32 = 512.0;

/// Sums of mentions.
#[derive(Default)]
pub struct Sums {
    earlier: Vec<[i16; HIDDEN]>,
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

    /// Ready to run.
    pub fn runner(&self) -> Runner {
        let whole = |numbers: &[f32; HIDDEN]| numbers.map(|number| round((number * UNIT).clamp(-4095.0, 4095.0)));
        Runner {
            mention: self.mention.iter().map(|row| row.each_ref().map(whole)).collect(),
            pair: self.pair.iter().map(whole).collect(),
            bias: self.bias.each_ref().map(whole),
            out: self.out,
            threshold: self.threshold,
            growth: self.growth,
        }
    }
}

impl Runner {
    #[inline(always)]
    fn sum(&self, rows: &Rows<MENTION_WIDTH>, part: usize) -> [i16; HIDDEN] {
        let mut sum = [0i16; HIDDEN];
        for row in rows.lit() {
            let numbers = &self.mention[usize::from(*row)][part];
            sum.iter_mut().zip(numbers).for_each(|(sum, number)| *sum = sum.saturating_add(*number));
        }
        sum
    }

    #[inline(always)]
    fn pair(&self, rows: &Rows<PAIR_WIDTH>, later: &[i16; HIDDEN], earlier: &[i16; HIDDEN]) -> f32 {
        let mut sum = self.bias[0];
        for ((sum, one), other) in sum.iter_mut().zip(later).zip(earlier) {
            *sum = sum.saturating_add(*one).saturating_add(*other);
        }
        for row in rows.lit() {
            let numbers = &self.pair[usize::from(*row)];
            sum.iter_mut().zip(numbers).for_each(|(sum, number)| *sum = sum.saturating_add(*number));
        }
        answer(&sum, &self.out[0])
    }

    /// Which candidate a mention belongs to: the best, where it is better by enough than being new.
    pub fn decide(&self, case: &Case, machine: Machine, sums: &mut Sums) -> Option<usize> {
        machine.run(Decide { ranker: self, case, sums })
    }
}

/// The work of deciding, compiled for the machine.
struct Decide<'a, 'b> {
    ranker: &'a Runner,
    case: &'a Case<'b>,
    sums: &'a mut Sums,
}

impl pulp::NullaryFnOnce for Decide<'_, '_> {
    type Output = Option<usize>;

    #[inline(always)]
    fn call(self) -> Option<usize> {
        let Decide { ranker, case, sums } = self;
        if case.mention == 0 {
            sums.earlier.clear();
        }
        let rows = &case.rows[case.mention];
        sums.earlier.push(ranker.sum(rows, 1));
        if case.settled || case.candidates.is_empty() {
            return None;
        }
        let later = ranker.sum(rows, 0);
        let mut new = ranker.sum(rows, 2);
        new.iter_mut().zip(&ranker.bias[1]).for_each(|(sum, bias)| *sum = sum.saturating_add(*bias));
        let new = answer(&new, &ranker.out[1]);
        sums.scores.clear();
        let mut most = new;
        for candidate in case.candidates {
            let score = ranker.pair(&candidate.rows, &later, &sums.earlier[candidate.mention]);
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
        let needed = ranker.threshold + ranker.growth * (1.0 - 1.0 / size.max(1.0));
        if best.1 < needed * all { None } else { best.0 }
    }
}

fn fill(table: &Table, row: usize, slots: &mut [f32]) {
    let (numbers, scale) = table.row(row);
    slots.iter_mut().zip(numbers).for_each(|(slot, number)| *slot = f32::from(number) * scale);
}

/// e to the power of what is not above nothing, by a polynomial: the same on any machine.
#[inline(always)]
fn grow(power: f32) -> f32 {
    let doubled = (power * std::f32::consts::LOG2_E).max(-60.0);
    let whole = doubled.floor();
    let part = (doubled - whole) * std::f32::consts::LN_2;
    let series = 1.0 + part * (1.0 + part * (0.5 + part * (1.0 / 6.0 + part * (1.0 / 24.0 + part * (1.0 / 120.0)))));
    f32::from_bits(((whole as i32 + 127) as u32) << 23) * series
}

/// What is above nothing, times the weights, in eight sums.
#[inline(always)]
fn answer(sum: &[i16; HIDDEN], out: &[f32; HIDDEN]) -> f32 {
    let mut parts = [0.0; 8];
    for (sums, weights) in sum.chunks_exact(8).zip(out.chunks_exact(8)) {
        for ((part, sum), weight) in parts.iter_mut().zip(sums).zip(weights) {
            *part += f32::from((*sum).max(0)) * weight;
        }
    }
    let sum = (parts[0] + parts[4]) + (parts[1] + parts[5]) + ((parts[2] + parts[6]) + (parts[3] + parts[7]));
    sum * (1.0 / UNIT)
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
