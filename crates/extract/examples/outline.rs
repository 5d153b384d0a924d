//! Prints the outline of captures: `cargo run -p dateline-extract --example outline -- PATH…`.

use dateline_extract::{Context, Limits, extract};
use dateline_record::{ByRole, Document, When};

fn main() {
    let long = std::env::args().any(|argument| argument == "--long");
    for path in std::env::args().skip(1).filter(|argument| !argument.starts_with("--")) {
        println!("== {path}");
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) => {
                println!("   {error}");
                continue;
            }
        };
        let context = Context { path: path.clone(), ..Context::default() };
        match extract(&bytes, &context, &Limits::default()) {
            Err(refusal) => println!("   refused: {refusal}"),
            Ok(found) => {
                println!("   {} of {} parts", found.format.name(), found.parts.len());
                found.signs.iter().for_each(|sign| println!("   sign: {sign}"));
                found.documents.iter().for_each(|document| show(document, &found.documents, long));
            }
        }
    }
}

fn show(document: &Document, all: &[Document], long: bool) {
    let spans: Vec<String> =
        document.spans.iter().map(|s| format!("{}:{}..{}", s.part(), s.start(), s.end())).collect();
    println!("{} [{}]", document.kind, spans.join(" "));
    let field = |name: &str, value: Option<String>| value.iter().for_each(|value| println!("    {name}: {value}"));
    field("title", document.title.as_ref().map(|title| title.text.clone()));
    let names: Vec<String> = document
        .byline
        .iter()
        .map(|by| match by.role {
            ByRole::Author => by.name.clone(),
            role => format!("{} ({role:?})", by.name),
        })
        .collect();
    field("byline", (!names.is_empty()).then(|| names.join("; ")));
    field("outlet", document.outlet.clone());
    field("section", document.section.clone());
    field("language", document.language.clone());
    let when = |when: &Option<When>| when.as_ref().map(|w| format!("{} ({:?})", w.edtf, w.method));
    field("published", when(&document.published));
    field("updated", when(&document.updated));
    field(
        "parent",
        document.parent.and_then(|parent| all.iter().position(|d| d.id == parent)).map(|at| at.to_string()),
    );
    field("truncated", document.truncated.clone());
    field("link", document.links.first().map(|link| link.address.clone()));
    let credits: Vec<&str> = document.credits.iter().map(|credit| credit.text.as_str()).collect();
    field("credits", (!credits.is_empty()).then(|| credits.join(" / ")));
    let notes: Vec<String> = document.notes.iter().map(|note| format!("{:?}: {}", note.kind, note.text)).collect();
    field("notes", (!notes.is_empty()).then(|| notes.join(" / ")));
    let text = document.text.as_str();
    for paragraph in text.split("\n\n").filter(|_| long) {
        println!("    | {paragraph}");
    }
    if !long {
        let words: Vec<&str> = text.split_whitespace().collect();
        match words.len() {
            0..=30 => println!("    | {}", words.join(" ")),
            many => println!("    | {} … {} ({many} words)", words[..12].join(" "), words[many - 12..].join(" ")),
        }
    }
}
