//! What a noun or a first name means, as far as its vector tells: man or woman, person, body, place, and how near two are.
//!
//! Each axis runs from one list of words to another. Invariant: a function of the vectors that ship.
//! Cost: a hundred products an axis. After: Bolukbasi et al., Man is to computer programmer, 2016.

use super::letters::key;
use crate::language::net::{VECTOR, Vectors, round};

/// The lists: a line each, its name first.
const LISTS: &str = dateline_lexicon::SENSES;

/// From which list to which other each axis runs.
const ENDS: [(&str, &str); AXES] = [("male", "female"), ("person", "thing"), ("body", "thing"), ("place", "thing")];

/// How many axes there are.
pub(super) const AXES: usize = 4;
/// How many steps an axis has.
pub(super) const STEPS: usize = 7;

/// The axes, ready to measure on.
pub(super) struct Senses {
    axes: [[i16; VECTOR]; AXES],
}

/// What an axis is multiplied by to be whole numbers.
const UNIT: f32 = 4096.0;

/// A word's vector in whole numbers, its length, and where it lies on each axis.
#[derive(Clone)]
pub(super) struct Sense {
    numbers: [i8; VECTOR],
    length: f32,
    axes: [f32; AXES],
}

impl Senses {
    /// From the lists that ship.
    pub fn of(vectors: &Vectors) -> Senses {
        let mean = |name: &str| {
            let words = LISTS.lines().filter_map(|line| line.split_once('|')).find(|(own, _)| own.trim() == name);
            let mut sum = [0.0; VECTOR];
            for word in words.map_or("", |(_, words)| words).split_whitespace() {
                let Some(vector) = vectors.find(word) else { continue };
                let length = vector.iter().map(|number| number * number).sum::<f32>().sqrt().max(1e-6);
                sum.iter_mut().zip(vector).for_each(|(sum, number)| *sum += number / length);
            }
            unit(sum)
        };
        let axes = ENDS.map(|(to, from)| {
            let (to, from) = (mean(to), mean(from));
            unit(std::array::from_fn(|at| to[at] - from[at])).map(|number| round(number * UNIT))
        });
        Senses { axes }
    }

    /// What is known of a word with this key.
    pub fn find(&self, key: u64, vectors: &Vectors) -> Option<Sense> {
        let (found, _) = vectors.at(vectors.place((key >> 32) as u32)?);
        let mut numbers = [0i8; VECTOR];
        numbers.iter_mut().zip(found).for_each(|(slot, number)| *slot = number);
        let square: i32 = numbers.iter().map(|number| i32::from(*number) * i32::from(*number)).sum();
        let length = (square as f32).sqrt().max(1.0);
        let axes = std::array::from_fn(|axis| {
            let products = self.axes[axis].iter().zip(&numbers);
            let product: i32 = products.map(|(one, other)| i32::from(*one) * i32::from(*other)).sum();
            product as f32 / (length * UNIT)
        });
        Some(Sense { numbers, length, axes })
    }

    /// The same of a word.
    pub fn of_word(&self, word: &str, vectors: &Vectors) -> Option<Sense> {
        self.find(key(word), vectors)
    }
}

impl Sense {
    /// The step of an axis that it is on.
    pub fn step(&self, axis: usize) -> usize {
        (((self.axes[axis] + 0.35) * 10.0).max(0.0) as usize).min(STEPS - 1)
    }

    /// Where it lies between the two ends, less than nothing near the second.
    pub fn on(&self, axis: usize) -> f32 {
        self.axes[axis]
    }

    /// How near two are: the cosine.
    pub fn near(&self, other: &Sense) -> f32 {
        let product: i32 =
            self.numbers.iter().zip(&other.numbers).map(|(one, other)| i32::from(*one) * i32::from(*other)).sum();
        product as f32 / (self.length * other.length)
    }
}

fn unit(vector: [f32; VECTOR]) -> [f32; VECTOR] {
    let length = vector.iter().map(|number| number * number).sum::<f32>().sqrt().max(1e-6);
    vector.map(|number| number / length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_names_and_nouns_lean_to_one_side() {
        let vectors = Vectors::embedded();
        let senses = Senses::of(&vectors);
        let on = |word: &str, axis: usize| senses.of_word(word, &vectors).map_or(0.0, |sense| sense.on(axis));
        for (man, woman) in [("robert", "mary"), ("actor", "actress"), ("spokesman", "spokeswoman")] {
            assert!(on(man, 0) > on(woman, 0) + 0.1, "{man} {woman}");
        }
        assert!(on("lawyer", 1) > on("bridge", 1) && on("ministry", 2) > on("river", 2));
    }
}
#[cfg(test)]
#[test]
fn zz_print() {
    let vectors = Vectors::embedded();
    let senses = Senses::of(&vectors);
    for word in "nationals peacekeepers migrants survivors dissident agencies militants troops forces ship missile hospital town village port embassy talks aid package law resolution draft decision vehicles services sanctions ammunition food water money power paper order rebels refugees students workers tribe families children people fighters insurgents gunmen army clinic school bus plane attack bomb storm flood election vote president parliament church mosque sector industry economy border weapons program territory island oil gas reactor media press network website journalist hostages prisoners lawmakers bloc coalition regime side countries nations union firm giant maker airline".split_whitespace() {
        let sense = senses.of_word(word, &vectors);
        println!("{word} {:?}", sense.map(|s| ((s.on(1) * 100.0) as i32, (s.on(2) * 100.0) as i32, (s.on(3) * 100.0) as i32)));
    }
}
