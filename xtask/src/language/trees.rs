//! Tags and trees against treebanks, with the treebank's words and sentences and with our own.
//!
//! With our own, a word counts where it covers the letters of a word of the treebank, and its head where that does too.
//! Relations count without their subtypes. Source: Zeman et al., CoNLL 2018 shared task.

use super::conllu::{self, Document};
use super::words::lay;
use crate::gold;
use dateline_lexicon::Lexicon;
use dateline_read::language::net::{Machine, Vectors};
use dateline_read::language::{Lemmas, Node, Parser, Parsing, cut, paragraphs, sentences};
use std::collections::HashMap;
use std::ops::Range;
use std::time::Instant;

const PARTS: &[(&str, &str, &[&str])] = &[
    ("ud-ewt/test.conllu", "EWT test", &[]),
    ("ud-pud/en_pud-ud-test.conllu", "PUD", &[]),
    ("ud-gum/test.conllu", "GUM test, free genres", super::train::FREE),
];

#[derive(Default)]
struct Tally {
    tag: usize,
    fine: usize,
    lemma: usize,
    head: usize,
    relation: usize,
    found: usize,
    expected: usize,
}

impl Tally {
    fn line(&self) -> String {
        let f1 = |right: usize| 200.0 * right as f64 / (self.found + self.expected).max(1) as f64;
        format!(
            "UPOS {:.2} XPOS {:.2} lemma {:.2} UAS {:.2} LAS {:.2}",
            f1(self.tag),
            f1(self.fine),
            f1(self.lemma),
            f1(self.head),
            f1(self.relation)
        )
    }
}

struct Run {
    parser: Parser,
    vectors: Vectors,
    machine: Machine,
    parsing: Parsing,
    nodes: Vec<Node>,
    lemmas: Lemmas,
    verbose: bool,
}

/// Prints the figures of each treebank; how fast the parser was, roughly.
pub fn score(verbose: bool) -> anyhow::Result<()> {
    let mut run = Run {
        parser: Parser::embedded(),
        vectors: Vectors::embedded(),
        machine: Machine::here(),
        parsing: Parsing::default(),
        nodes: Vec::new(),
        lemmas: Lemmas::embedded(),
        verbose,
    };
    for (file, name, genres) in PARTS {
        let Some(path) = gold::set(file) else { continue };
        let mut documents = conllu::read(&path)?;
        documents.retain(|document| super::train::is_of(&document.name, genres));
        let (mut given, mut own) = (Tally::default(), Tally::default());
        let start = Instant::now();
        for document in &documents {
            run.given(document, &mut given);
        }
        let spent = start.elapsed().as_secs_f64();
        for document in &documents {
            run.own(document, &mut own);
        }
        println!("{name}");
        println!("  its words: {}  ({:.0} thousand words a second)", given.line(), given.found as f64 / spent / 1e3);
        println!("  our words: {}", own.line());
    }
    Ok(())
}

impl Run {
    fn given(&mut self, document: &Document, tally: &mut Tally) {
        let mut words = Vec::new();
        let mut places: Vec<Range<usize>> = Vec::new();
        for sentence in &document.sentences {
            places.push(words.len()..words.len() + sentence.words.len());
            words.extend(sentence.words.iter().map(|word| word.form.as_str()));
        }
        self.parser.parse(&words, &places, &self.vectors, self.machine, &mut self.parsing, &mut self.nodes);
        for (sentence, place) in document.sentences.iter().zip(places) {
            for (at, (word, node)) in sentence.words.iter().zip(&self.nodes[place]).enumerate() {
                let head = if node.head == 0 { 0 } else { (at as isize + 1 + isize::from(node.head)) as usize };
                tally.expected += 1;
                tally.found += 1;
                self.count(word, node, head == word.head, at == 0, tally);
            }
        }
    }

    fn own(&mut self, document: &Document, tally: &mut Tally) {
        let laid = lay(document);
        let mut words = Vec::new();
        cut(&laid.text, Lexicon::embedded(), &mut words);
        let places = sentences(&laid.text, &words, &paragraphs(&laid.text, &words), Lexicon::embedded());
        let forms: Vec<&str> = words.iter().map(|word| word.of(&laid.text)).collect();
        self.parser.parse(&forms, &places, &self.vectors, self.machine, &mut self.parsing, &mut self.nodes);
        let by_place: HashMap<Range<usize>, usize> =
            words.iter().enumerate().map(|(at, word)| (word.range(), at)).collect();
        let mut number = 0;
        tally.found += words.len();
        for sentence in &document.sentences {
            let places = &laid.words[number..number + sentence.words.len()];
            number += sentence.words.len();
            for (at, (word, place)) in sentence.words.iter().zip(places).enumerate() {
                tally.expected += 1;
                let Some(found) = by_place.get(place) else { continue };
                let node = self.nodes[*found];
                let head = (node.head != 0).then(|| words[(*found as isize + isize::from(node.head)) as usize].range());
                let expected = word.head.checked_sub(1).map(|head| places[head].clone());
                self.count(word, &node, head == expected, at == 0, tally);
            }
        }
    }

    fn count(&self, word: &conllu::Word, node: &Node, head: bool, opens: bool, tally: &mut Tally) {
        let base = |relation: &str| relation.split(':').next().unwrap_or_default().to_owned();
        tally.tag += usize::from(self.parser.tags()[usize::from(node.tag)] == word.upos);
        tally.fine += usize::from(self.parser.fine_tags()[usize::from(node.fine)] == word.xpos);
        let fine = self.parser.fine_tags()[usize::from(node.fine)];
        let lemma = self.lemmas.of(&word.form, fine, opens, &self.vectors);
        tally.lemma += usize::from(lemma == word.lemma);
        if self.verbose && lemma != word.lemma {
            println!("lemma: {} {fine} ({}): {lemma}, not {}", word.form, word.xpos, word.lemma);
        }
        tally.head += usize::from(head);
        let relation = base(self.parser.relations()[usize::from(node.relation)]) == base(&word.relation);
        tally.relation += usize::from(head && relation);
    }
}
