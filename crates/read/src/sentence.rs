//! Paragraphs and sentences.
//!
//! Invariant: in order, disjoint, each within one paragraph, each with a word or number in it. A blank line always
//! breaks; a single line break does where the text is not wrapped by width. Cost: one pass over the tokens.

use crate::token::{Shape, Sort, Token};
use dateline_lexicon::Classes;
use std::ops::Range;

/// Token ranges of the paragraphs of `text`.
pub(crate) fn paragraphs(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let wrapped = is_wrapped(text);
    let mut found = Vec::new();
    let mut start = 0;
    for index in 1..tokens.len() {
        let gap = &text[tokens[index - 1].end as usize..tokens[index].start as usize];
        let breaks = gap.bytes().filter(|byte| *byte == b'\n').count();
        if breaks >= 2 || (breaks == 1 && (!wrapped || ends_paragraph(text, &tokens[index - 1], &tokens[index]))) {
            found.push(start..index);
            start = index;
        }
    }
    if start < tokens.len() {
        found.push(start..tokens.len());
    }
    found
}

/// Whether lines were broken by width: of the single line breaks, many stand before a small letter.
fn is_wrapped(text: &str) -> bool {
    let (mut single, mut before_small) = (0, 0);
    let bytes = text.as_bytes();
    for at in memchr::memchr_iter(b'\n', bytes) {
        let (Some(before), Some(after)) = (at.checked_sub(1).map(|i| bytes[i]), bytes.get(at + 1)) else { continue };
        if before != b'\n' && *after != b'\n' {
            single += 1;
            before_small += usize::from(after.is_ascii_lowercase());
        }
    }
    before_small * 4 > single
}

/// In wrapped text, a line that ends early or ends a sentence before a capital ends its paragraph.
fn ends_paragraph(text: &str, last: &Token, next: &Token) -> bool {
    let line_start = text[..last.start as usize].rfind('\n').map_or(0, |at| at + 1);
    let short = text[line_start..last.end as usize].chars().count() < 45;
    short && (next.shape != Shape::Lower || next.sort != Sort::Word)
}

/// Token ranges of the sentences of all paragraphs.
pub(crate) fn split(tokens: &[Token], paragraphs: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for paragraph in paragraphs {
        split_one(tokens, paragraph.clone(), &mut found);
    }
    found
}

fn split_one(tokens: &[Token], paragraph: Range<usize>, found: &mut Vec<Range<usize>>) {
    let mut start = paragraph.start;
    let mut index = paragraph.start;
    while index < paragraph.end {
        let token = &tokens[index];
        index += 1;
        if token.sort == Sort::Stop {
            while index < paragraph.end && closes(tokens, index) {
                index += 1;
            }
        }
        let ends = match token.sort {
            Sort::Stop => begins(tokens, index, paragraph.end),
            Sort::Word => abbreviation_ends(tokens, index, paragraph.end),
            Sort::Bullet => {
                // A bullet opens the next item.
                if index - 1 > start {
                    push(tokens, start..index - 1, found);
                    start = index - 1;
                }
                false
            }
            _ => false,
        };
        if ends {
            push(tokens, start..index, found);
            start = index;
        }
    }
    push(tokens, start..paragraph.end, found);
}

fn push(tokens: &[Token], range: Range<usize>, found: &mut Vec<Range<usize>>) {
    if tokens[range.clone()].iter().any(|token| matches!(token.sort, Sort::Word | Sort::Number)) {
        found.push(range);
    }
}

/// Marks that close with the sentence that ends before them: they touch it.
fn closes(tokens: &[Token], index: usize) -> bool {
    let touches = tokens[index].start == tokens[index - 1].end;
    match tokens[index].sort {
        Sort::Quote | Sort::SingleQuote | Sort::CloseBracket | Sort::Stop => touches,
        _ => false,
    }
}

/// Whether what follows at `index` can begin a sentence.
fn begins(tokens: &[Token], index: usize, end: usize) -> bool {
    if index >= end {
        return true;
    }
    let spaced = tokens[index].start > tokens[index - 1].end;
    match tokens[index].sort {
        Sort::Word => tokens[index].shape != Shape::Lower,
        Sort::Number
        | Sort::Quote
        | Sort::SingleQuote
        | Sort::OpenBracket
        | Sort::Bullet
        | Sort::Dash
        | Sort::Other => {
            let next =
                tokens[index + 1..end].iter().take(8).find(|token| matches!(token.sort, Sort::Word | Sort::Number));
            spaced
                && next.is_none_or(|token| {
                    token.shape != Shape::Lower || tokens[index].sort == Sort::Number || token.sort == Sort::Number
                })
        }
        _ => false,
    }
}

/// Whether the abbreviation before `index` (“U.S.”, “p.m.”) also ends its sentence: a word that opens sentences
/// follows.
fn abbreviation_ends(tokens: &[Token], index: usize, end: usize) -> bool {
    let word = &tokens[index - 1];
    if !word.word.classes.any(Classes::ABBREVIATION_FINAL) || index >= end {
        return false;
    }
    let next = &tokens[index];
    let opener =
        Classes::DETERMINER | Classes::PRONOUN | Classes::SUBORDINATOR | Classes::COORDINATOR | Classes::PREPOSITION;
    next.shape == Shape::Capital && next.sort == Sort::Word && next.start > word.end && next.word.classes.any(opener)
        || next.sort == Sort::Quote && next.start > word.end
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_lexicon::Lexicon;

    fn check(text: &str, expected: &str) {
        let mut tokens = Vec::new();
        crate::token::cut(text, Lexicon::embedded(), &mut tokens);
        let found = split(&tokens, &paragraphs(text, &tokens));
        let words =
            |range: &Range<usize>| &text[tokens[range.start].start as usize..tokens[range.end - 1].end as usize];
        assert_eq!(found.iter().map(words).collect::<Vec<_>>().join("|"), expected);
    }

    #[test]
    fn abbreviations_and_initials_end_no_sentence() {
        check("Mr. T. Oller met Gen. Ruiz on Jan. 5. They left.", "Mr. T. Oller met Gen. Ruiz on Jan. 5.|They left.");
        check("He leads the U.S. The vote is close.", "He leads the U.S.|The vote is close.");
        check("He leads the U.S. Senate at 5 p.m. today.", "He leads the U.S. Senate at 5 p.m. today.");
    }

    #[test]
    fn a_closing_quotation_mark_stays_with_its_sentence() {
        check("“It rains. It pours.” She left.", "“It rains.|It pours.”|She left.");
        check("\"Why?\" he asked. \"No.\"", "\"Why?\" he asked.|\"No.\"");
    }

    #[test]
    fn a_blank_line_always_breaks_and_a_single_one_where_text_is_not_wrapped() {
        check("Port Reopens\n\nShips came\nCrews left", "Port Reopens|Ships came|Crews left");
        check(
            "The port of Oller was closed by\nthe storm and the crews\nwere sent home.",
            "The port of Oller was closed by\nthe storm and the crews\nwere sent home.",
        );
    }

    #[test]
    fn decimals_and_ellipses_end_no_sentence() {
        check("It fell 4.5 percent ... and rose again.", "It fell 4.5 percent ... and rose again.");
    }
}
