//! How well chains agree with others: MUC, B³, CEAF-e, their mean, and the precision of pairs.
//!
//! Mentions match by their words exactly. Of B³ a mention that the other side has not counts nothing, as in the reference
//! scorer. Invariant: figures are sums of parts over documents. Cost: CEAF-e is the cube of the number of chains.
//! Source: Pradhan et al., Scoring coreference partitions of predicted mentions, 2014; Vilain 1995; Bagga & Baldwin 1998;
//! Luo 2005; Kuhn 1955.

use super::data::Chain;
use std::collections::BTreeMap;
use std::ops::Range;

/// A share: its parts.
#[derive(Clone, Copy, Default, PartialEq, Debug)]
pub struct Share {
    pub right: f64,
    pub of: f64,
}

impl Share {
    pub fn value(self) -> f64 {
        if self.of == 0.0 { 0.0 } else { self.right / self.of }
    }

    fn add(&mut self, other: Share) {
        self.right += other.right;
        self.of += other.of;
    }
}

/// Precision and recall.
#[derive(Clone, Copy, Default, Debug)]
pub struct Measure {
    pub precision: Share,
    pub recall: Share,
}

impl Measure {
    pub fn f1(self) -> f64 {
        let (precision, recall) = (self.precision.value(), self.recall.value());
        if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }
    }

    fn add(&mut self, other: Measure) {
        self.precision.add(other.precision);
        self.recall.add(other.recall);
    }

    pub fn line(self) -> String {
        format!("P {:.3} R {:.3} F1 {:.3}", self.precision.value(), self.recall.value(), self.f1())
    }
}

/// All measures of some documents.
#[derive(Clone, Copy, Default, Debug)]
pub struct Score {
    pub mentions: Measure,
    pub muc: Measure,
    pub b_cubed: Measure,
    pub ceaf: Measure,
    /// Pairs of mentions found to be of one thing: those that are, both found as they should be.
    pub pairs: Measure,
    /// The same of pairs whose mentions are both right.
    pub matched_pairs: Share,
}

impl Score {
    /// The mean that CoNLL's shared tasks ranked by.
    pub fn conll(&self) -> f64 {
        (self.muc.f1() + self.b_cubed.f1() + self.ceaf.f1()) / 3.0
    }

    pub fn add(&mut self, other: &Score) {
        self.mentions.add(other.mentions);
        self.muc.add(other.muc);
        self.b_cubed.add(other.b_cubed);
        self.ceaf.add(other.ceaf);
        self.pairs.add(other.pairs);
        self.matched_pairs.add(other.matched_pairs);
    }

    /// Of one document: `found` against `key`. Chains of one mention are left out of `found` and `key` both.
    pub fn of(key: &[Chain], found: &[Chain]) -> Score {
        let (key, found) = (Partition::of(key), Partition::of(found));
        let both = |share: &dyn Fn(&Partition, &Partition) -> Share| Measure {
            precision: share(&found, &key),
            recall: share(&key, &found),
        };
        let similarity = ceaf(&key, &found);
        let out_of = |partition: &Partition| Share { right: similarity, of: partition.chains.len() as f64 };
        Score {
            mentions: both(&mentions),
            muc: both(&muc),
            b_cubed: both(&b_cubed),
            ceaf: Measure { precision: out_of(&found), recall: out_of(&key) },
            pairs: both(&pairs),
            matched_pairs: matched_pairs(&found, &key),
        }
    }
}

/// Chains, and which one each mention is in.
struct Partition<'a> {
    chains: Vec<&'a Chain>,
    places: BTreeMap<(usize, usize), usize>,
}

impl<'a> Partition<'a> {
    fn of(chains: &'a [Chain]) -> Partition<'a> {
        let chains: Vec<&Chain> = chains.iter().filter(|chain| chain.len() > 1).collect();
        let places = chains
            .iter()
            .enumerate()
            .flat_map(|(index, chain)| chain.iter().map(move |mention| ((mention.start, mention.end), index)))
            .collect();
        Partition { chains, places }
    }

    fn place(&self, mention: &Range<usize>) -> Option<usize> {
        self.places.get(&(mention.start, mention.end)).copied()
    }

    /// How many mentions of `chain` are in each chain of this side, and how many in none.
    fn cut(&self, chain: &Chain) -> (BTreeMap<usize, usize>, usize) {
        let mut parts = BTreeMap::new();
        let mut alone = 0;
        for mention in chain {
            match self.place(mention) {
                Some(place) => *parts.entry(place).or_default() += 1,
                None => alone += 1,
            }
        }
        (parts, alone)
    }
}

fn mentions(of: &Partition, against: &Partition) -> Share {
    let all = || of.chains.iter().flat_map(|chain| chain.iter());
    Share { right: all().filter(|mention| against.place(mention).is_some()).count() as f64, of: all().count() as f64 }
}

/// Links that are needed to hold each chain together, less those that are missing.
fn muc(of: &Partition, against: &Partition) -> Share {
    let mut share = Share::default();
    for chain in &of.chains {
        let (parts, alone) = against.cut(chain);
        share.right += (chain.len() - parts.len() - alone) as f64;
        share.of += (chain.len() - 1) as f64;
    }
    share
}

/// For each mention the share of its chain that is with it on the other side.
fn b_cubed(of: &Partition, against: &Partition) -> Share {
    let mut share = Share::default();
    for chain in &of.chains {
        let (parts, _) = against.cut(chain);
        share.right += parts.values().map(|count| (count * count) as f64 / chain.len() as f64).sum::<f64>();
        share.of += chain.len() as f64;
    }
    share
}

/// How alike chains are, each with the one that it is best paired with.
fn ceaf(key: &Partition, found: &Partition) -> f64 {
    let mut alike = vec![vec![0.0; found.chains.len()]; key.chains.len()];
    for (chain, row) in key.chains.iter().zip(&mut alike) {
        for (place, common) in found.cut(chain).0 {
            row[place] = 2.0 * common as f64 / (chain.len() + found.chains[place].len()) as f64;
        }
    }
    best_pairing(&alike)
}

fn pairs(of: &Partition, against: &Partition) -> Share {
    let two = |count: usize| (count * count.saturating_sub(1) / 2) as f64;
    let mut share = Share::default();
    for chain in &of.chains {
        share.right += against.cut(chain).0.into_values().map(two).sum::<f64>();
        share.of += two(chain.len());
    }
    share
}

fn matched_pairs(of: &Partition, against: &Partition) -> Share {
    let two = |count: usize| (count * count.saturating_sub(1) / 2) as f64;
    let mut share = Share::default();
    for chain in &of.chains {
        let parts = against.cut(chain).0;
        share.of += two(parts.values().sum());
        share.right += parts.into_values().map(two).sum::<f64>();
    }
    share
}

/// The largest sum of one number from each row, no two of one column (the Hungarian method on costs below nothing).
fn best_pairing(gains: &[Vec<f64>]) -> f64 {
    let count = gains.len().max(gains.first().map_or(0, Vec::len));
    if gains.is_empty() || count == 0 {
        return 0.0;
    }
    let cost = |row: usize, column: usize| -gains.get(row).and_then(|row| row.get(column)).copied().unwrap_or(0.0);
    // Rows and columns are counted from 1; 0 stands for none.
    let (mut rows, mut columns) = (vec![0.0; count + 1], vec![0.0; count + 1]);
    let (mut taken, mut way) = (vec![0usize; count + 1], vec![0usize; count + 1]);
    for row in 1..=count {
        taken[0] = row;
        let mut at = 0;
        let (mut least, mut seen) = (vec![f64::INFINITY; count + 1], vec![false; count + 1]);
        while taken[at] != 0 {
            seen[at] = true;
            let (own, mut step, mut next) = (taken[at], f64::INFINITY, 0);
            for column in (1..=count).filter(|column| !seen[*column]) {
                let reduced = cost(own - 1, column - 1) - rows[own] - columns[column];
                if reduced < least[column] {
                    (least[column], way[column]) = (reduced, at);
                }
                if least[column] < step {
                    (step, next) = (least[column], column);
                }
            }
            for column in 0..=count {
                if seen[column] {
                    rows[taken[column]] += step;
                    columns[column] -= step;
                } else {
                    least[column] -= step;
                }
            }
            at = next;
        }
        while at != 0 {
            taken[at] = taken[way[at]];
            at = way[at];
        }
    }
    (1..=count).map(|column| -cost(taken[column] - 1, column - 1)).sum()
}

#[cfg(test)]
#[allow(clippy::single_range_in_vec_init)]
mod tests {
    use super::*;

    /// Mentions are single words.
    fn chains(chains: &[&[usize]]) -> Vec<Chain> {
        chains.iter().map(|chain| chain.iter().map(|at| *at..*at + 1).collect()).collect()
    }

    fn check(share: Share, right: f64, of: f64) {
        assert!((share.right - right).abs() < 1e-9 && (share.of - of).abs() < 1e-9, "{share:?}, not {right} of {of}");
    }

    /// The worked example of Pradhan et al. 2014: key {a b c} {d e f g}, found {a b} {c d} {f g h i}.
    fn worked() -> Score {
        Score::of(&chains(&[&[0, 1, 2], &[3, 4, 5, 6]]), &chains(&[&[0, 1], &[2, 3], &[5, 6, 7, 8]]))
    }

    #[test]
    fn muc_counts_links_that_hold_chains_together() {
        // Key: 3 - 2 parts, 4 - 3 parts. Found: 2 - 1, 2 - 2, 4 - 3.
        check(worked().muc.recall, 2.0, 5.0);
        check(worked().muc.precision, 2.0, 5.0);
    }

    #[test]
    fn b_cubed_counts_shares_of_chains_mention_by_mention() {
        // Key: (4 + 1) / 3 and (1 + 4) / 4. Found: 4 / 2, (1 + 1) / 2, 4 / 4.
        check(worked().b_cubed.recall, 5.0 / 3.0 + 5.0 / 4.0, 7.0);
        check(worked().b_cubed.precision, 4.0, 8.0);
        assert!((worked().b_cubed.f1() - 0.454545).abs() < 1e-5);
    }

    #[test]
    fn ceaf_pairs_each_chain_with_one() {
        // {a b c}~{a b}: 4 / 5; {d e f g}~{f g h i}: 4 / 8.
        check(worked().ceaf.recall, 1.3, 2.0);
        check(worked().ceaf.precision, 1.3, 3.0);
        assert!((worked().ceaf.f1() - 0.52).abs() < 1e-9);
    }

    #[test]
    fn pairs_are_right_where_both_mentions_are_and_belong_together() {
        // Found pairs: ab, cd, and six of f g h i, of which fg is right. Of matched mentions: ab, cd, fg.
        check(worked().pairs.precision, 2.0, 8.0);
        check(worked().pairs.recall, 2.0, 9.0);
        check(worked().matched_pairs, 2.0, 3.0);
    }

    #[test]
    fn the_best_pairing_may_take_the_second_best_of_a_row() {
        assert!((best_pairing(&[vec![0.9, 0.8], vec![0.8, 0.1]]) - 1.6).abs() < 1e-9);
        assert!((best_pairing(&[vec![0.2, 0.5, 0.4]]) - 0.5).abs() < 1e-9);
        assert_eq!(best_pairing(&[]), 0.0);
    }

    #[test]
    fn what_is_all_right_scores_one() {
        let key = chains(&[&[0, 1, 2], &[4, 6]]);
        assert!((Score::of(&key, &key).conll() - 1.0).abs() < 1e-9);
    }
}
