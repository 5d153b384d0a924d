//! Names in by-lines and credits: “By A and B”, “With help from …”, names glued together.
//!
//! Invariant: every name found is a slice of the line it was found in. A line of which the first piece is no name is no
//! by-line: a missing author is better than a wrong one.

use dateline_record::ByRole;

/// Openings of a by-line, in lower case.
const OPENINGS: &[(&str, ByRole)] = &[
    ("by: ", ByRole::Author),
    ("by ", ByRole::Author),
    ("written by ", ByRole::Author),
    ("written by: ", ByRole::Author),
    ("words by ", ByRole::Author),
    ("story by ", ByRole::Author),
    ("report by ", ByRole::Author),
    ("reported by ", ByRole::Author),
    ("author: ", ByRole::Author),
    ("writing by ", ByRole::Author),
    ("text by ", ByRole::Author),
    ("interview by ", ByRole::Author),
    ("analysis by ", ByRole::Author),
    ("review by ", ByRole::Author),
    ("editor: ", ByRole::Editor),
    ("editors: ", ByRole::Editor),
    ("translated by ", ByRole::Contributor),
    ("translation by ", ByRole::Contributor),
    ("translated from ", ByRole::Contributor),
    ("photographs by ", ByRole::Contributor),
    ("photography by ", ByRole::Contributor),
    ("photos by ", ByRole::Contributor),
    ("with files from ", ByRole::Contributor),
    ("with additional reporting by ", ByRole::Contributor),
    ("with additional reporting from ", ByRole::Contributor),
    ("with reporting from ", ByRole::Contributor),
    ("with contributions by ", ByRole::Contributor),
    ("edited by: ", ByRole::Editor),
    ("edited by ", ByRole::Editor),
    ("editing by ", ByRole::Editor),
    ("with help from ", ByRole::Contributor),
    ("with assistance from ", ByRole::Contributor),
    ("with reporting by ", ByRole::Contributor),
    ("with contributions from ", ByRole::Contributor),
    ("additional reporting by ", ByRole::Contributor),
    ("additional reporting from ", ByRole::Contributor),
    ("reporting was contributed by ", ByRole::Contributor),
    ("reporting by ", ByRole::Contributor),
    ("research was contributed by ", ByRole::Contributor),
];
/// What follows the names in “A and B contributed reporting.”
const CONTRIBUTED: &[&str] = &[
    " contributed reporting",
    " contributed to this report",
    " contributed to this article",
    " contributed to this story",
    " contributed research",
    " reported from ",
    " contributed from ",
];
/// Small words of names.
const PARTICLES: &[&str] = &[
    "de", "da", "do", "dos", "das", "del", "della", "di", "du", "la", "le", "van", "von", "der", "den", "ten", "ter",
    "bin", "bint", "ibn", "al", "el", "abu", "y", "e", "zu", "af", "av", "st", "o", "ul", "ur",
];
/// Words with a capital that no name ends in: what follows a name in a by-line.
const ROLES: &[&str] = &[
    "staff",
    "editor",
    "editors",
    "reporter",
    "reporters",
    "writer",
    "correspondent",
    "news",
    "press",
    "times",
    "post",
    "desk",
    "agency",
    "agencies",
    "bureau",
    "reuters",
    "columnist",
    "producer",
    "service",
    "today",
    "media",
    "daily",
    "online",
    "magazine",
    "journal",
    "contributor",
    "newsletter",
    "team",
    "chief",
];

/// One name, a slice of its line, with what its bearer did.
pub(super) type Name<'a> = (&'a str, ByRole);

/// The names of a line that is a by-line or a line of contributors; empty where it is neither.
pub(super) fn in_credit(line: &str) -> Vec<Name<'_>> {
    if line.len() > 1200 {
        return Vec::new();
    }
    // “(Reporting by Mira Solm; Editing by Per Holt)”
    let line = line.trim_start_matches(['(', '[', '*', '—', '–', ' ']).trim_end_matches([')', ']', '*', ' ']);
    let lower = line.to_ascii_lowercase();
    let clauses = clauses(&lower);
    if clauses.first().is_some_and(|clause| clause.start == 0) {
        // “By the time the boats came in, …” and “By Monday night” open sentences.
        let author = clauses[0].role == ByRole::Author && clauses.len() == 1;
        if author && (line.split_whitespace().count() > 24 || super::shape::ends_sentence(line)) {
            return Vec::new();
        }
        let ends = clauses.iter().skip(1).map(|clause| clause.start).chain([line.len()]);
        let mut names = Vec::new();
        for (clause, end) in clauses.iter().zip(ends) {
            let found = listed(line[clause.names..end].trim_end_matches([' ', ';', '.', ',']), clause.role);
            if found.is_empty() && names.is_empty() {
                return Vec::new();
            }
            names.extend(found);
        }
        return names;
    }
    for phrase in CONTRIBUTED {
        if let Some(at) = lower.find(phrase)
            && line[..at].split_whitespace().count() <= 16
        {
            return listed(&line[..at], ByRole::Contributor);
        }
    }
    Vec::new()
}

/// A role and its names within a line: where the words begin that say it, and where the names do.
struct Clause {
    start: usize,
    names: usize,
    role: ByRole,
}

/// The clauses of a line, given in lower case: at its start, and after a semicolon, comma or full stop.
fn clauses(lower: &str) -> Vec<Clause> {
    let mut clauses = Vec::new();
    let mut at = 0;
    loop {
        let rest = &lower[at..];
        // “By” alone opens a line and nothing else.
        let opens = |(opening, _): &&(&str, ByRole)| rest.starts_with(opening) && (at == 0 || opening.len() > 4);
        if let Some((opening, role)) = OPENINGS.iter().find(opens) {
            clauses.push(Clause { start: at, names: at + opening.len(), role: *role });
        } else if at == 0 {
            return clauses;
        }
        let Some(cut) = rest.find([';', ',', '.']) else { return clauses };
        at += cut + 1;
        at += lower[at..].len() - lower[at..].trim_start().len();
        at += lower[at..].strip_prefix("and ").map_or(0, |_| "and ".len());
    }
}

/// Names of a list: “A, B and C”, “A from X; B from Y”. Empty where its first piece is no name.
pub(super) fn listed(list: &str, role: ByRole) -> Vec<Name<'_>> {
    let list = list.split(" | ").next().unwrap_or(list);
    let mut names = Vec::new();
    let separator = if list.contains(';') { [";", "; and ", ";"] } else { [",", " and ", " & "] };
    let mut rest = list;
    while !rest.is_empty() {
        let cut = separator.iter().filter_map(|s| rest.find(s).map(|at| (at, at + s.len()))).min();
        let (piece, after) = cut.map_or((rest, ""), |(at, past)| (&rest[..at], &rest[past..]));
        rest = after;
        let piece = piece.trim().trim_end_matches('.');
        let piece = piece.strip_prefix("and ").unwrap_or(piece);
        if piece.is_empty() {
            continue;
        }
        let name = before_place(piece);
        // “A and B from X” within a list parted by semicolons.
        match name.split_once(" and ") {
            Some((one, two)) if is_name(one) && is_name(two) => names.extend([(one, role), (two, role)]),
            _ if is_name(name) => names.extend(apart(name).into_iter().map(|name| (name, role))),
            _ if names.is_empty() => return Vec::new(),
            _ => {}
        }
    }
    names
}

/// The names of a line that holds names and nothing else: “A and B”; two at least.
pub(super) fn all(line: &str) -> Vec<Name<'_>> {
    let names = listed(line, ByRole::Author);
    let held: usize = names.iter().map(|(name, _)| name.split_whitespace().count()).sum();
    let joints = line.split_whitespace().filter(|word| matches!(*word, "and" | "&")).count();
    if names.len() >= 2 && held + joints == line.split_whitespace().count() { names } else { Vec::new() }
}

/// “A from Oslo”, “A in Oslo”, “A for the Harbour Daily”: the name alone.
fn before_place(piece: &str) -> &str {
    let cut = [" from ", " in ", " for ", " at ", " of ", " reporting", " on ", " (", " - ", " – ", " — "]
        .iter()
        .filter_map(|word| piece.find(word))
        .min()
        .unwrap_or(piece.len());
    piece[..cut].trim()
}

/// Whether a piece can be somebody's name: two to five words, each with a capital, no digits.
pub(crate) fn is_name(piece: &str) -> bool {
    let words: Vec<&str> = piece.split_whitespace().take(7).collect();
    let proper = |word: &&&str| {
        let bare = word.trim_start_matches(['‘', '\'', '"', '“']);
        bare.starts_with(char::is_uppercase)
    };
    let small = |word: &str| PARTICLES.contains(&word.trim_end_matches(['-', '’', '\'']).to_lowercase().as_str());
    (2..=6).contains(&words.len())
        && words.iter().filter(proper).count() >= 2
        && proper(&&words[0])
        && words.iter().all(|word| proper(&word) || small(word) || word.starts_with("al-") || word.starts_with("el-"))
        && piece.chars().all(|c| c.is_alphabetic() || " .-’'‘“”\"·\u{a0}".contains(c) || is_mark(c))
        && !words.iter().any(|word| ROLES.contains(&word.trim_matches('.').to_lowercase().as_str()))
        && !words.iter().any(|word| word.ends_with("’s") || word.ends_with("'s"))
        && !words.iter().any(|word| matches!(*word, "The" | "This" | "That" | "When" | "How" | "Why" | "What"))
}

fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// Names glued together where markup was dropped: “Mira SolmIda Berg and Per Holt”, “Mira Solmand Ida Berg”. Two names at
/// least, and a sign of glue.
pub(super) fn glued(line: &str) -> Vec<Name<'_>> {
    if line.split_whitespace().take(25).count() > 24 || super::shape::ends_sentence(line) {
        return Vec::new();
    }
    let names = listed(line, ByRole::Author);
    let parts = 1 + line.matches(',').count() + line.matches(" and ").count() + line.matches(" & ").count();
    let held: usize = names.iter().map(|(name, _)| name.split_whitespace().count()).sum();
    // All of the line is names, but for joints.
    let whole = held + line.matches(" and ").count() + line.matches(" & ").count() + names.len()
        >= line.split_whitespace().count();
    if names.len() > parts && whole { names } else { Vec::new() }
}

/// What short openings of surnames end in: “McAdam”, “DeWitt”, “FitzRoy” hold a capital and are one word.
const PREFIXES: &[&str] = &["Fitz", "Mac", "Saint", "Abdel", "Abdul"];
/// Names that end as a name and its “and” would.
const IN_AND: &[&str] = &[
    "Roland",
    "Ferdinand",
    "Bertrand",
    "Armand",
    "Rand",
    "Brand",
    "Hildebrand",
    "Cleveland",
    "Copeland",
    "Kirkland",
    "Durand",
    "Strand",
    "Holland",
    "Legrand",
    "Wieland",
    "Leland",
    "Garland",
    "Rowland",
    "Ireland",
    "Sutherland",
    "Strickland",
    "Moreland",
    "McClelland",
    "Sunderland",
    "Bland",
    "Land",
    "Sand",
    "Hand",
    "Anand",
    "Vivekanand",
    "Gurmand",
    "Normand",
    "Constand",
    "Hammarstrand",
    "Borland",
    "Toland",
    "Marchand",
    "Gand",
    "Poland",
    "Noland",
    "Overland",
    "Westerland",
];

/// The names that one piece holds: more than one where they are glued together, and each by itself is a name.
fn apart(piece: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut from = 0;
    let mut before = ' ';
    for (at, c) in piece.char_indices() {
        let word = piece[..at].rsplit(char::is_whitespace).next().unwrap_or_default();
        // “McAdam”, “DeWitt”, “LaRue”: a short opening of a surname is not where a name ends.
        if before.is_lowercase() && c.is_uppercase() && word.len() > 3 && !PREFIXES.contains(&word) {
            parts.push(&piece[from..at]);
            from = at;
        }
        // “Solmand Ida”: what stands before the “and” is the end of a name.
        if c == ' ' && word.len() > 5 && word.ends_with("and") && !IN_AND.contains(&word) {
            parts.push(&piece[from..at - 3]);
            from = at + 1;
        }
        before = c;
    }
    parts.push(&piece[from..]);
    if parts.iter().all(|part| is_name(part)) { parts } else { vec![piece] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: &str) {
        let names = in_credit(line);
        let names = if names.is_empty() { glued(line) } else { names };
        let found: Vec<String> = names.iter().map(|(name, role)| format!("{name} ({role:?})")).collect();
        assert_eq!(found.join(", "), expected);
    }

    #[test]
    fn names_of_a_byline_stand_apart() {
        check("By Mira Solm and Per van Holt", "Mira Solm (Author), Per van Holt (Author)");
        check(
            "By Mira Solm, Ida Berg and Per Holt in Oslo",
            "Mira Solm (Author), Ida Berg (Author), Per Holt (Author)",
        );
        check("By Mira Solm | Harbour Daily", "Mira Solm (Author)");
        check("By Mira Solm, Staff Writer", "Mira Solm (Author)");
    }

    #[test]
    fn a_sentence_that_opens_with_by_is_no_byline() {
        check("By Monday night the boats were back.", "");
        check("By the time the boats came back", "");
    }

    #[test]
    fn contributors_are_found_with_their_places_left_off() {
        check("With help from Ida Berg", "Ida Berg (Contributor)");
        check("Ida Berg contributed reporting from Oslo.", "Ida Berg (Contributor)");
        check(
            "Reporting was contributed by Ida Berg from Oslo; Per Holt from Bergen, Norway; and Jo Ek from Turku.",
            "Ida Berg (Contributor), Per Holt (Contributor), Jo Ek (Contributor)",
        );
    }

    #[test]
    fn a_wire_credit_names_each_by_role() {
        check(
            "(Reporting by Mira Solm in Oslo and Jo Ek; Additional reporting by Ida Berg; Editing by Per Holt)",
            "Mira Solm (Contributor), Jo Ek (Contributor), Ida Berg (Contributor), Per Holt (Editor)",
        );
        check("Writing by Mira Solm, editing by Per Holt", "Mira Solm (Author), Per Holt (Editor)");
        check("Translated by Ida Berg. Photographs by Jo Ek.", "Ida Berg (Contributor), Jo Ek (Contributor)");
    }

    #[test]
    fn glued_names_come_apart() {
        check("Mira SolmIda Berg and Per Holt", "Mira Solm (Author), Ida Berg (Author), Per Holt (Author)");
        check("Sean McAdam", "");
        check("Mira Solmand Ida Berg", "Mira Solm (Author), Ida Berg (Author)");
        check("By Mira SolmIda Berg", "Mira Solm (Author), Ida Berg (Author)");
        check("By Mira Solm, Ida Bergand Per Holt", "Mira Solm (Author), Ida Berg (Author), Per Holt (Author)");
        check("By Roland Ferdinand Berg", "Roland Ferdinand Berg (Author)");
        check("Mira Solm", "");
        check("Harbour Council and Ferry Owner Meet", "");
    }
}
