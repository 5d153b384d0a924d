//! Quotations: which words stand between quotation marks.
//!
//! Invariant: in order, disjoint, each within one paragraph. A mark that faces both ways ("), and one that stays open,
//! is settled within its paragraph; an unclosed quotation counts only where the next paragraph opens with a mark or
//! where
//! it opens its own paragraph. Cost: one pass over the tokens.

use crate::token::{Sort, Token};
use std::ops::Range;

/// A quotation: its tokens with the marks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Quote {
    pub tokens: Range<usize>,
    /// It has no closing mark, and the next paragraph goes on.
    pub continues: bool,
}

impl Quote {
    /// The words between the marks.
    pub fn inside(&self) -> Range<usize> {
        self.tokens.start + 1..self.tokens.end - usize::from(!self.continues)
    }
}

/// Finds the quotations of all paragraphs.
pub(crate) fn find(text: &str, tokens: &[Token], paragraphs: &[Range<usize>]) -> Vec<Quote> {
    let mut found = Vec::new();
    for (number, paragraph) in paragraphs.iter().enumerate() {
        let mut open: Option<usize> = None;
        for index in paragraph.clone() {
            let token = &tokens[index];
            if !matches!(token.sort, Sort::Quote | Sort::SingleQuote) {
                continue;
            }
            let mark = &text[token.range()];
            match open {
                None if opens(text, token, mark) => open = Some(index),
                Some(start) if pairs(&text[tokens[start].range()], mark) && closes(text, token, mark) => {
                    if index > start + 1 {
                        found.push(Quote { tokens: start..index + 1, continues: false });
                    }
                    open = None;
                }
                // A closing mark that faces the wrong way: “Why?“ he asked.
                Some(start) if mark == "“" && text[tokens[start].range()] == *"“" && ends_words(text, token) => {
                    if index > start + 1 {
                        found.push(Quote { tokens: start..index + 1, continues: false });
                    }
                    open = None;
                }
                // A second opening mark without a closing one: the first was stray.
                Some(_) if mark == "“" => open = Some(index),
                _ => {}
            }
        }
        if let Some(start) = open
            && text[tokens[start].range()] != *"‘"
        {
            let goes_on = paragraphs.get(number + 1).is_some_and(|next| {
                let first = &tokens[next.start];
                first.sort == Sort::Quote && opens(text, first, &text[first.range()])
            });
            if goes_on && paragraph.end > start + 1 {
                found.push(Quote { tokens: start..paragraph.end, continues: true });
            }
        }
    }
    found
}

fn opens(text: &str, token: &Token, mark: &str) -> bool {
    match mark {
        "“" | "„" | "«" | "``" | "```" => true,
        // Some systems turn every mark to “”: one before a word and after a space opens.
        "”" | "\"" | "''" | "'''" | "‘" => {
            let before = text[..token.start as usize].chars().next_back();
            let after = text[token.end as usize..].chars().next();
            before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '-' | '‘' | '\''))
                && after.is_some_and(|c| !c.is_whitespace() && (mark != "”" || c.is_alphanumeric()))
        }
        _ => false,
    }
}

fn ends_words(text: &str, token: &Token) -> bool {
    let before = text[..token.start as usize].chars().next_back();
    let after = text[token.end as usize..].chars().next();
    before.is_some_and(|c| !c.is_whitespace()) && after.is_none_or(char::is_whitespace)
}

fn closes(text: &str, token: &Token, mark: &str) -> bool {
    match mark {
        "’" => !text[token.end as usize..].starts_with(char::is_alphanumeric),
        _ => true,
    }
}

fn pairs(open: &str, close: &str) -> bool {
    match open {
        "“" => matches!(close, "”" | "\""),
        "”" => close == "”",
        "„" => matches!(close, "“" | "”"),
        "«" => close == "»",
        "``" | "```" | "''" | "'''" => matches!(close, "''" | "'''"),
        "‘" => close == "’",
        "\"" => matches!(close, "\"" | "”"),
        _ => close == open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_lexicon::Lexicon;

    fn check(text: &str, expected: &str) {
        let mut tokens = Vec::new();
        crate::token::cut(text, Lexicon::embedded(), &mut tokens);
        let mut words = Vec::new();
        crate::language::cut(text, Lexicon::embedded(), &mut words);
        let paragraphs = crate::sentence::in_tokens(&tokens, &words, &crate::language::paragraphs(text, &words));
        let found = find(text, &tokens, &paragraphs);
        let words: Vec<&str> = found
            .iter()
            .map(|q| &text[tokens[q.inside().start].start as usize..tokens[q.inside().end - 1].end as usize])
            .collect();
        assert_eq!(words.join("|"), expected);
    }

    #[test]
    fn curly_straight_and_doubled_marks_pair() {
        check("“One,” she said. \"Two,\" he said. ''Three.''", "One,|Two,|Three.");
    }

    #[test]
    fn a_quotation_goes_on_where_the_next_paragraph_opens_with_a_mark() {
        check("“One.\n\n“Two,” she said.", "One.|Two,");
        check("He is 6'2\" tall.\n\nThe end.", "");
    }

    #[test]
    fn single_curly_marks_pair_and_apostrophes_do_not() {
        check("‘We will not go,’ said Vell. The workers’ union agreed.", "We will not go,");
    }
}
