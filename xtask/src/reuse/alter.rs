//! What is done to a text on its way to another outlet: cut, edit, reorder, truncate, an agency's line, a house's own words.

use super::tongue::Tongue;
use crate::digest::Draw;

/// What makes one text of another.
type Change = fn(&str, &Tongue, &[String], &mut Draw) -> String;

const CHANGES: &[Change] = &[cut, edit, reorder, truncate, agency, boilerplate];

/// A copy of `text`, by one to three changes, each of another kind.
pub fn copy(text: &str, tongue: &Tongue, houses: &[String], draw: &mut Draw) -> String {
    let count = 1 + draw.below(3);
    let changes = draw.some(CHANGES, count);
    let mut own = text.to_string();
    for change in changes {
        own = change(&own, tongue, houses, draw);
    }
    own
}

/// Two to four fifths of it, in one stretch of paragraphs or sentences.
fn cut(text: &str, _: &Tongue, _: &[String], draw: &mut Draw) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let kept = words.len() * (40 + draw.below(45)) / 100;
    let from = draw.below(words.len() - kept + 1);
    words[from..from + kept].join(" ")
}

/// One word in twenty to one in seven is another one, is left out, or has another before it.
fn edit(text: &str, tongue: &Tongue, _: &[String], draw: &mut Draw) -> String {
    let share = 5 + draw.below(10);
    let mut words = Vec::new();
    for word in text.split(' ') {
        match draw.happens(share).then(|| draw.below(3)) {
            None => words.push(word),
            Some(0) => {}
            Some(1) => words.push(tongue.word(draw)),
            Some(_) => words.extend([tongue.word(draw), word]),
        }
    }
    words.join(" ")
}

/// The paragraphs in any order.
fn reorder(text: &str, _: &Tongue, _: &[String], draw: &mut Draw) -> String {
    let paragraphs: Vec<&str> = text.split("\n\n").collect();
    draw.some(&paragraphs, paragraphs.len()).into_iter().copied().collect::<Vec<_>>().join("\n\n")
}

/// Its first third to two thirds.
fn truncate(text: &str, _: &Tongue, _: &[String], draw: &mut Draw) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let kept = words.len() * (30 + draw.below(40)) / 100;
    format!("{} ...", words[..kept.max(1)].join(" "))
}

/// Under an agency's name.
fn agency(text: &str, tongue: &Tongue, _: &[String], draw: &mut Draw) -> String {
    let place = tongue.word(draw).to_uppercase();
    format!(
        "{place} (Northern Press Agency) -- {text}\n\nReporting by {} {}; editing by {}",
        tongue.word(draw),
        tongue.word(draw),
        tongue.word(draw)
    )
}

/// With what a house puts under all its texts.
fn boilerplate(text: &str, _: &Tongue, houses: &[String], draw: &mut Draw) -> String {
    format!("{text}\n\n{}", draw.one(houses))
}
