//! What is asked of the encoder for names: of each word where it stands in a name, and of what kind the name is.
//!
//! Invariant: places are numbered as [`dateline_read::language::net`] numbers them: outside first, then for each kind begin,
//! inside, end, single. The loss is that of all ways to place names in the sentence (a conditional random field whose only
//! transitions are those that must or cannot be).
//! Cost: linear in the words. After: Ratinov & Roth 2009 (BILOU); Lafferty, McCallum & Pereira 2001.

use super::Head;
use super::weight::{Draws, Weight};
use ndarray::Array2;
use std::ops::Range;

pub struct Names {
    pub places: Weight,
    pub bias: Weight,
    pub goals: Goals,
}

/// How likely each place is to be right, a row for a word; places that are next to never right are left out.
#[derive(Default)]
pub struct Goals {
    ends: Vec<u32>,
    parts: Vec<(u8, f32)>,
}

impl Goals {
    /// A row for each of `places`, sure of it.
    pub fn sure(places: usize) -> Goals {
        Goals { ends: (1..=places as u32).collect(), parts: (0..places).map(|place| (place as u8, 1.0)).collect() }
    }

    /// Adds a word: `sure` of the place `right`, for the rest as `likely` says, where it does. Its row.
    pub fn add(&mut self, right: usize, sure: f32, likely: &[f32]) -> usize {
        // What is less likely is left out.
        let least = 0.002 * likely.iter().sum::<f32>();
        let all: f32 = likely.iter().filter(|likely| **likely > least).sum();
        let rest = if all > 0.0 { 1.0 - sure } else { 0.0 };
        if sure > 0.0 || all == 0.0 {
            self.parts.push((right as u8, 1.0 - rest));
        }
        for (place, likely) in likely.iter().enumerate().filter(|(_, likely)| **likely > least) {
            if rest > 0.0 {
                self.parts.push((place as u8, rest * likely / all));
            }
        }
        self.ends.push(self.parts.len() as u32);
        self.ends.len() - 1
    }

    fn of(&self, row: usize) -> &[(u8, f32)] {
        let start = if row == 0 { 0 } else { self.ends[row - 1] as usize };
        &self.parts[start..self.ends[row] as usize]
    }
}

impl Names {
    pub fn new(inputs: usize, kinds: usize, draws: &mut Draws) -> Names {
        Names {
            places: Weight::layer(inputs, 1 + 4 * kinds, draws),
            bias: Weight::bias(1 + 4 * kinds),
            goals: Goals::default(),
        }
    }
}

impl Head for Names {
    type Answer = usize;

    fn learn(
        &mut self,
        seen: &Array2<f32>,
        sentences: &[Range<usize>],
        answers: &[usize],
        _: &mut Draws,
    ) -> (f32, Array2<f32>) {
        let mut scores = seen.dot(&self.places.value) + self.bias.value.row(0);
        let share = 1.0 / answers.len() as f32;
        let loss =
            sentences.iter().map(|sentence| surprise(&mut scores, sentence.clone(), &self.goals, answers, share)).sum();
        self.bias.learn_bias(&scores);
        let gradient = self.places.back(seen, &scores);
        (loss, gradient)
    }

    fn weights(&mut self) -> Vec<&mut Weight> {
        vec![&mut self.places, &mut self.bias]
    }
}

/// The place of each word of a sentence.
pub fn places(count: usize, names: &[(Range<usize>, usize)]) -> Vec<usize> {
    let mut places = vec![0; count];
    for (range, kind) in names {
        let first = 1 + 4 * kind;
        if range.len() == 1 {
            places[range.start] = first + 3;
        } else {
            places[range.clone()].fill(first + 1);
            places[range.start] = first;
            places[range.end - 1] = first + 2;
        }
    }
    places
}

/// The places of a piece without those of names that it cuts: “last | week” where only “last” is in it.
pub fn whole(places: &[usize]) -> Vec<usize> {
    let mut whole = places.to_vec();
    let stands = |place: usize| if place == 0 { None } else { Some((place - 1) % 4) };
    // From the front, what goes on in or ends a name that did not begin; from behind, what begins or goes on in one.
    for (at, _) in places.iter().enumerate().take_while(|(_, place)| matches!(stands(**place), Some(1 | 2))) {
        whole[at] = 0;
    }
    for (at, _) in places.iter().enumerate().rev().take_while(|(_, place)| matches!(stands(**place), Some(0 | 1))) {
        whole[at] = 0;
    }
    whole
}

/// The loss of a sentence; its scores become their slopes: how likely each place is, less what is right.
fn surprise(scores: &mut Array2<f32>, sentence: Range<usize>, goals: &Goals, answers: &[usize], share: f32) -> f32 {
    let mut right = 0.0;
    for at in sentence.clone() {
        right +=
            goals.of(answers[at]).iter().map(|(place, part)| part * scores[(at, usize::from(*place))]).sum::<f32>();
    }
    let whole = likely(scores, sentence.clone());
    for at in sentence {
        let mut own = scores.row_mut(at);
        goals.of(answers[at]).iter().for_each(|(place, part)| own[usize::from(*place)] -= part);
        own *= share;
    }
    (whole - right) * share
}

/// The logarithm of the sum over all ways to place names in a sentence; its scores become how likely each place is.
pub fn likely(scores: &mut Array2<f32>, sentence: Range<usize>) -> f32 {
    let (count, kinds) = (sentence.len(), (scores.ncols() - 1) / 4);
    // Before each word: the sum over all ways that have no name open, and over those that have one of each kind open.
    let (mut closed, mut open) = (vec![0.0; count + 1], vec![vec![f32::NEG_INFINITY; kinds]; count + 1]);
    for at in 0..count {
        let own = scores.row(sentence.start + at);
        closed[at + 1] = closed[at] + own[0];
        for kind in 0..kinds {
            let [begin, inside, end, single] = [1, 2, 3, 4].map(|place| own[place + 4 * kind]);
            closed[at + 1] = either(closed[at + 1], either(closed[at] + single, open[at][kind] + end));
            open[at + 1][kind] = either(closed[at] + begin, open[at][kind] + inside);
        }
    }
    let whole = closed[count];
    // The same sums over what is behind each word.
    let (mut later, mut within) = (0.0, vec![f32::NEG_INFINITY; kinds]);
    for at in (0..count).rev() {
        let mut own = scores.row_mut(sentence.start + at);
        let likely = |sum: f32| (sum - whole).exp();
        let mut next = later + own[0];
        own[0] = likely(closed[at] + next);
        let behind = later;
        for kind in 0..kinds {
            let [begin, inside, end, single] = [1, 2, 3, 4].map(|place| own[place + 4 * kind]);
            own[1 + 4 * kind] = likely(closed[at] + begin + within[kind]);
            own[2 + 4 * kind] = likely(open[at][kind] + inside + within[kind]);
            own[3 + 4 * kind] = likely(open[at][kind] + end + behind);
            own[4 + 4 * kind] = likely(closed[at] + single + behind);
            next = either(next, either(single + behind, begin + within[kind]));
            within[kind] = either(inside + within[kind], end + behind);
        }
        later = next;
    }
    whole
}

/// The logarithm of a sum, of logarithms.
fn either(one: f32, other: f32) -> f32 {
    let (more, less) = if one > other { (one, other) } else { (other, one) };
    if less == f32::NEG_INFINITY { more } else { more + (less - more).exp().ln_1p() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slopes_are_those_of_the_loss() {
        let mut goals = Goals::default();
        let doubt = [0.5, 0.0, 0.0, 0.0, 0.5, 0.0, 0.0, 0.0, 0.0];
        let places = places(4, &[(1..3, 1), (3..4, 0)]);
        let answers: Vec<usize> = places.iter().map(|place| goals.add(*place, 0.6, &doubt)).collect();
        let mut draws = Draws::new(7);
        let scores = Weight::drawn(4, 9, 1.0, &mut draws).value;
        let loss = |scores: &Array2<f32>| surprise(&mut scores.clone(), 0..4, &goals, &answers, 1.0);
        let mut slopes = scores.clone();
        surprise(&mut slopes, 0..4, &goals, &answers, 1.0);
        for (place, slope) in slopes.indexed_iter() {
            let step = |by: f32| {
                let mut moved = scores.clone();
                moved[place] += by;
                loss(&moved)
            };
            let found = (step(0.01) - step(-0.01)) / 0.02;
            assert!((found - slope).abs() < 2e-3, "{place:?}: {found} and {slope}");
        }
    }
}
