//! From words to what a model says of each: what is known of the word alone is looked up, the rest is computed.
//!
//! The first layer sees a word, and its neighbours where the model reaches for them, with nothing in between, so that its
//! sums are those of one row for each, kept from sentence to sentence; so is what the word alone says to the answers.
//! What else is known of a word in its place comes as numbers beside it.
//! Invariant: what is kept changes no output. Cost: for a word seen before, the layers above the first and the answers.

use super::dense::{Dense, IN, Machine};
use super::feature::{hash, plain, rows, sign};
use super::file::{File, Numbers, Table};
use super::hashed::Hashed;
use super::recur::{round, step};
use super::vector::Vectors;
use std::collections::hash_map::Entry;
use std::ops::Range;

/// What a word's numbers are multiplied by to be whole ones.
const WORD: f32 = 512.0;
/// What kept sums are multiplied by to be whole ones.
const KEPT: f32 = 1024.0;
/// The most words whose sums are kept: some megabytes. Of English news one word in eight is not among them.
const MOST: usize = 6144;

/// The part of a model that reads words.
pub struct Encoder {
    vocabulary: Numbers<'static>,
    tables: Vec<Table<'static>>,
    project: Layer,
    unknown: Vec<f32>,
    word: usize,
    width: usize,
    answers: usize,
    /// From a word to its parts of the first layer's sums and to its part of the answers.
    alone: Layer,
    /// Whether the first layer sees a word's neighbours.
    reaches: bool,
    /// From what else is known of a word to the first layer's sums.
    more: Option<Layer>,
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
        let (numbers, rows, columns, scale) = file.matrix(name)?;
        let mut bias = file.reals(&format!("{name} bias"))?;
        let dense = Dense::new(rows, columns, &numbers);
        bias.resize(dense.outs(), 0.0);
        Some(Layer { dense, scale: scale / unit, bias })
    }
}

/// A word that was not seen before: what its vector is multiplied by, where it has one.
type Fresh = Option<f32>;

/// Buffers of one thread, and the sums of words seen before.
#[derive(Default)]
pub struct Memory {
    known: Hashed<u32>,
    /// Of each kept word its key, and how often it was met.
    met: Vec<(u64, u32)>,
    kept: Vec<i16>,
    places: Vec<u32>,
    /// What else is known of the words, one behind the other.
    pub more: Vec<i16>,
    fresh: Vec<Fresh>,
    alone: Vec<i16>,
    vectors: Vec<i16>,
    words: Vec<f32>,
    /// What the last layer says of the words, one behind the other.
    pub states: Vec<i16>,
    sums: Vec<i32>,
    reals: Vec<f32>,
    cell: Vec<f32>,
    /// For each word its answers, one behind the other.
    pub answers: Vec<f32>,
}

impl Memory {
    /// Keeps the words met most often, at most half, and forgets the others.
    fn forget(&mut self, stride: usize) {
        let mut counts: Vec<u32> = self.met.iter().map(|(_, count)| *count).collect();
        counts.sort_unstable_by(|one, other| other.cmp(one));
        // A word met but once since is no better than any other.
        let least = counts.get(MOST / 2).map_or(1, |count| count + 1).max(2);
        let mut next = 0;
        for at in 0..self.met.len() {
            let (key, count) = self.met[at];
            if count < least {
                continue;
            }
            self.met[next] = (key, count / 2);
            self.kept.copy_within(at * stride..(at + 1) * stride, next * stride);
            next += 1;
        }
        self.met.truncate(next);
        self.kept.truncate(next * stride);
        self.known.clear();
        self.known.extend(self.met.iter().enumerate().map(|(place, (key, _))| (*key, place as u32)));
    }
}

impl Encoder {
    /// Reads the encoder of a model; none where a part is missing.
    pub fn read(file: &File<'static>) -> Option<Encoder> {
        let tables: Option<Vec<Table>> =
            (0..super::TABLES.len()).map(|index| file.table(&format!("table {index}"))).collect();
        let tables = tables?;
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
        let more = Layer::read(file, "more", f32::from(IN));
        if !whole || more.as_ref().is_some_and(|more| more.dense.outs() != 6 * width) {
            return None;
        }
        Some(Encoder {
            vocabulary: file.numbers("vocabulary")?,
            word: tables.first()?.columns,
            tables,
            project: Layer::read(file, "project", 1.0)?,
            unknown: file.reals("unknown")?,
            width,
            answers: last.dense.outs(),
            alone,
            reaches,
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

    /// How many numbers stand beside a word.
    pub fn more(&self) -> usize {
        self.more.as_ref().map_or(0, |more| more.dense.ins())
    }

    /// Reads `words`, given by their letters, in `sentences`; the answers lie in `memory` then. Beside each word stand
    /// [`Encoder::more`] numbers in `memory.more`.
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
        let stride = self.alone.dense.outs();
        if memory.known.len() + words.len() > MOST {
            memory.forget(stride);
        }
        // Words between sentences have no place of their own; nobody asks for their answers.
        memory.places.clear();
        memory.places.resize(words.len(), 0);
        memory.fresh.clear();
        memory.vectors.clear();
        memory.words.clear();
        for sentence in sentences {
            for at in sentence.clone() {
                // What stands beside a word says it where there is such.
                let opens = self.more.is_none() && at == sentence.start;
                let key = hash(words[at], 64 + u64::from(opens));
                let place = match memory.known.entry(key) {
                    Entry::Occupied(known) => {
                        memory.met[*known.get() as usize].1 += 1;
                        *known.get()
                    }
                    Entry::Vacant(slot) => {
                        let fresh = self.word(words[at], opens, vectors, &mut memory.vectors, &mut memory.words);
                        memory.fresh.push(fresh);
                        memory.met.push((key, 1));
                        *slot.insert(memory.met.len() as u32 - 1)
                    }
                };
                memory.places[at] = place;
            }
        }
        self.project.dense.multiply(machine, &memory.vectors, &mut memory.sums);
        machine.run(Words { encoder: self, memory });
        self.alone.dense.multiply(machine, &memory.alone, &mut memory.sums);
        machine.run(Keep { layer: &self.alone, memory });
    }

    /// A word's numbers but for its vector's part: its vector is added to `vectors`, its rows' sum to `words`.
    fn word(&self, word: &str, opens: bool, known: &Vectors, vectors: &mut Vec<i16>, words: &mut Vec<f32>) -> Fresh {
        let plain = plain(word);
        let start = words.len();
        words.resize(start + self.word, 0.0);
        let sum = &mut words[start..];
        let mut add = |table: &Table, row: usize| {
            let (numbers, scale) = table.row(row);
            sum.iter_mut().zip(numbers).for_each(|(sum, number)| *sum += f32::from(number) * scale);
        };
        add(&self.tables[0], self.vocabulary.place(sign(&plain)).map_or(0, |place| place + 1));
        for (table, row) in self.tables[1..].iter().zip(rows(word, &plain, opens)) {
            add(table, row);
        }
        let start = vectors.len();
        vectors.resize(start + self.project.dense.ins(), 0);
        let found = known.row(&plain);
        let Some((numbers, scale)) = found else {
            sum.iter_mut().zip(&self.unknown).for_each(|(sum, number)| *sum += number);
            return None;
        };
        vectors[start..].iter_mut().zip(numbers).for_each(|(slot, number)| *slot = i16::from(number));
        Some(scale)
    }
}

/// Adds to the words that were not seen before what their vectors say.
struct Words<'a> {
    encoder: &'a Encoder,
    memory: &'a mut Memory,
}

impl pulp::NullaryFnOnce for Words<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Words { encoder, memory } = self;
        let (word, outs) = (encoder.word, encoder.project.dense.outs());
        let ins = encoder.alone.dense.ins();
        let most = f32::from(IN);
        memory.alone.clear();
        memory.alone.resize(memory.fresh.len() * ins, 0);
        let parts = memory.words.chunks_exact(word).zip(memory.sums.chunks_exact(outs));
        for ((out, (own, sums)), fresh) in memory.alone.chunks_exact_mut(ins).zip(parts).zip(&memory.fresh) {
            let scale = fresh.map_or(0.0, |scale| scale * encoder.project.scale);
            for ((out, own), sum) in out.iter_mut().zip(own).zip(sums) {
                *out = round(((own + *sum as f32 * scale) * WORD).clamp(-most, most));
            }
        }
    }
}

/// Keeps what words alone say.
struct Keep<'a> {
    layer: &'a Layer,
    memory: &'a mut Memory,
}

impl pulp::NullaryFnOnce for Keep<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Keep { layer, memory } = self;
        let start = memory.kept.len();
        memory.kept.resize(start + memory.sums.len(), 0);
        let stride = layer.dense.outs();
        for (kept, sums) in memory.kept[start..].chunks_exact_mut(stride).zip(memory.sums.chunks_exact(stride)) {
            for ((kept, sum), bias) in kept.iter_mut().zip(sums).zip(&layer.bias) {
                *kept = round((*sum as f32 * layer.scale + bias).clamp(-31.9, 31.9) * KEPT);
            }
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
        let own = usize::from(encoder.reaches);
        let Memory { kept, places, states, sums, reals, cell, .. } = memory;
        states.resize(places.len() * 2 * width, 0);
        reals.clear();
        reals.resize(3 * width, 0.0);
        for sentence in sentences {
            for back in [false, true] {
                cell.clear();
                cell.resize(width, 0.0);
                let side = usize::from(back) * 3 * width;
                for step_number in 0..sentence.len() {
                    let at = if back { sentence.end - 1 - step_number } else { sentence.start + step_number };
                    let part = |at: usize, place: usize| {
                        &kept[places[at] as usize * stride + place * 6 * width + side..][..3 * width]
                    };
                    let own = part(at, own);
                    if encoder.reaches && at > sentence.start && at + 1 < sentence.end {
                        let neighbours = part(at - 1, 0).iter().zip(part(at + 1, 2));
                        for ((real, own), (left, right)) in reals.iter_mut().zip(own).zip(neighbours) {
                            *real = (i32::from(*own) + i32::from(*left) + i32::from(*right)) as f32 * (1.0 / KEPT);
                        }
                    } else {
                        reals.iter_mut().zip(own).for_each(|(real, own)| *real = f32::from(*own) * (1.0 / KEPT));
                        let left = (encoder.reaches && at > sentence.start).then(|| part(at - 1, 0));
                        let right = (encoder.reaches && at + 1 < sentence.end).then(|| part(at + 1, 2));
                        for neighbour in [left, right].into_iter().flatten() {
                            let kept = neighbour.iter().map(|sum| f32::from(*sum) * (1.0 / KEPT));
                            reals.iter_mut().zip(kept).for_each(|(real, sum)| *real += sum);
                        }
                    }
                    if let Some(more) = &encoder.more {
                        let sums = &sums[at * 6 * width + side..][..3 * width];
                        reals.iter_mut().zip(sums).for_each(|(real, sum)| *real += *sum as f32 * more.scale);
                    }
                    let out = at * 2 * width + usize::from(back) * width;
                    step(reals, cell, &mut states[out..out + width]);
                }
            }
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
        let stride = layer.dense.outs();
        let Memory { states, sums, reals, cell, .. } = memory;
        reals.resize(3 * width, 0.0);
        for sentence in sentences {
            for back in [false, true] {
                cell.clear();
                cell.resize(width, 0.0);
                let side = usize::from(back) * 3 * width;
                let bias = &layer.bias[side..side + 3 * width];
                for step_number in 0..sentence.len() {
                    let at = if back { sentence.end - 1 - step_number } else { sentence.start + step_number };
                    let sums = &sums[at * stride + side..][..3 * width];
                    for ((real, sum), bias) in reals.iter_mut().zip(sums).zip(bias) {
                        *real = *sum as f32 * layer.scale + bias;
                    }
                    let out = at * 2 * width + usize::from(back) * width;
                    step(reals, cell, &mut states[out..out + width]);
                }
            }
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
        out.resize(places.len() * answers, 0.0);
        for ((out, sums), place) in out.chunks_exact_mut(answers).zip(sums.chunks_exact(answers)).zip(places.iter()) {
            let Some(own) = kept.get(*place as usize * stride + from..(*place as usize + 1) * stride) else { continue };
            for (out, sum) in out.iter_mut().zip(sums) {
                *out = *sum as f32 * encoder.last.scale;
            }
            for (out, own) in out.iter_mut().zip(own) {
                *out += f32::from(*own) * (1.0 / KEPT);
            }
        }
    }
}
