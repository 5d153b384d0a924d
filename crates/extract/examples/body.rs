//! Prints the article text of every page under a folder as JSON for `score_body.py`, and pages a second of one core on
//! standard error (reading and unpacking files not counted).
//!
//! `cargo run --release -p dateline-extract --example body -- FOLDER > predictions.json`

use dateline_extract::{Context, Limits, extract};
use dateline_record::Kind;
use std::io::Read;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// Time that this process had a core, where the system tells; wall time is noisy.
fn spent_so_far() -> Duration {
    static BEGUN: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split_whitespace().next()?.parse().ok());
    nanoseconds.map_or_else(|| BEGUN.elapsed(), Duration::from_nanos)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("usage: body FOLDER")?;
    let mut paths: Vec<_> = std::fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    paths.sort_by_key(std::fs::DirEntry::path);
    let mut found = serde_json::Map::new();
    let mut spent = Duration::ZERO;
    for path in paths {
        let name = path.file_name().to_string_lossy().into_owned();
        let Some(key) = name.strip_suffix(".html.gz") else { continue };
        if let Some(wanted) = std::env::args().nth(2)
            && !key.starts_with(&wanted)
        {
            continue;
        }
        let mut bytes = Vec::new();
        flate2::read::GzDecoder::new(std::fs::File::open(path.path())?).read_to_end(&mut bytes)?;
        let begun = spent_so_far();
        let extracted = extract(&bytes, &Context::default(), &Limits::default())?;
        spent += spent_so_far().saturating_sub(begun);
        let articles: Vec<_> = extracted.documents.iter().filter(|d| d.kind == Kind::Article).collect();
        let bodies: Vec<&str> = articles.iter().map(|d| d.text.as_str()).collect();
        let first = articles.first();
        found.insert(
            key.into(),
            serde_json::json!({
                "articleBody": bodies.join("\n\n"),
                "title": first.and_then(|d| d.title.as_ref()).map(|title| &title.text),
                "authors": first.map(|d| d.byline.iter().map(|byline| &byline.name).collect::<Vec<_>>()),
                "outlet": first.and_then(|d| d.outlet.as_ref()),
                "published": first.and_then(|d| d.published.as_ref()).map(|when| &when.edtf),
            }),
        );
    }
    eprintln!("{} pages, {:.0} a second", found.len(), found.len() as f64 / spent.as_secs_f64());
    println!("{}", serde_json::Value::Object(found));
    Ok(())
}
