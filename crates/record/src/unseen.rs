//! Characters that nobody sees: controls, blanks of no width, marks that turn the direction of writing.
//!
//! A mark that turns text round makes a quotation read as another, so every output leaves them out or shows that they were there. The
//! joiners of Arabic and Indic scripts (U+200C, U+200D) and the soft hyphen belong to the words. Source: Unicode 16, UAX #9, bidi class
//! and general category Cc and Cf.

/// Whether nobody sees it. Ends of lines and tabs are seen.
pub fn is_unseen(c: char) -> bool {
    let is_blank = matches!(c, '\n' | '\t' | '\r');
    let turns = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let has_no_width = matches!(c, '\u{200b}' | '\u{2060}'..='\u{2065}' | '\u{feff}');
    turns || has_no_width || (c.is_control() && !is_blank)
}

#[cfg(test)]
mod tests {
    use super::is_unseen;

    #[test]
    fn what_turns_words_round_is_unseen_and_what_joins_them_is_not() {
        let check = |text: &str, expected: &str| {
            assert_eq!(text.chars().filter(|c| !is_unseen(*c)).collect::<String>(), expected);
        };
        check("Vell \u{202e}denied\u{202c} it\u{7}", "Vell denied it");
        check("\u{feff}a\u{200b}b\tc\n", "ab\tc\n");
        check("می\u{200c}خواهم", "می\u{200c}خواهم");
    }
}
