//! Whose staff a name stands for: in “the Vell administration” the administration is named, not Vell.
//!
//! Only where the noun follows at once; in “Vell’s team” the name is hers. Mentions are found again in the text in their order.
//! Invariant: of two mentions the later one stands further down. Cost: one pass over the text.

use crate::meet::Id;
use dateline_lexicon::{Classes, Lexicon};
use dateline_record::{Form, MentionRow};
use std::collections::BTreeMap;
use std::ops::Range;

/// What is of a body and not the body: “the armed wing of the Harbour Front”.
const PARTS: &[&str] = &[
    "wing",
    "arm",
    "branch",
    "bureau",
    "faction",
    "affiliate",
    "offshoot",
    "subsidiary",
    "chapter",
    "division",
    "unit",
    "brigade",
    "militia",
    "bloc",
];
/// What stands between a part and its body.
const OF: &[&str] = &[" of ", " of the "];
/// Bytes before a name within which the words for a part stand.
const PART: usize = 60;
const STAFFS: &[&str] = &["administration", "government", "cabinet", "campaign", "team", "regime"];
/// A name that is not found again so near behind the last is passed over.
const FURTHEST: usize = 1 << 16;

/// Where the names of a document stand in its text, by their ids.
pub fn places(text: &str, mentions: &[MentionRow]) -> BTreeMap<Id, Range<usize>> {
    let mut names: Vec<&MentionRow> = mentions.iter().filter(|mention| mention.form == Form::Name).collect();
    names.sort_by_key(|mention| (mention.span.part, mention.span.start, mention.span.end));
    let (mut found, mut from) = (BTreeMap::new(), 0);
    for mention in names.into_iter().filter(|mention| !mention.text.is_empty()) {
        let end = text.ceil_char_boundary((from + FURTHEST).min(text.len()));
        let Some(at) = text[from..end].find(mention.text.as_str()).map(|at| from + at) else { continue };
        from = at + mention.text.len();
        found.insert(super::bearing::number(&mention.id), at..from);
    }
    found
}

/// “armed wing of the Harbour Front” of “Harbour Front”, and “Harbour Front’s armed wing”: the part is named, not the body.
pub fn part(text: &str, name: Range<usize>) -> Option<&str> {
    let from = text.floor_char_boundary(name.start.saturating_sub(PART));
    let before = OF.iter().find_map(|of| text.get(from..name.start)?.strip_suffix(of));
    if let Some(before) = before {
        let noun = before.rsplit(' ').next()?;
        let words = &before[..before.len() - noun.len()];
        // One word tells which part: “armed”, “political”, “youth”.
        let word = words.strip_suffix(' ')?.rsplit([' ', '\n', ',', '“', '"', '(', '—']).next()?;
        let is_word =
            !word.is_empty() && word.chars().all(|char| char.is_alphabetic() || char == '-') && !is_closed(word);
        return (PARTS.contains(&noun) && is_word).then(|| &text[from + words.len() - 1 - word.len()..name.end]);
    }
    let rest = text.get(name.end..)?;
    let rest = rest.strip_prefix("’s ").or_else(|| rest.strip_prefix("'s "))?;
    let mut words = rest.split(' ');
    let (word, noun) = (words.next()?, words.next()?);
    let noun = &noun[..noun.find(|char: char| !char.is_alphabetic()).unwrap_or(noun.len())];
    let is_word = !word.is_empty() && word.chars().all(|char| char.is_lowercase() || char == '-') && !is_closed(word);
    let end = text.len() - rest.len() + word.len() + 1 + noun.len();
    (PARTS.contains(&noun) && is_word).then(|| &text[name.start..end])
}

fn is_closed(word: &str) -> bool {
    let closed = Classes::DETERMINER | Classes::PREPOSITION | Classes::PRONOUN | Classes::COORDINATOR;
    Lexicon::embedded().word(&word.to_lowercase()).classes.any(closed)
}

/// “Vell administration” of “Vell”.
pub fn staff(text: &str, name: Range<usize>) -> Option<&str> {
    let rest = text.get(name.end..)?.strip_prefix(' ')?;
    let noun = rest.split(|char: char| !char.is_alphabetic()).next()?;
    STAFFS.contains(&noun).then(|| &text[name.start..name.end + 1 + noun.len()])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, name: &str, expected: Option<&str>) {
        let start = text.find(name).unwrap();
        assert_eq!(part(text, start..start + name.len()), expected, "{text}");
    }

    #[test]
    fn a_part_of_a_body_is_not_the_body() {
        check("The armed wing of the Harbour Front said so.", "Harbour Front", Some("armed wing of the Harbour Front"));
        check("He led Tide’s youth branch, then left.", "Tide", Some("Tide’s youth branch"));
        check("The Harbour Front said so.", "Harbour Front", None);
        check("On the wing of Tide a bird sat.", "Tide", None);
        check("A member of Tide said so.", "Tide", None);
        check("Tide’s armed men came.", "Tide", None);
    }
}
