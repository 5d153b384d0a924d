//! Pages of a big desk: how long the first takes, and how long each takes with sixteen readers at once on loopback.
//!
//! Words to search for and names are drawn, by the seed, from what the desk itself shows, so most questions are asked for the first time; lists
//! are asked for by page. Each reader asks one thing after another, a connection each.

use crate::digest::Draw;
use crate::gold;
use anyhow::{Context, ensure};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

const READERS: usize = 16;

/// What is asked for, and how often among a hundred.
const ASKED: &[(&str, usize)] = &[
    ("search", 30),
    ("documents", 10),
    ("statements", 15),
    ("timeline", 10),
    ("events", 10),
    ("entities", 10),
    ("stories", 10),
    ("network", 5),
];

struct Server {
    child: Child,
    address: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Serves the desk and asks it `count` things.
pub fn serve(desk: &Path, count: usize, seed: u64) -> anyhow::Result<()> {
    let begin = Instant::now();
    let mut child = Command::new(gold::program()?)
        .arg("--desk")
        .arg(desk)
        .args(["serve", "--address", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .spawn()
        .context("dateline serve")?;
    let mut line = String::new();
    BufReader::new(child.stdout.take().context("its output")?).read_line(&mut line)?;
    let address = line.trim().trim_start_matches("http://").trim_end_matches('/').to_string();
    let server = Server { child, address };
    let shown = asked(&server.address, "/documents")?;
    println!("first page: {:.2} s after the program began", begin.elapsed().as_secs_f64());
    let words: Vec<String> = named(&shown);
    ensure!(!words.is_empty(), "{}: nothing to search for", desk.display());
    let mut draw = Draw::new(seed);
    let questions: Vec<(&str, String)> = (0..count).map(|_| question(&words, &mut draw)).collect();
    let begin = Instant::now();
    let taken: Vec<(&str, f64)> = std::thread::scope(|scope| {
        let readers: Vec<_> = (0..READERS)
            .map(|reader| {
                let own = questions.iter().skip(reader).step_by(READERS);
                let address = server.address.as_str();
                scope.spawn(move || {
                    own.map(|(page, path)| {
                        let begin = Instant::now();
                        asked(address, path).map(|_| (*page, begin.elapsed().as_secs_f64() * 1e3))
                    })
                    .collect::<anyhow::Result<Vec<_>>>()
                })
            })
            .collect();
        readers.into_iter().map(|own| own.join().expect("a reader")).collect::<anyhow::Result<Vec<_>>>()
    })?
    .concat();
    println!("{count} pages, {READERS} readers: {:.0} pages/s", count as f64 / begin.elapsed().as_secs_f64());
    let mut by: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for (page, milliseconds) in taken {
        by.entry(page).or_default().push(milliseconds);
        by.entry("all").or_default().push(milliseconds);
    }
    println!("page          asked   p50 ms   p95 ms   most ms");
    for (page, mut own) in by {
        own.sort_by(f64::total_cmp);
        let at = |share: f64| own[((own.len() - 1) as f64 * share) as usize];
        println!("{page:<12} {:>6} {:>8.1} {:>8.1} {:>9.1}", own.len(), at(0.5), at(0.95), at(1.0));
    }
    Ok(())
}

/// Words with a capital that a page shows: mostly names.
fn named(page: &str) -> Vec<String> {
    let is_name = |word: &&str| word.len() > 4 && word.starts_with(|c: char| c.is_ascii_uppercase());
    let mut words: Vec<String> =
        page.split(|c: char| !c.is_ascii_alphabetic()).filter(is_name).map(str::to_string).collect();
    words.sort();
    words.dedup();
    words
}

fn question(words: &[String], draw: &mut Draw) -> (&'static str, String) {
    let mut left = draw.below(ASKED.iter().map(|(_, weight)| weight).sum());
    let page = ASKED.iter().find(|(_, weight)| {
        let is_it = left < *weight;
        left = left.saturating_sub(*weight);
        is_it
    });
    let page = page.map_or("search", |(page, _)| page);
    let (word, number) = (draw.one(words).clone(), 1 + draw.below(40));
    let path = match page {
        "search" if draw.happens(50) => format!("/search?q={word}+{}", draw.one(words)),
        "search" => format!("/search?q={word}"),
        "statements" if draw.happens(50) => format!("/statements?by={word}"),
        "timeline" if draw.happens(50) => format!("/timeline?q={word}"),
        "entities" if draw.happens(50) => format!("/entities?q={word}"),
        _ => format!("/{page}?page={number}"),
    };
    (page, path)
}

/// The words of an answer.
fn asked(address: &str, path: &str) -> anyhow::Result<String> {
    let mut stream = TcpStream::connect(address)?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let answer = String::from_utf8_lossy(&answer).into_owned();
    ensure!(answer.starts_with("HTTP/1.1 200"), "{path}: {}", answer.lines().next().unwrap_or("no answer"));
    Ok(answer)
}
