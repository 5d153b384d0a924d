//! Tokens: words, numbers and marks, each with what the lexicon knows of it.
//!
//! Invariant: in order, disjoint, not empty, at character boundaries; no text is copied. Possessive “’s” is a token of
//! its own; the full stop of an abbreviation or initial belongs to its word. Cost: one pass, one look-up a word.

use dateline_lexicon::{Classes, Lexicon, Word};

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Sort {
    Word,
    Number,
    /// “’s” after a word: possessive or “is”.
    Clitic,
    /// `. ! ? …`
    Stop,
    Comma,
    Semicolon,
    Colon,
    Dash,
    OpenBracket,
    CloseBracket,
    /// A quotation mark; which way it faces is for [`crate::quote`] to say.
    Quote,
    /// A single curly quotation mark.
    SingleQuote,
    Bullet,
    Other,
}

/// How a word is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Shape {
    Lower,
    /// First letter in capitals.
    Capital,
    /// All letters in capitals, two or more.
    Upper,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Token {
    pub start: u32,
    pub end: u32,
    pub sort: Sort,
    pub shape: Shape,
    pub word: Word,
}

impl Token {
    pub fn range(&self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// The longest word that is looked up; nothing longer is in the lexicon.
const LONGEST: usize = 32;

/// Cuts `text` into `tokens`, which are emptied first.
pub(crate) fn cut(text: &str, lexicon: &Lexicon, tokens: &mut Vec<Token>) {
    tokens.clear();
    let mut at = 0;
    let mut single_open = false;
    while let Some(char) = text[at..].chars().next() {
        let end = match char {
            _ if char.is_whitespace() => {
                at += char.len_utf8();
                continue;
            }
            '’' | '\'' if clitic(text, at, tokens) => at + char.len_utf8() + 1,
            '’' | '\'' if plural_clitic(text, at, single_open, tokens) => at + char.len_utf8(),
            _ if char.is_alphanumeric() || ((char == '@' || char == '#') && opens_handle(text, at)) => {
                word_end(text, at)
            }
            '`' | '\'' if text[at + 1..].starts_with(char) => at + 2 + usize::from(text[at + 2..].starts_with(char)),
            '.' => at + text[at..].len() - text[at..].trim_start_matches('.').len(),
            '-' => at + text[at..].len() - text[at..].trim_start_matches('-').len(),
            _ => at + char.len_utf8(),
        };
        let mut token = token(text, at, end, char, lexicon);
        if matches!(char, '’' | '\'') && end == at + char.len_utf8() && plural_clitic(text, at, single_open, tokens) {
            token.sort = Sort::Clitic;
            token.word = look_up("’s", lexicon);
        }
        single_open = match char {
            '‘' => true,
            '’' if token.sort == Sort::SingleQuote => false,
            _ => single_open,
        };
        tokens.push(token);
        at = end;
    }
}

fn token(text: &str, start: usize, end: usize, char: char, lexicon: &Lexicon) -> Token {
    let words = &text[start..end];
    let mut token =
        Token { start: start as u32, end: end as u32, sort: Sort::Other, shape: Shape::Lower, word: Word::default() };
    token.sort = match char {
        '.' | '!' | '?' | '…' => Sort::Stop,
        ',' => Sort::Comma,
        ';' => Sort::Semicolon,
        ':' => Sort::Colon,
        '—' | '–' | '―' | '-' => Sort::Dash,
        '(' | '[' | '{' => Sort::OpenBracket,
        ')' | ']' | '}' => Sort::CloseBracket,
        '"' | '“' | '”' | '„' | '«' | '»' => Sort::Quote,
        '`' | '\'' if words.len() > 1 && words.chars().all(|mark| mark == char) => Sort::Quote,
        '‘' => Sort::SingleQuote,
        '’' if words.len() == char.len_utf8() => Sort::SingleQuote,
        '\'' | '’' if words.len() > 1 => Sort::Clitic,
        '•' | '*' | '·' | '▪' | '●' => Sort::Bullet,
        _ if char.is_numeric() => Sort::Number,
        _ if char.is_alphanumeric() || words.len() > 1 => Sort::Word,
        _ => Sort::Other,
    };
    match token.sort {
        Sort::Word => {
            token.shape = shape(words);
            token.word = look_up(words, lexicon);
        }
        Sort::Clitic => token.word = look_up("’s", lexicon),
        _ => {}
    }
    token
}

/// Whether the mark at `at` opens “’s” after a word.
fn clitic(text: &str, at: usize, tokens: &[Token]) -> bool {
    let after = text[at..].trim_start_matches(['’', '\'']);
    let touches =
        tokens.last().is_some_and(|last| last.end as usize == at && matches!(last.sort, Sort::Word | Sort::Number));
    touches
        && after.starts_with(['s', 'S'])
        && !after[1..].starts_with(char::is_alphanumeric)
        && text.len() - after.len() == at + text[at..].chars().next().map_or(1, char::len_utf8)
}

/// Whether the mark at `at` ends a plural's possessive: “the workers’ union”.
fn plural_clitic(text: &str, at: usize, single_open: bool, tokens: &[Token]) -> bool {
    let touches = tokens.last().is_some_and(|last| last.end as usize == at && last.sort == Sort::Word);
    let after = text[at..].trim_start_matches(['’', '\'']);
    touches
        && !single_open
        && text[..at].ends_with(['s', 'S'])
        && text.len() - after.len() <= at + 3
        && after.strip_prefix(' ').is_some_and(|next| next.starts_with(char::is_alphabetic))
}

fn opens_handle(text: &str, at: usize) -> bool {
    text[at + 1..].starts_with(|next: char| next.is_alphanumeric() || next == '_')
}

/// Where the word that begins at `start` ends. Letters and digits, and marks between two of them.
fn word_end(text: &str, start: usize) -> usize {
    let mut chars = text[start..].char_indices().peekable();
    let mut end = start;
    let mut dotted = false;
    let handle = text[start..].starts_with(['@', '#']);
    while let Some((offset, char)) = chars.next() {
        let past = start + offset + char.len_utf8();
        let next = chars.peek().map(|(_, next)| *next);
        let joins = next.is_some_and(char::is_alphanumeric);
        match char {
            _ if char.is_alphanumeric() || offset == 0 || (handle && char == '_') => end = past,
            '’' | '\'' if joins && !ends_here(text, past) => end = past,
            '.' if joins && !sentence_glued(text, start, past) => {
                dotted = true;
                end = past;
            }
            '-' | '&' | '/' | '_' | '\u{301}' if joins => end = past,
            ',' | ':'
                if joins
                    && next.is_some_and(|c| c.is_ascii_digit())
                    && text[..end].ends_with(|c: char| c.is_ascii_digit()) =>
            {
                end = past;
            }
            _ => break,
        }
    }
    // The stop of “U.S.” and of an initial belongs to the word; that of “Mr.” is found by the lexicon.
    let initial = !labels(&text[..start])
        && text[start..end].chars().count() == 1
        && text[start..end].starts_with(char::is_uppercase);
    if text[end..].starts_with('.') && !text[end + 1..].starts_with('.') {
        let letters_only =
            text[start..end].split('.').all(|part| part.chars().count() <= 2 && part.chars().all(char::is_alphabetic));
        let number = matches!(&text[start..end], "No" | "Nos")
            && text[end + 1..].trim_start_matches(' ').starts_with(|c: char| c.is_ascii_digit());
        if number
            || (dotted && letters_only)
            || (initial && &text[start..end] != "I")
            || is_abbreviation(&text[start..end])
        {
            end += 1;
        }
    }
    end
}

/// “Country B. Then …”: after such a word a letter is a label, no initial.
fn labels(before: &str) -> bool {
    let trimmed = before.trim_end_matches(' ');
    LABELLED.iter().any(|word| trimmed.ends_with(word))
}

const LABELLED: &[&str] = &[
    "Country",
    "Company",
    "Person",
    "Individual",
    "Official",
    "Victim",
    "Witness",
    "Exhibit",
    "Section",
    "Plan",
    "Group",
    "Vitamin",
    "Hepatitis",
];

/// Whether a mark and an “s” that ends a word stand here: “Trump’s”.
fn ends_here(text: &str, past: usize) -> bool {
    let mut chars = text[past..].chars();
    matches!(chars.next(), Some('s' | 'S')) && !chars.next().is_some_and(char::is_alphanumeric)
}

/// “rain.Then”: a full stop with no space after it, between a long word and a capital.
fn sentence_glued(text: &str, start: usize, past: usize) -> bool {
    let before = &text[start..past - 1];
    let last_part = before.rsplit('.').next().unwrap_or(before);
    last_part.chars().count() > 2
        && last_part.ends_with(char::is_lowercase)
        && text[past..].starts_with(char::is_uppercase)
}

fn is_abbreviation(word: &str) -> bool {
    let classes = look_up(word, Lexicon::embedded()).classes;
    let upper_case_word = word.len() > 2 && word.chars().all(char::is_uppercase);
    classes.any(Classes::ABBREVIATION | Classes::ABBREVIATION_FINAL)
        && word.starts_with(|c: char| {
            c.is_uppercase() || matches!(word, "v" | "vs" | "no" | "p.m" | "a.m" | "etc" | "i.e" | "e.g" | "al")
        })
        && !(upper_case_word && classes.any(Classes::ABBREVIATION))
        && word != "no"
        && word != "No"
}

fn look_up(word: &str, lexicon: &Lexicon) -> Word {
    let word = word.strip_suffix('.').unwrap_or(word);
    // “ex-president”, “then-mayor”: what they were.
    let word = ["ex-", "Ex-", "then-", "Then-"].iter().find_map(|prefix| word.strip_prefix(prefix)).unwrap_or(word);
    if word.len() > LONGEST {
        return Word::default();
    }
    if word.is_ascii() {
        let mut buffer = [0; LONGEST];
        let lower = &mut buffer[..word.len()];
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        return std::str::from_utf8(lower).map(|lower| lexicon.word(lower)).unwrap_or_default();
    }
    lexicon.word(&word.to_lowercase())
}

fn shape(word: &str) -> Shape {
    let mut letters = word.chars().filter(|char| char.is_alphabetic());
    let handle = word.starts_with(['@', '#']);
    match letters.next() {
        _ if handle => Shape::Capital,
        Some(first) if first.is_uppercase() => {
            let rest: Vec<bool> = letters.map(char::is_uppercase).take(24).collect();
            if !rest.is_empty() && rest.iter().all(|upper| *upper) { Shape::Upper } else { Shape::Capital }
        }
        // “al-Hassan”, “iPhone”, “d’Or”: a capital inside.
        Some(_) if word.chars().any(char::is_uppercase) => Shape::Capital,
        _ => Shape::Lower,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let mut tokens = Vec::new();
        cut(text, Lexicon::embedded(), &mut tokens);
        let found: Vec<&str> = tokens.iter().map(|token| &text[token.range()]).collect();
        assert_eq!(found.join("|"), expected);
    }

    #[test]
    fn abbreviations_and_initials_keep_their_full_stop() {
        check("Mr. T. Oller of the U.N. left.", "Mr.|T.|Oller|of|the|U.N.|left|.");
        check("It won 4.5 of 1,237.", "It|won|4.5|of|1,237|.");
    }

    #[test]
    fn possessives_are_apart_and_contractions_are_not() {
        check("Vell’s aide didn’t say: “It’s O'Dell's.”", "Vell|’s|aide|didn’t|say|:|“|It|’s|O'Dell|'s|.|”");
    }

    #[test]
    fn quotation_marks_of_every_make_are_one_token() {
        check("''No,'' said ``Kim''", "''|No|,|''|said|``|Kim|''");
    }

    #[test]
    fn a_full_stop_without_a_space_still_parts_words() {
        check("in the rain.Then al-Sabri @vell_1 left", "in|the|rain|.|Then|al-Sabri|@vell_1|left");
    }
}
