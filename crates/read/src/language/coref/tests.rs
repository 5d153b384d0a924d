//! What coreference does with invented text, from words to chains.

use super::*;
use crate::language::net::Machine;
use crate::language::{Namer, Naming, Parsing, cut, paragraphs, sentences};
use std::sync::OnceLock;

struct Models {
    parser: Parser,
    namer: Namer,
    vectors: Vectors,
    coreference: Coreference,
}

fn models() -> &'static Models {
    static MODELS: OnceLock<Models> = OnceLock::new();
    MODELS.get_or_init(|| {
        let (parser, vectors) = (Parser::embedded(), Vectors::embedded());
        let coreference = Coreference::embedded(&parser, &vectors);
        Models { namer: Namer::embedded(), coreference, parser, vectors }
    })
}

/// The referents of `text`, and its words.
fn read(text: &str) -> (Referents, Vec<&str>) {
    let (models, machine) = (models(), Machine::here());
    let mut words = Vec::new();
    cut(text, Lexicon::embedded(), &mut words);
    let places = sentences(text, &words, &paragraphs(text, &words), Lexicon::embedded());
    let forms: Vec<&str> = words.iter().map(|word| word.of(text)).collect();
    let (mut nodes, mut parsing) = (Vec::new(), Parsing::default());
    models.parser.parse(&forms, &places, &models.vectors, machine, &mut parsing, &mut nodes);
    let mut naming = Naming::default();
    let labels = models.namer.find(&forms, &places, &parsing.states, &models.vectors, machine, &mut naming);
    let kind = |label: usize| Kind::called(models.namer.kinds()[label]);
    let names: Vec<Name> =
        labels.into_iter().map(|label| Name { kind: kind(label.kind), words: label.words }).collect();
    let text = Text { words: &forms, nodes: &nodes, sentences: &places, names: &names, speech: &[] };
    let mut found = Referents::default();
    models.coreference.find(text, &models.vectors, &mut Scratch::default(), &mut found);
    (found, forms)
}

/// The chains of `text`: mentions parted by “=”, chains by “; ”.
fn chains(text: &str) -> String {
    let (found, words) = read(text);
    let chain = |number: usize| {
        let of = found.mentions.iter().filter(|mention| mention.referent == Some(number as u32));
        of.map(|mention| words[mention.words.clone()].join(" ")).collect::<Vec<_>>()
    };
    let chains = (0..found.referents.len()).map(chain).filter(|chain| chain.len() > 1);
    chains.map(|chain| chain.join(" = ")).collect::<Vec<_>>().join("; ")
}

fn check(text: &str, expected: &str) {
    assert_eq!(chains(text), expected, "in: {text}");
}

#[test]
fn a_pronoun_leads_to_the_one_it_fits() {
    check("Mary Oller left the party. She founded another.", "Mary Oller = She");
}

#[test]
fn nothing_is_found_in_nothing() {
    assert_eq!(chains(""), "");
}
