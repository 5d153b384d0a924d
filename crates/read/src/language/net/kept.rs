//! What was computed of words seen before: the sums of each, kept from text to text.
//!
//! Invariant: what is kept is what would be computed again. Room is made by forgetting the words met least; a word's place
//! does not change while it is kept. Cost: a look at a table for each word; nothing is moved.

use super::hashed::Hashed;

/// The most words that are kept: some megabytes. Of English news one word in nine is not among them.
const MOST: usize = 6144;

/// The sums of words.
#[derive(Default)]
pub(super) struct Kept {
    known: Hashed<u32>,
    /// Of each place its word's key, and how often that was met.
    met: Vec<(u64, u32)>,
    /// Places whose words were forgotten.
    free: Vec<u32>,
    /// For each place its sums, one behind the other.
    pub numbers: Vec<i16>,
}

impl Kept {
    /// Makes room for as many new words, each with `stride` numbers.
    pub fn make_room(&mut self, count: usize, stride: usize) {
        if self.known.len() + count > MOST {
            self.forget();
        }
        if self.numbers.capacity() == 0 {
            self.numbers.reserve_exact((MOST + count) * stride);
        }
    }

    /// Where the sums of the word with this key are, and whether they are still to be computed.
    #[inline]
    pub fn place(&mut self, key: u64) -> (u32, bool) {
        if let Some(place) = self.known.get(&key) {
            self.met[*place as usize].1 += 1;
            return (*place, false);
        }
        let place = self.free.pop().unwrap_or(self.met.len() as u32);
        if place as usize == self.met.len() {
            self.met.push((key, 1));
        } else {
            self.met[place as usize] = (key, 1);
        }
        self.known.insert(key, place);
        (place, true)
    }

    /// Room for the sums of every place, each of `stride` numbers.
    pub fn rows(&mut self, stride: usize) -> &mut [i16] {
        self.numbers.resize(self.numbers.len().max(self.met.len() * stride), 0);
        &mut self.numbers
    }

    /// Keeps the words met most often, at most half, and forgets the others.
    fn forget(&mut self) {
        let mut counts: Vec<u32> = self.known.values().map(|place| self.met[*place as usize].1).collect();
        counts.sort_unstable_by(|one, other| other.cmp(one));
        // A word met but once since is no better than any other.
        let least = counts.get(MOST / 2).map_or(1, |count| count + 1).max(2);
        self.known.clear();
        self.free.clear();
        for (place, (key, count)) in self.met.iter_mut().enumerate() {
            if *count >= least {
                *count /= 2;
                self.known.insert(*key, place as u32);
            } else {
                *count = 0;
                self.free.push(place as u32);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_two_words_share_a_place(keys in proptest::collection::vec(0u64..9000, 1..12_000)) {
            let mut kept = Kept::default();
            for keys in keys.chunks(700) {
                kept.make_room(keys.len(), 1);
                for key in keys {
                    let (place, fresh) = kept.place(*key);
                    let rows = kept.rows(1);
                    if fresh {
                        rows[place as usize] = *key as i16;
                    }
                    prop_assert_eq!(rows[place as usize], *key as i16);
                }
            }
            prop_assert!(kept.met.len() <= MOST + 700);
        }

        #[test]
        fn a_word_met_often_is_not_forgotten(others in 1u64..20_000) {
            let mut kept = Kept::default();
            for other in 0..others {
                kept.make_room(2, 1);
                kept.place(other + 1);
                let (_, fresh) = kept.place(0);
                prop_assert_eq!(fresh, other == 0);
            }
        }
    }
}
