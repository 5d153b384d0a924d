//! Names as the program gives them (rows of mentions by name) against annotated names, strict: the same span and type.
//!
//! `re3d` (never trained on): its persons, organisations and locations. *All* counts every one, descriptions such as
//! “the coalition forces” too; *names* only those that hold a capitalised word behind a leading article (“Iraqi forces”,
//! “We” do); *from capital to capital* those whose first and last word have one and that are no single common word. On
//! both sides a leading “the” is left off for *names*, and in the last figure what stands before a person as a title.
//! Our facilities count as places. Errors are shown of every second document only. `wnut17`: its test, words
//! joined by spaces; corporations and groups are organisations; works and products are left out.

use crate::gold;
use anyhow::Context;
use dateline_lexicon::{Classes, Gazetteer, Lexicon, is_capitals};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// A name: first character, behind its last, type.
type Name = (usize, usize, &'static str);
const TYPES: &[&str] = &["person", "organisation", "place"];

/// A text with its names.
struct Document {
    name: String,
    text: String,
    names: BTreeSet<Name>,
}

/// Right, found, expected.
type Tally = [usize; 3];

/// Prints F1 on both sets; with `verbose`, what is wrong in every second document of `re3d`.
pub fn score(verbose: bool) -> anyhow::Result<()> {
    if let Some(set) = gold::set("re3d") {
        let documents = re3d(&set)?;
        let found = find(&documents)?;
        report("re3d, all", &documents, &found, |_, names| names.clone());
        report("re3d, names", &documents, &found, |document, names| proper(&document.text, names));
        report("re3d, names from capital to capital", &documents, &found, |document, names| {
            capital(&document.text, &proper(&document.text, names))
        });
        report("re3d, the same, persons without their titles", &documents, &found, |document, names| {
            untitled(&document.text, &capital(&document.text, &proper(&document.text, names)))
        });
        if verbose {
            show(&documents, &found);
        }
    }
    if let Some(set) = gold::set("wnut17") {
        let documents = wnut(&set.join("emerging.test.conll"))?;
        let found = find(&documents)?;
        report("wnut17 test", &documents, &found, |_, names| names.clone());
    }
    Ok(())
}

fn re3d(set: &Path) -> anyhow::Result<Vec<Document>> {
    let mut folders: Vec<_> = fs::read_dir(set)?.collect::<Result<_, _>>()?;
    folders.sort_by_key(std::fs::DirEntry::file_name);
    let mut documents = Vec::new();
    for folder in folders {
        let mut names: BTreeMap<String, BTreeSet<Name>> = BTreeMap::new();
        for row in lines(&folder.path().join("entities.json"))? {
            let kind = match row["type"].as_str() {
                Some("Person") => "person",
                Some("Organisation") => "organisation",
                Some("Location") => "place",
                _ => continue,
            };
            let at = |field: &str| row[field].as_u64().unwrap_or_default() as usize;
            let document = row["documentId"].as_str().context("an entity of no document")?.to_owned();
            names.entry(document).or_default().insert((at("begin"), at("end"), kind));
        }
        for row in lines(&folder.path().join("documents.json"))? {
            let text = row["text"].as_str().context("a document without text")?.to_owned();
            let id = row["_id"].as_str().context("a document without a name")?;
            documents.push(Document { name: id.to_owned(), text, names: names.remove(id).unwrap_or_default() });
        }
    }
    Ok(documents)
}

fn lines(path: &Path) -> anyhow::Result<Vec<Value>> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    text.lines().filter(|line| !line.trim().is_empty()).map(|line| Ok(serde_json::from_str(line)?)).collect()
}

fn wnut(path: &Path) -> anyhow::Result<Vec<Document>> {
    let file = fs::read_to_string(path)?;
    let mut documents = Vec::new();
    for (number, block) in file.split("\n\n").enumerate() {
        let (mut text, mut names, mut length) = (String::new(), BTreeSet::new(), 0);
        let mut open: Option<Name> = None;
        for (word, tag) in block.lines().filter_map(|line| line.split_once('\t')) {
            let start = length + usize::from(length > 0);
            if length > 0 {
                text.push(' ');
            }
            text.push_str(word);
            length = start + word.chars().count();
            // Where several annotators differ, the first counts.
            let tag = tag.split(',').next().unwrap_or(tag);
            match (tag.split_once('-'), &mut open) {
                (Some(("I", _)), Some(name)) => name.1 = length,
                (Some(("B", kind)), _) => {
                    names.extend(open.take());
                    open = kind_of(kind).map(|kind| (start, length, kind));
                }
                _ => names.extend(open.take()),
            }
        }
        names.extend(open);
        if !text.is_empty() {
            documents.push(Document { name: format!("{number:04}"), text, names });
        }
    }
    Ok(documents)
}

fn kind_of(kind: &str) -> Option<&'static str> {
    match kind {
        "person" => Some("person"),
        "location" => Some("place"),
        "corporation" | "group" => Some("organisation"),
        _ => None,
    }
}

/// The names that the program gives, document by document.
fn find(documents: &[Document]) -> anyhow::Result<Vec<BTreeSet<Name>>> {
    let folder = tempfile::tempdir()?;
    for (number, document) in documents.iter().enumerate() {
        fs::write(folder.path().join(format!("{number:05}.txt")), &document.text)?;
    }
    let rows = gold::annotate(&gold::program()?, &["--as", "article", "--layers", "mentions"], folder.path())?;
    let mut found = vec![BTreeSet::new(); documents.len()];
    for row in rows.iter().filter(|row| row["form"] == "name") {
        let path = row["path"].as_str().unwrap_or_default();
        let stem = Path::new(path).file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let number: usize = stem.parse().with_context(|| path.to_owned())?;
        let text = &documents[number].text;
        let point = |offset: &Value| text[..offset.as_u64().unwrap_or_default() as usize].chars().count();
        // What `re3d` calls a location may be a building.
        let own =
            if row["entity_type"] == "facility" { "place" } else { row["entity_type"].as_str().unwrap_or_default() };
        let kind = TYPES.iter().find(|kind| own == **kind);
        found[number].extend(kind.map(|kind| (point(&row["span"]["start"]), point(&row["span"]["end"]), *kind)));
    }
    Ok(found)
}

/// Those that hold a capitalised word behind a leading article, without it.
fn proper(text: &str, names: &BTreeSet<Name>) -> BTreeSet<Name> {
    let chars: Vec<char> = text.chars().collect();
    let cut = |(start, end, kind): &Name| {
        let words: String = chars[*start..*end].iter().collect();
        let article = ["the ", "The ", "THE "].iter().any(|article| words.starts_with(article));
        let start = start + if article { 4 } else { 0 };
        let bare: String = chars[start..*end].iter().collect();
        let capital = bare.split([' ', '-']).any(|word| word.starts_with(char::is_uppercase));
        capital.then_some((start, *end, *kind))
    };
    names.iter().filter_map(cut).collect()
}

/// Those that begin and end with a capital or a digit, and are more than one common word or pronoun: “Israel”, not
/// “Israeli forces”, “We”, “Donors”.
fn capital(text: &str, names: &BTreeSet<Name>) -> BTreeSet<Name> {
    let chars: Vec<char> = text.chars().collect();
    let whole = |name: &&Name| {
        let words: String = chars[name.0..name.1].iter().collect();
        let high = |word: Option<&str>| {
            word.is_some_and(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
        };
        let several = words.contains([' ', '-']);
        let common = words == "I" || Gazetteer::embedded().is_common_word(&words) && !is_capitals(&words);
        high(words.split_whitespace().next()) && high(words.split_whitespace().last()) && (several || !common)
    };
    names.iter().filter(whole).copied().collect()
}

/// Persons without the titles before them; a title alone is no name. We leave titles outside, `re3d` mostly inside.
fn untitled(text: &str, names: &BTreeSet<Name>) -> BTreeSet<Name> {
    let chars: Vec<char> = text.chars().collect();
    let titles = Classes::TITLE | Classes::ROLE | Classes::COLLECTIVE | Classes::PREPOSITION | Classes::DETERMINER;
    let cut = |(start, end, kind): &Name| {
        if *kind != "person" {
            return Some((*start, *end, *kind));
        }
        let words: String = chars[*start..*end].iter().collect();
        let is_title = |word: &str| {
            let lower = word.trim_matches(['.', ',']).to_lowercase();
            Lexicon::embedded().word(&lower).classes.any(titles)
        };
        let behind = words.split_inclusive(' ').rev().take_while(|word| !is_title(word.trim_end())).collect::<Vec<_>>();
        let length: usize = behind.iter().map(|word| word.chars().count()).sum();
        (length > 0).then_some((end - length, *end, *kind))
    };
    names.iter().filter_map(cut).collect()
}

fn report(
    what: &str,
    documents: &[Document],
    found: &[BTreeSet<Name>],
    seen: impl Fn(&Document, &BTreeSet<Name>) -> BTreeSet<Name>,
) {
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    let mut spans = [0; 3];
    for (document, found) in documents.iter().zip(found) {
        let (found, expected) = (seen(document, found), seen(document, &document.names));
        for kind in TYPES {
            let tally = tallies.entry(kind).or_default();
            let own = |names: &BTreeSet<Name>| names.iter().filter(|name| name.2 == *kind).count();
            tally[0] += found.intersection(&expected).filter(|name| name.2 == *kind).count();
            tally[1] += own(&found);
            tally[2] += own(&expected);
        }
        let bare = |names: &BTreeSet<Name>| names.iter().map(|name| (name.0, name.1)).collect::<BTreeSet<_>>();
        spans[0] += bare(&found).intersection(&bare(&expected)).count();
        spans[1] += bare(&found).len();
        spans[2] += bare(&expected).len();
    }
    let all = tallies.values().fold([0; 3], |sum, tally| [sum[0] + tally[0], sum[1] + tally[1], sum[2] + tally[2]]);
    println!("{what}: {}", line(all));
    println!("  spans whatever their type: {}", line(spans));
    for (kind, tally) in tallies {
        println!("  {kind}: {}", line(tally));
    }
}

fn line([right, found, expected]: Tally) -> String {
    let share = |of: usize| right as f64 / of.max(1) as f64;
    let f1 = 2.0 * right as f64 / (found + expected).max(1) as f64;
    format!("precision {:.3} recall {:.3} F1 {f1:.3} ({expected} expected)", share(found), share(expected))
}

fn show(documents: &[Document], found: &[BTreeSet<Name>]) {
    for (document, found) in documents.iter().zip(found).step_by(2) {
        let seen = |names: &BTreeSet<Name>| capital(&document.text, &proper(&document.text, names));
        let (found, expected) = (seen(found), seen(&document.names));
        let chars: Vec<char> = document.text.chars().collect();
        let words = |name: &Name| chars[name.0..name.1].iter().collect::<String>().replace('\n', "⏎");
        let around = |name: &Name| {
            let before: String = chars[name.0.saturating_sub(25)..name.0].iter().collect();
            let after: String = chars[name.1..chars.len().min(name.1 + 20)].iter().collect();
            format!("{before}[{}]{after}", words(name)).replace('\n', "⏎")
        };
        let short = &document.name[..document.name.len().min(6)];
        found.difference(&expected).for_each(|name| println!("{short} + {:<12} {}", name.2, around(name)));
        expected.difference(&found).for_each(|name| println!("{short} - {:<12} {}", name.2, around(name)));
    }
}
