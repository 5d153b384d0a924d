//! Quotations of novels and who speaks them, on LitBank.
//!
//! A quotation of ours is a content of a direct or mixed statement. It is found where it and a marked one share at least half the words
//! of the longer, one to one; exact where the words are the same. Of those found, the speaker is right where our source is, by most of
//! its words, a mention of the chain that the marked speaker is named in; speakers that no chain is named for are not judged.
//! Fiction is not what Dateline is for: the figures are told beside the others, and no floor stands on them.

mod book;
mod print;
mod voice;

use super::matching::{Pair, matched};
use crate::gold;
use book::Book;
use std::collections::BTreeMap;
use std::fs;
use voice::{Voice, judged};

/// What is counted over all books.
#[derive(Default)]
struct Tally {
    marked: usize,
    ours: usize,
    found: usize,
    exact: usize,
    /// Of those found: a speaker that is judged, one that we name, and the right one.
    judged: usize,
    named: usize,
    right: usize,
}

/// Scores all books; with `verbose`, a line for each.
pub fn run(verbose: bool) -> anyhow::Result<()> {
    let Some(set) = gold::set("litbank") else { return Ok(()) };
    let books = book::all(&set)?;
    let folder = tempfile::tempdir()?;
    for book in &books {
        fs::write(folder.path().join(format!("{}.txt", book.name)), &book.text)?;
    }
    let rows = gold::annotate(&gold::program()?, &["--as", "article", "--layers", "statements"], folder.path())?;
    let mut ours: BTreeMap<String, Vec<Voice>> = BTreeMap::new();
    for row in &rows {
        let name = super::file_name(row).trim_end_matches(".txt").to_owned();
        ours.entry(name).or_default().extend(voice::of(row));
    }
    let mut all = Tally::default();
    for book in &books {
        let own = compare(book, ours.get(&book.name).map_or(&[], Vec::as_slice));
        if verbose {
            println!(
                "{}: {} of {} found, {} ours, {} speakers right",
                book.name, own.found, own.marked, own.ours, own.right
            );
        }
        all.add(&own);
    }
    all.print(books.len());
    Ok(())
}

fn compare(book: &Book, ours: &[Voice]) -> Tally {
    let contents: Vec<_> = ours.iter().map(|voice| book.touched([voice.content.clone()])).collect();
    let marked: Vec<_> = book.quotations.iter().map(|one| book.spoken(one.words.clone())).collect();
    let mut tally = Tally { marked: marked.len(), ours: ours.len(), ..Tally::default() };
    for Pair { gold, own, share } in matched(&marked, &contents) {
        tally.found += 1;
        tally.exact += usize::from(share == 1.0);
        let Some(speaker) = book.quotations[gold].speaker else { continue };
        let right = judged(book, speaker, ours[own].source.clone());
        tally.judged += 1;
        tally.named += usize::from(right.is_some());
        tally.right += usize::from(right == Some(true));
    }
    tally
}

impl Tally {
    fn add(&mut self, other: &Tally) {
        let pairs = [
            (&mut self.marked, other.marked),
            (&mut self.ours, other.ours),
            (&mut self.found, other.found),
            (&mut self.exact, other.exact),
            (&mut self.judged, other.judged),
            (&mut self.named, other.named),
            (&mut self.right, other.right),
        ];
        pairs.into_iter().for_each(|(sum, number)| *sum += number);
    }

    fn print(&self, books: usize) {
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        println!("{books} books, {} quotations marked, {} ours", self.marked, self.ours);
        for (name, part) in [("found", self.found), ("exact", self.exact)] {
            println!(
                "{name:<8} precision {:.3}  recall {:.3}  ({part})",
                share(part, self.ours),
                share(part, self.marked)
            );
        }
        println!(
            "speaker  accuracy {:.3} of {} found whose speaker a chain is named for; {} have one of ours, {:.3} of these right",
            share(self.right, self.judged),
            self.judged,
            self.named,
            share(self.right, self.named)
        );
    }
}
