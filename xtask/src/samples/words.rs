//! Words compared without white space, punctuation and case.
//!
//! Cost: linear, but for overlap: linear in the longer list times the logarithm of the shorter.

use std::collections::BTreeMap;

/// Letters and digits only, in lower case: what is left when white space and punctuation do not matter.
pub fn compact(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Words in lower case.
pub fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// Words that two texts share, over the words of the longer; two empty texts are the same.
pub fn overlap(a: &[String], b: &[String]) -> f64 {
    if a.is_empty() && b.is_empty() {
        return 1.0;
    }
    shared(a, b) as f64 / a.len().max(b.len()) as f64
}

/// How many words two texts share, each counted as often as both have it.
pub fn shared(a: &[String], b: &[String]) -> usize {
    let mut left: BTreeMap<&str, usize> = BTreeMap::new();
    for word in a {
        *left.entry(word).or_default() += 1;
    }
    let mut shared = 0;
    for word in b {
        if let Some(count) = left.get_mut(word.as_str()).filter(|count| **count > 0) {
            *count -= 1;
            shared += 1;
        }
    }
    shared
}

/// Enough of a text to know it by.
pub fn brief(text: &str) -> String {
    let mut short: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((end, _)) = short.char_indices().nth(90) {
        short.truncate(end);
        short.push('…');
    }
    short
}
