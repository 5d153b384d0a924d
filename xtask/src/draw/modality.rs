//! Which words that may tell an event are labelled by hand for modality.
//!
//! Most events of the news happened. So a part is drawn from all words of a list, and a part for each rarer label from those that stand
//! behind a word that often goes with it; a second draw seeks what the first gave seldom. The lists lie in `labels/modality/draw.toml`.
//! Invariants: no document has more than two words in a draw, no sentence more than one; the sentences of two versions of a page are one.
//! Cost: words of a sentence squared.

use super::brat::Points;
use super::cut;
use super::sentences::{self, Sentence, told_once};
use super::{OF_ONE, ordered, written};
use crate::gold;
use anyhow::Context;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

/// The seed.
const SEED: &str = "dateline modality 1";

/// How many words a source gives.
const WORDS: usize = 150;

/// The strata in the order in which they are drawn, each with how many words a source gives where it has as many.
const STRATA: &[(&str, usize)] = &[
    ("threatened", 20),
    ("demanded", 15),
    ("denied", 15),
    ("historical", 15),
    ("hypothetical", 10),
    ("planned", 10),
    ("ongoing", 10),
    (PLAIN, WORDS),
];

/// The seed of the second draw, from what the first left.
const SECOND: &str = "dateline modality 2";

/// The strata of the second draw.
const RARE: &[(&str, usize)] = &[("threatened", 12), ("demanded", 12), ("historical", 12)];

/// The stratum of all words: it fills up.
const PLAIN: &str = "plain";

/// The one whose signs may stand anywhere in the sentence.
const ANYWHERE: &str = "historical";

/// The lists.
struct Lists {
    triggers: BTreeSet<String>,
    markers: HashMap<String, BTreeSet<String>>,
    reach: usize,
}

/// A word that may tell an event.
struct Candidate {
    document: String,
    sentence: Points,
    place: Points,
    strata: Vec<String>,
}

/// Prints both sources: half, stratum, sentence and word.
pub fn print() -> anyhow::Result<()> {
    let (first, second) = (Lists::read(false)?, Lists::read(true)?);
    let find = |words: &str| first.triggers(words);
    if let Some(set) = gold::set("fa-kes") {
        print_words("fa-kes", &first, &second, &told_once(sentences::fa_kes(&set, find)?));
    }
    if let Some(set) = gold::set("newsfront") {
        print_words("newsfront", &first, &second, &told_once(sentences::newsfront(&set, find)?));
    }
    Ok(())
}

fn print_words(set: &str, first: &Lists, second: &Lists, sentences: &[Sentence]) {
    let mut taken = Taken::default();
    for (lists, seed, strata, mut left) in [(first, SEED, STRATA, WORDS), (second, SECOND, RARE, WORDS)] {
        taken.counts.clear();
        let all = sentences.iter().flat_map(|sentence| lists.candidates(sentence)).collect();
        let all = ordered(all, seed, |one: &Candidate| format!("{}:{}", one.document, one.place.0));
        for (stratum, count) in strata {
            let may_be = |one: &&Candidate| *stratum == PLAIN || one.strata.iter().any(|name| name == stratum);
            let drawn = taken.draw(all.iter().filter(may_be), left.min(*count));
            left -= drawn.len();
            for (place, one) in drawn.iter().enumerate() {
                let half = if place < drawn.len() / 2 { "dev" } else { "held" };
                let name = if seed == SEED { (*stratum).to_owned() } else { format!("rare-{stratum}") };
                let [sentence, place] = [one.sentence, one.place].map(|place| written(&[place]));
                println!("{set} {half} {name} {} {sentence} {place}", one.document);
            }
        }
    }
}

/// What has been drawn.
#[derive(Default)]
struct Taken {
    /// How many of each document, in this draw.
    counts: HashMap<String, usize>,
    sentences: HashSet<(String, Points)>,
}

impl Taken {
    /// The first `count` whose document and sentence still may be drawn from.
    fn draw<'a>(&mut self, all: impl Iterator<Item = &'a Candidate>, count: usize) -> Vec<&'a Candidate> {
        let mut drawn = Vec::new();
        for one in all {
            let own = self.counts.entry(one.document.clone()).or_default();
            let name = (one.document.clone(), one.sentence);
            if drawn.len() == count || *own == OF_ONE || !self.sentences.insert(name) {
                continue;
            }
            *own += 1;
            drawn.push(one);
        }
        drawn
    }
}

impl Lists {
    /// Those of the first draw or of the second.
    fn read(is_second: bool) -> anyhow::Result<Lists> {
        let table: toml::Table = toml::from_str(include_str!("../../labels/modality/draw.toml"))?;
        let own = if is_second { table["second"].as_table().context("a table")? } else { &table };
        let list = |table: &toml::Table, name: &str| -> Vec<String> {
            let words = table.get(name).and_then(toml::Value::as_str).unwrap_or_default();
            words.split_whitespace().map(str::to_owned).collect()
        };
        let mut triggers: BTreeSet<String> = list(&table, "forms").into_iter().collect();
        triggers.extend(list(&table, "verbs").iter().flat_map(|verb| inflected(verb)));
        triggers.extend(list(&table, "nouns").into_iter().flat_map(|noun| [with_s(&noun), noun]));
        for word in list(own, "without") {
            triggers.remove(&word);
        }
        let markers = own["markers"].as_table().context("a table")?;
        let markers = markers.keys().map(|name| (name.clone(), list(markers, name).into_iter().collect())).collect();
        Ok(Lists { triggers, markers, reach: own["reach"].as_integer().unwrap_or_default() as usize })
    }

    fn triggers(&self, sentence: &str) -> Vec<Range<usize>> {
        words(sentence)
            .into_iter()
            .filter(|range| self.triggers.contains(&sentence[range.clone()].to_lowercase()))
            .collect()
    }

    fn candidates(&self, sentence: &Sentence) -> Vec<Candidate> {
        let places = words(&sentence.words);
        let words: Vec<String> = places.iter().map(|range| sentence.words[range.clone()].to_lowercase()).collect();
        let near = |at: usize, name: &str| {
            let marks = |other: usize| other != at && self.markers[name].contains(&words[other]);
            let from = at.saturating_sub(self.reach);
            if name == ANYWHERE { (0..words.len()).any(marks) } else { (from..at).any(marks) }
        };
        let candidate = |(range, place): (&Range<usize>, &Points)| {
            let at = places.iter().position(|word| word == range).filter(|at| self.triggers.contains(&words[*at]))?;
            let strata = self.markers.keys().filter(|name| near(at, name)).cloned().collect();
            Some(Candidate { document: sentence.document.clone(), sentence: sentence.place, place: *place, strata })
        };
        sentence.ranges.iter().zip(&sentence.found).filter_map(candidate).collect()
    }
}

/// Words with what an apostrophe joins: “don't”, “army's”.
fn words(sentence: &str) -> Vec<Range<usize>> {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    cut::words(sentence, |before, c, after| ['\'', '’'].contains(&c) && is_letter(before) && is_letter(after))
}

/// A regular verb with its endings; some that nobody writes are among them.
fn inflected(verb: &str) -> Vec<String> {
    let (past, ing) = match verb.strip_suffix('e') {
        Some(stem) => (format!("{verb}d"), format!("{stem}ing")),
        None => match verb.strip_suffix('y').filter(|stem| !stem.ends_with(VOWELS)) {
            Some(stem) => (format!("{stem}ied"), format!("{verb}ing")),
            None => (format!("{verb}ed"), format!("{verb}ing")),
        },
    };
    let mut forms = vec![verb.to_owned(), with_s(verb), past, ing];
    let mut last = verb.chars().rev();
    if let (Some(end), Some(before), Some(first)) = (last.next(), last.next(), last.next())
        && !VOWELS.contains(&end)
        && VOWELS.contains(&before)
        && !VOWELS.contains(&first)
    {
        forms.extend([format!("{verb}{end}ed"), format!("{verb}{end}ing")]);
    }
    forms
}

const VOWELS: [char; 5] = ['a', 'e', 'i', 'o', 'u'];

fn with_s(word: &str) -> String {
    match word.strip_suffix('y').filter(|stem| !stem.ends_with(VOWELS)) {
        Some(stem) => format!("{stem}ies"),
        None if word.ends_with(['s', 'x']) || word.ends_with("ch") || word.ends_with("sh") => format!("{word}es"),
        None => format!("{word}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Lists, inflected};
    use crate::draw::sentences::Sentence;

    fn sentence(words: &str, lists: &Lists) -> Sentence {
        let ranges = lists.triggers(words);
        let found = ranges.iter().map(|range| (range.start, range.end)).collect();
        Sentence { document: "a".to_owned(), place: (0, words.len()), words: words.to_owned(), found, ranges }
    }

    #[test]
    fn a_word_behind_a_sign_counts_for_its_stratum() {
        let lists = Lists::read(false).expect("the lists are sound");
        let text = "Holm denied that the miners attacked the port.";
        let all = lists.candidates(&sentence(text, &lists));
        let of = |word: &str| {
            let one = all.iter().find(|one| &text[one.place.0..one.place.1] == word).expect("in the list");
            one.strata.iter().any(|name| name == "denied")
        };
        assert!(of("attacked"));
        assert!(!of("denied"));
    }

    #[test]
    fn verbs_are_found_in_all_their_forms() {
        let has = |verb: &str, form: &str| inflected(verb).iter().any(|one| one == form);
        assert!(has("deny", "denied") && has("bar", "barred") && has("seize", "seizing") && has("attack", "attacks"));
    }
}
