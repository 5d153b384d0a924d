//! Figures against the data beside the project. Each prints what the public scorer prints, so that peers compare.

mod actors;
mod authority;
mod briefs;
mod coded;
mod entities;
mod events;
mod feeds;
mod incidents;
mod joins;
mod matching;
pub mod pair;
mod quantities;
mod quotations;
mod relations;
mod tellings;
mod times;
mod told;

pub use times::{Text, articles, attribute};

use crate::{gold, newsletters, samples, wcxb};
use anyhow::{Context, bail};
use clap::ValueEnum;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

/// What is scored.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Layer {
    /// Documents, statements and times of the bundled samples, against their hand-made reading
    Samples,
    /// Documents of the five captures, against labels made by hand
    Captures,
    /// Statements of the five captures, against the list made by reading them
    Attributions,
    /// Article body on html-scrapinghub
    Body,
    /// Expressions of time on timex and MEANTIME
    Times,
    /// What happened when in the five captures, against the list made by reading them
    Happenings,
    /// Titles, links, dates, authors and content on the feeds' conformance files
    Feeds,
    /// Attribution on polnear
    Statements,
    /// Quotations and their speakers on litbank
    Quotations,
    /// Attribution relations on gum's news and interviews
    Relations,
    /// Authority and anonymity of statements labelled by hand
    Authority,
    /// How real events are told to be, labelled by hand; who does what to whom on PLOVER's sentences
    Events,
    /// Words that tell an event on MEANTIME and ECB+, and MEANTIME's participants
    Tellings,
    /// Source, class and target of PLOVER's gold records and PETRARCH's test records
    Coded,
    /// Countries and sectors of those who take part, on PLOVER's gold records
    Actors,
    /// How many of what, labelled by hand
    Quantities,
    /// Body, title, authors and date on html-wcxb, by page type
    Wcxb,
    /// What must hold of spans, on every public page
    Spans,
    /// Boundaries and kinds of newsletters labelled by hand
    Newsletters,
    /// Day digests joined from public articles, and single articles that stay whole
    Digests,
    /// Incidents that several articles of fa-kes tell, labelled by hand: joins and disagreements
    Incidents,
    /// What joins the five captures: events and origins, disagreements, stories
    Joins,
    /// Two reports of an invented happening, one thing altered in one of them
    Alterations,
    /// Pairs of names labelled by hand, and what joins the five captures
    Entities,
    /// Copies among 50,000 texts of a seeded generator
    Reuse,
    /// How documents stand to one another: in the five captures, and across the houses of newsfront
    Lineage,
    /// Stories of ECB+, and the labelled ones of the five captures
    Stories,
    /// Lines of briefs, corrupted: how many the checker refuses
    Briefs,
    /// Words and sentences on treebanks
    Sentences,
    /// Tags and trees on treebanks
    Trees,
    /// Coreference on GUM's news and interviews
    Coreference,
    /// Names of persons, organisations and places, on sets not trained on
    Names,
}

/// Scores a layer; with `verbose`, misses by name; with `held`, on the labels that nobody learns from, where it has such.
pub fn run(layer: Layer, verbose: bool, held: bool) -> anyhow::Result<()> {
    match layer {
        Layer::Samples => bundled(true),
        Layer::Captures => crate::captures::score(),
        Layer::Attributions => crate::attributions::score(verbose),
        Layer::Body => body(),
        Layer::Times => times::run(),
        Layer::Happenings => crate::happenings::score(verbose),
        Layer::Feeds => feeds::run(),
        Layer::Statements => statements(),
        Layer::Quotations => quotations::run(verbose),
        Layer::Relations => relations::run(verbose),
        Layer::Authority => authority::run(verbose, held),
        Layer::Events => {
            told::run(verbose && !held)?;
            events::run(verbose, held)
        }
        Layer::Tellings => tellings::run(),
        Layer::Coded => coded::run(verbose),
        Layer::Entities => entities::run(verbose, held),
        Layer::Actors => actors::run(verbose),
        Layer::Quantities => quantities::run(verbose, held),
        Layer::Wcxb => wcxb::score(verbose),
        Layer::Spans => spans(),
        Layer::Newsletters => newsletters::run(verbose, held),
        Layer::Digests => crate::digest::score(1, false, false),
        Layer::Lineage => crate::lineage::score(verbose),
        Layer::Reuse => crate::reuse::score(1, verbose),
        Layer::Incidents => incidents::score(held, verbose),
        Layer::Joins => joins::score(verbose),
        Layer::Alterations => crate::alteration::score(1, verbose),
        Layer::Stories => crate::story::score(verbose),
        Layer::Briefs => briefs::run(1, verbose),
        Layer::Coreference => crate::language::check_coreference(verbose),
        Layer::Trees => crate::language::score_trees(verbose),
        Layer::Names => crate::language::score_names(verbose),
        Layer::Sentences => crate::language::score_words(verbose),
    }
}

/// The bundled samples; an error where a figure is below its floor. With `verbose`, every miss by name.
pub fn bundled(verbose: bool) -> anyhow::Result<()> {
    let folder = gold::root().join("samples");
    let program = gold::tested_program()?;
    let mut rows = Vec::new();
    for set in
        ["captures", "newsletters", "formats", "fronts"].map(|set| folder.join(set)).iter().filter(|set| set.exists())
    {
        rows.extend(gold::annotate(&program, &["--layers", "documents,statements,times"], set)?);
    }
    let score = samples::score(&rows, &folder.join("reading"))?;
    for line in score.lines.iter().filter(|_| verbose) {
        println!("{line}");
    }
    for (figure, value) in &score.figures {
        println!("{figure:<40} {value:.3}");
    }
    let below = score.below(&folder.join("floors.json"))?;
    if !below.is_empty() {
        bail!("below its floor: {}", below.join("; "));
    }
    Ok(())
}

/// All articles of a page are its body: the scorer's data has one body a page.
fn body() -> anyhow::Result<()> {
    let Some(set) = gold::set("html-scrapinghub") else { return Ok(()) };
    let rows = gold::annotate(&gold::program()?, &["--layers", "documents"], &set.join("html"))?;
    let gold_path = set.join("ground-truth.json");
    let truth: BTreeMap<String, Value> = serde_json::from_slice(&fs::read(&gold_path)?)?;
    let mut bodies: BTreeMap<String, String> = truth.into_keys().map(|key| (key, String::new())).collect();
    for row in rows.iter().filter(|row| row["kind"] == "article") {
        let name = file_name(row).trim_end_matches(".html.gz").to_string();
        let body = bodies.get_mut(&name).with_context(|| format!("{name} is not in the ground truth"))?;
        body.push_str(row["text"].as_str().unwrap_or_default());
        body.push('\n');
    }
    let folder = tempfile::tempdir()?;
    let found = folder.path().join("body.json");
    let bodies: BTreeMap<&String, Value> =
        bodies.iter().map(|(key, body)| (key, json!({ "articleBody": body }))).collect();
    fs::write(&found, serde_json::to_vec(&bodies)?)?;
    gold::scorer("score_body.py", &[&gold_path, &found], &[])
}

fn statements() -> anyhow::Result<()> {
    let Some(set) = gold::set("polnear") else { return Ok(()) };
    let program = gold::program()?;
    let folder = tempfile::tempdir()?;
    for split in ["train", "dev"] {
        let texts = set.join(split).join("text");
        let rows = gold::annotate(&program, &["--as", "article", "--layers", "statements"], &texts)?;
        let mut lines = String::new();
        let mut last = (String::new(), String::new());
        for row in &rows {
            let name = file_name(row);
            if last.0 != name {
                last = (name.to_string(), fs::read_to_string(texts.join(name))?);
            }
            let text = &last.1;
            let span =
                |value: &Value| json!([points(text, &value["span"]["start"]), points(text, &value["span"]["end"])]);
            let optional = |value: &Value| if value.is_null() { Value::Null } else { span(value) };
            let content: Vec<Value> = row["content"].as_array().into_iter().flatten().map(span).collect();
            let line = json!({
                "doc": name.trim_end_matches(".txt"), "source": optional(&row["source"]), "cue": optional(&row["cue"]),
                "content": content,
            });
            lines.push_str(&format!("{line}\n"));
        }
        let found = folder.path().join("found.jsonl");
        fs::write(&found, lines)?;
        let data = set.display().to_string();
        gold::scorer("score_polnear.py", &[&found], &["--data", &data, "--split", split, "--label", split])?;
    }
    Ok(())
}

/// Spans slice, are disjoint and ordered, hold the cleaned words and cover all visible text: a test of `extract` that is
/// ignored where the pages are absent.
fn spans() -> anyhow::Result<()> {
    if gold::set("html-wcxb").is_none() {
        return Ok(());
    }
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let arguments = ["test", "--release", "--package", "dateline-extract", "--lib", "--", "--ignored", "public_pages"];
    let status = Command::new(cargo).current_dir(gold::root()).args(arguments).status().context("cargo test")?;
    if !status.success() {
        bail!("a page breaks what must hold of spans");
    }
    Ok(())
}

fn file_name(row: &Value) -> &str {
    let path = row["path"].as_str().unwrap_or_default();
    Path::new(path).file_name().and_then(|name| name.to_str()).unwrap_or_default()
}

/// A byte offset of ours as a code point offset of the scorers'.
fn points(text: &str, offset: &Value) -> usize {
    let offset = offset.as_u64().unwrap_or_default() as usize;
    text.get(..offset).map_or(0, |before| before.chars().count())
}
