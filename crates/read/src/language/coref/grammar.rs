//! Tags and relations as coreference asks for them: numbers of a model turned into a few classes, once.
//!
//! Invariant: a label that is not known is of the class that claims nothing. Cost: a look-up in a small table.

use crate::language::Parser;

/// What a word is, as far as mentions go.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// A common noun.
    Noun,
    /// A name's word.
    Proper,
    /// A pronoun.
    Pronoun,
    /// A number.
    Number,
    /// An article, a demonstrative before a noun.
    Determiner,
    /// A verb.
    Verb,
    /// A mark.
    Mark,
    /// An adjective.
    Adjective,
    /// Anything else.
    Other,
}

/// How a word hangs on its head.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[allow(missing_docs)]
pub enum Link {
    Subject,
    PassiveSubject,
    Object,
    Oblique,
    Possessor,
    NounModifier,
    Compound,
    Apposition,
    Root,
    Conjunct,
    Predicate,
    Case,
    Coordinator,
    Mark,
    Copula,
    Auxiliary,
    Clause,
    Relative,
    Loose,
    Flat,
    Determiner,
    Modifier,
    Adverb,
    Other,
}

/// Number of a word's form: what its tag says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Count {
    /// One.
    One,
    /// More than one.
    Many,
    /// Not said.
    Open,
}

/// The labels of a parser.
pub struct Grammar {
    parts: Vec<Part>,
    counts: Vec<Count>,
    links: Vec<Link>,
    possessive: Option<u8>,
    relative: Vec<bool>,
}

impl Grammar {
    /// Of the labels of `parser`.
    pub fn of(parser: &Parser) -> Grammar {
        let count = |tag: &&str| match *tag {
            "NN" | "NNP" => Count::One,
            "NNS" | "NNPS" => Count::Many,
            _ => Count::Open,
        };
        Grammar {
            parts: parser.tags().iter().map(|tag| part(tag)).collect(),
            counts: parser.fine_tags().iter().map(count).collect(),
            links: parser.relations().iter().map(|relation| link(relation)).collect(),
            relative: parser.fine_tags().iter().map(|tag| matches!(*tag, "WDT" | "WP" | "WP$")).collect(),
            possessive: parser.fine_tags().iter().position(|tag| *tag == "POS").map(|place| place as u8),
        }
    }

    /// What a word is.
    pub fn part(&self, tag: u8) -> Part {
        self.parts.get(usize::from(tag)).copied().unwrap_or(Part::Other)
    }

    /// Its number.
    pub fn count(&self, fine: u8) -> Count {
        self.counts.get(usize::from(fine)).copied().unwrap_or(Count::Open)
    }

    /// How it hangs on its head.
    pub fn link(&self, relation: u8) -> Link {
        self.links.get(usize::from(relation)).copied().unwrap_or(Link::Other)
    }

    /// Whether it opens a relative clause or asks.
    pub fn is_relative(&self, fine: u8) -> bool {
        self.relative.get(usize::from(fine)).copied().unwrap_or(false)
    }

    /// Whether it is the mark of a possessor.
    pub fn is_possessive(&self, fine: u8) -> bool {
        self.possessive == Some(fine)
    }
}

fn part(tag: &str) -> Part {
    match tag {
        "NOUN" => Part::Noun,
        "PROPN" => Part::Proper,
        "PRON" => Part::Pronoun,
        "NUM" => Part::Number,
        "DET" => Part::Determiner,
        "VERB" | "AUX" => Part::Verb,
        "PUNCT" | "SYM" => Part::Mark,
        "ADJ" => Part::Adjective,
        _ => Part::Other,
    }
}

fn link(relation: &str) -> Link {
    let base = relation.split(':').next().unwrap_or(relation);
    match (relation, base) {
        ("nsubj:pass", _) => Link::PassiveSubject,
        ("nmod:poss", _) => Link::Possessor,
        ("acl:relcl", _) => Link::Relative,
        // A title before a name.
        ("nmod:desc", _) => Link::Compound,
        (_, "nsubj") => Link::Subject,
        (_, "obj" | "iobj") => Link::Object,
        (_, "obl") => Link::Oblique,
        (_, "nmod") => Link::NounModifier,
        (_, "compound") => Link::Compound,
        (_, "appos") => Link::Apposition,
        (_, "root") => Link::Root,
        (_, "conj") => Link::Conjunct,
        (_, "xcomp") => Link::Predicate,
        (_, "case") => Link::Case,
        (_, "cc") => Link::Coordinator,
        (_, "mark") => Link::Mark,
        (_, "cop") => Link::Copula,
        (_, "aux" | "expl") => Link::Auxiliary,
        (_, "advcl" | "ccomp" | "csubj") => Link::Clause,
        (_, "acl") => Link::Relative,
        (_, "parataxis" | "discourse" | "vocative" | "dislocated" | "list" | "dep" | "orphan" | "reparandum") => {
            Link::Loose
        }
        (_, "flat" | "fixed" | "goeswith") => Link::Flat,
        (_, "det") => Link::Determiner,
        (_, "advmod") => Link::Adverb,
        (_, "amod" | "nummod") => Link::Modifier,
        _ => Link::Other,
    }
}
