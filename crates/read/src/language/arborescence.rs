//! The best tree: a head for each word, one word under the root, no circles.
//!
//! Invariant: what is given back is a tree. Cost: linear in the scores where the best heads are one already, which is
//! usual; else the square of the words for each circle. Source: Chu & Liu 1965; Edmonds 1967.

use super::best::best;

/// The heads of `count` words, numbered from 1 with 0 for the root; `scores` holds, word by word, one for each head from 0.
pub(super) fn heads(count: usize, scores: &[f32], heads: &mut Vec<u32>) {
    let width = count + 1;
    let scores = &scores[..count * width];
    heads.clear();
    if count == 0 {
        return;
    }
    heads.extend(scores.chunks_exact(width).map(|row| best(row) as u32));
    let roots = heads.iter().filter(|head| **head == 0).count();
    if roots == 1 && is_tree(heads) {
        return;
    }
    // One word under the root: the one that loses least by it.
    let graph = Graph::of(count, scores);
    let tree = arborescence(&graph);
    let candidates: Vec<usize> = (1..width).filter(|word| tree[*word] == 0).collect();
    let chosen = match candidates[..] {
        [_] => tree,
        _ => {
            candidates
                .iter()
                .map(|root| {
                    let mut graph = graph.clone();
                    (1..width).filter(|word| word != root).for_each(|word| graph.set(word, 0, f32::NEG_INFINITY));
                    let tree = arborescence(&graph);
                    let sum: f32 = (1..width).map(|word| graph.row(word)[tree[word]]).sum();
                    (sum, tree)
                })
                .fold((f32::NEG_INFINITY, tree.clone()), |best, next| if next.0 > best.0 { next } else { best })
                .1
        }
    };
    heads.iter_mut().zip(&chosen[1..]).for_each(|(head, chosen)| *head = *chosen as u32);
}

/// For each node the score of each head, row by row; node 0 is the root. No node is its own head.
#[derive(Clone)]
struct Graph {
    count: usize,
    scores: Vec<f32>,
}

impl Graph {
    /// Without heads.
    fn new(count: usize) -> Graph {
        Graph { count, scores: vec![f32::NEG_INFINITY; count * count] }
    }

    /// Of `count` words, whose rows are given one behind the other.
    fn of(count: usize, scores: &[f32]) -> Graph {
        let mut graph = Graph::new(count + 1);
        graph.scores[count + 1..].copy_from_slice(scores);
        (1..=count).for_each(|word| graph.set(word, word, f32::NEG_INFINITY));
        graph
    }

    fn row(&self, node: usize) -> &[f32] {
        &self.scores[node * self.count..(node + 1) * self.count]
    }

    fn set(&mut self, node: usize, head: usize, score: f32) {
        self.scores[node * self.count + head] = score;
    }
}

/// Whether every word leads to the root.
fn is_tree(heads: &[u32]) -> bool {
    let mut seen = vec![0u32; heads.len() + 1];
    for start in 1..=heads.len() {
        let mut at = start;
        while at != 0 && seen[at] == 0 {
            seen[at] = start as u32;
            at = heads[at - 1] as usize;
        }
        if at != 0 && seen[at] == start as u32 {
            return false;
        }
    }
    true
}

/// The best heads without circles.
fn arborescence(graph: &Graph) -> Vec<usize> {
    let count = graph.count;
    let mut heads: Vec<usize> = (0..count).map(|node| best(graph.row(node))).collect();
    heads[0] = 0;
    let Some(circle) = circle(&heads) else { return heads };
    let inside = |word: usize| circle.contains(&word);
    let outside: Vec<usize> = (0..count).filter(|word| !inside(*word)).collect();
    // The circle becomes one node, the last.
    let one = outside.len();
    let mut smaller = Graph::new(one + 1);
    let (mut entered, mut left) = (vec![circle[0]; one], vec![circle[0]; one]);
    for (at, node) in outside.iter().copied().enumerate() {
        let row = graph.row(node);
        let others = outside.iter().enumerate().filter(|(other, _)| *other != at);
        others.for_each(|(other, head)| smaller.set(at, other, row[*head]));
        for word in circle.iter().copied() {
            let own = graph.row(word);
            let gain = own[node] - own[heads[word]];
            if gain > smaller.row(one)[at] {
                smaller.set(one, at, gain);
                entered[at] = word;
            }
            if row[word] > smaller.row(at)[one] {
                smaller.set(at, one, row[word]);
                left[at] = word;
            }
        }
    }
    let found = arborescence(&smaller);
    for (at, node) in outside.iter().copied().enumerate().filter(|(_, node)| *node != 0) {
        heads[node] = if found[at] == one { left[at] } else { outside[found[at]] };
    }
    heads[entered[found[one]]] = outside[found[one]];
    heads
}

/// The words of a circle, where there is one.
fn circle(heads: &[usize]) -> Option<Vec<usize>> {
    let mut seen = vec![0; heads.len()];
    for start in 1..heads.len() {
        let mut at = start;
        while at != 0 && seen[at] == 0 {
            seen[at] = start;
            at = heads[at];
        }
        if at != 0 && seen[at] == start {
            let mut circle = vec![at];
            let mut next = heads[at];
            while next != at {
                circle.push(next);
                next = heads[next];
            }
            return Some(circle);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(scores: &[&[f32]], expected: &[u32]) {
        let mut found = Vec::new();
        heads(scores.len(), &scores.concat(), &mut found);
        assert_eq!(found, expected);
    }

    #[test]
    fn a_circle_is_opened_where_it_costs_least() {
        const NO: f32 = f32::NEG_INFINITY;
        check(&[&[5.0, NO, 9.0], &[1.0, 9.0, NO]], &[0, 1]);
    }

    #[test]
    fn one_word_stands_under_the_root() {
        const NO: f32 = f32::NEG_INFINITY;
        check(&[&[9.0, NO, 1.0], &[8.0, 3.0, NO]], &[0, 1]);
    }

    /// All trees of few words, one by one.
    fn best(count: usize, scores: &[f32]) -> f32 {
        let width = count + 1;
        let mut best = f32::NEG_INFINITY;
        for code in 0..width.pow(count as u32) {
            let heads: Vec<u32> = (0..count).map(|word| (code / width.pow(word as u32) % width) as u32).collect();
            let legal = heads.iter().enumerate().all(|(word, head)| *head as usize != word + 1)
                && heads.iter().filter(|head| **head == 0).count() == 1
                && is_tree(&heads);
            if legal {
                best =
                    best.max(heads.iter().enumerate().map(|(word, head)| scores[word * width + *head as usize]).sum());
            }
        }
        best
    }

    proptest! {
        #[test]
        fn no_tree_is_better(count in 1usize..6, drawn in proptest::collection::vec(-9i32..9, 42)) {
            let width = count + 1;
            let mut scores: Vec<f32> = drawn[..count * width].iter().map(|score| *score as f32).collect();
            (0..count).for_each(|word| scores[word * width + word + 1] = f32::NEG_INFINITY);
            let mut found = Vec::new();
            heads(count, &scores, &mut found);
            prop_assert!(is_tree(&found));
            prop_assert_eq!(found.iter().filter(|head| **head == 0).count(), 1);
            let sum: f32 = found.iter().enumerate().map(|(word, head)| scores[word * width + *head as usize]).sum();
            prop_assert_eq!(sum, best(count, &scores));
        }
    }
}
