//! Which blocks of a page are of its content, where the page may be a list, and whether it is one.
//!
//! Each block has signs (`sign`); a model says what they weigh together; blocks of one make draw each other along. Those
//! blocks are kept that are the best bet together: the one with the greatest F1 by words that is to be expected. A page is a
//! list where the text that the rules for articles found is worth little by the same measure.
//! Invariant: the same page gives the same answer; the model holds numbers only. Cost: linear in blocks times their depth.

mod ground;
mod make;
mod place;
mod sign;

use super::block::Block;
use super::furniture::Named;
use super::phrase::Said;
use super::tree::Tree;
use crate::boost::Model;
use place::View;
use sign::SIGNS;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The model that ships: the logarithm of the odds that a word of a block is of the page's content.
static MODEL: LazyLock<Model> = LazyLock::new(|| Model::read(include_str!("model.txt")));

/// What the text of an article is worth at least, and how much of it is right.
const LEAST_WORTH: f32 = 0.2;
const LEAST_PRECISION: f32 = 0.5;

/// What is known of a page before.
pub(super) struct Known<'a> {
    pub tree: &'a Tree,
    pub blocks: &'a [Block],
    pub named: &'a [Named],
    /// The block of its headline, and the title that its markup states.
    pub title: Option<usize>,
    pub stated: Option<&'a str>,
    /// Which blocks the rules for articles keep, headline included.
    pub body: &'a [bool],
    /// What the words of each say of it.
    pub said: &'a [Said],
}

/// The blocks of a page as the model sees them.
#[derive(Debug)]
pub struct Blocks {
    /// The signs of each.
    pub signs: Vec<Vec<f32>>,
    words: Vec<f32>,
    makes: Vec<usize>,
    body: Vec<bool>,
    ask: Ask,
}

/// How much is known of whether a page is a list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Ask {
    /// It is none.
    Not,
    /// It calls itself an article.
    Unlikely,
    /// Nothing.
    Open,
    /// It is one.
    Sure,
}

/// What the model holds of a page's blocks.
pub(super) struct Bet {
    words: Vec<f32>,
    chances: Vec<f32>,
}

impl Blocks {
    pub(super) fn of(known: &Known, ask: Ask) -> Blocks {
        let view = View::of(known);
        let signs = |number: usize| {
            let place = view.place(number);
            SIGNS.iter().map(|sign| (sign.value)(&place)).collect()
        };
        Blocks {
            signs: (0..known.blocks.len()).map(signs).collect(),
            words: known.blocks.iter().map(|block| block.text.split_whitespace().count() as f32).collect(),
            makes: view.makes.of.iter().map(|(near, _)| *near).collect(),
            body: known.body.to_vec(),
            ask,
        }
    }

    /// Those that are kept, if the page is a list.
    pub(super) fn listed(&self) -> Option<Vec<bool>> {
        let odds: Vec<f32> = self.signs.iter().map(|signs| MODEL.odds(signs)).collect();
        self.listed_at(&odds)
    }

    /// The same by what another model says of them.
    pub fn listed_at(&self, odds: &[f32]) -> Option<Vec<bool>> {
        let bet = Bet::of(self, odds);
        let is_list = match self.ask {
            Ask::Not => false,
            // An article may be little beside what its readers say of it; of a list the text is not even its own.
            Ask::Unlikely => bet.worth(&self.body) < LEAST_WORTH && bet.precision(&self.body) < LEAST_PRECISION,
            Ask::Open => bet.worth(&self.body) < LEAST_WORTH,
            Ask::Sure => true,
        };
        is_list.then(|| bet.best())
    }

    /// Those that the rules for articles keep.
    pub fn body(&self) -> &[bool] {
        &self.body
    }
}

/// The names of the signs, in their order.
pub(super) fn sign_names() -> Vec<&'static str> {
    SIGNS.iter().map(|sign| sign.name).collect()
}

impl Bet {
    fn of(blocks: &Blocks, odds: &[f32]) -> Bet {
        // Half of what is held of a block is what is held of its make.
        let mut sums: BTreeMap<usize, (f32, f32)> = BTreeMap::new();
        for ((make, odds), words) in blocks.makes.iter().zip(odds).zip(&blocks.words) {
            let sum = sums.entry(*make).or_default();
            sum.0 += odds * words.max(0.01);
            sum.1 += words.max(0.01);
        }
        let chance = |(make, odds): (&usize, &f32)| {
            let (sum, words) = sums[make];
            1.0 / (1.0 + (-(odds + sum / words) / 2.0).exp())
        };
        Bet { chances: blocks.makes.iter().zip(odds).map(chance).collect(), words: blocks.words.clone() }
    }

    /// The blocks that are the best bet together: the surest, as many as are worth most.
    fn best(&self) -> Vec<bool> {
        let mut order: Vec<usize> = (0..self.words.len()).collect();
        order.sort_by(|a, b| self.chances[*b].total_cmp(&self.chances[*a]));
        let all = self.right(|_| true);
        let (mut right, mut kept, mut best, mut count) = (0.0, 0.0, 0.0, 0);
        for (number, block) in order.iter().enumerate() {
            right += self.words[*block] * self.chances[*block];
            kept += self.words[*block];
            let worth = f1(right, kept, all);
            if worth > best {
                (best, count) = (worth, number + 1);
            }
        }
        let mut keeps = vec![false; order.len()];
        order[..count].iter().for_each(|block| keeps[*block] = true);
        keeps
    }

    /// What keeping these blocks is worth.
    fn worth(&self, keeps: &[bool]) -> f32 {
        f1(self.right(|number| keeps[number]), self.count(keeps), self.right(|_| true))
    }

    /// The share of these blocks' words that is expected to be right.
    fn precision(&self, keeps: &[bool]) -> f32 {
        self.right(|number| keeps[number]) / self.count(keeps).max(1.0)
    }

    fn count(&self, keeps: &[bool]) -> f32 {
        self.words.iter().zip(keeps).filter(|(_, keeps)| **keeps).map(|(words, _)| words).sum()
    }

    /// The words that are expected to be right among those of some blocks.
    fn right(&self, keeps: impl Fn(usize) -> bool) -> f32 {
        let kept = (0..self.words.len()).filter(|number| keeps(*number));
        kept.map(|number| self.words[number] * self.chances[number]).sum()
    }
}

/// F1 of what is kept, of which so much is right, of all that is.
fn f1(right: f32, kept: f32, all: f32) -> f32 {
    2.0 * right / (kept + all).max(1.0)
}

#[cfg(test)]
mod tests {
    use super::{Ask, Bet, Blocks, MODEL, sign_names};

    #[test]
    fn the_model_knows_the_signs_of_the_table() {
        assert!(MODEL.knows(&sign_names()), "train it anew: cargo xtask train listing");
    }

    fn check(words: &[f32], odds: &[f32], makes: &[usize], expected: &[bool]) {
        let (signs, body) = (vec![Vec::new(); words.len()], vec![false; words.len()]);
        let blocks = Blocks { signs, words: words.to_vec(), makes: makes.to_vec(), body, ask: Ask::Sure };
        assert_eq!(Bet::of(&blocks, odds).best(), expected);
    }

    #[test]
    fn a_large_block_that_is_unlikely_is_left_and_a_small_one_kept_with_its_like() {
        check(&[100.0, 400.0, 5.0], &[3.0, -3.0, 2.0], &[0, 1, 2], &[true, false, true]);
        check(&[10.0, 10.0, 10.0, 10.0], &[3.0, 3.0, -1.0, -3.0], &[0, 0, 0, 1], &[true, true, true, false]);
    }

    #[test]
    fn a_page_without_words_is_no_trouble() {
        check(&[], &[], &[], &[]);
    }
}
