//! What signs of one happening weigh: logistic regression on ECB+'s checked mentions, topics 1 to 20, within the stories found.
//!
//! Every story counts alike, be it large or small. Newton's steps with a ridge; no draws, so the same file from the same data.
//! Cost: seconds, after the texts are parsed. After: Cybulska & Vossen, 2015 (pairs within bags of events).

use super::ecb;
use super::figure::conll;
use super::mention::Reader;
use super::score::{CHOSEN_ON, found, numbered};
use crate::gold;
use dateline_relate::{HAPPENING_SIGNS, Mentioned, ONE_STORY, Weights, compared, happenings};
use std::collections::BTreeMap;
use std::fs;

/// The mentions of a story that was found, with their events.
pub struct Told {
    pub topic: u32,
    pub mentions: Vec<Mentioned>,
    pub events: Vec<String>,
}

/// Parts that are left out in turn.
const PARTS: u32 = 4;
/// Holds weights near zero.
const RIDGE: f64 = 3.3;

/// The mentions of texts, by stories found; with the unchecked ones too, or without.
pub fn told(all: &[ecb::Marked], with_unchecked: bool) -> Vec<Told> {
    let (stories, mut reader) = (found(all, ONE_STORY), Reader::new());
    let mut groups: BTreeMap<usize, Told> = BTreeMap::new();
    for (number, (one, story)) in all.iter().zip(stories).enumerate() {
        let empty = || Told { topic: one.topic, mentions: Vec::new(), events: Vec::new() };
        let group = groups.entry(story).or_insert_with(empty);
        for (marking, mentioned) in reader.mentions(number as u64, one) {
            if marking.is_checked || with_unchecked {
                group.mentions.push(mentioned);
                group.events.push(marking.event.clone());
            }
        }
    }
    groups.into_values().filter(|group| !group.mentions.is_empty()).collect()
}

/// Learns on topics 1 to 20 and writes the file; or prints how well it would do on parts left out.
pub fn train(check: bool) -> anyhow::Result<()> {
    let Some(set) = gold::set("ecbplus") else { return Ok(()) };
    let first: Vec<ecb::Marked> = ecb::read(&set)?.into_iter().filter(|one| one.topic <= CHOSEN_ON).collect();
    let all = told(&first, false);
    if !check {
        let head = "# What signs of one happening weigh, in thousandths: sign, |, weight. Written for Dateline; MIT OR Apache-2.0.\n\
                    # Learnt by `cargo xtask train happenings` on ECB+ topics 1–20 (annotations CC BY 3.0; no word of its texts is here).\n";
        let weights = fitted(&all.iter().collect::<Vec<_>>());
        fs::write(gold::root().join("crates/relate/data/happening.txt"), format!("{head}{}", weights.written()))?;
        return Ok(());
    }
    let parts: Vec<Weights> = (0..PARTS)
        .map(|part| fitted(&all.iter().filter(|one| one.topic % PARTS != part).collect::<Vec<_>>()))
        .collect();
    for least in (200..=400).step_by(50) {
        let weights = |one: &Told| &parts[(one.topic % PARTS) as usize];
        println!("{least}: CoNLL F1 {:.4}", figure(&all, least, weights));
    }
    Ok(())
}

/// CoNLL F1 of the happenings found.
pub fn figure<'a>(all: &[Told], least: i32, weights: impl Fn(&Told) -> &'a Weights) -> f64 {
    let (gold, own) = grouped(all, least, weights);
    conll(&gold, &own)
}

/// Events as marked, and as found.
pub fn grouped<'a>(all: &[Told], least: i32, weights: impl Fn(&Told) -> &'a Weights) -> (Vec<usize>, Vec<usize>) {
    let mut own = Vec::new();
    for (number, one) in all.iter().enumerate() {
        own.extend(happenings(&one.mentions, weights(one), least).into_iter().map(|group| (number, group)));
    }
    let gold: Vec<&String> = all.iter().flat_map(|one| &one.events).collect();
    (numbered(&gold), numbered(&own))
}

fn fitted(all: &[&Told]) -> Weights {
    let mut rows: Vec<(Vec<usize>, f64, f64)> = Vec::new();
    for one in all {
        let share = 1.0 / one.mentions.len() as f64;
        for (a, b, mut signs) in compared(&one.mentions) {
            // Behind the signs, what always holds.
            signs.push(HAPPENING_SIGNS.len());
            rows.push((signs, f64::from(u8::from(one.events[a] == one.events[b])), share));
        }
    }
    let mean = rows.iter().map(|row| row.2).sum::<f64>() / rows.len() as f64;
    let size = HAPPENING_SIGNS.len() + 1;
    let mut weights = vec![0.0; size];
    for _ in 0..12 {
        let mut slope = vec![0.0; size];
        let mut bend = vec![vec![0.0; size]; size];
        for at in 0..size - 1 {
            slope[at] = -RIDGE * weights[at];
            bend[at][at] = RIDGE;
        }
        bend[size - 1][size - 1] = 1e-6;
        for (signs, answer, share) in &rows {
            let odds: f64 = signs.iter().map(|sign| weights[*sign]).sum();
            let (chance, share) = (1.0 / (1.0 + (-odds).exp()), share / mean);
            for one in signs {
                slope[*one] += share * (answer - chance);
                for other in signs {
                    bend[*one][*other] += share * chance * (1.0 - chance);
                }
            }
        }
        solved(bend, slope).into_iter().zip(&mut weights).for_each(|(step, weight)| *weight += step);
    }
    let whole = |weight: &f64| (weight * 1000.0).round() as i32;
    Weights { base: whole(&weights[size - 1]), signs: weights[..size - 1].iter().map(whole).collect() }
}

/// Elimination with the largest pivot.
fn solved(mut rows: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for at in 0..size {
        let pivot = (at..size).max_by(|a, b| rows[*a][at].abs().total_cmp(&rows[*b][at].abs())).unwrap_or(at);
        rows.swap(at, pivot);
        right.swap(at, pivot);
        let own = rows[at].clone();
        for below in at + 1..size {
            let times = rows[below][at] / own[at];
            rows[below].iter_mut().zip(&own).for_each(|(slot, value)| *slot -= times * value);
            right[below] -= times * right[at];
        }
    }
    for at in (0..size).rev() {
        let rest: f64 = (at + 1..size).map(|other| rows[at][other] * right[other]).sum();
        right[at] = (right[at] - rest) / rows[at][at];
    }
    right
}
