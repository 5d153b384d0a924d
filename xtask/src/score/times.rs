//! TIMEX3 of dated texts, as the public scorer counts: the two sets of `timex`, and Wikinews as MEANTIME annotates it.
//!
//! MEANTIME annotates the headline, the date line and the first four or five sentences of an article; only they are read.
//! Every second of its articles, by name, was looked at while rules were made; of the others, and of `aquaint`, only totals.
//!
//! Invariant: the program is asked as a user would ask it, one text and its day at a time. Cost: a start of the program a text.

use super::points;
use crate::gold;
use anyhow::Context;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The last sentence of a MEANTIME article that is annotated.
pub(super) const LAST_SENTENCE: usize = 5;

pub(super) fn run() -> anyhow::Result<()> {
    if let Some(set) = gold::set("timex") {
        for name in ["timebank", "aquaint"] {
            score(name, &fs::read_to_string(set.join(format!("{name}.jsonl")))?)?;
        }
    }
    if let Some(set) = gold::set("meantime") {
        let mut halves = [String::new(), String::new()];
        for (at, (name, path)) in articles(&set)?.iter().enumerate() {
            let document = article(name, &fs::read_to_string(path)?)?;
            halves[at % 2].push_str(&format!("{document}\n"));
        }
        score("meantime, held", &halves[0])?;
        score("meantime, looked at", &halves[1])?;
    }
    Ok(())
}

/// `lines`: `{doc,dct,text,timex}` each.
fn score(name: &str, lines: &str) -> anyhow::Result<()> {
    let program = gold::program()?;
    let folder = tempfile::tempdir()?;
    let mut answers = String::new();
    for line in lines.lines().filter(|line| !line.trim().is_empty()) {
        let document: Value = serde_json::from_str(line)?;
        let text = document["text"].as_str().unwrap_or_default();
        let capture = folder.path().join("capture.txt");
        fs::write(&capture, text)?;
        // The day alone: some of the data's own stamps have a time.
        let day = document["dct"].as_str().and_then(|stamp| stamp.get(..10)).unwrap_or_default();
        let mut arguments = vec!["--as", "article", "--layers", "times"];
        if !day.is_empty() {
            arguments.extend(["--published", day]);
        }
        let rows = gold::annotate(&program, &arguments, &capture)?;
        let place = |row: &Value, end: &str| points(text, &row["span"][end]);
        let found: Vec<Value> =
            rows.iter().map(|row| json!([place(row, "start"), place(row, "end"), row["type"], row["value"]])).collect();
        answers.push_str(&format!("{}\n", json!({ "doc": document["doc"], "timex": found })));
    }
    let (gold_path, found) = (folder.path().join("gold.jsonl"), folder.path().join("found.jsonl"));
    fs::write(&gold_path, lines)?;
    fs::write(&found, answers)?;
    println!("{name}:");
    gold::scorer("score_timex.py", &[&gold_path, &found], &[])
}

/// The articles by name; both folders hold the same ones.
pub fn articles(set: &Path) -> anyhow::Result<BTreeMap<String, std::path::PathBuf>> {
    let mut found = BTreeMap::new();
    for entry in walkdir::WalkDir::new(set).sort_by_file_name() {
        let path = entry?.into_path();
        if path.extension().is_some_and(|end| end == "xml")
            && let Some(name) = path.file_name().and_then(|name| name.to_str())
        {
            found.insert(name.to_owned(), path.clone());
        }
    }
    Ok(found)
}

/// An article in CAT's XML as a line of the scorer's data.
fn article(name: &str, xml: &str) -> anyhow::Result<Value> {
    let mut text = Text::until(LAST_SENTENCE);
    let mut times = Vec::new();
    let mut day = String::new();
    let mut reader = Reader::from_str(xml);
    let mut time: Option<(Value, Value, Vec<String>)> = None;
    loop {
        match reader.read_event().with_context(|| format!("{name} is XML"))? {
            Event::Eof => break,
            Event::Start(tag) if tag.name().as_ref() == "token" => {
                let (id, sentence) = (attribute(&tag, "t_id"), attribute(&tag, "sentence").parse()?);
                let word = reader.read_text(tag.name())?;
                text.add(&id, sentence, &quick_xml::escape::unescape(&word)?);
            }
            Event::Start(tag) if tag.name().as_ref() == "TIMEX3" => {
                if attribute(&tag, "functionInDocument") == "CREATION_TIME" {
                    day = attribute(&tag, "value");
                }
                time = Some((json!(attribute(&tag, "type")), json!(attribute(&tag, "value")), Vec::new()));
            }
            Event::Empty(tag) if tag.name().as_ref() == "token_anchor" => {
                if let Some((.., anchors)) = &mut time {
                    anchors.push(attribute(&tag, "t_id"));
                }
            }
            Event::End(tag) if tag.name().as_ref() == "TIMEX3" => {
                let Some((kind, value, anchors)) = time.take() else { continue };
                let places: Option<Vec<_>> = anchors.iter().map(|id| text.places.get(id)).collect();
                let places = places.unwrap_or_default();
                if let (Some(start), Some(end)) =
                    (places.iter().map(|place| place.0).min(), places.iter().map(|place| place.1).max())
                {
                    times.push(json!([start, end, kind, value]));
                }
            }
            _ => {}
        }
    }
    Ok(json!({ "doc": name, "dct": day, "text": text.text, "timex": times }))
}

pub fn attribute(tag: &BytesStart, name: &str) -> String {
    let value = tag.try_get_attribute(name).ok().flatten();
    value.map_or_else(String::new, |value| value.value.into_owned())
}

/// The text that words make, and where each lies in code points.
#[derive(Default)]
pub struct Text {
    /// Later ones are left out.
    last_sentence: usize,
    pub text: String,
    length: usize,
    last: Option<(usize, String)>,
    quoted: bool,
    pub places: BTreeMap<String, (usize, usize)>,
}

impl Text {
    pub fn until(last_sentence: usize) -> Text {
        Text { last_sentence, ..Text::default() }
    }

    pub fn add(&mut self, id: &str, sentence: usize, word: &str) {
        if sentence > self.last_sentence {
            return;
        }
        let between = match &self.last {
            None => "",
            Some((last, _)) if *last != sentence => {
                self.quoted = false;
                "\n"
            }
            Some((_, before)) if self.touches(before, word) => "",
            Some(_) => " ",
        };
        self.quoted ^= word == "\"";
        self.text.push_str(between);
        self.text.push_str(word);
        let start = self.length + between.len();
        self.length = start + word.chars().count();
        self.places.insert(id.to_owned(), (start, self.length));
        self.last = Some((sentence, word.to_owned()));
    }

    /// Whether no space stands between two words.
    fn touches(&self, before: &str, word: &str) -> bool {
        let closes = matches!(word, "," | "." | ";" | ":" | "!" | "?" | "%" | ")" | "]" | "'" | "...")
            || matches!(word, "'s" | "n't" | "'re" | "'ve" | "'ll" | "'d" | "'m");
        let opens = matches!(before, "(" | "[" | "$" | "#" | "€" | "£");
        let quotation = self.quoted && (word == "\"" || before == "\"");
        closes || opens || quotation || [before, word].iter().any(|word| matches!(*word, "-" | "/"))
    }
}
