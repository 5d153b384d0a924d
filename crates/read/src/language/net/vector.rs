//! Vectors of words, learnt from their company in much text, and shared by all models.
//!
//! Invariant: a word that has none is none. Cost: a look among the few signs that begin alike.
//! Source: MODELS.md.

use super::feature::sign;
use super::file::{File, Signs, Table};

/// How many numbers a vector has.
pub const VECTOR: usize = 100;

/// The vectors that ship.
pub struct Vectors {
    signs: Signs<'static>,
    table: Table<'static>,
}

impl Vectors {
    /// Reads them where they lie.
    pub fn embedded() -> Vectors {
        let file = File::read(include_bytes!("../../../data/vectors.bin")).expect("the vectors are whole");
        let signs = Signs::new(file.numbers("signs").expect("vectors have signs"));
        let table = file.table("vectors").expect("vectors have numbers");
        assert_eq!(table.columns, VECTOR, "vectors of another width");
        Vectors { signs, table }
    }

    /// Where the word with this sign stands.
    pub(crate) fn place(&self, sign: u32) -> Option<usize> {
        self.signs.place(sign)
    }

    /// The vector at a place, in whole numbers.
    pub(crate) fn at(&self, place: usize) -> (impl Iterator<Item = i8>, f32) {
        self.table.row(place)
    }

    /// The vector of a word in its plain form.
    pub fn find(&self, plain: &str) -> Option<[f32; VECTOR]> {
        let (numbers, scale) = self.at(self.place(sign(plain))?);
        let mut vector = [0.0; VECTOR];
        vector.iter_mut().zip(numbers).for_each(|(slot, number)| *slot = f32::from(number) * scale);
        Some(vector)
    }
}
