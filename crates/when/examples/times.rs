//! Shows the expressions of time in a file as Markdown would mark them, each with what it means:
//! `cargo run -p dateline-when --example times -- 2023-11-30 < page.txt`

use dateline_when::{Anchor, find, stamp};
use std::io::{self, Read, Write};

fn main() -> io::Result<()> {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text)?;
    let published = std::env::args().nth(1).and_then(|day| stamp(&day));
    let mut out = io::stdout().lock();
    for time in find(&text, &Anchor { published, ..Anchor::default() }) {
        let range = time.extent.range();
        let before: String = text[..range.start].chars().rev().take(70).collect();
        let after: String = text[range.end..].chars().take(40).collect();
        let before: String = before.chars().rev().collect();
        let edtf = time.when.as_ref().map_or("-".to_string(), |when| format!("{} ({:?})", when.edtf, when.precision));
        let line = format!("{:?} {} {edtf} | {before}[{}]{after}", time.time_type, time.value, time.extent.of(&text));
        writeln!(out, "{}", line.replace('\n', " ¶ "))?;
    }
    Ok(())
}
