//! Newsletters against hand-made labels: where documents begin, and of what kind they are.
//!
//! A boundary is a place between two labelled words: what lies in no label (section heads, rules) moves none. Neighbours that
//! are both boilerplate, or both advertisement, are one on either side, as the labels have it. A document that goes on after
//! something else begins anew there.
//! Invariant: a label whose part's text has drifted is an error, never a score. Source: `labels/newsletters/README.md`.

use crate::gold;
use anyhow::{Context, bail, ensure};
use dateline_extract::{Limits, extract};
use dateline_record::{CaptureId, Document, Kind};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::ops::Range;
use std::path::Path;

/// Counts over all mails.
#[derive(Default)]
struct Tally {
    found: usize,
    expected: usize,
    right: usize,
    segments: (usize, usize),
    words: (usize, usize),
}

/// The sets that are learnt from, each scored apart.
const SEEN: [&str; 4] = ["dev", "more", "third", "fourth"];

/// Scores the labels that are learnt from; with `held`, those that are not, of which no word is shown.
pub fn run(verbose: bool, held: bool) -> anyhow::Result<()> {
    let Some(set) = gold::set("newsletters") else { return Ok(()) };
    let mut mails = Vec::new();
    for entry in fs::read_dir(&set)? {
        mails.push(entry?.path());
    }
    let unread = mails.iter().filter(|path| read(path).is_err()).count();
    println!("{} of {} mails are read", mails.len() - unread, mails.len());

    for half in if held { &["held"][..] } else { &SEEN } {
        println!("{half}");
        score(&set, half, held || !verbose)?;
    }
    Ok(())
}

/// Scores the mails of one half.
fn score(set: &Path, half: &str, quiet: bool) -> anyhow::Result<()> {
    let folder = gold::root().join("xtask/labels/newsletters").join(half);
    if !folder.is_dir() {
        println!("nothing is labelled");
        return Ok(());
    }
    let mut paths: Vec<_> =
        fs::read_dir(&folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    paths.sort();
    let mut tally = Tally::default();
    for path in paths {
        let label: Value = serde_json::from_slice(&fs::read(&path)?)?;
        let name = label["file"].as_str().context("a label names its file")?;
        let mut own = Tally::default();
        compare(&label, &set.join(name), &mut own, quiet).with_context(|| name.to_owned())?;
        println!("{:<40.40} {}", name, own.line());
        tally.add(&own);
    }
    println!("{:<40} {}", "all", tally.line());
    let (precision, recall, f1) = tally.boundaries();
    println!("boundaries: precision {precision:.3} recall {recall:.3} F1 {f1:.3}");
    println!("kind: of segments {:.3}, of words {:.3}", share(tally.segments), share(tally.words));
    Ok(())
}

impl Tally {
    fn add(&mut self, other: &Tally) {
        self.found += other.found;
        self.expected += other.expected;
        self.right += other.right;
        self.segments = (self.segments.0 + other.segments.0, self.segments.1 + other.segments.1);
        self.words = (self.words.0 + other.words.0, self.words.1 + other.words.1);
    }

    fn boundaries(&self) -> (f64, f64, f64) {
        let (precision, recall) = (share((self.right, self.found)), share((self.right, self.expected)));
        let sum = precision + recall;
        (precision, recall, if sum == 0.0 { 0.0 } else { 2.0 * precision * recall / sum })
    }

    fn line(&self) -> String {
        let (.., f1) = self.boundaries();
        format!(
            "F1 {f1:.2} ({} right, {} found, {} expected)  kind: segments {:.2}, words {:.2}",
            self.right,
            self.found,
            self.expected,
            share(self.segments),
            share(self.words)
        )
    }
}

fn share((part, whole): (usize, usize)) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// The parts and documents of a mail.
fn read(path: &Path) -> anyhow::Result<dateline_extract::Extracted> {
    let context = dateline_extract::Context { path: path.display().to_string(), ..Default::default() };
    extract(&fs::read(path)?, &context, &Limits::default()).map_err(|refusal| anyhow::anyhow!("{refusal}"))
}

/// A labelled stretch.
struct Segment {
    range: Range<usize>,
    kind: Kind,
}

fn compare(label: &Value, path: &Path, tally: &mut Tally, quiet: bool) -> anyhow::Result<()> {
    let found = read(path)?;
    let number = label["part"].as_u64().context("a label names its part")?;
    let part = found.parts.get(number as usize).context("no such part")?;
    ensure!(CaptureId::of(part.text.as_bytes()).to_string() == label["sha256"], "the part's text has drifted");
    let segments = segments(label)?;
    let words = words(&part.text, part.media_type == "text/html");
    // Labelled words, each with its segment.
    let labelled: Vec<(Range<usize>, usize)> = words
        .into_iter()
        .filter_map(|word| Some((word.clone(), segments.iter().position(|s| s.range.contains(&word.start))?)))
        .collect();
    let number = u32::try_from(number)?;
    let own = |word: &Range<usize>| document_at(&found.documents, number, word.start);

    let expected = boundaries(labelled.iter().map(|(_, segment)| (*segment, segments[*segment].kind)));
    let documents = labelled.iter().map(|(word, _)| own(word).map_or((usize::MAX, Kind::Boilerplate), |(n, k)| (n, k)));
    let ours = boundaries(documents);
    tally.expected = expected.len();
    tally.found = ours.len();
    tally.right = expected.intersection(&ours).count();
    let show = |sign: &str, at: &usize| {
        let from = labelled[*at].0.start;
        let to = labelled[(*at + 7).min(labelled.len() - 1)].0.end;
        let words = part.text[from..to.max(from)].split_whitespace().collect::<Vec<_>>().join(" ");
        println!(
            "    {sign} {from}: {} [{}]",
            words.chars().take(90).collect::<String>(),
            segments[labelled[*at].1].kind
        );
    };
    if !quiet {
        expected.difference(&ours).for_each(|at| show("missed", at));
        ours.difference(&expected).for_each(|at| show("false ", at));
    }
    for (n, segment) in segments.iter().enumerate() {
        let mut kinds: Vec<Kind> =
            labelled.iter().filter(|(_, s)| *s == n).filter_map(|(word, _)| own(word).map(|(_, kind)| kind)).collect();
        let all = kinds.len();
        let right = kinds.iter().filter(|kind| **kind == segment.kind).count();
        kinds.sort();
        let most = kinds.chunk_by(|a, b| a == b).max_by_key(|chunk| chunk.len()).map(|chunk| chunk[0]);
        tally.words = (tally.words.0 + right, tally.words.1 + all);
        tally.segments.1 += 1;
        tally.segments.0 += usize::from(most == Some(segment.kind));
        if most != Some(segment.kind) && !quiet {
            println!("    kind {}..{}: {} is {:?}", segment.range.start, segment.range.end, segment.kind, most);
        }
    }
    Ok(())
}

fn segments(label: &Value) -> anyhow::Result<Vec<Segment>> {
    let list = label["segments"].as_array().context("a label has segments")?;
    let segment = |value: &Value| {
        let place = |key: &str| value[key].as_u64().with_context(|| format!("a segment has its {key}"));
        let name = value["kind"].as_str().unwrap_or_default();
        let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.name() == name) else { bail!("no kind {name}") };
        Ok(Segment { range: place("start")? as usize..place("end")? as usize, kind })
    };
    list.iter().map(segment).collect()
}

/// Places, as numbers of labelled words, where something else begins.
fn boundaries(owners: impl Iterator<Item = (usize, Kind)>) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut last: Option<(usize, Kind)> = None;
    for (at, (owner, kind)) in owners.enumerate() {
        let same = last.is_some_and(|(before, was)| {
            before == owner || was == kind && matches!(kind, Kind::Boilerplate | Kind::Advertisement)
        });
        if !same {
            found.insert(at);
        }
        last = Some((owner, kind));
    }
    found
}

/// The document that holds a byte of a part, and its kind.
fn document_at(documents: &[Document], part: u32, at: usize) -> Option<(usize, Kind)> {
    let holds =
        |document: &Document| document.spans.iter().any(|span| span.part() == part && span.range().contains(&at));
    documents.iter().position(holds).map(|number| (number, documents[number].kind))
}

/// The visible words of a part with a letter or digit in them; of markup, what stands between tags.
pub fn words(text: &str, markup: bool) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        if markup && rest.starts_with('<') {
            let lower = rest.get(..8).unwrap_or(rest).to_ascii_lowercase();
            let hidden = ["style", "script", "title"].iter().find(|name| lower[1..].starts_with(*name));
            let end = match hidden {
                _ if lower.starts_with("<!--") => rest.find("-->").map(|n| n + 3),
                Some(name) => rest.to_ascii_lowercase().find(&format!("</{name}")),
                None => None,
            };
            at += end.or_else(|| rest.find('>').map(|n| n + 1)).unwrap_or(rest.len()).max(1);
            continue;
        }
        let blank = ["&nbsp;", "&#160;"].iter().find(|blank| markup && rest.starts_with(**blank));
        if let Some(blank) = blank {
            at += blank.len();
            continue;
        }
        let ends = |c: char| c.is_whitespace() || markup && c == '<';
        let length = rest.find(ends).unwrap_or(rest.len());
        let length = rest[..length].find("&nbsp;").filter(|at| markup && *at > 0).unwrap_or(length);
        let word = &rest[..length];
        let shown = if markup { without_references(word) } else { word.to_owned() };
        if shown.contains(char::is_alphanumeric) {
            words.push(at..at + length);
        }
        at += length.max(rest.chars().next().map_or(1, char::len_utf8));
    }
    words
}

/// A word without its character references.
fn without_references(word: &str) -> String {
    let mut bare = String::new();
    let mut rest = word;
    while let Some((before, after)) = rest.split_once('&') {
        bare.push_str(before);
        rest = after.split_once(';').filter(|(name, _)| name.len() <= 8).map_or(after, |(_, rest)| rest);
    }
    bare + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_between_tags() {
        let text = "<p>One &amp; <b>two</b>&nbsp;<!-- three --><style>four</style>five";
        let found: Vec<&str> = words(text, true).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["One", "two", "five"]);
    }

    #[test]
    fn neighbours_of_boilerplate_are_one() {
        let owners =
            [(0, Kind::Boilerplate), (1, Kind::Boilerplate), (2, Kind::Brief), (3, Kind::Brief), (2, Kind::Brief)];
        assert_eq!(boundaries(owners.into_iter()).into_iter().collect::<Vec<_>>(), [0, 2, 3, 4]);
    }
}
