//! Attributions by trained models: which words attribute, and for each of these who is the source and what the content.
//!
//! Both models stand on the parser's last layer and on what the lexicon knows; the second reads the words round one cue.
//! Invariant: an attribution lies in one segment; its source and content share no word. Cost: linear in the words, and in
//! those round each cue. After: Pareti et al. 2013; Newell, Margolin & Ruths, PolNeAR, 2018. Card: MODELS.md.

mod cue;
mod round;
mod sight;

pub use cue::{Cues, Guesses};
pub(crate) use round::group;
pub use round::{Round, Rounds};
pub use sight::Sight;

use crate::language::net::{File, Machine, Memory, Vectors};
use std::ops::Range;

/// The most words that are read at once.
pub const MOST: usize = 128;

/// An attribution, in words of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// The words that attribute.
    pub cue: Range<usize>,
    /// The word of the cue that the others hang on.
    pub head: usize,
    /// Who; none where the segment does not say.
    pub source: Option<Range<usize>>,
    /// What is said, in order; never empty.
    pub content: Vec<Range<usize>>,
}

/// The models, ready to run.
pub struct Attributor {
    cues: Cues,
    rounds: Rounds,
}

/// Buffers of one thread.
#[derive(Default)]
pub struct Attributing {
    guesses: Guesses,
    memory: Memory,
}

impl Attributing {
    /// For each word of the text last read how likely it is a cue, as a logarithm of odds.
    pub fn odds(&self) -> &[f32] {
        &self.guesses.odds
    }
}

impl Attributor {
    /// The models that ship.
    pub fn embedded() -> Attributor {
        let [cues, rounds] =
            [include_bytes!("../../data/cues.bin").as_slice(), include_bytes!("../../data/rounds.bin")]
                .map(|bytes| File::read(bytes).expect("the models of attribution are whole"));
        Attributor::read(&cues, &rounds).expect("the models of attribution have all their parts")
    }

    /// Reads the models; none where a part is missing.
    pub fn read(cues: &File<'static>, rounds: &File<'static>) -> Option<Attributor> {
        Some(Attributor { cues: Cues::read(cues)?, rounds: Rounds::read(rounds)? })
    }

    /// The attributions of a document, in the order of their cues.
    pub fn find(
        &self,
        sight: &Sight,
        vectors: &Vectors,
        machine: Machine,
        attributing: &mut Attributing,
    ) -> Vec<Attribution> {
        let Attributing { guesses, memory } = attributing;
        self.cues.find(sight, vectors, machine, guesses);
        let about = |cue: &Range<usize>| {
            let segment = sight.segment(cue.start)?;
            let round = Round::of(sight, std::slice::from_ref(cue), segment);
            self.rounds.read_one(sight, &round, vectors, machine, memory)
        };
        guesses.cues.iter().filter_map(about).collect()
    }
}
