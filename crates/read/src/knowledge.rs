//! What is known before any document is read, and the buffers of one thread.

use crate::language::Word;
use crate::token::Token;
use dateline_lexicon::Lexicon;

/// What is known before any document is read: immutable, built once, shared by all threads.
pub struct Knowledge {
    pub(crate) lexicon: &'static Lexicon,
}

impl Knowledge {
    /// The lexicons and models that ship with Dateline.
    pub fn embedded() -> Knowledge {
        Knowledge { lexicon: Lexicon::embedded() }
    }
}

/// Buffers of one thread, reused from document to document.
#[derive(Default)]
pub struct Scratch {
    pub(crate) tokens: Vec<Token>,
    pub(crate) words: Vec<Word>,
    pub(crate) quoted: Vec<u32>,
}
