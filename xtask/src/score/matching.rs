//! Which span of ours stands for which marked one: one to one, those that share most words first.
//!
//! Invariant: no span is in two pairs; of equal shares the one that comes first wins. Cost: every two spans are compared.

use std::collections::BTreeSet;

/// The share that two spans must have in common.
const SHARE: f64 = 0.5;

/// A marked span and the one of ours that stands for it.
#[derive(Debug, PartialEq)]
pub struct Pair {
    /// The number of the marked span.
    pub gold: usize,
    /// The number of ours.
    pub own: usize,
    /// Words in common, over those of the longer.
    pub share: f64,
}

/// The pairs of spans, each given as the numbers of its words.
pub fn matched(gold: &[BTreeSet<usize>], ours: &[BTreeSet<usize>]) -> Vec<Pair> {
    let mut all = Vec::new();
    for (number, marked) in gold.iter().enumerate() {
        for (own, found) in ours.iter().enumerate() {
            let share = share(marked, found);
            if share >= SHARE {
                all.push(Pair { gold: number, own, share });
            }
        }
    }
    all.sort_by(|one, other| other.share.total_cmp(&one.share).then((one.gold, one.own).cmp(&(other.gold, other.own))));
    let (mut marked, mut found) = (BTreeSet::new(), BTreeSet::new());
    all.retain(|pair| {
        let free = !marked.contains(&pair.gold) && !found.contains(&pair.own);
        if free {
            marked.insert(pair.gold);
            found.insert(pair.own);
        }
        free
    });
    all
}

/// Words in common, over those of the longer.
pub fn share(one: &BTreeSet<usize>, other: &BTreeSet<usize>) -> f64 {
    one.intersection(other).count() as f64 / one.len().max(other.len()).max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(gold: &[&[usize]], ours: &[&[usize]], expected: &[(usize, usize, f64)]) {
        let sets = |spans: &[&[usize]]| -> Vec<BTreeSet<usize>> {
            spans.iter().map(|span| span.iter().copied().collect()).collect()
        };
        let found: Vec<_> =
            matched(&sets(gold), &sets(ours)).into_iter().map(|pair| (pair.gold, pair.own, pair.share)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_nearer_of_two_is_taken_and_the_other_is_left_over() {
        check(&[&[1, 2, 3, 4]], &[&[1, 2], &[1, 2, 3, 4]], &[(0, 1, 1.0)]);
    }

    #[test]
    fn less_than_half_of_the_longer_is_no_pair() {
        check(&[&[1, 2, 3, 4, 5]], &[&[1, 2]], &[]);
        check(&[&[1, 2]], &[&[1, 2, 3, 4, 5]], &[]);
    }

    #[test]
    fn spans_without_words_are_none() {
        check(&[&[]], &[&[]], &[]);
    }
}
