//! Shows the stamp of every line that has one: `cargo run -p dateline-when --example stamps < lines.txt`

use dateline_when::{find_stamp, stamp};
use std::io::{self, BufRead, Write};

fn main() -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let line = line?;
        let alone = stamp(&line).map_or("-".to_string(), |when| when.edtf);
        let found =
            find_stamp(&line).map_or("-".to_string(), |(range, when)| format!("{} [{}]", when.edtf, &line[range]));
        writeln!(out, "{alone}\t{found}\t{line}")?;
    }
    out.flush()
}
