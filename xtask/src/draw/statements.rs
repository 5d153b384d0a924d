//! Which statements are labelled by hand for authority and anonymity.
//!
//! `polnear` gives attributions as its people marked them. Of `newsfront` only sentences can be drawn, in which somebody may say
//! something: whoever labels walks down the list and passes over those in which nobody does. Few sources are granted anonymity, so
//! a second draw takes attributions that stand near the word.
//! Invariants: no document has more than two; the sentences of two versions of a page are one.
//! Cost: all pages are read.

use super::brat::{self, Attribution};
use super::sentences::{self, Sentence, told_once};
use super::{few_each, ordered, written};
use crate::gold;
use dateline_lexicon::Lexicon;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fs;

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
        let may_hold =
            |sentence: &str| Some(0..sentence.len()).filter(|_| may_attribute(sentence)).into_iter().collect();
        let all = ordered(sentences::newsfront(&set, may_hold)?, SEED, Sentence::name);
        for one in few_each(told_once(all), |one| one.document.clone(), SENTENCES).0 {
            println!("newsfront {} {}", one.document, written(&[one.place]));
        }
    }
    Ok(())
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
    use super::{is_near, may_attribute};

    #[test]
    fn a_cue_or_a_quotation_mark_makes_a_candidate() {
        assert!(may_attribute("The ferry is late, Holm said."));
        assert!(may_attribute("He called it a “scandal”."));
        assert!(!may_attribute("The ferry left the harbour at noon."));
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
