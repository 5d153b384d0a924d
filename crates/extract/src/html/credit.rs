//! Credit lines at the end of an article, by `credits.txt`: “Additional reporting by …”, “(Reporting by … in …)”.
//!
//! Invariant: only among the last lines of the text, and never the only one. Cost: a few short lines.

use super::Page;
use super::block::Block;
use super::body::Label;
use super::names;
use dateline_record::{ByRole, Byline, Credit, Span};
use std::sync::LazyLock;

/// Blocks from the end of the text among which credits stand.
const LAST: usize = 4;

/// Bytes of a line that may be a credit, and words of one that only holds the phrase.
const LONGEST: usize = 300;
const MOST_WORDS: usize = 30;

struct Phrases {
    opens: Vec<&'static str>,
    holds: Vec<&'static str>,
    origin: Vec<&'static str>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut phrases = Phrases { opens: Vec::new(), holds: Vec::new(), origin: Vec::new() };
    let mut section = "";
    let lines = include_str!("credits.txt").lines().map(str::trim);
    for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match section {
            _ if line.starts_with('[') => section = line,
            "[opens]" => phrases.opens.push(line),
            "[holds]" => phrases.holds.push(line),
            _ => phrases.origin.push(line),
        }
    }
    phrases
});

/// Takes the credit lines out of the text.
pub(super) fn take(page: &Page, blocks: &[Block], claimed: &[bool], labels: &mut [Label]) -> Vec<Credit> {
    let own: Vec<usize> = (0..blocks.len()).filter(|n| labels[*n] == Label::Body && !claimed[*n]).collect();
    let mut credits = Vec::new();
    for &number in own.iter().skip(1.max(own.len().saturating_sub(LAST))) {
        let block = &blocks[number];
        if asks_to_follow(&block.text) {
            labels[number] = Label::Other;
        }
        let credit = is_credit(&block.text);
        if !credit && !is_origin(&block.text) {
            continue;
        }
        if let Some(span) = Span::new(page.part, page.text, block.start()..block.end()) {
            if credit {
                labels[number] = Label::Head;
            }
            credits.push(Credit { text: block.text.clone(), span });
        }
    }
    credits
}

/// “Follow Mira Solm on Wall @mira”.
fn asks_to_follow(line: &str) -> bool {
    line.len() <= 120 && line.to_lowercase().starts_with("follow ") && line.contains('@')
}

/// Whether a line says who else reported.
fn is_credit(line: &str) -> bool {
    let lower = line.to_lowercase().replace('’', "'");
    let bare = lower.trim_start_matches(|c: char| !c.is_alphanumeric());
    let opens = |phrase: &&str| bare.strip_prefix(*phrase).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    line.len() <= LONGEST && (PHRASES.opens.iter().any(opens) || holds(&lower, &PHRASES.holds))
}

/// Whether a line says where the text stood before.
fn is_origin(line: &str) -> bool {
    line.len() <= LONGEST && holds(&line.to_lowercase(), &PHRASES.origin)
}

fn holds(lower: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| lower.contains(phrase)) && lower.split_whitespace().count() <= MOST_WORDS
}

/// Those whom credit lines name, for the by-line: who reported, contributed and edited.
pub(super) fn byline(page: &Page, credits: &[Credit], byline: &mut Vec<Byline>) {
    // “By the Velm Agency” names nobody.
    let unsigned = !byline.iter().any(|by| names::looks_like_a_name(&by.name) && !names::is_agency(&by.name));
    for credit in credits {
        let line = credit.text.trim_matches(|c: char| !c.is_alphanumeric());
        for part in line.split([';', '.']).map(str::trim) {
            let Some((role, list)) = role(part) else { continue };
            // “(Reporting by Ana Pek; Editing by Tom Rudd)” is all the by-line that a wire gives.
            let role = if role == ByRole::Author && !unsigned { ByRole::Contributor } else { role };
            for name in people(list) {
                if byline.iter().any(|own| own.name == name) {
                    continue;
                }
                let place = page.text.get(credit.span.range()).and_then(|raw| raw.find(&name));
                let start = place.map(|at| credit.span.start() + at);
                let span = start.and_then(|start| Span::new(page.part, page.text, start..start + name.len()));
                byline.push(Byline { name, handle: None, role, span });
            }
        }
    }
}

/// What those did whom a part of a credit line names, and their list.
fn role(part: &str) -> Option<(ByRole, &str)> {
    const OPENINGS: &[(&str, ByRole)] = &[
        ("additional reporting by ", ByRole::Contributor),
        ("with additional reporting by ", ByRole::Contributor),
        ("with reporting by ", ByRole::Contributor),
        ("reporting and writing by ", ByRole::Author),
        ("reporting by ", ByRole::Author),
        ("writing by ", ByRole::Author),
        ("contributing: ", ByRole::Contributor),
        ("editing by ", ByRole::Editor),
        ("edited by ", ByRole::Editor),
    ];
    for (opening, role) in OPENINGS {
        if part.get(..opening.len()).is_some_and(|own| own.eq_ignore_ascii_case(opening)) {
            return Some((*role, &part[opening.len()..]));
        }
    }
    let at = part.find(" contributed ")?;
    Some((ByRole::Contributor, &part[..at]))
}

/// The names in “Ana Pek in Turvik and Tom Rudd in Velm”.
fn people(list: &str) -> Vec<String> {
    let parts = list.split(',').flat_map(|part| part.split(" and ")).flat_map(|part| part.split(" & "));
    let bare = |part: &str| {
        let end = [" in ", " from ", " for ", " of ", " at "].iter().filter_map(|end| part.find(end)).min();
        part[..end.unwrap_or(part.len())].trim().trim_start_matches("and ").to_owned()
    };
    parts.map(bare).filter(|name| names::looks_like_a_name(name)).collect()
}

#[cfg(test)]
mod tests {
    use super::{asks_to_follow, is_credit, is_origin, people, role};
    use dateline_record::ByRole;

    #[test]
    fn those_whom_a_credit_names_have_their_roles() {
        assert_eq!(role("Reporting by Mira Solm in Turvik"), Some((ByRole::Author, "Mira Solm in Turvik")));
        assert_eq!(role("Editing by Per Holt"), Some((ByRole::Editor, "Per Holt")));
        assert_eq!(role("Ida Berg contributed reporting"), Some((ByRole::Contributor, "Ida Berg")));
        assert_eq!(people("Mira Solm in Turvik and Per Holt"), ["Mira Solm", "Per Holt"]);
        assert_eq!(people("the Velm Agency"), Vec::<String>::new());
    }

    #[test]
    fn who_else_reported_is_a_credit() {
        assert!(is_credit("Additional reporting by the Velm Agency"));
        assert!(is_credit("(Reporting by Mira Solm in Turvik; Editing by Per Holt)"));
        assert!(is_credit("VA contributed to this report."));
        assert!(is_credit("Contributing: Ida Berg"));
        assert!(is_origin("This story was originally published by the Velm Herald."));
        assert!(asks_to_follow("Follow Mira Solm on Wall @mira."));
        assert!(!asks_to_follow("Follow the money, he said."));
        assert!(!is_credit("Reporting of such cases has doubled, the council said."));
    }
}
