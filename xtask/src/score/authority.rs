//! Authority and anonymity of statements, against labels made by hand (`xtask/labels/authority`).
//!
//! Only what was found is scored: how many labels found a statement of ours is said first. What is drawn from everything and what is drawn
//! near the word “anonymity” are counted apart.
//! Invariant: of the held half nothing is printed but totals.

mod confusion;
mod pair;

use crate::{gold, newsletters};
use anyhow::{Context, ensure};
pub(super) use confusion::Confusion;
use flate2::read::MultiGzDecoder;
pub(super) use pair::touched;
use pair::{Places, best};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::ops::Range;
use std::path::{Path, PathBuf};

const AUTHORITY: &[&str] = &["named", "collective", "unnamed", "document", "outlet", "author", "unattributed"];
const ANONYMITY: &[&str] = &["none", "described", "granted"];

/// What is counted over one draw.
struct Tally {
    labels: usize,
    found: usize,
    authority: Confusion,
    anonymity: Confusion,
    /// Words that grant anonymity: found by both, and the same.
    grants: (usize, usize),
}

/// Scores one half; with `verbose`, what differs, by place.
pub fn run(verbose: bool, held: bool) -> anyhow::Result<()> {
    let (Some(polnear), Some(newsfront)) = (gold::set("polnear"), gold::set("newsfront")) else { return Ok(()) };
    let half = if held { "held" } else { "dev" };
    let path = gold::root().join("xtask/labels/authority").join(half).with_extension("json");
    let labels: Value = serde_json::from_slice(&fs::read(&path).with_context(|| path.display().to_string())?)?;
    let program = gold::program()?;
    let verbose = verbose && !held;
    let text = |label: &Value| polnear.join(format!("train/text/{}.txt", string(label, "document")));
    let page = |label: &Value| newsfront.join(string(label, "path"));

    let mut all = Tally::new();
    for (path, own) in by_path(&labels["polnear"], text)? {
        all.compare(&Reading::text(&program, &path)?, &own, verbose)?;
    }
    println!("polnear: {} labels, {} found", all.labels, all.found);
    for (path, own) in by_path(&labels["newsfront"], page)? {
        all.compare(&Reading::page(&program, &path, &own)?, &own, verbose)?;
    }
    all.print(&format!("with newsfront, {half}"));
    let mut near = Tally::new();
    for (path, own) in by_path(&labels["anonymity"], text)? {
        near.compare(&Reading::text(&program, &path)?, &own, verbose)?;
    }
    near.print(&format!("near “anonymity”, {half}"));
    Ok(())
}

/// The labels of a list, file by file.
fn by_path(list: &Value, path: impl Fn(&Value) -> PathBuf) -> anyhow::Result<BTreeMap<PathBuf, Vec<&Value>>> {
    let mut files: BTreeMap<PathBuf, Vec<&Value>> = BTreeMap::new();
    for label in list.as_array().context("a list of labels")? {
        files.entry(path(label)).or_default().push(label);
    }
    Ok(files)
}

/// A file with our statements in it.
struct Reading {
    name: String,
    text: String,
    words: Vec<Range<usize>>,
    /// Where each code point begins, where labels count in those.
    points: Option<Vec<usize>>,
    rows: Vec<Value>,
}

impl Reading {
    fn text(program: &Path, path: &Path) -> anyhow::Result<Reading> {
        let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
        let rows = gold::annotate(program, &["--as", "article", "--layers", "statements"], path)?;
        let points = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let words = newsletters::words(&text, false);
        Ok(Reading { name: path.display().to_string(), text, words, points: Some(points), rows })
    }

    fn page(program: &Path, path: &Path, labels: &[&Value]) -> anyhow::Result<Reading> {
        let bytes = fs::read(path).with_context(|| path.display().to_string())?;
        let hash: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        let is_labelled = labels.iter().all(|label| label["sha256"] == hash.as_str());
        ensure!(is_labelled, "{} is not the page that was labelled", path.display());
        let mut text = String::new();
        MultiGzDecoder::new(bytes.as_slice()).read_to_string(&mut text)?;
        let rows = gold::annotate(program, &["--layers", "statements"], path)?;
        let words = newsletters::words(&text, true);
        Ok(Reading { name: path.display().to_string(), text, words, points: None, rows })
    }

    /// Ranges of a label in bytes.
    fn ranges(&self, label: &Value) -> anyhow::Result<Vec<Range<usize>>> {
        let byte = |offset: &Value| {
            let offset = offset.as_u64().context("an offset")? as usize;
            self.points.as_ref().map_or(Some(offset), |points| points.get(offset).copied()).context("beyond the text")
        };
        let ranges = label.as_array().into_iter().flatten();
        ranges.map(|range| Ok(byte(&range[0])?..byte(&range[1])?)).collect()
    }

    fn labelled(&self, label: &Value) -> anyhow::Result<Places> {
        let touched = |field: &str| anyhow::Ok(touched(&self.words, self.ranges(&label[field])?));
        Ok(Places { source: touched("source")?, content: touched("content")? })
    }

    fn ours(&self, row: &Value) -> Places {
        let range = |value: &Value| {
            let at = |end: &str| value["span"][end].as_u64().map(|offset| offset as usize);
            Some(at("start")?..at("end")?)
        };
        let content = row["content"].as_array().into_iter().flatten().filter_map(range);
        Places { source: touched(&self.words, range(&row["source"])), content: touched(&self.words, content) }
    }
}

impl Tally {
    fn new() -> Tally {
        let (authority, anonymity) = (Confusion::new(AUTHORITY), Confusion::new(ANONYMITY));
        Tally { labels: 0, found: 0, authority, anonymity, grants: (0, 0) }
    }

    fn compare(&mut self, read: &Reading, labels: &[&Value], verbose: bool) -> anyhow::Result<()> {
        let ours: Vec<Places> = read.rows.iter().map(|row| read.ours(row)).collect();
        for label in labels {
            self.labels += 1;
            let Some(row) = best(&read.labelled(label)?, &ours).map(|at| &read.rows[at]) else { continue };
            self.found += 1;
            for (table, field, answer) in [
                (&mut self.authority, "authority", string(row, "authority")),
                (&mut self.anonymity, "anonymity", anonymity(row)),
            ] {
                let wanted = string(label, field);
                table.add(wanted, answer)?;
                if verbose && wanted != answer {
                    println!("{}:{}: {field} is {answer}, not {wanted}", read.name, label["content"][0][0]);
                }
            }
            if string(label, "anonymity") == "granted" && anonymity(row) == "granted" {
                let place = read.ranges(&Value::Array(vec![label["grant"].clone()]))?;
                let wanted = place.first().and_then(|place| read.text.get(place.clone())).unwrap_or_default();
                self.grants.0 += 1;
                self.grants.1 += usize::from(is_alike(wanted, string(&row["anonymity"], "text")));
            }
        }
        Ok(())
    }

    fn print(&self, title: &str) {
        println!("{title}: {} labels, {} found", self.labels, self.found);
        println!("authority {:.3}\n{}", self.authority.accuracy(), self.authority.table());
        println!("anonymity {:.3}\n{}", self.anonymity.accuracy(), self.anonymity.table());
        let (both, same) = self.grants;
        if both > 0 {
            println!("the same words grant it: {same} of {both}\n");
        }
    }
}

/// A row says only what grants anonymity: who is unnamed without such words is described.
fn anonymity(row: &Value) -> &'static str {
    match (&row["anonymity"], string(row, "authority")) {
        (Value::Null, "unnamed") => "described",
        (Value::Null, _) => "none",
        _ => "granted",
    }
}

/// Whether two phrases share half the words of the longer.
fn is_alike(a: &str, b: &str) -> bool {
    let (a, b) = (crate::samples::words(a), crate::samples::words(b));
    crate::samples::overlap(&a, &b) >= 0.5
}

fn string<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Reading, anonymity, is_alike};
    use serde_json::json;

    #[test]
    fn labels_count_code_points_and_rows_bytes() {
        let text = "“Né,” Holm said.".to_owned();
        let points = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let words = crate::newsletters::words(&text, false);
        let read = Reading { name: String::new(), text, words, points: Some(points), rows: Vec::new() };
        let label = read.labelled(&json!({ "source": [[6, 10]], "content": [[0, 5]] })).expect("within the text");
        let own = read.ours(&json!({
            "source": { "span": { "start": 11, "end": 15 } }, "content": [{ "span": { "start": 3, "end": 6 } }],
        }));
        assert_eq!((label.source, label.content), (own.source, own.content));
        assert!(read.labelled(&json!({ "source": null, "content": [[0, 500]] })).is_err());
    }

    #[test]
    fn an_unnamed_source_without_a_grant_is_described() {
        assert_eq!(anonymity(&json!({ "authority": "unnamed", "anonymity": null })), "described");
        assert_eq!(anonymity(&json!({ "authority": "named", "anonymity": null })), "none");
        assert_eq!(anonymity(&json!({ "authority": "unnamed", "anonymity": { "text": "on background" } })), "granted");
    }

    #[test]
    fn words_that_grant_are_alike_by_half() {
        assert!(is_alike("spoke on condition of anonymity", "on condition of anonymity"));
        assert!(!is_alike("spoke on condition of anonymity", "anonymity"));
    }
}
