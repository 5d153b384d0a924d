//! Paragraphs and sentences.
//!
//! Invariant: in order, disjoint, each within one paragraph, none without a letter or digit. A blank line always breaks; a
//! single line break does where the text is not wrapped by width. Cost: one pass over the words.

use super::Word;
use dateline_lexicon::{Classes, Lexicon};
use std::ops::Range;

/// Word ranges of the paragraphs of `text`.
pub fn paragraphs(text: &str, words: &[Word]) -> Vec<Range<usize>> {
    let wrapped = is_wrapped(text);
    let mut found = Vec::new();
    let mut start = 0;
    for index in 1..words.len() {
        let gap = &text[words[index - 1].end as usize..words[index].start as usize];
        let breaks = gap.bytes().filter(|byte| *byte == b'\n').count();
        if breaks >= 2 || (breaks == 1 && (!wrapped || ends_paragraph(text, words, index))) {
            found.push(start..index);
            start = index;
        }
    }
    if start < words.len() {
        found.push(start..words.len());
    }
    found
}

/// In wrapped text, a line that ends early before what is no small letter ends its paragraph.
fn ends_paragraph(text: &str, words: &[Word], index: usize) -> bool {
    let last = words[index - 1];
    let line_start = text[..last.start as usize].rfind('\n').map_or(0, |at| at + 1);
    let short = text[line_start..last.end as usize].chars().count() < 45;
    short && !words[index].of(text).starts_with(char::is_lowercase)
}

/// Word ranges of the sentences of `paragraphs`.
pub fn sentences(text: &str, words: &[Word], paragraphs: &[Range<usize>], lexicon: &Lexicon) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let view = View { text, words, lexicon };
    for paragraph in paragraphs {
        view.split(paragraph.clone(), &mut found);
    }
    found
}

struct View<'a> {
    text: &'a str,
    words: &'a [Word],
    lexicon: &'a Lexicon,
}

impl View<'_> {
    fn word(&self, index: usize) -> &str {
        self.words.get(index).map_or("", |word| word.of(self.text))
    }

    /// Whether white space stands before the word.
    fn is_spaced(&self, index: usize) -> bool {
        index == 0 || self.words.get(index).is_none_or(|word| word.start > self.words[index - 1].end)
    }

    fn classes(&self, index: usize) -> Classes {
        let word = self.word(index).trim_end_matches('.');
        if word.is_empty() || word.len() > 20 {
            return Classes::default();
        }
        self.lexicon.word(&word.to_lowercase()).classes
    }

    fn split(&self, paragraph: Range<usize>, found: &mut Vec<Range<usize>>) {
        let mut start = paragraph.start;
        let mut index = paragraph.start;
        let mut depth = 0usize;
        while index < paragraph.end {
            let word = self.word(index);
            index += 1;
            match word {
                "(" | "[" => depth += 1,
                ")" | "]" => depth = depth.saturating_sub(1),
                _ => {}
            }
            let ends = if is_stop(word) {
                while index < paragraph.end && self.closes(index) {
                    if matches!(self.word(index), ")" | "]") {
                        depth = depth.saturating_sub(1);
                    }
                    index += 1;
                }
                index = self.behind_notes(index, paragraph.end);
                depth == 0 && self.begins(index, paragraph.end)
            } else if word.ends_with('.') && word.len() > 1 {
                self.abbreviation_ends(index, paragraph.end)
            } else if is_bullet(word) && self.is_spaced(index) && index - 1 > start && self.is_spaced(index - 1) {
                // A bullet opens the next item.
                self.push(start..index - 1, found);
                start = index - 1;
                false
            } else {
                false
            };
            if ends {
                self.push(start..index, found);
                start = index;
                depth = 0;
            }
        }
        self.push(start..paragraph.end, found);
    }

    fn push(&self, range: Range<usize>, found: &mut Vec<Range<usize>>) {
        if range.clone().any(|index| self.word(index).contains(char::is_alphanumeric)) {
            found.push(range);
        } else if let Some(last) = found.last_mut()
            && last.end == range.start
        {
            // Marks alone go with what they follow.
            last.end = range.end;
        }
    }

    /// Marks that close with the sentence that ends before them: they touch it.
    fn closes(&self, index: usize) -> bool {
        let mark = self.word(index);
        let closing = matches!(mark, "\"" | "”" | "’" | "'" | "''" | ")" | "]" | "»" | "}") || is_stop(mark);
        closing && !self.is_spaced(index)
    }

    /// Behind the numbers of notes that stand at `index`: “[3] [4]”.
    fn behind_notes(&self, mut index: usize, end: usize) -> usize {
        while index + 2 < end
            && self.word(index) == "["
            && self.word(index + 1).len() <= 3
            && self.word(index + 1).bytes().all(|byte| byte.is_ascii_digit())
            && self.word(index + 2) == "]"
        {
            index += 3;
        }
        index
    }

    /// Whether what follows at `index` can begin a sentence.
    fn begins(&self, index: usize, end: usize) -> bool {
        if index >= end {
            return true;
        }
        let first = self.word(index).chars().next().unwrap_or(' ');
        if first.is_alphabetic() {
            return first.is_uppercase() || !first.is_lowercase();
        }
        if !self.is_spaced(index) {
            return false;
        }
        if matches!(first, ',' | ';' | ':' | ')' | ']' | '”' | '.' | '!' | '?') {
            return false;
        }
        let next = (index..end.min(index + 8)).find(|at| self.word(*at).contains(char::is_alphanumeric));
        next.is_none_or(|at| !self.word(at).starts_with(char::is_lowercase))
    }

    /// Whether the abbreviation before `index` (“U.S.”, “p.m.”) also ends its sentence: a word that opens sentences
    /// follows.
    fn abbreviation_ends(&self, index: usize, end: usize) -> bool {
        let opener = Classes::DETERMINER
            | Classes::PRONOUN
            | Classes::SUBORDINATOR
            | Classes::COORDINATOR
            | Classes::PREPOSITION;
        if !self.classes(index - 1).any(Classes::ABBREVIATION_FINAL) || index >= end || !self.is_spaced(index) {
            return false;
        }
        let next = self.word(index);
        next.starts_with(char::is_uppercase) && self.classes(index).any(opener) || matches!(next, "\"" | "“" | "``")
    }
}

fn is_stop(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|char| matches!(char, '.' | '!' | '?' | '…'))
}

fn is_bullet(word: &str) -> bool {
    matches!(word, "•" | "*" | "·" | "▪" | "●")
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// `|` stands where a sentence ends.
    fn check(expected: &str) {
        let text = expected.replace('|', "");
        let mut words = Vec::new();
        super::super::cut(&text, Lexicon::embedded(), &mut words);
        let mut found = String::new();
        let mut at = 0;
        for range in sentences(&text, &words, &paragraphs(&text, &words), Lexicon::embedded()) {
            let end = words[range.end - 1].end as usize;
            found.push_str(&text[at..end]);
            found.push('|');
            at = end;
        }
        found.push_str(&text[at..]);
        assert_eq!(found, expected);
    }

    #[test]
    fn stops_end_sentences() {
        check("The port closed.| Why?| Nobody knew!| Ships left.|");
    }

    #[test]
    fn titles_initials_and_abbreviations_end_none() {
        check("Mr. T. Oller met Gen. Ruiz on Jan. 5.| They left.|");
        check("Oller Inc. fell 3 percent at St. Vell.|");
        check("It was No. 7 of Vol. 3 (see pp. 4).|");
    }

    #[test]
    fn an_abbreviation_ends_one_before_a_word_that_opens() {
        check("He leads the U.S.| The vote is close.|");
        check("He leads the U.S. Senate at 5 p.m. today.|");
        check("They met at 5 p.m.| “It is late,” she said.|");
    }

    #[test]
    fn closing_marks_stay_with_their_sentence() {
        check("“It rains.| It pours.”| She left.|");
        check("\"Why?\" he asked.| \"No.\"|");
        check("It closed (for a day. Then for two.) and opened.|");
    }

    #[test]
    fn decimals_ellipses_and_addresses_end_none() {
        check("It fell 4.5 percent ... and rose again.|");
        check("See vell.example.org for more.|");
    }

    #[test]
    fn a_blank_line_always_breaks_and_a_single_one_where_text_is_not_wrapped() {
        check("Port Reopens|\n\nShips came|\nCrews left|");
        check("The port of Oller was closed by\nthe storm and the crews\nwere sent home.|");
    }

    #[test]
    fn bullets_open_items() {
        check("• Ships came| • Crews left|");
    }

    #[test]
    fn the_number_of_a_note_goes_with_what_it_notes() {
        check("It opened in 1912.[3]| It closed in 1950.[4] [5]|");
    }

    #[test]
    fn speakers_of_a_transcript_stay_with_what_they_say() {
        check("MR. OLLER: We will see.| Q: When?| A: Soon.|");
    }

    proptest! {
        #[test]
        fn sentences_are_in_order(text in "[\\PC\n ]{0,80}|[A-Za-z.!?\"”)( \n*•\\[\\]0-9]{0,80}") {
            let mut words = Vec::new();
            super::super::cut(&text, Lexicon::embedded(), &mut words);
            let mut at = 0;
            for range in sentences(&text, &words, &paragraphs(&text, &words), Lexicon::embedded()) {
                prop_assert!(range.start >= at && range.end > range.start && range.end <= words.len());
                at = range.end;
            }
        }
    }
}
