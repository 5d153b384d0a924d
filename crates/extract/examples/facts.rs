//! Prints what was found out about each page of a folder beside its words, one JSON object a line: title, by-lines, outlet,
//! section, language, dates, signs of truncation, credits.
//!
//! `cargo run -p dateline-extract --example facts -- FOLDER [PAGE] > facts.jsonl`

use dateline_extract::{Context, Limits, extract};
use dateline_record::{ByRole, Kind};
use std::io::Read;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("usage: facts FOLDER")?;
    let mut paths: Vec<_> = std::fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    paths.sort_by_key(std::fs::DirEntry::path);
    for path in paths {
        let name = path.file_name().to_string_lossy().into_owned();
        let Some(key) = name.strip_suffix(".html.gz") else { continue };
        if std::env::args().nth(2).is_some_and(|wanted| wanted != key) {
            continue;
        }
        let mut bytes = Vec::new();
        flate2::read::GzDecoder::new(std::fs::File::open(path.path())?).read_to_end(&mut bytes)?;
        let extracted = extract(&bytes, &Context::default(), &Limits::default())?;
        let articles = extracted.documents.iter().filter(|document| document.kind == Kind::Article);
        let Some(first) = articles.clone().next() else {
            println!("{}", serde_json::json!({ "page": key }));
            continue;
        };
        let names = |role| first.byline.iter().filter(move |by| by.role == role).map(|by| &by.name).collect::<Vec<_>>();
        println!(
            "{}",
            serde_json::json!({
                "page": key,
                "title": first.title.as_ref().map(|title| &title.text),
                "authors": names(ByRole::Author),
                "contributors": names(ByRole::Contributor),
                "editors": names(ByRole::Editor),
                "outlet": first.outlet,
                "section": first.section,
                "language": first.language,
                "published": first.published,
                "updated": first.updated,
                "truncated": first.truncated,
                "credits": first.credits.iter().map(|credit| &credit.text).collect::<Vec<_>>(),
                "words": articles.map(|document| document.text.as_str().split_whitespace().count()).sum::<usize>(),
            })
        );
    }
    Ok(())
}
