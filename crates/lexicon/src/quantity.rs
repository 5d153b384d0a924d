//! Words of quantities: numbers, what bounds them, units, what is counted and what is done to those who are.
//!
//! Invariant: keys are in lower case; a word has at most one meaning as a number, as a unit and as a noun.
//! Cost: at start a pass over the lists; a look-up is one hash of the word.

use crate::event::verb_forms;
use crate::{IRREGULAR_NOUNS, inflect, list};
use dateline_record::Bound;
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

/// What a word is worth as a number.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Number {
    /// “three”.
    Unit(f64),
    /// “thirty”.
    Ten(f64),
    /// “hundred”.
    Scale(f64),
    /// “bn”, set on digits.
    Short(f64),
    /// “dozens”.
    Vague(f64),
    /// “half”, “thirds”.
    Share(f64),
    /// “several”, before a scale; “couple” is two before “of” as well.
    Few,
    /// “pair”.
    Pair,
}

/// A unit that a number stands with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    /// “$”, before the number: the currency.
    Sign(&'static str),
    /// “dollars”.
    Currency(&'static str),
    /// “tons”.
    Weight(&'static str),
    /// “percent”.
    Percent,
    /// “points”.
    Points,
    /// “families”.
    People(&'static str),
    /// “miles”, “innings”: no quantity.
    Measure,
    /// “years”: no quantity.
    Time,
}

/// To whom a verb does it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    /// “killed twelve”.
    Object,
    /// “twelve died”.
    Subject,
    /// “released twelve prisoners”: to the object, where it is people.
    People,
    /// “the death of twelve”.
    Deed,
    /// “the flood claimed twelve”: as people, where nobody does it.
    Event,
    /// “twelve lost their lives”: to the subject, where the word stands behind.
    With(&'static str),
    /// “took twelve hostage”: to the object, where the word stands behind.
    Make(&'static str),
}

/// Where words that bind stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Beside {
    /// “at least 12”.
    Before,
    /// “over 12”, where the tree agrees.
    Loose,
    /// “12 or more”.
    After,
}

/// Words that bind a number.
#[derive(Clone, PartialEq, Debug)]
pub struct Binding {
    /// How.
    pub bound: Bound,
    /// Where they stand.
    pub beside: Beside,
    /// The words.
    pub words: Vec<&'static str>,
}

/// Why a number is none, and what else its surroundings say.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Sign {
    /// “Channel 4”.
    Label,
    /// “911”.
    Alone,
    /// “aged”.
    Age,
    /// “poll”.
    Poll,
    /// “including”.
    Include,
    /// “victory”, behind “3-2”.
    Score,
    /// “spend”.
    Spend,
    /// “count”.
    Total,
    /// “feared”, between those who are counted and “dead”.
    Feared,
    /// “Avenue”, behind its number.
    Street,
    /// “think”, of a percentage of those asked.
    Opinion,
    /// “army”, before “posts”.
    Armed,
    /// “stocks”, of which a percentage is of money.
    Market,
}

/// The lists of quantities, ready to look up.
pub struct Quantities {
    numbers: HashMap<&'static str, Number>,
    units: HashMap<&'static str, Unit>,
    bindings: Vec<Binding>,
    nouns: HashMap<String, &'static str>,
    endings: Vec<(&'static str, &'static str)>,
    tolls: HashMap<String, &'static str>,
    fates: HashMap<String, Vec<(&'static str, Side)>>,
    signs: HashSet<(Sign, &'static str)>,
}

/// No word of the lists of numbers is longer, in bytes.
const LONGEST: usize = 9;

impl Quantities {
    /// The lists that ship with Dateline, built at the first call and shared.
    pub fn embedded() -> &'static Quantities {
        static QUANTITIES: OnceLock<Quantities> = OnceLock::new();
        QUANTITIES.get_or_init(Quantities::build)
    }

    /// What a word is worth, in letters of any size.
    pub fn number(&self, word: &str) -> Option<Number> {
        if word.len() > LONGEST {
            return None;
        }
        let mut lower = [0; LONGEST];
        let lower = &mut lower[..word.len()];
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        self.numbers.get(std::str::from_utf8(lower).ok()?).copied()
    }

    /// The unit that a word, given in lower case, is.
    pub fn unit(&self, lower: &str) -> Option<Unit> {
        self.units.get(lower).copied()
    }

    /// Words that bind, the longest first.
    pub fn bindings(&self) -> &[Binding] {
        &self.bindings
    }

    /// What a noun, given in lower case, counts.
    pub fn noun(&self, lower: &str) -> Option<&'static str> {
        self.nouns.get(lower).copied()
    }

    /// What a noun of more than one, given in lower case, counts by its ending.
    pub fn ending(&self, lower: &str) -> Option<&'static str> {
        self.endings.iter().find(|(ending, _)| lower.ends_with(ending)).map(|(_, of)| *of)
    }

    /// Those whom a number on the noun, given in lower case, counts: “toll”.
    pub fn toll(&self, lower: &str) -> Option<&'static str> {
        self.tolls.get(lower).copied()
    }

    /// What a verb, given in lower case, does and to whom.
    pub fn fates(&self, lower: &str) -> &[(&'static str, Side)] {
        self.fates.get(lower).map_or(&[], Vec::as_slice)
    }

    /// Whether a word, given in lower case, is of a list.
    pub fn is(&self, sign: Sign, lower: &str) -> bool {
        let signs: &HashSet<(Sign, &str)> = &self.signs;
        signs.contains(&(sign, lower))
    }

    fn build() -> Quantities {
        let mut lists = Quantities {
            numbers: HashMap::new(),
            units: HashMap::new(),
            bindings: list::rows(include_str!("../data/quantities/bounds.txt")).map(|row| binding(&row)).collect(),
            nouns: HashMap::new(),
            endings: Vec::new(),
            tolls: HashMap::new(),
            fates: HashMap::new(),
            signs: HashSet::new(),
        };
        lists.bindings.sort_by_key(|one| std::cmp::Reverse(one.words.len()));
        for (kind, word) in entries(include_str!("../data/quantities/numbers.txt")) {
            let (word, value) = word.split_once('=').unwrap_or((word, "0"));
            let value = value.parse().expect("a number's worth");
            let number = match kind {
                "unit" => Number::Unit(value),
                "ten" => Number::Ten(value),
                "scale" => Number::Scale(value),
                "short" => Number::Short(value),
                "vague" => Number::Vague(value),
                "share" => Number::Share(value),
                "few" => Number::Few,
                "pair" => Number::Pair,
                other => panic!("no number is called {other}"),
            };
            lists.numbers.entry(word).or_insert(number);
        }
        for row in list::rows(include_str!("../data/quantities/units.txt")) {
            let unit = match row[0] {
                "sign" => Unit::Sign(row[1]),
                "currency" => Unit::Currency(row[1]),
                "weight" => Unit::Weight(row[1]),
                "percent" => Unit::Percent,
                "points" => Unit::Points,
                "people" => Unit::People(row[1]),
                "measure" => Unit::Measure,
                "time" => Unit::Time,
                other => panic!("no unit is called {other}"),
            };
            row[2].split_whitespace().for_each(|word| _ = lists.units.insert(word, unit));
        }
        for (kind, noun) in entries(include_str!("../data/quantities/nouns.txt")) {
            if let Some(ending) = noun.strip_prefix('*') {
                lists.endings.push((ending, kind));
                continue;
            }
            let (nouns, of) = match kind.split_once(' ') {
                Some((_, of)) => (&mut lists.tolls, of),
                None => (&mut lists.nouns, kind),
            };
            for form in [noun.to_owned(), plural(noun)] {
                nouns.entry(form).or_insert(of);
            }
        }
        for (kind, verb) in entries(include_str!("../data/quantities/fates.txt")) {
            let (of, side) = kind.split_once(' ').expect("what is done and to whom");
            let side = match side {
                "object" => Side::Object,
                "subject" => Side::Subject,
                "people" => Side::People,
                "deed" => Side::Deed,
                "by-event" => Side::Event,
                other if other.starts_with("with-") => Side::With(&other["with-".len()..]),
                other if other.starts_with("make-") => Side::Make(&other["make-".len()..]),
                other => panic!("no side is called {other}"),
            };
            let forms = match side {
                Side::Deed => vec![verb.to_owned(), plural(verb)],
                _ => verb_forms(verb),
            };
            for form in forms {
                let fates = lists.fates.entry(form).or_default();
                if !fates.contains(&(of, side)) {
                    fates.push((of, side));
                }
            }
        }
        for (kind, word) in entries(include_str!("../data/quantities/none.txt")) {
            let sign = match kind {
                "label" => Sign::Label,
                "alone" => Sign::Alone,
                "age" => Sign::Age,
                "poll" => Sign::Poll,
                "include" => Sign::Include,
                "score" => Sign::Score,
                "spend" => Sign::Spend,
                "total" => Sign::Total,
                "feared" => Sign::Feared,
                "street" => Sign::Street,
                "opinion" => Sign::Opinion,
                "armed" => Sign::Armed,
                "market" => Sign::Market,
                other => panic!("no sign is called {other}"),
            };
            lists.signs.insert((sign, word));
        }
        lists
    }
}

/// The words of a file with what stands before their colon.
fn entries(data: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    list::lines(data).flat_map(|line| {
        let (kind, words) = line.split_once(':').expect("a line of quantities has a colon");
        words.split_whitespace().map(move |word| (kind, word))
    })
}

fn binding(row: &[&'static str]) -> Binding {
    let bound = match row[0] {
        "at-least" => Bound::AtLeast,
        "more-than" => Bound::MoreThan,
        "up-to" => Bound::UpTo,
        "less-than" => Bound::LessThan,
        "about" => Bound::About,
        other => panic!("no bound is called {other}"),
    };
    let beside = match row[1] {
        "before" => Beside::Before,
        "loose" => Beside::Loose,
        "after" => Beside::After,
        other => panic!("no place is called {other}"),
    };
    Binding { bound, beside, words: row[2].split_whitespace().collect() }
}

fn plural(noun: &str) -> String {
    let irregular = IRREGULAR_NOUNS.lines().find(|line| line.split_whitespace().next() == Some(noun));
    match (irregular.and_then(|line| line.split_whitespace().nth(1)), noun.strip_suffix("man")) {
        (Some(plural), _) => plural.to_owned(),
        (None, Some(stem)) => format!("{stem}men"),
        (None, None) => inflect::third(noun),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_their_worth_in_any_size_of_letters() {
        let lists = Quantities::embedded();
        assert_eq!(lists.number("Twenty"), Some(Number::Ten(20.0)));
        assert_eq!(lists.number("DOZENS"), Some(Number::Vague(12.0)));
        assert_eq!(lists.number("twentyfold"), None);
        assert_eq!(lists.number("сорок"), None);
    }

    #[test]
    fn nouns_and_verbs_tell_who_is_counted() {
        let lists = Quantities::embedded();
        assert_eq!((lists.noun("policemen"), lists.noun("children")), (Some("forces"), Some("people")));
        assert_eq!(lists.fates("fled"), [("displaced", Side::Subject)]);
        assert!(lists.fates("lost").contains(&("killed", Side::With("lives"))));
        assert_eq!((lists.noun("harpists"), lists.ending("harpists")), (None, Some("people")));
        assert!(lists.fates("drowned").contains(&("killed", Side::Subject)));
        assert_eq!(lists.toll("toll"), Some("killed"));
    }

    #[test]
    fn the_longest_words_that_bind_come_first() {
        let lengths: Vec<usize> = Quantities::embedded().bindings().iter().map(|one| one.words.len()).collect();
        assert!(lengths.is_sorted_by(|one, next| one >= next));
    }
}
