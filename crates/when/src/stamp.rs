//! Stamps: dates as headers, markup, by-line blocks, addresses and file names write them.
//!
//! Invariant: a stamp says its year; what can be read as two days (03/04/2023), or contradicts its own weekday, is none.
//! Source: RFC 5322, RFC 3339, RFC 9110 §5.6.7, and what by-lines do.

use crate::edtf::Edtf;
use crate::meaning::{self, Setting};
use crate::rules::STAMPS;
use crate::slots::Slots;
use crate::tense::Tense;
use crate::token::{self, Token};
use crate::words;
use dateline_record::{Method, Precision, When};
use std::ops::Range;

/// Nothing longer is a stamp.
const LONGEST_STAMP_BYTES: usize = 200;

/// Reads a stamp: a date as headers, markup and by-line blocks write it, standing alone (RFC 5322, RFC 3339, “Nov 30, 2023
/// 09:05 pm”, EDTF). None where it is no date or is doubtful (03/04/2023).
pub fn stamp(text: &str) -> Option<When> {
    let text = text.trim();
    if text.len() > LONGEST_STAMP_BYTES {
        return None;
    }
    if let Ok(edtf) = text.parse::<Edtf>() {
        // "2023-24" is as often two years as a winter.
        let doubtful = matches!(edtf, Edtf::Point(point) if point.precision() > Precision::Month) && text.len() == 7;
        if doubtful {
            return None;
        }
        return Some(crate::when(&edtf, Method::Written, Some(text)));
    }
    let tokens = tokens(text);
    let (begin, end, when) = all(text, &tokens).into_iter().next()?;
    let alone = tokens[..begin].iter().chain(&tokens[end..]).all(is_mark);
    alone.then_some(when)
}

/// The one day or time that a line names, and where; none where it names several or none.
pub fn find_stamp(line: &str) -> Option<(Range<usize>, When)> {
    let mut stamps = find_stamps(line).into_iter();
    let (range, when) = stamps.next()?;
    stamps.all(|(_, other)| other.earliest == when.earliest).then_some((range, when))
}

/// Every day or time that a line names whole, in order.
pub fn find_stamps(line: &str) -> Vec<(Range<usize>, When)> {
    let tokens = tokens(line);
    let place = |begin: usize, end: usize| tokens[begin].start as usize..tokens[end - 1].end as usize;
    all(line, &tokens)
        .into_iter()
        .filter(|(.., when)| matches!(when.precision, Precision::Day | Precision::Time))
        .map(|(begin, end, when)| (place(begin, end), when))
        .collect()
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    token::cut(text, &STAMPS.words, &mut tokens);
    tokens
}

/// Every stamp among the tokens: first token, one past the last, what it means.
fn all(text: &str, tokens: &[Token]) -> Vec<(usize, usize, When)> {
    let setting = Setting { day: None, tense: Tense::Unknown, close: false, previous: None, quarter: None };
    let mut stamps = Vec::new();
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if STAMPS.begins_nothing(tokens, at) {
            at += 1;
            continue;
        }
        STAMPS.matches(tokens, at, &mut found);
        // Only the longest reading counts: where it is doubtful, a shorter one is no better.
        let Some((rule, claim)) = found.first() else {
            at += 1;
            continue;
        };
        if let Some(sense) = meaning::of(rule.means, &Slots::of(&claim.fillings), &setting) {
            let words = &text[tokens[claim.begin].start as usize..tokens[claim.end - 1].end as usize];
            if let Some(placed) = sense.stretch.filter(|placed| !matches!(placed.edtf, Edtf::Either(_))) {
                stamps.push((claim.begin, claim.end, crate::when::of(placed, Some(words))));
            }
        }
        at = claim.end.max(at + 1);
    }
    stamps
}

fn is_mark(token: &Token) -> bool {
    token.symbol < words::LOWER
}
