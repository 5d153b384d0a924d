//! Names in a by-line, each apart.
//!
//! Cost: linear.

/// How by-lines open.
pub(crate) const LEADS: &[&str] =
    &["by ", "by: ", "written by ", "written by: ", "posted by ", "author: ", "words by ", "story by ", "article by "];

/// The names in “By Ana Pek, Tom Rudd and Lee Oh”. What is no name (an address, “Staff”) is left out.
pub(crate) fn split(line: &str) -> Vec<String> {
    let line = line.trim();
    let bare = strip_by(line);
    let mut names = Vec::new();
    for part in
        bare.split([';', '|', '•', '·', '\n']).flat_map(|part| part.split(" and ")).flat_map(|part| part.split(" & "))
    {
        for name in part.split(',') {
            let name = strip_by(name.trim()).trim_matches(|c: char| !c.is_alphanumeric() && c != '.' && c != ')');
            if is_name(name) && !names.iter().any(|own| own == name) {
                names.push(name.to_owned());
            }
        }
    }
    names
}

fn strip_by(line: &str) -> &str {
    for lead in LEADS {
        if line.get(..lead.len()).is_some_and(|own| own.eq_ignore_ascii_case(lead)) {
            return line[lead.len()..].trim();
        }
    }
    line
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
    let no_name =
        ["admin", "administrator", "staff", "editor", "author", "guest", "unknown", "null", "none", "anonymous"];
    let roles = [
        "editor",
        "reporter",
        "correspondent",
        "writer",
        "columnist",
        "contributor",
        "producer",
        "analyst",
        "bureau",
        "chief",
    ];
    let has_role = name.split_whitespace().any(|word| roles.iter().any(|role| word.eq_ignore_ascii_case(role)));
    (1..=5).contains(&words)
        && !has_role
        && (3..=50).contains(&name.len())
        && !name.contains(['@', '/', ':', '_', '<', '{'])
        && !name.chars().any(|c| c.is_ascii_digit())
        && name
            .chars()
            .next()
            .is_some_and(|c| c.is_alphabetic() && (c.is_uppercase() || !c.is_lowercase()) || words > 1)
        && !no_name.contains(&name.to_lowercase().as_str())
}

/// Whether this looks like a person's name to whoever does not know that it is one: two to four words with capitals.
pub(crate) fn looks_like_a_name(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let small = [
        "de", "da", "di", "del", "della", "der", "den", "van", "von", "la", "le", "al", "el", "bin", "ibn", "of",
        "dos", "du",
    ];
    let capital = |word: &&str| word.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase());
    (2..=4).contains(&words.len())
        && words.iter().all(|word| capital(word) || small.contains(word))
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
