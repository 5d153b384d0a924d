//! Names in a by-line, each apart, by the words of `byline-words.txt`.
//!
//! Cost: linear.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

#[derive(Default)]
struct Words {
    /// By their first two letters.
    leads: HashMap<[u8; 2], Vec<(&'static str, Lead)>>,
    nobody: HashSet<&'static str>,
    roles: HashSet<&'static str>,
    agencies: HashSet<&'static str>,
    small: HashSet<&'static str>,
}

/// What the opening of a by-line says of those it names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Lead {
    /// They wrote it.
    Author,
    Editor,
    Contributor,
    /// They did something else: looked it through, took the pictures.
    Other,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words::default();
    let mut section = "";
    let add = |words: &mut Words, line: &'static str, lead: Lead| {
        words.leads.entry(beginning(line)).or_default().push((line, lead));
    };
    let lines = include_str!("byline-words.txt").lines().map(str::trim);
    for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match section {
            _ if line.starts_with('[') => section = line,
            "[lead]" => add(&mut words, line, Lead::Author),
            "[editor]" => add(&mut words, line, Lead::Editor),
            "[contributor]" => add(&mut words, line, Lead::Contributor),
            "[other]" => add(&mut words, line, Lead::Other),
            "[nobody]" => drop(words.nobody.insert(line)),
            "[agency]" => drop(words.agencies.insert(line)),
            "[role]" => drop(words.roles.insert(line)),
            _ => drop(words.small.insert(line)),
        }
    }
    words.leads.values_mut().for_each(|leads| leads.sort_by_key(|(lead, _)| std::cmp::Reverse(lead.len())));
    words
});

/// What a line opens with, and the line without it. “By” alone, whose name stands in the next line, leaves nothing.
pub(crate) fn lead(line: &str) -> Option<(Lead, &str)> {
    let line = line.trim();
    WORDS.leads.get(&beginning(line))?.iter().find_map(|(lead, what)| {
        let opens = line.get(..lead.len()).is_some_and(|own| own.eq_ignore_ascii_case(lead));
        let rest = opens.then(|| &line[lead.len()..])?;
        let parted = rest.is_empty() || rest.starts_with(char::is_whitespace) || lead.ends_with(':');
        parted.then(|| (*what, rest.trim_start_matches([':', ' ', '\u{a0}']).trim()))
    })
}

/// The first two bytes of a line, in lower case.
fn beginning(line: &str) -> [u8; 2] {
    let byte = |at: usize| line.as_bytes().get(at).map_or(0, u8::to_ascii_lowercase);
    [byte(0), byte(1)]
}

/// A line without the words that open a by-line.
pub(crate) fn bare(line: &str) -> &str {
    lead(line).map_or(line.trim(), |(_, rest)| rest)
}

/// The names in “By Ana Pek, Tom Rudd and Lee Oh”. What is no name (an address, “Staff”) is left out.
pub(crate) fn split(line: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let marks = [';', '|', '•', '·', '⋅', '\n'];
    for part in bare(line).split(marks).flat_map(|part| part.split(" and ")).flat_map(|part| part.split(" & ")) {
        for (place, name) in part.split(',').enumerate() {
            let name = bare(name).trim_matches(|c: char| !c.is_alphanumeric() && c != '.' && c != ')');
            // “Ana Pek, director, Velm Lines”: behind an office stands whose it is.
            if place > 0 && has_role(name) {
                break;
            }
            let name = alone(name.strip_prefix("and ").unwrap_or(name));
            // “Ana Pek, MD”: letters after a name are no other name.
            let after = is_title(name) && !names.is_empty();
            if is_name(name) && !after && !names.iter().any(|own| own == name) {
                names.push(name.to_owned());
            }
        }
    }
    names
}

/// A name without what stands behind it: “Ana Pek @anapek”, “Ana Pek (Velm)”, “Ana Pek - Harbour Post”.
fn alone(name: &str) -> &str {
    let end = [" @", " (", " - ", " – ", " / "].iter().filter_map(|mark| name.find(mark)).min();
    let before = name[..end.unwrap_or(name.len())].trim_end();
    if before.contains(' ') { before } else { name }
}

/// Letters that stand after a name: “MD”, “PhD”, “Jr.”.
fn is_title(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let upper = word.chars().filter(|c| c.is_uppercase()).count();
    let one = !word.contains(char::is_whitespace);
    one && (letters <= 3 && word.ends_with('.') || letters <= 6 && upper >= 2 && upper * 2 >= letters)
}

/// A line without the name of a month at its end, which a date cut off before its number leaves behind.
pub(crate) fn without_month(line: &str) -> &str {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let line = line.trim_end_matches([',', ' ', '.', '|']);
    let (rest, last) = line.rsplit_once(' ').unwrap_or(("", line));
    let last = last.to_ascii_lowercase();
    let full = [
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "sept",
        "october",
        "november",
        "december",
    ];
    if MONTHS.contains(&last.as_str()) || full.contains(&last.as_str()) {
        rest.trim_end_matches([',', ' '])
    } else {
        line
    }
}

/// Whether this can be somebody's name: a few words, one of them with a capital, none an address.
pub(crate) fn is_name(name: &str) -> bool {
    let words = name.split_whitespace().count();
    (1..=5).contains(&words)
        && !has_role(name)
        && (3..=50).contains(&name.len())
        && !name.contains(['@', '/', ':', '_', '<', '{', '=', '?', '!'])
        && !name.chars().any(|c| c.is_ascii_digit())
        && name
            .chars()
            .next()
            .is_some_and(|c| c.is_alphabetic() && (c.is_uppercase() || !c.is_lowercase()) || words > 1)
        && !WORDS.nobody.contains(name.to_lowercase().as_str())
}

/// Whether words say what somebody is: “Senior Writer”.
pub(crate) fn has_role(words: &str) -> bool {
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    words.split_whitespace().any(|word| WORDS.roles.contains(bare(word).as_str()))
}

/// Whether a name is an agency's, or an institution's by its article: “The Harbour Council”.
pub(crate) fn is_agency(name: &str) -> bool {
    let lower = name.to_lowercase();
    WORDS.agencies.contains(lower.as_str()) || lower.starts_with("the ")
}

/// A person's name without the agency or outlet that stands behind it: “Ana Pek Associated Press”.
pub(crate) fn without_agency<'a>(name: &'a str, outlet: Option<&str>) -> &'a str {
    let key =
        |words: &str| words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let outlet = outlet.map(key).unwrap_or_default();
    for (at, _) in name.match_indices(' ') {
        let (before, behind) = (name[..at].trim_end_matches([' ', ',', '.', '/', '-']), name[at..].trim());
        let agency = WORDS.agencies.contains(behind.to_lowercase().as_str()) || key(behind) == outlet;
        if agency && looks_like_a_name(before) {
            return before;
        }
    }
    name
}

/// Whether words can sign a text though they have not the shape of a name: an account's name, an organisation's.
pub(crate) fn is_signature(line: &str) -> bool {
    let words = bare(line);
    let lower = words.to_lowercase();
    let account = lower.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '_' | '-' | '.'));
    (2..=60).contains(&words.len())
        && words.split_whitespace().count() <= 6
        && !words.contains(['@', '/', ':', '<', '{', '=', '?', '!'])
        && !lower.starts_with("www.")
        // “3 min read”, “2 days ago”.
        && !["read", "ago", "views", "comments"].iter().any(|word| lower.ends_with(word))
        && words.chars().any(char::is_alphabetic)
        && !WORDS.nobody.contains(lower.as_str())
        && !WORDS.nobody.contains(account)
}

/// Whether this looks like a person's name to whoever does not know that it is one: two to four words with capitals.
pub(crate) fn looks_like_a_name(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let capital = |word: &&str| word.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase());
    (2..=4).contains(&words.len())
        && is_name(name)
        && words.iter().all(|word| capital(word) || WORDS.small.contains(word))
        && words.iter().filter(|word| capital(word)).count() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: &[&str]) {
        assert_eq!(split(line), expected, "{line}");
    }

    #[test]
    fn each_name_of_a_byline_stands_apart() {
        check("By Ana Pek", &["Ana Pek"]);
        check("By Ana Pek, Tom Rudd and Lee Oh", &["Ana Pek", "Tom Rudd", "Lee Oh"]);
        check("By Ana Pek @anapek (Velm)", &["Ana Pek"]);
        check("Ana Pek, director, Velm Lines", &["Ana Pek"]);
        check("Velm (Coast) News", &["Velm (Coast) News"]);
        check("Ana Pek, MD, Tom Rudd", &["Ana Pek", "Tom Rudd"]);
        check("ANA PEK & TOM RUDD", &["ANA PEK", "TOM RUDD"]);
    }

    #[test]
    fn the_month_of_a_date_is_no_part_of_a_name() {
        assert_eq!(without_month("By Ana Pek October "), "By Ana Pek");
        assert_eq!(without_month("By Ana Pek"), "By Ana Pek");
    }

    #[test]
    fn what_is_no_name_is_left_out() {
        check("admin", &[]);
        check("https://harbourpost.example/people/ana", &[]);
        check("desk@harbourpost.example", &[]);
    }
}
