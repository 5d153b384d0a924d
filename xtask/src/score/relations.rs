//! Attribution relations of discourse trees, on GUM's news and interviews.
//!
//! A relation ties an attributing unit (“the minister said”) to what it attributes. A row of ours means it where the row has a word of
//! its cue in that unit, and its content holds at least half the words of the other. Recall is over relations, precision over all rows of the
//! documents; a row without a cue, or on a cue that the trees part from nothing (“according to”, nouns), can mean none.

mod tree;

use crate::gold;
use crate::language::{Chapter, chapters};
use crate::score::authority::touched;
use anyhow::Context;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use std::path::Path;
use tree::Relation;

/// The kinds of documents that are scored.
const KINDS: [&str; 2] = ["news", "interview"];

/// A document: its text, where its words are in it, and its relations.
struct Document {
    name: String,
    text: String,
    places: Vec<Range<usize>>,
    relations: Vec<Relation>,
}

/// What is counted over documents of a kind.
#[derive(Default)]
struct Tally {
    documents: usize,
    relations: usize,
    rows: usize,
    /// Relations that a row means.
    found: usize,
    /// Rows that mean a relation.
    right: usize,
}

/// A row, as the numbers of words.
struct Own {
    cue: BTreeSet<usize>,
    content: BTreeSet<usize>,
}

/// Scores all documents; with `verbose`, the relations that no row means, of documents that may be looked at.
pub fn run(verbose: bool) -> anyhow::Result<()> {
    let (Some(set), Some(words)) = (gold::set("gum"), gold::set("ud-gum")) else { return Ok(()) };
    let mut chapters: BTreeMap<String, Chapter> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for split in ["train", "dev", "test"] {
        for chapter in chapters_of(&words, split)? {
            if split != "test" {
                seen.insert(chapter.name.clone());
            }
            chapters.insert(chapter.name.clone(), chapter);
        }
    }
    let folder = tempfile::tempdir()?;
    let mut documents = Vec::new();
    for name in names(&set.join("rst"))? {
        let source = fs::read_to_string(set.join("rst").join(format!("{name}.rs4")))?;
        let (forms, relations) = tree::read(&source).with_context(|| name.clone())?;
        let (text, places) = match chapters.get(&name) {
            Some(chapter) if chapter.forms == forms => (chapter.text.clone(), chapter.places.clone()),
            _ => in_a_line(&forms),
        };
        fs::write(folder.path().join(format!("{name}.txt")), &text)?;
        documents.push(Document { name, text, places, relations });
    }
    let rows = gold::annotate(&gold::program()?, &["--as", "article", "--layers", "statements"], folder.path())?;
    let mut tallies: [Tally; KINDS.len()] = Default::default();
    for document in &documents {
        let own: Vec<Own> = rows
            .iter()
            .filter(|row| super::file_name(row).trim_end_matches(".txt") == document.name)
            .map(|row| row_of(document, row))
            .collect();
        let Some(kind) = KINDS.iter().position(|kind| is_of(&document.name, kind)) else { continue };
        let (found, right) = meant(&document.relations, &own);
        let tally = &mut tallies[kind];
        tally.documents += 1;
        tally.relations += found.len();
        tally.rows += own.len();
        tally.found += found.iter().filter(|found| **found).count();
        tally.right += right.iter().filter(|right| **right).count();
        if verbose && seen.contains(&document.name) {
            for (relation, _) in document.relations.iter().zip(&found).filter(|(_, found)| !**found) {
                println!(
                    "{}: {} | {}",
                    document.name,
                    words_of(document, &relation.unit),
                    words_of(document, &relation.content)
                );
            }
        }
    }
    let mut both = Tally::default();
    for (kind, tally) in KINDS.iter().zip(&tallies) {
        tally.print(kind);
        let pairs = [
            (&mut both.documents, tally.documents),
            (&mut both.relations, tally.relations),
            (&mut both.rows, tally.rows),
            (&mut both.found, tally.found),
            (&mut both.right, tally.right),
        ];
        pairs.into_iter().for_each(|(sum, number)| *sum += number);
    }
    both.print("both");
    Ok(())
}

impl Tally {
    fn print(&self, name: &str) {
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        let (precision, recall) = (share(self.right, self.rows), share(self.found, self.relations));
        let f1 = 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE);
        println!(
            "{name:<10} {:>2} documents, {:>4} relations, {:>4} rows: precision {precision:.3}  recall {recall:.3}  F1 {f1:.3}",
            self.documents, self.relations, self.rows
        );
    }
}

/// Which relations some row means, and which rows mean some relation.
fn meant(relations: &[Relation], rows: &[Own]) -> (Vec<bool>, Vec<bool>) {
    let (mut found, mut right) = (vec![false; relations.len()], vec![false; rows.len()]);
    for (relation, found) in relations.iter().zip(&mut found) {
        for (row, right) in rows.iter().zip(&mut right) {
            let shared = row.content.intersection(&relation.content).count();
            if !row.cue.is_disjoint(&relation.unit) && shared > 0 && 2 * shared >= relation.content.len() {
                (*found, *right) = (true, true);
            }
        }
    }
    (found, right)
}

fn row_of(document: &Document, row: &Value) -> Own {
    let span = |value: &Value| -> Option<Range<usize>> {
        Some(value["span"]["start"].as_u64()? as usize..value["span"]["end"].as_u64()? as usize)
    };
    // Marks are no words, here and in the relations.
    let words = |ranges: Vec<Range<usize>>| -> BTreeSet<usize> {
        let is_word = |at: &usize| document.text[document.places[*at].clone()].contains(char::is_alphanumeric);
        touched(&document.places, ranges).into_iter().filter(is_word).collect()
    };
    Own {
        cue: words(span(&row["cue"]).into_iter().collect()),
        content: words(row["content"].as_array().into_iter().flatten().filter_map(span).collect()),
    }
}

fn words_of(document: &Document, words: &BTreeSet<usize>) -> String {
    words.iter().map(|at| &document.text[document.places[*at].clone()]).collect::<Vec<_>>().join(" ")
}

/// The names of the trees that are scored, in order.
fn names(folder: &Path) -> anyhow::Result<Vec<String>> {
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.strip_suffix(".rs4").map(str::to_owned));
    let mut names: Vec<String> = names.filter(|name| KINDS.iter().any(|kind| is_of(name, kind))).collect();
    names.sort();
    Ok(names)
}

fn is_of(name: &str, kind: &str) -> bool {
    name.strip_prefix("GUM_").and_then(|rest| rest.strip_prefix(kind)).is_some_and(|rest| rest.starts_with('_'))
}

fn chapters_of(folder: &Path, split: &str) -> anyhow::Result<Vec<Chapter>> {
    chapters(&folder.join(format!("{split}.conllu")))
}

/// The words of a document that the treebank has not, parted by blanks.
fn in_a_line(forms: &[String]) -> (String, Vec<Range<usize>>) {
    let (mut text, mut places) = (String::new(), Vec::new());
    for form in forms {
        if !text.is_empty() {
            text.push(' ');
        }
        places.push(text.len()..text.len() + form.len());
        text.push_str(form);
    }
    (text, places)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(words: &[usize]) -> BTreeSet<usize> {
        words.iter().copied().collect()
    }

    /// “The minister said the ferry was late .”: words 0 to 2 attribute 3 to 6.
    fn check(cue: &[usize], content: &[usize], expected: bool) {
        let relation = Relation { unit: set(&[0, 1, 2]), content: set(&[3, 4, 5, 6]) };
        let found = meant(&[relation], &[Own { cue: set(cue), content: set(content) }]);
        assert_eq!(found, (vec![expected], vec![expected]));
    }

    #[test]
    fn a_row_means_a_relation_where_its_cue_is_in_the_unit_and_half_the_content_is_its() {
        check(&[2], &[3, 4, 5, 6, 7, 8], true);
        check(&[2], &[3, 4], true);
        check(&[2], &[3], false);
        check(&[7], &[3, 4, 5, 6], false);
        check(&[], &[3, 4, 5, 6], false);
    }

    #[test]
    fn a_kind_is_the_second_word_of_a_name() {
        assert!(is_of("GUM_news_ferry", "news"));
        assert!(!is_of("GUM_newsletter_ferry", "news"));
    }
}
