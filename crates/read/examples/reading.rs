//! How fast a whole reading is, on one core: `reading FILE…`.

use dateline_read::{Knowledge, Scratch, read};
use dateline_record::{CaptureId, Document, Kind, Span, TextBuilder};
use std::time::Instant;

fn document(text: &str) -> Option<Document> {
    let span = Span::new(0, text, 0..text.len())?;
    let mut builder = TextBuilder::new();
    builder.verbatim(0, text, 0..text.len());
    Document::bare(CaptureId::of(text.as_bytes()), Kind::Article, vec![span], builder.finish())
}

fn main() {
    let start = Instant::now();
    let knowledge = Knowledge::embedded();
    println!("start {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    let texts: Vec<String> = std::env::args().skip(1).filter_map(|path| std::fs::read_to_string(path).ok()).collect();
    let documents: Vec<Document> = texts.iter().filter_map(|text| document(text)).collect();
    let words: usize = texts.iter().map(|text| text.split_whitespace().count()).sum();
    let mut scratch = Scratch::default();
    let start = Instant::now();
    let mut mentions = 0;
    for document in &documents {
        mentions += read(document, &knowledge, &mut scratch).mentions.len();
    }
    let spent = start.elapsed().as_secs_f64();
    println!("{words} words, {mentions} mentions, {:.2} µs a word", spent * 1e6 / words as f64);
}
