//! What signs weigh together: small trees whose leaves are added up, read from a file that `cargo xtask train` writes.
//!
//! Invariant: a model names its signs, and a test beside each table holds that they are its own in their order.
//! Cost: one look-up a level and tree. After: Friedman, Greedy Function Approximation, 2001.

/// Splits of a tree, level by level: at split `n`, a value below its bound leads to `2n + 1`, another to `2n + 2`.
const SPLITS: usize = 7;

/// A tree of three levels.
struct Tree {
    splits: [(u8, f32); SPLITS],
    leaves: [f32; SPLITS + 1],
}

/// The trees, and what stands without them.
pub(crate) struct Model {
    signs: Vec<&'static str>,
    base: f32,
    trees: Vec<Tree>,
}

impl Model {
    /// The logarithm of the odds of what was asked, where these are the signs.
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

    /// Reads the file of a model.
    pub fn read(text: &'static str) -> Model {
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

    /// Whether it was trained on these signs.
    #[cfg(test)]
    pub fn knows(&self, signs: &[&str]) -> bool {
        let within = |tree: &Tree| tree.splits.iter().all(|(sign, _)| (*sign as usize) < signs.len());
        self.signs == signs && self.trees.iter().all(within)
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
                tree.splits[splits] = (sign.parse().expect("a sign of a model is a number"), number(bound));
                splits += 1;
            }
            None => {
                tree.leaves[leaves] = number(value);
                leaves += 1;
            }
        }
    }
    assert!(splits == SPLITS && leaves == SPLITS + 1, "a tree of a model has three levels");
    tree
}

fn number(value: &str) -> f32 {
    value.parse().expect("a model holds numbers")
}
