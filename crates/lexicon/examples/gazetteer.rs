//! Times the gazetteer: `gazetteer FILE…` looks all words up a hundred times; without files it says what each line of
//! standard input is known to be.

use dateline_lexicon::Gazetteer;
use std::time::Instant;

fn main() {
    let start = Instant::now();
    let gazetteer = Gazetteer::embedded();
    eprintln!("ready in {:?}", start.elapsed());
    let paths: Vec<String> = std::env::args().skip(1).collect();
    if paths.is_empty() {
        for line in std::io::stdin().lines().map_while(Result::ok) {
            let entry = gazetteer.entry(&line);
            println!("{line}: {:?} {:?} {:?}", entry.known(), entry.gender(), gazetteer.country(entry));
        }
        return;
    }
    let texts: Vec<String> = paths.iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect();
    let words: Vec<&str> = texts.iter().flat_map(|text| text.split_whitespace()).collect();
    let mut covers = Vec::new();
    let start = Instant::now();
    for _ in 0..100 {
        words.chunks(40).for_each(|sentence| gazetteer.phrases(sentence, &mut covers));
    }
    let nanoseconds = start.elapsed().as_nanos() as f64 / (100 * words.len()) as f64;
    println!("{} words, {nanoseconds:.1} ns a word", words.len());
}
