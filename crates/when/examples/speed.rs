//! Reads a file ten times and says how many expressions it finds and how many megabytes it read; a shell's `time` says in
//! how many seconds of the processor: `time cargo run --release -p dateline-when --example speed -- news.txt`

use dateline_when::{Anchor, find, stamp};
use std::io::Error;

/// How often the file is read.
const TIMES: usize = 10;

fn main() -> Result<(), Error> {
    let path = std::env::args().nth(1).ok_or_else(|| Error::other("name a file"))?;
    let text = std::fs::read_to_string(path)?;
    let anchor = Anchor { published: stamp("2023-11-30"), ..Anchor::default() };
    let found: usize = (0..TIMES).map(|_| find(&text, &anchor).len()).sum();
    println!("{found} expressions in {:.1} MB", (text.len() * TIMES) as f64 / 1e6);
    Ok(())
}
