//! Words of a treebank set as print sets them: “Come in , ” said he . → “Come in,” said he.
//!
//! Lines are sentences. What they were in is not kept, so a paragraph begins where a sentence opens with a mark and no quotation is open.
//! Invariant: every word has its place, in order. Cost: linear in the words.

use std::ops::Range;

/// A text, and where each word of its lines is in it.
pub fn set(lines: &[Vec<&str>]) -> (String, Vec<Range<usize>>) {
    let (mut text, mut places) = (String::new(), Vec::new());
    // Straight marks open and close in turn.
    let mut open = false;
    let mut opened = false;
    for line in lines {
        for (at, word) in line.iter().enumerate() {
            let opens = match *word {
                "\"" => !open,
                _ => matches!(*word, "“" | "‘" | "``"),
            };
            let closes = !opens && matches!(*word, "\"" | "”" | "''");
            if at == 0 && opens && !open && !text.is_empty() {
                text.push_str("\n\n");
            } else if !text.is_empty() && !opened && !closes && !is_behind(word) {
                text.push(' ');
            }
            let start = text.len();
            text.push_str(word);
            places.push(start..text.len());
            opened = opens || matches!(*word, "(" | "[");
            open = (open || opens && *word != "‘") && !closes;
        }
    }
    (text, places)
}

/// What stands right behind the word before it.
fn is_behind(word: &str) -> bool {
    matches!(word, "," | "." | ";" | ":" | "!" | "?" | ")" | "]" | "’" | "n't" | "n’t" | "..." | "…")
        || word
            .strip_prefix(['\'', '’'])
            .is_some_and(|rest| matches!(rest.to_lowercase().as_str(), "s" | "ll" | "re" | "ve" | "d" | "m" | "t"))
}

#[cfg(test)]
mod tests {
    use super::set;

    fn check(lines: &[&str], expected: &str) {
        let lines: Vec<Vec<&str>> = lines.iter().map(|line| line.split(' ').collect()).collect();
        let (text, places) = set(&lines);
        assert_eq!(text, expected);
        let words: Vec<&str> = places.into_iter().map(|place| &text[place]).collect();
        assert_eq!(words, lines.concat());
    }

    #[test]
    fn marks_stand_beside_what_they_enclose() {
        check(&["“ Come in , ” said Ana Holm ’s aunt ."], "“Come in,” said Ana Holm’s aunt.");
        check(&["He said , \" No . \""], "He said, \"No.\"");
    }

    #[test]
    fn a_sentence_that_opens_a_quotation_opens_a_paragraph() {
        check(
            &["Lund rose .", "“ No , ” he said .", "“ Not now .", "It is late . ”"],
            "Lund rose.\n\n“No,” he said.\n\n“Not now. It is late.”",
        );
    }
}
