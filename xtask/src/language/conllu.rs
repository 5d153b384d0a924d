//! CoNLL-U: trees of syntactic words, sentence by sentence, with the text that they were made of.
//!
//! Invariant: each word's range slices the text at characters; words of one orthographic token (“cannot”) lie inside it.
//! Source: universaldependencies.org/format.html.

use anyhow::{Context, bail};
use std::fs;
use std::ops::Range;
use std::path::Path;

/// A syntactic word with its gold annotation.
#[derive(Clone, Debug)]
pub struct Word {
    /// Bytes of the sentence's text.
    pub range: Range<usize>,
    pub form: String,
    pub lemma: String,
    pub upos: String,
    pub xpos: String,
    /// The head's number counted from 1; 0 for the root.
    pub head: usize,
    pub relation: String,
}

/// A sentence, and whether a paragraph begins with it.
#[derive(Clone, Debug)]
pub struct Sentence {
    pub text: String,
    pub words: Vec<Word>,
    pub paragraph: bool,
}

/// Sentences that stood together.
#[derive(Clone, Debug, Default)]
pub struct Document {
    pub name: String,
    pub sentences: Vec<Sentence>,
}

/// Reads a file of documents.
pub fn read(path: &Path) -> anyhow::Result<Vec<Document>> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let mut documents: Vec<Document> = Vec::new();
    for block in text.split("\n\n").filter(|block| !block.trim().is_empty()) {
        let comment =
            |key: &str| block.lines().find_map(|line| line.strip_prefix("# ")?.strip_prefix(key)?.strip_prefix(" = "));
        if let Some(name) = comment("newdoc id") {
            documents.push(Document { name: name.to_owned(), sentences: Vec::new() });
        }
        let sentence = sentence(block, comment("sent_id").unwrap_or_default(), comment("text"))
            .with_context(|| path.display().to_string())?;
        match documents.last_mut() {
            Some(document) => document.sentences.push(sentence),
            None => documents.push(Document { name: String::new(), sentences: vec![sentence] }),
        }
    }
    Ok(documents)
}

/// A document as a reader has it: its text in paragraphs, and its syntactic words with their places in it.
pub struct Chapter {
    pub name: String,
    pub text: String,
    pub forms: Vec<String>,
    pub places: Vec<Range<usize>>,
}

/// The documents of a file as readers have them.
pub fn chapters(path: &Path) -> anyhow::Result<Vec<Chapter>> {
    Ok(read(path)?.into_iter().map(Chapter::of).collect())
}

impl Chapter {
    fn of(document: Document) -> Chapter {
        let Document { name, sentences } = document;
        let mut chapter = Chapter { name, text: String::new(), forms: Vec::new(), places: Vec::new() };
        for sentence in sentences {
            if !chapter.text.is_empty() {
                chapter.text.push_str(if sentence.paragraph { "\n\n" } else { " " });
            }
            let start = chapter.text.len();
            chapter.text.push_str(&sentence.text);
            for word in sentence.words {
                chapter.places.push(start + word.range.start..start + word.range.end);
                chapter.forms.push(word.form);
            }
        }
        chapter
    }
}

fn sentence(block: &str, id: &str, text: Option<&str>) -> anyhow::Result<Sentence> {
    let text = text.with_context(|| format!("{id}: no text"))?.to_owned();
    let mut words: Vec<Word> = Vec::new();
    let mut at = 0;
    // The orthographic token that the next words share, and up to which word.
    let mut shared: Option<(Range<usize>, usize)> = None;
    for line in block.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [number, form, lemma, upos, xpos, _, head, relation, ..] = cells[..] else {
            bail!("{id}: {line}");
        };
        if number.contains('.') {
            continue;
        }
        if let Some((_, last)) = number.split_once('-') {
            let range = next(&text, at, form).with_context(|| format!("{id}: {form}"))?;
            shared = Some((range, last.parse()?));
            continue;
        }
        let own: usize = number.parse()?;
        let range = match &shared {
            Some((token, last)) if own <= *last => {
                // Its own letters where they are there (“do”, “n't”), else the whole token.
                let range = next(&text, at.max(token.start), form)
                    .filter(|range| range.start == at.max(token.start) && range.end <= token.end);
                range.unwrap_or_else(|| token.clone())
            }
            _ => next(&text, at, form).with_context(|| format!("{id}: {form}"))?,
        };
        at = range.end;
        words.push(Word {
            range,
            form: form.to_owned(),
            lemma: lemma.to_owned(),
            upos: upos.to_owned(),
            xpos: xpos.to_owned(),
            head: head.parse()?,
            relation: relation.to_owned(),
        });
    }
    let paragraph = block.lines().any(|line| line.starts_with("# newpar") || line.starts_with("# newdoc"));
    Ok(Sentence { text, words, paragraph })
}

/// Where `form` stands at or behind `at`, only white space between.
fn next(text: &str, at: usize, form: &str) -> Option<Range<usize>> {
    let rest = text.get(at..)?;
    let start = at + rest.len() - rest.trim_start().len();
    text[start..].starts_with(form).then(|| start..start + form.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_joined_token_lie_in_it() {
        let block = "# sent_id = 1\n# text = Crews cannot go.\n1\tCrews\tcrew\tNOUN\tNNS\t_\t4\tnsubj\t_\t_\n2-3\tcannot\t_\t_\t_\t_\t_\t_\t_\t_\n2\tcan\tcan\tAUX\tMD\t_\t4\taux\t_\t_\n3\tnot\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_\n4\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\t_\n5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_";
        let sentence = sentence(block, "1", Some("Crews cannot go.")).expect("it is well formed");
        let ranges: Vec<Range<usize>> = sentence.words.iter().map(|word| word.range.clone()).collect();
        assert_eq!(ranges, [0..5, 6..9, 9..12, 13..15, 15..16]);
    }
}
