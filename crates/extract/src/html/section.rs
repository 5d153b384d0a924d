//! The section of a page: the first that the markup states, without what names none.
//!
//! Invariant: never the outlet itself, never an address. Cost: a few short strings.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Bytes of a section's name.
const LONGEST: usize = 60;

static NONE: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("no-sections.txt").lines().map(str::trim);
    lines.filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
});

/// The first of `stated` that names a section of `outlet`.
pub(super) fn settle(stated: impl Iterator<Item = String>, outlet: Option<&str>) -> Option<String> {
    stated.filter_map(|words| named(&words, outlet)).next()
}

/// “Smart News, Science” names two: the first is meant.
fn named(words: &str, outlet: Option<&str>) -> Option<String> {
    let first = words.split([',', ';', '|', '>']).next()?.trim();
    let lower = first.to_lowercase();
    let fits = !first.is_empty()
        && first.len() <= LONGEST
        && !first.contains(['.', '/', '@', '{', '<'])
        && first.contains(char::is_alphabetic)
        // An identity, not a name: “23FD6C8B-62D5”.
        && first.chars().filter(char::is_ascii_digit).count() <= 4
        && !NONE.contains(lower.as_str())
        && outlet.is_none_or(|outlet| !outlet.eq_ignore_ascii_case(first));
    fits.then(|| first.to_owned())
}

#[cfg(test)]
mod tests {
    use super::settle;

    #[track_caller]
    fn check(stated: &[&str], expected: Option<&str>) {
        let stated = stated.iter().map(|words| (*words).to_owned());
        assert_eq!(settle(stated, Some("Harbour Post")).as_deref(), expected);
    }

    #[test]
    fn a_section_is_the_first_that_is_named() {
        check(&["Coast"], Some("Coast"));
        check(&["Uncategorized", "Coast, Ferries"], Some("Coast"));
        check(&["Harbour Post", "home"], None);
        check(&["harbourpost.example"], None);
    }
}
