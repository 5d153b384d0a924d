//! From words to what a model says of each: what is known of the word alone is looked up, the rest is computed.
//!
//! The first layer sees a word, and its neighbours where the model reaches for them, with nothing in between, so that its
//! sums are those of one row for each, kept from sentence to sentence; so is what the word alone says to the answers.
//! What else is known of a word in its place comes as numbers beside it.
//! Invariant: what is kept changes no output. Cost: for a word seen before, the layers above the first and the answers.

use super::dense::{IN, Machine};
use super::feature::{TABLES, hash};
use super::file::{File, Signs, Table};
use super::fresh::Fresh;
use super::kept::Kept;
use super::layer::{Layer, borne};
use super::sweep::{Above, Bear, First, Last};
use super::turn::Turning;
use super::vector::Vectors;
use std::ops::Range;

/// What a word's numbers are multiplied by to be whole ones.
pub(super) const WORD: f32 = 512.0;
/// What kept answers are multiplied by to be whole ones.
pub(super) const KEPT: f32 = 1024.0;
/// What kept sums are multiplied by to be whole ones: of four and more a gate is wide open or shut.
pub(super) const BYTE: f32 = 32.0;

/// The part of a model that reads words.
pub struct Encoder {
    pub(super) vocabulary: Signs<'static>,
    pub(super) tables: [Table<'static>; TABLES.len()],
    pub(super) project: Layer,
    pub(super) unknown: Vec<f32>,
    pub(super) word: usize,
    pub(super) width: usize,
    pub(super) answers: usize,
    /// From a word to its parts of the first layer's sums and to its part of the answers.
    pub(super) alone: Layer,
    /// What stands where a word has no neighbour.
    pub(super) nothing: Vec<i8>,
    /// Whether the first layer sees a word's neighbours.
    pub(super) reaches: bool,
    /// From what else is known of a word to the first layer's sums.
    pub(super) more: Option<Layer>,
    /// For each sign that a word may bear what it adds to them.
    pub(super) signs: Vec<Vec<i32>>,
    pub(super) above: Vec<Layer>,
    /// From the last layer to the answers.
    pub(super) last: Layer,
}

/// Buffers of one thread, and the sums of words seen before. What a buffer holds beyond what was written last means nothing.
#[derive(Default)]
pub struct Memory {
    pub(super) kept: Kept,
    pub(super) places: Vec<u32>,
    /// What else is known of the words, one behind the other.
    pub more: Vec<i16>,
    /// The signs that words bear: which word, which sign.
    pub signs: Vec<(u32, u32)>,
    plain: String,
    pub(super) fresh: Vec<Fresh>,
    pub(super) alone: Vec<i16>,
    pub(super) vectors: Vec<i16>,
    pub(super) words: Vec<f32>,
    /// What the last layer says of the words, one behind the other.
    pub states: Vec<i16>,
    pub(super) sums: Vec<i32>,
    pub(super) reals: Vec<f32>,
    pub(super) cell: Vec<f32>,
    pub(super) turning: Turning,
    /// For each word its answers, one behind the other.
    pub answers: Vec<f32>,
}

impl Encoder {
    /// Reads the encoder of a model; none where a part is missing. Of what stands beside a word the last `signs` numbers are
    /// signs, borne or not.
    pub fn read(file: &File<'static>, signs: usize) -> Option<Encoder> {
        let tables: Option<Vec<Table>> = (0..TABLES.len()).map(|index| file.table(&format!("table {index}"))).collect();
        let tables: [Table; TABLES.len()] = tables?.try_into().ok()?;
        let last = Layer::read(file, "last", f32::from(IN))?;
        let mut above = Vec::new();
        while let Some(layer) = Layer::read(file, &format!("layer {}", above.len() + 1), f32::from(IN)) {
            above.push(layer);
        }
        let alone = Layer::read(file, "alone", WORD)?;
        let width = last.dense.ins() / 2;
        let sums = alone.dense.outs().checked_sub(last.dense.outs())?;
        let reaches = sums == 18 * width;
        let whole = (reaches || sums == 6 * width) && width % 8 == 0;
        let more = Layer::read_some(file, "more", f32::from(IN), signs);
        if !whole || more.as_ref().is_some_and(|more| more.dense.outs() != 6 * width) {
            return None;
        }
        Some(Encoder {
            vocabulary: Signs::new(file.numbers("vocabulary")?),
            word: tables[0].columns,
            tables,
            project: Layer::read(file, "project", 1.0)?,
            unknown: file.reals("unknown")?,
            width,
            answers: last.dense.outs(),
            alone,
            nothing: vec![0; 6 * width],
            reaches,
            signs: borne(file, signs)?,
            more,
            above,
            last,
        })
    }

    /// How many answers a word has, in whole blocks.
    pub fn answers(&self) -> usize {
        self.answers
    }

    /// How many sums of the first layer are kept of a word.
    pub(super) fn sums(&self) -> usize {
        self.alone.dense.outs() - self.answers
    }

    /// How many numbers the last layer says of a word.
    pub fn states(&self) -> usize {
        2 * self.width
    }

    /// How many numbers stand beside a word, its signs not counted.
    pub fn more(&self) -> usize {
        self.more.as_ref().map_or(0, |more| more.dense.ins())
    }

    /// Reads `words`, given by their letters, in `sentences`; the answers lie in `memory` then. Beside each word stand
    /// [`Encoder::more`] numbers in `memory.more`; the signs that it bears are in `memory.signs`.
    pub fn encode(
        &self,
        words: &[&str],
        sentences: &[Range<usize>],
        vectors: &Vectors,
        machine: Machine,
        memory: &mut Memory,
    ) {
        self.look_up(words, sentences, vectors, machine, memory);
        if let Some(more) = &self.more {
            more.dense.multiply(machine, &memory.more, &mut memory.sums);
            machine.run(Bear { encoder: self, memory });
        }
        machine.run(First { encoder: self, sentences, memory });
        for layer in &self.above {
            layer.dense.multiply(machine, &memory.states, &mut memory.sums);
            machine.run(Above { layer, width: self.width, sentences, memory });
        }
        self.last.dense.multiply(machine, &memory.states, &mut memory.sums);
        machine.run(Last { encoder: self, turns: 1, memory });
    }

    /// Finds the kept sums of each word, and makes those that are not there.
    pub(super) fn look_up(
        &self,
        words: &[&str],
        sentences: &[Range<usize>],
        vectors: &Vectors,
        machine: Machine,
        memory: &mut Memory,
    ) {
        let Memory { kept, places, fresh, plain, .. } = &mut *memory;
        kept.begin_run(words.len(), self.sums(), self.answers);
        // Words between sentences have no place of their own; nobody asks for their answers.
        places.clear();
        places.resize(words.len(), 0);
        fresh.clear();
        for sentence in sentences {
            for at in sentence.clone() {
                // What stands beside a word says it where there is such.
                let opens = self.more.is_none() && at == sentence.start;
                let (place, is_fresh) = kept.place(hash(words[at], 64 + u64::from(opens)));
                places[at] = place;
                if is_fresh {
                    fresh.push(self.fresh(words[at], opens, place, vectors, plain));
                }
            }
        }
        self.learn(vectors, machine, memory);
    }
}
