//! `worldwide-newswire`: articles from all continents, each word with the name it is part of.
//!
//! Invariant: spans of words, in order, disjoint, within one sentence. Source: `../shared/gold/README.md`.

use anyhow::Context;
use std::fs;
use std::ops::Range;
use std::path::Path;

/// A sentence with its names.
#[derive(Clone, Default)]
pub struct Sentence {
    pub words: Vec<String>,
    pub names: Vec<(Range<usize>, String)>,
}

/// An article, and the country it is from.
pub struct Article {
    pub country: String,
    pub sentences: Vec<Sentence>,
}

/// Reads all articles, in the order of their names.
pub fn read(folder: &Path) -> anyhow::Result<Vec<Article>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        paths.push(entry?.path());
    }
    paths.sort();
    paths.iter().map(|path| article(path)).collect()
}

fn article(path: &Path) -> anyhow::Result<Article> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let country = name.split(['_', '-']).next().unwrap_or_default().to_owned();
    let mut sentences = Vec::new();
    let mut words: Vec<(String, String)> = Vec::new();
    for line in text.lines().chain([""]) {
        match line.split_once('\t') {
            Some((word, tag)) => words.push((word.trim().to_owned(), tag.split('\t').next().unwrap_or(tag).to_owned())),
            None => cut(&std::mem::take(&mut words), &mut sentences),
        }
    }
    Ok(Article { country, sentences })
}

/// A paragraph's sentences: behind a stop, before a capital, outside names.
fn cut(words: &[(String, String)], sentences: &mut Vec<Sentence>) {
    let mut start = 0;
    for at in 1..=words.len() {
        let ends = at == words.len() || {
            let stop = |word: &str| matches!(word, "." | "!" | "?");
            let last = words[at - 1].0.as_str();
            let behind = stop(last) || matches!(last, "\"" | "”" | "''") && at > 1 && stop(&words[at - 2].0);
            let next = words[at].0.as_str();
            behind
                && !words[at].1.starts_with("I-")
                && !matches!(next, "\"" | "”" | "''" | ")")
                && next.starts_with(|char: char| char.is_uppercase() || !char.is_alphanumeric())
        };
        if ends && at > start {
            sentences.push(sentence(&words[start..at]));
            start = at;
        }
    }
}

fn sentence(words: &[(String, String)]) -> Sentence {
    let mut names: Vec<(Range<usize>, String)> = Vec::new();
    for (at, (_, tag)) in words.iter().enumerate() {
        match tag.split_once('-') {
            Some(("I", kind)) if names.last().is_some_and(|(range, last)| range.end == at && last == kind) => {
                names.last_mut().expect("it was there").0.end = at + 1;
            }
            Some((_, kind)) => names.push((at..at + 1, kind.to_owned())),
            None => {}
        }
    }
    Sentence { words: words.iter().map(|(word, _)| word.clone()).collect(), names }
}
