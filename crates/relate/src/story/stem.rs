//! The stem of a word: what its forms have in common, as far as their ends tell.
//!
//! Knows no word: “killed”, “kills” and “killing” are one, “went” and “go” are not. It only has to give the same answer everywhere, for
//! the table of rarities is made with it. Cost: a look at the last letters.

/// Shortens a word in small letters to its stem.
pub fn stem(word: &mut String) {
    if !word.is_ascii() {
        return;
    }
    if word.len() > 4 && word.ends_with("ies") {
        word.truncate(word.len() - 3);
        word.push('y');
    } else if word.len() > 4 && word.ends_with("sses") {
        word.truncate(word.len() - 2);
    } else if word.len() > 3 && word.ends_with('s') && !["ss", "us", "is"].iter().any(|end| word.ends_with(end)) {
        word.truncate(word.len() - 1);
    }
    for end in ["ing", "ed"] {
        let Some(rest) = word.strip_suffix(end) else { continue };
        if rest.len() >= 3 && rest.bytes().any(|byte| b"aeiouy".contains(&byte)) {
            word.truncate(rest.len());
            let bytes = word.as_bytes();
            let last = bytes[bytes.len() - 1];
            // “planned”, but “called”, “passed”, “buzzed”.
            if last == bytes[bytes.len() - 2] && !b"lsz".contains(&last) {
                word.pop();
            }
            break;
        }
    }
    if word.len() > 3 && word.ends_with('e') {
        word.pop();
    }
    if word.len() > 3 && word.ends_with('y') {
        word.pop();
        word.push('i');
    }
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for (forms, expected) in [
            ("kill kills killed killing", "kill"),
            ("plan plans planned planning", "plan"),
            ("city cities", "citi"),
            ("pass passes passed passing", "pass"),
            ("close closes closed closing", "clos"),
            ("virus", "virus"),
            ("king", "king"),
        ] {
            for form in forms.split(' ') {
                let mut word = form.to_string();
                stem(&mut word);
                assert_eq!(word, expected, "{form}");
            }
        }
    }
}
