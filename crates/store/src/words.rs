//! Words as they are looked up: cut as FTS5 cuts them, small, and with the letters made plain that it leaves as they are.
//!
//! Invariant: what is stored and what is asked for go through the same function. Cost: linear in the text.

/// Letters that Unicode does not take apart, so that `remove_diacritics` leaves them.
const WHOLE: &[(char, &str)] = &[
    ('ł', "l"),
    ('ø', "o"),
    ('đ', "d"),
    ('ð', "d"),
    ('þ', "th"),
    ('æ', "ae"),
    ('œ', "oe"),
    ('ß', "ss"),
    ('ı', "i"),
    ('ħ', "h"),
    ('ŧ', "t"),
    ('ə', "e"),
];

/// What stands before a name or a description and says nothing.
const ARTICLES: &[&str] = &["the", "a", "an"];

/// The words of `text`, small and plain, without articles (unless there is nothing else).
pub(crate) fn plain(text: &str) -> Vec<String> {
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(letters).collect();
    let telling: Vec<String> = words.iter().filter(|word| !ARTICLES.contains(&word.as_str())).cloned().collect();
    if telling.is_empty() { words } else { telling }
}

fn letters(word: &str) -> String {
    let mut plain = String::with_capacity(word.len());
    for c in word.chars().flat_map(char::to_lowercase) {
        match WHOLE.iter().find(|(own, _)| *own == c) {
            Some((_, letters)) => plain.push_str(letters),
            None => plain.push(c),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(plain(text).join(" "), expected);
    }

    #[test]
    fn letters_that_do_not_come_apart_are_made_plain() {
        check("Łukasz Ørsted-Strauß", "lukasz orsted strauss");
    }

    #[test]
    fn an_article_is_no_word_to_look_for_unless_it_is_all() {
        check("The ministry of a port", "ministry of port");
        check("The", "the");
    }
}
