//! The same words read several times, each time with other signs: as they lie to one word, then as they lie to another.
//!
//! Invariant: the answers are those of reading the words anew each turn. Only of a model whose first layer is its last.
//! Cost: what the words say in any turn is fetched and multiplied once; a turn adds its signs, and goes through the layer.

use super::dense::Machine;
use super::encoder::{Encoder, Memory};
use super::recur::both_ways;
use super::sweep::{Bear, Last, first};
use super::vector::Vectors;

/// The signs of some turns, in order.
#[derive(Default)]
pub struct Turns {
    /// How many there are.
    pub count: usize,
    /// Signs that all words bear: in which turn, which sign.
    pub all: Vec<(u32, u32)>,
    /// Signs that a word bears: which word, counted through all turns, which sign.
    pub own: Vec<(u32, u32)>,
}

impl Turns {
    /// Forgets all of them.
    pub fn clear(&mut self) {
        self.count = 0;
        self.all.clear();
        self.own.clear();
    }
}

/// Buffers of turns.
#[derive(Default)]
pub(super) struct Turning {
    /// What the first layer gets from the words in any turn.
    base: Vec<f32>,
    /// What all words bear in a turn; what one does.
    all: Vec<i32>,
    own: Vec<i32>,
}

impl Encoder {
    /// Reads `words` in as many turns as `turns` has; the answers lie in `memory` then, turn by turn. Beside each word stand
    /// [`Encoder::more`] numbers in `memory.more`; the signs that it bears in every turn are in `memory.signs`.
    pub fn encode_turns(
        &self,
        words: &[&str],
        turns: &Turns,
        vectors: &Vectors,
        machine: Machine,
        memory: &mut Memory,
    ) {
        assert!(self.above.is_empty(), "turns of a model of several layers");
        let Some(more) = &self.more else { return };
        self.look_up(words, std::slice::from_ref(&(0..words.len())), vectors, machine, memory);
        more.dense.multiply(machine, &memory.more, &mut memory.sums);
        machine.run(Bear { encoder: self, memory });
        machine.run(Turn { encoder: self, scale: more.scale, turns, memory });
        self.last.dense.multiply(machine, &memory.states, &mut memory.sums);
        machine.run(Last { encoder: self, turns: turns.count, memory });
    }
}

/// The first layer of all turns.
struct Turn<'a> {
    encoder: &'a Encoder,
    /// What a sum is multiplied by.
    scale: f32,
    turns: &'a Turns,
    memory: &'a mut Memory,
}

impl pulp::NullaryFnOnce for Turn<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Turn { encoder, scale, turns, memory } = self;
        let (width, both) = (encoder.width, 6 * encoder.width);
        let Memory { kept, places, sums, reals, cell, states, turning: Turning { base, all, own }, .. } = memory;
        let count = places.len();
        base.resize(base.len().max(count * both), 0.0);
        reals.resize(reals.len().max(count * both), 0.0);
        states.resize(turns.count * count * 2 * width, 0);
        own.resize(both, 0);
        first(encoder, kept, places, None, base);
        let (base, sums) = (&base[..count * both], &sums[..count * both]);
        let (mut in_all, mut in_own) = (turns.all.iter().peekable(), turns.own.iter().peekable());
        for turn in 0..turns.count {
            all.clear();
            all.resize(both, 0);
            while let Some((_, sign)) = in_all.next_if(|(of, _)| *of as usize == turn) {
                all.iter_mut().zip(&encoder.signs[*sign as usize]).for_each(|(sum, number)| *sum += number);
            }
            let rows = base.chunks_exact(both).zip(sums.chunks_exact(both)).zip(reals.chunks_exact_mut(both));
            for (at, ((base, sums), reals)) in rows.enumerate() {
                own.iter_mut().zip(sums).zip(all.iter()).for_each(|((own, sum), all)| *own = sum + all);
                while let Some((_, sign)) = in_own.next_if(|(of, _)| *of as usize == turn * count + at) {
                    own.iter_mut().zip(&encoder.signs[*sign as usize]).for_each(|(sum, number)| *sum += number);
                }
                for ((real, base), sum) in reals.iter_mut().zip(base).zip(own.iter()) {
                    *real = base + *sum as f32 * scale;
                }
            }
            let of_turn = turn * count * 2 * width..(turn + 1) * count * 2 * width;
            both_ways(&reals[..count * both], cell, width, &mut states[of_turn]);
        }
    }
}
