//! Which words of a story's documents tell one happening: any word that tells something, whatever its class.
//!
//! Two words are held against one another by a table of signs, whose weights were learnt (`data/happening.txt`, card in MODELS.md); then
//! groups join while they are alike on the average, the most alike first. Among the signs is the company a word keeps in the story: two
//! verbs whose sentences name the same people and things there are likelier one. Invariant: a function of the words of one story, not
//! of their order; whole numbers and square roots alone, so the same on every machine. Cost: the words squared, their groups' joins as
//! many times more. After: Barhom et al., ACL 2019; Sokal & Michener (average linkage), 1958.

mod company;
mod pair;
mod sign;

use company::Company;
use pair::Pair;
pub use sign::{SIGNS as HAPPENING_SIGNS, Weights};

/// How likely two groups of words must be one on the average, in thousandths.
pub const ONE_HAPPENING: i32 = 300;

/// A word that tells something, as it is judged. Words are hashes of stems; lists are in order, without repeats.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Mentioned {
    /// Its document.
    pub document: u64,
    /// Its sentence, counted in the document from 0.
    pub sentence: u32,
    /// Where it stands in the document.
    pub start: u32,
    /// The word in the form that a dictionary lists, in small letters.
    pub lemma: String,
    /// Its stem.
    pub stem: u32,
    /// It is a verb.
    pub is_verb: bool,
    /// Kinds of the classes of which it may tell.
    pub kinds: Vec<u8>,
    /// Who does it, or what.
    pub doers: Vec<u32>,
    /// To whom or what it is done.
    pub done_to: Vec<u32>,
    /// All that hangs on it, those included.
    pub sides: Vec<u32>,
    /// The other words of its sentence that tell something, and how much.
    pub around: Vec<(u32, u32)>,
    /// Numbers of its sentence.
    pub numbers: Vec<u32>,
    /// The other happenings of its sentence.
    pub beside: Vec<u32>,
}

/// Which happening each word of a story is of, by a number.
pub fn happenings(all: &[Mentioned], weights: &Weights, least: i32) -> Vec<usize> {
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by(|one, other| all[*one].cmp(&all[*other]));
    let company = Company::of(all);
    let mut alike: Vec<Vec<i64>> = vec![vec![i64::MIN; all.len()]; all.len()];
    for (at, one) in order.iter().enumerate() {
        for (before, other) in order[..at].iter().enumerate() {
            let chance = i64::from(weights.chance(&Pair::of(&all[*other], &all[*one], &company)));
            (alike[at][before], alike[before][at]) = (chance, chance);
        }
    }
    let mut group_of = vec![0; all.len()];
    for (at, group) in joined(alike, i64::from(least)).into_iter().enumerate() {
        group_of[order[at]] = group;
    }
    group_of
}

/// The signs that hold of each pair of words of a story, by number.
pub fn compared(all: &[Mentioned]) -> Vec<(usize, usize, Vec<usize>)> {
    let company = Company::of(all);
    let pairs = (0..all.len()).flat_map(|one| (0..one).map(move |other| (other, one)));
    pairs.map(|(one, other)| (one, other, sign::holding(&Pair::of(&all[one], &all[other], &company)))).collect()
}

/// Average linkage over sums of chances: the group of each member.
fn joined(mut sums: Vec<Vec<i64>>, least: i64) -> Vec<usize> {
    let count = sums.len();
    let (mut sizes, mut group_of) = (vec![1i64; count], (0..count).collect::<Vec<usize>>());
    let mut live: Vec<usize> = (0..count).collect();
    loop {
        let mut best: Option<(i64, usize, usize)> = None;
        for (at, one) in live.iter().enumerate() {
            for other in &live[at + 1..] {
                // A million times, so that averages that nearly are one stay apart.
                let average = sums[*one][*other] * 1_000_000 / (sizes[*one] * sizes[*other]);
                if best.is_none_or(|(most, ..)| average > most) {
                    best = Some((average, *one, *other));
                }
            }
        }
        let Some((_, kept, gone)) = best.filter(|(average, ..)| *average >= least * 1_000_000) else {
            return group_of;
        };
        live.retain(|group| *group != gone);
        for third in live.iter().copied().filter(|third| *third != kept) {
            let sum = sums[kept][third] + sums[gone][third];
            (sums[kept][third], sums[third][kept]) = (sum, sum);
        }
        sizes[kept] += sizes[gone];
        group_of.iter_mut().filter(|group| **group == gone).for_each(|group| *group = kept);
    }
}

#[cfg(test)]
mod tests;
