//! A model's file: named parts, one behind the other, read where they lie.
//!
//! Form: `DLM1`, then for each part: the length of its name (one byte), its name, its kind (one byte), rows and columns
//! (four bytes each, lowest first), and its numbers, lowest byte first. Kinds: 0 bytes with a real scale for each row
//! behind them; 1 numbers of two bytes behind one real scale; 2 real numbers; 3 whole numbers of four bytes; 4 text.
//! Invariant: a part's numbers are as many as its rows and columns say. Cost: nothing is copied but what is asked for.

use std::collections::BTreeMap;

/// The parts of a model.
pub struct File<'a> {
    parts: BTreeMap<&'a str, Part<'a>>,
}

/// A part: a matrix, or a text.
#[derive(Clone, Copy)]
struct Part<'a> {
    kind: u8,
    rows: usize,
    columns: usize,
    numbers: &'a [u8],
}

/// A table of small numbers, each row with its scale.
#[derive(Clone, Copy)]
pub struct Table<'a> {
    /// Numbers in a row.
    pub columns: usize,
    numbers: &'a [u8],
    scales: &'a [u8],
}

/// What a file must begin with.
pub const MAGIC: &[u8; 4] = b"DLM1";

impl<'a> File<'a> {
    /// Reads the directory of a file; none where it is not whole.
    pub fn read(bytes: &'a [u8]) -> Option<File<'a>> {
        let mut rest = bytes.strip_prefix(MAGIC)?;
        let mut parts = BTreeMap::new();
        while let Some((length, after)) = rest.split_first() {
            let (name, after) = after.split_at_checked(usize::from(*length))?;
            let (kind, after) = after.split_first()?;
            let (rows, after) = number(after)?;
            let (columns, after) = number(after)?;
            let cells = rows.checked_mul(columns)?;
            let size = match kind {
                0 => cells.checked_add(rows.checked_mul(4)?)?,
                1 => cells.checked_mul(2)?.checked_add(4)?,
                2 | 3 => cells.checked_mul(4)?,
                4 => cells,
                _ => return None,
            };
            let (numbers, after) = after.split_at_checked(size)?;
            parts.insert(std::str::from_utf8(name).ok()?, Part { kind: *kind, rows, columns, numbers });
            rest = after;
        }
        Some(File { parts })
    }

    fn part(&self, name: &str, kind: u8) -> Option<&Part<'a>> {
        self.parts.get(name).filter(|part| part.kind == kind)
    }

    /// A table of bytes.
    pub fn table(&self, name: &str) -> Option<Table<'a>> {
        let part = self.part(name, 0)?;
        let (numbers, scales) = part.numbers.split_at(part.rows * part.columns);
        Some(Table { columns: part.columns, numbers, scales })
    }

    /// A matrix of numbers of two bytes, with its rows, columns and scale.
    pub fn matrix(&self, name: &str) -> Option<(Vec<i16>, usize, usize, f32)> {
        let part = self.part(name, 1)?;
        let (scale, numbers) = part.numbers.split_first_chunk::<4>()?;
        let numbers = numbers.as_chunks::<2>().0.iter().map(|bytes| i16::from_le_bytes(*bytes)).collect();
        Some((numbers, part.rows, part.columns, f32::from_le_bytes(*scale)))
    }

    /// Real numbers.
    pub fn reals(&self, name: &str) -> Option<Vec<f32>> {
        let part = self.part(name, 2)?;
        Some(part.numbers.as_chunks::<4>().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect())
    }

    /// Whole numbers.
    pub fn numbers(&self, name: &str) -> Option<Numbers<'a>> {
        Some(Numbers(self.part(name, 3)?.numbers.as_chunks::<4>().0))
    }

    /// The lines of a text.
    pub fn lines(&self, name: &str) -> Option<Vec<&'a str>> {
        Some(std::str::from_utf8(self.part(name, 4)?.numbers).ok()?.lines().collect())
    }
}

fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let (number, rest) = bytes.split_first_chunk::<4>()?;
    Some((u32::from_le_bytes(*number) as usize, rest))
}

impl Table<'_> {
    /// A row's numbers, to be multiplied by its scale.
    pub fn row(&self, index: usize) -> (impl Iterator<Item = i8>, f32) {
        let (numbers, scale) = self.bytes(index);
        (numbers.iter().map(|byte| *byte as i8), scale)
    }

    /// A row's numbers, each a signed byte, to be multiplied by its scale.
    pub(super) fn bytes(&self, index: usize) -> (&[u8], f32) {
        let numbers = &self.numbers[index * self.columns..(index + 1) * self.columns];
        let scale = self.scales.as_chunks::<4>().0.get(index).map_or(0.0, |bytes| f32::from_le_bytes(*bytes));
        (numbers, scale)
    }
}

/// Whole numbers that lie in a file.
#[derive(Clone, Copy)]
pub struct Numbers<'a>(&'a [[u8; 4]]);

impl Numbers<'_> {
    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = u32> {
        self.0.iter().map(|bytes| u32::from_le_bytes(*bytes))
    }

    /// Where `number` stands, of numbers in order.
    pub fn place(&self, number: u32) -> Option<usize> {
        self.0.binary_search_by_key(&number, |bytes| u32::from_le_bytes(*bytes)).ok()
    }
}

/// How many of a sign's highest bits say where to look for it.
const HIGH: u32 = 15;

/// Signs in order, with where those of each beginning start: as they are hashes, few share one.
pub(super) struct Signs<'a> {
    numbers: Numbers<'a>,
    starts: Vec<u32>,
}

impl<'a> Signs<'a> {
    /// Looks once at all of them.
    pub fn new(numbers: Numbers<'a>) -> Signs<'a> {
        let mut starts = vec![0; (1 << HIGH) + 1];
        numbers.iter().for_each(|sign| starts[(sign >> (32 - HIGH)) as usize + 1] += 1);
        (1..starts.len()).for_each(|at| starts[at] += starts[at - 1]);
        Signs { numbers, starts }
    }

    /// Where `sign` stands.
    pub fn place(&self, sign: u32) -> Option<usize> {
        let high = (sign >> (32 - HIGH)) as usize;
        let (start, end) = (self.starts[high] as usize, self.starts[high + 1] as usize);
        let near = self.numbers.0.get(start..end)?;
        near.iter().position(|bytes| u32::from_le_bytes(*bytes) == sign).map(|at| start + at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_file_that_is_cut_short_is_none() {
        let mut bytes = MAGIC.to_vec();
        bytes.extend([1, b'a', 2, 1, 0, 0, 0, 2, 0, 0, 0]);
        bytes.extend(1.5f32.to_le_bytes());
        assert!(File::read(&bytes).is_none());
        bytes.extend(2.5f32.to_le_bytes());
        assert_eq!(File::read(&bytes).and_then(|file| file.reals("a")), Some(vec![1.5, 2.5]));
    }

    proptest! {
        #[test]
        fn a_sign_stands_where_it_stands(mut signs in proptest::collection::vec(any::<u32>(), 0..64), other in any::<u32>()) {
            signs.sort_unstable();
            signs.dedup();
            let bytes: Vec<[u8; 4]> = signs.iter().map(|sign| sign.to_le_bytes()).collect();
            let found = Signs::new(Numbers(&bytes));
            for sign in signs.iter().chain([&other, &0, &u32::MAX]) {
                prop_assert_eq!(found.place(*sign), signs.binary_search(sign).ok());
            }
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
            let whole: Vec<u8> = MAGIC.iter().copied().chain(bytes).collect();
            let _ = File::read(&whole);
        }
    }
}
