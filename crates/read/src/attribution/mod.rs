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

use crate::language::net::{File, Machine, Memory, Turns, Vectors};
use std::ops::Range;

/// The most words that are read at once.
pub const MOST: usize = 128;
/// How many cues are read about at once.
const TURNS: usize = 16;

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
    turns: Turns,
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

    /// The attributions of a document, in the order of their cues. A cue is passed over that is no likelier than `least`, a
    /// logarithm of odds.
    pub fn find(
        &self,
        sight: &Sight,
        vectors: &Vectors,
        machine: Machine,
        least: f32,
        attributing: &mut Attributing,
    ) -> Vec<Attribution> {
        let Attributing { guesses, memory, turns } = attributing;
        self.cues.find(sight, vectors, machine, guesses);
        let likely = |cue: &&Range<usize>| guesses.odds[(*cue).clone()].iter().any(|odds| *odds > least);
        let round = |cue: &Range<usize>| Some(Round::of(sight, std::slice::from_ref(cue), sight.segment(cue.start)?));
        let rounds: Vec<Round> = guesses.cues.iter().filter(likely).filter_map(round).collect();
        let mut found = Vec::with_capacity(rounds.len());
        for rounds in rounds.chunk_by(|one, other| one.words == other.words) {
            for some in rounds.chunks(TURNS) {
                self.rounds.read_all(sight, some, vectors, machine, (memory, turns), &mut found);
            }
        }
        found
    }
}
