//! Whether a headline reads like a clause: a verb, a joint or a quotation in it.
//!
//! Invariant: a name of a thing alone (“Annual report 2031”) is none. Cost: a look-up a word.

use dateline_lexicon::{Classes, Lexicon};
use std::collections::HashSet;
use std::sync::LazyLock;

/// Words of a clause at least.
const FEWEST_WORDS: usize = 4;

/// Forms of verbs that headlines are fond of, beside the lexicon's.
static VERBS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("headline-verbs.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
});

/// Whether it does.
pub(super) fn is_one(headline: &str) -> bool {
    let words: Vec<String> = headline
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().replace('’', "'"))
        .filter(|word| !word.is_empty())
        .collect();
    if words.len() < FEWEST_WORDS {
        return false;
    }
    let quotes = headline.contains(['“', '”', '"', '‘']);
    quotes || words.iter().enumerate().any(|(at, word)| says(word, at))
}

fn says(word: &str, at: usize) -> bool {
    let known = Lexicon::embedded().word(word);
    let joint = ["to", "who", "why", "how", "what", "when", "after", "amid", "as"].contains(&word);
    VERBS.contains(word)
        || known.classes.any(Classes::AUXILIARY | Classes::VERB)
        || at > 0 && known.cue.is_some() && known.noun_cue.is_none() && !known.classes.any(Classes::DOCUMENT)
        || joint
        || word.ends_with("n't")
}

#[cfg(test)]
mod tests {
    use super::is_one;

    #[test]
    fn a_headline_with_a_verb_reads_like_a_clause() {
        assert!(is_one("Council closes the harbour for a week"));
        assert!(is_one("Why the ferry leaks again"));
        assert!(is_one("Mayor: “We knew of it”"));
        assert!(is_one("Premiums soar for ships in the bay"));
    }

    #[test]
    fn the_name_of_a_thing_does_not() {
        assert!(!is_one("Annual report of the harbour board 2031"));
        assert!(!is_one("Ferries and timetables"));
        assert!(!is_one("Blue cotton shirt with long sleeves"));
    }
}
