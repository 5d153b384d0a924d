//! What was computed of words seen before: the sums of each, kept from text to text.
//!
//! Sums for the first layer are kept as bytes, so that less is fetched, which takes longest.
//! Invariant: what is kept is what would be computed again. Room is made by forgetting a word that was not met for long, one
//! met often later than others; a word's place does not change while it is kept, and no word of the run that is read is
//! forgotten. Cost: a look at a table for each word; for a new one a step of a hand or some; nothing is moved.
//! After: Corbató, A Paging Experiment with the Multics System (the clock), 1968; Smith, 1978, for its counts.

use super::hashed::Hashed;

/// The most words that are kept: some megabytes. Of English news one word in seventeen is not among them.
const MOST: usize = 10_240;
/// How often the hand passes over a word, at most, before it is forgotten.
const PATIENCE: u32 = 15;

/// The sums of words.
#[derive(Default)]
pub(super) struct Kept {
    known: Hashed<u32>,
    /// Of each place its word.
    met: Vec<Met>,
    /// The run that is read.
    run: u32,
    /// Where the hand stands.
    hand: usize,
    /// For each place its sums for the first layer, one behind the other.
    pub sums: Vec<i8>,
    /// For each place its part of the answers, one behind the other.
    pub answers: Vec<i16>,
}

/// A word that is kept.
struct Met {
    key: u64,
    /// How often it was met since the hand passed, as far as it is counted.
    count: u32,
    /// The last run that it was met in.
    run: u32,
}

impl Kept {
    /// Begins a run of as many words, each with so many sums and answers.
    pub fn begin_run(&mut self, count: usize, sums: usize, answers: usize) {
        self.run = self.run.wrapping_add(1);
        if self.sums.capacity() == 0 {
            self.sums.reserve_exact((MOST + count) * sums);
            self.answers.reserve_exact((MOST + count) * answers);
        }
    }

    /// Where the sums of the word with this key are, and whether they are still to be computed.
    #[inline]
    pub fn place(&mut self, key: u64) -> (u32, bool) {
        if let Some(place) = self.known.get(&key) {
            let met = &mut self.met[*place as usize];
            (met.count, met.run) = (PATIENCE.min(met.count + 1), self.run);
            return (*place, false);
        }
        let fresh = Met { key, count: 0, run: self.run };
        let place = if self.met.len() < MOST { None } else { self.forgotten() };
        let place = match place {
            Some(place) => {
                self.known.remove(&self.met[place].key);
                self.met[place] = fresh;
                place
            }
            None => {
                self.met.push(fresh);
                self.met.len() - 1
            }
        } as u32;
        self.known.insert(key, place);
        (place, true)
    }

    /// Makes room at every place, for so many sums and answers.
    pub fn spread(&mut self, sums: usize, answers: usize) {
        self.sums.resize(self.sums.len().max(self.met.len() * sums), 0);
        self.answers.resize(self.answers.len().max(self.met.len() * answers), 0);
    }

    /// The place of a word that may be forgotten; none where all are of the run that is read.
    fn forgotten(&mut self) -> Option<usize> {
        let mut kept = 0;
        while kept < self.met.len() {
            let place = self.hand;
            self.hand = if place + 1 < self.met.len() { place + 1 } else { 0 };
            let met = &mut self.met[place];
            if met.run == self.run {
                kept += 1;
            } else if met.count == 0 {
                return Some(place);
            } else {
                met.count -= 1;
                kept = 0;
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn no_two_words_share_a_place(keys in proptest::collection::vec(0u64..9000, 1..12_000)) {
            let mut kept = Kept::default();
            for keys in keys.chunks(700) {
                kept.begin_run(keys.len(), 0, 1);
                let places: Vec<(u32, bool)> = keys.iter().map(|key| kept.place(*key)).collect();
                kept.spread(0, 1);
                let rows = &mut kept.answers;
                for (key, (place, fresh)) in keys.iter().zip(&places) {
                    if *fresh {
                        rows[*place as usize] = *key as i16;
                    }
                }
                for (key, (place, _)) in keys.iter().zip(&places) {
                    prop_assert_eq!(rows[*place as usize], *key as i16);
                }
            }
            prop_assert!(kept.met.len() <= MOST);
        }

        #[test]
        fn a_run_of_more_words_than_are_kept_has_a_place_for_each(more in 1u64..50) {
            let mut kept = Kept::default();
            kept.begin_run(MOST + more as usize, 0, 1);
            let places: BTreeSet<u32> = (0..MOST as u64 + more).map(|key| kept.place(key).0).collect();
            prop_assert_eq!(places.len(), MOST + more as usize);
        }

        #[test]
        fn a_word_met_often_is_not_forgotten(others in 1u64..20_000) {
            let mut kept = Kept::default();
            for other in 0..others {
                kept.begin_run(2, 0, 1);
                kept.place(other + 1);
                let (_, fresh) = kept.place(0);
                prop_assert_eq!(fresh, other == 0);
            }
        }
    }
}
