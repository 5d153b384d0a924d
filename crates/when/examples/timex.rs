//! TIMEX3 of dated texts as the public scorer reads them, by this layer alone:
//! `cargo run --release -p dateline-when --example timex < timebank.jsonl > found.jsonl`, lines `{doc,dct,text}`.

use dateline_when::{Anchor, find, stamp};
use serde_json::{Value, json};
use std::io::{self, BufRead, Write};

fn main() -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let document: Value = serde_json::from_str(&line?)?;
        let text = document["text"].as_str().unwrap_or_default();
        // The day alone: some of the data's own stamps have a time.
        let published = document["dct"].as_str().and_then(|stamp| stamp.get(..10)).and_then(stamp);
        let points = |offset: usize| text[..offset].chars().count();
        let times = find(text, &Anchor { published, ..Anchor::default() });
        let found: Vec<Value> = times
            .iter()
            .map(|time| {
                let range = time.extent.range();
                json!([points(range.start), points(range.end), time.time_type, time.value])
            })
            .collect();
        writeln!(out, "{}", json!({ "doc": document["doc"], "timex": found }))?;
    }
    out.flush()
}
