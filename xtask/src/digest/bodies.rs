//! The articles that digests are made of: true bodies of public pages with their titles, and plain texts.
//!
//! Each falls into one of two halves by a hash of its name. The splitter is made on one half; of the other only the
//! figures are looked at.

use super::draw::hash;
use crate::gold;
use anyhow::Context as _;
use dateline_extract::{Context, Limits};
use dateline_record::Kind;
use serde_json::Value;
use std::fs;
use std::path::Path;
use walkdir::WalkDir;

/// Half of the material.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Half {
    /// Looked at while the splitter is made, and trained on.
    Making,
    /// Kept back.
    Test,
}

/// One article.
#[derive(Clone)]
pub struct Body {
    /// The set and the name in it.
    pub name: String,
    pub title: Option<String>,
    pub paragraphs: Vec<String>,
}

impl Body {
    pub fn half(&self) -> Half {
        if (hash(&self.name) >> 20).is_multiple_of(2) { Half::Making } else { Half::Test }
    }

    pub fn words(&self) -> usize {
        self.paragraphs.iter().map(|paragraph| paragraph.split_whitespace().count()).sum()
    }

    /// A body of text: its lines, without one that repeats the title at its head.
    fn of(name: String, title: Option<String>, text: &str) -> Option<Body> {
        let mut paragraphs: Vec<String> =
            text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        paragraphs.retain(|line| !line.is_empty());
        let title = title.map(|title| title.split_whitespace().collect::<Vec<_>>().join(" "));
        let title = title.filter(|title| !title.is_empty());
        if paragraphs.len() > 1 && title.as_ref().is_some_and(|title| title.eq_ignore_ascii_case(&paragraphs[0])) {
            paragraphs.remove(0);
        }
        let body = Body { name, title, paragraphs };
        (body.words() >= FEWEST_WORDS).then_some(body)
    }
}

/// Shorter bodies are no articles.
const FEWEST_WORDS: usize = 80;

/// The true bodies of public pages; none where the sets are absent.
pub fn pages() -> anyhow::Result<Option<Vec<Body>>> {
    let (Some(scraped), Some(labelled)) = (gold::set("html-scrapinghub"), gold::set("html-wcxb")) else {
        return Ok(None);
    };
    let mut bodies = Vec::new();
    let truth: Value = serde_json::from_slice(&fs::read(scraped.join("ground-truth.json"))?)?;
    for (name, label) in truth.as_object().into_iter().flatten() {
        let page = scraped.join("html").join(format!("{name}.html.gz"));
        let title = read(&page)?.into_iter().find_map(|(title, _)| title);
        let text = label["articleBody"].as_str().unwrap_or_default();
        bodies.extend(Body::of(format!("html-scrapinghub/{name}"), title, text));
    }
    for path in files(&labelled.join("article"), "json") {
        let label: Value = serde_json::from_slice(&fs::read(&path)?)?;
        let label = &label["ground_truth"];
        let title = label["title"].as_str().map(str::to_string);
        let text = label["main_content"].as_str().unwrap_or_default();
        bodies.extend(Body::of(name(&path, "html-wcxb"), title, text));
    }
    Ok(Some(bodies))
}

/// Articles of front pages' outlets, as the extractor reads them: news with its own titles.
pub fn news() -> anyhow::Result<Vec<Body>> {
    let Some(set) = gold::set("newsfront") else { return Ok(Vec::new()) };
    let mut bodies: Vec<Body> = Vec::new();
    for path in files(&set, "gz") {
        if let Some((title, text)) = read(&path)?.into_iter().next() {
            bodies.extend(Body::of(name(&path, "newsfront"), title, &text));
        }
    }
    // Versions of one page would be two articles about one thing.
    let mut seen = std::collections::BTreeSet::new();
    bodies.retain(|body| seen.insert(body.title.clone().unwrap_or_default().to_lowercase()));
    Ok(bodies)
}

/// A set of plain texts: its name, and the name and text of each.
pub type Texts = (&'static str, Vec<(String, String)>);

/// Plain texts, each a single article, as they are.
pub fn singles() -> anyhow::Result<Vec<Texts>> {
    let mut sets = Vec::new();
    for (label, set, folder) in [("polnear train", "polnear", "train/text"), ("newswire", "worldwide-newswire", "text")]
    {
        let Some(root) = gold::set(set) else { continue };
        let mut texts = Vec::new();
        for path in files(&root.join(folder), "") {
            texts.push((name(&path, set), String::from_utf8_lossy(&fs::read(&path)?).into_owned()));
        }
        sets.push((label, texts));
    }
    if let Some(root) = gold::set("timex") {
        let mut texts = Vec::new();
        for file in ["timebank", "aquaint"] {
            for line in fs::read_to_string(root.join(format!("{file}.jsonl")))?.lines() {
                let label: Value = serde_json::from_str(line)?;
                let name = format!("timex/{}", label["doc"].as_str().unwrap_or_default());
                texts.push((name, label["text"].as_str().unwrap_or_default().to_string()));
            }
        }
        sets.push(("timex", texts));
    }
    Ok(sets)
}

/// Single articles as bodies without titles.
pub fn plain(singles: &[(&'static str, Vec<(String, String)>)]) -> Vec<Body> {
    let news = singles.iter().filter(|(set, _)| *set != "timex").flat_map(|(_, texts)| texts);
    news.filter_map(|(name, text)| {
        // An address at the head of a text is its source.
        let text = match text.split_once('\n') {
            Some((first, rest)) if first.starts_with("http") => rest,
            _ => text,
        };
        Body::of(name.clone(), None, text)
    })
    .collect()
}

/// The articles of a page: title and text.
fn read(path: &Path) -> anyhow::Result<Vec<(Option<String>, String)>> {
    let bytes = fs::read(path).with_context(|| path.display().to_string())?;
    let Ok(found) = dateline_extract::extract(&bytes, &Context::default(), &Limits::default()) else {
        return Ok(Vec::new());
    };
    let articles = found.documents.iter().filter(|document| document.kind == Kind::Article);
    Ok(articles
        .map(|article| (article.title.as_ref().map(|title| title.text.clone()), article.text.as_str().to_string()))
        .collect())
}

fn files(folder: &Path, ending: &str) -> Vec<std::path::PathBuf> {
    let walk = WalkDir::new(folder).sort_by_file_name().into_iter().flatten();
    let files = walk.filter(|entry| entry.file_type().is_file()).map(|entry| entry.into_path());
    files.filter(|path| ending.is_empty() || path.extension().is_some_and(|own| own == ending)).collect()
}

fn name(path: &Path, set: &str) -> String {
    format!("{set}/{}", path.file_name().and_then(|name| name.to_str()).unwrap_or_default())
}
