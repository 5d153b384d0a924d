//! What the whole reading finds in a fifth of `polnear` train, when the models learnt from the rest.
//!
//! Invariant: no document is both learnt from and looked at.

use super::{Text, learn_from, read};
use crate::gold;
use anyhow::Context;
use dateline_read::attribution::Attributor;
use dateline_read::language::net::File;
use dateline_read::{Knowledge, Scratch};
use dateline_record::{CaptureId, Document, Extent, Kind, Span, TextBuilder};
use serde_json::json;
use std::fs;
use std::path::Path;

/// One document in so many is looked at.
const PARTS: usize = 5;

/// Prints what the scorer says of them.
pub fn check() -> anyhow::Result<()> {
    let Some(set) = gold::set("polnear/train") else { return Ok(()) };
    let texts = read(&set)?;
    let (held, fit): (Vec<_>, Vec<_>) = texts.iter().enumerate().partition(|(at, _)| at % PARTS == 0);
    let [held, fit] = [held, fit].map(|some| some.into_iter().map(|(_, text)| text).collect::<Vec<&Text>>());
    let knowledge = Knowledge::embedded();
    let [cues, rounds] =
        learn_from(&fit, &super::unmarked()?, &knowledge).map(|writer| File::read(Vec::leak(writer.bytes())));
    let (cues, rounds) = (cues.context("cues")?, rounds.context("rounds")?);
    let knowledge = knowledge.with(Attributor::read(&cues, &rounds).context("the models are not whole")?);
    let folder = tempfile::tempdir()?;
    gather(&set, &held, folder.path())?;
    let mut scratch = Scratch::default();
    let mut lines = String::new();
    for text in held {
        let points = points(&text.text);
        let span = |extent: &Extent| json!([points[extent.start()], points[extent.end()]]);
        let Some(document) = document(&text.text) else { continue };
        for statement in dateline_read::read(&document, &knowledge, &mut scratch).statements {
            let line = json!({
                "doc": text.name,
                "source": statement.source.as_ref().map(|source| span(&source.extent)),
                "cue": statement.cue.as_ref().map(span),
                "content": statement.content.iter().map(span).collect::<Vec<_>>(),
            });
            lines.push_str(&format!("{line}\n"));
        }
    }
    let found = folder.path().join("found.jsonl");
    fs::write(&found, lines)?;
    let data = folder.path().display().to_string();
    gold::scorer("score_polnear.py", &[&found], &["--data", &data, "--split", "held", "--label", "a fifth of train"])
}

/// Copies some documents and their marks to where the scorer finds them.
fn gather(set: &Path, held: &[&Text], folder: &Path) -> anyhow::Result<()> {
    let folder = folder.join("held");
    for part in ["text", "attributions"] {
        fs::create_dir_all(folder.join(part))?;
    }
    for text in held {
        fs::write(folder.join("text").join(format!("{}.txt", text.name)), &text.text)?;
    }
    for entry in fs::read_dir(set.join("attributions"))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let document = name.strip_suffix(".ann").and_then(|stem| stem.rsplit_once('_')).map(|(document, _)| document);
        if held.iter().any(|text| Some(text.name.as_str()) == document) {
            fs::copy(set.join("attributions").join(&name), folder.join("attributions").join(&name))?;
        }
    }
    Ok(())
}

/// The code points before each byte.
fn points(text: &str) -> Vec<usize> {
    let mut points = vec![0; text.len() + 1];
    for (number, (at, char)) in text.char_indices().enumerate() {
        points[at..at + char.len_utf8()].fill(number);
    }
    points[text.len()] = text.chars().count();
    points
}

fn document(text: &str) -> Option<Document> {
    let mut builder = TextBuilder::new();
    builder.verbatim(0, text, 0..text.len());
    let span = Span::new(0, text, 0..text.len())?;
    Document::bare(CaptureId::of(text.as_bytes()), Kind::Article, vec![span], builder.finish())
}
