//! The sentences of PLOVER's training set: who acts, to whom, and the class that links them.

use crate::gold;
use anyhow::Context;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;

/// A sentence with its two marked.
pub struct Pair {
    pub sentence: String,
    /// Places in bytes.
    pub source: Range<usize>,
    pub target: Range<usize>,
    pub class: String,
    pub quad: u8,
}

/// All of them; none where the set is absent.
pub fn read() -> anyhow::Result<Option<Vec<Pair>>> {
    let Some(set) = gold::set("plover") else { return Ok(None) };
    let table = fs::read_to_string(set.join("PLV_train.tsv"))?;
    let mut lines = table.lines();
    let head: Vec<&str> = lines.next().context("a head")?.split('\t').collect();
    let column = |name: &str| head.iter().position(|field| *field == name).with_context(|| name.to_owned());
    let columns = [column("sentence")?, column("marked_sentence")?, column("gold_root")?, column("gold_penta")?];
    let mut pairs = Vec::new();
    for line in lines {
        let fields: Vec<&str> = line.split('\t').collect();
        let [Some(sentence), Some(marks), Some(class), Some(quad)] = columns.map(|at| fields.get(at)) else { continue };
        let (Some(source), Some(target)) = (between(marks, "s"), between(marks, "t")) else { continue };
        let (class, quad) = ((*class).to_owned(), quad.trim().parse().context("a quad class")?);
        pairs.push(Pair { sentence: (*sentence).to_owned(), source, target, class, quad });
    }
    Ok(Some(pairs))
}

/// PLOVER's quad class of a root; the set joins `CONCEDE` and `RETREAT` as `YIELD`.
pub fn quad(root: &str) -> u8 {
    match root {
        "AGREE" | "CONSULT" | "SUPPORT" => 1,
        "COOPERATE" | "AID" | "YIELD" | "CONCEDE" | "RETREAT" => 2,
        "REQUEST" | "ACCUSE" | "REJECT" | "THREATEN" => 3,
        _ => 4,
    }
}

/// The name of a class as the set has it.
pub fn joined(class: &str) -> &str {
    if matches!(class, "CONCEDE" | "RETREAT") { "YIELD" } else { class }
}

/// The mean of the classes' F1, of what is right and what was said.
pub fn macro_f1(answers: &[(String, String)]) -> f64 {
    let classes = classes(answers);
    classes.iter().map(|class| f1(answers, class).2).sum::<f64>() / classes.len().max(1) as f64
}

/// A line for each class.
pub fn print(answers: &[(String, String)]) {
    for class in classes(answers) {
        let (precision, recall, f1) = f1(answers, class);
        println!("{class:10} precision {precision:.3} recall {recall:.3} F1 {f1:.3}");
    }
}

fn classes(answers: &[(String, String)]) -> BTreeSet<&str> {
    answers.iter().map(|(right, _)| right.as_str()).collect()
}

fn f1(answers: &[(String, String)], class: &str) -> (f64, f64, f64) {
    let mut counts: BTreeMap<(bool, bool), f64> = BTreeMap::new();
    answers.iter().for_each(|(right, said)| *counts.entry((right == class, said == class)).or_default() += 1.0);
    let count = |key| counts.get(&key).copied().unwrap_or(0.0);
    let both: f64 = count((true, true));
    let precision = both / (both + count((false, true))).max(1.0);
    let recall = both / (both + count((true, false))).max(1.0);
    (precision, recall, if both > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 })
}

/// The place in the bare sentence of what stands between the marks: `<s>…</s>`.
fn between(marked: &str, mark: &str) -> Option<Range<usize>> {
    let bare = |text: &str| {
        ["<s>", "</s>", "<t>", "</t>"].iter().fold(text.to_owned(), |text, mark| text.replace(mark, "")).len()
    };
    let start = marked.find(&format!("<{mark}>"))?;
    let end = start + marked[start..].find(&format!("</{mark}>"))?;
    Some(bare(&marked[..start])..bare(&marked[..end]))
}

#[cfg(test)]
mod tests {
    use super::between;

    #[test]
    fn marks_are_places_in_the_sentence_without_them() {
        let check = |marked: &str, expected: &str| {
            let bare = marked.replace("<s>", "").replace("</s>", "").replace("<t>", "").replace("</t>", "");
            assert_eq!(&bare[between(marked, "t").unwrap()], expected, "{marked}");
        };
        check("<s>Ana Vell</s> met <t>Ivo Oller</t>.", "Ivo Oller");
        check("<t>Ivo Oller</t> was met by <s>Ana Vell</s>.", "Ivo Oller");
    }
}
