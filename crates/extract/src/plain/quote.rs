//! Pull quotes: a sentence of the article that stands once more by itself, often in quotation marks.
//!
//! Invariant: only what another paragraph holds nearly word for word is one; nobody else's words are lost.
//! Cost: linear in the article for each candidate, of which there are few.

use super::line::Line;
use super::shape;
use std::collections::HashSet;

/// The fewest words of a pull quote.
const SHORTEST: usize = 8;
const LONGEST: usize = 70;
/// Candidates of one article that are looked at.
const MOST: usize = 40;

/// Those of the lines `own` that repeat another of them.
pub(super) fn repeated(lines: &[Line], own: &[usize]) -> HashSet<usize> {
    let candidates = own.iter().copied().filter(|at| is_candidate(&lines[*at])).take(MOST);
    let mut found = HashSet::new();
    for at in candidates {
        let runs = runs(lines[at].text);
        let held = |other: &&usize| {
            let other = &lines[**other];
            // A quotation that the text gives in full stays; what is quoted short of its sentence is a box's.
            other.start != lines[at].start && other.words > lines[at].words && {
                let there: HashSet<_> = self::runs(other.text).into_iter().collect();
                let common = runs.iter().filter(|run| there.contains(*run)).count();
                common * 10 >= runs.len() * 8
            }
        };
        if !runs.is_empty() && own.iter().any(|other| held(&other)) {
            found.insert(at);
        }
    }
    found
}

/// Whether a line can be a pull quote: wholly in quotation marks, or a sentence without its full stop.
fn is_candidate(line: &Line) -> bool {
    (SHORTEST..=LONGEST).contains(&line.words)
        && (!shape::ends_sentence(line.text) || is_quoted(line.text))
        && shape::starts_upper(line.text)
        && !shape::is_bullet(line.text)
}

fn is_quoted(text: &str) -> bool {
    let pairs = [('“', '”'), ('"', '"'), ('«', '»'), ('‘', '’')];
    pairs
        .iter()
        .any(|(open, close)| text.starts_with(*open) && text.ends_with(*close) && text.matches(*open).count() <= 2)
}

/// Its words three by three, in lower case.
fn runs(text: &str) -> Vec<[String; 3]> {
    let words: Vec<String> = text
        .split_whitespace()
        .take(super::line::MANY)
        .map(|word| word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect())
        .filter(|word: &String| !word.is_empty())
        .collect();
    words.windows(3).map(|run| [run[0].clone(), run[1].clone(), run[2].clone()]).collect()
}

#[cfg(test)]
mod tests {
    use crate::plain::testing::check;

    #[test]
    fn a_pull_quote_is_furniture_and_a_quotation_is_text() {
        check(
            "
The council of Turvik met on Monday. It wants to show that it can close a harbour without asking anybody who sails from it.

“The council wants to show that it can close a harbour without asking anybody who sails from it”

“We were never asked about the harbour, and nobody who sails from it was,” said Elin Vik. She will sail.

“We will sail on Friday whether or not the harbour is open to us.”
",
            "
article
  The council of Turvik met on Monday. It wants to show that it can close a harbour without asking anybody who sails from it.
  “We were never asked about the harbour, and nobody who sails from it was,” said Elin Vik. She will sail.
  “We will sail on Friday whether or not the harbour is open to us.”
",
        );
    }
}
