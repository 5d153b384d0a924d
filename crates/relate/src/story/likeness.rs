//! How alike two documents are, and by what words.
//!
//! The cosine of their weights, less for the days between them where both are dated. Invariant: it does not matter which is which, nor
//! what else the desk holds. Cost: one pass over both.

use super::profile::{LEAST_STEMS, Profile};

/// Days that cost nothing: a story is taken up the day after.
const FREE_DAYS: i32 = 3;
/// From here on days cost no more: what is that much alike is one matter, taken up again.
const MOST_DAYS: i32 = 90;
/// What that many days leave of it, in thousandths.
const LEFT: i32 = 600;
/// Stems that must be shared, be they as heavy as they like.
const LEAST_SHARED: usize = 4;
/// Words that are named as signs.
const NAMED: usize = 5;

/// How alike two documents are, in thousandths, and the days between them.
pub fn likeness(one: &Profile, other: &Profile) -> (i32, Option<i32>) {
    let days = one.day.zip(other.day).map(|(one, other)| (one - other).abs());
    if one.stems.len().min(other.stems.len()) < LEAST_STEMS {
        return (0, days);
    }
    let (mut a, mut b, mut shared, mut sum) = (0, 0, 0, 0u64);
    while let (Some(first), Some(second)) = (one.stems.get(a), other.stems.get(b)) {
        if first.0 == second.0 {
            shared += 1;
            sum += u64::from(first.1) * u64::from(second.1);
        }
        (a, b) = (a + usize::from(first.0 <= second.0), b + usize::from(second.0 <= first.0));
    }
    if shared < LEAST_SHARED {
        return (0, days);
    }
    let cosine = (sum * 1000 / (65_535 * 65_535)).min(1000) as i32;
    let paid = days.map_or(0, |days| (days - FREE_DAYS).clamp(0, MOST_DAYS));
    (cosine * (1000 - (1000 - LEFT) * paid / MOST_DAYS) / 1000, days)
}

/// Why two documents are held to be of one story, for people: “both name Doha, Marzouk; both tell of ceasefire; 2 days apart”.
pub fn signs(one: &Profile, other: &Profile, days: Option<i32>) -> String {
    let at = |profile: &Profile, stem: u32| profile.words.iter().position(|word| word.stem == stem);
    let both = one.words.iter().enumerate();
    let mut both: Vec<(usize, u32)> =
        both.filter_map(|(place, word)| Some((place + at(other, word.stem)?, word.stem))).collect();
    both.sort_unstable();
    let mut said = Vec::new();
    for (is_name, before) in [(true, "both name "), (false, "both tell of ")] {
        let words = both.iter().filter_map(|(_, stem)| {
            let (first, second) = (&one.words[at(one, *stem)?], &other.words[at(other, *stem)?]);
            ((first.is_name || second.is_name) == is_name).then(|| first.text.as_str().min(&second.text))
        });
        let words: Vec<&str> = words.take(NAMED).collect();
        if !words.is_empty() {
            said.push(format!("{before}{}", words.join(", ")));
        }
    }
    said.push(match days {
        Some(0) => "of one day".to_string(),
        Some(1) => "a day apart".to_string(),
        Some(days) => format!("{days} days apart"),
        None => "days between them not known".to_string(),
    });
    said.join("; ")
}
