//! Words that were not seen before: what their letters and their vector say, brought to the sums that are kept of them.
//!
//! Invariant: a function of the letters and of whether the word opens its sentence.
//! Cost: some rows of tables and two products for each; their rows are found first and read together.

use super::dense::{IN, Machine};
use super::encoder::{BYTE, Encoder, KEPT, Memory, WORD};
use super::feature::{TABLES, rows, sign, write_plain};
use super::recur::round;
use super::vector::Vectors;

/// A word that was not seen before.
pub(super) struct Fresh {
    /// Where its sums will be kept.
    place: u32,
    /// Its row in each table.
    rows: [u32; TABLES.len()],
    /// Where its vector stands.
    vector: Option<u32>,
}

impl Encoder {
    /// What is to be read for a word. `plain` is a buffer.
    pub(super) fn fresh(&self, word: &str, opens: bool, place: u32, vectors: &Vectors, plain: &mut String) -> Fresh {
        plain.clear();
        write_plain(word, plain);
        let sign = sign(plain);
        let mut found = [0; TABLES.len()];
        found[0] = self.vocabulary.place(sign).map_or(0, |place| place as u32 + 1);
        found[1..].iter_mut().zip(rows(word, plain, opens)).for_each(|(slot, row)| *slot = row as u32);
        Fresh { place, rows: found, vector: vectors.place(sign).map(|place| place as u32) }
    }

    /// Computes what is kept of the words in `memory.fresh`.
    pub(super) fn learn(&self, vectors: &Vectors, machine: Machine, memory: &mut Memory) {
        if memory.fresh.is_empty() {
            return;
        }
        machine.run(Read { encoder: self, vectors, memory });
        self.project.dense.multiply(machine, &memory.vectors, &mut memory.sums);
        machine.run(Join { encoder: self, vectors, memory });
        self.alone.dense.multiply(machine, &memory.alone, &mut memory.sums);
        machine.run(Keep { encoder: self, memory });
    }
}

/// Sums the rows of words, and reads their vectors.
struct Read<'a> {
    encoder: &'a Encoder,
    vectors: &'a Vectors,
    memory: &'a mut Memory,
}

impl pulp::NullaryFnOnce for Read<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Read { encoder, vectors, memory } = self;
        let (width, ins) = (encoder.word, encoder.project.dense.ins());
        memory.words.resize(memory.fresh.len() * width, 0.0);
        memory.vectors.resize(memory.fresh.len() * ins, 0);
        let outs = memory.words.chunks_exact_mut(width).zip(memory.vectors.chunks_exact_mut(ins));
        for (fresh, (sums, vector)) in memory.fresh.iter().zip(outs) {
            let rows: [(&[u8], f32); TABLES.len()] = std::array::from_fn(|table| {
                let (row, scale) = encoder.tables[table].bytes(fresh.rows[table] as usize);
                (&row[..width], scale)
            });
            for (at, sum) in sums.iter_mut().enumerate() {
                *sum = 0.0;
                for (row, scale) in rows {
                    *sum += f32::from(row[at] as i8) * scale;
                }
            }
            match fresh.vector {
                Some(place) => {
                    let numbers = vectors.at(place as usize).0;
                    vector.iter_mut().zip(numbers).for_each(|(slot, number)| *slot = i16::from(number));
                }
                None => {
                    vector.fill(0);
                    sums.iter_mut().zip(&encoder.unknown).for_each(|(sum, number)| *sum += number);
                }
            }
        }
    }
}

/// Adds to the words what their vectors say.
struct Join<'a> {
    encoder: &'a Encoder,
    vectors: &'a Vectors,
    memory: &'a mut Memory,
}

impl pulp::NullaryFnOnce for Join<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Join { encoder, vectors, memory } = self;
        let (word, outs) = (encoder.word, encoder.project.dense.outs());
        let ins = encoder.alone.dense.ins();
        let most = f32::from(IN);
        memory.alone.resize(memory.fresh.len() * ins, 0);
        let parts = memory.words.chunks_exact(word).zip(memory.sums.chunks_exact(outs));
        for ((out, (own, sums)), fresh) in memory.alone.chunks_exact_mut(ins).zip(parts).zip(&memory.fresh) {
            let scale = fresh.vector.map_or(0.0, |place| vectors.at(place as usize).1 * encoder.project.scale);
            for ((out, own), sum) in out.iter_mut().zip(own).zip(sums) {
                *out = round(((own + *sum as f32 * scale) * WORD).clamp(-most, most));
            }
        }
    }
}

/// Keeps what words alone say.
struct Keep<'a> {
    encoder: &'a Encoder,
    memory: &'a mut Memory,
}

impl pulp::NullaryFnOnce for Keep<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Keep { encoder, memory } = self;
        let (layer, count, answers) = (&encoder.alone, encoder.sums(), encoder.answers);
        let Memory { kept, fresh, sums, .. } = memory;
        kept.spread(count, answers);
        let real = |(sum, bias): (&i32, &f32)| *sum as f32 * layer.scale + bias;
        for (fresh, sums) in fresh.iter().zip(sums.chunks_exact(count + answers)) {
            let place = fresh.place as usize;
            let (first, last) = sums.split_at(count);
            let slots = kept.sums[place * count..][..count].iter_mut();
            let reals = first.iter().zip(&layer.bias).map(real);
            slots.zip(reals).for_each(|(slot, real)| *slot = round((real * BYTE).clamp(-127.0, 127.0)) as i8);
            let slots = kept.answers[place * answers..][..answers].iter_mut();
            let reals = last.iter().zip(&layer.bias[count..]).map(real);
            slots.zip(reals).for_each(|(slot, real)| *slot = round(real.clamp(-31.9, 31.9) * KEPT));
        }
    }
}
