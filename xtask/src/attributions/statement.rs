//! A statement as places: what a label and a row have in common.
//!
//! Invariant: contents are compared by where their words stand, so that the same words elsewhere are not the same content.
//! Cost: logarithmic in the words of the capture for each range.

use serde_json::Value;
use std::collections::BTreeSet;
use std::ops::Range;

/// The words of a capture, by their first byte.
pub struct Words<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Words<'a> {
    /// Finds the words of a text.
    pub fn of(text: &'a str) -> Words<'a> {
        let mut starts = Vec::new();
        let mut is_inside = false;
        for (at, c) in text.char_indices() {
            if c.is_alphanumeric() && !is_inside {
                starts.push(at);
            }
            is_inside = c.is_alphanumeric();
        }
        Words { text, starts }
    }

    fn inside(&self, ranges: &[Range<usize>]) -> BTreeSet<usize> {
        let of = |range: &Range<usize>| {
            let first = self.starts.partition_point(|start| *start < range.start);
            let last = self.starts.partition_point(|start| *start < range.end);
            self.starts[first..last.max(first)].to_vec()
        };
        ranges.iter().flat_map(of).collect()
    }

    fn name(&self, range: &Range<usize>) -> Vec<String> {
        name(self.text.get(range.clone()).unwrap_or_default())
    }
}

/// One side of a pair: a label, or a row.
pub struct Statement {
    /// How a label stands in the text; of a row, its directness and the class of its cue.
    pub kind: String,
    /// Where its content begins; without one, its cue.
    pub at: usize,
    pub optional: bool,
    authority: String,
    directness: String,
    denied: bool,
    /// No words where the source declined to comment.
    content: BTreeSet<usize>,
    /// No words where there is none.
    source: BTreeSet<usize>,
    /// Of a label: the fuller name of the source.
    who: BTreeSet<usize>,
    name: Vec<String>,
    cue: BTreeSet<usize>,
    ranges: Vec<Range<usize>>,
}

impl Statement {
    /// A label, with ranges as pairs of numbers.
    pub fn of_label(words: &Words, label: &Value) -> Statement {
        let ranges = |field: &str| -> Vec<Range<usize>> {
            label[field].as_array().into_iter().flatten().filter_map(pair).collect()
        };
        let (content, source) = (ranges("content"), ranges("source"));
        let who: Vec<_> = pair(&label["who"]).into_iter().collect();
        let name = who.first().or(source.first()).map(|range| words.name(range)).unwrap_or_default();
        Statement::new(
            words,
            label,
            label["kind"].as_str().unwrap_or_default(),
            name,
            [source, who, ranges("cue"), content],
        )
    }

    /// A row; what its author says without naming himself is said by `byline`.
    pub fn of_row(words: &Words, row: &Value, byline: &str) -> Statement {
        let one = |field: &str| -> Vec<Range<usize>> { span(&row[field]).into_iter().collect() };
        let content = row["content"].as_array().into_iter().flatten().filter_map(span).collect();
        let of = |field: &str| row[field].as_str().unwrap_or_default();
        let is_own = row["source"].is_null() && of("authority") == "author";
        let own_name = row["source"]["name"].as_str().unwrap_or_default();
        let kind = format!("{} {}", of("directness"), of("cue_class"));
        let name = name(if is_own { byline } else { own_name });
        Statement::new(words, row, &kind, name, [one("source"), Vec::new(), one("cue"), content])
    }

    fn new(words: &Words, value: &Value, kind: &str, name: Vec<String>, ranges: [Vec<Range<usize>>; 4]) -> Statement {
        let of = |field: &str| value[field].as_str().unwrap_or_default().to_owned();
        let [source, who, cue, content] = ranges;
        let begins = [&content, &cue, &source].into_iter().find_map(|ranges| ranges.first());
        Statement {
            kind: kind.to_owned(),
            at: begins.map_or(0, |range| range.start),
            optional: value["optional"] == true,
            authority: of("authority"),
            directness: of("directness"),
            denied: value["denied"] == true,
            content: words.inside(&content),
            source: words.inside(&source),
            who: words.inside(&who),
            name,
            cue: words.inside(&cue),
            ranges: [source, cue, content].concat(),
        }
    }

    /// Words that both contents have, over those of the longer; refusals by their cues.
    pub fn share(&self, other: &Statement) -> f64 {
        let (one, two) = match (self.content.is_empty(), other.content.is_empty()) {
            (true, true) => return f64::from(u8::from(self.has_cue_of(other))),
            _ => (&self.content, &other.content),
        };
        one.intersection(two).count() as f64 / one.len().max(two.len()) as f64
    }

    /// Whether both have a word of their cues in common.
    pub fn has_cue_of(&self, other: &Statement) -> bool {
        !self.cue.is_disjoint(&other.cue)
    }

    /// Whether both have the same source: none, one that overlaps the other or its fuller name, or one name.
    pub fn agrees(&self, other: &Statement) -> bool {
        let is_bare = |side: &Statement| side.source.is_empty() && side.name.is_empty();
        let is_near = |one: &BTreeSet<usize>, two: &BTreeSet<usize>| !one.is_disjoint(two);
        // A label without a source may still say who speaks.
        let is_silent = self.source.is_empty() && other.source.is_empty();
        is_silent && (is_bare(self) || is_bare(other))
            || is_near(&self.source, &other.source)
            || is_near(&self.source, &other.who)
            || is_near(&self.who, &other.source)
            || is_one_name(&self.name, &other.name)
    }

    /// What both say of authority, directness and denial.
    pub fn fields(&self, other: &Statement) -> [(&'static str, String, String); 3] {
        [
            ("authority", self.authority.clone(), other.authority.clone()),
            ("directness", self.directness.clone(), other.directness.clone()),
            ("denied", self.denied.to_string(), other.denied.to_string()),
        ]
    }

    /// Its words, source first.
    pub fn brief(&self, text: &str) -> String {
        let words = self.ranges.iter().filter_map(|range| text.get(range.clone()));
        let words = words.map(|words| words.split_whitespace().collect::<Vec<_>>().join(" "));
        words.collect::<Vec<_>>().join(" | ")
    }
}

/// Two names that end alike, one within the other: “Ilse Brandt” and “Brandt”.
fn is_one_name(one: &[String], two: &[String]) -> bool {
    let (short, long) = if one.len() <= two.len() { (one, two) } else { (two, one) };
    !short.is_empty() && short.last() == long.last() && short.iter().all(|word| long.contains(word))
}

fn name(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

fn pair(value: &Value) -> Option<Range<usize>> {
    Some(number(&value[0])?..number(&value[1])?)
}

fn span(value: &Value) -> Option<Range<usize>> {
    Some(number(&value["span"]["start"])?..number(&value["span"]["end"])?)
}

fn number(value: &Value) -> Option<usize> {
    value.as_u64().and_then(|number| usize::try_from(number).ok())
}
