//! GUM's documents as coreference reads them: the treebank's words and sentences, our trees and names.
//!
//! A document that the treebank has not is cut into sentences at its stops. Invariant: words are never changed.
//! Cost: reading all takes a second or two.

use super::data::{self, Chain};
use crate::language::conllu;
use crate::language::train::{FREE, is_of};
use dateline_read::language::coref::{self, Kind, Name, Text};
use dateline_read::language::net::{Machine, Vectors};
use dateline_read::language::{Namer, Naming, Node, Parser, Parsing};
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

/// A document, read by our models.
pub struct Read {
    pub name: String,
    /// The part of the treebank that it is in, or “none”.
    pub split: &'static str,
    pub words: Vec<String>,
    pub sentences: Vec<Range<usize>>,
    pub nodes: Vec<Node>,
    pub names: Vec<Name>,
    pub chains: Vec<Chain>,
}

impl Read {
    /// Calls `with` on the text.
    pub fn text<T>(&self, with: impl FnOnce(Text) -> T) -> T {
        let words: Vec<&str> = self.words.iter().map(String::as_str).collect();
        with(Text { words: &words, nodes: &self.nodes, sentences: &self.sentences, names: &self.names, speech: &[] })
    }
}

/// What reads words.
pub struct Reader {
    parser: Parser,
    namer: Namer,
    pub vectors: Vectors,
    machine: Machine,
    parsing: Parsing,
    naming: Naming,
}

impl Reader {
    pub fn embedded() -> Reader {
        Reader {
            parser: Parser::embedded(),
            namer: Namer::embedded(),
            vectors: Vectors::embedded(),
            machine: Machine::here(),
            parsing: Parsing::default(),
            naming: Naming::default(),
        }
    }

    pub fn reader(&self) -> coref::Reader {
        coref::Reader::new(&self.parser, &self.vectors)
    }

    fn read(&mut self, document: data::Document, split: &'static str) -> Read {
        let data::Document { name, words, sentences, chains } = document;
        let forms: Vec<&str> = words.iter().map(String::as_str).collect();
        let mut nodes = Vec::new();
        self.parser.parse(&forms, &sentences, &self.vectors, self.machine, &mut self.parsing, &mut nodes);
        let states = &self.parsing.states;
        let labels = self.namer.find(&forms, &sentences, states, &self.vectors, self.machine, &mut self.naming);
        let names = labels
            .into_iter()
            .map(|label| Name { words: label.words, kind: Kind::called(self.namer.kinds()[label.kind]) })
            .collect();
        Read { name, split, words, sentences, nodes, names, chains }
    }

    /// GUM's documents of free genres, in the order of their names.
    pub fn gum(&mut self, gold: &Path) -> anyhow::Result<Vec<Read>> {
        let mut documents = BTreeMap::new();
        for split in ["train", "dev", "test"] {
            for document in conllu::read(&gold.join(format!("ud-gum/{split}.conllu")))? {
                if is_of(&document.name, FREE) {
                    documents.insert(document.name.clone(), (split, document));
                }
            }
        }
        let mut read = Vec::new();
        for path in files(&gold.join("gum/coref"))? {
            let mut own = data::read(&path)?;
            let mut at = 0;
            let tree = documents.get(&own.name);
            own.sentences.clear();
            for sentence in tree.iter().flat_map(|(_, tree)| &tree.sentences) {
                own.sentences.push(at..at + sentence.words.len());
                at += sentence.words.len();
            }
            if at != own.words.len() {
                own.sentences = by_stops(&own.words);
            }
            read.push(self.read(own, tree.map_or("none", |(split, _)| split)));
        }
        Ok(read)
    }
}

/// Sentences by their stops, where the treebank has none.
fn by_stops(words: &[String]) -> Vec<Range<usize>> {
    let closes = |word: &str| matches!(word, "\"" | "”" | "''" | ")");
    let mut sentences = Vec::new();
    let mut start = 0;
    for at in 0..words.len() {
        let next = words.get(at + 1).is_some_and(|next| closes(next));
        let stop = |word: &str| matches!(word, "." | "!" | "?");
        let ends = (stop(&words[at]) && !next) || (closes(&words[at]) && at > 0 && stop(&words[at - 1]));
        if ends || at + 1 == words.len() || at - start > 100 {
            sentences.push(start..at + 1);
            start = at + 1;
        }
    }
    sentences
}

fn files(folder: &Path) -> anyhow::Result<Vec<std::path::PathBuf>> {
    let mut files: Vec<_> = std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<anyhow::Result<_>>()?;
    files.retain(|path| path.extension().is_some_and(|ending| ending == "conll"));
    files.sort();
    Ok(files)
}
