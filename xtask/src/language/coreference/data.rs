//! Documents with their chains: CoNLL's columns, of which the words and the last are read.
//!
//! Invariant: a mention is a range of words; every chain of a document has its mentions in order.
//! Source: conll.cemantix.org/2012/data.html.

use anyhow::{Context, bail};
use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::Path;

/// A chain: the mentions of one thing.
pub type Chain = Vec<Range<usize>>;

/// A document with its chains.
pub struct Document {
    pub name: String,
    pub words: Vec<String>,
    pub sentences: Vec<Range<usize>>,
    pub chains: Vec<Chain>,
}

/// Reads a file of columns: a blank line parts sentences where the file has such lines.
pub fn read(path: &Path) -> anyhow::Result<Document> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
    let mut document = Document { name, words: Vec::new(), sentences: Vec::new(), chains: Vec::new() };
    let mut chains: BTreeMap<u32, Chain> = BTreeMap::new();
    let mut open: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    let mut start = 0;
    for line in text.lines() {
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        let [word, marks] = match cells[..] {
            [_, word, marks] => [word, marks],
            [_, _, _, word, .., marks] => [word, marks],
            _ => {
                if start < document.words.len() {
                    document.sentences.push(start..document.words.len());
                    start = document.words.len();
                }
                continue;
            }
        };
        let at = document.words.len();
        document.words.push(word.to_owned());
        for mark in marks_of(marks) {
            let number: u32 = mark.trim_matches(['(', ')']).parse().with_context(|| format!("{line}: a mark"))?;
            if mark.starts_with('(') {
                open.entry(number).or_default().push(at);
            }
            if mark.ends_with(')') {
                let Some(start) = open.entry(number).or_default().pop() else { bail!("{line}: closes nothing") };
                chains.entry(number).or_default().push(start..at + 1);
            }
        }
    }
    document.chains = chains.into_values().collect();
    document.chains.iter_mut().for_each(|chain| chain.sort_by_key(|range| (range.start, range.end)));
    Ok(document)
}

/// “(3(1)”, “5)|(6”: each bracket with its number.
fn marks_of(marks: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = marks.trim_matches('_');
    while !rest.is_empty() {
        let body = rest.trim_start_matches('|');
        let number = body.trim_start_matches('(');
        let digits = number.len() - number.trim_start_matches(|char: char| char.is_ascii_digit()).len();
        let end = body.len() - number.len() + digits;
        let end = end + usize::from(body[end..].starts_with(')'));
        if end == 0 {
            break;
        }
        found.push(&body[..end]);
        rest = &body[end..];
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_open_and_close_chains() {
        assert_eq!(marks_of("(3(1)"), ["(3", "(1)"]);
        assert_eq!(marks_of("2)3)"), ["2)", "3)"]);
        assert_eq!(marks_of("5)|(6"), ["5)", "(6"]);
        assert_eq!(marks_of("_"), [""; 0]);
    }
}
