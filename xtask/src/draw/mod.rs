//! Draws: what is labelled by hand. The seed decides, so that nobody picks.
//!
//! Invariant: the same names give the same draw: they are ordered by the SHA-256 of “seed:name”, whatever order they come in.

pub mod brat;
mod newsletters;
mod statements;

use sha2::{Digest, Sha256};

/// What is drawn.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Set {
    /// Mails, for boundaries and kinds
    Newsletters,
    /// Statements, for authority and anonymity
    Statements,
}

/// Prints what is labelled by hand.
pub fn run(set: Set) -> anyhow::Result<()> {
    match set {
        Set::Newsletters => newsletters::print(),
        Set::Statements => statements::print(),
    }
}

/// `all` in the order that the seed gives their names; what shares a name keeps its order.
fn ordered<T>(mut all: Vec<T>, seed: &str, name: impl Fn(&T) -> String) -> Vec<T> {
    all.sort_by_cached_key(|one| Sha256::digest(format!("{seed}:{}", name(one))).to_vec());
    all
}

#[cfg(test)]
mod tests {
    use super::ordered;

    #[test]
    fn a_draw_does_not_depend_on_the_order_of_the_files() {
        let names: Vec<String> = (0..90).map(|number| format!("{number}.eml")).collect();
        let backwards: Vec<String> = names.iter().rev().cloned().collect();
        assert_eq!(ordered(names.clone(), "a", String::clone), ordered(backwards, "a", String::clone));
        assert_ne!(ordered(names.clone(), "a", String::clone), ordered(names, "b", String::clone));
    }
}
