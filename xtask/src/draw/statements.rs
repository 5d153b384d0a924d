//! Which statements are labelled by hand for authority and anonymity.
//!
//! `polnear` gives attributions as its people marked them. Of `newsfront` only sentences can be drawn, in which somebody may say
//! something: whoever labels walks down the list and passes over those in which nobody does. Few sources are granted anonymity, so
//! a second draw takes attributions that stand near the word.
//! Invariants: no document has more than two; the sentences of two versions of a page are one.
//! Cost: all pages are read.

use super::brat::{self, Attribution, Points};
use super::ordered;
use crate::gold;
use dateline_extract::{Context, Limits};
use dateline_lexicon::Lexicon;
use dateline_record::{Extent, Kind};
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::fs;
use std::ops::Range;
use std::path::Path;
use walkdir::WalkDir;

/// The seed.
const SEED: &str = "dateline statements 1";

/// How many attributions are drawn from `polnear`; the first half is to develop with.
const ATTRIBUTIONS: usize = 200;

/// The seed of the second draw, from what the first left.
const SECOND: &str = "dateline statements 2";

/// How many of those near the word “anonymity” are drawn; the first half is to develop with.
const NEAR: usize = 40;

/// How many code points away the word may stand.
const REACH: usize = 300;

/// How many sentences of `newsfront` are listed: enough for a hundred with a statement.
const SENTENCES: usize = 400;

/// No document has more.
const OF_ONE: usize = 2;

/// A sentence with its place in the page's markup.
struct Sentence {
    page: String,
    place: Range<usize>,
    words: String,
}

/// Prints both lists: attributions in code points of the text, sentences in bytes of the page.
pub fn print() -> anyhow::Result<()> {
    if let Some(set) = gold::set("polnear") {
        let mut all = brat::read(&set.join("train"))?;
        all.retain(|one| !one.content.is_empty());
        let all = ordered(all, SEED, |one| format!("{}:{}", one.document, one.content[0].0));
        let (first, rest) = few_each(all, |one| one.document.clone(), ATTRIBUTIONS);
        print_attributions("polnear", &first);
        let mut texts = HashMap::new();
        let mut near = Vec::new();
        for one in rest {
            let text = match texts.entry(one.document.clone()) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => {
                    let path = set.join("train/text").join(format!("{}.txt", one.document));
                    new.insert(fs::read_to_string(path)?)
                }
            };
            if is_near(&one, text) {
                near.push(one);
            }
        }
        let near = ordered(near, SECOND, |one| format!("{}:{}", one.document, one.content[0].0));
        print_attributions("anonymity", &few_each(near, |one| one.document.clone(), NEAR).0);
    }
    if let Some(set) = gold::set("newsfront") {
        let all = ordered(sentences(&set)?, SEED, |one| format!("{}:{}", one.page, one.place.start));
        let mut seen = HashSet::new();
        let all = all.into_iter().filter(|one| seen.insert(one.words.clone())).collect();
        for one in few_each(all, |one: &Sentence| one.page.clone(), SENTENCES).0 {
            println!("newsfront {} {}-{}", one.page, one.place.start, one.place.end);
        }
    }
    Ok(())
}

/// The first `count`, at most two of each document, in order; and those that are left.
fn few_each<T>(all: Vec<T>, document: impl Fn(&T) -> String, count: usize) -> (Vec<T>, Vec<T>) {
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut left = count;
    all.into_iter().partition(|one| {
        let own = counts.entry(document(one)).or_default();
        let is_taken = left > 0 && *own < OF_ONE;
        if is_taken {
            *own += 1;
            left -= 1;
        }
        is_taken
    })
}

fn print_attributions(set: &str, drawn: &[Attribution]) {
    for (place, one) in drawn.iter().enumerate() {
        let half = if place < drawn.len() / 2 { "dev" } else { "held" };
        let [source, cue, content] = [&one.source, &one.cue, &one.content].map(|places| written(places));
        println!("{set} {half} {} {source} {cue} {content}", one.document);
    }
}

/// Whether anonymity is spoken of beside an attribution.
fn is_near(one: &Attribution, text: &str) -> bool {
    let places = [&one.source, &one.cue, &one.content].into_iter().flatten();
    let (start, end) = places.fold((usize::MAX, 0), |hull, place| (hull.0.min(place.0), hull.1.max(place.1)));
    let start = start.saturating_sub(REACH);
    let around: String = text.chars().skip(start).take(end + REACH - start).collect();
    around.contains("anonymity")
}

fn written(places: &[Points]) -> String {
    let places: Vec<String> = places.iter().map(|(start, end)| format!("{start}-{end}")).collect();
    if places.is_empty() { "none".to_owned() } else { places.join(",") }
}

/// The sentences of all articles in which somebody may say something.
fn sentences(set: &Path) -> anyhow::Result<Vec<Sentence>> {
    let mut all = Vec::new();
    for entry in WalkDir::new(set).sort_by_file_name().into_iter().flatten().filter(|entry| entry.file_type().is_file())
    {
        let Ok(found) = dateline_extract::extract(&fs::read(entry.path())?, &Context::default(), &Limits::default())
        else {
            continue;
        };
        let page = entry.path().strip_prefix(set)?.display().to_string();
        for document in found.documents.iter().filter(|document| document.kind == Kind::Article) {
            let text = document.text.as_str();
            for range in cut(text).into_iter().filter(|range| may_attribute(&text[range.clone()])) {
                let Some(span) = Extent::new(text, range.clone()).and_then(|extent| document.text.span(extent)) else {
                    continue;
                };
                let words = text[range].to_owned();
                all.push(Sentence { page: page.clone(), place: span.start()..span.end(), words });
            }
        }
    }
    Ok(all)
}

/// A plain cut, that stays the same when the reading of sentences gets better: at a full stop, question or exclamation mark before
/// white space and a capital or a mark of quotation, unless the word before it looks abbreviated.
fn cut(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, space) in text.char_indices().filter(|(_, c)| c.is_whitespace()) {
        let before = text[start..at].trim_end_matches(['”', '"', '’', '\'', ')']);
        let next = text[at + space.len_utf8()..].chars().next();
        let is_end = before.ends_with(['.', '?', '!'])
            && !is_abbreviated(before.rsplit(char::is_whitespace).next().unwrap_or_default())
            && next.is_some_and(|c| c.is_uppercase() || ['“', '"', '‘', '\''].contains(&c));
        if space == '\n' || is_end {
            found.push(start..at);
            start = at + space.len_utf8();
        }
    }
    found.push(start..text.len());
    found.retain(|range| !text[range.clone()].trim().is_empty());
    found
}

/// “U.S.”, “J.”, “Sen.”
fn is_abbreviated(word: &str) -> bool {
    let letters = word.trim_end_matches('.');
    word.ends_with('.')
        && (letters.contains('.') || letters.len() <= 4 && letters.starts_with(|c: char| c.is_uppercase()))
}

/// Whether a sentence has a mark of quotation, a form of a verb that attributes, or a noun that does.
fn may_attribute(sentence: &str) -> bool {
    let lexicon = Lexicon::embedded();
    let is_cue = |word: &str| {
        let word = lexicon.word(&word.to_lowercase());
        word.cue.is_some() || word.noun_cue.is_some()
    };
    sentence.contains(['“', '”', '"']) || sentence.split(|c: char| !c.is_alphanumeric()).any(is_cue)
}

#[cfg(test)]
mod tests {
    use super::super::brat::Attribution;
    use super::{cut, few_each, is_near, may_attribute};

    #[test]
    fn sentences_end_before_a_capital_and_not_behind_an_abbreviation() {
        let text = "Sen. Vera Holm of the U.S. Senate left. “It rained,” she said.\nAt 5 p.m. nobody came! Why?";
        let found: Vec<&str> = cut(text).into_iter().map(|range| &text[range]).collect();
        let expected =
            ["Sen. Vera Holm of the U.S. Senate left.", "“It rained,” she said.", "At 5 p.m. nobody came!", "Why?"];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_cue_or_a_quotation_mark_makes_a_candidate() {
        assert!(may_attribute("The ferry is late, Holm said."));
        assert!(may_attribute("He called it a “scandal”."));
        assert!(!may_attribute("The ferry left the harbour at noon."));
    }

    #[test]
    fn no_document_has_more_than_two() {
        let all = vec!["a1", "b1", "a2", "a3", "b2", "c1"];
        let (found, left) = few_each(all, |one| one[..1].to_owned(), 4);
        assert_eq!(found, ["a1", "b1", "a2", "b2"]);
        assert_eq!(left, ["a3", "c1"]);
    }

    #[test]
    fn the_word_may_stand_in_the_next_sentence() {
        let text = "“No,” one aide said. She asked for anonymity.";
        let one = Attribution { source: vec![(6, 13)], content: vec![(0, 5)], ..Attribution::default() };
        assert!(is_near(&one, text));
        let far = format!("{}{}", "x".repeat(400), text);
        assert!(!is_near(&one, &far));
    }
}
