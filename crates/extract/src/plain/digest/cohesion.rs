//! How far the text before a place comes back in the text after it.
//!
//! Invariant: at a place, no more than [`REACH`] words on either side are looked at; every share lies in 0..=1.
//! Cost: linear in the text times the number of places in a window.

use super::words::{NONE, Words};

/// Words on either side of a place that are looked at.
const REACH: usize = 400;
/// Lengths of the nearer windows, in words.
const NEAR: usize = 50;
const MIDDLE: usize = 140;

/// What a place looks like; each share is weighted by how rare a word is in the text.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Cohesion {
    /// Of the different words after it, within 50, 140 and 400 words: the share that stood within some words before it.
    pub near: f32,
    pub middle: f32,
    pub far: f32,
    /// Of the different words right before it, the share that comes again within 400 words.
    pub back: f32,
    /// Of the names within 140 and 400 words after it, the share that stood anywhere before it.
    pub names_middle: f32,
    pub names_far: f32,
    /// Of the names within 140 words before it, the share that comes again within 400 words.
    pub names_back: f32,
    /// Names after it that stand in full and for the first time, per hundred words.
    pub introduced: f32,
    /// Names after it that stand alone and had come before, per hundred words.
    pub resumed: f32,
    /// Chains of a word that run across it, against those in its neighbourhood.
    pub crossing: f32,
    /// The same for names alone.
    pub names_crossing: f32,
}

/// A weighted share.
#[derive(Default, Clone, Copy)]
struct Share {
    all: f32,
    held: f32,
}

impl Share {
    fn add(&mut self, weight: f32, holds: bool) {
        self.all += weight;
        self.held += if holds { weight } else { 0.0 };
    }

    /// Drawn to one half where there is little to go by.
    fn value(self) -> f32 {
        (self.held + 0.5) / (self.all + 1.0)
    }
}

/// The cohesion at the beginning of each line.
pub(super) fn cohesion(words: &Words) -> Vec<Cohesion> {
    let count = words.starts.len() - 1;
    let all = crossing(words, |_| true);
    let names = crossing(words, |stem| words.names[stem]);
    (0..count)
        .map(|number| {
            let place = words.starts[number] as usize;
            let mut found = at(words, place);
            found.crossing = all[number];
            found.names_crossing = names[number];
            found
        })
        .collect()
}

fn at(words: &Words, place: usize) -> Cohesion {
    let (mut near, mut middle, mut far) = (Share::default(), Share::default(), Share::default());
    let (mut names_middle, mut names_far) = (Share::default(), Share::default());
    let (mut introduced, mut resumed) = (0.0, 0.0);
    let from = place as u32;
    let end = words.words.len().min(place + REACH);
    for (offset, word) in words.words[place..end].iter().enumerate() {
        // Only where it comes first after the place.
        if word.last != NONE && word.last >= from {
            continue;
        }
        let weight = words.weight(word);
        let distance = if word.last == NONE { usize::MAX } else { (from - word.last) as usize };
        let is_name = words.is_name(word);
        if offset < NEAR {
            near.add(weight, distance <= MIDDLE);
        }
        if offset < MIDDLE {
            middle.add(weight, distance <= REACH);
            if is_name {
                names_middle.add(1.0, word.last != NONE);
                introduced += f32::from(word.last == NONE && word.beside_capital);
                resumed += f32::from(word.last != NONE && !word.beside_capital);
            }
        }
        far.add(weight, distance <= 2 * REACH);
        if is_name {
            names_far.add(1.0, word.last != NONE);
        }
    }
    let (mut back, mut names_back) = (Share::default(), Share::default());
    for word in &words.words[place.saturating_sub(MIDDLE)..place] {
        if word.next != NONE && word.next < from {
            continue;
        }
        let returns = word.next != NONE && (word.next - from) as usize <= REACH;
        back.add(words.weight(word), returns);
        if words.is_name(word) {
            names_back.add(1.0, returns);
        }
    }
    let hundreds = ((end - place).min(MIDDLE) as f32 / 100.0).max(0.2);
    Cohesion {
        near: near.value(),
        middle: middle.value(),
        far: far.value(),
        back: back.value(),
        names_middle: names_middle.value(),
        names_far: names_far.value(),
        names_back: names_back.value(),
        introduced: introduced / hundreds,
        resumed: resumed / hundreds,
        crossing: 1.0,
        names_crossing: 1.0,
    }
}

/// Per line, the weight of the chains that cross its beginning, against the mean of its neighbourhood.
fn crossing(words: &Words, counts: impl Fn(usize) -> bool) -> Vec<f32> {
    let lines = words.starts.len() - 1;
    let mut sums = vec![0.0f64; words.words.len() + 1];
    for (at, word) in words.words.iter().enumerate() {
        if word.last != NONE && at - word.last as usize <= REACH && counts(word.stem as usize) {
            let weight = f64::from(words.weight(word));
            sums[word.last as usize + 1] += weight;
            sums[at + 1] -= weight;
        }
    }
    // sums[place] is then what crosses the place before the word at `place`; its running total serves the means.
    let mut crosses = 0.0;
    let mut total = vec![0.0f64; sums.len() + 1];
    for (at, sum) in sums.iter_mut().enumerate() {
        crosses += *sum;
        *sum = crosses;
        total[at + 1] = total[at] + crosses;
    }
    (0..lines)
        .map(|number| {
            let place = words.starts[number] as usize;
            let (from, to) = (place.saturating_sub(REACH), (place + REACH).min(sums.len()));
            let mean = (total[to] - total[from]) / (to - from).max(1) as f64;
            ((sums[place] + 0.5) / (mean + 0.5)) as f32
        })
        .collect()
}
