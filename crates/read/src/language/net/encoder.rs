//! From words to what a model says of each: what is known of the word alone is looked up, the rest is computed.
//!
//! The first layer sees a word, and its neighbours where the model reaches for them, with nothing in between, so that its
//! sums are those of one row for each, kept from sentence to sentence; so is what the word alone says to the answers.
//! What else is known of a word in its place comes as numbers beside it.
//! Invariant: what is kept changes no output. Cost: for a word seen before, the layers above the first and the answers.

use super::dense::{Dense, IN, Machine, WEIGHT};
use super::feature::{TABLES, hash};
use super::file::{File, Signs, Table};
use super::fresh::Fresh;
use super::kept::Kept;
use super::recur::both_ways;
use super::vector::Vectors;
use std::hint::black_box;
use std::ops::Range;

/// What a word's numbers are multiplied by to be whole ones.
pub(super) const WORD: f32 = 512.0;
/// What kept sums are multiplied by to be whole ones.
pub(super) const KEPT: f32 = 1024.0;

/// How many kept sums lie in a line of the machine's memory.
const LINE: usize = 32;

/// The part of a model that reads words.
pub struct Encoder {
    pub(super) vocabulary: Signs<'static>,
    pub(super) tables: [Table<'static>; TABLES.len()],
    pub(super) project: Layer,
    pub(super) unknown: Vec<f32>,
    pub(super) word: usize,
    width: usize,
    answers: usize,
    /// From a word to its parts of the first layer's sums and to its part of the answers.
    pub(super) alone: Layer,
    /// What stands where a word has no neighbour.
    nothing: Vec<i16>,
    /// Whether the first layer sees a word's neighbours.
    reaches: bool,
    /// From what else is known of a word to the first layer's sums.
    more: Option<Layer>,
    /// For each sign that a word may bear what it adds to them.
    signs: Vec<Vec<i32>>,
    above: Vec<Layer>,
    /// From the last layer to the answers.
    last: Layer,
}

/// A matrix, what its whole numbers stand for, and what is added.
pub struct Layer {
    /// The matrix.
    pub dense: Dense,
    /// What a sum is multiplied by.
    pub scale: f32,
    /// What is added then.
    pub bias: Vec<f32>,
}

impl Layer {
    /// Reads the matrix `name`, whose inputs are multiplied by `unit`.
    pub fn read(file: &File, name: &str, unit: f32) -> Option<Layer> {
        Layer::read_some(file, name, unit, 0)
    }

    /// The same without its last inputs.
    fn read_some(file: &File, name: &str, unit: f32, without: usize) -> Option<Layer> {
        let (numbers, rows, columns, scale) = file.matrix(name)?;
        let mut bias = file.reals(&format!("{name} bias"))?;
        let rows = rows.checked_sub(without)?;
        let dense = Dense::new(rows, columns, &numbers[..rows * columns]);
        bias.resize(dense.outs(), 0.0);
        Some(Layer { dense, scale: scale / unit, bias })
    }
}

/// Buffers of one thread, and the sums of words seen before. What a buffer holds beyond what was written last means nothing.
#[derive(Default)]
pub struct Memory {
    pub(super) kept: Kept,
    places: Vec<u32>,
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
    reals: Vec<f32>,
    cell: Vec<f32>,
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
        machine.run(Last { encoder: self, memory });
    }

    /// Finds the kept sums of each word, and makes those that are not there.
    fn look_up(
        &self,
        words: &[&str],
        sentences: &[Range<usize>],
        vectors: &Vectors,
        machine: Machine,
        memory: &mut Memory,
    ) {
        let Memory { kept, places, fresh, plain, .. } = &mut *memory;
        kept.make_room(words.len(), self.alone.dense.outs());
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

/// What each of the last inputs of “more” adds to its sums where it is whole.
fn borne(file: &File, signs: usize) -> Option<Vec<Vec<i32>>> {
    if signs == 0 {
        return Some(Vec::new());
    }
    let (numbers, rows, columns, _) = file.matrix("more")?;
    let last = numbers.chunks_exact(columns).skip(rows.checked_sub(signs)?);
    let whole = |weight: &i16| i32::from((*weight).clamp(-WEIGHT, WEIGHT)) * i32::from(IN);
    Some(last.map(|row| row.iter().map(whole).collect()).collect())
}

/// Adds to the sums of words what their signs say.
struct Bear<'a> {
    encoder: &'a Encoder,
    memory: &'a mut Memory,
}

impl pulp::NullaryFnOnce for Bear<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Bear { encoder, memory } = self;
        let both = 6 * encoder.width;
        for (word, sign) in &memory.signs {
            let sums = &mut memory.sums[*word as usize * both..][..both];
            sums.iter_mut().zip(&encoder.signs[*sign as usize]).for_each(|(sum, number)| *sum += number);
        }
    }
}

/// The first layer: sums of what is kept.
struct First<'a> {
    encoder: &'a Encoder,
    sentences: &'a [Range<usize>],
    memory: &'a mut Memory,
}

impl pulp::NullaryFnOnce for First<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let First { encoder, sentences, memory } = self;
        let (width, stride) = (encoder.width, encoder.alone.dense.outs());
        let both = 6 * width;
        let Memory { kept, places, states, sums, reals, cell, .. } = memory;
        states.resize(places.len() * 2 * width, 0);
        for sentence in sentences {
            // All rows are asked for before the first is needed: then they come side by side.
            let mut seen = 0;
            for place in &places[sentence.clone()] {
                let row = &kept.numbers[*place as usize * stride..][..stride];
                seen = row.iter().step_by(LINE).fold(seen, |seen, number| seen ^ number);
            }
            black_box(seen);
            reals.resize(reals.len().max(sentence.len() * both), 0.0);
            for (at, reals) in sentence.clone().zip(reals.chunks_exact_mut(both)) {
                let part = |at: usize, part: usize| &kept.numbers[places[at] as usize * stride + part * both..][..both];
                let nothing = &encoder.nothing[..both];
                let (own, left, right) = if encoder.reaches {
                    let left = if at > sentence.start { part(at - 1, 0) } else { nothing };
                    let right = if at + 1 < sentence.end { part(at + 1, 2) } else { nothing };
                    (part(at, 1), left, right)
                } else {
                    (part(at, 0), nothing, nothing)
                };
                for (((real, own), left), right) in reals.iter_mut().zip(own).zip(left).zip(right) {
                    *real = (i32::from(*own) + i32::from(*left) + i32::from(*right)) as f32 * (1.0 / KEPT);
                }
                if let Some(more) = &encoder.more {
                    let sums = &sums[at * both..][..both];
                    reals.iter_mut().zip(sums).for_each(|(real, sum)| *real += *sum as f32 * more.scale);
                }
            }
            both_ways(reals, cell, width, &mut states[sentence.start * 2 * width..sentence.end * 2 * width]);
        }
    }
}

/// A layer above the first: its sums are there.
struct Above<'a> {
    layer: &'a Layer,
    width: usize,
    sentences: &'a [Range<usize>],
    memory: &'a mut Memory,
}

impl pulp::NullaryFnOnce for Above<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Above { layer, width, sentences, memory } = self;
        let both = 6 * width;
        let Memory { states, sums, reals, cell, .. } = memory;
        for sentence in sentences {
            reals.resize(reals.len().max(sentence.len() * both), 0.0);
            let sums = &sums[sentence.start * both..sentence.end * both];
            for (reals, sums) in reals.chunks_exact_mut(both).zip(sums.chunks_exact(both)) {
                for ((real, sum), bias) in reals.iter_mut().zip(sums).zip(&layer.bias) {
                    *real = *sum as f32 * layer.scale + bias;
                }
            }
            both_ways(reals, cell, width, &mut states[sentence.start * 2 * width..sentence.end * 2 * width]);
        }
    }
}

/// The answers: what the last layer says and what the word alone says.
struct Last<'a> {
    encoder: &'a Encoder,
    memory: &'a mut Memory,
}

impl pulp::NullaryFnOnce for Last<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Last { encoder, memory } = self;
        let (answers, stride) = (encoder.answers, encoder.alone.dense.outs());
        let from = stride - answers;
        let Memory { kept, places, sums, answers: out, .. } = memory;
        let kept = &kept.numbers;
        out.resize(places.len() * answers, 0.0);
        for ((out, sums), place) in out.chunks_exact_mut(answers).zip(sums.chunks_exact(answers)).zip(places.iter()) {
            let Some(own) = kept.get(*place as usize * stride + from..(*place as usize + 1) * stride) else { continue };
            for ((out, sum), own) in out.iter_mut().zip(sums).zip(own) {
                *out = *sum as f32 * encoder.last.scale + f32::from(*own) * (1.0 / KEPT);
            }
        }
    }
}
