//! Names near to one that nobody bears: slips of the keyboard, other endings.
//!
//! Invariant: only names of the desk, the nearest first. Cost: one small table for each word of each name, after a miss only.
//! After: Damerau 1964, Levenshtein 1966.

use std::collections::BTreeSet;

/// At most so many are told.
const MOST: usize = 6;

/// Longer descriptions are no names to choose from.
const WORDS: usize = 5;

/// “no one called X on this desk; near: …”
pub fn words(wanted: &str, names: &[String]) -> String {
    let near = nearest(wanted, names);
    if near.is_empty() {
        format!("no one called “{wanted}” on this desk")
    } else {
        format!("no one called “{wanted}” on this desk; near: {}", near.join(", "))
    }
}

/// Names one of whose words is a slip away from the last word that was asked for, or begins with it.
pub fn nearest<'a>(wanted: &str, names: &'a [String]) -> Vec<&'a str> {
    let letters = |word: &str| -> Vec<char> { word.chars().flat_map(char::to_lowercase).collect() };
    let split = |text: &str| -> Vec<Vec<char>> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 1).map(letters).collect()
    };
    let wanted: Vec<Vec<char>> = split(wanted).into_iter().filter(|word| word.len() > 2).collect();
    let mut near: BTreeSet<(usize, &str)> = BTreeSet::new();
    for name in names {
        let words = split(name);
        if words.len() > WORDS {
            continue;
        }
        let slips = wanted.iter().flat_map(|own| words.iter().filter_map(move |word| slips(own, word))).min();
        if let Some(slips) = slips {
            near.insert((slips, name));
        }
    }
    near.into_iter().take(MOST).map(|(_, name)| name).collect()
}

/// Letters to change to come from one word to the other; none where they are too many for a slip.
fn slips(one: &[char], other: &[char]) -> Option<usize> {
    let most = if one.len() < 5 { 1 } else { 2 };
    if one.len() >= 3 && other.starts_with(one) {
        return Some(1);
    }
    if one.len().abs_diff(other.len()) > most || other.len() < 3 {
        return None;
    }
    // Rows of the table of changes; two letters that change places are one slip.
    let mut rows: Vec<Vec<usize>> = vec![(0..=other.len()).collect()];
    for (line, a) in one.iter().enumerate() {
        let mut row = vec![line + 1];
        for (column, b) in other.iter().enumerate() {
            let above = &rows[line];
            let mut best = (above[column] + usize::from(a != b)).min(above[column + 1] + 1).min(row[column] + 1);
            if line > 0 && column > 0 && *a == other[column - 1] && one[line - 1] == *b {
                best = best.min(rows[line - 1][column - 1] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows.last().and_then(|row| row.last()).copied().filter(|&slips| slips <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(wanted: &str, expected: &str) {
        let names = ["Ana Oller", "Jon Oller", "Rita Moss", "the harbour ministry"].map(String::from);
        assert_eq!(nearest(wanted, &names).join(", "), expected);
    }

    #[test]
    fn a_slip_of_the_keyboard_is_near() {
        check("Olher", "Ana Oller, Jon Oller");
        check("minsitry", "the harbour ministry");
    }

    #[test]
    fn the_beginning_of_a_name_is_near() {
        check("harb", "the harbour ministry");
    }

    #[test]
    fn what_is_far_is_not_told() {
        check("Zebulon", "");
        check("", "");
    }
}
