//! Trees fitted one after the other to what those before them leave (gradient boosting on logistic loss).
//!
//! Invariant: deterministic: no draws; among equal splits the first sign and the lowest bound win.
//! Cost: rows × signs a level and tree. After: Friedman, Greedy Function Approximation, 2001.

/// Bounds tried a sign.
const BINS: usize = 48;
const LEVELS: usize = 3;
const SPLITS: usize = (1 << LEVELS) - 1;
const SHRINKAGE: f64 = 0.1;
/// Holds leaves of few rows near zero.
const PENALTY: f64 = 8.0;
/// The least curvature on either side of a split.
const FEWEST: f64 = 4.0;

/// Rows of values, each with its answer and how much it counts.
#[derive(Default)]
pub struct Rows {
    pub values: Vec<Vec<f32>>,
    pub answers: Vec<bool>,
    pub weights: Vec<f64>,
}

/// A fitted tree, laid out as the extractor reads it.
pub struct Tree {
    pub splits: [(usize, f32); SPLITS],
    pub leaves: [f64; SPLITS + 1],
}

/// Fits trees; the base odds, and the trees.
pub fn fit(rows: &Rows, count: usize) -> (f64, Vec<Tree>) {
    let signs = rows.values[0].len();
    let bounds: Vec<Vec<f32>> = (0..signs).map(|sign| bounds(rows, sign)).collect();
    let bins: Vec<Vec<u8>> = (0..signs)
        .map(|sign| {
            rows.values.iter().map(|row| bounds[sign].partition_point(|bound| *bound <= row[sign]) as u8).collect()
        })
        .collect();
    let total: f64 = rows.weights.iter().sum();
    let yes: f64 = rows.weights.iter().zip(&rows.answers).filter(|(_, yes)| **yes).map(|(weight, _)| weight).sum();
    let base = (yes / (total - yes)).ln();
    let mut odds = vec![base; rows.values.len()];
    let mut trees = Vec::new();
    for _ in 0..count {
        let slopes: Vec<(f64, f64)> = odds
            .iter()
            .zip(&rows.answers)
            .zip(&rows.weights)
            .map(|((odds, yes), weight)| {
                let chance = 1.0 / (1.0 + (-odds).exp());
                (weight * (f64::from(u8::from(*yes)) - chance), weight * chance * (1.0 - chance))
            })
            .collect();
        let tree = tree(&bins, &bounds, &slopes, &mut odds);
        trees.push(tree);
    }
    (base, trees)
}

fn tree(bins: &[Vec<u8>], bounds: &[Vec<f32>], slopes: &[(f64, f64)], odds: &mut [f64]) -> Tree {
    let mut splits = [(0usize, f32::MIN); SPLITS];
    let mut place = vec![0usize; slopes.len()];
    for level in 0..LEVELS {
        let first = (1 << level) - 1;
        let nodes = 1 << level;
        let mut best = vec![(1e-6, 0usize, 0usize); nodes];
        for (sign, bins) in bins.iter().enumerate() {
            let mut sums = vec![(0.0f64, 0.0f64); nodes * (BINS + 1)];
            for ((bin, slope), place) in bins.iter().zip(slopes).zip(&place) {
                let sum = &mut sums[(place - first) * (BINS + 1) + usize::from(*bin)];
                sum.0 += slope.0;
                sum.1 += slope.1;
            }
            for node in 0..nodes {
                let sums = &sums[node * (BINS + 1)..(node + 1) * (BINS + 1)];
                let all = sums.iter().fold((0.0, 0.0), |all, sum| (all.0 + sum.0, all.1 + sum.1));
                let gain = |part: (f64, f64)| part.0 * part.0 / (part.1 + PENALTY);
                let mut low = (0.0, 0.0);
                for (bound, sum) in sums.iter().enumerate().take(bounds[sign].len()) {
                    low = (low.0 + sum.0, low.1 + sum.1);
                    let high = (all.0 - low.0, all.1 - low.1);
                    if low.1 < FEWEST || high.1 < FEWEST {
                        continue;
                    }
                    let gain = gain(low) + gain(high) - gain(all);
                    if gain > best[node].0 {
                        best[node] = (gain, sign, bound);
                    }
                }
            }
        }
        let mut chosen = vec![None; nodes];
        for (node, (gain, sign, bound)) in best.iter().enumerate() {
            if *gain > 1e-6 {
                splits[first + node] = (*sign, bounds[*sign][*bound]);
                chosen[node] = Some((*sign, *bound));
            }
        }
        for (row, place) in place.iter_mut().enumerate() {
            let high = chosen[*place - first].is_none_or(|(sign, bound)| usize::from(bins[sign][row]) > bound);
            *place = 2 * *place + 1 + usize::from(high);
        }
    }
    let mut sums = [(0.0, 0.0); SPLITS + 1];
    for (slope, place) in slopes.iter().zip(&place) {
        let sum = &mut sums[place - SPLITS];
        sum.0 += slope.0;
        sum.1 += slope.1;
    }
    let leaves = sums.map(|sum| SHRINKAGE * sum.0 / (sum.1 + PENALTY));
    odds.iter_mut().zip(&place).for_each(|(odds, place)| *odds += leaves[place - SPLITS]);
    Tree { splits, leaves }
}

/// The file of a model, as the extractor reads it.
pub fn write(head: &str, signs: &[&str], base: f64, trees: &[Tree]) -> String {
    let mut lines: Vec<String> = signs.iter().map(|name| format!("sign {name}")).collect();
    lines.push(format!("base {base:.4}"));
    for tree in trees {
        let splits: Vec<String> = tree.splits.iter().map(|(sign, bound)| format!("{sign}<{bound}")).collect();
        let leaves: Vec<String> = tree.leaves.iter().map(|leaf| format!("{leaf:.4}")).collect();
        lines.push(format!("tree {} {}", splits.join(" "), leaves.join(" ")));
    }
    format!("{head}{}\n", lines.join("\n"))
}

/// The bounds that cut the values of a sign into equal parts; a value at a bound lies above it.
fn bounds(rows: &Rows, sign: usize) -> Vec<f32> {
    let mut values: Vec<f32> = rows.values.iter().map(|row| row[sign]).collect();
    values.sort_by(f32::total_cmp);
    let mut bounds: Vec<f32> = (1..=BINS).map(|part| values[(values.len() - 1) * part / BINS]).collect();
    let mut rare: Vec<f32> = values.clone();
    rare.dedup();
    if rare.len() <= BINS {
        bounds = rare[1..].to_vec();
    }
    bounds.dedup();
    bounds
}

/// The odds that trees give a row.
pub fn odds(base: f64, trees: &[Tree], row: &[f32]) -> f64 {
    let leaf = |tree: &Tree| {
        let mut at = 0;
        while at < SPLITS {
            let (sign, bound) = tree.splits[at];
            at = 2 * at + 1 + usize::from(row[sign] >= bound);
        }
        tree.leaves[at - SPLITS]
    };
    base + trees.iter().map(leaf).sum::<f64>()
}
