//! Credits inside the text: whose report is passed on. “our own MIRA SOLM reports”, “the Turvik Post’s Jo Ek”, “first
//! reported by the Islander”.
//!
//! Invariant: a credit holds a name; a possessive is one only where what owns is an outlet, by its own name or its last word.
//! Cost: one search a pattern; possessives are looked at in items of newsletters and live pages alone.

use crate::{outlet, plain};
use dateline_record::{Credit, Document, Extent, Kind};
use std::ops::Range;

/// Who is credited by belonging to the house.
const HOUSE: &[&str] = &["our own ", "our colleague ", "our colleagues ", "our friends at ", "our colleagues at "];
/// What a report does.
const VERBS: &[&str] = &[
    "reports",
    "report",
    "reported",
    "writes",
    "write",
    "wrote",
    "flagged",
    "flags",
    "scooped",
    "scoops",
    "has learned",
    "have learned",
    "first reported",
    "noted",
    "notes",
];
/// Openings of the outlet that had it first.
const FIRST: &[&str] = &["first reported by ", "first published by ", "first disclosed by ", "originally reported by "];
/// The most credits of one document.
const MOST: usize = 100;

/// Finds the credits in a document's text.
pub(crate) fn complete(document: &mut Document) {
    if !document.kind.is_read() || document.kind == Kind::Comment {
        return;
    }
    let text = document.text.as_str();
    let mut found: Vec<Range<usize>> = Vec::new();
    for opening in HOUSE {
        found.extend(places(text, opening).filter_map(|at| house(text, at, opening)));
    }
    for opening in FIRST {
        found.extend(places(text, opening).filter_map(|at| first(text, at, opening)));
    }
    if matches!(document.kind, Kind::Brief | Kind::LiveEntry) {
        for possessive in ["’s ", "'s "] {
            found.extend(places(text, possessive).filter_map(|at| passed_on(text, at, possessive.len())));
        }
    }
    found.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    found.truncate(MOST);
    let mut end = 0;
    for range in found {
        if range.start < end {
            continue;
        }
        end = range.end;
        let Some(extent) = Extent::new(text, range) else { continue };
        let words = extent.of(text).to_owned();
        let span = document.text.span(extent);
        let known = |span| document.credits.iter().any(|credit: &Credit| credit.span == span);
        if let Some(span) = span.filter(|span| !known(*span)) {
            document.credits.push(Credit { text: words, span });
        }
    }
    document.credits.sort_by_key(|credit| credit.span.start());
}

fn places<'a>(text: &'a str, words: &'a str) -> impl Iterator<Item = usize> + 'a {
    memchr::memmem::find_iter(text.as_bytes(), words)
}

/// “our own MIRA SOLM and JO EK report”, “our friends at Harbour Morning report”.
fn house(text: &str, at: usize, opening: &str) -> Option<Range<usize>> {
    let begins = text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
    let from = at + opening.len();
    let names = names_end(text, from);
    let is_outlet = opening.ends_with("at ");
    let held = if is_outlet { names.is_some() } else { holds_names(text.get(from..names?)?) };
    let end = names?;
    let verb = verb_end(text, end);
    (begins && held && (verb.is_some() || !is_outlet)).then(|| at..verb.unwrap_or(end))
}

/// “first reported by the Islander”.
fn first(text: &str, at: usize, opening: &str) -> Option<Range<usize>> {
    let mut from = at + opening.len();
    from += ["the ", "The "].iter().find(|article| text[from..].starts_with(**article)).map_or(0, |a| a.len());
    let end = names_end(text, from)?;
    Some(at..end)
}

/// “The Turvik Post’s JO EK and IDA BERG report”: the outlet before an apostrophe, the names after it.
fn passed_on(text: &str, at: usize, apostrophe: usize) -> Option<Range<usize>> {
    let start = outlet_start(text, at)?;
    let from = at + apostrophe;
    let end = names_end(text, from)?;
    holds_names(&text[from..end]).then(|| start..verb_end(text, end).unwrap_or(end))
}

/// Where the outlet begins whose name ends at `end`, with its article.
fn outlet_start(text: &str, end: usize) -> Option<usize> {
    let before = &text[..end];
    let stops = |c: char| matches!(c, '\n' | '“' | '”' | '(' | ',' | ';' | ':' | '.');
    let line = before.rsplit(stops).next().unwrap_or(before);
    let mut words: Vec<&str> = line.split(' ').filter(|word| !word.is_empty()).rev().take(6).collect();
    let own = words
        .iter()
        .take_while(|word| {
            word.starts_with(|c: char| c.is_uppercase() || c.is_numeric()) || matches!(**word, "the" | "of")
        })
        .count();
    words.truncate(own);
    // The longest run of words that is an outlet.
    let is_outlet = |count: usize| {
        let name: Vec<&str> = words[..count].iter().rev().copied().collect();
        outlet::is_named(&name.join(" "))
    };
    let count = (1..=words.len()).rev().find(|count| is_outlet(*count))?;
    let first = words[count - 1];
    Some(first.as_ptr() as usize - text.as_ptr() as usize)
}

/// Where a list of names that begins at `from` ends; none where none begins.
fn names_end(text: &str, from: usize) -> Option<usize> {
    let mut end = None;
    let mut at = from;
    for word in text.get(from..)?.split_inclusive([' ', '\n']).take(24) {
        let bare = word.trim_end();
        let closed = bare.trim_end_matches([',', '.', ';', ':', '!', '?', '”', '"', ')']);
        let is_name = closed.starts_with(char::is_uppercase);
        let joins = matches!(
            closed,
            "and" | "&" | "de" | "van" | "von" | "der" | "den" | "bin" | "al" | "el" | "da" | "la" | "le"
        );
        if !(is_name || joins && end.is_some()) {
            break;
        }
        if is_name {
            end = Some(at + closed.len());
        }
        // A list goes on after a comma; anything else ends it. “Jo E.” and “U.S.” are rarer than the end of a sentence.
        let stops = closed.len() != bare.len() && &bare[closed.len()..] != ",";
        if stops || word.ends_with('\n') {
            break;
        }
        at += word.len();
    }
    end
}

/// Whether words are a list of names of people.
fn holds_names(words: &str) -> bool {
    words
        .split([',', '&'])
        .flat_map(|piece| piece.split(" and "))
        .map(str::trim)
        .filter(|piece| !piece.is_empty())
        .all(plain::is_name)
}

/// Where the verb ends that follows names, a bracket between them passed over.
fn verb_end(text: &str, end: usize) -> Option<usize> {
    let mut rest = text[end..].trim_start_matches(',').trim_start_matches(' ');
    if rest.starts_with('(') {
        let close = rest.char_indices().take(60).find(|(_, c)| *c == ')').map(|(at, _)| at)?;
        rest = rest[close + 1..].trim_start_matches(' ');
    }
    let is_word =
        |verb: &&&str| rest.strip_prefix(**verb).is_some_and(|after| !after.starts_with(char::is_alphanumeric));
    let verb = VERBS.iter().filter(is_word).max_by_key(|verb| verb.len())?;
    Some(rest.as_ptr() as usize - text.as_ptr() as usize + verb.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let mut found: Vec<Range<usize>> = Vec::new();
        HOUSE.iter().for_each(|o| found.extend(places(text, o).filter_map(|at| house(text, at, o))));
        FIRST.iter().for_each(|o| found.extend(places(text, o).filter_map(|at| first(text, at, o))));
        found.extend(places(text, "’s ").filter_map(|at| passed_on(text, at, "’s ".len())));
        let found: Vec<&str> = found.into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn the_house_credits_its_own() {
        check("The bridge holds, our own JO EK reports.", &["our own JO EK reports"]);
        check(
            "Boats wait, our own IDA BERG and PER HOLT report (for Pros!).",
            &["our own IDA BERG and PER HOLT report"],
        );
        check(
            "Rope is dear, as our friends at Harbour Morning (for Pros!) report.",
            &["our friends at Harbour Morning (for Pros!) report"],
        );
        check("Read: The keeper by our own JO EK", &["our own JO EK"]);
        check("We made our own survey of the pier.", &[]);
    }

    #[test]
    fn another_outlet_is_credited_by_its_name() {
        check("It was let go, the Turvik Post’s JO EK reports.", &["the Turvik Post’s JO EK reports"]);
        check(
            "In exchange, The Sandsund Journal’s JO EK, IDA BERG and PER HOLT.",
            &["The Sandsund Journal’s JO EK, IDA BERG and PER HOLT"],
        );
        check("The council’s IDA BERG reports to the harbour.", &[]);
        check("The sale was first reported by the Islander.", &["first reported by the Islander"]);
        check("The fire was first reported by a fisherman.", &[]);
    }
}
