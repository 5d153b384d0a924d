//! What is known before any document is read, and the buffers of one thread.

use crate::attribution::{self, Attributing, Attributor};
use crate::event::Linker;
use crate::language::coref::Coreference;
use crate::language::net::{Machine, Vectors};
use crate::language::{Namer, Naming, Node, Parser, Parsing, Word};
use crate::referent::Chains;
use crate::token::Token;
use dateline_lexicon::{Gazetteer, Lexicon};

/// What is known before any document is read: immutable, built once, shared by all threads.
pub struct Knowledge {
    pub(crate) lexicon: &'static Lexicon,
    pub(crate) gazetteer: &'static Gazetteer,
    pub(crate) parser: Parser,
    pub(crate) namer: Namer,
    pub(crate) coreference: Coreference,
    pub(crate) attributor: Attributor,
    pub(crate) groups: Vec<u8>,
    pub(crate) vectors: Vectors,
    pub(crate) machine: Machine,
    pub(crate) linker: Option<Linker>,
}

impl Knowledge {
    /// The lexicons and models that ship with Dateline.
    pub fn embedded() -> Knowledge {
        let (parser, vectors) = (Parser::embedded(), Vectors::embedded());
        Knowledge {
            lexicon: Lexicon::embedded(),
            gazetteer: Gazetteer::embedded(),
            namer: Namer::embedded(),
            attributor: Attributor::embedded(),
            linker: Some(Linker::embedded()),
            groups: parser.relations().iter().map(|relation| attribution::group(relation)).collect(),
            coreference: Coreference::embedded(&parser, &vectors),
            parser,
            vectors,
            machine: Machine::here(),
        }
    }

    /// The same with other models of attribution.
    pub fn with(self, attributor: Attributor) -> Knowledge {
        Knowledge { attributor, ..self }
    }

    /// The same with another model of links, or none.
    pub fn with_links(self, linker: Option<Linker>) -> Knowledge {
        Knowledge { linker, ..self }
    }

    /// What words are as models read them.
    pub fn vectors(&self) -> &Vectors {
        &self.vectors
    }
}

/// Buffers of one thread, reused from document to document.
#[derive(Default)]
pub struct Scratch {
    pub(crate) tokens: Vec<Token>,
    pub(crate) words: Vec<Word>,
    pub(crate) quoted: Vec<u32>,
    pub(crate) parsing: Parsing,
    pub(crate) nodes: Vec<Node>,
    pub(crate) naming: Naming,
    pub(crate) chains: Chains,
    pub(crate) attributing: Attributing,
}
