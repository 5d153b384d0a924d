//! Numbers as they are written, against what they are worth.

use super::numeral::{self, Numeral, Shape};
use super::word::Words;
use crate::language;
use dateline_lexicon::Lexicon;
use proptest::prelude::*;

fn found(text: &str) -> Vec<(Numeral, String)> {
    let mut words = Vec::new();
    language::cut(text, Lexicon::embedded(), &mut words);
    let words = Words { text, words: &words };
    let own = |one: &Numeral| {
        let (first, last) = (words.words[one.first], words.words[one.past - 1]);
        text[first.range().start..last.range().end].to_owned()
    };
    numeral::find(&words).into_iter().map(|one| (one, own(&one))).collect()
}

fn check(text: &str, expected: &str) {
    let end = |one: &Numeral| match one.shape {
        Shape::Plain => one.low.to_string(),
        Shape::Range => format!("{}-{}", one.low, one.high),
        Shape::Vague => format!("{}+", one.low),
    };
    let found: Vec<String> = found(text).iter().map(|(one, words)| format!("{words}={}", end(one))).collect();
    assert_eq!(found.join(", "), expected, "{text}");
}

/// A number in words, as English writes it.
fn spelt(value: u64) -> String {
    const ONES: &[&str] = &[
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: &[&str] = &["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let rest = |rest: u64, join: &str| if rest == 0 { String::new() } else { format!("{join}{}", spelt(rest)) };
    match value {
        0..20 => ONES[value as usize].to_owned(),
        20..100 => format!("{}{}", TENS[value as usize / 10], rest(value % 10, "-")),
        100..1000 => format!("{} hundred{}", spelt(value / 100), rest(value % 100, " and ")),
        1000..1_000_000 => format!("{} thousand{}", spelt(value / 1000), rest(value % 1000, " ")),
        _ => format!("{} million{}", spelt(value / 1_000_000), rest(value % 1_000_000, " ")),
    }
}

/// Digits with a comma between threes.
fn grouped(value: u64) -> String {
    if value < 1000 { value.to_string() } else { format!("{},{:03}", grouped(value / 1000), value % 1000) }
}

#[test]
fn digits_words_scales_and_shares() {
    check("1,200 and 2.5 million and $43bn", "1,200=1200, 2.5 million=2500000, $43bn=43000000000");
    check("two and a half million boats", "two and a half million=2500000");
    check("half a million boats, half of the boats", "half a million=500000, half=0.5");
    check("two thirds of them, a quarter of us, one in five", "two thirds=0.667, quarter=0.25, one in five=0.2");
    check("a couple of boats and several dozen rowers", "couple=2, several dozen=24+");
    check("hundreds of thousands of boats", "hundreds of thousands=200000+");
}

#[test]
fn ranges_rise() {
    check("12 to 14 boats, 12-14 boats, two or three boats", "12 to 14=12-14, 12-14=12-14, two or three=2-3");
    check("between 12 and 14 boats", "12 and 14=12-14");
    check("2 to 3 million boats", "2 to 3 million=2000000-3000000");
    check("46 to 40 percent", "46=46, 40 percent=40");
}

#[test]
fn what_is_part_of_something_else_is_no_number() {
    check("an AR-15, the F-16, #3, 10:07, 3/14, 0147, 17th, 1990s, a 1-0 loss, 13-12-2014, 555-0142", "");
}

proptest! {
    #[test]
    fn a_number_in_words_or_digits_comes_back(value in 2u64..999_999_999) {
        for words in [spelt(value), grouped(value), value.to_string()] {
            let all = found(&format!("{words} boats"));
            prop_assert_eq!(all.len(), 1, "{}", words);
            prop_assert_eq!(all[0].0.low, value as f64);
            prop_assert_eq!(&all[0].1, &words);
        }
    }

    #[test]
    fn whatever_is_written_the_low_end_is_no_higher(text in "([0-9.,$£%/-]{1,6}|one|two|ten|twenty|hundred|million|dozens|half|thirds|of|to|or|and|a|-| ){0,24}|\\PC{0,60}") {
        for (one, _) in found(&text) {
            prop_assert!(one.low.is_finite() && one.high.is_finite() && one.low <= one.high);
            prop_assert!(one.first < one.past);
        }
    }
}
