//! The product with wide registers: pairs of inputs, sixteen outputs and some rows at a time.
//!
//! With AVX-512's VNNI the compiler makes one instruction of a product and its sum, and has registers for twice the rows.
//! Invariant: the sums of [`Dense`]'s definition. Cost: two products of sixteen pairs a cycle, where the loads keep up.

use super::dense::{BLOCK, Dense};
use pulp::x86::V3;

pulp::simd_type! {
    /// AVX2, and of AVX-512 what the product gains by.
    #[allow(missing_docs)]
    pub struct Vnni {
        pub avx: "avx",
        pub avx2: "avx2",
        pub fma: "fma",
        pub bmi1: "bmi1",
        pub bmi2: "bmi2",
        pub lzcnt: "lzcnt",
        pub popcnt: "popcnt",
        pub avx512f: "avx512f",
        pub avx512bw: "avx512bw",
        pub avx512dq: "avx512dq",
        pub avx512vl: "avx512vl",
        pub avx512vnni: "avx512vnni",
    }
}

/// What a machine has.
#[derive(Clone, Copy)]
pub(super) enum Simd {
    Avx2(V3),
    /// Has the other as well.
    Vnni(Vnni, V3),
}

impl Simd {
    /// Looks at the machine.
    pub fn here() -> Option<Simd> {
        let plain = V3::try_new()?;
        Some(Vnni::try_new().map_or(Simd::Avx2(plain), |vnni| Simd::Vnni(vnni, plain)))
    }

    /// All that this machine has.
    #[cfg(test)]
    pub fn all() -> impl Iterator<Item = Simd> {
        V3::try_new().map(Simd::Avx2).into_iter().chain(Simd::here())
    }

    /// Runs `work`, compiled for the machine.
    #[inline(always)]
    pub fn vectorize<W: pulp::NullaryFnOnce>(self, work: W) -> W::Output {
        match self {
            Simd::Avx2(simd) => simd.vectorize(work),
            Simd::Vnni(simd, _) => simd.vectorize(work),
        }
    }

    /// Multiplies `rows` by `dense` into `out`, which has room for them.
    pub fn multiply(self, dense: &Dense, rows: &[i16], out: &mut [i32]) {
        match self {
            Simd::Avx2(simd) => simd.vectorize(Wide::<4> { simd, dense, rows, out }),
            Simd::Vnni(vnni, simd) => {
                let many = rows.len() / dense.ins / 8 * 8;
                let (rows, rest) = rows.split_at(many * dense.ins);
                let (out, rest_out) = out.split_at_mut(many * dense.outs);
                vnni.vectorize(Wide::<8> { simd, dense, rows, out });
                vnni.vectorize(Wide::<4> { simd, dense, rows: rest, out: rest_out });
            }
        }
    }
}

/// A product of `ROWS` rows at a time.
struct Wide<'a, const ROWS: usize> {
    simd: V3,
    dense: &'a Dense,
    rows: &'a [i16],
    out: &'a mut [i32],
}

impl<const ROWS: usize> pulp::NullaryFnOnce for Wide<'_, ROWS> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Wide { simd, dense, rows, out } = self;
        let (pairs, ins, outs) = (dense.ins / 2, dense.ins, dense.outs);
        let (wide, plain) = (simd.avx2, simd.avx);
        for (rows, out) in rows.chunks(ROWS * ins).zip(out.chunks_mut(ROWS * outs)) {
            // Where rows are missing, the first is multiplied again for nothing.
            let row = |r: usize| rows.get(r * ins..(r + 1) * ins).unwrap_or(&rows[..ins]);
            let rows: [&[[i16; 2]]; ROWS] = std::array::from_fn(|r| &row(r).as_chunks::<2>().0[..pairs]);
            for (block, weights) in dense.pairs.chunks_exact(pairs).enumerate() {
                let mut sums = [[plain._mm256_setzero_si256(); 2]; ROWS];
                for (pair, weights) in weights[..pairs].iter().enumerate() {
                    let halves = [pulp::cast(weights[0]), pulp::cast(weights[1])];
                    for (sums, row) in sums.iter_mut().zip(rows) {
                        let pair = plain._mm256_set1_epi32(pulp::cast(row[pair]));
                        for (sum, half) in sums.iter_mut().zip(halves) {
                            *sum = wide._mm256_add_epi32(*sum, wide._mm256_madd_epi16(pair, half));
                        }
                    }
                }
                for (sums, out) in sums.iter().zip(out.chunks_exact_mut(outs)) {
                    let halves: [[i32; BLOCK / 2]; 2] = [pulp::cast(sums[0]), pulp::cast(sums[1])];
                    let out = &mut out[block * BLOCK..][..BLOCK];
                    out[..BLOCK / 2].copy_from_slice(&halves[0]);
                    out[BLOCK / 2..].copy_from_slice(&halves[1]);
                }
            }
        }
    }
}
