//! Text to tokens: known words, numbers by shape, marks by role.
//!
//! Invariant: tokens are in order, disjoint and fall on character boundaries; only white space lies between them.
//! Cost: one pass, no allocation but the list, about 10 ns a byte.

use crate::words::{self, Symbol, Words};

/// A word, number or mark.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub start: u32,
    pub end: u32,
    /// What it stands for as a number.
    pub number: i32,
    pub symbol: Symbol,
    /// Nothing lies between it and the token before it.
    pub glued: bool,
    /// It begins with a capital letter.
    pub capital: bool,
}

/// A line shorter than this ends with its own thought; a longer one may be wrapped.
const WRAPPED_LINE_BYTES: usize = 45;

/// Longest word that is looked up.
const LONGEST_WORD_BYTES: usize = 24;

/// Cuts `text` into tokens, appended to `tokens`. Texts beyond 4 GiB are not read further.
pub(crate) fn cut(text: &str, words: &Words, tokens: &mut Vec<Token>) {
    let bytes = &text.as_bytes()[..text.len().min(u32::MAX as usize)];
    let mut cutter = Cutter { text, bytes, words, tokens, line_start: 0, at: 0 };
    while cutter.at < cutter.bytes.len() {
        cutter.step();
    }
}

struct Cutter<'a> {
    text: &'a str,
    bytes: &'a [u8],
    words: &'a Words,
    tokens: &'a mut Vec<Token>,
    line_start: usize,
    at: usize,
}

impl Cutter<'_> {
    fn step(&mut self) {
        match self.bytes[self.at] {
            b' ' | b'\t' | b'\r' | 0x0b | 0x0c => self.at += 1,
            b'\n' => self.line_end(),
            b'0'..=b'9' => self.number(),
            byte if byte.is_ascii_alphabetic() => self.word(),
            byte if byte < 0x80 => self.mark(self.at + 1, byte),
            _ => self.beyond_ascii(),
        }
    }

    /// A blank line ends a thought, and so does a short one.
    fn line_end(&mut self) {
        let line = &self.bytes[self.line_start..self.at];
        let ends = line.len() < WRAPPED_LINE_BYTES
            || self.bytes[self.at + 1..].first().is_none_or(|next| *next == b'\n' || *next == b'\r');
        if ends && self.tokens.last().is_some_and(|last| last.symbol != words::BREAK) {
            self.push(self.at + 1, words::BREAK, 0, false);
        } else {
            self.at += 1;
        }
        self.line_start = self.at;
    }

    fn push(&mut self, end: usize, symbol: Symbol, number: i32, capital: bool) {
        let glued = self.tokens.last().is_some_and(|last| last.end as usize == self.at);
        self.tokens.push(Token { start: self.at as u32, end: end as u32, number, symbol, glued, capital });
        self.at = end;
    }

    fn beyond_ascii(&mut self) {
        let Some(letter) = self.text[self.at..].chars().next() else {
            self.at = self.bytes.len();
            return;
        };
        let end = self.at + letter.len_utf8();
        match letter {
            '’' | '‘' | 'ʼ' => self.mark(end, b'\''),
            '“' | '”' | '„' | '«' | '»' => self.mark(end, b'"'),
            '–' | '‐' | '‑' | '−' => self.mark(end, b'-'),
            '—' | '―' => self.push(end, words::DASH, 0, false),
            '…' => self.push(end, words::STOP, 0, false),
            '½' => self.push(end, words::OTHER, 0, false),
            _ if letter.is_alphabetic() => self.word(),
            _ if letter.is_whitespace() || letter == '\u{200b}' || letter == '\u{feff}' => self.at = end,
            _ => self.push(end, words::OTHER, 0, false),
        }
    }

    fn word(&mut self) {
        let start = self.at;
        let mut end = start;
        let mut dotted = 0;
        while end < self.bytes.len() {
            let byte = self.bytes[end];
            if byte.is_ascii_alphabetic() {
                end += 1;
            } else if byte >= 0x80 {
                match self.text[end..].chars().next() {
                    Some(letter) if letter.is_alphabetic() => end += letter.len_utf8(),
                    _ => break,
                }
            } else if byte == b'.' && end == start + 1 + 2 * dotted && self.letter_dot(end + 1) {
                // "a.m.", "U.S.", "E.S.T.": single letters with full stops are one word.
                dotted += 1;
                end += 1;
            } else {
                break;
            }
        }
        let capital = self.text[start..].chars().next().is_some_and(char::is_uppercase);
        let mut lower = [0u8; LONGEST_WORD_BYTES];
        let (mut length, mut last) = (0, 0);
        for byte in self.bytes[start..end].iter().filter(|byte| **byte != b'.') {
            if length == LONGEST_WORD_BYTES {
                length = 0;
                break;
            }
            // “É” is “é”: the capitals of Latin-1 lie 32 below their small letters.
            let latin = last == 0xc3 && matches!(byte, 0x80..=0x96 | 0x98..=0x9e);
            lower[length] = if latin { byte + 0x20 } else { byte.to_ascii_lowercase() };
            (length, last) = (length + 1, *byte);
        }
        let found = if length > 0 { self.words.look_up(&lower[..length]) } else { None };
        if dotted > 0 && self.bytes.get(end) == Some(&b'.') {
            end += 1;
        }
        let (symbol, abbreviation) = found.unwrap_or((if capital { words::CAPITAL } else { words::LOWER }, false));
        if abbreviation && self.bytes.get(end) == Some(&b'.') {
            end += 1;
        }
        self.push(end, symbol, length as i32, capital);
    }

    /// Whether a single letter stands at `at` with a full stop after it.
    fn letter_dot(&self, at: usize) -> bool {
        self.bytes.get(at).is_some_and(u8::is_ascii_alphabetic) && self.bytes.get(at + 1) == Some(&b'.')
    }

    fn number(&mut self) {
        let start = self.at;
        let mut end = start;
        let (mut value, mut digits, mut commas, mut decimal) = (0i64, 0usize, false, false);
        while let Some(byte) = self.bytes.get(end) {
            let next_is_digit = self.bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
            match byte {
                b'0'..=b'9' => {
                    if !decimal {
                        value = value.saturating_mul(10).saturating_add(i64::from(byte - b'0'));
                        digits += 1;
                    }
                }
                b',' if next_is_digit
                    && !decimal
                    && self.is_group(end + 1)
                    && digits <= 3 + if commas { 9 } else { 0 } =>
                {
                    commas = true;
                }
                b'.' if next_is_digit && !decimal && !self.is_clock_dot(end) => decimal = true,
                _ => break,
            }
            end += 1;
        }
        let before = self.tokens.last().filter(|last| last.end as usize == start);
        let coded = before.is_some_and(|last| {
            matches!(self.bytes[last.end as usize - 1], b'$' | b'#' | b'@')
                || matches!(&self.text[last.start as usize..last.end as usize], "€" | "£" | "¥" | "₹" | "₽")
                || matches!(last.symbol, words::LOWER | words::CAPITAL)
        });
        let share = self.bytes.get(end) == Some(&b'%');
        let number = i32::try_from(value).unwrap_or(i32::MAX);
        let symbol =
            if coded || share { words::UNCOUNTABLE } else { words::number_symbol(value, digits, commas, decimal) };
        self.push(end, symbol, number, false);
    }

    /// Whether the full stop at `at` stands between hours and minutes: “11.40pm”.
    fn is_clock_dot(&self, at: usize) -> bool {
        let rest = self.bytes.get(at..).unwrap_or_default();
        let [b'.', b'0'..=b'5', b'0'..=b'9', rest @ ..] = rest else { return false };
        let rest = rest.strip_prefix(b" ").unwrap_or(rest);
        match rest {
            [b'a' | b'p', b'm', rest @ ..] => rest.first().is_none_or(|byte| !byte.is_ascii_alphanumeric()),
            [b'a' | b'p', b'.', b'm', ..] => true,
            _ => false,
        }
    }

    /// Whether exactly three digits stand at `at`.
    fn is_group(&self, at: usize) -> bool {
        let digits = self.bytes[at..].iter().take(4).take_while(|byte| byte.is_ascii_digit()).count();
        digits == 3
    }

    fn mark(&mut self, end: usize, byte: u8) {
        let next = self.bytes.get(end).copied().unwrap_or(b' ');
        let previous = if self.at > 0 { self.bytes[self.at - 1] } else { b' ' };
        let tight = previous > b' ' && next > b' ' && next != byte && previous != byte;
        let symbol = match byte {
            b',' => words::COMMA,
            b'-' if tight => words::HYPHEN,
            b'-' => words::DASH,
            b'/' if tight => words::SLASH,
            b':' if tight => words::COLON,
            b'.' if tight && previous.is_ascii_digit() && self.is_clock_dot(self.at) => words::COLON,
            b'(' | b'[' => words::OPEN,
            b')' | b']' => words::CLOSE,
            b'"' => words::QUOTE,
            b'+' => words::PLUS,
            b'\'' | b'`' => {
                if next == b's' && previous > b' ' && !self.bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric) {
                    self.push(end + 1, words::POSSESSIVE, 0, false);
                    return;
                }
                words::APOSTROPHE
            }
            b'.' | b'!' | b'?' | b';' => words::STOP,
            _ => words::OTHER,
        };
        self.push(end, symbol, 0, false);
    }
}
