//! How well groups fit groups: B³, MUC, CEAF by entities, and their mean (CoNLL), as the reference scorer defines them.
//!
//! Both sides group the same things. Cost: linear, but for CEAFe, which matches groups by the Hungarian method.
//! After: Bagga & Baldwin 1998; Vilain et al. 1995; Luo 2005; Pradhan et al. 2014.

use std::collections::BTreeMap;

/// Precision and recall.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Figure {
    pub precision: f64,
    pub recall: f64,
}

impl Figure {
    pub fn f1(self) -> f64 {
        2.0 * self.precision * self.recall / (self.precision + self.recall).max(1e-12)
    }
}

/// Groups by number: of each thing in turn.
type Groups<'a> = &'a [usize];

fn members(groups: Groups) -> BTreeMap<usize, Vec<usize>> {
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    groups.iter().enumerate().for_each(|(thing, group)| members.entry(*group).or_default().push(thing));
    members
}

/// How much of each thing's group is right, and found.
pub fn b_cubed(gold: Groups, found: Groups) -> Figure {
    let mut both: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    gold.iter().zip(found).for_each(|pair| *both.entry((*pair.0, *pair.1)).or_default() += 1.0);
    let (golds, founds) = (members(gold), members(found));
    let count = gold.len().max(1) as f64;
    let precision: f64 = both.iter().map(|((_, own), n)| n * n / founds[own].len() as f64).sum();
    let recall: f64 = both.iter().map(|((own, _), n)| n * n / golds[own].len() as f64).sum();
    Figure { precision: precision / count, recall: recall / count }
}

/// Links that are missing from groups.
pub fn muc(gold: Groups, found: Groups) -> Figure {
    let side = |own: Groups, other: Groups| {
        let (mut kept, mut all) = (0, 0);
        for group in members(own).values() {
            let parts: std::collections::BTreeSet<usize> = group.iter().map(|thing| other[*thing]).collect();
            kept += group.len() - parts.len();
            all += group.len() - 1;
        }
        kept as f64 / all.max(1) as f64
    };
    Figure { precision: side(found, gold), recall: side(gold, found) }
}

/// The best match of groups one to one.
pub fn ceaf_e(gold: Groups, found: Groups) -> Figure {
    let (golds, founds) = (members(gold), members(found));
    let place = |groups: &BTreeMap<usize, Vec<usize>>| -> BTreeMap<usize, usize> {
        groups.keys().enumerate().map(|(at, group)| (*group, at)).collect()
    };
    let (rows, columns) = (place(&golds), place(&founds));
    let mut both: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    gold.iter().zip(found).for_each(|pair| *both.entry((*pair.0, *pair.1)).or_default() += 1.0);
    let size = rows.len().max(columns.len());
    let mut gain = vec![vec![0.0; size]; size];
    for ((one, other), n) in both {
        gain[rows[&one]][columns[&other]] = 2.0 * n / (golds[&one].len() + founds[&other].len()) as f64;
    }
    let best = assigned(&gain);
    Figure { precision: best / founds.len().max(1) as f64, recall: best / golds.len().max(1) as f64 }
}

/// The mean of the three F1.
pub fn conll(gold: Groups, found: Groups) -> f64 {
    (muc(gold, found).f1() + b_cubed(gold, found).f1() + ceaf_e(gold, found).f1()) / 3.0
}

/// The most that a one-to-one choice of columns for rows gains (Kuhn 1955, with potentials).
fn assigned(gain: &[Vec<f64>]) -> f64 {
    let size = gain.len();
    let (mut rows, mut columns) = (vec![0.0; size + 1], vec![0.0; size + 1]);
    let (mut row_of, mut way) = (vec![0usize; size + 1], vec![0usize; size + 1]);
    for row in 1..=size {
        row_of[0] = row;
        let mut column = 0;
        let (mut least, mut used) = (vec![f64::INFINITY; size + 1], vec![false; size + 1]);
        loop {
            used[column] = true;
            let own = row_of[column];
            let (mut step, mut next) = (f64::INFINITY, 0);
            for other in 1..=size {
                if used[other] {
                    continue;
                }
                let cost = -gain[own - 1][other - 1] - rows[own] - columns[other];
                if cost < least[other] {
                    (least[other], way[other]) = (cost, column);
                }
                if least[other] < step {
                    (step, next) = (least[other], other);
                }
            }
            for other in 0..=size {
                if used[other] {
                    rows[row_of[other]] += step;
                    columns[other] -= step;
                } else {
                    least[other] -= step;
                }
            }
            column = next;
            if row_of[column] == 0 {
                break;
            }
        }
        while column != 0 {
            row_of[column] = row_of[way[column]];
            column = way[column];
        }
    }
    (1..=size).map(|column| gain[row_of[column] - 1][column - 1]).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gold {a b c} {d e} against {a b} {c d e}: by hand.
    #[test]
    fn figures_are_those_worked_out_by_hand() {
        let (gold, found) = ([0, 0, 0, 1, 1], [0, 0, 1, 1, 1]);
        let near = |figure: Figure, precision: f64, recall: f64| {
            assert!((figure.precision - precision).abs() < 1e-9 && (figure.recall - recall).abs() < 1e-9, "{figure:?}");
        };
        near(muc(&gold, &found), 2.0 / 3.0, 2.0 / 3.0);
        near(b_cubed(&gold, &found), (2.0 + 1.0 / 3.0 + 4.0 / 3.0) / 5.0, (4.0 / 3.0 + 1.0 / 3.0 + 2.0) / 5.0);
        near(ceaf_e(&gold, &found), 0.8, 0.8);
    }

    #[test]
    fn what_stands_alone_counts_for_nothing_in_muc() {
        let figure = muc(&[0, 1, 2], &[0, 1, 2]);
        assert_eq!((figure.precision, figure.recall), (0.0, 0.0));
        assert_eq!(b_cubed(&[0, 1, 2], &[0, 1, 2]).f1(), 1.0);
    }
}
