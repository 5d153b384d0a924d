//! Names as they are shown: white space collapsed, capitals in ordinary case.
//!
//! Invariant: the same letters in the same order. Cost: a copy.

/// A name for showing: white space collapsed; one printed all in capitals in ordinary case.
pub(crate) fn display(written: &str) -> String {
    let words: Vec<&str> = written.split_whitespace().collect();
    let number = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit());
    let capitals = words.len() > 1
        && !words.iter().any(number)
        && (!written.contains('.') || words.last().is_some_and(|last| last.len() > 4 && !last.contains('.')))
        && words.iter().all(|word| word.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase));
    if !capitals {
        return words.join(" ");
    }
    in_ordinary_case(written)
}

/// A name printed in capitals, in ordinary case.
pub(crate) fn in_ordinary_case(written: &str) -> String {
    let word = |word: &str| if word.contains('.') { word.to_owned() } else { ordinary(word) };
    written.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}

fn ordinary(word: &str) -> String {
    let mut initial = true;
    let mut out = String::new();
    for char in word.chars() {
        if initial {
            out.push(char)
        } else {
            out.extend(char.to_lowercase())
        }
        initial = !char.is_alphabetic() || out == "Mc";
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_capitals_are_shown_in_ordinary_case() {
        assert_eq!(display("ANA  O’DELL-RUIZ"), "Ana O’Dell-Ruiz");
        assert_eq!(display("TOM MCVEY"), "Tom McVey");
        assert_eq!(display("A.J. VELLER"), "A.J. Veller");
        assert_eq!(display("OPEC"), "OPEC");
        assert_eq!(display("RO 2"), "RO 2");
    }
}
