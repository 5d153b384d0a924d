//! Words and sentences against treebanks: F1 of spans, as CoNLL's shared task counts them.
//!
//! The sentences of a document are joined as they stood: a paragraph begins after a blank line; a line that ends without a
//! closing mark (a heading, an item) stands on a line of its own; otherwise one space parts two sentences.
//! Source: Zeman et al., CoNLL 2018 shared task.

use super::conllu::{self, Document};
use crate::gold;
use std::collections::BTreeSet;
use std::ops::Range;

/// A text with the places of its sentences and words.
pub struct Laid {
    pub text: String,
    pub sentences: Vec<Range<usize>>,
    pub words: Vec<Range<usize>>,
}

/// The text of a document, laid out.
pub fn lay(document: &Document) -> Laid {
    let mut laid = Laid { text: String::new(), sentences: Vec::new(), words: Vec::new() };
    let mut closed = true;
    for sentence in &document.sentences {
        if !laid.text.is_empty() {
            laid.text.push_str(match (sentence.paragraph, closed) {
                (true, _) | (_, false) => "\n\n",
                _ => " ",
            });
        }
        let start = laid.text.len();
        laid.text.push_str(&sentence.text);
        laid.sentences.push(start..laid.text.len());
        laid.words.extend(sentence.words.iter().map(|word| start + word.range.start..start + word.range.end));
        closed = sentence.text.trim_end_matches(['"', '”', '’', '\'', ')', ']']).ends_with(['.', '!', '?', '…']);
    }
    laid
}

/// Right, found, expected.
#[derive(Default, Clone, Copy)]
pub struct Tally {
    right: usize,
    found: usize,
    expected: usize,
}

impl Tally {
    pub fn count(&mut self, found: &[Range<usize>], expected: &[Range<usize>]) {
        let set: BTreeSet<(usize, usize)> = expected.iter().map(|range| (range.start, range.end)).collect();
        self.right += found.iter().filter(|range| set.contains(&(range.start, range.end))).count();
        self.found += found.len();
        self.expected += expected.len();
    }

    pub fn line(&self) -> String {
        let share = |of: usize| self.right as f64 / of.max(1) as f64;
        let f1 = 2.0 * self.right as f64 / (self.found + self.expected).max(1) as f64;
        format!("precision {:.4} recall {:.4} F1 {f1:.4}", share(self.found), share(self.expected))
    }
}

/// The parts of the treebanks: file, name, what its documents' names begin with.
const PARTS: &[(&str, &str, &[&str])] = &[
    ("ud-pud/en_pud-ud-test.conllu", "PUD news", &["n"]),
    ("ud-pud/en_pud-ud-test.conllu", "PUD wiki", &["w"]),
    ("ud-gum/train.conllu", "GUM train, news and interviews", &["GUM_news", "GUM_interview"]),
    ("ud-gum/train.conllu", "GUM train, wiki", &["GUM_bio", "GUM_voyage"]),
    ("ud-gum/test.conllu", "GUM test, news, interviews, wiki", &["GUM_news", "GUM_interview", "GUM_bio", "GUM_voyage"]),
    ("ud-ewt/dev.conllu", "EWT dev, weblogs", &["weblog"]),
    ("ud-ewt/dev.conllu", "EWT dev", &[""]),
    ("ud-ewt/test.conllu", "EWT test", &[""]),
];

/// Prints sentence and word F1 of each part.
pub fn score(verbose: bool) -> anyhow::Result<()> {
    let mut words = Vec::new();
    for (file, name, starts) in PARTS {
        let Some(path) = gold::set(file) else { continue };
        let (mut sentences, mut tokens) = (Tally::default(), Tally::default());
        for document in conllu::read(&path)? {
            if !starts.iter().any(|start| document.name.starts_with(start)) {
                continue;
            }
            let laid = lay(&document);
            dateline_read::language::cut(&laid.text, dateline_lexicon::Lexicon::embedded(), &mut words);
            let found: Vec<Range<usize>> = words.iter().map(|word| word.range()).collect();
            tokens.count(&found, &laid.words);
            let split: Vec<Range<usize>> = dateline_read::language::sentences(
                &laid.text,
                &words,
                &dateline_read::language::paragraphs(&laid.text, &words),
                dateline_lexicon::Lexicon::embedded(),
            )
            .into_iter()
            .map(|range| found[range.start].start..found[range.end - 1].end)
            .collect();
            sentences.count(&split, &laid.sentences);
            if verbose {
                show(&laid.text, &found, &laid.words, "word");
                show(&laid.text, &split, &laid.sentences, "sentence");
            }
        }
        println!("{name}");
        println!("  sentences: {}", sentences.line());
        println!("  words:     {}", tokens.line());
    }
    Ok(())
}

fn show(text: &str, found: &[Range<usize>], expected: &[Range<usize>], what: &str) {
    let ends: BTreeSet<usize> = expected.iter().map(|range| range.end).collect();
    let own: BTreeSet<usize> = found.iter().map(|range| range.end).collect();
    let around = |at: usize| {
        let start = text.floor_char_boundary(at.saturating_sub(30));
        let end = text.ceil_char_boundary((at + 30).min(text.len()));
        format!("{}|{}", &text[start..at], &text[at..end]).replace('\n', "⏎")
    };
    for at in own.difference(&ends) {
        println!("{what} + {}", around(*at));
    }
    for at in ends.difference(&own) {
        println!("{what} - {}", around(*at));
    }
}
