//! Products of matrices of small whole numbers: the same sums on any machine, in any order, with any width of registers.
//!
//! Invariant: inputs and weights are so bounded ([`IN`], [`WEIGHT`]) that no sum of [`WIDEST`] products leaves an `i32`.
//! Cost: with AVX2 some 25 products a cycle, with AVX-512's VNNI 32; elsewhere what the compiler makes of plain loops.

#[cfg(target_arch = "x86_64")]
use super::wide::Simd;

/// The largest input, either way.
pub const IN: i16 = 4095;
/// The largest weight, either way.
pub const WEIGHT: i16 = 2047;
/// The most inputs of one product.
pub const WIDEST: usize = 256;

/// Outputs that are summed together.
pub(super) const BLOCK: usize = 16;

/// A matrix, laid out for the machine it runs on.
pub struct Dense {
    pub(super) ins: usize,
    pub(super) outs: usize,
    /// Blocks of outputs; in each, for each pair of inputs, the two weights of every output side by side.
    pub(super) pairs: Vec<[[i16; BLOCK]; 2]>,
}

/// What the machine can do. Found once.
#[derive(Clone, Copy)]
pub struct Machine {
    #[cfg(target_arch = "x86_64")]
    simd: Option<Simd>,
}

impl Machine {
    /// Looks at the machine.
    pub fn here() -> Machine {
        Machine {
            #[cfg(target_arch = "x86_64")]
            simd: Simd::here(),
        }
    }

    /// All that this machine can be taken for.
    #[cfg(test)]
    fn all() -> Vec<Machine> {
        #[cfg(target_arch = "x86_64")]
        return Simd::all().map(Some).chain([None]).map(|simd| Machine { simd }).collect();
        #[cfg(not(target_arch = "x86_64"))]
        vec![Machine {}]
    }

    /// Runs `work`, compiled for the machine.
    #[inline(always)]
    pub fn run<W: pulp::NullaryFnOnce>(self, work: W) -> W::Output {
        #[cfg(target_arch = "x86_64")]
        if let Some(simd) = self.simd {
            return simd.vectorize(work);
        }
        work.call()
    }
}

impl Dense {
    /// A matrix of `ins` × `outs` weights, row by row of inputs. Both are rounded up, with weights of nothing.
    pub fn new(ins: usize, outs: usize, weights: &[i16]) -> Dense {
        assert!(weights.len() == ins * outs && ins <= WIDEST, "a matrix of another shape");
        let (even, blocks) = (ins.div_ceil(2), outs.div_ceil(BLOCK));
        let at = |input: usize, output: usize| {
            if input < ins && output < outs { weights[input * outs + output].clamp(-WEIGHT, WEIGHT) } else { 0 }
        };
        let mut pairs = Vec::with_capacity(even * blocks);
        for block in 0..blocks {
            for pair in 0..even {
                pairs.push(std::array::from_fn(|half| {
                    std::array::from_fn(|j| at(2 * pair + j % 2, block * BLOCK + half * BLOCK / 2 + j / 2))
                }));
            }
        }
        Dense { ins: 2 * even, outs: blocks * BLOCK, pairs }
    }

    /// How many inputs a row has, an even number.
    pub fn ins(&self) -> usize {
        self.ins
    }

    /// How many outputs a row has, in whole blocks.
    pub fn outs(&self) -> usize {
        self.outs
    }

    /// Multiplies `rows`, each of [`Dense::ins`] numbers, into `out`, which is left as long as it is where it is longer.
    pub fn multiply(&self, machine: Machine, rows: &[i16], out: &mut Vec<i32>) {
        let count = rows.len() / self.ins;
        let length = count * self.outs;
        out.resize(out.len().max(length), 0);
        let out = &mut out[..length];
        #[cfg(target_arch = "x86_64")]
        if let Some(simd) = machine.simd {
            return simd.multiply(self, rows, out);
        }
        self.plainly(rows, out);
    }

    fn plainly(&self, rows: &[i16], out: &mut [i32]) {
        let pairs = self.ins / 2;
        for (row, out) in rows.chunks_exact(self.ins).zip(out.chunks_exact_mut(self.outs)) {
            for (block, out) in self.pairs.chunks_exact(pairs).zip(out.chunks_exact_mut(BLOCK)) {
                out.fill(0);
                for (weights, pair) in block.iter().zip(row.chunks_exact(2)) {
                    let (first, second) = (i32::from(pair[0]), i32::from(pair[1]));
                    for (weights, out) in weights.iter().zip(out.chunks_exact_mut(BLOCK / 2)) {
                        for (weight, out) in weights.chunks_exact(2).zip(out) {
                            *out += first * i32::from(weight[0]) + second * i32::from(weight[1]);
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn product(ins: usize, outs: usize, weights: &[i16], rows: &[i16]) -> Vec<i64> {
        let row = |row: &[i16]| -> Vec<i64> {
            (0..outs).map(|o| (0..ins).map(|i| i64::from(row[i]) * i64::from(weights[i * outs + o])).sum()).collect()
        };
        rows.chunks(ins).flat_map(row).collect()
    }

    proptest! {
        #[test]
        fn every_machine_gives_the_sums_of_the_definition(
            pairs in 1usize..40, outs in 1usize..70, count in 1usize..10, seed in any::<u64>(),
        ) {
            let ins = pairs * 2;
            let mut state = seed | 1;
            let mut draw = |most: i16| {
                state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                ((state >> 33) % (2 * most as u64 + 1)) as i16 - most
            };
            let weights: Vec<i16> = (0..ins * outs).map(|_| draw(WEIGHT)).collect();
            let rows: Vec<i16> = (0..ins * count).map(|_| draw(IN)).collect();
            let dense = Dense::new(ins, outs, &weights);
            let expected = product(ins, outs, &weights, &rows);
            for machine in Machine::all() {
                let mut out = Vec::new();
                dense.multiply(machine, &rows, &mut out);
                let found: Vec<i64> =
                    out.chunks(dense.outs()).flat_map(|row| row[..outs].iter().map(|sum| i64::from(*sum))).collect();
                prop_assert_eq!(&found, &expected);
            }
        }
    }
}
