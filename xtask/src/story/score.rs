//! Same-story clustering on ECB+: B³ of the two stories of each topic, the threshold chosen on topics 1 to 20, measured on 21 to 35.
//!
//! A story is one half of a topic: the same sort of thing, another event. The documents have no dates here, so only words count; they
//! go through the same keys, reach and parts as on a desk. Invariant: totals only.

use super::ecb::{self, Marked};
use super::figure::{Figure, b_cubed, ceaf_e, conll, muc};
use super::learn::{Told, grouped, told};
use crate::gold;
use dateline_relate::{Item, Meetings, Memory, ONE_HAPPENING, ONE_STORY, Place, Stories, StoryProfile, Weights};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The last of the topics on which settings are chosen.
pub const CHOSEN_ON: u32 = 20;

pub fn run(verbose: bool) -> anyhow::Result<()> {
    let Some(set) = gold::set("ecbplus") else { return Ok(()) };
    let all = ecb::read(&set)?;
    let (first, second): (Vec<Marked>, Vec<Marked>) = all.into_iter().partition(|one| one.topic <= CHOSEN_ON);
    let mut best = (0.0, 0);
    for least in (240..=320).step_by(20) {
        let figure = measure(&first, least);
        if verbose {
            println!("{least}  {}", line(figure));
        }
        if figure.f1() > best.0 {
            best = (figure.f1(), least);
        }
    }
    println!("best on topics 1–20: {}; ships: {ONE_STORY}", best.1);
    println!("stories, topics 1–20,  B³ {}", line(measure(&first, ONE_STORY)));
    println!("stories, topics 21–35, B³ {}", line(measure(&second, ONE_STORY)));
    for (name, with_unchecked) in [("checked", false), ("all", true)] {
        let all = told(&second, with_unchecked);
        let head = |one: &Told| one.mentions.iter().map(|own| own.lemma.clone()).collect::<Vec<_>>();
        let heads: Vec<(usize, String)> =
            all.iter().enumerate().flat_map(|(at, one)| head(one).into_iter().map(move |head| (at, head))).collect();
        let weights = Weights::learnt();
        let (gold, own) = grouped(&all, ONE_HAPPENING, |_| &weights);
        println!("events, topics 21–35, mentions given, {name} sentences ({} mentions):", gold.len());
        events("same head lemma in a story found", &gold, &numbered(&heads));
        events("signs", &gold, &own);
    }
    Ok(())
}

fn events(name: &str, gold: &[usize], found: &[usize]) {
    println!("  {name}: CoNLL F1 {:.3}", conll(gold, found));
    for (name, figure) in [("MUC", muc(gold, found)), ("B³", b_cubed(gold, found)), ("CEAFe", ceaf_e(gold, found))] {
        println!("    {name:5} {}", line(figure));
    }
}

fn line(figure: Figure) -> String {
    format!("precision {:.3}  recall {:.3}  F1 {:.3}", figure.precision, figure.recall, figure.f1())
}

fn measure(all: &[Marked], least: i32) -> Figure {
    let stories: Vec<&str> = all.iter().map(|one| one.story.as_str()).collect();
    b_cubed(&numbered(&stories), &found(all, least))
}

/// The same words, the same number.
pub fn numbered<T: Ord>(all: &[T]) -> Vec<usize> {
    let mut numbers: BTreeMap<&T, usize> = BTreeMap::new();
    for one in all {
        let next = numbers.len();
        numbers.entry(one).or_insert(next);
    }
    all.iter().map(|one| numbers[one]).collect()
}

/// The story of each text, by a number.
pub fn found(all: &[Marked], least: i32) -> Vec<usize> {
    let layer = Stories { least };
    let mut shelf = Memory::default();
    let mut meetings = Meetings::new(&layer, &mut shelf);
    for (number, one) in all.iter().enumerate() {
        // Ids as they come, as if by a digest.
        let id = (number as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let profile = Arc::new(StoryProfile::read(None, &one.text, None));
        let (place, keys) = (Place { moment: i64::MAX, id }, Stories::keys(&profile));
        let item = Item { document: id, place, keys, profile };
        meetings.arrive(item).unwrap_or_else(|never| match never {});
    }
    meetings.settle().unwrap_or_else(|never| match never {});
    let mut groups = vec![0; all.len()];
    for (part, members) in shelf.all_parts().values().enumerate() {
        for id in members {
            let number = id.wrapping_mul(0xf1de_83e1_9937_733d).wrapping_sub(1);
            groups[number as usize] = part;
        }
    }
    groups
}
