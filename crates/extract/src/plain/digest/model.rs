//! What the signs of a gap weigh together: small trees whose leaves are added up (`model.txt`).
//!
//! Invariant: the model names its signs, and a test holds that they are those of the table in their order.
//! Cost: one look-up a level and tree. After: Friedman, Greedy Function Approximation, 2001.

use std::sync::LazyLock;

/// Splits of a tree, level by level: at split `n`, a value below its bound leads to `2n + 1`, another to `2n + 2`.
const SPLITS: usize = 7;

/// A tree of three levels.
struct Tree {
    splits: [(u8, f32); SPLITS],
    leaves: [f32; SPLITS + 1],
}

/// The trees, and what stands without them.
pub(super) struct Model {
    pub signs: Vec<&'static str>,
    base: f32,
    trees: Vec<Tree>,
}

/// The model that ships.
pub(super) static MODEL: LazyLock<Model> = LazyLock::new(|| Model::read(include_str!("model.txt")));

impl Model {
    /// The logarithm of the odds that a gap with these signs begins an article.
    pub fn odds(&self, signs: &[f32]) -> f32 {
        let leaf = |tree: &Tree| {
            let mut at = 0;
            while at < SPLITS {
                let (sign, bound) = tree.splits[at];
                at = 2 * at + 1 + usize::from(signs[sign as usize] >= bound);
            }
            tree.leaves[at - SPLITS]
        };
        self.base + self.trees.iter().map(leaf).sum::<f32>()
    }

    fn read(text: &'static str) -> Model {
        let mut model = Model { signs: Vec::new(), base: 0.0, trees: Vec::new() };
        for line in text.lines() {
            match line.split_once(' ') {
                Some(("sign", name)) => model.signs.push(name),
                Some(("base", value)) => model.base = number(value),
                Some(("tree", values)) => model.trees.push(tree(values)),
                _ => {}
            }
        }
        model
    }
}

/// “3<0.25 …” seven times, then eight leaves.
fn tree(values: &str) -> Tree {
    let mut tree = Tree { splits: [(0, 0.0); SPLITS], leaves: [0.0; SPLITS + 1] };
    let mut leaves = 0;
    let mut splits = 0;
    for value in values.split_whitespace() {
        match value.split_once('<') {
            Some((sign, bound)) => {
                tree.splits[splits] = (sign.parse().expect("a sign of model.txt is a number"), number(bound));
                splits += 1;
            }
            None => {
                tree.leaves[leaves] = number(value);
                leaves += 1;
            }
        }
    }
    assert!(splits == SPLITS && leaves == SPLITS + 1, "a tree of model.txt has three levels");
    tree
}

fn number(value: &str) -> f32 {
    value.parse().expect("model.txt holds numbers")
}

#[cfg(test)]
mod tests {
    use super::super::gap::SIGNS;
    use super::*;

    #[test]
    fn the_model_knows_the_signs_of_the_table() {
        let names: Vec<&str> = SIGNS.iter().map(|sign| sign.name).collect();
        assert_eq!(MODEL.signs, names, "train it anew: cargo xtask train digest");
        assert!(MODEL.trees.iter().all(|tree| tree.splits.iter().all(|(sign, _)| (*sign as usize) < SIGNS.len())));
    }
}
