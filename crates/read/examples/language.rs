//! How fast the layer of language is: words and sentences of files, then tags and trees, then names, then
//! coreference, on one core.

use dateline_lexicon::{Gazetteer, Lexicon};
use dateline_read::language::coref::{self, Coreference, Kind, Name, Referents, Text};
use dateline_read::language::net::{Machine, Vectors};
use dateline_read::language::{Namer, Naming, Parser, Parsing, cut, paragraphs, sentences};
use std::time::Instant;

fn main() {
    let start = Instant::now();
    let (parser, vectors, machine) = (Parser::embedded(), Vectors::embedded(), Machine::here());
    let (namer, lexicon) = (Namer::embedded(), Lexicon::embedded());
    let coreference = Coreference::embedded(&parser, &vectors);
    Gazetteer::embedded();
    println!("start {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    let texts: Vec<String> = std::env::args().skip(1).filter_map(|path| std::fs::read_to_string(path).ok()).collect();
    let (mut parsing, mut words, mut nodes) = (Parsing::default(), Vec::new(), Vec::new());
    let (mut naming, mut scratch, mut referents) = (Naming::default(), coref::Scratch::default(), Referents::default());
    let (mut names, mut mentions) = (0, 0);
    let mut spent = [0.0; 4];
    let mut count = 0;
    for text in &texts {
        let start = Instant::now();
        cut(text, lexicon, &mut words);
        let places = sentences(text, &words, &paragraphs(text, &words), lexicon);
        spent[0] += start.elapsed().as_secs_f64();
        let start = Instant::now();
        let forms: Vec<&str> = words.iter().map(|word| word.of(text)).collect();
        parser.parse(&forms, &places, &vectors, machine, &mut parsing, &mut nodes);
        spent[1] += start.elapsed().as_secs_f64();
        let start = Instant::now();
        let labels = namer.find(&forms, &places, &parsing.states, &vectors, machine, &mut naming);
        spent[2] += start.elapsed().as_secs_f64();
        names += labels.len();
        let start = Instant::now();
        let kind = |label: usize| Kind::called(namer.kinds()[label]);
        let known: Vec<Name> =
            labels.into_iter().map(|label| Name { kind: kind(label.kind), words: label.words }).collect();
        let text = Text { words: &forms, nodes: &nodes, sentences: &places, names: &known, speech: &[] };
        coreference.find(text, &vectors, machine, &mut scratch, &mut referents);
        mentions += referents.mentions.len();
        spent[3] += start.elapsed().as_secs_f64();
        count += words.len();
    }
    for (name, spent) in ["words and sentences", "tags and trees", "names", "coreference"].iter().zip(spent) {
        println!("{name}: {:.2} µs a word", spent * 1e6 / count as f64);
    }
    println!("{names} names, {mentions} mentions");
    println!("{count} words, {:.0} thousand a second", count as f64 / spent.iter().sum::<f64>() / 1e3);
}
