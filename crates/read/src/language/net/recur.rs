//! A simple recurrent layer where it is run: one direction over one sentence.
//!
//! Invariant: the gates are clamped lines; every step is done in one order. Cost: a dozen operations a number.
//! After: Lei et al., Simple Recurrent Units, 2018.

use super::dense::IN;

/// What is added to a real number so that its lowest bits are its nearest whole number.
const ROUND: f32 = 12_582_912.0;

/// The nearest whole number of what lies well within sixteen bits.
#[inline(always)]
pub(crate) fn round(value: f32) -> i16 {
    ((value + ROUND).to_bits() as i32).wrapping_sub(ROUND.to_bits() as i32) as i16
}

/// One step: `sums` holds what may be kept, the gate that keeps and the gate that lets out, each as wide as `cell`.
#[inline(always)]
fn step(sums: &[f32], cell: &mut [f32], out: &mut [i16]) {
    let width = cell.len();
    let (fresh, gates) = sums.split_at(width);
    let (keep, release) = gates.split_at(width);
    let release = &release[..width];
    let gates = keep.iter().zip(release);
    for (((fresh, (keep, release)), cell), out) in fresh.iter().zip(gates).zip(cell).zip(out) {
        let keep = (0.5 + 0.25 * keep).clamp(0.0, 1.0);
        let release = (0.5 + 0.25 * release).clamp(0.0, 1.0);
        *cell = keep * *cell + (1.0 - keep) * fresh;
        *out = round(release * cell.clamp(-1.0, 1.0) * f32::from(IN));
    }
}

/// Reads a sentence forward and backward: of each word `reals` holds the sums of both ways, `out` gets what both say.
#[inline(always)]
pub(super) fn both_ways(reals: &[f32], cell: &mut Vec<f32>, width: usize, out: &mut [i16]) {
    for back in [false, true] {
        cell.clear();
        cell.resize(width, 0.0);
        let side = usize::from(back);
        let count = out.len() / (2 * width);
        for step_number in 0..count {
            let at = if back { count - 1 - step_number } else { step_number };
            let sums = &reals[(2 * at + side) * 3 * width..][..3 * width];
            step(sums, cell, &mut out[(2 * at + side) * width..][..width]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_rounded_to_the_nearest() {
        assert_eq!([2.4, 2.6, -2.4, -2.6, 4095.0, -4095.0].map(round), [2, 3, -2, -3, 4095, -4095]);
    }

    #[test]
    fn an_open_gate_keeps_what_was() {
        let (mut cell, mut out) = ([0.5], [0]);
        step(&[-1.0, 9.0, 9.0], &mut cell, &mut out);
        assert_eq!((cell, out), ([0.5], [2048]));
        step(&[-1.0, -9.0, 9.0], &mut cell, &mut out);
        assert_eq!((cell, out), ([-1.0], [-4095]));
    }
}
