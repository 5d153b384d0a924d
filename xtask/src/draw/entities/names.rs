//! The names of the articles of four sets, as the program of the day finds them.
//!
//! Invariant: of a document, a form has one place, its first. A form is letters, marks that names have, and single spaces.

use super::by_seed;
use crate::draw::fakes;
use crate::gold;
use anyhow::Context;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

/// The sets, in the order in which they are read.
pub const SETS: [&str; 4] = ["newsfront", "wikinews-2k.jsonl", "worldwide-newswire", "fa-kes"];

/// No form is longer, in characters.
const LONGEST: usize = 60;

/// Where a form stands.
pub struct Place {
    /// Which of [`Names::documents`].
    pub document: usize,
    /// Its first byte.
    pub start: usize,
    /// The byte behind it.
    pub end: usize,
    /// `person`, `organisation` or `place`.
    pub kind: String,
}

/// A form of a name.
pub struct Form {
    /// What it mostly is.
    pub kind: String,
    /// One of each document, in the order of reading.
    pub places: Vec<Place>,
}

/// An article.
pub struct Document {
    set: &'static str,
    /// Its name in its set.
    name: String,
    /// Who published it; what is not known is a house of its own.
    house: String,
    /// Its text, where places count in code points.
    text: Option<String>,
    /// The kinds of its forms.
    pub forms: BTreeMap<String, String>,
}

/// All of them.
pub struct Names {
    /// Articles, in the order of reading.
    pub documents: Vec<Document>,
    /// By form.
    pub forms: BTreeMap<String, Form>,
}

impl Names {
    /// Reads the sets, which lie at `paths` in the order of [`SETS`].
    pub fn read(program: &Path, paths: &[PathBuf; 4]) -> anyhow::Result<Names> {
        let mut names = Names { documents: Vec::new(), forms: BTreeMap::new() };
        let [newsfront, wikinews, newswire, fa_kes] = paths;
        names.add("newsfront", gold::annotate(program, &LAYERS[..2], newsfront)?, newsfront, &HashMap::new());
        let lines = fs::read_to_string(wikinews).with_context(|| wikinews.display().to_string())?;
        let lines = lines.lines().map(serde_json::from_str::<Value>).collect::<Result<Vec<_>, _>>()?;
        let texts =
            lines.iter().map(|line| (line["id"].to_string(), line["text"].as_str().unwrap_or_default().to_owned()));
        names.add_texts("wikinews-2k", program, texts.collect())?;
        let newswire = newswire.join("text");
        names.add("worldwide-newswire", gold::annotate(program, &LAYERS, &newswire)?, &newswire, &HashMap::new());
        names.add_texts("fa-kes", program, fakes::read(fa_kes)?.into_iter().map(|one| (one.id, one.text)).collect())?;
        for form in names.forms.values_mut() {
            form.kind = mostly(&form.places);
        }
        Ok(names)
    }

    /// Texts that lie in one file, each read as an article of its own.
    fn add_texts(&mut self, set: &'static str, program: &Path, texts: HashMap<String, String>) -> anyhow::Result<()> {
        let folder = tempfile::tempdir()?;
        for (name, text) in &texts {
            fs::write(folder.path().join(name).with_extension("txt"), text)?;
        }
        self.add(set, gold::annotate(program, &LAYERS, folder.path())?, folder.path(), &texts);
        Ok(())
    }

    fn add(&mut self, set: &'static str, rows: Vec<Value>, folder: &Path, texts: &HashMap<String, String>) {
        let mut known = HashMap::new();
        for row in rows.iter().filter(|row| row["row"] == "document" && row["kind"] == "article") {
            known.insert(row["id"].as_str().unwrap_or_default(), self.documents.len());
            self.documents.push(document(set, row, folder, texts));
        }
        for row in rows.iter().filter(|row| row["row"] == "mention" && row["form"] == "name") {
            let document = known.get(row["document"].as_str().unwrap_or_default());
            let (kind, text) = (&row["entity_type"], row["text"].as_str().unwrap_or_default());
            let kind = kind.as_str().filter(|kind| ["person", "organisation", "place"].contains(kind));
            let (Some(&document), Some(kind), true) = (document, kind, is_usable(text)) else { continue };
            let own = &mut self.documents[document].forms;
            if own.contains_key(text) {
                continue;
            }
            own.insert(text.to_owned(), kind.to_owned());
            let at = |end: &str| row["span"][end].as_u64().unwrap_or_default() as usize;
            let place = Place { document, start: at("start"), end: at("end"), kind: kind.to_owned() };
            let form = || Form { kind: String::new(), places: Vec::new() };
            self.forms.entry(text.to_owned()).or_insert_with(form).places.push(place);
        }
    }

    /// What the seed orders a place's document by.
    pub fn key(&self, place: &Place) -> String {
        self.key_of(place.document)
    }

    /// What the seed orders a document by.
    pub fn key_of(&self, document: usize) -> String {
        let Document { set, name, .. } = &self.documents[document];
        format!("{set}/{name}")
    }

    /// The places where a form is what it mostly is, in the order of the seed.
    pub fn places(&self, form: &str, salt: &str) -> Vec<&Place> {
        let all = self.forms[form].places.iter().filter(|place| place.kind == self.forms[form].kind);
        by_seed(all, |place| format!("{salt}:{form}:{}:{}", self.key(place), place.start))
    }

    /// Of `others`, the first in another set; else the first of another house.
    pub fn far<'a>(&self, from: &Place, others: &[&'a Place]) -> Option<&'a Place> {
        let own = &self.documents[from.document];
        let first = |is_far: &dyn Fn(&Document) -> bool| {
            others.iter().find(|place| is_far(&self.documents[place.document])).copied()
        };
        first(&|other| other.set != own.set).or_else(|| first(&|other| other.house != own.house))
    }

    /// The persons of a document whose names end with a form.
    pub fn fuller(&self, document: usize, form: &str) -> Vec<&str> {
        let end = format!(" {form}");
        let persons = self.documents[document].forms.iter().filter(|(_, kind)| *kind == "person");
        persons.map(|(other, _)| other.as_str()).filter(|other| other.ends_with(&end)).collect()
    }

    /// Set, document and place as labels have them.
    pub fn written(&self, place: &Place) -> String {
        let Document { set, name, text, .. } = &self.documents[place.document];
        let point = |at: usize| text.as_ref().map_or(at, |text| text[..at].chars().count());
        format!("{set} {name} {}-{}", point(place.start), point(place.end))
    }
}

/// What is asked of the program; of pages only the first two.
const LAYERS: [&str; 4] = ["--layers", "mentions,documents", "--as", "article"];

fn document(set: &'static str, row: &Value, folder: &Path, texts: &HashMap<String, String>) -> Document {
    let path = Path::new(row["path"].as_str().unwrap_or_default());
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let (name, house) = match set {
        "newsfront" => {
            let name = path.strip_prefix(folder).unwrap_or(path).display().to_string();
            (name.clone(), row["outlet"].as_str().filter(|outlet| !outlet.is_empty()).map_or(name, str::to_owned))
        }
        "worldwide-newswire" => {
            let house = stem.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches('_').to_owned();
            (stem, house)
        }
        _ => (stem.clone(), format!("{set}{stem}")),
    };
    let text = texts.get(&name).cloned();
    Document { set, name, house, text, forms: BTreeMap::new() }
}

/// The most frequent kind; of two, the first by name.
fn mostly(places: &[Place]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    places.iter().for_each(|place| *counts.entry(&place.kind).or_default() += 1);
    let most = counts.iter().max_by_key(|(kind, count)| (**count, std::cmp::Reverse(**kind)));
    most.map_or_else(String::new, |(kind, _)| (*kind).to_owned())
}

fn is_usable(form: &str) -> bool {
    let may_hold = |c: char| c.is_alphabetic() || c == '_' || [' ', '.', '\'', '’', '&', '-'].contains(&c);
    let begins = form.starts_with(char::is_uppercase) || form.starts_with("al-") || form.starts_with("el-");
    begins && form.chars().all(may_hold) && !form.contains("  ") && (2..=LONGEST).contains(&form.chars().count())
}

#[cfg(test)]
mod tests {
    use super::is_usable;

    #[test]
    fn what_has_digits_or_brackets_is_passed_over() {
        let forms = ["Vera Holm", "al-Holm", "U.S.", "G20", "Holm  Vera", "vera Holm", "Vera (Holm"];
        assert_eq!(forms.map(is_usable), [true, true, true, false, false, false, false]);
    }
}
