//! The layers of an encoder over the words of a run, where their products are there: what is kept and what stands beside a
//! word is added up, the recurrent layers are gone through, and the answers made.
//!
//! Invariant: what is done to real numbers is done in one order.
//! Cost: some additions a number; most of the time goes to fetching what is kept.

use super::encoder::{BYTE, Encoder, KEPT, Memory};
use super::kept::Kept;
use super::layer::Layer;
use super::recur::both_ways;
use std::hint::black_box;
use std::ops::Range;

/// How many kept sums lie in a line of the machine's memory.
const LINE: usize = 64;

/// Adds to the sums of words what their signs say.
pub(super) struct Bear<'a> {
    pub encoder: &'a Encoder,
    pub memory: &'a mut Memory,
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
pub(super) struct First<'a> {
    pub encoder: &'a Encoder,
    pub sentences: &'a [Range<usize>],
    pub memory: &'a mut Memory,
}

impl pulp::NullaryFnOnce for First<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let First { encoder, sentences, memory } = self;
        let (width, both) = (encoder.width, 6 * encoder.width);
        let Memory { kept, places, states, sums, reals, cell, .. } = memory;
        states.resize(places.len() * 2 * width, 0);
        for sentence in sentences {
            reals.resize(reals.len().max(sentence.len() * both), 0.0);
            let beside =
                encoder.more.as_ref().map(|more| (&sums[sentence.start * both..sentence.end * both], more.scale));
            first(encoder, kept, &places[sentence.clone()], beside, reals);
            both_ways(reals, cell, width, &mut states[sentence.start * 2 * width..sentence.end * 2 * width]);
        }
    }
}

/// What the words at `places`, which stand side by side, say to the first layer, and what stands `beside` them, as sums with
/// their scale: into `reals`, which has room for it.
#[inline(always)]
pub(super) fn first(encoder: &Encoder, kept: &Kept, places: &[u32], beside: Option<(&[i32], f32)>, reals: &mut [f32]) {
    let (both, stride) = (6 * encoder.width, encoder.sums());
    // All rows are asked for before the first is needed: then they come side by side.
    let mut seen = 0;
    for place in places {
        let row = &kept.sums[*place as usize * stride..][..stride];
        seen = row.iter().step_by(LINE).fold(seen, |seen, number| seen ^ number);
    }
    black_box(seen);
    let nothing = &encoder.nothing[..both];
    let part = |at: usize, part: usize| &kept.sums[places[at] as usize * stride + part * both..][..both];
    for (at, reals) in (0..places.len()).zip(reals.chunks_exact_mut(both)) {
        let (own, left, right) = if encoder.reaches {
            let left = if at > 0 { part(at - 1, 0) } else { nothing };
            let right = if at + 1 < places.len() { part(at + 1, 2) } else { nothing };
            (part(at, 1), left, right)
        } else {
            (part(at, 0), nothing, nothing)
        };
        let said = own.iter().zip(left).zip(right).map(|((own, left), right)| {
            f32::from(i16::from(*own) + i16::from(*left) + i16::from(*right)) * (1.0 / BYTE)
        });
        match beside {
            None => reals.iter_mut().zip(said).for_each(|(real, said)| *real = said),
            Some((sums, scale)) => {
                let sums = &sums[at * both..][..both];
                let said = said.zip(sums);
                reals.iter_mut().zip(said).for_each(|(real, (said, sum))| *real = said + *sum as f32 * scale);
            }
        }
    }
}

/// A layer above the first: its sums are there.
pub(super) struct Above<'a> {
    pub layer: &'a Layer,
    pub width: usize,
    pub sentences: &'a [Range<usize>],
    pub memory: &'a mut Memory,
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
pub(super) struct Last<'a> {
    pub encoder: &'a Encoder,
    /// How often the words were read.
    pub turns: usize,
    pub memory: &'a mut Memory,
}

impl pulp::NullaryFnOnce for Last<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Last { encoder, turns, memory } = self;
        let answers = encoder.answers;
        let Memory { kept, places, sums, answers: out, .. } = memory;
        out.resize(turns * places.len() * answers, 0.0);
        let places = places.iter().cycle();
        for ((out, sums), place) in out.chunks_exact_mut(answers).zip(sums.chunks_exact(answers)).zip(places) {
            let place = *place as usize;
            let Some(own) = kept.answers.get(place * answers..(place + 1) * answers) else { continue };
            for ((out, sum), own) in out.iter_mut().zip(sums).zip(own) {
                *out = *sum as f32 * encoder.last.scale + f32::from(*own) * (1.0 / KEPT);
            }
        }
    }
}
