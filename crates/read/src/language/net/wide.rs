//! The product with AVX2: pairs of inputs, sixteen outputs and four rows at a time.
//!
//! Invariant: the sums of [`Dense`]'s definition. Cost: two products of sixteen pairs a cycle, where the loads keep up.

use super::dense::{BLOCK, Dense};
pub(super) use pulp::x86::V3 as Simd;

/// Rows that are multiplied together.
const ROWS: usize = 4;

/// Multiplies `rows` by `dense` into `out`, which has room for them.
pub(super) fn multiply(simd: Simd, dense: &Dense, rows: &[i16], out: &mut [i32]) {
    simd.vectorize(Wide { simd, dense, rows, out });
}

struct Wide<'a> {
    simd: Simd,
    dense: &'a Dense,
    rows: &'a [i16],
    out: &'a mut [i32],
}

impl pulp::NullaryFnOnce for Wide<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Wide { simd, dense, rows, out } = self;
        let (pairs, ins, outs) = (dense.ins / 2, dense.ins, dense.outs);
        let count = rows.len() / ins;
        let (wide, plain) = (simd.avx2, simd.avx);
        let mut first = 0;
        while first < count {
            let some = (count - first).min(ROWS);
            let row = |r: usize| {
                let at = first + r.min(some - 1);
                rows[at * ins..(at + 1) * ins].as_chunks::<2>().0
            };
            let four = [row(0), row(1), row(2), row(3)];
            for (block, weights) in dense.pairs.chunks_exact(pairs).enumerate() {
                let mut sums = [[plain._mm256_setzero_si256(); 2]; ROWS];
                for ((((weights, a), b), c), d) in weights.iter().zip(four[0]).zip(four[1]).zip(four[2]).zip(four[3]) {
                    let halves = [pulp::cast(weights[0]), pulp::cast(weights[1])];
                    for (sums, pair) in sums.iter_mut().zip([a, b, c, d]) {
                        let pair = plain._mm256_set1_epi32(pulp::cast(*pair));
                        for (sum, half) in sums.iter_mut().zip(halves) {
                            *sum = wide._mm256_add_epi32(*sum, wide._mm256_madd_epi16(pair, half));
                        }
                    }
                }
                for (r, sums) in sums.iter().take(some).enumerate() {
                    let out = &mut out[(first + r) * outs + block * BLOCK..][..BLOCK];
                    let halves: [[i32; BLOCK / 2]; 2] = [pulp::cast(sums[0]), pulp::cast(sums[1])];
                    out[..BLOCK / 2].copy_from_slice(&halves[0]);
                    out[BLOCK / 2..].copy_from_slice(&halves[1]);
                }
            }
            first += some;
        }
    }
}
