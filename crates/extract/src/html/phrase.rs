//! Lines that belong to a page and not to its text (“Read more:”, “All rights reserved”), read from `phrases.txt`.
//!
//! Cost: a look-up, and for short blocks a scan of the lists.

use memchr::memmem::Finder;
use std::collections::HashSet;
use std::sync::LazyLock;

const LIST: &str = include_str!("phrases.txt");

#[derive(Default)]
struct Phrases {
    whole: HashSet<&'static str>,
    opens: Vec<&'static str>,
    holds: Vec<Finder<'static>>,
    ends: Vec<&'static str>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut phrases = Phrases::default();
    let mut section = "";
    for line in LIST.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match section {
            _ if line.starts_with('[') => section = line,
            "[whole]" => drop(phrases.whole.insert(line)),
            "[opens]" => phrases.opens.push(line),
            "[holds]" => phrases.holds.push(Finder::new(line)),
            _ => phrases.ends.push(line),
        }
    }
    phrases
});

/// Characters of a block up to which it may be one of these lines.
const LONGEST: usize = 400;

/// What a block's words say of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Said {
    /// Nothing.
    Nothing,
    /// It belongs to the page.
    Aside,
    /// It belongs to the page, and with it ends the text.
    End,
}

/// What the words of a block say of it.
pub(crate) fn said(text: &str) -> Said {
    if text.len() > LONGEST {
        return Said::Nothing;
    }
    let mut words = text.to_lowercase();
    if words.contains('’') {
        words = words.replace('’', "'");
    }
    let bare = words.trim_matches(|c: char| !c.is_alphanumeric());
    let phrases = &*PHRASES;
    // “Comments made on Monday drew anger.” is a sentence and heads nothing.
    let sentence = words.ends_with(['.', '!', '?', '”', '"']);
    let ends = |phrase: &&str| bare == *phrase || bare.len() <= 60 && !sentence && bare.starts_with(phrase);
    if phrases.ends.iter().any(ends) {
        return Said::End;
    }
    let aside = phrases.whole.contains(bare)
        || words.len() <= 200 && phrases.opens.iter().any(|phrase| words.starts_with(phrase))
        || phrases.holds.iter().any(|phrase| phrase.find(words.as_bytes()).is_some());
    if aside { Said::Aside } else { Said::Nothing }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: Said) {
        assert_eq!(said(line), expected, "{line}");
    }

    #[test]
    fn a_line_over_a_list_of_other_pieces_ends_the_text() {
        check("Related stories", Said::End);
        check("MORE FROM VELM", Said::End);
        check("What do you think?", Said::End);
    }

    #[test]
    fn a_line_of_the_page_stands_aside() {
        check("Advertisement", Said::Aside);
        check("Read more: Harbour reopens", Said::Aside);
        check("© 2031 Harbour Post. All rights reserved.", Said::Aside);
    }

    #[test]
    fn a_sentence_is_neither() {
        check("Comments made on Monday drew anger.", Said::Nothing);
        check("Advertisements for the ferry were withdrawn.", Said::Nothing);
        check("More stories were told that night than in a year.", Said::Nothing);
    }
}
