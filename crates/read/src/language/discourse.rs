//! All places of a word in a text agree on what it is: “Setalvar” alone is a person where “Ana Setalvar” is one.
//!
//! Invariant: only words that begin with a capital, stand beside no other, and are met twice or more, change their scores.
//! Cost: a few dozen exponentials for each of them. After: Gale, Church & Yarowsky, One Sense per Discourse, 1992;
//! Krishnan & Manning, 2006.

use super::net::{Hashed, hash};

/// How far each place moves towards the mean of all.
const SHARE: f32 = 0.9;
/// The most kinds of names, outside counted.
const CLASSES: usize = 16;

/// Buffers of one thread.
#[derive(Default)]
pub struct Discourse {
    /// From a word to its sums.
    known: Hashed<u32>,
    sums: Vec<([f32; CLASSES], u32)>,
    /// Each word that may change: its place in the text, its sums, its own.
    own: Vec<(u32, u32, [f32; CLASSES])>,
}

/// Lets the places of each word agree: `scores` has `stride` numbers for each, outside first, then four for each of `kinds`.
pub fn agree(words: &[&str], scores: &mut [f32], stride: usize, kinds: usize, discourse: &mut Discourse) {
    let Discourse { known, sums, own } = discourse;
    known.clear();
    sums.clear();
    own.clear();
    for (at, (word, scores)) in words.iter().zip(scores.chunks_exact(stride)).enumerate() {
        if !is_capital(word) {
            continue;
        }
        let likely = classes(scores, kinds);
        let place = *known.entry(hash(word, 0)).or_insert_with(|| {
            sums.push(([0.0; CLASSES], 0));
            sums.len() as u32 - 1
        });
        let (sum, count) = &mut sums[place as usize];
        sum.iter_mut().zip(likely).for_each(|(sum, likely)| *sum += likely);
        *count += 1;
        // “Paris” may be whoever “Ana Paris” is; “Ana Paris” is no town, whatever “Paris” is.
        let alone = |neighbour: Option<&&str>| neighbour.is_none_or(|word| !is_capital(word));
        if alone(at.checked_sub(1).and_then(|at| words.get(at))) && alone(words.get(at + 1)) {
            own.push((at as u32, place, likely));
        }
    }
    for (at, place, likely) in own {
        let (sum, count) = &sums[*place as usize];
        if *count < 2 {
            continue;
        }
        let row = &mut scores[*at as usize * stride..][..1 + 4 * kinds];
        let change = |class: usize| SHARE * (sum[class] / *count as f32 - likely[class]);
        row[0] += change(0);
        for (kind, places) in row[1..].chunks_exact_mut(4).enumerate() {
            let change = change(kind + 1);
            places.iter_mut().for_each(|score| *score += change);
        }
    }
}

fn is_capital(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_some()
}

/// How likely the word alone is to be outside or of each kind, as logarithms.
fn classes(row: &[f32], kinds: usize) -> [f32; CLASSES] {
    let most = row[..1 + 4 * kinds].iter().fold(f32::MIN, |most, score| most.max(*score));
    let mut classes = [0.0; CLASSES];
    classes[0] = (row[0] - most).exp();
    for (class, places) in classes[1..].iter_mut().zip(row[1..1 + 4 * kinds].chunks_exact(4)) {
        *class = places.iter().map(|score| (score - most).exp()).sum();
    }
    let all: f32 = classes[..=kinds].iter().sum();
    classes[..=kinds].iter_mut().for_each(|class| *class = (*class / all).max(1e-12).ln());
    classes
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of one kind: for each word how likely a name of one word is, as a logarithm of odds.
    fn check(words: &[&str], odds: &[f32], expected: &[bool]) {
        let mut scores: Vec<f32> = odds.iter().flat_map(|odds| [0.0, -20.0, -20.0, -20.0, *odds]).collect();
        agree(words, &mut scores, 5, 1, &mut Discourse::default());
        let found: Vec<bool> = scores.chunks(5).map(|row| row[4] > row[0]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_sure_place_speaks_for_an_unsure_one() {
        check(&["Oller", "spoke", "Oller"], &[6.0, -9.0, -1.0], &[true, false, true]);
    }

    #[test]
    fn a_word_beside_another_capital_speaks_but_does_not_listen() {
        check(&["Ana", "Oller", "left", "Oller"], &[6.0, 6.0, -9.0, -4.0], &[true, true, false, true]);
        check(&["Ana", "Oller", "left", "Oller"], &[6.0, -1.0, -9.0, 6.0], &[true, false, false, true]);
    }

    #[test]
    fn small_letters_are_another_word() {
        check(&["Rush", "rush"], &[6.0, -1.0], &[true, false]);
        check(&["rush", "rush"], &[6.0, -1.0], &[true, false]);
    }
}
