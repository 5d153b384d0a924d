//! The words a rule set knows, each a symbol, and the classes they belong to.
//!
//! Invariant: the symbols below [`FIRST_WORD`] belong to no language: numbers by their shape, punctuation by its role, and
//! unknown words by their capitals. Cost: one hash and one comparison a word.

use crate::slots::Slot;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A kind of token: a known word, a shape of number, a mark.
pub(crate) type Symbol = u16;

pub(crate) const BREAK: Symbol = 0;
pub(crate) const STOP: Symbol = 1;
pub(crate) const COMMA: Symbol = 2;
pub(crate) const HYPHEN: Symbol = 3;
pub(crate) const DASH: Symbol = 4;
pub(crate) const SLASH: Symbol = 5;
pub(crate) const COLON: Symbol = 6;
pub(crate) const OPEN: Symbol = 7;
pub(crate) const CLOSE: Symbol = 8;
pub(crate) const QUOTE: Symbol = 9;
pub(crate) const APOSTROPHE: Symbol = 10;
pub(crate) const POSSESSIVE: Symbol = 11;
pub(crate) const PLUS: Symbol = 12;
pub(crate) const OTHER: Symbol = 13;
pub(crate) const LOWER: Symbol = 14;
pub(crate) const CAPITAL: Symbol = 15;
/// A number that is money, a share, part of a code or otherwise no count.
pub(crate) const UNCOUNTABLE: Symbol = 16;
/// The shapes of numbers begin here; see [`number_symbol`].
const FIRST_NUMBER: Symbol = 17;
/// The words of the language begin here.
pub(crate) const FIRST_WORD: Symbol = 48;

/// Marks as rules write them.
const MARKS: [(&str, Symbol); 14] = [
    (",", COMMA),
    ("-", HYPHEN),
    ("--", DASH),
    ("/", SLASH),
    (":", COLON),
    ("[", OPEN),
    ("]", CLOSE),
    ("\"", QUOTE),
    ("'", APOSTROPHE),
    ("'s", POSSESSIVE),
    (".", STOP),
    ("+", PLUS),
    ("¶", BREAK),
    ("°", OTHER),
];

/// Classes of numbers and unknown words that every language has, and the slot they fill.
const NUMBERS: [(&str, Slot, &[Symbol]); 19] = [
    ("count", Slot::N, &[17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33]),
    ("amount", Slot::N, &[17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34]),
    ("d", Slot::Day, &[18, 20, 21, 22, 23]),
    ("d13", Slot::Day, &[22, 23]),
    ("m", Slot::Month, &[18, 20, 21]),
    ("mm", Slot::Month, &[20, 21]),
    ("dd", Slot::Day, &[20, 21, 22, 23]),
    ("h12", Slot::Hour, &[18, 20, 21]),
    ("h24", Slot::Hour, &[17, 18, 19, 20, 21, 22]),
    ("hh", Slot::Hour, &[19, 20, 21, 22]),
    ("minute", Slot::Minute, &[19, 20, 21, 22, 23, 24]),
    ("two", Slot::Year, &[19, 20, 21, 22, 23, 24, 25]),
    ("year", Slot::Year, &[28, 29, 30]),
    ("modern", Slot::Year, &[29]),
    ("off4", Slot::Offset, &[27, 28]),
    ("fraction", Slot::Second, &[34]),
    ("one", Slot::N, &[17, 18]),
    ("hhmm", Slot::HourMinute, &[27, 28, 29, 30, 31]),
    ("sum", Slot::N, &[16, 34]),
];

/// The symbol of a plain number of so many digits.
pub(crate) fn number_symbol(value: i64, digits: usize, commas: bool, decimal: bool) -> Symbol {
    match (digits, value) {
        _ if decimal => 34,
        _ if commas => 33,
        (1, 0) => 17,
        (1, _) => 18,
        (2, 0) => 19,
        (2, 1..=9) => 20,
        (2, 10..=12) => 21,
        (2, 13..=23) => 22,
        (2, 24..=31) => 23,
        (2, 32..=59) => 24,
        (2, _) => 25,
        (3, _) => 26,
        (4, ..=999) => 27,
        (4, 1000..=1899) => 28,
        (4, 1900..=2049) => 29,
        (4, 2050..=2199) => 30,
        (4, _) => 31,
        (8, 19_000_101..=20_491_231) => 35,
        _ => 32,
    }
}

/// The file of words.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    abbreviations: Vec<String>,
    class: BTreeMap<String, ClassFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClassFile {
    slot: Option<String>,
    #[serde(default)]
    capital: bool,
    #[serde(default)]
    lower: bool,
    words: BTreeMap<String, i32>,
}

/// A class of words: which symbols, what number each stands for, and where it goes.
pub(crate) struct Class {
    pub slot: Option<Slot>,
    /// Whether its words must begin with a capital, or must not.
    pub capital: Option<bool>,
    /// Sorted by symbol. Empty for numbers, which stand for themselves.
    values: Vec<(Symbol, i32)>,
    pub symbols: Vec<Symbol>,
}

impl Class {
    /// The number that a word of the class stands for; that of a number is its own.
    pub(crate) fn value(&self, symbol: Symbol, number: i32) -> i32 {
        match self.values.binary_search_by_key(&symbol, |(symbol, _)| *symbol) {
            Ok(index) => self.values[index].1,
            Err(_) => number,
        }
    }
}

/// All words of a rule set.
pub(crate) struct Words {
    table: Vec<Entry>,
    mask: usize,
    count: Symbol,
    classes: Vec<Class>,
    names: BTreeMap<String, usize>,
}

#[derive(Clone, Default)]
struct Entry {
    word: Box<[u8]>,
    symbol: Symbol,
    abbreviation: bool,
}

impl Words {
    /// Reads a file of words. Panics where it is not sound: it is part of the program.
    pub(crate) fn parse(file: &str) -> Words {
        let file: File = toml::from_str(file).expect("the file of words is sound");
        let mut words =
            Words { table: Vec::new(), mask: 0, count: FIRST_WORD, classes: Vec::new(), names: BTreeMap::new() };
        words.resize(2048);
        for abbreviation in &file.abbreviations {
            words.intern(abbreviation);
            let slot = words.slot(abbreviation.as_bytes());
            words.table[slot].abbreviation = true;
        }
        for (name, slot, symbols) in NUMBERS {
            let class = Class { slot: Some(slot), capital: None, values: Vec::new(), symbols: symbols.to_vec() };
            words.add(name, class);
        }
        let unknown =
            |symbols: &[Symbol]| Class { slot: None, capital: None, values: vec![], symbols: symbols.to_vec() };
        words.add("name", unknown(&[CAPITAL]));
        words.add("word", unknown(&[LOWER]));
        let day_number = Class { slot: Some(Slot::Stamp), capital: None, values: vec![], symbols: vec![35] };
        words.add("yyyymmdd", day_number);
        for (name, class) in &file.class {
            let mut values: Vec<(Symbol, i32)> =
                class.words.iter().map(|(word, value)| (words.intern(word), *value)).collect();
            values.sort_unstable();
            let symbols = values.iter().map(|(symbol, _)| *symbol).collect();
            let slot = class.slot.as_deref().map(|slot| Slot::named(slot).expect("a class names a known slot"));
            let capital = if class.capital { Some(true) } else { class.lower.then_some(false) };
            words.add(name, Class { slot, capital, values, symbols });
        }
        words
    }

    fn add(&mut self, name: &str, class: Class) {
        self.names.insert(name.to_string(), self.classes.len());
        self.classes.push(class);
    }

    /// The number of the class of that name.
    pub(crate) fn class_number(&self, name: &str) -> Option<usize> {
        self.names.get(name).copied()
    }

    /// A class by its number.
    pub(crate) fn class(&self, number: usize) -> &Class {
        &self.classes[number]
    }

    /// How many symbols there are.
    pub(crate) fn count(&self) -> usize {
        usize::from(self.count)
    }

    /// The symbol of a mark or word as rules write it; a new word becomes known.
    pub(crate) fn literal(&mut self, text: &str) -> Symbol {
        match MARKS.iter().find(|(mark, _)| *mark == text) {
            Some((_, symbol)) => *symbol,
            None => self.intern(text),
        }
    }

    /// The symbol of a word in lower case, and whether a full stop after it belongs to it.
    pub(crate) fn look_up(&self, word: &[u8]) -> Option<(Symbol, bool)> {
        let entry = &self.table[self.slot(word)];
        (!entry.word.is_empty()).then_some((entry.symbol, entry.abbreviation))
    }

    fn intern(&mut self, word: &str) -> Symbol {
        if 4 * self.count() > self.table.len() {
            self.resize(self.table.len() * 2);
        }
        let slot = self.slot(word.as_bytes());
        if self.table[slot].word.is_empty() {
            self.table[slot] = Entry { word: word.as_bytes().into(), symbol: self.count, abbreviation: false };
            self.count += 1;
        }
        self.table[slot].symbol
    }

    /// Where the word stands in the table or would stand.
    fn slot(&self, word: &[u8]) -> usize {
        let mut slot = hash(word) & self.mask;
        loop {
            let known = &self.table[slot].word;
            if known.is_empty() || **known == *word {
                return slot;
            }
            slot = (slot + 1) & self.mask;
        }
    }

    fn resize(&mut self, size: usize) {
        let old = std::mem::replace(&mut self.table, vec![Entry::default(); size]);
        self.mask = size - 1;
        for entry in old.into_iter().filter(|entry| !entry.word.is_empty()) {
            let slot = self.slot(&entry.word);
            self.table[slot] = entry;
        }
    }
}

/// FNV-1a, folded.
fn hash(word: &[u8]) -> usize {
    let hash = word
        .iter()
        .fold(0xcbf2_9ce4_8422_2325u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    (hash ^ (hash >> 32)) as usize
}

const _: () = assert!(FIRST_NUMBER + 19 <= FIRST_WORD);
